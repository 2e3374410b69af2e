import { Ft as sameContent, Nt as plainDescriptor, Pt as platformName, Z as run, Zt as prefetch, _ as imageSessions, _t as NOTARY_ARTIFACT_TYPE, a as withSignatures, c as typedLogins, it as storesOf, nt as repositoryOf, o as signaturePlacesOf, p as sessionOf, s as eachImage, u as imagesOf, xt as mapGroup } from "./registry.js";
import { ct as SealiftError } from "./words.js";
import { B as resolveArtifact, C as judgeArtifact, E as refusal, G as trustOf, It as enforcesSigner, J as demandsOf, Lt as levelName, R as preloadTrust, T as loggedFailures, V as imageResult, W as scopeOf, v as recordTagOf, y as RECORD_METADATA, z as chooseStatement } from "./notation.js";
import { t as childrenOf } from "./children-of.js";
import { a as recordAt, i as CLOCK_SKEW, o as statedIn, r as listedRecords, s as readExpected, t as platformsOf } from "./platforms.js";
import { c as revocationOf } from "./certificate.js";

// src/operations/record/verify-record.ts
/** Milliseconds in the unit in which people say such a time. */
function span(milliseconds) {
	const hours = milliseconds / 36e5;
	if (hours < 2 / 60) return `${Math.ceil(milliseconds / 1e3)} seconds`;
	if (hours >= 48) return `${Math.floor(hours / 24)} days`;
	return hours >= 2 ? `${Math.floor(hours)} hours` : `${Math.ceil(milliseconds / 6e4)} minutes`;
}
/**
* Judges what signed records say of the tag of an image. The record that counts is the one under the record tag, or one of the
* image's own that is stated later: a promotion that was ended in between. Whatever else the tag points at was not promoted last.
*/
var RecordJudge = class {
	#context;
	#demand;
	#recordTag;
	#image;
	#reading;
	/** @param context of the image; what is demanded of its signers beside the policy is not asked of the record's. */
	constructor(context, image, demand) {
		const { requirements: _, ...judging } = context;
		this.#context = {
			...judging,
			metadata: RECORD_METADATA
		};
		this.#image = image;
		this.#demand = demand;
		this.#recordTag = recordTagOf(demand.tag);
	}
	get #name() {
		return `${this.#context.store.name}:${this.#demand.tag}`;
	}
	/** Begins to read the record, while the image is judged. A failure is that of {@link judge}. */
	begin(signal) {
		this.#reading ??= prefetch(this.#read(signal));
	}
	/** What stands under the record tag. Nobody has judged it so far. */
	async #read(signal) {
		const { store } = this.#context;
		const missing = (why) => new SealiftError("record_missing", `${this.#name} has no signed record: ${why}`);
		const there = await store.resolve({ tag: this.#recordTag }, signal);
		if (!there) throw missing(`${store.name} does not have the tag ${this.#recordTag}`);
		const record = await recordAt(store, there, signal);
		if (record === "gone") throw missing(`${this.#recordTag} points at ${there.digest}, which is gone`);
		if (record === "none") throw this.#refused(`${this.#recordTag} holds ${there.digest}, which is no record`);
		return {
			record,
			stated: await statedIn(store, record, signal)
		};
	}
	/**
	* @param onRead is told what the record tag holds, as soon as that is known.
	* @throws SealiftError `record_missing`, `record_refused`, `signature_count_exceeded`, or what the store throws.
	*/
	async judge(onRead, signal) {
		this.begin(signal);
		const { record, stated } = await this.#reading;
		const newest = await this.#trusted({
			record,
			stated
		}, signal);
		onRead(this.#result(newest, "failed"));
		this.#refuseOther(stated, record.descriptor.digest);
		this.#refuseTime(stated, record.descriptor.digest);
		if (stated.image.digest === this.#image.digest) {
			this.#refuseOld(newest);
			return this.#result(newest, "passed");
		}
		const later = await this.#laterOne(newest, signal);
		if (!later) throw this.#refused(`it points at ${this.#image.digest}, and the newest record says that ${stated.image.digest} was promoted to it at ${stated.statedAt.toISOString()}`);
		this.#refuseOld(later);
		return this.#result(later, "passed");
	}
	#refused(reason, hint) {
		const message = `the record of ${this.#name} is refused: ${reason}`;
		return new SealiftError("record_refused", message, hint === void 0 ? {} : { hint });
	}
	/** Judges who signed a record. */
	async #trusted({ record, stated }, signal) {
		const judgement = await judgeArtifact(this.#context, record.descriptor, signal);
		const signature = judgement.signatures.find(({ status }) => status === "passed");
		if (judgement.passed && signature) return {
			record,
			stated,
			signature
		};
		const why = refusal(judgement, record.descriptor, this.#context.store);
		throw this.#refused(why.message, "The signer of the record has to be trusted by the statement for this image: add the identity and the root of --record-key to it. Where you do not know the signer, somebody else put this record there.");
	}
	/** Refuses a record of another repository or tag. What it names is shown, so that it has to be trusted before. */
	#refuseOther({ image: { repository, tag } }, digest) {
		if (repository !== this.#demand.repository) throw this.#refused(`${digest} names the repository ${repository}`, `Where the images of ${repository} are pulled through this name, say --scope ${repository}; else promote the image here, with --record.`);
		if (tag !== this.#demand.tag) throw this.#refused(`${digest} names ${tag === void 0 ? "no tag" : `the tag ${tag}`}`);
	}
	#refuseTime({ statedAt }, digest) {
		if (statedAt.getTime() - this.#context.at.getTime() <= 3e5) return;
		throw this.#refused(`${digest} is stated at ${statedAt.toISOString()}, which is in the future here (${this.#context.at.toISOString()})`, "Set the clock that is wrong; if it is that of the machine that promoted, promote again, with --record.");
	}
	#refuseOld({ stated, record }) {
		const age = this.#context.at.getTime() - stated.statedAt.getTime();
		const { maxAge } = this.#demand;
		if (maxAge === void 0 || age <= maxAge) return;
		throw this.#refused(`${record.descriptor.digest} is stated at ${stated.statedAt.toISOString()}, ${span(age)} ago, and --record-max-age allows ${span(maxAge)}`, "Promote the image again with --record and a shorter --record-max-age than here, by a schedule: that puts a new record. Where a schedule does, somebody may be keeping newer tags from you.");
	}
	/** A record of the image itself that is stated after the one under the record tag. What is none, or is refused, is passed over. */
	async #laterOne({ stated }, signal) {
		const { store, maxSignatures } = this.#context;
		const onMore = () => {
			throw new SealiftError("signature_count_exceeded", `none of the first ${maxSignatures} records listed for ${this.#image.digest} passed, and there are more`);
		};
		const looking = {
			sources: "api-first",
			most: maxSignatures,
			onMore
		};
		for await (const record of listedRecords(store, this.#image, looking, signal)) {
			if (!sameContent(record.subject, this.#image)) continue;
			try {
				const own = await statedIn(store, record, signal);
				if (own.statedAt.getTime() <= stated.statedAt.getTime()) continue;
				this.#refuseOther(own, record.descriptor.digest);
				this.#refuseTime(own, record.descriptor.digest);
				return await this.#trusted({
					record,
					stated: own
				}, signal);
			} catch (error) {
				if (!(error instanceof SealiftError) || error.code !== "record_refused") throw error;
			}
		}
	}
	#result({ record, stated, signature }, status) {
		const { image, statedAt, source, runUrl, actor } = stated;
		return {
			status,
			recordTag: this.#recordTag,
			digest: record.descriptor.digest,
			repository: image.repository,
			tag: image.tag ?? null,
			image: image.digest,
			statedAt: statedAt.toISOString(),
			source,
			runUrl,
			actor,
			signature
		};
	}
};

