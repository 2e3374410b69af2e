import { ct as SealiftError } from "./words.js";
import { P as envelopeOf, Pt as platformName, W as openEnvelope } from "./registry.js";
import { D as earliest, P as withEnvelope, Pt as isOfAuthority, Sn as validUntil, st as NO_EVIDENCE, wn as nameText } from "./notation.js";
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

// src/operations/judging/open-signature.ts
/**
* Opens one signature of `subject` and checks its integrity. Its status is `listed`, because it was not judged under a policy, or
* `failed` when it cannot be opened.
*/
async function openSignature(source, subject, { entry, manifest }, signal) {
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
			result: {
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
				}]
			},
			envelope
		};
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
		const { code, message } = error;
		const checks = [{
			check: "integrity",
			action: "enforce",
			outcome: "failed",
			code,
			message
		}];
		return { result: {
			...base,
			mediaType,
			signer: null,
			validUntil: null,
			status: "failed",
			checks
		} };
	}
}

export { absentInWords as n, listedPlatforms as r, openSignature as t };