import { a as __toESM } from "./rolldown-runtime.js";
import { ct as SealiftError, it as printable, lt as asSealiftError, nt as quotable, st as ERRORS } from "./words.js";
import { Ct as writeAtomic } from "./notation.js";
import { Cr as digestOf, On as readFile, Z as run, c as typedLogins, en as parseJson, wr as isDigest, yr as parseRepository, z as failedImage } from "./registry.js";
import { A as HEAD, D as END, E as BETWEEN, M as entryJson, N as filesJson, O as ENTRY, P as matrixOf, S as compareTexts, a as refuseBackupTags, d as SharedTexts, f as entryDestinations, h as loadPromotions, i as settingFlags, j as PLAN_LIMIT, k as ENTRY_LIMIT, l as placeName, m as inSettingWords, o as preparedEntries, p as limitRegistries, r as refuseSaidTwice, s as promoteEach, t as selectedImages, u as placeOf, v as selectImages, x as compareEntries, y as settingsKey } from "./selected-images.js";
import { a as literal, d as strictObject, f as string, g as _maxLength, i as int, m as _gte, n as array, s as nullable, t as _enum, v as _regex } from "./zod.js";
import { t as checkReplaceable } from "./check-replaceable.js";
import { d as failedDestination } from "./rollback.js";
import { t as checkRegular } from "./check-regular.js";
import { u as decodeUtf8 } from "./secrets.js";
import { i as actionOf, n as ACTIONS } from "./setting-words.js";
import { t as givenFlags } from "./given-flags.js";
import { a as shardOf, i as parseShard, n as formatShard, r as isShard } from "./shard.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// src/planning/planned-images.ts
function nameOf({ source, digest, destination, tags }) {
	const from = `${source.repository}${source.tag === null ? `@${digest}` : `:${source.tag}`}`;
	return `${printable(`${from} to ${destination}`, 600)}${tags.map(({ tag }) => `:${tag}`).join("")}`;
}
/** Where one entry takes its images. An entry whose rules select among tags is asked for one tag at a time. */
var EntryImages = class {
	entry;
	#spell;
	#listed;
	constructor(entry, spell) {
		this.entry = entry;
		this.#spell = spell;
	}
	/** The image that the promotion is of; `undefined` where the entry does not select it. */
	#find({ source: { tag }, digest }) {
		const { entry } = this;
		if (entry.choice.kind !== "rules") {
			this.#listed ??= new Map(selectImages(entry, []).map((one) => [one.digest ?? one.tag ?? "", one]));
			const found = this.#listed.get(tag ?? digest);
			return found && (found.tag ?? null) === tag ? found : void 0;
		}
		return tag === null ? void 0 : selectImages({
			...entry,
			allowEmpty: true
		}, [tag])[0];
	}
	/** Whether the entry takes the image of the promotion to its destination, under all of its tags. */
	covers(promotion) {
		const there = this.#find(promotion)?.destinations.filter(({ repository }) => this.#spell(repository) === promotion.destination);
		const tags = new Set(there?.flatMap((one) => one.tags));
		if (promotion.tags.length === 0) return there !== void 0 && there.length > 0 && tags.size === 0;
		return promotion.tags.every(({ tag }) => tags.has(tag));
	}
};
/** Whether the entry may have left out what fits its rules: the newest are counted among all tags, which no plan has. */
const isCounted = ({ entry: { choice } }) => choice.kind === "rules" && choice.rules.latest !== void 0;
/**
* The entry that a promotion of a plan comes from. One that counts the newest is it only where no other one takes the image there.
*
* @throws SealiftError `plan_invalid` where there is none, or where it is not clear by whose settings the image is to be judged.
*/
function entryOf(promotion, ofSource) {
	const covers = (one) => one.covers(promotion);
	const sure = ofSource.find((one) => !isCounted(one) && covers(one));
	if (sure) return sure.entry;
	const [own, ...others] = ofSource.filter((one) => isCounted(one) && covers(one)).map(({ entry }) => entry);
	if (!own) throw new SealiftError("plan_invalid", `the plan takes ${nameOf(promotion)}, which no entry of the promotions file does`, { hint: "It was not made of this file, or was changed since: plan again, and compare --plan-digest." });
	const other = others.find(({ settings }) => settingsKey(settings) !== settingsKey(own.settings));
	if (!other) return own;
	throw new SealiftError("plan_invalid", `the plan takes ${nameOf(promotion)}, and two entries with other settings may lead there: ${own.at} and ${other.at}`, { hint: "Give both entries the same settings, or rules that fit no tag of the other one, and plan again." });
}
/**
* The images that a plan has, each by an entry that selects it. The plan names neither keys nor trust: those are the entry's. An image,
* a destination or a tag that no entry leads to is refused, so that a plan cannot say more than its file.
*
* @param spell as the plan spells repositories.
* @throws SealiftError `plan_invalid`.
*/
function plannedImages(entries, { promotions }, spell) {
	const bySource = Map.groupBy(entries.map((entry) => new EntryImages(entry, spell)), ({ entry }) => spell(entry.from));
	const images = /* @__PURE__ */ new Map();
	const refused = [];
	for (const promotion of promotions) {
		const { source, destination, digest, tags, action } = promotion;
		if (action === "refused" || digest === null) {
			refused.push(promotion);
			continue;
		}
		const own = entryOf(promotion, bySource.get(source.repository) ?? []);
		const ofEntry = images.get(own) ?? /* @__PURE__ */ new Map();
		images.set(own, ofEntry);
		const key = `${source.tag ?? ""} ${digest}`;
		const known = ofEntry.get(key);
		const planned = new Map(known?.tags);
		planned.set(destination, [...planned.get(destination) ?? [], ...tags]);
		const destinations = [...planned].map(([repository, all]) => ({
			repository,
			tags: all.map(({ tag }) => tag)
		}));
		ofEntry.set(key, {
			selected: {
				entry: own,
				...source.tag === null ? {} : { tag: source.tag },
				digest,
				destinations
			},
			digest,
			tags: planned
		});
	}
	return {
		images: [...images.values()].flatMap((ofEntry) => [...ofEntry.values()]),
		refused
	};
}

