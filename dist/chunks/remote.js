import { L as checkDer, N as pemBlocks, R as derChildren, Z as printable, at as SealiftError, v as isSignature, w as isLoopback, z as derElement } from "./core.js";
import { createHash, createPublicKey } from "node:crypto";
import { Buffer } from "node:buffer";

// src/signers/endpoint.ts
/**
* The base URL of a key service: https, or http on a loopback address; no user information, query or fragment.
*
* @param source names where the text comes from, such as `VAULT_ADDR`.
* @throws SealiftError `config_invalid`.
*/
function endpointOf(text, source) {
	const refuse = (reason, hint) => new SealiftError("config_invalid", `${source}: ${reason}`, { hint });
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") throw refuse("this is not an https URL", "Write https://HOST[:PORT].");
	if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") throw refuse("a user, a query or a fragment has no place in it", "Write https://HOST[:PORT].");
	if (url.protocol === "http:" && !isLoopback(url.hostname)) throw refuse(`${printable(url.host)} would be reached by plain http, which carries tokens in the open`, "Use https; http is for loopback addresses alone.");
	return url;
}

// src/signers/digest-of.ts
/** What key services sign: the hash of the signing input, with the hash of the algorithm. */
function digestOf(toBeSigned, { hash }) {
	return createHash(hash).update(toBeSigned).digest();
}

// src/signers/once.ts
/** Does `work` at its first call and gives every caller that result; after a failure the next caller tries again. */
function once(work) {
	let under;
	return (signal) => {
		under ??= work(signal).catch((error) => {
			under = void 0;
			throw error;
		});
		return under;
	};
}

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
	const complaint = {
		code: "unexpected_answer",
		what: `${where}: the public key of the service`
	};
	const blocks = pemBlocks(pem, complaint);
	const [block] = blocks;
	if (blocks.length !== 1 || block?.label !== "PUBLIC KEY") throw new SealiftError("unexpected_answer", `${where}: the service answered with no public key`, { hint: "Check that this is the address of the key service." });
	return publicKeyFromDer(block.bytes, where);
}

// src/signers/raw-signature.ts
const INTEGER = 2;
const SEQUENCE = 48;
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
	const complaint = {
		code: "self_check_failed",
		what: `the signature of ${where}`
	};
	const wrong = (reason) => new SealiftError("self_check_failed", `${complaint.what}: ${reason}`);
	checkDer(der, complaint);
	const root = derElement(der, 0, der.length, complaint);
	const parts = root.tag === SEQUENCE ? [...derChildren(der, root, complaint)] : [];
	if (parts.length !== 2 || parts.some(({ tag }) => tag !== INTEGER)) throw wrong("not two integers in DER");
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

// src/signers/remote.ts
/** The connection of a provider that needs one. */
async function remoteOf({ remote }) {
	if (!remote) throw new SealiftError("internal", "a key in a service was opened without a way to reach it");
	return remote();
}

export { publicKeyFromPem as a, endpointOf as c, publicKeyFromDer as i, checkedSignature as n, once as o, rawFromDer as r, digestOf as s, remoteOf as t };