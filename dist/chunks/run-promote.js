import { d as SealiftError, f as asSealiftError, t as failedImage } from "./run-result.js";
import { n as actionsOf, r as levelName } from "./verify-envelope.js";
import { a as refusal, i as loggedFailures, n as judgeArtifact, o as chooseStatement, r as judgeSignature, s as exactStatement, t as trustOf } from "./trust.js";
import { l as isSignatureManifest } from "./signature-result.js";
import { i as pLimit, n as readGraph, r as together, t as bottomUp } from "./graph.js";
import { C as sameContent, n as checkedStream } from "./open.js";
import { t as canTellEmpty } from "./ports.js";
import { i as resolveArtifact, r as settle, t as imageOf } from "./images.js";
import { n as formatDestination, r as formatPlace, s as parseDestination } from "./problems.js";
import { a as storesOf, n as run, r as repositoryOf } from "./run.js";
import { pipeline } from "node:stream";

// src/oci/put-manifests.ts
/** Puts manifests into one target, each once, whoever names it. */
var ManifestPutter = class {
	#target;
	#limit;
	#done = /* @__PURE__ */ new Map();
	/** The last put of a manifest with this subject. */
	#turns = /* @__PURE__ */ new Map();
	constructor(target, concurrency) {
		this.#target = target;
		this.#limit = pLimit(concurrency);
	}
	/** Children before their index, siblings at the same time. A child that is not in `nodes` is there already. */
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
			await together(joined, children.map((child) => (inner) => once(child, inner)));
			await this.#inTurn(node, joined);
		};
		await together(signal, nodes.map((node) => (joined) => once(node, joined)));
	}
	/** Manifests with one subject are put one after the other: olareg 0.2.2 loses them otherwise. */
	async #inTurn({ content, manifest }, signal) {
		const put = () => this.#limit(() => {
			signal.throwIfAborted();
			return this.#target.putManifest(content, signal);
		});
		if (manifest.subject === void 0) return put();
		const { digest } = manifest.subject;
		const turn = (this.#turns.get(digest) ?? Promise.resolve()).then(put);
		this.#turns.set(digest, turn.catch(() => {}));
		await turn;
	}
};

// src/oci/copy.ts
/** Up to this size a blob of an attachment that is missing is written without asking: the question costs as much. */
const ASK_ABOVE = 65536;
/**
* Opens a blob at its source, checked while it streams; a re-read from the middle is checked by the target alone. What
* was counted and is read again is taken back first, so that the events of one blob add up to its size.
*/
function openChecked(source, descriptor, onEvent, signal) {
	const { digest } = descriptor;
	let counted = 0;
	const count = (bytes) => {
		counted += bytes;
		if (bytes !== 0) onEvent?.({
			type: "bytes",
			digest,
			bytes
		});
	};
	return async (offset) => {
		const stream = await source.blob(descriptor, { offset }, signal);
		count(offset - counted);
		if (offset > 0) return stream;
		const checked = checkedStream(descriptor, count);
		pipeline(stream, checked, () => {});
		return checked;
	};
}
/** Every blob once; `ask` is whether the target is asked before the blob is written. */
function blobsOf(plan) {
	const blobs = /* @__PURE__ */ new Map();
	const add = (node, small) => {
		for (const descriptor of node.blobs) {
			const isConfig = descriptor.digest === node.manifest.config?.digest;
			const ask = !plan.targetIsEmpty && !(small && !isConfig && descriptor.size <= ASK_ABOVE);
			blobs.set(descriptor.digest, blobs.get(descriptor.digest) ?? {
				descriptor,
				ask
			});
		}
	};
	for (const node of plan.nodes) add(node, false);
	for (const { node } of plan.attachments) for (const part of bottomUp(node)) add(part, true);
	return [...blobs.values()];
}
async function copyBlobs(source, target, plan, { concurrency, onEvent }, signal) {
	const limit = pLimit(concurrency);
	const report = {
		copied: 0,
		mounted: 0,
		bytes: 0
	};
	await together(signal, blobsOf(plan).map(({ descriptor, ask }) => (joined) => {
		return limit(async () => {
			joined.throwIfAborted();
			const { digest, size } = descriptor;
			if (ask && await target.has(descriptor, joined)) {
				onEvent?.({
					type: "blob",
					digest,
					size,
					state: "present"
				});
				return;
			}
			joined.throwIfAborted();
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "started"
			});
			await target.putBlob(descriptor, openChecked(source, descriptor, onEvent, joined), joined);
			report.copied += 1;
			report.bytes += size;
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "copied"
			});
		});
	}));
	return report;
}
/** Puts what is attached, then makes the target list it, then what is attached to that. */
async function putAttachments(target, manifests, attachments, signal) {
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const attachTo = async (digest, joined) => {
		const own = bySubject.get(digest);
		if (!own) return;
		for (const { node } of own) await manifests.put(bottomUp(node), joined);
		const contents = own.map(({ node }) => node.content);
		joined.throwIfAborted();
		await target.linkReferrers(own[0].subject, contents, joined);
		await together(joined, own.map(({ node }) => (inner) => attachTo(node.content.descriptor.digest, inner)));
	};
	const attached = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	const outer = [...bySubject.keys()].filter((digest) => !attached.has(digest));
	await together(signal, outer.map((digest) => (joined) => attachTo(digest, joined)));
}
/**
* Writes what `plan` found missing, in the only order: blobs, child manifests, root by digest, attached manifests, and
* then has the target list and read back what is attached. Never tags. Killed anywhere, it leaves no name behind that
* points at something incomplete; run again, it goes on where it was.
*/
async function copyGraph(source, target, plan, options, signal) {
	const report = await copyBlobs(source, target, plan, options, signal);
	const manifests = new ManifestPutter(target, options.concurrency);
	await manifests.put(plan.nodes, signal);
	await putAttachments(target, manifests, plan.attachments, signal);
	return report;
}

