import { d as JWS_MEDIA_TYPE, g as validUntil, m as invalidAt, r as checkMetadata, t as openEnvelope, v as nameText } from "./open2.js";
import { i as pLimit, n as readGraph, r as together } from "./graph.js";
import { d as SealiftError } from "./run-result.js";
import { a as EMPTY_CONFIG_BYTES, c as envelopeOf, i as EMPTY_CONFIG, l as isSignatureManifest, o as NOTARY_ARTIFACT_TYPE, r as readBlob, s as buildSignatureManifest, t as earliest } from "./signature-result.js";
import { C as sameContent, S as platformName, h as ENVELOPE_LIMIT, m as manifestKind, x as plainDescriptor } from "./open.js";
import { i as digestOf } from "./digest.js";
import { n as hasIndexCapacity } from "./ports.js";
import { i as resolveArtifact, n as imagesOf, r as settle, s as judgedReferrers } from "./images.js";
import { i as signDescriptor, n as signingOf } from "./signing.js";
import { t as eachImage } from "./each-image.js";
import { a as storesOf, n as run } from "./run.js";
import { Readable } from "node:stream";

// src/operations/bytes-stream.ts
/** Bytes in memory as a blob to be put, from `offset` on. */
function bytesStream(bytes, offset) {
	return Promise.resolve(Readable.from([bytes.subarray(offset)], { objectMode: false }));
}

// src/operations/existing-signature.ts
/** Less than this part of its life left is not enough. */
const LEAST_LIFE = 1 / 10;
/** Whether the signature is by our very leaf, still holds, and says all that was asked for. */
function suffices(envelope, target, wanted) {
	const { chain, expiry, signingTime } = envelope;
	const { signer, metadata, withExpiry, now } = wanted;
	const sameLeaf = chain[0]?.thumbprint === signer.chain[0]?.thumbprint;
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
* Looks for a signature on `target` that makes another one needless. Signatures that do not open are passed over: they
* are none. What cannot be fetched is thrown.
*/
async function findExisting(store, target, wanted, sources, signal) {
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources
	};
	for await (const judged of judgedReferrers(store, target, query, signal)) {
		if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
		try {
			const descriptor = envelopeOf(judged.manifest);
			if (descriptor.mediaType !== "application/jose+json") continue;
			const envelope = await openEnvelope(await readBlob(store, descriptor, ENVELOPE_LIMIT, signal), descriptor.mediaType);
			if (!suffices(envelope, target, wanted)) continue;
			const until = earliest(envelope.expiry, validUntil(envelope.chain));
			return {
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

// src/operations/sign.ts
/** A chain that ends within this many days is worth a warning while there is no timestamp. */
const SHORT_LIFE = 3456e7;
/** Signs the manifests of one image in one store. */
var ImageSigner = class {
	#request;
	#limit;
	/** The config blob is the same for every signature: it is put once. */
	#config;
	constructor(request) {
		this.#request = request;
		this.#limit = pLimit(request.concurrency);
	}
	async sign(target, signal) {
		const { store, reporter, reference } = this.#request;
		const done = await this.#limit(async () => {
			signal.throwIfAborted();
			return await this.#existing(target, signal) ?? await this.#push(target, signal);
		});
		if ("status" in done) return {
			status: "skipped",
			signature: done
		};
		const { manifest, until } = done;
		signal.throwIfAborted();
		reporter.progress({
			type: "phase",
			phase: "confirm",
			subject: reference
		});
		const foundIn = await store.linkReferrers(target, [manifest], signal);
		return {
			status: "signed",
			signature: this.#result(manifest.descriptor.digest, foundIn, until)
		};
	}
	/** Makes a signature and puts it, its manifest last. */
	async #push(target, signal) {
		const { store, signer, clock, metadata, expiresAfter, reference, reporter } = this.#request;
		reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		const signingTime = /* @__PURE__ */ new Date(Math.floor(clock.now().getTime() / 1e3) * 1e3);
		const expiry = expiresAfter === void 0 ? void 0 : new Date(signingTime.getTime() + expiresAfter);
		const order = {
			target,
			metadata,
			signingTime,
			...expiry === void 0 ? {} : { expiry }
		};
		signal.throwIfAborted();
		const { bytes, envelope: opened } = await signDescriptor(signer, order, signal);
		const envelope = {
			mediaType: JWS_MEDIA_TYPE,
			digest: digestOf(bytes),
			size: bytes.length
		};
		const manifest = buildSignatureManifest({
			subject: target,
			envelope,
			chain: signer.chain,
			signingTime
		});
		if (hasIndexCapacity(store)) store.refuseFullIndex(target, [manifest]);
		reporter.progress({
			type: "phase",
			phase: "attach",
			subject: reference
		});
		await together(signal, [(joined) => store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined), (joined) => this.#putConfig(joined)]);
		await store.putManifest(manifest, signal);
		return {
			manifest,
			until: earliest(opened.expiry, validUntil(signer.chain))
		};
	}
	#putConfig(signal) {
		const { store } = this.#request;
		this.#config ??= (async () => {
			if (await store.has(EMPTY_CONFIG, signal)) return;
			await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
		})();
		return this.#config;
	}
	/** A signature that makes another one needless; reading the list also tells the store how to write it. */
	async #existing(target, signal) {
		const { store, signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
		if (ifSigned === "add") {
			if (hasIndexCapacity(store)) await drain(store.referrers(target, { sources: "preferred" }, signal));
			return;
		}
		const wanted = {
			signer,
			metadata,
			withExpiry: expiresAfter !== void 0,
			now: clock.now()
		};
		const found = await findExisting(store, target, wanted, ifSigned === "fail" ? "all" : "preferred", signal);
		if (!found) return void 0;
		const { digest } = found.entry.descriptor;
		if (ifSigned === "fail") throw new SealiftError("signature_exists", `${target.digest} is signed with this certificate already (${digest})`);
		return this.#result(digest, found.entry.foundIn, found.validUntil);
	}
	#result(digest, foundIn, until) {
		const leaf = this.#request.signer.chain[0];
		return {
			digest,
			mediaType: JWS_MEDIA_TYPE,
			signer: nameText(leaf.subject),
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
function warnOfShortLife({ signer, clock, reporter }) {
	const ends = validUntil(signer.chain);
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
	return settle(reference, signal, async (draft) => {
		checkMetadata(request.metadata);
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		if ("tag" in name) reporter.warning(`${reference} is a tag, which can move; what was signed is ${root.digest}`);
		const targets = await targetsOf(request, root, signal);
		const image = new ImageSigner(request);
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
		if (signed) warnOfShortLife(request);
		draft.update({ status: signed ? "signed" : "skipped" });
	});
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
		const signer = await signingOf(current);
		const open = await storesOf(current);
		problems.throwIfAny();
		return eachImage(images, open, "attach", ({ text, name }, store) => signImage({
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
		}, current.signal));
	});
}

export { runSign };