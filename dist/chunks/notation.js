import { D as printable, M as asSealiftError, j as SealiftError } from "./words.js";
import { $ as parseCertificates, B as plainDescriptor, Ct as errnoOf, F as artifactTypeOf, G as early, J as once, L as MEDIA_TYPES, Ot as isTag, P as referrersTag, Pt as digestOf, Q as readFile$1, St as complain, U as ENVELOPE_LIMIT, Y as parseJson, _t as HASHES, bt as RSA_PKCS1, gt as ECDSA, j as homeFolder, jt as parseRepository, k as contentOf, m as readBlob, p as judgedReferrers, wt as fileError, yt as RSASSA_PSS, z as parseDescriptor } from "./registry.js";
import { c as nullable, f as strictObject, h as unknown, i as exactOptional, n as array, o as literal, p as string, t as _enum, u as optional, v as _minLength } from "./zod.js";
const { constants, verify } = globalThis.process.getBuiltinModule("node:crypto");
const { isAbsolute, join } = globalThis.process.getBuiltinModule("node:path");
const { lstat, readdir } = globalThis.process.getBuiltinModule("node:fs/promises");
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// src/io/files/folder-entries.ts
/** The kind of a `Stats` or a `Dirent`. */
function kindOf(entry) {
	if (entry.isSymbolicLink()) return "link";
	if (entry.isDirectory()) return "folder";
	return entry.isFile() ? "file" : "other";
}
/** What stands at a path, links not followed; `undefined` when there is nothing. */
async function entryKind(path) {
	try {
		return kindOf(await lstat(path));
	} catch (error) {
		if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return void 0;
		throw fileError(error, "read", path);
	}
}
/** The entries of a folder by name, sorted, links not followed. */
async function folderEntries(path) {
	try {
		return (await readdir(path, { withFileTypes: true })).map((entry) => ({
			name: entry.name,
			path: join(path, entry.name),
			kind: kindOf(entry)
		})).toSorted((a, b) => a.name < b.name ? -1 : 1);
	} catch (error) {
		throw fileError(error, "read", path);
	}
}

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
	...Object.keys(RSA_PKCS1),
	...Object.values(HASHES).map(({ oid }) => `${RSASSA_PSS}/${oid}`),
	...Object.keys(ECDSA),
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
	if (!authority.basicConstraints?.ca) throw problem("is not a CA certificate, but stands where one is needed");
	const { pathLength } = authority.basicConstraints;
	if (pathLength !== void 0 && pathLength < casBelow) throw problem(`allows ${pathLength} CAs below it, there are ${casBelow}`);
	if (!criticalKeyUsage(authority, problem).has("keyCertSign")) throw problem("has no keyCertSign in its keyUsage");
}
function checkIssued(certificate, issuer, problem) {
	if (!sameName(certificate.issuer, issuer.subject)) throw problem("was not issued by the certificate that follows it");
	if (!certificate.isSignedBy(issuer.publicKey)) throw problem("does not carry the signature of the certificate that follows it");
}
/** Checks certificates that follow one another up to a root; the first one is a leaf, or the CA of one. */
function checkUpward(chain, complaint, beginsWithLeaf) {
	if (chain.length === 0) throw complain(complaint, "holds no certificate");
	chain.forEach((certificate, index) => {
		const problem = (reason) => complain(complaint, `certificate ${index + 1} (${printable(nameText(certificate.subject))}) ${reason}`);
		if (certificate.version !== 3) throw problem("is not X.509 version 3");
		if (!SIGNATURE_ALGORITHMS.has(certificate.signatureAlgorithm)) throw problem(`is signed with an algorithm that is not allowed (${printable(certificate.signatureAlgorithm)})`);
		if (beginsWithLeaf && index === 0) checkLeaf(certificate, problem);
		else checkAuthority(certificate, beginsWithLeaf ? index - 1 : index, problem);
		const issuer = chain[index + 1];
		if (issuer === void 0) {
			if (!isSelfSigned(certificate)) throw problem("is the last one but not a self-signed root: the chain is not complete");
			return;
		}
		checkIssued(certificate, issuer, problem);
		if (isSelfSigned(certificate)) throw problem("is self-signed but not the last one");
	});
}
/**
* The Notary Project's profile of a code-signing chain, leaf first, root last, complete: structure, roles, key usages and
* signatures. No time and no trust. Stricter than notation in two points of the specification: no SHA-1 anywhere, no
* anyExtendedKeyUsage on the leaf.
*
* @throws SealiftError with the code of `complaint`, naming the certificate.
*/
function checkCodeSigningChain(chain, complaint) {
	checkUpward(chain, complaint, true);
}
/** The same profile of the CAs alone, the one that will issue a leaf first, root last. */
function checkAuthorities(authorities, complaint) {
	checkUpward(authorities, complaint, false);
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

// src/trust/read-config.ts
/**
* A file of the trust configuration, whole. One over `limit` bytes is no such file: the configuration is wrong (`code`),
* not some content that was judged.
*
* @throws SealiftError `file_not_found`, `file_unreadable` or `code`.
*/
async function readConfig(path, limit, what, code) {
	try {
		return await readFile$1(path, limit, what);
	} catch (error) {
		if (!(error instanceof SealiftError && error.code === "content_too_large")) throw error;
		throw new SealiftError(code, error.message, {
			hint: error.hint,
			cause: error
		});
	}
}

// src/trust/trust-store.ts
/** The grammar of a policy's trustStores; a name is one folder, never a path. */
const STORE$2 = /^(ca|signingAuthority|tsa):[a-zA-Z0-9_.-]+$/;
/** A file of certificates; more is no trust store. */
const FILE_LIMIT = 1048576;
/**
* What may anchor trust: a CA certificate or one that its own key signed; a timestamp authority's has to be a root, too.
*
* @throws SealiftError `trust_store_invalid`.
*/
function checkAnchor(certificate, type, where) {
	const ca = certificate.basicConstraints?.ca === true;
	const refuse = (reason) => new SealiftError("trust_store_invalid", `${where}: ${printable(nameText(certificate.subject))} ${reason}`, { hint: "Put the root (or an intermediate) certificate of the signer there." });
	if (!ca && !certificate.isSignedBy(certificate.publicKey)) throw refuse("is neither a CA certificate nor self-signed");
	if (type !== "tsa") return;
	const signs = certificate.keyUsage?.bits.has("keyCertSign") ?? true;
	if (!ca || !signs || !isSelfSigned(certificate)) throw refuse("is not a root certificate, and a tsa store holds roots only");
}
async function readStore(folder, type) {
	const shown = printable(folder, 600);
	const kind = await entryKind(folder);
	if (kind === void 0) throw new SealiftError("trust_store_not_found", `there is no trust store at ${shown}`);
	if (kind !== "folder") throw new SealiftError("trust_store_invalid", `the trust store ${shown} is a ${kind}, not a folder`);
	const entries = await folderEntries(folder);
	const odd = entries.find((entry) => entry.kind !== "file");
	if (odd) throw new SealiftError("trust_store_invalid", `the trust store ${shown} holds a ${odd.kind}: ${printable(odd.name)}`);
	const found = [];
	for (const { path } of entries) {
		const bytes = await readConfig(path, FILE_LIMIT, "trusted certificate", "trust_store_invalid");
		const where = printable(path, 600);
		const certificates = await parseCertificates(bytes, {
			code: "trust_store_invalid",
			what: where
		});
		for (const certificate of certificates) checkAnchor(certificate, type, where);
		found.push(...certificates);
	}
	if (found.length === 0) throw new SealiftError("trust_store_empty", `the trust store ${shown} is empty`);
	return found;
}
/**
* A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/` with certificate files. Each named
* store is read when it is first asked for, once.
*
* @throws SealiftError `usage` when `directory` is no path.
*/
function openTrustStore(directory) {
	if (typeof directory !== "string" || directory === "") throw new SealiftError("usage", "a trust store is opened by the path of its folder");
	const stores = /* @__PURE__ */ new Map();
	return { certificates(type, name) {
		const key = `${type}:${name}`;
		if (!STORE$2.test(key) || name === "." || name === "..") return Promise.reject(new SealiftError("trust_store_invalid", `${printable(key)} does not name a trust store`));
		const known = stores.get(key) ?? readStore(join(directory, "x509", type, name), type);
		stores.set(key, known);
		return known;
	} };
}

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
/** A key's kind for people: `RSA-2048`, `EC-256`, or in the words of OpenSSL where Notary has no name for it. */
function keyKind(key) {
	const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
	const words = [key.asymmetricKeyType, modulusLength ?? namedCurve].filter((part) => part !== void 0);
	return findAlgorithm(key)?.keySpec ?? words.join(" ");
}
/** @throws SealiftError `key_unsupported`, naming the key's kind. */
function algorithmOf(key) {
	const algorithm = findAlgorithm(key);
	if (algorithm) return algorithm;
	throw new SealiftError("key_unsupported", `a key of the kind "${keyKind(key)}" cannot sign in the Notary Project format`);
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

// src/notation/chain-rules.ts
const CHAIN_COMPLAINT = {
	code: "certificate_chain_invalid",
	what: "certificate chain"
};
/** @throws SealiftError `certificate_not_valid_now`, naming the first certificate that is not valid at `now`. */
function checkValidNow(chain, now) {
	const invalid = invalidAt(chain, now);
	if (!invalid) return;
	const { subject, notBefore, notAfter } = invalid.certificate;
	const span = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
	throw new SealiftError("certificate_not_valid_now", `the certificate ${printable(nameText(subject))} is ${invalid.state} (valid ${span})`);
}
/**
* What can be known of a chain without its key: it is whole, meets the Notary Project's profile, its leaf's key is one that
* signs, and every certificate is valid now.
*
* @throws SealiftError `certificate_chain_invalid`, `certificate_not_valid_now` or `key_unsupported`.
*/
function checkChainRules(chain, now) {
	checkCodeSigningChain(chain, CHAIN_COMPLAINT);
	algorithmOf(chain[0].publicKey);
	checkValidNow(chain, now);
}

// src/notation/envelope/media-types.ts
const JWS_MEDIA_TYPE = "application/jose+json";
const COSE_MEDIA_TYPE = "application/cose";
const PAYLOAD_MEDIA_TYPE = "application/vnd.cncf.notary.payload.v1+json";

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
		if (key === "__proto__") throw new SealiftError("metadata_invalid", "a metadata key cannot be __proto__");
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

// src/notation/signing-chain.ts
/**
* The first certificate is the one of the key.
*
* @param order how to write the file, for the hint when the key's certificate stands elsewhere in it.
* @throws SealiftError `key_certificate_mismatch`, or with the code of `complaint`.
*/
function checkFirstIsOf({ publicKey }, chain, complaint, order) {
	const [first] = chain;
	if (!first) throw new SealiftError(complaint.code, `the ${complaint.what} holds no certificate`);
	if (first.publicKey.equals(publicKey)) return;
	const at = chain.findIndex((certificate) => certificate.publicKey.equals(publicKey));
	const subject = printable(nameText(first.subject));
	if (at > 0) {
		const message = `the ${complaint.what} begins with ${subject}; the key's certificate is number ${at + 1}`;
		throw new SealiftError(complaint.code, message, { hint: `Write the chain ${order}.` });
	}
	throw new SealiftError("key_certificate_mismatch", `the certificate ${subject} was issued for another key`);
}
/**
* Everything that can be known before a key is used: the leaf is the key's, the chain is whole, meets the Notary Project's
* profile, and every certificate is valid now.
*
* @param key of which the chain should be; absent where the chain alone is looked at.
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now` or
*   `key_unsupported`.
*/
function checkSigningChain(key, chain, now) {
	if (key) checkFirstIsOf(key, chain, CHAIN_COMPLAINT, "leaf first, root last");
	checkChainRules(chain, now);
}

// src/notation/envelope/open.ts
function unsupportedCose() {
	throw new SealiftError("cose_unsupported", "the signature is a COSE envelope");
}
/** Every envelope format by its media type, each loaded when the first envelope of it is opened. */
const FORMATS = {
	[JWS_MEDIA_TYPE]: async () => (await import("./jws.js").then((n) => n.t)).openJws,
	[COSE_MEDIA_TYPE]: () => Promise.resolve(unsupportedCose)
};
/**
* Reads an envelope and checks what needs no trust: its structure, the signature over the received bytes with the leaf's
* key and the one algorithm that key has, the header rules and the profile of the chain.
*
* @throws SealiftError `envelope_invalid`, `signature_invalid`, `certificate_invalid`, `cose_unsupported` or
*   `signing_authority_unsupported`.
*/
async function openEnvelope(bytes, mediaType) {
	const load = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : void 0;
	if (!load) throw new SealiftError("envelope_invalid", `${printable(mediaType)} is not an envelope format`);
	return (await load())(bytes);
}

// src/notation/envelope/extra-members.ts
const PAYLOAD = ["targetArtifact"];
const TARGET = [
	"mediaType",
	"digest",
	"size",
	"annotations"
];
/** The members of a payload and of its descriptor that nobody asked to sign. @throws SealiftError with the code of `complaint`. */
function extraMembers(payload, complaint) {
	const body = parseJson(payload, complaint);
	const target = body?.targetArtifact;
	if (typeof target !== "object" || target === null) throw complain(complaint, "has a payload without targetArtifact");
	const own = Object.keys(body).filter((name) => !PAYLOAD.includes(name));
	const inner = Object.keys(target).filter((name) => !TARGET.includes(name));
	return [...own, ...inner.map((name) => `targetArtifact.${name}`)];
}

// src/notation/policy/distinguished-name.ts
/** Without these a name identifies nobody (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
const REQUIRED = [
	"C",
	"ST",
	"O"
];
const TYPE = /^[A-Za-z][A-Za-z0-9-]*$|^[0-9]+(?:\.[0-9]+)*$/;
/** What a backslash may stand before (RFC 4514, 3: `special` and `ESC`); before anything else it begins two hex digits. */
const ESCAPABLE = " \"#+,;<=>\\";
function decode(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(Uint8Array.from(bytes));
	} catch {
		throw new Error("has escaped bytes that are not UTF-8");
	}
}
/** Unescapes one value (RFC 4514, 2.4): `\` with a special character or two hex digits (UTF-8). */
function unescapeValue(text) {
	const bytes = [];
	for (let index = 0; index < text.length; index += 1) {
		const character = String.fromCodePoint(text.codePointAt(index));
		if (character !== "\\") {
			bytes.push(...Buffer.from(character, "utf8"));
			index += character.length - 1;
			continue;
		}
		const next = text.slice(index + 1, index + 2);
		const hex = text.slice(index + 1, index + 3);
		if (next !== "" && ESCAPABLE.includes(next)) {
			bytes.push(next.charCodeAt(0));
			index += 1;
		} else if (/^[0-9a-fA-F]{2}$/.test(hex)) {
			bytes.push(Number.parseInt(hex, 16));
			index += 2;
		} else throw new Error("has a backslash before something that is neither a special character nor two hexadecimal digits");
	}
	return decode(bytes);
}
/** Cuts at each of `separators` that is not escaped. */
function split(text, separators) {
	const parts = [""];
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (character === "\\") {
			parts[parts.length - 1] += text.slice(index, index + 2);
			index += 1;
		} else if (separators.includes(character)) parts.push("");
		else parts[parts.length - 1] += character;
	}
	return parts;
}
/** Spaces around a type or value do not count, unless escaped; other blanks do, as in notation. */
function trim(text) {
	let end = text.length;
	while (text[end - 1] === " ") end -= 1;
	if (text[end - 1] === "\\" && end < text.length) end += 1;
	let start = 0;
	while (start < end && text[start] === " ") start += 1;
	return text.slice(start, end);
}
/**
* Reads a distinguished name (RFC 4514, with notation's rules): `S` is `ST`; no multi-valued RDN, no `#hex` value, no type
* twice.
*
* @throws Error with the reason, for the caller to wrap.
*/
function parseAttributes(text) {
	if (text.includes("=#")) throw new Error("holds a value in hexadecimal (=#)");
	const attributes = /* @__PURE__ */ new Map();
	for (const rdn of split(text, ",;")) {
		if (split(rdn, "+").length > 1) throw new Error("has several attributes joined by + (escape a literal + as \\+)");
		const equals = rdn.indexOf("=");
		const written = trim(rdn.slice(0, Math.max(equals, 0)));
		if (equals < 0 || !TYPE.test(written)) throw new Error(`has a part that is not TYPE=VALUE: "${rdn.trim()}"`);
		const type = written === "S" ? "ST" : written;
		if (attributes.has(type)) throw new Error(`has ${type} twice`);
		attributes.set(type, unescapeValue(trim(rdn.slice(equals + 1))));
	}
	return attributes;
}
function checkRequired(attributes) {
	const missing = REQUIRED.filter((type) => !attributes.get(type));
	if (missing.length > 0) throw new Error(`lacks ${missing.join(", ")}`);
}
/**
* Reads the value of an `x509.subject:` identity: a name that has C, ST and O.
*
* @throws Error with the reason, for the caller to wrap.
*/
function parseDistinguishedName(text) {
	const attributes = parseAttributes(text);
	checkRequired(attributes);
	return attributes;
}
/**
* The subject of a certificate in the form in which notation compares it.
*
* @throws Error with the reason where notation cannot compare it: an attribute type that it does not know by name,
*   several O or OU. Of several CNs the last counts.
*/
function subjectAttributes(subject) {
	const attributes = /* @__PURE__ */ new Map();
	for (const { type, value } of subject.rdns.flat()) {
		const name = ATTRIBUTE_NAMES[type];
		if (name === void 0) throw new Error(`has an attribute ${type} that policies cannot name`);
		if (attributes.has(name) && name !== "CN" && name !== "SERIALNUMBER") throw new Error(`has several ${name}`);
		attributes.set(name, value);
	}
	const hexadecimal = [...attributes].find(([, value]) => value.includes("=#"));
	if (hexadecimal) throw new Error(`has a ${hexadecimal[0]} with =#, which policies cannot name`);
	checkRequired(attributes);
	return attributes;
}
/** Whether every attribute of `identity` stands in `subject` with the same value; more in the subject is fine. */
function isWithin(identity, subject) {
	return [...identity].every(([type, value]) => (subject.get(type) ?? "") === value);
}

