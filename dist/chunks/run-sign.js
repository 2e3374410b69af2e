import { J as unknownWarnings, Jt as validUntil, K as answerNotices, Kt as invalidAt, V as timestampResult, Xt as nameText, Y as chainWarnings, _ as earliest, b as imageResult, c as checkMetadata, it as RUN_ADDRESS, m as ListedSignatures, q as refuseRevoked, st as isOfAuthority, v as withEnvelope, xt as openEnvelope, y as resolveArtifact, z as NO_EVIDENCE } from "./notation.js";
import { C as EMPTY_CONFIG_BYTES, Ct as isSchema1, E as isSignatureManifest, H as storesOf, L as run, P as pLimit, S as EMPTY_CONFIG, T as envelopeOf, X as judgedReferrers, Xn as digestOf, Z as NOTARY_ARTIFACT_TYPE, a as typedLogins, d as hasReferrersTags, dt as plainDescriptor, et as taskGroup, ft as platformName, h as imagesOf, k as abortable, l as canOpenUploads, o as sessionOf, p as eachImage, pt as sameContent, s as bytesStream, w as buildSignatureManifest, wt as manifestKind, xt as MEDIA_TYPES, y as readGraph } from "./registry.js";
import { K as printable, X as SealiftError } from "./words.js";
import { t as warnOfSha512 } from "./warn-of-sha512.js";
import { a as signingOf, t as besideSigner, u as sameChain } from "./signing.js";
import { c as revocationOf, l as askOfOwnChain } from "./certificate.js";

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
/**
* Judges whether a signature has the wanted chain, is valid long enough, and holds everything that the new one would hold; resolves to
* its end and its timestamp, or to `undefined` when it does not suffice.
*/
async function sufficient(envelope, target, wanted, signal) {
	const { metadata, withExpiry, now } = wanted;
	if (!sameContent(envelope.target, target)) return void 0;
	const own = await wanted.chain();
	if (own !== void 0 && (isOfAuthority(envelope.scheme) || !sameChain(envelope.chain, own))) return void 0;
	const annotations = envelope.target.annotations ?? {};
	if (!Object.entries(metadata).every(([key, value]) => key === "com.github.run-url" || annotations[key] === value) || withExpiry && envelope.expiry === void 0) return void 0;
	if (envelope.unknownCritical.length > 0 || envelope.verificationPlugin !== void 0) return void 0;
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
/**
* Finds the signatures of `target` that make a new one needless. A signature that cannot be opened is skipped. An error that
* leaves open whether there is a signature is thrown.
*
* @param source has the store, which reads the lists that it was created for.
*/
async function* existingSignatures(source, target, wanted, signal) {
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "api-first"
	};
	const listed = new ListedSignatures(source.store);
	for await (const judged of judgedReferrers(source.store, target, query, signal)) {
		listed.add(judged.entry);
		if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
		try {
			const descriptor = envelopeOf(judged.manifest);
			if (descriptor.mediaType !== await wanted.mediaType()) continue;
			const envelope = await withEnvelope(source, descriptor, signal, (bytes) => openEnvelope(bytes, descriptor.mediaType));
			listed.note(judged.entry, "there");
			const found = await sufficient(envelope, target, wanted, signal);
			if (!found) continue;
			if (!wanted.alsoUnreached && await listed.whyUnreached(judged.entry, signal) !== void 0) continue;
			yield {
				entry: judged.entry,
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
const REFUSALS = /* @__PURE__ */ new Set([
	"upload_unconfirmed",
	"registry_refused",
	"registry_unavailable"
]);
function mayMissPart(error) {
	return error instanceof SealiftError && REFUSALS.has(error.code);
}

// src/operations/signing/image-signer.ts
function resultOf(signature) {
	const { digest, subject, made, mediaType, chain, foundIn, until, timestamp } = signature;
	return {
		digest,
		subject,
		made,
		mediaType,
		signer: nameText(chain[0].subject),
		foundIn,
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
const byChain = (found, chain) => found.find(({ envelope }) => sameChain(envelope.chain, chain));
/** Signs the manifests of one image in one store. */
var ImageSigner = class {
	#request;
	#limit;
	#store;
	/** The query by which lists of referrers are read. */
	#query;
	#config;
	#hasWarned = false;
	constructor(request) {
		const { store, ifSigned, concurrency, target, emptyConfigs } = request;
		this.#request = request;
		this.#limit = pLimit(concurrency);
		this.#query = {
			sources: ifSigned === "fail" ? "api-first" : "preferred",
			...ifSigned === "add" && hasReferrersTags(store) ? {} : { artifactType: NOTARY_ARTIFACT_TYPE }
		};
		this.#store = target(store, this.#query);
		this.#config = emptyConfigs.of(store);
	}
	/** Asks for the list and the config that signing a manifest needs, while the manifest itself is still being asked for. */
	prefetch(digest) {
		this.#store.prefetch({ digest }, this.#query);
		this.#config.prefetch();
	}
	async sign(target, signal) {
		const { reporter, reference } = this.#request;
		const done = await this.#limit(async () => {
			signal.throwIfAborted();
			const step = await this.#make(target, await this.#existing(target, signal), signal);
			return step.kind === "existing" ? {
				kind: "skipped",
				signature: this.#needless(target, step.existing)
			} : {
				kind: "pushed",
				pushed: await this.#push(target, step.made, signal)
			};
		});
		if (done.kind === "skipped") {
			warnOfSha512(reporter, reference, target, done.signature.foundIn);
			return {
				status: "skipped",
				signature: done.signature
			};
		}
		const { manifest, mediaType, chain, until, timestamp } = done.pushed;
		signal.throwIfAborted();
		reporter.progress({
			type: "phase",
			phase: "confirm",
			subject: reference
		});
		const foundIn = await this.#store.linkReferrers(target, [manifest], signal);
		warnOfSha512(reporter, reference, target, foundIn);
		return {
			status: "signed",
			signature: resultOf({
				digest: manifest.descriptor.digest,
				subject: target.digest,
				made: true,
				mediaType,
				chain,
				foundIn,
				until,
				timestamp
			})
		};
	}
	/** Makes a signature, or chooses the one of `found` with the same chain. */
	async #make(target, found, signal) {
		const { clock, metadata, expiresAfter, reference, reporter } = this.#request;
		const [first] = found;
		if (!first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		const signer = await this.#request.signer;
		this.#warnOf(signer.chain);
		let same = signer.chain && byChain(found, signer.chain);
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
		await this.#store.refuseUnlistable(target, [], this.#query, signal);
		const request = {
			target,
			metadata,
			signingTime: /* @__PURE__ */ new Date(Math.floor(clock.now().getTime() / 1e3) * 1e3),
			...expiresAfter === void 0 ? {} : { expiresAfter }
		};
		if (signer.chain && signer.isRemote && canOpenUploads(this.#store)) this.#store.openUpload(signal);
		const isNeedless = (chain) => {
			same = byChain(found, chain);
			return same !== void 0;
		};
		const made = await abortable(this.#request.envelopes.get(signer, request, isNeedless), signal);
		this.#warnOf(signer.chain);
		return made ? {
			kind: "made",
			made
		} : {
			kind: "existing",
			existing: same
		};
	}
	/** Warns once, as soon as the chain is known, of what a verifier may refuse about it. */
	#warnOf(chain) {
		if (!chain || this.#hasWarned) return;
		this.#hasWarned = true;
		for (const warning of chainWarnings(chain)) this.#request.reporter.warning(warning);
	}
	/** Puts the blobs of a signature, then its manifest. */
	async #push(target, made, signal) {
		const { reference, reporter } = this.#request;
		const { bytes, annotations, opened } = made;
		const { mediaType, chain, signingTime } = opened;
		const envelope = {
			mediaType,
			digest: digestOf(bytes),
			size: bytes.length
		};
		const manifest = buildSignatureManifest({
			subject: target,
			envelope,
			chain,
			signingTime,
			annotations
		});
		await this.#store.refuseUnlistable(target, [manifest], this.#query, signal);
		reporter.progress({
			type: "phase",
			phase: "attach",
			subject: reference
		});
		await taskGroup(signal, [(joined) => this.#store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined), (joined) => abortable(this.#config.put(), joined)]);
		await putSignature(this.#store, manifest, {
			descriptor: envelope,
			bytes
		}, signal);
		const { timestamp } = made;
		return {
			manifest,
			mediaType,
			chain,
			until: endOf(opened, timestamp !== void 0),
			timestamp
		};
	}
	/** The signatures that make a new one needless: those under the chain of the signer, or all while that is unknown. */
	async #existing(target, signal) {
		const { signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
		if (ifSigned === "add") return [];
		const chain = async () => (await signer).chain;
		const mediaType = async () => (await signer).mediaType;
		const wanted = {
			chain,
			mediaType,
			metadata,
			withExpiry: expiresAfter !== void 0,
			timestamper: async () => (await signer).timestamper,
			now: clock.now(),
			alsoUnreached: ifSigned === "fail"
		};
		const source = {
			store: this.#store,
			envelopeBudget: this.#request.envelopeBudget
		};
		const found = [];
		for await (const one of existingSignatures(source, target, wanted, signal)) {
			found.push(one);
			if (await chain() !== void 0) break;
		}
		return found;
	}
	/** The result when the store already has a signature under the chain of the signer. */
	#needless(target, { entry, envelope, validUntil, timestamp }) {
		const { digest } = entry.descriptor;
		if (this.#request.ifSigned === "fail") throw new SealiftError("signature_exists", `${target.digest} is signed with this certificate already (${digest})`);
		const { mediaType, chain } = envelope;
		const { foundIn } = entry;
		return resultOf({
			digest,
			subject: target.digest,
			made: false,
			mediaType,
			chain,
			foundIn,
			until: validUntil,
			timestamp
		});
	}
};

// src/operations/signing/sign.ts
/** A chain that ends within this time gets a warning, a later end a notice: without a timestamp the signature ends with it. */
const SOON = 2592e6;
async function tellOfEnd({ signer, expiresAfter, clock, reporter }) {
	const { timestamper, chain } = await signer;
	if (timestamper) return;
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
/** The manifests to sign: the referenced one alone, or the index and every child, the index first. */
async function targetsOf({ store, view, recursive, concurrency, reference, reporter }, root, signal) {
	if (recursive) {
		const graph = await readGraph(view(store), root, { concurrency }, signal);
		const children = graph.nodes.flatMap(({ manifest }) => manifest.manifests);
		const platforms = new Map(children.map((child) => [child.digest, platformName(child)]));
		const order = new Map([root.digest, ...platforms.keys()].map((digest, at) => [digest, at]));
		const rank = ({ content }) => order.get(content.descriptor.digest) ?? order.size;
		return graph.nodes.toSorted((a, b) => rank(a) - rank(b)).map(({ content }) => {
			const descriptor = plainDescriptor(content.descriptor);
			return {
				descriptor,
				platform: platforms.get(descriptor.digest)
			};
		});
	}
	if (manifestKind(root.mediaType) === "index") reporter.warning(`${reference} is an index; it alone is signed, not its platforms (sign them too with --recursive)`);
	return [{
		descriptor: root,
		platform: void 0
	}];
}
/**
* Signs one image: the manifest that the reference names now, or the index and every child. When a manifest has a valid
* signature under the same chain, no second one is made unless the request asks for it.
*/
function signImage(request, signal) {
	const { reference, store, name, reporter } = request;
	const image = new ImageSigner(request);
	return imageResult(reference, signal, async (draft) => {
		checkMetadata(request.metadata);
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		if ("digest" in name && !request.recursive) image.prefetch(name.digest);
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		checkSignable(root);
		if ("tag" in name) reporter.warning(`${reference} is a tag, which can move; what is signed is ${root.digest}`);
		const targets = await targetsOf(request, root, signal);
		const withdrawn = withdrawnWarning(targets.map(({ descriptor }) => descriptor));
		if (withdrawn !== void 0) reporter.warning(`${reference}: ${withdrawn}`);
		const done = targets.map(() => void 0);
		const keep = () => {
			draft.update({
				signatures: done.flatMap((one) => one?.signature ?? []),
				platforms: targets.flatMap(({ platform, descriptor: { digest } }, at) => {
					const one = done[at];
					return platform === void 0 || !one ? [] : [{
						platform,
						digest,
						status: one.status,
						error: null
					}];
				})
			});
		};
		await taskGroup(signal, targets.map(({ descriptor }, at) => async (joined) => {
			done[at] = await image.sign(descriptor, joined);
			keep();
		}));
		const signed = done.some((one) => one?.status === "signed");
		if (signed) await tellOfEnd(request);
		draft.update({ status: signed ? "signed" : "skipped" });
	});
}

// src/compose/unrevoked-signer.ts
/**
* Asks about the chain of the key once a run, before the key is used, while the registry is asked for the image. A revoked
* certificate refuses the run; nobody's silence does. The chain of a plugin may be unknown until it signs, and is not asked about.
*/
function unrevokedSigner(start, revocation, { clock, reporter }) {
	return async (signal) => {
		const maker = await start(signal);
		if (maker.chain) {
			const rows = await askOfOwnChain(maker.chain, {
				revocation,
				clock
			}, signal);
			refuseRevoked(rows);
			for (const warning of unknownWarnings(rows)) reporter.warning(warning);
			for (const message of answerNotices(rows)) reporter.progress({
				type: "notice",
				message
			});
		}
		return maker;
	};
}

// src/compose/run-sign.ts
/** Signs images with a key and attaches the signatures. Never rejects. */
function runSign(options, signal) {
	return run("sign", options, signal, async (current) => {
		const { values, problems } = current;
		const { userMetadata, expiry, recursive, ifSigned } = values;
		const images = await imagesOf(options.images, values.imagesFile, current);
		await problems.try(() => checkMetadata(userMetadata));
		const places = images.map(({ reference }) => reference);
		const [login] = await typedLogins(current, [{
			flag: "--username",
			username: values.username,
			places
		}]);
		const open = await storesOf(current, {
			read: login,
			write: login
		});
		const revocation = await revocationOf(current);
		const { start } = problems.all({ start: await signingOf(current, revocation) });
		return besideSigner(unrevokedSigner(start, revocation, current), (signer, signal) => {
			const session = sessionOf(current, signal);
			return eachImage(images, open, "attach", ({ text, name }, store) => signImage({
				...session,
				reference: text,
				name,
				store,
				signer,
				...expiry === void 0 ? {} : { expiresAfter: expiry },
				metadata: userMetadata,
				recursive,
				ifSigned
			}, signal));
		}, current.signal);
	});
}

export { runSign };