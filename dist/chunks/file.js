import { D as printable, j as SealiftError } from "./words.js";
import { Q as readFile } from "./registry.js";
import { a as pemSigner } from "./signing.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { fileURLToPath } = globalThis.process.getBuiltinModule("node:url");

// src/signers/file.ts
const KEY_LIMIT = 65536;
function pathOf(uri) {
	if (!uri.startsWith("file://")) return uri;
	try {
		return fileURLToPath(uri);
	} catch (error) {
		throw new SealiftError("usage", `${printable(uri)} is not a file URL`, {
			hint: "Write file:///path/key.pem.",
			cause: error
		});
	}
}
/** A key in a PEM file: a path or a `file:///` URL. */
async function fileSigner(uri, { password }) {
	const path = pathOf(uri);
	const pem = Buffer.from(await readFile(path, KEY_LIMIT, "key")).toString("utf8");
	return pemSigner(pem, password, `the key ${printable(path, 600)}`);
}

export { fileSigner };