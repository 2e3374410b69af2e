import { $ as splitReference, K as suggest, P as readOptions, R as optionsOf, Z as Problems, ct as SealiftError, it as printable, lt as asSealiftError, nt as quotable, o as jsonLine, q as camelCase$1, st as ERRORS } from "./words.js";
import { Ar as withoutDefaultPort, Cr as digestOf, En as homeFolder, Sn as abortable, Zt as prefetch, _r as parseDestination, at as OpenedStores, fn as contentOf, gn as listFolder, gr as isTag, hn as apiHost, jr as canListTags, kr as registryHost, l as imageOf, lt as pLimit, m as EnvelopeCache, mr as formatPlace, n as Narrow, o as signaturePlacesOf, p as sessionOf, pr as formatDestination, r as Turns, rt as storeOpener, tt as inTime, v as keptBy, vr as parseReference, wr as isDigest, xt as mapGroup, y as createViews, yr as parseRepository, z as failedImage, zr as lazy } from "./registry.js";
import { c as isContent, l as userText, r as addGivenSecrets } from "./secrets.js";
import { B as resolveArtifact, Dn as folderEntries, En as entryKind, G as trustOf, J as demandsOf, W as scopeOf, _ as isRecordTag, nn as checkChainRules, tn as CHAIN_COMPLAINT, tt as notationTrust, yt as openInside } from "./notation.js";
import { c as chainOf, f as providerOf, o as signingOf, p as EnvelopeMaker, r as refuseWithoutChain, s as timestampingOf, t as ENVELOPE_TYPES } from "./signing.js";
import { t as require_semver } from "./semver.js";
import { t as settingWords } from "./setting-words.js";
import { c as revocationOf } from "./certificate.js";
import { c as matchesTag, l as backupTagOf, o as ruleFor, s as isTagPattern, u as bufferPool } from "./rollback.js";
import { n as parsePlatform, t as platformsOf } from "./platforms.js";
import { t as BelievedSources } from "./believed-sources.js";
import { t as givenFlags } from "./given-flags.js";
import { a as shardOf, n as formatShard } from "./shard.js";
import { t as RE2JS } from "./re2.js";
import { t as require_dist } from "./yaml.js";
import { a as existingTagsOf, n as refuseConflicts, o as promoteOne, r as ownSigningOf, s as recordSigningOf, t as refuseBackupTag } from "./refuse-backup-tag.js";
import { t as unrevokedSigner } from "./unrevoked-signer.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { basename, dirname, join, posix, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");

// src/planning/matrix.ts
/** The shards that a repository of a plan belongs to, also where all of it is unchanged: it is judged again. The others are empty. */
function matrixOf({ promotions }, shards) {
	const used = /* @__PURE__ */ new Set();
	for (const { destination } of promotions) used.add(shardOf(destination, shards));
	return { shard: [...used].toSorted((a, b) => a - b).map((index) => formatShard({
		index,
		total: shards
	})) };
}

// src/planning/plan-json.ts
/** The longest plan. It holds some 100,000 promotions, and is read whole. */
const PLAN_LIMIT = 67108864;
/** The longest text of one promotion of a plan, which may have many tags. */
const ENTRY_LIMIT = 1048576;
/** What stands before the promotions, and behind them. */
const [HEAD, BETWEEN, END] = [
	"{\"version\":1,\"files\":",
	",\"promotions\":[",
	"]}\n"
];
/** What every promotion begins with. No text of JSON holds it, since the quotes in a text are escaped. */
const ENTRY$1 = "{\"destination\":\"";
function filesJson({ promotions, lists, policies, trustStores }) {
	return jsonLine({
		promotions,
		lists,
		policies,
		trustStores
	});
}
/** One promotion, its members in the order of their type. */
function entryJson(entry) {
	const { destination, tags, action, source, digest, signers, attachments, bytes, refusal } = entry;
	return jsonLine({
		destination,
		tags: tags.map(({ tag, action: one, previous, backup }) => ({
			tag,
			action: one,
			previous,
			backup
		})),
		action,
		source: {
			repository: source.repository,
			tag: source.tag
		},
		digest,
		signers,
		attachments: attachments.map(({ artifactType, count }) => ({
			artifactType,
			count
		})),
		bytes,
		refusal: refusal && {
			code: refusal.code,
			message: refusal.message
		}
	});
}

// src/planning/selection/pattern.ts
var import_semver = require_semver();
/** The most characters of a pattern; a tag has 128. */
const LONGEST$1 = 512;
/** The most instructions of a compiled pattern. A search takes a step for each pair of instruction and character. */
const INSTRUCTIONS = 1e3;
/** Compiles a pattern of RE2 (github.com/google/re2/wiki/Syntax), or says why it is none. */
function compilePattern(text) {
	if (text.length > LONGEST$1) return { wrong: `it has over ${LONGEST$1} characters` };
	let compiled;
	try {
		compiled = RE2JS.compile(text);
	} catch (thrown) {
		return { wrong: thrown instanceof Error ? thrown.message : String(thrown) };
	}
	const size = compiled.programSize();
	if (size > INSTRUCTIONS) return { wrong: "its repetitions make it too large" };
	return {
		groups: compiled.groupCount(),
		size,
		finds: (tag) => compiled.matcher(tag).find(),
		extract(tag) {
			const matcher = compiled.matcher(tag);
			return matcher.find() ? matcher.group(1) ?? void 0 : void 0;
		}
	};
}

// src/planning/selection/reserved-tag.ts
/** A referrers tag (distribution-spec, "Referrers Tag Schema"), or one of cosign (`sha256-HEX.sig`). */
const NAMED_AFTER_DIGEST = /^sha(?:256|384|512)-[0-9a-f]{32,}(?:\..*)?$/;
/** Tags that belong to an image and are none, those of signed records too. A promotion carries along what stands there. */
function isReservedTag(tag) {
	return NAMED_AFTER_DIGEST.test(tag) || isRecordTag(tag);
}

// src/planning/document/line-at.ts
var import_dist = require_dist();
/** The line of a text that holds an offset. */
function lineAt(text, offset) {
	const begin = text.lastIndexOf("\n", offset - 1) + 1;
	const end = text.indexOf("\n", offset);
	return text.slice(begin, end < 0 ? text.length : end);
}

// src/planning/document/quotes-missing.ts
/** The remedy for a line in which a placeholder was probably read as a map, since a brace begins one (yaml.org/spec/1.2.2, 7.4.2). */
function quotesMissing(text, offset) {
	return /\{(?:registry|repository|name|tag)\}/.test(lineAt(text, offset)) ? "Write what has braces in quotes: to: ['eu.example.com/{name}']. Without them a brace begins a map." : void 0;
}

// src/planning/document/shape.ts
const offsetOf = (node) => node.range?.[0] ?? 0;
/** The most characters that a message shows of a value. */
const SHOWN$2 = 120;
/** A scalar as it stands in the file. What looks like a key or a token is not shown. */
function shownNode(node) {
	if ((0, import_dist.isMap)(node)) return "a map";
	if ((0, import_dist.isSeq)(node)) return "a list";
	if (!(0, import_dist.isScalar)(node) || node.value === null) return "nothing";
	return JSON.stringify(quotable(node.source ?? String(node.value), SHOWN$2));
}
function refuse(node, reading, { what }, hint) {
	const offset = offsetOf(node);
	return reading.fault(offset, `expected ${what}, not ${shownNode(node)}`, ((0, import_dist.isMap)(node) ? quotesMissing(reading.text, offset) : void 0) ?? hint ?? "docs/promotions.md shows each member with an example.");
}

// src/planning/document/collections.ts
/** A list; `least` is 0 where it may be empty. What reads to the same text as another item is refused. */
function listOf(item, what, least = 1) {
	const shape = {
		what,
		schema: {
			type: "array",
			items: item.schema,
			minItems: least
		},
		read(node, reading) {
			if (!(0, import_dist.isSeq)(node)) return refuse(node, reading, shape, "Write it in brackets: [A, B], or a line each with - in front.");
			if (node.items.length < least) return refuseEmpty(node, reading, what);
			const values = [];
			for (const one of node.items) {
				if (reading.isFull) return void 0;
				values.push({
					value: item.read(one, reading),
					offset: offsetOf(one)
				});
			}
			const seen = /* @__PURE__ */ new Set();
			for (const { value, offset } of values) {
				if (typeof value === "string" && seen.has(value)) reading.fault(offset, `"${quotable(value, 120)}" stands twice in one list`, "Leave one out.");
				seen.add(value);
			}
			return values.filter((one) => one.value !== void 0);
		}
	};
	return shape;
}
function refuseEmpty(node, reading, what) {
	return reading.fault(offsetOf(node), `expected ${what}, and it is empty`, "Write at least one, or leave it out.");
}
/** One text, or a list of them. */
function oneOrMore(item, what, least = 1) {
	const list = listOf(item, what, least);
	return {
		what,
		schema: { anyOf: [item.schema, list.schema] },
		read(node, reading) {
			if (!(0, import_dist.isScalar)(node) || node.value === null) return list.read(node, reading);
			const value = item.read(node, reading);
			return value === void 0 ? void 0 : [{
				value,
				offset: offsetOf(node)
			}];
		}
	};
}
/** Nothing behind the colon, or `null`. */
const isNothing = (value) => value === null || (0, import_dist.isScalar)(value) && value.value === null;
/** The members of a map, each key once. Keys are read as they are written, as texts are. */
function pairsOf(node, reading, shape) {
	if (!(0, import_dist.isMap)(node)) return refuse(node, reading, shape);
	const seen = /* @__PURE__ */ new Set();
	const pairs = [];
	for (const { key: at, value } of node.items) {
		if (reading.isFull) return void 0;
		if (!(0, import_dist.isScalar)(at) || at.value === null) {
			reading.fault(offsetOf(at), "has a key that is no text", "Write NAME: VALUE.");
			continue;
		}
		const key = typeof at.value === "string" ? at.value : at.source ?? String(at.value);
		if (seen.has(key)) reading.fault(offsetOf(at), `names "${quotable(key, 120)}" twice`, "Leave one out.");
		else pairs.push({
			key,
			at,
			value: isNothing(value) ? void 0 : value
		});
		seen.add(key);
	}
	return pairs;
}
function missingValue({ key, at }, reading) {
	return reading.fault(offsetOf(at), `${quotable(key, 120)} has no value`, "Write one, or leave the member out.");
}
/** A map from keys of one kind to values of another. */
function mapOf(key, value, what) {
	const shape = {
		what,
		schema: {
			type: "object",
			additionalProperties: value.schema,
			minProperties: 1
		},
		read(node, reading) {
			const pairs = pairsOf(node, reading, shape);
			if (pairs?.length === 0) return refuseEmpty(node, reading, what);
			const seen = /* @__PURE__ */ new Set();
			return pairs?.flatMap((pair) => {
				const name = key.read(pair.at, reading);
				const read = pair.value ? value.read(pair.value, reading) : missingValue(pair, reading);
				if (name === void 0 || read === void 0) return [];
				if (seen.has(name)) {
					const message = `names "${quotable(name, 120)}" twice, here as "${quotable(pair.key, 120)}"`;
					reading.fault(offsetOf(pair.at), message, "Leave one out.");
					return [];
				}
				seen.add(name);
				return [{
					value: [name, read],
					offset: offsetOf(pair.at)
				}];
			});
		}
	};
	return shape;
}
/**
* A map that has these members and no others.
*
* @param elsewhere the remedy for a member that belongs to another place.
*/
function members(what, rows, elsewhere = () => void 0) {
	const names = Object.keys(rows);
	const properties = Object.fromEntries(Object.entries(rows).map(([name, { shape: { schema }, help }]) => [name, {
		description: help,
		...schema
	}]));
	const required = names.filter((name) => rows[name]?.required);
	const shape = {
		what,
		schema: {
			type: "object",
			properties,
			...required.length > 0 && { required },
			additionalProperties: false
		},
		read(node, reading) {
			const pairs = pairsOf(node, reading, shape);
			if (!pairs) return void 0;
			const found = {};
			for (const pair of pairs) {
				if (reading.isFull) return void 0;
				const row = Object.hasOwn(rows, pair.key) ? rows[pair.key] : void 0;
				if (!row) {
					const near = unknownMember(pair, names, what, elsewhere(pair.key), reading);
					if (near !== void 0) reading.misread(offsetOf(node), near);
					continue;
				}
				const value = pair.value ? row.shape.read(pair.value, reading) : missingValue(pair, reading);
				if (value === void 0) reading.misread(offsetOf(node), pair.key);
				else found[pair.key] = {
					value,
					offset: offsetOf(pair.at)
				};
			}
			for (const name of required) if (!pairs.some(({ key }) => key === name)) reading.fault(offsetOf(node), `${what} lacks ${name}`, `Write ${name}: ${rows[name]?.help}.`);
			return found;
		}
	};
	return shape;
}
/** @returns the member that was probably meant. */
function unknownMember({ key, at }, names, what, remedy, reading) {
	const near = reading.surroundings.suggest(key, names);
	const usual = near === void 0 ? `Members are ${names.join(", ")}.` : `Did you mean ${near}?`;
	reading.fault(offsetOf(at), `"${quotable(key, 120)}" is no member of ${what}`, remedy ?? usual);
	return near;
}
/**
* A list, or something in another form: what stands there tells which of them is meant.
*
* @param hint how each is written.
*/
function listOr(list, other, hint) {
	const what = `${list.what}, or ${other.what}`;
	return {
		what,
		schema: { anyOf: [list.schema, other.schema] },
		read(node, reading) {
			if ((0, import_dist.isSeq)(node)) return list.read(node, reading);
			if ((0, import_dist.isMap)(node)) return other.read(node, reading);
			return refuse(node, reading, { what }, hint);
		}
	};
}

