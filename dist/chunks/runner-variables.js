// src/compose/github/runner-variables.ts
/** Where the facts about a run of GitHub Actions come from, and the form that each one has. */
const RUNNER_VARIABLES = {
	GITHUB_SERVER_URL: /^https?:\/\/[A-Za-z0-9.:-]+$/,
	GITHUB_REPOSITORY: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
	GITHUB_RUN_ID: /^\d{1,20}$/,
	GITHUB_SHA: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
	GITHUB_ACTOR: /^[A-Za-z0-9_.[\]-]{1,100}$/
};
/** The value of a variable of the runner; `undefined` when it is missing or has another form than GitHub gives it. */
function runnerVariable(env, name) {
	const value = env[name];
	return value !== void 0 && RUNNER_VARIABLES[name].test(value) ? value : void 0;
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

export { runAddress as n, runnerVariable as r, RUNNER_VARIABLES as t };