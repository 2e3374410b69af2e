import { ct as SealiftError, it as printable } from "./words.js";
import { C as GraphNode, Cr as digestOf, F as isSignatureManifest, Ft as sameContent, Kt as isSchema1, M as EMPTY_CONFIG_BYTES, N as buildSignatureManifest, P as envelopeOf, Sn as abortable, St as taskGroup, Ut as MEDIA_TYPES, W as openEnvelope, _t as NOTARY_ARTIFACT_TYPE, b as bytesStream, br as digestAlgorithm, j as EMPTY_CONFIG, lt as pLimit, mt as judgeEntry, pt as claimedReferrers, qt as manifestKind, vt as artifactTypeMatches } from "./registry.js";
import { D as earliest, Et as RUN_ADDRESS, L as ListedSignatures, P as withEnvelope, Pt as isOfAuthority, Sn as validUntil, _t as chainWarnings, bn as invalidAt, lt as timestampResult, st as NO_EVIDENCE, wn as nameText } from "./notation.js";
import { m as sameChain } from "./signing.js";

// src/oci/copy/asked-parts.ts
/** The most manifests whose parts are asked for at the same time, since those of thousands would fill the memory. */
const TOGETHER = 16;
/** What a target has of an artifact. Each manifest and each blob is asked for once, by its digest. */
var AskedParts = class {
	#target;
	#manifests = /* @__PURE__ */ new Map();
	#blobs = /* @__PURE__ */ new Map();
	#turns = pLimit(TOGETHER);
	/** Whether the target has the blob, for each that was asked for. */
	blobs = /* @__PURE__ */ new Map();
	constructor(target) {
		this.#target = target;
	}
	hasManifest(descriptor, signal) {
		const { digest } = descriptor;
		const known = this.#manifests.get(digest);
		if (known) return known;
		const asked = this.#target.resolve({ digest }, signal).then((there) => there !== void 0 && sameContent(there, descriptor));
		this.#manifests.set(digest, asked);
		return asked;
	}
	#hasBlob(descriptor, signal) {
		const { digest } = descriptor;
		const known = this.#blobs.get(digest);
		if (known) return known;
		const asked = this.#target.has(descriptor, signal).then((there) => {
			this.blobs.set(digest, there);
			return there;
		});
		this.#blobs.set(digest, asked);
		return asked;
	}
	/** The blobs and child manifests of one manifest that the target does not have. */
	async missingOf({ blobs, children }, signal) {
		const parts = [...blobs.map((descriptor) => ({
			descriptor,
			isBlob: true
		})), ...children.map(({ content }) => ({
			descriptor: content.descriptor,
			isBlob: false
		}))];
		return (await taskGroup(signal, parts.map(({ descriptor, isBlob }) => async (joined) => {
			return (isBlob ? await this.#hasBlob(descriptor, joined) : await this.hasManifest(descriptor, joined)) ? [] : [descriptor];
		}))).flat();
	}
	/** Whether the target has the manifests, and of each its blobs and its children. */
	async hasWhole(nodes, signal) {
		return (await taskGroup(signal, nodes.map((node) => (joined) => {
			return this.#turns(async () => {
				joined.throwIfAborted();
				return await this.hasManifest(node.content.descriptor, joined) && (await this.missingOf(node, joined)).length === 0;
			});
		}))).every(Boolean);
	}
};

// src/oci/signable.ts
/**
* Refuses to sign a manifest that no promotion could copy, by its media type: signing does not fetch the manifest.
*
* @throws SealiftError `manifest_unsupported`.
*/
function checkSignable({ mediaType, digest }) {
	if (manifestKind(mediaType) !== void 0) return;
	const what = isSchema1(mediaType) ? "Docker schema 1" : printable(mediaType);
	throw new SealiftError("manifest_unsupported", `${digest} is ${what}: it could be signed and never be promoted`, { hint: "Push the image again with a current tool, as an OCI image or Docker schema 2." });
}
/** The most manifests that the warning names. */
const NAMED = 3;
/** The warning about withdrawn artifact manifests, which few registries accept; `undefined` when there are none. */
function withdrawnWarning(descriptors) {
	const old = descriptors.filter(({ mediaType }) => mediaType === MEDIA_TYPES.ociArtifact);
	if (old.length === 0) return void 0;
	const named = old.slice(0, NAMED).map(({ digest }) => digest);
	const more = old.length > NAMED ? ` and ${old.length - NAMED} more` : "";
	return `${named.join(", ")}${more}: an OCI artifact manifest, which was withdrawn before OCI 1.1; most registries refuse it, so that a promotion will fail there`;
}

