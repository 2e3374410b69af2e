// src/operations/by-type.ts
/** More types than this are counted. */
const TYPES = 8;
/** `.sig` of the digest tag `sha256-HEX.sig`. */
function tagSuffix(tag) {
	return tag.slice(tag.lastIndexOf("."));
}
/** What one artifact is, in words: `text/spdx+json under a tag .sbom`. Not made safe to print. */
function typeText({ artifactType, tag }) {
	const type = artifactType === "" ? "no type" : artifactType;
	return tag === void 0 ? type : `${type} under a tag ${tagSuffix(tag)}`;
}
/** Attachments by type, in words: `2 application/spdx+json, 1 text/plain`. Not made safe to print. */
function byType(attachments) {
	const groups = [...Map.groupBy(attachments, typeText)];
	const shown = groups.slice(0, TYPES).map(([type, { length }]) => `${length} ${type}`);
	const rest = groups.slice(TYPES).reduce((sum, [, { length }]) => sum + length, 0);
	return [...shown, ...rest > 0 ? [`${rest} of other types`] : []].join(", ");
}
/** How those are headed: they were not copied where nothing was. */
function carriedHeading({ status }) {
	return status === "failed" || status === "planned" ? "not judged" : "carried, not judged";
}
/** Those that a promotion copied without judging them. */
function carried(attachments) {
	return attachments.filter(({ judged }) => judged === "carried");
}

// src/operations/platforms/left-in-words.ts
/** The most platforms that are named. */
const SHOWN = 8;
/** What of an index stays behind, in words; `undefined` where nothing does. */
function leftInWords(platforms) {
	const left = platforms.filter(({ status }) => status === "left");
	if (left.length === 0) return void 0;
	const names = [...new Set(left.map(({ platform }) => platform))].filter((one) => one !== "unknown/unknown");
	const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more platforms` : "";
	const shown = names.length === 0 ? "" : ` (${names.slice(0, SHOWN).join(", ")}${more})`;
	const known = left.reduce((sum, { attachments }) => sum + (attachments ?? 0), 0);
	const attached = `${left.every(({ attachments }) => attachments !== null) ? "" : "at least "}${known} ${known === 1 ? "artifact" : "artifacts"}`;
	const [what, them] = left.length === 1 ? ["1 manifest of another platform", "it"] : [`${left.length} manifests of other platforms`, "them"];
	return `${what}${shown} and ${attached} attached to ${them} stay behind`;
}

// src/operations/promotion/signed-words.ts
/** How a destination came to our own signature, in words; and in those of a dry run. */
const WORDS$1 = {
	made: ["made by this run", "to be made"],
	unchanged: ["there before", "there already"],
	carried: ["from the source", "from the source"]
};
/**
* Says how a destination came to our own signature, `made by this run`, and how many platforms have one as well, in words of their own where that differs.
* `undefined` where none was asked for.
*/
function signedWords({ signed, status }) {
	const [first, ...more] = signed;
	if (!first) return void 0;
	const words = ({ action }) => WORDS$1[action][status === "planned" ? 1 : 0];
	const platforms = [...Map.groupBy(more, ({ action }) => action).values()].map((rows) => {
		const count = `${rows.length} ${rows.length === 1 ? "platform" : "platforms"}`;
		return rows[0].action === first.action ? count : `${count} ${words(rows[0])}`;
	});
	return [words(first), ...platforms].join(", and ");
}

// src/operations/record/record-words.ts
/** How a destination came to its records, in words; and in those of a dry run. */
const WORDS = {
	made: ["made by this run", "to be made"],
	unchanged: ["there before", "there already"]
};
/** Says how a destination came to its records, `made by this run`, with their numbers where it has several; `undefined` without any. */
function recordWords({ records = [], status }) {
	if (records.length === 0) return void 0;
	const words = ({ action }) => WORDS[action][status === "planned" ? 1 : 0];
	if (records.length === 1) return words(records[0]);
	return [...Map.groupBy(records, ({ action }) => action).values()].map((rows) => `${rows.length} ${words(rows[0])}`).join(", ");
}

// src/operations/is-kept.ts
/** Whether a destination is left as it is, or would be by a dry run, because all its tags are kept where they are. */
function isKept({ tags }) {
	return tags.length > 0 && tags.every(({ action }) => action === "kept");
}

// src/operations/judging/trusts-signer.ts
/**
* Whether a signature passed and its signer is trusted. A statement that only logs authenticity lets a signature of anybody
* pass, and then the name in its certificate proves nothing.
*/
function trustsSigner({ status, checks }) {
	const isTrusted = checks.some(({ check, outcome }) => check === "authenticity" && outcome === "passed");
	return status === "passed" && isTrusted;
}

export { leftInWords as a, carriedHeading as c, signedWords as i, tagSuffix as l, isKept as n, byType as o, recordWords as r, carried as s, trustsSigner as t, typeText as u };