import { $n as pemKind, Ft as sameContent, G as envelopeFormat, K as COSE_MEDIA_TYPE, St as taskGroup, W as openEnvelope, Yt as ENVELOPE_LIMIT, Zt as prefetch, cn as readBody, kn as parseCertificates, lt as pLimit, mn as mendPem, pn as pemOf, q as JWS_MEDIA_TYPE, sr as derKind, tr as pemDocument } from "./registry.js";
import { Gt as pluginHostOf, Jt as extraMembers, Qt as AWS_SIGNER_PLUGIN, Tn as sameName, an as algorithmOf, hn as checkAnchor, nn as checkChainRules, on as cryptoOptions, qt as checkSigningChain, sn as findAlgorithm, tn as CHAIN_COMPLAINT, un as remoteOf, wn as nameText } from "./notation.js";
import { H as PROVIDERS, U as PROVIDER_OF, W as schemesWith, ct as SealiftError, it as printable, j as VERSION, nt as quotable } from "./words.js";
import { c as isContent, f as errorIn, o as guarded } from "./secrets.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createPrivateKey, createPublicKey, sign } = globalThis.process.getBuiltinModule("node:crypto");

// src/notation/plugin-envelope.ts
/** Milliseconds by which the lifetime may differ: plugins read the clock twice, and round both times. */
const TOLERANCE = 6e4;
/** How the envelope differs from the request, as a sentence; `undefined` when it fits. */
function difference({ target, payload, signingTime, expiry, unknownCritical }, request, known) {
	const [extra] = extraMembers(payload, {
		code: "self_check_failed",
		what: "the new signature"
	});
	if (extra !== void 0) return `it signs ${printable(extra)}, which nobody asked for`;
	const annotations = target.annotations ?? {};
	const lost = Object.entries(request.metadata).find(([key, value]) => !Object.hasOwn(annotations, key) || annotations[key] !== value);
	if (lost) return `it lacks the metadata ${printable(lost[0])}, or changes it`;
	if (expiry && expiry.getTime() <= request.signingTime.getTime()) return `it expired at ${expiry.toISOString()}`;
	const { expiresAfter: asked } = request;
	if (asked !== void 0) {
		if (!expiry) return "it lacks the expiry that was asked for";
		const life = expiry.getTime() - signingTime.getTime();
		if (Math.abs(life - asked) > TOLERANCE) return `it expires after ${life / 1e3} s, asked were ${asked / 1e3} s`;
	}
	const critical = unknownCritical.find((name) => !known.includes(name));
	return critical === void 0 ? void 0 : `it has the critical attribute ${printable(critical)}, which nobody knows`;
}
const PLAIN = "Sign with a key whose signatures can be judged without a plugin.";
const AWS_SIGNER = "Write the ARN of the signing profile itself as --key: AWS Signer is then asked without its plugin, which is not needed to verify either.";
/**
* Compares an envelope that a plugin made with the request (plugin-extensibility.md, "Signature Envelope Generator"). The
* plugin may add annotations and an expiry. It may not name a verification plugin; a service that makes envelopes may name its own
* one, and that the asked key made the envelope is checked too.
*
* @throws SealiftError `self_check_failed` or `plugin_unsupported`.
*/
function checkPluginEnvelope(envelope, request, service) {
	const maker = service?.name ?? "the plugin";
	const reason = difference(envelope, request, service?.attributes ?? []) ?? (service && !service.isOwn(envelope) ? "another key than the asked one made it" : void 0);
	if (reason !== void 0) {
		const hint = service ? "Check the address of the service, and what stands between." : "Check --plugin-config, or try another version of the plugin.";
		throw new SealiftError("self_check_failed", `${maker} made another envelope than was asked for: ${reason}`, { hint: `Nothing was pushed. ${hint}` });
	}
	const { verificationPlugin } = envelope;
	if (verificationPlugin !== void 0 && verificationPlugin !== service?.verificationPlugin) throw new SealiftError("plugin_unsupported", `${maker} made an envelope that only the verification plugin ${printable(verificationPlugin)} can judge`, { hint: `Nothing was pushed. ${service || verificationPlugin !== "com.amazonaws.signer.notation.plugin" ? PLAIN : AWS_SIGNER}` });
}

