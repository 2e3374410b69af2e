import { c as printable, d as SealiftError } from "./run-result.js";
import { createHash } from "node:crypto";

// src/oci/digest.ts
/** The algorithms of the OCI image spec (descriptor.md, "Registered Algorithms") that Sealift checks. */
const HEX_LENGTH = {
	sha256: 64,
	sha512: 128
};
/** Whether `text` is a digest that Sealift can check. */
function isDigest(text) {
	const at = text.indexOf(":");
	const length = HEX_LENGTH[text.slice(0, at)];
	return length !== void 0 && text.length === at + 1 + length && /^[0-9a-f]+$/.test(text.slice(at + 1));
}
/** @throws SealiftError `reference_invalid` when `text` is not a sha256 or sha512 digest in lower-case hex. */
function parseDigest(text) {
	if (isDigest(text)) return text;
	throw new SealiftError("reference_invalid", `"${printable(text, 160)}" is not a sha256 or sha512 digest`, { hint: "A digest is sha256: and 64 hexadecimal characters in lower case." });
}
function digestAlgorithm(digest) {
	return digest.slice(0, digest.indexOf(":"));
}
function digestHex(digest) {
	return digest.slice(digest.indexOf(":") + 1);
}
function digestOf(bytes, algorithm = "sha256") {
	return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
/** A running hash for the algorithm of `digest`, for content that is streamed. */
function digestHasher(digest) {
	return createHash(digestAlgorithm(digest));
}

export { isDigest as a, digestOf as i, digestHasher as n, parseDigest as o, digestHex as r, digestAlgorithm as t };