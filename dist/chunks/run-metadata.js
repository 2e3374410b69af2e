import { r as __exportAll } from "./rolldown-runtime.js";
import { et as SealiftError } from "./words.js";
import { ht as RUN_ADDRESS } from "./notation.js";

// src/action/github/run-metadata.ts
var run_metadata_exports = /* @__PURE__ */ __exportAll({ runMetadata: () => runMetadata });
/** Where the facts about a run come from, and the form that each one has. */
const VARIABLES = {
	GITHUB_SERVER_URL: /^https?:\/\/[A-Za-z0-9.:-]+$/,
	GITHUB_REPOSITORY: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
	GITHUB_RUN_ID: /^\d{1,20}$/,
	GITHUB_SHA: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
	GITHUB_ACTOR: /^[A-Za-z0-9_.[\]-]{1,100}$/
};
/** The value of a variable of the runner; `undefined` when it is missing or has another form than GitHub gives it. */
function runnerVariable(env, name) {
	const value = env[name];
	return value !== void 0 && VARIABLES[name].test(value) ? value : void 0;
}
/** The page of the workflow run, the same for all its attempts. */
function runAddress(env) {
	const [server, repository, id] = [
		"GITHUB_SERVER_URL",
		"GITHUB_REPOSITORY",
		"GITHUB_RUN_ID"
	].map((name) => runnerVariable(env, name));
	if (server === void 0 || repository === void 0 || id === void 0) return void 0;
	return `${server}/${repository}/actions/runs/${id}`;
}
/**
* What `run-metadata` signs along, as `KEY=VALUE`: the address of the run, its repository, its commit, and who started it.
*
* @throws SealiftError `usage` that names each variable of the runner that is missing.
*/
function runMetadata(env) {
	const missing = Object.keys(VARIABLES).filter((name) => runnerVariable(env, name) === void 0);
	if (missing.length > 0) {
		const are = missing.length === 1 ? "is" : "are";
		throw new SealiftError("usage", `the input run-metadata is true, and ${missing.join(", ")} ${are} not set as GitHub Actions sets ${missing.length === 1 ? "it" : "them"}`, { hint: "Leave run-metadata out where the action does not run in GitHub Actions." });
	}
	return [
		`${RUN_ADDRESS}=${runAddress(env)}`,
		`com.github.repository=${env.GITHUB_REPOSITORY}`,
		`com.github.commit=${env.GITHUB_SHA}`,
		`com.github.actor=${env.GITHUB_ACTOR}`
	];
}

export { run_metadata_exports as n, runnerVariable as r, runAddress as t };