import { E as openEnvelope, F as checkMetadata, Q as validUntil, R as JWS_MEDIA_TYPE, Z as invalidAt, _ as envelopeOf, d as settle, et as nameText, f as resolveArtifact, g as buildSignatureManifest, h as NOTARY_ARTIFACT_TYPE, m as EMPTY_CONFIG_BYTES, p as EMPTY_CONFIG, u as earliest, v as isSignatureManifest } from "./notation.js";
import { B as plainDescriptor, G as early, H as sameContent, Pt as digestOf, R as manifestKind, S as run, T as storesOf, U as ENVELOPE_LIMIT, V as platformName, a as rememberReading, c as readGraph, d as imagesOf, f as eachImage, i as hasIndexCapacity, l as unlessAborted, m as readBlob, n as canOpenUploads, p as judgedReferrers, v as pLimit, y as together } from "./registry.js";
import { j as SealiftError } from "./words.js";
import { i as signingOf, o as signDescriptor, t as besideSigner } from "./signing.js";
const { Readable } = globalThis.process.getBuiltinModule("node:stream");

// src/operations/bytes-stream.ts
/** Bytes in memory as a blob to be put, from `offset` on. */
function bytesStream(bytes, offset) {
	return Promise.resolve(Readable.from([bytes.subarray(offset)], { objectMode: false }));
}

// src/operations/existing-signature.ts
/** Less than this part of its life left is not enough. */
const LEAST_LIFE = 1 / 10;
/** Whether the signature is by our very leaf, as far as that is known, still holds, and says all that was asked for. */
async function suffices(envelope, target, wanted) {
	const { chain, expiry, signingTime } = envelope;
	const { metadata, withExpiry, now } = wanted;
	const leaf = await wanted.leaf();
	const sameLeaf = leaf === void 0 || chain[0]?.thumbprint === leaf;
	const annotations = envelope.target.annotations ?? {};
	const hasPairs = Object.entries(metadata).every(([key, value]) => annotations[key] === value);
	const until = earliest(expiry, validUntil(chain)).getTime();
	const life = until - signingTime.getTime();
	const lives = invalidAt(chain, now) === void 0 && until - now.getTime() > life * LEAST_LIFE;
	const said = hasPairs && (!withExpiry || expiry !== void 0);
	const readable = envelope.unknownCritical.length === 0 && envelope.verificationPlugin === void 0;
	return sameLeaf && sameContent(envelope.target, target) && said && lives && readable;
}
/**
* Looks for signatures on `target` that make another one needless. Signatures that do not open are passed over: they
* are none. What cannot be fetched is thrown.
*
* @param store lists from the sources that it was made to read.
*/
async function* existingSignatures(store, target, wanted, signal) {
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "all"
	};
	for await (const judged of judgedReferrers(store, target, query, signal)) {
		if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
		try {
			const descriptor = envelopeOf(judged.manifest);
			if (descriptor.mediaType !== "application/jose+json") continue;
			const envelope = await openEnvelope(await readBlob(store, descriptor, ENVELOPE_LIMIT, signal), descriptor.mediaType);
			if (!await suffices(envelope, target, wanted)) continue;
			const until = earliest(envelope.expiry, validUntil(envelope.chain));
			yield {
				entry: judged.entry,
				envelope,
				validUntil: until
			};
		} catch (error) {
			if (!(error instanceof SealiftError && UNSOUND.has(error.code))) throw error;
		}
	}
}
/** Errors that say: this is no sound signature; every other one says that something is not known. */
const UNSOUND = /* @__PURE__ */ new Set([
	"artifact_not_found",
	"certificate_invalid",
	"digest_mismatch",
	"envelope_invalid",
	"signature_invalid",
	"signature_manifest_invalid",
	"signing_authority_unsupported",
	"cose_unsupported"
]);

