import { $ as parseCertificates, A as isContent, E as httpOf, G as early, H as sameContent, dt as encodeBase64, ft as encodeBase64Url, j as homeFolder, k as contentOf, st as pemBlocks, v as pLimit, y as together } from "./registry.js";
import { B as checkChainRules, E as openEnvelope, G as findAlgorithm, L as goJson, N as SCHEME_X509, O as checkSigningChain, P as buildPayload, R as JWS_MEDIA_TYPE, T as extraMembers, U as algorithmOf, W as cryptoOptions, j as HEADER, k as formatTime, z as PAYLOAD_MEDIA_TYPE } from "./notation.js";
import { D as printable, j as SealiftError, y as VERSION } from "./words.js";
const { createPrivateKey, createPublicKey, sign } = globalThis.process.getBuiltinModule("node:crypto");

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
	const certificates = typeof chain === "function" ? chain() : chain;
	return goJson({
		payload: body,
		protected: header,
		header: {
			x5c: certificates.map(({ der }) => encodeBase64(der)),
			[HEADER.signingAgent]: signingAgent
		},
		signature: encodeBase64Url(signature)
	});
}

// src/operations/self-check.ts
/**
* Opens a new envelope as a reader would, before anything is pushed: whoever made it may answer with anything.
*
* @throws SealiftError `self_check_failed`.
*/
async function checkedEnvelope(bytes, mediaType, target) {
	const envelope = await openEnvelope(bytes, mediaType).catch((error) => {
		const reason = error instanceof SealiftError ? error.message : String(error);
		throw new SealiftError("self_check_failed", `the new signature of ${target.digest} does not hold: ${reason}`, { cause: error });
	});
	if (!sameContent(envelope.target, target)) throw new SealiftError("self_check_failed", `the new signature is not for ${target.digest}`);
	return envelope;
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
	return {
		bytes,
		envelope: await checkedEnvelope(bytes, JWS_MEDIA_TYPE, target)
	};
}

// src/notation/plugin-envelope.ts
/** Plugins take the times of signing and of expiry one after the other, and round them. */
const SLACK = 6e4;
/** What the envelope says beyond or beside what was asked for; `undefined` when all is well. */
function difference({ target, payload, signingTime, expiry, unknownCritical }, order) {
	const [extra] = extraMembers(payload, {
		code: "self_check_failed",
		what: "the new signature"
	});
	if (extra !== void 0) return `it signs ${printable(extra)}, which nobody asked for`;
	const annotations = target.annotations ?? {};
	const lost = Object.entries(order.metadata).find(([key, value]) => !Object.hasOwn(annotations, key) || annotations[key] !== value);
	if (lost) return `it lacks the metadata ${printable(lost[0])}, or changes it`;
	if (expiry && expiry.getTime() <= order.signingTime.getTime()) return `it expired at ${expiry.toISOString()}`;
	if (order.expiry) {
		if (!expiry) return "it lacks the expiry that was asked for";
		const asked = order.expiry.getTime() - order.signingTime.getTime();
		const life = expiry.getTime() - signingTime.getTime();
		if (Math.abs(life - asked) > SLACK) return `it expires after ${life / 1e3} s, asked were ${asked / 1e3} s`;
	}
	const [critical] = unknownCritical;
	return critical === void 0 ? void 0 : `it has the critical attribute ${printable(critical)}, which nobody knows`;
}
/**
* Holds a sound envelope that a plugin made to what was asked for (plugin-extensibility.md, "Signature Envelope
* Generator"): annotations may be added, and an end of its life. One that only a verification plugin can judge is none of ours.
*
* @throws SealiftError `self_check_failed` or `plugin_unsupported`.
*/
function checkPluginEnvelope(envelope, order) {
	const reason = difference(envelope, order);
	if (reason !== void 0) throw new SealiftError("self_check_failed", `the plugin made another envelope than was asked for: ${reason}`, { hint: "Nothing was pushed. Check --plugin-config, or try another version of the plugin." });
	if (envelope.verificationPlugin !== void 0) throw new SealiftError("plugin_unsupported", `the plugin made an envelope that only the verification plugin ${printable(envelope.verificationPlugin)} can judge`, { hint: "Nothing was pushed: this version could not verify it." });
}

