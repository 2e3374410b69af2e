// src/action/github/event.ts
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
/** The pull request of an event of GitHub (webhook payload `pull_request`); `undefined` when it has none. */
function pullRequestOf(event) {
	const number = memberOf(event, "pull_request", "number");
	if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) return void 0;
	const commit = textIn(event, "pull_request", "head", "sha");
	const [head, base] = ["head", "base"].map((side) => textIn(event, "pull_request", side, "repo", "full_name"));
	return {
		number,
		commit: commit !== void 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0,
		isFork: head === void 0 || head !== base
	};
}

export { pullRequestOf as n, textIn as r, memberOf as t };