// src/compose/promotions/check-relocations.ts
/** How relocations begin: none at all, or the first source, which has a registry. */
const RELOCATIONS = /^\{(?:\}|\n {2}"[^"/\n]+\/[^"\n]+": \[\n)/;
/**
* Checks before anything is contacted that relocations can be written to a file.
*
* @throws SealiftError `file_exists` where something else stands there; `denied`, `file_unreadable`.
*/
function checkRelocations(path) {
	return checkReplaceable(path, {
		isOne: (start) => RELOCATIONS.test(start),
		length: 1024,
		other: "holds no relocations",
		hint: "Name another file: relocations replace older ones, and nothing else."
	});
}

// src/compose/promotions/planned-refusal.ts
/** The result of what a plan refuses: whoever approved the plan has approved that nothing becomes of it. */
function plannedRefusal({ source, digest, destination, tags, refusal }) {
	const { repository, tag } = source;
	const named = tag === null ? digest === null ? "" : `@${digest}` : `:${tag}`;
	const why = printable(refusal?.message ?? "its digest is not known", 1e3);
	const error = new SealiftError(refusal?.code ?? "plan_outdated", `it was refused when it was planned: ${why}`);
	const under = tags.map((one) => one.tag).join(",");
	const place = `${destination}${under === "" ? digest === null ? "" : `@${digest}` : `:${under}`}`;
	return {
		...failedImage(`${repository}${named}`, error.toJSON()),
		digest,
		destinations: [failedDestination(place, error, {
			digest,
			attachments: 0
		})]
	};
}

// src/planning/plan-shape.ts
const digest = string().check(_regex(/^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/));
const tag = string().check(_regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/));
/** `HOST[:PORT]/PATH`, both as references are written. */
const repository = string().check(_maxLength(512), _regex(/^[A-Za-z0-9.:[\]-]+(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/));
const text = string().check(_maxLength(4e3));
const count = int().check(_gte(0));
/** What the files of a plan are. */
const filesShape = strictObject({
	promotions: digest,
	lists: array(digest),
	policies: array(digest),
	trustStores: array(digest)
});
/** One promotion of a plan. */
const entryShape = strictObject({
	destination: repository,
	tags: array(strictObject({
		tag,
		action: _enum(ACTIONS.filter((one) => one !== "add")),
		previous: nullable(digest),
		backup: nullable(tag)
	})),
	action: _enum(ACTIONS),
	source: strictObject({
		repository,
		tag: nullable(tag)
	}),
	digest: nullable(digest),
	signers: array(text),
	attachments: array(strictObject({
		artifactType: text,
		count: count.check(_gte(1))
	})),
	bytes: count,
	refusal: nullable(strictObject({
		code: string().check(_regex(/^[a-z_]{1,64}$/)),
		message: text
	}))
});
/** The whole plan, for its JSON Schema; it is read promotion by promotion. */
const planShape = strictObject({
	version: literal(1),
	files: filesShape,
	promotions: array(entryShape)
});

// src/planning/read-entry.ts
/** Whether each text is greater than the one before, so that none is there twice. */
function isSorted(texts) {
	return texts.every((text, at) => at === 0 || compareTexts(texts[at - 1], text) < 0);
}
function isErrorCode(code) {
	return Object.hasOwn(ERRORS, code);
}
function isSpelled(name) {
	try {
		const { registry, repository } = parseRepository(name);
		return `${registry}/${repository}` === name;
	} catch {
		return false;
	}
}
/** What of a tag contradicts its action, and so is no plan of anybody. */
function tagFault({ tag, action, previous, backup }, digest) {
	if (action === "move" && previous === null) return `tag ${tag} is to move, and is not there before`;
	if (action === "keep" && (previous === null || previous === digest)) return `tag ${tag} is kept, and has no other digest before`;
	if (action === "new" && previous !== null) return `tag ${tag} is new, and has a digest before`;
	if (action === "unchanged" && previous !== digest) return `tag ${tag} is unchanged, and has another digest before`;
	if (backup !== null && action !== "move") return `tag ${tag} does not move, and has a backup tag`;
}
/** What of a promotion contradicts itself. */
function entryFault(entry) {
	const { destination, source, tags, action, digest, refusal, signers, attachments } = entry;
	const name = [destination, source.repository].find((one) => !isSpelled(one));
	if (name !== void 0) return `${printable(name)} is not a repository as plans spell it`;
	if (!isSorted(tags.map(({ tag }) => tag))) return "its tags are not sorted";
	if (!isSorted(signers)) return "its signers are not sorted";
	if (!isSorted(attachments.map(({ artifactType }) => artifactType))) return "its types are not sorted";
	if (refusal !== null && !isErrorCode(refusal.code)) return `${refusal.code} is not a code of Sealift`;
	if ([action, ...tags.map((tag) => tag.action)].map((one) => one === "refused").some((one) => one !== (refusal !== null))) return "it is not clear whether the promotion is refused";
	if (digest === null && refusal === null) return "it has no digest";
	if (tags.length > 0 && action !== "refused" && ![false, true].some((lacks) => actionOf(tags, lacks) === action)) return `its action is ${action}, which none of its tags has`;
	return tags.map((one) => tagFault(one, digest)).find((fault) => fault !== void 0);
}
/**
* Reads one promotion of a plan from the text that `entryJson` makes of it, and from no other: two readers of it must not see two
* promotions (RFC 8259, section 4: names that are there twice are read differently).
*
* @param fail makes the error of a reason.
*/
function readEntry(text, fail) {
	if (text.length > 1048576) throw fail("is over 1 MiB");
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw fail("is not JSON");
	}
	const { success, data, error } = entryShape.safeParse(value);
	if (!success) {
		const path = error.issues[0]?.path.join(".") ?? "";
		throw fail(`has what no plan has at ${path === "" ? "its top" : printable(path)}`);
	}
	const entry = data;
	const fault = entryFault(entry);
	if (fault !== void 0) throw fail(fault);
	if (entryJson(entry) !== text) throw fail("is not written as plans are");
	return entry;
}

