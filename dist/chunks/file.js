import { ct as SealiftError, nt as quotable } from "./words.js";
import { On as readFile } from "./registry.js";
import { u as pemSigner } from "./signing.js";
const { fileURLToPath } = globalThis.process.getBuiltinModule("node:url");

// src/signers/key-path.ts
const CLASSES = [
	/[a-z]/,
	/[A-Z]/,
	/\d/
];
/** A shorter part of a path reveals too little of a key to be hidden. */
const SHORT = 8;
function shownPart(part) {
	return part.length >= SHORT && CLASSES.every((one) => one.test(part)) || part.endsWith("=") ? "…" : part;
}
/**
* The path of a key for an error. A line out of the middle of a PEM may stand in its place, so a path without a separator or an
* extension is not shown, nor is a part that looks like base64.
*/
function keyPath(path) {
	if (!/[/\\.]/.test(path)) return "the given path";
	return quotable(path, 600).split(/([/\\._\s-])/).map(shownPart).join("");
}

// src/signers/file.ts
const KEY_LIMIT = 65536;
/** The path that a key is named by, or that of a `file:///` URL. @throws SealiftError `usage`. */
function keyFile(uri) {
	if (!uri.startsWith("file://")) return uri;
	try {
		return fileURLToPath(uri);
	} catch {
		throw new SealiftError("usage", "what follows file:// is not the path of a key", { hint: "Write file:///path/key.pem." });
	}
}
function read(path, shown) {
	return readFile(path, KEY_LIMIT, "key", shown).catch((error) => {
		if (!(error instanceof SealiftError) || error.code !== "file_not_found") throw error;
		throw new SealiftError("file_not_found", error.message, {
			hint: "Check the path. A key is a PEM file, env://NAME, or the address of a key in a service (docs/signers.md).",
			needs: error.needs
		});
	});
}
/** A key in a PEM file: a path or a `file:///` URL. */
async function fileSigner(uri, { password }) {
	const path = keyFile(uri);
	const shown = keyPath(path);
	return pemSigner(await read(path, shown), password, `the key ${shown}`);
}

export { fileSigner, keyFile, keyPath as t };