import { ct as SealiftError, lt as asSealiftError, q as camelCase, st as ERRORS, t as IN_TOTO_TYPE, z as TRUST_OPTIONS } from "./words.js";
import { $t as readAs, B as bottomUp, Bt as MANIFEST, C as GraphNode, Cr as digestOf$2, D as DIGEST_TAG_SUFFIXES, Et as isNamedAfterDigest, F as isSignatureManifest, Fr as canTellEmpty, Ft as sameContent, H as BlobVerifier, I as mayBeUnder, It as artifactTypeOf, Lr as holdsBack, Lt as parseManifest, M as EMPTY_CONFIG_BYTES, Mr as canMergeTags, Mt as describes, Nr as canMount, Nt as plainDescriptor, O as digestTagOf, Pt as platformName, Rr as listsContent, Sn as abortable, St as taskGroup, Tr as parseDigest, U as tapStream, Ut as MEDIA_TYPES, Wt as isForeignLayer, Xt as MANIFEST_LIMIT, Zt as prefetch, _t as NOTARY_ARTIFACT_TYPE, b as bytesStream, br as digestAlgorithm, bt as Standings, ct as UnknownPart, dt as isReadable, ft as UNFIT, j as EMPTY_CONFIG, k as digestTagType, lt as pLimit, mr as formatPlace, nt as repositoryOf, pt as claimedReferrers, qt as manifestKind, ut as standingOf, wt as notKept, x as lookAgain, xt as mapGroup, yt as isCosignSignatureType } from "./registry.js";
import { c as isContent } from "./secrets.js";
import { B as resolveArtifact, C as judgeArtifact, Dt as judgeEnvelope, E as refusal, It as enforcesSigner, Lt as levelName, R as preloadTrust, T as loggedFailures, V as imageResult, X as exactStatement, b as buildRecordManifest, g as buildStatement, k as refusingCheck, m as sameImage, q as statementOf, v as recordTagOf, w as judgeSignature, y as RECORD_METADATA, z as chooseStatement } from "./notation.js";
import { n as shellWord } from "./policy.js";
import { a as tellOfEnd, c as signatureManifestOf, d as AskedParts, i as putSignature, l as checkSignable, n as refusedSignature, o as SignatureSteps, r as warnOfSha512, s as endOf, t as ownSignatureResult } from "./own-signature-result.js";
import { a as digestTagResult, i as attachmentResult, n as warnOfEach, r as attachmentCount } from "./few-warnings.js";
import { a as recordAt, i as CLOCK_SKEW, o as statedIn, r as listedRecords, s as readExpected } from "./platforms.js";
import { t as childrenOf } from "./children-of.js";
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/oci/copy/listed-there.ts
/** The entry that a list has to have for an attachment (distribution-spec, "Listing Referrers"). */
function entryOf$1({ node: { content, manifest } }) {
	const artifactType = artifactTypeOf(manifest);
	return {
		...content.descriptor,
		...artifactType === "" ? {} : { artifactType }
	};
}
/** Whether the target still has what an attachment consists of. Its parts are known, so nothing is read whole. */
async function standingHere(target, { node: { content, layers } }, signal) {
	const { descriptor } = content;
	const there = await target.resolve({ digest: descriptor.digest }, signal);
	if (there === void 0) return "gone";
	if (!sameContent(there, descriptor)) return "unfit";
	return (await Promise.all(layers.map((layer) => target.has(layer, signal)))).every((isThere) => isThere) ? "there" : "unfit";
}
/**
* Which of the attachments of one subject readers of the target get to, and what else is attached there. What follows the last of
* them in the list is wanted for a word alone, so that a failure to read it is none of the whole.
*
* @param ask says whether the target is asked for the attachments themselves; else its list is believed, and only what
*   others attached before them is asked for.
*/
async function listedThere(target, attached, { query, ask }, signal) {
	const wanted = attached.map(entryOf$1);
	const byDigest = new Map(attached.map((one) => [one.node.content.descriptor.digest, one]));
	const open = new Map(wanted.map((one) => [one.digest, one]));
	const listed = [];
	const places = /* @__PURE__ */ new Map();
	const others = [];
	try {
		for await (const { descriptor, foundIn, behindApi } of target.referrers(attached[0].subject, query, signal)) {
			if (behindApi) break;
			const { digest, artifactType } = descriptor;
			if (!byDigest.has(digest)) others.push({
				digest,
				...artifactType ? { artifactType } : {}
			});
			if (open.size === 0) continue;
			listed.push(descriptor);
			const own = open.get(descriptor.digest);
			if (own) places.set(own.digest, foundIn);
			if (own && describes(descriptor, own)) open.delete(own.digest);
		}
	} catch (error) {
		signal.throwIfAborted();
		if (open.size > 0 || !(error instanceof SealiftError)) throw error;
	}
	const standings = new Standings((entry, joined) => {
		const own = byDigest.get(entry.digest);
		return own && sameContent(own.node.content.descriptor, entry) ? standingHere(target, own, joined) : standingOf(target, entry, joined);
	});
	if (!ask) for (const one of wanted) standings.set(one, "there");
	const found = /* @__PURE__ */ new Map();
	for (const one of wanted) {
		const { state } = await standings.reach({
			api: listed,
			tag: []
		}, one, signal);
		const foundIn = places.get(one.digest);
		if (state === "reached" && foundIn !== void 0) found.set(one.digest, foundIn);
	}
	return {
		places: found,
		others
	};
}

// src/oci/digest-tags/merge.ts
function conflict({ name, tag }, reason) {
	return new SealiftError("attachment_conflict", `the tag ${tag} of ${name} ${reason}`);
}
/**
* Everything of an entry that cosign reads. The payload of two signatures may be the same, and the signature itself is an annotation
* of the layer (SIGNATURE_SPEC.md, "Signature"), so that a digest alone does not tell two signatures apart.
*/
function entryOf({ mediaType, digest, size, annotations = {} }) {
	const sorted = Object.entries(annotations).toSorted(([a], [b]) => a < b ? -1 : 1);
	return JSON.stringify([
		mediaType,
		digest,
		size,
		sorted
	]);
}
/** The members of a manifest, also those that no specification names, to be written again. */
function membersOf({ bytes, descriptor }) {
	return readAs(MANIFEST, bytes, {
		code: "manifest_invalid",
		what: `manifest ${descriptor.digest}`
	}, "kept");
}
/** An image manifest that is a list of layers and nothing else, as cosign's are; `undefined` for others. */
function readable(content) {
	try {
		const manifest = parseManifest(content);
		return manifest.kind === "image" && manifest.mediaType !== MEDIA_TYPES.ociArtifact && manifest.subject === void 0 ? manifest : void 0;
	} catch (error) {
		if (error instanceof SealiftError && UNFIT.has(error.code)) return void 0;
		throw error;
	}
}
/** `there` with further layers behind its own. Its config stays, as cosign reads the layers alone. */
function withLayers(there, more, place) {
	const { mediaType } = there.descriptor;
	const members = membersOf(there);
	const bytes = new TextEncoder().encode(JSON.stringify({
		...members,
		layers: [...members.layers ?? [], ...more]
	}));
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", `the manifest under the tag ${place.tag} of ${place.name} would be over 4 MiB with what is to be added`);
	return {
		descriptor: {
			mediaType,
			digest: digestOf$2(bytes),
			size: bytes.length
		},
		bytes
	};
}
/**
* What a digest tag has to hold so that nothing is lost of what is carried and of what is there: signatures and attestations are
* the layers of their manifest, which are united. Where one side has all layers of the other, its bytes are taken as received.
*
* @param there what the tag holds; the result is this very object where nothing is to be written.
* @throws SealiftError `attachment_conflict` where an SBOM differs, or where one side is no list of layers; `content_too_large`.
*/
function mergeDigestTag(place, carried, there) {
	if (there === void 0) return carried;
	if (there.descriptor.digest === carried.descriptor.digest) return there;
	if (place.suffix === "sbom") throw conflict(place, `holds another SBOM, ${there.descriptor.digest}, than that of the source, ${carried.descriptor.digest}`);
	const [own, theirs] = [readable(carried), readable(there)];
	if (!own) throw conflict(place, `is taken, and what the source has there is no list of layers to be added to it`);
	if (!theirs || theirs.artifactType !== own.artifactType) throw conflict(place, `holds ${there.descriptor.digest}, which is nothing that cosign put there`);
	const held = new Set(theirs.layers.map(entryOf));
	const added = own.layers.map(entryOf);
	if (added.every((one) => held.has(one))) return there;
	const carries = new Set(added);
	if ([...held].every((one) => carries.has(one))) return carried;
	return withLayers(there, (membersOf(carried).layers ?? []).filter((_, at) => !held.has(added[at])), place);
}

// src/oci/copy/plan-digest-tags.ts
/** The most digest tags that are asked for at the same time, and of which what they hold is read. */
const TOGETHER = 16;
const READ_TOGETHER = 4;
const NOTHING = {
	missing: [],
	blobs: []
};
async function planTag(target, one, parts, { deep, reading }, signal) {
	const { tag, suffix, subject, node } = one;
	const { content } = node;
	const there = await target.resolve({ tag }, signal);
	const lacksPart = async () => deep && (await parts.missingOf(node, signal)).length > 0;
	if (there === void 0 || there.digest === subject.digest) return {
		missing: [one],
		blobs: []
	};
	if (sameContent(there, content.descriptor)) return await lacksPart() ? {
		missing: [one],
		blobs: []
	} : NOTHING;
	const blobs = await reading(async () => {
		const held = await target.manifest(there, signal).catch(unlessGone);
		if (held === void 0) return [];
		if (mergeDigestTag({
			name: target.name,
			tag,
			suffix
		}, content, held) === held) return void 0;
		const { config, layers } = parseManifest(held);
		return (config ? [config, ...layers] : layers).filter(({ mediaType }) => !isForeignLayer(mediaType)).map(({ digest }) => digest);
	});
	if (blobs === void 0) return await lacksPart() ? {
		missing: [one],
		blobs: []
	} : NOTHING;
	return {
		missing: [one],
		blobs: deep ? [] : blobs
	};
}
function unlessGone(error) {
	if (error instanceof SealiftError && error.code === "artifact_not_found") return void 0;
	throw error;
}
/**
* Compares the digest tags of an artifact with those of a target, with one question for each, and one more where it holds something
* else.
*
* @throws SealiftError `attachment_conflict` where one holds what must not be lost and cannot be united with what is carried.
*/
async function planDigestTags(target, digestTags, parts, options, signal) {
	const reading = pLimit(READ_TOGETHER);
	const plans = await mapGroup(signal, digestTags, TOGETHER, (one, joined) => planTag(target, one, parts, {
		...options,
		reading
	}, joined));
	return {
		missing: plans.flatMap(({ missing }) => missing),
		blobs: plans.flatMap(({ blobs }) => blobs)
	};
}

// src/oci/copy/plan-copy.ts
/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
const FIRST_LIST = { sources: "merged" };
/**
* Compares `graph` with what `target` has. What is to be written can only be said where all of it is known, so that digest tags and
* the rest are asked for at the same time.
*/
async function planCopy(target, graph, hints, signal) {
	const { nodes, attachments, digestTags } = graph;
	const { deep = false, targetIsEmpty = false } = hints;
	const parts = new AskedParts(target);
	const around = {
		root: graph.root.content.descriptor.digest,
		targetIsEmpty,
		askedBlobs: parts.blobs
	};
	if (targetIsEmpty) return {
		...around,
		nodes,
		attachments,
		digestTags,
		listed: [],
		others: []
	};
	let compared;
	let tags;
	await taskGroup(signal, [async (joined) => {
		compared = await compare(target, graph, parts, hints, joined);
	}, async (joined) => {
		tags = await planDigestTags(target, digestTags, parts, { deep }, joined);
	}]);
	for (const digest of tags.blobs) parts.blobs.set(digest, true);
	return {
		...around,
		...compared,
		digestTags: tags.missing
	};
}
/**
* Compares manifests and what is attached. Blobs of a root that is there are asked for only by a `deep` plan, because they are
* written before it ("Order of a promotion"), and registries look for them when a tag is pointed at it. Children are asked for all
* the same, since some registries take an index without them. When the index is put or tagged, so are their blobs, which no registry
* looks for then. A manifest that lacks one of its parts is missing there.
*/
async function compare(target, { root: { content: ofRoot }, nodes, attachments, digestTags }, parts, { deep = false, present: known, subjects = /* @__PURE__ */ new Set(), setsTag = false }, signal) {
	const root = ofRoot.descriptor.digest;
	const present = new Set(deep ? [] : known);
	/** Manifests that are not there, or lack a part. What is attached to them may be listed all the same. */
	const damaged = /* @__PURE__ */ new Set();
	await taskGroup(signal, nodes.map((node) => async (joined) => {
		const { descriptor } = node.content;
		if (present.has(descriptor.digest)) return;
		if (await parts.hasManifest(descriptor, joined)) present.add(descriptor.digest);
	}));
	const believed = nodes.filter(({ content: { descriptor } }) => {
		if (!present.has(descriptor.digest)) return false;
		return deep || descriptor.digest !== root && (setsTag || !present.has(root));
	});
	await taskGroup(signal, believed.map((node) => async (joined) => {
		if (!await parts.hasWhole([node], joined)) damaged.add(node.content.descriptor.digest);
	}));
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const missing = /* @__PURE__ */ new Set();
	const listed = [];
	const others = [];
	const digestOf = ({ node }) => node.content.descriptor.digest;
	let query = FIRST_LIST;
	const judge = async (digest, joined) => {
		const attached = bySubject.get(digest);
		if (!attached) return;
		bySubject.delete(digest);
		const there = present.has(digest) || subjects.has(digest) ? await listedThere(target, attached, {
			query,
			ask: setsTag && !deep
		}, joined) : {
			places: /* @__PURE__ */ new Map(),
			others: []
		};
		others.push(...there.others);
		for (const attachment of attached) {
			const own = digestOf(attachment);
			const foundIn = there.places.get(own);
			if (foundIn === void 0) missing.add(attachment);
			else {
				present.add(own);
				listed.push({
					attachment,
					foundIn
				});
			}
			await judge(own, joined);
		}
	};
	const tagged = [...new Set(digestTags.map(({ node }) => node))].filter(({ content }) => bySubject.has(content.descriptor.digest));
	for (const { content } of tagged) if (await parts.hasManifest(content.descriptor, signal)) present.add(content.descriptor.digest);
	const named = [...nodes, ...tagged].map((node) => node.content.descriptor.digest);
	const [first, ...further] = [...subjects, ...named].filter((digest) => bySubject.has(digest)).toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
	if (first !== void 0) await judge(first, signal);
	query = { sources: "preferred" };
	await taskGroup(signal, further.map((digest) => (joined) => judge(digest, joined)));
	if (deep) {
		const gaps = await taskGroup(signal, listed.map(({ attachment }) => async (joined) => {
			return await parts.hasWhole(bottomUp(attachment.node), joined) ? [] : [attachment];
		}));
		for (const attachment of gaps.flat()) missing.add(attachment);
	}
	return {
		nodes: nodes.filter(({ content: { descriptor } }) => {
			return !present.has(descriptor.digest) || damaged.has(descriptor.digest);
		}),
		attachments: attachments.filter((attachment) => missing.has(attachment)),
		listed: listed.filter(({ attachment }) => !missing.has(attachment)),
		others
	};
}

// src/operations/promotion/failed-destination.ts
/** The result of a destination that nothing was written to so far. */
function untouchedDestination(reference, { digest, attachments }) {
	return {
		reference,
		digest,
		pinned: null,
		tags: [],
		previousDigest: null,
		status: "failed",
		attachments: {
			expected: attachments,
			present: 0,
			added: 0,
			missing: [],
			onlyThere: []
		},
		signed: [],
		copied: 0,
		mounted: 0,
		bytes: 0,
		toCopy: null,
		deep: false,
		rollback: null,
		error: null
	};
}
/** The result of a destination that failed before anything was written to it. */
function failedDestination(reference, error, image) {
	return {
		...untouchedDestination(reference, image),
		error: error.toJSON()
	};
}

// src/operations/promotion/destinations.ts
/** The destinations of one promotion: those that it still goes to, and why it does not go to the others. */
var Destinations = class {
	#all;
	#reporter;
	#refused = /* @__PURE__ */ new Map();
	constructor(all, reporter) {
		this.#all = all;
		this.#reporter = reporter;
		for (const one of all) if ("error" in one) this.refuse(one, one.error);
	}
	/** In the order in which they were given. */
	get open() {
		return this.#all.filter((one) => !("error" in one) && !this.#refused.has(one));
	}
	/** Leaves a destination out. Nothing is written to it, and no other one waits for it. */
	refuse(destination, error) {
		const { reference } = destination;
		this.#refused.set(destination, error);
		this.#reporter.progress({
			type: "end",
			subject: reference,
			status: "failed"
		});
		this.tell(reference, error);
	}
	/** Says of one among several at once why it failed, since the others may go on for long. */
	tell(reference, { code, message, hint, needs }) {
		if (this.#all.length === 1) return;
		const remedy = needs === void 0 ? ` ${hint}` : "";
		this.#reporter.progress({
			type: "notice",
			message: `${reference} failed: ${message} [${code}].${remedy}`
		});
	}
	/** The results of those that were left out so far. */
	refused(image) {
		return this.#all.flatMap((one) => {
			const error = this.#refused.get(one);
			return error ? [failedDestination(one.reference, error, image)] : [];
		});
	}
	/**
	* The results of all destinations in the order in which they were given. One that was left out has failed, whatever is there.
	*
	* @param delivered the results of those that were not left out.
	* @param image its digest, if it is known, and how many attachments it has.
	*/
	results(delivered, image) {
		return this.#all.map((one) => {
			const error = this.#refused.get(one);
			return error ? failedDestination(one.reference, error, image) : delivered.get(one);
		});
	}
};

