import { r as __exportAll } from "./rolldown-runtime.js";
import { f as errorIn } from "./secrets.js";
import { ct as SealiftError, it as printable } from "./words.js";
import { St as keyBits, Tn as sameName, n as CRL_REASONS, ot as checkSignedObject, t as CLOCK_SKEW, wn as nameText } from "./notation.js";
import { An as parseCertificate, Hn as CERTIFICATE_SIGNATURES, Xn as DerReader, Zn as contextTag, cr as TAG, jn as readTime } from "./registry.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createHash, randomBytes } = globalThis.process.getBuiltinModule("node:crypto");

// src/pki/ocsp/build-request.ts
function element(tag, ...parts) {
	const content = Buffer.concat(parts);
	const { length } = content;
	const octets = length < 128 ? [length] : length < 256 ? [129, length] : [
		130,
		length >> 8,
		length & 255
	];
	return Buffer.concat([Uint8Array.of(tag, ...octets), content]);
}
const sequence = (...parts) => element(TAG.sequence, ...parts);
/** AlgorithmIdentifier of SHA-1 with NULL, as RFC 5019 responders look it up. */
const SHA1_IDENTIFIER = Buffer.from("300906052b0e03021a0500", "hex");
const NONCE_ID = Buffer.from("06092b0601050507300102", "hex");
/** Serial numbers of certificates have 20 octets at most (RFC 5280, 4.1.2.2); Go and this reader take longer ones. */
const MAX_SERIAL = 1024;
function integerOf(natural) {
	const [first = 0] = natural;
	return first >= 128 || natural.length === 0 ? element(TAG.integer, Uint8Array.of(0), natural) : element(TAG.integer, natural);
}
/**
* Builds an unsigned OCSPRequest for one certificate (RFC 6960, 4.1.1), its CertID by SHA-1, as RFC 5019, 2.1.1 demands.
*
* @param nonce 32 octets (RFC 9654, 2.1); without one the request is the same each time and a cache may answer it.
* @returns `undefined` where the serial number is too long to be asked for.
*/
function buildOcspRequest(certificate, issuer, nonce) {
	if (certificate.serialNumber.length > MAX_SERIAL) return void 0;
	const sha1 = (bytes) => createHash("sha1").update(bytes).digest();
	const certId = sequence(SHA1_IDENTIFIER, element(TAG.octetString, sha1(issuer.subject.der)), element(TAG.octetString, sha1(keyBits(issuer.publicKey))), integerOf(certificate.serialNumber));
	const list = sequence(sequence(certId));
	if (nonce === void 0) return sequence(sequence(list));
	const extension = sequence(NONCE_ID, element(TAG.octetString, element(TAG.octetString, nonce)));
	return sequence(sequence(list, element(162, sequence(extension))));
}

// src/pki/ocsp/hashes.ts
/** Hashes of a CertID by OID. SHA-1 only names a key there and secures nothing (RFC 5019, 2.1.1; RFC 6960, 4.3). */
const CERT_ID_HASHES = {
	"1.3.14.3.2.26": "sha1",
	"2.16.840.1.101.3.4.2.1": "sha256",
	"2.16.840.1.101.3.4.2.2": "sha384",
	"2.16.840.1.101.3.4.2.3": "sha512"
};
/** OIDs of RFC 6960, 4.2.1 and 4.4.1. */
const OCSP_BASIC = "1.3.6.1.5.5.7.48.1.1";
const OCSP_NONCE = "1.3.6.1.5.5.7.48.1.2";
/** RFC 5280, 5.3.2. */
const INVALIDITY_DATE = "2.5.29.24";
/** id-kp-OCSPSigning (RFC 6960, 4.2.2.2). */
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

