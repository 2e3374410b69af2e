import { Ft as sameContent, It as artifactTypeOf, Pt as platformName, Tr as parseDigest, Z as run, Zt as prefetch, _ as imageSessions, _r as parseDestination, at as OpenedStores, c as typedLogins, it as storesOf, k as digestTagType, mr as formatPlace, nt as repositoryOf, p as sessionOf, pr as formatDestination, pt as claimedReferrers, u as imagesOf, xt as mapGroup, z as failedImage, zr as lazy } from "./registry.js";
import { ct as SealiftError, it as printable, lt as asSealiftError, nt as quotable, st as ERRORS, tt as withoutLogin, z as TRUST_OPTIONS } from "./words.js";
import { a as Selection, f as planCopy, i as sameLists, n as openedDestination, r as promoteImage, t as withRollbacks } from "./rollback.js";
import { n as warnOfEach } from "./few-warnings.js";
import { B as resolveArtifact, G as trustOf, J as demandsOf, V as imageResult, W as scopeOf, Y as requirementFlags } from "./notation.js";
import { s as readExpected, t as platformsOf } from "./platforms.js";
import { t as childrenOf } from "./children-of.js";
import { n as parityError, r as shortfalls } from "./shortfall.js";
import { t as BelievedSources } from "./believed-sources.js";
import { t as givenFlags } from "./given-flags.js";
import { c as revocationOf } from "./certificate.js";
import { t as sideOpeners } from "./side-openers.js";

// src/operations/comparison/compared-error.ts
/**
* The error of an image that was compared with several repositories: that of the one that failed hardest, since a repository that
* cannot be read is no shortfall. `undefined` where all of them have the whole image.
*/
function comparedError(compared) {
	const failed = compared.flatMap(({ error }) => error ?? []);
	const [worst] = failed.toSorted((a, b) => ERRORS[b.code][0] - ERRORS[a.code][0]);
	if (!worst) return void 0;
	const { code, message, hint, needs } = worst;
	const count = `${failed.length} of ${compared.length} repositories are not known to have it all: `;
	return new SealiftError(code, compared.length === 1 ? message : `${count}${message}`, {
		hint,
		needs
	});
}

// src/operations/comparison/repair.ts
function refused(row, { message, ...error }) {
	const { repository } = row;
	return {
		...row,
		repair: "failed",
		error: {
			...error,
			message: `${repository} was not repaired: ${message}`
		}
	};
}
/**
* Promotes an image to the repositories that lack something of it, and compares again those that took it. What the promotion refuses
* stays as it was found, with the reason of the promotion.
*/
async function repairImage(found, { promote, compareAgain }) {
	const { compared = [] } = found;
	const short = compared.filter(({ status }) => status === "short").map(({ repository }) => repository);
	if (short.length === 0) return found;
	const promoted = await promote(short);
	const errors = /* @__PURE__ */ new Map();
	for (const [at, repository] of short.entries()) {
		const error = promoted.destinations[at] ? promoted.destinations[at].error : promoted.error;
		if (error) errors.set(repository, error);
	}
	const done = short.filter((repository) => !errors.has(repository));
	const again = done.length === 0 ? void 0 : await compareAgain(done);
	const rows = new Map((again?.compared ?? []).map((row) => [row.repository, row]));
	const repaired = compared.map((row) => {
		const { repository } = row;
		const error = errors.get(repository);
		if (error) return refused(row, error);
		if (!done.includes(repository)) return row;
		const now = rows.get(repository);
		if (!now) return refused(row, again?.error ?? asSealiftError(void 0).toJSON());
		return {
			...now,
			repair: now.status === "equal" ? "done" : "failed"
		};
	});
	const error = comparedError(repaired)?.toJSON() ?? null;
	const { policy, signatures, identities } = promoted;
	const status = error === null ? "equal" : "failed";
	const destinations = promoted.destinations.filter((one) => one.error === null);
	return {
		...found,
		policy,
		signatures,
		identities,
		destinations,
		compared: repaired,
		status,
		error
	};
}