// src/operations/signing/made-chain.ts
/**
* Checks that the chain that came with a signature, or that the user gave, belongs to the key that signed.
*
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid` or `certificate_not_valid_now`.
*/
function checkMadeChain(leaf, chain, given, now) {
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

// src/operations/signing/same-chain.ts
/**
* Whether two chains have the same certificates in the same order. The leaf alone does not suffice: x5c is not signed (JWS
* signature format, "Unprotected Headers"), so anybody can push our signature again with another chain, and a verifier may
* not trust that one.
*/
function sameChain(one, other) {
	return one.length === other.length && one.every(({ thumbprint }, at) => thumbprint === other[at].thumbprint);
}

// src/operations/signing/envelope-maker.ts
/** Opens and checks a new envelope before it is pushed, since a key service or plugin may return anything. */
async function selfCheck(bytes, mediaType, target) {
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", `the new signature of ${target.digest} has ${bytes.length} bytes, and no verifier reads over ${ENVELOPE_LIMIT}`, { hint: "Sign less metadata along, or a shorter chain." });
	const envelope = await openEnvelope(bytes, mediaType).catch((error) => {
		const reason = error instanceof SealiftError ? error.message : String(error);
		const message = `the new signature of ${target.digest} does not hold: ${reason}`;
		throw new SealiftError("self_check_failed", message, { cause: error });
	});
	if (sameContent(envelope.target, target)) return envelope;
	throw new SealiftError("self_check_failed", `the new signature is not for ${target.digest}`);
}
/**
* Makes envelopes with a key and its chain, or with a plugin that returns the chain with each signature. Commands of a plugin
* run one at a time, as in notation: a plugin may ask a person to touch a token. A service is asked for several at a time.
*/
var EnvelopeMaker = class {
	#options;
	#turns;
	#learned;
	constructor(options) {
		this.#options = options;
		this.#turns = pLimit(options.kind === "key" || options.service ? Number.POSITIVE_INFINITY : 1);
	}
	get mediaType() {
		return this.#options.mediaType;
	}
	/** Whether each signature takes a round trip, to a key service or to a timestamp authority. */
	get isRemote() {
		return this.#options.isRemote || this.timestamper !== void 0;
	}
	get timestamper() {
		return this.#options.timestamper;
	}
	/** The service that makes the envelopes; existing signatures are then told apart by the key that it names in them. */
	get service() {
		return this.#options.service;
	}
	/** The chain from the leaf to the root. The chain of a plugin may be `undefined` until its first signature. */
	get chain() {
		return this.#options.chain ?? this.#learned;
	}
	/**
	* Makes one envelope and checks it before it is returned, so that a wrong signature of a key service is never pushed.
	*
	* @param isNeedless is called as soon as the chain is known, which may be after signing; if it returns `true`, this resolves
	*   to `undefined`.
	* @throws SealiftError `self_check_failed`, `plugin_unsupported`, an error of the chain, or what the signer or the
	*   timestamper throws.
	*/
	async make(request, isNeedless, signal) {
		const { kind, make, mediaType } = this.#options;
		const signed = await this.#turns(async () => {
			signal.throwIfAborted();
			if (this.chain && isNeedless(this.chain)) return void 0;
			const made = await make(request, signal);
			const opened = await selfCheck(made.bytes, mediaType, request.target);
			if (kind !== "key") this.#checkPlugin(opened, request);
			return isNeedless(opened.chain) ? void 0 : {
				...made,
				opened
			};
		});
		if (!signed) return void 0;
		const { bytes, annotations, opened } = signed;
		return this.timestamper ? this.#stamp(this.timestamper, signed, request, signal) : {
			bytes,
			annotations,
			opened
		};
	}
	/** Adds a timestamp, and checks the envelope again as it will be pushed. */
	async #stamp(timestamper, { withTimestamp, opened: bare, annotations }, request, signal) {
		if (!withTimestamp) throw new SealiftError("usage", "the plugin makes whole envelopes, which nobody else can add a timestamp to");
		const { token, evidence: timestamp } = await timestamper.stamp(bare, signal);
		const bytes = withTimestamp(token);
		return {
			bytes,
			annotations,
			opened: await selfCheck(bytes, this.mediaType, request.target),
			timestamp
		};
	}
	#checkPlugin(opened, request) {
		const { chain: given } = this.#options;
		checkPluginEnvelope(opened, request, this.#options.service);
		const [leaf] = opened.chain;
		if (given && given[0].thumbprint !== leaf.thumbprint) throw new SealiftError("key_certificate_mismatch", "the plugin signed with another certificate than the first one of the given chain", { hint: "Leave --certificate-chain out, or give the chain that the plugin uses." });
		if (given && !sameChain(given, opened.chain)) throw new SealiftError("key_certificate_mismatch", "the plugin signed under another chain than the given one, though with the same first certificate", { hint: "Leave --certificate-chain out, or give the chain that the plugin uses." });
		checkMadeChain(leaf, opened.chain, given, request.signingTime);
		this.#learned = opened.chain;
	}
};

