import { Xn as DerReader, cr as TAG } from "./registry.js";
import { ct as SealiftError } from "./words.js";
import { cn as isSignature } from "./notation.js";

// src/signers/raw-signature.ts
/**
* Checks that a signature has the length of its algorithm and holds over `toBeSigned`, so that the signature of another key,
* digest or salt is an error that names the key.
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
	const { reader, root } = DerReader.of(der, context);
	const parts = root.tag === TAG.sequence ? reader.children(root, TAG.sequence) : [];
	if (parts.length !== 2 || parts.some(({ tag }) => tag !== TAG.integer)) throw reader.refuse("not two integers in DER");
	const width = algorithm.signatureLength / 2;
	const raw = new Uint8Array(algorithm.signatureLength);
	for (const [index, part] of parts.entries()) {
		const bytes = reader.content(part);
		if ((bytes[0] & 128) !== 0) throw reader.refuse("a negative integer");
		const magnitude = bytes[0] === 0 ? bytes.subarray(1) : bytes;
		if (magnitude.length === 0 || magnitude.length > width) throw reader.refuse(`an integer unfit for ${algorithm.jws}`);
		raw.set(magnitude, (index + 1) * width - magnitude.length);
	}
	return raw;
}

export { rawFromDer as n, checkedSignature as t };