// src/compose/compared-places.ts
/** Reads one `--with`: without tag and digest, since those are the source's own. */
function placeOf(text, { plainHttp }) {
	const place = parseDestination(text, plainHttp);
	const { tags, digest } = place;
	if (tags.length === 0 && digest === void 0) return place;
	const what = tags.length === 0 ? "a digest" : digest === void 0 ? "a tag" : "a tag and a digest";
	throw new SealiftError("usage", `--with ${quotable(withoutLogin(text), 600)} names ${what}, and what is compared is the tag or digest of the source`, { hint: `Write --with ${printable(formatPlace(place), 600)}` });
}
/** Notes sources of which no repository could have both: their tags are one. */
function refuseSameTags(images, problems) {
	const byTag = /* @__PURE__ */ new Map();
	for (const image of images) {
		const { tag } = image.reference;
		const other = tag === void 0 ? void 0 : byTag.get(tag);
		if (tag !== void 0 && !other) byTag.set(tag, image);
		if (!other) continue;
		problems.add("usage", `${printable(other.text, 600)} and ${printable(image.text, 600)} have one tag, which a repository of --with has once`, "Compare the images of each repository in a run of their own.");
	}
}
/** The repositories of `--with`, each once. What is wrong with them is a problem, before anything is contacted. */
async function comparedPlacesOf(texts, images, run) {
	const places = /* @__PURE__ */ new Map();
	for (const text of texts) {
		const place = await run.problems.try(() => placeOf(text, run));
		if (place) places.set(formatPlace(place), place);
	}
	if (texts.length === 0 && !run.problems.any) run.problems.add("usage", "compare takes a repository to compare with", "Add --with REGISTRY/REPOSITORY.");
	const own = images.find(({ reference }) => places.has(formatPlace(reference)));
	if (own) run.problems.add("usage", `--with ${printable(formatPlace(own.reference), 600)} is the repository of a source itself`, "Name another repository.");
	refuseSameTags(images, run.problems);
	return [...places.values()];
}

// src/operations/comparison/compared-types.ts
/** Attachments by type, each type with what is missing of it. */
function comparedTypes(attachments) {
	return [...Map.groupBy(attachments, ({ artifactType, suffix }) => JSON.stringify([artifactType, suffix])).values()].map((group) => {
		const missing = group.filter(({ isThere }) => !isThere).map(({ digest }) => digest);
		const { artifactType, suffix } = group[0];
		const expected = group.length;
		return {
			artifactType,
			suffix,
			expected,
			present: expected - missing.length,
			missing
		};
	});
}

