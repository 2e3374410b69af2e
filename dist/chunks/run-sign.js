import { B as resolveArtifact, V as imageResult, s as checkMetadata } from "./notation.js";
import { Ir as hasReferrersTags, Lr as holdsBack, Nt as plainDescriptor, Pr as canOpenUploads, Pt as platformName, S as readGraph, Sn as abortable, St as taskGroup, Z as run, _ as imageSessions, _t as NOTARY_ARTIFACT_TYPE, b as bytesStream, c as typedLogins, it as storesOf, lt as pLimit, o as signaturePlacesOf, p as sessionOf, qt as manifestKind, s as eachImage, u as imagesOf } from "./registry.js";
import { a as tellOfEnd, c as signatureManifestOf, i as putSignature, l as checkSignable, n as refusedSignature, o as SignatureSteps, r as warnOfSha512, s as endOf, t as ownSignatureResult, u as withdrawnWarning } from "./own-signature-result.js";
import { c as revocationOf } from "./certificate.js";
import { n as besideSigner, o as signingOf } from "./signing.js";
import { t as unrevokedSigner } from "./unrevoked-signer.js";

// src/operations/signing/image-signer.ts
/** Signs the manifests of one image in one store. */
var ImageSigner = class {
	#request;
	#limit;
	#store;
	/** The query by which lists of referrers are read. */
	#query;
	#config;
	#steps;
	constructor(request) {
		const { ifSigned, concurrency, target, emptyConfigs, signatures } = request;
		const store = signatures ?? request.store;
		this.#request = request;
		this.#limit = pLimit(concurrency);
		this.#query = {
			sources: ifSigned === "fail" ? "api-first" : "preferred",
			...ifSigned === "add" && hasReferrersTags(store) ? {} : { artifactType: NOTARY_ARTIFACT_TYPE }
		};
		this.#store = target(store, this.#query);
		this.#config = emptyConfigs.of(store);
		this.#steps = new SignatureSteps(request);
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
			const found = await this.#existing(target, signal);
			const beforeKey = (signer) => this.#beforeKey(target, signer, signal);
			const step = await this.#steps.next(target, found, beforeKey, signal);
			return step.kind === "existing" ? {
				kind: "skipped",
				signature: await this.#needless(target, step.existing)
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
		const foundIn = await this.#taken(target, manifest, signal, () => this.#store.linkReferrers(target, [manifest], signal));
		warnOfSha512(reporter, reference, target, foundIn);
		return {
			status: "signed",
			signature: ownSignatureResult({
				digest: manifest.descriptor.digest,
				subject: target.digest,
				made: true,
				mediaType,
				chain,
				foundIn,
				signatureRepository: this.#repository,
				until,
				timestamp
			})
		};
	}
	/** The repository that has the signatures, where that is not the image's own. */
	get #repository() {
		return this.#request.signatures?.name;
	}
	/** The signatures that make a new one needless. One beside the image is none in the repository where others will look for it. */
	async #existing(target, signal) {
		const { signatures, ifSigned, store, view } = this.#request;
		const found = await this.#steps.existing({ store: this.#store }, target, signal);
		if (!signatures || ifSigned !== "fail" || found.length > 0) return found;
		return this.#steps.existing({ store: view(store, this.#query) }, target, signal);
	}
	/** What `write` comes to; a refusal by a repository that lacks the image is told as such. */
	async #taken(subject, manifest, signal, write) {
		try {
			return await write();
		} catch (error) {
			if (!this.#request.signatures) throw error;
			throw await refusedSignature(this.#store, {
				subject,
				manifest
			}, error, signal);
		}
	}
	/** What a new signature needs of the store, before the key is used. */
	async #beforeKey(target, signer, signal) {
		await this.#store.refuseUnlistable(target, [], this.#query, signal);
		if (signer.chain && signer.isRemote && canOpenUploads(this.#store)) this.#store.openUpload(signal);
	}
	/** Puts the blobs of a signature, then its manifest. */
	async #push(target, made, signal) {
		const { reference, reporter } = this.#request;
		const { bytes, opened, timestamp } = made;
		const { mediaType, chain } = opened;
		const { manifest, envelope } = signatureManifestOf(target, made);
		await this.#store.refuseUnlistable(target, [manifest], this.#query, signal);
		reporter.progress({
			type: "phase",
			phase: "attach",
			subject: reference
		});
		await taskGroup(signal, [(joined) => this.#store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined), (joined) => abortable(this.#config.put(), joined)]);
		await this.#taken(target, manifest, signal, () => putSignature(this.#store, manifest, {
			descriptor: envelope,
			bytes
		}, signal));
		return {
			manifest,
			mediaType,
			chain,
			until: endOf(opened, timestamp !== void 0),
			timestamp
		};
	}
	/** The result when the store already has a signature under the chain of the signer. */
	async #needless(target, { entry, envelope, validUntil, timestamp }) {
		const { digest } = entry.descriptor;
		await this.#steps.refuseExisting(target, digest);
		const { mediaType, chain } = envelope;
		const { foundIn } = entry;
		const signatureRepository = this.#repository;
		const existing = {
			digest,
			subject: target.digest,
			made: false,
			mediaType,
			chain,
			foundIn
		};
		return ownSignatureResult({
			...existing,
			signatureRepository,
			until: validUntil,
			timestamp
		});
	}
};

// src/operations/signing/sign.ts
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
			const one = await image.sign(descriptor, joined);
			if (one.status === "signed" && !request.signatures && holdsBack(store)) await store.commit(joined);
			done[at] = one;
			keep();
		}));
		const signed = done.some((one) => one?.status === "signed");
		if (signed) await tellOfEnd(request);
		draft.update({ status: signed ? "signed" : "skipped" });
	});
}

// src/compose/run-sign.ts
/** Signs images with a key and attaches the signatures. Never rejects. */
function runSign(options, signal) {
	return run("sign", options, signal, async (current) => {
		const { values, problems } = current;
		const { userMetadata, expiry, recursive, ifSigned } = values;
		const images = await imagesOf(options.images, values.imagesFile, current);
		await problems.try(() => checkMetadata(userMetadata));
		const { to } = await signaturePlacesOf(values, current);
		const places = [...images.map(({ reference }) => reference), ...to ? [to] : []];
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
		const { signing } = problems.all({ signing: await signingOf(current, revocation) });
		return besideSigner(unrevokedSigner(signing.start, revocation, current), (signer, signal) => {
			const atOnce = Math.min(images.length, 64);
			const sessionFor = imageSessions(sessionOf(current, signal), atOnce, signal);
			return eachImage(images, open, to ? "read" : "attach", async ({ text, name }, store) => {
				const signatures = to && await open(to, "attach");
				const isBeside = signatures === void 0 || signatures.name === store.name;
				return signImage({
					...sessionFor(name),
					reference: text,
					name,
					store: isBeside ? signatures ?? store : store,
					...isBeside ? {} : { signatures },
					signer,
					...expiry === void 0 ? {} : { expiresAfter: expiry },
					metadata: userMetadata,
					recursive,
					ifSigned
				}, signal);
			});
		}, current.signal);
	});
}

export { runSign };