// src/operations/promotion/gate.ts
/** The judgement of the source under one statement, made before anything is copied. */
var Gate = class {
	#context;
	/** The judged signatures by digest. */
	#judged = /* @__PURE__ */ new Map();
	#identities = [];
	#platforms = [];
	/** @throws SealiftError `policy_does_not_enforce` for a statement that does not enforce integrity and authenticity. */
	constructor(context) {
		const { statement } = context;
		if (!enforcesSigner(statement)) throw new SealiftError("policy_does_not_enforce", `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`);
		this.#context = context;
	}
	get statement() {
		return this.#context.statement;
	}
	/** What was judged so far, in listed order; also after a refusal. */
	get signatures() {
		return [...this.#judged.values()];
	}
	/** Who has signed the image and who is missing; also after a refusal. */
	get identities() {
		return this.#identities;
	}
	/** The verdicts on the children of an index, also after a refusal; empty when none was judged. */
	get platforms() {
		return this.#platforms;
	}
	/**
	* Judges an image. Resolves to what the user should know although it passed.
	*
	* @throws SealiftError with the reason for the refusal.
	*/
	async judge(target, options, signal) {
		const judgement = await judgeArtifact(this.#context, target, signal);
		this.#identities = judgement.identities;
		this.#keep(judgement.signatures);
		return this.#conclude(judgement, target, options).notes;
	}
	/**
	* Judges the children of an index, each for itself. Resolves to what the user should know although all passed.
	*
	* @throws SealiftError with the reason for the first refusal, and with the platform.
	*/
	async judgeChildren(children, options, signal) {
		const verdicts = await mapGroup(signal, children, this.#context.concurrency, async (child, joined) => {
			const row = {
				platform: platformName(child),
				digest: child.digest
			};
			let signatures = [];
			try {
				const judgement = await judgeArtifact(this.#context, plainDescriptor(child), joined);
				({signatures} = judgement);
				const { isSigned, notes } = this.#conclude(judgement, child, options);
				const status = isSigned ? "verified" : "unverified";
				return {
					row: {
						...row,
						status,
						error: null
					},
					signatures,
					notes,
					error: void 0
				};
			} catch (thrown) {
				joined.throwIfAborted();
				const error = asSealiftError(thrown);
				return {
					row: {
						...row,
						status: "failed",
						error: error.toJSON()
					},
					signatures,
					notes: [],
					error
				};
			}
		});
		this.#platforms = verdicts.map(({ row }) => row);
		for (const { signatures } of verdicts) this.#keep(signatures);
		const failed = verdicts.find(({ error }) => error !== void 0);
		if (failed?.error) {
			const { platform, digest } = failed.row;
			const { code, message, hint } = failed.error;
			throw new SealiftError(code, `${platform} (${digest}): ${message}`, {
				hint,
				cause: failed.error
			});
		}
		return verdicts.flatMap(({ row, notes }) => notes.map((note) => `${row.platform}: ${note}`));
	}
	#keep(signatures) {
		for (const signature of signatures) this.#judged.set(signature.digest, signature);
	}
	#conclude(judgement, target, { allowUnsigned }) {
		const { passed, signatures, cosign } = judgement;
		if (passed) return {
			isSigned: true,
			notes: loggedFailures(judgement)
		};
		if (allowUnsigned && !judgement.prototype && signatures.every(({ status }) => status === "ignored")) return {
			isSigned: false,
			notes: [`it has no signature and is promoted because that is allowed${cosign === void 0 ? "" : `; ${cosign}, which is not judged`}`]
		};
		throw refusal(judgement, target, this.#context.store);
	}
	/** Why this statement would not accept a signature that was just made; `undefined` when it would. */
	async whyRefused({ bytes, ...envelope }, signal) {
		const { statement, trust: trustStore, revocation, distrust, plugins } = this.#context;
		const judging = {
			...envelope,
			statement,
			trustStore,
			revocation,
			distrust,
			plugins,
			signal
		};
		const { verdict } = await judgeEnvelope(bytes, judging);
		const { outcomes: checks } = verdict;
		if (verdict.passed) return void 0;
		const refusing = refusingCheck({ checks });
		return refusing?.message ?? refusing?.code ?? "no reason is known";
	}
	/** The verdict on a signature, if there is one. */
	statusOf(digest) {
		return this.#judged.get(digest)?.status;
	}
	/** Whether an attachment is a signature that passes, so that whoever is under this statement needs it. */
	async accepts(referrer, subject, signal) {
		if (!isSignatureManifest(referrer.manifest)) return false;
		const { digest } = referrer.content.descriptor;
		const known = this.#judged.get(digest);
		if (known) return known.status === "passed";
		const result = await judgeSignature(this.#context, subject, referrer, signal);
		this.#judged.set(digest, result);
		return result.status === "passed";
	}
};

// src/operations/promotion/gates.ts
/** The error of a destination, with the statement that it comes from: the source may have passed its own. */
function under({ name }, { store }, thrown) {
	const { code, message, hint } = asSealiftError(thrown);
	return new SealiftError(code, `the statement "${name}" for ${store.repository}: ${message}`, {
		hint,
		cause: thrown
	});
}
/**
* What the source has to pass: its own statement for everybody, and for a destination that a statement names exactly that
* statement as well, for itself.
*/
var Gates = class Gates {
	own;
	#theirs = /* @__PURE__ */ new Map();
	#destinations;
	constructor(own, destinations) {
		this.own = own;
		this.#destinations = destinations;
	}
	/**
	* Finds the statements. A destination whose statement does not enforce who signed is left out.
	*
	* @throws SealiftError `no_applicable_statement`, `usage` or `policy_does_not_enforce` for the statement of the source.
	*/
	static async find(context, scope, destinations) {
		const { trust, store } = context;
		const policy = await trust.policy();
		const gates = /* @__PURE__ */ new Map();
		const gateOf = (statement) => {
			const gate = gates.get(statement) ?? new Gate({
				...context,
				statement
			});
			gates.set(statement, gate);
			return gate;
		};
		const found = new Gates(gateOf(chooseStatement(policy, store, scope)), destinations);
		for (const target of destinations.open) {
			const { repository } = target.store;
			const statement = repository === void 0 ? void 0 : exactStatement(policy, repository);
			if (!statement) continue;
			try {
				found.#theirs.set(target, gateOf(statement));
			} catch (error) {
				destinations.refuse(target, under(statement, target, error));
			}
		}
		for (const statement of gates.keys()) preloadTrust(trust, statement);
		return found;
	}
	/** The gates that a destination has. */
	of(target) {
		return [.../* @__PURE__ */ new Set([this.own, this.#theirs.get(target) ?? this.own])];
	}
	/** The gate of the statement that names a destination exactly. */
	named(target) {
		return this.#theirs.get(target);
	}
	/** The gate of the statement for a destination: the one that names it exactly, else that of the source where it is for everything. */
	at(target) {
		const named = this.named(target);
		if (named || !this.own.statement.registryScopes.includes("*")) return named;
		return this.own;
	}
	/** The gates of everybody who is not left out. */
	get all() {
		return [.../* @__PURE__ */ new Set([this.own, ...this.#destinations.open.flatMap((target) => this.of(target))])];
	}
	/**
	* Judges the source under every statement. A destination whose own statement refuses is left out. Resolves to what the user
	* should know although the source passed.
	*
	* @throws SealiftError when the statement of the source refuses.
	*/
	judge(image, options, signal) {
		return this.#underEach((gate) => gate.judge(image, options, signal), signal);
	}
	/** Judges the children of the source, each for itself, as {@link judge} does the source. */
	judgeChildren(children, options, signal) {
		return this.#underEach((gate) => gate.judgeChildren(children, options, signal), signal);
	}
	async #underEach(judge, signal) {
		const notes = new Set(await judge(this.own));
		const others = Map.groupBy(this.#destinations.open, (target) => this.#theirs.get(target) ?? this.own);
		others.delete(this.own);
		for (const [gate, targets] of others) try {
			for (const note of await judge(gate)) notes.add(note);
		} catch (error) {
			signal.throwIfAborted();
			for (const target of targets) this.#destinations.refuse(target, under(gate.statement, target, error));
		}
		return notes;
	}
};

// src/operations/promotion/throw-first.ts
function asError({ code, message: own, hint, needs }, message = own) {
	return new SealiftError(code, message, {
		hint,
		needs
	});
}
/**
* Throws the error of the image when anything failed: what kept our own signature from being made, else that of the first
* destination, with the number of the others, else that of the repository for signatures.
*/
function throwFirst(results, { refusal, signaturesTo }) {
	if (refusal !== void 0) throw refusal;
	const failed = results.filter(({ error }) => error !== null);
	const first = failed[0];
	if (first?.error) {
		const { message } = first.error;
		const count = `${failed.length} of ${results.length} destinations failed`;
		throw asError(first.error, results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`);
	}
	if (signaturesTo?.error) throw asError(signaturesTo.error);
}

// src/operations/promotion/outcome.ts
const UNKNOWN = {
	digest: null,
	attachments: 0
};
/** The best that a destination came to is the status of the image. */
const STATUSES = [
	"planned",
	"promoted",
	"unchanged",
	"kept"
];
/** What a promotion has come to, as it is noted in the result of its image. */
var Outcome = class {
	#draft;
	#destinations;
	#isVerified;
	constructor(draft, destinations, { isVerified }) {
		this.#draft = draft;
		this.#destinations = destinations;
		this.#isVerified = isVerified;
	}
	/** Notes the destinations that were left out so far: where the source fails as well, they stay in the result. */
	noteRefused() {
		this.#draft.update({ destinations: this.#destinations.refused(UNKNOWN) });
	}
	/** Ends a promotion that goes nowhere, since every destination was left out. */
	endRefused(image = UNKNOWN) {
		this.#note({ results: /* @__PURE__ */ new Map() }, image, void 0);
	}
	/**
	* Ends a promotion.
	*
	* @param refusal what kept our own signature from being made.
	* @throws SealiftError as {@link throwFirst}, once everything is noted.
	*/
	end(delivered, image, refusal) {
		const results = this.#note(delivered, image, refusal);
		const { signaturesTo } = delivered;
		const ended = [...results, ...signaturesTo ? [signaturesTo] : []];
		const status = STATUSES.find((one) => ended.some((result) => result.status === one));
		this.#draft.update({ status: this.#isVerified ? status : "unverified" });
	}
	#note({ results: delivered, signaturesTo }, image, refusal) {
		const results = this.#destinations.results(delivered, image);
		this.#draft.update({
			destinations: results,
			...signaturesTo ? { signaturesTo } : {}
		});
		throwFirst(results, {
			refusal,
			signaturesTo
		});
		return results;
	}
};

// src/operations/signing/shared-envelopes.ts
/**
* The envelopes that one promotion attaches at all of its destinations. The key is asked once for each manifest, whenever a
* destination comes to it, and however many envelopes there are; a key that refused is not asked again for the next one.
*/
var SharedEnvelopes = class {
	#envelopes;
	#made = /* @__PURE__ */ new Map();
	#failed = /* @__PURE__ */ new Map();
	constructor(envelopes) {
		this.#envelopes = envelopes;
	}
	/** Whether this is what the key refused with. */
	isRefusal(error) {
		return [...this.#failed.values()].some((failed) => failed.error === error);
	}
	/** As {@link EnvelopeCache.get}, for one set of metadata and one expiry. */
	async get(maker, request, isNeedless) {
		const { digest } = request.target;
		const failed = this.#failed.get(digest);
		if (failed) throw failed.error;
		const known = this.#made.get(digest);
		if (known) return isNeedless(known.opened.chain) ? void 0 : known;
		try {
			const made = await this.#envelopes.get(maker, request, isNeedless);
			if (made) this.#made.set(digest, made);
			return made;
		} catch (error) {
			this.#failed.set(digest, { error });
			throw error;
		}
	}
};

// src/operations/record/standing-record.ts
/** The most records of an image that are looked at. */
const LOOKED_AT = 100;
/** Finds out which records stand already, under the key of this run. */
var StandingRecords = class {
	#request;
	#steps;
	constructor(request, steps) {
		this.#request = request;
		this.#steps = steps;
	}
	/** The record itself, where it says what is wanted and is signed by the key of this run. */
	async of(record, { store, name, image }, signal) {
		if (!sameContent(record.subject, image)) return void 0;
		const stated = await statedIn(store, record, signal).catch((error) => {
			if (error instanceof SealiftError && error.code === "record_refused") return void 0;
			throw error;
		});
		if (!stated || !sameImage(stated.image, name) || !this.#isTimely(stated)) return void 0;
		const found = await this.#steps.existing({ store }, record.descriptor, signal);
		if (found.length === 0) return void 0;
		const { chain } = await this.#request.signer;
		const signed = await this.#steps.same(found) ?? (chain === void 0 ? await this.#bySigning(record, found, signal) : void 0);
		if (!signed) return void 0;
		return {
			digest: record.descriptor.digest,
			signature: signed.entry.descriptor.digest,
			statedAt: stated.statedAt
		};
	}
	/** A plugin says only by signing under which chain it signs. */
	async #bySigning({ descriptor }, found, signal) {
		const step = await this.#steps.next(descriptor, found, async () => {}, signal);
		return step.kind === "existing" ? step.existing : void 0;
	}
	#isTimely({ statedAt }) {
		const age = this.#request.clock.now().getTime() - statedAt.getTime();
		return age >= -3e5 && age <= (this.#request.maxAge ?? Number.POSITIVE_INFINITY);
	}
	/** The record of an image that was promoted by digest: no tag leads to it, so that the list of the image is read. */
	async amongReferrers(wanted, signal) {
		const looking = {
			sources: "preferred",
			most: LOOKED_AT,
			onMore: () => {}
		};
		for await (const record of listedRecords(wanted.store, wanted.image, looking, signal)) {
			const standing = await this.of(record, wanted, signal);
			if (standing) return standing;
		}
	}
};

// src/operations/record/records.ts
/** Where a promotion came from, for whoever reads its record elsewhere: the path of a layout says nothing to them. */
function sourceName({ name, repository }) {
	return repository ?? name.slice(0, name.indexOf(":"));
}
/**
* The records of a promotion: each says that an image passed the policy and was put under one name. It is signed before anything is
* written to its destination, so that a key that refuses leaves that as it was.
*/
var Records = class {
	#request;
	#recording;
	#standing;
	#envelopes;
	/** The first use of the key. The others wait for it, so that a key that refuses is asked once. */
	#first;
	#refusal;
	constructor(request, recording) {
		this.#request = request;
		this.#recording = recording;
		this.#envelopes = new SharedEnvelopes(request.envelopes);
		const signing = {
			...recording,
			metadata: RECORD_METADATA,
			ifSigned: "skip",
			envelopes: this.#envelopes
		};
		this.#standing = new StandingRecords({
			...request,
			...recording
		}, new SignatureSteps({
			...request,
			...signing
		}));
	}
	/**
	* Finds out which records a destination lacks, and makes them.
	*
	* @throws SealiftError `record_tag_taken`, or what keeps the key from signing.
	*/
	async at(place, signal) {
		const names = place.tags.length > 0 ? place.tags : [void 0];
		const { concurrency } = this.#request;
		const each = await mapGroup(signal, names, concurrency, (one, joined) => this.#of(place, one, joined));
		const made = each.flatMap((one) => one.made ?? []);
		if (made.length > 0 && !place.isEmpty) {
			const manifests = made.map(({ manifest }) => manifest);
			await place.store.refuseUnlistable(place.image, manifests, void 0, signal);
		}
		if (made[0]) await this.#tellOfRefusal(place, made[0], signal);
		return {
			rows: each.map(({ row }) => row),
			made
		};
	}
	/** Warns of what `verify --record` would say of the record there. */
	async #tellOfRefusal({ gate, reference }, { manifest, signed }, signal) {
		const { clock, reporter } = this.#request;
		const { bytes, opened } = signed;
		const envelope = {
			bytes,
			mediaType: opened.mediaType,
			target: manifest.descriptor,
			at: clock.now()
		};
		const why = await gate?.whyRefused(envelope, signal);
		if (!gate || why === void 0) return;
		reporter.warning(`${reference}: the statement "${gate.statement.name}" would not accept the record of this run there, so that verify --record would refuse it: ${why}`);
	}
	async #of(place, one, signal) {
		const { store, image } = place;
		const tag = one?.tag;
		const name = {
			repository: store.repository,
			...tag === void 0 ? {} : { tag },
			digest: image.digest
		};
		const recordTag = tag === void 0 ? void 0 : recordTagOf(tag);
		const row = {
			tag: tag ?? null,
			recordTag: recordTag ?? null
		};
		const { previous, standing } = await this.#found(place, one, {
			store,
			name,
			image
		}, signal);
		if (standing) {
			const { digest, signature, statedAt } = standing;
			return { row: {
				...row,
				digest,
				signature,
				statedAt: statedAt.toISOString(),
				action: "unchanged"
			} };
		}
		const nothing = {
			digest: null,
			signature: null,
			statedAt: null
		};
		if (this.#request.dryRun) return { row: {
			...row,
			...nothing,
			action: "made"
		} };
		const { statedAt, content } = this.#state(place, name);
		const signed = await this.#sign(content.manifest.descriptor, signal);
		const signature = signatureManifestOf(content.manifest.descriptor, signed);
		const stated = {
			digest: content.manifest.descriptor.digest,
			signature: signature.manifest.descriptor.digest,
			statedAt: statedAt.toISOString()
		};
		const written = {
			...content,
			previous,
			signed,
			signature
		};
		return {
			row: {
				...row,
				...stated,
				action: "made"
			},
			made: recordTag === void 0 ? written : {
				...written,
				recordTag
			}
		};
	}
	/** What the record tag points at, and the record that makes a new one needless. An image by digest has no record tag. */
	async #found({ store, isEmpty, isThere }, one, wanted, signal) {
		if (!one) return {
			previous: void 0,
			standing: isThere ? await this.#standing.amongReferrers(wanted, signal) : void 0
		};
		const recordTag = recordTagOf(one.tag);
		const there = isEmpty ? void 0 : await store.resolve({ tag: recordTag }, signal);
		const record = there && await this.#own(store, recordTag, there, signal);
		const standing = record && one.isThere ? await this.#standing.of(record, wanted, signal) : void 0;
		return {
			previous: there?.digest,
			standing
		};
	}
	/** The record under a record tag. What is none belongs to somebody, and is never overwritten. */
	async #own(store, recordTag, there, signal) {
		const record = await recordAt(store, there, signal);
		if (record !== "none") return record === "gone" ? void 0 : record;
		throw new SealiftError("record_tag_taken", `${store.name}:${recordTag} holds ${there.digest}, which is no record of a promotion`);
	}
	#state(place, image) {
		const passed = place.signatures.filter(({ status }) => status === "passed");
		if (passed.length === 0) throw new SealiftError("artifact_unsigned", `${image.digest} has no signature that passed, and a record says that one did`, { hint: "Have it signed, or promote it without --record." });
		const identities = new Map(passed.map(({ signer, trust }) => [signer, {
			subject: signer ?? "",
			identity: trust?.identity ?? null
		}]));
		const statedAt = this.#request.clock.now();
		const { policy, verifierVersion, runUrl, actor } = this.#recording;
		const statement = buildStatement({
			image,
			statedAt,
			policy,
			verifierVersion,
			runUrl,
			actor,
			source: sourceName(this.#request.source),
			statements: place.statements,
			identities: [...identities.values()],
			signatures: passed.map(({ digest }) => parseDigest(digest))
		});
		return {
			statedAt,
			content: buildRecordManifest(plainDescriptor(place.image), statement, statedAt)
		};
	}
	/** A key that refused is not asked again for the next tag or destination. */
	async #sign(target, signal) {
		if (this.#first) await this.#first.catch(() => {});
		if (this.#refusal) throw this.#refusal.error;
		const signing = this.#makeEnvelope(target, signal);
		this.#first ??= signing;
		return signing;
	}
	async #makeEnvelope(target, signal) {
		const { clock, reporter, reference } = this.#request;
		reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		const signingTime = /* @__PURE__ */ new Date(Math.floor(clock.now().getTime() / 1e3) * 1e3);
		try {
			const maker = await this.#recording.signer;
			signal.throwIfAborted();
			return await this.#envelopes.get(maker, {
				target,
				metadata: RECORD_METADATA,
				signingTime
			}, () => false);
		} catch (error) {
			if (!signal.aborted) this.#refusal = { error };
			throw error;
		}
	}
};

// src/operations/promotion/check-carried.ts
/**
* Refuses a graph that lacks a signature by which the image passed. The store then listed fewer referrers at the second
* reading, and its lists cannot be relied on.
*/
function checkCarried({ attachments }, gates, source) {
	const carried = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	for (const { digest, status } of gates.flatMap(({ signatures }) => signatures)) {
		if (status !== "passed" || carried.has(digest)) continue;
		throw new SealiftError("signature_lost", `${source.name} no longer lists signature ${digest}, which passed`, { hint: "Nothing was copied. Look at the source with `sealift list`, then run the command again." });
	}
}

// src/oci/fanout/buffer-pool.ts
/** The memory that all shared reads of one run may hold together. */
var BufferPool = class {
	#limit;
	#used = 0;
	#peak = 0;
	#listeners = /* @__PURE__ */ new Set();
	#reads = /* @__PURE__ */ new Set();
	/** Shared reads that have read to the end and keep bytes for a destination that has not come yet, the oldest first. */
	#retained = /* @__PURE__ */ new Set();
	constructor(limit) {
		this.#limit = limit;
	}
	get isFull() {
		return this.#used >= this.#limit;
	}
	/** The most bytes that were held at once so far. */
	get peak() {
		return this.#peak;
	}
	take(bytes) {
		this.#used += bytes;
		this.#peak = Math.max(this.#peak, this.#used);
	}
	give(bytes) {
		if (bytes === 0) return;
		this.#used -= bytes;
		for (const tell of [...this.#listeners]) tell();
	}
	/** Calls `tell` whenever memory is freed. The returned function ends that. */
	onFree(tell) {
		this.#listeners.add(tell);
		return () => this.#listeners.delete(tell);
	}
	enter(read) {
		this.#reads.add(read);
	}
	/** Removes a shared read that holds no bytes and will hold none. */
	exit(read) {
		this.#reads.delete(read);
		this.#retained.delete(read);
	}
	retain(read) {
		this.#retained.add(read);
	}
	forget(read) {
		this.#retained.delete(read);
	}
	/** The destinations to drop first when memory is full: of the oldest read without streams, else of the one that holds most. */
	holdup() {
		const [oldest] = this.#retained;
		if (oldest) return oldest.holdup();
		let largest;
		for (const read of this.#reads) if (!largest || read.held > largest.held) largest = read;
		return largest && largest.held > 0 ? largest.holdup() : void 0;
	}
};

// src/oci/fanout/window.ts
/** The bytes of one blob that are in memory: from the first one that a reader still needs to the last one read. */
var Window = class {
	#chunks = [];
	#to;
	constructor(offset) {
		this.#to = offset;
	}
	/** Position in the blob of the first kept byte; equal to {@link to} when none is kept. */
	get from() {
		return this.#chunks[0]?.from ?? this.#to;
	}
	/** Position behind the last byte read. */
	get to() {
		return this.#to;
	}
	get length() {
		return this.#to - this.from;
	}
	add(bytes) {
		this.#chunks.push({
			from: this.#to,
			bytes
		});
		this.#to += bytes.length;
	}
	/** The kept bytes from `position` to the end of their chunk; `undefined` when no more were read. */
	at(position) {
		let [low, high] = [0, this.#chunks.length];
		while (low < high) {
			const middle = low + high >>> 1;
			const { from, bytes } = this.#chunks[middle];
			if (position < from) high = middle;
			else if (position >= from + bytes.length) low = middle + 1;
			else return bytes.subarray(position - from);
		}
	}
	/** Frees the chunks that lie wholly before `position`. */
	dropBefore(position) {
		let count = 0;
		for (const { from, bytes } of this.#chunks) {
			if (from + bytes.length > position) break;
			count += 1;
		}
		if (count > 0) this.#chunks.splice(0, count);
	}
};

// src/oci/fanout/shared-read.ts
/** Milliseconds that a shared read waits for streams which take no bytes at all. */
const STANDSTILL = 3e3;
/** One read of one blob at its source, which feeds the streams of all subscribers that keep up with it. */
var SharedRead = class {
	/** Rejects with the source's error when the blob cannot be opened. */
	opened;
	#options;
	#window;
	#streams = /* @__PURE__ */ new Set();
	#expected;
	#stop = new AbortController();
	#state = "reading";
	#source;
	#mark = {
		from: 0,
		absent: 0
	};
	#tell;
	/** Since when the streams that the read waits for have made no progress. */
	#still;
	constructor(options) {
		this.#options = options;
		this.#window = new Window(options.offset);
		this.#expected = new Set(options.expected);
		options.pool.enter(this);
		const opened = Promise.withResolvers();
		this.opened = opened.promise;
		opened.promise.catch(() => {});
		this.#run(opened.resolve).catch((error) => {
			opened.reject(error);
			this.#fail(error);
		});
	}
	/** Bytes that are kept in memory for streams behind the first one. */
	get held() {
		return this.#expected.size > 0 || this.#floor() < this.#front() ? this.#window.length : 0;
	}
	/** Whether this read has, or will have, every byte that the stream still needs. */
	covers({ at, subscriber }) {
		const { from, to } = this.#window;
		return !this.#isGone && at >= from && (at <= to || this.#expected.has(subscriber));
	}
	join(stream) {
		this.#streams.add(stream);
		this.#expected.delete(stream.subscriber);
		this.#options.pool.forget(this);
	}
	leave(stream) {
		if (this.#streams.delete(stream)) this.#settle();
	}
	/** Stops keeping bytes for a destination that will not take the blob from this read. */
	unexpect(subscriber) {
		if (this.#expected.delete(subscriber)) this.#settle();
	}
	/** Gives the stream its next bytes. When they are not read yet, it wakes the read. */
	serve(stream) {
		const bytes = this.#window.at(stream.at);
		stream.isHungry = bytes === void 0 && this.#state === "reading";
		if (bytes !== void 0) {
			stream.at += bytes.length;
			this.#settle();
			stream.push(bytes);
		} else if (this.#state === "ended") stream.push(null);
		else this.wake();
	}
	/** Wakes the read when it waits for a change: a hungry stream, progress of a slow one, or more room in the pool. */
	wake() {
		this.#tell?.();
		this.#tell = void 0;
	}
	#change() {
		return new Promise((resolve) => {
			this.#tell = resolve;
		});
	}
	get #isGone() {
		return this.#state === "gone";
	}
	/**
	* The destinations that bytes are kept for and that have not come, or are in the slower half of the kept bytes. The read
	* waits once for all of them together.
	*/
	holdup() {
		const { from, length } = this.#window;
		const absent = [...this.#expected];
		if (this.#mark.from !== from || this.#mark.absent !== absent.length) this.#mark = {
			from,
			absent: absent.length
		};
		const behind = Math.max(this.#floor(), from + length / 2);
		const slow = [...this.#streams].filter(({ at }) => at <= behind && at < this.#front());
		return {
			subscribers: [...absent, ...slow.map(({ subscriber }) => subscriber)],
			mark: this.#mark,
			release: () => {
				for (const subscriber of absent) this.#expected.delete(subscriber);
				const left = slow.filter((stream) => this.#streams.delete(stream));
				const together = {
					from: Math.min(...left.map(({ at }) => at)),
					subscribers: left.map(({ subscriber }) => subscriber)
				};
				for (const stream of left) stream.detach(together);
				this.#settle();
			}
		};
	}
	#front() {
		return Math.max(...[...this.#streams].map(({ at }) => at));
	}
	/** The first position that a stream, or an expected destination, still needs. */
	#floor() {
		if (this.#expected.size > 0) return this.#window.from;
		return Math.min(this.#window.to, ...[...this.#streams].map(({ at }) => at));
	}
	/** Frees the bytes that nobody needs any more, and ends the read when nobody needs any of it. */
	#settle() {
		const { pool } = this.#options;
		if (this.#isGone) return;
		const before = this.#window.length;
		this.#window.dropBefore(this.#floor());
		pool.give(before - this.#window.length);
		if (this.#streams.size === 0) {
			if (this.#state === "reading" || this.#expected.size === 0) this.#close();
			else pool.retain(this);
		}
		this.wake();
	}
	#close() {
		if (this.#isGone) return;
		this.#state = "gone";
		this.#options.pool.give(this.#window.length);
		this.#options.pool.exit(this);
		this.#window.dropBefore(this.#window.to);
		this.#stop.abort();
		this.#source?.destroy();
		this.#options.onGone(this);
		this.wake();
	}
	#fail(error) {
		const streams = [...this.#streams];
		this.#close();
		this.#streams.clear();
		for (const stream of streams) stream.destroy(error);
	}
	async #run(opened) {
		const { open, offset, pool } = this.#options;
		this.#source = await open(offset, this.#stop.signal);
		if (this.#isGone) {
			this.#source.destroy();
			return;
		}
		opened();
		for await (const bytes of this.#source) {
			if (this.#isGone) return;
			this.#window.add(bytes);
			pool.take(bytes.length);
			this.#serveHungry();
			if (!await this.#mayGoOn()) return;
		}
		if (this.#isGone) return;
		this.#state = "ended";
		this.#serveHungry();
		this.#settle();
	}
	#serveHungry() {
		for (const stream of [...this.#streams]) if (stream.isHungry) this.serve(stream);
	}
	/** Resolves to `true` when a stream wants more and the slowest is not too far behind, to `false` when no stream is left. */
	async #mayGoOn() {
		const { window, pool } = this.#options;
		for (;;) {
			if (this.#state !== "reading") return false;
			if (![...this.#streams].some(({ isHungry }) => isHungry)) {
				await this.#change();
				continue;
			}
			const held = this.#window.length;
			if (held < window && (held === 0 || !pool.isFull)) return true;
			await this.#waitFor(held < window ? pool.holdup() ?? this.holdup() : this.holdup());
		}
	}
	/**
	* Waits for slow destinations while one of them has time left in its stall budget, then drops them from the read. It waits no longer than
	* {@link STANDSTILL} for destinations without any progress: they may be waiting for a stream of this very read.
	*/
	async #waitFor({ subscribers, mark, release }) {
		const { sleep, now, pool } = this.#options;
		const known = this.#still;
		const still = known && known.mark === mark ? known : {
			mark,
			since: now(),
			slept: 0
		};
		this.#still = still;
		const budget = Math.max(0, ...subscribers.map((subscriber) => subscriber.stallBudget.left));
		const longest = Math.min(budget, STANDSTILL - Math.max(still.slept, now() - still.since));
		if (longest > 0) {
			const waited = new AbortController();
			const over = sleep(longest, AbortSignal.any([waited.signal, this.#stop.signal])).then(() => {
				still.slept += longest;
			}, () => {});
			const ends = [
				...subscribers.map((subscriber) => subscriber.stallBudget.count("holding")),
				...[...this.#streams].filter(({ isHungry }) => isHungry).map(({ subscriber }) => subscriber.stallBudget.count("held")),
				pool.onFree(() => this.wake())
			];
			await Promise.race([this.#change(), over]);
			waited.abort();
			for (const end of ends) end();
			return;
		}
		for (const subscriber of subscribers) subscriber.stallBudget.exhaust();
		this.#still = void 0;
		release();
	}
};

// src/oci/fanout/stall-budget.ts
/** The longest time in milliseconds that the others wait for one destination without a pause. */
const MOST$1 = 2e3;
/** Time won back for each millisecond without waiting, so a slow destination costs the others a tenth of their speed. */
const RECOVERY = .1;
/**
* The time that the other destinations still wait for one destination. The time shrinks while more reads of this destination
* hold others up than are held up by others, and grows slowly otherwise. So destinations of equal speed, each of which is
* behind in some blob, stay together, and one that is slower in all of them is soon left behind.
*/
var StallBudget = class {
	#now;
	#left = MOST$1;
	#since;
	#holding = 0;
	#held = 0;
	constructor(now) {
		this.#now = now;
		this.#since = now();
	}
	/** The time that is left, in milliseconds. */
	get left() {
		this.#reckon();
		return this.#left;
	}
	/** Begins to count one read that holds others up (`holding`) or is held up by them. The returned function ends that. */
	count(what) {
		this.#add(what, 1);
		return () => this.#add(what, -1);
	}
	/** Sets the time to zero after the others have stopped waiting for this destination. */
	exhaust() {
		this.#reckon();
		this.#left = 0;
	}
	#add(what, change) {
		this.#reckon();
		if (what === "holding") this.#holding += change;
		else this.#held += change;
	}
	#reckon() {
		const now = this.#now();
		const passed = now - this.#since;
		this.#since = now;
		const excess = this.#holding - this.#held;
		this.#left = excess > 0 ? Math.max(0, this.#left - passed * excess / this.#holding) : Math.min(MOST$1, this.#left + passed * RECOVERY);
	}
};

// src/oci/fanout/subscriber.ts
/** One destination of several that read blobs from one source. */
var Subscriber = class {
	stallBudget;
	/** Blobs that the destination will still read; `undefined` until its copy is planned. */
	#needs;
	constructor(now) {
		this.stallBudget = new StallBudget(now);
	}
	/** Whether the destination may still read this blob. */
	mayNeed(digest) {
		return this.#needs === void 0 || this.#needs.has(digest);
	}
	decide(needs) {
		this.#needs = new Set(needs);
	}
	/** Notes that the destination has opened this blob, or does not need it. */
	forget(digest) {
		this.#needs?.delete(digest);
	}
};

// src/oci/fanout/subscriber-stream.ts
/** The stream of a blob for one destination. A read, which others may share, gives it bytes; the read can change midway. */
var SubscriberStream = class extends Readable {
	subscriber;
	/** Position in the blob of the next byte that the stream gets. */
	at;
	/** Whether the stream has all bytes that were read so far and waits for more. */
	isHungry = false;
	#find;
	#shared;
	#leftBehind;
	/** @param find joins the stream to a read that covers its position. */
	constructor(subscriber, offset, find) {
		super();
		this.subscriber = subscriber;
		this.at = offset;
		this.#find = find;
	}
	get leftBehind() {
		return this.#leftBehind;
	}
	/** The read that gives the stream its bytes. */
	shared() {
		this.#shared ??= this.#find(this);
		return this.#shared;
	}
	/** Takes the stream off its read because it is too far behind. It finds another read when it wants more bytes. */
	detach(leftBehind) {
		this.#shared = void 0;
		this.#leftBehind = leftBehind;
	}
	_read() {
		this.shared().serve(this);
	}
	_destroy(error, callback) {
		this.#shared?.leave(this);
		this.#shared = void 0;
		callback(error);
	}
};

// src/oci/fanout/share-blobs.ts
const MIB = 1048576;
/** Bytes by which a stream may be behind the first one. Beyond that it gets a read of its own. */
const WINDOW = 8 * MIB;
/** Bytes that are held for all blobs together, so that memory does not grow with the number of blobs under way. */
const POOL = 24 * MIB;
/** The memory of the shared reads of a run. */
const bufferPool = () => new BufferPool(POOL);
/**
* Reads each blob once at the source for several destinations that need it. A destination joins a read while the first bytes
* are still kept. One that falls too far behind, or starts over, goes on with a read of its own. A destination that fails
* does not disturb the others; an error of the source reaches all destinations that were reading.
*/
var BlobSharing = class {
	#source;
	#options;
	#reads = /* @__PURE__ */ new Map();
	#subscribers = /* @__PURE__ */ new Set();
	#pool;
	constructor(source, options) {
		this.#source = source;
		this.#options = options;
		const { pool = POOL } = options;
		this.#pool = typeof pool === "number" ? new BufferPool(pool) : pool;
	}
	/** The most bytes that were held at once so far. */
	get peak() {
		return this.#pool.peak;
	}
	/** Adds a destination. All destinations of a run have to be added before the first one reads. */
	join() {
		const subscriber = new Subscriber(this.#options.now);
		this.#subscribers.add(subscriber);
		const unexpect = (isNeeded) => {
			for (const [digest, reads] of this.#reads) if (!isNeeded(digest)) for (const read of [...reads]) read.unexpect(subscriber);
		};
		return {
			repository: this.#source.repository,
			has: (descriptor, signal) => this.#source.has(descriptor, signal),
			blob: (descriptor, { offset = 0 }, signal) => this.#read(subscriber, descriptor, offset, signal),
			decide: (needs) => {
				subscriber.decide(needs);
				unexpect((digest) => subscriber.mayNeed(digest));
			},
			release: (digest) => {
				subscriber.forget(digest);
				unexpect((one) => one !== digest);
			},
			leave: () => {
				this.#subscribers.delete(subscriber);
				unexpect(() => false);
			}
		};
	}
	async #read(subscriber, descriptor, offset, signal) {
		signal.throwIfAborted();
		const stream = new SubscriberStream(subscriber, offset, (one) => this.#readFor(one, descriptor));
		const lost = new Promise((_, reject) => stream.once("error", reject));
		const stop = () => stream.destroy(signal.reason);
		signal.addEventListener("abort", stop, { once: true });
		stream.once("close", () => signal.removeEventListener("abort", stop));
		await Promise.race([stream.shared().opened, lost]);
		return stream;
	}
	#readFor(stream, descriptor) {
		const { digest } = descriptor;
		const reads = this.#reads.get(digest) ?? /* @__PURE__ */ new Set();
		this.#reads.set(digest, reads);
		stream.subscriber.forget(digest);
		const read = [...reads].find((read) => read.covers(stream)) ?? this.#open(stream, descriptor, reads);
		reads.add(read);
		read.join(stream);
		return read;
	}
	#open({ subscriber, at, leftBehind }, descriptor, reads) {
		const { now, sleep, window = WINDOW } = this.#options;
		const mayCome = [...this.#subscribers].filter((one) => at === 0 && one.mayNeed(descriptor.digest));
		const others = leftBehind?.subscribers ?? mayCome;
		return new SharedRead({
			offset: leftBehind?.from ?? at,
			expected: others.filter((one) => one !== subscriber),
			open: (offset, signal) => this.#source.blob(descriptor, { offset }, signal),
			window,
			pool: this.#pool,
			now,
			sleep,
			onGone: (read) => {
				reads.delete(read);
				if (reads.size === 0 && this.#reads.get(descriptor.digest) === reads) this.#reads.delete(descriptor.digest);
			}
		});
	}
};
/** One source for each of `count` destinations. A single destination reads from the source itself. */
function shareBlobs(source, count, options) {
	if (count > 1) {
		const sharing = new BlobSharing(source, options);
		return Array.from({ length: count }, () => sharing.join());
	}
	const nothing = () => {};
	return [{
		repository: source.repository,
		has: (descriptor, signal) => source.has(descriptor, signal),
		blob: (descriptor, given, signal) => source.blob(descriptor, given, signal),
		decide: nothing,
		release: nothing,
		leave: nothing
	}];
}

// src/oci/copy/open-checked.ts
/**
* Opens a blob at its source and checks it while it streams. When a retry reads it from the middle, only the target checks the
* digest. The bytes that a retry reads again are subtracted first, so that what `onBytes` is told adds up to the size.
*/
function openChecked(source, descriptor, onBytes, signal) {
	let counted = 0;
	const count = (bytes) => {
		counted += bytes;
		if (bytes !== 0) onBytes(bytes);
	};
	const counting = {
		bytes: ({ length }) => count(length),
		end: () => {}
	};
	return async (offset) => {
		const stream = await source.blob(descriptor, { offset }, signal);
		count(offset - counted);
		return tapStream(stream, offset > 0 ? counting : new BlobVerifier(descriptor, count));
	};
}

// src/oci/copy/blob-carrier.ts
/** Brings blobs to the target, each in the cheapest way there is. */
var BlobCarrier = class {
	#source;
	#target;
	#options;
	constructor(source, target, options) {
		this.#source = source;
		this.#target = target;
		this.#options = options;
	}
	async carry(blob, signal) {
		const { standing, onWait } = this.#options;
		const { name } = this.#target;
		const { digest } = blob.descriptor;
		if (!standing) return this.#bring(blob, signal);
		if (!blob.isAbsent && standing.has(name, digest)) return "present";
		let arrival = "present";
		const work = async () => {
			arrival = await this.#bring(blob, signal);
		};
		await standing.write(name, digest, {
			work,
			onWait: () => onWait?.(digest)
		}, signal);
		return arrival;
	}
	async #bring({ descriptor, ask }, signal) {
		const { onEvent } = this.#options;
		const { digest, size } = descriptor;
		if (await this.#mount(descriptor, signal)) return "mounted";
		signal.throwIfAborted();
		if (ask && await this.#target.has(descriptor, signal)) return "present";
		signal.throwIfAborted();
		onEvent?.({
			type: "blob",
			digest,
			size,
			state: "started"
		});
		const onBytes = (bytes) => onEvent?.({
			type: "bytes",
			digest,
			bytes
		});
		await this.#target.putBlob(descriptor, openChecked(this.#source, descriptor, onBytes, signal), signal);
		return "copied";
	}
	/** A mount needs no HEAD before it: the same request finds out whether the blob is there and takes it over. */
	async #mount(descriptor, signal) {
		const { repository: from, mayMount } = this.#source;
		const target = this.#target;
		const { mounts = true, standing } = this.#options;
		if (!mounts || !canMount(target)) return false;
		const isAtSource = mayMount?.(descriptor) ?? true;
		if (from !== void 0 && isAtSource && await target.mount(descriptor, from, signal)) return true;
		const sibling = standing?.sibling(target.name, descriptor.digest);
		return sibling !== void 0 && target.mount(descriptor, sibling, signal, { isWritten: true });
	}
};

// src/oci/copy/put-digest-tags.ts
/**
* The manifests of digest tags that are put by digest before: those below an index, and those that something is attached to. All
* others are put with their tag.
*/
function nodesOfDigestTags({ digestTags, attachments }) {
	const subjects = new Set(attachments.map(({ subject }) => subject.digest));
	return digestTags.flatMap(({ node }) => {
		const all = bottomUp(node);
		return subjects.has(node.content.descriptor.digest) ? all : all.slice(0, -1);
	});
}
/** Writes a tag into a store to which nobody else writes. */
async function replaceTag(target, tag, merge, signal) {
	const there = await target.resolve({ tag }, signal);
	const held = there && await target.manifest(there, signal);
	const wanted = merge(held);
	if (wanted === held) return wanted;
	await target.putManifest(wanted, signal);
	await target.tag(wanted, tag, signal);
	return wanted;
}
/** Has the target hold each digest tag with everything that is carried, and what is there already, confirmed by reading. */
async function putDigestTags(target, digestTags, concurrency, signal) {
	await mapGroup(signal, digestTags, concurrency, async ({ tag, suffix, subject, node }, joined) => {
		const place = {
			name: target.name,
			tag,
			suffix
		};
		const merge = (there) => {
			const held = there?.descriptor.digest === subject.digest ? void 0 : there;
			return mergeDigestTag(place, node.content, held);
		};
		try {
			if (canMergeTags(target)) await target.mergeTag(tag, merge, joined);
			else await replaceTag(target, tag, merge, joined);
		} catch (error) {
			if (!(error instanceof SealiftError) || error.code !== "attachment_conflict") throw error;
			throw new SealiftError(error.code, `${error.message}; it came during this run`, { hint: "The tags of the image were not moved. Find out which of the two is right, and delete the tag that is not; or leave this type behind with --include signatures or --artifact-type." });
		}
	});
}

// src/oci/copy/sparse-refusal.ts
/** The word of a registry that has none for a missing child (zot). */
const INVALID = /\bMANIFEST_INVALID\b/;
/** The error for an index that a target does not take without the children that were not to be put. */
function sparseIndexRefused({ content, manifest, left }, refusal) {
	const { digest } = content.descriptor;
	return new SealiftError("sparse_index_refused", `the index ${digest} is not taken without ${left.length} of the ${manifest.manifests.length} manifests that it names: ${refusal.message}`, { cause: refusal });
}
/**
* What it means that a target refuses a manifest. An index is refused for a child that was not to be put where the registry names
* that child. Where it gives no other reason, it misses an unknown part.
*/
function sparseRefusal(error, node) {
	const { content, left } = node;
	if (!(error instanceof SealiftError) || left.length === 0) return error;
	if (left.some(({ digest }) => error.message.includes(digest))) return sparseIndexRefused(node, error);
	if (!(error.code === "registry_refused" && error.hint === ERRORS.registry_refused[1]) || !INVALID.test(error.message)) return error;
	return new UnknownPart(content.descriptor.digest, error.message, { cause: error });
}

// src/oci/copy/put-manifests.ts
/** Puts manifests into one target, each once, however many indexes name it. */
var ManifestPutter = class {
	#target;
	#limit;
	#done = /* @__PURE__ */ new Map();
	/** For each subject, the last put of a manifest with that subject. */
	#turns = /* @__PURE__ */ new Map();
	constructor(target, concurrency) {
		this.#target = target;
		this.#limit = pLimit(concurrency);
	}
	/** Puts children before their index, and siblings at the same time. A child that is not in `nodes` is at the target. */
	async put(nodes, signal) {
		const wanted = new Set(nodes);
		const once = (node, joined) => {
			const { digest } = node.content.descriptor;
			const work = this.#done.get(digest) ?? afterChildren(node, joined);
			this.#done.set(digest, work);
			return work;
		};
		const afterChildren = async (node, joined) => {
			const children = node.children.filter((child) => wanted.has(child));
			await taskGroup(joined, children.map((child) => (inner) => once(child, inner)));
			await this.#inTurn(node, joined);
		};
		await taskGroup(signal, nodes.map((node) => (joined) => once(node, joined)));
	}
	/** Puts a manifest a second time, its children aside. */
	putAgain(node, signal) {
		return this.#inTurn(node, signal);
	}
	/** Puts manifests with one subject one after the other: olareg 0.2.2 loses some that are put at the same time. */
	async #inTurn(node, signal) {
		const { content, manifest: { subject } } = node;
		const put = () => this.#limit(() => {
			signal.throwIfAborted();
			return this.#target.putManifest(content, signal).catch((error) => {
				throw sparseRefusal(error, node);
			});
		});
		if (subject === void 0) return put();
		const { digest } = subject;
		const turn = (this.#turns.get(digest) ?? Promise.resolve()).then(put);
		this.#turns.set(digest, turn.catch(() => {}));
		await turn;
	}
};

// src/oci/copy/read-back.ts
/** Asks a target until it shows a part that it took. What it does not show is put again, once. */
async function readBack({ isThere, putAgain, lost }, sleep, signal) {
	const look = async (before) => {
		if (before === 2) await putAgain();
		return await isThere() || void 0;
	};
	if (!await lookAgain(look, sleep, signal)) throw lost();
}

// src/oci/copy/written-parts.ts
/**
* Asks a target for what it said it stored: a 201 is no proof. What it does not show is put again, once. A layout is not asked,
* because its files were written here.
*/
var WrittenParts = class {
	#copied;
	#options;
	constructor(copied, options) {
		this.#copied = copied;
		this.#options = options;
	}
	/** @throws SealiftError `child_missing`, or `registry_refused` for a manifest that is no child. */
	async manifests(nodes, loss, signal) {
		const { target, manifests } = this.#copied;
		await taskGroup(signal, nodes.map((node) => (joined) => {
			const { descriptor } = node.content;
			const { digest } = descriptor;
			const isThere = async () => {
				const there = await target.resolve({ digest }, joined);
				return there !== void 0 && sameContent(there, descriptor);
			};
			const putAgain = () => manifests.putAgain(node, joined);
			return this.#readBack({
				isThere,
				putAgain
			}, loss, digest, joined);
		}));
	}
	/** Asks for the blobs among `descriptors` that this copy wrote. */
	async blobs(descriptors, loss, signal) {
		const { source, target, blobs } = this.#copied;
		const written = new Map(descriptors.filter(({ digest }) => blobs.has(digest)).map((one) => [one.digest, one]));
		await taskGroup(signal, [...written.values()].map((descriptor) => (joined) => {
			const isThere = () => target.has(descriptor, joined);
			const open = openChecked(source, descriptor, () => {}, joined);
			const putAgain = () => target.putBlob(descriptor, open, joined);
			return this.#readBack({
				isThere,
				putAgain
			}, loss, descriptor.digest, joined);
		}));
	}
	/** Asks for what was attached, once its manifests are there. That those of the attachments are there, their list says. */
	async attachments(attachments, signal) {
		const { deep = false, envelopesOf = () => [] } = this.#options;
		const parts = attachments.map((one) => ({
			nodes: bottomUp(one.node),
			envelopes: envelopesOf(one)
		}));
		const children = parts.flatMap(({ nodes }) => nodes.slice(0, -1));
		const own = attachments.map(({ node }) => node);
		const blobs = deep ? parts.flatMap(({ nodes }) => nodes.flatMap((node) => node.blobs)) : [];
		const envelopes = parts.flatMap((part) => part.envelopes);
		const named = new Set(envelopes.map(({ digest }) => digest));
		await taskGroup(signal, [
			(joined) => this.manifests(children, "child", joined),
			(joined) => this.manifests(deep ? own : [], "signature", joined),
			(joined) => this.blobs(envelopes, "envelope", joined),
			(joined) => this.blobs(blobs.filter(({ digest }) => !named.has(digest)), "blob", joined)
		]);
	}
	/** Asks for what digest tags hold: signatures and attestations as envelopes are asked for, an SBOM when all is. */
	async digestTags(digestTags, signal) {
		const { deep = false } = this.#options;
		const blobs = digestTags.filter(({ suffix }) => deep || suffix !== "sbom").flatMap(({ node }) => bottomUp(node).flatMap(({ layers }) => layers));
		await this.blobs(blobs, "envelope", signal);
	}
	async #readBack(part, loss, digest, signal) {
		const { sleep = async () => {} } = this.#options;
		const { target } = this.#copied;
		if (target.repository === void 0) return;
		await readBack({
			...part,
			lost: () => notKept(target, loss, digest)
		}, sleep, signal);
	}
};

// src/oci/copy/copy-graph.ts
/**
* A blob of at most so many bytes is written without asking whether the target has it, when its attachment is missing there:
* the question would cost as much as the blob.
*/
const ASK_ABOVE = 65536;
/** Every blob that a copy may write, each once. */
function blobsOf(plan) {
	const blobs = /* @__PURE__ */ new Map();
	const add = (node, small) => {
		const { manifest } = node;
		for (const descriptor of node.blobs) {
			const there = plan.askedBlobs.get(descriptor.digest);
			if (there) continue;
			const isConfig = descriptor.digest === manifest.config?.digest;
			const isCheap = small && !isConfig && descriptor.size <= ASK_ABOVE;
			const ask = there === void 0 && !plan.targetIsEmpty && !isCheap;
			const isAbsent = there === false;
			blobs.set(descriptor.digest, blobs.get(descriptor.digest) ?? {
				descriptor,
				ask,
				isAbsent
			});
		}
	};
	for (const node of plan.nodes) add(node, false);
	for (const { node } of [...plan.attachments, ...plan.digestTags]) for (const part of bottomUp(node)) add(part, true);
	return [...blobs.values()];
}
async function copyBlobs(source, target, plan, options, signal) {
	const { concurrency, onEvent } = options;
	const report = {
		copied: 0,
		mounted: 0,
		bytes: 0
	};
	const written = /* @__PURE__ */ new Set();
	const carrier = new BlobCarrier(source, target, options);
	await mapGroup(signal, blobsOf(plan), concurrency, async (blob, joined) => {
		const { digest, size } = blob.descriptor;
		const state = await carrier.carry(blob, joined);
		onEvent?.({
			type: "blob",
			digest,
			size,
			state
		});
		if (state === "present") return;
		written.add(digest);
		report[state] += 1;
		if (state === "copied") report.bytes += size;
	});
	return {
		report,
		written
	};
}
/**
* Puts the attachments of each subject and has the target list them, before it puts the attachments of those. What they consist
* of is asked for at the same time as their list.
*/
async function putAttachments(target, manifests, written, attachments, { onLinked }, signal) {
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const attachTo = async (digest, joined) => {
		const own = bySubject.get(digest);
		if (!own) return;
		for (const { node } of own) await manifests.put(bottomUp(node), joined);
		const contents = own.map(({ node }) => node.content);
		joined.throwIfAborted();
		await taskGroup(joined, [async (inner) => {
			const foundIn = await target.linkReferrers(own[0].subject, contents, inner);
			onLinked?.(own, foundIn);
		}, (inner) => written.attachments(own, inner)]);
		await taskGroup(joined, own.map(({ node }) => (inner) => attachTo(node.content.descriptor.digest, inner)));
	};
	const attached = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	const outer = [...bySubject.keys()].filter((digest) => !attached.has(digest));
	await taskGroup(signal, outer.map((digest) => (joined) => attachTo(digest, joined)));
}
/**
* Writes what `plan` found missing, in the order that docs/architecture.md, "Order of a promotion", prescribes: blobs, child
* manifests, the root by digest, attached manifests and digest tags. Then the target has to list the attachments, and to have the
* children and envelopes that were written, which is confirmed by reading. It sets no tag: a copy that is killed leaves no tag on an
* incomplete image, and a repeat copies only the rest.
*
* @throws UnknownPart when the target does not know a part of a manifest.
*/
async function copyGraph(source, target, plan, options, signal) {
	const { deep = false, isTagged = false, concurrency } = options;
	const { report, written: blobs } = await copyBlobs(source, target, plan, options, signal);
	const manifests = new ManifestPutter(target, concurrency);
	const tagged = nodesOfDigestTags(plan);
	await manifests.put([...plan.nodes, ...tagged], signal);
	const written = new WrittenParts({
		source,
		target,
		manifests,
		blobs
	}, options);
	const isRoot = ({ content }) => content.descriptor.digest === plan.root;
	const layers = deep ? plan.nodes.flatMap(({ blobs }) => blobs) : [];
	await taskGroup(signal, [
		(joined) => putAttachments(target, manifests, written, plan.attachments, options, joined),
		(joined) => putDigestTags(target, plan.digestTags, concurrency, joined),
		(joined) => written.digestTags(plan.digestTags, joined),
		(joined) => written.manifests([...plan.nodes.filter((node) => !isRoot(node)), ...tagged], "child", joined),
		(joined) => written.manifests(isTagged && !deep ? [] : plan.nodes.filter(isRoot), "manifest", joined),
		(joined) => written.blobs(layers, "blob", joined)
	]);
	return report;
}

// src/operations/promotion/confirm-tag.ts
/** The error for a tag that does not resolve to what it was pointed at, but to `there`. */
function unlike({ name }, tag, { descriptor: { digest }, bytes }, { there, isLate }) {
	const what = `${name}:${tag} was pointed at ${digest}, and ${there === void 0 ? "is not there" : `points at ${there.digest}`}`;
	if (there?.digest === digest) {
		const served = `${name}:${tag} serves ${digest} as another media type, or with another size, than was put`;
		return new SealiftError("manifest_invalid", served, { hint: "A signature holds media type and size as well, so that no verifier accepts the image there. Promote it to another repository, where these bytes are not served so." });
	}
	if (there !== void 0 && there.digest === digestOf$2(bytes, digestAlgorithm(there.digest)) || isLate && digestAlgorithm(digest) !== "sha256") return new SealiftError("digest_mismatch", `${what}: the registry sets no tags by that algorithm`, { hint: `Signatures are found under ${digest} alone: use ${name}@${digest} there, or build the image with sha256 digests, or use a registry that sets such tags.` });
	if (!isLate) return new SealiftError("tag_moved", `${what} right after: somebody else moved it, or the registry did`, { hint: "Look at what it points at now. Where this image is the one that is wanted, promote it again when nobody else moves the tag." });
	return new SealiftError("upload_unconfirmed", `${what}, although the registry said that it is set`, { hint: `The image is complete there, as ${name}@${digest}. A cache may show the tag late: look at it in some minutes. If it stays so, this registry does not keep the tag, and whoever runs it has to say why.` });
}
/**
* Reads a tag back that was set: it has to resolve to the promoted digest in its own algorithm, since signatures are looked for
* under the digest that a tag resolves to. The tag of a layout is not read: it was written here, under a lock.
*
* @throws SealiftError `digest_mismatch` for the digest of another algorithm, `manifest_invalid` for another media type,
*   `tag_moved` for another manifest, `upload_unconfirmed` for a tag that is as it was before.
*/
async function confirmTag(store, content, { tag, previous }, { sleep }, signal) {
	if (store.repository === void 0) return;
	const { descriptor } = content;
	let there;
	if (!await lookAgain(async () => {
		there = await store.resolve({ tag }, signal);
		if (there !== void 0 && sameContent(there, descriptor)) return there;
		const isLate = there === void 0 || there.digest === previous || there.digest === descriptor.digest;
		if (!isLate) throw unlike(store, tag, content, {
			there,
			isLate
		});
	}, sleep, signal)) throw unlike(store, tag, content, {
		there,
		isLate: true
	});
}

// src/operations/record/put-records.ts
const HINT$1 = "Run it again: it puts the record, and writes nothing else.";
/** The error of a destination that has its image and its tags, and lacks the record of them. */
function withoutRecord({ name }, thrown) {
	const { code, message, hint, needs } = asSealiftError(thrown);
	return new SealiftError(code, `the image and its tags are set at ${name}, and the record of that is not: ${message}`, needs === void 0 ? {
		hint: `${hint} ${HINT$1}`,
		cause: thrown
	} : {
		hint,
		needs,
		cause: thrown
	});
}
async function put({ emptyConfigs, clock }, store, image, made, signal) {
	const blobs = made.flatMap(({ statement, signature, signed }) => [statement, {
		descriptor: signature.envelope,
		bytes: signed.bytes
	}]);
	await taskGroup(signal, [(joined) => abortable(emptyConfigs.of(store).put(), joined), ...blobs.map(({ descriptor, bytes }) => {
		return (joined) => store.putBlob(descriptor, (offset) => bytesStream(bytes, offset), joined);
	})]);
	for (const { manifest, statement, signature, signed } of made) {
		await putSignature(store, manifest, statement, signal);
		const envelope = {
			descriptor: signature.envelope,
			bytes: signed.bytes
		};
		await putSignature(store, signature.manifest, envelope, signal);
	}
	const records = made.map(({ manifest }) => manifest);
	await taskGroup(signal, [(joined) => store.linkReferrers(image, records, joined), ...made.map(({ manifest, signature }) => {
		return (joined) => store.linkReferrers(manifest.descriptor, [signature.manifest], joined);
	})]);
	for (const { recordTag, manifest } of made) {
		signal.throwIfAborted();
		if (recordTag !== void 0) await store.tag(manifest, recordTag, signal);
	}
	await taskGroup(signal, made.flatMap(({ recordTag: tag, manifest, previous }) => tag === void 0 ? [] : [(joined) => confirmTag(store, manifest, {
		tag,
		previous
	}, clock, joined)]));
}
/**
* Puts the records of one destination, after its tags were set and read back: the records with their signatures, which are read back,
* and last of all the record tags. Killed in between, the record tag stands at an older record, and a repeat mends that.
*
* @throws SealiftError of whatever keeps the record from standing there.
*/
async function putRecords(session, store, image, made, signal) {
	try {
		await put(session, store, image, made, signal);
	} catch (error) {
		if (signal.aborted) throw error;
		throw withoutRecord(store, error);
	}
}

// src/operations/promotion/attachment-tally.ts
/** What a plan attaches. */
function attachedOf({ attachments, digestTags }) {
	return [...attachments, ...digestTags];
}
/** How many attachments a destination is to have, and which of them it did not list. */
var AttachmentTally = class {
	#expected;
	/** By digest, or by digest tag. */
	#added = /* @__PURE__ */ new Map();
	constructor(expected) {
		this.#expected = expected;
	}
	/** Counts attachments that the source does not have. */
	expect(more) {
		this.#expected += more;
	}
	/** Notes what the destination did not list; twice is once. */
	add(missing) {
		for (const one of missing) {
			const { digest } = one.node.content.descriptor;
			this.#added.set("tag" in one ? one.tag : digest, digest);
		}
	}
	/** Before it is written. */
	get lacking() {
		const present = this.#expected - this.#added.size;
		return {
			expected: this.#expected,
			present,
			added: 0,
			missing: [...this.#added.values()]
		};
	}
	/** Once all of it was written and read back. */
	get written() {
		return {
			expected: this.#expected,
			present: this.#expected,
			added: this.#added.size,
			missing: []
		};
	}
};

// src/operations/promotion/commit-writes.ts
const HINT = "Run it again: it then finds the tag where it is now, and what --existing-tag and --backup-tag say is done there.";
/**
* Commits what a store held back. A tag that another run has moved since this one began is noticed only there; `--move-tag
* always` moves it all the same, where nothing has to be looked at before.
*
* @throws SealiftError `tag_moved`, and as the store does.
*/
async function commitWrites({ commit }, { moveTag, hasConditions }, signal) {
	try {
		await commit?.(signal);
	} catch (error) {
		if (!(error instanceof SealiftError) || error.code !== "tag_moved") throw error;
		if (hasConditions) throw new SealiftError(error.code, error.message, {
			hint: HINT,
			cause: error
		});
		if (moveTag !== "always") throw error;
		await commit?.(signal);
	}
}

// src/operations/promotion/delivery-records.ts
/** Makes the records that a destination lacks, before anything is written there. A tag that is kept gets none. */
function recordsAt({ records, gates, gate }, { reference, image, tags, survey, plan, isThere }, signal) {
	const set = tags.filter(({ action }) => action !== "kept");
	const place = {
		reference,
		gate,
		store: survey.store,
		image,
		tags: set.map(({ tag, action }) => ({
			tag,
			isThere: action === "unchanged"
		})),
		isEmpty: plan.targetIsEmpty,
		isThere,
		statements: gates.map(({ statement }) => statement.name),
		signatures: gates.flatMap(({ signatures }) => signatures)
	};
	return records.at(place, signal);
}

// src/operations/promotion/envelopes-of.ts
/** The envelope of a signature, which is asked for after it was written. */
function envelopesOf({ node: { manifest } }) {
	return isSignatureManifest(manifest) ? manifest.layers : [];
}

// src/operations/promotion/foreign-layers.ts
/** The non-distributable layers of an image that a store does not hold. */
async function absentLayers(store, { foreignLayers }, concurrency, signal) {
	return (await mapGroup(signal, foreignLayers, concurrency, async (layer, joined) => await store.has(layer, joined) ? [] : [layer.digest])).flat();
}
/** Whether a store holds the non-distributable layers of an image, of which its having the image says nothing. */
async function holdsLayers(store, graph, concurrency, signal) {
	return (await absentLayers(store, graph, concurrency, signal)).length === 0;
}
/**
* Refuses non-distributable layers that are to be copied and that the source does not hold. What its manifests name as `urls` is
* asked for nothing (CVE-2020-15157).
*/
async function refuseAbsentLayers(source, graph, concurrency, signal) {
	const [first, ...more] = await absentLayers(source, graph, concurrency, signal);
	if (first === void 0) return;
	const others = more.length === 0 ? "" : ` and ${more.length} more`;
	throw new SealiftError("artifact_not_found", `${source.name} does not hold the non-distributable layer ${first}${others}, which is elsewhere`, { hint: "Leave --foreign-layers out: such layers then stay where they are, and whoever runs the image fetches them from there. Or push them to the source first." });
}

// src/operations/promotion/mend.ts
const ALL_IS_THERE = "Every part was asked for and is there. A registry of several replicas may show them late; otherwise its storage contradicts itself, and only whoever runs it can mend that.";
/** For the manifest that a digest tag was to get: it has what the source has, which is there, and what the destination had. */
const LOST_UNDER_TAG = "The tags of the image were not moved. Delete the tag of cosign there (sha256-HEX.sig or .att), which nobody can verify any more, and promote again; or leave it behind with --include verified.";
function lossOf({ manifest, children }, lost) {
	if (isSignatureManifest(manifest)) return "signature";
	return children.some(({ content }) => content.descriptor.digest === lost.digest) ? "child" : "blob";
}
/** The error for a manifest that is refused after all that was missing was put: a repeat would come to the same end. */
async function stillUnknown(refusal, store, { nodes, attachments, digestTags }, signal) {
	const node = [...nodes, ...[...attachments, ...digestTags].flatMap(({ node }) => bottomUp(node))].find(({ content }) => content.descriptor.digest === refusal.manifest);
	const [lost] = node ? await new AskedParts(store).missingOf(node, signal) : [];
	if (node && lost) return notKept(store, lossOf(node, lost), lost.digest);
	if (node && node.left.length > 0) return sparseIndexRefused(node, refusal);
	if (!node && digestTags.length > 0) {
		const message = `${store.name} lost a part of what it holds under a tag of cosign, so that nothing can be added to that: ${refusal.message}`;
		return new SealiftError("attachment_conflict", message, {
			hint: LOST_UNDER_TAG,
			cause: refusal
		});
	}
	return new SealiftError(refusal.code, refusal.message, {
		hint: ALL_IS_THERE,
		cause: refusal
	});
}
/** Codes of refusals that may come of a lost part, where a registry has no word for that. Who is down is not asked more. */
const MAY_MISS = /* @__PURE__ */ new Set(["registry_refused", "artifact_not_found"]);
/**
* Writes to a destination. When it does not know a part of a manifest, nothing that was believed to be there is believed any
* more: `mend` asks for everything, puts what is gone, and writes again. After another refusal of a manifest it does so when
* the destination turns out to have lost a part.
*
* @param mend resolves to `false`, and has written nothing, when it is not sure that a part is lost and finds none.
*/
async function writeOrMend(write, mend, { store, graph, signal }) {
	let refusal;
	try {
		await write();
		return;
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (!(error instanceof UnknownPart || MAY_MISS.has(error.code))) throw error;
		refusal = error;
	}
	signal.throwIfAborted();
	try {
		if (await mend(refusal instanceof UnknownPart)) return;
	} catch (error) {
		throw error instanceof UnknownPart ? await stillUnknown(error, store, graph, signal) : error;
	}
	throw refusal;
}

// src/operations/promotion/referrers-tags.ts
/**
* Refuses a promotion, before anything is written, that would overwrite what somebody keeps under a referrers tag, or hide a
* list of referrers behind the image (docs/architecture.md, "The referrers tag").
*
* @param tags those that are to be moved to `image`.
* @throws SealiftError `referrers_tag_taken` or `content_too_large`.
*/
async function refuseReferrersTags(store, { attachments, targetIsEmpty }, tags, image, signal) {
	for (const tag of tags) await store.refuseHiding(tag, image, signal);
	if (targetIsEmpty) return;
	const [first, ...others] = [...Map.groupBy(attachments, ({ subject }) => subject.digest).values()].map((own) => (joined) => {
		const contents = own.map(({ node }) => node.content);
		return store.refuseUnlistable(own[0].subject, contents, void 0, joined);
	});
	await first?.(signal);
	await taskGroup(signal, others);
}
/** The remedy for a tag that may not be moved, where moving it could lose signatures that are found by it. */
function keepingHint(tag) {
	if (!isNamedAfterDigest(tag)) return void 0;
	return { hint: "Signatures may be found by this tag, so leave it where it is, and promote to another one." };
}

// src/operations/promotion/backup-tag.ts
/** What `{tag}` stands for in a template. */
const VARIABLE = "{tag}";
/** The backup tag of a tag. */
function backupTagOf(template, tag) {
	return template.replaceAll(VARIABLE, tag);
}
/** The error for a tag that was not moved, since nothing would be left of what it points at. */
function notBackedUp({ name }, backup, tag, thrown) {
	const cause = asSealiftError(thrown);
	const { code, message, hint, needs } = cause;
	return new SealiftError(thrown instanceof UnknownPart ? "registry_refused" : code, `${name}:${tag} was not moved, because its backup tag ${backup} could not be set: ${message}`, {
		hint: `${hint} Without --backup-tag the tag moves.`,
		cause,
		needs
	});
}
/**
* Looks at a backup tag, and reads what it is to be pointed at, so that nothing moves where that cannot be read. The manifest is
* not kept, since a destination may have many tags; the view of the store has it for as long as there is room.
*
* @param old where the tag points now.
*/
async function readBackup(store, { backup, tag, old }, signal) {
	try {
		const before = await store.resolve({ tag: backup }, signal);
		const isThere = before !== void 0 && sameContent(before, old);
		if (!isThere) await store.manifest(old, signal);
		return {
			tag: backup,
			before,
			old,
			isThere
		};
	} catch (thrown) {
		signal.throwIfAborted();
		throw notBackedUp(store, backup, tag, thrown);
	}
}
/**
* Points a backup tag at the manifest that its tag points at, by the very bytes, and reads it back: the tag may only move once that is
* kept under another one.
*/
async function writeBackup(store, { tag: backup, before, old, isThere }, tag, clock, signal) {
	if (isThere) return;
	try {
		const content = await store.manifest(old, signal);
		await store.tag(content, backup, signal);
		await confirmTag(store, content, {
			tag: backup,
			previous: before?.digest
		}, clock, signal);
	} catch (thrown) {
		signal.throwIfAborted();
		throw notBackedUp(store, backup, tag, thrown);
	}
}

// src/oci/tag-pattern.ts
/** What a pattern may hold: the characters of a tag (distribution-spec, "Pulling manifests"), and the wildcards. */
const PATTERN = /^[\w.*?-]{1,256}$/;
/** Whether the text is a pattern for tags. Any other text fits no tag at all. */
function isTagPattern(text) {
	return PATTERN.test(text);
}
/**
* Whether a pattern names the whole tag: `*` stands for any characters, or none, and `?` for one. It goes back to the last star
* alone, so that it takes at most a step for each pair of characters.
*/
function matchesTag(pattern, tag) {
	let [at, seen] = [0, 0];
	let star = -1;
	let covered = 0;
	while (seen < tag.length) {
		const token = pattern[at];
		if (token === "*") {
			star = at;
			covered = seen;
			at += 1;
		} else if (token !== void 0 && (token === "?" || token === tag[seen])) {
			at += 1;
			seen += 1;
		} else if (star >= 0) {
			covered += 1;
			at = star + 1;
			seen = covered;
		} else return false;
	}
	return /^\**$/.test(pattern.slice(at));
}

// src/operations/promotion/existing-tags.ts
const MOVES = {
	pattern: "*",
	rule: "move",
	option: "--existing-tag move"
};
/** The rule for a tag: the last one whose pattern it matches. Without any, it moves. */
function ruleFor(rules, tag) {
	return rules.findLast(({ pattern }) => matchesTag(pattern, tag)) ?? MOVES;
}

// src/operations/promotion/tag-results.ts
/** What becomes of the tags of one destination, while a promotion goes on. */
var TagResults = class {
	#all;
	/**
	* @param before where each tag pointed when the run began.
	* @param actionOf what became of a tag that the run did not touch so far.
	*/
	constructor(before, actionOf) {
		this.#all = new Map([...before].map(([tag, there]) => {
			return [tag, {
				tag,
				action: actionOf(tag),
				previous: there?.digest ?? null,
				backup: null
			}];
		}));
	}
	#update(tag, change) {
		this.#all.set(tag, {
			...this.#all.get(tag),
			...change
		});
	}
	/** The tag points at the image now, or will after a dry run. */
	set(tag) {
		this.#update(tag, { action: this.#all.get(tag).previous === null ? "new" : "moved" });
	}
	/** The backup tag is at what the tag pointed at, `previous`, or will be after a dry run. */
	backedUp(tag, backup, previous) {
		this.#update(tag, {
			backup,
			previous
		});
	}
	/** The tag points at the image already. Unless this run has set it, another one has. */
	found(tag) {
		if (this.#all.get(tag).action === "left") this.#update(tag, { action: "unchanged" });
	}
	get all() {
		return [...this.#all.values()];
	}
};

// src/operations/promotion/tags-before.ts
/**
* What the tags of a destination are to an image before anything is written: `unchanged` where they point at it, `kept` where a rule
* keeps them elsewhere, else `left`.
*/
function tagsBefore(image, before, rules) {
	return new TagResults(before, (tag) => {
		const there = before.get(tag);
		if (there && sameContent(there, image)) return "unchanged";
		return there !== void 0 && there.digest !== image.digest && ruleFor(rules, tag).rule === "keep" ? "kept" : "left";
	});
}

// src/operations/promotion/tag-mover.ts
/** Means the same as `--existing-tag fail`. */
const NEVER = "--move-tag never";
/** A tag that moves all the time is backed up so often, and then left alone. */
const ROUNDS = 3;
/** The most tags that an error names. */
const SHOWN = 4;
/** The tags of one destination that are pointed at an image, all of them after everything else was written. */
var TagMover = class {
	/** Those that are to point at the image and do not yet. */
	due;
	/** Whether one of them points at the image already. */
	isThere;
	/** Whether all of them are at other digests and stay there, so that there is nothing to promote. */
	isKept;
	#image;
	#before;
	#options;
	#results;
	/** @param before where each tag pointed when the run began. */
	constructor(image, before, options) {
		this.#image = image;
		this.#before = before;
		this.#options = options;
		this.#results = tagsBefore(image.descriptor, before, options.existingTag);
		const { all } = this.#results;
		this.due = all.filter(({ action }) => action === "left").map(({ tag }) => tag);
		this.isThere = all.some(({ action }) => action === "unchanged");
		this.isKept = all.length > 0 && all.every(({ action }) => action === "kept");
	}
	get results() {
		return this.#results.all;
	}
	#ruleOf(tag) {
		return ruleFor(this.#options.existingTag, tag).rule;
	}
	/**
	* Whether a tag that somebody moves during the run is not simply overwritten: a rule holds for where it is then, or that is to
	* be backed up first.
	*/
	get hasConditions() {
		return this.due.some((tag) => !this.#mayOverwrite(tag) || this.#backupOf(tag) !== void 0);
	}
	/** What readers look for under a digest tag may have come during the run, and a rule against moving holds for a late tag too. */
	#mayOverwrite(tag) {
		return !isNamedAfterDigest(tag) && this.#ruleOf(tag) === "move";
	}
	/** Whether the tag pointed at another digest when the run began. */
	#isElsewhere(tag) {
		const there = this.#before.get(tag);
		return there !== void 0 && there.digest !== this.#image.descriptor.digest;
	}
	#backupOf(tag) {
		const { backupTag } = this.#options;
		return backupTag === void 0 ? void 0 : backupTagOf(backupTag, tag);
	}
	/**
	* Refuses a destination, before anything is written there, that has a tag at another digest which may not move.
	*
	* @throws SealiftError `tag_exists`.
	*/
	refuseExisting({ name }) {
		const [first, ...others] = this.due.filter((tag) => this.#isElsewhere(tag) && this.#ruleOf(tag) === "fail");
		if (first === void 0) return;
		const shown = others.slice(0, SHOWN).map((tag) => `${tag} at ${this.#before.get(tag).digest}`);
		const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : "";
		const also = shown.length > 0 ? `, as are ${shown.join(", ")}${more}` : "";
		const { option } = ruleFor(this.#options.existingTag, first);
		throw new SealiftError("tag_exists", `${name}:${first} is at another image, ${this.#before.get(first).digest}${also}, and ${option} forbids to move it; nothing was written there`, keepingHint(first) ?? { hint: `Promote to another tag. If ${first} is meant to move, say --existing-tag ${first}=move${option === NEVER ? ` in place of ${NEVER}` : " behind the other rules"}; if it is to stay while the rest goes on, --existing-tag ${first}=keep.` });
	}
	/** Notes what would become of the tags, for a run that sets none. */
	plan() {
		for (const tag of this.due) {
			this.#results.set(tag);
			const [old, backup] = [this.#before.get(tag), this.#backupOf(tag)];
			if (old && backup !== void 0 && this.#isElsewhere(tag)) this.#results.backedUp(tag, backup, old.digest);
		}
	}
	/**
	* Sets the tags, and reads each back. All are checked, and what their backup tags are to be pointed at is read, before the
	* first one is moved, so that a refused tag leaves the others unmoved. A backup tag is read back before its own tag moves.
	*
	* @param onMoved is called after each of them, and after each backup tag.
	* @throws SealiftError `tag_moved`, or as {@link confirmTag} and {@link readBackup}.
	*/
	async move(store, { clock }, onMoved, signal) {
		const moves = await taskGroup(signal, this.due.map((tag) => (joined) => this.#check(store, tag, joined)));
		for (const [at, checked] of moves.entries()) {
			signal.throwIfAborted();
			const tag = this.due[at];
			if ((checked && await this.#backUp(store, checked, {
				clock,
				onMoved
			}, signal)) === void 0) this.#results.found(tag);
			else {
				await store.tag(this.#image, tag, signal);
				this.#results.set(tag);
			}
			onMoved();
		}
		await taskGroup(signal, this.due.map((tag) => (joined) => {
			const previous = this.#before.get(tag)?.digest;
			return confirmTag(store, this.#image, {
				tag,
				previous
			}, clock, joined);
		}));
	}
	/**
	* Sets the backup tag of a move, where it has one. That takes a while, so the tag is looked at again afterwards: the backup has to
	* hold what the move overwrites. Resolves to the move that is left to do, as {@link #check} does.
	*/
	async #backUp(store, checked, { clock, onMoved }, signal) {
		let move = checked;
		for (let round = 1; move?.backup !== void 0; round += 1) {
			const { tag, old, backup } = move;
			await writeBackup(store, backup, tag, clock, signal);
			this.#results.backedUp(tag, backup.tag, old.digest);
			onMoved();
			if (backup.isThere) break;
			const now = await store.resolve({ tag }, signal);
			if (now?.digest === old.digest) break;
			if (round === ROUNDS) throw this.#moved(store, tag, now);
			move = await this.#check(store, tag, signal);
		}
		signal.throwIfAborted();
		return move;
	}
	#moved({ name }, tag, now) {
		const before = this.#before.get(tag)?.digest ?? "nothing";
		const { rule, option } = ruleFor(this.#options.existingTag, tag);
		const hint = rule !== "move" ? `Look at what it points at now: ${option} leaves a tag alone that is at another image. Promote to another tag.` : this.#options.moveTag === "always" ? "Somebody else moves it again and again: look at who does, then run this again." : void 0;
		return new SealiftError("tag_moved", `${name}:${tag} moved during this run, from ${before} to ${now?.digest ?? "nothing"}; it was left alone`, keepingHint(tag) ?? (hint === void 0 ? {} : { hint }));
	}
	/** What is to be done for a tag; `undefined` where another run has brought it to the image. */
	async #check(store, tag, signal) {
		const before = this.#before.get(tag);
		const backup = this.#backupOf(tag);
		const mayRace = this.#options.moveTag === "always" && this.#mayOverwrite(tag);
		if (mayRace && backup === void 0) return {
			tag,
			old: before
		};
		const now = await store.resolve({ tag }, signal);
		if (now !== void 0 && sameContent(now, this.#image.descriptor)) return void 0;
		if (!mayRace && now?.digest !== before?.digest) throw this.#moved(store, tag, now);
		const isSame = now?.digest === this.#image.descriptor.digest;
		if (now === void 0 || backup === void 0 || isSame) return {
			tag,
			old: now
		};
		return {
			tag,
			old: now,
			backup: await readBackup(store, {
				backup,
				tag,
				old: now
			}, signal)
		};
	}
};

// src/operations/promotion/to-copy.ts
/** The blobs that a plan writes at most. */
function amountOf(plan) {
	const sizes = blobsOf(plan).map(({ descriptor }) => descriptor.size);
	return {
		blobs: sizes.length,
		bytes: sizes.reduce((sum, size) => sum + size, 0)
	};
}
/** All that a plan writes at most. */
function toCopyOf(plan) {
	const image = plan.nodes.some(({ content }) => content.descriptor.digest === plan.root);
	return {
		...amountOf(plan),
		manifests: plan.nodes.length + attachedOf(plan).length,
		image
	};
}

// src/operations/promotion/warnings.ts
/** Warns of a signature that notation does not look for where the destination lists it. */
function warnOfSignature(reporter, reference, { node, subject }, foundIn) {
	if (isSignatureManifest(node.manifest)) warnOfSha512(reporter, reference, subject, foundIn);
}
/** The signatures that a destination lists and that the source does not have. */
function signaturesOnlyThere({ others }, atSource) {
	return others.filter(({ artifactType, digest }) => artifactType === "application/vnd.cncf.notary.signature" && !atSource.has(digest)).map(({ digest }) => digest);
}
/** Tells of signatures that stay at a destination although the source does not have them, in case they were withdrawn. */
function warnOfOnlyThere(reporter, reference, digests) {
	const [first, ...more] = digests;
	if (first === void 0) return;
	const others = more.length > 0 ? ` and ${more.length} more` : "";
	reporter.warning(`${reference}: signature ${first}${others} is there and not at the source: made for this destination, or removed at the source since; it stays`);
}
/** Tells of blobs that a destination lost while it kept the manifests that name them. Only a deep plan knows of any. */
function warnOfLostBlobs(reporter, reference, { askedBlobs }) {
	const [first, ...more] = [...askedBlobs].flatMap(([digest, isThere]) => isThere ? [] : [digest]);
	if (first === void 0) return;
	const others = more.length > 0 ? ` and ${more.length} more blobs` : "";
	reporter.warning(`${reference}: the destination lost ${first}${others} of manifests that it has`);
}

// src/operations/promotion/with-own-blobs.ts
/**
* A source that also has the blobs of signatures that this run made: their envelopes, and the config that all signatures have.
*
* @param hasConfig says whether the repository of the source has that config, so that a registry may mount it from there.
*/
function withOwnBlobs(source, envelopes, hasConfig) {
	const { digest: config } = EMPTY_CONFIG;
	const bytesOf = (digest) => digest === config ? EMPTY_CONFIG_BYTES : envelopes.get(digest);
	return {
		...source,
		mayMount: ({ digest }) => digest === config ? hasConfig : !envelopes.has(digest),
		has: async (descriptor, signal) => bytesOf(descriptor.digest) !== void 0 || source.has(descriptor, signal),
		blob: (descriptor, given, signal) => {
			const bytes = bytesOf(descriptor.digest);
			if (!bytes) return source.blob(descriptor, given, signal);
			if (bytes.length !== descriptor.size) throw new SealiftError("digest_mismatch", `${descriptor.digest} has ${bytes.length} bytes, and a manifest says ${descriptor.size}`);
			return bytesStream(bytes, given.offset ?? 0);
		}
	};
}

// src/operations/promotion/without-tag.ts
/** Refuses a destination that names another digest than the image has. */
function refuseOtherDigest({ reference, digest }, image) {
	if (digest === void 0 || digest === image) return;
	throw new SealiftError("digest_mismatch", `${reference} names another digest than that of the image, ${image}`, { hint: "Nothing was written there. Leave the digest out, or name that of the image." });
}
/** Says that no tag is set, so that nobody waits for one. */
function tellOfNoTag(reporter, { reference, store }) {
	const message = `${reference} is promoted by digest, and no tag is set${store.repository === void 0 ? "" : "; registries may collect images without a tag"}`;
	reporter.progress({
		type: "notice",
		message
	});
}
/** Whether an image without a tag can be found there: a layout has to list it, a registry gives whatever it holds. */
async function isListed(store, image, signal) {
	return listsContent(store) ? store.isListed(image, signal) : true;
}
/**
* The last step of a promotion by digest, in place of the tags: a store that has a list of its content lists the image, and a
* registry is asked for it once all is there.
*
* @throws SealiftError `upload_unconfirmed`.
*/
async function finishWithoutTag(store, image, { sleep }, signal) {
	if (listsContent(store)) return store.list(image, signal);
	const { descriptor } = image;
	const { digest } = descriptor;
	const look = async () => {
		const there = await store.resolve({ digest }, signal);
		return there && sameContent(there, descriptor) ? there : void 0;
	};
	if (await lookAgain(look, sleep, signal)) return;
	throw new SealiftError("upload_unconfirmed", `${store.name} does not show the manifest ${digest} any more`, { hint: "Whoever runs the registry has to look at its storage, and at what removes images without a tag there." });
}

// src/operations/promotion/delivery.ts
/** The delivery of one artifact to one destination, and what it has come to so far. */
var Delivery = class {
	result;
	/** The result as it was before anything was written; `undefined` until then. */
	#unwritten;
	#options;
	#graph;
	#source;
	#target;
	#survey;
	#tags;
	#tally;
	#rows = [];
	#records = {
		rows: [],
		made: []
	};
	/** What is to be noted of attachments once they stand there: a store that holds back has them after the commit. */
	#standing = [];
	constructor(options, { graph, source, target }, surveyed, result) {
		this.#options = options;
		this.#graph = graph;
		this.#tally = new AttachmentTally(attachmentCount(graph));
		this.#source = source;
		this.#target = target;
		this.#survey = surveyed;
		this.#tags = new TagMover(graph.root.content, surveyed.tags, options);
		const previousDigest = surveyed.tags.get(target.tags[0] ?? "")?.digest ?? null;
		this.result = {
			...result,
			previousDigest,
			tags: this.#tags.results
		};
	}
	/** What the destination has when the delivery has failed: a store that holds back has nothing of it. */
	get failed() {
		return holdsBack(this.#target.store) && this.#unwritten || this.result;
	}
	get #isByDigest() {
		return this.#target.tags.length === 0;
	}
	/** Compares the destination with the artifact, and refuses what could not be ended well, before anything is written. */
	async #plan(signal) {
		const { reporter, foreignLayers = false, concurrency } = this.#options;
		const { store, isEmpty } = this.#survey;
		const { descriptor } = this.#graph.root.content;
		this.#tags.refuseExisting(store);
		const hasLayers = isEmpty || !foreignLayers || await holdsLayers(store, this.#graph, concurrency, signal);
		const deep = this.#options.deep || !hasLayers;
		const hints = {
			present: new Set(this.#tags.isThere ? [descriptor.digest] : []),
			targetIsEmpty: isEmpty,
			setsTag: this.#tags.due.length > 0,
			deep
		};
		const plan = await planCopy(store, this.#graph, hints, signal);
		const { reference } = this.#target;
		for (const { attachment, foundIn } of plan.listed) warnOfSignature(reporter, reference, attachment, foundIn);
		warnOfLostBlobs(reporter, reference, plan);
		this.#lacks(attachedOf(plan));
		this.result = {
			...this.result,
			deep
		};
		await refuseReferrersTags(store, plan, this.#tags.due, descriptor, signal);
		return plan;
	}
	#lacks(missing) {
		this.#tally.add(missing);
		this.result = {
			...this.result,
			attachments: {
				...this.result.attachments,
				...this.#tally.lacking
			}
		};
	}
	/** Tells of signatures that are there alone. Our own are meant to be. */
	#tellOfOnlyThere(plan) {
		const { atSource, reporter } = this.#options;
		const known = /* @__PURE__ */ new Set([...atSource, ...this.#rows.flatMap(({ digest }) => digest ?? [])]);
		const onlyThere = signaturesOnlyThere(plan, known);
		warnOfOnlyThere(reporter, this.#target.reference, onlyThere);
		this.result = {
			...this.result,
			attachments: {
				...this.result.attachments,
				onlyThere
			}
		};
	}
	/** Has our own signatures made, as far as the destination lacks them, and adds them to what is written. */
	async #withOwn(plan, signal) {
		const { own, gate } = this.#options;
		if (!own) return plan;
		const { reference } = this.#target;
		const { store } = this.#survey;
		const place = {
			reference,
			store,
			graph: this.#graph,
			plan,
			gate
		};
		const { attachments, envelopes, hasConfig, rows } = await own.at(place, signal);
		this.#rows = rows;
		this.#source = withOwnBlobs(this.#source, envelopes, hasConfig);
		this.#graph = {
			...this.#graph,
			attachments: [...this.#graph.attachments, ...attachments]
		};
		this.#tally.expect(rows.filter(({ action }) => action !== "carried").length);
		this.#lacks(attachments);
		return {
			...plan,
			attachments: [...plan.attachments, ...attachments]
		};
	}
	async run(signal) {
		const { reporter, dryRun } = this.#options;
		refuseOtherDigest(this.#target, this.#graph.root.content.descriptor.digest);
		if (this.#tags.isKept) return this.#keep();
		this.#options.elsewhere?.begin();
		const plan = await this.#withOwn(await this.#plan(signal), signal);
		this.#tellOfOnlyThere(plan);
		if (this.#isByDigest) tellOfNoTag(reporter, this.#target);
		const isAllThere = await this.#isAllThere(plan, signal);
		await this.#makeRecords(plan, isAllThere, signal);
		if (dryRun) {
			this.#tags.plan();
			this.result = {
				...this.result,
				tags: this.#tags.results,
				toCopy: toCopyOf(plan),
				signed: this.#rows,
				...this.#recordRows
			};
			return "planned";
		}
		if (isAllThere) {
			await this.#options.elsewhere?.stored();
			this.result = {
				...this.result,
				signed: this.#rows
			};
			return await this.#putRecords(signal) ? "promoted" : "unchanged";
		}
		await this.#options.elsewhere?.signed();
		this.#unwritten = this.result;
		const context = {
			store: this.#survey.store,
			graph: this.#graph,
			signal
		};
		await writeOrMend(() => this.#write(plan, signal), (isSure) => this.#mend(isSure, signal), context);
		await this.#options.elsewhere?.stored();
		await writeOrMend(() => this.#finish(signal), async (isSure) => {
			if (!await this.#mend(isSure, signal)) return false;
			await this.#finish(signal);
			return true;
		}, context);
		const { moveTag } = this.#options;
		const { hasConditions } = this.#tags;
		await commitWrites(this.#survey.store, {
			moveTag,
			hasConditions
		}, signal);
		this.#noteStanding();
		await this.#putRecords(signal);
		return "promoted";
	}
	get #recordRows() {
		return this.#options.recording ? { records: this.#records.rows } : {};
	}
	/** Makes the records that the destination lacks, before anything is written there. */
	async #makeRecords(plan, isThere, signal) {
		const { recording } = this.#options;
		if (!recording) return;
		const { reference } = this.#target;
		const { tags } = this.result;
		const found = {
			reference,
			image: this.#graph.root.content.descriptor,
			tags,
			survey: this.#survey,
			plan,
			isThere
		};
		this.#records = await recordsAt(recording, found, signal);
	}
	/** The last step of all. Resolves to whether a record was written. */
	async #putRecords(signal) {
		const { recording, reporter } = this.#options;
		const { made } = this.#records;
		if (recording && made.length > 0) {
			reporter.progress({
				type: "phase",
				phase: "record",
				subject: this.#target.reference
			});
			const image = this.#graph.root.content.descriptor;
			await putRecords(recording.session, this.#survey.store, image, made, signal);
		}
		this.result = {
			...this.result,
			...this.#recordRows
		};
		return made.length > 0;
	}
	/** Leaves a destination as it is, all of whose tags are kept: without a tag there the image would lie there unseen. */
	#keep() {
		this.result = {
			...this.result,
			pinned: null
		};
		if (!this.#options.dryRun) return "kept";
		this.result = {
			...this.result,
			toCopy: {
				blobs: 0,
				bytes: 0,
				manifests: 0,
				image: false
			}
		};
		return "planned";
	}
	async #isAllThere(plan, signal) {
		if (this.#tags.due.length > 0 || plan.nodes.length > 0 || attachedOf(plan).length > 0) return false;
		return !this.#isByDigest || isListed(this.#survey.store, this.#graph.root.content.descriptor, signal);
	}
	/** Copies the missing parts, and tells the shared reads which blobs this destination does not need. */
	async #write(plan, signal, mounts = true) {
		const { reporter, concurrency, clock, own } = this.#options;
		const { reference: subject } = this.#target;
		this.#source.decide(blobsOf(plan).map(({ descriptor }) => descriptor.digest));
		const todo = amountOf(plan);
		reporter.progress({
			type: "phase",
			phase: "copy",
			subject
		});
		reporter.progress({
			type: "todo",
			subject,
			...todo
		});
		const options = {
			concurrency,
			mounts,
			envelopesOf,
			deep: this.result.deep,
			isTagged: this.#tags.due.length > 0,
			standing: this.#options.standing,
			onWait: (digest) => this.#source.release(digest),
			sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
			onEvent: (event) => {
				if (event.type === "blob" && event.state !== "started") this.#source.release(event.digest);
				reporter.progress({
					...event,
					subject
				});
			},
			onLinked: (attachments, foundIn) => {
				this.#standing.push(() => own?.linked(attachments, foundIn));
				if (!holdsBack(this.#survey.store)) this.#noteStanding();
				for (const one of attachments) warnOfSignature(reporter, subject, one, foundIn);
			}
		};
		const { copied, mounted, bytes } = await copyGraph(this.#source, this.#survey.store, plan, options, signal);
		this.#tally.add(attachedOf(plan));
		this.result = {
			...this.result,
			signed: this.#rows,
			copied: this.result.copied + copied,
			mounted: this.result.mounted + mounted,
			bytes: this.result.bytes + bytes,
			attachments: {
				...this.result.attachments,
				...this.#tally.written
			}
		};
	}
	#noteStanding() {
		for (const note of this.#standing.splice(0)) note();
	}
	/** Asks for everything and writes what is gone; see {@link writeOrMend}. */
	async #mend(isSure, signal) {
		this.#options.standing?.forget(this.#survey.store.name);
		const looking = planCopy(this.#survey.store, this.#graph, { deep: true }, signal);
		const plan = isSure ? await looking : await looking.catch(() => void 0);
		if (!plan || !(isSure || [...plan.askedBlobs.values()].includes(false))) return false;
		this.result = {
			...this.result,
			deep: true
		};
		warnOfLostBlobs(this.#options.reporter, this.#target.reference, plan);
		await this.#write(plan, signal, false);
		return true;
	}
	/** The last step of all: the tags, or what stands in their place. */
	async #finish(signal) {
		const { clock, reporter } = this.#options;
		const { store } = this.#survey;
		if (this.#isByDigest) return finishWithoutTag(store, this.#graph.root.content, clock, signal);
		if (this.#tags.due.length === 0) return;
		reporter.progress({
			type: "phase",
			phase: "tag",
			subject: this.#target.reference
		});
		const onMoved = () => {
			this.result = {
				...this.result,
				tags: this.#tags.results
			};
		};
		await this.#tags.move(store, this.#options, onMoved, signal);
	}
};

// src/operations/promotion/deliver.ts
/**
* Promotes a judged artifact to one destination. It never rejects for a failure: the result has the error and the attachments
* that are missing. When `signal` aborts, its reason is the error.
*/
async function deliver(options, place, signal) {
	const { graph, source, target, survey } = place;
	const { digest } = graph.root.content.descriptor;
	const image = {
		digest,
		attachments: attachmentCount(graph)
	};
	let result = {
		...untouchedDestination(target.reference, image),
		pinned: `${target.store.name}@${digest}`
	};
	let delivery;
	try {
		delivery = new Delivery(options, place, await survey, result);
		const status = await delivery.run(signal);
		result = {
			...delivery.result,
			status
		};
	} catch (error) {
		const reason = asSealiftError(signal.aborted ? signal.reason : error).toJSON();
		result = {
			...delivery?.failed ?? result,
			pinned: null,
			error: reason
		};
	}
	source.leave();
	options.reporter.progress({
		type: "end",
		subject: target.reference,
		status: result.status
	});
	return result;
}

// src/operations/promotion/only-accepted.ts
/** The graph without the attachments that are not accepted, and without what is attached to those. */
function onlyAccepted(graph, isAccepted) {
	const kept = new Set(graph.nodes.map(({ content }) => content.descriptor.digest));
	const attachments = graph.attachments.filter(({ node, subject }) => {
		const { digest } = node.content.descriptor;
		if (!kept.has(subject.digest) || !isAccepted(digest)) return false;
		kept.add(digest);
		return true;
	});
	return {
		...graph,
		attachments
	};
}

// src/operations/promotion/split-signatures.ts
/** Parts a graph for destinations that get an image without its signatures. */
function splitSignatures(graph) {
	const apart = /* @__PURE__ */ new Set();
	for (const { node, subject } of graph.attachments) if (isSignatureManifest(node.manifest) || apart.has(subject.digest)) apart.add(node.content.descriptor.digest);
	const isApart = ({ node }) => apart.has(node.content.descriptor.digest);
	return {
		image: {
			...graph,
			attachments: graph.attachments.filter((one) => !isApart(one))
		},
		signatures: {
			...graph,
			nodes: [],
			digestTags: [],
			attachments: graph.attachments.filter(isApart)
		}
	};
}

// src/operations/promotion/signature-storage.ts
/** The manifests that signatures are attached to, but for those that are signatures themselves. */
function subjectsOf({ attachments }) {
	const own = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	return new Set(attachments.map(({ subject }) => subject.digest).filter((digest) => !own.has(digest)));
}
const digestOf$1 = ({ node }) => node.content.descriptor.digest;
/**
* The signatures of one image on their way to the repository that is to have them, once for all destinations. Their subjects need
* not be there (distribution-spec, "Pushing Manifests with Subject").
*/
var SignatureStorage = class {
	#store;
	#source;
	#image;
	#graph;
	#options;
	#signal;
	#added = /* @__PURE__ */ new Set();
	#onFailure = () => {};
	#stored;
	#signed = Promise.withResolvers();
	#result;
	constructor(store, source, { image, signatures }, options, signal) {
		this.#store = store;
		this.#source = {
			repository: source.repository,
			has: (descriptor, during) => source.has(descriptor, during),
			blob: (descriptor, given, during) => source.blob(descriptor, given, during)
		};
		this.#image = image;
		this.#graph = signatures;
		this.#options = options;
		this.#signal = signal;
		this.#signed.promise.catch(() => {});
		const attachments = {
			expected: signatures.attachments.length,
			present: 0,
			added: 0,
			missing: []
		};
		this.#result = {
			repository: store.name,
			status: "failed",
			attachments,
			signed: [],
			error: null
		};
	}
	/** @param onFailure is called as soon as it is known that they cannot be stored. */
	onFailure(onFailure) {
		this.#onFailure = onFailure;
	}
	/** Begins to store them, once. */
	begin() {
		this.#stored ??= prefetch(this.#run());
	}
	/** Resolves when our own signatures were made; at once where none is asked for. */
	async signed() {
		this.begin();
		if (this.#options.own) await this.#signed.promise;
	}
	/** Resolves when the repository lists every signature, which a reading confirmed. No tag is set before. */
	stored() {
		this.begin();
		return this.#stored;
	}
	/** What came of it in the end; `undefined` where nothing was begun. */
	async ended() {
		await this.#stored?.catch(() => {});
		return this.#stored && this.#result;
	}
	async #run() {
		try {
			const status = await this.#status(this.#signal);
			this.#result = {
				...this.#result,
				status
			};
		} catch (thrown) {
			const error = asSealiftError(this.#signal.aborted ? this.#signal.reason : thrown);
			this.#result = {
				...this.#result,
				error: error.toJSON()
			};
			this.#signed.reject(error);
			this.#onFailure(error);
			throw error;
		}
	}
	/** The list is not believed: tags of all destinations rest on it, and none of them is asked first whether it sets one. */
	#plan(deep, signal) {
		const hints = {
			deep,
			setsTag: true,
			subjects: subjectsOf(this.#graph)
		};
		return planCopy(this.#store, this.#graph, hints, signal);
	}
	/** Has our own signatures made, as far as they are not there, and adds them to what is written. */
	async #withOwn(plan, signal) {
		const { own } = this.#options;
		if (!own) return plan;
		const store = this.#store;
		const { nodes } = this.#image;
		const graph = {
			...this.#graph,
			nodes
		};
		const place = {
			reference: store.name,
			store,
			signatureRepository: store.name,
			graph,
			plan,
			gate: void 0
		};
		const { attachments, envelopes, hasConfig, rows } = await own.at(place, signal);
		this.#source = withOwnBlobs(this.#source, envelopes, hasConfig);
		this.#graph = {
			...this.#graph,
			attachments: [...this.#graph.attachments, ...attachments]
		};
		const others = rows.filter(({ action }) => action !== "carried").length;
		const expected = this.#result.attachments.expected + others;
		this.#result = {
			...this.#result,
			signed: rows,
			attachments: {
				...this.#result.attachments,
				expected
			}
		};
		return {
			...plan,
			attachments: [...plan.attachments, ...attachments]
		};
	}
	async #status(signal) {
		const { deep, dryRun, reporter, imageIsThere } = this.#options;
		const carried = await this.#plan(deep, signal);
		for (const { attachment, foundIn } of carried.listed) warnOfSignature(reporter, this.#store.name, attachment, foundIn);
		if (carried.attachments.length > 0) await refuseReferrersTags(this.#store, carried, [], this.#graph.root.content.descriptor, signal);
		const plan = await this.#withOwn(carried, signal);
		this.#signed.resolve();
		const missing = plan.attachments.map(digestOf$1);
		for (const digest of missing) this.#added.add(digest);
		this.#present(this.#result.signed.filter(({ digest }) => digest === null).length);
		if (dryRun) return "planned";
		if (missing.length === 0) return "unchanged";
		await imageIsThere;
		try {
			const context = {
				store: this.#store,
				graph: this.#graph,
				signal
			};
			const mend = (isSure) => this.#mend(isSure, signal);
			await writeOrMend(() => this.#write(plan, signal), mend, context);
		} catch (error) {
			const { node, subject } = plan.attachments[0];
			throw await refusedSignature(this.#store, {
				subject,
				manifest: node.content
			}, error, signal);
		}
		return "promoted";
	}
	/** Notes how many there are, before anything is written. */
	#present(unmade) {
		const { expected } = this.#result.attachments;
		const missing = [...this.#added];
		const present = expected - missing.length - unmade;
		this.#result = {
			...this.#result,
			attachments: {
				expected,
				present,
				added: 0,
				missing
			}
		};
	}
	/** Asks for everything and writes what is gone; see {@link writeOrMend}. */
	async #mend(isSure, signal) {
		const looking = this.#plan(true, signal);
		const plan = isSure ? await looking : await looking.catch(() => void 0);
		if (!plan || !(isSure || [...plan.askedBlobs.values()].includes(false))) return false;
		await this.#write(plan, signal, false);
		return true;
	}
	async #write(plan, signal, mounts = true) {
		const { concurrency, clock, deep, reporter, own } = this.#options;
		const { name } = this.#store;
		reporter.progress({
			type: "phase",
			phase: "attach",
			subject: name
		});
		const options = {
			concurrency,
			deep,
			mounts,
			envelopesOf,
			sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
			onLinked: (linked, foundIn) => {
				own?.linked(linked, foundIn, name);
				for (const one of linked) warnOfSignature(reporter, name, one, foundIn);
			}
		};
		await copyGraph(this.#source, this.#store, plan, options, signal);
		for (const one of plan.attachments) this.#added.add(digestOf$1(one));
		const { expected } = this.#result.attachments;
		const attachments = {
			expected,
			present: expected,
			added: this.#added.size,
			missing: []
		};
		this.#result = {
			...this.#result,
			attachments
		};
	}
};

// src/operations/promotion/store-signatures.ts
/**
* Begins to store the signatures of an image in the repository for them, while the image is copied to its destinations. Where
* that repository is a destination as well, they follow the image there: not every registry takes a signature before it.
*
* @param arrivals resolve when a destination has the image, or has failed.
* @returns `undefined` where each destination gets the signatures.
*/
function storeSignatures(request, graph, own, arrivals, signal) {
	const { signatures, source, target } = request;
	if (!signatures) return void 0;
	const same = [...arrivals].filter(([{ store }]) => store.name === signatures.name);
	const imageIsThere = Promise.all(same.map(([, { promise }]) => promise)).then(() => {});
	const options = {
		...request,
		own,
		imageIsThere
	};
	return new SignatureStorage(target(signatures), source, splitSignatures(graph), options, signal);
}

// src/operations/promotion/deliver-all.ts
/** Copies the graph to all destinations that are not left out, from one read of its blobs. */
async function deliverAll(request, graph, { destinations, gates, surveys, own, records, atSource }, signal) {
	const { source, clock, include, buffers } = request;
	const targets = destinations.open;
	const sources = shareBlobs(source, targets.length, {
		now: () => clock.now().getTime(),
		sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
		...buffers ? { pool: buffers } : {}
	});
	const arrivals = new Map(targets.map((target) => [target, Promise.withResolvers()]));
	const storage = storeSignatures(request, graph, own, arrivals, signal);
	const stop = new AbortController();
	storage?.onFailure((error) => request.dryRun || stop.abort(error));
	const joined = AbortSignal.any([signal, stop.signal]);
	const graphFor = (target) => {
		if (storage) return splitSignatures(graph).image;
		if (include !== "verified" || !gates) return graph;
		const under = gates.of(target);
		return onlyAccepted(graph, (digest) => under.some((gate) => gate.statusOf(digest) === "passed"));
	};
	const delivered = targets.map(async (target, at) => {
		const arrived = () => arrivals.get(target).resolve();
		const ours = storage ? { elsewhere: storage && {
			begin: () => storage.begin(),
			signed: () => storage.signed(),
			stored: async () => {
				arrived();
				await storage.stored();
			}
		} } : { own };
		const recording = records && gates && {
			records,
			session: request,
			gates: gates.of(target),
			gate: gates.at(target)
		};
		const options = {
			...request,
			...ours,
			recording,
			atSource,
			gate: gates?.named(target)
		};
		const place = {
			graph: graphFor(target),
			source: sources[at],
			target,
			survey: surveys.get(target)
		};
		const result = await deliver(options, place, joined);
		arrived();
		const isTold = signal.aborted || own?.tells(result.error);
		if (result.error && !isTold) destinations.tell(target.reference, result.error);
		return [target, result];
	});
	const results = new Map(await Promise.all(delivered));
	const signaturesTo = await storage?.ended();
	return {
		results,
		...signaturesTo ? { signaturesTo } : {}
	};
}

// src/operations/promotion/left-children.ts
/** The most children of which the list is read: an index may name thousands. */
const ASKED = 64;
/**
* The children of other platforms than the chosen ones, each with the number of artifacts that are listed for it: those stay behind
* as well. The number is `null` where the list cannot
* be read, or is not read any more, which is no reason to refuse what is copied.
*/
function leftChildren(source, { left }, query, concurrency, signal) {
	const asked = new Set(left.slice(0, ASKED));
	return mapGroup(signal, left, concurrency, async (child, joined) => {
		const row = {
			platform: platformName(child),
			digest: child.digest,
			status: "left",
			error: null
		};
		if (!asked.has(child)) return {
			...row,
			attachments: null
		};
		const listed = /* @__PURE__ */ new Set();
		let attachments;
		try {
			for await (const { descriptor } of source.referrers(child, query, joined)) listed.add(descriptor.digest);
			attachments = listed.size;
		} catch (error) {
			joined.throwIfAborted();
			if (!(error instanceof SealiftError)) throw error;
			attachments = null;
		}
		return {
			...row,
			attachments
		};
	});
}

// src/operations/promotion/own-signature-notices.ts
/** Warns where our own signature would be the only one that counts: who sees it may take it for that of the maker. */
function warnOfOnlySignature({ reference, reporter }, { own }) {
	if (own.signatures.some(({ status }) => status === "passed")) return;
	reporter.warning(`${reference}: nobody but this run signs it; that signature says who promoted it, and nothing of who built it`);
}
/** Says that our own signature of an index is none of its images, for those who verify them alone. */
function tellOfPlatforms({ reference, reporter, sign }, { nodes }) {
	if (sign?.recursive || nodes.length === 1) return;
	const message = `${reference} is an index; this run signs it alone, and not its platforms (with --recursive each is judged and signed for itself)`;
	reporter.progress({
		type: "notice",
		message
	});
}

// src/operations/promotion/own-signatures.ts
/** The error of each of several destinations, when the key refused. */
const UNSIGNED = "the signature of this run could not be made, so nothing was written there";
const UNSIGNED_HINT = "See the error of the image.";
const digestOf = ({ node }) => node.content.descriptor.digest;
/**
* The signatures of our own that a promotion attaches. Each is made once for all destinations, when the first of them turns out
* to lack it, and before anything is written there: a key that refuses leaves such a destination as it was.
*/
var OwnSignatures = class {
	#request;
	#signing;
	#envelopes;
	#steps;
	#signal;
	/** What the source has under our chain, for each graph that is carried and each subject. */
	#carried = /* @__PURE__ */ new Map();
	/** Whether one of those that are carried has the config that all signatures have. */
	#configs = /* @__PURE__ */ new Map();
	#made = /* @__PURE__ */ new Map();
	#refusal;
	#results = /* @__PURE__ */ new Map();
	#judged = /* @__PURE__ */ new Set();
	/** @param signal ends what several destinations wait for, so it has to be that of the image. */
	constructor(request, signing, signal) {
		this.#request = request;
		this.#signal = signal;
		this.#signing = signing;
		this.#envelopes = new SharedEnvelopes(request.envelopes);
		this.#steps = new SignatureSteps({
			...request,
			...signing,
			envelopes: this.#envelopes
		});
	}
	/** Those that stand at a destination now, and were not carried there. */
	get results() {
		return [...this.#results.values()];
	}
	/** What kept the key from signing, where several destinations failed by it: it is told once, as the error of the image. */
	get refusal() {
		return this.#refusal;
	}
	/** Whether this error of a destination comes from {@link refusal}. */
	tells(error) {
		return this.#refusal !== void 0 && error?.message === UNSIGNED;
	}
	/** Whether a destination has one that this run made. */
	get hasMade() {
		return this.results.some(({ made }) => made);
	}
	/**
	* Finds out which signatures a destination lacks, and makes them.
	*
	* @throws SealiftError `signature_exists`, `referrers_tag_taken`, `content_too_large`, or what keeps the key from signing.
	*/
	async at(place, signal) {
		try {
			return await this.#at(place, signal);
		} catch (error) {
			if (this.#request.destinations.length === 1 || !this.#envelopes.isRefusal(error)) throw error;
			this.#refusal = error;
			throw new SealiftError(asSealiftError(error).code, UNSIGNED, {
				hint: UNSIGNED_HINT,
				cause: error
			});
		}
	}
	async #at(place, signal) {
		const { root, nodes } = place.graph;
		const others = this.#signing.recursive ? nodes.filter((node) => node !== root) : [];
		const decide = ({ content }, joined) => this.#of(plainDescriptor(content.descriptor), place, joined);
		const each = [await decide(root, signal), ...await mapGroup(signal, others, this.#request.concurrency, decide)];
		const made = each.flatMap((one) => one.made ?? []);
		return {
			attachments: made.map(({ attachment }) => attachment),
			envelopes: new Map(made.map(({ envelope, signed }) => [envelope.digest, signed.bytes])),
			hasConfig: made.length > 0 && this.#hasConfig(place.graph),
			rows: each.map(({ row }) => row)
		};
	}
	#hasConfig(graph) {
		const known = this.#configs.get(graph) ?? graph.attachments.some(({ node }) => node.manifest.config?.digest === EMPTY_CONFIG.digest);
		this.#configs.set(graph, known);
		return known;
	}
	/**
	* Notes that a destination lists attachments now.
	*
	* @param signatureRepository as in {@link OwnPlace}.
	*/
	linked(attachments, foundIn, signatureRepository) {
		for (const one of attachments) {
			const made = this.#made.get(digestOf(one));
			if (!made) continue;
			const { opened, timestamp } = made.signed;
			const { mediaType, chain } = opened;
			const until = endOf(opened, timestamp !== void 0);
			const own = {
				digest: digestOf(one),
				subject: one.subject.digest,
				made: true,
				foundIn
			};
			this.#keep(ownSignatureResult({
				...own,
				signatureRepository,
				mediaType,
				chain,
				until,
				timestamp
			}));
		}
	}
	#keep(result) {
		if (!this.#results.has(result.digest)) this.#results.set(result.digest, result);
	}
	async #of(subject, place, signal) {
		const { store, graph, plan } = place;
		const carried = await abortable(this.#carriedOf(graph, subject), signal);
		const known = new Set(graph.attachments.map(digestOf));
		const there = plan.targetIsEmpty ? [] : await this.#steps.existing({
			store,
			query: FIRST_LIST,
			known
		}, subject, signal);
		const found = [...carried, ...there];
		const row = (action, digest) => ({
			subject: subject.digest,
			digest,
			action
		});
		const existing = async (one) => {
			const { digest } = one.entry.descriptor;
			await this.#steps.refuseExisting(subject, digest);
			if (known.has(digest)) return { row: row("carried", digest) };
			const { mediaType, chain } = one.envelope;
			const { foundIn } = one.entry;
			const own = {
				digest,
				subject: subject.digest,
				made: false,
				mediaType,
				chain,
				foundIn
			};
			const { signatureRepository } = place;
			const { validUntil: until, timestamp } = one;
			this.#keep(ownSignatureResult({
				...own,
				signatureRepository,
				until,
				timestamp
			}));
			return { row: row("unchanged", digest) };
		};
		if (this.#request.dryRun) {
			const same = await this.#steps.same(found);
			return same ? existing(same) : { row: row("made", null) };
		}
		const beforeKey = () => this.#refuseUnlistable(subject, place, [], signal);
		const step = await this.#steps.next(subject, found, beforeKey, signal);
		if (step.kind === "existing") return existing(step.existing);
		const made = this.#attachmentOf(subject, step.made);
		await this.#refuseUnlistable(subject, place, [made.attachment], signal);
		await this.#tellOfRefusal(place, subject, step.made, signal);
		return {
			row: row("made", digestOf(made.attachment)),
			made
		};
	}
	/** The signatures of `subject` under our chain that are carried along. */
	#carriedOf(graph, subject) {
		const ofGraph = this.#carried.get(graph) ?? /* @__PURE__ */ new Map();
		this.#carried.set(graph, ofGraph);
		const reading = ofGraph.get(subject.digest) ?? prefetch(this.#findCarried(graph, subject));
		ofGraph.set(subject.digest, reading);
		return reading;
	}
	async #findCarried({ attachments }, subject) {
		const { chain, service } = await this.#signing.signer;
		const leaf = service ? void 0 : chain?.[0];
		const ours = attachments.filter(({ node: { manifest }, subject: { digest } }) => {
			if (digest !== subject.digest || !isSignatureManifest(manifest)) return false;
			return leaf === void 0 || mayBeUnder(manifest, leaf);
		});
		if (ours.length === 0) return [];
		const among = new Set(ours.map(digestOf));
		return this.#steps.existing({
			store: this.#request.source,
			among
		}, subject, this.#signal);
	}
	/** One envelope has one manifest, at every destination. */
	#attachmentOf(subject, signed) {
		const { manifest, envelope } = signatureManifestOf(subject, signed);
		const { digest } = manifest.descriptor;
		const made = this.#made.get(digest) ?? {
			attachment: {
				node: new GraphNode(manifest),
				subject,
				foundIn: "api"
			},
			envelope,
			signed
		};
		this.#made.set(digest, made);
		return made;
	}
	/** Refuses, before anything is written, a signature that the destination could not list beside what it is to get. */
	async #refuseUnlistable(subject, { store, plan }, own, signal) {
		if (plan.targetIsEmpty) return;
		const contents = [...plan.attachments.filter((one) => one.subject.digest === subject.digest), ...own].map(({ node }) => node.content);
		await store.refuseUnlistable(subject, contents, FIRST_LIST, signal);
	}
	/** Warns of what verifying at the destination would say of the new signature. */
	async #tellOfRefusal({ gate, reference }, subject, { bytes, opened }, signal) {
		const { clock, reporter } = this.#request;
		if (!gate || this.#judged.has(reference)) return;
		this.#judged.add(reference);
		const why = await gate.whyRefused({
			bytes,
			mediaType: opened.mediaType,
			target: subject,
			at: clock.now()
		}, signal);
		if (why === void 0) return;
		reporter.warning(`${reference}: the statement "${gate.statement.name}" would not accept the signature of this run there: ${why}`);
	}
};

// src/operations/promotion/judge-source.ts
/**
* Judges the image at the source under every statement, and with `--recursive` its children as well. The draft has the verdicts
* also when one of them refuses.
*
* @param tree reads the image with its children.
* @throws SealiftError when the statement of the source refuses.
*/
async function judgeSource(request, gates, root, { tree, draft }, signal) {
	const { reference, reporter, allowUnsigned, recursive, platforms, sign } = request;
	const { own } = gates;
	const notes = await gates.judge(root, { allowUnsigned }, signal).finally(() => draft.update({
		signatures: own.signatures,
		identities: own.identities
	}));
	for (const note of notes) reporter.warning(`${reference}: ${note}`);
	if (sign) warnOfOnlySignature(request, gates);
	if (!recursive) return;
	const children = childrenOf(await tree(), platforms);
	const more = await gates.judgeChildren([...children.values()], { allowUnsigned }, signal).finally(() => draft.update({
		signatures: own.signatures,
		platforms: own.platforms
	}));
	for (const note of more) reporter.warning(`${reference}, ${note}`);
}

// src/operations/promotion/promoting.ts
/** A promotion reads both lists, since it copies everything that is attached. */
const LISTS$1 = { sources: "merged" };
/** Reads the image with its expected children, and with nothing that is attached to them. */
function readTree({ request, root }, signal) {
	const { source, concurrency, platforms } = request;
	return readExpected(source, root, {
		concurrency,
		...platforms ? { platforms } : {}
	}, signal);
}
/**
* Judges the image, where it is verified at all.
*
* @param tree reads it with its children; without it, {@link readTree} does.
*/
async function judge(promoting, signal, tree = () => readTree(promoting, signal)) {
	const { request, gates, root, draft } = promoting;
	if (gates) await judgeSource(request, gates, root, {
		tree,
		draft
	}, signal);
}

// src/operations/promotion/status-under.ts
/** The verdict on a signature under several statements: it passed where one of them accepts it. `undefined` where none judged it. */
function statusUnder(gates, digest) {
	const statuses = gates.map((gate) => gate.statusOf(digest));
	return ["passed", "failed"].find((one) => statuses.includes(one));
}

// src/operations/promotion/selection.ts
/** What an artifact of this type is that is no signature of the Notary Project. */
function otherKind(artifactType) {
	return isCosignSignatureType(artifactType) ? "cosign" : "other";
}
function kindOf(manifest) {
	return isSignatureManifest(manifest) ? "notary" : otherKind(artifactTypeOf(manifest));
}
/** The filters of a graph that is promoted, and what they leave behind. */
var Selection = class {
	#selecting;
	#gates;
	#left = [];
	#unreadable = /* @__PURE__ */ new Set();
	/** @param gates those that accept the signatures, where only accepted ones are copied. */
	constructor(selecting, gates) {
		this.#selecting = selecting;
		this.#gates = gates;
	}
	/** What was found, and stays where it is. */
	get left() {
		return this.#left;
	}
	/** The same, each with its verdict under these gates. */
	leftUnder(gates) {
		return this.#left.map((one) => ({
			...one,
			judged: statusUnder(gates, one.digest) ?? null
		}));
	}
	/** Digests of what says that it is a signature, and cannot be read as one. */
	get unreadable() {
		return this.#unreadable;
	}
	/** The filters for `readGraph`. Signatures under digest tags are asked for only where they may be copied, or are left with a word. */
	options(signal) {
		const { include } = this.#selecting;
		const digestTags = {
			suffixes: {
				all: DIGEST_TAG_SUFFIXES,
				signatures: ["sig"],
				verified: []
			}[include],
			keep: ({ tag, suffix, subject, content: { descriptor }, manifest }) => {
				const artifactType = digestTagType(manifest);
				if (this.#takes(suffix === "sig" ? "cosign" : "other", artifactType)) return true;
				this.#leave({
					subject,
					descriptor,
					artifactType,
					foundIn: "digest-tag",
					tag
				});
				return false;
			}
		};
		return {
			keep: (referrer, subject) => this.#keep(referrer, subject, signal),
			likely: this.#likely(),
			digestTags
		};
	}
	async #keep(referrer, subject, signal) {
		const { entry, content, manifest } = referrer;
		const { descriptor } = content;
		const artifactType = artifactTypeOf(manifest);
		if (this.#selecting.include === "verified" ? await this.#isAccepted(referrer, subject, signal) : this.#takes(kindOf(manifest), artifactType) && this.#canBeRead(referrer)) return true;
		const { foundIn, elsewhere } = entry;
		const place = {
			foundIn,
			...elsewhere === void 0 ? {} : { signatureRepository: elsewhere }
		};
		this.#leave({
			subject,
			descriptor,
			artifactType,
			...place
		});
		return false;
	}
	#takes(kind, artifactType) {
		const { include, excludeSignatures, artifactTypes } = this.#selecting;
		if (kind !== "other") return !excludeSignatures && (kind === "notary" || include !== "verified");
		return include === "all" && (artifactTypes.length === 0 || artifactTypes.includes(artifactType));
	}
	async #isAccepted(referrer, subject, signal) {
		let isAccepted = false;
		for (const gate of this.#gates) isAccepted = await gate.accepts(referrer, subject, signal) || isAccepted;
		return isAccepted;
	}
	/** What says that it is a signature and is none would end the reading of the destination's lists. */
	#canBeRead({ content: { descriptor }, manifest }) {
		const entry = {
			mediaType: descriptor.mediaType,
			artifactType: artifactTypeOf(manifest)
		};
		if (isReadable(entry, manifest.layers)) return true;
		this.#unreadable.add(descriptor.digest);
		return false;
	}
	#leave({ subject, descriptor: { digest, size }, ...found }) {
		this.#left.push({
			...found,
			digest,
			size,
			subject: subject.digest,
			judged: null
		});
	}
	/** Which listed entries will probably be kept. An entry without a type is decided by its manifest. */
	#likely() {
		const { include } = this.#selecting;
		if (include === "verified") return ({ digest }) => this.#gates.some((gate) => gate.statusOf(digest) === "passed");
		return ({ artifactType = "" }) => {
			const isNotary = artifactType === NOTARY_ARTIFACT_TYPE;
			return this.#takes(isNotary ? "notary" : otherKind(artifactType), artifactType);
		};
	}
};