// src/operations/judging/verify.ts
/** Only signatures are listed. The tag is read when the API lists no signature that passes. */
const LISTS = {
	artifactType: NOTARY_ARTIFACT_TYPE,
	sources: "api-first"
};
/** The status of an image that passed: `audited` when the statement does not enforce integrity and authenticity. */
function passedStatus(statement) {
	return enforcesSigner(statement) ? "verified" : "audited";
}
/** Says that the verdict rests on a signature that other readers of the repository do not get to. */
function unreachedWarning({ signatures, unreached }) {
	const passed = signatures.find(({ status }) => status === "passed");
	if (unreached === void 0 || !passed) return [];
	return [`the signature that passed, ${passed.digest}, is not found by notation and other readers: ${unreached}; sign or promote again, which mends the list or says what stands against it`];
}
async function verifyChild(context, child, signal) {
	const judgement = await judgeArtifact(context, plainDescriptor(child), signal);
	const error = judgement.passed ? void 0 : refusal(judgement, child, context.store);
	return {
		error,
		logged: [...loggedFailures(judgement), ...unreachedWarning(judgement)],
		platform: {
			platform: platformName(child),
			digest: child.digest,
			status: judgement.passed ? passedStatus(context.statement) : "failed",
			error: error?.toJSON() ?? null
		}
	};
}
/**
* Judges the signatures of one image by the trust policy. Under a statement of level `skip` no signature is judged and the
* status is `not-checked`. Under one that only logs integrity or authenticity, image and platforms get the status `audited`.
*/
function verifyImage(given, signal) {
	const { reference, trust, clock, reporter } = given;
	const store = given.view(given.store, LISTS);
	const request = {
		...given,
		store
	};
	return imageResult(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const statement = chooseStatement(await trust.policy(), store, request.scope);
		draft.update({ policy: {
			statement: statement.name,
			level: levelName(statement)
		} });
		if (request.record && !enforcesSigner(statement)) throw new SealiftError("policy_does_not_enforce", `the statement "${statement.name}" (${levelName(statement)}) does not enforce who signs, so that a record under it proves nothing`);
		preloadTrust(trust, statement);
		const skips = statement.signatureVerification.level === "skip";
		if ("digest" in request.name && !skips) store.prefetch(request.name, LISTS);
		const target = await resolveArtifact(store, request.name, signal);
		draft.describe(target);
		if (skips) {
			reporter.warning(`${reference}: the statement "${statement.name}" skips verification; nothing was checked`);
			draft.update({ status: "not-checked" });
			return;
		}
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		const context = {
			...request,
			statement,
			at: clock.now()
		};
		const record = request.record && new RecordJudge(context, target, request.record);
		record?.begin(signal);
		const judgement = await judgeArtifact(context, target, signal);
		draft.update({
			signatures: judgement.signatures,
			identities: judgement.identities
		});
		if (!judgement.passed) throw refusal(judgement, target, store);
		for (const message of [...loggedFailures(judgement), ...unreachedWarning(judgement)]) reporter.warning(`${reference}: ${message}`);
		if (!enforcesSigner(statement)) reporter.warning(`${reference}: the statement "${statement.name}" (${levelName(statement)}) does not enforce who signed; the image is audited, and may be by anybody`);
		if (request.recursive) {
			const verdicts = await verifyChildren(request, context, target, signal);
			draft.update({ platforms: verdicts.map(({ platform }) => platform) });
			for (const { platform, logged } of verdicts) for (const message of logged) reporter.warning(`${reference}, ${platform.platform}: ${message}`);
			const failed = verdicts.find(({ error }) => error !== void 0);
			if (failed?.error) {
				const { platform, digest } = failed.platform;
				const { code, message, hint } = failed.error;
				throw new SealiftError(code, `${platform} (${digest}): ${message}`, { hint });
			}
		}
		const keep = (one) => draft.update({ record: one });
		if (record) keep(await record.judge(keep, signal));
		draft.update({ status: passedStatus(statement) });
	});
}
async function verifyChildren({ store, concurrency, platforms }, context, target, signal) {
	const graph = await readExpected(store, target, {
		concurrency,
		...platforms ? { platforms } : {}
	}, signal);
	const children = childrenOf(graph, platforms);
	return mapGroup(signal, children.values(), concurrency, (child, joined) => verifyChild(context, child, joined));
}