// src/pki/ocsp/check-responder.ts
function isNamed({ responder }, certificate) {
	if ("name" in responder) return Buffer.compare(responder.name, certificate.subject.der) === 0;
	return createHash("sha1").update(keyBits(certificate.publicKey)).digest().equals(responder.keyHash);
}
/** Why a certificate may not answer for its issuer (RFC 6960, 4.2.2.2); `undefined` where it may. */
function faultOf(delegate, issuer, at) {
	const { keyUsage, extendedKeyUsage, unprocessedCritical } = delegate;
	if (!sameName(delegate.issuer, issuer.subject)) return "was not issued by the issuer of the certificate";
	if (!CERTIFICATE_SIGNATURES.has(delegate.signatureAlgorithm) || delegate.signatureFault !== void 0) return "is signed with an algorithm that is not allowed";
	if (!delegate.isSignedBy(issuer.publicKey)) return "does not carry the signature of the issuer";
	if (!extendedKeyUsage?.oids.includes("1.3.6.1.5.5.7.3.9")) return "has no OCSPSigning in its extKeyUsage";
	if (keyUsage && !keyUsage.bits.has("digitalSignature")) return "has no digitalSignature in its keyUsage";
	if (unprocessedCritical.length > 0) return "has a critical extension that is not known here";
	if (delegate.keyFault !== void 0) return `has a key that is not relied on`;
	if (at < delegate.notBefore) return "is not valid yet";
	if (at > delegate.notAfter) return "has expired";
}
/**
* Proves who signed an answer: the issuer itself, or a delegate that it issued for this (RFC 6960, 3.2 and 4.2.2.2).
*
* @returns the delegate, whose own revocation is still to be judged; `undefined` for the issuer.
* @throws SealiftError with the code of `context`.
*/
async function checkResponder(response, { certificate, issuer, at }, context) {
	const { reader, parts } = response.signed;
	if (isNamed(response, issuer)) {
		checkSignedObject(reader, parts, issuer.publicKey);
		return;
	}
	const where = {
		...context,
		what: `${context.what}, certificate of the responder`
	};
	for (const der of response.certificates) {
		const delegate = await parseCertificate(der, where);
		if (!isNamed(response, delegate)) continue;
		if (delegate.thumbprint === certificate.thumbprint) throw errorIn(where, "is the one that was asked about");
		const fault = faultOf(delegate, issuer, at);
		if (fault !== void 0) throw errorIn(where, fault);
		checkSignedObject(reader, parts, delegate.publicKey);
		return delegate;
	}
	throw errorIn(context, "is signed by neither the issuer nor a certificate that came along");
}