// src/operations/promotion/warn-of-what-stays.ts
/** Warns of what of an image is not copied, and of what is not there any more. */
function warnOfWhatStays(graph, { unreadable }, { reference, reporter, excludeSignatures, foreignLayers, sign }) {
	if (excludeSignatures && !sign) reporter.warning(`${reference}: no signature is copied, so that nothing vouches for the image at a destination until it is signed there`);
	const warn = (all, text) => warnOfEach(reporter, reference, all, text);
	warn(unreadable, (digest) => `${digest} says that it is a signature, and no reader can read it as one; it stays where it is`);
	warn(foreignLayers ? [] : graph.foreignLayers, ({ digest, mediaType }) => `layer ${digest} (${mediaType}) may not be distributed and stays where it is`);
	warn(graph.dangling, ({ descriptor, subject }) => `${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`);
}

// src/operations/promotion/promote-graph.ts
/** @param under those that accept the signatures, where only accepted ones are copied. */
async function choose({ request, root }, under, signal) {
	const { source, concurrency, platforms, foreignLayers = false } = request;
	const selection = new Selection(request, under);
	const chosen = platforms ? { platforms } : {};
	const options = {
		concurrency,
		foreignLayers,
		...selection.options(signal),
		...chosen
	};
	return {
		graph: await readExpected(source, root, options, signal),
		selection
	};
}
/**
* Judges the image and chooses what is copied of it; `undefined` where every destination was left out. What is attached is read during
* the judgement, unless the judgement decides which of it is copied (`verified`).
*/
async function judgeAndChoose(promoting, signal) {
	const { request, destinations, gates } = promoting;
	const reading = new AbortController();
	const joined = AbortSignal.any([signal, reading.signal]);
	const ahead = request.include === "verified" ? void 0 : prefetch(choose(promoting, [], joined));
	const stop = async () => {
		reading.abort();
		await ahead?.catch(() => {});
	};
	try {
		await judge(promoting, signal, async () => (await ahead)?.graph ?? readTree(promoting, signal));
	} catch (error) {
		await stop();
		throw error;
	}
	if (destinations.open.length === 0) {
		await stop();
		return;
	}
	return ahead ?? choose(promoting, gates?.all ?? [], signal);
}
function attachmentResults({ attachments, digestTags }, gates) {
	return [...attachments.map((attachment) => {
		const status = statusUnder(gates, attachment.node.content.descriptor.digest);
		return attachmentResult(attachment, status ?? "carried");
	}), ...digestTags.map((one) => digestTagResult(one, "carried"))];
}
/** Judges an image, copies it with what is attached to it, and has the tags set that lead to it. */
async function promoteGraph(promoting, signal) {
	const { request, root, destinations, gates, surveys, draft, outcome } = promoting;
	const { source, concurrency, foreignLayers, sign, record } = request;
	const found = await judgeAndChoose(promoting, signal);
	if (!found) return outcome.endRefused({
		digest: root.digest,
		attachments: 0
	});
	const { graph, selection } = found;
	const judged = gates?.all ?? [];
	draft.update({
		attachments: attachmentResults(graph, judged),
		leftBehind: selection.leftUnder(judged)
	});
	if (!request.excludeSignatures) checkCarried(graph, judged, source);
	if (foreignLayers) await refuseAbsentLayers(source, graph, concurrency, signal);
	warnOfWhatStays(graph, selection, request);
	const staying = leftChildren(source, graph, LISTS$1, concurrency, signal).catch((error) => {
		if (signal.aborted) return [];
		throw error;
	});
	prefetch(staying);
	await (sign && abortable(Promise.resolve(sign.signer), signal));
	await (record && abortable(Promise.resolve(record.signer), signal));
	const records = record && new Records(request, record);
	const own = sign && new OwnSignatures(request, sign, signal);
	if (sign) tellOfPlatforms(request, graph);
	const attached = [...graph.attachments.map(({ node }) => node.content.descriptor), ...selection.left];
	const ways = {
		destinations,
		gates,
		surveys,
		own,
		records,
		atSource: new Set(attached.map(({ digest }) => digest))
	};
	const delivered = await deliverAll(request, graph, ways, signal);
	if (sign && own) {
		draft.update({ signatures: [...gates?.own.signatures ?? [], ...own.results] });
		if (own.hasMade) await tellOfEnd({
			...request,
			...sign
		});
	}
	draft.update({ platforms: [...gates?.own.platforms ?? [], ...await staying] });
	const apart = delivered.signaturesTo ? splitSignatures(graph).signatures.attachments.length : 0;
	const image = {
		digest: root.digest,
		attachments: attachmentCount(graph) - apart
	};
	outcome.end(delivered, image, own?.refusal);
}