// src/compose/record-demands.ts
/**
* What a signed record has to say of each image, and what stands against asking for one.
*
* @returns `undefined` for each image where no record is asked for.
*/
function recordDemandsOf({ values, problems }, images, scope) {
	const { record, recordMaxAge: maxAge } = values;
	if (!record) {
		if (maxAge !== void 0) problems.add("usage", "--record-max-age is given without --record", "Add --record, or leave --record-max-age out.");
		return () => void 0;
	}
	for (const { text, reference } of images) if (repositoryOf(reference) === void 0) problems.add("usage", `--record: a record names registry and repository, and ${text} has neither`, "Verify it without --record.");
	else if (reference.tag === void 0) problems.add("usage", `--record: a record says which digest a tag means, and ${text} names no tag`, "Write REGISTRY/REPOSITORY:TAG, or verify the digest without --record.");
	return ({ reference }) => {
		const repository = scope !== void 0 && scope !== "*" ? scope : repositoryOf(reference);
		const { tag } = reference;
		if (repository === void 0 || tag === void 0) return void 0;
		return {
			tag,
			repository,
			...maxAge === void 0 ? {} : { maxAge }
		};
	};
}

// src/compose/tell-of-tags.ts
/** Says once of what passed by a tag alone that nobody has signed where the tag points. */
function tellOfTags({ values, reporter }, images, results) {
	if (values.record) return;
	const byTag = images.find(({ name, reference }, at) => "tag" in name && repositoryOf(reference) !== void 0 && results[at]?.status === "verified");
	if (!byTag) return;
	const message = `signatures name digests, and nobody has signed that ${byTag.text} means this one (--record asks for that)`;
	reporter.progress({
		type: "notice",
		message
	});
}

