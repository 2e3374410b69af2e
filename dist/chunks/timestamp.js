import { r as __exportAll } from "./rolldown-runtime.js";
import { J as SealiftError, W as printable } from "./words.js";
import { Cn as TAG, Kt as parseCertificate, Tn as derElement, an as HASHES, cn as RSA_PKCS1, dn as DerReader, fn as contextTag, nn as readPssParameters, qt as readTime, rn as ECDSA, sn as RSASSA_PSS, un as hashOf, wn as derChildren } from "./registry.js";
import { d as errorIn } from "./secrets.js";
import { Bt as nameText, Ft as checkTimestampingChain, It as invalidAt, Tt as findAlgorithm, Vt as sameName } from "./notation.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { constants, createHash, randomBytes, verify } = globalThis.process.getBuiltinModule("node:crypto");

// src/notation/timestamp/check-unrevoked.ts
/**
* Checks that no certificate of a timestamp authority is revoked. One that was revoked after the timestamp is refused too,
* because nobody can tell for how long its key was in other hands. Resolves to what was found out.
*
* @throws SealiftError `certificate_revoked`, or `timestamp_revocation_unknown`, since an unknown status is never a pass.
*/
async function checkUnrevoked({ chain }, revocation, signal) {
	const rows = await revocation.check(chain, signal);
	const revoked = rows.find(({ status }) => status === "revoked");
	if (revoked) throw new SealiftError("certificate_revoked", `the certificate ${printable(revoked.subject)} of the timestamp authority is revoked`, { hint: "Use another timestamp authority." });
	const unknown = rows.find(({ status }) => status === "unknown");
	if (unknown) throw new SealiftError("timestamp_revocation_unknown", `whether the certificate ${printable(unknown.subject)} of the timestamp authority is revoked is not known: it ${printable(unknown.message ?? "has no answer", 500)}`, { hint: "Make its OCSP responder or its CRL reachable, or use another timestamp authority." });
	return rows;
}

// src/pki/timestamp/build-chain.ts
/** More CAs than any authority has above it. */
const MOST_CAS = 8;
/** Signatures that are verified in all. Certificates of one name and key could be put into any order, and each would hold. */
const MOST_CHECKS = 100;
/**
* The chains from `leaf` to one of `roots` over `others`, leaf first, root last. Each link has the name of the issuer, and its
* signature holds; nothing else is checked.
*/
function* chainsTo(leaf, roots, others) {
	let checks = 0;
	const issues = (issuer, issued) => {
		if (!sameName(issuer.subject, issued.issuer)) return false;
		checks += 1;
		return checks <= MOST_CHECKS && issued.isSignedBy(issuer.publicKey);
	};
	function* from(chain) {
		const last = chain.at(-1);
		for (const root of roots) if (issues(root, last)) yield [...chain, root];
		if (chain.length > MOST_CAS || checks > MOST_CHECKS) return;
		for (const next of others) if (!chain.some(({ thumbprint }) => thumbprint === next.thumbprint) && issues(next, last)) yield* from([...chain, next]);
	}
	yield* from([leaf]);
}

// src/pki/timestamp/definite-to-der.ts
const CONSTRUCTED = 32;
const MAX_DEPTH = 32;
/** Octets of a length; a token has a mebibyte at most. */
const MAX_LENGTH_OCTETS = 8;
function header(tag, length) {
	const octets = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
	return Uint8Array.of(tag, ...length < 128 ? [length] : [128 | octets.length, ...octets]);
}
/** SET OF in DER: its elements in ascending order (X.690, 11.6). */
function derSetOf(elements) {
	const content = Buffer.concat(elements.toSorted(Buffer.compare));
	return Buffer.concat([header(49, content.length), content]);
}
function elementsOf(bytes, depth, context) {
	if (depth > MAX_DEPTH) throw errorIn(context, `nests deeper than ${MAX_DEPTH} levels`);
	const written = [];
	for (let at = 0; at < bytes.length;) {
		const tag = bytes[at];
		let length = bytes[at + 1];
		let start = at + 2;
		if (length === void 0) throw errorIn(context, "ends in the middle");
		if (length >= 128) {
			const octets = length & 127;
			if (octets === 0) throw errorIn(context, "has an indefinite length");
			if (octets > MAX_LENGTH_OCTETS) throw errorIn(context, "has an absurd length");
			length = bytes.subarray(start, start + octets).reduce((sum, octet) => sum * 256 + octet, 0);
			start += octets;
		}
		const end = start + length;
		if (end > bytes.length) throw errorIn(context, "ends in the middle");
		const content = bytes.subarray(start, end);
		const parts = (tag & CONSTRUCTED) === 0 ? [content] : elementsOf(content, depth + 1, context);
		const total = parts.reduce((sum, part) => sum + part.length, 0);
		written.push(Buffer.concat([header(tag, total), ...parts]));
		at = end;
	}
	return written;
}
/**
* BER of definite lengths with each length written as DER has it (X.690, 10.1); what differs otherwise stays. Some authorities write
* longer lengths, and notation reads them in a stored token.
*/
function definiteToDer(bytes, context) {
	return Buffer.concat(elementsOf(bytes, 0, context));
}

