import { ct as SealiftError } from "./words.js";

// src/signers/remote.ts
/** The connection of a provider that needs one. */
async function remoteOf({ remote }) {
	if (!remote) throw new SealiftError("internal", "a key in a service was opened without a way to reach it");
	return remote();
}

export { remoteOf as t };