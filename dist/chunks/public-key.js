import { er as pemBlocks } from "./registry.js";
import { ct as SealiftError } from "./words.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createPublicKey } = globalThis.process.getBuiltinModule("node:crypto");

// src/signers/public-key.ts
/** A SubjectPublicKeyInfo that a key service answered with. @throws SealiftError `unexpected_answer`. */
function publicKeyFromDer(der, where) {
	try {
		return createPublicKey({
			key: Buffer.from(der),
			format: "der",
			type: "spki"
		});
	} catch (error) {
		throw new SealiftError("unexpected_answer", `${where}: the service answered with no public key`, {
			hint: "Check that this is the address of the key service.",
			cause: error
		});
	}
}
/** The same as PEM, of which there has to be one. */
function publicKeyFromPem(pem, where) {
	const context = {
		code: "unexpected_answer",
		what: `${where}: the public key of the service`
	};
	const blocks = pemBlocks(pem, context);
	const [block] = blocks;
	if (blocks.length !== 1 || block?.label !== "PUBLIC KEY") throw new SealiftError("unexpected_answer", `${where}: the service answered with no public key`, { hint: "Check that this is the address of the key service." });
	return publicKeyFromDer(block.bytes, where);
}

export { publicKeyFromPem as n, publicKeyFromDer as t };