// src/notation/policy/document.ts
const LEVELS = [
	"strict",
	"permissive",
	"audit",
	"skip"
];
/** In the order in which they are run and reported. */
const CHECK_NAMES = [
	"integrity",
	"authenticity",
	"authenticTimestamp",
	"expiry",
	"revocation"
];
const CHECK_ACTIONS = [
	"enforce",
	"log",
	"skip"
];

// src/notation/policy/shape-reason.ts
/** Every member of the grammar and where it stands. */
const MEMBERS = {
	version: "the document",
	trustPolicies: "the document",
	name: "a statement",
	registryScopes: "a statement",
	signatureVerification: "a statement",
	trustStores: "a statement",
	trustedIdentities: "a statement",
	level: "signatureVerification",
	override: "signatureVerification",
	verifyTimestamp: "signatureVerification",
	...Object.fromEntries(CHECK_NAMES.map((check) => [check, "override"]))
};
/** Without case, marks and plural: notation reads members of any case, and singular for plural is soon written. */
function plain(name) {
	return name.toLowerCase().replace(/[^a-z]/g, "").replace(/s$/, "");
}
/** What may have been meant by a member that is not known in its place. */
function meant(name) {
	if (Object.hasOwn(MEMBERS, name)) return `, which belongs in ${MEMBERS[name]}`;
	const alike = Object.keys(MEMBERS).find((member) => plain(member) === plain(name));
	return alike === void 0 ? "" : ` (did you mean ${alike}?)`;
}
/** `trustStores[1]`, `signatureVerification.level`. */
function placeOf(path) {
	const text = path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`).join("");
	return printable(text.replace(/^\./, ""));
}
function valueAt(value, path) {
	return path.reduce((parent, part) => parent[part], value);
}
/** A value of any type, for an error. */
function shown(value) {
	if (Array.isArray(value)) return "an array";
	if (typeof value === "object" && value !== null) return "an object";
	return printable(typeof value === "string" ? JSON.stringify(value) : String(value));
}
const TYPES = {
	array: "an array",
	string: "text",
	object: "an object"
};
/** What would have been right. */
function allowed(issue) {
	if (issue.code !== "invalid_value") return issue.code === "invalid_type" ? TYPES[issue.expected] ?? issue.expected : "that";
	return issue.values.filter((one) => one !== "").map(shown).join(", ");
}
/**
* What a shape does not allow, in words that name the member and its value. Members that are not known come first: of a
* misspelt one it is also true that the right one is lacking, but that helps nobody.
*
* @param input what was read with the shape.
*/
function shapeReason(issues, input) {
	const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
	if (!issue) return "is malformed";
	const place = placeOf(issue.path);
	if (issue.code === "unrecognized_keys") {
		const names = issue.keys.map((key) => `${printable(key)}${meant(key)}`).join(", ");
		return `has a member that is not known${place === "" ? "" : ` in ${place}`}: ${names}`;
	}
	if (issue.code === "too_small") return `has an empty ${place}`;
	const value = valueAt(input, issue.path);
	if (place === "") return `is ${shown(value)}, and has to be an object`;
	if (value === void 0) return `lacks ${place}`;
	return `has ${shown(value)} as ${place}; it has to be ${allowed(issue)}`;
}

// src/notation/policy/parse.ts
const statementShape = once(() => {
	const action = exactOptional(_enum(CHECK_ACTIONS));
	const override = strictObject({
		integrity: action,
		authenticity: action,
		authenticTimestamp: action,
		expiry: action,
		revocation: action
	});
	return strictObject({
		name: string().check(_minLength(1)),
		registryScopes: array(string()).check(_minLength(1)),
		signatureVerification: strictObject({
			level: _enum(LEVELS),
			override: optional(nullable(override)),
			verifyTimestamp: optional(nullable(_enum([
				"always",
				"afterCertExpiry",
				""
			])))
		}),
		trustStores: optional(nullable(array(string()))),
		trustedIdentities: optional(nullable(array(string())))
	});
});
const documentShape = once(() => strictObject({
	version: literal("1.0"),
	trustPolicies: array(unknown()).check(_minLength(1))
}));
const STORE$1 = /^(ca|signingAuthority|tsa):([a-zA-Z0-9_.-]+)$/;
function shaped(shape, value, refuse) {
	const { success, data, error } = shape.safeParse(value);
	if (!success) throw refuse(shapeReason(error.issues, value));
	return data;
}
function checkScopes(scopes, refuse) {
	if (scopes.includes("*") && scopes.length > 1) throw refuse("has the scope * beside other scopes; * stands alone");
	for (const scope of scopes) {
		if (scope === "*") continue;
		const shown = printable(scope);
		if (scope.includes("*")) throw refuse(`has the scope ${shown}; a scope is * or one whole repository`);
		if (/^[a-z]+:\/\//i.test(scope)) throw refuse(`has the scope ${shown}; a scope has no ${scope.split("://", 1)[0]}://`);
		const last = scope.slice(scope.lastIndexOf("/") + 1);
		if (scope.includes("@") || scope.includes("/") && last.includes(":") && isTag(last.split(":")[1])) throw refuse(`has the scope ${shown}; a scope has neither tag nor digest`);
		try {
			parseRepository(scope);
		} catch {
			throw refuse(`has the scope ${shown}, which is not REGISTRY/REPOSITORY`);
		}
	}
}
function checkIdentities(identities, refuse) {
	if (identities.includes("*")) {
		if (identities.length > 1) throw refuse("has the identity * beside others; * stands alone");
		return;
	}
	const names = [];
	for (const text of identities) {
		const shown = printable(text);
		const colon = text.indexOf(":");
		if (colon < 1 || text.slice(colon + 1).trim() === "") throw refuse(`has the identity "${shown}", which is not PREFIX:VALUE`);
		if (text.slice(0, colon) !== "x509.subject") continue;
		try {
			names.push({
				text: shown,
				attributes: parseDistinguishedName(text.slice(colon + 1))
			});
		} catch (error) {
			throw refuse(`has the identity "${shown}", which ${error instanceof Error ? printable(error.message) : "is malformed"}`);
		}
	}
	for (const one of names) {
		const other = names.find((candidate) => candidate !== one && isWithin(one.attributes, candidate.attributes));
		if (other) throw refuse(`has the identities "${one.text}" and "${other.text}", of which one contains the other`);
	}
}
function checkStatement(statement, refuse) {
	const { level, override } = statement.signatureVerification;
	checkScopes(statement.registryScopes, refuse);
	if (level === "skip") {
		if (override && Object.keys(override).length > 0) throw refuse("overrides checks of the level skip, which has none");
		if (statement.trustStores.length > 0 || statement.trustedIdentities.length > 0) throw refuse("is of the level skip and names trust stores or identities; leave them out");
		return;
	}
	if (override?.integrity !== void 0) throw refuse("overrides integrity, which is always enforced");
	const skipped = Object.entries(override ?? {}).find(([check, action]) => action === "skip" && check !== "revocation");
	if (skipped) throw refuse(`skips ${skipped[0]}; only revocation may be skipped`);
	if (statement.trustStores.length === 0) throw refuse("names no trust store");
	if (statement.trustedIdentities.length === 0) throw refuse("names no trusted identity; \"*\" accepts every signer of the trust stores");
	const wrongStore = statement.trustStores.find((store) => !STORE$1.test(store));
	if (wrongStore !== void 0) throw refuse(`names the trust store "${printable(wrongStore)}", which is not ca:NAME, signingAuthority:NAME or tsa:NAME`);
	checkIdentities(statement.trustedIdentities, refuse);
}
/** Reads one statement. @throws SealiftError with the code of `complaint`. */
function parseStatement(value, complaint) {
	const refuse = (reason) => complain(complaint, reason);
	const { trustStores, trustedIdentities, signatureVerification, ...rest } = shaped(statementShape(), value, refuse);
	const { level, override, verifyTimestamp } = signatureVerification;
	const statement = {
		...rest,
		signatureVerification: {
			level,
			...override ? { override } : {},
			...verifyTimestamp ? { verifyTimestamp } : {}
		},
		trustStores: trustStores ?? [],
		trustedIdentities: trustedIdentities ?? []
	};
	checkStatement(statement, refuse);
	return statement;
}
function nameOf(value, index) {
	const name = typeof value === "object" && value !== null && "name" in value ? value.name : void 0;
	return typeof name === "string" && name !== "" ? `"${printable(name)}"` : `${index + 1}`;
}
/**
* Reads a trust policy with all of notation's rules; members that are not known are refused.
*
* @param what names the document in errors, e.g. its path.
* @throws SealiftError `policy_invalid`, naming statement, member and value.
*/
function parseTrustPolicy(input, what) {
	const complaint = {
		code: "policy_invalid",
		what: `trust policy ${what}`
	};
	const trustPolicies = shaped(documentShape(), parseJson(input, complaint), (reason) => complain(complaint, reason)).trustPolicies.map((value, index) => parseStatement(value, {
		...complaint,
		what: `${complaint.what}, statement ${nameOf(value, index)}`
	}));
	const names = /* @__PURE__ */ new Set();
	const scopes = /* @__PURE__ */ new Map();
	for (const { name, registryScopes } of trustPolicies) {
		if (names.has(name)) throw complain(complaint, `has two statements with the name "${printable(name)}"`);
		names.add(name);
		for (const scope of registryScopes) {
			const other = scopes.get(scope);
			if (other !== void 0) throw complain(complaint, `has the scope ${printable(scope)} twice (statements "${printable(other)}" and "${printable(name)}")`);
			scopes.set(scope, name);
		}
	}
	return {
		version: "1.0",
		trustPolicies
	};
}