// src/operations/promotion/promote-settled.ts
/** Judges an image to whose destinations nothing is to be written, and says what each of them has. */
async function promoteSettled(promoting, { attachments, results }, signal) {
	const { request, root, destinations, gates, draft, outcome } = promoting;
	await judge(promoting, signal);
	const judged = gates?.all ?? [];
	const rows = attachments.map((one) => ({
		...one,
		judged: statusUnder(judged, one.digest) ?? "carried"
	}));
	draft.update({ attachments: rows });
	for (const target of destinations.open) {
		const { status } = results.get(target);
		request.reporter.progress({
			type: "end",
			subject: target.reference,
			status
		});
	}
	outcome.end({ results }, {
		digest: root.digest,
		attachments: attachments.length
	});
}

// src/operations/comparison/same-lists.ts
const LISTS = { sources: "merged" };
/** Attachments whose lists are compared. Of more of them, the graph is read. */
const MOST = 64;
function isSignature(artifactType) {
	return artifactType === "application/vnd.cncf.notary.signature" || isCosignSignatureType(artifactType);
}
/** Whether cosign attached nothing to it by tags, as far as the list of tags says. */
async function hasNoDigestTags({ tags }, { digest }) {
	const names = DIGEST_TAG_SUFFIXES.flatMap((suffix) => digestTagOf(digest, suffix) ?? []);
	return (await Promise.all(names.map((name) => tags.lacks(name)))).every(Boolean);
}
/** The entries by what describes them; `undefined` where the list alone does not say what a reader gets to. */
async function described(store, subject, signal) {
	const found = /* @__PURE__ */ new Map();
	for await (const entry of claimedReferrers(store, subject, LISTS, signal)) {
		const { mediaType, digest, size, artifactType = "" } = entry.descriptor;
		if (entry.behindApi || artifactType === "" || found.size === MOST) return void 0;
		found.set(JSON.stringify([
			digest,
			size,
			mediaType,
			artifactType
		]), entry);
	}
	return found;
}
const isStatement = ({ descriptor }) => descriptor.artifactType === IN_TOTO_TYPE;
/**
* What the other side lists beyond ours, where that is in nobody's way: readers ask for one artifact type, so that statements of
* in-toto bar them from nothing where ours has none. `undefined` where the two differ in anything else.
*/
function beyond(ours, theirs) {
	if (!ours || !theirs || ![...ours.keys()].every((one) => theirs.has(one))) return void 0;
	const more = [...theirs].flatMap(([one, entry]) => ours.has(one) ? [] : [entry]);
	const isInTheWay = !more.every(isStatement) || [...ours.values()].some(isStatement);
	return more.length > 0 && isInTheWay ? void 0 : more;
}
/**
* Tells of an image that both sides have whether their lists are the same, so that nothing of its graph has to be read. Signatures
* are not asked for signatures of their own. `undefined` for whatever the lists alone do not prove to be the same: an index, tags
* of cosign, other entries on one of the sides than statements of in-toto on the other one. The graph then tells.
*/
async function sameLists(source, target, root, signal) {
	if (manifestKind(root.mediaType) !== "image" || !await hasNoDigestTags(source, root)) return void 0;
	const found = /* @__PURE__ */ new Map();
	const onlyThere = /* @__PURE__ */ new Set();
	let subjects = [root];
	for (let depth = 0; subjects.length > 0; depth += 1) {
		if (depth > 8 || found.size > MOST) return void 0;
		const lists = await Promise.all(subjects.map(async (subject) => {
			const [ours, theirs] = await Promise.all([described(source.store, subject, signal), described(target, subject, signal)]);
			const more = beyond(ours, theirs);
			return ours && more && {
				subject: subject.digest,
				ours: [...ours.values()],
				more
			};
		}));
		const met = [];
		for (const list of lists) {
			if (!list) return void 0;
			const { subject, ours, more } = list;
			for (const { descriptor } of more) onlyThere.add(descriptor.digest);
			for (const { descriptor, foundIn } of ours) {
				const { digest, size, artifactType = "" } = descriptor;
				if (found.has(digest)) continue;
				found.set(digest, {
					digest,
					artifactType,
					size,
					foundIn,
					subject
				});
				met.push(descriptor);
			}
		}
		subjects = met.filter(({ artifactType = "" }) => !isSignature(artifactType));
	}
	const others = [...onlyThere].map((digest) => ({
		digest,
		artifactType: IN_TOTO_TYPE
	}));
	return {
		both: [...found.values()],
		onlyThere: others
	};
}

