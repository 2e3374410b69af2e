import { ct as SealiftError } from "./words.js";
import { i as textOf, n as askJson, t as endpointOf } from "./endpoint.js";

// src/signers/github-token.ts
const PERMISSION = "Give the job `permissions: id-token: write` (and `contents: read`), and run it where GitHub allows that: not for a fork's pull request.";
const NEED = { kind: "identity-token" };
/** Whether this job may ask GitHub who it is. */
function hasGithubToken(env) {
	return Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
}
/**
* A fresh OIDC token of the GitHub job, for `audience` or for GitHub's default one.
*
* @throws SealiftError `credentials_missing` when the workflow does not allow it, naming the line to add.
*/
async function githubToken(audience, env, { http, onSecret }, signal) {
	const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = env;
	if (!address || !secret) throw new SealiftError("credentials_missing", "this job may not ask GitHub for an identity token", {
		hint: PERMISSION,
		needs: NEED
	});
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
	throw new SealiftError("credentials_missing", `GitHub refuses an identity token to this job (${status})`, {
		hint: PERMISSION,
		needs: NEED
	});
}

export { hasGithubToken as n, githubToken as t };