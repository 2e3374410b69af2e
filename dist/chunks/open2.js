import { c as printable, d as SealiftError } from "./run-result.js";
import { f as decodeBase64, p as decodeBase64Url, u as parseCertificate } from "./run.js";
import { D as complain, E as parseJson, b as parseDescriptor } from "./open.js";
import { constants, verify } from "node:crypto";
import { Buffer } from "node:buffer";

// src/pki/name.ts
/** The attribute types that Go's `pkix.Name` knows by name, and so notation, in the order in which it encodes them. */
const ATTRIBUTE_NAMES = {
	"2.5.4.6": "C",
	"2.5.4.8": "ST",
	"2.5.4.7": "L",
	"2.5.4.9": "STREET",
	"2.5.4.17": "POSTALCODE",
	"2.5.4.10": "O",
	"2.5.4.11": "OU",
	"2.5.4.3": "CN",
	"2.5.4.5": "SERIALNUMBER"
};
/** Of these Go keeps one value, the last, and none that is empty. */
const SINGLE = /* @__PURE__ */ new Set(["CN", "SERIALNUMBER"]);
/** RFC 4514, 2.4: what a value has to escape, `=` not being among it. */
function escapeValue(value) {
	return value.replace(/[\\",;+<>]|^[ #]| $/g, "\\$&");
}
/** The value of a type without a name: its DER in hexadecimal (RFC 4514, 2.4), in the string type that Go would choose. */
function hexValue(value) {
	const PRINTABLE = 19;
	const UTF8 = 12;
	const bytes = Buffer.from(value, "utf8");
	const tag = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? PRINTABLE : UTF8;
	const { length } = bytes;
	const octets = length < 128 ? [length] : length < 256 ? [129, length] : [
		130,
		length >> 8,
		length & 255
	];
	return `#${Buffer.from([tag, ...octets]).toString("hex")}${bytes.toString("hex")}`;
}
/**
* The name as text (RFC 4514), spelled and ordered as Go's `pkix.Name` does and so as notation shows it, whatever the
* order in the certificate: `CN=…,O=…,ST=…,C=…`, attributes that have no name at the end.
*/
function nameText(name) {
	const attributes = name.rdns.flat();
	const known = Object.entries(ATTRIBUTE_NAMES).map(([type, written]) => {
		const all = attributes.filter((one) => one.type === type).map(({ value }) => value);
		return (SINGLE.has(written) ? all.slice(-1).filter((value) => value !== "") : all).map((value) => `${written}=${escapeValue(value)}`).join("+");
	});
	return [...attributes.filter(({ type }) => !Object.hasOwn(ATTRIBUTE_NAMES, type)).map(({ type, value }) => `${type}=${hexValue(value)}`), ...known.filter((text) => text !== "")].toReversed().join(",");
}
function sameName(a, b) {
	return a.der.length === b.der.length && a.der.every((byte, index) => byte === b.der[index]);
}

// src/pki/chain.ts
/** Signature algorithms of certificates that are safe to rely on: SHA-2 only, as the Notary specification demands. */
const SIGNATURE_ALGORITHMS = /* @__PURE__ */ new Set([
	"1.2.840.113549.1.1.11",
	"1.2.840.113549.1.1.12",
	"1.2.840.113549.1.1.13",
	"1.2.840.113549.1.1.10/2.16.840.1.101.3.4.2.1",
	"1.2.840.113549.1.1.10/2.16.840.1.101.3.4.2.2",
	"1.2.840.113549.1.1.10/2.16.840.1.101.3.4.2.3",
	"1.2.840.10045.4.3.2",
	"1.2.840.10045.4.3.3",
	"1.2.840.10045.4.3.4",
	"1.3.101.112"
]);
const LEAF_FORBIDDEN_USAGE = [
	"keyEncipherment",
	"dataEncipherment",
	"keyAgreement",
	"keyCertSign",
	"cRLSign",
	"encipherOnly",
	"decipherOnly"
];
/** Extended key usages that a code-signing leaf must not have (signature-specification.md, "Certificate Requirements"). */
const LEAF_FORBIDDEN_PURPOSE = {
	"2.5.29.37.0": "anyExtendedKeyUsage",
	"1.3.6.1.5.5.7.3.1": "serverAuth",
	"1.3.6.1.5.5.7.3.2": "clientAuth",
	"1.3.6.1.5.5.7.3.4": "emailProtection",
	"1.3.6.1.5.5.7.3.8": "timeStamping",
	"1.3.6.1.5.5.7.3.9": "OCSPSigning"
};
/** Subject equals issuer and its own key made the signature; a shared name alone is legal. */
function isSelfSigned(certificate) {
	return sameName(certificate.subject, certificate.issuer) && certificate.isSignedBy(certificate.publicKey);
}
function criticalKeyUsage(certificate, problem) {
	const { keyUsage } = certificate;
	if (!keyUsage) throw problem("has no keyUsage extension");
	if (!keyUsage.critical) throw problem("has a keyUsage extension that is not critical");
	return keyUsage.bits;
}
function checkLeaf(leaf, problem) {
	if (leaf.basicConstraints?.ca) throw problem("is a CA certificate and cannot sign artifacts");
	const usage = criticalKeyUsage(leaf, problem);
	if (!usage.has("digitalSignature")) throw problem("has no digitalSignature in its keyUsage");
	const forbidden = LEAF_FORBIDDEN_USAGE.find((bit) => usage.has(bit));
	if (forbidden !== void 0) throw problem(`has ${forbidden} in its keyUsage, which a signing certificate must not have`);
	const purpose = leaf.extendedKeyUsage?.oids.find((oid) => Object.hasOwn(LEAF_FORBIDDEN_PURPOSE, oid));
	if (purpose !== void 0) throw problem(`has ${LEAF_FORBIDDEN_PURPOSE[purpose]} in its extKeyUsage, which a signing certificate must not have`);
}
function checkAuthority(authority, casBelow, problem) {
	if (!authority.basicConstraints?.ca) throw problem("is not a CA certificate, but stands above another one");
	const { pathLength } = authority.basicConstraints;
	if (pathLength !== void 0 && pathLength < casBelow) throw problem(`allows ${pathLength} CAs below it, there are ${casBelow}`);
	if (!criticalKeyUsage(authority, problem).has("keyCertSign")) throw problem("has no keyCertSign in its keyUsage");
}
function checkIssued(certificate, issuer, problem) {
	if (!sameName(certificate.issuer, issuer.subject)) throw problem("was not issued by the certificate that follows it");
	if (!certificate.isSignedBy(issuer.publicKey)) throw problem("does not carry the signature of the certificate that follows it");
}
/**
* The Notary Project's profile of a code-signing chain, leaf first, root last, complete: structure, roles, key usages and
* signatures. No time and no trust. Stricter than notation in two points of the specification: no SHA-1 anywhere, no
* anyExtendedKeyUsage on the leaf.
*
* @throws SealiftError with the code of `complaint`, naming the certificate.
*/
function checkCodeSigningChain(chain, complaint) {
	if (chain.length === 0) throw complain(complaint, "holds no certificate");
	chain.forEach((certificate, index) => {
		const problem = (reason) => complain(complaint, `certificate ${index + 1} (${printable(nameText(certificate.subject))}) ${reason}`);
		if (certificate.version !== 3) throw problem("is not X.509 version 3");
		if (!SIGNATURE_ALGORITHMS.has(certificate.signatureAlgorithm)) throw problem(`is signed with an algorithm that is not allowed (${printable(certificate.signatureAlgorithm)})`);
		if (index === 0) checkLeaf(certificate, problem);
		else checkAuthority(certificate, index - 1, problem);
		const issuer = chain[index + 1];
		if (issuer === void 0) {
			if (!isSelfSigned(certificate)) throw problem("is the last one but not a self-signed root: the chain is not complete");
			return;
		}
		checkIssued(certificate, issuer, problem);
		if (isSelfSigned(certificate)) throw problem("is self-signed but not the last one");
	});
}
/** The first certificate that is not valid at `at` (bounds included), with what is wrong; `undefined` when all are. */
function invalidAt(chain, at) {
	for (const certificate of chain) {
		if (at < certificate.notBefore) return {
			certificate,
			state: "not yet valid"
		};
		if (at > certificate.notAfter) return {
			certificate,
			state: "expired"
		};
	}
}
/** Until when every certificate of the chain is valid. */
function validUntil(chain) {
	return new Date(Math.min(...chain.map(({ notAfter }) => notAfter.getTime())));
}

// src/notation/envelope/media-types.ts
const JWS_MEDIA_TYPE = "application/jose+json";
const COSE_MEDIA_TYPE = "application/cose";
const PAYLOAD_MEDIA_TYPE = "application/vnd.cncf.notary.payload.v1+json";

// src/notation/algorithms.ts
const row = (jws, cose, keySpec, keyType, parameter, hash, signatureLength) => ({
	jws,
	cose,
	keySpec,
	keyType,
	parameter,
	hash,
	signatureLength
});
/** The only algorithms there are; nothing elsewhere lists them again. */
const ALGORITHMS = [
	row("PS256", -37, "RSA-2048", "rsa", 2048, "sha256", 256),
	row("PS384", -38, "RSA-3072", "rsa", 3072, "sha384", 384),
	row("PS512", -39, "RSA-4096", "rsa", 4096, "sha512", 512),
	row("ES256", -7, "EC-256", "ec", "prime256v1", "sha256", 64),
	row("ES384", -35, "EC-384", "ec", "secp384r1", "sha384", 96),
	row("ES512", -36, "EC-521", "ec", "secp521r1", "sha512", 132)
];
/** The algorithm of a key; the key decides, never the caller or a header. */
function findAlgorithm(key) {
	const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
	const parameter = key.asymmetricKeyType === "rsa" ? modulusLength : namedCurve;
	return ALGORITHMS.find((one) => one.keyType === key.asymmetricKeyType && one.parameter === parameter);
}
/** @throws SealiftError `key_unsupported`, naming the key's kind. */
function algorithmOf(key) {
	const algorithm = findAlgorithm(key);
	if (algorithm) return algorithm;
	const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
	const kind = [key.asymmetricKeyType, modulusLength ?? namedCurve].filter((part) => part !== void 0).join(" ");
	throw new SealiftError("key_unsupported", `a key of the kind "${kind}" cannot sign in the Notary Project format`);
}
/** Node's options for this algorithm: PSS with salt = hash length, ECDSA as r||s (RFC 7518, 3.4 and 3.5). */
function cryptoOptions({ keyType }) {
	return keyType === "rsa" ? {
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: constants.RSA_PSS_SALTLEN_DIGEST
	} : { dsaEncoding: "ieee-p1363" };
}
/** Strict: exact raw length, salt = hash length; a DER signature or another salt is none. */
function isSignature(algorithm, publicKey, data, signature) {
	if (signature.length !== algorithm.signatureLength) return false;
	return verify(algorithm.hash, data, {
		key: publicKey,
		...cryptoOptions(algorithm)
	}, signature);
}

// src/notation/envelope/headers.ts
/** Header names of the Notary Project's envelopes (signature-envelope-jws.md, signature-envelope-cose.md). */
const HEADER = {
	signingScheme: "io.cncf.notary.signingScheme",
	signingTime: "io.cncf.notary.signingTime",
	authenticSigningTime: "io.cncf.notary.authenticSigningTime",
	expiry: "io.cncf.notary.expiry",
	verificationPlugin: "io.cncf.notary.verificationPlugin",
	verificationPluginMinVersion: "io.cncf.notary.verificationPluginMinVersion",
	timestampSignature: "io.cncf.notary.timestampSignature",
	signingAgent: "io.cncf.notary.signingAgent"
};
const SCHEME_X509 = "notary.x509";
const SCHEME_SIGNING_AUTHORITY = "notary.x509.signingAuthority";

// src/notation/envelope/rfc3339.ts
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** A moment as envelopes write it: whole seconds, UTC. */
function formatTime(time) {
	return `${(/* @__PURE__ */ new Date(Math.floor(time.getTime() / 1e3) * 1e3)).toISOString().slice(0, 19)}Z`;
}
/** Reads an RFC 3339 moment with any offset and fraction; `T` and `Z` in upper case, as Go demands. */
function parseTime(value, complaint) {
	const match = typeof value === "string" ? RFC3339.exec(value) : null;
	const time = match ? new Date(match[0]) : void 0;
	const dayHolds = match !== null && (/* @__PURE__ */ new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`)).getUTCDate() === Number(match[3]);
	if (time === void 0 || Number.isNaN(time.getTime()) || !dayHolds) throw complain(complaint, "has a malformed time");
	return time;
}

// src/notation/envelope/jws-protected.ts
/** Names that may not stand in `crit`, although they are understood (notation refuses them, too). */
const NEVER_CRITICAL = [
	"alg",
	"crit",
	"cty",
	HEADER.signingTime
];
/** Understood as: a plugin has to judge. A version without a plugin says nothing that is understood. */
const PLUGIN = [HEADER.verificationPlugin, HEADER.verificationPluginMinVersion];
/** What Go writes for no time at all. */
const NO_TIME = /* @__PURE__ */ new Date("0001-01-01T00:00:00Z");
/** A member of any type, for an error. Never `String()`: a hostile object has a `toString` that throws. */
function shown(value) {
	return printable(typeof value === "string" ? value : JSON.stringify(value) ?? "none");
}
function criticalNames(fields, complaint) {
	const { crit } = fields;
	if (!Array.isArray(crit) || crit.length === 0 || !crit.every((name) => typeof name === "string")) throw complain(complaint, "has no list of critical headers");
	const names = crit;
	if (new Set(names).size !== names.length) throw complain(complaint, "lists a critical header twice");
	for (const name of names) {
		if (!Object.hasOwn(fields, name)) throw complain(complaint, `lists ${printable(name)} as critical, which is not there`);
		if (NEVER_CRITICAL.includes(name)) throw complain(complaint, `lists ${name} as critical, which it cannot be`);
	}
	for (const name of [HEADER.signingScheme, HEADER.expiry]) if (Object.hasOwn(fields, name) && !names.includes(name)) throw complain(complaint, `does not list ${name} as critical`);
	return names;
}
function checkScheme(fields, complaint) {
	const scheme = fields[HEADER.signingScheme];
	if (scheme === "notary.x509.signingAuthority") throw new SealiftError("signing_authority_unsupported", `${complaint.what} is of the signing scheme ${scheme}`);
	if (scheme !== "notary.x509") throw complain(complaint, `has the signing scheme ${shown(scheme)}, which is unknown`);
	if (Object.hasOwn(fields, HEADER.authenticSigningTime)) throw complain(complaint, `has ${HEADER.authenticSigningTime}, which belongs to another signing scheme`);
}
/**
* The header rules of the JWS envelope (signature-envelope-jws.md, "Protected Headers"), after the signature over them was
* found good.
*/
function readProtectedHeader(fields, complaint) {
	if (Object.hasOwn(fields, "b64")) throw complain(complaint, "has the header b64");
	checkScheme(fields, complaint);
	const critical = criticalNames(fields, complaint);
	if (fields.cty !== "application/vnd.cncf.notary.payload.v1+json") throw complain(complaint, `has the content type ${shown(fields.cty)}`);
	const signingTime = parseTime(fields[HEADER.signingTime], complaint);
	if (signingTime <= NO_TIME) throw complain(complaint, "has no signing time");
	const expiry = Object.hasOwn(fields, HEADER.expiry) ? parseTime(fields[HEADER.expiry], complaint) : void 0;
	if (expiry !== void 0 && expiry <= signingTime) throw complain(complaint, "expires before it was signed");
	const plugin = fields[HEADER.verificationPlugin];
	const known = [
		HEADER.signingScheme,
		HEADER.expiry,
		...plugin === void 0 ? [] : PLUGIN
	];
	return {
		critical,
		signingTime,
		...expiry === void 0 ? {} : { expiry },
		...plugin === void 0 ? {} : { verificationPlugin: shown(plugin) },
		unknownCritical: critical.filter((name) => !known.includes(name))
	};
}

// src/encoding/go-json.ts
/** What Go's `json.Marshal` escapes beyond RFC 8259. */
const ESCAPES = {
	"<": "\\u003c",
	">": "\\u003e",
	"&": "\\u0026",
	"\u2028": "\\u2028",
	"\u2029": "\\u2029"
};
/**
* Compact JSON as Go writes it, members in the order they have, so that the same values give the bytes (and the digest)
* that notation gives.
*/
function goJson(value) {
	const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => ESCAPES[character]);
	return new TextEncoder().encode(text);
}
/** The members of a map in the order in which Go marshals one: sorted by the bytes of their names. */
function sortedMembers(map) {
	const encoder = new TextEncoder();
	const compare = ([a], [b]) => {
		const [left, right] = [encoder.encode(a), encoder.encode(b)];
		const at = left.findIndex((byte, index) => byte !== right[index]);
		return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
	};
	return Object.fromEntries(Object.entries(map).toSorted(compare));
}

// src/notation/envelope/payload.ts
const RESERVED_PREFIX = "io.cncf.notary";
/**
* Checks the pairs a user wants signed or found.
*
* @throws SealiftError `metadata_invalid` for an empty or reserved key.
*/
function checkMetadata(metadata) {
	for (const key of Object.keys(metadata)) {
		if (key === "") throw new SealiftError("metadata_invalid", "a metadata key is empty");
		if (key.startsWith(RESERVED_PREFIX)) throw new SealiftError("metadata_invalid", `the metadata key ${printable(key)} is reserved for the Notary Project`);
	}
}
/**
* The payload of a JWS envelope: `targetArtifact` reduced to mediaType, digest, size and the metadata, members sorted and
* escaped as notation writes them.
*/
function buildPayload(target, metadata) {
	checkMetadata(metadata);
	const { mediaType, digest, size } = target;
	const annotations = Object.keys(metadata).length > 0 ? { annotations: sortedMembers(metadata) } : {};
	return goJson({ targetArtifact: {
		...annotations,
		digest,
		mediaType,
		size
	} });
}
/** Reads a payload that was signed. @throws SealiftError with the code of `complaint`. */
function parsePayload(bytes, complaint) {
	const body = parseJson(bytes, complaint);
	if (typeof body !== "object" || body === null || !("targetArtifact" in body)) throw complain(complaint, "has a payload without targetArtifact");
	const { mediaType, digest, size, annotations } = parseDescriptor(body.targetArtifact, complaint);
	return {
		mediaType,
		digest,
		size,
		...annotations ? { annotations } : {}
	};
}

// src/notation/envelope/open-jws.ts
/** More certificates than any chain has; bounds the work before the signature is known to be good. */
const MAX_CHAIN = 16;
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Flattened JSON serialization (RFC 7515, 7.2.2); members that are not known are left alone. */
function readOuter(bytes, complaint) {
	const outer = parseJson(bytes, complaint);
	if (!isObject(outer) || !isObject(outer.header)) throw complain(complaint, "is not a flattened JWS");
	const { payload, protected: header, signature } = outer;
	if (typeof payload !== "string" || typeof header !== "string" || typeof signature !== "string") throw complain(complaint, "is not a flattened JWS");
	return {
		payload,
		protected: header,
		signature,
		header: outer.header
	};
}
async function readChain(x5c, complaint) {
	if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > MAX_CHAIN) throw complain(complaint, "has no certificate chain");
	return Promise.all(x5c.map((text, index) => {
		if (typeof text !== "string") throw complain(complaint, "has a certificate that is not text");
		const what = `${complaint.what}, certificate ${index + 1}`;
		return parseCertificate(decodeBase64(text, {
			...complaint,
			what
		}), {
			...complaint,
			what
		});
	}));
}
/** jose judges as well: an independent reader of the JOSE rules, with the one algorithm that the key allows. */
async function joseAgrees(jws, leaf, algorithm, critical) {
	const { flattenedVerify } = await import("./jose.js").then((n) => n.t);
	const crit = Object.fromEntries(critical.map((name) => [name, true]));
	const { payload, protected: header, signature } = jws;
	const options = {
		algorithms: [algorithm.jws],
		crit
	};
	return flattenedVerify({
		payload,
		protected: header,
		signature
	}, leaf.publicKey, options).then(() => true, () => false);
}
/** Opens a JWS envelope; see {@link openEnvelope}. */
async function openJws(bytes) {
	const complaint = {
		code: "envelope_invalid",
		what: "JWS envelope"
	};
	const jws = readOuter(bytes, complaint);
	const chain = await readChain(jws.header.x5c, complaint);
	const leaf = chain[0];
	const algorithm = findAlgorithm(leaf.publicKey);
	if (!algorithm) throw complain(complaint, "is signed with a key that the Notary Project does not allow");
	const protectedBytes = decodeBase64Url(jws.protected, {
		...complaint,
		what: "JWS protected header"
	});
	const payload = decodeBase64Url(jws.payload, {
		...complaint,
		what: "JWS payload"
	});
	const signature = decodeBase64Url(jws.signature, {
		...complaint,
		what: "JWS signature"
	});
	const signingInput = new TextEncoder().encode(`${jws.protected}.${jws.payload}`);
	if (!isSignature(algorithm, leaf.publicKey, signingInput, signature)) throw new SealiftError("signature_invalid", "the signature does not fit the signed bytes or the certificate");
	const fields = parseJson(protectedBytes, {
		...complaint,
		what: "JWS protected header"
	});
	if (!isObject(fields)) throw complain(complaint, "has a protected header that is not an object");
	if (fields.alg !== algorithm.jws) throw complain(complaint, `says ${shown(fields.alg)}, the key of its certificate demands ${algorithm.jws}`);
	const header = readProtectedHeader(fields, complaint);
	if (!await joseAgrees(jws, leaf, algorithm, header.critical)) throw new SealiftError("signature_invalid", "the envelope breaks a rule of JOSE (RFC 7515)");
	checkCodeSigningChain(chain, {
		...complaint,
		code: "certificate_invalid"
	});
	const token = jws.header[HEADER.timestampSignature];
	const agent = jws.header[HEADER.signingAgent];
	return {
		mediaType: JWS_MEDIA_TYPE,
		algorithm,
		chain,
		scheme: SCHEME_X509,
		signingTime: header.signingTime,
		...header.expiry === void 0 ? {} : { expiry: header.expiry },
		...typeof agent === "string" ? { signingAgent: agent } : {},
		...typeof token === "string" ? { timestampToken: decodeBase64(token, complaint) } : {},
		target: parsePayload(payload, complaint),
		...header.verificationPlugin === void 0 ? {} : { verificationPlugin: header.verificationPlugin },
		unknownCritical: header.unknownCritical
	};
}

// src/notation/envelope/open.ts
function unsupportedCose() {
	throw new SealiftError("cose_unsupported", "the signature is a COSE envelope");
}
/** Every envelope format by its media type. */
const FORMATS = {
	[JWS_MEDIA_TYPE]: openJws,
	[COSE_MEDIA_TYPE]: unsupportedCose
};
/**
* Reads an envelope and checks what needs no trust: its structure, the signature over the received bytes with the leaf's
* key and the one algorithm that key has, the header rules and the profile of the chain.
*
* @throws SealiftError `envelope_invalid`, `signature_invalid`, `certificate_invalid`, `cose_unsupported` or
*   `signing_authority_unsupported`.
*/
async function openEnvelope(bytes, mediaType) {
	const open = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : void 0;
	if (!open) throw new SealiftError("envelope_invalid", `${printable(mediaType)} is not an envelope format`);
	return open(bytes);
}

export { ATTRIBUTE_NAMES as _, sortedMembers as a, SCHEME_X509 as c, JWS_MEDIA_TYPE as d, PAYLOAD_MEDIA_TYPE as f, validUntil as g, isSelfSigned as h, goJson as i, algorithmOf as l, invalidAt as m, buildPayload as n, formatTime as o, checkCodeSigningChain as p, checkMetadata as r, HEADER as s, openEnvelope as t, cryptoOptions as u, nameText as v, sameName as y };