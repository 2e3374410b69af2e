import { ct as SealiftError, it as printable } from "./words.js";
import { Cn as isLoopback, cn as readBody, en as parseJson } from "./registry.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// src/signers/send-whole.ts
/** Bytes of an answer; those of key services and token services have some KiB. */
const ANSWER_LIMIT = 262144;
/**
* Sends one request to a key service or token service by the HTTP client of the run, and reads its whole answer. Redirects are
* not followed, because headers and content carry tokens that the client does not know as such.
*
* @throws SealiftError what the client throws; `key_service_unavailable` for a host that is down and not asked any more.
*/
async function sendWhole(http, request, content) {
	const response = await http.request({
		...request,
		redirects: "none",
		answer: ANSWER_LIMIT,
		...content ? { body: {
			length: content.length,
			open: () => Promise.resolve(content)
		} } : {}
	}).catch((error) => {
		if (!(error instanceof SealiftError) || error.code !== "registry_unavailable") throw error;
		throw new SealiftError("key_service_unavailable", error.message, { cause: error });
	});
	const { status, headers } = response;
	return {
		status,
		headers,
		bytes: await readBody(response, ANSWER_LIMIT)
	};
}

// src/signers/ask-json.ts
/** The members of a value that should be an object; none when it is not. */
function membersOf(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
/** The same value with secrets taken out of its texts. */
function withoutSecrets(value, secrets) {
	if (typeof value === "string") return secrets.hide(value, "peer");
	if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, secrets));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutSecrets(one, secrets)]));
}
/** A text of a JSON object, or `undefined`. Own members alone. */
function textOf(members, name) {
	const value = Object.hasOwn(members, name) ? members[name] : void 0;
	return typeof value === "string" && value !== "" ? value : void 0;
}
/**
* Sends one request to a key service by the HTTP client of the run, with its retries, deadlines, proxy and authorities.
*
* @throws SealiftError of the connection, or `unexpected_answer` for a success that is not JSON.
*/
async function askJson(http, { method, url, headers, body, retry }, signal) {
	const content = body === void 0 ? void 0 : Buffer.from(JSON.stringify(body));
	const sent = {
		method,
		url,
		headers: {
			accept: "application/json",
			...content ? { "content-type": "application/json" } : {},
			...headers
		},
		signal,
		...retry === void 0 ? {} : { retry }
	};
	const { status, headers: answered, bytes } = await sendWhole(http, sent, content);
	const what = `the answer of ${url.host}`;
	if (status >= 300 && status < 400) throw new SealiftError("unexpected_answer", `${url.host} redirects (${status}); that is not followed with a token`, { hint: "Give the address of the server that answers itself." });
	if (status === 204) return {
		status,
		headers: answered,
		members: {}
	};
	try {
		const members = membersOf(parseJson(bytes, {
			code: "unexpected_answer",
			what
		}));
		return {
			status,
			headers: answered,
			members: status >= 400 ? membersOf(withoutSecrets(members, http.secrets)) : members
		};
	} catch (error) {
		if (status >= 400) return {
			status,
			headers: answered,
			members: {}
		};
		const reason = error instanceof Error ? error.message : what;
		throw new SealiftError("unexpected_answer", reason, {
			hint: "Check that this is the address of the key service, and what stands between.",
			cause: error
		});
	}
}

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

export { sendWhole as a, textOf as i, askJson as n, membersOf as r, endpointOf as t };