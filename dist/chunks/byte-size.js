import { it as printable } from "./words.js";

// src/report/markdown.ts
/** Characters outside of this list may be markup in Markdown, HTML or GitHub's additions, and are written as entities. */
const HARMLESS = /[^A-Za-z0-9 /.,:;=+@()%-]/gu;
/**
* The `@` of what may be an e-mail address, which becomes a link wherever it stands in one text, also as an entity and between tags of
* HTML (GFM, 6.9). An element behind it ends the text, and is not copied along.
*/
const MAIL = /@(?=(?:[A-Za-z0-9-]|&#95;)+\.)/g;
/**
* Text from outside as Markdown that shows exactly this text: no markup, no HTML, no link, no mention, no picture, and it
* stays in its table cell.
*/
function markdownText(text, max = 200) {
	return printable(text, max).replace(HARMLESS, (character) => `&#${character.codePointAt(0)};`).replaceAll("://", ":&#47;/").replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`).replace(MAIL, "@<wbr>");
}
/** The same in `<code>`, where GitHub makes no mention of an `@`. */
function markdownCode(text, max = 300) {
	return `<code>${markdownText(text, max)}</code>`;
}
/** A message or remedy: what stands in backticks is shown as code. */
function markdownProse(text, max = 1e3) {
	const parts = printable(text, max).split("`");
	return (parts.length % 2 === 0 ? [...parts.slice(0, -2), parts.slice(-2).join("`")] : parts).map((part, i) => {
		if (i % 2 === 0) return markdownText(part, part.length);
		return part === "" ? markdownText("``") : markdownCode(part, part.length);
	}).join("");
}

// src/report/short-digest.ts
const LONG = /(sha\d+:[0-9a-f]{12})[0-9a-f]+$/;
const DIGEST = /\bsha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})\b/g;
/** A digest, or a reference that ends in one, with the first 12 hex digits of the digest. */
function shortDigest(text) {
	return text.replace(LONG, "$1");
}
/** Longer names lose their middle: registry and tag stand at the ends. */
const NAME = 200;
/** A reference for tables: with the beginning of its digest, and of a very long one both ends. */
function shortName(reference) {
	const name = shortDigest(reference);
	return name.length <= NAME ? name : `${name.slice(0, NAME / 2)}…${name.slice(-100)}`;
}
/** Every digest of a text in full. */
function digestsIn(text) {
	return text.match(DIGEST) ?? [];
}
/** A text with the beginnings of its digests. */
function shortDigests(text) {
	return text.replace(DIGEST, shortDigest);
}
/** Whether a reference says its digest itself. */
function isPinned(reference) {
	return /@sha\d+:[0-9a-f]+$/.test(reference);
}

// src/report/plan-words.ts
/** Of what would be promoted without a signature that passed: nobody was asked, or none is needed. */
const UNSIGNED = "no signature of it passed";
/** Every action, in the order in which a reader has to know of it. */
const ACTION_WORDS = {
	refused: {
		mark: "❌",
		counted: "refused"
	},
	move: {
		mark: "🔁",
		counted: "move"
	},
	new: {
		mark: "🆕",
		counted: "new"
	},
	add: {
		mark: "➕",
		counted: "add what is missing"
	},
	keep: {
		mark: "📌",
		counted: "kept"
	},
	unchanged: {
		mark: "✅",
		counted: "unchanged"
	}
};
/** `2 refused, 1 move`, the worst first; empty without promotions. */
function countedActions(promotions) {
	const counts = /* @__PURE__ */ new Map();
	for (const { action } of promotions) counts.set(action, (counts.get(action) ?? 0) + 1);
	return Object.keys(ACTION_WORDS).filter((action) => counts.has(action)).map((action) => `${counts.get(action)} ${ACTION_WORDS[action].counted}`).join(", ");
}
/** What would be put that no source has; empty where nothing would. */
function addedWords({ signatures, records }) {
	const what = [...signatures > 0 ? [`${signatures} ${signatures === 1 ? "signature" : "signatures"} of your own`] : [], ...records > 0 ? [`${records} ${records === 1 ? "record" : "records"}`] : []];
	return what.length === 0 ? "" : `${what.join(" and ")} would be put beside the images`;
}
const code = (digest) => markdownCode(shortDigest(digest));
/** What would become of one tag, in Markdown. */
function tagWords({ tag, action, previous, backup }, digest) {
	const { mark } = ACTION_WORDS[action];
	const name = `${mark} ${markdownCode(tag)}`;
	const kept = backup === null ? "" : `, kept as ${markdownCode(backup)}`;
	if (action === "move" && previous !== null && digest !== null) return `${name} ${code(previous)} → ${code(digest)}${kept}`;
	const at = action === "unchanged" || previous === null ? "" : `, now at ${code(previous)}`;
	return `${name} ${action === "unchanged" ? "stays" : action === "keep" ? "is kept" : action}${at}${kept}`;
}

// src/encoding/byte-size.ts
/** `812 B`, `1.2 MB`: with units of a thousand, as registries show them. */
function byteSize(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	let value = bytes;
	let unit = 0;
	while (value >= 1e3 && unit < units.length - 1) {
		value /= 1e3;
		unit += 1;
	}
	return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export { countedActions as a, isPinned as c, shortName as d, markdownCode as f, addedWords as i, shortDigest as l, markdownText as m, ACTION_WORDS as n, tagWords as o, markdownProse as p, UNSIGNED as r, digestsIn as s, byteSize as t, shortDigests as u };