// src/operations/promotion/settled.ts
/** Whether everything that is attached goes along and nothing is added, so that equal lists are all there is to have. */
function carriesAll(request) {
	const { include, excludeSignatures, artifactTypes, platforms, foreignLayers, deep, signatures, sign, record } = request;
	return include === "all" && !excludeSignatures && artifactTypes.length === 0 && !platforms && !foreignLayers && !deep && !signatures && !sign && !record;
}
/** What a destination that needs nothing comes to; `undefined` where it may need something. */
async function settledAt(target, { store, tags: before }, root, { existingTag, dryRun }, same, signal) {
	const { reference, digest, tags: names } = target;
	if (digest !== void 0 && digest !== root.digest) return void 0;
	const tags = tagsBefore(root, before, existingTag).all;
	const result = {
		...untouchedDestination(reference, {
			digest: root.digest,
			attachments: 0
		}),
		tags,
		previousDigest: before.get(names[0] ?? "")?.digest ?? null,
		toCopy: dryRun ? {
			blobs: 0,
			bytes: 0,
			manifests: 0,
			image: false
		} : null
	};
	if (names.length > 0 && tags.every(({ action }) => action === "kept")) return { result: {
		...result,
		status: dryRun ? "planned" : "kept"
	} };
	if (!tags.every(({ action }) => action === "unchanged")) return void 0;
	if (names.length === 0) {
		if (listsContent(store)) return void 0;
		const there = await store.resolve({ digest: root.digest }, signal);
		if (!there || !sameContent(there, root)) return void 0;
	}
	const lists = await same(store);
	if (!lists) return void 0;
	const attachments = {
		...result.attachments,
		expected: lists.length,
		present: lists.length
	};
	const pinned = `${store.name}@${root.digest}`;
	return {
		result: {
			...result,
			attachments,
			pinned,
			status: dryRun ? "planned" : "unchanged"
		},
		lists
	};
}
/**
* Tells of an image whose tags and lists are the same at every destination that nothing is to be written, so that neither its manifest
* nor what is attached is read for the copy. `undefined` where a destination may need something: the graph then tells.
*
* @param tags the list of tags of the source, which is believed.
*/
async function settled(request, tags, root, surveys, signal) {
	if (!carriesAll(request)) return void 0;
	const ours = {
		store: request.source,
		tags
	};
	const found = await Promise.all([...surveys].map(async ([target, survey]) => {
		const same = async (store) => (await sameLists(ours, store, root, signal))?.both;
		try {
			return [target, await settledAt(target, await abortable(survey, signal), root, request, same, signal)];
		} catch {
			signal.throwIfAborted();
			return;
		}
	}));
	const results = /* @__PURE__ */ new Map();
	let attachments;
	for (const one of found) {
		const [target, state] = one ?? [];
		if (!target || !state) return void 0;
		results.set(target, state.result);
		attachments ??= state.lists;
	}
	attachments ??= (await sameLists(ours, request.source, root, signal).catch(() => void 0))?.both;
	signal.throwIfAborted();
	return attachments && {
		results,
		attachments
	};
}