// src/pki/timestamp/read-tst-info.ts
const GENERALIZED_TIME = 24;
/** YYYYMMDDhhmmss[.s…]Z, the fraction without zeros at its end. */
const FORM = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;
function timeOf(reader, element) {
	const text = Buffer.from(reader.content(element)).toString("latin1");
	const [, year, month, day, hour, minute, second, fraction = ""] = element.tag === GENERALIZED_TIME && FORM.exec(text) || [];
	const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	const time = /* @__PURE__ */ new Date(`${iso}.${fraction.padEnd(3, "0").slice(0, 3)}Z`);
	if (year === void 0 || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(iso)) throw reader.refuse("is malformed: genTime is no time in UTC");
	return time;
}
/** Accuracy (RFC 3161, 2.4.2), in milliseconds. */
function accuracyOf(reader, element) {
	const parts = reader.parts(element);
	const seconds = parts.optional(TAG.integer);
	const millis = parts.optional(contextTag(0, false));
	const micros = parts.optional(contextTag(1, false));
	parts.end();
	const small = (part) => {
		const value = reader.count(part, part.tag);
		if (value < 1 || value > 999) throw reader.refuse("is malformed: a part of its accuracy is not in 1 to 999");
		return value;
	};
	return (seconds ? reader.count(seconds) : 0) * 1e3 + (millis ? small(millis) : 0) + Math.ceil((micros ? small(micros) : 0) / 1e3);
}
function refuseCritical(reader, extensions) {
	for (const extension of reader.children(extensions, extensions.tag)) {
		const parts = reader.parts(extension);
		const id = reader.oid(parts.required("extnID"));
		const critical = parts.optional(TAG.boolean);
		if (critical && reader.boolean(critical)) throw reader.refuse(`has the critical extension ${id}, which is not understood`);
	}
}
/** Reads a TSTInfo strictly. @throws SealiftError with the code of `context`. */
function readTstInfo(der, context) {
	const { reader, root } = DerReader.of(der, context);
	const parts = reader.parts(root);
	const version = reader.count(parts.required("version"));
	if (version !== 1) throw reader.refuse(`is of version ${version}, and not 1`);
	const policy = reader.oid(parts.required("policy"));
	const imprint = reader.parts(parts.required("messageImprint"));
	const algorithm = reader.parts(imprint.required("hashAlgorithm"));
	const hash = hashOf(reader.oid(algorithm.required("algorithm")));
	algorithm.optional(TAG.null);
	algorithm.end();
	if (hash === void 0) throw reader.refuse("has an imprint by another hash than SHA-2");
	const hashed = reader.octets(imprint.required("hashedMessage"));
	imprint.end();
	parts.required("serialNumber");
	const time = timeOf(reader, parts.required("genTime"));
	const accuracy = parts.optional(TAG.sequence);
	parts.optional(TAG.boolean);
	const nonce = parts.optional(TAG.integer);
	parts.optional(contextTag(0));
	const extensions = parts.optional(contextTag(1));
	parts.end();
	if (extensions) refuseCritical(reader, extensions);
	return {
		policy,
		hash,
		imprint: hashed,
		time,
		accuracy: accuracy ? accuracyOf(reader, accuracy) : 0,
		...nonce ? { nonce: BigInt(`0x0${Buffer.from(reader.natural(nonce)).toString("hex")}`) } : {}
	};
}