// src/operations/signing/prepare-maker.ts
/** Puts a signature into its envelope, which can then be written again with a timestamp. */
function assembled(format, fields, unsigned, signature) {
	const withTimestamp = (timestampToken) => format.assemble(fields, {
		...unsigned,
		timestampToken
	}, signature);
	return {
		bytes: format.assemble(fields, unsigned, signature),
		annotations: {},
		withTimestamp
	};
}
async function prepareKey(signer, format, { chain: given, now, agent }, signal) {
	const key = await signer.describe(signal);
	const chain = given ?? key.certificates ?? [];
	checkSigningChain(key, chain, now);
	return {
		chain,
		async make(request, during) {
			const fields = {
				request,
				algorithm: key.algorithm
			};
			const signature = await signer.sign(format.signingInput(fields), during);
			return assembled(format, fields, {
				chain,
				signingAgent: agent
			}, signature);
		}
	};
}
async function prepareCertifying(signer, format, { chain: given, agent }, signal) {
	const key = await signer.describe(signal);
	const { keySpec } = key.algorithm;
	const leaf = given?.[0];
	const theirs = leaf && findAlgorithm(leaf.publicKey)?.keySpec;
	if (leaf && theirs !== keySpec) throw new SealiftError("key_certificate_mismatch", `the key of the plugin is ${keySpec}, the first certificate of the chain has ${theirs ?? "another kind"}`);
	const signingAgent = `${agent} ${key.agent}`;
	return {
		chain: given,
		async make(request, during) {
			const fields = {
				request,
				algorithm: key.algorithm
			};
			const { signature, certificates } = await signer.signWithChain(format.signingInput(fields), during);
			const chain = given ?? certificates;
			checkMadeChain(certificates[0], chain, given, request.signingTime);
			return assembled(format, fields, {
				chain,
				signingAgent
			}, signature);
		}
	};
}
function prepareEnvelopes(signer, { chain, mediaType }) {
	const { service } = signer;
	return {
		chain,
		make: (request, during) => signer.signEnvelope(request, mediaType, during),
		...service ? { service } : {}
	};
}
function prepare(signer, format, options, signal) {
	switch (signer.kind) {
		case "key": return prepareKey(signer, format, options, signal);
		case "certifying": return prepareCertifying(signer, format, options, signal);
		case "envelope": return prepareEnvelopes(signer, options);
	}
}
/**
* Asks the signer of `--key` for its algorithm and key, and checks that the chain belongs to it, before anything is signed.
*
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now`, or the signer's.
*/
async function prepareMaker(signer, options, signal) {
	const { chain: given, now, mediaType, isRemote, timestamper } = options;
	const { kind } = signer;
	if (given && kind !== "key") checkSigningChain({ publicKey: given[0].publicKey }, given, now);
	const format = await envelopeFormat(mediaType);
	return new EnvelopeMaker({
		kind,
		mediaType,
		isRemote,
		...timestamper ? { timestamper } : {},
		...await prepare(signer, format, options, signal)
	});
}

