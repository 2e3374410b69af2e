import { S as printable, T as SealiftError } from "./words.js";
import { B as isLoopback } from "./core.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

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

// src/signers/remote.ts
/** The connection of a provider that needs one. */
async function remoteOf({ remote }) {
	if (!remote) throw new SealiftError("internal", "a key in a service was opened without a way to reach it");
	return remote();
}

export { digestOf as n, endpointOf as r, remoteOf as t };