import { A as runResult, O as failedRun, b as PRECEDENCE, ct as SealiftError, it as printable, k as hasFailed, lt as asSealiftError, nt as quotable, st as ERRORS } from "./words.js";
import { Dn as folderEntries, En as entryKind, yt as openInside } from "./notation.js";
import { i as parseShard, n as formatShard, r as isShard, t as MOST_SHARDS } from "./shard.js";
import { X as perform, en as parseJson } from "./registry.js";
import { n as hiddenResult, u as decodeUtf8 } from "./secrets.js";
import { t as refuseOfAPlan } from "./refuse-of-a-plan.js";

// src/compose/promotions/results/merge-image.ts
/**
* Of images that are done, the status of the whole is the first of these that one of its parts has. What nobody has judged is never
* hidden behind what somebody has.
*/
const DONE = [
	"unverified",
	"promoted",
	"planned",
	"unchanged",
	"kept"
];
function mergedStatus(a, b) {
	if (a.status === b.status) return a.status;
	if (hasFailed(a) || hasFailed(b)) return "partial";
	return DONE.find((status) => a.status === status || b.status === status) ?? a.status;
}
/** One image that two shards have promoted, each to destinations of its own. The source was read and judged by both. */
function mergeImage(a, b) {
	return {
		...hasFailed(a) && !hasFailed(b) ? b : a,
		status: mergedStatus(a, b),
		destinations: [...a.destinations, ...b.destinations],
		error: a.error ?? b.error
	};
}
/** The outcome of an image without its evidence, where all results together are too long to keep. */
function slimImage(image) {
	const { reference, digest, mediaType, size, status, destinations, error } = image;
	const failed = destinations.find((one) => one.error !== null)?.error ?? null;
	return {
		reference,
		digest,
		mediaType,
		size,
		status,
		policy: null,
		platforms: [],
		signatures: [],
		identities: [],
		attachments: [],
		leftBehind: [],
		destinations: [],
		error: error ?? failed
	};
}