// src/notation/policy/level.ts
/** What each level does with each check (trust-store-trust-policy.md, "Signature Verification Levels"). */
const ACTIONS = {
	strict: {
		integrity: "enforce",
		authenticity: "enforce",
		authenticTimestamp: "enforce",
		expiry: "enforce",
		revocation: "enforce"
	},
	permissive: {
		integrity: "enforce",
		authenticity: "enforce",
		authenticTimestamp: "log",
		expiry: "log",
		revocation: "log"
	},
	audit: {
		integrity: "enforce",
		authenticity: "log",
		authenticTimestamp: "log",
		expiry: "log",
		revocation: "log"
	},
	skip: {
		integrity: "skip",
		authenticity: "skip",
		authenticTimestamp: "skip",
		expiry: "skip",
		revocation: "skip"
	}
};
/** The level's actions with the statement's overrides. */
function actionsOf({ signatureVerification: { level, override } }) {
	return {
		...ACTIONS[level],
		...override
	};
}
/** As notation reports it: a level with overrides is `custom`. */
function levelName({ signatureVerification: { level, override } }) {
	return override !== void 0 && Object.keys(override).length > 0 ? "custom" : level;
}

// src/notation/verification/context.ts
const PASSED = {
	outcome: "passed",
	code: null
};

// src/notation/verification/authentic-timestamp.ts
/**
* Were the certificates valid when the signature was made? Without a trusted timestamp that can only be answered for now:
* every certificate of the chain has to be valid at this moment, bounds included. A statement with a `tsa` store demands a
* timestamp, always or once a certificate has expired.
*/
function checkAuthenticTimestamp({ envelope, statement, at }) {
	const { verifyTimestamp = "always" } = statement.signatureVerification;
	const namesTsa = statement.trustStores.some((store) => store.startsWith("tsa:"));
	const hasExpired = envelope.chain.some(({ notAfter }) => at > notAfter);
	if (namesTsa && (verifyTimestamp === "always" || hasExpired)) return {
		outcome: "unknown",
		code: "timestamp_unsupported",
		message: "the statement demands a trusted timestamp, and this version cannot check one"
	};
	const invalid = invalidAt(envelope.chain, at);
	if (!invalid) return PASSED;
	const { subject, notBefore, notAfter } = invalid.certificate;
	return {
		outcome: "failed",
		code: "certificate_expired",
		message: `the certificate ${nameText(subject)} is ${invalid.state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`
	};
}

