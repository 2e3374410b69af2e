// src/planning/plan-actions.ts
/** The actions in the order in which the first that something of a promotion has is that of the whole. */
const ACTIONS = [
	"refused",
	"move",
	"new",
	"add",
	"keep",
	"unchanged"
];
/** Those that write something. */
const WRITING = /* @__PURE__ */ new Set([
	"new",
	"move",
	"add"
]);
/**
* The action of a promotion.
*
* @param lacks whether something is to be written beside the tags.
*/
function actionOf(tags, lacks) {
	const all = new Set(tags.map(({ action }) => action));
	if (lacks) all.add("add");
	return ACTIONS.find((one) => all.has(one)) ?? "unchanged";
}
/** Whether a promotion of this plan would write anything. */
function hasChanges({ promotions }) {
	return promotions.some(({ action }) => WRITING.has(action));
}

// src/planning/document/setting-words.ts
/** Settings that a promotions file switches on. The table of settings is not read for them, since it loads the reader of YAML. */
const SWITCHES = [
	"allow-unsigned",
	"deep",
	"exclude-signatures",
	"foreign-layers",
	"recursive",
	"single-writer",
	"skip-verification"
];
/** Other settings that messages and remedies speak of. */
const OTHERS = [
	"artifact-type",
	"backup-tag",
	"crl",
	"distrust",
	"existing-tag",
	"include",
	"move-tag",
	"platforms",
	"record",
	"require",
	"require-count",
	"require-identity",
	"scope",
	"sign",
	"signatures-from",
	"signatures-to",
	"trust-policy",
	"trust-store",
	"trusted-identity",
	"trusted-root",
	"trusted-tsa-root"
];
/** Flags whose settings have another name. */
const RENAMED = { platform: "platforms" };
/** One platform a flag, where a file has them in a list. */
const PLATFORMS = /(?<![\w-])--platform [a-z0-9]+(?:\/[a-z0-9]+)+(?: --platform [a-z0-9]+(?:\/[a-z0-9]+)+)*/g;
/** A flag, and the word behind it without the punctuation that ends a sentence. */
const A_FLAG = /(?<![\w-])--([a-z][a-z-]*[a-z])(?![\w-])(?: ([^\s,;"'()]*[^\s,;"'().:]))?/g;
/** What stands behind a flag as its value: a placeholder such as FILE, a path, a pair, or one of its choices. */
const VALUE = /^[A-Z][A-Z/:-]+$|[/=]|^(?:always|never|move|keep|fail|all|signatures|verified)$/;
/** In a promotions file the order of the rules says nothing, and an entry that has one rule alone has lost those of the top. */
const ORDER = /(under `existing-tag`),? behind the other rules/g;
function written(name, value) {
	if (SWITCHES.includes(name)) return `\`${name}: true\``;
	if (value === void 0) return `\`${name}\``;
	const [, pattern, rule] = /^(.+)=(move|keep|fail)$/.exec(value) ?? [];
	if (name !== "existing-tag" || pattern === void 0) return `\`${name}: ${value}\``;
	return `\`'${pattern}': ${rule}\` under \`existing-tag\``;
}
function inList(flags) {
	return `\`platforms: [${flags.split(" ").filter((word) => word !== "--platform").join(", ")}]\``;
}
/**
* A message or remedy in the words of a promotions file: `--allow-unsigned` becomes `allow-unsigned: true`. A command in backticks stays,
* since it is typed in a shell.
*
* @param given flags of the command line, which stay: what they say is changed there.
* @param inside members of other settings by the names of their flags: `sign.expiry`.
*/
function settingWords(text, given = [], inside = {}) {
	return text.split("`").map((part, at, parts) => {
		if (at % 2 === 1 && at < parts.length - 1) return part;
		return (given.includes("--platform") ? part : part.replace(PLATFORMS, inList)).replace(A_FLAG, (all, flag, word) => {
			const name = RENAMED[flag] ?? inside[flag] ?? flag;
			if (!(name !== flag || SWITCHES.includes(name) || OTHERS.includes(name)) || given.includes(`--${flag}`)) return all;
			const value = word !== void 0 && !SWITCHES.includes(name) && VALUE.test(word) ? word : void 0;
			return `${written(name, value)}${word === void 0 || value !== void 0 ? "" : ` ${word}`}`;
		});
	}).join("`").replace(ORDER, "$1, beside the other rules");
}

export { hasChanges as a, actionOf as i, ACTIONS as n, WRITING as r, settingWords as t };