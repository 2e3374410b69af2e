import { ct as SealiftError, it as printable } from "./words.js";
import { n as givenEndpoint, t as awsSession } from "./session.js";

// src/trust/awssigner/signer-data.ts
/** The part of AWS Signer that knows what is revoked (AWS Signer API, GetRevocationStatus, "Errors"). */
const SIGNER_DATA = {
	name: "AWS Signer",
	open: async (config) => new (await (import("./dist-es3.js"))).SignerDataClient(config),
	allow: (right) => `Allow ${right} on the resource *, in a policy of the identity.`,
	failed: "is of no known status",
	meanings: { ValidationException: {
		code: "unexpected_answer",
		hint: "AWS answers within one partition alone: signatures of aws, aws-cn and aws-us-gov are judged with credentials of the same."
	} }
};

// src/trust/awssigner/ask-aws.ts
/** The platform of all signatures of container images (AWS Signer Developer Guide, "Signing container images"). */
const PLATFORM = "Notation-OCI-SHA384-ECDSA";
/** What is revoked, of an answer whose list may be left out where it is empty. Without the id that AWS gives each answer it is none. */
function revokedIn({ revokedEntities, $metadata }, where) {
	if (Array.isArray(revokedEntities) && revokedEntities.every((one) => typeof one === "string")) return revokedEntities;
	if (revokedEntities === void 0 && $metadata.requestId !== void 0) return [];
	throw new SealiftError("unexpected_answer", `${where}: what answered does not say what is revoked`, { hint: "Check the address of the service, and what stands between." });
}
/** Asks AWS Signer, in the region of each signature, with the credentials of the run. */
function askAws(env, remote) {
	const sessions = /* @__PURE__ */ new Map();
	const open = async (region) => {
		const reached = await remote();
		const endpoint = givenEndpoint("SIGNER_DATA", env);
		const session = sessions.get(region) ?? awsSession(SIGNER_DATA, {
			region,
			endpoint
		}, env, reached, `AWS Signer in ${region}`);
		sessions.set(region, session);
		return session;
	};
	return {
		async ask({ region, signedAt, profileVersionArn, jobArn, certificateHashes }, signal) {
			const where = `the signing profile ${printable(profileVersionArn, 200)}`;
			const session = await open(region);
			const { GetRevocationStatusCommand } = await import("./dist-es3.js");
			const question = new GetRevocationStatusCommand({
				signatureTimestamp: signedAt,
				platformId: PLATFORM,
				profileVersionArn,
				jobArn,
				certificateHashes: [...certificateHashes]
			});
			return revokedIn(await session.call("signer:GetRevocationStatus", (sdk) => sdk.send(question, { abortSignal: signal }), signal, { where }), where);
		},
		async close() {
			await Promise.all([...sessions.values()].map((one) => one.close()));
		}
	};
}

export { askAws };