// src/notation/verification/authenticity.ts
const SUBJECT_PREFIX = "x509.subject:";
/** Whether any certificate of the chain is, byte for byte, one of the trusted ones; no path is built to an absent root. */
function isAnchored(chain, trusted) {
	return chain.some(({ der }) => trusted.some((anchor) => Buffer.compare(anchor.der, der) === 0));
}
async function trustedCertificates({ statement, trustStore }, type) {
	const names = statement.trustStores.filter((store) => store.startsWith(`${type}:`)).map((store) => store.slice(type.length + 1));
	return (await Promise.all(names.map((name) => trustStore.certificates(type, name)))).flat();
}
function identityFinding({ statement, envelope }) {
	const { trustedIdentities } = statement;
	if (trustedIdentities.includes("*")) return PASSED;
	const { subject } = envelope.chain[0];
	const failed = (message) => ({
		outcome: "failed",
		code: "identity_mismatch",
		message
	});
	const subjects = trustedIdentities.filter((identity) => identity.startsWith(SUBJECT_PREFIX));
	if (subjects.length === 0) return failed("no trusted identity begins with x509.subject: and none is *");
	try {
		const attributes = subjectAttributes(subject);
		return subjects.some((identity) => isWithin(parseDistinguishedName(identity.slice(13)), attributes)) ? PASSED : failed(`the signer ${nameText(subject)} is not among the trusted identities`);
	} catch (error) {
		const reason = error instanceof Error ? error.message : "cannot be compared";
		return failed(`the subject of the signing certificate (${nameText(subject)}) ${reason}`);
	}
}
/**
* Is the signer one that the statement trusts: a certificate of the chain in a trust store of the scheme's type, and the
* leaf's subject among the trusted identities (trust-store-trust-policy.md, "Signature Verification").
*
* @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
*/
async function checkAuthenticity(context) {
	const { statement, envelope } = context;
	const trusted = await trustedCertificates(context, "ca");
	if (!isAnchored(envelope.chain, trusted)) {
		const { subject } = envelope.chain.at(-1);
		const stores = statement.trustStores.join(", ");
		return {
			outcome: "failed",
			code: "authenticity_failed",
			message: `no certificate of the chain (root ${nameText(subject)}) is in the trust stores ${stores}`
		};
	}
	return identityFinding(context);
}

