import { ct as SealiftError } from "./words.js";
import { On as readFile, en as parseJson } from "./registry.js";
import { t as checkRegular } from "./check-regular.js";

// src/compose/github/is-repository.ts
/** Whether a text is `OWNER/NAME` as GitHub writes it; the logins of managed users have an underscore. */
function isRepository(text) {
	return /^[A-Za-z0-9_.-]{1,100}\/[A-Za-z0-9._-]{1,200}$/.test(text);
}

// src/compose/github/event.ts
/** Follows names into a value from outside; own members alone. */
function memberOf(value, ...names) {
	let current = value;
	for (const name of names) {
		if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return void 0;
		current = current[name];
	}
	return current;
}
/** The same where a text that is not empty should stand. */
function textIn(value, ...names) {
	const found = memberOf(value, ...names);
	return typeof found === "string" && found !== "" ? found : void 0;
}
function repositoryOf(event, side) {
	const name = textIn(event, "pull_request", side, "repo", "full_name");
	return name !== void 0 && isRepository(name) ? name : void 0;
}
/** The pull request of an event of GitHub (webhook payload `pull_request`); `undefined` when it has none. */
function pullRequestOf(event) {
	const number = memberOf(event, "pull_request", "number");
	if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) return void 0;
	const commit = textIn(event, "pull_request", "head", "sha");
	const head = repositoryOf(event, "head");
	const base = repositoryOf(event, "base");
	const isFork = head === void 0 || head.toLowerCase() !== base?.toLowerCase();
	return {
		number,
		commit: commit !== void 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0,
		isFork,
		fork: isFork && base !== void 0 ? head : void 0
	};
}

// src/compose/github/event-file.ts
/** Events about pull requests and runs have some 50 KiB; the texts in them are bounded by GitHub. */
const LIMIT = 4194304;
/**
* The event that started the workflow, as the runner stored it (GITHUB_EVENT_PATH).
*
* @throws SealiftError `file_not_found`, `file_unreadable`, `content_too_large` or `config_invalid`.
*/
async function readEvent(env) {
	const path = env.GITHUB_EVENT_PATH;
	if (!path) throw new SealiftError("file_not_found", "GITHUB_EVENT_PATH is not set");
	await checkRegular(path, "event file of GITHUB_EVENT_PATH");
	const bytes = await readFile(path, LIMIT, "event file", "of GITHUB_EVENT_PATH");
	return parseJson(bytes, {
		code: "config_invalid",
		what: "the event file of GITHUB_EVENT_PATH"
	});
}

export { isRepository as a, textIn as i, memberOf as n, pullRequestOf as r, readEvent as t };