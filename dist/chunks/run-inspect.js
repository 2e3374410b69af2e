import { J as SealiftError } from "./words.js";
import { Gt as validUntil, _ as earliest, b as imageResult, qt as nameText, v as withEnvelope, y as resolveArtifact, yt as openEnvelope, z as NO_EVIDENCE } from "./notation.js";
import { J as judgedReferrers, T as isSignatureManifest, Y as NOTARY_ARTIFACT_TYPE, c as runOnImage, w as envelopeOf } from "./registry.js";

// src/operations/judging/inspect.ts
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
		userMetadata: target.annotations ?? {},
		targetArtifact: {
			mediaType: target.mediaType,
			digest: target.digest,
			size: target.size
		},
		certificates: chain.map(({ subject, issuer, thumbprint, notBefore, notAfter }) => ({
			subject: nameText(subject),
			issuer: nameText(issuer),
			thumbprint,
			notBefore: notBefore.toISOString(),
			notAfter: notAfter.toISOString()
		}))
	};
}
/** Opens one signature and checks its integrity. Its status is `ignored`, because it was not judged under a policy. */
async function inspectSignature(source, { entry, manifest }, signal) {
	const base = {
		digest: entry.descriptor.digest,
		foundIn: entry.foundIn,
		...NO_EVIDENCE
	};
	let mediaType = null;
	try {
		const descriptor = envelopeOf(manifest);
		const { mediaType: type } = descriptor;
		mediaType = type;
		const envelope = await withEnvelope(source, descriptor, signal, (bytes) => openEnvelope(bytes, type));
		const until = earliest(envelope.expiry, validUntil(envelope.chain));
		return {
			...base,
			mediaType,
			signer: nameText(envelope.chain[0].subject),
			validUntil: until.toISOString(),
			status: "ignored",
			checks: [{
				check: "integrity",
				action: "enforce",
				outcome: "passed",
				code: null
			}],
			details: await detailsOf(envelope)
		};
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
		const { code, message } = error;
		return {
			...base,
			mediaType,
			signer: null,
			validUntil: null,
			status: "failed",
			checks: [{
				check: "integrity",
				action: "enforce",
				outcome: "failed",
				code,
				message
			}]
		};
	}
}
/** Opens every signature of an image and shows its certificates, times and metadata, without judging them. */
function inspectImage(request, signal) {
	const { reference, store, name, maxSignatures, reporter } = request;
	return imageResult(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const signatures = [];
		const query = {
			artifactType: NOTARY_ARTIFACT_TYPE,
			sources: "merged"
		};
		for await (const judged of judgedReferrers(store, root, query, signal)) {
			if (judged.state === "dangling") reporter.warning(`${reference}: ${judged.entry.descriptor.digest} is listed, but it is gone`);
			if (judged.state === "malformed") reporter.warning(`${reference}: ${judged.error.message}`);
			if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
			if (signatures.length === maxSignatures) {
				reporter.warning(`${reference} has more than ${maxSignatures} signatures; the others are not shown`);
				break;
			}
			signatures.push(await inspectSignature(request, judged, signal));
		}
		draft.update({
			status: "listed",
			signatures
		});
	});
}

// src/compose/run-inspect.ts
/** The most signatures that are shown of one image. */
const MAX_SIGNATURES = 100;
/** Shows each signature of an image without judging it. Never rejects. */
function runInspect(options, signal) {
	return runOnImage("inspect", options, signal, (request, during) => inspectImage({
		...request,
		maxSignatures: MAX_SIGNATURES
	}, during));
}

export { runInspect };