import { Br as lazyRetried, Cn as isLoopback } from "./registry.js";
import { ct as SealiftError, it as printable, nt as quotable, rt as randomParts } from "./words.js";
import { an as algorithmOf } from "./notation.js";
import { t as endpointOf } from "./endpoint.js";
import { n as givenEndpoint, t as awsSession } from "./session.js";
import { t as digestOf } from "./digest-of.js";
import { t as publicKeyFromDer } from "./public-key.js";
import { n as rawFromDer, t as checkedSignature } from "./raw-signature.js";
import { t as remoteOf } from "./remote.js";

// src/signers/aws/asked-for.ts
const KEY_ARN = /^arn:[^:]*:kms:[^:]*:\d{12}:key\/[A-Za-z0-9-]+$/;
const isKeyArn = (text) => KEY_ARN.test(text);
/** Whether an answer is about the key that was asked for. An alias may lead to any key, which only AWS knows. */
function isAskedFor(keyId, { key }) {
	if (!KEY_ARN.test(keyId)) return false;
	if (key.startsWith("arn:")) return key.includes(":alias/") || keyId === key;
	return key.startsWith("alias/") || keyId.endsWith(`:key/${key}`);
}
/** The error for an answer that is about something else, or says so in a form that KMS itself never uses. */
function otherAnswer(keyId, where) {
	if (keyId === "" || KEY_ARN.test(keyId)) return new SealiftError("unexpected_answer", `${where}: the answer is about ${printable(keyId) || "no key"}`, { hint: "Check the address of the service, and what stands between." });
	return new SealiftError("unexpected_answer", `${where}: the answer names the key as "${printable(keyId)}", where AWS KMS gives its ARN (arn:aws:kms:REGION:ACCOUNT:key/ID)`, { hint: "What answers is not AWS KMS itself; an emulator that leaves the ARN out cannot stand for it." });
}

// src/signers/aws/key-specs.ts
/** The kinds of keys that the Notary Project allows, by their names in KMS. */
const KEY_SPECS = [
	"RSA_2048",
	"RSA_3072",
	"RSA_4096",
	"ECC_NIST_P256",
	"ECC_NIST_P384",
	"ECC_NIST_P521"
];
/** The hint for keys of other kinds: ECC_SECG_P256K1, SM2, symmetric, HMAC. */
const KEY_SPEC_HINT = `Make a key with the usage SIGN_VERIFY and one of the specs that the Notary Project allows: ${KEY_SPECS.join(", ")}.`;
function unsupportedSpec(spec, where) {
	return new SealiftError("key_unsupported", `${where} has the key spec ${printable(spec)}`, { hint: KEY_SPEC_HINT });
}

// src/signers/aws/kms.ts
/** AWS KMS, its client and its own errors. */
const AWS_KMS = {
	name: "AWS KMS",
	open: async (config) => new (await (import("./dist-es2.js"))).KMSClient(config),
	allow: (right) => `Allow ${right} on the key, in a policy of the identity or in the key policy.`,
	meanings: {
		AlreadyExistsException: { code: "key_exists" },
		NotFoundException: {
			code: "key_not_found",
			hint: "Check the key, its region and its account."
		},
		InvalidArnException: {
			code: "key_not_found",
			hint: "Check the key, its region and its account."
		},
		DisabledException: {
			code: "key_unusable",
			hint: "Enable the key: aws kms enable-key."
		},
		KMSInvalidStateException: {
			code: "key_unusable",
			hint: "Look at its state: aws kms describe-key."
		},
		InvalidKeyUsageException: {
			code: "key_unusable",
			hint: "Use a key with the usage SIGN_VERIFY."
		},
		UnsupportedOperationException: {
			code: "key_unsupported",
			hint: KEY_SPEC_HINT
		},
		ValidationException: { code: "key_unusable" }
	}
};