// src/planning/read-plan.ts
const HINT = "Make it again: `sealift plan FILE --out PLAN.json`; a plan is not edited by hand.";
/** The most bytes of the part before the promotions: some thousands of lists. */
const HEAD_LIMIT = 1048576;
/** Bytes at the beginning of what is no plan that tell what it is. */
const START = 200;
/** The most bytes of one character (RFC 3629). */
const BYTES = 4;
const COMMA = ",".charCodeAt(0);
const NEXT = `,${ENTRY}`;
function invalid(reason, hint = HINT) {
	return new SealiftError("plan_invalid", `the plan ${reason}`, { hint });
}
/** Says why a text does not begin as a plan does. */
function notAPlan(text) {
	const start = text.trimStart();
	if (/^\{\s*"version"\s*:\s*1\s*,\s*"command"/.test(start)) return invalid("is the result of a command (--output json), which has a plan in it", "Give the file that `sealift plan FILE --out PLAN.json` writes.");
	const version = /^\{\s*"version"\s*:\s*(\d{1,9})\b/.exec(start)?.[1];
	if (version !== void 0 && version !== "1") return invalid(`has version ${version}, and this Sealift reads version 1`, "Plan and promote with the same Sealift.");
	return invalid("does not begin as a plan does");
}
function readFiles(text) {
	const value = parseJson(text, {
		code: "plan_invalid",
		what: "the files of the plan",
		hint: HINT
	});
	const { success, data } = filesShape.safeParse(value);
	if (!success || filesJson(data) !== text) throw invalid("does not name its files as plans do");
	const { lists, policies, trustStores } = data;
	for (const digests of [
		lists,
		policies,
		trustStores
	]) if (digests.some((one, at) => at > 0 && compareTexts(digests[at - 1], one) > 0)) throw invalid("does not have the digests of its files sorted");
	return data;
}
/** Refuses a promotion that does not stand behind the one before it, or writes a tag that another one writes. */
function checkOrder(promotions) {
	let tags = /* @__PURE__ */ new Set();
	for (const [at, entry] of promotions.entries()) {
		const before = promotions[at - 1];
		const fail = (reason) => invalid(`${reason}, promotion ${at + 1}`);
		if (before && compareEntries(before, entry) >= 0) throw fail("is not sorted, or names a promotion twice");
		if (before?.destination !== entry.destination) tags = /* @__PURE__ */ new Set();
		for (const { tag } of entry.tags) {
			if (tags.has(tag)) throw fail(`writes ${entry.destination}:${tag} twice`);
			tags.add(tag);
		}
	}
}
/**
* Reads a plan from the bytes that `planBytes` makes of it, and from no others. Nothing of them is believed that can be asked for.
*
* @throws SealiftError `plan_invalid`.
*/
function readPlan(bytes) {
	if (bytes.length > 67108864) throw invalid("is over 64 MiB");
	const plan = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	const text = (from, to) => decodeUtf8(plan.subarray(from, to), {
		code: "plan_invalid",
		what: "the plan",
		hint: HINT
	});
	const between = plan.indexOf(BETWEEN);
	if (between < 0 || !plan.subarray(0, HEAD.length).equals(Buffer.from(HEAD))) throw notAPlan(plan.toString("utf8", 0, START));
	const first = between + BETWEEN.length;
	const end = plan.length - END.length;
	if (first > end || !plan.subarray(end).equals(Buffer.from(END)) || plan[end - 1] === COMMA) throw invalid("has no end: it was cut, or changed");
	if (between - HEAD.length > HEAD_LIMIT) throw invalid("names too many files");
	const files = readFiles(text(HEAD.length, between));
	const shared = new SharedTexts();
	const promotions = [];
	for (let at = first; at < end;) {
		const next = plan.indexOf(NEXT, at);
		const to = next < 0 || next > end ? end : next;
		const fail = (reason) => invalid(`${reason}, promotion ${promotions.length + 1}`);
		if (to - at > 1048576 * BYTES) throw fail("is over 1 MiB");
		promotions.push(shared.in(readEntry(text(at, to), fail)));
		at = to + 1;
	}
	checkOrder(promotions);
	return {
		version: 1,
		files,
		promotions
	};
}

// src/compose/promotions/read-plan-file.ts
/** What the digests of a plan are of, in the words of errors. */
const FILES = {
	promotions: "the promotions file",
	lists: "its lists",
	policies: "the trust policies, requirements, roots or revocation lists",
	trustStores: "the trust stores"
};
function readNamed(bytes, path) {
	try {
		return readPlan(bytes);
	} catch (thrown) {
		const { code, message, hint } = asSealiftError(thrown);
		throw new SealiftError(code, `${quotable(path, 600)}: ${message}`, {
			hint,
			cause: thrown
		});
	}
}
/**
* Reads a plan.
*
* @param expected what `--plan-digest` says that it is.
* @throws SealiftError `usage` for a digest that is none, `digest_mismatch` for other bytes, or as {@link readPlan}.
*/
async function readPlanFile(path, expected) {
	if (expected !== void 0 && !(isDigest(expected) && expected.startsWith("sha256:"))) throw new SealiftError("usage", `--plan-digest ${quotable(expected, 200)} is no digest`, { hint: "Write sha256:HEX, as `sealift plan` prints it." });
	const what = `plan ${quotable(path, 600)}`;
	await checkRegular(path, "plan");
	const bytes = await readFile(path, PLAN_LIMIT, "plan");
	const digest = digestOf(bytes);
	if (expected !== void 0 && digest !== expected) throw new SealiftError("digest_mismatch", `${what} has the digest ${digest}, and --plan-digest names ${expected}`, { hint: "It is not the plan that was approved. Get that one, or plan again and have the new plan approved." });
	return {
		plan: readNamed(bytes, path),
		digest
	};
}
/** @throws SealiftError `plan_outdated` where the files are not those that the plan was made of. */
function refuseOtherFiles(plan, now) {
	const others = [
		"promotions",
		"lists",
		"policies",
		"trustStores"
	].filter((name) => JSON.stringify(plan[name]) !== JSON.stringify(now[name]));
	if (others.length === 0) return;
	const named = others.map((name) => FILES[name]).join(", ");
	throw new SealiftError("plan_outdated", `since it was planned, other bytes are in ${named}`);
}

// src/compose/promotions/refuse-beside-plan.ts
/** Options that say what is written, or where. `plan` has none of them, so that no plan shows what they would do. */
const UNPLANNED = [...[
	"include",
	"exclude-signatures",
	"artifact-type",
	"platform",
	"foreign-layers"
], ...[
	"signatures-from",
	"signatures-to",
	"sign",
	"existing-tag",
	"backup-tag",
	"record"
]];
/** Refuses an option that would make of a plan something else than was approved. */
function refuseBesidePlan(given, problems) {
	for (const flag of givenFlags(UNPLANNED, given)) problems.add("usage", `${flag} is given with --plan, and no plan shows what it does`, "Say it in the promotions file, and plan again.");
}

// src/compose/promotions/relocations.ts
/**
* Which images are where, as JSON: each source with its destinations by digest. A destination that failed, or where the tags are kept
* at other images, is not in it. Both are sorted, so that the same state gives the same bytes.
*/
function relocationBytes(images) {
	const found = /* @__PURE__ */ new Map();
	for (const { reference, destinations } of images) {
		const there = destinations.flatMap(({ status, pinned }) => pinned !== null && (status === "promoted" || status === "unchanged") ? [pinned] : []);
		if (there.length > 0) found.set(reference, [...found.get(reference) ?? [], ...there]);
	}
	const sorted = [...found].toSorted(([one], [other]) => compareTexts(one, other)).map(([source, places]) => [source, [...new Set(places)].toSorted()]);
	return Buffer.from(`${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

// src/compose/promotions/engine-shard.ts
/** Names the number of shards where the engine tells a job its index alone. */
const SHARDS = "SEALIFT_SHARDS";
/** The engines that `ci-parallel-vars` does not know. */
const ENGINES = [
	{
		name: "Kubernetes",
		index: "JOB_COMPLETION_INDEX",
		total: SHARDS
	},
	{
		name: "AWS Batch",
		index: "AWS_BATCH_JOB_ARRAY_INDEX",
		total: "AWS_BATCH_JOB_ARRAY_SIZE"
	},
	{
		name: "Cloud Run",
		index: "CLOUD_RUN_TASK_INDEX",
		total: "CLOUD_RUN_TASK_COUNT"
	}
];
function fail(message, hint) {
	return new SealiftError("usage", `--shard auto: ${message}`, { hint });
}
function numberIn(env, name) {
	const text = env[name];
	if (text === void 0 || text === "") return void 0;
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw fail(`${name} is ${quotable(text)}, which is no number`, `Leave ${name} to the engine that sets it, or write --shard I/N.`);
}
function foundIn(env, { name, index: indexName, total: totalName }) {
	const index = numberIn(env, indexName);
	if (index === void 0) return void 0;
	const total = numberIn(env, totalName);
	if (total === void 0) throw fail(`${indexName} is set and ${totalName} is not`, `Set ${totalName} to the number of jobs, or write --shard I/N.`);
	return {
		by: `${name} (${indexName}, ${totalName})`,
		shard: {
			index: index + 1,
			total
		}
	};
}
/** What was looked for, for who finds nothing. */
const LOOKED_FOR = [
	"CI_NODE_INDEX and CI_NODE_TOTAL (GitLab with `parallel`)",
	"CIRCLE_NODE_INDEX, BITBUCKET_PARALLEL_STEP, BUILDKITE_PARALLEL_JOB or SEMAPHORE_CURRENT_JOB with their totals",
	...ENGINES.map(({ name, index, total }) => `${index} and ${total} (${name})`)
].join("; ");
/**
* The shard that an engine tells its job by the variables that it sets.
*
* @param ci what `ci-parallel-vars` finds: GitLab, CircleCI, Bitbucket, Buildkite, Semaphore.
* @throws SealiftError `usage` where there is none, or two that differ.
*/
function engineShard(env, ci) {
	const found = [ci && {
		by: "the CI",
		shard: {
			index: ci.index + 1,
			total: ci.total
		}
	}, ...ENGINES.map((engine) => foundIn(env, engine))].filter((one) => one != null);
	const [first] = found;
	if (!first) throw fail("no engine tells which shard this is", `Looked for ${LOOKED_FOR}. In a GitHub matrix write --shard with the value of the matrix, such as 2/4.`);
	const said = ({ by, shard }) => `${by} says ${formatShard(shard)}`;
	const other = found.find(({ shard }) => formatShard(shard) !== formatShard(first.shard));
	if (other) throw fail(`${said(first)}, and ${said(other)}`, "Write --shard I/N, so that nobody has to guess.");
	const { shard } = first;
	const total = numberIn(env, SHARDS);
	if (total !== void 0 && total !== shard.total) throw fail(`${said(first)}, and ${SHARDS} is ${total}`, `Give both the same number of shards, or leave ${SHARDS} out.`);
	if (!isShard(shard)) throw fail(`${said(first)}, which is no shard`, "Write --shard I/N with I from 1 to N, such as 2/4.");
	return shard;
}

// src/compose/promotions/shard-of-run.ts
/**
* The shard that `--shard` names.
*
* @throws SealiftError `usage`.
*/
async function shardOfRun(text, { env }) {
	if (text !== "auto") return parseShard(text);
	const { default: ci } = await import("./ci-parallel-vars.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	return engineShard(env, ci);
}

// src/planning/shard-entries.ts
/** The entries of which a shard promotes something, so that it lists the tags of no other repository. */
function shardEntries(entries, { index, total }, spell) {
	return entries.filter((entry) => entryDestinations(entry).some((name) => shardOf(spell(name), total) === index));
}

// src/planning/shard-images.ts
/** What one shard promotes: each image to those of its destinations that belong to the shard, and no image without one. */
function shardImages(images, { index, total }, spell) {
	return images.map((image) => ({
		...image,
		destinations: image.destinations.filter(({ repository }) => shardOf(spell(repository), total) === index)
	})).filter(({ destinations }) => destinations.length > 0);
}

// src/planning/shard-plan.ts
/** What of a plan one shard does. */
function shardPlan(plan, { index, total }) {
	const promotions = plan.promotions.filter(({ destination }) => shardOf(destination, total) === index);
	return {
		...plan,
		promotions
	};
}

// src/planning/shared-budgets.ts
const registryOf = (repository) => repository.slice(0, repository.indexOf("/"));
/** By registry, the shards that send requests to it: those that write there, and those that promote something from there. */
function shardsByRegistry(traffic, shards) {
	const found = /* @__PURE__ */ new Map();
	const add = (registry, shard) => {
		const known = found.get(registry) ?? /* @__PURE__ */ new Set();
		found.set(registry, known.add(shard));
	};
	for (const { from, to } of traffic) for (const repository of to) {
		const shard = shardOf(repository, shards);
		add(registryOf(from), shard);
		add(registryOf(repository), shard);
	}
	return found;
}
/**
* The budgets of one shard: those of the promotions file, divided by the shards that touch each registry. What is kept of an
* allowance is not divided, since the registry counts the pulls of all shards together.
*
* @param traffic that of all shards, where a plan tells it; without one, each registry is taken to be touched by every shard.
*/
function sharedBudgets(budgets, shards, traffic) {
	const touching = traffic && shardsByRegistry(traffic, shards);
	return new Map([...budgets].map(([registry, budget]) => {
		const parts = touching ? Math.max(1, touching.get(registry)?.size ?? 0) : shards;
		const { requestsPerSecond, concurrency } = budget;
		return [registry, {
			...budget,
			...requestsPerSecond === void 0 ? {} : { requestsPerSecond: requestsPerSecond / parts },
			...concurrency === void 0 ? {} : { concurrency: Math.max(1, Math.floor(concurrency / parts)) }
		}];
	}));
}

// src/compose/promotions/sharding.ts
/** Takes the part of a shard, and holds the run to its share of the budgets. */
async function partOf(current, promotions, plan, shard) {
	const http = await current.http();
	const { registries, entries, digests } = promotions;
	if (!shard) {
		limitRegistries(http, registries);
		return {
			promotions,
			plan,
			own: (images) => images
		};
	}
	const spell = (repository) => placeName(repository, current);
	const traffic = plan?.plan.promotions.map(({ source, destination }) => ({
		from: source.repository,
		to: [destination]
	}));
	limitRegistries(http, sharedBudgets(registries, shard.total, traffic));
	const destinations = entries.flatMap(entryDestinations).map((name) => ({ destination: spell(name) }));
	const { shard: expected } = matrixOf(plan?.plan ?? { promotions: destinations }, shard.total);
	if (!expected.includes(formatShard(shard))) current.reporter.progress({
		type: "notice",
		message: `shard ${formatShard(shard)} has nothing to promote`
	});
	return {
		promotions: {
			...promotions,
			entries: shardEntries(entries, shard, spell)
		},
		plan: plan && {
			...plan,
			plan: shardPlan(plan.plan, shard)
		},
		own: (images) => shardImages(images, shard, spell),
		facts: {
			...shard,
			expected,
			promotions: digests.promotions,
			plan: plan?.digest ?? null
		}
	};
}

// src/compose/run-promote-file.ts
/** Notes operands and options that say what the file says. */
function refuseOperands({ source, destination, destinationsFile }, { problems }) {
	const isGiven = destination !== void 0 && destination.length > 0;
	const given = [...source === void 0 && !isGiven ? [] : ["a source or destination"], ...destinationsFile === void 0 ? [] : ["--destinations-file"]];
	if (given.length === 0) return;
	problems.add("usage", `--file names sources and destinations, and ${given.join(" and ")} is given as well`, "Leave it out, or promote that image in a run of its own.");
}
/** A shard has images of its own, for some of the destinations. */
const keyOf = ({ entry, tag, digest }) => JSON.stringify([
	entry.at,
	entry.from,
	tag,
	digest
]);
async function workOf(current, promotions, prepared, plan) {
	if (!plan) {
		const { images, unread } = await selectedImages(current, promotions, prepared);
		return {
			images,
			failed: unread.map(({ entry, error }) => failedImage(entry.from, error.toJSON()))
		};
	}
	const spell = (repository) => placeName(repository, current);
	const { images, refused } = plannedImages(promotions.entries, plan.plan, spell);
	const tags = new Map(images.map((one) => [keyOf(one.selected), one.tags]));
	const plannedTags = (image) => {
		const found = tags.get(keyOf(image));
		if (!found) throw new SealiftError("internal", "an image is promoted that is not in the plan");
		return found;
	};
	return {
		images: images.map(({ selected }) => selected),
		plannedTags,
		failed: refused.map(plannedRefusal)
	};
}
/** Promotes all images of a promotions file, or what a plan of it says. Never rejects. */
async function runPromoteFile(options, signal) {
	let facts;
	let unwritten;
	const work = async (ofCommand) => {
		const words = inSettingWords(ofCommand.reporter, settingFlags(options));
		const current = {
			...ofCommand,
			reporter: words.reporter
		};
		const { values, problems, reporter } = current;
		const { file, plan: planPath, planDigest, relocations, dryRun, shard: shardText } = values;
		refuseOperands(options, current);
		if (planPath === void 0 && planDigest !== void 0) problems.add("usage", "--plan-digest is given without --plan", "Add --plan PLAN.json.");
		if (planPath !== void 0) refuseBesidePlan(options, problems);
		if (relocations !== void 0) await problems.try(() => checkRelocations(relocations));
		const shard = shardText === void 0 ? void 0 : await problems.try(() => shardOfRun(shardText, current));
		problems.throwIfAny();
		const whole = planPath === void 0 ? void 0 : await readPlanFile(planPath, planDigest);
		const all = await loadPromotions(file, current);
		if (whole) refuseOtherFiles(whole.plan.files, all.digests);
		const part = await partOf(current, all, whole, shard);
		facts = part.facts;
		const { promotions, plan } = part;
		const { entries } = promotions;
		refuseSaidTwice({ ...options }, entries, problems);
		const { fromUsername, toUsername } = values;
		const place = (name) => placeOf(name, current);
		const [read, write] = await typedLogins(current, [{
			flag: "--from-username",
			username: fromUsername,
			places: entries.map(({ from }) => place(from))
		}, {
			flag: "--to-username",
			username: toUsername,
			places: entries.flatMap(entryDestinations).map(place)
		}]);
		const logins = {
			...read ? { read } : {},
			...write ? { write } : {}
		};
		const prepared = await preparedEntries(current, promotions, {
			opensKeys: !dryRun,
			logins
		});
		const found = await workOf(current, promotions, prepared, plan);
		const selected = part.own(found.images);
		await refuseBackupTags(selected, prepared, current);
		problems.throwIfAny();
		const total = selected.length;
		let done = 0;
		reporter.progress({
			type: "images",
			done,
			total
		});
		if (total === 0 && found.failed.length === 0 && !shard) reporter.progress({
			type: "notice",
			message: `nothing is to be promoted: ${plan ? "the plan" : "the rules of the file"} selected no image`
		});
		const results = await promoteEach(current, prepared, selected, {
			dryRun,
			...found.plannedTags ? { plannedTags: found.plannedTags } : {},
			onDone: () => {
				done += 1;
				reporter.progress({
					type: "images",
					done,
					total
				});
			}
		});
		const images = [...found.failed, ...results].map(words.image);
		if (relocations !== void 0 && !dryRun) await writeAtomic(relocations, relocationBytes(images)).catch((thrown) => {
			unwritten = asSealiftError(thrown);
		});
		return images;
	};
	const result = await run("promote", options, signal, work, () => {
		if (unwritten) throw unwritten;
	});
	const isIdle = result.error === null && result.images.length === 0;
	return {
		...result,
		...isIdle ? { status: "done" } : {},
		...facts ? { shard: facts } : {}
	};
}

export { runPromoteFile };