// src/oci/plan-copy.ts
/** Which of `wanted` the target lists; it is not asked further than the last of them. */
async function listed(target, subject, wanted, signal) {
	const found = /* @__PURE__ */ new Set();
	for await (const { descriptor } of target.referrers(subject, { sources: "all" }, signal)) {
		if (wanted.has(descriptor.digest)) found.add(descriptor.digest);
		if (found.size === wanted.size) break;
	}
	return found;
}
/**
* Compares `graph` with what `target` holds. A manifest that is there has its blobs and children there, because they are
* written before it; children are still asked for, since some registries take an index without them.
*/
async function planCopy(target, graph, hints, signal) {
	const { nodes, attachments } = graph;
	if (hints.targetIsEmpty) return {
		nodes,
		attachments,
		targetIsEmpty: true
	};
	const present = new Set(hints.present);
	await together(signal, nodes.map(({ content: { descriptor } }) => async (joined) => {
		if (present.has(descriptor.digest)) return;
		const there = await target.resolve({ digest: descriptor.digest }, joined);
		if (there !== void 0 && sameContent(there, descriptor)) present.add(descriptor.digest);
	}));
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const missing = /* @__PURE__ */ new Set();
	const digestOf = ({ node }) => node.content.descriptor.digest;
	const judge = async (digest, joined) => {
		const attached = bySubject.get(digest);
		if (!attached) return;
		bySubject.delete(digest);
		const there = present.has(digest) ? await listed(target, attached[0].subject, new Set(attached.map(digestOf)), joined) : /* @__PURE__ */ new Set();
		for (const attachment of attached) {
			const own = digestOf(attachment);
			if (there.has(own)) present.add(own);
			else missing.add(attachment);
			await judge(own, joined);
		}
	};
	const [first, ...others] = nodes.map((node) => node.content.descriptor.digest).filter((digest) => bySubject.has(digest)).toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
	if (first !== void 0) await judge(first, signal);
	await together(signal, others.map((digest) => (joined) => judge(digest, joined)));
	return {
		nodes: nodes.filter(({ content }) => !present.has(content.descriptor.digest)),
		attachments: attachments.filter((attachment) => missing.has(attachment)),
		targetIsEmpty: false
	};
}