// src/signers/open.ts
/**
* Base64 of a PEM, or of a DER SEQUENCE over some length, in one line or several, with a scheme before it or without: a key
* in a secret that lost its borders.
*/
const BARE_KEY = /^\s*(?:[a-z][a-z0-9-]*:\/*)?(?:LS0tLS1CRUdJTi|M[C-I])[A-Za-z0-9+/=_\s-]{60,}$/;
const SCHEME = /^([a-z][a-z0-9-]+):(\/\/)?/;
function schemeOf(uri) {
	for (const [scheme, { alias }] of PROVIDER_OF) if (alias?.test(uri)) return scheme;
	const [, scheme = "", slashes] = SCHEME.exec(uri) ?? [];
	return slashes || PROVIDER_OF.get(scheme)?.remote === "service" ? scheme : "file";
}
/** The provider of the key that `uri` names; `undefined` for an unknown scheme. */
function providerOf(uri) {
	return PROVIDER_OF.get(schemeOf(uri));
}
/** The provider of a key, for whoever opens or makes it. @throws SealiftError `usage`. */
function knownProvider(uri) {
	if (uri.includes("-----BEGIN") || BARE_KEY.test(uri)) throw new SealiftError("usage", "the key is given as text where its place is expected", { hint: `Put the PEM into an environment variable and write ${PROVIDERS.env.example}.` });
	if (uri === "") throw new SealiftError("usage", "the key has no name");
	const provider = providerOf(uri);
	if (provider) return provider;
	throw new SealiftError("usage", `${printable(schemeOf(uri))}:// is not a key scheme`, { hint: `Write a path, or one of ${[...PROVIDER_OF.keys()].join("://, ")}://.` });
}
async function openSigner(uri, options) {
	return (await knownProvider(uri).load())(uri, options);
}
/**
* Reads the address of a key that is to be made, and returns what makes it. Nobody is contacted before that is called.
*
* @throws SealiftError `usage` for an address where no key can be made, `file_exists`, or the provider's.
*/
async function prepareNewKey(uri, options) {
	const { create } = knownProvider(uri);
	if (create) return (await create())(uri, options);
	const examples = [...PROVIDER_OF.values()].flatMap(({ newExample }) => newExample ?? []);
	throw new SealiftError("usage", `--new-key makes no key at ${printable(schemeOf(uri))}://`, { hint: `Write one of ${examples.join(", ")}; or make the key where it lives, and name it with --key.` });
}

// src/signers/new-key.ts
/** Makes a key in a file, P-256, which every verifier of the Notary Project reads, and its first certificate. */
const NEW_KEY = "sealift certificate self-signed --new-key key.pem --subject 'CN=NAME, O=ORGANISATION, ST=STATE, C=US' --days 30 --out trial.pem";

// src/signers/pem-key.ts
/** Remedies for what is given in place of a private key, by its kind. */
const REMEDIES = {
	"a certificate": "Give the private key here, and certificates to --certificate-chain.",
	"a certificate request": "Give the key that the request was made with.",
	"a public key": "Give the private key: a public one cannot sign.",
	"a PKCS#12 file": "Take the key out of it: openssl pkcs12 -in key.p12 -nocerts -out key.pem",
	"a private key": "Write it as PEM: openssl pkey -inform DER -in key.der -out key.pem",
	"a key in cosign's own format": `Only cosign opens it. Make a key for Sealift: ${NEW_KEY}; or keep one in a key service, which signs for both (docs/signers.md).`,
	"an OpenSSH key": "Write it as PEM: ssh-keygen -p -m PKCS8 -f key.pem",
	"an OpenPGP key or message": `Make a key for Sealift: ${NEW_KEY}; or keep one in a key service.`
};
/** DES, RC2 and MD5 stand in OpenSSL's legacy provider, which Node does not load. */
function isObsoleteCipher(error) {
	return error instanceof Error && "code" in error && error.code === "ERR_OSSL_EVP_UNSUPPORTED";
}
function invalid(message, kind) {
	const hint = kind === void 0 ? void 0 : REMEDIES[kind];
	return new SealiftError("key_invalid", message, hint === void 0 ? {} : { hint });
}
/** The one private key in a file or value, with the error that helps when there is none. */
function keyBlock(given, where) {
	const der = typeof given === "string" ? void 0 : derKind(given);
	if (der !== void 0) throw invalid(`${where} holds ${der} in DER, not in PEM`, der);
	const blocks = mendPem(given, {
		code: "key_invalid",
		what: where
	});
	const kinds = blocks.map(({ label }) => pemKind(label));
	const all = blocks.filter((_, at) => kinds[at] === "a private key");
	const keys = [...new Map(all.map((key) => [pemDocument([key]), key])).values()];
	const [key] = keys;
	if (!key) {
		const other = kinds.find((kind) => Object.hasOwn(REMEDIES, kind));
		const found = [...new Set(kinds)].join(", ");
		throw invalid(`${where} holds no private key${found === "" ? "" : `, but ${found}`}`, other);
	}
	if (keys.length > 1) throw invalid(`${where} holds ${keys.length} private keys`);
	return key;
}
function isEncrypted({ label, headers }) {
	return label === "ENCRYPTED PRIVATE KEY" || headers.some((header) => header.includes("ENCRYPTED"));
}
function privateKey(given, password, where) {
	const block = keyBlock(given, where);
	const encrypted = isEncrypted(block);
	if (encrypted && !password) throw new SealiftError("key_password_required", `${where} is encrypted`, { needs: {
		kind: "variable",
		name: "SEALIFT_KEY_PASSWORD"
	} });
	try {
		return createPrivateKey({
			key: pemDocument([block]),
			...encrypted ? { passphrase: password ?? "" } : {}
		});
	} catch (error) {
		if (encrypted && isObsoleteCipher(error)) throw new SealiftError("key_invalid", `${where} is encrypted with a cipher that OpenSSL has given up`, {
			hint: "Encrypt it again: openssl pkcs8 -topk8 -in key.pem -out new-key.pem",
			cause: error
		});
		if (encrypted) throw new SealiftError("key_password_wrong", `the password does not open ${where}`, { cause: error });
		throw new SealiftError("key_invalid", `${where} holds a private key that cannot be read`, { cause: error });
	}
}
/**
* A signer over a PEM private key: PKCS#8, PKCS#1 or SEC1, encrypted or not; mended as {@link mendPem} says.
*
* @param where names the key's place in errors, never its content.
* @throws SealiftError `key_invalid`, `key_unsupported`, `key_password_required` or `key_password_wrong`.
*/
function pemSigner(given, password, where) {
	const key = privateKey(given, password, where);
	const publicKey = createPublicKey(key);
	const algorithm = algorithmOf(publicKey);
	return {
		kind: "key",
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

// src/pki/order-chain.ts
/** The most certificates that are put in order. */
const MOST = 64;
const BELONGING = "Give the certificate of the key, and those above it up to the root; no other one.";
/** The most certificates that an error names. */
const NAMED = 3;
function names(certificates) {
	const shown = certificates.slice(0, NAMED).map(({ subject }) => printable(nameText(subject)));
	const more = certificates.length - shown.length;
	return more > 0 ? `${shown.join("; ")} and ${more} more` : shown.join("; ");
}
function isIssuedBy(certificate, issuer) {
	return sameName(certificate.issuer, issuer.subject) && certificate.isSignedBy(issuer.publicKey);
}
/** The certificates that issued `certificate`, without the certificate itself. */
function issuersOf(certificate, all) {
	return all.filter((other) => other !== certificate && isIssuedBy(certificate, other));
}
function firstOf(certificates, context) {
	const issuers = new Set(certificates.flatMap((one) => issuersOf(one, certificates)));
	const last = certificates.filter((one) => !issuers.has(one));
	const leaves = last.filter(({ basicConstraints }) => !basicConstraints?.ca);
	const [first, ...others] = leaves.length > 0 ? leaves : last;
	if (first && others.length === 0) return first;
	if (!first) throw errorIn(context, "holds certificates that issued each other in a circle", BELONGING);
	throw errorIn(context, `may begin with any of these certificates: ${names([first, ...others])}`, BELONGING);
}
/**
* The certificates of a file in the order of a chain: each followed by the one that issued it. Certificates that are in this
* order already stay as they are, and a certificate that is there twice counts once.
*
* @throws SealiftError with the code of `context` where several orders are possible, or certificates do not belong together.
*/
function orderChain(certificates, context) {
	const all = [...new Map(certificates.map((one) => [one.thumbprint, one])).values()];
	if (all.every((one, at) => at + 1 === all.length || !sameName(one.subject, one.issuer) && isIssuedBy(one, all[at + 1]))) return all;
	if (all.length > MOST) throw errorIn(context, `holds ${all.length} certificates, not those of one chain`, BELONGING);
	const chain = [firstOf(all, context)];
	for (;;) {
		const top = chain.at(-1);
		const issuers = issuersOf(top, all).filter((one) => !chain.includes(one));
		const [issuer, ...others] = issuers;
		if (!issuer) break;
		if (others.length > 0) {
			const count = `has ${issuers.length} certificates that may have issued ${names([top])}`;
			const prints = issuers.map(({ thumbprint }) => thumbprint.slice(0, 16)).join(", ");
			throw errorIn(context, `${count}, by one name and key (SHA-256 ${prints})`, "Keep the one whose root your verifiers trust.");
		}
		chain.push(issuer);
	}
	const rest = all.filter((one) => !chain.includes(one));
	if (rest.length === 0) return chain;
	const top = chain.at(-1);
	const missing = sameName(top.subject, top.issuer) ? "" : `; ${printable(nameText(top.subject))} was issued by ${printable(nameText(top.issuer))}, which is not there`;
	throw errorIn(context, `holds certificates that do not belong to the chain of ${names([chain[0]])}: ${names(rest)}${missing}`, missing === "" ? "Take them out." : "Add what is missing, or take out what does not belong there.");
}

// src/compose/chain-of.ts
const LIMIT = 1048576;
/**
* Reads the certificate chain of an option and sorts it, leaf first.
*
* @throws SealiftError with the code of `context`, or those of a file.
*/
async function chainOf(value, context) {
	const certificates = await parseCertificates(await pemOf(value, LIMIT, context), context);
	return orderChain(certificates, context);
}

// src/compose/refuse-additions.ts
/** The flags that would change an envelope of a service, each with how to go on. */
const ADDITIONS = [
	{
		flags: "--certificate-chain",
		isGiven: ({ certificateChain }) => certificateChain !== void 0,
		why: "puts the chain of its signing profile into each envelope",
		remedy: "Leave it out."
	},
	{
		flags: "--signature-format cose",
		isGiven: ({ signatureFormat }) => signatureFormat === "cose",
		why: "makes JWS envelopes alone",
		remedy: "Leave it out."
	},
	{
		flags: "--expiry",
		isGiven: ({ expiry }) => expiry !== void 0,
		why: "takes the expiry from the signing profile",
		remedy: "Leave it out; the profile has it: aws signer put-signing-profile --signature-validity-period value=12,type=MONTHS."
	},
	{
		flags: "--timestamp-url, --timestamp-root-cert and --require-timestamp",
		isGiven: ({ timestampUrl, timestampRootCert, requireTimestamp }) => timestampUrl !== void 0 || timestampRootCert !== void 0 || requireTimestamp,
		why: "vouches for the time of signing itself, and makes whole envelopes, to which nobody else can add a timestamp",
		remedy: "Leave them out."
	}
];
/** Notes every flag that asks for something in an envelope which only the service itself can put there. */
function refuseAdditions(service, values, problems) {
	for (const { flags, isGiven, why, remedy } of ADDITIONS) if (isGiven(values)) problems.add("usage", `${service} ${why}: ${flags} cannot be used with it`, remedy);
}

// src/trust/timestamp-client.ts
/** Bytes of an answer, as many as notation reads. A token with its certificates has some KiB. */
const ANSWER_LIMIT = 1048576;
const QUERY = "application/timestamp-query";
const REPLY = "application/timestamp-reply";
const CHECK_URL = "Check --timestamp-url, and what stands between.";
/** An answer that is no timestamp, by its status. */
function refusal({ status, headers }, host) {
	const authority = `the timestamp authority ${host}`;
	if (status >= 300 && status < 400) return new SealiftError("unexpected_answer", `${authority} redirects (${status})`, { hint: "Give the address that answers itself as --timestamp-url." });
	if (status === 401 || status === 403) return new SealiftError("denied", `${authority} answers with ${status}`, { hint: "Check --timestamp-url, and the login in it if the authority wants one." });
	if (status === 429) return new SealiftError("too_many_requests", `${authority} limits requests (429)`, { hint: "Wait and run it again, or lower --concurrency." });
	if (status === 408 || status >= 500) return new SealiftError("timestamp_authority_unavailable", `${authority} answers with ${status}`);
	if (status !== 200) return new SealiftError("timestamp_refused", `${authority} answers with ${status}`, { hint: CHECK_URL });
	const type = [headers["content-type"] ?? "nothing"].flat().join();
	return new SealiftError("unexpected_answer", `${authority} answers with ${printable(type, 100)}, and not with ${REPLY}`, { hint: CHECK_URL });
}
/** An error of the connection, with the words that tell which of the hosts of a run it is. */
function unreached(error, { aborted }) {
	if (aborted || !(error instanceof SealiftError)) return error;
	const { code, message, hint } = error;
	return new SealiftError(code, `timestamp authority: ${message}`, {
		hint: `Check --timestamp-url. ${hint}`,
		cause: error
	});
}
/** Text of a URL without its escapes; one with an escape that is none stays as it is. */
function unescaped(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
/** The login of a URL as Basic credentials (RFC 7617), which is where the client knows them as a secret. */
function authorization({ username, password }) {
	if (username === "" && password === "") return {};
	const login = `${unescaped(username)}:${unescaped(password)}`;
	return { authorization: `Basic ${Buffer.from(login, "utf8").toString("base64")}` };
}
/**
* Asks timestamp authorities by HTTP (RFC 3161, 3.4), with the client of the run. No redirect is followed. The media type of the
* answer is compared as a whole, as notation does.
*/
function timestampClient(http) {
	return { async post(address, der, signal) {
		const url = new URL(address);
		const headers = {
			"content-type": QUERY,
			accept: REPLY,
			...authorization(url)
		};
		url.username = "";
		url.password = "";
		const response = await http.request({
			method: "POST",
			url,
			headers,
			body: {
				length: der.length,
				open: () => Promise.resolve(der)
			},
			redirects: "none",
			answer: ANSWER_LIMIT,
			signal
		}).catch((error) => {
			throw unreached(error, signal);
		});
		if (response.status !== 200 || response.headers["content-type"] !== REPLY) {
			response.body.destroy();
			throw refusal(response, url.host);
		}
		return readBody(response, ANSWER_LIMIT);
	} };
}

// src/trust/timestamp-root.ts
/** How errors name the file, and what to do about it. */
const TIMESTAMP_ROOT = {
	code: "trust_store_invalid",
	what: "timestamp root certificate",
	hint: "Give the root certificate of the timestamp authority as PEM or DER, and nothing else."
};
/**
* Reads the root certificate of a timestamp authority, PEM or DER: one alone, as notation demands it, so that a signer knows who
* stamps.
*
* @throws SealiftError `trust_store_invalid`.
*/
async function readTimestampRoot(bytes) {
	const { code, what, hint } = TIMESTAMP_ROOT;
	const certificates = await parseCertificates(bytes, TIMESTAMP_ROOT);
	const [root] = certificates;
	if (!root || certificates.length > 1) throw new SealiftError(code, `${what}: holds ${certificates.length} certificates`, { hint });
	try {
		checkAnchor(root, "tsa", what);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		throw new SealiftError(error.code, error.message, {
			hint,
			cause: error
		});
	}
	return root;
}

// src/compose/timestamping.ts
const ROOT_LIMIT = 1048576;
/** The URL, if it is one of http or https. */
function addressOf(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	return url && /^https?:$/.test(url.protocol) && url.hash === "" ? url : void 0;
}
/**
* Prepares what gets timestamps, as far as the options ask for it, and notes every problem. Nobody is contacted before the first
* signature.
*/
async function timestampingOf(run, revocation) {
	const { values, problems, clock, secrets } = run;
	const { timestampUrl: given, timestampRootCert: file, requireTimestamp } = values;
	if (given === void 0 && file === void 0) {
		if (requireTimestamp) problems.add("usage", "--require-timestamp is given without --timestamp-url", "Add --timestamp-url URL and --timestamp-root-cert FILE, the timestamp authority and its root certificate.");
		return;
	}
	if (file === void 0) problems.add("usage", "--timestamp-url is given without --timestamp-root-cert", "Add --timestamp-root-cert FILE, the root certificate of the timestamp authority.");
	if (given === void 0) problems.add("usage", "--timestamp-root-cert is given without --timestamp-url", "Add --timestamp-url URL, the address of the timestamp authority.");
	const url = given === void 0 ? void 0 : addressOf(given);
	if (given !== void 0 && !url) problems.add("usage", `--timestamp-url must be an address of http or https, not ${quotable(given)}`, "Write http://HOST[:PORT]/PATH or https://HOST[:PORT]/PATH, as the timestamp authority names it.");
	const root = file === void 0 ? void 0 : await problems.try(async () => readTimestampRoot(await pemOf(file, ROOT_LIMIT, TIMESTAMP_ROOT)));
	if (!url || !root) return void 0;
	const client = { post: async (...request) => timestampClient(await run.http()).post(...request) };
	const { Timestamper } = await import("./timestamp.js").then((n) => n.t);
	const timestamper = new Timestamper({
		client,
		url: url.href,
		authority: `the timestamp authority ${printable(url.host)}`,
		root,
		revocation,
		clock
	});
	return guarded(timestamper, secrets, "peer");
}

// src/compose/signing.ts
/** What `--signature-format` names. */
const ENVELOPE_TYPES = {
	jws: JWS_MEDIA_TYPE,
	cose: COSE_MEDIA_TYPE
};
/** What a key needs of a run, without a plugin. */
function signerOptions(run) {
	const { env, values } = run;
	const { azureCredential } = values;
	const password = env.SEALIFT_KEY_PASSWORD;
	return {
		env,
		remote: () => remoteOf(run),
		...azureCredential === void 0 ? {} : { azureCredential },
		...password === void 0 ? {} : { password }
	};
}
async function signerOf(key, options) {
	return isContent(key) ? pemSigner(key, options.password, "the given key") : openSigner(key, options);
}
/** How messages call what signs, and the options of its chain and its key. */
const USES = {
	sign: {
		what: "sign",
		chain: "--certificate-chain",
		keyFlag: "--key"
	},
	promote: {
		what: "promote --sign",
		chain: "--certificate-chain",
		keyFlag: "--key"
	},
	record: {
		what: "promote --record",
		chain: "--record-certificate-chain",
		keyFlag: "--record-key"
	}
};
/** Notes a chain that is left out, and that the key does not bring along. */
function refuseWithoutChain({ values, problems }, provider, use) {
	if (values.certificateChain !== void 0 || provider?.certificates) return;
	const { what, chain } = USES[use];
	const hint = `${chain}: certificates of the key as PEM, up to the root. Only ${schemesWith("certificates", " and ")} keys bring theirs along.`;
	problems.add("usage", `${what} needs ${chain}`, hint);
}
/**
* Opens key and chain of a run and notes every problem. A local key is checked against its chain. A key in a service is not
* contacted yet, so its chain is checked alone.
*/
async function signingOf(run, revocation, use = "sign") {
	const { values, problems, clock, signal } = run;
	const { keyFlag } = USES[use];
	const { key, certificateChain, signatureFormat } = values;
	const withCertificates = certificateChain === void 0;
	const provider = key && !isContent(key) ? providerOf(key) : void 0;
	refuseWithoutChain(run, provider, use);
	const timestamper = await timestampingOf(run, revocation);
	const isRemote = provider?.remote === "service";
	if (provider?.makesEnvelopes !== void 0) refuseAdditions(provider.makesEnvelopes, values, problems);
	const keyOptions = {
		...signerOptions(run),
		withCertificates,
		plugin: {
			...pluginHostOf(run),
			config: values.pluginConfig,
			onSecret: (value) => run.secrets.add(value, run.settingKind(value))
		}
	};
	const opened = key && await problems.try(() => signerOf(key, keyOptions));
	const signer = opened && opened.kind === "key" ? guarded(opened, run.secrets, "peer") : opened;
	if (signer && signer.kind === "envelope" && provider?.makesEnvelopes === void 0 && (values.timestampUrl !== void 0 || values.requireTimestamp)) problems.add("usage", "the plugin makes whole envelopes, which nobody else can add a timestamp to", "Leave out --timestamp-url, --timestamp-root-cert and --require-timestamp, and have the plugin add one; or use a plugin that makes raw signatures (SIGNATURE_GENERATOR.RAW), or a key that Sealift reaches itself.");
	const chain = certificateChain && await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT));
	if (!signer) return void 0;
	run.onEnd(() => signer.close());
	if (certificateChain !== void 0 && !chain) return void 0;
	const certificates = chain || void 0;
	const { kind } = signer;
	const isMade = kind !== "key";
	const isPlugin = isMade && provider?.makesEnvelopes === void 0;
	const mediaType = ENVELOPE_TYPES[signatureFormat];
	const unasked = new EnvelopeMaker({
		kind,
		mediaType,
		isRemote,
		chain: certificates,
		...timestamper ? { timestamper } : {},
		...signer.kind === "envelope" && signer.service ? { service: signer.service } : {},
		make: () => Promise.reject(/* @__PURE__ */ new Error("this run makes no signature"))
	});
	const prepare = async (during) => {
		const agent = `sealift/${VERSION}`;
		const options = {
			now: clock.now(),
			agent,
			isRemote,
			mediaType,
			chain: certificates,
			timestamper
		};
		const maker = await prepareMaker(signer, options, during);
		return isMade ? guarded(maker, run.secrets, isPlugin ? "program" : "peer") : maker;
	};
	const isOnlyKey = !("record" in values && values.record && values.sign);
	if (!isPlugin && isOnlyKey && Object.keys(values.pluginConfig).length > 0) problems.add("usage", "--plugin-config is given, and the key is not of a Notation plugin", `Leave it out, or write ${keyFlag} ${PROVIDERS["notation-plugin"].example}.`);
	if (provider?.remote || isPlugin) {
		if (certificates) await problems.try(() => checkChainRules(certificates, clock.now()));
		return {
			start: prepare,
			unasked
		};
	}
	if (!certificates && !provider?.certificates) return void 0;
	const prepared = await problems.try(() => prepare(signal));
	return prepared && {
		start: () => Promise.resolve(prepared),
		unasked: prepared
	};
}
/**
* Runs `work` while the key is asked what it is. A key that cannot be used ends the work, before anything is pushed, and
* its error is the run's.
*/
async function besideSigner(start, work, signal) {
	let prepared;
	const [, done] = await taskGroup(signal, [async (joined) => {
		prepared = prefetch(start(joined));
		await prepared;
	}, (joined) => work(prepared, joined)]);
	return done;
}

export { signerOptions as a, chainOf as c, prepareNewKey as d, providerOf as f, signerOf as i, orderChain as l, sameChain as m, besideSigner as n, signingOf as o, EnvelopeMaker as p, refuseWithoutChain as r, timestampingOf as s, ENVELOPE_TYPES as t, pemSigner as u };