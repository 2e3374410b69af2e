import { a as readGraph, c as runOnImage, ut as platformName } from "./registry.js";
import { b as imageResult, y as resolveArtifact } from "./notation.js";

// src/operations/list.ts
/** Lists the artifacts attached to an image, its platforms and its attachments, and where each was found. It judges none. */
function listImage(request, signal) {
	const { reference, name, concurrency, reporter } = request;
	const store = request.view(request.store);
	return imageResult(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const graph = await readGraph(store, root, {
			concurrency,
			keep: () => true,
			likely: () => true
		}, signal);
		for (const { descriptor } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached, but it is gone`);
		const children = new Map(graph.nodes.flatMap(({ manifest }) => manifest.manifests).map((child) => [child.digest, child]));
		draft.update({
			status: "listed",
			platforms: [...children.values()].map((child) => ({
				platform: platformName(child),
				digest: child.digest,
				status: "listed",
				error: null
			})),
			attachments: graph.attachments.map(({ node: { content, manifest }, subject, foundIn }) => ({
				digest: content.descriptor.digest,
				artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
				size: content.descriptor.size,
				foundIn,
				subject: subject.digest,
				judged: null
			}))
		});
	});
}

// src/compose/run-list.ts
/** Shows everything that is attached to an image, and where it was found. Never rejects. */
function runList(options, signal) {
	return runOnImage("list", options, signal, listImage);
}

export { runList };