// src/pki/ocsp/parse-response.ts
/** notation reads 20,480 octets; answers with a chain of RSA-4096 certificates are longer. */
const MAX_SIZE = 65536;
/** A responder may add answers that nobody asked for (RFC 6960, 4.2.2.3). */
const MAX_RESPONSES = 200;
const MAX_CERTIFICATES = 16;
const ENUMERATED = 10;
const GENERALIZED_TIME = 24;
/** OCSPResponseStatus (RFC 6960, 4.2.1) but for `successful`. */
const FAILURES = {
	1: "malformedRequest",
	2: "internalError",
	3: "tryLater",
	5: "sigRequired",
	6: "unauthorized"
};
function timeOf(reader, element) {
	const time = element.tag === GENERALIZED_TIME ? readTime(reader, element) : void 0;
	if (time === void 0) throw reader.refuse("is malformed: a time in UTC and in whole seconds is expected");
	return time;
}
/** Extensions inside of an explicit tag; one that stands twice is refused (RFC 5280, 4.2). */
function extensionsOf(reader, explicit) {
	const values = /* @__PURE__ */ new Map();
	const critical = [];
	for (const one of explicit ? reader.children(reader.only(explicit, explicit.tag), TAG.sequence) : []) {
		const parts = reader.parts(one);
		const id = reader.oid(parts.required("extnID"));
		const flag = parts.optional(TAG.boolean);
		const value = reader.octets(parts.required("extnValue"));
		parts.end();
		if (values.has(id)) throw reader.refuse(`has the extension ${id} twice`);
		values.set(id, value);
		if (flag && reader.boolean(flag)) critical.push(id);
	}
	return {
		values,
		critical
	};
}
function certIdOf(reader, element) {
	const parts = reader.parts(element);
	const [algorithm] = reader.children(parts.required("hashAlgorithm"), TAG.sequence);
	const issuerNameHash = reader.octets(parts.required("issuerNameHash"));
	const issuerKeyHash = reader.octets(parts.required("issuerKeyHash"));
	const serialNumber = reader.natural(parts.required("serialNumber"));
	parts.end();
	return {
		hash: reader.oid(algorithm),
		issuerNameHash,
		issuerKeyHash,
		serialNumber
	};
}
/** RevokedInfo ::= SEQUENCE { revocationTime, revocationReason [0] EXPLICIT OPTIONAL }, of an implicit tag. */
function revocationOf(reader, element) {
	const parts = reader.parts(element, element.tag);
	const revokedAt = timeOf(reader.at("revocationTime"), parts.required("revocationTime"));
	const explicit = parts.optional(contextTag(0));
	parts.end();
	if (!explicit) return { revokedAt };
	const code = reader.count(reader.only(explicit, explicit.tag), ENUMERATED);
	return {
		revokedAt,
		reason: CRL_REASONS[code] ?? `reason ${code}`
	};
}
function statusOf$1(reader, element) {
	if (element.tag === contextTag(1)) return {
		status: "revoked",
		...revocationOf(reader, element)
	};
	const { length } = reader.content(element);
	if (element.tag === contextTag(0, false) && length === 0) return { status: "good" };
	if (element.tag === contextTag(2, false) && length === 0) return { status: "unknown" };
	throw reader.refuse("has a certStatus that is malformed");
}
/** RFC 5280, 5.3.2. One that is malformed is passed over, as by notation: the certificate is then revoked from the beginning. */
function invalidityDateOf(reader, value) {
	if (value === void 0) return {};
	try {
		const inside = reader.inside(value, "invalidityDate");
		return { invalidityDate: timeOf(inside.reader, inside.root) };
	} catch {
		return {};
	}
}
function singleOf(reader, element) {
	const parts = reader.parts(element);
	const certId = certIdOf(reader.at("certID"), parts.required("certID"));
	const status = statusOf$1(reader, parts.required("certStatus"));
	const thisUpdate = timeOf(reader.at("thisUpdate"), parts.required("thisUpdate"));
	const next = parts.optional(contextTag(0));
	const { values, critical } = extensionsOf(reader, parts.optional(contextTag(1)));
	parts.end();
	return {
		certId,
		...status,
		thisUpdate,
		...next ? { nextUpdate: timeOf(reader.at("nextUpdate"), reader.only(next, next.tag)) } : {},
		...invalidityDateOf(reader, values.get(INVALIDITY_DATE)),
		hasCritical: critical.length > 0
	};
}
function responderOf(reader, element) {
	const inside = reader.only(element, element.tag === contextTag(1) ? contextTag(1) : contextTag(2));
	return element.tag === contextTag(1) ? { name: reader.whole(inside) } : { keyHash: reader.octets(inside) };
}
function nonceOf(value) {
	if (value === void 0) return {};
	return { nonce: value[0] === TAG.octetString && value[1] === value.length - 2 ? value.subarray(2) : value };
}
function dataOf(reader, element) {
	const parts = reader.parts(element);
	const version = parts.optional(contextTag(0));
	if (version && reader.count(reader.only(version, version.tag)) !== 0) throw reader.refuse("has a version that is not 1");
	const responder = responderOf(reader.at("responderID"), parts.required("responderID"));
	const producedAt = timeOf(reader.at("producedAt"), parts.required("producedAt"));
	const list = reader.children(parts.required("responses"), TAG.sequence);
	const { values, critical } = extensionsOf(reader, parts.optional(contextTag(1)));
	parts.end();
	if (list.length > MAX_RESPONSES) throw reader.refuse(`holds more than ${MAX_RESPONSES} answers`);
	if (critical.some((id) => id !== "1.3.6.1.5.5.7.48.1.2")) throw reader.refuse("has a critical extension that is not known here");
	return {
		responder,
		producedAt,
		responses: list.map((one) => singleOf(reader, one)),
		...nonceOf(values.get(OCSP_NONCE))
	};
}
function basicOf(der, context) {
	const { reader, root } = DerReader.of(der, context);
	const parts = reader.parts(root);
	const data = parts.required("tbsResponseData");
	const algorithm = parts.required("signatureAlgorithm");
	const signature = parts.required("signature");
	const certs = parts.optional(contextTag(0));
	parts.end();
	const list = certs ? reader.children(reader.only(certs, certs.tag), TAG.sequence) : [];
	if (list.length > MAX_CERTIFICATES) throw reader.refuse(`holds more than ${MAX_CERTIFICATES} certificates`);
	return {
		...dataOf(reader, data),
		certificates: list.map((one) => reader.whole(one)),
		signed: {
			reader,
			parts: [
				data,
				algorithm,
				signature
			]
		}
	};
}
/**
* Reads an OCSPResponse (RFC 6960, 4.2.1) from the received bytes; who signed it is proved elsewhere.
*
* @returns the name of the OCSPResponseStatus where the responder gives no answer.
* @throws SealiftError with the code of `context`.
*/
function parseOcspResponse(der, context) {
	if (der.length > MAX_SIZE) throw errorIn(context, `is larger than ${MAX_SIZE / 1024} KiB`);
	const { reader, root } = DerReader.of(der, context);
	const parts = reader.parts(root);
	const status = reader.count(parts.required("responseStatus"), ENUMERATED);
	const explicit = parts.optional(contextTag(0));
	parts.end();
	if (status !== 0) return { failure: FAILURES[status] ?? `status ${status}` };
	if (!explicit) throw reader.refuse("has no answer in it");
	const inside = reader.parts(reader.only(explicit, explicit.tag));
	const type = reader.oid(inside.required("responseType"));
	const response = reader.octets(inside.required("response"));
	inside.end();
	if (type !== "1.3.6.1.5.5.7.48.1.1") throw reader.refuse("is of a type that is not id-pkix-ocsp-basic");
	return basicOf(response, context);
}

