import { B as plainDescriptor, C as repositoryOf, S as run, T as storesOf, V as platformName, a as rememberReading, c as readGraph, d as imagesOf, f as eachImage, v as pLimit, y as together } from "./registry.js";
import { j as SealiftError } from "./words.js";
import { S as levelName, c as chooseStatement, d as settle, f as resolveArtifact, h as NOTARY_ARTIFACT_TYPE, i as judgeArtifact, o as loggedFailures, r as preloadTrust, s as refusal, t as trustOf } from "./notation.js";

// src/operations/verify.ts
async function verifyChild(context, child, signal) {
	const judgement = await judgeArtifact(context, plainDescriptor(child), signal);
	const error = judgement.passed ? void 0 : refusal(judgement, child, context.store);
	return {
		error,
		logged: loggedFailures(judgement),
		platform: {
			platform: platformName(child),
			digest: child.digest,
			status: judgement.passed ? "verified" : "failed",
			error: error?.toJSON() ?? null
		}
	};
}
/**
* Judges the signatures of one image against the trust policy. Under a statement of level `skip` nothing is judged and the
* status is `not-checked`.
*/
function verifyImage(given, signal) {
	const { reference, trust, clock, reporter } = given;
	const store = rememberReading(given.store, {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "all"
	});
	const request = {
		...given,
		store
	};
	return settle(reference, signal, async (draft) => {
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
		if ("digest" in request.name && !skips) store.ahead(request.name, signal);
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
		draft.update({ signatures: judgement.signatures });
		if (!judgement.passed) throw refusal(judgement, target, store);
		for (const message of loggedFailures(judgement)) reporter.warning(`${reference}: ${message}`);
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
		draft.update({ status: "verified" });
	});
}
async function verifyChildren({ store, concurrency }, context, target, signal) {
	const graph = await readGraph(store, target, { concurrency }, signal);
	const children = new Map(graph.nodes.flatMap(({ manifest }) => manifest.manifests).map((child) => [child.digest, child]));
	const limit = pLimit(concurrency);
	return together(signal, [...children.values()].map((child) => (joined) => limit(() => verifyChild(context, child, joined))));
}

// src/compose/run-verify.ts
/** Judges images against a trust policy. Never rejects. */
function runVerify(options, signal) {
	return run("verify", options, signal, async (current) => {
		const { values, problems, clock, reporter } = current;
		const images = await imagesOf(options.images, values.imagesFile, problems);
		const open = await storesOf(current);
		const trust = await trustOf(current, images.map(({ reference }) => repositoryOf(reference)));
		problems.throwIfAny();
		const { scope, userMetadata, recursive, maxSignatures, concurrency } = values;
		return eachImage(images, open, "read", ({ text, name }, store) => verifyImage({
			reference: text,
			name,
			store,
			trust,
			...scope === void 0 ? {} : { scope },
			metadata: userMetadata,
			recursive,
			maxSignatures,
			clock,
			reporter,
			concurrency
		}, current.signal));
	});
}

export { runVerify };