// src/pki/timestamp/read-token.ts
const SIGNED_DATA = "1.2.840.113549.1.7.2";
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
/** Signed attributes (RFC 5652, 11; RFC 5035, 3). */
const ATTRIBUTE = {
	contentType: "1.2.840.113549.1.9.3",
	messageDigest: "1.2.840.113549.1.9.4",
	signingTime: "1.2.840.113549.1.9.5",
	signingCertificateV2: "1.2.840.113549.1.9.16.2.47"
};
/** More certificates or signers than any authority sends. */
const MOST = 16;
function digestOf(reader, element) {
	const parts = reader.parts(element);
	const hash = hashOf(reader.oid(parts.required("algorithm")));
	parts.optional(TAG.null);
	parts.end();
	if (hash === void 0) throw reader.refuse("is signed with another hash than SHA-2");
	return hash;
}
function algorithmOf(reader, element, digest) {
	const [id, parameters, ...behind] = reader.children(element, TAG.sequence);
	const oid = reader.oid(id);
	if (behind.length > 0) throw reader.refuse("is malformed: something stands behind an algorithm");
	if (oid === "1.2.840.113549.1.1.10") {
		const { hash, saltLength, fault } = readPssParameters(reader, parameters);
		const known = hashOf(hash);
		if (fault !== void 0 || known === void 0 || HASHES[known].length !== saltLength) throw reader.refuse("is signed with parameters of RSASSA-PSS that are not accepted");
		return {
			keyType: "rsa",
			hash: known,
			pss: true
		};
	}
	if (parameters !== void 0 && parameters.tag !== TAG.null) throw reader.refuse("is signed with an algorithm that has parameters");
	if (oid === RSA_ENCRYPTION) return {
		keyType: "rsa",
		hash: digest,
		pss: false
	};
	const ofRsa = Object.hasOwn(RSA_PKCS1, oid) ? RSA_PKCS1[oid] : void 0;
	const ofEc = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : void 0;
	if (ofRsa) return {
		keyType: "rsa",
		hash: ofRsa,
		pss: false
	};
	if (ofEc) return {
		keyType: "ec",
		hash: ofEc,
		pss: false
	};
	throw reader.refuse(`is signed with an algorithm that is not accepted (${oid})`);
}
/** SigningCertificateV2 (RFC 5035, 3): its first ESSCertIDv2 is the certificate that signs. */
function certificateId(reader, value) {
	const [first] = reader.children(reader.parts(value).required("certs"), TAG.sequence);
	const parts = reader.parts(first);
	const algorithm = parts.optional(TAG.sequence);
	return {
		hash: algorithm ? digestOf(reader, algorithm) : "sha256",
		value: reader.octets(parts.required("certHash"))
	};
}
function signerOf$1(reader, element) {
	const parts = reader.parts(element);
	if (reader.count(parts.required("version")) !== 1) throw reader.refuse("names its signer otherwise than by issuer and serial number");
	const sid = reader.parts(parts.required("sid"));
	const issuer = reader.whole(sid.required("issuer"));
	const serialNumber = reader.natural(sid.required("serialNumber"));
	sid.end();
	const digest = digestOf(reader, parts.required("digestAlgorithm"));
	const signed = parts.optional(contextTag(0));
	if (!signed) throw reader.refuse("has no signed attributes");
	const attributes = reader.children(signed, signed.tag);
	const algorithm = algorithmOf(reader, parts.required("signatureAlgorithm"), digest);
	const signature = reader.octets(parts.required("signature"));
	parts.optional(contextTag(1));
	parts.end();
	/** The one value of the one attribute of this type. */
	const attributeValue = (type) => {
		const values = attributes.flatMap((attribute) => {
			const [id, all] = reader.children(attribute, TAG.sequence);
			return reader.oid(id) === ATTRIBUTE[type] ? [reader.children(all, TAG.set)] : [];
		});
		if (values.length > 1 || values[0]?.length === 0 || (values[0]?.length ?? 0) > 1) throw reader.refuse(`has the attribute ${type} more than once, or empty`);
		return values[0]?.[0];
	};
	const required = (type) => {
		const value = attributeValue(type);
		if (!value) throw reader.refuse(`has no signed attribute ${type}`);
		return value;
	};
	if (reader.oid(required("contentType")) !== TST_INFO) throw reader.refuse("has a signed content type that is not of timestamps");
	const timeElement = attributeValue("signingTime");
	const signingTime = timeElement && readTime(reader, timeElement);
	if (timeElement && !signingTime) throw reader.refuse("is malformed: its signing time is none in UTC");
	return {
		...signingTime ? { signingTime } : {},
		issuer,
		serialNumber,
		digest,
		messageDigest: reader.octets(required("messageDigest")),
		certificate: certificateId(reader, required("signingCertificateV2")),
		toBeSigned: derSetOf(attributes.map((attribute) => reader.whole(attribute))),
		algorithm,
		signature
	};
}
async function certificatesOf(reader, element, context) {
	const all = element ? reader.children(element, element.tag) : [];
	if (all.length > MOST) throw reader.refuse(`holds more than ${MOST} certificates`);
	return (await Promise.all(all.filter(({ tag }) => tag === TAG.sequence).map((one) => parseCertificate(reader.whole(one), context).catch(() => void 0)))).filter((one) => one !== void 0);
}
/**
* Reads a TimeStampToken (RFC 3161, 2.4.2): CMS SignedData (RFC 5652, 5) over a TSTInfo. Nothing is verified.
*
* @throws SealiftError with the code of `context`.
*/
async function readTimestampToken(bytes, context) {
	const { reader, root } = DerReader.of(definiteToDer(bytes, context), context);
	const outer = reader.parts(root);
	if (reader.oid(outer.required("contentType")) !== SIGNED_DATA) throw reader.refuse("is no signed data");
	const data = reader.parts(reader.only(outer.required("content"), contextTag(0)));
	outer.end();
	const version = reader.count(data.required("version"));
	if (version !== 3) throw reader.refuse(`is signed data of version ${version}, and not 3`);
	reader.children(data.required("digestAlgorithms"), TAG.set);
	const encapsulated = reader.parts(data.required("encapContentInfo"));
	if (reader.oid(encapsulated.required("eContentType")) !== TST_INFO) throw reader.refuse("holds something else than a timestamp");
	const content = reader.octets(reader.only(encapsulated.required("eContent"), contextTag(0)));
	encapsulated.end();
	const certificates = data.optional(contextTag(0));
	data.optional(contextTag(1));
	const signers = reader.children(data.required("signerInfos"), TAG.set);
	data.end();
	if (signers.length === 0 || signers.length > MOST) throw reader.refuse(`has ${signers.length} signers`);
	return {
		info: readTstInfo(content, context),
		content,
		certificates: await certificatesOf(reader, certificates, context),
		signers: signers.map((signer) => signerOf$1(reader, signer))
	};
}