// src/compose/promotions/results/merged-images.ts
/**
* The characters of images that are kept whole. What is read behind them is counted where it is done and was judged, else its outcome
* is kept.
*/
const WHOLE = 8388608;
/** The most images of all shards together. */
const MOST = 5e4;
/** The images of all shards, each once, in the order in which they are read. */
var MergedImages = class {
	#images = /* @__PURE__ */ new Map();
	#length = 0;
	#counted = 0;
	/** How many images are done and not kept. */
	get counted() {
		return this.#counted;
	}
	get images() {
		return [...this.#images.values()];
	}
	/** @throws SealiftError `content_too_large`. */
	add({ image, length }) {
		this.#length += length;
		const key = JSON.stringify([image.reference, image.digest]);
		const known = this.#images.get(key);
		const isLate = this.#length > WHOLE;
		if (isLate && !known && !hasFailed(image) && image.status !== "unverified") {
			this.#counted += 1;
			return;
		}
		const own = isLate ? slimImage(image) : image;
		this.#images.set(key, known ? mergeImage(known, own) : own);
		if (this.#images.size <= MOST) return;
		throw new SealiftError("content_too_large", `the results have more than ${MOST} images`, { hint: "Split the promotions file, and merge the shards of each part for themselves." });
	}
};

// src/encoding/json-schema.ts
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const TYPES = {
	object: isObject,
	array: Array.isArray,
	string: (value) => typeof value === "string",
	boolean: (value) => typeof value === "boolean",
	null: (value) => value === null,
	number: (value) => typeof value === "number",
	integer: Number.isSafeInteger
};
const patterns = /* @__PURE__ */ new Map();
function patternOf(text) {
	const pattern = patterns.get(text) ?? new RegExp(text, "u");
	patterns.set(text, pattern);
	return pattern;
}
/** Says nothing about the value. */
const nothing = () => void 0;
const wrong = (path, reason) => ({
	path,
	reason
});
function each(values, root) {
	for (const [path, value, schema] of values) {
		const found = misfit(schema, value, path, root);
		if (found) return found;
	}
}
const within = (path, name) => path === "" ? name : `${path}.${name}`;
/** What each word of a schema asks for; it says nothing about values of other types, as in the specification. */
const CHECKS = {
	$schema: nothing,
	$id: nothing,
	$defs: nothing,
	title: nothing,
	description: nothing,
	$ref: (name, value, path, root) => {
		const definitions = root.$defs;
		return misfit(definitions[name.replace("#/$defs/", "")], value, path, root);
	},
	const: (expected, value, path) => value === expected ? void 0 : wrong(path, `is not ${JSON.stringify(expected)}`),
	enum: (expected, value, path) => expected.includes(value) ? void 0 : wrong(path, "is no value of its list"),
	type: (expected, value, path) => TYPES[expected](value) ? void 0 : wrong(path, `is not of the type ${expected}`),
	pattern: (expected, value, path) => typeof value !== "string" || patternOf(expected).test(value) ? void 0 : wrong(path, "does not have the form that it has to have"),
	minimum: (expected, value, path) => typeof value !== "number" || value >= expected ? void 0 : wrong(path, `is under ${expected}`),
	maximum: (expected, value, path) => typeof value !== "number" || value <= expected ? void 0 : wrong(path, `is over ${expected}`),
	maxLength: (expected, value, path) => typeof value !== "string" || value.length <= expected || [...value].length <= expected ? void 0 : wrong(path, `has over ${expected} characters`),
	maxItems: (expected, value, path) => !Array.isArray(value) || value.length <= expected ? void 0 : wrong(path, `has over ${expected} elements`),
	minItems: (expected, value, path) => !Array.isArray(value) || value.length >= expected ? void 0 : wrong(path, `has under ${expected} elements`),
	anyOf: (expected, value, path, root) => {
		const misfits = expected.map((one) => misfit(one, value, path, root));
		if (misfits.includes(void 0)) return void 0;
		return misfits.toSorted((a, b) => b.path.length - a.path.length)[0];
	},
	items: (expected, value, path, root) => Array.isArray(value) ? each(value.map((one, at) => [
		`${path}[${at}]`,
		one,
		expected
	]), root) : void 0,
	required: (expected, value, path) => {
		const missing = isObject(value) ? expected.find((name) => !Object.hasOwn(value, name)) : void 0;
		return missing === void 0 ? void 0 : wrong(path, `has no ${missing}`);
	},
	properties: (expected, value, path, root) => isObject(value) ? each(Object.entries(value).filter(([name]) => Object.hasOwn(expected, name)).map(([name, one]) => [
		within(path, name),
		one,
		expected[name]
	]), root) : void 0,
	additionalProperties: (expected, value, path, root, { properties = {} }) => {
		if (!isObject(value)) return void 0;
		const others = Object.entries(value).filter(([name]) => !Object.hasOwn(properties, name));
		if (expected === false) return others.length === 0 ? void 0 : wrong(path, "has a member that is not in the schema");
		return each(others.map(([name, one]) => [
			within(path, name),
			one,
			expected
		]), root);
	}
};
/**
* The first part of a value that a schema does not allow.
*
* @throws Error for a schema with a word that is not read here: the value would not be checked for it.
*/
function misfit(schema, value, path = "", root = schema) {
	for (const [word, expected] of Object.entries(schema)) {
		const check = Object.hasOwn(CHECKS, word) ? CHECKS[word] : void 0;
		if (!check) throw new Error(`the schema has the word ${word}, which is not read`);
		const found = check(expected, value, path, root, schema);
		if (found) return found;
	}
}

// src/encoding/split-list.ts
/** The structure of JSON around its scalars. */
const STRUCTURE = /["[\]{},]/g;
/** Behind the string that begins at `at`; `undefined` where it has no end. */
function endOfString(text, at) {
	for (let quote = text.indexOf("\"", at + 1); quote >= 0; quote = text.indexOf("\"", quote + 1)) {
		let before = quote;
		while (text[before - 1] === "\\") before -= 1;
		if ((quote - before) % 2 === 0) return quote + 1;
	}
}
function* tokensOf(text, from) {
	const pattern = new RegExp(STRUCTURE);
	pattern.lastIndex = from;
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
		const { 0: kind, index: at } = match;
		const end = kind === "\"" ? endOfString(text, at) : at + 1;
		if (end === void 0) return;
		pattern.lastIndex = end;
		yield {
			at,
			kind,
			end
		};
	}
}
const OPENS = /* @__PURE__ */ new Set(["[", "{"]);
const CLOSES = /* @__PURE__ */ new Set(["]", "}"]);
/**
* Takes the list of one member out of the text of a JSON object, so that its elements can be read one by one: a strict reader
* limits the values of a text. Nothing is checked here, so the rest and each element have to be read strictly afterwards.
*
* @returns `undefined` where the object has no list of that name, or has it without an end.
*/
function splitList(text, name) {
	const quoted = JSON.stringify(name);
	let depth = 0;
	let from;
	let last;
	for (const token of tokensOf(text, 0)) {
		const { kind, at, end } = token;
		if (OPENS.has(kind)) {
			depth += 1;
			const isNamed = last?.kind === "\"" && /^\s*:\s*$/.test(text.slice(last.end, at));
			if (kind === "[" && depth === 2 && isNamed && text.slice(last.at, last.end) === quoted) from ??= end;
		} else if (CLOSES.has(kind)) {
			depth -= 1;
			if (from !== void 0 && depth === 1) {
				const { length } = text.slice(from, at).trim();
				const elements = length === 0 ? [] : elementsOf(text, from, at);
				return kind === "]" ? {
					rest: text.slice(0, from) + text.slice(at),
					elements
				} : void 0;
			}
		}
		last = token;
	}
}
function* elementsOf(text, from, to) {
	let depth = 0;
	let start = from;
	for (const { kind, at, end } of tokensOf(text, from)) {
		if (at >= to) break;
		if (OPENS.has(kind)) depth += 1;
		else if (CLOSES.has(kind)) depth -= 1;
		else if (kind === "," && depth === 0) {
			yield text.slice(start, at);
			start = end;
		}
	}
	yield text.slice(start, to);
}

// src/compose/promotions/results/read-shard-result.ts
/** The most bytes of one result. */
const LIMIT = 16777216;
/** The most characters of a text of a result; messages are shorter. */
const LONGEST = 4e3;
const HINT = "Give a folder of the results alone: what `sealift promote --file … --shard I/N --output json` of this version prints, one file a shard.";
const isText = (value) => typeof value === "string";
/** A value whose texts are safe to print, since whoever can write the file can write anything into it. */
function safe(value) {
	if (isText(value)) return printable(value, LONGEST);
	if (Array.isArray(value)) return value.map(safe);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [printable(name), safe(one)]));
}
function isExpectable(text, total) {
	try {
		return parseShard(text).total === total;
	} catch {
		return false;
	}
}
/**
* Reads the result of one shard. It is held against the schema of results, so that whoever shows it finds what it expects.
*
* @throws SealiftError `results_invalid`.
*/
async function readShardResult(folder, name) {
	const file = quotable(`${folder}/${name}`, 300);
	const context = {
		code: "results_invalid",
		what: file,
		hint: HINT
	};
	const refuse = (reason, hint = HINT) => new SealiftError("results_invalid", `${file}: ${reason}`, { hint });
	const found = await openInside(folder, [name], context);
	if (!found) throw refuse("is gone");
	const bytes = await found.bytes(LIMIT);
	if (!bytes) throw refuse("is over 16 MiB", "Split the promotion into more shards, so that each result is shorter.");
	if (bytes.length === 0) return {
		file,
		isEmpty: true
	};
	const text = decodeUtf8(bytes, context);
	const split = splitList(text, "images");
	if (!split) throw refuse("has no list of images");
	const { rest, elements } = split;
	const { default: schema } = await import("./result.js");
	const read = (json, part, path) => {
		const value = parseJson(json, context);
		const wrong = misfit(part, value, path, schema);
		if (wrong) throw refuse(`${printable(wrong.path, 300) || "it"} ${wrong.reason}`);
		return safe(value);
	};
	const result = read(rest, schema, "");
	const { shard, command } = result;
	if (command !== "promote" || !shard) throw refuse(`is the result of ${command}, and of no shard`);
	const { total, expected } = shard;
	if (!isShard(shard) || !expected.every((one) => isExpectable(one, total))) throw refuse("names shards that cannot be");
	function* images() {
		let at = 0;
		let isWhole = true;
		for (const element of elements) {
			const image = read(element, schema.$defs.image, `images[${at}]`);
			isWhole &&= !hasFailed(image);
			yield {
				image,
				length: element.length
			};
			at += 1;
		}
		if (isWhole && result.error === null && result.status !== "done") throw refuse(`says ${result.status}, and names neither an error nor an image that failed`);
	}
	return {
		file,
		result,
		shard,
		images: images()
	};
}

