import { ct as SealiftError, nt as quotable } from "./words.js";
import { $t as SIGNING_JOB, Qt as AWS_SIGNER_PLUGIN, en as SIGNING_PROFILE_VERSION, o as buildPayload } from "./notation.js";
import { J as PAYLOAD_MEDIA_TYPE, q as JWS_MEDIA_TYPE } from "./registry.js";
import { n as givenEndpoint, t as awsSession } from "./session.js";
import { t as remoteOf } from "./remote.js";

// src/signers/aws/signer.ts
/** AWS Signer, its client and its own errors (AWS Signer API, SignPayload, "Errors"). */
const AWS_SIGNER = {
	name: "AWS Signer",
	open: async (config) => new (await (import("./dist-es4.js"))).SignerClient(config),
	allow: (right) => `Allow ${right} on the ARN of the profile, in a policy of the identity; where another account owns the profile, its owner has to allow it too: aws signer add-profile-permission --action ${right}.`,
	meanings: {
		ResourceNotFoundException: {
			code: "key_not_found",
			hint: "Check name, region and account in the ARN: aws signer list-signing-profiles."
		},
		NotFoundException: {
			code: "key_not_found",
			hint: "Check name, region and account in the ARN: aws signer list-signing-profiles."
		},
		ValidationException: {
			code: "key_unusable",
			hint: "Look at the profile: aws signer get-signing-profile. Its platform has to be Notation-OCI-SHA384-ECDSA, and a canceled or revoked profile signs nothing more."
		},
		BadRequestException: {
			code: "key_unusable",
			hint: "Look at the profile: aws signer get-signing-profile."
		},
		ServiceLimitExceededException: { code: "too_many_requests" }
	}
};

// src/signers/aws/signing-profile.ts
/** AWS Signer API, PutSigningProfile: the names and versions of profiles. */
const ARN = /^(arn:aws[a-z-]*:signer:([a-z0-9-]+):(\d{12}):\/signing-profiles\/(\w{2,64}))(?:\/([A-Za-z0-9]{10}))?$/;
const FORM = "Write awssigner:///PROFILE-ARN, or the ARN alone, such as arn:aws:signer:eu-central-1:111122223333:/signing-profiles/release. `aws signer list-signing-profiles` shows it.";
const WRONG = "what follows awssigner:// is not the ARN of a signing profile";
/** The address that was probably meant: slashes that are missing, and `signing-profile`, as some pages have it. */
function mended(uri) {
	const arn = uri.replace(/^awssigner:\/*/, "").replace(/:\/?signing-profiles?\//, ":/signing-profiles/");
	const meant = `awssigner:///${arn}`;
	return ARN.test(arn) && quotable(meant, meant.length) === meant ? meant : void 0;
}
/** @throws SealiftError `usage`. */
function signingProfile(uri) {
	const match = ARN.exec(uri.replace(/^awssigner:\/\/\//, ""));
	if (!match) {
		const meant = mended(uri);
		throw new SealiftError("usage", WRONG, { hint: meant === void 0 ? FORM : `Write ${meant} (three slashes, then the ARN).` });
	}
	const [, arn = "", region = "", owner = "", name = "", version] = match;
	return {
		arn,
		region,
		owner,
		name,
		version
	};
}
/**
* Whether an envelope names this profile, and the version where one was asked for. The upper and lower case of ARNs makes no
* difference to AWS's own verifier.
*/
function isOfProfile(attributes, { arn, version }) {
	const named = attributes.find(({ key }) => key === SIGNING_PROFILE_VERSION)?.value;
	if (typeof named !== "string") return false;
	const [, profile, theirs] = /^(.*)\/([^/]*)$/s.exec(named) ?? [];
	return profile?.toLowerCase() === arn.toLowerCase() && (version === void 0 || theirs === version);
}

// src/signers/awssigner.ts
/** Characters of all annotations; they travel in the manifest, which has its own limit. */
const ANNOTATIONS_LIMIT = 65536;
function annotationsOf(metadata, where) {
	const pairs = Object.entries(metadata ?? {});
	const isText = pairs.every(([, value]) => typeof value === "string");
	if (isText && pairs.flat().join("").length <= ANNOTATIONS_LIMIT) return Object.fromEntries(pairs);
	throw new SealiftError("unexpected_answer", `${where}: the metadata in the answer of AWS Signer ${isText ? `have over ${ANNOTATIONS_LIMIT} characters` : "are not texts"}`, { hint: "Check the address of the service, and what stands between." });
}
/**
* A signing profile of AWS Signer: `awssigner:///PROFILE-ARN`, or the ARN. It signs the payload of an envelope and returns the whole
* envelope, as it does for AWS's own Notation plugin; with `/VERSION` behind it, no other version of the profile may sign.
*
* @throws SealiftError `usage`, or `feature_unsupported` where raw signatures are wanted.
*/
async function awssignerSigner(uri, options) {
	const profile = signingProfile(uri);
	const { region, owner, name } = profile;
	if (!options.plugin) throw new SealiftError("feature_unsupported", "a signing profile of AWS Signer signs artifacts and nothing else: it makes whole envelopes, and no certificate is issued for it", { hint: "Give it to `sign`, or another kind of key here." });
	const endpoint = givenEndpoint("SIGNER", options.env);
	const remote = await remoteOf(options);
	const where = `the signing profile ${name} of ${owner} in ${region}`;
	const session = awsSession(AWS_SIGNER, {
		region,
		endpoint
	}, options.env, remote, where);
	let isAnnounced = false;
	return {
		kind: "envelope",
		service: {
			name: AWS_SIGNER.name,
			verificationPlugin: AWS_SIGNER_PLUGIN,
			attributes: [SIGNING_PROFILE_VERSION, SIGNING_JOB],
			isOwn: ({ extendedAttributes }) => isOfProfile(extendedAttributes, profile)
		},
		async signEnvelope({ target, metadata, expiresAfter }, mediaType, signal) {
			if (mediaType !== "application/jose+json" || expiresAfter !== void 0) throw new SealiftError("usage", "AWS Signer makes JWS envelopes, and their expiry is that of the signing profile", { hint: "Leave out --signature-format cose and --expiry." });
			if (!isAnnounced) remote.onIdentity?.(session.who);
			isAnnounced = true;
			const { SignPayloadCommand } = await import("./dist-es4.js");
			const order = {
				profileName: name,
				profileOwner: owner,
				payload: buildPayload(target, metadata),
				payloadFormat: PAYLOAD_MEDIA_TYPE
			};
			const { signature, metadata: annotations } = await session.call("signer:SignPayload", (signer) => signer.send(new SignPayloadCommand(order), { abortSignal: signal }), signal);
			if (!(signature instanceof Uint8Array) || signature.length === 0) throw new SealiftError("unexpected_answer", `${where}: AWS Signer answered without an envelope`, { hint: "Check the address of the service, and what stands between." });
			return {
				bytes: signature,
				annotations: annotationsOf(annotations, where)
			};
		},
		close: session.close
	};
}

export { awssignerSigner };