// src/pki/timestamp/verify-signer.ts
const hashed = (hash, bytes) => createHash(hash).update(bytes).digest();
const same = (one, other) => Buffer.compare(one, other) === 0;
/** The certificate that a signer names twice: by issuer and serial number, and by its hash (RFC 3161, 2.4.1; RFC 5816). */
function certificateOf(signer, certificates) {
	const { hash, value } = signer.certificate;
	return certificates.find(({ issuer, serialNumber, der }) => same(issuer.der, signer.issuer) && same(serialNumber, signer.serialNumber) && same(hashed(hash, der), value));
}
/** Whether the signer signed this content with the key of this certificate (RFC 5652, 5.4). */
function hasSigned(signer, content, certificate) {
	const { algorithm, digest, messageDigest, toBeSigned, signature } = signer;
	const { publicKey } = certificate;
	if (!same(hashed(digest, content), messageDigest)) return false;
	if (publicKey.asymmetricKeyType !== algorithm.keyType) return false;
	const padding = algorithm.pss ? {
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: constants.RSA_PSS_SALTLEN_DIGEST
	} : {};
	return verify(algorithm.hash, toBeSigned, {
		key: publicKey,
		...padding
	}, signature);
}

// src/notation/timestamp/verify-timestamp.ts
const CONTEXT = {
	code: "timestamp_invalid",
	what: "timestamp"
};
/** As many bytes as an answer of an authority has at most. */
const TOKEN_LIMIT = 1048576;
/** The policy of ETSI EN 319 421 (BTSP), under which an accuracy that is left out means one second. */
const BTSP = "0.4.0.2023.1.1";
const SECOND = 1e3;
/** Milliseconds by which the clocks of authorities and ours differ without anything being wrong. */
const SKEW = 6e4;
const invalid = (reason) => new SealiftError(CONTEXT.code, `timestamp: ${reason}`);
const untrusted = (reason) => new SealiftError("timestamp_untrusted", `timestamp: ${reason}`);
/** The certificate that signed; each signer is tried. */
function signerOf({ signers, certificates, content }) {
	let isThere = false;
	for (const signer of signers) {
		const certificate = certificateOf(signer, certificates);
		isThere ||= certificate !== void 0;
		if (!certificate || !hasSigned(signer, content, certificate)) continue;
		const { signingTime } = signer;
		return {
			leaf: certificate,
			...signingTime ? { signingTime } : {}
		};
	}
	throw invalid(isThere ? "its signature does not hold" : "the certificate of its signer is not in it");
}
function checkValidThen(chain, time) {
	const ended = invalidAt(chain, time);
	if (!ended) return;
	const subject = printable(nameText(ended.certificate.subject));
	throw invalid(`the certificate ${subject} of the authority was ${ended.state} at ${time.toISOString()}`);
}
/** The first chain to a root that keeps the rules; the fault of the last one that does not is the error. */
function trustedChain(leaf, { certificates }, roots, times) {
	let fault;
	const anchors = roots.map(({ certificate }) => certificate);
	for (const chain of chainsTo(leaf, anchors, certificates)) try {
		checkTimestampingChain(chain, CONTEXT);
		for (const time of times) checkValidThen(chain, time);
		return chain;
	} catch (error) {
		fault = error;
	}
	throw fault ?? untrusted(`its authority ${printable(nameText(leaf.subject))} has none of the given roots above it`);
}
/**
* Verifies a TimeStampToken (RFC 3161) over a signature: its signer, the chain of that to one of `roots` at the time that it tells,
* and the rules of timestamping certificates (signature-specification.md, "Certificate Requirements").
*
* @throws SealiftError `timestamp_invalid`, or `timestamp_untrusted` when the authority has another root.
*/
async function verifyTimestamp(token, { signature, roots, at }) {
	if (token.length > TOKEN_LIMIT) throw invalid(`it has ${token.length} bytes, the limit is ${TOKEN_LIMIT}`);
	const read = await readTimestampToken(token, CONTEXT);
	const { hash, imprint, time, policy, nonce, accuracy: said } = read.info;
	if (Buffer.compare(createHash(hash).update(signature).digest(), imprint) !== 0) throw invalid("it was made for another signature");
	const { leaf, signingTime = time } = signerOf(read);
	const chain = trustedChain(leaf, read, roots, [time, signingTime]);
	if (!findAlgorithm(leaf.publicKey)) throw invalid("the key of its authority is of a kind that is not allowed");
	const accuracy = said === 0 && policy === BTSP ? SECOND : said;
	const earliest = new Date(time.getTime() - accuracy);
	const latest = new Date(time.getTime() + accuracy);
	if (earliest.getTime() > at.getTime() + SKEW) throw invalid(`it tells ${time.toISOString()}, which is to come`);
	const { thumbprint } = chain.at(-1);
	const { store } = roots.find(({ certificate }) => certificate.thumbprint === thumbprint);
	return {
		chain,
		store,
		time,
		earliest,
		latest,
		policy,
		...nonce === void 0 ? {} : { nonce }
	};
}
/**
* Checks that every certificate of a signing chain was valid over the whole range of the timestamp, bounds included.
*
* @throws SealiftError `timestamp_invalid`, naming the certificate.
*/
function checkCovers({ earliest, latest }, chain) {
	for (const moment of [earliest, latest]) {
		const outside = invalidAt(chain, moment);
		if (!outside) continue;
		const { certificate, state } = outside;
		throw invalid(`at ${moment.toISOString()} the certificate ${printable(nameText(certificate.subject))} of the signer was ${state}`);
	}
}