// src/operations/comparison/compare-with.ts
/** What readers get to: behind an API that answers, nobody looks at the tag (`oci/discovery/discover.ts`). */
const READERS_LISTS = { sources: "preferred" };
/** What nobody has compared yet. */
function uncompared(repository, deep) {
	return {
		repository,
		tag: null,
		manifests: {
			expected: 0,
			incomplete: []
		},
		platforms: [],
		blobs: null,
		attachments: [],
		onlyThere: [],
		deep,
		repair: null
	};
}
/** What the other side lists and the source does not. Its list of the image is read also where the source has nothing attached. */
async function onlyThere(target, graph, others, isThere, signal) {
	const { attachments, dangling, root } = graph;
	const known = /* @__PURE__ */ new Set([...attachments.map(({ node }) => node.content.descriptor.digest), ...dangling.map(({ descriptor }) => descriptor.digest)]);
	const found = /* @__PURE__ */ new Map();
	const add = (digest, artifactType = "") => {
		if (!known.has(digest)) found.set(digest, {
			digest,
			artifactType
		});
	};
	for (const { digest, artifactType } of others) add(digest, artifactType);
	if (isThere) for await (const { descriptor } of claimedReferrers(target, root.content.descriptor, READERS_LISTS, signal)) add(descriptor.digest, descriptor.artifactType);
	return [...found.values()];
}
async function byGraph(store, { root, graph: read, platforms, deep }, isThere, signal) {
	const graph = await read();
	const present = new Set(isThere ? [root.digest] : []);
	const plan = await planCopy(store, graph, {
		present,
		deep
	}, signal);
	const incomplete = new Set(plan.nodes.map(({ content }) => content.descriptor.digest));
	const missing = /* @__PURE__ */ new Set([...plan.attachments, ...plan.digestTags]);
	const attached = [...graph.attachments.map((one) => ({
		digest: one.node.content.descriptor.digest,
		artifactType: artifactTypeOf(one.node.manifest),
		suffix: null,
		isThere: !missing.has(one)
	})), ...graph.digestTags.map((one) => ({
		digest: one.node.content.descriptor.digest,
		artifactType: digestTagType(one.node.manifest),
		suffix: one.suffix,
		isThere: !missing.has(one)
	}))];
	const asked = [...plan.askedBlobs];
	return {
		manifests: {
			expected: graph.nodes.length,
			incomplete: [...incomplete]
		},
		platforms: [...childrenOf(graph, platforms).values()].map((child) => ({
			platform: platformName(child),
			digest: child.digest,
			status: incomplete.has(child.digest) ? "incomplete" : "whole"
		})),
		blobs: deep ? {
			asked: asked.length,
			missing: asked.flatMap(([digest, has]) => has ? [] : [digest])
		} : null,
		attachments: comparedTypes(attached),
		onlyThere: await onlyThere(store, graph, plan.others, !incomplete.has(root.digest), signal)
	};
}
/**
* Compares what one repository has of an image with what the source has. Where lists are believed and both sides list the same,
* nothing else is read; else what a promotion would write there is what it lacks.
*
* @param there what the tag of the source, or without one its digest, is at there.
*/
async function compareWith(target, original, there, signal) {
	const { reference, source, root, tag, platforms, deep } = original;
	const repository = target.name;
	const isThere = there !== void 0 && sameContent(there, root);
	const base = {
		...uncompared(repository, deep),
		tag: tag === void 0 ? null : {
			tag,
			digest: there?.digest ?? null
		}
	};
	if (isThere && !platforms && source.tags) {
		const ours = {
			store: source.store,
			tags: source.tags
		};
		const same = await sameLists(ours, target, root, signal);
		if (same) {
			const attachments = comparedTypes(same.both.map((one) => ({
				...one,
				suffix: null,
				isThere: true
			})));
			return {
				...base,
				manifests: {
					expected: 1,
					incomplete: []
				},
				attachments,
				onlyThere: same.onlyThere,
				status: "equal",
				error: null
			};
		}
	}
	const row = {
		...base,
		...await byGraph(target, original, isThere, signal)
	};
	const lacks = shortfalls(row, root.digest);
	if (lacks.length === 0) return {
		...row,
		status: "equal",
		error: null
	};
	return {
		...row,
		status: "short",
		error: parityError(repository, reference, lacks)
	};
}