// src/operations/promote-to.ts
async function readTags({ store, tags }, signal) {
	const found = await together(signal, tags.map((tag) => async (joined) => [tag, (await store.resolve({ tag }, joined))?.digest]));
	return new Map(found);
}
async function plan({ store }, graph, before, signal) {
	const { digest } = graph.root.content.descriptor;
	const named = [...before.values()];
	const targetIsEmpty = named.every((one) => one === void 0) && canTellEmpty(store) ? await store.isEmpty(signal) : false;
	const present = new Set(named.includes(digest) ? [digest] : []);
	return planCopy(store, graph, {
		present,
		targetIsEmpty
	}, signal);
}
/** @throws SealiftError `tag_moved` when the tag may not be moved from where it is now. */
async function checkMove({ store }, tag, previous, moveTag, signal) {
	if (moveTag === "always") return;
	const now = (await store.resolve({ tag }, signal))?.digest;
	if (now === previous) return;
	throw new SealiftError("tag_moved", `${store.name}:${tag} moved during this run, from ${previous ?? "nothing"} to ${now ?? "nothing"}; it was left alone`);
}
/** Refuses before anything is copied what could not be named afterwards. */
function refuseTakenTags({ store }, before, digest, moveTag) {
	if (moveTag !== "never") return;
	for (const [tag, previous] of before) {
		if (previous === void 0 || previous === digest) continue;
		throw new SealiftError("tag_moved", `${store.name}:${tag} points at ${previous}, and tags are not to be moved`, { hint: "Promote to another tag, or say --move-tag if-unchanged." });
	}
}
/**
* Brings an artifact that was judged to one destination. Never rejects but for an abort: what fails is in the result,
* with what is missing there.
*/
async function promoteTo({ source, reporter, concurrency, moveTag, dryRun }, graph, target, signal) {
	const { store, tags, reference } = target;
	const { content } = graph.root;
	const { digest } = content.descriptor;
	const expected = graph.attachments.length;
	let result = {
		reference,
		digest,
		previousDigest: null,
		status: "failed",
		attachments: {
			expected,
			present: 0,
			added: 0,
			missing: []
		},
		copied: 0,
		mounted: 0,
		bytes: 0,
		error: null
	};
	try {
		const before = await readTags(target, signal);
		result = {
			...result,
			previousDigest: before.get(tags[0]) ?? null
		};
		refuseTakenTags(target, before, digest, moveTag);
		const todo = await plan(target, graph, before, signal);
		const missing = todo.attachments.map(({ node }) => node.content.descriptor.digest);
		const added = missing.length;
		result = {
			...result,
			attachments: {
				expected,
				present: expected - added,
				added: 0,
				missing
			}
		};
		const moves = [...before].filter(([, previous]) => previous !== digest);
		if (dryRun) return {
			...result,
			status: "planned"
		};
		if (moves.length === 0 && todo.nodes.length === 0 && added === 0) return {
			...result,
			status: "unchanged"
		};
		reporter.progress({
			type: "phase",
			phase: "copy",
			subject: reference
		});
		const onEvent = (event) => reporter.progress(event);
		const report = await copyGraph(source, store, todo, {
			concurrency,
			onEvent
		}, signal);
		result = {
			...result,
			...report,
			attachments: {
				expected,
				present: expected,
				added,
				missing: []
			}
		};
		reporter.progress({
			type: "phase",
			phase: "tag",
			subject: reference
		});
		await together(signal, moves.map(([tag, previous]) => (joined) => checkMove(target, tag, previous, moveTag, joined)));
		for (const [tag] of moves) {
			signal.throwIfAborted();
			await store.tag(content, tag, signal);
		}
		return {
			...result,
			status: "promoted"
		};
	} catch (error) {
		signal.throwIfAborted();
		return {
			...result,
			error: asSealiftError(error).toJSON()
		};
	}
}