// src/planning/document/scalars.ts
/** `$(` begins a value of the environment, which stands in hosts and addresses of keys alone. */
const VARIABLE$1 = /\$\(/;
/**
* A text. A plain `1.10` is read as it is written, although YAML takes it for the number 1.1: tags look like numbers, and programs
* written in Go read them so.
*
* @param variables whether it may hold values of the environment, which `check` puts in then.
*/
function text(what, check, { schema, variables = false } = {}) {
	return {
		what,
		schema: {
			type: [
				"string",
				"number",
				"boolean"
			],
			...schema
		},
		read(node, reading) {
			if (!(0, import_dist.isScalar)(node) || node.value === null) return refuse(node, reading, { what });
			const written = typeof node.value === "string" ? node.value : node.source ?? String(node.value);
			const fail = (message, hint) => reading.fault(offsetOf(node), message, hint);
			if (written === "") return fail(`expected ${what}, not an empty text`, "Write it, or leave the member out.");
			if (!variables && VARIABLE$1.test(written)) return fail(`"${quotable(written, 120)}" has a value of the environment where none may be`, "Write $(SEALIFT_VAR_NAME) only in the host of from, to and registries, and in the address of a key.");
			return check(written, fail, reading, offsetOf(node));
		}
	};
}
/** One of some words. */
function oneOf(words) {
	const what = words.join(" or ");
	return text(what, (written, fail, { surroundings }) => {
		const word = words.find((one) => one === written);
		if (word !== void 0) return word;
		const near = surroundings.suggest(written, words);
		const shown = quotable(written, 120);
		return fail(`expected ${what}, not "${shown}"`, near === void 0 ? `Write ${what}.` : `Did you mean ${near}?`);
	}, { schema: {
		type: "string",
		enum: words
	} });
}
const FLAG = {
	what: "true or false",
	schema: { type: "boolean" },
	read(node, reading) {
		if ((0, import_dist.isScalar)(node) && typeof node.value === "boolean") return node.value;
		return refuse(node, reading, FLAG, "Write true or false; yes, no, on and off are texts in YAML 1.2.");
	}
};
/** A number between two bounds, both of them included. */
function numberFrom(least, most, type = "integer") {
	const range = `${type === "integer" ? "a whole number" : "a number"} from ${least} to ${most}`;
	const what = least === most ? `${least}` : range;
	return {
		what,
		schema: {
			type,
			minimum: least,
			maximum: most
		},
		read(node, reading) {
			const value = (0, import_dist.isScalar)(node) ? node.value : void 0;
			if (typeof value === "number" && value >= least && value <= most && (type === "number" || Number.isInteger(value))) return value;
			return refuse(node, reading, { what }, `Write ${what}.`);
		}
	};
}

// src/planning/document/choice.ts
const TAG_SCHEMA = { pattern: "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$" };
const TAG = text("a tag", (written, fail) => {
	const shown = `"${quotable(written, 160)}"`;
	if (!isTag(written)) return fail(`${shown} is no tag`, /^[<>=^~]/.test(written) ? `A range is a rule: tags: { semver: '${quotable(written, 80)}' }.` : "Tags have letters, digits, _, . and -, and at most 128 of them.");
	return isReservedTag(written) ? fail(`${shown} is a tag by which signatures or records are found`, "Name the image that they belong to: they go along with it.") : written;
}, { schema: TAG_SCHEMA });
const DIGEST = text("a digest", (written, fail) => isDigest(written) ? written : fail(`"${quotable(written, 160)}" is no digest`, "A digest is sha256: and 64 hexadecimal characters in lower case."));
/** The most instructions of all patterns of a file; a usual one has twenty. To compile more takes longer than a person waits. */
const ALL_PATTERNS = 1e5;
function compiled$1(written, fail, reading) {
	if (reading.patternSize > ALL_PATTERNS) return fail("the patterns of this file are too many, and too large", "Write simpler ones, or split the file.");
	const pattern = compilePattern(written);
	if (!("wrong" in pattern)) {
		reading.patternSize += pattern.size;
		return pattern;
	}
	return fail(`"${quotable(written, 120)}" is no pattern: ${quotable(pattern.wrong, 200)}`, "Patterns are those of RE2 (github.com/google/re2/wiki/Syntax), which has neither lookahead nor backreferences.");
}
const PATTERN = text("a pattern", (written, fail, reading) => compiled$1(written, fail, reading) && written);
const EXTRACT = text("a pattern with one group", (written, fail, reading) => {
	const pattern = compiled$1(written, fail, reading);
	if (pattern === void 0 || pattern.groups === 1) return pattern && written;
	return fail(`"${quotable(written, 120)}" has ${pattern.groups} groups`, "Write one pair of brackets, around the version: ^(.*)-alpine$; what else needs brackets is written (?:…).");
});
const SEMVER = text("a range of versions", (written, fail) => {
	try {
		if (written.length <= 256) return new import_semver.Range(written), written;
	} catch {}
	return fail(`"${quotable(written, 120)}" is no range of versions`, "Write such as '>=1.4 <2', '1.4.x' or '^1.4'.");
});
const RULES = members("rules for tags", {
	semver: {
		shape: SEMVER,
		help: "a range of versions, such as '>=1.4 <2'; prereleases are in it only where it names one"
	},
	allow: {
		shape: oneOrMore(PATTERN, "a pattern, or a list of them"),
		help: "patterns of RE2; one of them has to be found in the tag"
	},
	deny: {
		shape: oneOrMore(PATTERN, "a pattern, or a list of them"),
		help: "patterns of RE2; none of them may be found in the tag"
	},
	extract: {
		shape: EXTRACT,
		help: "a pattern with one group, which is read as the version: '^(.*)-alpine$'"
	},
	latest: {
		shape: numberFrom(1, 1e5),
		help: "the newest so many of what the other rules leave, by the order of versions"
	}
});
const valuesOf$1 = (list) => list?.map(({ value }) => value);
/** The rules as they are applied. */
function rulesOf(read) {
	const { semver, allow, deny, extract, latest } = read;
	return {
		...semver && { semver: semver.value },
		...allow && { allow: valuesOf$1(allow.value) },
		...deny && { deny: valuesOf$1(deny.value) },
		...extract && { extract: extract.value },
		...latest && { latest: latest.value }
	};
}
/** How tags are chosen. */
const HOW_TAGS = "Write tags: [1.4, latest], rules such as tags: { semver: '>=1.4' }, or digests.";
/** Tags by name, or rules that select them. */
const TAGS = listOr(listOf(TAG, "a list of tags"), {
	...RULES,
	read(node, reading) {
		const before = reading.faults.length;
		const read = RULES.read(node, reading);
		if (!read || reading.faults.length > before) return void 0;
		const rules = rulesOf(read);
		const at = node.range?.[0] ?? 0;
		if (Object.keys(rules).length === 0) return reading.fault(at, "no rule is given", "Write a list of tags, or for all of them allow: '.*'");
		if (rules.extract !== void 0 && rules.semver === void 0 && rules.latest === void 0) return reading.fault(at, "extract is without effect", "Add semver or latest: it says what their version is.");
		return rules;
	}
}, HOW_TAGS);
/** Without tags an image is promoted by digest. */
const NO_OR_MORE_TAGS = oneOrMore(TAG, "a tag, or a list of tags", 0);
/** Digests, each with the tags that it gets. */
const DIGESTS = mapOf(DIGEST, NO_OR_MORE_TAGS, "a map from digests to lists of tags");

// src/planning/selection/template.ts
const PLACEHOLDER = /\{([^{}]*)\}/g;
function splitTemplate(text) {
	const { name, tag } = splitReference(text);
	return {
		repository: name,
		tags: tag === void 0 ? [] : tag.split(",")
	};
}
/** The names between braces, in their order. */
function placeholders(text) {
	return [...text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
}
/** Puts values in; a placeholder without one stays. */
function expand(text, values) {
	return text.replaceAll(PLACEHOLDER, (whole, name) => Object.hasOwn(values, name) ? values[name] : whole);
}
/** What the placeholders of a repository stand for: `{name}` is what follows the last slash. */
function valuesOf({ registry, repository }) {
	return {
		registry,
		repository,
		name: repository.slice(repository.lastIndexOf("/") + 1)
	};
}

// src/planning/document/variables.ts
const VARIABLE = /\$\(([^)]*)\)/g;
/** Other variables of a run hold credentials, so they have a name that says what they are for. */
const NAME = /^SEALIFT_VAR_[A-Z0-9_]{1,64}$/;
const LONGEST = 512;
/**
* Puts values of the environment in. No message shows one, because it may be a secret in the wrong place.
*
* @param grammar what a value may hold; it has no beginning and no end.
* @param of in words: `a host`.
* @returns `undefined` where a fault was noted.
*/
function withVariables(text, grammar, of, fail, { surroundings }) {
	let isWhole = true;
	const replaced = text.replaceAll(VARIABLE, (written, name) => {
		const refuse = (message, hint) => {
			isWhole = false;
			fail(message, hint);
			return written;
		};
		const shown = quotable(written, 100);
		if (!NAME.test(name)) return refuse(`${shown} names no variable that may be used`, "Write $(SEALIFT_VAR_NAME), in capitals.");
		const found = surroundings.variable(name);
		if ("refused" in found) return refuse(`${shown} cannot be used: ${found.refused}`, `Set ${name} to ${of}.`);
		if (found.value.length > LONGEST || !new RegExp(`^(?:${grammar.source})$`).test(found.value)) return refuse(`the value of ${name} is no part of ${of}`, `Set ${name} to ${of}, or to a part of one.`);
		return found.value;
	});
	return isWhole ? replaced : void 0;
}

// src/planning/document/repositories.ts
const EXAMPLE = "registry.example.com/team/app";
/** The characters of hosts and ports. */
const HOST_PART = /[A-Za-z0-9.:[\]-]+/;
/** `HOST/REST` with the values of the environment in HOST, where they may stand. */
function withHostVariables(written, fail, reading) {
	const slash = written.indexOf("/");
	const [host, rest] = slash < 0 ? [written, ""] : [written.slice(0, slash), written.slice(slash)];
	if (rest.includes("$(")) return fail(`${quotable(written)} has a value of the environment behind the host`, "Write $(SEALIFT_VAR_NAME) in the place of the host, or of a part of it.");
	const replaced = withVariables(host, HOST_PART, "a host", fail, reading);
	return replaced === void 0 ? void 0 : replaced + rest;
}
/** Reads a repository whose values of the environment are put in. */
function readRepository(written, fail, { surroundings }) {
	const { layout, tag, digest } = splitReference(written);
	if (layout !== void 0) return fail(`${quotable(written)} is a layout`, "Write REGISTRY/REPOSITORY: a promotions file is about registries.");
	if (tag !== void 0 || digest !== void 0) return fail(`${quotable(written)} has a tag or a digest`, "Write REGISTRY/REPOSITORY, and what of it is meant under `tags` or `digests`.");
	try {
		return formatPlace(parseReference(written, surroundings.plainHttp));
	} catch (thrown) {
		const { message, hint } = asSealiftError(thrown);
		return fail(message, hint === ERRORS.reference_invalid[1] ? `Write REGISTRY/REPOSITORY, such as ${EXAMPLE}.` : hint);
	}
}
/** A repository of a registry, in its one spelling. @param variables whether the host may come from the environment. */
function repositoryText(what, variables) {
	const check = (written, fail, reading) => {
		const replaced = variables ? withHostVariables(written, fail, reading) : written;
		return replaced === void 0 ? void 0 : readRepository(replaced, fail, reading);
	};
	return text(what, check, {
		variables,
		schema: {
			type: "string",
			examples: [EXAMPLE]
		}
	});
}
/** A registry, or a path of one: `registry.example.com`, `registry.example.com/team`. */
const PREFIX = text("a registry, or a path of one", (written, fail, reading) => {
	const replaced = withHostVariables(written.replace(/\/$/, ""), fail, reading);
	if (replaced === void 0) return void 0;
	return replaced.includes("/") ? readRepository(replaced, fail, reading) : readHost(replaced, fail, reading);
}, {
	variables: true,
	schema: {
		type: "string",
		examples: ["registry.example.com/team"]
	}
});
function readHost(written, fail, { surroundings }) {
	const host = registryHost(written);
	if (host !== void 0) return withoutDefaultPort(host, surroundings.plainHttp);
	return fail(`${quotable(written)} is no host`, "Write HOST or HOST:PORT, without https://.");
}
/** `HOST[:PORT]` of a registry. */
const REGISTRY = text("the host of a registry", (written, fail, reading) => {
	const replaced = withVariables(written, HOST_PART, "a host", fail, reading);
	return replaced === void 0 ? void 0 : readHost(replaced, fail, reading);
}, { variables: true });
/** Whether a repository is a prefix, or under it: `a.example.com/team` has `a.example.com/team/app`, not `…/teams`. */
function isUnder(repository, prefix) {
	return repository === prefix || repository.startsWith(`${prefix}/`);
}

// src/planning/document/destination.ts
const IN_REPOSITORY = [
	"registry",
	"repository",
	"name"
];
const FORMS = "Write such as mirror.example.com/{repository}, or mirror.example.com/{name}:{tag}-mirror.";
const check = (written, fail, reading) => {
	const replaced = withHostVariables(written, fail, reading);
	if (replaced === void 0) return void 0;
	const shown = quotable(written);
	if (replaced.includes("@")) return fail(`${shown} has an @, and no template has a digest or a login`, FORMS);
	if (/^[a-z][a-z0-9+.-]*:\/\/|^oci(-archive)?:(?!\d)/.test(replaced)) return fail(`${shown} is no repository of a registry`, FORMS);
	const { repository, tags } = splitTemplate(replaced);
	for (const name of placeholders(replaced)) if (name !== "tag" && !IN_REPOSITORY.includes(name)) {
		const near = reading.surroundings.suggest(name, [...IN_REPOSITORY, "tag"]);
		return fail(`${shown} has {${quotable(name, 60)}}, which stands for nothing`, near === void 0 ? "Placeholders are {registry}, {repository}, {name} and {tag}." : `Did you mean {${near}}?`);
	}
	if (placeholders(repository).includes("tag")) return fail(`${shown} has {tag} in the repository`, "Write {tag} behind a colon: the repositories that are written to must be known before a tag is.");
	const bare = replaced.replaceAll(/\{[a-z]+\}/g, "x");
	if (/[{}]/.test(bare)) return fail(`${shown} has a brace without its other one`, FORMS);
	if (tags.find((one) => !isTag(one.replaceAll(/\{[a-z]+\}/g, "x"))) !== void 0) return fail(`${shown} gives no tag behind the colon`, FORMS);
	return replaced;
};
/** Where images go, as a template. The values of the environment are in it. */
const DESTINATION = text("a repository with placeholders", check, {
	variables: true,
	schema: {
		type: "string",
		examples: ["mirror.example.com/{repository}"]
	}
});

// src/planning/document/paths.ts
/** What is content and no path: of a key it would be a secret in a file that many people read. */
const CONTENT = /[\r\n\0]|-----BEGIN|^\s*\{/;
/**
* A path inside the folder of the file, in its one spelling: whoever may change the file must not make a run read, or tell of, any
* other file of the machine.
*
* @param elsewhere the remedy for a path that leads out.
*/
function insidePath(written, fail, elsewhere = "Put the file under the folder of this file, and write its path from there.") {
	if (CONTENT.test(written)) return fail("the content of a file stands where its path belongs", "Write the path of a file.");
	const shown = quotable(written);
	if (/^[a-z][a-z0-9+.-]*:/i.test(written)) return fail(`${shown} is no path`, "Write a path inside the folder of this file.");
	if (written.includes("\\")) return fail(`${shown} has a backslash`, "Write paths with /, on Windows too.");
	const path = posix.normalize(written);
	if (posix.isAbsolute(path) || path === ".." || path.startsWith("../")) return fail(`${shown} leads out of the folder of this file`, elsewhere);
	return path.replace(/\/$/, "");
}
/** Notes a path inside the folder. @returns it as an absolute one. */
function namedPath(path, kind, reading, offset) {
	reading.paths.push({
		kind,
		names: path.split("/"),
		offset
	});
	return join(reading.surroundings.folder, path);
}
const pathTo = (kind) => text(`the path of a ${kind}`, (written, fail, reading, offset) => {
	const path = insidePath(written, fail);
	return path === void 0 ? void 0 : namedPath(path, kind, reading, offset);
});
const PATH = pathTo("file");
const FOLDER = pathTo("folder");

// src/planning/document/keys.ts
/** The characters of an address of a key (RFC 3986, 2.3), without those that begin a query or a login. */
const ADDRESS_PART = /[A-Za-z0-9._~:/-]+/;
/** A scheme, what AWS calls a key, or what Azure's portal shows. */
const ADDRESS = /^(?:[a-z][a-z0-9-]+:\/\/|arn:aws)/;
/** A private key is not to be brought into a repository so that a path leads to it. */
const ELSEWHERE = "Name a key in a service, or env://NAME for a PEM in an environment variable; a path stays inside this folder.";
/** A key: the address of one in a service, or the path of a file. */
const KEY = text("a key", (written, fail, reading, offset) => {
	if (!written.includes("$(")) {
		if (/^file:/.test(written)) return fail(`${quotable(written)} is no path inside the folder of this file`, ELSEWHERE);
		if (ADDRESS.test(written) && !/[\s\0]/.test(written)) return written;
		const path = insidePath(written, fail, ELSEWHERE);
		return path === void 0 ? void 0 : namedPath(path, "file", reading, offset);
	}
	const address = withVariables(written, ADDRESS_PART, "the address of a key", fail, reading);
	if (address === void 0) return void 0;
	return ADDRESS.test(address) && !/^file:|(?:^|\/)\.\.(?:\/|$)/.test(address) ? address : fail(`${quotable(written)} is no address of a key in a service`, "Write such as awskms:///alias/$(SEALIFT_VAR_KEY); values of the environment name no files.");
}, {
	variables: true,
	schema: {
		type: "string",
		examples: ["awskms:///alias/mirror"]
	}
});

// src/planning/document/settings.ts
const TEXT = text("a text", (written) => written);
const TEXTS = oneOrMore(TEXT, "a text, or a list of them");
const PATHS = oneOrMore(PATH, "a path, or a list of them");
const REPOSITORY = repositoryText("a repository", false);
const PLATFORM = text("a platform", (written, fail) => {
	try {
		parsePlatform(written);
		return written;
	} catch (thrown) {
		asSealiftError(thrown);
		return fail(`"${quotable(written, 80)}" is no platform`, "Write OS/ARCH or OS/ARCH/VARIANT, such as linux/amd64.");
	}
}, { schema: {
	type: "string",
	examples: ["linux/amd64"]
} });
const TAG_PATTERN = text("a tag, or a pattern with * and ?", (written, fail) => isTagPattern(written) ? written : fail(`"${quotable(written, 160)}" fits no tag`, "Write a tag, or a pattern with * and ?."));
const RULE = oneOf([
	"move",
	"keep",
	"fail"
]);
const RULES_OF_TAGS = mapOf(TAG_PATTERN, RULE, "a map from tags to move, keep or fail");
/** The letters of a pattern: of two that fit a tag, the one with more of them is meant. */
const letters = (pattern) => pattern.replaceAll(/[*?]/g, "").length;
/** Names of members in the order in which the last that fits counts: patterns first, and the widest of them at the beginning. */
function inOrder(rules) {
	const isName = (pattern) => !/[*?]/.test(pattern);
	return rules.toSorted(([a], [b]) => Number(isName(a)) - Number(isName(b)) || letters(a) - letters(b)).map(([pattern, rule]) => `${pattern}=${rule}`);
}
/** What becomes of tags that exist, for all of them or by their names. */
const EXISTING_TAG = {
	what: `${RULE.what}, or ${RULES_OF_TAGS.what}`,
	schema: { anyOf: [RULE.schema, RULES_OF_TAGS.schema] },
	read(node, reading) {
		if ((0, import_dist.isMap)(node)) {
			const rules = RULES_OF_TAGS.read(node, reading);
			return rules && inOrder(rules.map(({ value }) => value));
		}
		const rule = RULE.read(node, reading);
		return rule === void 0 ? void 0 : [rule];
	}
};
/** `false`, or what is asked for. */
function orFalse(asked, name) {
	const what = `the members of ${asked.what}, or false`;
	return {
		what,
		schema: { anyOf: [{ const: false }, asked.schema] },
		read(node, reading) {
			if ((0, import_dist.isMap)(node)) return asked.read(node, reading);
			if ("value" in node && node.value === false) return false;
			const hint = `Write ${name}: { key: 'awskms:///alias/mirror', certificate-chain: mirror.pem }, or ${name}: false.`;
			return refuse(node, reading, { what }, hint);
		}
	};
}
const PAIRS$1 = mapOf(TEXT, TEXT, "a map from names to texts");
const SIGN_MEMBERS = {
	key: {
		shape: KEY,
		help: "the key, as --key is written, or a path inside the folder of this file",
		required: true
	},
	"certificate-chain": {
		shape: PATH,
		help: "certificates of the key as PEM, up to the root"
	},
	"azure-credential": {
		shape: oneOf(["managed-identity"]),
		help: "sign as the managed identity of this machine"
	},
	"plugin-config": {
		shape: PAIRS$1,
		help: "passed to the Notation plugin that holds the key"
	},
	"signature-format": {
		shape: oneOf(["jws", "cose"]),
		help: "envelope format"
	},
	expiry: {
		shape: TEXT,
		help: "the signature stops to be valid after this time, such as 30d"
	},
	"user-metadata": {
		shape: PAIRS$1,
		help: "signed along with the image"
	},
	"timestamp-url": {
		shape: TEXT,
		help: "timestamp authority (RFC 3161)"
	},
	"timestamp-root-cert": {
		shape: PATH,
		help: "root certificate of that authority"
	},
	"require-timestamp": {
		shape: FLAG,
		help: "make no signature without a timestamp"
	},
	"if-signed": {
		shape: oneOf([
			"skip",
			"add",
			"fail"
		]),
		help: "what to do when a signature that would do is there"
	}
};
const SIGN = members("sign", SIGN_MEMBERS);
const RECORD_MEMBERS = {
	key: {
		shape: KEY,
		help: "the key that signs the records",
		required: true
	},
	"certificate-chain": {
		shape: PATH,
		help: "certificates of that key as PEM, up to the root"
	},
	"max-age": {
		shape: TEXT,
		help: "put a new record where the one that stands is older, such as 12h"
	}
};
const RECORD$1 = members("record", RECORD_MEMBERS);
/** Members of a file, of an entry and of a list that are options of `promote`, by their names there. */
const SETTINGS = {
	"trust-policy": {
		shape: PATH,
		help: "notation's trustpolicy.json"
	},
	"trust-store": {
		shape: FOLDER,
		help: "folder that holds x509/ca/NAME with the root certificates"
	},
	"trusted-root": {
		shape: PATH,
		help: "root certificates as PEM, with trusted-identity instead of a policy"
	},
	"trusted-identity": {
		shape: TEXTS,
		help: "who may have signed: 'x509.subject: C=US, ST=WA, O=acme', or '*'"
	},
	"trusted-tsa-root": {
		shape: PATH,
		help: "root certificates of timestamp authorities"
	},
	"require-identity": {
		shape: TEXTS,
		help: "who has to have signed, each of them"
	},
	"require-count": {
		shape: numberFrom(1, 999999),
		help: "how many different signers have to pass"
	},
	require: {
		shape: PATH,
		help: "a file that says who has to have signed"
	},
	distrust: {
		shape: TEXTS,
		help: "thumbprints of certificates whose signatures do not count, with =DATE from then on"
	},
	scope: {
		shape: REPOSITORY,
		help: "judge under the policy's statement for this repository"
	},
	crl: {
		shape: PATHS,
		help: "certificate revocation lists"
	},
	"allow-unsigned": {
		shape: FLAG,
		help: "accept an image without any signature; if there are signatures, one must pass"
	},
	"skip-verification": {
		shape: FLAG,
		help: "copy without judging; every output says unverified"
	},
	recursive: {
		shape: FLAG,
		help: "judge every image of an index; each must pass for itself"
	},
	platforms: {
		shape: listOf(PLATFORM, "a list of platforms"),
		help: "of an index, the images of these platforms alone; the index stays as it is, with its signatures"
	},
	include: {
		shape: oneOf([
			"all",
			"signatures",
			"verified"
		]),
		help: "what to carry of what is attached"
	},
	"artifact-type": {
		shape: TEXTS,
		help: "of what is attached and is no signature, carry only these types"
	},
	"exclude-signatures": {
		shape: FLAG,
		help: "leave all signatures behind"
	},
	"foreign-layers": {
		shape: FLAG,
		help: "copy non-distributable layers too"
	},
	"existing-tag": {
		shape: EXISTING_TAG,
		help: "what becomes of a tag that is at another image: move, keep or fail, or a map from tags or patterns to one of them"
	},
	"move-tag": {
		shape: oneOf([
			"if-unchanged",
			"always",
			"never"
		]),
		help: "whether a tag moves that somebody else moved during the run"
	},
	"backup-tag": {
		shape: TEXT,
		help: "keep what a tag pointed at under another tag: {tag}-previous"
	},
	deep: {
		shape: FLAG,
		help: "ask the destination for every manifest and blob"
	},
	"single-writer": {
		shape: FLAG,
		help: "nobody else writes signatures there now"
	},
	"signatures-from": {
		shape: oneOrMore(REPOSITORY, "a repository, or a list of them"),
		help: "look for signatures in these repositories as well"
	},
	"signatures-to": {
		shape: REPOSITORY,
		help: "put the signatures into this repository"
	},
	sign: {
		shape: orFalse(SIGN, "sign"),
		help: "put a signature of your own beside those that are carried"
	},
	record: {
		shape: orFalse(RECORD$1, "record"),
		help: "put a signed record of the promotion beside each tag"
	}
};

// src/planning/document/document.ts
const TO = {
	shape: oneOrMore(DESTINATION, "a destination, or a list of them"),
	help: "where to: repositories, with {registry}, {repository} and {name} of the source; behind a colon, tags with {tag}; without, the tag of the source",
	required: true
};
const CHOICE = {
	tags: {
		shape: TAGS,
		help: "tags by name, or rules that select them"
	},
	digests: {
		shape: DIGESTS,
		help: "digests, each with the tags that it gets at the destination; none: no tag is touched"
	}
};
const ALLOW_EMPTY = {
	shape: FLAG,
	help: "the rules may select nothing"
};
const ENTRY_MEMBERS = {
	from: {
		shape: repositoryText("a repository", true),
		help: "the repository of the source",
		required: true
	},
	...CHOICE,
	to: TO,
	"allow-empty": ALLOW_EMPTY,
	...SETTINGS
};
/** The remedy for a member of `sign` or `record` that stands beside these. */
function inGroup(name) {
	const [group] = Object.entries({
		sign: SIGN_MEMBERS,
		record: RECORD_MEMBERS
	}).find(([, rows]) => Object.hasOwn(rows, name)) ?? [];
	return group && `Write it under ${group}: ${group}: { key: …, ${name}: … }.`;
}
const ENTRY = members("a promotion", ENTRY_MEMBERS, inGroup);
const FILES = text("a path of lists, with * and ? in the name of the file", (written, fail) => {
	const path = insidePath(written, fail);
	const folder = path?.slice(0, Math.max(path.lastIndexOf("/"), 0));
	return folder !== void 0 && /[*?[\]{}]/.test(folder) ? fail("a pattern stands in the name of a folder", "Write * and ? in the name of the file alone: lists/*.yaml.") : path;
});
const LIST_MEMBERS = {
	files: {
		shape: oneOrMore(FILES, FILES.what),
		help: "files with `images:`, such as lists/*.yaml",
		required: true
	},
	from: {
		shape: oneOrMore(PREFIX, "a registry or a path of one, or a list of them"),
		help: "what the files may name: repositories that are these, or under them",
		required: true
	},
	to: TO,
	"allow-empty": {
		shape: FLAG,
		help: "there may be no such file, no image in it, and nothing that its rules select"
	},
	...SETTINGS
};
const LIST = members("a list", LIST_MEMBERS);
const BUDGET = {
	"requests-per-second": {
		shape: numberFrom(.01, 1e4, "number"),
		help: "the most requests a second, of all shards together"
	},
	concurrency: {
		shape: numberFrom(1, 256),
		help: "the most requests at a time, of all shards together"
	},
	"keep-allowance": {
		shape: numberFrom(0, 1e6),
		help: "requests of the allowance that the registry tells of which are left to others"
	}
};
const REGISTRY_LIMITS = members("a registry", BUDGET);
const DOCUMENT_MEMBERS = {
	$schema: {
		shape: text("an address", (written) => written, { schema: { type: "string" } }),
		help: "where an editor finds this schema; it is not looked at"
	},
	version: {
		shape: numberFrom(1, 1),
		help: "the version of the format",
		required: true
	},
	registries: {
		shape: mapOf(REGISTRY, REGISTRY_LIMITS, "a map from hosts to their limits"),
		help: "limits by registry"
	},
	...SETTINGS,
	promotions: {
		shape: listOf(ENTRY, "a list of promotions"),
		help: "repositories, what of each, and where to"
	},
	lists: {
		shape: listOf(LIST, "a list of lists"),
		help: "files that others may edit: they name images, and nothing else"
	}
};
const DOCUMENT = members("a promotions file", DOCUMENT_MEMBERS, inGroup);
const IN_THE_FILE = [
	"to",
	"allow-empty",
	"version",
	...Object.keys(SETTINGS)
];
function elsewhere(name) {
	return IN_THE_FILE.includes(name) ? "Remove it: lists name images alone. Destinations, keys and trust stand in the promotions file." : void 0;
}
const IMAGE = members("an image of a list", {
	from: {
		shape: repositoryText("a repository", false),
		help: "the repository",
		required: true
	},
	...CHOICE
}, elsewhere);
const IMAGE_LIST = members("a list of images", { images: {
	shape: listOf(IMAGE, "a list of images", 0),
	help: "repositories, and what of each",
	required: true
} }, elsewhere);

// src/planning/document/entry.ts
const isList$1 = (tags) => Array.isArray(tags);
function choiceOf({ tags, digests, offset, from }, reading) {
	if (tags && digests) return reading.fault(digests.offset, `of ${from} both tags and digests are named`, "Write two entries.");
	if (digests) return {
		kind: "digests",
		digests: new Map(digests.value.map(({ value: [digest, under] }) => [digest, under.map(({ value }) => value)]))
	};
	if (!tags) {
		if (["tags", "digests"].some((member) => reading.isMisread(offset, member))) return void 0;
		return reading.fault(offset, `of ${from} neither tags nor digests are named`, HOW_TAGS);
	}
	return isList$1(tags.value) ? {
		kind: "tags",
		tags: tags.value.map(({ value }) => value)
	} : {
		kind: "rules",
		rules: tags.value
	};
}
/** The template with its repository filled in, in the one spelling; `{tag}` alone is left. */
function resolved$1(template, { from, offset }, reading) {
	const { plainHttp } = reading.surroundings;
	const values = valuesOf(parseRepository(from));
	const { repository, tags } = splitTemplate(template);
	const name = expand(repository, values);
	const suffix = tags.length === 0 ? "" : `:${expand(tags.join(","), values)}`;
	try {
		const destination = parseReference(name, plainHttp);
		if (destination.transport === "docker") return `${formatPlace(destination)}${suffix}`;
	} catch (thrown) {
		asSealiftError(thrown);
	}
	return reading.fault(offset, `of ${from} the template ${quotable(template)} gives ${quotable(name)}, which is no REGISTRY/REPOSITORY`, "A repository has letters in lower case, digits, and single . _ - and / between them; a port belongs to a host alone.");
}
/** Digests without tags fit no template that asks for one. */
function refuseWithoutTag(choice, { to, offset, from }, reading) {
	if (choice.kind !== "digests") return;
	const [bare] = [...choice.digests].find(([, tags]) => tags.length === 0) ?? [];
	const template = to.find(({ value }) => splitTemplate(value).tags.some((tag) => tag.includes("{tag}")));
	if (bare === void 0 || template === void 0) return;
	reading.fault(offset, `the template ${quotable(template.value)} asks for a tag, and ${from}@${bare} has none`, "Give the digest a tag, or promote it by an entry of its own whose destination has no {tag}.");
}
/** Makes an entry of what was read; `undefined` where a fault was noted. */
function entryOf(parts, reading) {
	const choice = choiceOf(parts, reading);
	const to = parts.to.map(({ value }) => resolved$1(value, parts, reading)).filter((one) => one !== void 0);
	if (!choice) return void 0;
	refuseWithoutTag(choice, parts, reading);
	const { offset, from, allowEmpty, settings } = parts;
	return {
		at: reading.position(offset),
		from,
		choice,
		to: [...new Set(to)],
		allowEmpty,
		settings
	};
}

// src/planning/document/flat-settings.ts
const camelCase = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const isList = (value) => Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null && "offset" in one);
/** Without the places in the file. */
function bare(value) {
	return isList(value) ? value.map((one) => one.value) : value;
}
/** A map from names to texts, as an object. */
function pairs(value) {
	return Object.fromEntries(bare(value));
}
const PAIRS = ["plugin-config", "user-metadata"];
/** The members of `sign` or `record` as options. `false` takes back what the document asks for. */
function group(option, asked, named) {
	if (asked === false) return { [option]: false };
	const options = Object.entries(asked).flatMap(([name, found]) => found === void 0 ? [] : [[camelCase(named(name)), PAIRS.includes(name) ? pairs(found.value) : bare(found.value)]]);
	return {
		[option]: true,
		...Object.fromEntries(options)
	};
}
/** Members that are called otherwise as options. */
const OPTION = { platforms: "platform" };
/** The settings of a file or an entry as options of `promote`, in camelCase. */
function flatSettings(read, names) {
	const { sign, record } = read;
	const options = names.flatMap((name) => {
		const found = name === "sign" || name === "record" ? void 0 : read[name];
		return found === void 0 ? [] : [[camelCase(OPTION[name] ?? name), bare(found.value)]];
	});
	return {
		...Object.fromEntries(options),
		...sign && group("sign", sign.value, (name) => name),
		...record && group("record", record.value, (name) => `record-${name}`)
	};
}

// src/planning/document/merge-settings.ts
const SIGNING$1 = [...[
	"sign",
	"key",
	"certificateChain",
	"azureCredential",
	"pluginConfig",
	"signatureFormat",
	"expiry"
], ...[
	"userMetadata",
	"timestampUrl",
	"timestampRootCert",
	"requireTimestamp",
	"ifSigned"
]];
const RECORDING = [
	"record",
	"recordKey",
	"recordCertificateChain",
	"recordMaxAge"
];
const POLICY = ["trustPolicy", "trustStore"];
const ROOTS = [
	"trustedRoot",
	"trustedIdentity",
	"trustedTsaRoot"
];
/** What an entry gives, and what of the document it replaces as a whole: a key and a chain belong together, and so on. */
const REPLACED = [
	[["sign"], SIGNING$1],
	[["record"], RECORDING],
	[POLICY, ROOTS],
	[ROOTS, POLICY]
];
/** The settings of the document, with those of an entry over them. */
function mergeSettings(document, own) {
	const gone = REPLACED.flatMap(([given, names]) => given.some((name) => Object.hasOwn(own, name)) ? names : []);
	const left = Object.entries(document).filter(([name]) => !gone.includes(name));
	return {
		...Object.fromEntries(left),
		...own
	};
}

// src/planning/document/refuse-features.ts
/**
* The most lexemes of a file. A line of a list has eight or so, and a parsed lexeme takes up to 300 bytes of memory.
*/
const LEXEMES = 3e5;
/**
* The deepest nesting of flow collections, of indented lines, and of indicators (`- - -`) in one line. The format has five levels, and
* the parser calls itself for each.
*/
const DEPTH = 16;
const WRITE_OUT = "Write it out: a promotions file has no anchors, aliases, merge keys and tags.";
/** What is not read, by the type of its lexeme (yaml.org/spec/1.2.2, chapters 6 and 7). */
const REFUSED = {
	alias: ["an alias", `${WRITE_OUT} A pattern that begins with * stands in quotes: '*': fail.`],
	anchor: ["an anchor", WRITE_OUT],
	tag: ["a tag", WRITE_OUT],
	"directive-line": ["a directive", "Leave the line out."]
};
/**
* Ends of lines to other readers than this parser: a lone CR by the format itself (5.4), the others by YAML 1.1 (4.1.4). What one of them
* takes for a comment is a member to another. Control characters are in no YAML (5.1).
*/
const UNSEEN = /\r(?!\n)|[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029]/;
/** How deep each line of a block stands, by the indentation of those that it is inside of. */
var Indentation = class {
	#open = [];
	/** Notes a line that begins with content behind `spaces`. @returns its depth. */
	line(spaces) {
		while ((this.#open.at(-1) ?? -1) >= spaces) this.#open.pop();
		return this.#open.push(spaces);
	}
};
const INDICATORS = [
	"seq-item-ind",
	"explicit-key-ind",
	"map-value-ind"
];
const OPENING = ["flow-map-start", "flow-seq-start"];
const CLOSING = ["flow-map-end", "flow-seq-end"];
/** Control characters of the lexer, which stand for no character of the file. */
const WITHOUT_LENGTH = [
	"doc-mode",
	"flow-error-end",
	"scalar"
];
/**
* Refuses what two readers of YAML may read in two ways, and what takes long or much memory, before anything is parsed. The lexer
* keeps nothing, so that it may look at any text.
*
* @returns whether the text may be parsed.
*/
function refuseFeatures(reading) {
	const before = reading.faults.length;
	const unseen = reading.text.search(UNSEEN);
	if (unseen >= 0) reading.fault(unseen, `has U+${reading.text.charCodeAt(unseen).toString(16).toUpperCase().padStart(4, "0")}, which others read as the end of a line, or not at all`, "Remove the character; lines end with LF, or with CR and LF.");
	let [offset, count, depth, inLine, documents] = [
		0,
		0,
		0,
		0,
		0
	];
	let isScalar = false;
	const lines = new Indentation();
	let spaces = 0;
	const tooDeep = "Write it as docs/promotions.md shows it.";
	for (const lexeme of new import_dist.Lexer().lex(reading.text)) {
		if (isScalar) {
			isScalar = false;
			offset += lexeme.length;
			continue;
		}
		const type = import_dist.CST.tokenType(lexeme) ?? "scalar";
		count += 1;
		if (count > LEXEMES) {
			reading.fault(offset, `has over ${LEXEMES} words and signs`, "Split it into several lists.");
			return false;
		}
		if (type === "scalar") isScalar = true;
		let deep = depth;
		if (type === "newline") [inLine, spaces] = [0, 0];
		else if (type === "space" && spaces === 0) spaces = lexeme.length;
		else if (!WITHOUT_LENGTH.includes(type) || type === "scalar") {
			if (spaces !== void 0 && type !== "comment" && depth === 0) deep = lines.line(spaces);
			spaces = void 0;
		}
		if (INDICATORS.includes(type) && depth === 0) inLine += 1;
		if (OPENING.includes(type)) depth += 1;
		if (CLOSING.includes(type)) depth -= 1;
		if (type === "doc-start") documents += 1;
		if (Math.max(deep, depth, inLine) > DEPTH) {
			reading.fault(offset, `is nested over ${DEPTH} levels deep`, tooDeep);
			return false;
		}
		if (documents > 1) {
			reading.fault(offset, "begins a second document", "Write one document a file.");
			return false;
		}
		const refused = REFUSED[type];
		if (refused) reading.fault(offset, `has ${refused[0]}`, refused[1]);
		if (reading.isFull) return false;
		if (!WITHOUT_LENGTH.includes(type)) offset += lexeme.length;
	}
	return reading.faults.length === before;
}

// src/planning/document/syntax-remedy.ts
const INDENTATION = "Indent with spaces, and begin all members of an entry in one column: the one of `from`, behind the dash.";
/** Codes of the parser for lines that begin in the wrong column. A collection in brackets that is not closed has one of them too. */
const OF_INDENTATION = [
	"BAD_INDENT",
	"TAB_AS_INDENT",
	"BLOCK_AS_IMPLICIT_KEY"
];
function isIndentation(code, message) {
	if (message.startsWith("Sequence item without -")) return true;
	return OF_INDENTATION.includes(code) && !message.startsWith("Flow");
}
/** A range without quotes: its > begins a block of text (yaml.org/spec/1.2.2, 8.1). */
const RANGE = /:\s*>=?\s*v?\d/;
/** The remedy for a fault of the syntax. */
function syntaxRemedy(text, offset, code, message) {
	if (isIndentation(code, message)) return INDENTATION;
	if (code === "BAD_DQ_ESCAPE") return "Write a pattern in single quotes: '^v\\d+'. In double ones a backslash begins an escape.";
	if (RANGE.test(lineAt(text, offset))) return "Write a range in quotes: semver: '>=1.4 <2'. Without them > begins a block of text.";
	return quotesMissing(text, offset) ?? "Correct the line; an editor with the schema shows such faults.";
}

// src/planning/document/parse-yaml.ts
/** The most faults of the syntax that are told; what follows the first is often its consequence. */
const TOLD = 20;
/**
* Parses a file as YAML 1.2 with the core schema (yaml.org/spec/1.2.2, 10.3), of which JSON is a part. Keys are compared by
* whoever reads a map: the parser compares each with all others, which takes minutes for as many as a file may have.
*
* @returns the content; `undefined` where a fault was noted.
*/
function parseYaml(reading) {
	if (!refuseFeatures(reading)) return void 0;
	const { text } = reading;
	const [document, second] = new import_dist.Composer({
		version: "1.2",
		schema: "core",
		merge: false,
		uniqueKeys: false,
		prettyErrors: false,
		logLevel: "silent"
	}).compose(new import_dist.Parser().parse(text), true, text.length);
	for (const { pos, code, message } of [...document?.errors ?? [], ...document?.warnings ?? []].slice(0, TOLD)) reading.fault(pos[0], `is no YAML: ${message}`, syntaxRemedy(text, pos[0], code, message));
	if (second) reading.fault(second.range[0], "begins a second document", "Write one document a file.");
	if (reading.faults.length > 0) return void 0;
	return document?.contents ?? reading.fault(0, "is empty", "Write `version: 1` and `promotions:`.");
}

// src/planning/document/read-document.ts
const NAMES = Object.keys(SETTINGS);
function budgetOf(read) {
	const { "requests-per-second": rate, concurrency, "keep-allowance": kept } = read;
	return {
		...rate && { requestsPerSecond: rate.value },
		...concurrency && { concurrency: concurrency.value },
		...kept && { keepAllowance: kept.value }
	};
}
/** One object for equal settings, so that what follows from them is made once. */
function shared() {
	const known = /* @__PURE__ */ new Map();
	return (settings) => {
		const text = JSON.stringify(settings);
		const found = known.get(text) ?? settings;
		known.set(text, found);
		return found;
	};
}
/** Reads a promotions file. What is wrong with it is noted in `reading`; what is not is returned all the same. */
function readDocument(reading) {
	const none = {
		entries: [],
		lists: [],
		registries: /* @__PURE__ */ new Map()
	};
	const root = parseYaml(reading);
	const read = root && DOCUMENT.read(root, reading);
	if (!read) return none;
	const document = flatSettings(read, NAMES);
	const one = shared();
	const settingsOf = (own) => one(mergeSettings(document, flatSettings(own, NAMES)));
	const entries = (read.promotions?.value ?? []).flatMap(({ value: own, offset }) => {
		const { from, to, "allow-empty": allowed } = own;
		if (!from || !to) return [];
		const parts = {
			...own,
			offset,
			from: from.value,
			to: to.value,
			allowEmpty: allowed?.value ?? false
		};
		return entryOf({
			...parts,
			settings: settingsOf(own)
		}, reading) ?? [];
	});
	const lists = (read.lists?.value ?? []).flatMap(({ value: own }) => {
		const { files, from, to, "allow-empty": allowed } = own;
		if (!files || !from || !to) return [];
		const prefixes = from.value.map(({ value }) => value);
		return [{
			files: files.value,
			prefixes,
			to: to.value,
			allowEmpty: allowed?.value ?? false,
			settings: settingsOf(own)
		}];
	});
	if (!read.promotions && !read.lists && reading.faults.length === 0) reading.fault(0, "neither promotions nor lists are named", "Write promotions: with from, tags and to.");
	return {
		entries,
		lists,
		registries: new Map(read.registries?.value.map(({ value: [host, budget] }) => [host, budgetOf(budget)]))
	};
}

// src/planning/document/reading.ts
/** The most faults that are noted of one file; nobody reads more of them, and each takes a search for the word that was meant. */
const MOST = 100;
/** Offsets at which the lines of a text begin. */
function lineStarts(text) {
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}
/** The reading of one file: what was found wrong so far, and where that stands. */
var Reading = class {
	/** As it is shown in front of a line. */
	file;
	text;
	surroundings;
	faults = [];
	/** The paths that the file names, but for those of lists. */
	paths = [];
	#misread = /* @__PURE__ */ new Set();
	/** The instructions of all its patterns. */
	patternSize = 0;
	#starts;
	constructor(file, text, surroundings) {
		this.file = file;
		this.text = text;
		this.surroundings = surroundings;
	}
	/** @param offset of a character of the text. */
	position(offset) {
		this.#starts ??= lineStarts(this.text);
		let [low, high] = [0, this.#starts.length];
		while (high - low > 1) {
			const middle = low + high >> 1;
			if (this.#starts[middle] <= offset) low = middle;
			else high = middle;
		}
		return `${this.file}:${low + 1}:${offset - this.#starts[low] + 1}`;
	}
	/** Notes that a member of the map at `offset` is there, and that a fault was noted in it. */
	misread(offset, member) {
		this.#misread.add(`${offset} ${member}`);
	}
	/** Whether a member is missing only because what is there could not be read. */
	isMisread(offset, member) {
		return this.#misread.has(`${offset} ${member}`);
	}
	/** Whether so much is wrong that reading on tells nothing new. */
	get isFull() {
		return this.faults.length >= MOST;
	}
	fault(offset, message, hint) {
		const fault = {
			at: this.position(offset),
			message: printable(message, 600),
			hint: printable(hint, 600)
		};
		this.faults.push({
			code: "promotions_invalid",
			...fault
		});
	}
};

// src/planning/plan-order.ts
/** Compares texts by code units, which no setting of the machine changes. */
function compareTexts(one, other) {
	return one < other ? -1 : one > other ? 1 : 0;
}
/** The order of a plan: by destination, source repository, source tag and digest. Equal only for the same promotion. */
function compareEntries(one, other) {
	return compareTexts(one.destination, other.destination) || compareTexts(one.source.repository, other.source.repository) || compareTexts(one.source.tag ?? "", other.source.tag ?? "") || compareTexts(one.digest ?? "", other.digest ?? "") || compareTexts(one.tags[0]?.tag ?? "", other.tags[0]?.tag ?? "");
}

// src/compose/promotions/digest-files.ts
/** Options that name a file, or several, which say whose signatures count. */
const POLICIES = [
	"trustPolicy",
	"trustedRoot",
	"trustedTsaRoot",
	"require",
	"crl"
];
/** The most bytes of a file that an option of the command names. */
const LIMIT$1 = 67108864;
/** The most files of a trust store; each is opened. */
const CERTIFICATES = 1e4;
async function digestInside(folder, names, context) {
	const file = await openInside(folder, names, context);
	if (!file) return void 0;
	const hash = createHash("sha256");
	for await (const chunk of file.stream(0, AbortSignal.timeout(6e4))) hash.update(chunk);
	return `sha256:${hash.digest("hex")}`;
}
async function namesIn(path) {
	const found = await listFolder(path);
	return Array.isArray(found) ? found.toSorted() : [];
}
/** The digest of a line for each certificate of a store: its type, its store, its file name and its digest, sorted. */
async function digestOfStore(store, context) {
	const lines = [];
	for (const type of await namesIn(join(store, "x509"))) for (const name of await namesIn(join(store, "x509", type))) for (const file of await namesIn(join(store, "x509", type, name))) {
		if (lines.length === CERTIFICATES) throw new SealiftError("trust_store_invalid", `trust store ${store}: it has over ${CERTIFICATES} files`);
		const digest = await digestInside(store, [
			"x509",
			type,
			name,
			file
		], context);
		if (digest) lines.push(`${JSON.stringify([
			type,
			name,
			file
		])} ${digest}\n`);
	}
	return digestOf(Buffer.from(lines.join("")));
}
const texts = (value) => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
/** Policy and store of notation's own folder, which count where nobody names any; `undefined` where there are none. */
async function ownTrust({ env }) {
	try {
		return await notationTrust({
			env,
			platform: process.platform,
			home: homeFolder()
		});
	} catch (thrown) {
		if (thrown instanceof SealiftError) return void 0;
		throw thrown;
	}
}
/** The digest of a file that an option names, or of its content; `undefined` where it cannot be read, which whoever judges says. */
async function digestGiven(value) {
	try {
		return digestOf(await contentOf(value, LIMIT$1, "file that says whose signatures count"));
	} catch (thrown) {
		if (thrown instanceof SealiftError) return void 0;
		throw thrown;
	}
}
const sorted = (digests) => [...new Set(digests)].filter((one) => one !== void 0).toSorted();
/** The digests of the policies and trust stores by which entries are judged: those that they name, else those of the run. */
async function digestFiles(folder, entries, context, run = { env: {} }) {
	const settings = [...new Set(entries.map((entry) => entry.settings))];
	const named = (option) => settings.flatMap((one) => texts(one[option]));
	const values = run.values;
	const inside = [...new Set(POLICIES.flatMap(named))];
	const given = POLICIES.flatMap((option) => texts(values?.[option]));
	const stores = /* @__PURE__ */ new Set([...named("trustStore"), ...texts(values?.trustStore)]);
	const isJudged = settings.some((one) => one.trustPolicy === void 0 && one.trustedRoot === void 0);
	const isGiven = values?.trustPolicy !== void 0 || values?.trustedRoot !== void 0;
	const own = values && isJudged && !isGiven ? await ownTrust(run) : void 0;
	if (own) stores.add(own.store);
	const policies = [];
	for (const path of inside) policies.push(await digestInside(folder, relative(folder, path).split(sep), context));
	for (const one of [...given, ...own ? [own.policy] : []]) policies.push(await digestGiven(one));
	const trustStores = [];
	for (const store of stores) trustStores.push(await digestOfStore(store, context));
	return {
		policies: sorted(policies),
		trustStores: sorted(trustStores)
	};
}

// src/planning/destination-conflicts.ts
const fault = (at, message, hint) => ({
	code: "destination_conflict",
	at,
	message,
	hint
});
/** The repositories that an entry writes to. */
const destinationsOf$2 = ({ to }) => to.map((template) => splitTemplate(template).repository);
/** The way from `repository` back to its sources, at most `most` steps, and until it comes round. */
function backwards(repository, writers, most = 20) {
	const way = [repository];
	while (way.length <= most) {
		const before = writers.get(way.at(-1))?.from;
		if (before === void 0) return way;
		way.push(before);
		if (before === repository) return way;
	}
	return way;
}
/**
* Repositories that would be written from two sources, and those that are read and written, so that what is promoted depends on which
* comes first. The file alone tells: templates have no `{tag}` in a repository.
*/
function destinationConflicts(entries) {
	const faults = [];
	const writers = /* @__PURE__ */ new Map();
	for (const entry of entries) for (const repository of destinationsOf$2(entry)) {
		const other = writers.get(repository);
		if (!other) writers.set(repository, entry);
		else if (other.from !== entry.from) faults.push(fault(entry.at, `${repository} would be written from ${entry.from}, and from ${other.from} (${other.at})`, "Give each source a destination of its own, such as one with {repository} in place of {name}."));
	}
	const readers = new Map(entries.map((entry) => [entry.from, entry]));
	for (const [repository, entry] of writers) {
		const reader = readers.get(repository);
		if (!reader) continue;
		const way = backwards(repository, writers);
		const isCycle = way.length > 1 && way.at(-1) === repository;
		faults.push(fault(entry.at, isCycle ? `${repository} is promoted to itself: ${way.toReversed().join(" to ")}` : `${repository} is written to, and is the source of another entry (${reader.at})`, "Promote step by step, with a file for each step; one run reads no repository that it writes to."));
	}
	return faults;
}

// src/planning/document/read-image-list.ts
/** Reads a file of images under what the promotions file says of it. What is wrong is noted in `reading`. */
function readImageList({ prefixes, to, allowEmpty, settings }, reading) {
	const root = parseYaml(reading);
	const images = root && IMAGE_LIST.read(root, reading)?.images;
	if (!images) return [];
	if (images.value.length === 0 && !allowEmpty) reading.fault(images.offset, "no image is named", "Name one, or write allow-empty: true beside the files.");
	return images.value.flatMap(({ value: { from, tags, digests }, offset }) => {
		if (!from) return [];
		if (!prefixes.some((prefix) => isUnder(from.value, prefix))) {
			reading.fault(from.offset, `${from.value} is not under ${prefixes.join(" or ")}`, "Name a repository that this list may name, or have its prefix added to `from` in the promotions file.");
			return [];
		}
		const choice = {
			...tags && { tags },
			...digests && { digests }
		};
		return entryOf({
			offset,
			from: from.value,
			to,
			allowEmpty,
			settings,
			...choice
		}, reading) ?? [];
	});
}

// src/planning/settings-key.ts
/** A text that is equal for settings that say the same, in whatever order. */
function settingsKey(settings) {
	return JSON.stringify(Object.entries(settings).toSorted(([one], [other]) => compareTexts(one, other)));
}

// src/planning/tag-conflict.ts
/** The most conflicts that one error names. */
const SHOWN$1 = 8;
/** An image with the place of its entry. */
const placedName = ({ entry, tag, digest }) => `${entry.from}${digest === void 0 ? `:${tag}` : `@${digest}`} (${entry.at})`;
/** The error of tags that two images of a run would write; each conflict names both. */
function tagConflict(conflicts) {
	const more = conflicts.length - SHOWN$1;
	const message = [...conflicts.slice(0, SHOWN$1), ...more > 0 ? [`${more} more tags`] : []].join("; ");
	return new SealiftError("destination_conflict", message);
}

// src/planning/refuse-selection.ts
const isSame = (a, b) => a.entry.from === b.entry.from && a.tag === b.tag && a.digest === b.digest;
const settingsOf = ({ entry }) => settingsKey(entry.settings);
/**
* The images of all entries, where no two of them write one tag. An image that two entries select for one tag, with equal settings, is
* taken there once; what is promoted by digest writes no tag.
*
* @throws SealiftError `destination_conflict`, which names both.
*/
function refuseSelection(selected) {
	const writers = /* @__PURE__ */ new Map();
	const conflicts = [];
	const kept = selected.map((image) => {
		const destinations = image.destinations.flatMap(({ repository, tags }) => {
			const left = tags.filter((tag) => {
				const name = `${repository}:${tag}`;
				const other = writers.get(name);
				if (!other) writers.set(name, image);
				else if (!isSame(other, image)) conflicts.push(`${name} would get ${placedName(other)} and ${placedName(image)}`);
				else if (settingsOf(other) !== settingsOf(image)) conflicts.push(`${name} would get ${placedName(other)} again with other settings (${image.entry.at})`);
				return !other;
			});
			return left.length > 0 || tags.length === 0 ? [{
				repository,
				tags: left
			}] : [];
		});
		return {
			...image,
			destinations
		};
	});
	if (conflicts.length > 0) throw tagConflict(conflicts);
	return kept.filter(({ destinations }) => destinations.length > 0);
}

// src/planning/selection/tag-version.ts
/**
* One to three numbers, a `v` in front, a prerelease behind (semver.org, 9). A number may begin with a zero, as in `24.04`. A tag
* cannot hold a `+` (distribution-spec, "Pulling manifests"), so no version has build metadata.
*/
const VERSION = /^v?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(-[0-9A-Za-z.-]+)?$/;
/** Reads the text as a version; `undefined` where it is none. */
function tagVersion(text) {
	const found = VERSION.exec(text);
	if (!found) return void 0;
	const written = found.slice(1, 4).filter((one) => one !== void 0);
	const [major, minor = 0, patch = 0] = written.map(Number);
	const version = (0, import_semver.parse)(`${major}.${minor}.${patch}${found[4] ?? ""}`);
	return version === null ? void 0 : {
		version,
		numbers: written.length
	};
}
/** Older versions first; of one version the tag that says it less exactly, so that `1.4.0` counts as newer than `1.4`. */
function compareVersions(a, b) {
	return (0, import_semver.compare)(a.version, b.version) || a.numbers - b.numbers;
}

// src/planning/selection/select-tags.ts
function compiled(text) {
	const pattern = compilePattern(text);
	if ("wrong" in pattern) throw new SealiftError("promotions_invalid", `the pattern of a rule is none: ${pattern.wrong}`);
	return pattern;
}
function byVersion(a, b) {
	return compareVersions(a.found, b.found) || (a.tag < b.tag ? 1 : -1);
}
/**
* The tags that all rules leave, in the order of their names. Where a rule is about versions (`semver`, `latest`), tags that are none
* are left out, and so are prereleases, unless the range names one of the same version (semver of npm, "Prerelease Tags").
*/
function selectTags({ semver, allow, deny = [], extract, latest }, tags) {
	const [allowed, denied] = [allow?.map(compiled), deny.map(compiled)];
	const named = [...new Set(tags)].filter((tag) => !isReservedTag(tag) && (allowed === void 0 || allowed.some((one) => one.finds(tag))) && !denied.some((one) => one.finds(tag)));
	if (semver === void 0 && latest === void 0) return named.toSorted();
	const group = extract === void 0 ? void 0 : compiled(extract);
	const range = semver === void 0 ? void 0 : new import_semver.Range(semver);
	const versions = named.map((tag) => ({
		tag,
		found: tagVersion((group ? group.extract(tag) : tag) ?? "")
	})).filter((one) => one.found !== void 0).filter(({ found: { version } }) => range ? (0, import_semver.satisfies)(version, range) : version.prerelease.length === 0);
	return (latest === void 0 ? versions : versions.toSorted(byVersion).slice(-latest)).map(({ tag }) => tag).toSorted();
}

// src/planning/select-images.ts
const HINT = "Correct the template, or leave the tag out with a rule under `deny`.";
/** The tags that the template of a destination gives for the tags of an image. */
function tagsAt(entry, template, tags) {
	const written = splitTemplate(template).tags;
	if (written.length === 0) return tags;
	const values = valuesOf(parseRepository(entry.from));
	const given = written.flatMap((one) => one.includes("{tag}") ? tags.map((tag) => expand(one, {
		...values,
		tag
	})) : [expand(one, values)]);
	const wrong = given.find((tag) => !isTag(tag));
	if (wrong !== void 0) {
		const message = `${entry.at}: of ${entry.from} the template ${quotable(template)} gives the tag "${quotable(wrong, 160)}", which is none`;
		throw new SealiftError("promotions_invalid", message, { hint: HINT });
	}
	return [...new Set(given)].toSorted();
}
/** The destinations of an image, each repository once. */
function destinationsOf$1(entry, tags) {
	const values = valuesOf(parseRepository(entry.from));
	const found = /* @__PURE__ */ new Map();
	for (const template of entry.to) {
		const repository = expand(splitTemplate(template).repository, values);
		const all = [...found.get(repository) ?? [], ...tagsAt(entry, template, tags)];
		found.set(repository, [...new Set(all)].toSorted());
	}
	return [...found].map(([repository, all]) => ({
		repository,
		tags: all
	}));
}
/**
* The images that an entry selects, and where each goes.
*
* @param tags all tags of the repository; only rules look at them.
* @throws SealiftError `selection_empty` where the rules leave no tag and the entry does not allow that; `promotions_invalid` for a
*   destination tag that is none.
*/
function selectImages(entry, tags) {
	const { choice } = entry;
	if (choice.kind === "digests") return [...choice.digests].map(([digest, under]) => ({
		entry,
		digest,
		destinations: destinationsOf$1(entry, under)
	}));
	const selected = choice.kind === "tags" ? choice.tags : selectTags(choice.rules, tags);
	if (selected.length === 0 && !entry.allowEmpty) throw new SealiftError("selection_empty", `${entry.at}: none of the ${tags.length} tags of ${entry.from} is selected`);
	return selected.map((tag) => ({
		entry,
		tag,
		destinations: destinationsOf$1(entry, [tag])
	}));
}

// src/compose/promotions/wrong-part.ts
/** Kubernetes' volumes of ConfigMaps, secrets and projections are made of links (AtomicWriter), except for mounts by `subPath`. */
const MOUNTED = "What Kubernetes mounts of a ConfigMap or a secret consists of links: copy it first (`cp -rL MOUNTED work`), or mount each file by subPath.";
/** The first part of a path that is not what it has to be: a folder on the way, and `kind` at its end. A link is neither, since it may lead anywhere. */
async function wrongPart(folder, names, kind) {
	for (let depth = 1; depth <= names.length; depth += 1) {
		const wanted = depth === names.length ? kind : "folder";
		const found = await entryKind(join(folder, ...names.slice(0, depth)));
		if (found === wanted) continue;
		const shown = quotable(names.slice(0, depth).join("/"));
		const hint = "Paths begin at the folder of the promotions file, and have no links in them.";
		if (found === void 0) return {
			isMissing: true,
			message: `there is no ${wanted} ${shown}`,
			hint
		};
		return {
			isMissing: false,
			message: `${shown} is a ${found}, not a ${wanted}`,
			hint: found === "link" ? `${hint} ${MOUNTED}` : hint
		};
	}
}

// src/compose/promotions/check-paths.ts
/** Notes the paths of a file that lead to nothing, and those with a link in them. */
async function checkPaths(folder, reading) {
	for (const { kind, names, offset } of reading.paths) {
		const wrong = await wrongPart(folder, names, kind);
		if (wrong) reading.fault(offset, wrong.message, wrong.hint);
	}
}

// src/compose/promotions/find-lists.ts
/** What a folder holds beyond these is not looked at. */
const ENTRIES$1 = 1e4;
const REMEDY = "Correct the path, or write allow-empty: true beside it where there may be none yet.";
/** The files of a list, each by its parts from `folder` on, sorted and each once. A path that leads to none is a fault. */
async function findLists(folder, { files, allowEmpty }, reading) {
	const found = /* @__PURE__ */ new Set();
	for (const { value: path, offset } of files) {
		const names = path.split("/");
		const [last, inside] = [names.at(-1), names.slice(0, -1)];
		if (!/[*?]/.test(last)) {
			found.add(path);
			continue;
		}
		const wrong = await wrongPart(folder, inside, "folder");
		const entries = wrong ? [] : await folderEntries(join(folder, ...inside));
		if (entries.length > ENTRIES$1) reading.fault(offset, `${quotable(path)} is in a folder of over ${ENTRIES$1} files`, "Put the lists into a folder of their own.");
		const fitting = entries.filter(({ name }) => !name.startsWith(".") && matchesTag(last, name));
		if (wrong && !wrong.isMissing) reading.fault(offset, wrong.message, wrong.hint);
		else if (fitting.length === 0 && !allowEmpty) reading.fault(offset, `no file is called ${quotable(path)}`, REMEDY);
		for (const { name } of fitting) found.add([...inside, name].join("/"));
	}
	return [...found].toSorted().map((path) => path.split("/"));
}

// src/compose/promotions/read-inside.ts
/** The most bytes of a promotions file or a list. */
const LIMIT = 1048576;
/**
* The bytes of a promotions file or a list, by its parts from `folder` on; no part may be a link.
*
* @returns in words what is wrong where it cannot be taken.
* @throws SealiftError with the code of `context` for links; `denied`, `file_unreadable`.
*/
async function readInside(folder, names, context) {
	const file = await openInside(folder, names, context);
	if (!file) return "there is no such file";
	return await file.bytes(LIMIT) ?? "it has over 1 MiB";
}

// src/compose/promotions/entry-words.ts
/** Makes of the flags in a message the members that an entry has: `--platform` is `platforms`, and `--expiry` is `sign.expiry` where it signs. */
function entryWords({ sign, record }) {
	const ofSign = sign === true ? Object.keys(SIGN_MEMBERS) : [];
	const ofRecord = record === true ? Object.keys(RECORD_MEMBERS) : [];
	const inside = Object.fromEntries([...ofSign.map((name) => [name, `sign.${name}`]), ...ofRecord.map((name) => [`record-${name}`, `record.${name}`])]);
	return (text) => settingWords(text, [], inside);
}

// src/compose/promotions/setting-faults.ts
/** What is wrong with the values of settings, as the table of options says of the same words on a command line. */
function settingFaults(entries, { secrets, env }) {
	const faults = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	for (const { settings, at } of entries) {
		if (seen.has(settings)) continue;
		seen.add(settings);
		addGivenSecrets(secrets, settings, env);
		const words = entryWords(settings);
		for (const [name, value] of Object.entries(settings)) {
			const problems = new Problems();
			readOptions("promote", { [name]: value }, problems);
			try {
				problems.throwIfAny();
			} catch (thrown) {
				const { message, hint } = asSealiftError(thrown);
				if (!faults.has(message)) faults.set(message, {
					code: "promotions_invalid",
					at,
					message: words(message),
					hint: words(hint)
				});
			}
		}
	}
	return [...faults.values()];
}

// src/compose/promotions/load-promotions.ts
/** The most faults that one error tells of. */
const SHOWN = 50;
/** The most entries, which are kept in memory until the run ends. */
const ENTRIES = 2e5;
/** What a promotions file may use of the environment: variables that no secret of this run is in. */
function surroundingsOf(folder, { env, secrets, plainHttp }) {
	return {
		folder,
		plainHttp,
		suggest,
		variable(name) {
			const value = Object.hasOwn(env, name) ? env[name] : void 0;
			if (value === void 0 || value === "") return { refused: `${name} is not set` };
			return secrets.hide(value, "peer") === value ? { value } : { refused: `the value of ${name} is a secret of this run` };
		}
	};
}
function throwFaults(faults) {
	const problems = new Problems();
	for (const { code, at, message, hint } of faults) problems.add(code, `${at}: ${message}`, hint);
	problems.throwIfAny(SHOWN);
}
/** Conflicts that need no registry: entries whose rules look at tags are left for when these are known. */
function refuseKnown(entries) {
	const known = entries.filter(({ choice }) => choice.kind !== "rules");
	refuseSelection(known.flatMap((entry) => selectImages(entry, [])));
}
/**
* Reads a promotions file with its lists, whole. Nothing is contacted for it, no key is opened and no program started.
*
* @param path as the user named it; it stands in front of the line of each fault.
* @throws SealiftError `promotions_invalid`, `destination_conflict` with every fault that was found; `file_not_found`,
*   `file_unreadable`, `denied`.
*/
async function loadPromotions(path, current) {
	const folder = dirname(resolve(path));
	const shown = quotable(path, 600);
	const context = {
		code: "promotions_invalid",
		what: `promotions file ${shown}`,
		hint: `Name a regular file; neither it nor what it names may be a link, also not by a folder on the way. ${MOUNTED}`
	};
	const bytes = await readInside(folder, [basename(path)], context);
	if (typeof bytes === "string") {
		if (await entryKind(resolve(path)) !== void 0) throw new SealiftError("promotions_invalid", `promotions file ${shown}: ${bytes}`, { hint: "Split it: many images belong into files under `lists`." });
		throw new SealiftError("file_not_found", `there is no promotions file at ${shown}`, { needs: {
			kind: "file",
			path: shown
		} });
	}
	const surroundings = surroundingsOf(folder, current);
	const reading = new Reading(shown, userText(bytes, context), surroundings);
	const document = readDocument(reading);
	const entries = [...document.entries];
	const listDigests = [];
	const faults = [];
	for (const list of document.lists) for (const names of await findLists(folder, list, reading)) {
		const name = quotable(join(dirname(path), ...names), 600);
		const what = {
			...context,
			what: `list ${name}`
		};
		const content = await readInside(folder, names, what);
		if (typeof content === "string") {
			faults.push({
				code: "promotions_invalid",
				at: name,
				message: content,
				hint: "Correct the path, or split the list."
			});
			continue;
		}
		listDigests.push(digestOf(content));
		const images = new Reading(name, userText(content, what), surroundings);
		for (const entry of readImageList(list, images)) entries.push(entry);
		faults.push(...images.faults);
		if (entries.length > ENTRIES) throw new SealiftError("promotions_invalid", `promotions file ${shown}: it and its lists have over ${ENTRIES} entries`, { hint: "Split it into several promotions files, and run each for itself." });
	}
	await checkPaths(folder, reading);
	throwFaults([
		...reading.faults,
		...faults,
		...settingFaults(entries, current)
	]);
	throwFaults(destinationConflicts(entries));
	refuseKnown(entries);
	const digests = await digestFiles(folder, entries, context, current);
	return {
		entries,
		registries: document.registries,
		digests: {
			promotions: digestOf(bytes),
			lists: [...new Set(listDigests)].toSorted(),
			...digests
		}
	};
}

// src/compose/promotions/in-setting-words.ts
const WHERE = "Settings stand in the entry of the promotions file, or at its top.";
/**
* Remedies of a run whose settings stand in a promotions file: a flag would hold for each of its entries, and is refused where one of
* them says the same.
*
* @param given the flags of the command line.
*/
function inSettingWords(listener, given) {
	const words = (text) => settingWords(text, given);
	const error = (own) => {
		const hint = words(own.hint);
		return {
			...own,
			message: words(own.message),
			hint: hint === own.hint ? hint : `${hint} ${WHERE}`
		};
	};
	const inWords = (result) => result.error === null ? result : {
		...result,
		error: error(result.error)
	};
	return {
		reporter: {
			progress: (event) => listener.progress(event.type === "notice" ? {
				...event,
				message: words(event.message)
			} : event),
			warning: (message) => listener.warning(words(message))
		},
		image: (image) => ({
			...inWords(image),
			platforms: image.platforms.map(inWords),
			destinations: image.destinations.map(inWords),
			...image.signaturesTo ? { signaturesTo: inWords(image.signaturesTo) } : {}
		})
	};
}

// src/compose/promotions/limit-registries.ts
/**
* Holds a run to the budgets of its promotions file. What a registry sends on to another host, such as its token service or the
* storage of its blobs, does not count there.
*/
function limitRegistries(http, budgets) {
	for (const [registry, budget] of budgets) http.limit?.(apiHost(registry), {
		registry,
		...budget
	});
}

// src/planning/entry-destinations.ts
/** The repositories that an entry goes to, as `REGISTRY/REPOSITORY`, which its templates tell without any tag. */
function entryDestinations({ from, to }) {
	const values = valuesOf(parseRepository(from));
	return [...new Set(to.map((template) => expand(splitTemplate(template).repository, values)))];
}

// src/planning/shared-texts.ts
/** Keeps equal texts once: the promotions of a plan name few repositories, signers and types, and each of them thousands of times. */
var SharedTexts = class {
	#known = /* @__PURE__ */ new Map();
	#once(key, value) {
		if (!this.#known.has(key)) this.#known.set(key, value);
		return this.#known.get(key);
	}
	/** The promotion with all that may be equal in others taken from those. */
	in(entry) {
		const { destination, source, signers, attachments } = entry;
		const text = (one) => this.#once(one, one);
		const list = (kind, rows) => this.#once(`${kind} ${JSON.stringify(rows)}`, rows);
		return {
			...entry,
			destination: text(destination),
			source: {
				...source,
				repository: text(source.repository)
			},
			signers: list("signers", signers),
			attachments: list("attachments", attachments)
		};
	}
};

// src/compose/promotions/place-of.ts
/** A repository of a promotions file, as it is opened. */
function placeOf$1(repository, { plainHttp }) {
	return parseDestination(repository, plainHttp);
}
/** A repository of a promotions file in its one spelling, in which the default port is left out. */
function placeName(repository, run) {
	return formatPlace(placeOf$1(repository, run));
}

// src/compose/promotions/places-left.ts
/** Counts the images that are left of each repository, and closes one that no image is left of. */
var PlacesLeft = class {
	#left = /* @__PURE__ */ new Map();
	#prepared;
	constructor(prepared, all) {
		this.#prepared = prepared;
		for (const places of all) for (const place of places) this.#add(place, 1);
	}
	#add(place, count) {
		const name = formatPlace(place);
		const left = (this.#left.get(name) ?? 0) + count;
		this.#left.set(name, left);
		return left;
	}
	async leave(places) {
		const { stores, sources } = this.#prepared;
		for (const place of places) {
			if (this.#add(place, -1) > 0) continue;
			for (const store of await stores.of(place)) sources.forget(store);
			await stores.close(place);
		}
	}
};

// src/compose/promotions/as-planned.ts
function outdated(name, { action, previous }, now, to) {
	const before = previous === null ? "was not there" : `was at ${previous}`;
	const message = `${name} ${now === void 0 ? "is not there" : `is at ${now}`}; when it was planned it ${before}, and it was to ${action === "keep" ? "stay there" : `be at ${to}`}. It was left alone`;
	return new SealiftError("plan_outdated", message);
}
/**
* A destination as a plan has it. A tag that is neither where it was when it was planned nor at the digest that was planned is a
* destination of its own, which fails; the others go on, and are not asked for again.
*/
async function asPlanned({ place }, planned, digest, store, signal) {
	const name = formatPlace(place);
	const found = await Promise.all(planned.map(async (one) => [one, await store.resolve({ tag: one.tag }, signal)]));
	const there = /* @__PURE__ */ new Map();
	const failed = [];
	for (const [one, now] of found) {
		const { tag, previous } = one;
		if ([previous, digest].includes(now?.digest ?? null)) {
			there.set(tag, now);
			continue;
		}
		const alone = {
			...place,
			tags: [tag]
		};
		const error = outdated(`${name}:${tag}`, one, now?.digest, digest);
		failed.push({
			text: formatDestination(alone),
			place: alone,
			error
		});
	}
	if (there.size === 0) return failed;
	const left = {
		...place,
		tags: [...there.keys()]
	};
	return [{
		text: formatDestination(left),
		place: left,
		there
	}, ...failed];
}

// src/compose/promotions/promote-selected.ts
/** The reference of a selected image, with its tag and with the digest that a plan pinned. */
function sourceOf({ entry, tag, digest }, { plainHttp }) {
	const named = `${tag === void 0 ? "" : `:${tag}`}${digest === void 0 ? "" : `@${digest}`}`;
	return imageOf(`${entry.from}${named}`, plainHttp);
}
/** A destination with its tags; without any the image goes there by its digest, which a selected image then has. */
function placeOf({ repository, tags }, image, { plainHttp }) {
	const { digest } = image.reference;
	const named = {
		...parseDestination(repository, plainHttp),
		tags,
		...tags.length > 0 || digest === void 0 ? {} : { digest }
	};
	return {
		text: formatDestination(named),
		place: named
	};
}
/** The destinations of a selected image. */
function destinationsOf(selected, current) {
	const image = sourceOf(selected, current);
	return selected.destinations.map((one) => placeOf(one, image, current));
}
/**
* Promotes one image of a promotions file to all of its destinations, or says what that would do. Never rejects for what fails.
* What it has read of the image goes with it, since there may be thousands.
*/
async function promoteSelected(current, prepared, selected, { dryRun, root, kept, narrow, planned }) {
	const { run, envelopes, signer, recorder, ...promotion } = prepared.of(selected.entry);
	const { open, sources, shared } = prepared;
	const image = sourceOf(selected, current);
	const written = selected.destinations.map(async (one) => {
		const place = placeOf(one, image, current);
		if (!planned || one.tags.length === 0) return [place];
		try {
			const tags = planned.get(one.repository);
			if (!tags || !root) throw new SealiftError("internal", `${place.text} is not in the plan`);
			const store = await open(place.place, "create", image.reference);
			return await asPlanned(place, tags, root.digest, store, current.signal);
		} catch (thrown) {
			return [{
				...place,
				error: asSealiftError(thrown)
			}];
		}
	});
	const destinations = (await Promise.all(written)).flat();
	const views = createViews({
		signal: current.signal,
		kept,
		...narrow ? { narrow } : {}
	});
	const session = {
		...prepared.session,
		...views,
		envelopes
	};
	const believed = (store) => sources.of(store);
	return promoteOne({
		...run,
		values: {
			...run.values,
			dryRun
		}
	}, {
		...promotion,
		image,
		destinations,
		open
	}, {
		sign: signer?.(),
		record: recorder?.()
	}, {
		...shared,
		session,
		believed,
		...root ? { root } : {}
	});
}

// src/compose/promotions/row-budget.ts
/** Rows of each list that every image keeps. */
const FEW = 64;
/** Rows beyond those that the results of a run keep together. */
const MANY = 5e3;
/** Whether a row says what let the image pass, what failed, or what this run made. */
const isTelling = (row) => typeof row === "object" && row !== null && ("error" in row && row.error !== null || "status" in row && row.status === "passed" || "judged" in row && row.judged === "passed" || "action" in row && row.action === "made");
/** A few rows in their order: those that tell something, and the first of the others. */
function few(rows) {
	let others = FEW - Math.min(FEW, rows.filter(isTelling).length);
	return rows.filter((row) => {
		if (isTelling(row)) return true;
		others -= 1;
		return others >= 0;
	}).slice(0, FEW);
}
/** The image with what `ofList` makes of each of its lists whose length a registry decides. */
function withRows(image, ofList) {
	const { platforms, signatures, attachments, leftBehind, destinations, signaturesTo } = image;
	const to = signaturesTo && {
		...signaturesTo,
		attachments: {
			...signaturesTo.attachments,
			missing: ofList(signaturesTo.attachments.missing)
		},
		signed: ofList(signaturesTo.signed)
	};
	return {
		...image,
		platforms: ofList(platforms),
		signatures: ofList(signatures),
		attachments: ofList(attachments),
		leftBehind: ofList(leftBehind),
		destinations: destinations.map((one) => ({
			...one,
			attachments: {
				...one.attachments,
				missing: ofList(one.attachments.missing),
				onlyThere: ofList(one.attachments.onlyThere)
			},
			signed: ofList(one.signed)
		})),
		...to ? { signaturesTo: to } : {}
	};
}
function rowsBeyondFew(image) {
	let count = 0;
	withRows(image, (rows) => {
		count += Math.max(0, rows.length - FEW);
		return rows;
	});
	return count;
}
/**
* Limits the memory of the results of a run with many images: a registry may list ten thousand attachments of each of them. The numbers
* in a result count all of them.
*/
var RowBudget = class {
	#left = MANY;
	#cut = 0;
	/** The image itself, or with a few rows of each list alone where the others of the run have taken what there is for more. */
	kept(image) {
		const rows = rowsBeyondFew(image);
		if (rows <= this.#left) {
			this.#left -= rows;
			return image;
		}
		this.#cut += 1;
		return withRows(image, few);
	}
	/** What a user has to know; `undefined` where all rows are kept. */
	get warning() {
		if (this.#cut === 0) return void 0;
		return `${this.#cut === 1 ? "one image has" : `${this.#cut} images have`} more attachments than a result of many images names: ${FEW} of each list are in it, and \`sealift list\` shows all`;
	}
};

// src/compose/promotions/promote-each.ts
/** The most images that are asked about at the same time. Fewer of them are copied, see `prepared-entries.ts`. */
const AT_ONCE$1 = 32;
/** Milliseconds that an image has to end after its run was ended; with them all results are there before that gives up on them. */
const GRACE_PERIOD = 250;
/** The repositories that an image is read from, and those that it and its signatures are written to. */
function placesOf(selected, prepared, current) {
	const { plainHttp } = current;
	const { from, to } = prepared.of(selected.entry).signatures;
	const destinations = selected.destinations.map(({ repository }) => parseDestination(repository, plainHttp));
	return {
		from: [sourceOf(selected, current).reference, ...from],
		to: [...destinations, ...to ? [to] : []]
	};
}
/** Images that share a repository, and then layers, follow each other. */
function order(images) {
	const keyOf = ({ entry, destinations }) => `${destinations[0]?.repository ?? ""} ${entry.from}`;
	return images.map((image, at) => ({
		key: keyOf(image),
		at
	})).toSorted((a, b) => compareTexts(a.key, b.key) || a.at - b.at).map(({ at }) => at);
}
/**
* The descriptor of an image at its source. Of a planned one the digest is pinned: where its tag has moved since, that is said, and the
* digest is asked for.
*/
async function resolved(selected, current, { open, sources }) {
	const { text, reference, name } = sourceOf(selected, current);
	const { store } = sources.of(await open(reference, "read"));
	const { tag, digest } = selected;
	if (tag === void 0 || digest === void 0) return resolveArtifact(store, name, current.signal);
	const now = await store.resolve({ tag }, current.signal);
	if (now?.digest === digest) return now;
	const where = now ? `is at ${now.digest} by now` : "is not there any more";
	current.reporter.warning(`${text}: the tag ${where}; the digest that was planned is promoted`);
	return resolveArtifact(store, { digest }, current.signal);
}
/**
* Promotes the images of a promotions file, or says what that would do. Each has its result, in the order of `images`; what one of them
* fails with stops no other. Images with one digest at one repository, or whose signatures go to one, take turns: the later one finds
* what the first one has written. Many images are worked on at the same time, and each of those that are too large for that alone,
* when the others are done: so the memory of the run is that of one large image.
*/
async function promoteEach(current, prepared, images, { dryRun, plannedTags = () => void 0, onDone = () => {}, forgets = false }) {
	const { signal } = current;
	const everywhere = (one) => Object.values(placesOf(one, prepared, current)).flat();
	const places = new PlacesLeft(prepared, images.map(everywhere));
	const turns = new Turns();
	/** @param narrow `undefined` where no other image is worked on. */
	const one = async (selected, narrow) => {
		const work = async () => {
			const { to } = placesOf(selected, prepared, current);
			const root = await resolved(selected, current, prepared);
			const keys = to.map((place) => `${root.digest} ${formatPlace(place)}`);
			const options = {
				dryRun,
				root,
				kept: keptBy(narrow ? Math.min(AT_ONCE$1, images.length) : 1),
				planned: plannedTags(selected),
				...narrow ? { narrow } : {}
			};
			return turns.take(keys, () => promoteSelected(current, prepared, selected, options));
		};
		try {
			signal.throwIfAborted();
			return await inTime(work(), signal, current.clock, GRACE_PERIOD);
		} catch (thrown) {
			const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
			return failedImage(sourceOf(selected, current).text, error);
		}
	};
	const results = [];
	const budget = new RowBudget();
	const end = async (at, result) => {
		const selected = images[at];
		if (!signal.aborted) await places.leave(everywhere(selected));
		if (!forgets) results[at] = budget.kept(result);
		onDone(selected, result, at);
	};
	const limit = pLimit(AT_ONCE$1);
	const large = [];
	await Promise.all(order(images).map((at) => limit(async () => {
		const narrow = new Narrow();
		const result = await one(images[at], narrow);
		if (narrow.isExceeded && result.status === "failed") large.push(at);
		else await end(at, result);
	})));
	for (const at of large) await end(at, await one(images[at], void 0));
	if (budget.warning !== void 0) current.reporter.warning(budget.warning);
	return results;
}

// src/oci/copy/standing-blobs.ts
/** Digests that are remembered of all repositories together. Beyond that the run forgets them, and asks again. */
const KEPT = 2e5;
const registryOf = (repository) => repository.slice(0, repository.indexOf("/"));
/**
* What a run knows of the repositories that it writes many images to: the blobs that it wrote or found there, and those that are being
* written. Images that share a layer then read and write it once, and another repository of the registry can mount it.
*/
var StandingBlobs = class {
	#kept;
	#count = 0;
	/** By repository. */
	#standing = /* @__PURE__ */ new Map();
	/** A repository that has the blob, by registry and digest. */
	#somewhere = /* @__PURE__ */ new Map();
	/** Who is writing a blob to any repository of a registry, by registry and digest. */
	#writing = /* @__PURE__ */ new Map();
	#empty = /* @__PURE__ */ new Map();
	#looked = /* @__PURE__ */ new Set();
	constructor(kept = KEPT) {
		this.#kept = kept;
	}
	has(repository, digest) {
		return this.#standing.get(repository)?.has(digest) ?? false;
	}
	note(repository, digest) {
		if (this.#count >= this.#kept) {
			this.#standing.clear();
			this.#somewhere.clear();
			this.#count = 0;
		}
		const own = this.#standing.get(repository) ?? /* @__PURE__ */ new Set();
		this.#standing.set(repository, own);
		this.#count += own.has(digest) ? 0 : 1;
		own.add(digest);
		this.#somewhere.set(`${registryOf(repository)} ${digest}`, repository);
	}
	/** Forgets a repository of which a registry says that something is not there after all. */
	forget(repository) {
		this.#count -= this.#standing.get(repository)?.size ?? 0;
		this.#standing.delete(repository);
	}
	/** Another repository of the same registry that has the blob. */
	sibling(repository, digest) {
		const other = this.#somewhere.get(`${registryOf(repository)} ${digest}`);
		return other !== void 0 && other !== repository && this.has(other, digest) ? other : void 0;
	}
	/**
	* Waits while somebody else writes the blob to a repository of this registry, then runs `work` as the one who writes it.
	*
	* @param onWait is called before each wait.
	* @returns `false` where the blob stands meanwhile, and `work` was not run.
	*/
	async write(repository, digest, { work, onWait }, signal) {
		const key = `${registryOf(repository)} ${digest}`;
		for (let other = this.#writing.get(key); other; other = this.#writing.get(key)) {
			onWait();
			await abortable(other, signal);
			if (this.has(repository, digest)) return false;
		}
		const { promise, resolve } = Promise.withResolvers();
		this.#writing.set(key, promise);
		try {
			await work();
			this.note(repository, digest);
			return true;
		} finally {
			this.#writing.delete(key);
			resolve();
		}
	}
	/**
	* Whether a repository was empty when the run came to it, so that it has what the run itself wrote. It is asked once.
	*
	* @param ask may be asked again where it fails.
	*/
	wasEmpty(repository, ask) {
		const known = this.#empty.get(repository);
		if (known) return known;
		const asked = ask();
		this.#empty.set(repository, asked);
		asked.catch(() => this.#empty.delete(repository));
		return asked;
	}
	/** Whether no image with this digest was looked for there before; `false` too once there were too many to know. */
	isFirst(repository, digest) {
		const key = `${repository} ${digest}`;
		if (this.#looked.has(key) || this.#looked.size >= this.#kept) return false;
		this.#looked.add(key);
		return true;
	}
};

// src/compose/promotions/entry-run.ts
/**
* The run of the entries that have these settings: that of the command, with what they say in the place of its options. The table of
* options reads both, so that a word means in a file what it means as a flag.
*/
function entryRun(current, settings) {
	addGivenSecrets(current.secrets, settings, current.env);
	const read = readOptions("promote", settings, current.problems);
	const ofCommand = new Map(Object.entries(current.values));
	const values = Object.entries(read).map(([name, value]) => [name, settings[name] === void 0 ? ofCommand.get(name) ?? value : value]);
	return {
		...current,
		values: Object.fromEntries(values)
	};
}

// src/compose/promotions/placed-problem.ts
/** A problem of settings, with the entry that has them. Of an entry without settings all but missing trust is said on the command line. */
function placedProblem(problem, { at, settings }) {
	const { code, message, hint, needs } = problem;
	if (Object.keys(settings).length === 0 && code !== "trust_missing") return problem;
	const words = entryWords(settings);
	return new SealiftError(code, `${at}: ${words(message)}`, {
		hint: words(hint),
		needs,
		cause: problem
	});
}

// src/compose/unopened-signing.ts
/**
* What is known of the signatures of `promote --sign`, or of its records, without the key: neither a file nor a plugin that it names is opened, since who
* may edit a promotions file for a plan is not who may use the key. A service that makes whole envelopes is told apart by its
* address, for which nobody is contacted.
*/
async function unopenedSigning(run, revocation, use) {
	const { values, problems, clock } = run;
	const { key, certificateChain, signatureFormat } = values;
	const provider = key && !isContent(key) ? providerOf(key) : void 0;
	if (provider?.makesEnvelopes !== void 0) return signingOf(run, revocation, use);
	refuseWithoutChain(run, provider, use);
	const timestamper = await timestampingOf(run, revocation);
	const chain = certificateChain && await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT));
	if (chain) await problems.try(() => checkChainRules(chain, clock.now()));
	const unasked = new EnvelopeMaker({
		kind: "key",
		mediaType: ENVELOPE_TYPES[signatureFormat],
		isRemote: provider?.remote === "service",
		chain: chain || void 0,
		...timestamper ? { timestamper } : {},
		make: () => Promise.reject(/* @__PURE__ */ new Error("this run makes no signature"))
	});
	return {
		start: () => Promise.resolve(unasked),
		unasked
	};
}

// src/compose/promotions/prepared-entry.ts
const TRUST$1 = [...[
	"trustPolicy",
	"trustStore",
	"trustedRoot",
	"trustedIdentity",
	"trustedTsaRoot"
], ...[
	"scope",
	"require",
	"requireCount",
	"requireIdentity",
	"distrust"
]];
/** The options that say by which key and how a signature is made. */
const SIGNING = [...[
	"sign",
	"key",
	"certificateChain",
	"azureCredential",
	"pluginConfig",
	"signatureFormat"
], ...[
	"timestampUrl",
	"timestampRootCert",
	"requireTimestamp",
	"expiry",
	"crl",
	"userMetadata"
]];
const RECORD = [
	"record",
	"recordKey",
	"recordCertificateChain",
	"recordMaxAge"
];
/**
* Reads what the settings of entries name: trust, demands, revocation lists, and for a run that writes the key. What several settings
* have in common is read once. Every problem is noted.
*
* @param opensKeys `false` for a plan, which opens no key, helper program or plugin that a file names.
*/
async function preparedEntry(run, settings, repositories, { shared, opensKeys }) {
	const { values, signal } = run;
	refuseConflicts(run);
	const signatures = await signaturePlacesOf(values, run);
	const existingTag = existingTagsOf(run, []);
	const scope = scopeOf(run);
	const trustKey = trustOptionsOf(values);
	const trust = values.skipVerification ? void 0 : await shared.once("trust", trustKey, () => {
		const { sources, destinations } = repositories(trustKey);
		return trustOf(run, sources, scope, destinations);
	});
	const revocation = await shared.once("revocation", values.crl, () => revocationOf(run));
	const demands = await demandsOf(run);
	const { platforms } = await platformsOf(run);
	const key = SIGNING.map((name) => values[name]);
	const signing = await shared.once("signing", key, async () => {
		const opened = await ownSigningOf(run, settings, revocation, opensKeys ? signingOf : unopenedSigning);
		if (!opened) return void 0;
		const { start } = opened;
		const asked = lazy(() => prefetch(unrevokedSigner(start, revocation, run)(signal)));
		return {
			envelopes: new EnvelopeCache(signal),
			signer: opensKeys ? asked : () => opened.unasked
		};
	});
	const recorder = await shared.once("recording", [...key, ...RECORD.map((name) => values[name])], async () => {
		const opened = await recordSigningOf(run, settings, [], revocation, opensKeys ? signingOf : unopenedSigning);
		if (!opened) return void 0;
		const asked = lazy(() => prefetch(unrevokedSigner(opened.start, revocation, run)(signal)));
		return opensKeys ? asked : () => opened.unasked;
	});
	return {
		run,
		existingTag,
		signatures,
		trust,
		scope,
		revocation,
		demands,
		platforms,
		envelopes: signing?.envelopes ?? new EnvelopeCache(signal),
		...signing ? { signer: signing.signer } : {},
		...recorder ? { recorder } : {}
	};
}
/** A key for what says whose signatures count. */
function trustOptionsOf(values) {
	return JSON.stringify(TRUST$1.map((name) => values[name] ?? null));
}

// src/compose/promotions/shared-parts.ts
/** What different settings have in common, made once for each. */
var SharedParts = class {
	#made = /* @__PURE__ */ new Map();
	/** @param by what it is made of; equal in JSON for what is the same. */
	once(what, by, make) {
		const key = `${what} ${JSON.stringify(by) ?? ""}`;
		const known = this.#made.get(key);
		if (known) return known;
		const made = make();
		this.#made.set(key, made);
		return made;
	}
};

// src/compose/promotions/prepared-entries.ts
/** The most images whose graphs are in memory at the same time. */
const ROOM = 8;
/** The most pages of the list of tags of a source. */
const PAGES$1 = 100;
/** The places that all entries which write there have for themselves. The signatures of all shards may go to one repository. */
function singleWriters(groups, { plainHttp, values: { shard } }) {
	const places = (isSingle) => {
		const names = groups.flatMap(({ own, run: { values } }) => {
			const { singleWriter, signaturesTo } = values;
			const forSignatures = singleWriter && shard === void 0;
			return [...singleWriter === isSingle ? own.flatMap(entryDestinations) : [], ...signaturesTo !== void 0 && forSignatures === isSingle ? [signaturesTo] : []];
		});
		return new Set(names.map((name) => formatPlace(parseDestination(name, plainHttp))));
	};
	const found = lazy(() => ({
		single: places(true),
		shared: places(false)
	}));
	return (place) => found().single.has(place) && !found().shared.has(place);
}
/**
* Reads all that the entries of a promotions file name, once for equal settings, before anything is contacted.
*
* @throws SealiftError with every problem.
*/
async function preparedEntries(current, { entries }, { opensKeys = false, logins = {} } = {}) {
	const { fromRegistryConfig, toRegistryConfig } = current.values;
	const groups = [...Map.groupBy(entries, ({ settings }) => settingsKey(settings))].map(([key, own]) => {
		const { settings } = own[0];
		const problems = new Problems();
		return {
			key,
			settings,
			own,
			problems,
			run: entryRun({
				...current,
				problems
			}, settings)
		};
	});
	const parts = new SharedParts();
	const repositories = (trustOptions) => {
		const all = groups.filter(({ run }) => trustOptionsOf(run.values) === trustOptions).flatMap(({ own }) => own);
		const named = (texts) => [...new Set(texts)].map((text) => formatPlace(parseDestination(text, current.plainHttp)));
		return {
			sources: named(all.map(({ from }) => from)),
			destinations: named(all.flatMap(entryDestinations))
		};
	};
	const prepared = /* @__PURE__ */ new Map();
	for (const { key, settings, own, problems, run } of groups) {
		prepared.set(key, await preparedEntry(run, settings, repositories, {
			shared: parts,
			opensKeys
		}));
		current.problems.take(problems, (problem) => placedProblem(problem, own[0]));
	}
	const open = await storeOpener(current, {
		read: logins.read ?? fromRegistryConfig,
		write: logins.write ?? toRegistryConfig,
		hasSingleWriter: singleWriters(groups, current)
	});
	current.problems.throwIfAny();
	const stores = new OpenedStores(current, open);
	return {
		stores,
		open: stores.open,
		sources: new BelievedSources(PAGES$1, current.signal),
		shared: {
			standing: new StandingBlobs(),
			buffers: bufferPool(),
			withRoom: pLimit(ROOM)
		},
		session: sessionOf(current),
		of: ({ settings }) => prepared.get(settingsKey(settings))
	};
}

// src/planning/refuse-backups.ts
/**
* Refuses backup tags that another image of the run is promoted to, or that two tags of a repository have in common: whichever comes
* last would overwrite what the other one keeps.
*
* @param backupOf the backup tag of a tag of an image; `undefined` where it has none.
* @throws SealiftError `destination_conflict`.
*/
function refuseBackups(images, backupOf) {
	const tagged = images.flatMap((image) => image.destinations.flatMap(({ repository, tags }) => tags.map((tag) => ({
		image,
		repository,
		tag
	}))));
	const promoted = new Map(tagged.map((one) => [`${one.repository}:${one.tag}`, one]));
	const kept = /* @__PURE__ */ new Map();
	const conflicts = [];
	for (const one of tagged) {
		const { image, repository, tag } = one;
		const backup = backupOf(image, tag);
		if (backup === void 0) continue;
		const name = `${repository}:${backup}`;
		const there = promoted.get(name);
		const twin = kept.get(name);
		kept.set(name, one);
		const what = `${name} would be the backup tag of ${tag}, to which ${placedName(image)} goes`;
		if (there) conflicts.push(`${what}, and gets ${placedName(there.image)}`);
		else if (twin) conflicts.push(`${what}, and of ${twin.tag}, to which ${placedName(twin.image)} goes`);
	}
	if (conflicts.length > 0) throw tagConflict(conflicts);
}

// src/compose/promotions/refuse-backup-tags.ts
/** Refuses, before anything is written, templates of backup tags that do not fit the tags that are selected, of one image and of all. */
async function refuseBackupTags(images, prepared, current) {
	const { problems } = current;
	const backedUp = images.filter(({ entry }) => prepared.of(entry).run.values.backupTag !== void 0);
	for (const selected of backedUp) refuseBackupTag(prepared.of(selected.entry).run.values.backupTag, destinationsOf(selected, current), problems);
	if (problems.any || backedUp.length === 0) return;
	await problems.try(() => refuseBackups(images, ({ entry }, tag) => {
		const { existingTag, run } = prepared.of(entry);
		const { backupTag } = run.values;
		const moves = ruleFor(existingTag, tag).rule === "move";
		return backupTag !== void 0 && moves ? backupTagOf(backupTag, tag) : void 0;
	}));
}

// src/compose/promotions/refuse-said-twice.ts
/** Together they say whose signatures count, so that a part of them beside another part says nothing clear. */
const TRUST = [
	"trust-policy",
	"trust-store",
	"trusted-root",
	"trusted-identity",
	"trusted-tsa-root"
];
/** The options of `promote` that were given, as flags. */
function settingFlags(given) {
	const names = optionsOf("promote").map(({ name }) => name);
	return givenFlags(names, given);
}
/**
* Refuses an option of the command line that an entry of the file says for itself. Else it counts for all entries: nobody has to find
* out which of two policies has judged an image.
*/
function refuseSaidTwice(given, entries, problems) {
	const settings = new Map(entries.map((entry) => [entry.settings, entry]));
	for (const flag of settingFlags(given)) {
		const name = flag.slice(2);
		const isTrust = TRUST.includes(name);
		const same = isTrust ? TRUST : [name];
		for (const [own, { at }] of settings) {
			const said = same.find((one) => own[camelCase$1(one)] !== void 0) ?? (isTrust && own.skipVerification === true ? "skip-verification" : void 0);
			if (said === void 0) continue;
			problems.add("usage", `${flag} is given, and the promotions file says ${said} for an entry (${at})`, "Say it in one of the two places. What stands on the command line counts for every entry.");
			break;
		}
	}
}

// src/compose/promotions/listed-tags-of.ts
/** Pages of one list. */
const PAGES = 100;
/** Characters of the names of one list: some 200,000 tags. */
const NAMES_LIMIT = 4194304;
/**
* The tags that a repository lists, each once. Some registries list digests among them; what is no tag cannot be asked for under its
* name, and is left out.
*
* @throws SealiftError `content_too_large`, or what the list cannot be read for.
*/
async function listedTagsOf(store, signal) {
	const { name } = store;
	if (!canListTags(store)) throw new SealiftError("feature_unsupported", `${name} cannot list its tags`);
	const tags = /* @__PURE__ */ new Set();
	let length = 0;
	for await (const tag of store.tags(signal, PAGES)) {
		length += tag.length;
		if (length > NAMES_LIMIT) throw new SealiftError("content_too_large", `the names of the tags of ${name} have over 4 MiB`, { hint: "Name the tags in the file, in place of rules that select them." });
		if (isTag(tag)) tags.add(tag);
	}
	return [...tags];
}

// src/compose/promotions/selected-images.ts
/** Lists of tags that are read at the same time; each may have 4 MiB of names. */
const AT_ONCE = 4;
/**
* The images that all entries select, in the order of the entries. The list of tags of a repository is read once, and only where rules
* look at it. What cannot be read fails the entries of that repository alone; what is wrong with a selection is noted, of all entries.
*
* @throws SealiftError with every problem.
*/
async function selectedImages(current, { entries }, prepared) {
	const { problems } = current;
	const selected = /* @__PURE__ */ new Map();
	const unread = [];
	const select = async (entry, tags) => {
		selected.set(entry, await problems.try(() => selectImages(entry, tags)) ?? []);
	};
	const byRules = entries.filter(({ choice }) => choice.kind === "rules");
	for (const entry of entries) if (entry.choice.kind !== "rules") await select(entry, []);
	const groups = Map.groupBy(byRules, ({ from }) => placeName(from, current));
	await mapGroup(current.signal, groups, AT_ONCE, async ([from, own], signal) => {
		let tags;
		try {
			tags = await listedTagsOf(await prepared.open(placeOf$1(from, current), "read"), signal);
		} catch (thrown) {
			signal.throwIfAborted();
			const error = asSealiftError(thrown);
			unread.push(...own.map((entry) => ({
				entry,
				error
			})));
			return;
		}
		for (const entry of own) await select(entry, tags);
	});
	problems.throwIfAny();
	const inOrder = entries.flatMap((entry) => selected.get(entry) ?? []);
	const images = await problems.try(() => refuseSelection(inOrder));
	problems.throwIfAny();
	const order = new Map(entries.map((entry, at) => [entry, at]));
	return {
		images: images ?? [],
		unread: unread.toSorted((one, other) => order.get(one.entry) - order.get(other.entry))
	};
}

export { HEAD as A, Reading as C, END as D, BETWEEN as E, entryJson as M, filesJson as N, ENTRY$1 as O, matrixOf as P, compareTexts as S, isReservedTag as T, readInside as _, refuseBackupTags as a, digestFiles as b, RowBudget as c, SharedTexts as d, entryDestinations as f, surroundingsOf as g, loadPromotions as h, settingFlags as i, PLAN_LIMIT as j, ENTRY_LIMIT as k, placeName as l, inSettingWords as m, listedTagsOf as n, preparedEntries as o, limitRegistries as p, refuseSaidTwice as r, promoteEach as s, selectedImages as t, placeOf$1 as u, selectImages as v, readDocument as w, compareEntries as x, settingsKey as y };