// src/operations/comparison/compare.ts
const LISTS = { sources: "merged" };
/** What a promotion copies that leaves nothing behind. */
const EVERYTHING = {
	include: "all",
	excludeSignatures: false,
	artifactTypes: []
};
/** Reads what a promotion would copy, and tells of what it could not. */
async function readOriginal({ reference, reporter, concurrency, platforms }, source, root, signal) {
	const selection = new Selection(EVERYTHING, []);
	const options = {
		concurrency,
		...selection.options(signal),
		...platforms ? { platforms } : {}
	};
	const graph = await readExpected(source, root, options, signal);
	warnOfEach(reporter, reference, selection.unreadable, (digest) => `${digest} says that it is a signature, and no reader can read it as one; nobody is expected to have it`);
	warnOfEach(reporter, reference, graph.dangling, ({ descriptor, subject }) => `${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`);
	return graph;
}
/**
* Compares an image with what other repositories have of it: its tag, its manifests and platforms, and what is attached. Nothing is
* judged and nothing is written. A repository that cannot be read is an error of its own, and never a shortfall.
*/
function compareImage(request, signal) {
	const { reference, name, tag, platforms, deep, reporter } = request;
	return imageResult(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const source = request.view(request.source.store, LISTS);
		const known = tag === void 0 ? name : { tag };
		const begun = request.targets.map((target) => {
			if ("error" in target) return target;
			const view = request.view(target, READERS_LISTS);
			return {
				view,
				there: prefetch(view.resolve(known, signal))
			};
		});
		const root = await resolveArtifact(source, name, signal);
		draft.describe(root);
		const { tags } = request.source;
		const original = {
			reference,
			source: {
				store: source,
				...tags ? { tags } : {}
			},
			root,
			tag,
			graph: lazy(() => prefetch(readOriginal(request, source, root, signal))),
			platforms,
			deep
		};
		const compared = await Promise.all(begun.map(async (one) => {
			const repository = "error" in one ? one.repository : one.view.name;
			try {
				if ("error" in one) throw one.error;
				return await compareWith(one.view, original, await one.there, signal);
			} catch (thrown) {
				const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
				return {
					...uncompared(repository, deep),
					status: "failed",
					error
				};
			}
		}));
		draft.update({ compared });
		const error = comparedError(compared);
		if (error) throw error;
		draft.update({ status: "equal" });
	});
}

// src/compose/comparison.ts
/** Questions about an image that a list of tags can save. */
const SAVED = 4;
/** The most images at the same time. */
const COMPARED_AT_ONCE = 64;
/** One reading of both sides. What was written in between, only another one sees. */
var Comparison = class {
	#run;
	#sessionFor;
	#openFrom;
	#openTo;
	#platforms;
	#sources;
	/** @param images how many there are, so that a list of tags is not read that is longer than what it saves. */
	constructor(run, { from, to }, { platforms, images }) {
		this.#run = run;
		const views = Math.min(images, 64) * (1 + run.values.with.length);
		this.#sessionFor = imageSessions(sessionOf(run), views, run.signal);
		this.#openFrom = new OpenedStores(run, from).open;
		this.#openTo = from === to ? this.#openFrom : new OpenedStores(run, to).open;
		this.#platforms = platforms;
		this.#sources = new BelievedSources(images * SAVED, run.signal);
	}
	/** Compares one image. Never rejects. */
	async compare({ text, name, reference }, places) {
		const { values, signal } = this.#run;
		try {
			const store = await this.#openFrom(reference, "read");
			const source = values.deep ? { store } : this.#sources.of(store);
			const targets = await Promise.all(places.map(async (place) => {
				const purpose = values.repair && place.transport !== "docker" ? "create" : "read";
				try {
					return await this.#openTo(place, purpose);
				} catch (thrown) {
					return {
						repository: formatPlace(place),
						error: asSealiftError(thrown)
					};
				}
			}));
			const { tag } = reference;
			const asked = {
				reference: text,
				name,
				tag,
				source,
				targets,
				platforms: this.#platforms
			};
			return await compareImage({
				...this.#sessionFor(name),
				...asked,
				deep: values.deep
			}, signal);
		} catch (thrown) {
			return failedImage(text, asSealiftError(signal.aborted ? signal.reason : thrown).toJSON());
		}
	}
};

// src/compose/refuse-without-repair.ts
/** The options of compare that say what a repair is judged by. */
const OF_REPAIR = TRUST_OPTIONS.filter(({ commands }) => commands.some((name) => name === "compare")).map(({ name }) => name);
/** Notes options that would be without effect: nothing is judged unless something may be written. */
function refuseWithoutRepair(options, problems) {
	if (options.repair === true) return;
	const given = givenFlags(OF_REPAIR, options);
	if (given.length === 0) return;
	problems.add("usage", `${given.join(", ")} ${given.length === 1 ? "says" : "say"} what is judged, and compare judges only what --repair promotes`, "Add --repair, or leave it out.");
}

