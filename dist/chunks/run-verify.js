import { G as repositoryOf, St as platformName, V as run, a as eachImage, at as NOTARY_ARTIFACT_TYPE, c as imagesOf, d as sessionOf, i as signaturePlacesOf, lt as mapGroup, o as typedLogins, q as storesOf, r as withSignatures, xt as plainDescriptor } from "./registry.js";
import { et as SealiftError } from "./words.js";
import { A as imageResult, D as preloadTrust, Et as levelName, L as demandsOf, N as scopeOf, O as chooseStatement, P as trustOf, Tt as enforcesSigner, f as judgeArtifact, h as refusal, k as resolveArtifact, m as loggedFailures } from "./notation.js";
import { t as childrenOf } from "./children-of.js";
import { n as readExpected, t as platformsOf } from "./platforms.js";
import { c as revocationOf } from "./certificate.js";

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
		if (values.platform.length > 0 && !values.recursive) problems.add("usage", "--platform says which images of an index are judged, and without --recursive only the index is", "Add --recursive (-r), or leave --platform out.");
		const repositories = images.map(({ reference }) => repositoryOf(reference));
		const { trust } = problems.all({ trust: await trustOf(current, repositories, scope) });
		const { userMetadata, recursive, maxSignatures } = values;
		const session = sessionOf(current);
		const merged = withSignatures(signatures.from, open, session);
		return eachImage(images, open, "read", async ({ text, name }, store) => verifyImage({
			...session,
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
			maxSignatures
		}, current.signal));
	});
}

export { runVerify };