// src/pki/ocsp/is-about.ts
/** Whether a CertID names this certificate of this issuer, by its own hash algorithm (RFC 6960, 4.1.1 and 3.2, rule 1). */
function isAbout(id, certificate, issuer) {
	if (Buffer.compare(id.serialNumber, certificate.serialNumber) !== 0) return false;
	const hash = Object.hasOwn(CERT_ID_HASHES, id.hash) ? CERT_ID_HASHES[id.hash] : void 0;
	if (hash === void 0) return false;
	const isHashOf = (wanted, bytes) => createHash(hash).update(bytes).digest().equals(wanted);
	return isHashOf(id.issuerNameHash, issuer.subject.der) && isHashOf(id.issuerKeyHash, keyBits(issuer.publicKey));
}

// src/notation/revocation/judge-ocsp.ts
const isToCome = (time, at) => time.getTime() > at.getTime() + CLOCK_SKEW;
function checkFresh({ thisUpdate, nextUpdate, hasCritical }, at, context) {
	if (hasCritical) throw errorIn(context, "has a critical extension that is not known here");
	if (isToCome(thisUpdate, at)) throw errorIn(context, `is valid from ${thisUpdate.toISOString()} only`);
	if (nextUpdate === void 0) throw errorIn(context, "has no nextUpdate, so it may be of any age");
	if (nextUpdate < at) throw errorIn(context, `ended at ${nextUpdate.toISOString()}`);
	if (nextUpdate < thisUpdate) throw errorIn(context, "ends before it begins");
}
/** An invalidityDate (RFC 5280, 5.3.2) leaves good what was signed before it, where the time of signing is vouched for. */
function statusOf({ status, invalidityDate }, signedAt) {
	return status === "revoked" && invalidityDate !== void 0 && signedAt !== void 0 && signedAt < invalidityDate ? "good" : status;
}
const ORDER = [
	"revoked",
	"unknown",
	"good"
];
/**
* Judges what a proved answer says about one certificate (RFC 6960, 3.2). Of several answers about it, which may name it by
* several hashes, the worst one counts.
*
* @throws SealiftError with the code of `context`.
*/
function judgeOcsp(response, question, context) {
	const { certificate, issuer, at, signedAt } = question;
	if (isToCome(response.producedAt, at)) throw errorIn(context, `was produced at ${response.producedAt.toISOString()}, which has not come yet`);
	const verdicts = response.responses.filter(({ certId }) => isAbout(certId, certificate, issuer)).map((single) => {
		checkFresh(single, at, context);
		return {
			status: statusOf(single, signedAt),
			single
		};
	});
	const worst = ORDER.flatMap((status) => verdicts.find((one) => one.status === status) ?? [])[0];
	if (worst === void 0) throw errorIn(context, "is not about this certificate");
	return worst;
}