// src/compose/run-compare.ts
/** Reads what `--repair` judges by; `undefined` without it. */
async function repairOf(current, images, places, logins) {
	const { values, problems, signal } = current;
	if (!values.repair) return void 0;
	const { allowUnsigned, deep } = values;
	const [flag] = requirementFlags(current);
	if (allowUnsigned && flag !== void 0) problems.add("usage", `${flag} and --allow-unsigned exclude each other`, "Leave one of them out.");
	const scope = scopeOf(current);
	const sources = images.map(({ reference }) => repositoryOf(reference));
	const trust = await trustOf(current, sources, scope, places.map(repositoryOf));
	const revocation = await revocationOf(current);
	const demands = await demandsOf(current);
	const { platforms } = await platformsOf(current);
	if (!trust) return void 0;
	const open = await storesOf(current, logins);
	return async (image, digest, to) => {
		const { text, reference, name } = image;
		const { tag } = reference;
		const destinations = to.map((place) => {
			const named = {
				...place,
				...tag === void 0 ? {} : { tags: [tag] }
			};
			const pinned = tag === void 0 && "digest" in name ? {
				...named,
				digest: name.digest
			} : named;
			return {
				text: formatDestination(pinned),
				place: pinned
			};
		});
		const promoted = await promoteImage({
			...sessionOf(current),
			...demands,
			reference: text,
			name: digest === null ? name : { digest: parseDigest(digest) },
			source: await open(reference, "read"),
			destinations: await Promise.all(destinations.map((one) => openedDestination(one, image, open))),
			trust,
			revocation,
			...scope === void 0 ? {} : { scope },
			include: "all",
			excludeSignatures: false,
			artifactTypes: [],
			allowUnsigned,
			...platforms === void 0 ? {} : { platforms },
			moveTag: "if-unchanged",
			existingTag: [],
			dryRun: false,
			deep,
			maxSignatures: 100
		}, signal);
		return withRollbacks(promoted, destinations, {
			values,
			source: reference,
			trust
		});
	};
}
/** Compares images with other repositories, and with `--repair` promotes what those lack. Never rejects. */
function runCompare(options, signal) {
	return run("compare", options, signal, async (current) => {
		const { values, problems } = current;
		const images = await imagesOf(options.source, values.imagesFile, current);
		const places = await comparedPlacesOf(values.with, images, current);
		refuseWithoutRepair(options, problems);
		const { fromUsername, toUsername, fromRegistryConfig, toRegistryConfig } = values;
		const [typedFrom, typedTo] = await typedLogins(current, [{
			flag: "--from-username",
			username: fromUsername,
			places: images.map(({ reference }) => reference)
		}, {
			flag: "--to-username",
			username: toUsername,
			places
		}]);
		const logins = {
			read: typedFrom ?? fromRegistryConfig,
			write: typedTo ?? toRegistryConfig
		};
		const { platforms } = await platformsOf(current);
		const promote = await repairOf(current, images, places, logins);
		problems.throwIfAny();
		const sides = await sideOpeners(current, logins);
		const begin = (count) => new Comparison(current, sides, {
			platforms,
			images: count
		});
		const first = begin(images.length);
		const found = await mapGroup(current.signal, images, 64, (image) => first.compare(image, places));
		if (!promote) return found;
		const results = [];
		for (const [at, image] of images.entries()) {
			const placesOf = (names) => places.filter((place) => names.includes(formatPlace(place)));
			const repaired = await repairImage(found[at], {
				promote: (names) => promote(image, found[at].digest, placesOf(names)),
				compareAgain: (names) => begin(1).compare(image, placesOf(names))
			});
			results.push(repaired);
		}
		return results;
	});
}

export { runCompare };