// src/operations/prepared-plugin.ts
/** The chain that came with a signature, or the one that the user gave, held to the key that signed. */
function checkChain(leaf, chain, given, now) {
	try {
		checkSigningChain(leaf, chain, now);
	} catch (error) {
		if (given || !(error instanceof SealiftError)) throw error;
		throw new SealiftError(error.code, error.message, {
			hint: "The chain is what the plugin answered: correct it there, or give another one with --certificate-chain.",
			cause: error
		});
	}
}
function rawMaker(signer, key, given, agent) {
	return async ({ target, metadata, signingTime, expiry }, signal) => {
		let chain = [];
		return {
			bytes: await writeJws({
				payload: buildPayload(target, metadata),
				algorithm: key.algorithm,
				chain: () => chain,
				signingTime,
				...expiry === void 0 ? {} : { expiry },
				signingAgent: `${agent} ${key.agent}`
			}, async (toBeSigned) => {
				const { signature, certificates } = await signer.signWithChain(toBeSigned, signal);
				chain = given ?? certificates;
				checkChain(certificates[0], chain, given, signingTime);
				return signature;
			}),
			annotations: {}
		};
	};
}
function envelopeMaker(signer) {
	return ({ target, metadata, signingTime, expiry }, signal) => {
		const payload = buildPayload(target, metadata);
		const life = expiry && Math.ceil((expiry.getTime() - signingTime.getTime()) / 1e3);
		const expiresAfter = life === void 0 ? {} : { expiresAfter: life };
		return signer.signEnvelope({
			payload,
			mediaType: JWS_MEDIA_TYPE,
			...expiresAfter
		}, signal);
	};
}
/**
* A plugin that signs. Its chain is known when the user gave it, or after its first signature. One command of it runs at a
* time, as with notation: it may wait for a person and a token.
*/
var PreparedPlugin = class {
	#make;
	#given;
	#turn = pLimit(1);
	#learned;
	constructor(make, given) {
		this.#make = make;
		this.#given = given;
	}
	get chain() {
		return this.#given ?? this.#learned;
	}
	/**
	* Signs one descriptor and opens the envelope again as a reader would.
	*
	* @param isNeedless whether a signature under this chain adds nothing; asked as soon as the chain is known, which may be
	*   after signing. Then it resolves to `undefined`.
	* @throws SealiftError `self_check_failed`, `plugin_unsupported`, those of the chain, or what the plugin throws.
	*/
	make(order, isNeedless, signal) {
		return this.#turn(async () => {
			signal.throwIfAborted();
			if (this.chain && isNeedless(this.chain)) return void 0;
			const made = await this.#make(order, signal);
			const envelope = await checkedEnvelope(made.bytes, JWS_MEDIA_TYPE, order.target);
			checkPluginEnvelope(envelope, order);
			this.#checkLeaf(envelope.chain, order.signingTime);
			this.#learned = envelope.chain;
			return isNeedless(envelope.chain) ? void 0 : {
				...made,
				envelope
			};
		});
	}
	#checkLeaf(chain, now) {
		const [leaf] = chain;
		if ((this.#given?.[0] ?? leaf).thumbprint !== leaf.thumbprint) throw new SealiftError("key_certificate_mismatch", "the plugin signed with another certificate than the first one of the given chain", { hint: "Leave --certificate-chain out, or give the chain that the plugin uses." });
		checkChain(leaf, chain, this.#given, now);
	}
};
/**
* Asks a plugin for the kind of its key, where it can tell it, and checks the chain that the user gave, if any.
*
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now`, or the plugin's.
*/
async function preparePlugin(signer, given, { now, agent }, signal) {
	const leaf = given?.[0];
	if (given) checkSigningChain({ publicKey: leaf.publicKey }, given, now);
	if ("signEnvelope" in signer) return new PreparedPlugin(envelopeMaker(signer), given);
	const key = await signer.describe(signal);
	const { keySpec } = key.algorithm;
	const theirs = leaf && findAlgorithm(leaf.publicKey)?.keySpec;
	if (leaf && theirs !== keySpec) throw new SealiftError("key_certificate_mismatch", `the key of the plugin is ${keySpec}, the first certificate of the chain has ${theirs ?? "another kind"}`);
	return new PreparedPlugin(rawMaker(signer, key, given, agent), given);
}

// src/signers/open.ts
/** Key providers by URI scheme, each loaded when it is first used. */
const PROVIDERS = {
	file: async () => (await import("./file.js")).fileSigner,
	env: async () => (await import("./env.js")).envSigner,
	awskms: async () => (await import("./awskms.js")).awskmsSigner,
	gcpkms: async () => (await import("./gcpkms.js")).gcpkmsSigner,
	azurekms: async () => (await import("./azurekms.js")).azurekmsSigner,
	hashivault: async () => (await import("./hashivault.js")).hashivaultSigner,
	"notation-plugin": async () => (await import("./notation-plugin.js")).notationPluginSigner
};
/** Base64 of a PEM, or of a DER SEQUENCE over some length, in one line or several: a key in a secret that lost its borders. */
const BARE_KEY = /^\s*(?:file:\/\/)?(?:LS0tLS1CRUdJTi|M[C-I])[A-Za-z0-9+/=_\s-]{60,}$/;
const SCHEME = /^([a-z][a-z0-9-]+):\/\//;
/** Schemes whose service may know the certificates of a key. */
const WITH_CERTIFICATES = /* @__PURE__ */ new Set(["azurekms", "notation-plugin"]);
function schemeOf(uri) {
	if (/^arn:aws[a-z-]*:/.test(uri)) return "awskms";
	if (/^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//.test(uri)) return "azurekms";
	return SCHEME.exec(uri)?.[1] ?? "file";
}
/** Whether the place of this key may know its certificates, so that none need to be given. */
function mayGiveCertificates(uri) {
	return WITH_CERTIFICATES.has(schemeOf(uri));
}
async function openSigner(uri, options) {
	if (uri.includes("-----BEGIN") || BARE_KEY.test(uri)) throw new SealiftError("usage", "the key is given as text where its place is expected", { hint: "Put the PEM into an environment variable and write env://NAME." });
	if (uri === "") throw new SealiftError("usage", "the key has no name");
	const scheme = schemeOf(uri);
	const provider = Object.hasOwn(PROVIDERS, scheme) ? PROVIDERS[scheme] : void 0;
	if (provider) return (await provider())(uri, options);
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
async function signerOf(key, env, remote, choices = {}) {
	const password = env.SEALIFT_KEY_PASSWORD;
	if (isContent(key)) return pemSigner(key, password, "the given key");
	return openSigner(key, {
		env,
		remote,
		...choices,
		...password === void 0 ? {} : { password }
	});
}
/** How a key in a service is reached: by the run's own client. */
async function remoteOf(run) {
	const { clock, onSecret, reporter } = run;
	return {
		http: await httpOf(run),
		now: () => clock.now(),
		sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
		random: Math.random,
		onIdentity: (who) => reporter.progress({
			type: "identity",
			who
		}),
		...onSecret ? { onSecret } : {}
	};
}
/** How a plugin is run that holds the key: with the options of this run. */
function pluginOf({ values, clock, signal }) {
	const { pluginConfig, timeout } = values;
	return {
		config: pluginConfig,
		...timeout === void 0 ? {} : { timeout },
		platform: process.platform,
		home: homeFolder(),
		sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
		random: Math.random,
		signal
	};
}
/**
* Key and chain of a run. All that can be known here is checked at once and every problem noted: key and chain against each
* other for a key at hand, the chain alone for a key in a service, which is not contacted yet.
*/
async function signingOf(run) {
	const { values, problems, env, clock, signal } = run;
	const { key, certificateChain, azureCredential } = values;
	const withCertificates = certificateChain === void 0;
	if (withCertificates && (!key || isContent(key) || !mayGiveCertificates(key))) problems.add("usage", "sign needs --certificate-chain", "--certificate-chain: certificates of the key as PEM, leaf first. Only azurekms:// and notation-plugin:// keys bring theirs along.");
	let isRemote = false;
	const remote = () => {
		isRemote = true;
		return remoteOf(run);
	};
	const choices = {
		withCertificates,
		plugin: pluginOf(run),
		...azureCredential === void 0 ? {} : { azureCredential }
	};
	const signer = key && await problems.try(() => signerOf(key, env, remote, choices));
	const chain = certificateChain && await problems.try(async () => {
		const bytes = await contentOf(certificateChain, CHAIN_LIMIT, "certificate chain");
		return parseCertificates(bytes, {
			code: "certificate_chain_invalid",
			what: "certificate chain"
		});
	});
	if (!signer) return void 0;
	run.onEnd(() => signer.close());
	if (certificateChain !== void 0 && !chain) return void 0;
	const certificates = chain || void 0;
	const isPlugin = !("sign" in signer);
	const prepare = (during) => {
		const identity = {
			now: clock.now(),
			agent: `sealift/${VERSION}`
		};
		return "sign" in signer ? prepareSigner(signer, certificates, identity, during) : preparePlugin(signer, certificates, identity, during);
	};
	if (!isPlugin && Object.keys(values.pluginConfig).length > 0) problems.add("usage", "--plugin-config is given, and the key is not of a Notation plugin", "Leave it out, or write --key notation-plugin://NAME/KEY-ID.");
	if (isRemote || isPlugin) {
		if (certificates) await problems.try(() => checkChainRules(certificates, clock.now()));
		return prepare;
	}
	if (!certificates) return void 0;
	const prepared = await problems.try(() => prepare(signal));
	return prepared && (() => Promise.resolve(prepared));
}
/**
* Runs `work` while the key is asked what it is. A key that cannot be used ends the work, before anything is pushed, and
* its error is the run's.
*/
async function besideSigner(start, work, signal) {
	let prepared;
	const [, done] = await together(signal, [async (joined) => {
		prepared = early(start(joined));
		await prepared;
	}, (joined) => work(prepared, joined)]);
	return done;
}

export { pemSigner as a, signingOf as i, remoteOf as n, signDescriptor as o, signerOf as r, besideSigner as t };