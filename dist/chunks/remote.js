import { J as SealiftError, W as printable } from "./words.js";
import { Ot as parseJson, Pt as readBody, Ut as isLoopback } from "./registry.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
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

// src/signers/send-whole.ts
/** Bytes of an answer; those of key services and token services have some KiB. */
const ANSWER_LIMIT = 262144;
/**
* Sends one request to a key service or token service by the HTTP client of the run, and reads its whole answer. Redirects are
* not followed, because headers and content carry tokens that the client does not know as such.
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
async function askJson(http, { method, url, headers, body }, signal) {
	const content = body === void 0 ? void 0 : Buffer.from(JSON.stringify(body));
	const accepted = {
		accept: "application/json",
		...content ? { "content-type": "application/json" } : {},
		...headers
	};
	const { status, headers: answered, bytes } = await sendWhole(http, {
		method,
		url,
		headers: accepted,
		signal
	}, content);
	const what = `the answer of ${url.host}`;
	if (status >= 300 && status < 400) throw new SealiftError("unexpected_answer", `${url.host} redirects (${status}); that is not followed with a token`, { hint: "Give the address of the server that answers itself." });
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

// src/signers/github-token.ts
const PERMISSION = "Give the job `permissions: id-token: write` (and `contents: read`), and run it where GitHub allows that: not for a fork's pull request.";
/** Whether this job may ask GitHub who it is. */
function hasGithubToken(env) {
	return Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
}
/** The iss, sub and aud of a token for an error, but not the token. They are not verified here; the service does that. */
function tokenClaims(token) {
	try {
		const claims = membersOf(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")));
		return [
			"iss",
			"sub",
			"aud"
		].map((name) => `${name} ${printable(String(claims[name] ?? "none"), 300)}`).join(", ");
	} catch {
		return "claims that cannot be read";
	}
}
/**
* A fresh OIDC token of the GitHub job, for `audience` or for GitHub's default one.
*
* @throws SealiftError `credentials_missing` when the workflow does not allow it, naming the line to add.
*/
async function githubToken(audience, env, { http, onSecret }, signal) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = env;
	if (!address || !secret) throw new SealiftError("credentials_missing", "this job may not ask GitHub for an identity token", { hint: PERMISSION });
	onSecret?.(secret);
	const query = URL.canParse(address) ? new URL(address).search : "";
	const url = endpointOf(address.slice(0, address.length - query.length), "ACTIONS_ID_TOKEN_REQUEST_URL");
	url.search = query;
	if (audience !== void 0) url.searchParams.set("audience", audience);
	const { status, members } = await askJson(http, {
		method: "GET",
		url,
		headers: { authorization: `Bearer ${secret}` }
	}, signal);
	const token = textOf(members, "value");
	if (status === 200 && token !== void 0) {
		onSecret?.(token);
		return token;
	}
	if (status >= 500 || status === 429) throw new SealiftError("key_service_unavailable", `GitHub gave out no identity token (${status})`);
	throw new SealiftError("credentials_missing", `GitHub refuses an identity token to this job (${status})`, { hint: PERMISSION });
}

// src/signers/digest-of.ts
/** The digest of the signing input by the hash of the algorithm, which is what key services sign. */
function digestOf(toBeSigned, { hash }) {
	return createHash(hash).update(toBeSigned).digest();
}

// src/signers/remote.ts
/** The connection of a provider that needs one. */
async function remoteOf({ remote }) {
	if (!remote) throw new SealiftError("internal", "a key in a service was opened without a way to reach it");
	return remote();
}

export { tokenClaims as a, textOf as c, hasGithubToken as i, sendWhole as l, digestOf as n, askJson as o, githubToken as r, membersOf as s, remoteOf as t, endpointOf as u };