// src/notation/revocation/ask-ocsp.ts
var ask_ocsp_exports = /* @__PURE__ */ __exportAll({ askOcsp: () => askOcsp });
/** RFC 9654, 2.1. */
const NONCE_LENGTH = 32;
/** A chain of the profile has one or two; each costs a wait. */
const MAX_URLS = 10;
/** What responders say that only have answers made beforehand (RFC 5019, 2.2.3), where they do not ignore a nonce. */
const REFUSALS = ["malformedRequest", "unauthorized"];
/**
* Passes over an answer of HTTP that is no OCSP response, such as a 405 of a server that answers to GET alone (RFC 5019, 5). Whoever
* did not answer at all is not asked again.
*/
function unlessRefused(error) {
	if (error instanceof SealiftError && error.code === "unexpected_answer") return void 0;
	throw error;
}
var OcspExchange = class {
	#certificate;
	#issuer;
	#options;
	/** Whether a delegate is judged here: its own responder may be no delegate that has to be judged again. */
	#judgesDelegates;
	constructor(certificate, issuer, options, judgesDelegates) {
		this.#certificate = certificate;
		this.#issuer = issuer;
		this.#options = options;
		this.#judgesDelegates = judgesDelegates;
	}
	async ask(url) {
		const context = {
			code: "revocation_unknown",
			what: `OCSP response of ${printable(url)}`
		};
		if (!/^https?:\/\//i.test(url)) throw errorIn(context, "is not asked for; http and https alone are");
		const answer = await this.#fetch(url, context);
		const question = {
			certificate: this.#certificate,
			issuer: this.#issuer,
			at: this.#options.now(),
			...this.#options.signedAt ? { signedAt: this.#options.signedAt } : {}
		};
		const delegate = await checkResponder(answer, question, context);
		const verdict = judgeOcsp(answer, question, context);
		if (delegate) await this.#checkDelegate(delegate, verdict, context);
		return verdict;
	}
	/** Asks with a nonce, and without one where the responder does not take it. */
	async #fetch(url, context) {
		const nonce = randomBytes(NONCE_LENGTH);
		let answer = await this.#exchange(url, context, nonce).catch(unlessRefused);
		if (answer === void 0 || "failure" in answer && REFUSALS.includes(answer.failure)) answer = await this.#exchange(url, context, void 0);
		else if ("producedAt" in answer && answer.nonce && Buffer.compare(answer.nonce, nonce) !== 0) throw errorIn(context, "has another nonce than the request, so it was made for somebody else");
		if ("failure" in answer) throw errorIn(context, `says ${answer.failure}`);
		return answer;
	}
	async #exchange(url, context, nonce) {
		const request = buildOcspRequest(this.#certificate, this.#issuer, nonce);
		if (request === void 0) throw errorIn(context, "is not asked for; the serial number is too long");
		const { source, signal } = this.#options;
		return parseOcspResponse(await source.ocsp(url, request, signal), context);
	}
	/**
	* RFC 6960, 4.2.2.2.1: a delegate without id-pkix-ocsp-nocheck may itself be revoked. Where nobody knows, its word counts against
	* the certificate and not for it.
	*/
	async #checkDelegate(delegate, { status }, context) {
		if (delegate.hasOcspNoCheck) return;
		const where = {
			...context,
			what: `${context.what}, certificate of the responder`
		};
		if (!this.#judgesDelegates) {
			if (status === "revoked") return;
			throw errorIn(where, "has no id-pkix-ocsp-nocheck");
		}
		const { signedAt: _, ...options } = this.#options;
		let row = delegate.ocspUrls.length > 0 ? await askAll(delegate, this.#issuer, options, false) : void 0;
		if (row?.status !== "good" && row?.status !== "revoked" && delegate.crlUrls.length > 0) row = await options.askCrl?.(delegate, this.#issuer);
		if (row?.status === "revoked") throw errorIn(where, "is revoked");
		if (row?.status !== "good" && status !== "revoked") throw errorIn(where, "has no id-pkix-ocsp-nocheck, and whether it is revoked is not known");
	}
};
async function askAll(certificate, issuer, options, judgesDelegates) {
	const exchange = new OcspExchange(certificate, issuer, options, judgesDelegates);
	const unknown = {
		subject: nameText(certificate.subject),
		thumbprint: certificate.thumbprint,
		status: "unknown",
		method: null,
		source: null,
		thisUpdate: null,
		nextUpdate: null,
		revokedAt: null,
		reason: null,
		message: "names no OCSP responder"
	};
	let row = unknown;
	for (const url of certificate.ocspUrls.slice(0, MAX_URLS)) {
		options.signal.throwIfAborted();
		try {
			const { status, single } = await exchange.ask(url);
			return {
				...unknown,
				status,
				method: "ocsp",
				source: url,
				thisUpdate: single.thisUpdate,
				nextUpdate: single.nextUpdate ?? null,
				revokedAt: single.revokedAt ?? null,
				reason: single.reason ?? null,
				message: status === "unknown" ? `is not known to the OCSP responder ${printable(url)}` : null
			};
		} catch (error) {
			options.signal.throwIfAborted();
			const said = printable(error instanceof Error ? error.message : String(error), 500);
			row = {
				...unknown,
				source: url,
				message: `has no OCSP answer that counts (${said})`
			};
		}
	}
	return row;
}
/**
* Asks the OCSP responders that a certificate names, one after the other, until one says good, revoked or unknown (RFC 6960;
* RFC 5019). It rejects for an abort of `signal` alone: whatever else goes wrong makes the status `unknown`.
*/
function askOcsp(certificate, issuer, options) {
	return askAll(certificate, issuer, options, true);
}

export { ask_ocsp_exports as t };