import { ct as SealiftError, it as printable } from "./words.js";
import { $t as SIGNING_JOB, Qt as AWS_SIGNER_PLUGIN, Xt as SCHEME_SIGNING_AUTHORITY, en as SIGNING_PROFILE_VERSION } from "./notation.js";
import { Xn as DerReader, cr as TAG } from "./registry.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/trust/awssigner/certificate-hashes.ts
const CONTEXT = {
	code: "certificate_invalid",
	what: "certificate"
};
/** SHA-384 of the TBSCertificate (RFC 5280, 4.1), the part that the issuer signed. */
function hashOf(der) {
	const { reader, root } = DerReader.of(der, CONTEXT);
	const [tbs] = reader.children(root, TAG.sequence);
	if (!tbs) throw new SealiftError("certificate_invalid", "a certificate of the chain has no content");
	return createHash("sha384").update(reader.whole(tbs)).digest("hex");
}
/**
* The names under which AWS Signer knows certificates that it revoked: the hash of each with that of its issuer behind it, the root
* being its own issuer.
*
* @param chain DER, leaf first.
*/
function certificateHashes(chain) {
	const hashes = chain.map(hashOf);
	return hashes.map((hash, at) => hash + (hashes[at + 1] ?? hash));
}

// src/trust/awssigner/profile-identity.ts
const PROFILES = "/signing-profiles/";
/** Case makes no difference to AWS's plugin. Only letters of ASCII are folded, as no ARN has others. */
const folded = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
/**
* The parts of the resource of a signing profile's ARN: `['', 'signing-profiles', NAME]`, and the version where there is one. What
* is no such ARN is `undefined`.
*/
function resourceParts(identity) {
	const [arn, , service, , account, ...rest] = identity.split(":");
	if (arn !== "arn" || service !== "signer" || account === void 0 || rest.length === 0) return void 0;
	const resource = rest.join(":");
	return resource.startsWith(PROFILES) ? resource.split("/") : void 0;
}
/**
* The trusted identity that names the profile of a signature, or the very version of it that signed, by the rules of AWS's plugin
* (aws-signer-notation-plugin, internal/verifier). Identities of other kinds match nothing.
*
* @param version the ARN of the profile with its version, as the signature names it.
*/
function matchingProfile(identities, version) {
	const end = version.lastIndexOf("/");
	const profile = end === -1 ? void 0 : folded(version.slice(0, end));
	return identities.find((identity) => {
		const parts = resourceParts(identity)?.length;
		if (parts === 3) return folded(identity) === profile;
		return parts === 4 && folded(identity) === folded(version);
	});
}

// src/trust/awssigner/region-of.ts
/** A region becomes a part of the name of a host that credentials are signed for, so nothing else is one. */
const ARN = /^arn:(aws[a-z-]{0,20}):signer:([a-z0-9-]{1,40}):/;
const LIMIT = 512;
/** The partitions of AWS by how the names of their regions begin; all other regions are of `aws`. */
const PARTITIONS = [
	["cn-", "aws-cn"],
	["us-gov-", "aws-us-gov"],
	["us-iso-", "aws-iso"],
	["us-isob-", "aws-iso-b"],
	["eu-isoe-", "aws-iso-e"],
	["us-isof-", "aws-iso-f"],
	["eusc-", "aws-eusc"]
];
const partitionOf = (region) => PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? "aws";
/** The region in which profile and job of a signature are, or why it cannot be one. */
function regionOf(arns) {
	const regions = /* @__PURE__ */ new Set();
	for (const arn of arns) {
		const [, partition, region] = arn.length <= LIMIT ? ARN.exec(arn) ?? [] : [];
		if (partition === void 0 || region === void 0) return { why: `${printable(arn, 200)} is no ARN of AWS Signer with a region in it` };
		if (partitionOf(region) !== partition) return { why: `${printable(arn, 200)} names a region that is not of the partition ${partition}` };
		regions.add(region);
	}
	const [region, other] = regions;
	if (region === void 0 || other !== void 0) return { why: `its profile and its job are in different regions (${[...regions].join(", ")})` };
	return { region };
}