// src/operations/shared-envelope.ts
/** As many are kept, of some kilobytes each. */
const MOST = 4096;
const made = /* @__PURE__ */ new WeakMap();
function sortedPairs(record) {
	return Object.entries(record).toSorted(([a], [b]) => a < b ? -1 : 1);
}
async function signWith(prepared, order, isNeedless, signal) {
	if ("make" in prepared) return prepared.make(order, isNeedless, signal);
	return {
		...await signDescriptor(prepared, order, signal),
		annotations: {}
	};
}
async function make(prepared, { target, metadata, expiresAfter, now }, isNeedless, signal) {
	const signingTime = /* @__PURE__ */ new Date(Math.floor(now.getTime() / 1e3) * 1e3);
	const expiry = expiresAfter === void 0 ? void 0 : new Date(signingTime.getTime() + expiresAfter);
	const signed = await signWith(prepared, {
		target,
		metadata,
		signingTime,
		...expiry === void 0 ? {} : { expiry }
	}, isNeedless, signal);
	if (!signed) return void 0;
	const { bytes, annotations, envelope } = signed;
	return {
		bytes,
		annotations,
		chain: envelope.chain,
		signingTime: envelope.signingTime,
		expiry: envelope.expiry
	};
}
/** Whether an envelope that was made earlier in a run still has most of the life that was asked for. */
function isFresh({ expiry }, { expiresAfter, now }) {
	return expiry === void 0 || expiry.getTime() - now.getTime() > (expiresAfter ?? 0) / 2;
}
/**
* The one envelope for this descriptor, metadata and expiry by this key: what goes to several repositories is signed once,
* and each gets the same bytes.
*
* @param isNeedless asked where the key tells its chain by signing; then it may resolve to `undefined`.
* @param signal ends the work for everybody who waits for it, so it is the run's, not one image's.
*/
async function sharedEnvelope(prepared, wish, isNeedless, signal) {
	const { target, metadata, expiresAfter } = wish;
	const { mediaType, digest, size } = target;
	const key = JSON.stringify([
		mediaType,
		digest,
		size,
		sortedPairs(metadata),
		expiresAfter ?? null
	]);
	const known = made.get(prepared) ?? /* @__PURE__ */ new Map();
	made.set(prepared, known);
	for (let earlier = known.get(key); earlier;) {
		const envelope = await earlier;
		if (envelope && isFresh(envelope, wish)) return isNeedless(envelope.chain) ? void 0 : envelope;
		const now = known.get(key);
		earlier = now === earlier ? void 0 : now;
	}
	const under = make(prepared, wish, isNeedless, signal);
	known.set(key, under);
	const oldest = known.keys().next();
	if (known.size > MOST && !oldest.done) known.delete(oldest.value);
	under.catch(() => {
		if (known.get(key) === under) known.delete(key);
	});
	return under;
}

// src/operations/signature-config.ts
/** Work that is begun once, whoever asks; what failed is begun again by who asks next. */
function untilDone(begin) {
	let under;
	return () => {
		if (under) return under;
		const begun = early(begin());
		under = begun;
		begun.catch(() => {
			under = void 0;
		});
		return begun;
	};
}
const known = /* @__PURE__ */ new WeakMap();
/**
* The config is looked for once and put at most once in a store of a run, however many images are signed there.
*
* @param signal ends the work for every image of the store, so it is the run's.
*/
function signatureConfig(store, signal) {
	const earlier = known.get(store);
	if (earlier && !earlier.signal.aborted) return earlier.config;
	const isThere = untilDone(() => store.has(EMPTY_CONFIG, signal));
	const config = {
		ahead: () => void isThere(),
		put: untilDone(async () => {
			if (await isThere()) return;
			await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
		})
	};
	known.set(store, {
		config,
		signal
	});
	return config;
}

