import { Bt as checkDer, Ht as derElement, Vt as derChildren, zt as TAG } from "./registry.js";
import { K as SealiftError } from "./words.js";
import { z as isSignature } from "./notation.js";

// src/signers/raw-signature.ts
/**
* A signature that has the length of its algorithm and holds over `toBeSigned`: whoever answers with the signature of
* another key, another digest or another salt is found out with the name of the key.
*
* @param where names the key.
* @throws SealiftError `self_check_failed`.
*/
function checkedSignature(signature, { algorithm, publicKey }, toBeSigned, where) {
	const { signatureLength, jws } = algorithm;
	if (signature.length !== signatureLength) throw new SealiftError("self_check_failed", `${where} answered with a signature of ${signature.length} bytes; ${jws} has ${signatureLength}`);
	if (!isSignature(algorithm, publicKey, toBeSigned, signature)) throw new SealiftError("self_check_failed", `${where} answered with a signature that does not hold as ${jws} under the public key it told`, { hint: "Nothing was pushed. Check what stands between here and the key service, and run it again." });
	return signature;
}
/**
* ECDSA-Sig-Value (RFC 3279, 2.2.3) as r||s of exact width (RFC 7518, 3.4). Strict: DER, two positive integers, nothing else.
*
* @throws SealiftError `self_check_failed`.
*/
function rawFromDer(der, algorithm, where) {
	const context = {
		code: "self_check_failed",
		what: `the signature of ${where}`
	};
	const wrong = (reason) => new SealiftError("self_check_failed", `${context.what}: ${reason}`);
	checkDer(der, context);
	const root = derElement(der, 0, der.length, context);
	const parts = root.tag === TAG.sequence ? [...derChildren(der, root, context)] : [];
	if (parts.length !== 2 || parts.some(({ tag }) => tag !== TAG.integer)) throw wrong("not two integers in DER");
	const width = algorithm.signatureLength / 2;
	const raw = new Uint8Array(algorithm.signatureLength);
	for (const [index, { contentStart, end }] of parts.entries()) {
		const bytes = der.subarray(contentStart, end);
		if ((bytes[0] & 128) !== 0) throw wrong("a negative integer");
		const magnitude = bytes[0] === 0 ? bytes.subarray(1) : bytes;
		if (magnitude.length === 0 || magnitude.length > width) throw wrong(`an integer unfit for ${algorithm.jws}`);
		raw.set(magnitude, (index + 1) * width - magnitude.length);
	}
	return raw;
}

export { rawFromDer as n, checkedSignature as t };