// src/trust/awssigner/judge.ts
/** The version of AWS's plugin whose rules these are. */
const VERSION = "1.0.350";
const IDENTITY = "SIGNATURE_VERIFIER.TRUSTED_IDENTITY";
const REVOCATION = "SIGNATURE_VERIFIER.REVOCATION_CHECK";
const unknown = (reason) => ({
	success: false,
	code: "revocation_unknown",
	reason
});
/** What AWS's plugin refuses to look at. @throws SealiftError */
function timeOf({ criticalAttributes, trustedIdentities }) {
	const { authenticSigningTime: signedAt, signingScheme } = criticalAttributes;
	if (trustedIdentities.includes("*")) throw new SealiftError("identity_mismatch", "the statement trusts *, which is not taken for signatures of AWS Signer: every account of AWS signs under its root; name the ARN of a signing profile, arn:aws:signer:REGION:ACCOUNT:/signing-profiles/NAME");
	if (signingScheme !== "notary.x509.signingAuthority" || signedAt === void 0) throw new SealiftError("envelope_invalid", `the signature demands the verification plugin of AWS Signer, and its scheme is ${printable(signingScheme)}, where that signs by ${SCHEME_SIGNING_AUTHORITY}`);
	return signedAt;
}
function textOf({ criticalAttributes }, name) {
	const { extendedAttributes } = criticalAttributes;
	const value = Object.hasOwn(extendedAttributes, name) ? extendedAttributes[name] : void 0;
	if (typeof value === "string") return value;
	throw new SealiftError("envelope_invalid", `the signature has no attribute ${name} that is a text`);
}
function identityResult(request) {
	const version = textOf(request, SIGNING_PROFILE_VERSION);
	if (matchingProfile(request.trustedIdentities, version) !== void 0) return { success: true };
	return {
		success: false,
		reason: `${printable(version, 200)} signed, which is none of the trusted identities`
	};
}
async function revocationResult(request, signedAt, ask, signal) {
	const profileVersionArn = textOf(request, SIGNING_PROFILE_VERSION);
	const jobArn = textOf(request, SIGNING_JOB);
	const place = regionOf([profileVersionArn, jobArn]);
	if ("why" in place) return unknown(`nobody was asked whether it is revoked: ${place.why}`);
	const hashes = certificateHashes(request.certificateChain);
	const question = {
		...place,
		signedAt,
		profileVersionArn,
		jobArn,
		certificateHashes: hashes
	};
	try {
		const revoked = await ask(question, signal);
		if (revoked.length === 0) return { success: true };
		const names = revoked.map((one) => one.startsWith("arn") ? printable(one, 200) : "a certificate");
		return {
			success: false,
			code: "certificate_revoked",
			reason: `AWS Signer says that it revoked ${[...new Set(names)].join(", ")}`
		};
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof SealiftError)) throw error;
		return unknown([error.message, error.hint].filter(Boolean).join(". "));
	}
}
/**
* Judges as AWS's Notation plugin does (github.com/aws/aws-signer-notation-plugin, internal/verifier): trusted identities are ARNs
* of signing profiles, and AWS Signer is asked what is revoked. It differs where that is stricter: nobody is asked about the
* signature of a stranger, and an answer that is not known is told apart from a revocation.
*/
function awsSignerJudge(ask) {
	return {
		name: AWS_SIGNER_PLUGIN,
		version: VERSION,
		capabilities: [IDENTITY, REVOCATION],
		isBuiltIn: true,
		async verify(request, signal) {
			const { capabilities, unprocessedAttributes } = request;
			const signedAt = timeOf(request);
			const results = /* @__PURE__ */ new Map();
			if (capabilities.includes(IDENTITY)) results.set(IDENTITY, identityResult(request));
			if (capabilities.includes(REVOCATION)) {
				const isStranger = results.get(IDENTITY)?.success === false;
				results.set(REVOCATION, isStranger ? unknown("nobody was asked whether it is revoked, since the signer is not trusted") : await revocationResult(request, signedAt, ask, signal));
			}
			return {
				results,
				processedAttributes: [SIGNING_PROFILE_VERSION, SIGNING_JOB].filter((one) => unprocessedAttributes.includes(one))
			};
		}
	};
}

export { awsSignerJudge };