import { et as SealiftError } from "./words.js";
import { O as envelopeOf, yt as platformName } from "./registry.js";
import { C as certificateDetails, Ft as HEADER, S as withEnvelope, T as shown, Vt as openEnvelope, bt as isOfAuthority, hn as nameText, pn as validUntil, q as NO_EVIDENCE, x as earliest } from "./notation.js";
import { t as childrenOf } from "./children-of.js";

// src/operations/platforms/listed-platforms.ts
/** The children of an index as `list` and `inspect` show them: those that are there, and those of which it has only the name. */
function listedPlatforms(graph) {
	const absent = new Set(graph.absent.map(({ digest }) => digest));
	return [...childrenOf(graph).values()].map((child) => ({
		platform: platformName(child),
		digest: child.digest,
		status: absent.has(child.digest) ? "absent" : "listed",
		error: null
	}));
}
/** What a mirror of some platforms lacks, in words; `undefined` where it lacks nothing. */
function absentInWords(platforms) {
	const absent = platforms.filter(({ status }) => status === "absent");
	if (absent.length === 0) return void 0;
	const [are, them] = absent.length === 1 ? ["is", "it"] : ["are", "them"];
	return `${absent.length} of the ${platforms.length} manifests that the index names ${are} not there; what is attached to ${them} is not shown`;
}

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
/**
* Opens one signature of `subject` and checks its integrity. Its status is `listed`, because it was not judged under a policy, or
* `failed` when it cannot be opened.
*/
async function describeSignature(source, subject, { entry, manifest }, signal) {
	const { descriptor: listed, foundIn, elsewhere } = entry;
	const place = {
		foundIn,
		...elsewhere === void 0 ? {} : { signatureRepository: elsewhere }
	};
	const base = {
		digest: listed.digest,
		subject,
		made: false,
		...place,
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

export { absentInWords as n, listedPlatforms as r, describeSignature as t };