import { n as hasGithubToken } from "./github-token.js";
import { a as isRepository, r as pullRequestOf, t as readEvent } from "./event-file.js";
import { gn as listFolder } from "./registry.js";
const { isAbsolute } = globalThis.process.getBuiltinModule("node:path");

// src/compose/remedies/fork-of.ts
/** Events whose jobs run without rights where the pull request comes from another repository. */
const EVENTS = [
	"pull_request",
	"pull_request_review",
	"pull_request_review_comment"
];
/**
* The repository that the pull request of this job comes from, where it is another one than the job's. `undefined` where that
* is not so, or not known: an event that is absent, unreadable, too large or malformed says nothing.
*/
async function forkOf(env) {
	const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path } = env;
	if (!EVENTS.includes(name) || !path) return void 0;
	try {
		return pullRequestOf(await readEvent(env))?.fork;
	} catch {
		return;
	}
}

// src/compose/remedies/workspace-of.ts
/** What is in the folder where actions/checkout puts the files of a repository; `undefined` where that cannot be told. */
async function workspaceOf(path) {
	if (!path || !isAbsolute(path)) return void 0;
	const names = await listFolder(path).catch(() => void 0);
	if (names === void 0 || names === "file") return void 0;
	if (names === "absent" || names.length === 0) return {
		path,
		state: "empty"
	};
	return {
		path,
		state: names.includes(".git") ? "checked out" : "unversioned"
	};
}

// src/compose/remedies/situation-of.ts
const GITHUB_COM = "https://github.com";
/** Engines that set the variables of GitHub Actions too, and give rights in other ways. */
const LIKENESSES = ["GITEA_ACTIONS", "FORGEJO_ACTIONS"];
/** Finds out where a run takes place. It never fails: what cannot be read is left out. */
async function situationOf(isStep, env) {
	const place = {
		isStep,
		folder: process.cwd()
	};
	if (env.GITHUB_ACTIONS !== "true" || LIKENESSES.some((name) => env[name])) return place;
	const [fork, workspace] = await Promise.all([forkOf(env), workspaceOf(env.GITHUB_WORKSPACE)]);
	const hasIdentity = hasGithubToken(env);
	const repository = env.GITHUB_REPOSITORY ?? "";
	return {
		...place,
		job: {
			hasIdentity,
			...isRepository(repository) ? { repository } : {},
			...fork === void 0 || hasIdentity ? {} : { fork },
			...(env.GITHUB_SERVER_URL || GITHUB_COM) === GITHUB_COM ? {} : { isEnterprise: true },
			...workspace === void 0 ? {} : { workspace }
		}
	};
}

export { situationOf };