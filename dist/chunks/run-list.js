import { D as DIGEST_TAG_SUFFIXES, F as isSignatureManifest, S as readGraph, i as runOnImages, xt as mapGroup } from "./registry.js";
import { a as digestTagResult, i as attachmentResult, n as warnOfEach } from "./few-warnings.js";
import { A as describePrototypes, B as resolveArtifact, I as prototypeSignatureIn, M as prototypeItself, N as describePrototype, O as signerKeys, Pt as isOfAuthority, V as imageResult, l as THUMBPRINT_HINT, u as readThumbprint, wn as nameText } from "./notation.js";
import { n as absentInWords, r as listedPlatforms, t as openSignature } from "./open-signature.js";
import { ct as SealiftError, nt as quotable } from "./words.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/operations/listing/attached-signatures.ts
/** Whether an attachment is a signature of the Notary Project, or one of its prototype. */
function isAttachedSignature({ node: { content, manifest } }) {
	return isSignatureManifest(manifest) || prototypeSignatureIn(content) !== void 0;
}
/** Opens one of those. The result has `details` where it is of the prototype. */
async function openAttached(source, { node: { content, manifest }, subject, foundIn, elsewhere }, signal) {
	const jwt = prototypeSignatureIn(content);
	if (jwt) {
		const holder = {
			digest: content.descriptor.digest,
			foundIn
		};
		return { result: await describePrototype(source, holder, jwt, signal) };
	}
	const place = {
		foundIn,
		...elsewhere === void 0 ? {} : { elsewhere }
	};
	const referrer = {
		entry: {
			descriptor: content.descriptor,
			...place
		},
		manifest
	};
	return openSignature(source, subject.digest, referrer, signal);
}