// src/operations/signing/signature-manifest-of.ts
/** The manifest that attaches an envelope to what it signs, and the descriptor of the envelope. One envelope gives one manifest. */
function signatureManifestOf(subject, { bytes, annotations, opened }) {
	const { mediaType, chain, signingTime } = opened;
	const envelope = {
		mediaType,
		digest: digestOf(bytes),
		size: bytes.length
	};
	return {
		envelope,
		manifest: buildSignatureManifest({
			subject,
			envelope,
			chain,
			signingTime,
			annotations
		})
	};
}

// src/operations/signing/same-root.ts
/**
* Whether two chains have the same root. A service gives a profile new certificates from time to time and names the profile in its
* signatures; under a root of their own anybody may name it too.
*/
function sameRoot(one, other) {
	const root = one.at(-1)?.thumbprint;
	return root !== void 0 && root === other.at(-1)?.thumbprint;
}

// src/operations/signing/existing-signature.ts
/** The part of its lifetime that a signature still has to have. */
const LEAST_LIFE = 1 / 10;
/** When a signature ends: with its expiry, and without a timestamp also with the first certificate of its chain. */
function endOf({ expiry, chain, scheme }, isTimestamped) {
	return earliest(expiry, isTimestamped || isOfAuthority(scheme) ? void 0 : validUntil(chain));
}
/** Whether it is valid now, and has enough of its lifetime left. */
function lives(envelope, isTimestamped, now) {
	if (!isTimestamped && !isOfAuthority(envelope.scheme) && invalidAt(envelope.chain, now) !== void 0) return false;
	const until = endOf(envelope, isTimestamped)?.getTime();
	if (until === void 0) return true;
	return until - now.getTime() > (until - envelope.signingTime.getTime()) * LEAST_LIFE;
}
/** Whether a signature is under our chain, and so under what whoever trusts us trusts. */
function isUnder({ chain, scheme }, own, service) {
	if (service) return sameRoot(chain, own);
	return !isOfAuthority(scheme) && sameChain(chain, own);
}
/**
* Judges whether a signature has the wanted chain, is valid long enough, and holds everything that the new one would hold; resolves to
* its end and its timestamp, or to `undefined` when it does not suffice.
*/
async function sufficient(envelope, target, wanted, signal) {
	const { metadata, withExpiry, now } = wanted;
	if (!sameContent(envelope.target, target)) return void 0;
	const service = await wanted.service?.();
	if (service && !service.isOwn(envelope)) return void 0;
	const own = await wanted.chain();
	if (own !== void 0 && !isUnder(envelope, own, service)) return void 0;
	const annotations = envelope.target.annotations ?? {};
	if (!Object.entries(metadata).every(([key, value]) => key === "com.github.run-url" || annotations[key] === value) || withExpiry && envelope.expiry === void 0) return void 0;
	const known = service?.attributes ?? [];
	if (envelope.unknownCritical.some((name) => !known.includes(name))) return void 0;
	if (envelope.verificationPlugin !== service?.verificationPlugin) return void 0;
	const timestamper = await wanted.timestamper();
	const isTimestamped = timestamper !== void 0;
	if (!lives(envelope, isTimestamped, now)) return void 0;
	const timestamp = await timestamper?.accepts(envelope, signal);
	if (isTimestamped && timestamp === void 0) return void 0;
	return {
		validUntil: endOf(envelope, isTimestamped),
		timestamp
	};
}
const BY_TYPE = {
	artifactType: NOTARY_ARTIFACT_TYPE,
	sources: "api-first"
};
/**
* Finds the signatures of `target` that make a new one needless. A signature that cannot be opened is skipped. An error that
* leaves open whether there is a signature is thrown.
*/
async function* existingSignatures(source, target, wanted, signal) {
	const { store, query = BY_TYPE, known, among } = source;
	const listed = new ListedSignatures(store);
	for await (const entry of claimedReferrers(store, target, query, signal)) {
		if (!artifactTypeMatches(entry.descriptor, "application/vnd.cncf.notary.signature")) continue;
		listed.add(entry);
		const { digest } = entry.descriptor;
		if (known?.has(digest)) listed.note(entry, "there");
		if (known?.has(digest) || among?.has(digest) === false) continue;
		const judged = await judgeEntry(store, entry, target, signal);
		if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
		try {
			const descriptor = envelopeOf(judged.manifest);
			if (descriptor.mediaType !== await wanted.mediaType()) continue;
			const envelope = await withEnvelope(source, descriptor, signal, (bytes) => openEnvelope(bytes, descriptor.mediaType));
			listed.note(entry, "there");
			const found = await sufficient(envelope, target, wanted, signal);
			if (!found) continue;
			if (!wanted.alsoUnreached && !among && await listed.whyUnreached(entry, signal) !== void 0) continue;
			yield {
				entry,
				envelope,
				...found
			};
		} catch (error) {
			if (!(error instanceof SealiftError && UNSOUND.has(error.code))) throw error;
		}
	}
}
/** Errors that prove a signature unsound. Every other error leaves that open ("An unknown is an error"). */
const UNSOUND = /* @__PURE__ */ new Set([
	"artifact_not_found",
	"certificate_invalid",
	"digest_mismatch",
	"envelope_invalid",
	"signature_invalid",
	"signature_manifest_invalid"
]);

