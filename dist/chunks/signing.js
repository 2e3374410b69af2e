import { c as printable, d as SealiftError } from "./run-result.js";
import { c as SCHEME_X509, f as PAYLOAD_MEDIA_TYPE, i as goJson, l as algorithmOf, m as invalidAt, n as buildPayload, o as formatTime, p as checkCodeSigningChain, s as HEADER, t as openEnvelope, u as cryptoOptions, v as nameText } from "./open2.js";
import { d as pemBlocks, h as encodeBase64Url, l as parseCertificates, m as encodeBase64, o as contentOf, s as isContent } from "./run.js";
import { C as sameContent } from "./open.js";
import { t as VERSION } from "./version.js";
import { createPrivateKey, createPublicKey, sign } from "node:crypto";

// src/notation/envelope/write-jws.ts
/**
* Writes a JWS envelope (signature-envelope-jws.md), members in notation's order. jose cannot sign with a key that is
* elsewhere, so the signing input is made here and `sign` is given all of it.
*/
async function writeJws({ payload, algorithm, chain, signingTime, expiry, signingAgent }, sign) {
	const header = encodeBase64Url(goJson({
		alg: algorithm.jws,
		crit: [HEADER.signingScheme, ...expiry === void 0 ? [] : [HEADER.expiry]],
		cty: PAYLOAD_MEDIA_TYPE,
		...expiry === void 0 ? {} : { [HEADER.expiry]: formatTime(expiry) },
		[HEADER.signingScheme]: SCHEME_X509,
		[HEADER.signingTime]: formatTime(signingTime)
	}));
	const body = encodeBase64Url(payload);
	const signature = await sign(new TextEncoder().encode(`${header}.${body}`));
	return goJson({
		payload: body,
		protected: header,
		header: {
			x5c: chain.map(({ der }) => encodeBase64(der)),
			[HEADER.signingAgent]: signingAgent
		},
		signature: encodeBase64Url(signature)
	});
}

// src/notation/signing-chain.ts
/**
* Everything that can be known before a key is used: the leaf is the key's, the chain is whole, meets the Notary Project's
* profile, and every certificate is valid now.
*
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid` or `certificate_not_valid_now`.
*/
function checkSigningChain({ publicKey }, chain, now) {
	const leaf = chain[0];
	if (!leaf) throw new SealiftError("certificate_chain_invalid", "the certificate chain holds no certificate");
	if (!leaf.publicKey.equals(publicKey)) {
		const at = chain.findIndex((certificate) => certificate.publicKey.equals(publicKey));
		const subject = printable(nameText(leaf.subject));
		if (at > 0) throw new SealiftError("certificate_chain_invalid", `the chain begins with ${subject}; the key's certificate is number ${at + 1}`, { hint: "Write the chain leaf first, root last." });
		throw new SealiftError("key_certificate_mismatch", `the certificate ${subject} was issued for another key`);
	}
	checkCodeSigningChain(chain, {
		code: "certificate_chain_invalid",
		what: "certificate chain"
	});
	const invalid = invalidAt(chain, now);
	if (invalid) {
		const { subject, notBefore, notAfter } = invalid.certificate;
		const span = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
		throw new SealiftError("certificate_not_valid_now", `the certificate ${printable(nameText(subject))} is ${invalid.state} (valid ${span})`);
	}
}

// src/operations/prepare-signer.ts
/**
* Asks the key what it is and checks that the chain fits, all before anything is signed or contacted.
*
* @param certificates the chain that the user gave; without one, the key's own is taken.
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid` or `certificate_not_valid_now`.
*/
async function prepareSigner(signer, certificates, { now, agent }, signal) {
	const key = await signer.describe(signal);
	const chain = certificates ?? key.certificates ?? [];
	checkSigningChain(key, chain, now);
	return {
		signer,
		key,
		chain,
		agent
	};
}
/**
* Signs one descriptor, opens the envelope again as a reader would, and gives it out only if it holds: a key service that
* answers with a wrong signature is found out here, before anything is pushed.
*
* @throws SealiftError `self_check_failed`, or what the key service throws.
*/
async function signDescriptor({ signer, key, chain, agent }, { target, metadata, signingTime, expiry }, signal) {
	const bytes = await writeJws({
		payload: buildPayload(target, metadata),
		algorithm: key.algorithm,
		chain,
		signingTime,
		...expiry === void 0 ? {} : { expiry },
		signingAgent: agent
	}, (toBeSigned) => signer.sign(toBeSigned, signal));
	const envelope = await openEnvelope(bytes, "application/jose+json").catch((error) => {
		const reason = error instanceof SealiftError ? error.message : String(error);
		throw new SealiftError("self_check_failed", `the new signature of ${target.digest} does not hold: ${reason}`, { cause: error });
	});
	if (!sameContent(envelope.target, target)) throw new SealiftError("self_check_failed", `the new signature is not for ${target.digest}`);
	return {
		bytes,
		envelope
	};
}