// src/signers/aws/location.ts
const FORM = "Write awskms:///KEY-ID, awskms:///alias/NAME, or the ARN.";
const ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const KEY = /^(?:[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/;
const REGION = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
function endpoint(host, env) {
	if (host !== "") {
		if (randomParts(host).length > 0) throw new SealiftError("usage", "what follows awskms:// is not the name of a host", { hint: FORM });
		const name = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : "";
		return endpointOf(`${isLoopback(name) ? "http" : "https"}://${host}`, "awskms://HOST");
	}
	return givenEndpoint("KMS", env);
}
/**
* Corrects an address with too few or too many slashes: `awskms://alias/x` would be the key `x` of a host named `alias`.
* `undefined` where the address is right, or wrong in another way.
*/
function mended(uri) {
	const [, slashes, rest = ""] = /^awskms:(\/*)(.*)$/.exec(uri) ?? [];
	const key = rest.replace(/^key\//, "");
	if (slashes === void 0 || !(ARN.test(key) || KEY.test(key))) return void 0;
	return key === rest && slashes === "///" ? void 0 : `awskms:///${key}`;
}
/** @throws SealiftError `usage` or `config_invalid`. */
function awsLocation(uri, env) {
	const meant = mended(uri);
	if (meant !== void 0) {
		const isShown = quotable(meant, meant.length) === meant;
		throw new SealiftError("usage", "what follows awskms:// does not name a key of AWS KMS", { hint: isShown ? `Write ${meant} (three slashes, then the key).` : FORM });
	}
	const match = /^awskms:\/\/([^/]*)\/(.+)$/.exec(uri);
	const key = match ? match[2] : uri;
	const arn = ARN.exec(key);
	if (!arn && (!match || !KEY.test(key))) throw new SealiftError("usage", "what follows awskms:// does not name a key of AWS KMS", { hint: FORM });
	const region = arn?.[1] ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION);
	if (!region) throw new SealiftError("config_invalid", "awskms:// does not say in which region the key is", { hint: "Set AWS_REGION, or write the ARN of the key." });
	if (!REGION.test(region)) throw new SealiftError("config_invalid", `${printable(region)} is not the name of an AWS region`, { hint: "Set AWS_REGION to a name such as eu-central-1." });
	return {
		key,
		region,
		endpoint: endpoint(match?.[1] ?? "", env)
	};
}

// src/signers/awskms.ts
/** The name of an algorithm in KMS. */
function nameOf({ keyType, hash }) {
	const bits = hash.slice(3);
	return keyType === "rsa" ? `RSASSA_PSS_SHA_${bits}` : `ECDSA_SHA_${bits}`;
}
/** A key in AWS KMS: an ARN, `awskms:///KEY-ID`, `awskms:///alias/NAME` or `awskms://HOST[:PORT]/…`. */
async function awskmsSigner(uri, options) {
	const location = awsLocation(uri, options.env);
	const remote = await remoteOf(options);
	const where = `key ${quotable(location.key)} in ${location.region}`;
	const session = awsSession(AWS_KMS, location, options.env, remote, where);
	const { call } = session;
	const resolved = lazyRetried(async (signal) => {
		remote.onIdentity?.(session.who);
		const { GetPublicKeyCommand } = await import("./dist-es2.js");
		const { KeyId: keyId = "", PublicKey, KeySpec, KeyUsage, SigningAlgorithms = [] } = await call("kms:GetPublicKey", (kms) => kms.send(new GetPublicKeyCommand({ KeyId: location.key }), { abortSignal: signal }), signal);
		if (!PublicKey || !isAskedFor(keyId, location)) throw otherAnswer(keyId, where);
		if (KeyUsage !== "SIGN_VERIFY") throw new SealiftError("key_unusable", `${where} has the usage ${printable(String(KeyUsage))}`, { hint: "Use a key with the usage SIGN_VERIFY." });
		if (KeySpec !== void 0 && !KEY_SPECS.includes(KeySpec)) throw unsupportedSpec(KeySpec, where);
		const publicKey = publicKeyFromDer(PublicKey, where);
		const algorithm = algorithmOf(publicKey);
		if (!SigningAlgorithms.includes(nameOf(algorithm))) throw new SealiftError("key_unusable", `${where} does not offer ${nameOf(algorithm)}`);
		const explainOther = location.key.includes("alias/") ? () => ({ hint: `${location.key} leads to ${keyId}. If it was moved, write the ARN of the key that the chain was issued for until the new chain is there.` }) : void 0;
		return {
			publicKey,
			algorithm,
			keyId,
			...explainOther ? { explainOther } : {}
		};
	});
	return {
		kind: "key",
		describe: resolved,
		async sign(toBeSigned, signal) {
			const known = await resolved(signal);
			const { algorithm, keyId } = known;
			const { SignCommand } = await import("./dist-es2.js");
			const order = {
				KeyId: keyId,
				Message: digestOf(toBeSigned, algorithm),
				MessageType: "DIGEST",
				SigningAlgorithm: nameOf(algorithm)
			};
			const answer = await call("kms:Sign", (kms) => kms.send(new SignCommand(order), { abortSignal: signal }), signal);
			if (answer.KeyId !== keyId || answer.SigningAlgorithm !== order.SigningAlgorithm || !answer.Signature) throw new SealiftError("self_check_failed", `${where}: ${printable(String(answer.KeyId))} answered with ${printable(String(answer.SigningAlgorithm))}, asked were ${keyId} and ${order.SigningAlgorithm}`, { hint: "Nothing was pushed. Check what stands between here and AWS." });
			const raw = algorithm.keyType === "ec" ? rawFromDer(answer.Signature, algorithm, where) : answer.Signature;
			return checkedSignature(raw, known, toBeSigned, where);
		},
		close: session.close
	};
}

export { awskmsSigner, AWS_KMS as n, isKeyArn as r, awsLocation as t };