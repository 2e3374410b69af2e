import { n as hasGithubToken } from "./github-token.js";
import { Qt as entryKind } from "./notation.js";
import { i as textOf, r as membersOf } from "./endpoint.js";
import { t as readEvent } from "./event-file.js";
import { Gt as listFolder } from "./registry.js";
const { isAbsolute } = globalThis.process.getBuiltinModule("node:path");

// src/compose/remedies/fork-of.ts
/** Events whose jobs run without rights where the pull request comes from another repository. */
const EVENTS = [
	"pull_request",
	"pull_request_review",
	"pull_request_review_comment"
];
const REPOSITORY$1 = /^[A-Za-z0-9-]{1,100}\/[A-Za-z0-9._-]{1,200}$/;
/**
* The repository that the pull request of this job comes from, where it is another one than the job's. `undefined` where that
* is not so, or not known: an event that is absent, unreadable, too large or malformed says nothing.
*/
async function forkOf(env) {
	const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path } = env;
	if (!EVENTS.includes(name) || !path) return void 0;
	try {
		if (await entryKind(path, { followLinks: true }) !== "file") return void 0;
		const pullRequest = membersOf(membersOf(await readEvent(env)).pull_request);
		const [from = "", to = ""] = ["head", "base"].map((side) => textOf(membersOf(membersOf(pullRequest[side]).repo), "full_name"));
		if (!REPOSITORY$1.test(from) || !REPOSITORY$1.test(to)) return void 0;
		return from.toLowerCase() === to.toLowerCase() ? void 0 : from;
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
/** `OWNER/NAME` as GitHub writes it. */
const REPOSITORY = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;
/** Finds out where a run takes place. It never fails: what cannot be read is left out. */
async function situationOf(isStep, env) {
	const place = {
		isStep,
		folder: process.cwd()
	};
	if (env.GITHUB_ACTIONS !== "true") return place;
	const [fork, workspace] = await Promise.all([forkOf(env), workspaceOf(env.GITHUB_WORKSPACE)]);
	const repository = env.GITHUB_REPOSITORY ?? "";
	return {
		...place,
		job: {
			hasIdentity: hasGithubToken(env),
			...REPOSITORY.test(repository) ? { repository } : {},
			...fork === void 0 ? {} : { fork },
			...workspace === void 0 ? {} : { workspace }
		}
	};
}

export { situationOf };