// src/operations/image-signer.ts
const byLeaf = (found, chain) => found.find(({ envelope }) => envelope.chain[0]?.thumbprint === chain[0]?.thumbprint);
/** Signs the manifests of one image in one store. */
var ImageSigner = class {
	#request;
	#limit;
	/** Of all images: what is signed for one may be pushed for another. */
	#runSignal;
	/** What is attached already; read ahead where the digest is known. */
	#reading;
	#config;
	#upload;
	#hasEnded = false;
	constructor(request, runSignal) {
		this.#request = request;
		this.#runSignal = runSignal;
		this.#limit = pLimit(request.concurrency);
		this.#config = signatureConfig(request.store, runSignal);
		const sources = request.ifSigned === "fail" ? "all" : "preferred";
		const all = hasIndexCapacity(request.store) && request.ifSigned === "add";
		this.#reading = rememberReading(request.store, {
			sources,
			...all ? {} : { artifactType: NOTARY_ARTIFACT_TYPE }
		});
	}
	/**
	* Asks at once for what signing one manifest will need, while it is still being asked whether that is there. Nothing is
	* begun for a key of which it is not known that it can be used.
	*/
	ahead(digest, signal) {
		const { store, signer } = this.#request;
		this.#reading.ahead({ digest }, signal);
		if (!canOpenUploads(store)) return;
		this.#config.ahead();
		const open = () => {
			if (!this.#hasEnded) this.#upload = store.openUpload(signal);
		};
		if (signer instanceof Promise) early(signer.then(open));
		else open();
	}
	/** Ends what was begun and is not needed. */
	async end(signal) {
		this.#hasEnded = true;
		await this.#upload?.drop(signal);
	}
	async sign(target, signal) {
		const { store, reporter, reference } = this.#request;
		const done = await this.#limit(async () => {
			signal.throwIfAborted();
			const made = await this.#make(target, await this.#existing(target, signal), signal);
			return "entry" in made ? this.#needless(target, made) : this.#push(target, made, signal);
		});
		if ("status" in done) return {
			status: "skipped",
			signature: done
		};
		const { manifest, chain, until } = done;
		signal.throwIfAborted();
		reporter.progress({
			type: "phase",
			phase: "confirm",
			subject: reference
		});
		const foundIn = await store.linkReferrers(target, [manifest], signal);
		return {
			status: "signed",
			signature: this.#result(manifest.descriptor.digest, chain, foundIn, until)
		};
	}
	/** Makes a signature, or resolves to the one of `found` that is by the same leaf. */
	async #make(target, found, signal) {
		const { clock, metadata, expiresAfter, reference, reporter } = this.#request;
		const [first] = found;
		if (!first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		const signer = await this.#request.signer;
		let same = signer.chain && byLeaf(found, signer.chain);
		if (same) return same;
		if (first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		signal.throwIfAborted();
		const wish = {
			target,
			metadata,
			expiresAfter,
			now: clock.now()
		};
		const isNeedless = (chain) => {
			same = byLeaf(found, chain);
			return same !== void 0;
		};
		return await unlessAborted(sharedEnvelope(signer, wish, isNeedless, this.#runSignal), signal) ?? same;
	}
	/** Puts a signature, its manifest last. */
	async #push(target, made, signal) {
		const { store, reference, reporter } = this.#request;
		const { bytes, annotations, chain, signingTime, expiry } = made;
		const envelope = {
			mediaType: JWS_MEDIA_TYPE,
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
		if (hasIndexCapacity(store)) store.refuseFullIndex(target, [manifest]);
		reporter.progress({
			type: "phase",
			phase: "attach",
			subject: reference
		});
		await together(signal, [(joined) => store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined), (joined) => unlessAborted(this.#config.put(), joined)]);
		await store.putManifest(manifest, signal);
		return {
			manifest,
			chain,
			until: earliest(expiry, validUntil(chain))
		};
	}
	/**
	* Signatures that make another one needless: by our leaf, or all of them while that is not known. Reading the list also
	* tells the store how to write it.
	*/
	async #existing(target, signal) {
		const { store, signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
		if (ifSigned === "add") {
			if (hasIndexCapacity(store)) await drain(this.#reading.referrers(target, { sources: "preferred" }, signal));
			return [];
		}
		const leaf = async () => (await signer).chain?.[0]?.thumbprint;
		const wanted = {
			leaf,
			metadata,
			withExpiry: expiresAfter !== void 0,
			now: clock.now()
		};
		const found = [];
		for await (const one of existingSignatures(this.#reading, target, wanted, signal)) {
			found.push(one);
			if (await leaf() !== void 0) break;
		}
		return found;
	}
	/** The result where the signature by our leaf was there before. */
	#needless(target, { entry, envelope, validUntil }) {
		const { digest } = entry.descriptor;
		if (this.#request.ifSigned === "fail") throw new SealiftError("signature_exists", `${target.digest} is signed with this certificate already (${digest})`);
		return this.#result(digest, envelope.chain, entry.foundIn, validUntil);
	}
	#result(digest, chain, foundIn, until) {
		return {
			digest,
			mediaType: JWS_MEDIA_TYPE,
			signer: nameText(chain[0].subject),
			foundIn,
			validUntil: until?.toISOString() ?? null,
			status: "passed",
			checks: []
		};
	}
};
async function drain(list) {
	for await (const _ of list);
}

// src/operations/sign.ts
/** A chain that ends within this many days is worth a warning while there is no timestamp. */
const SHORT_LIFE = 3456e7;
async function warnOfShortLife({ signer, clock, reporter }) {
	const ends = validUntil((await signer).chain);
	if (ends.getTime() - clock.now().getTime() > SHORT_LIFE) return;
	const day = ends.toISOString().slice(0, 10);
	reporter.warning(`a signature without a timestamp stops verifying when a certificate of its signer ends; the first one ends on ${day}`);
}
/** What is to be signed: the manifest alone, or the index and every child, the root first. */
async function targetsOf({ store, recursive, concurrency, reference, reporter }, root, signal) {
	if (recursive) {
		const graph = await readGraph(store, root, { concurrency }, signal);
		const children = graph.nodes.flatMap(({ manifest }) => manifest.manifests);
		const platforms = new Map(children.map((child) => [child.digest, platformName(child)]));
		return graph.nodes.toReversed().map(({ content }) => {
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
* Signs one image: the manifest that the reference names now, or the index and every child. A signature by the same leaf
* that still holds is not made twice, unless asked.
*/
function signImage(request, signal) {
	const { reference, store, name, reporter } = request;
	const image = new ImageSigner(request, signal);
	return settle(reference, signal, async (draft) => {
		checkMetadata(request.metadata);
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		if ("digest" in name && !request.recursive) image.ahead(name.digest, signal);
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		if ("tag" in name) reporter.warning(`${reference} is a tag, which can move; what is signed is ${root.digest}`);
		const targets = await targetsOf(request, root, signal);
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
		await together(signal, targets.map(({ descriptor }, at) => async (joined) => {
			done[at] = await image.sign(descriptor, joined);
			keep();
		}));
		const signed = done.some((one) => one?.status === "signed");
		if (signed) await warnOfShortLife(request);
		draft.update({ status: signed ? "signed" : "skipped" });
	}).finally(() => image.end(signal));
}

// src/compose/run-sign.ts
/** Signs images with a key and attaches the signatures. Never rejects. */
function runSign(options, signal) {
	return run("sign", options, signal, async (current) => {
		const { values, problems, clock, reporter } = current;
		const { signatureFormat, userMetadata, expiry, recursive, ifSigned, concurrency } = values;
		if (signatureFormat === "cose") problems.add("feature_unsupported", "--signature-format cose is not in this version", "Sign with --signature-format jws.");
		const images = await imagesOf(options.images, values.imagesFile, problems);
		await problems.try(() => checkMetadata(userMetadata));
		const open = await storesOf(current);
		const start = await signingOf(current);
		problems.throwIfAny();
		return besideSigner(start, (signer, signal) => eachImage(images, open, "attach", ({ text, name }, store) => signImage({
			reference: text,
			name,
			store,
			signer,
			...expiry === void 0 ? {} : { expiresAfter: expiry },
			metadata: userMetadata,
			recursive,
			ifSigned,
			clock,
			reporter,
			concurrency
		}, signal)), current.signal);
	});
}

export { runSign };