// src/compose/promotions/results/shard-set.ts
/** What all shards of one promotion say alike, and how an error names it. */
const ALIKE = [
	["the number of shards", ({ shard }) => shard.total],
	["the promotions file", ({ shard }) => shard.promotions],
	["the plan", ({ shard }) => shard.plan],
	["the shards that have something to do", ({ shard }) => shard.expected.toSorted().join()]
];
/** Shards, and files, whose names stand in an error. */
const NAMED = 20;
function listed(names, between) {
	const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
	return `${names.slice(0, NAMED).join(between)}${more}`;
}
/** The shards of one promotion whose results were read. */
var ShardSet = class {
	#first;
	#files = /* @__PURE__ */ new Map();
	#empty = [];
	/** @throws SealiftError `results_invalid` for a shard that was read before, or one of another promotion. */
	add(outcome) {
		this.#first ??= outcome;
		const name = formatShard(outcome.shard);
		const other = this.#files.get(name);
		if (other !== void 0) throw new SealiftError("results_invalid", `${outcome.file} and ${other} are both results of shard ${name}`, { hint: "Leave the result of the last run of a shard in the folder, and no other one." });
		for (const [what, of] of ALIKE) {
			if (of(outcome) === of(this.#first)) continue;
			throw new SealiftError("results_invalid", `${outcome.file} and ${this.#first.file} are of two runs: ${what} differs`, { hint: "Merge the results of the shards of one run, all with the same promotions file and plan." });
		}
		this.#files.set(name, outcome.file);
	}
	/** Notes a file without a result: the result is printed at the end, so a shard that is killed leaves an empty file. */
	addEmpty(file) {
		this.#empty.push(file);
	}
	/** @throws SealiftError `results_incomplete` where a shard that has something to do has no result, or a file is empty. */
	checkComplete() {
		const missing = (this.#first?.shard.expected ?? []).filter((name) => !this.#files.has(name));
		const shards = `no result of ${missing.length === 1 ? "shard" : "the shards"} ${listed(missing, ", ")}`;
		const files = `${listed(this.#empty, " and ")} ${this.#empty.length === 1 ? "is" : "are"} empty`;
		const found = [...missing.length > 0 ? [shards] : [], ...this.#empty.length > 0 ? [files] : []];
		if (found.length === 0) return;
		throw new SealiftError("results_incomplete", found.join(": "), { hint: "What they did is not known: run them again, and merge then. What is promoted already is not promoted again." });
	}
};

// src/compose/promotions/results/merge-results.ts
/** The most warnings that are kept. */
const WARNINGS = 1e3;
/** The names of the results in a folder, sorted. @throws SealiftError. */
async function resultNames(folder) {
	const shown = quotable(folder, 300);
	if (await entryKind(folder, { followLinks: true }) !== "folder") throw new SealiftError("file_not_found", `--results: there is no folder ${shown}`, { hint: "Name the folder that has the results of the shards, one JSON file each." });
	const names = (await folderEntries(folder)).map(({ name }) => name).filter((name) => name.endsWith(".json"));
	if (names.length === 0) throw new SealiftError("results_incomplete", `${shown} has no file that ends with .json`, { hint: "Put the results of all shards into this folder itself; for actions/download-artifact set `merge-multiple: true`." });
	if (names.length > 1e4) throw new SealiftError("results_invalid", `${shown} has more than ${MOST_SHARDS} results`);
	return names;
}
/** An error as one of the whole. What stopped the run of a shard did not stop this one. */
function ofTheWhole(error) {
	return [130, 143].includes(ERRORS[error.code][0]) ? new SealiftError("results_incomplete", error.message).toJSON() : error;
}
/** The error of a shard with its number. */
function errorOf({ shard }, error) {
	const { message, hint, code } = ofTheWhole(error);
	return new SealiftError(code, `shard ${formatShard(shard)}: ${message}`, { hint }).toJSON();
}
/** An image whose errors are those of the whole. */
function imageOf(image) {
	const own = (one) => one.error ? {
		...one,
		error: ofTheWhole(one.error)
	} : one;
	return {
		...own(image),
		platforms: image.platforms.map(own),
		destinations: image.destinations.map(own)
	};
}
/**
* Puts the results of all shards of a promotion together. A shard that is missing is an error, and so is a result that is none.
*
* @throws SealiftError `results_invalid`, `results_incomplete` where there is nothing to show.
*/
async function mergeResults(folder, signal) {
	const shards = new ShardSet();
	const merged = new MergedImages();
	const errors = [];
	const warnings = /* @__PURE__ */ new Set();
	for (const name of await resultNames(folder)) {
		signal.throwIfAborted();
		const outcome = await readShardResult(folder, name);
		if ("isEmpty" in outcome) {
			shards.addEmpty(outcome.file);
			continue;
		}
		shards.add(outcome);
		for (const { image, length } of outcome.images) merged.add({
			image: imageOf(image),
			length
		});
		for (const warning of outcome.result.warnings) if (warnings.size < WARNINGS) warnings.add(warning);
		if (outcome.result.error) errors.push(errorOf(outcome, outcome.result.error));
	}
	try {
		shards.checkComplete();
	} catch (thrown) {
		errors.unshift(asSealiftError(thrown).toJSON());
	}
	const { counted } = merged;
	if (counted > 0) warnings.add(`the results are over 8 MiB together: ${counted} more images are done, and not shown`);
	const rank = ({ code }) => PRECEDENCE.indexOf(ERRORS[code][0]);
	const [error = null, ...others] = errors.toSorted((a, b) => rank(a) - rank(b));
	for (const { message, code } of others) warnings.add(`${message} [${code}]`);
	const { images } = merged;
	const whole = runResult("promote", images, [...warnings], error);
	const isPartial = (counted > 0 || images.some((image) => !hasFailed(image))) && (error !== null || images.some(hasFailed));
	const isDone = error === null && !images.some(hasFailed);
	return {
		...whole,
		status: isDone ? "done" : isPartial ? "partial" : whole.status
	};
}

// src/compose/run-merge.ts
const INSTEAD = {
	flag: "--results",
	does: "reads what was done",
	counting: ["results"]
};
/** Puts the results of the shards of one promotion together: the result is that of a promotion. Never rejects. */
async function runMerge(options, signal) {
	const { file: _, ...rest } = options;
	let merged;
	const { error, warnings, secrets } = await perform("plan", rest, signal, async (current) => {
		const { problems } = current;
		refuseOfAPlan(current, options, INSTEAD);
		problems.throwIfAny();
		merged = await mergeResults(current.values.results, current.signal);
	});
	if (error || !merged) return failedRun("plan", error);
	const all = [...warnings, ...merged.warnings];
	const result = {
		version: 1,
		command: "promote",
		...merged,
		warnings: all
	};
	return hiddenResult(result, (text) => secrets.hide(text));
}

export { runMerge };