import { ct as SealiftError } from "./words.js";
import { F as isSignatureManifest, S as readGraph, _t as NOTARY_ARTIFACT_TYPE, ht as judgedReferrers, i as runOnImages, qt as manifestKind } from "./registry.js";
import { i as attachmentResult, t as FewWarnings } from "./few-warnings.js";
import { A as describePrototypes, B as resolveArtifact, F as certificateDetails, V as imageResult, Yt as HEADER, f as shown, j as findPrototypes } from "./notation.js";
import { n as absentInWords, r as listedPlatforms, t as openSignature } from "./open-signature.js";

// src/operations/judging/describe-signature.ts
async function claimedTimestamp(token) {
	if (!token) return null;
	const { describeTimestamp } = await import("./timestamp.js").then((n) => n.n);
	const { authority, time, fault } = await describeTimestamp(token);
	return {
		authority,
		time: time?.toISOString() ?? null,
		fault
	};
}
function demandedPlugin({ verificationPlugin: name, extendedAttributes }) {
	if (name === void 0) return null;
	const { verificationPlugin, verificationPluginMinVersion } = HEADER;
	const least = extendedAttributes.find(({ key }) => key === verificationPluginMinVersion);
	const attributes = extendedAttributes.filter(({ key }) => key !== verificationPlugin && key !== verificationPluginMinVersion).map(({ key, value }) => ({
		name: shown(String(key)),
		value: shown(value)
	}));
	return {
		name,
		minVersion: least ? shown(least.value) : null,
		attributes
	};
}
async function detailsOf(envelope) {
	const { algorithm, scheme, signingTime, expiry, signingAgent, timestampToken, target, chain } = envelope;
	return {
		signatureAlgorithm: algorithm.jws,
		signingScheme: scheme,
		signingTime: signingTime.toISOString(),
		expiry: expiry?.toISOString() ?? null,
		signingAgent: signingAgent ?? null,
		timestamped: timestampToken !== void 0,
		timestamp: await claimedTimestamp(timestampToken),
		verificationPlugin: demandedPlugin(envelope),
		userMetadata: target.annotations ?? {},
		targetArtifact: {
			mediaType: target.mediaType,
			digest: target.digest,
			size: target.size
		},
		certificates: chain.map(certificateDetails)
	};
}
/** One signature of `subject` with the content of its envelope; the rest as {@link openSignature} has it. */
async function describeSignature(source, subject, referrer, signal) {
	const { result, envelope } = await openSignature(source, subject, referrer, signal);
	return envelope ? {
		...result,
		details: await detailsOf(envelope)
	} : result;
}

// src/operations/judging/inspect.ts
const LISTS = {
	artifactType: NOTARY_ARTIFACT_TYPE,
	sources: "merged"
};
/** The platforms of an index, and the signatures that are attached to them: each is signed for itself, or not. */
async function platformsOf(store, root, { concurrency, reference, reporter }, signal) {
	if (manifestKind(root.mediaType) !== "index") return {
		platforms: [],
		attachments: []
	};
	const graph = await readGraph(store, root, {
		concurrency,
		keep: ({ manifest }) => isSignatureManifest(manifest),
		likely: ({ artifactType }) => artifactType === NOTARY_ARTIFACT_TYPE,
		absent: "told"
	}, signal);
	const platforms = listedPlatforms(graph);
	const lacks = absentInWords(platforms);
	if (lacks !== void 0) reporter.warning(`${reference}: ${lacks}`);
	return {
		platforms,
		attachments: graph.attachments.filter(({ subject }) => subject.digest !== root.digest).map((attachment) => attachmentResult(attachment, null))
	};
}
/** Opens every signature of an image and shows its certificates, times and metadata, without judging them. */
function inspectImage(request, signal) {
	const { reference, name, maxSignatures, reporter } = request;
	const store = request.view(request.store);
	return imageResult(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const signatures = [];
		const warnings = new FewWarnings(reporter, reference);
		for await (const judged of judgedReferrers(store, root, LISTS, signal)) {
			if (judged.state === "dangling") warnings.add(`${judged.entry.descriptor.digest} is listed, but it is gone`);
			if (judged.state === "malformed") warnings.add(judged.error.message);
			if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
			if (signatures.length === maxSignatures) {
				reporter.warning(`${reference} has more than ${maxSignatures} signatures; the others are not shown`);
				break;
			}
			signatures.push(await describeSignature({
				...request,
				store
			}, root.digest, judged, signal));
		}
		warnings.end();
		if (signatures.length === 0) {
			const found = await findPrototypes(store, root, signal);
			signatures.push(...await describePrototypes({
				...request,
				store
			}, found, signal));
		}
		draft.update({ signatures });
		if (signatures[0]?.foundIn === "itself") return void draft.update({ status: "listed" });
		try {
			draft.update(await platformsOf(store, root, request, signal));
		} catch (error) {
			if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
			reporter.warning(`${reference}: its platforms are not shown: ${error.message}`);
		}
		draft.update({ status: "listed" });
	});
}

// src/compose/run-inspect.ts
/** The most signatures that are shown of one image. */
const MAX_SIGNATURES = 100;
/** Shows each signature of images without judging it. Never rejects. */
function runInspect(options, signal) {
	return runOnImages("inspect", options, signal, { read: (request, during) => inspectImage({
		...request,
		maxSignatures: MAX_SIGNATURES
	}, during) });
}

export { runInspect };