// src/notation/timestamp/timestamp.ts
var timestamp_exports = /* @__PURE__ */ __exportAll({
	checkCovers: () => checkCovers,
	checkUnrevoked: () => checkUnrevoked,
	verifyTimestamp: () => verifyTimestamp
});

// src/pki/timestamp-request/build-request.ts
/**
* TimeStampReq, version 1 (RFC 3161, 2.4.1). It asks for the certificates of the authority, since a verifier has to build the
* chain from the token alone. The parameters of the hash are a NULL that is written, because some authorities refuse a request
* without it.
*/
async function buildTimestampRequest({ hash, imprint, nonce }) {
	const asn1 = await import("./x509.js").then((n) => n.t);
	const algorithm = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: HASHES[hash].oid }), new asn1.Null()] });
	const request = new asn1.Sequence({ value: [
		new asn1.Integer({ value: 1 }),
		new asn1.Sequence({ value: [algorithm, new asn1.OctetString({ valueHex: imprint })] }),
		new asn1.Integer({ valueHex: nonce }),
		new asn1.Boolean({ value: true })
	] });
	return new Uint8Array(request.toBER());
}

// src/pki/timestamp-request/read-response.ts
/** granted and grantedWithMods, the only ones that come with a token (RFC 3161, 2.4.2). */
const GRANTED = 1;
/** PKIStatus (RFC 3161, 2.4.2), by number. */
const STATUS_NAMES = [
	"granted",
	"granted with modifications",
	"rejection",
	"waiting",
	"revocation warning",
	"revocation notification"
];
/** PKIFailureInfo (RFC 3161, 2.4.2): the bit, its name and its meaning. */
const FAILURES = [
	[0, "badAlg: it does not know the hash algorithm"],
	[2, "badRequest"],
	[5, "badDataFormat"],
	[14, "timeNotAvailable: its clock cannot be relied on now"],
	[15, "unacceptedPolicy"],
	[16, "unacceptedExtension"],
	[17, "addInfoNotAvailable"],
	[25, "systemFailure"]
];
const UTF8_STRING = 12;
/** Texts and characters of a refusal that are shown. */
const MOST_TEXTS = 5;
const MOST_CHARACTERS = 500;
function failuresIn(bits) {
	const isSet = (bit) => ((bits[1 + (bit >> 3)] ?? 0) >> 7 - (bit & 7) & 1) === 1;
	return FAILURES.filter(([bit]) => isSet(bit)).map(([, name]) => name);
}
/** PKIStatusInfo (RFC 3161, 2.4.2): returns for a status that grants, and throws the authority's own words for any other. */
function checkStatus(der, authority, context) {
	const { reader, root } = DerReader.of(der, context);
	const parts = reader.parts(root);
	const status = reader.count(parts.required("status"));
	const texts = parts.optional(TAG.sequence);
	const failure = parts.optional(TAG.bitString);
	parts.end();
	const words = (texts ? reader.children(texts, TAG.sequence) : []).map((text) => {
		if (text.tag !== UTF8_STRING) throw reader.refuse("is malformed: a status text is no UTF8String");
		return new TextDecoder().decode(reader.content(text));
	});
	if (status <= GRANTED) return;
	const reasons = [...words.slice(0, MOST_TEXTS), ...failure ? failuresIn(reader.content(failure)) : []];
	const said = reasons.length === 0 ? "" : `: ${printable(reasons.join("; "), MOST_CHARACTERS)}`;
	throw new SealiftError("timestamp_refused", `${authority} gives no timestamp (${STATUS_NAMES[status] ?? `status ${status}`})${said}`);
}
/**
* Takes the TimeStampToken out of a TimeStampResp (RFC 3161, 2.4.2), byte by byte as it was received. The response and the
* header of the token have to be DER, as notation demands it; the token itself is not read here.
*
* @param authority as errors name it; safe to print.
* @throws SealiftError `timestamp_refused` when the authority says no, `timestamp_invalid` when the response is malformed.
*/
function readTimestampResponse(bytes, authority) {
	const context = {
		code: "timestamp_invalid",
		what: `the answer of ${authority}`
	};
	const whole = derElement(bytes, 0, bytes.length, context);
	if (whole.tag !== TAG.sequence || whole.end !== bytes.length) throw errorIn(context, "is malformed: it is not one TimeStampResp");
	const part = ({ start, end }) => bytes.subarray(start, end);
	const parts = derChildren(bytes, whole, context);
	const status = parts.next().value;
	if (!status) throw errorIn(context, "is malformed: it has no status");
	checkStatus(part(status), authority, context);
	const token = parts.next().value;
	if (!token) throw errorIn(context, "grants a timestamp and holds none");
	if (token.tag !== TAG.sequence || token.end !== whole.end) throw errorIn(context, "is malformed: it holds something else than one timestamp");
	return part(token);
}