// src/operations/signing/signature-steps.ts
/** The signature that makes one under `chain` needless. Those of a service were chosen by the key that it names in them. */
function sameSigner(found, chain, { service }) {
	const isSame = service ? sameRoot : sameChain;
	return chain && found.find(({ envelope }) => isSame(envelope.chain, chain));
}
/** Decides for each manifest of an image whether it needs a signature, and makes it. */
var SignatureSteps = class {
	#request;
	#hasWarned = false;
	constructor(request) {
		this.#request = request;
	}
	/** The signatures that make a new one needless: those under the chain of the signer, or all while that is unknown. */
	async existing(source, target, signal) {
		const { signer, ifSigned, metadata, expiresAfter, clock, envelopeBudget } = this.#request;
		if (ifSigned === "add") return [];
		const chain = async () => (await signer).chain;
		const mediaType = async () => (await signer).mediaType;
		const wanted = {
			chain,
			service: async () => (await signer).service,
			mediaType,
			metadata,
			withExpiry: expiresAfter !== void 0,
			timestamper: async () => (await signer).timestamper,
			now: clock.now(),
			alsoUnreached: ifSigned === "fail"
		};
		const found = [];
		for await (const one of existingSignatures({
			...source,
			envelopeBudget
		}, target, wanted, signal)) {
			found.push(one);
			if (await chain() !== void 0) break;
		}
		return found;
	}
	/**
	* Makes a signature, or chooses the one of `found` with the same chain.
	*
	* @param beforeKey is called before the key is used: what it signs must find its place.
	*/
	async next(target, found, beforeKey, signal) {
		const { clock, metadata, expiresAfter, reference, reporter, envelopes } = this.#request;
		const [first] = found;
		if (!first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		const signer = await this.#request.signer;
		this.#warnOf(signer.chain);
		let same = sameSigner(found, signer.chain, signer);
		if (same) return {
			kind: "existing",
			existing: same
		};
		if (first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		signal.throwIfAborted();
		await beforeKey(signer);
		const request = {
			target,
			metadata,
			signingTime: /* @__PURE__ */ new Date(Math.floor(clock.now().getTime() / 1e3) * 1e3),
			...expiresAfter === void 0 ? {} : { expiresAfter }
		};
		const isNeedless = (chain) => {
			same = sameSigner(found, chain, signer);
			return same !== void 0;
		};
		const made = await abortable(envelopes.get(signer, request, isNeedless), signal);
		this.#warnOf(signer.chain);
		return made ? {
			kind: "made",
			made
		} : {
			kind: "existing",
			existing: same
		};
	}
	/** The one of `found` under the chain of the signer, if that is known. Nobody is asked for anything. */
	async same(found) {
		const signer = await this.#request.signer;
		return sameSigner(found, signer.chain, signer);
	}
	/** @throws SealiftError `signature_exists` where a signature that would do is not to be there. */
	async refuseExisting(target, digest) {
		if (this.#request.ifSigned !== "fail") return;
		const { service } = await this.#request.signer;
		throw new SealiftError("signature_exists", `${target.digest} is signed with this ${service ? "key" : "certificate"} already (${digest})`);
	}
	/** Warns once, as soon as the chain is known, of what a verifier may refuse about it. */
	#warnOf(chain) {
		if (!chain || this.#hasWarned) return;
		this.#hasWarned = true;
		for (const warning of chainWarnings(chain)) this.#request.reporter.warning(warning);
	}
};

// src/operations/signing/tell-of-end.ts
/** A chain that ends within this time gets a warning, a later end a notice: without a timestamp the signature ends with it. */
const SOON = 2592e6;
/** Tells until when a new signature without a timestamp verifies. */
async function tellOfEnd({ signer, expiresAfter, clock, reporter }) {
	const { timestamper, chain, service } = await signer;
	if (timestamper || service) return;
	const ends = validUntil(chain);
	const left = ends.getTime() - clock.now().getTime();
	if (expiresAfter !== void 0 && expiresAfter <= left) return;
	const message = `a signature without a timestamp stops verifying when a certificate of its signer ends; the first one ends on ${ends.toISOString().slice(0, 10)}`;
	if (left <= SOON) reporter.warning(message);
	else reporter.progress({
		type: "notice",
		message
	});
}

// src/operations/signing/put-signature.ts
/**
* Puts the manifest of a signature whose blobs were put. When the store refuses it, the parts are asked for, and those that the
* store lost are put again, once.
*
* @throws SealiftError `signature_lost` when the store took a part and does not have it.
*/
async function putSignature(store, manifest, envelope, signal) {
	const parts = [envelope, {
		descriptor: EMPTY_CONFIG,
		bytes: EMPTY_CONFIG_BYTES
	}];
	const lost = async () => {
		const there = await taskGroup(signal, parts.map(({ descriptor }) => (joined) => store.has(descriptor, joined)));
		return parts.filter((_, at) => !there[at]);
	};
	try {
		await store.putManifest(manifest, signal);
	} catch (error) {
		const missing = mayMissPart(error) ? await lost().catch(() => []) : [];
		if (missing.length === 0) throw error;
		for (const { descriptor, bytes } of missing) await store.putBlob(descriptor, (offset) => bytesStream(bytes, offset), signal);
		await store.putManifest(manifest, signal).catch(async (again) => {
			const [part] = mayMissPart(again) ? await lost().catch(() => []) : [];
			if (!part) throw again;
			const { digest } = manifest.descriptor;
			throw new SealiftError("signature_lost", `${store.name} took ${part.descriptor.digest}, a part of the signature ${digest}, and does not have it`, { cause: again });
		});
	}
}
/** Registries have several words for a manifest of which a part is unknown to them. */
const REFUSALS$1 = /* @__PURE__ */ new Set([
	"upload_unconfirmed",
	"registry_refused",
	"registry_unavailable"
]);
function mayMissPart(error) {
	return error instanceof SealiftError && REFUSALS$1.has(error.code);
}

// src/operations/warn-of-sha512.ts
/**
* Warns when signatures of an image with a sha512 digest are listed under a referrers tag. distribution-spec, "Referrers Tag
* Schema", cuts the tag to 64 characters of the digest; notation 1.3 asks for all 128, which is no valid tag.
*/
function warnOfSha512(reporter, reference, subject, foundIn) {
	if (foundIn !== "tag" || digestAlgorithm(subject.digest) !== "sha512") return;
	reporter.warning(`${reference}: signatures of sha512 digests are listed by a referrers tag there, which has 64 characters of the digest; notation looks under another tag and does not find them. It does in a registry that has the Referrers API, and for sha256`);
}

// src/operations/signature-repository/refused.ts
/** Refusals that may come of a subject that is not there: registries have several words for that, or list nothing. */
const REFUSALS = /* @__PURE__ */ new Set([
	"upload_unconfirmed",
	"registry_refused",
	"signature_lost"
]);
function hintOf(repository, digest, { code, hint }) {
	const advice = `The specification has registries take what is attached before its image, and this one does not: have the image in ${repository} as well (promote it to ${repository}@${digest}, which sets no tag), then run this again; or name a repository of another registry.`;
	return code === "registry_refused" ? `${advice} If the image is not the cause: ${hint}` : advice;
}
/**
* The error for a signature that a repository without its image refused: `signature_repository_refused` where the repository
* definitely lacks the subject, and lacks nothing else; otherwise `error` as it is.
*/
async function refusedSignature(store, { subject, manifest }, error, signal) {
	if (signal.aborted || !(error instanceof SealiftError) || !REFUSALS.has(error.code)) return error;
	try {
		const { digest } = subject;
		if (await store.resolve({ digest }, signal) !== void 0) return error;
		if ((await new AskedParts(store).missingOf(new GraphNode(manifest), signal)).length > 0) return error;
		return new SealiftError("signature_repository_refused", `${store.name} does not take the signature of ${digest}, which is not there itself: ${error.message}`, {
			hint: hintOf(store.name, digest, error),
			cause: error
		});
	} catch {
		return error;
	}
}

// src/operations/signing/own-signature-result.ts
/** The result of a signature of our own. It was opened and verified against its leaf, and judged under no policy. */
function ownSignatureResult(signature) {
	const { digest, subject, made, mediaType, chain, foundIn, until, timestamp } = signature;
	const { signatureRepository } = signature;
	return {
		digest,
		subject,
		made,
		mediaType,
		signer: nameText(chain[0].subject),
		foundIn,
		...signatureRepository === void 0 ? {} : { signatureRepository },
		validUntil: until?.toISOString() ?? null,
		status: "passed",
		checks: [],
		...NO_EVIDENCE,
		timestamp: timestamp ? timestampResult({
			...timestamp,
			store: null
		}) : null
	};
}

export { tellOfEnd as a, signatureManifestOf as c, AskedParts as d, putSignature as i, checkSignable as l, refusedSignature as n, SignatureSteps as o, warnOfSha512 as r, endOf as s, ownSignatureResult as t, withdrawnWarning as u };