// src/notation/verification/expiry.ts
/** Has the signature's own expiry passed? At that very second it has, as in notation. */
function checkExpiry({ envelope: { expiry }, at }) {
	if (expiry === void 0 || at < expiry) return PASSED;
	return {
		outcome: "failed",
		code: "signature_expired",
		message: `the signature expired at ${expiry.toISOString()}`
	};
}

// src/notation/verification/payload.ts
/** Was this artifact signed? Only mediaType, digest and size count (CVE-2023-33959). */
function checkPayload({ envelope: { target: signed }, target }) {
	if (signed.mediaType === target.mediaType && signed.digest === target.digest && signed.size === target.size) return PASSED;
	return {
		outcome: "failed",
		code: "descriptor_mismatch",
		message: `the signature is for ${signed.digest} (${signed.mediaType}, ${signed.size} bytes), not for ${target.digest} (${target.mediaType}, ${target.size} bytes)`
	};
}
/** Does the signed payload hold every pair that was asked for? */
function checkMetadataPairs({ envelope: { target }, metadata }) {
	const missing = Object.entries(metadata).filter(([key, value]) => {
		const signed = target.annotations;
		return signed === void 0 || !Object.hasOwn(signed, key) || signed[key] !== value;
	});
	if (missing.length === 0) return PASSED;
	return {
		outcome: "failed",
		code: "metadata_missing",
		message: `the signature does not hold ${missing.map(([key, value]) => `${key}=${value}`).join(", ")}`
	};
}
/** Critical attributes say: whoever does not understand me must not accept this (RFC 7515, 4.1.11). */
function checkCritical({ envelope: { unknownCritical, verificationPlugin } }) {
	if (verificationPlugin !== void 0) return {
		outcome: "failed",
		code: "plugin_unsupported",
		message: `the signature asks for the verification plugin ${verificationPlugin}`
	};
	if (unknownCritical.length === 0) return PASSED;
	return {
		outcome: "failed",
		code: "unknown_critical_attribute",
		message: `the signature has critical attributes that are not known: ${unknownCritical.join(", ")}`
	};
}

// src/notation/verification/revocation.ts
/**
* Is a certificate revoked? Those that name neither OCSP nor CRL cannot be, as in notation; the root is not asked about.
* This version asks nobody, so any other is unknown, which is never a pass.
*/
function checkRevocation({ envelope: { chain } }) {
	const asking = chain.slice(0, -1).find(({ ocspUrls, crlUrls, hasFreshestCrl }) => {
		return ocspUrls.length > 0 || crlUrls.length > 0 || hasFreshestCrl;
	});
	if (!asking) return PASSED;
	const where = [...asking.ocspUrls, ...asking.crlUrls].slice(0, 3).join(", ");
	return {
		outcome: "unknown",
		code: "revocation_unknown",
		message: `the certificate ${nameText(asking.subject)} names ${where || "a CRL"}, and this version does not ask there`
	};
}

// src/notation/verification/checks.ts
/**
* Every check after integrity, in notation's order. `always` marks those outside the policy's table: they are enforced at
* every level.
*/
const CHECKS = [
	{
		name: "critical",
		check: checkCritical,
		always: true
	},
	{
		name: "authenticity",
		check: checkAuthenticity
	},
	{
		name: "expiry",
		check: checkExpiry
	},
	{
		name: "authenticTimestamp",
		check: checkAuthenticTimestamp
	},
	{
		name: "revocation",
		check: checkRevocation
	},
	{
		name: "payload",
		check: checkPayload,
		always: true
	},
	{
		name: "metadata",
		check: checkMetadataPairs,
		always: true
	}
];

// src/notation/verification/verify-envelope.ts
function verdict(outcomes, envelope, statement) {
	const leaf = envelope?.chain[0];
	const judges = statement.signatureVerification.level !== "skip";
	const passed = outcomes.every(({ action, outcome }) => action !== "enforce" || outcome === "passed");
	return {
		passed: judges && passed,
		outcomes,
		signer: envelope && leaf ? {
			subject: nameText(leaf.subject),
			thumbprint: leaf.thumbprint,
			notAfter: validUntil(envelope.chain)
		} : null,
		payload: envelope ? {
			targetArtifact: envelope.target,
			signingTime: envelope.signingTime,
			...envelope.expiry === void 0 ? {} : { expiry: envelope.expiry }
		} : null
	};
}
/** Integrity: whether the envelope opens; every reason why it does not is a failed check, never an exception. */
async function open(bytes, mediaType) {
	try {
		return await openEnvelope(bytes, mediaType);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return {
			check: "integrity",
			action: "enforce",
			outcome: "failed",
			code: error.code,
			message: error.message
		};
	}
}
/**
* Judges one envelope against one statement. The checks run in notation's order and stop at the first enforced one that
* does not pass; what a statement only logs is in the outcomes and does not stop. Under `skip` nothing is judged,
* so nothing passes: whoever calls decides that before.
*
* @throws SealiftError only for trust material that is absent or malformed.
*/
async function verifyEnvelope(bytes, options) {
	const { statement, mediaType, metadata = {} } = options;
	const envelope = await open(bytes, mediaType);
	if ("check" in envelope) return verdict([envelope], void 0, statement);
	const actions = actionsOf(statement);
	const outcomes = [{
		check: "integrity",
		action: "enforce",
		outcome: "passed",
		code: null
	}];
	const context = {
		...options,
		metadata,
		envelope
	};
	for (const { name, check, always } of CHECKS) {
		const action = always ? "enforce" : actions[name];
		if (action === "skip") {
			outcomes.push({
				check: name,
				action,
				outcome: "skipped",
				code: null
			});
			continue;
		}
		const finding = await check(context);
		outcomes.push({
			check: name,
			action,
			...finding
		});
		if (action === "enforce" && finding.outcome !== "passed") break;
	}
	return verdict(outcomes, envelope, statement);
}