// src/operations/signing/timestamper.ts
var timestamper_exports = /* @__PURE__ */ __exportAll({ Timestamper: () => Timestamper });
/** Milliseconds by which the clock of the authority may differ from ours. Beyond that one of the two tells a wrong time. */
const MOST_APART = 6e5;
/** The name of the root's store in a verified timestamp; nothing shows it. */
const STORE = "timestamp root certificate";
const OTHER_ROOT = "Give the root certificate of this authority as --timestamp-root-cert.";
/** What makes a token useless, as opposed to an error that says nothing about it. */
const REFUSALS = /* @__PURE__ */ new Set([
	"certificate_revoked",
	"timestamp_invalid",
	"timestamp_revocation_unknown",
	"timestamp_untrusted"
]);
/** 128 bits, of which 126 are random: the INTEGER is positive and has no zeros in front. */
function newNonce() {
	const nonce = randomBytes(16);
	nonce[0] = nonce[0] & 63 | 64;
	return nonce;
}
/**
* Gets timestamps of signatures from one authority (RFC 3161). What it says is judged here as a verifier will judge it, so that
* no signature leaves that would be refused later.
*/
var Timestamper = class {
	#options;
	constructor(options) {
		this.#options = options;
	}
	/**
	* Asks for a timestamp of a signature.
	*
	* @throws SealiftError `timestamp_refused`, `timestamp_invalid`, `timestamp_untrusted`, `timestamp_revocation_unknown`,
	*   `certificate_revoked`, or what the client throws.
	*/
	async stamp(signed, signal) {
		const { client, url, authority, clock } = this.#options;
		const { hash } = signed.algorithm;
		const nonce = newNonce();
		const imprint = createHash(hash).update(signed.signature).digest();
		const asked = clock.now();
		const answer = await client.post(url, await buildTimestampRequest({
			hash,
			imprint,
			nonce
		}), signal);
		const token = readTimestampResponse(answer, authority);
		const now = clock.now();
		const timestamp = await this.#judge(token, signed, now);
		const refuse = (reason, hint) => new SealiftError("timestamp_invalid", `${authority} ${reason}`, { hint });
		if (timestamp.nonce !== BigInt(`0x${Buffer.from(nonce).toString("hex")}`)) throw refuse("answers with a timestamp that belongs to another request (its nonce differs)", "Something between may answer from a store; use another timestamp authority.");
		const { time, chain } = timestamp;
		if (Math.max(asked.getTime() - time.getTime(), time.getTime() - now.getTime()) > MOST_APART) throw refuse(`says that it is ${time.toISOString()}, and the clock of this machine says ${now.toISOString()}`, "Set the clock that is wrong; if it is the one of the authority, use another one.");
		const invalid = invalidAt(chain, now);
		if (invalid) throw refuse(`has a certificate that is ${invalid.state}`, "Use another timestamp authority.");
		return {
			token,
			evidence: await this.#unrevoked(timestamp, signal)
		};
	}
	/**
	* Judges the timestamp of an existing signature; resolves to `undefined` when it is not as good as a new one. An authority
	* whose revocation is unknown is not.
	*/
	async accepts(envelope, signal) {
		if (envelope.timestampToken === void 0) return void 0;
		try {
			const timestamp = await this.#judge(envelope.timestampToken, envelope, this.#options.clock.now());
			return await this.#unrevoked(timestamp, signal);
		} catch (error) {
			if (error instanceof SealiftError && REFUSALS.has(error.code)) return void 0;
			throw error;
		}
	}
	async #unrevoked(timestamp, signal) {
		const revocation = await checkUnrevoked(timestamp, this.#options.revocation, signal);
		const { chain, time, earliest, latest, policy } = timestamp;
		const { subject, thumbprint } = chain[0];
		return {
			authority: nameText(subject),
			thumbprint,
			time,
			earliest,
			latest,
			policy,
			revocation
		};
	}
	async #judge(token, { signature, chain }, at) {
		const roots = [{
			store: STORE,
			certificate: this.#options.root
		}];
		const timestamp = await verifyTimestamp(token, {
			signature,
			roots,
			at
		}).catch((error) => {
			if (!(error instanceof SealiftError) || error.code !== "timestamp_untrusted") throw error;
			throw new SealiftError(error.code, error.message, {
				hint: OTHER_ROOT,
				cause: error
			});
		});
		checkCovers(timestamp, chain);
		return timestamp;
	}
};

export { timestamp_exports as n, timestamper_exports as t };