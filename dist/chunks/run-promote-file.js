import { t as checkFolderWritable } from "./check-folder-writable.js";
import { D as resolveArtifact, wt as writeAtomic } from "./notation.js";
import { Cn as readFile, J as run, T as failedImage, Xt as parseJson, at as pLimit, fr as parseDestination, lr as formatPlace, mr as parseRepository, n as Turns, s as typedLogins, vr as digestOf, yr as isDigest } from "./registry.js";
import { H as camelCase, N as optionsOf, Q as printable, X as quotable, nt as SealiftError, rt as asSealiftError, tt as ERRORS } from "./words.js";
import { a as literal, d as strictObject, f as string, g as _maxLength, i as int, m as _gte, n as array, s as nullable, t as _enum, v as _regex } from "./zod.js";
import { A as actionOf, C as ENTRY, D as entryJson, E as PLAN_LIMIT, O as filesJson, S as END, T as HEAD, a as promoteSelected, c as placeOf, d as loadPromotions, i as destinationsOf, k as ACTIONS, l as compareEntries, m as selectImages, n as preparedEntries, o as sourceOf, r as repositoriesOf, s as placeName, t as selectedImages, u as compareTexts, w as ENTRY_LIMIT, x as BETWEEN } from "./selected-images.js";
import { n as givenFlags, u as failedDestination } from "./rollback.js";
import { t as checkRegular } from "./check-regular.js";
import { u as decodeUtf8 } from "./secrets.js";
import { t as refuseBackupTag } from "./refuse-backup-tag.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// src/planning/planned-images.ts
const nameOf = ({ source, digest, destination }) => `${source.repository}${source.tag === null ? `@${digest}` : `:${source.tag}`} to ${destination}`;
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
		const own = bySource.get(source.repository)?.find((one) => one.covers(promotion));
		if (!own) throw new SealiftError("plan_invalid", `the plan takes ${printable(nameOf(promotion), 600)}${tags.map(({ tag }) => `:${tag}`).join("")}, which no entry of the promotions file does`, { hint: "It was not made of this file, or was changed since: plan again, and compare --plan-digest." });
		const ofEntry = images.get(own.entry) ?? /* @__PURE__ */ new Map();
		images.set(own.entry, ofEntry);
		const key = `${source.tag ?? ""} ${digest}`;
		const known = ofEntry.get(key);
		const place = {
			repository: destination,
			tags: tags.map(({ tag }) => tag)
		};
		ofEntry.set(key, {
			selected: {
				entry: own.entry,
				...source.tag === null ? {} : { tag: source.tag },
				digest,
				destinations: [...known?.selected.destinations ?? [], place]
			},
			digest,
			tags: new Map([...known?.tags ?? [], [destination, tags]])
		});
	}
	return {
		images: [...images.values()].flatMap((ofEntry) => [...ofEntry.values()]),
		refused
	};
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