// src/signers/open.ts
/** Key providers by URI scheme, each loaded when it is first used. */
const PROVIDERS = {
	file: async () => (await import("./file.js")).fileSigner,
	env: async () => (await import("./env.js")).envSigner
};
/** Schemes that have a meaning and no provider yet. */
const RESERVED = {
	awskms: "AWS KMS",
	azurekms: "Azure Key Vault",
	gcpkms: "Google Cloud KMS",
	hashivault: "Vault transit",
	"notation-plugin": "Notation plugins"
};
const SCHEME = /^([a-z][a-z0-9-]+):\/\//;
function schemeOf(uri) {
	if (/^arn:aws[a-z-]*:/.test(uri)) return "awskms";
	if (/^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//.test(uri)) return "azurekms";
	return SCHEME.exec(uri)?.[1] ?? "file";
}
/**
* Opens the key that `uri` names; whatever has no scheme is a path.
*
* @throws SealiftError `usage` for an unknown scheme, `feature_unsupported` for one without a provider, or the provider's.
*/
async function openSigner(uri, options) {
	if (uri.includes("-----BEGIN")) throw new SealiftError("usage", "the key is given as text where its place is expected", { hint: "Put the PEM into an environment variable and write env://NAME." });
	if (uri === "") throw new SealiftError("usage", "the key has no name");
	const scheme = schemeOf(uri);
	const provider = Object.hasOwn(PROVIDERS, scheme) ? PROVIDERS[scheme] : void 0;
	if (provider) return (await provider())(uri, options);
	if (Object.hasOwn(RESERVED, scheme)) throw new SealiftError("feature_unsupported", `keys in ${RESERVED[scheme]} (${scheme}://) are not supported yet`, { hint: "This version signs with a PEM key from a file or from env://NAME." });
	throw new SealiftError("usage", `${printable(scheme)}:// is not a key scheme`, { hint: `Write a path, or one of ${Object.keys(PROVIDERS).join("://, ")}://.` });
}

// src/signers/pem-key.ts
const ENCRYPTED = "ENCRYPTED PRIVATE KEY";
const OPENSSH = "BEGIN OPENSSH PRIVATE KEY";
/** DES, RC2 and MD5 stand in OpenSSL's legacy provider, which Node does not load. */
function isObsoleteCipher(error) {
	return error instanceof Error && "code" in error && error.code === "ERR_OSSL_EVP_UNSUPPORTED";
}
/** The one private key in `pem`, with the error that helps when there is none. */
function keyBlock(pem, where) {
	const blocks = pemBlocks(pem, {
		code: "key_invalid",
		what: where
	});
	const keys = blocks.filter(({ label }) => label.endsWith("PRIVATE KEY"));
	const [key] = keys;
	if (!key) {
		const labels = blocks.map(({ label }) => label).join(", ");
		throw new SealiftError("key_invalid", `${where} holds no private key${labels === "" ? "" : `, but ${printable(labels)}`}`);
	}
	if (keys.length > 1) throw new SealiftError("key_invalid", `${where} holds ${keys.length} private keys`);
	const encrypted = key.label === ENCRYPTED || key.headers.some((header) => header.includes("ENCRYPTED"));
	return {
		text: new RegExp(`-----BEGIN ${key.label}-----[\\s\\S]*?-----END ${key.label}-----`).exec(pem)?.[0] ?? pem,
		encrypted
	};
}
function privateKey(pem, password, where) {
	const { text, encrypted } = keyBlock(pem, where);
	if (encrypted && !password) throw new SealiftError("key_password_required", `${where} is encrypted`);
	try {
		return createPrivateKey({
			key: text,
			...encrypted ? { passphrase: password ?? "" } : {}
		});
	} catch (error) {
		if (encrypted && isObsoleteCipher(error)) throw new SealiftError("key_invalid", `${where} is encrypted with a cipher that OpenSSL has given up`, {
			hint: "Encrypt it again: openssl pkcs8 -topk8 -in key.pem -out new-key.pem",
			cause: error
		});
		if (encrypted) throw new SealiftError("key_password_wrong", `the password does not open ${where}`, { cause: error });
		if (text.includes(OPENSSH)) throw new SealiftError("key_invalid", `${where} holds an OpenSSH key`, {
			hint: "Write it as PEM: ssh-keygen -p -m PKCS8 -f key.pem",
			cause: error
		});
		throw new SealiftError("key_invalid", `${where} holds a private key that cannot be read`, { cause: error });
	}
}
/**
* A signer over a PEM private key: PKCS#8, PKCS#1 or SEC1, encrypted or not.
*
* @param where names the key's place in errors, never its content.
* @throws SealiftError `key_invalid`, `key_unsupported`, `key_password_required` or `key_password_wrong`.
*/
function pemSigner(pem, password, where) {
	const key = privateKey(pem, password, where);
	const publicKey = createPublicKey(key);
	const algorithm = algorithmOf(publicKey);
	return {
		describe: () => Promise.resolve({
			algorithm,
			publicKey
		}),
		sign(toBeSigned) {
			return Promise.resolve(sign(algorithm.hash, toBeSigned, {
				key,
				...cryptoOptions(algorithm)
			}));
		},
		close: () => Promise.resolve()
	};
}

// src/compose/signing.ts
const CHAIN_LIMIT = 1048576;
/** The key that `--key` means: a URI, a path, or the PEM itself. */
async function signerOf(key, env) {
	const password = env.SEALIFT_KEY_PASSWORD;
	if (isContent(key)) return pemSigner(key, password, "the given key");
	return openSigner(key, {
		env,
		...password === void 0 ? {} : { password }
	});
}
/** Key and chain of a run, checked against each other; every problem is noted, nothing is contacted for a file. */
async function signingOf(run) {
	const { values, problems, env, clock, signal } = run;
	const { key, certificateChain } = values;
	const signer = key && await problems.try(() => signerOf(key, env));
	const chain = certificateChain && await problems.try(async () => {
		const bytes = await contentOf(certificateChain, CHAIN_LIMIT, "certificate chain");
		return parseCertificates(bytes, {
			code: "certificate_chain_invalid",
			what: "certificate chain"
		});
	});
	if (!signer) return void 0;
	run.onEnd(() => signer.close());
	if (!chain) return void 0;
	const identity = {
		now: clock.now(),
		agent: `sealift/${VERSION}`
	};
	return problems.try(() => prepareSigner(signer, chain, identity, signal));
}

export { signDescriptor as i, signingOf as n, pemSigner as r, signerOf as t };