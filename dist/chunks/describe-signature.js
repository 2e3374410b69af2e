import { X as SealiftError } from "./words.js";
import { Jt as validUntil, Xt as nameText, _ as earliest, st as isOfAuthority, v as withEnvelope, xt as openEnvelope, z as NO_EVIDENCE } from "./notation.js";
import { T as envelopeOf } from "./registry.js";

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
/**
* Opens one signature of `subject` and checks its integrity. Its status is `listed`, because it was not judged under a policy, or
* `failed` when it cannot be opened.
*/
async function describeSignature(source, subject, { entry, manifest }, signal) {
	const { descriptor: listed, foundIn } = entry;
	const base = {
		digest: listed.digest,
		subject,
		made: false,
		foundIn,
		...NO_EVIDENCE
	};
	let mediaType = null;
	try {
		const descriptor = envelopeOf(manifest);
		const { mediaType: type } = descriptor;
		mediaType = type;
		const envelope = await withEnvelope(source, descriptor, signal, (bytes) => openEnvelope(bytes, type));
		const chainEnd = isOfAuthority(envelope.scheme) ? void 0 : validUntil(envelope.chain);
		const until = earliest(envelope.expiry, chainEnd);
		return {
			...base,
			mediaType,
			signer: nameText(envelope.chain[0].subject),
			validUntil: until?.toISOString() ?? null,
			status: "listed",
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

export { describeSignature as t };