// src/compose/promotions/promote-each.ts
/** The most images that are asked about at the same time. Fewer of them are copied, see `prepared-entries.ts`. */
const AT_ONCE = 32;
/** The repositories that an image needs. */
function placesOf(selected, current) {
	const { plainHttp } = current;
	const destinations = selected.destinations.map(({ repository }) => parseDestination(repository, plainHttp));
	return [sourceOf(selected, current).reference, ...destinations];
}
/** Images that share a repository, and then layers, follow each other. */
function order(images) {
	const keyOf = ({ entry, destinations }) => `${destinations[0]?.repository ?? ""} ${entry.from}`;
	return images.map((image, at) => ({
		key: keyOf(image),
		at
	})).toSorted((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at).map(({ at }) => at);
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
* fails with stops no other. Images with one digest at one repository take turns: the later one finds what the first one has written.
*/
async function promoteEach(current, prepared, images, { dryRun, plannedTags = () => void 0, onDone = () => {} }) {
	const { signal } = current;
	const places = new PlacesLeft(prepared, images.map((one) => placesOf(one, current)));
	const turns = new Turns();
	const one = async (selected) => {
		const own = placesOf(selected, current);
		try {
			signal.throwIfAborted();
			const root = await resolved(selected, current, prepared);
			const keys = own.slice(1).map((place) => `${root.digest} ${formatPlace(place)}`);
			const options = {
				dryRun,
				root,
				planned: plannedTags(selected)
			};
			return await turns.take(keys, () => promoteSelected(current, prepared, selected, options));
		} catch (thrown) {
			const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
			return failedImage(sourceOf(selected, current).text, error);
		} finally {
			await places.leave(own);
		}
	};
	const limit = pLimit(AT_ONCE);
	const results = [];
	await Promise.all(order(images).map((at) => limit(async () => {
		const selected = images[at];
		const result = await one(selected);
		results[at] = result;
		onDone(selected, result);
	})));
	return results;
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
/** The most characters of the part before the promotions: some thousands of lists. */
const HEAD_LIMIT = 1048576;
function invalid(reason, hint = HINT) {
	return new SealiftError("plan_invalid", `the plan ${reason}`, { hint });
}
/** Says why a text does not begin as a plan does. */
function notAPlan(text) {
	const start = text.slice(0, 200).trimStart();
	if (/^\{\s*"version"\s*:\s*1\s*,\s*"command"/.test(start)) return invalid("is the result of a command (--output json), which has a plan in it", "Give the file that `sealift plan FILE --out PLAN.json` writes.");
	const version = /^\{\s*"version"\s*:\s*(\d{1,9})\b/.exec(start)?.[1];
	if (version !== void 0 && version !== "1") return invalid(`has version ${version}, and this Sealift reads version 1`, "Plan and promote with the same Sealift.");
	return invalid("does not begin as a plan does");
}
function readFiles(text) {
	if (text.length > HEAD_LIMIT) throw invalid("names too many files");
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
	const text = decodeUtf8(bytes, {
		code: "plan_invalid",
		what: "the plan",
		hint: HINT
	});
	const between = text.indexOf(BETWEEN);
	if (!text.startsWith(HEAD) || between < 0) throw notAPlan(text);
	if (!text.endsWith(END)) throw invalid("has no end: it was cut, or changed");
	const files = readFiles(text.slice(HEAD.length, between));
	const first = between + BETWEEN.length;
	const end = text.length - END.length;
	const promotions = [];
	for (let at = first; at < end;) {
		const next = text.indexOf(`,${ENTRY}`, at);
		const to = next < 0 || next > end ? end : next;
		const place = promotions.length + 1;
		promotions.push(readEntry(text.slice(at, to), (reason) => invalid(`${reason}, promotion ${place}`)));
		at = to + 1;
	}
	if (first > end || text[end - 1] === ",") throw invalid("has no end: it was cut, or changed");
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
/**
* Reads a plan.
*
* @param expected what `--plan-digest` says that it is.
* @throws SealiftError `usage` for a digest that is none, `digest_mismatch` for other bytes, or as {@link readPlan}.
*/
async function readPlanFile(path, expected) {
	if (expected !== void 0 && !(isDigest(expected) && expected.startsWith("sha256:"))) throw new SealiftError("usage", `--plan-digest ${quotable(expected, 200)} is no digest`, { hint: "Write sha256:HEX, as `sealift plan` prints it." });
	const what = `plan ${quotable(path, 600)}`;
	await checkRegular(path, what);
	const bytes = await readFile(path, PLAN_LIMIT, what);
	const digest = digestOf(bytes);
	if (expected !== void 0 && digest !== expected) throw new SealiftError("digest_mismatch", `${what} has the digest ${digest}, and --plan-digest names ${expected}`, { hint: "It is not the plan that was approved. Get that one, or plan again and have the new plan approved." });
	return {
		plan: readPlan(bytes),
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

// src/compose/promotions/refuse-backup-tags.ts
/** Refuses, before anything is written, templates of backup tags that do not fit the tags that are selected. */
function refuseBackupTags(images, prepared, current) {
	for (const selected of images) {
		const { backupTag } = prepared.of(selected.entry).run.values;
		if (backupTag === void 0) continue;
		refuseBackupTag(backupTag, destinationsOf(selected, current), current.problems);
	}
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
/**
* Refuses an option of the command line that an entry of the file says for itself. Else it counts for all entries: nobody has to find
* out which of two policies has judged an image.
*/
function refuseSaidTwice(given, entries, problems) {
	const names = optionsOf("promote").map(({ name }) => name);
	const settings = new Map(entries.map((entry) => [entry.settings, entry]));
	for (const flag of givenFlags(names, given)) {
		const name = flag.slice(2);
		const same = TRUST.includes(name) ? TRUST : [name];
		for (const [own, { at }] of settings) {
			const said = same.find((one) => own[camelCase(one)] !== void 0);
			if (said === void 0) continue;
			problems.add("usage", `${flag} is given, and the promotions file says ${said} for an entry (${at})`, "Say it in one of the two places. What stands on the command line counts for every entry.");
			break;
		}
	}
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
	const sorted = [...found].toSorted(([one], [other]) => one < other ? -1 : 1).map(([source, places]) => [source, [...new Set(places)].toSorted()]);
	return Buffer.from(`${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

// src/compose/run-promote-file.ts
/** Notes operands and options that say what the file says. */
function refuseOperands({ source, destination, destinationsFile }, { problems }) {
	const isGiven = destination !== void 0 && destination.length > 0;
	const given = [...source === void 0 && !isGiven ? [] : ["a source or destination"], ...destinationsFile === void 0 ? [] : ["--destinations-file"]];
	if (given.length === 0) return;
	problems.add("usage", `--file names sources and destinations, and ${given.join(" and ")} is given as well`, "Leave it out, or promote that image in a run of its own.");
}
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
	const tags = new Map(images.map((one) => [one.selected, one.tags]));
	return {
		images: images.map(({ selected }) => selected),
		plannedTags: (image) => tags.get(image),
		failed: refused.map(plannedRefusal)
	};
}
/** Promotes all images of a promotions file, or what a plan of it says. Never rejects. */
function runPromoteFile(options, signal) {
	return run("promote", options, signal, async (current) => {
		const { values, problems, reporter } = current;
		const { file, plan: planPath, planDigest, relocations, dryRun } = values;
		refuseOperands(options, current);
		if (planPath === void 0 && planDigest !== void 0) problems.add("usage", "--plan-digest is given without --plan", "Add --plan PLAN.json.");
		if (relocations !== void 0) await problems.try(() => checkFolderWritable(relocations));
		problems.throwIfAny();
		const plan = planPath === void 0 ? void 0 : await readPlanFile(planPath, planDigest);
		const promotions = await loadPromotions(file, current);
		if (plan) refuseOtherFiles(plan.plan.files, promotions.digests);
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
			places: entries.flatMap(repositoriesOf).map(place)
		}]);
		const logins = {
			...read ? { read } : {},
			...write ? { write } : {}
		};
		const prepared = await preparedEntries(current, promotions, {
			opensKeys: !dryRun,
			logins
		});
		const work = await workOf(current, promotions, prepared, plan);
		refuseBackupTags(work.images, prepared, current);
		problems.throwIfAny();
		const total = work.images.length;
		let done = 0;
		reporter.progress({
			type: "images",
			done,
			total
		});
		const results = await promoteEach(current, prepared, work.images, {
			dryRun,
			...work.plannedTags ? { plannedTags: work.plannedTags } : {},
			onDone: () => {
				done += 1;
				reporter.progress({
					type: "images",
					done,
					total
				});
			}
		});
		const all = [...work.failed, ...results];
		if (relocations !== void 0 && !dryRun) await writeAtomic(relocations, relocationBytes(all));
		return all;
	});
}

export { runPromoteFile };