// src/operations/promotion/survey.ts
/**
* Reads the tags of a destination. When it has none of them, it also asks whether the repository is empty; when one of them
* points at `digest`, it prefetches the list of referrers. A promotion without tags asks for the image itself; a repository
* without tags may then hold much.
*/
async function survey(store, target, digest, signal, standing) {
	const found = await taskGroup(signal, target.tags.map((tag) => async (joined) => {
		const { there } = target;
		return [tag, there?.has(tag) ? there.get(tag) : await target.store.resolve({ tag }, joined)];
	}));
	const tags = new Map(found);
	if (digest !== void 0 && [...tags.values()].some((there) => there?.digest === digest)) store.prefetch({ digest }, FIRST_LIST);
	return {
		tags,
		isEmpty: tags.size > 0 && [...tags.values()].every((there) => there === void 0) && canTellEmpty(store) && await holdsNothing(store, digest, standing, signal),
		store
	};
}
/** Whether a destination holds nothing of an image: it is empty, or what it holds is other images of this run. */
async function holdsNothing(store, digest, standing, signal) {
	if (!standing || digest === void 0) return store.isEmpty(signal);
	return standing.isFirst(store.name, digest) && standing.wasEmpty(store.name, () => store.isEmpty(signal));
}

// src/operations/promotion/promote.ts
function findGates(request, destinations) {
	const { trust, source, scope, clock } = request;
	if (!trust) return void 0;
	const context = {
		...request,
		store: source,
		trust,
		at: clock.now(),
		metadata: {}
	};
	return Gates.find(context, scope, destinations);
}
/** Begins to read the destinations. That need not wait for the judgement, since a reading changes nothing there. */
function surveyAll({ target: view, standing }, { open }, digest, signal) {
	return new Map(open.map((one) => [one, prefetch(survey(view(one.store), one, digest, signal, standing))]));
}
/**
* Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
* tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
* A destination that cannot be opened, or whose own statement refuses the image, fails alone.
*/
function promoteImage(given, signal) {
	const source = given.view(given.source, LISTS$1);
	const request = {
		...given,
		source
	};
	const { reference, reporter, trust, listedTags, withRoom = (work) => work() } = request;
	return imageResult(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const destinations = new Destinations(request.destinations, reporter);
		const outcome = new Outcome(draft, destinations, { isVerified: trust !== void 0 });
		outcome.noteRefused();
		if (destinations.open.length === 0) return outcome.endRefused();
		const gates = await findGates(request, destinations);
		if (gates) {
			const { statement } = gates.own;
			draft.update({ policy: {
				statement: statement.name,
				level: levelName(statement)
			} });
		}
		outcome.noteRefused();
		if (destinations.open.length === 0) return outcome.endRefused();
		const known = request.root?.digest ?? ("digest" in request.name ? request.name.digest : void 0);
		const surveys = surveyAll(request, destinations, known, signal);
		if (known !== void 0) source.prefetch({ digest: known }, LISTS$1);
		const root = request.root ?? await resolveArtifact(source, request.name, signal);
		draft.describe(root);
		if (request.signatures) request.target(request.signatures).prefetch(root, FIRST_LIST);
		if (request.sign) checkSignable(root);
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		if (!trust) reporter.warning(`${reference} ${request.dryRun ? "would be" : "is"} promoted without verification`);
		const promoting = {
			request,
			root,
			destinations,
			gates,
			surveys,
			draft,
			outcome
		};
		const same = listedTags && await settled(request, listedTags, root, surveys, signal);
		if (same) return promoteSettled(promoting, same, signal);
		await withRoom(() => promoteGraph(promoting, signal));
	});
}