// src/operations/listing/longest-lives.ts
/** Until when the subjects of an image are signed by each signer: the signature that lasts longest. */
var LongestLives = class {
	#ends = /* @__PURE__ */ new Map();
	/** Counts a signature; one whose certificates are not valid yet takes nobody's place. */
	add({ signers, begun, end }) {
		if (!begun) return;
		const at = end?.at.getTime() ?? Number.POSITIVE_INFINITY;
		for (const signer of signers) this.#ends.set(signer, Math.max(at, this.#ends.get(signer) ?? at));
	}
	/** Whether the same signer has a signature of the same subject that lasts longer. */
	outlives({ signers, end }) {
		const at = end?.at.getTime() ?? Number.POSITIVE_INFINITY;
		return signers.some((signer) => (this.#ends.get(signer) ?? at) > at);
	}
};

// src/operations/listing/signature-life.ts
const short = (text) => createHash("sha256").update(text).digest("base64");
/** The earlier of the signature's expiry and the end of its chain, which does not count where an authority vouches for the time. */
function endOf$1({ expiry, scheme, chain }) {
	const own = expiry && { at: expiry };
	if (isOfAuthority(scheme)) return own;
	const first = chain.reduce((one, other) => other.notAfter < one.notAfter ? other : one);
	const byChain = {
		at: first.notAfter,
		certificate: first
	};
	return own && own.at <= byChain.at ? own : byChain;
}
/**
* The life of an opened signature of `subject`. Neither a key nor a name alone is a signer here, since nobody judged the signature,
* and its chain is no part of what is signed (JWS: RFC 7515, 4.1.6 in the unprotected header): whoever may push could put a chain of
* their own behind a signature that is there. Both count together with the root: a key with the root's key, which a self-signed
* certificate keeps when it is made anew, and a name with the root itself.
*/
function signatureLife(envelope, subject, now) {
	const { chain, scheme } = envelope;
	const [name, key] = signerKeys(chain[0]);
	const root = chain.at(-1);
	const [, rootKey] = signerKeys(root);
	const end = endOf$1(envelope);
	return {
		subject,
		signers: [`${subject} ${short(rootKey)} ${short(key)}`, `${subject} ${root.thumbprint} ${short(name)}`],
		begun: isOfAuthority(scheme) || chain.every(({ notBefore }) => notBefore <= now),
		...end ? { end } : {}
	};
}

// src/operations/listing/matching-signatures.ts
/** The most signatures of one image that are shown; all of them are opened and counted. */
const SHOWN = 100;
const namesOf = ({ result, envelope }) => envelope?.chain.map(({ subject, thumbprint }) => ({
	subject: nameText(subject),
	thumbprint
})) ?? result.details?.certificates ?? [];
function certificateOf(opened, thumbprint) {
	const chain = namesOf(opened);
	const at = chain.findIndex((one) => one.thumbprint === thumbprint);
	const found = chain[at];
	if (!found) return null;
	return {
		subject: found.subject,
		thumbprint,
		position: at + 1,
		of: chain.length
	};
}
function endOf({ end }, { timestampToken }, now) {
	if (!end) return null;
	return {
		at: end.at.toISOString(),
		by: end.certificate ? "certificate" : "expiry",
		subject: end.certificate ? nameText(end.certificate.subject) : null,
		over: end.at < now,
		timestamped: timestampToken !== void 0
	};
}
/** Whether the signed descriptor is that of what the signature is attached to: one that is not verifies nowhere there. */
function isFor({ target }, subject) {
	const { mediaType, digest, size } = subject;
	return target.mediaType === mediaType && target.digest === digest && target.size === size;
}
/** Why a signature cannot match, whatever was asked for. */
function unusable({ result, envelope }, subject) {
	if (result.status === "failed") return "broken, and who made it is not known";
	if (envelope && !isFor(envelope, subject)) return "attached to another image than it was made for";
}
/**
* The signatures among what is attached that meet the filter, each with what was found in it. All of them are opened, since one that
* is not looked at could be the one that was asked for. Of one signer and one subject those count as ending that last longest.
*/
async function matchingSignatures(request, filter, { store, root, itself, attachments }, signal) {
	const { reference, reporter, concurrency, clock, envelopeBudget } = request;
	const { signedBy, endsBy } = filter;
	const now = clock.now();
	const lives = new LongestLives();
	const uncounted = /* @__PURE__ */ new Map();
	const look = (opened, subject) => {
		const { envelope } = opened;
		const why = unusable(opened, subject);
		if (why !== void 0) return void uncounted.set(why, (uncounted.get(why) ?? 0) + 1);
		const life = envelope && endsBy ? signatureLife(envelope, subject.digest, now) : void 0;
		if (life) lives.add(life);
		const certificate = signedBy === void 0 ? null : certificateOf(opened, signedBy);
		if (signedBy !== void 0 && certificate === null) return void 0;
		if (endsBy && !(life?.end && life.end.at <= endsBy)) return void 0;
		const end = envelope && life ? endOf(life, envelope, now) : null;
		const { details: _, ...result } = opened.result;
		return {
			result: {
				...result,
				matched: {
					certificate,
					end
				}
			},
			life
		};
	};
	const signatures = attachments.filter(isAttachedSignature);
	const candidates = await mapGroup(signal, signatures, concurrency, async (attachment, joined) => look(await openAttached({
		store,
		envelopeBudget
	}, attachment, joined), attachment.subject));
	for (const [why, number] of uncounted) reporter.warning(`${reference}: not counted: ${number} signature${number === 1 ? "" : "s"}, ${why}`);
	const standing = [...itself.map((result) => look({ result }, root)), ...candidates].filter((one) => one !== void 0).filter(({ life }) => !life || !lives.outlives(life));
	if (standing.length > SHOWN) reporter.warning(`${reference} has ${standing.length} such signatures; the first ${SHOWN} are shown`);
	return standing.slice(0, SHOWN).map(({ result }) => result);
}

// src/operations/list.ts
/** The most signatures that are opened to say who made them. */
const OPENED = 100;
function withoutDetails({ details: _, ...signature }) {
	return signature;
}
/** Opens the signatures among what is attached, to say who made each. Their content is what `inspect` shows. */
async function signaturesOf({ reference, envelopeBudget, concurrency, reporter }, store, attachments, signal) {
	const signatures = attachments.filter(isAttachedSignature);
	if (signatures.length > OPENED) reporter.warning(`${reference} has more than ${OPENED} signatures; who made the others is not shown`);
	return mapGroup(signal, signatures.slice(0, OPENED), concurrency, async (attachment, joined) => {
		const { result } = await openAttached({
			store,
			envelopeBudget
		}, attachment, joined);
		return withoutDetails(result);
	});
}
/**
* Lists the artifacts attached to an image, its platforms and its attachments, where each was found, and who made each signature;
* with a filter the signatures alone that meet it. It judges none.
*/
function listImage(request, signal) {
	const { reference, name, concurrency, reporter } = request;
	const store = request.view(request.store);
	return imageResult(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const graph = await readGraph(store, root, {
			concurrency,
			keep: () => true,
			likely: () => true,
			absent: "told",
			digestTags: {
				suffixes: DIGEST_TAG_SUFFIXES,
				keep: () => true
			}
		}, signal).catch(async (error) => {
			if ((await prototypeItself(store, root, signal).catch(() => [])).length === 0) throw error;
		});
		const found = await prototypeItself(store, root, signal);
		const itself = await describePrototypes({
			...request,
			store
		}, found, signal);
		const { filter } = request;
		const matching = (attachments) => matchingSignatures(request, filter ?? {}, {
			store,
			root,
			itself,
			attachments
		}, signal);
		if (!graph && filter) return void draft.update({
			status: "listed",
			signatures: await matching([])
		});
		if (!graph) return void draft.update({
			status: "listed",
			signatures: itself.map(withoutDetails)
		});
		warnOfEach(reporter, reference, graph.dangling, ({ descriptor }) => `${descriptor.digest} is listed as attached, but it is gone`);
		const platforms = listedPlatforms(graph);
		const lacks = absentInWords(platforms);
		if (lacks !== void 0) reporter.warning(`${reference}: ${lacks}`);
		if (filter) {
			const signatures = await matching(graph.attachments);
			const shown = new Set(signatures.map(({ digest }) => digest));
			const attachments = graph.attachments.map((attachment) => attachmentResult(attachment, null)).filter(({ digest }) => shown.has(digest));
			draft.update({
				status: "listed",
				platforms,
				attachments,
				signatures
			});
			return;
		}
		draft.update({
			status: "listed",
			platforms,
			attachments: [...graph.attachments.map((attachment) => attachmentResult(attachment, null)), ...graph.digestTags.map((one) => digestTagResult(one, null))]
		});
		const attached = await signaturesOf(request, store, graph.attachments, signal);
		draft.update({ signatures: [...itself.map(withoutDetails), ...attached] });
	});
}

// src/compose/list-filter.ts
/** Reads `--signed-by` and `--expiring`; `undefined` where neither is given. What is wrong with them becomes a problem of the run. */
function listFilterOf({ values, problems, clock }) {
	const { signedBy: written, expiring } = values;
	if (written === void 0 && expiring === void 0) return void 0;
	const signedBy = written === void 0 ? void 0 : readThumbprint(written);
	if (written !== void 0 && signedBy === void 0) problems.add("usage", `--signed-by ${quotable(written)} is no thumbprint`, THUMBPRINT_HINT);
	return {
		...signedBy === void 0 ? {} : { signedBy },
		...expiring === void 0 ? {} : { endsBy: new Date(clock.now().getTime() + expiring) }
	};
}

// src/compose/refuse-expiring.ts
const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
/** @throws SealiftError `signature_expiring`, where `--expiring` found any. */
function refuseExpiring(images) {
	const ends = images.map(({ signatures }) => signatures.flatMap(({ matched }) => matched?.end ?? []));
	const all = ends.flat();
	if (all.length === 0) return;
	const { length: affected } = ends.filter(({ length }) => length > 0);
	const over = all.filter((end) => end.over).length;
	const first = all.map(({ at }) => at).toSorted()[0];
	const begun = over === 0 ? `the first at ${first}` : `${over} of them already have`;
	throw new SealiftError("signature_expiring", `${counted(all.length, "signature")} of ${counted(affected, "image")} stop verifying within the time of --expiring, ${begun}`);
}

// src/compose/run-list.ts
/** Shows everything that is attached to images, and where it was found, or the signatures that meet a filter. Never rejects. */
async function runList(options, signal) {
	let filter;
	const result = await runOnImages("list", options, signal, {
		prepare: (run) => {
			filter = listFilterOf(run);
			return filter ? { filter } : {};
		},
		read: listImage,
		conclude: refuseExpiring
	});
	if (!filter) return result;
	const { signedBy = null, endsBy } = filter;
	return {
		...result,
		filter: {
			signedBy,
			endsBy: endsBy?.toISOString() ?? null
		}
	};
}

export { runList };