// src/notation/policy/unnameable.ts
/**
* Why an `x509.subject:` identity of a trust policy could never match a signer with this name, so that only `*` would;
* `undefined` when one can.
*/
function unnameable(subject) {
	try {
		subjectAttributes(subject);
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

// src/notation/signature-manifest.ts
/** The artifact type of a signature, and the config media type in the form that notation 1.3 writes. */
const NOTARY_ARTIFACT_TYPE = "application/vnd.cncf.notary.signature";
const EMPTY_CONFIG_BYTES = new TextEncoder().encode("{}");
/** The config of a signature manifest: the two bytes `{}`. */
const EMPTY_CONFIG = {
	mediaType: NOTARY_ARTIFACT_TYPE,
	digest: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
	size: EMPTY_CONFIG_BYTES.length
};
const THUMBPRINTS = "io.cncf.notary.x509chain.thumbprint#S256";
const CREATED = "org.opencontainers.image.created";
/**
* The manifest that holds an envelope (signature-specification.md, "Storage"), in the form of notation 1.3: config media
* type instead of artifactType, which every reader knows, layouts included.
*/
function buildSignatureManifest({ subject, envelope, chain, signingTime, annotations = {} }) {
	const bytes = goJson({
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociImage,
		config: plainDescriptor(EMPTY_CONFIG),
		layers: [plainDescriptor(envelope)],
		subject: plainDescriptor(subject),
		annotations: sortedMembers({
			...annotations,
			[THUMBPRINTS]: JSON.stringify(chain.map(({ thumbprint }) => thumbprint)),
			[CREATED]: formatTime(signingTime)
		})
	});
	return {
		descriptor: {
			mediaType: MEDIA_TYPES.ociImage,
			digest: digestOf(bytes),
			size: bytes.length
		},
		bytes
	};
}
/** Whether a manifest is a signature in one of its forms: artifactType, config media type, or the withdrawn artifact manifest. */
function isSignatureManifest(manifest) {
	return manifest.kind === "image" && artifactTypeOf(manifest) === "application/vnd.cncf.notary.signature";
}
/**
* The envelope's descriptor in a signature manifest.
*
* @throws SealiftError `signature_manifest_invalid` unless it is a signature with exactly one envelope of at most 32 MiB.
*/
function envelopeOf(manifest) {
	const refuse = (reason) => new SealiftError("signature_manifest_invalid", `the signature manifest ${reason}`);
	if (!isSignatureManifest(manifest)) throw refuse("is not of the Notary Project");
	const { ociImage, ociArtifact } = MEDIA_TYPES;
	if (manifest.mediaType !== ociImage && manifest.mediaType !== ociArtifact) throw refuse(`is of the type ${manifest.mediaType}, which holds no signatures`);
	if (manifest.artifactType !== void 0 && manifest.config !== void 0 && ![MEDIA_TYPES.ociEmpty, "application/vnd.cncf.notary.signature"].includes(manifest.config.mediaType)) throw refuse("has a config that is not empty");
	const [envelope, ...more] = manifest.layers;
	if (envelope === void 0 || more.length > 0) throw refuse(`has ${manifest.layers.length} envelopes instead of one`);
	if (envelope.size > 33554432) throw refuse(`has an envelope of ${envelope.size} bytes, the limit is ${ENVELOPE_LIMIT}`);
	return envelope;
}

// src/operations/resolve.ts
/** The descriptor behind a reference, once: whatever happens to a tag afterwards, this digest is what is worked on. */
async function resolveArtifact(store, name, signal) {
	const found = await store.resolve(name, signal);
	if (found) return plainDescriptor(found);
	const text = "tag" in name ? `the tag ${name.tag}` : `the manifest ${name.digest}`;
	throw new SealiftError("artifact_not_found", `${store.name} does not have ${text}`);
}

// src/operations/settle.ts
/**
* Runs the work on one image and turns whatever it throws into the image's error, with all that was found out until then:
* one image's failure never loses another's result. An abort becomes the reason of `signal`.
*/
async function settle(reference, signal, work) {
	let result = {
		reference,
		digest: null,
		mediaType: null,
		size: null,
		status: "failed",
		policy: null,
		platforms: [],
		signatures: [],
		attachments: [],
		destinations: [],
		error: null
	};
	const update = (patch) => {
		result = {
			...result,
			...patch
		};
	};
	try {
		signal.throwIfAborted();
		await work({
			update,
			describe: ({ digest, mediaType, size }) => update({
				digest,
				mediaType,
				size
			})
		});
		return result;
	} catch (thrown) {
		const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
		return {
			...result,
			status: "failed",
			error
		};
	}
}

// src/operations/signature-result.ts
/** When a signature stops verifying: at its own expiry or with the first certificate that ends. */
function earliest(...moments) {
	const known = moments.filter((moment) => moment !== void 0).map((moment) => moment.getTime());
	return known.length === 0 ? void 0 : new Date(Math.min(...known));
}
/** A judged signature as results show it. */
function signatureResult({ descriptor, foundIn }, envelopeType, verdict) {
	const until = earliest(verdict.payload?.expiry, verdict.signer?.notAfter);
	return {
		digest: descriptor.digest,
		mediaType: envelopeType,
		signer: verdict.signer?.subject ?? null,
		foundIn,
		validUntil: until?.toISOString() ?? null,
		status: verdict.passed ? "passed" : "failed",
		checks: verdict.outcomes
	};
}

// src/notation/policy/nearest-scope.ts
/** What people take for the same repository: the case of letters, the port of HTTPS, the folder of Docker Hub. */
function loose(repository) {
	return repository.toLowerCase().replace(/:443\//, "/").replace(/^(?:index\.|registry-1\.)?docker\.io\/(?:library\/)?/, "");
}
/** From the strongest likeness to the weakest. */
const LIKENESS = [
	(scope, repository) => loose(scope) === loose(repository),
	(scope, repository) => `${repository}/`.startsWith(`${scope}/`) || `${scope}/`.startsWith(`${repository}/`),
	(scope, repository) => scope.split("/").slice(1).join("/") === repository.split("/").slice(1).join("/")
];
/** The scope that was perhaps meant for `repository`, for a hint; no likeness ever makes a scope match. */
function nearestScope(scopes, repository) {
	for (const alike of LIKENESS) {
		const found = scopes.find((scope) => alike(scope, repository));
		if (found !== void 0) return found;
	}
}

// src/notation/policy/scope.ts
/** The statement whose scope is exactly this repository; `undefined` when none is. */
function exactStatement({ trustPolicies }, repository) {
	return trustPolicies.find(({ registryScopes }) => registryScopes.includes(repository));
}
/**
* The statement for `repository` (`REGISTRY/REPOSITORY`): an exact scope, compared as text, else the one with `*`.
*
* @throws SealiftError `no_applicable_statement`, naming the repository and what the policy covers.
*/
function statementFor(document, repository) {
	const { trustPolicies } = document;
	const found = exactStatement(document, repository) ?? trustPolicies.find(({ registryScopes }) => registryScopes[0] === "*");
	if (found) return found;
	const scopes = trustPolicies.flatMap(({ registryScopes }) => registryScopes);
	const covered = scopes.slice(0, 5).map((scope) => printable(scope));
	const more = scopes.length > covered.length ? ` and ${scopes.length - covered.length} more` : "";
	const alike = nearestScope(scopes, repository);
	throw new SealiftError("no_applicable_statement", `the trust policy has no statement for ${printable(repository)}; it covers ${covered.join(", ")}${more}`, alike === void 0 ? {} : { hint: `Scopes are compared as text, whole repositories only: ${printable(alike)} is another one. Add the repository to registryScopes of a statement, or name one with --scope.` });
}

// src/operations/choose-statement.ts
/**
* The statement under which an artifact is judged: that of `scope` if one is given, else of the store's own repository. A
* layout has no repository, so it needs a scope unless the policy has nothing but a statement for everything.
*
* @throws SealiftError `no_applicable_statement`, or `usage` where a scope is needed.
*/
function chooseStatement(document, store, scope) {
	const repository = scope ?? store.repository;
	if (repository !== void 0) return statementFor(document, repository);
	const [only, ...others] = document.trustPolicies;
	if (only && others.length === 0 && only.registryScopes[0] === "*") return only;
	throw new SealiftError("usage", `${store.name} has no repository name, and the trust policy is written for repositories`, { hint: "Name the repository whose statement counts with --scope REGISTRY/REPOSITORY." });
}

// src/operations/judge.ts
/** A signature that could not even be opened. */
function failed(code, message) {
	return {
		passed: false,
		outcomes: [{
			check: "integrity",
			action: "enforce",
			outcome: "failed",
			code,
			message
		}],
		signer: null,
		payload: null
	};
}
/** Judges one signature that is really attached to `target`. What cannot be fetched is thrown: it is not known. */
async function judgeSignature({ store, trust, statement, at, metadata }, target, { entry, manifest }, signal) {
	let envelope;
	try {
		envelope = envelopeOf(manifest);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return signatureResult(entry, null, failed(error.code, error.message));
	}
	const bytes = await readBlob(store, envelope, ENVELOPE_LIMIT, signal);
	const { mediaType } = envelope;
	const verdict = await verifyEnvelope(bytes, {
		mediaType,
		target,
		statement,
		trustStore: trust,
		at,
		revocation: "none",
		metadata
	});
	return signatureResult(entry, mediaType, verdict);
}
/** An entry that is no signature to be judged, as results show it. */
function ignored(entry, reason) {
	return {
		...signatureResult(entry, null, failed(reason.code, reason.message)),
		status: "ignored"
	};
}
/**
* Judges the signatures of `target` in listed order until one passes, as notation does. What cannot be fetched is an error
* of the whole, never a signature that is passed over.
*
* @throws SealiftError `signature_count_exceeded` when none of the first `maxSignatures` passed and there are more. All that
*   had to be fetched counts, so that no list, however false, keeps the judge busy (CVE-2023-33957).
*/
async function judgeArtifact(context, target, signal) {
	const { store, maxSignatures } = context;
	const signatures = [];
	let attempts = 0;
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "all"
	};
	for await (const judged of judgedReferrers(store, target, query, signal)) {
		const { entry } = judged;
		attempts += 1;
		if (attempts > maxSignatures) throw new SealiftError("signature_count_exceeded", `none of the first ${maxSignatures} signatures listed for ${target.digest} passed, and there are more`);
		if (judged.state === "foreign") continue;
		if (judged.state === "believed" && !isSignatureManifest(judged.manifest)) continue;
		if (judged.state === "dangling") {
			const gone = new SealiftError("artifact_not_found", `signature ${entry.descriptor.digest} is listed but not there`);
			signatures.push(ignored(entry, gone));
			continue;
		}
		if (judged.state === "malformed") {
			signatures.push(signatureResult(entry, null, failed(judged.error.code, judged.error.message)));
			continue;
		}
		const result = await judgeSignature(context, target, judged, signal);
		signatures.push(result);
		if (result.status === "passed") return {
			passed: true,
			signatures
		};
	}
	return {
		passed: false,
		signatures
	};
}
/** Everywhere a signature was looked for. */
function placesOf({ repository }, { digest }) {
	if (repository === void 0) return "in its index.json";
	return `by the Referrers API or under the tag ${referrersTag(digest)}`;
}
/** Why `target` is refused, in the words of its first failed signature. */
function refusal({ signatures }, target, store) {
	const judged = signatures.filter(({ status }) => status !== "ignored");
	if (judged.length === 0) {
		const gone = signatures.map(({ digest }) => `; ${digest} is listed but not there`).join("");
		const message = `${store.name} has no signature for ${target.digest} ${placesOf(store, target)}${gone}`;
		return new SealiftError("artifact_unsigned", message);
	}
	const first = judged.map(({ checks }) => checks.findLast(({ action, outcome }) => action === "enforce" && outcome !== "passed")).find((reason) => reason !== void 0);
	const count = judged.length === 1 ? "the signature" : `none of the ${judged.length} signatures`;
	const verb = judged.length === 1 ? "does not pass" : "passes";
	const because = first?.message ?? first?.code ?? "no reason is known";
	return new SealiftError("verification_failed", `${count} of ${target.digest} ${verb}: ${because}`);
}
/** What the statement only logs, in words, of the signature that passed. */
function loggedFailures({ signatures }) {
	return signatures.filter(({ status }) => status === "passed").flatMap(({ checks }) => checks).filter(({ action, outcome }) => action === "log" && outcome !== "passed").map(({ check, message, code }) => `${check}: ${message ?? code ?? "did not pass"}`);
}

// src/operations/preload-trust.ts
/** Reads the statement's certificates while the registry is asked; what is wrong with them is told where they are used. */
function preloadTrust(trust, { trustStores }) {
	for (const store of trustStores) {
		const name = /^ca:(.+)$/.exec(store)?.[1];
		if (name !== void 0) early(trust.certificates("ca", name));
	}
}

// src/notation/config-folder.ts
/** notation's configuration folder: `NOTATION_CONFIG` as it is, else `notation` in the user's own. */
function notationFolder({ env, platform, home }) {
	if (env.NOTATION_CONFIG) return env.NOTATION_CONFIG;
	if (platform === "darwin") return join(home, "Library", "Application Support", "notation");
	if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "notation");
	const { XDG_CONFIG_HOME: xdg = "" } = env;
	return join(isAbsolute(xdg) ? xdg : join(home, ".config"), "notation");
}

// src/trust/notation-folder.ts
/**
* The trust that an existing notation user already has. Never in a pipeline: what lies about on a self-hosted runner
* decides nothing.
*
* @throws SealiftError `trust_missing`.
*/
async function notationTrust(around) {
	const { env } = around;
	if (env.CI === "true" || env.GITHUB_ACTIONS === "true") throw new SealiftError("trust_missing", "no trust policy was given, and in a pipeline none is looked for");
	const folder = notationFolder(around);
	for (const name of ["trustpolicy.oci.json", "trustpolicy.json"]) {
		const policy = join(folder, name);
		if (await entryKind(policy) !== void 0) return {
			policy,
			store: join(folder, "truststore")
		};
	}
	throw new SealiftError("trust_missing", `no trust policy was given, and notation has none in ${folder}`);
}

// src/trust/trust-files.ts
const POLICY_LIMIT = 4194304;
/** Reads a trust policy: a path, or the document itself when it begins with `{`. */
async function readTrustPolicy(pathOrContent) {
	if (pathOrContent.trimStart().startsWith("{")) return parseTrustPolicy(pathOrContent, "(inline)");
	const bytes = await readConfig(pathOrContent, POLICY_LIMIT, "trust policy", "policy_invalid");
	return parseTrustPolicy(bytes, printable(pathOrContent, 600));
}
/** notation's trust policy and trust store, each read when first needed, once. */
function openTrustFiles(files) {
	let policy;
	return {
		policy() {
			policy ??= readTrustPolicy(files.policy);
			return policy;
		},
		...openTrustStore(files.store)
	};
}

// src/trust/trusted-roots.ts
const STORE = "command-line";
/** What the certificates of a type are called in errors. */
const WHAT = {
	ca: "trusted root",
	tsa: "trusted TSA root"
};
async function readRoots(bytes, type) {
	const certificates = await parseCertificates(bytes, {
		code: "trust_store_invalid",
		what: WHAT[type]
	});
	for (const certificate of certificates) checkAnchor(certificate, type, WHAT[type]);
	return certificates;
}
/** The policy of one statement; what can be wrong with it is an identity. */
function statementOf(json) {
	try {
		return parseTrustPolicy(json, "(from --trusted-identity)");
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		throw new SealiftError(error.code, error.message, { hint: "Write --trusted-identity 'x509.subject: C=US, ST=WA, O=acme', or '*' alone." });
	}
}
/**
* Trust for one run, without files: one strict statement for every repository.
*
* @throws SealiftError `trust_missing` without an identity, `policy_invalid` for a malformed one.
*/
function trustFromRoots({ roots, identities, tsaRoots }) {
	if (identities.length === 0) throw new SealiftError("trust_missing", "trusted roots without a trusted identity", { hint: "Add --trusted-identity 'x509.subject: C=…, ST=…, O=…'; '*' accepts every signer under these roots." });
	const given = {
		ca: () => readRoots(roots, "ca"),
		...tsaRoots === void 0 ? {} : { tsa: () => readRoots(tsaRoots, "tsa") }
	};
	const document = statementOf(JSON.stringify({
		version: "1.0",
		trustPolicies: [{
			name: STORE,
			registryScopes: ["*"],
			signatureVerification: { level: "strict" },
			trustStores: Object.keys(given).map((type) => `${type}:${STORE}`),
			trustedIdentities: identities
		}]
	}));
	const known = /* @__PURE__ */ new Map();
	return {
		policy: () => Promise.resolve(document),
		certificates(type) {
			const read = given[type];
			if (!read) return Promise.reject(new SealiftError("trust_store_not_found", `no roots of type ${type} were given`));
			const certificates = known.get(type) ?? read();
			known.set(type, certificates);
			return certificates;
		}
	};
}

// src/compose/trust.ts
const ROOTS_LIMIT = 1048576;
/** The ways to give trust exclude one another: of a mixture nobody could say which one judges. */
function mixture(values) {
	const { trustPolicy, trustStore, trustedRoot, trustedIdentity, trustedTsaRoot } = values;
	const files = trustPolicy !== void 0 || trustStore !== void 0;
	const roots = trustedRoot !== void 0 || trustedIdentity.length > 0 || trustedTsaRoot !== void 0;
	if (files && roots) return [
		"usage",
		"trust is given twice, by --trust-policy or --trust-store and by --trusted-root or --trusted-identity",
		"Use one of the two."
	];
	if (files && trustPolicy === void 0) return [
		"trust_missing",
		"--trust-store is given without --trust-policy",
		"Add --trust-policy FILE."
	];
	if (files && trustStore === void 0) return [
		"trust_missing",
		"--trust-policy is given without --trust-store",
		"Add --trust-store DIR."
	];
	if (roots && trustedRoot === void 0) return [
		"trust_missing",
		"--trusted-identity or --trusted-tsa-root is given without --trusted-root",
		"Add --trusted-root FILE."
	];
}
async function openTrust(values, run) {
	const { trustPolicy, trustStore, trustedRoot, trustedIdentity, trustedTsaRoot } = values;
	if (trustedRoot !== void 0) {
		const roots = await contentOf(trustedRoot, ROOTS_LIMIT, "trusted root");
		const tsaRoots = trustedTsaRoot === void 0 ? void 0 : await contentOf(trustedTsaRoot, ROOTS_LIMIT, "trusted TSA root");
		return trustFromRoots({
			roots,
			identities: trustedIdentity,
			tsaRoots
		});
	}
	if (trustPolicy !== void 0 && trustStore !== void 0) return openTrustFiles({
		policy: trustPolicy,
		store: trustStore
	});
	return openTrustFiles(await notationTrust({
		env: run.env,
		platform: process.platform,
		home: homeFolder()
	}));
}
/** The stores of the statement for one repository; a missing or empty one is a problem before anything is contacted. */
async function checkStores(trust, repository, run) {
	const document = await trust.policy();
	let stores = [];
	try {
		stores = statementFor(document, repository).trustStores;
	} catch {}
	for (const store of stores) {
		const name = /^ca:(.*)$/s.exec(store)?.[1];
		if (name !== void 0) await run.problems.try(() => trust.certificates("ca", name));
	}
}
/**
* Whose signatures count in this run. The policy and the trust stores that it will need are read here.
*
* @param repositories under which images will be judged.
*/
async function trustOf(run, repositories) {
	const { values, problems } = run;
	const mixed = mixture(values);
	if (mixed) {
		problems.add(...mixed);
		return;
	}
	const { scope } = values;
	if (scope !== void 0 && !/^(\*|[^\s*@]+\/[^\s*@]+)$/.test(scope)) problems.add("usage", `--scope ${printable(scope)} is not a repository`, "Write REGISTRY/REPOSITORY, without tag and digest.");
	const trust = await problems.try(() => openTrust(values, run));
	const document = trust && await problems.try(() => trust.policy());
	if (!trust || !document) return void 0;
	const distinct = new Set((scope === void 0 ? repositories : [scope]).map((one) => one ?? "*"));
	for (const repository of distinct) await checkStores(trust, repository, run);
	return trust;
}

export { ATTRIBUTE_NAMES as $, parseTime as A, checkChainRules as B, parseStatement as C, checkFirstIsOf as D, openEnvelope as E, checkMetadata as F, findAlgorithm as G, ALGORITHMS as H, parsePayload as I, openTrustStore as J, isSignature as K, goJson as L, SCHEME_SIGNING_AUTHORITY as M, SCHEME_X509 as N, checkSigningChain as O, buildPayload as P, validUntil as Q, JWS_MEDIA_TYPE as R, levelName as S, extraMembers as T, algorithmOf as U, checkValidNow as V, cryptoOptions as W, checkCodeSigningChain as X, checkAuthorities as Y, invalidAt as Z, envelopeOf as _, judgeSignature as a, verifyEnvelope as b, chooseStatement as c, settle as d, nameText as et, resolveArtifact as f, buildSignatureManifest as g, NOTARY_ARTIFACT_TYPE as h, judgeArtifact as i, HEADER as j, formatTime as k, exactStatement as l, EMPTY_CONFIG_BYTES as m, notationFolder as n, entryKind as nt, loggedFailures as o, EMPTY_CONFIG as p, keyKind as q, preloadTrust as r, kindOf as rt, refusal as s, trustOf as t, sameName as tt, earliest as u, isSignatureManifest as v, parseAttributes as w, actionsOf as x, unnameable as y, PAYLOAD_MEDIA_TYPE as z };