// src/compose/opened-destination.ts
/** Opens one destination. What cannot be opened is the failure of that destination alone. */
async function openedDestination({ text, place, there, error }, image, open) {
	if (error) return {
		reference: text,
		error
	};
	try {
		const { tags, digest } = place;
		return {
			reference: text,
			store: await open(place, "create", image.reference),
			tags,
			...digest === void 0 ? {} : { digest },
			...there ? { there } : {}
		};
	} catch (thrown) {
		return {
			reference: text,
			error: asSealiftError(thrown)
		};
	}
}

// src/compose/rollback.ts
/** What the way back needs as well: whose signatures count, which images of an index are there, and how the registry is reached. */
const CARRIED = [
	...TRUST_OPTIONS.flatMap(({ name, commands }) => name !== "scope" && commands.some((one) => one === "promote") ? [name] : []),
	"recursive",
	"record",
	"record-key",
	"record-certificate-chain",
	"platform",
	"ca-file",
	"http-host",
	"https-host"
];
/** The words of one option. Content, which may be a key or a policy of many lines, has to be in a file for this. */
function words(name, value) {
	if (value === void 0 || value === false) return [];
	if (value === true) return [`--${name}`];
	return (typeof value === "object" ? value : [String(value)]).flatMap((one) => [`--${name}`, isContent(one) ? "FILE" : shellWord(one)]);
}
/** The scope under which an image is judged at its destination as it was at its source; `undefined` where it is without one. */
async function scopeAt({ place }, source, trust) {
	if (!trust) return void 0;
	const judged = repositoryOf(source) ?? "*";
	const policy = await trust.policy().catch(() => void 0);
	if (!policy) return judged;
	return statementOf(policy, judged) === statementOf(policy, repositoryOf(place) ?? "*") ? void 0 : judged;
}
/** Where the signatures of the image from before are, when that is not beside it at the destination. */
function signaturePlaces(values, source) {
	const { signaturesTo, signaturesFrom = [], excludeSignatures } = values;
	if (excludeSignatures) return [...words("signatures-from", [formatPlace(source), ...signaturesFrom]), ...words("exclude-signatures", true)];
	return [...words("signatures-from", signaturesTo), ...words("signatures-to", signaturesTo)];
}
/** The words that stand behind source and destination. */
function flagsOf(values, source, scope) {
	const { toRegistryConfig, registryConfig, toUsername } = values;
	return [
		...CARRIED.flatMap((name) => words(name, values[camelCase(name)])),
		...words("scope", values.scope ?? scope),
		...signaturePlaces(values, source),
		...words("registry-config", toRegistryConfig ?? registryConfig),
		...words("from-username", toUsername),
		...words("to-username", toUsername),
		...words("password-stdin", toUsername !== void 0)
	];
}
/** One command; where the tags were at several images, one for each of those, joined to a line. */
function commandOf({ tags, digest: image }, { place }, flags) {
	const moved = tags.filter(({ action, previous }) => action === "moved" && previous !== null && previous !== image);
	if (moved.length === 0) return null;
	const name = formatPlace(place);
	return [...Map.groupBy(moved, ({ previous }) => previous)].map(([digest, there]) => {
		const at = `${name}:${there.map(({ tag }) => tag).join(",")}`;
		return [
			"sealift promote",
			shellWord(`${name}@${digest}`),
			shellWord(at),
			...flags
		].join(" ");
	}).join(" && ");
}
/** Adds to each destination where tags moved the command that points them at what they pointed at before. */
async function withRollbacks(image, places, { values, source, trust }) {
	const byReference = new Map(places.map((one) => [one.text, one]));
	const destinations = image.destinations.map(async (one) => {
		const place = byReference.get(one.reference);
		if (!place || one.status === "planned" || one.tags.every(({ action }) => action !== "moved")) return one;
		const flags = flagsOf(values, source, await scopeAt(place, source, trust));
		return {
			...one,
			rollback: commandOf(one, place, flags)
		};
	});
	return {
		...image,
		destinations: await Promise.all(destinations)
	};
}

export { Selection as a, matchesTag as c, failedDestination as d, planCopy as f, sameLists as i, backupTagOf as l, openedDestination as n, ruleFor as o, promoteImage as r, isTagPattern as s, withRollbacks as t, bufferPool as u };