// src/compose/run-verify.ts
/** Judges images against a trust policy. Never rejects. */
function runVerify(options, signal) {
	return run("verify", options, signal, async (current) => {
		const { values, problems } = current;
		const images = await imagesOf(options.images, values.imagesFile, current);
		const signatures = await signaturePlacesOf(values, current);
		const places = [...images.map(({ reference }) => reference), ...signatures.from];
		const [login] = await typedLogins(current, [{
			flag: "--username",
			username: values.username,
			places
		}]);
		const open = await storesOf(current, {
			read: login,
			write: login
		});
		const scope = scopeOf(current);
		const revocation = await revocationOf(current);
		const demands = await demandsOf(current);
		const platforms = await platformsOf(current);
		const recordOf = recordDemandsOf(current, images, scope);
		if (values.platform.length > 0 && !values.recursive) problems.add("usage", "--platform says which images of an index are judged, and without --recursive only the index is", "Add --recursive (-r), or leave --platform out.");
		const repositories = images.map(({ reference }) => repositoryOf(reference));
		const { trust } = problems.all({ trust: await trustOf(current, repositories, scope) });
		const { userMetadata, recursive, maxSignatures } = values;
		const session = sessionOf(current);
		const merged = withSignatures(signatures.from, open, session);
		const atOnce = Math.min(images.length, 64);
		const sessionFor = imageSessions(session, atOnce, current.signal);
		const results = await eachImage(images, open, "read", async (image, store) => {
			const { text, name } = image;
			const record = recordOf(image);
			return verifyImage({
				...sessionFor(name),
				...demands,
				...platforms,
				reference: text,
				name,
				store: await merged(store),
				trust,
				revocation,
				...scope === void 0 ? {} : { scope },
				metadata: userMetadata,
				recursive,
				maxSignatures,
				...record ? { record } : {}
			}, current.signal);
		}, void 0, values.record ? ({ text }) => text : void 0);
		tellOfTags(current, images, results);
		return results;
	});
}

export { runVerify };