const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/signers/digest-of.ts
/** The digest of the signing input by the hash of the algorithm, which is what key services sign. */
function digestOf(toBeSigned, { hash }) {
	return createHash(hash).update(toBeSigned).digest();
}

export { digestOf as t };