// src/operations/promote.ts
/** @throws SealiftError `policy_does_not_enforce` for a statement that would let anything through. */
function checkEnforces(statement) {
	const { integrity, authenticity } = actionsOf(statement);
	if (integrity === "enforce" && authenticity === "enforce") return;
	throw new SealiftError("policy_does_not_enforce", `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`);
}
/**
* The statements that have to be met: the source's (or that of the scope), and the one that names a destination exactly,
* if there is one.
*/
async function statementsOf({ trust, source, scope, destinations }) {
	if (!trust) return [];
	const policy = await trust.policy();
	const own = chooseStatement(policy, source, scope);
	const theirs = destinations.map(({ store }) => store.repository && exactStatement(policy, store.repository)).filter((statement) => statement !== void 0 && statement !== "");
	const all = [.../* @__PURE__ */ new Set([own, ...theirs])];
	for (const statement of all) checkEnforces(statement);
	return all;
}
/**
* Judges the source under every statement. `keep` is told of the first, and of the one that refuses.
*
* @throws SealiftError with the reason for the refusal.
*/
async function judgeSource(request, statements, target, keep, signal) {
	const { source, trust, clock, reporter, reference, maxSignatures, allowUnsigned } = request;
	const judged = /* @__PURE__ */ new Map();
	const contexts = [];
	const warnings = /* @__PURE__ */ new Set();
	for (const statement of statements) {
		const context = {
			store: source,
			trust,
			statement,
			at: clock.now(),
			metadata: {},
			maxSignatures
		};
		const judgement = await judgeArtifact(context, target, signal);
		const { passed, signatures } = judgement;
		const isAllowed = allowUnsigned && signatures.every(({ status }) => status === "ignored");
		if (contexts.length === 0 || !(passed || isAllowed)) keep(statement, signatures);
		contexts.push(context);
		for (const signature of signatures) if (judged.get(signature.digest)?.status !== "passed") judged.set(signature.digest, signature);
		if (!passed && !isAllowed) throw refusal(judgement, target, source);
		if (!passed) warnings.add(`${reference} has no signature and is promoted because that is allowed`);
		for (const message of loggedFailures(judgement)) warnings.add(`${reference}: ${message}`);
	}
	for (const warning of warnings) reporter.warning(warning);
	return {
		judged,
		contexts
	};
}
/** Whether a signature passes one of the statements, and so is needed where that one is asked. */
async function passesOne({ judged, contexts }, subject, referrer, signal) {
	const { digest } = referrer.content.descriptor;
	const known = judged.get(digest);
	if (known?.status === "passed") return true;
	if (known && contexts.length === 1) return false;
	for (const context of contexts) {
		const result = await judgeSignature(context, subject, referrer, signal);
		judged.set(digest, result);
		if (result.status === "passed") return true;
	}
	return false;
}
/** Which attachments travel. */
function attachmentsToKeep({ include }, gate, signal) {
	if (include === "all") return () => true;
	if (include === "signatures") return ({ manifest }) => isSignatureManifest(manifest);
	return async (referrer, subject) => isSignatureManifest(referrer.manifest) && await passesOne(gate, subject, referrer, signal);
}
function attachmentResults({ attachments }, { judged }) {
	return attachments.map(({ node: { content, manifest }, subject, foundIn }) => {
		const status = judged.get(content.descriptor.digest)?.status;
		return {
			digest: content.descriptor.digest,
			artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
			size: content.descriptor.size,
			foundIn,
			subject: subject.digest,
			judged: status === "passed" || status === "failed" ? status : "carried"
		};
	});
}
function warnOfWhatStays(graph, { reference, reporter }) {
	for (const { digest, mediaType } of graph.foreignLayers) reporter.warning(`${reference}: layer ${digest} (${mediaType}) may not be distributed and stays where it is`);
	for (const { descriptor, subject } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`);
}
/**
* Promotes one image: judge it at the source, copy it with what is attached, have that read back, and move the tags last.
* Under way nothing is visible by name; killed anywhere, the old tag stands or the new one is complete.
*/
function promoteImage(request, signal) {
	const { reference, source, reporter, trust, concurrency, destinations } = request;
	return settle(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const statements = await statementsOf(request);
		const policyOf = (statement) => ({
			statement: statement.name,
			level: levelName(statement)
		});
		if (statements[0]) draft.update({ policy: policyOf(statements[0]) });
		const root = await resolveArtifact(source, request.name, signal);
		draft.describe(root);
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		if (!trust) reporter.warning(`${reference} is promoted without verification`);
		const judgedUnder = (statement, signatures) => draft.update({
			policy: policyOf(statement),
			signatures
		});
		const gate = await judgeSource(request, statements, root, judgedUnder, signal);
		const keep = attachmentsToKeep(request, gate, signal);
		const graph = await readGraph(source, root, {
			concurrency,
			keep
		}, signal);
		draft.update({ attachments: attachmentResults(graph, gate) });
		warnOfWhatStays(graph, request);
		const results = await together(signal, destinations.map((destination) => (joined) => promoteTo(request, graph, destination, joined)));
		draft.update({ destinations: results });
		const failed = results.find(({ error }) => error !== null)?.error;
		if (failed) throw new SealiftError(failed.code, failed.message, { hint: failed.hint });
		const [status] = [
			"planned",
			"promoted",
			"unchanged"
		].filter((one) => results.some((result) => result.status === one));
		draft.update({ status: trust ? status : "unverified" });
	});
}

// src/compose/destinations.ts
/** A destination without tags takes the source's; a bare digest has none to give. */
function tagged(destination, source, problems) {
	if (destination.tags.length > 0 || !source) return destination;
	const { tag } = source.reference;
	if (tag !== void 0) return {
		...destination,
		tags: [tag]
	};
	const place = formatPlace(destination);
	problems.add("destination_invalid", `${place} has no tag, and neither has the source`, `Write ${place}:TAG.`);
	return destination;
}
/** The destinations of a promotion; what is wrong with them goes into `problems`. */
async function destinationsOf(texts, source, problems) {
	const all = typeof texts === "string" ? [texts] : texts ?? [];
	if (all.length === 0) problems.add("usage", "no destination is given", "Write REGISTRY/REPOSITORY:TAG or oci:DIR:TAG.");
	const found = [];
	for (const text of all) {
		const parsed = await problems.try(() => parseDestination(String(text)));
		if (!parsed) continue;
		const place = tagged(parsed, source, problems);
		if (found.some((other) => formatPlace(other.place) === formatPlace(place))) problems.add("destination_invalid", `${formatPlace(place)} is given twice`, "Write its tags in one: NAME:1.4,latest.");
		found.push({
			text: formatDestination(place),
			place
		});
	}
	return found;
}

// src/compose/run-promote.ts
/** As many signatures of one image are judged; verify has an option for it. */
const MAX_SIGNATURES = 100;
async function promote(current, image, destinations, trust, open) {
	const { values, clock, reporter, signal } = current;
	const { scope, include, allowUnsigned, moveTag, dryRun, concurrency } = values;
	const source = await open(image.reference, "read");
	const targets = await Promise.all(destinations.map(async ({ text, place }) => ({
		reference: text,
		store: await open(place, "create"),
		tags: place.tags
	})));
	return promoteImage({
		reference: image.text,
		name: image.name,
		source,
		destinations: targets,
		...trust === void 0 ? {} : { trust },
		...scope === void 0 ? {} : { scope },
		include,
		allowUnsigned,
		moveTag,
		dryRun,
		maxSignatures: MAX_SIGNATURES,
		clock,
		reporter,
		concurrency
	}, signal);
}
/** Promotes one image: judge, copy with what is attached, read back, tag last. Never rejects. */
function runPromote(options, signal) {
	return run("promote", options, signal, async (current) => {
		const { values, problems } = current;
		const { skipVerification, include, fromRegistryConfig, toRegistryConfig } = values;
		if (skipVerification && include === "verified") problems.add("usage", "--include verified and --skip-verification exclude each other", "Leave one of them out.");
		const { source } = options;
		if (typeof source !== "string") problems.add("usage", "promote takes one source", "Give one image.");
		const image = typeof source === "string" ? await problems.try(() => imageOf(source)) : void 0;
		const destinations = await destinationsOf(options.destination, image, problems);
		const places = [...image ? [image.reference] : [], ...destinations.map(({ place }) => place)];
		const trust = skipVerification ? void 0 : await trustOf(current, places.map(repositoryOf));
		const open = await storesOf(current, {
			read: fromRegistryConfig,
			write: toRegistryConfig
		});
		problems.throwIfAny();
		try {
			return [await promote(current, image, destinations, trust, open)];
		} catch (thrown) {
			return [failedImage(image.text, asSealiftError(thrown).toJSON())];
		}
	});
}

export { runPromote };