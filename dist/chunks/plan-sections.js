import { a as hasChanges, r as WRITING, t as settingWords } from "./setting-words.js";
import { a as countedActions, d as shortName, f as markdownCode, i as addedWords, l as shortDigest, m as markdownText, n as ACTION_WORDS, o as tagWords, p as markdownProse, r as UNSIGNED, t as byteSize, u as shortDigests } from "./byte-size.js";
import { st as ERRORS, ut as docsOf } from "./words.js";
import { t as withoutMentions } from "./without-mentions.js";

// src/report/breakable.ts
/** Characters behind which a name may go on in the next line; behind a dot or a hyphen only where no number goes on. */
const SEPARATORS = /* @__PURE__ */ new Set([
	"/",
	":",
	"@",
	",",
	";",
	"+",
	"&#47;",
	"&#95;",
	"&#124;"
]);
const BEFORE_LETTERS = /* @__PURE__ */ new Set([
	".",
	"-",
	"&#46;"
]);
/** The widest run of characters that stays in one line: three columns of such runs fit the page of a phone. */
const MOST = 10;
function widthOf(token) {
	if (/^[A-Z@%mw]$/.test(token)) return 1.5;
	const entity = /^&#(\d+);$/.exec(token)?.[1];
	return entity !== void 0 && Number(entity) > 127 ? 2 : 1;
}
function breaksBetween(before, token, rest) {
	if (before === "=") return /^[A-Za-z0-9]{7}/.test(rest);
	if (BEFORE_LETTERS.has(before)) return /^[A-Za-z]$/.test(token);
	return SEPARATORS.has(before) && !SEPARATORS.has(token);
}
/**
* Lets a long name in a table cell go on in the next line, behind its separators and within long runs. A cell grows with its
* longest word otherwise, until the table has to be scrolled sideways. `<wbr>` is an element, so that a copied name has no character
* more; GitHub's sanitizer keeps it.
*/
function breakable(markdown) {
	let run = 0;
	let before = "";
	const pieces = [];
	for (const { 0: token, index } of markdown.matchAll(/<[^>]*>|&#\d+;|./gsu)) {
		if (token.startsWith("<") || token === " ") {
			if (token === " " || token === "<br>") run = 0;
			before = "";
		} else {
			const rest = markdown.slice(index, index + MOST);
			if (breaksBetween(before, token, rest) || run + widthOf(token) > MOST) {
				pieces.push("<wbr>");
				run = 0;
			}
			run += widthOf(token);
			before = token;
		}
		pieces.push(token);
	}
	return pieces.join("");
}

// src/report/fitted.ts
/** The rows that `text` makes of items, each when it is wanted. */
function rowsOf(items, text) {
	return {
		length: items.length,
		*[Symbol.iterator]() {
			for (const item of items) yield text(item);
		}
	};
}
const bytes = (lines) => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
const more = (count, whole) => ["", `The summary is cut here: ${count} more ${count === 1 ? "line is" : "lines are"} left out; ${whole} has everything.`];
/**
* The sections in `limit` bytes. Rows that do not fit are left out from the end of their section, which then says so: nothing is
* cut in the middle, and what was opened is closed.
*
* @param whole where everything is, for the line that says what was left out
*/
function fitted(sections, limit, whole = "the output `results`") {
	const note = bytes(more(Number.MAX_SAFE_INTEGER, whole));
	const filled = sections.map(({ tail = [], ...section }) => ({
		tail,
		...section
	}));
	let left = limit - filled.reduce((sum, { head, tail }) => sum + bytes(head) + bytes(tail) + note, 0);
	return `${filled.flatMap(({ head, rows, tail, share = 1 }) => {
		let room = Math.min(left, limit * share);
		const shown = [];
		for (const row of rows) {
			room -= bytes([row]);
			if (room < 0) break;
			left -= bytes([row]);
			shown.push(row);
		}
		const rest = rows.length - shown.length;
		return [
			...head,
			...shown,
			...rest > 0 ? more(rest, whole) : [],
			...tail
		];
	}).join("\n")}\n`;
}

// src/report/plan-files.ts
/** More digests of a kind than these are counted. */
const SHOWN = 10;
/** What each kind of file is called, those that decide on trust first. */
const KINDS = {
	policies: "Trust policies",
	trustStores: "Trust stores",
	promotions: "Promotions file",
	lists: "Lists"
};
function codes(digests) {
	const more = digests.length - SHOWN;
	return [...digests.slice(0, SHOWN).map((digest) => markdownCode(shortDigest(digest))), ...more > 0 ? [`${more} more`] : []].join(", ");
}
const digestsOf = (files, kind) => files === void 0 ? [] : [files[kind]].flat();
function kindLine(kind, now, before) {
	const [own, old] = [digestsOf(now, kind), digestsOf(before, kind)];
	const name = KINDS[kind];
	if (before === void 0) return own.length === 0 ? "" : `- ${name}: ${codes(own)}`;
	const fresh = own.filter((digest) => !old.includes(digest));
	const gone = old.filter((digest) => !own.includes(digest));
	if (fresh.length + gone.length === 0) return own.length === 0 ? "" : `- ${name}: unchanged, ${codes(own)}`;
	return `- ⚠️ **${name} changed**: ${[...gone.length === 0 ? [] : [`was ${codes(gone)}`], fresh.length === 0 ? "is gone" : `is ${codes(fresh)}`].join(", ")}`;
}
/**
* The digests of what says which images are promoted and by whose trust. Against those of an earlier commit, what changed is said
* first of each kind.
*/
function planFileLines(files, before) {
	return Object.keys(KINDS).map((kind) => kindLine(kind, files, before)).filter((line) => line !== "");
}

// src/report/planned-table.ts
/** More promotions to one repository than these go on in another row: a row is shown whole or not at all. */
const IN_A_ROW = 10;
/** More than these of one promotion are counted. */
const TAGS = 8;
const SIGNERS = 4;
const TYPES = 6;
/** The first so many in words, and how many more there are. */
function some(items, most, words) {
	const more = items.length - most;
	return [...items.slice(0, most).map(words), ...more > 0 ? [`${more} more`] : []];
}
function sourceName({ repository, tag }) {
	return tag === null ? repository : `${repository}:${tag}`;
}
function tagLines({ tags, action, digest }) {
	const { mark } = ACTION_WORDS[action];
	if (tags.length === 0) return [`${mark} by digest, no tag`];
	return [...action === "add" ? [`${mark} what is missing there`] : [], ...some(tags, TAGS, (tag) => tagWords(tag, digest))];
}
function sourceLine({ source, digest }) {
	const name = markdownCode(shortName(sourceName(source)));
	return digest === null ? `from ${name}` : `${markdownCode(shortDigest(digest))} from ${name}`;
}
/** What of an image is judged, attached and sent. */
function evidenceLines({ signers, attachments, bytes }) {
	const types = some(attachments, TYPES, ({ artifactType, count }) => `${count} ${artifactType === "" ? "without a type" : artifactType}`);
	return [
		signers.length === 0 ? `⚠️ ${UNSIGNED}` : `signed by ${some(signers, SIGNERS, (one) => markdownText(one)).join("; ")}`,
		types.length === 0 ? "nothing attached" : `attached: ${markdownText(types.join(", "), 600)}`,
		bytes === 0 ? "no blob to send" : `${byteSize(bytes)} at most`
	];
}
/** Cause and remedy. The code leads to its section, by an element since names in a cell are broken. */
function refusalLines({ refusal }) {
	if (refusal === null) return [];
	const { code, message } = refusal;
	return [`<a href="${docsOf(code)}">${markdownCode(code)}</a> ${markdownProse(shortDigests(message), 600)}`, `**Remedy:** ${markdownProse(settingWords(ERRORS[code][1]), 600)}`];
}
function linesOf(promotion) {
	const facts = promotion.action === "refused" ? refusalLines(promotion) : evidenceLines(promotion);
	return [
		...tagLines(promotion),
		sourceLine(promotion),
		...facts
	].filter((line) => line !== "");
}
/** Promotions to one repository that stand behind one another, some at a time. */
function grouped(promotions) {
	const groups = [];
	for (const one of promotions) {
		const last = groups.at(-1);
		if (last?.[0]?.destination === one.destination && last.length < IN_A_ROW) last.push(one);
		else groups.push([one]);
	}
	return groups;
}
function rowText(group) {
	const [{ destination }] = group;
	const cells = [markdownCode(shortName(destination)), group.map((one) => linesOf(one).join("<br>")).join("<br><br>")];
	return withoutMentions(`| ${cells.map(breakable).join(" | ")} |`);
}
/**
* A table of promotions by their destination: of each its tags, its image, and why it is refused, or who signed it, what is attached
* and how much is sent.
*
* @param promotions in the order of their destinations
*/
function plannedTable(what, promotions, share) {
	if (promotions.length === 0) return [];
	return [{
		head: [
			"",
			`| Destination | ${what} |`,
			"|:--|:--|"
		],
		rows: rowsOf(grouped(promotions), rowText),
		share
	}];
}

// src/report/plan-sections.ts
/** Longer than any reference by digest. */
const LONGEST = 600;
function headline(promotions) {
	const counts = countedActions(promotions);
	if (promotions.length === 0) return "✅ Sealift plan: no image";
	const refused = promotions.filter(({ action }) => action === "refused").length;
	if (refused === promotions.length) return `❌ Sealift plan: ${counts}`;
	if (refused > 0) return `⚠️ Sealift plan: ${counts}`;
	return hasChanges({ promotions }) ? `📝 Sealift plan: ${counts}` : `✅ Sealift plan: nothing to do, ${counts}`;
}
function headLines({ files, promotions }, { planDigest, added, before }) {
	const repositories = new Set(promotions.map(({ destination }) => destination)).size;
	const own = added ? addedWords(added) : "";
	return [
		`### ${headline(promotions)}`,
		"",
		`Nothing was written: this is what ${promotions.length} ${promotions.length === 1 ? "promotion" : "promotions"} to ${repositories} ${repositories === 1 ? "repository" : "repositories"} would do.${own === "" ? "" : ` ${own}.`}`,
		...planDigest === void 0 ? [] : ["", `Plan digest: ${markdownCode(planDigest)}`],
		"",
		...planFileLines(files, before)
	];
}
/** What stands as it is, a line a repository; of a tag that is kept elsewhere by a rule, where it is. */
function standing(promotions) {
	if (promotions.length === 0) return [];
	const groups = Map.groupBy(promotions, ({ destination }) => destination);
	const rows = rowsOf([...groups], ([destination, group]) => {
		const kept = group.flatMap(({ tags, digest }) => tags.filter(({ action }) => action === "keep").map((tag) => tagWords(tag, digest)));
		const line = `- ${markdownCode(shortName(destination))}: ${countedActions(group)}`;
		return withoutMentions(breakable([line, ...kept.map((text) => `<br>${text}`)].join("")));
	});
	return [{
		head: [
			"",
			`<details><summary>${countedActions(promotions)}</summary>`,
			""
		],
		rows,
		tail: ["", "</details>"],
		share: .2
	}];
}
function digestRow({ destination, source, digest, tags }) {
	const moved = tags.filter(({ action, previous }) => action === "move" && previous !== null);
	return [`- ${markdownCode(digest === null ? destination : `${destination}@${digest}`, LONGEST)} from ${markdownCode(sourceName(source), LONGEST)}`, ...moved.map(({ tag, previous }) => `  - ${markdownCode(tag)} points at ${markdownCode(previous ?? "")}`)].join("\n");
}
/** Every digest of what would be written in full, folded away. */
function digests(promotions) {
	if (promotions.length === 0) return [];
	return [{
		head: [
			"",
			"<details><summary>Digests in full</summary>",
			""
		],
		rows: rowsOf(promotions, digestRow),
		tail: ["", "</details>"]
	}];
}
/**
* A plan as parts of a page: the files that it follows from, what is refused, what would be written by destination, what stands as it
* is, and every digest in full. Nothing in it is a mention, a link or a picture, whatever the names and messages are.
*/
function planSections(plan, facts = {}) {
	const { promotions } = plan;
	const refused = promotions.filter(({ action }) => action === "refused");
	const written = promotions.filter(({ action }) => WRITING.has(action));
	const left = promotions.filter(({ action }) => action !== "refused" && !WRITING.has(action));
	return [
		{
			head: headLines(plan, facts),
			rows: []
		},
		...plannedTable("Why it is refused", refused, .4),
		...plannedTable("What would be written", written, .6),
		...standing(left),
		...digests(written)
	];
}

export { breakable as i, fitted as n, rowsOf as r, planSections as t };