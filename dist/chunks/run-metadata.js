import { n as runAddress, r as runnerVariable, t as RUNNER_VARIABLES } from "./runner-variables.js";
import { ct as SealiftError } from "./words.js";
import { Et as RUN_ADDRESS } from "./notation.js";

// src/action/github/run-metadata.ts
/**
* What `run-metadata` signs along, as `KEY=VALUE`: the address of the run, its repository, its commit, and who started it.
*
* @throws SealiftError `usage` that names each variable of the runner that is missing.
*/
function runMetadata(env) {
	const missing = Object.keys(RUNNER_VARIABLES).filter((name) => runnerVariable(env, name) === void 0);
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

export { runMetadata };