import { w as chosenChildren } from "./registry.js";

// src/operations/platforms/children-of.ts
/** The children of all indexes of a graph as their entries describe them, each once, or those of the given platforms. */
function childrenOf({ nodes }, platforms) {
	const entries = nodes.flatMap(({ manifest: { manifests } }) => platforms ? chosenChildren(manifests, platforms) : manifests);
	return new Map(entries.map((child) => [child.digest, child]));
}

export { childrenOf as t };