import { r as __exportAll } from "./rolldown-runtime.js";
import { M as errnoOf, N as fileError, ct as SealiftError, it as printable, lt as asSealiftError, n as PREDICATE_TYPE, nt as quotable, st as ERRORS, t as IN_TOTO_TYPE, tt as withoutLogin } from "./words.js";
import { $t as readAs, A as mapAhead, An as parseCertificate, Cr as digestOf, Ct as whyUnreached, E as readBlob, En as homeFolder, Er as completeName, F as isSignatureManifest, Hn as CERTIFICATE_SIGNATURES, It as artifactTypeOf, J as PAYLOAD_MEDIA_TYPE, Kn as RSASSA_PSS, L as goJson, Nt as plainDescriptor, O as digestTagOf, On as readFile$1, P as envelopeOf, R as sortedMembers, Rt as DESCRIPTOR, Sr as digestHex, Tn as ByteBudget, Un as ECDSA, Ut as MEDIA_TYPES, Vn as readPssParameters, Vt as parseDescriptor, W as openEnvelope, Xn as DerReader, Yn as hashOf, Yt as ENVELOPE_LIMIT, Zt as prefetch, _t as NOTARY_ARTIFACT_TYPE, ar as encodeBase64, br as digestAlgorithm, bt as Standings, cn as readBody, cr as TAG, en as parseJson, fn as contentOf, gr as isTag, gt as BUNDLE_ARTIFACT_TYPE, ht as judgedReferrers, in as listOf, ir as decodeBase64Url, j as EMPTY_CONFIG, jt as referrersTag, kn as parseCertificates, ln as contentEncoding, mt as judgeEntry, nn as parseTime, on as struct, or as encodeBase64Url, pn as pemOf, pt as claimedReferrers, q as JWS_MEDIA_TYPE, qn as RSA_PKCS1, rr as decodeBase64$1, tn as formatTime, un as encodedAnswer, ut as standingOf, vn as LONGEST_TIMEOUT, wn as redactUrl, wr as isDigest, yr as parseRepository, yt as isCosignSignatureType, z as failedImage, zr as lazy } from "./registry.js";
import { c as isContent, f as errorIn, l as userText } from "./secrets.js";
import { _ as _minLength, a as literal, c as object, d as strictObject, f as string, h as _length, l as optional, n as array, p as unknown, r as exactOptional, s as nullable, t as _enum, u as record } from "./zod.js";
const { isDeepStrictEqual } = globalThis.process.getBuiltinModule("node:util");
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { setTimeout } = globalThis.process.getBuiltinModule("node:timers/promises");
const { constants, createHash, randomBytes, verify } = globalThis.process.getBuiltinModule("node:crypto");
const { basename, dirname, isAbsolute, join } = globalThis.process.getBuiltinModule("node:path");
const { lstat, mkdir, open: open$1, readdir, rename, rm, stat } = globalThis.process.getBuiltinModule("node:fs/promises");
const { constants: constants$2 } = globalThis.process.getBuiltinModule("node:fs");
const { Writable, addAbortSignal } = globalThis.process.getBuiltinModule("node:stream");
const { finished: finished$1 } = globalThis.process.getBuiltinModule("node:stream/promises");

// src/notation/ports.ts
/** The kinds of trust store (trust-store-trust-policy.md, "Trust Store"). */
const STORE_TYPES$1 = [
	"ca",
	"signingAuthority",
	"tsa"
];

// src/io/files/folder-entries.ts
/** The kind of a `Stats` or a `Dirent`. */
function kindOf(entry) {
	if (entry.isSymbolicLink()) return "link";
	if (entry.isDirectory()) return "folder";
	return entry.isFile() ? "file" : "special file";
}
/** The kind of the entry at a path; `undefined` when there is none. Links are followed only with `followLinks`. */
async function entryKind(path, { followLinks = false } = {}) {
	try {
		return kindOf(await (followLinks ? stat(path) : lstat(path)));
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
/** Types of which Go keeps only the last value, and no empty one. */
const SINGLE = /* @__PURE__ */ new Set(["CN", "SERIALNUMBER"]);
/** Escapes a value (RFC 4514, 2.4); `=` needs no escape. */
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
/** id-kp-timeStamping (RFC 3161, 2.3). */
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const ANY_PURPOSE = "2.5.29.37.0";
function keyUsageOf({ keyUsage }, problem, purpose = "signing") {
	if (!keyUsage) throw problem("has no keyUsage extension");
	if (!keyUsage.critical && purpose !== "timestamping") throw problem("has a keyUsage extension that is not critical");
	return keyUsage.bits;
}
function checkLeafUsage(leaf, problem, purpose = "signing") {
	if (leaf.basicConstraints?.ca) throw problem("is a CA certificate and cannot sign artifacts");
	const usage = keyUsageOf(leaf, problem, purpose);
	if (!usage.has("digitalSignature")) throw problem("has no digitalSignature in its keyUsage");
	const forbidden = LEAF_FORBIDDEN_USAGE.find((bit) => usage.has(bit));
	if (forbidden !== void 0) throw problem(`has ${forbidden} in its keyUsage, which a signing certificate must not have`);
}
function checkLeaf(leaf, problem) {
	checkLeafUsage(leaf, problem);
	const purpose = leaf.extendedKeyUsage?.oids.find((oid) => Object.hasOwn(LEAF_FORBIDDEN_PURPOSE, oid));
	if (purpose !== void 0) throw problem(`has ${LEAF_FORBIDDEN_PURPOSE[purpose]} in its extKeyUsage, which a signing certificate must not have`);
}
/** The certificate of a timestamp authority has one extended key usage, and it is critical (RFC 3161, 2.3). */
function checkTimestampLeaf(leaf, problem) {
	checkLeafUsage(leaf, problem, "timestamping");
	const { oids, critical } = leaf.extendedKeyUsage ?? {
		oids: [],
		critical: false
	};
	if (oids.length !== 1 || oids[0] !== TIME_STAMPING) throw problem("has not timeStamping alone in its extKeyUsage");
	if (!critical) throw problem("has an extKeyUsage extension that is not critical");
}
function checkAuthority(authority, casBelow, problem, purpose = "signing") {
	if (!authority.basicConstraints?.ca) throw problem("is not a CA certificate, but stands where one is needed");
	const { pathLength } = authority.basicConstraints;
	if (pathLength !== void 0 && pathLength < casBelow) throw problem(`allows ${pathLength} CAs below it, there are ${casBelow}`);
	if (!keyUsageOf(authority, problem, purpose).has("keyCertSign")) throw problem("has no keyCertSign in its keyUsage");
	const purposes = authority.extendedKeyUsage?.oids;
	if (purpose === "timestamping" && purposes && ![TIME_STAMPING, ANY_PURPOSE].some((one) => purposes.includes(one))) throw problem("is of a CA that issues no certificates for timeStamping");
}
function checkIssued(certificate, issuer, problem) {
	if (!sameName(certificate.issuer, issuer.subject)) throw problem("was not issued by the certificate that follows it");
	if (!certificate.isSignedBy(issuer.publicKey)) throw problem("does not carry the signature of the certificate that follows it");
}
function checkSignatureAlgorithm({ signatureAlgorithm, signatureFault }, problem) {
	const named = `is signed with an algorithm that is not allowed (${printable(signatureAlgorithm)})`;
	if (!CERTIFICATE_SIGNATURES.has(signatureAlgorithm)) throw problem(named);
	if (signatureFault !== void 0) throw problem(`${named}: ${signatureFault}`);
}
/** What every certificate of a chain has to meet, whatever its role. */
function checkForm(certificate, problem) {
	if (certificate.version !== 3) throw problem("is not X.509 version 3");
	checkSignatureAlgorithm(certificate, problem);
	if (certificate.keyFault !== void 0) throw problem(`has a public key that nobody relies on: it ${certificate.keyFault}`);
	const [unprocessed] = certificate.unprocessedCritical;
	if (unprocessed !== void 0) throw problem(`has the critical extension ${unprocessed}, which is not understood (RFC 5280, 4.2)`);
}
const LEAF_CHECKS = {
	signing: checkLeaf,
	timestamping: checkTimestampLeaf
};
/** Checks certificates that follow one another up to a root; the first one is a leaf, or the CA of one. */
function checkUpward(chain, context, purpose) {
	const beginsWithLeaf = purpose !== "issuing";
	if (chain.length === 0) throw errorIn(context, "holds no certificate");
	chain.forEach((certificate, index) => {
		const problem = (reason) => errorIn(context, `certificate ${index + 1} (${printable(nameText(certificate.subject))}) ${reason}`);
		checkForm(certificate, problem);
		if (purpose !== "issuing" && index === 0) LEAF_CHECKS[purpose](certificate, problem);
		else checkAuthority(certificate, beginsWithLeaf ? index - 1 : index, problem, purpose);
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
* signatures. Time and trust are not checked. Stricter than notation in two points of the specification: no SHA-1 anywhere, no
* anyExtendedKeyUsage on the leaf.
*
* @throws SealiftError with the code of `context`, naming the certificate.
*/
function checkCodeSigningChain(chain, context) {
	checkUpward(chain, context, "signing");
}
/**
* The profile of the chain of a timestamp authority: as that of code signing, but for its leaf, which has to be for timestamps
* alone, and for keyUsage, which need not be critical.
*
* @throws SealiftError with the code of `context`, naming the certificate.
*/
function checkTimestampingChain(chain, context) {
	checkUpward(chain, context, "timestamping");
}
/** The same profile of the CAs alone, the one that will issue a leaf first, root last. */
function checkAuthorities(authorities, context) {
	checkUpward(authorities, context, "issuing");
}
/**
* The profile of one certificate that stands in a chain above others, or as all of it where it is no CA. The chain above it is
* not looked at.
*/
function checkAlone(certificate, context) {
	const problem = (reason) => errorIn(context, `${printable(nameText(certificate.subject))} ${reason}`);
	checkForm(certificate, problem);
	if (certificate.basicConstraints?.ca) checkAuthority(certificate, 0, problem);
	else checkLeaf(certificate, problem);
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

// src/trust/check-anchor.ts
/**
* Checks that a certificate may be a trust anchor: it is a CA certificate or self-signed. In a `tsa` store it is a root.
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

// src/trust/read-config.ts
/**
* Reads a file of the trust configuration. A file over `limit` bytes gets `code`, an error of the configuration, and not
* `content_too_large`, which refuses an image.
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

// src/trust/examine-store.ts
/** The largest certificate file of a trust store, in bytes. */
const FILE_LIMIT = 1048576;
/** Runs `step`, and gathers the error of the configuration that it ends with; any other error is thrown. */
async function gather(faults, step) {
	try {
		await step();
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 2) throw error;
		faults.push(error);
	}
}
async function readInto({ certificates, faults }, { path }, type) {
	await gather(faults, async () => {
		const bytes = await readConfig(path, FILE_LIMIT, "trusted certificate", "trust_store_invalid");
		const where = quotable(path, 600);
		const read = await parseCertificates(bytes, {
			code: "trust_store_invalid",
			what: where
		});
		for (const certificate of read) {
			certificates.push({
				file: basename(path),
				certificate
			});
			await gather(faults, () => checkAnchor(certificate, type, where));
		}
	});
}
/**
* Reads one folder of a trust store, and gathers everything that makes it unusable: `trust_store_not_found`, `trust_store_empty`,
* `trust_store_invalid`, `file_unreadable`. As in notation, one wrong entry makes the whole store unusable.
*/
async function examineStore(folder, type) {
	const shown = quotable(folder, 600);
	const found = {
		certificates: [],
		faults: []
	};
	await gather(found.faults, async () => {
		const kind = await entryKind(folder);
		if (kind === void 0) throw new SealiftError("trust_store_not_found", `there is no trust store at ${shown}`, {
			hint: `Put the root certificate into ${shown}, or correct the statement. --trust-store names the folder in which x509 is.`,
			needs: {
				kind: "file",
				path: shown
			}
		});
		if (kind !== "folder") throw new SealiftError("trust_store_invalid", `the trust store ${shown} is a ${kind}, not a folder`);
		const entries = await folderEntries(folder);
		for (const { kind: other, name } of entries.filter((entry) => entry.kind !== "file")) found.faults.push(new SealiftError("trust_store_invalid", `the trust store ${shown} holds a ${other}: ${printable(name)}`));
		for (const entry of entries.filter((one) => one.kind === "file")) await readInto(found, entry, type);
		if (entries.length === 0) throw new SealiftError("trust_store_empty", `the trust store ${shown} is empty`);
	});
	return found;
}

// src/trust/missing-store.ts
/** The most stores that a remedy names. */
const NAMED = 10;
/** The folder in which `x509` is, where a user named one inside it. */
function meantFolder(directory) {
	for (let folder = directory; folder !== dirname(folder); folder = dirname(folder)) if (basename(folder) === "x509") return dirname(folder);
}
/** The error for a folder without `x509`; the remedy names the folder that was meant, where one inside of it was given. */
function missingFolder(directory) {
	const meant = meantFolder(directory);
	return new SealiftError("trust_store_not_found", `there is no folder x509 in ${quotable(directory, 600)}`, { hint: meant === void 0 ? "Name the folder that holds x509/ca/NAME with the root certificates." : `Write --trust-store ${quotable(meant, 600)}: the folder in which x509 is.` });
}
async function storesIn(x509) {
	const found = [];
	for (const type of STORE_TYPES$1) {
		const folder = join(x509, type);
		if (await entryKind(folder, { followLinks: true }) !== "folder") continue;
		for (const { name, kind } of await folderEntries(folder)) if (kind === "folder") found.push(`${type}:${printable(name, 80)}`);
	}
	return found;
}
/** The error for a store that a policy names and that is not there, with the stores that are. */
async function missingStore(directory, key, missing) {
	const x509 = join(directory, "x509");
	try {
		if (await entryKind(x509, { followLinks: true }) !== "folder") return meantFolder(directory) === void 0 ? missing : missingFolder(directory);
		const there = await storesIn(x509);
		if (there.length === 0) return missing;
		const more = there.length > NAMED ? ` and ${there.length - NAMED} more` : "";
		const names = `${there.slice(0, NAMED).join(", ")}${more}`;
		return new SealiftError(missing.code, missing.message, { hint: `The trust policy names ${key}, and the folder has ${names}: correct the statement, or put the root certificate there.` });
	} catch {
		return missing;
	}
}

// src/trust/trust-store.ts
/** Whether a policy's trustStores may name it: a name is one folder, never a path. */
function isStoreName(name) {
	return /^[a-zA-Z0-9_.-]+$/.test(name) && name !== "." && name !== "..";
}
async function readStore(directory, type, name) {
	const { certificates, faults } = await examineStore(join(directory, "x509", type, name), type);
	const [first] = faults;
	if (first?.code === "trust_store_not_found") throw await missingStore(directory, `${type}:${name}`, first);
	if (first) throw first;
	return certificates.map(({ certificate }) => certificate);
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
		if (!STORE_TYPES$1.includes(type) || !isStoreName(name)) return Promise.reject(new SealiftError("trust_store_invalid", `${printable(key)} does not name a trust store`));
		const known = stores.get(key) ?? readStore(directory, type, name);
		stores.set(key, known);
		return known;
	} };
}

// src/compose/remote.ts
/** The client, clock and listeners of a run, for a key service. */
async function remoteOf(run) {
	const { clock, secrets, reporter } = run;
	return {
		http: await run.http(),
		now: () => clock.now(),
		sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
		random: Math.random,
		onIdentity: (who) => reporter.progress({
			type: "identity",
			who
		}),
		onSecret: (secret) => secrets.add(secret)
	};
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
/** Every algorithm of the Notary Project. Other code reads this table and lists no algorithm itself. */
const ALGORITHMS$1 = [
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
	return ALGORITHMS$1.find((one) => one.keyType === key.asymmetricKeyType && one.parameter === parameter);
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
/** Verifies a raw signature. Its length is exact and its salt as long as the hash; ECDSA as DER and other salts fail. */
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
* Checks a chain without its key: the chain is complete and meets the Notary Project's profile, the leaf's key has an
* algorithm of the table, and every certificate is valid now.
*
* @throws SealiftError `certificate_chain_invalid`, `certificate_not_valid_now` or `key_unsupported`.
*/
function checkChainRules(chain, now) {
	const [leaf] = chain;
	if (leaf) algorithmOf(leaf.publicKey);
	checkCodeSigningChain(chain, CHAIN_COMPLAINT);
	checkValidNow(chain, now);
}

// src/notation/aws-signer-attributes.ts
/**
* The Notation plugin of AWS Signer (github.com/aws/aws-signer-notation-plugin), by the name that envelopes ask for it, and the two
* extended attributes that it processes.
*/
const AWS_SIGNER_PLUGIN = "com.amazonaws.signer.notation.plugin";
const SIGNING_PROFILE_VERSION = "com.amazonaws.signer.signingProfileVersion";
const SIGNING_JOB = "com.amazonaws.signer.signingJob";

// src/notation/envelope/headers.ts
/** Header names of the Notary Project's envelopes (signature-envelope-jws.md, signature-envelope-cose.md). */
const HEADER$1 = {
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

// src/notation/envelope/shapes.ts
/** signature-envelope-jws.md, "JWS Envelope" and "Unprotected Headers", as notation-core-go reads them. */
const ENVELOPE = struct({
	payload: "text",
	protected: "text",
	header: struct({
		x5c: listOf("bytes"),
		[HEADER$1.timestampSignature]: "bytes",
		[HEADER$1.signingAgent]: "text"
	}),
	signature: "text"
});
/**
* signature-envelope-jws.md, "Protected Headers". Those that name a verification plugin are extended attributes to
* notation, which looks them up by their exact names.
*/
const PROTECTED_HEADER = struct({
	alg: "text",
	cty: "text",
	crit: listOf("text"),
	[HEADER$1.expiry]: "time",
	[HEADER$1.signingScheme]: "text",
	[HEADER$1.signingTime]: "time",
	[HEADER$1.authenticSigningTime]: "time"
});
/** signature-specification.md, "Payload". */
const PAYLOAD = struct({ targetArtifact: DESCRIPTOR });

// src/notation/envelope/extra-members.ts
const ASKED = ["targetArtifact"];
const TARGET = [
	"mediaType",
	"digest",
	"size",
	"annotations"
];
/** Lists members of a payload and its descriptor that the request did not have. @throws SealiftError with the code of `context`. */
function extraMembers(payload, context) {
	const body = readAs(PAYLOAD, payload, context, "kept");
	if (body.targetArtifact === void 0) throw errorIn(context, "has a payload without targetArtifact");
	const own = Object.keys(body).filter((name) => !ASKED.includes(name));
	const inner = Object.keys(body.targetArtifact).filter((name) => !TARGET.includes(name));
	return [...own, ...inner.map((name) => `targetArtifact.${name}`)];
}

// src/notation/signing-chain.ts
const BEHIND_THE_LEAF = "That is the certificate of a CA: put the key's own certificate in front of it.";
/**
* Checks that the first certificate is the one of the key.
*
* @param order how to write the file, for the hint when the key's certificate stands elsewhere in it.
* @throws SealiftError `key_certificate_mismatch`, or with the code of `context`.
*/
function checkFirstIsOf({ publicKey, explainOther }, chain, context, order) {
	const [first] = chain;
	if (!first) throw new SealiftError(context.code, `the ${context.what} holds no certificate`);
	if (first.publicKey.equals(publicKey)) return;
	const at = chain.findIndex((certificate) => certificate.publicKey.equals(publicKey));
	const subject = printable(nameText(first.subject));
	if (at > 0) {
		const message = `the ${context.what} begins with ${subject}; the key's certificate is number ${at + 1}`;
		throw new SealiftError(context.code, message, { hint: `Write the chain ${order}.` });
	}
	const other = explainOther?.(first.publicKey);
	const isAuthority = first.basicConstraints?.ca && context === CHAIN_COMPLAINT;
	const hint = other?.hint ?? (isAuthority ? BEHIND_THE_LEAF : void 0);
	const reason = other?.reason === void 0 ? "" : `: ${other.reason}`;
	throw new SealiftError("key_certificate_mismatch", `the certificate ${subject} was issued for another key${reason}`, hint === void 0 ? {} : { hint });
}
/**
* Checks a chain before its key is used: the leaf belongs to the key, the chain is complete and meets the Notary Project's
* profile, and every certificate is valid now.
*
* @param key that the leaf has to belong to; absent to check the chain alone.
* @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now` or
*   `key_unsupported`.
*/
function checkSigningChain(key, chain, now) {
	if (key) checkFirstIsOf(key, chain, CHAIN_COMPLAINT, "leaf first, root last");
	checkChainRules(chain, now);
}

// src/compose/plugin-host.ts
/** How a run starts Notation plugins, those that sign and those that verify. */
function pluginHostOf({ values: { timeout }, clock, secrets, signal }) {
	return {
		hide: (text) => secrets.hide(text, "program"),
		...timeout === void 0 ? {} : { timeout: Math.min(timeout, LONGEST_TIMEOUT) },
		platform: process.platform,
		home: homeFolder(),
		sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
		random: Math.random,
		signal
	};
}

// src/notation/envelope/signed-digest.ts
function isSignedDigest(text) {
	return isDigest(text) || /^sha384:[0-9a-f]{96}$/.test(text);
}

// src/notation/policy/document.ts
const LEVELS = [
	"strict",
	"permissive",
	"audit",
	"skip"
];
/** The checks of a trust policy in the order in which they run and are reported. */
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

// src/notation/policy/policy-shapes.ts
const verificationShape = lazy(() => {
	const action = exactOptional(_enum(CHECK_ACTIONS));
	const override = strictObject({
		integrity: action,
		authenticity: action,
		authenticTimestamp: action,
		expiry: action,
		revocation: action
	});
	return strictObject({
		level: _enum(LEVELS),
		override: optional(nullable(override)),
		verifyTimestamp: optional(nullable(_enum([
			"always",
			"afterCertExpiry",
			""
		])))
	});
});
const statementShape = lazy(() => strictObject({
	name: string().check(_minLength(1)),
	registryScopes: array(string()).check(_minLength(1)),
	signatureVerification: verificationShape(),
	trustStores: optional(nullable(array(string()))),
	trustedIdentities: optional(nullable(array(string())))
}));
const documentShape = lazy(() => strictObject({
	version: literal("1.0"),
	trustPolicies: array(unknown()).check(_minLength(1))
}));

// src/notation/policy/distinguished-name.ts
/** Attributes that every identity has to have (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
const REQUIRED = [
	"C",
	"ST",
	"O"
];
const TYPE = /^[A-Za-z][A-Za-z0-9-]*$|^[0-9]+(?:\.[0-9]+)*$/;
/** Characters that a backslash escapes (RFC 4514, 3: `special` and `ESC`); before any other it begins two hex digits. */
const ESCAPABLE = " \"#+,;<=>\\";
function decode$1(bytes) {
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
	return decode$1(bytes);
}
/** Cuts at each of `separators` that is not escaped. */
function split(text, separators) {
	const parts = [""];
	for (let index = 0; index < text.length; index += 1) {
		const character = text.charAt(index);
		if (character === "\\") {
			parts[parts.length - 1] += text.slice(index, index + 2);
			index += 1;
		} else if (separators.includes(character)) parts.push("");
		else parts[parts.length - 1] += character;
	}
	return parts;
}
/** Removes unescaped spaces around a type or value. Other white space stays, as in notation. */
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
	if (missing.length === 0) return;
	const lower = [...attributes.keys()].filter((type) => missing.some((one) => one === type.toUpperCase()));
	const why = lower.length > 0 ? `; types are in upper case, not ${lower.join(", ")}` : "";
	throw new Error(`lacks ${missing.join(", ")}${why}`);
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

// src/notation/policy/overlaps.ts
/** The attributes that a name which holds this one has to have too, as text. An empty one is held by a name without it. */
function pairsOf(attributes) {
	return [...attributes].filter(([, value]) => value !== "").map(([type, value]) => `${type}=${value}`);
}
/**
* For each name that overlaps with one before it, one such pair; in the order of the names. Names are compared with those
* alone that share their rarest attribute, so that thousands of signers take no time that grows with the square of their number.
*/
function overlaps(names) {
	const places = /* @__PURE__ */ new Map();
	const first = /* @__PURE__ */ new Map();
	const found = /* @__PURE__ */ new Map();
	const add = (overlap) => {
		const [one, other] = [overlap.outer, overlap.inner].toSorted((a, b) => a - b);
		const known = found.get(other);
		if (known === void 0 || one < Math.min(known.outer, known.inner)) found.set(other, overlap);
	};
	const pairs = names.map(pairsOf);
	const distinct = pairs.flatMap((own, at) => {
		const key = JSON.stringify([...names[at]].toSorted());
		const same = first.get(key);
		if (same !== void 0) {
			add({
				outer: same,
				inner: at
			});
			return [];
		}
		first.set(key, at);
		for (const pair of own) {
			const list = places.get(pair);
			if (list) list.push(at);
			else places.set(pair, [at]);
		}
		return [at];
	});
	for (const outer of distinct) {
		const [rarest = distinct] = pairs[outer].map((pair) => places.get(pair) ?? []).toSorted((a, b) => a.length - b.length);
		for (const inner of rarest) if (inner !== outer && isWithin(names[outer], names[inner])) add({
			outer,
			inner
		});
	}
	return [...found].toSorted(([a], [b]) => a - b).map(([, overlap]) => overlap);
}

// src/notation/policy/check-identities.ts
/** The name that an identity means; `undefined` for a malformed one, which is noted, and for those of plugins. */
function subjectOf(text, note) {
	const shown = printable(text);
	const colon = text.indexOf(":");
	if (colon < 1 && text.includes("=")) {
		note(`has the identity "${shown}", which has no prefix; write "x509.subject: ${shown}"`);
		return;
	}
	if (colon < 1 || text.slice(colon + 1).trim() === "") {
		note(`has the identity "${shown}", which is not PREFIX:VALUE`);
		return;
	}
	if (text.slice(0, colon) !== "x509.subject") return void 0;
	try {
		return {
			text: shown,
			attributes: parseDistinguishedName(text.slice(colon + 1))
		};
	} catch (error) {
		note(`has the identity "${shown}", which ${error instanceof Error ? printable(error.message) : "is malformed"}`);
		return;
	}
}
/** Notes what is wrong with the trusted identities of one statement (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
function checkIdentities(identities, note) {
	if (identities.includes("*") && identities.length > 1) note("has the identity * beside others; * stands alone");
	const names = identities.filter((text) => text !== "*").flatMap((text) => subjectOf(text, note) ?? []);
	for (const { outer, inner } of overlaps(names.map(({ attributes }) => attributes))) note(`has the identities "${names[outer]?.text}" and "${names[inner]?.text}", of which one contains the other`);
}

// src/notation/policy/read-scopes.ts
/** Why a scope is none; `undefined` where it may be one. */
function wrongForm(scope) {
	const shown = printable(scope);
	if (scope.includes("*")) return `has the scope ${shown}; a scope is * or one whole repository`;
	if (/^[a-z]+:\/\//i.test(scope)) return `has the scope ${shown}; a scope has no ${printable(scope.split("://", 1)[0] ?? "")}://`;
	const [, tag] = scope.slice(scope.lastIndexOf("/") + 1).split(":");
	if (scope.includes("@") || scope.includes("/") && tag !== void 0 && isTag(tag)) return `has the scope ${shown}; a scope has neither tag nor digest`;
}
/**
* The scopes in the normalised spelling of references, each once. What is wrong with them is noted, and wrong ones are left out.
*/
function readScopes(scopes, plainHttp, note) {
	if (scopes.includes("*") && scopes.length > 1) note("has the scope * beside other scopes; * stands alone");
	const repeated = new Set(scopes.filter((scope, at) => scopes.indexOf(scope) !== at));
	for (const scope of repeated) note(`has the scope ${printable(scope)} twice`);
	const spelled = [...new Set(scopes)].flatMap((scope) => {
		if (scope === "*") return [scope];
		const wrong = wrongForm(scope);
		if (wrong !== void 0) {
			note(wrong);
			return [];
		}
		try {
			const { registry, repository } = parseRepository(scope, plainHttp);
			return [`${registry}/${repository}`];
		} catch {
			note(`has the scope ${printable(scope)}, which is not REGISTRY/REPOSITORY`);
			return [];
		}
	});
	return [...new Set(spelled)];
}

// src/notation/policy/shape-reason.ts
/** Every member of the grammar and the object that it belongs in. */
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
/** A name without case, punctuation and plural, in which misspelt members mostly differ. */
function simplified$1(name) {
	return name.toLowerCase().replace(/[^a-z]/g, "").replace(/s$/, "");
}
/** The member of the grammar that an unknown one probably is. */
function meantMember(name) {
	return Object.keys(MEMBERS).find((member) => simplified$1(member) === simplified$1(name));
}
/** A hint for an unknown member: the place where it belongs, or the member that was probably meant. */
function memberHint(name) {
	if (Object.hasOwn(MEMBERS, name)) return `, which belongs in ${MEMBERS[name]}`;
	const alike = meantMember(name);
	return alike === void 0 ? "" : ` (did you mean ${alike}?)`;
}
/** `trustStores[1]`, `signatureVerification.level`. */
function placeOf$1(path) {
	const text = path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`).join("");
	return printable(text.replace(/^\./, ""));
}
function valueAt(value, path) {
	return path.reduce((parent, part) => parent[part], value);
}
/** A value of any type, for an error. */
function shown$1(value) {
	if (Array.isArray(value)) return "an array";
	if (typeof value === "object" && value !== null) return "an object";
	return printable(typeof value === "string" ? JSON.stringify(value) : String(value));
}
const TYPES$1 = {
	array: "an array",
	string: "text",
	object: "an object"
};
/** The values or the type that the shape allows. */
function allowed(issue) {
	if (issue.code !== "invalid_value") return issue.code === "invalid_type" ? TYPES$1[issue.expected] ?? issue.expected : "that";
	return issue.values.filter((one) => one !== "").map(shown$1).join(", ");
}
function reasonOf(issue, input) {
	const place = placeOf$1(issue.path);
	if (issue.code === "unrecognized_keys") {
		const names = issue.keys.map((key) => `${printable(key)}${memberHint(key)}`).join(", ");
		return `has a member that is not known${place === "" ? "" : ` in ${place}`}: ${names}`;
	}
	if (issue.code === "too_small") return `has an empty ${place}`;
	const value = valueAt(input, issue.path);
	if (place === "") return `is ${shown$1(value)}, and has to be an object`;
	if (value === void 0) return `lacks ${place}`;
	return `has ${shown$1(value)} as ${place}; it has to be ${allowed(issue)}`;
}
/**
* Every reason for which a shape refuses a value, each naming the member and its value. Unknown members are reported first;
* one that is missing is not reported where an unknown one is a misspelling of it.
*
* @param input what was read with the shape.
*/
function shapeReasons(issues, input) {
	const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
	const misspelt = new Set(unknown.flatMap(({ path, keys }) => keys.map((key) => placeOf$1([...path, meantMember(key) ?? key]))));
	const others = issues.filter((issue) => issue.code !== "unrecognized_keys" && !(valueAt(input, issue.path) === void 0 && misspelt.has(placeOf$1(issue.path))));
	const reasons = [...unknown, ...others].map((issue) => reasonOf(issue, input));
	return reasons.length > 0 ? reasons : ["is malformed"];
}

// src/notation/policy/read-statement.ts
const STORE$1 = /^(ca|signingAuthority|tsa):([a-zA-Z0-9_.-]+)$/;
function checkVerification({ level, override }, note) {
	const actions = Object.entries(override ?? {});
	if (level === "skip") {
		if (actions.length > 0) note("overrides checks of the level skip, which has none");
		return;
	}
	if (override?.integrity !== void 0) note("overrides integrity, which is always enforced");
	for (const [check, action] of actions) if (action === "skip" && check !== "revocation" && check !== "integrity") note(`skips ${check}; only revocation may be skipped`);
}
function checkStores$1(trustStores, note) {
	for (const store of trustStores.filter((one) => !STORE$1.test(one))) note(`names the trust store "${printable(store)}", which is not ca:NAME, signingAuthority:NAME or tsa:NAME`);
}
function texts(value) {
	return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
/** Checks the members that can be read of what has not the shape of a statement. */
function readParts(value, plainHttp, note) {
	const parts = typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
	const scopes = readScopes(texts(parts.registryScopes), plainHttp, note);
	const verification = verificationShape().safeParse(parts.signatureVerification);
	if (verification.success) checkVerification(verification.data, note);
	if (!(verification.success && verification.data.level === "skip")) {
		checkStores$1(texts(parts.trustStores), note);
		checkIdentities(texts(parts.trustedIdentities), note);
	}
	return { scopes };
}
/** Reads one statement, and notes everything that is wrong with it. */
function readStatement$1(value, plainHttp, note) {
	const { success, data, error } = statementShape().safeParse(value);
	if (!success) {
		for (const reason of shapeReasons(error.issues, value)) note(reason);
		return readParts(value, plainHttp, note);
	}
	const { trustStores, trustedIdentities, signatureVerification, ...rest } = data;
	const { level, override, verifyTimestamp } = signatureVerification;
	const statement = {
		...rest,
		registryScopes: readScopes(rest.registryScopes, plainHttp, note),
		signatureVerification: {
			level,
			...override ? { override } : {},
			...verifyTimestamp ? { verifyTimestamp } : {}
		},
		trustStores: trustStores ?? [],
		trustedIdentities: trustedIdentities ?? []
	};
	checkVerification(signatureVerification, note);
	if (level === "skip") {
		if (statement.trustStores.length > 0 || statement.trustedIdentities.length > 0) note("is of the level skip and names trust stores or identities; leave them out");
	} else {
		if (statement.trustStores.length === 0) note("names no trust store");
		if (statement.trustedIdentities.length === 0) note("names no trusted identity; \"*\" accepts every signer of the trust stores");
		checkStores$1(statement.trustStores, note);
		checkIdentities(statement.trustedIdentities, note);
	}
	return {
		statement,
		scopes: statement.registryScopes
	};
}

// src/notation/policy/examine.ts
function memberOf(value, name) {
	return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? value[name] : void 0;
}
function nameOf(value) {
	const name = memberOf(value, "name");
	return typeof name === "string" && name !== "" ? name : void 0;
}
/** Names and scopes that stand in more than one statement. */
function repeatReasons(read) {
	const reasons = [];
	const names = /* @__PURE__ */ new Set();
	const repeated = /* @__PURE__ */ new Set();
	const owners = /* @__PURE__ */ new Map();
	for (const { name, shown, scopes } of read) {
		if (name !== void 0 && names.has(name) && !repeated.has(name)) {
			repeated.add(name);
			reasons.push(`has two statements with the name ${shown}`);
		}
		if (name !== void 0) names.add(name);
		for (const scope of scopes) {
			const other = owners.get(scope);
			if (other === void 0) owners.set(scope, shown);
			else reasons.push(`has the scope ${printable(scope)} twice (statements ${other} and ${shown})`);
		}
	}
	return reasons;
}
/**
* Reads a trust policy with all of notation's rules, and gathers everything that breaks one; unknown members do. Scopes are
* normalised as references are, so that another spelling of a repository finds the same statement.
*
* @param what names the document in errors, e.g. its path.
* @param plainHttp which registries use plain HTTP; it decides which default port is left out of a scope.
*/
function examineTrustPolicy(input, what, plainHttp) {
	const context = {
		code: "policy_invalid",
		what: `trust policy ${what}`
	};
	let value;
	try {
		value = parseJson(input, context);
	} catch (error) {
		if (error instanceof SealiftError) return {
			statements: [],
			faults: [error]
		};
		throw error;
	}
	const { success, error } = documentShape().safeParse(value);
	const faults = success ? [] : shapeReasons(error.issues, value).map((reason) => errorIn(context, reason));
	const members = memberOf(value, "trustPolicies");
	const read = (Array.isArray(members) ? members : []).map((member, index) => {
		const name = nameOf(member);
		const shown = name === void 0 ? `${index + 1}` : `"${printable(name)}"`;
		const inStatement = {
			...context,
			what: `${context.what}, statement ${shown}`
		};
		return {
			name,
			shown,
			...readStatement$1(member, plainHttp, (reason) => faults.push(errorIn(inStatement, reason)))
		};
	});
	for (const reason of repeatReasons(read)) faults.push(errorIn(context, reason));
	return {
		statements: read.flatMap(({ statement }) => statement ?? []),
		faults
	};
}

// src/notation/policy/parse.ts
/**
* Reads one statement.
*
* @param plainHttp as in {@link parseTrustPolicy}.
* @throws SealiftError with the code of `context`.
*/
function parseStatement(value, context, plainHttp) {
	const reasons = [];
	const { statement } = readStatement$1(value, plainHttp, (reason) => reasons.push(reason));
	const [first] = reasons;
	if (first !== void 0 || !statement) throw errorIn(context, first ?? "is malformed");
	return statement;
}
/**
* Reads a trust policy by the rules of {@link examineTrustPolicy}.
*
* @throws SealiftError `policy_invalid`, the first fault: it names statement, member and value.
*/
function parseTrustPolicy(input, what, plainHttp) {
	const { statements, faults } = examineTrustPolicy(input, what, plainHttp);
	const [first] = faults;
	if (first) throw first;
	return {
		version: "1.0",
		trustPolicies: statements
	};
}

// src/notation/revocation/shared-work.ts
/** One piece of work for several callers: it goes on while one of them wants it, and each caller may leave. */
var SharedWork = class {
	#stop = new AbortController();
	#result;
	#waiting = 0;
	constructor(work) {
		this.#result = work(this.#stop.signal);
		this.#result.catch(() => void 0);
	}
	/** Whether all callers left before it was done; it has no result then. */
	get isAbandoned() {
		return this.#stop.signal.aborted;
	}
	/** Settles with the work itself, whoever waits. */
	get done() {
		return this.#result;
	}
	async wait(signal) {
		signal.throwIfAborted();
		this.#waiting += 1;
		const left = Promise.withResolvers();
		const leave = () => left.reject(signal.reason);
		signal.addEventListener("abort", leave, { once: true });
		let isDone = false;
		try {
			const result = await Promise.race([this.#result, left.promise]);
			isDone = true;
			return result;
		} finally {
			signal.removeEventListener("abort", leave);
			this.#waiting -= 1;
			if (!isDone && this.#waiting === 0) this.#stop.abort(signal.reason);
		}
	}
};

// src/notation/revocation/checker.ts
const NOTHING = {
	method: null,
	source: null,
	thisUpdate: null,
	nextUpdate: null,
	revokedAt: null,
	reason: null,
	message: null
};
const canBeRevoked = ({ ocspUrls, crlPoints, hasFreshestCrl }) => ocspUrls.length > 0 || crlPoints.length > 0 || hasFreshestCrl;
/** Asks whether certificates are revoked, each one once. */
var RevocationChecker = class {
	#options;
	#loader;
	/** By the thumbprints of a certificate and its issuer, and the time of signing. */
	#asked = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/**
	* Resolves to one row for each certificate of a sound chain, leaf first, but for its root. It does not reject for an answer that is
	* absent or wrong: such a certificate is `unknown`.
	*
	* @param signedAt the time of signing, where a signing authority vouches for it.
	*/
	async check(chain, signal, signedAt) {
		signal.throwIfAborted();
		const deadline = this.#options.deadline?.();
		return Promise.all(chain.slice(0, -1).map((certificate, at) => this.#inTime(certificate, chain[at + 1], signal, deadline, signedAt)));
	}
	/** The time of one check ends its own wait alone: the work goes on for others, and begins again for who asks later. */
	async #inTime(certificate, issuer, signal, deadline, signedAt) {
		const work = this.#shared(certificate, issuer, signedAt);
		try {
			return await work.wait(deadline ? AbortSignal.any([signal, deadline]) : signal);
		} catch (error) {
			if (signal.aborted || !deadline?.aborted) throw error;
			return this.#unknown(certificate, "has an unknown status: nobody answered in time");
		}
	}
	#shared(certificate, issuer, signedAt) {
		const key = `${certificate.thumbprint} ${issuer.thumbprint} ${signedAt?.getTime() ?? ""}`;
		const before = this.#asked.get(key);
		if (before && !before.isAbandoned) return before;
		const work = new SharedWork((signal) => this.#ask(certificate, issuer, signal, signedAt));
		this.#asked.set(key, work);
		return work;
	}
	async #ask(certificate, issuer, signal, signedAt) {
		const { source, now, crls = [] } = this.#options;
		if (crls.length > 0) {
			const { askGiven } = await import("./crl.js").then((n) => n.t);
			const given = askGiven(crls, certificate, issuer, now(), signedAt);
			if (given) return given;
		}
		if (!canBeRevoked(certificate)) return {
			...NOTHING,
			subject: nameText(certificate.subject),
			thumbprint: certificate.thumbprint,
			status: "not-revocable"
		};
		const { ocspUrls, crlUrls, crlPoints, hasFreshestCrl } = certificate;
		if (!source) {
			const urls = [...ocspUrls, ...crlUrls].slice(0, 3).join(", ") || "a CRL";
			return this.#unknown(certificate, `names ${urls}, and nobody was asked`);
		}
		const byOcsp = ocspUrls.length > 0 ? await this.#byOcsp(certificate, issuer, source, signal, signedAt) : void 0;
		if (byOcsp && (byOcsp.status !== "unknown" || crlPoints.length === 0 && !hasFreshestCrl)) return byOcsp;
		const row = await this.#byCrl(certificate, issuer, source, signal, signedAt);
		if (row.status !== "unknown" || !byOcsp) return row;
		return {
			...row,
			message: `${byOcsp.message}; and it ${row.message}`
		};
	}
	/** Loaded on demand: most chains name either OCSP or a CRL. */
	async #byOcsp(certificate, issuer, source, signal, signedAt) {
		const { askOcsp } = await import("./ocsp.js").then((n) => n.t);
		return askOcsp(certificate, issuer, {
			source,
			now: this.#options.now,
			signal,
			askCrl: (delegate, authority) => this.#byCrl(delegate, authority, source, signal),
			...signedAt ? { signedAt } : {}
		});
	}
	async #byCrl(certificate, issuer, source, signal, signedAt) {
		const { cache, now } = this.#options;
		const [{ askCrl }, { CrlLoader }] = await Promise.all([import("./crl.js").then((n) => n.r), import("./crl.js").then((n) => n.n)]);
		this.#loader ??= new CrlLoader(source, cache, now);
		return askCrl(certificate, issuer, {
			loader: this.#loader,
			signal,
			...signedAt ? { signedAt } : {}
		});
	}
	#unknown(certificate, message) {
		const { subject, thumbprint, ocspUrls, crlUrls } = certificate;
		const source = ocspUrls[0] ?? crlUrls[0] ?? null;
		return {
			...NOTHING,
			subject: nameText(subject),
			thumbprint,
			status: "unknown",
			source,
			message
		};
	}
};

// src/notation/distrust/distrust.ts
const NO_DISTRUST = /* @__PURE__ */ new Map();
/** The certificates of a chain that are distrusted, with the date from which on they are. */
function distrusted(chain, distrust) {
	return chain.flatMap((certificate) => {
		const since = distrust.get(certificate.thumbprint);
		return since === void 0 ? [] : [{
			certificate,
			since
		}];
	});
}

// src/notation/policy/level.ts
/** The action of each level for each check (trust-store-trust-policy.md, "Signature Verification Levels"). */
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
/** Whether a pass under this statement says who signed: integrity and authenticity are enforced, not logged or skipped. */
function enforcesSigner(statement) {
	const { integrity, authenticity } = actionsOf(statement);
	return integrity === "enforce" && authenticity === "enforce";
}
/** As notation reports it: a level with overrides is `custom`. */
function levelName({ signatureVerification: { level, override } }) {
	return override !== void 0 && Object.keys(override).length > 0 ? "custom" : level;
}

// src/notation/signing-schemes.ts
/** The signing schemes that are judged, and the kind of trust store that has their anchors (signing-scheme.md). */
const STORE_TYPES = {
	[SCHEME_X509]: "ca",
	[SCHEME_SIGNING_AUTHORITY]: "signingAuthority"
};
/** Whether the time of signing is vouched for by the authority that signed. */
const isOfAuthority = (scheme) => scheme === SCHEME_SIGNING_AUTHORITY;
function storeTypeOf(scheme) {
	return STORE_TYPES[scheme];
}
function storesOf(trustStores, types) {
	return trustStores.flatMap((store) => {
		const type = types.find((one) => store.startsWith(`${one}:`));
		return type === void 0 ? [] : [{
			type,
			name: store.slice(type.length + 1)
		}];
	});
}
/** The trust stores that signatures of any scheme may need: `TYPE:NAME` as policies write them, split. */
function anchorStores(trustStores) {
	return storesOf(trustStores, Object.values(STORE_TYPES));
}
/** Those, and the stores of timestamp authorities: everything that judging under a statement may read. */
function judgingStores(trustStores) {
	return storesOf(trustStores, [...Object.values(STORE_TYPES), "tsa"]);
}

// src/notation/verification/context.ts
const PASSED = {
	outcome: "passed",
	code: null
};

// src/notation/verification/authentic-timestamp.ts
const TSA = "tsa:";
/** What each error of a timestamp says of it; others say nothing, and end the verification. */
const OUTCOMES = {
	certificate_revoked: "failed",
	timestamp_invalid: "failed",
	timestamp_revocation_unknown: "unknown",
	timestamp_untrusted: "failed"
};
/** The roots of the authorities that the statement trusts. */
async function timestampRoots({ statement, trustStore }) {
	const stores = statement.trustStores.filter((store) => store.startsWith(TSA)).map(async (store) => {
		return (await trustStore.certificates("tsa", store.slice(4))).map((certificate) => ({
			store,
			certificate
		}));
	});
	return (await Promise.all(stores)).flat();
}
/** Judges the timestamp that the statement demands. */
async function timestampFinding(context, { chain }) {
	const { envelope, at, revocation, signal } = context;
	const { timestampToken: token, signature } = envelope;
	const roots = await timestampRoots(context);
	if (!token) return {
		outcome: "failed",
		code: "timestamp_missing",
		message: "the statement demands a timestamp, and the signature has none"
	};
	const { checkCovers, checkUnrevoked, verifyTimestamp } = await import("./timestamp.js").then((n) => n.n);
	try {
		const timestamp = await verifyTimestamp(token, {
			signature,
			roots,
			at
		});
		checkCovers(timestamp, chain);
		const rows = await checkUnrevoked(timestamp, revocation, signal);
		const { store, time, earliest, latest, policy } = timestamp;
		const { subject, thumbprint } = timestamp.chain[0];
		const authority = nameText(subject);
		return {
			...PASSED,
			evidence: {
				signedBefore: latest,
				timestamp: {
					authority,
					thumbprint,
					store,
					time,
					earliest,
					latest,
					policy,
					revocation: rows
				}
			}
		};
	} catch (error) {
		const outcome = error instanceof SealiftError ? OUTCOMES[error.code] : void 0;
		if (!(error instanceof SealiftError) || outcome === void 0) throw error;
		return {
			outcome,
			code: error.code,
			message: error.message
		};
	}
}
/** Bounds included. */
function authorityFinding(chain, signedAt) {
	const invalid = invalidAt(chain, signedAt);
	if (!invalid) return PASSED;
	const { subject, notBefore, notAfter } = invalid.certificate;
	return {
		outcome: "failed",
		code: "certificate_expired",
		message: `the certificate ${nameText(subject)} was ${invalid.state} when the authority signed, at ${signedAt.toISOString()} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`
	};
}
/**
* Checks that the certificates were valid when the signature was made. Without a trusted timestamp they have to be valid now,
* bounds included. A statement with a `tsa` store demands a timestamp, always or once a certificate has expired. The time of a
* signing authority stands for a timestamp, and none is looked at (signing-scheme.md, "Signing Schemes").
*/
async function checkAuthenticTimestamp(context, evidence) {
	const { statement, at, envelope } = context;
	const { chain } = evidence;
	if (isOfAuthority(envelope.scheme)) return authorityFinding(chain, envelope.signingTime);
	const { verifyTimestamp: when = "always" } = statement.signatureVerification;
	const namesTsa = statement.trustStores.some((store) => store.startsWith(TSA));
	const hasExpired = chain.some(({ notAfter }) => at > notAfter);
	if (namesTsa && (when === "always" || hasExpired)) return timestampFinding(context, evidence);
	const invalid = invalidAt(chain, at);
	if (!invalid) return PASSED;
	const { subject, notBefore, notAfter } = invalid.certificate;
	return {
		outcome: "failed",
		code: "certificate_expired",
		message: `the certificate ${nameText(subject)} is ${invalid.state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`
	};
}

// src/notation/verification/anchor.ts
async function trustedCertificates({ statement, trustStore }, { storeType }) {
	const read = anchorStores(statement.trustStores).filter(({ type }) => type === storeType).map(async ({ type, name }) => {
		return (await trustStore.certificates(type, name)).map(({ der }) => ({
			store: `${type}:${name}`,
			der
		}));
	});
	return (await Promise.all(read)).flat();
}
/**
* The first certificate of the chain that is, byte for byte, one in a trust store of the statement; no path is built to an absent
* root.
*
* @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
*/
async function findAnchor(context, evidence) {
	const trusted = await trustedCertificates(context, evidence);
	for (const anchor of evidence.chain) {
		const match = trusted.find(({ der }) => Buffer.compare(anchor.der, der) === 0);
		if (match) return {
			anchor,
			store: match.store
		};
	}
}
/** The finding on a chain without an anchor. */
function unanchored({ statement, envelope }, { chain, storeType }) {
	const { subject } = chain.at(-1);
	const stores = statement.trustStores.filter((one) => one.startsWith(`${storeType}:`));
	const places = stores.length > 0 ? `is in the trust stores ${stores.join(", ")}` : `can be trusted: the statement names no ${storeType} store, which signatures of the scheme ${envelope.scheme} need`;
	return {
		outcome: "failed",
		code: "authenticity_failed",
		message: `no certificate of the chain (root ${nameText(subject)}) ${places}`
	};
}

// src/notation/verification/plugin/judges.ts
/** Whether the plugin of a signature judges in the place of a check. */
function judges({ plugin }, capability) {
	return plugin?.capabilities.includes(capability) ?? false;
}

// src/notation/verification/authenticity.ts
const SUBJECT_PREFIX = "x509.subject:";
/** The most trusted identities that a refusal shows. */
const SHOWN = 3;
function shownIdentities(identities) {
	const shown = identities.slice(0, SHOWN).map((one) => printable(one.slice(13).trim()));
	const more = identities.length - shown.length;
	return [...shown, ...more > 0 ? [`and ${more} more`] : []].join("; ");
}
/** What the trusted identities say of the signer: the one that matched, or why none does. */
function identityOf({ statement, envelope }) {
	const { trustedIdentities } = statement;
	if (trustedIdentities.includes("*")) return { identity: "*" };
	const { subject } = envelope.chain[0];
	const subjects = trustedIdentities.filter((identity) => identity.startsWith(SUBJECT_PREFIX));
	if (subjects.length === 0) return { why: "no trusted identity begins with x509.subject: and none is *" };
	try {
		const attributes = subjectAttributes(subject);
		const identity = subjects.find((one) => isWithin(parseDistinguishedName(one.slice(13)), attributes));
		if (identity !== void 0) return { identity };
		const trusted = shownIdentities(subjects);
		return { why: `the signer ${nameText(subject)} is not among the trusted identities: ${trusted}` };
	} catch (error) {
		const reason = error instanceof Error ? error.message : "cannot be compared";
		return { why: `the subject of the signing certificate (${nameText(subject)}) ${reason}` };
	}
}
/**
* Checks that the statement trusts the signer: a certificate of the chain is in a trust store of the scheme's type, and the
* subject of the leaf is a trusted identity (trust-store-trust-policy.md, "Signature Verification"). Where a verification plugin
* judges the identity, its word takes the place of the second (plugin-extensibility.md, "Signature Verifier").
*
* @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
*/
async function checkAuthenticity(context, evidence) {
	const found = await findAnchor(context, evidence);
	if (!found) return unanchored(context, evidence);
	const { anchor, store } = found;
	const match = judges(evidence, "SIGNATURE_VERIFIER.TRUSTED_IDENTITY") ? void 0 : identityOf(context);
	const proved = {
		anchor,
		trust: {
			store,
			anchor: {
				subject: nameText(anchor.subject),
				thumbprint: anchor.thumbprint
			},
			identity: match && "identity" in match ? match.identity : null
		}
	};
	if (!match || "identity" in match) return {
		...PASSED,
		evidence: proved
	};
	return {
		outcome: "failed",
		code: "identity_mismatch",
		message: match.why,
		evidence: proved
	};
}

// src/notation/verification/critical.ts
/**
* Refuses critical attributes that this version does not understand, as RFC 7515, 4.1.11 demands. Those of a signature that
* demands a verification plugin are for that to process, which has to be there.
*/
async function checkCritical(context, evidence) {
	const { unknownCritical, verificationPlugin } = context.envelope;
	if (verificationPlugin !== void 0) {
		const { choosePlugin } = await import("./verification-plugin.js").then((n) => n.n);
		return choosePlugin(context, evidence);
	}
	if (unknownCritical.length === 0) return PASSED;
	return {
		outcome: "failed",
		code: "unknown_critical_attribute",
		message: `the signature has critical attributes that are not known: ${unknownCritical.join(", ")}`
	};
}

// src/notation/verification/distrust.ts
function refused({ subject, thumbprint }, reason) {
	return {
		outcome: "failed",
		code: "certificate_distrusted",
		message: `the certificate ${nameText(subject)} (${thumbprint}) is distrusted${reason}`
	};
}
/** What a step resolves to, or the message of the SealiftError with which it rejects. */
async function orReason(step) {
	try {
		return await step;
	} catch (error) {
		if (error instanceof SealiftError) return error.message;
		throw error;
	}
}
/** The timestamp under a `tsa` store of the statement, without an answer about its revocation; or why there is none. */
async function timestampOf(context) {
	const { envelope, at } = context;
	const { timestampToken: token, signature } = envelope;
	const roots = await timestampRoots(context);
	if (roots.length === 0) return "the statement has no tsa store for a timestamp that tells when it signed";
	if (!token) return "the signature has no timestamp that tells when it signed";
	const { verifyTimestamp } = await import("./timestamp.js").then((n) => n.n);
	return orReason(verifyTimestamp(token, {
		signature,
		roots,
		at
	}));
}
/** Why a timestamp does not say that all of the chain was valid then; `undefined` when it does. */
async function unfit(timestamp, { revocation, signal }, { chain, anchor }) {
	if (!anchor) return "no certificate of its chain is trusted";
	const { checkCovers, checkUnrevoked } = await import("./timestamp.js").then((n) => n.n);
	return await orReason((async () => {
		checkCovers(timestamp, chain);
		await checkUnrevoked(timestamp, revocation, signal);
	})()) ?? void 0;
}
/**
* Checks that nobody whom the user distrusts has signed or stamped. With a date a signature stands only where a timestamp that the
* statement trusts ends before it: the times in a signature are its signer's own words, and whoever stole a key writes any time.
* A date is not heeded for a certificate of an authority, whose own clock would then judge itself.
*/
async function checkDistrust(context, evidence) {
	const { distrust, envelope } = context;
	if (distrust.size === 0) return PASSED;
	const found = distrusted(evidence.chain, distrust);
	const always = found.find(({ since }) => since === null);
	if (always) return refused(always.certificate, "");
	if (found.length === 0 && !envelope.timestampToken) return PASSED;
	const timestamp = await timestampOf(context);
	if (typeof timestamp !== "string") {
		const [authority] = distrusted(timestamp.chain, distrust);
		if (authority) return refused(authority.certificate, ", and the timestamp of the signature rests on it");
	}
	if (found.length === 0) return PASSED;
	const reason = typeof timestamp === "string" ? timestamp : await unfit(timestamp, context, evidence);
	for (const { certificate, since } of found) {
		const from = ` since ${since.toISOString()}`;
		if (reason !== void 0) return refused(certificate, `${from}, and ${reason}`);
		const { latest, time } = timestamp;
		if (latest >= since) return refused(certificate, `${from}, and the timestamp tells ${time.toISOString()}`);
	}
	return PASSED;
}

// src/notation/verification/expiry.ts
/** Checks that the signature has not expired. At the second of its expiry it has, as in notation. */
function checkExpiry({ envelope: { expiry }, at }) {
	if (expiry === void 0 || at < expiry) return PASSED;
	return {
		outcome: "failed",
		code: "signature_expired",
		message: `the signature expired at ${expiry.toISOString()}`
	};
}

// src/notation/verification/payload.ts
/** Checks that the signed descriptor is that of the artifact, by mediaType, digest and size (CVE-2023-33959). */
function checkPayload({ envelope: { target: signed }, target }) {
	if (signed.mediaType === target.mediaType && signed.digest === target.digest && signed.size === target.size) return PASSED;
	return {
		outcome: "failed",
		code: "descriptor_mismatch",
		message: `the signature is for ${signed.digest} (${signed.mediaType}, ${signed.size} bytes), not for ${target.digest} (${target.mediaType}, ${target.size} bytes)`
	};
}
/** Checks that the signed payload has all user metadata that was asked for. */
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

// src/notation/verification/plugin/check-plugin.ts
/** Asks the verification plugin of a signature, which is there. */
async function checkPlugin(context, { plugin }) {
	const { askPlugin } = await import("./verification-plugin.js").then((n) => n.r);
	return askPlugin(context, plugin);
}

// src/notation/revocation/revoked-text.ts
const METHODS = {
	ocsp: "OCSP",
	crl: "the CRL",
	file: "the given CRL"
};
/** What answered: `the CRL http://…`; empty when nothing did. */
function answeredBy({ method, source }) {
	return method === null ? "" : `${METHODS[method]} ${printable(source ?? "", 600)}`.trimEnd();
}
/** One sentence about a revoked certificate: when, why and who says so. */
function revokedText(row) {
	const { subject, revokedAt, reason } = row;
	const when = revokedAt === null ? "" : ` on ${revokedAt.toISOString()}`;
	const why = reason === null ? "" : ` (${printable(reason)})`;
	const by = answeredBy(row);
	return `the certificate ${printable(subject)} was revoked${when}${why}${by && `, as ${by} says`}`;
}

// src/notation/revocation-sources.ts
/**
* The certificates of a chain that name OCSP or CRL; the root is not asked about. Those that name neither cannot be revoked,
* as in notation.
*/
function revocationSources(chain) {
	return chain.slice(0, -1).flatMap((certificate) => {
		const urls = [...certificate.ocspUrls, ...certificate.crlUrls];
		return urls.length > 0 || certificate.hasFreshestCrl ? [{
			certificate,
			urls
		}] : [];
	});
}

// src/notation/verification/revocation.ts
/** Checks that no certificate of the signing chain is revoked. A status that is not known is never a pass. */
async function checkRevocation(context, before) {
	const { revocation, signal, envelope } = context;
	if (revocationSources(before.chain).length > 0 && before.anchor === void 0) return {
		outcome: "unknown",
		code: "revocation_unknown",
		message: "nobody was asked, since no certificate of the chain is in a named trust store; if this signer is to be trusted, put its root there"
	};
	const signedAt = isOfAuthority(envelope.scheme) ? envelope.signingTime : void 0;
	const rows = await revocation.check(before.chain, signal, signedAt);
	const evidence = { revocation: rows };
	const revoked = rows.find(({ status }) => status === "revoked");
	if (revoked) return {
		outcome: "failed",
		code: "certificate_revoked",
		message: revokedText(revoked),
		evidence
	};
	const bad = rows.find(({ status }) => status === "unknown");
	if (!bad) return {
		...PASSED,
		evidence
	};
	return {
		outcome: "unknown",
		code: "revocation_unknown",
		message: `the certificate ${bad.subject} ${bad.message}`,
		evidence
	};
}

// src/notation/verification/checks.ts
/**
* Every check after integrity, in notation's order. `always` marks the checks that no policy names and that are enforced at
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
		name: "distrust",
		check: checkDistrust,
		always: true,
		when: ({ distrust }) => distrust.size > 0
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
		check: checkRevocation,
		when: (_, evidence) => !judges(evidence, "SIGNATURE_VERIFIER.REVOCATION_CHECK")
	},
	{
		name: "plugin",
		check: checkPlugin,
		always: true,
		when: (_, { plugin }) => plugin !== void 0 && plugin.capabilities.length > 0
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
const refuses = ({ action, outcome }) => action === "enforce" && outcome !== "passed";
/** Puts an outcome in the place of that of the same check, or behind all others where there is none. */
function settle(outcomes, outcome) {
	const at = outcomes.findIndex(({ check }) => check === outcome.check);
	outcomes.splice(at < 0 ? outcomes.length : at, at < 0 ? 0 : 1, outcome);
}
function verdict(outcomes, envelope, statement, evidence) {
	const leaf = envelope?.chain[0];
	const judges = statement.signatureVerification.level !== "skip";
	const passed = !outcomes.some(refuses);
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
			...isOfAuthority(envelope.scheme) ? { authenticSigningTime: envelope.signingTime } : {},
			...envelope.expiry === void 0 ? {} : { expiry: envelope.expiry }
		} : null,
		trust: evidence?.trust ?? null,
		timestamp: evidence?.timestamp ?? null,
		revocation: evidence?.revocation ?? [],
		judgedBy: evidence?.judgedBy ?? null
	};
}
/** The integrity check: it opens the envelope. An envelope that does not open is a failed check and never an exception. */
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
* Judges one envelope under one statement. The checks run in notation's order and stop at the first enforced one that does not
* pass. A failed check that the statement only logs is in the outcomes and stops nothing. Under `skip` no check runs and nothing
* passes, so the caller has to handle that level before.
*
* @throws SealiftError only for trust material that is absent or malformed.
*/
async function judgeEnvelope(bytes, options) {
	const { statement, mediaType, metadata = {}, distrust = NO_DISTRUST } = options;
	const envelope = await open(bytes, mediaType);
	if ("check" in envelope) return {
		verdict: verdict([envelope], void 0, statement),
		leaf: void 0
	};
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
		distrust,
		envelope
	};
	let evidence = {
		chain: envelope.chain,
		storeType: storeTypeOf(envelope.scheme)
	};
	for (const row of CHECKS) {
		const { name, check } = row;
		if (row.when?.(context, evidence) === false) continue;
		const action = row.always ? "enforce" : actions[row.name];
		if (action === "skip") {
			outcomes.push({
				check: name,
				action,
				outcome: "skipped",
				code: null
			});
			continue;
		}
		const { evidence: found, others = [], ...finding } = await check(context, evidence);
		evidence = {
			...evidence,
			...found
		};
		for (const other of others) settle(outcomes, {
			check: other.name,
			action: actions[other.name],
			...other.finding
		});
		outcomes.push({
			check: name,
			action,
			...finding
		});
		if (outcomes.some(refuses)) break;
	}
	return {
		verdict: verdict(outcomes, envelope, statement, evidence),
		leaf: envelope.chain[0]
	};
}
/** The verdict of {@link judgeEnvelope} alone. */
async function verifyEnvelope(bytes, options) {
	return (await judgeEnvelope(bytes, options)).verdict;
}

// src/notation/run-address.ts
/**
* The metadata key of the address of a CI run. It differs from run to run, so a signature of an earlier run suffices although its
* address is another one: otherwise every run would sign the same image again.
*/
const RUN_ADDRESS = "com.github.run-url";

// src/io/files/store-file.ts
/** The names of unfinished files, by which {@link removeUnfinished} finds them. */
const UNFINISHED = /^\.sealift-[0-9a-f]{16}\.tmp$/;
/** Makes the entry of a new file last through a power cut; not every file system can (Windows cannot). */
async function syncFolder(path) {
	try {
		const folder = await open$1(path, "r");
		try {
			await folder.sync();
		} finally {
			await folder.close();
		}
	} catch (error) {
		if (errnoOf(error) === void 0) throw error;
	}
}
/** Whether Windows refused a file that another process is using. Other systems have no such refusals. */
function isBusy(error) {
	return process.platform === "win32" && [
		"EPERM",
		"EACCES",
		"EBUSY"
	].includes(errnoOf(error) ?? "");
}
const RENAME = {
	tries: 50,
	pause: 20
};
async function renameOver(from, to) {
	for (let left = RENAME.tries;; left -= 1) try {
		return await rename(from, to);
	} catch (error) {
		if (left <= 0 || !isBusy(error)) throw error;
		await setTimeout(RENAME.pause);
	}
}
/** A stream into the file. It leaves the file open when it ends, so that the file can be synced. */
function sinkTo(handle) {
	return new Writable({ write(chunk, _encoding, callback) {
		handle.writeFile(chunk).then(() => callback(), callback);
	} });
}
/**
* Writes a file so that its name only ever stands for the whole content: into a new file in `stage` (a folder on the same
* file system, by default the target's own), to the disk, then renamed over `target`. Whatever fails leaves the old file.
* The folder of `target` is made when it is missing.
*/
async function storeFile(target, write, { stage = dirname(target), mode = 438 } = {}) {
	const unfinished = join(stage, `.sealift-${randomBytes(8).toString("hex")}.tmp`);
	try {
		await mkdir(dirname(target), { recursive: true });
		const handle = await open$1(unfinished, "wx", mode);
		try {
			await write(sinkTo(handle));
			await handle.sync();
		} finally {
			await handle.close();
		}
		await renameOver(unfinished, target);
		await syncFolder(dirname(target));
	} catch (error) {
		await rm(unfinished, { force: true }).catch(() => {});
		throw fileError(error, "write", target);
	}
}

// src/io/files/write-atomic.ts
/** Writes `bytes` to `path`: readers see the old content or the new one, never a part, also after a power cut. */
async function writeAtomic(path, bytes, mode) {
	await storeFile(path, async (sink) => {
		sink.end(bytes);
		await finished$1(sink);
	}, mode === void 0 ? {} : { mode });
}

// src/pki/key-bits.ts
/** The octets of the BIT STRING subjectPublicKey, which key identifiers are made of (RFC 5280, 4.2.1.2; RFC 6960, 4.1.1 and 4.2.1). */
function keyBits(key) {
	const info = key.export({
		format: "der",
		type: "spki"
	});
	const { reader, root } = DerReader.of(info, {
		code: "internal",
		what: "public key"
	});
	return reader.bits(reader.children(root, TAG.sequence)[1]);
}

// src/io/files/make-folder-inside.ts
/**
* Makes `folder` with its parents, and in it the folder `names.join('/')`, so that what is written there stays inside:
* nothing on the way from `folder` on may be a link. Every name is one path component that the caller has checked.
*
* @param mode of folders that are made; less the umask.
*
* @throws SealiftError with the code of `context`; `denied`, `disk_full`.
*/
async function makeFolderInside(folder, names, context, mode = 511) {
	for (let depth = 0; depth <= names.length; depth += 1) {
		const path = join(folder, ...names.slice(0, depth));
		const kind = depth === 0 ? void 0 : await entryKind(path);
		if (kind === "folder") continue;
		if (kind !== void 0) throw errorIn(context, `${names.slice(0, depth).join("/")} is a ${kind}, not a folder`);
		try {
			await mkdir(path, {
				recursive: true,
				mode
			});
		} catch (error) {
			throw fileError(error, "write", path);
		}
	}
}

// src/io/files/remove-unfinished.ts
/** Milliseconds without a write after which an unfinished file counts as abandoned. */
const ABANDONED = 36e5;
/** Removes the files that killed writers left in `folder`. It never fails, because the run can go on without it. */
async function removeUnfinished(folder, now = Date.now()) {
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter((one) => UNFINISHED.test(one))) {
		const path = join(folder, name);
		const found = await lstat(path).catch(() => void 0);
		if (found && now - found.mtimeMs > ABANDONED) await rm(path, { force: true }).catch(() => {});
	}
}

// src/io/files/open-inside.ts
/** Bytes read at a time from a file that is streamed. */
const CHUNK = 262144;
/** A regular file that was opened without following a link. To be closed, or streamed to its end. */
var InsideFile = class {
	size;
	#handle;
	#path;
	constructor(handle, size, path) {
		this.#handle = handle;
		this.size = size;
		this.#path = path;
	}
	/** The whole content when it has at most `limit` bytes, else `undefined`. Closes the file. */
	async bytes(limit) {
		try {
			if (this.size > limit) return void 0;
			const buffer = new Uint8Array(this.size + 1);
			let length = 0;
			while (length < buffer.length) {
				const { bytesRead } = await this.#handle.read(buffer, length, buffer.length - length, length);
				if (bytesRead === 0) break;
				length += bytesRead;
			}
			return length > limit ? void 0 : buffer.subarray(0, length);
		} catch (error) {
			throw fileError(error, "read", this.#path);
		} finally {
			await this.close();
		}
	}
	/** The content from `offset` on. The stream closes the file. */
	stream(offset, signal) {
		const stream = this.#handle.createReadStream({
			start: offset,
			highWaterMark: CHUNK
		});
		return addAbortSignal(signal, stream);
	}
	close() {
		return this.#handle.close();
	}
};
/**
* Opens the regular file `names.join('/')` inside `folder`. Every name is one path component that the caller has checked;
* `folder` itself may be reached through links, since the user named it. `undefined` when the file is not there.
*
* @throws SealiftError with the code of `context` for links, folders and devices; `denied`, `file_unreadable`.
*/
async function openInside(folder, names, context) {
	for (let depth = 1; depth <= names.length; depth += 1) {
		const wanted = depth === names.length ? "file" : "folder";
		const kind = await entryKind(join(folder, ...names.slice(0, depth)));
		if (kind === void 0) return void 0;
		if (kind !== wanted) throw errorIn(context, `${names.slice(0, depth).join("/")} is a ${kind}, not a ${wanted}`);
	}
	const path = join(folder, ...names);
	try {
		const handle = await open$1(path, constants$2.O_RDONLY | (constants$2.O_NOFOLLOW ?? 0) | (constants$2.O_NONBLOCK ?? 0));
		const found = await handle.stat();
		if (found.isFile()) return new InsideFile(handle, found.size, path);
		await handle.close();
		throw errorIn(context, `${names.join("/")} is not a file`);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return void 0;
		if (errnoOf(error) === "ELOOP") throw errorIn(context, `${names.join("/")} is a link, not a file`);
		throw fileError(error, "read", path);
	}
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

// src/notation/chain-warnings.ts
/** Warns of a signer that trust policies cannot name: a verifier would have to trust every signer under the root. */
function nameWarnings(subject) {
	const reason = unnameable(subject);
	if (reason === void 0) return [];
	return [`the subject ${printable(nameText(subject))} ${printable(reason)}: no x509.subject identity of a trust policy can name this signer, only * can`];
}
/**
* Warns of what lets some trust policies refuse every signature under this chain, although the chain can sign.
*
* @param chain leaf first; one that keeps the Notary Project's rules.
*/
function chainWarnings(chain) {
	const [leaf] = chain;
	return leaf ? nameWarnings(leaf.subject) : [];
}

// src/notation/revocation/own-chain.ts
/**
* Refuses a chain that nobody who asks will pass.
*
* @throws SealiftError `certificate_revoked`.
*/
function refuseRevoked(rows) {
	const revoked = rows.find(({ status }) => status === "revoked");
	if (!revoked) return;
	throw new SealiftError("certificate_revoked", revokedText(revoked), { hint: "The issuer has revoked it. Find out why, and sign under another certificate." });
}
/** Warns of certificates whose state nobody tells, which the level strict refuses. */
function unknownWarnings(rows) {
	return rows.filter(({ status }) => status === "unknown").map(({ subject, message }) => {
		const why = printable(message ?? "has an unknown state", 600);
		return `the certificate ${printable(subject)} ${why}; where a verifier gets no answer either, the level strict refuses its signatures (revocation_unknown)`;
	});
}
/** Says about which certificates verifiers will ask, with the answer of now. */
function answerNotices(rows) {
	return rows.filter(({ status }) => status === "good").map((row) => {
		const until = row.nextUpdate === null ? "" : `, until ${row.nextUpdate.toISOString()}`;
		return `verifiers ask whether ${printable(row.subject)} is revoked; now it is not, by ${answeredBy(row)}${until}`;
	});
}

// src/trust/cache-folder.ts
/** The path that a variable holds. A relative one is not taken, as the XDG Base Directory Specification says. */
function pathIn({ env }, name) {
	const path = env[name];
	return path !== void 0 && isAbsolute(path) ? path : void 0;
}
/** The folder for caches where no variable names it. */
function usual(surroundings) {
	if (surroundings.platform === "win32") return pathIn(surroundings, "LOCALAPPDATA");
	const home = pathIn(surroundings, "HOME");
	if (home === void 0) return void 0;
	return surroundings.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}
/**
* The folder for caches: in a job of GitHub Actions the runner's temporary one, which ends with the job; else the user's.
* `undefined` where there is none.
*/
function cacheFolder(surroundings) {
	return (surroundings.env.GITHUB_ACTIONS === "true" ? pathIn(surroundings, "RUNNER_TEMP") : void 0) ?? pathIn(surroundings, "XDG_CACHE_HOME") ?? usual(surroundings);
}

// src/io/files/private-folder.ts
/** Whether the folder, which is no link, belongs to this user, and nobody else may write in it. Windows has no such rights. */
async function isPrivateFolder(path) {
	const found = await lstat(path);
	const user = process.geteuid?.();
	if (!found.isDirectory()) return false;
	return user === void 0 || found.uid === user && (found.mode & 18) === 0;
}

// src/io/files/prune-folder.ts
/** Removes the files that were written longest ago until the rest is within bounds. */
async function pruneFolder(folder, { bytes, files, names }) {
	const own = (await readdir(folder)).filter((name) => names.test(name)).map((name) => join(folder, name));
	const found = await Promise.all(own.map(async (path) => {
		const entry = await lstat(path).catch(() => void 0);
		return entry?.isDirectory() === false ? [{
			path,
			size: entry.size,
			written: entry.mtimeMs
		}] : [];
	}));
	let [left, count] = [bytes, files];
	for (const { path, size } of found.flat().toSorted((a, b) => b.written - a.written)) {
		left -= size;
		count -= 1;
		if (left < 0 || count < 0) await rm(path, { force: true });
	}
}

// src/trust/crl-cache.ts
/** Bytes of one CRL. */
const LIMIT$2 = 67108864;
/** Bounds of the whole cache. */
const MOST$2 = {
	bytes: 268435456,
	files: 256,
	names: /^[0-9a-f]{64}$/
};
/** Under the cache folder of the user. */
const NAMES = ["sealift", "crl"];
const COMPLAINT = {
	code: "file_unreadable",
	what: "CRL cache"
};
const fileOf = (name) => createHash("sha256").update(name).digest("hex");
/**
* Keeps CRLs in `base/sealift/crl`, a file each, called by the SHA-256 of its name. Runs that go on at the same time share it: a
* file is whole or not there. Whatever fails, such as a read-only disk, only makes the cache forget. A file is believed by nobody
* before its signature and its dates are checked; the rights of the folder keep others from filling it.
*/
function crlCache(base) {
	const folder = join(base, ...NAMES);
	return {
		async read(name) {
			try {
				return await (await openInside(base, [...NAMES, fileOf(name)], COMPLAINT))?.bytes(LIMIT$2);
			} catch {
				return;
			}
		},
		async write(name, der) {
			if (der.length === 0 || der.length > LIMIT$2) return;
			try {
				await makeFolderInside(base, NAMES, COMPLAINT, 448);
				if (!await isPrivateFolder(folder)) return;
				await writeAtomic(join(folder, fileOf(name)), der, 384);
				await removeUnfinished(folder);
				await pruneFolder(folder, MOST$2);
			} catch {}
		}
	};
}

// src/io/http/long-body.ts
/** Answers up to this length are read whenever they come. */
const SHORT = 1048576;
/** Bytes after which the chunks that were copied are collected. */
const PIECE = 1048576;
/**
* Makes V8 collect its young generation, by filling it. The memory of a chunk counts as external, of which V8 lets some 64 MiB
* pile up before it collects anything; that would double the memory for a long body.
*/
function collectChunks() {
	const young = [];
	for (let count = 0; count < 4e4; count += 1) young[count % 16] = [
		count,
		count,
		count,
		count
	];
}
/**
* Reads answers of many MiB into memory, those over 1 MiB one at a time. A long one is read into one buffer of its declared
* length, or of the limit, and is never copied: the system gives memory to a new buffer only where it is written.
*/
var LongBodies = class {
	#turn = new ByteBudget(1);
	/**
	* The whole body of an answer that was asked for as a stream.
	*
	* @throws SealiftError `content_too_large` over `limit` bytes, `unexpected_answer` for one that is encoded, what ended the
	* connection, or the reason of the signal.
	*/
	async read(response, limit, signal) {
		const { body, headers, url } = response;
		try {
			if (contentEncoding(response) !== void 0) throw encodedAnswer(response);
			const declared = Number(headers["content-length"] ?? NaN);
			const tooLarge = () => new SealiftError("content_too_large", `${redactUrl(url)} answers with over ${limit} bytes`);
			if (declared > limit) throw tooLarge();
			const iterator = body[Symbol.asyncIterator]();
			const chunks = [];
			let length = 0;
			while (!(declared > SHORT) && length <= SHORT) {
				const next = await iterator.next();
				if (next.done) return Buffer.concat(chunks, length);
				chunks.push(next.value);
				length += next.value.length;
			}
			const readRest = async () => {
				const whole = Buffer.alloc(Number.isNaN(declared) ? limit : declared);
				let at = 0;
				const take = (chunk) => {
					if (at + chunk.length > whole.length) throw tooLarge();
					const before = at;
					at += chunk.copy(whole, at);
					if (Math.floor(at / PIECE) !== Math.floor(before / PIECE)) collectChunks();
				};
				for (const chunk of chunks.splice(0)) take(chunk);
				for (let next = await iterator.next(); !next.done; next = await iterator.next()) take(next.value);
				return whole.subarray(0, at);
			};
			return await this.#turn.hold(1, signal, readRest);
		} catch (error) {
			body.destroy();
			throw error;
		}
	}
};

// src/trust/revocation-client.ts
/** Bytes of an OCSP answer; one with its certificates has some KiB. */
const OCSP_LIMIT = 65536;
/** Bytes of a request without a nonce, at most; one with a nonce is longer. */
const SHORT_REQUEST = 100;
/** Bytes of a CRL; one with a million entries has some 40 MiB. */
const CRL_LIMIT = 67108864;
/** Tries of one request. A responder that is down must not use up the time of the other one, to which its answer falls back. */
const TRIES = 3;
/** Milliseconds for one question with all its tries, where the user gives no time. */
const REVOCATION_TIMEOUT = 1e4;
const HINT$1 = "Check the address with the operator of the certificate authority, and what stands between.";
/** What an answer says that it is, for an error. */
function typeOf({ headers }) {
	const type = headers["content-type"];
	return type === void 0 ? "without a content type" : `as ${printable([type].flat().join(", "), 100)}`;
}
/**
* Refuses what cannot be the DER of a SEQUENCE, such as a page of a proxy. The content type decides nothing, as in notation:
* servers send CRLs under any.
*/
function checkDer(bytes, response, what) {
	if (bytes[0] === 48) return bytes;
	const sent = bytes.length === 0 ? "with nothing" : `with something else, ${typeOf(response)}`;
	throw new SealiftError("unexpected_answer", `${redactUrl(response.url)} does not answer with ${what} in DER but ${sent}`, { hint: HINT$1 });
}
/** Asks by GET, which caches answer, where the request is short (RFC 6960, appendix A.1; RFC 5019, 5); else by POST. */
function ocspRequest(url, der) {
	const accept = "application/ocsp-response";
	if (der.length <= SHORT_REQUEST && url.search === "") {
		const base64 = encodeURIComponent(Buffer.from(der).toString("base64"));
		const asked = new URL(url);
		asked.hash = "";
		asked.pathname = `${url.pathname.replace(/\/$/, "")}/${base64}`;
		return {
			method: "GET",
			url: asked,
			headers: { accept }
		};
	}
	return {
		method: "POST",
		url,
		headers: {
			"content-type": "application/ocsp-request",
			accept
		},
		body: {
			length: der.length,
			open: () => Promise.resolve(der)
		}
	};
}
function checkStatus({ status, url, body }) {
	if (status === 200) return;
	body.destroy();
	throw new SealiftError("unexpected_answer", `${redactUrl(url)} answers with the status ${status}`, { hint: HINT$1 });
}
/**
* Asks OCSP responders (RFC 6960, appendix A) and fetches CRLs (RFC 5280, 4.2.1.13) by HTTP, at addresses that certificates
* name: every request is guarded, and none has credentials.
*/
function revocationClient({ http, timeout = REVOCATION_TIMEOUT }) {
	const bodies = new LongBodies();
	/** Does `work` in its time, and says so where that is over. */
	async function inTime(address, signal, work) {
		signal.throwIfAborted();
		if (!URL.canParse(address)) throw new SealiftError("address_refused", `${printable(address, 300)} is not a URL`);
		const url = new URL(address);
		const late = AbortSignal.timeout(timeout);
		try {
			return await work(url, AbortSignal.any([signal, late]));
		} catch (error) {
			if (!late.aborted || signal.aborted || error !== late.reason) throw error;
			const message = `${redactUrl(url)} did not answer within ${timeout / 1e3} s`;
			throw new SealiftError("deadline_exceeded", message, {
				cause: error,
				hint: HINT$1
			});
		}
	}
	async function ask(request) {
		const response = await (await http()).request({
			...request,
			guarded: true,
			tries: TRIES
		});
		checkStatus(response);
		return response;
	}
	return {
		ocsp: (address, der, signal) => inTime(address, signal, async (url, both) => {
			const response = await ask({
				...ocspRequest(url, der),
				answer: OCSP_LIMIT,
				signal: both
			});
			return checkDer(await readBody(response, OCSP_LIMIT), response, "an OCSP response");
		}),
		crl: (address, signal) => inTime(address, signal, async (url, both) => {
			const response = await ask({
				method: "GET",
				url,
				headers: { accept: "application/pkix-crl, */*;q=0.1" },
				answer: "stream",
				signal: both
			});
			return checkDer(await bodies.read(response, CRL_LIMIT, both), response, "a CRL");
		})
	};
}

// src/operations/judging/evidence-result.ts
/** The evidence of a signature that nobody judged. */
const NO_EVIDENCE = {
	trust: null,
	timestamp: null,
	revocation: [],
	judgedBy: null
};
const iso$1 = (moment) => moment?.toISOString() ?? null;
function revocationResult(rows) {
	return rows.map((row) => ({
		...row,
		thisUpdate: iso$1(row.thisUpdate),
		nextUpdate: iso$1(row.nextUpdate),
		revokedAt: iso$1(row.revokedAt)
	}));
}
/** Describes a timestamp for a result; that of a new signature has no trust store. */
function timestampResult(timestamp) {
	const { authority, thumbprint, store, time, earliest, latest, policy, revocation } = timestamp;
	return {
		authority,
		thumbprint,
		store,
		time: time.toISOString(),
		earliest: earliest.toISOString(),
		latest: latest.toISOString(),
		policy,
		revocation: revocationResult(revocation)
	};
}
/** Describes for a result what a verdict rests on. */
function evidenceResult({ trust, timestamp, revocation, judgedBy }) {
	return {
		trust,
		timestamp: timestamp && timestampResult(timestamp),
		revocation: revocationResult(revocation),
		judgedBy
	};
}

// src/pki/signed-object.ts
/** The signature scheme that an AlgorithmIdentifier names; `undefined` for one that is not allowed. */
function schemeOf$1(reader, algorithm) {
	const [id, parameters, ...behind] = reader.children(algorithm, TAG.sequence);
	const oid = reader.oid(id);
	if (behind.length > 0) throw reader.refuse("is malformed: something stands behind its parameters");
	const pkcs1 = Object.hasOwn(RSA_PKCS1, oid) ? RSA_PKCS1[oid] : void 0;
	if (pkcs1) return {
		oid,
		scheme: {
			keyType: "rsa",
			hash: pkcs1,
			options: { padding: constants.RSA_PKCS1_PADDING }
		}
	};
	const ecdsa = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : void 0;
	if (ecdsa) return {
		oid,
		scheme: {
			keyType: "ec",
			hash: ecdsa,
			options: { dsaEncoding: "der" }
		}
	};
	if (oid !== "1.2.840.113549.1.1.10" || parameters === void 0) return {
		oid,
		scheme: void 0
	};
	const { hash: hashId, saltLength, fault } = readPssParameters(reader, parameters);
	const hash = hashOf(hashId);
	if (hash === void 0 || fault !== void 0) return {
		oid,
		scheme: void 0
	};
	return {
		oid,
		scheme: {
			keyType: "rsa",
			hash,
			options: {
				padding: constants.RSA_PKCS1_PSS_PADDING,
				saltLength
			}
		}
	};
}
function holds(toBeSigned, { hash, options }, key, signature) {
	try {
		return verify(hash, toBeSigned, {
			key,
			...options
		}, signature);
	} catch {
		return false;
	}
}
/**
* Checks the signature on SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING } over the received bytes.
*
* @param parts of that SEQUENCE, of `reader`.
* @throws SealiftError with the code of the reader.
*/
function checkSignedObject(reader, [signed, algorithm, bits], key) {
	if (!signed || !algorithm || !bits) throw reader.refuse("has no signature");
	const { oid, scheme } = schemeOf$1(reader, algorithm);
	if (scheme === void 0 || scheme.keyType !== key.asymmetricKeyType) throw reader.refuse(`is signed with an algorithm that is not allowed for its key (${printable(oid)})`);
	if (!holds(reader.whole(signed), scheme, key, reader.bits(bits))) throw reader.refuse("carries a signature that its key did not make");
}

// src/notation/policy/identity-attributes.ts
const PREFIX$1 = "x509.subject:";
/** The attributes of an `x509.subject:` identity; `undefined` for a malformed one, for `*` and for those of plugins. */
function attributesOf$1(identity) {
	if (!identity.startsWith(PREFIX$1)) return void 0;
	try {
		return parseDistinguishedName(identity.slice(13));
	} catch {
		return;
	}
}
/** Whether the subject of a certificate has all attributes of an identity. */
function isOf(identity, { subject }) {
	try {
		return isWithin(identity, subjectAttributes(subject));
	} catch {
		return false;
	}
}

// src/notation/policy/named-authority.ts
/**
* The CA whose own common name an identity asks for; `undefined` when it asks for none. The subject of the signer is compared, so
* that this is mostly a mistake, though a CA may issue its own name.
*/
function namedAuthority(identity, anchors) {
	const attributes = attributesOf$1(identity);
	if (!attributes?.get("CN")) return void 0;
	return anchors.find((anchor) => anchor.basicConstraints?.ca === true && isOf(attributes, anchor));
}

// src/notation/policy/unmatchable.ts
const TYPES = Object.values(ATTRIBUTE_NAMES);
/**
* Why no signature under `anchors` can be by this identity; `undefined` where one can, and for an identity that is malformed or
* of a plugin. A CA may issue any name, so only two things are certain: an attribute that notation never finds in a subject, and
* anchors that are no CA, each of which anchors itself alone.
*
* @param anchors all that a statement trusts; empty where they are not known.
*/
function unmatchable(identity, anchors) {
	const attributes = attributesOf$1(identity);
	if (!attributes) return void 0;
	const strange = [...attributes].find(([type, value]) => value !== "" && !TYPES.includes(type));
	if (strange) return `names ${strange[0]}, which is compared with no signer; possible are ${TYPES.join(", ")}`;
	const issues = anchors.some(({ basicConstraints }) => basicConstraints?.ca);
	if (anchors.length === 0 || issues || anchors.some((anchor) => isOf(attributes, anchor))) return void 0;
	const [first] = anchors;
	return `no signer can have: the trust stores hold no CA, and their certificates are of other subjects (${first ? nameText(first.subject) : ""}${anchors.length > 1 ? ` and ${anchors.length - 1} more` : ""})`;
}

// src/notation/policy/consequences.ts
/** Images that people ask about, and the check that meets each. */
const MET_BY = {
	"untrusted-signer": "authenticity",
	"expired-signature": "expiry",
	"expired-certificate": "authenticTimestamp",
	"revoked-certificate": "revocation",
	"unknown-revocation": "revocation"
};
const OF_ACTION = {
	enforce: "refused",
	log: "reported",
	skip: "not-checked"
};
/** A timestamp that passes stands for the time of signing, so an expired certificate counts as it was then. */
function timestampCases({ signatureVerification: { verifyTimestamp = "always" }, trustStores }, unstamped) {
	if (!trustStores.some((store) => store.startsWith("tsa:"))) return [];
	return [{
		image: "no-timestamp",
		verify: verifyTimestamp === "always" ? unstamped : "passes"
	}, {
		image: "expired-certificate-timestamped",
		verify: "passes"
	}];
}
/** What a statement means for each kind of image, as {@link actionsOf} has it. An unsigned image passes the level skip alone. */
function consequencesOf(statement) {
	const actions = actionsOf(statement);
	return [
		{
			image: "unsigned",
			verify: statement.signatureVerification.level === "skip" ? "not-checked" : "refused"
		},
		...Object.keys(MET_BY).map((image) => ({
			image,
			verify: OF_ACTION[actions[MET_BY[image]]]
		})),
		...timestampCases(statement, OF_ACTION[actions.authenticTimestamp])
	];
}

// src/notation/config-folder.ts
/** notation's configuration folder: `NOTATION_CONFIG` unchanged, else `notation` in the user's configuration folder. */
function notationFolder({ env, platform, home }) {
	if (env.NOTATION_CONFIG) return env.NOTATION_CONFIG;
	if (platform === "darwin") return join(home, "Library", "Application Support", "notation");
	if (platform === "win32") return join(env.APPDATA || join(home, "AppData", "Roaming"), "notation");
	const { XDG_CONFIG_HOME: xdg = "" } = env;
	return join(isAbsolute(xdg) ? xdg : join(home, ".config"), "notation");
}

// src/trust/notation-folder.ts
/** The name of the policy for OCI artifacts, which counts wherever it exists. */
const OCI_POLICY = "trustpolicy.oci.json";
/** The name that it had before, and has in notation 1.3.2. */
const OLD_POLICY = "trustpolicy.json";
/**
* Finds the trust policy and trust store of an existing notation user. In a pipeline it refuses to look, since a self-hosted
* runner may hold files of other jobs.
*
* @throws SealiftError `trust_missing`.
*/
async function notationTrust(around) {
	const { env } = around;
	if (env.CI === "true" || env.GITHUB_ACTIONS === "true") throw new SealiftError("trust_missing", "no trust policy was given, and in a pipeline none is looked for");
	const folder = notationFolder(around);
	for (const name of [OCI_POLICY, OLD_POLICY]) {
		const policy = join(folder, name);
		if (await entryKind(policy) !== void 0) return {
			policy,
			store: join(folder, "truststore")
		};
	}
	throw new SealiftError("trust_missing", `no trust policy was given, and notation has none in ${folder}`);
}

// src/trust/trust-files.ts
/** The most bytes of a trust policy. */
const POLICY_LIMIT = 4194304;
/** The text of a trust policy: a path, or the document itself when it begins with `{`. */
async function policyText(pathOrContent) {
	const content = pathOrContent.trimStart();
	if (content.startsWith("{")) return {
		text: content,
		bytes: new TextEncoder().encode(pathOrContent),
		shown: "(inline)",
		isMarked: false
	};
	const bytes = await readConfig(pathOrContent, POLICY_LIMIT, "trust policy", "policy_invalid");
	const shown = quotable(pathOrContent, 600);
	return {
		text: userText(bytes, {
			code: "policy_invalid",
			what: `trust policy ${shown}`
		}),
		bytes,
		shown,
		isMarked: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 3)) === "﻿"
	};
}
/** notation's trust policy and trust store, each read when first needed, once. */
function openTrustFiles(files, plainHttp) {
	const read = lazy(() => policyText(files.policy));
	return {
		policy: lazy(async () => {
			const { text, shown } = await read();
			return parseTrustPolicy(text, shown, plainHttp);
		}),
		source: async () => (await read()).bytes,
		...openTrustStore(files.store)
	};
}

// src/trust/other-policy.ts
/** The JSON document in a file; `undefined` where there is none, of which nobody can say what it means. */
async function documentIn(path) {
	try {
		const bytes = await readConfig(path, POLICY_LIMIT, "trust policy", "policy_invalid");
		const context = {
			code: "policy_invalid",
			what: "trust policy"
		};
		return { value: parseJson(userText(bytes, context), context) };
	} catch (error) {
		if (error instanceof SealiftError) return void 0;
		throw error;
	}
}
/** The policy beside `policy` that has the other of the two names and is not the same document; `undefined` without one. */
async function policyBeside(policy) {
	const names = [OCI_POLICY, OLD_POLICY];
	if (!names.includes(basename(policy))) return void 0;
	const other = join(dirname(policy), names.find((name) => name !== basename(policy)) ?? "trustpolicy.json");
	if (await entryKind(other) === void 0) return void 0;
	const [ours, theirs] = await Promise.all([documentIn(policy), documentIn(other)]);
	return ours !== void 0 && theirs !== void 0 && isDeepStrictEqual(ours.value, theirs.value) ? void 0 : other;
}
/**
* The trust policy that notation reads although `policy`, in the same folder, has the newer name: notation 1.3.2 knows
* `trustpolicy.json` alone. `undefined` when there is none, or when it is the same document.
*/
async function otherPolicy(policy) {
	return basename(policy) === "trustpolicy.oci.json" ? policyBeside(policy) : void 0;
}

// src/notation/policy/nearest-scope.ts
/** The repository without what people overlook: letter case, the HTTPS port, the host and `library/` of Docker Hub. */
function simplified(repository) {
	return repository.toLowerCase().replace(/:443\//, "/").replace(/^(?:index\.|registry-1\.)?docker\.io\/(?:library\/)?/, "");
}
/** Ways in which a scope resembles a repository, the strongest first. */
const SIMILARITIES = [
	(scope, repository) => simplified(scope) === simplified(repository),
	(scope, repository) => `${repository}/`.startsWith(`${scope}/`) || `${scope}/`.startsWith(`${repository}/`),
	(scope, repository) => scope.split("/").slice(1).join("/") === repository.split("/").slice(1).join("/")
];
/** The scope that was probably meant for `repository`. It is for hints alone: only an equal scope matches. */
function nearestScope(scopes, repository) {
	for (const isSimilar of SIMILARITIES) {
		const found = scopes.find((scope) => isSimilar(scope, repository));
		if (found !== void 0) return found;
	}
}

// src/notation/policy/scope.ts
/** The statement whose scope is exactly this repository; `undefined` when none is. */
function exactStatement({ trustPolicies }, repository) {
	return trustPolicies.find(({ registryScopes }) => registryScopes.includes(repository));
}
/**
* The statement for `repository` (`REGISTRY/REPOSITORY`, as references spell it): an exact scope, else the one with `*`.
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
	throw new SealiftError("no_applicable_statement", `the trust policy has no statement for ${printable(repository)}; it covers ${covered.join(", ")}${more}`, alike === void 0 ? {} : { hint: `A scope is one whole repository: ${printable(alike)} is another one. Add the repository to registryScopes of a statement, or name one with --scope.` });
}

// src/trust/trusted-roots.ts
const STORE = "command-line";
/** The names of certificates of each type in errors. */
const WHAT = {
	ca: "trusted root",
	tsa: "trusted TSA root"
};
async function readRoots(bytes, type) {
	const certificates = await parseCertificates(bytes, {
		code: "trust_store_invalid",
		what: WHAT[type],
		hint: "Give root certificates as PEM or DER, and nothing else."
	});
	for (const certificate of certificates) checkAnchor(certificate, type, WHAT[type]);
	return certificates;
}
/** Parses the policy of one statement. Only its identities come from the user, so an error of it gets their hint. */
function statementOf$1(json) {
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
	const text = JSON.stringify({
		version: "1.0",
		trustPolicies: [{
			name: STORE,
			registryScopes: ["*"],
			signatureVerification: { level: "strict" },
			trustStores: Object.keys(given).map((type) => `${type}:${STORE}`),
			trustedIdentities: identities
		}]
	});
	const document = statementOf$1(text);
	const known = /* @__PURE__ */ new Map();
	return {
		policy: () => Promise.resolve(document),
		source: () => Promise.resolve(new TextEncoder().encode(text)),
		certificates(type) {
			const read = given[type];
			if (!read) return Promise.reject(new SealiftError("trust_store_not_found", `no roots of type ${type} were given`));
			const certificates = known.get(type) ?? read();
			known.set(type, certificates);
			return certificates;
		}
	};
}

// src/compose/verification-plugins.ts
/** What judges in the place of plugins that are not installed, loaded when a signature demands it. */
function builtInJudges(run) {
	return { [AWS_SIGNER_PLUGIN]: async () => {
		const { awsSignerJudge } = await import("./judge.js");
		const { askAws } = await import("./ask-aws.js");
		const { ask, close } = askAws(run.env, () => remoteOf(run));
		run.onEnd(close);
		return awsSignerJudge(ask);
	} };
}
/**
* The verification plugins that a run can meet. They are loaded when a signature demands one. They get no `--plugin-config`: a
* signature names its plugin, and settings for one would reach another.
*/
function verificationPluginsOf(run) {
	let installed;
	const open = async () => {
		const { installedPlugins } = await import("./verification-plugin.js").then((n) => n.t);
		return installedPlugins({
			...pluginHostOf(run),
			env: run.env,
			builtIn: builtInJudges(run)
		});
	};
	return { async find(name, during) {
		installed ??= open();
		return (await installed).find(name, during);
	} };
}

// src/compose/demands.ts
/** Bytes of a document that says who has to have signed. */
const LIMIT$1 = 65536;
/** As many signatures of one image are judged; verify has an option for it. */
const MAX_SIGNATURES = 100;
/** The options that ask for certain signers, as they were given. */
function requirementFlags({ values: { require, requireCount, requireIdentity } }) {
	return [
		...requireIdentity.length > 0 ? ["--require-identity"] : [],
		...requireCount === void 0 ? [] : ["--require-count"],
		...require === void 0 ? [] : ["--require"]
	];
}
/** What judges beside the trust policy. What is wrong with it is a problem, before anything is contacted. */
async function demandsOf(run) {
	const { values, problems } = run;
	const { require, requireCount: count, requireIdentity: identities, distrust: texts } = values;
	const asks = requirementFlags({ values }).length > 0;
	const most = "maxSignatures" in values ? values.maxSignatures : 100;
	if (count !== void 0 && count > most) {
		const message = `--require-count asks for ${count} signers, and no more than ${most} signatures of an image are read`;
		problems.add("usage", message, "Ask for fewer; verify reads more with --max-signatures.");
	}
	const distrust = texts.length === 0 ? NO_DISTRUST : await problems.try(async () => (await Promise.resolve().then(() => read_distrust_exports)).readDistrust(texts));
	const requirements = asks ? await problems.try(async () => {
		const { readRequirements } = await Promise.resolve().then(() => read_requirement_exports);
		if (require === void 0) return readRequirements({
			identities,
			count
		});
		const what = `requirement ${isContent(require) ? "(inline)" : quotable(require, 600)}`;
		const text = userText(await contentOf(require, LIMIT$1, "requirement"), {
			code: "policy_invalid",
			what,
			hint: "Save the requirement as UTF-8."
		});
		return readRequirements({
			identities,
			count,
			document: {
				text,
				what
			}
		});
	}) : void 0;
	return {
		distrust: distrust ?? NO_DISTRUST,
		...requirements === void 0 ? {} : { requirements },
		plugins: verificationPluginsOf(run)
	};
}

// src/compose/statement-of.ts
/** The statement for a repository; `undefined` where there is none, which is a verdict about an image, given where it is judged. */
function statementOf(policy, repository) {
	try {
		return statementFor(policy, repository);
	} catch {
		return;
	}
}

// src/compose/trust.ts
const ROOTS_LIMIT = 1048576;
/** The ways to give trust exclude one another: of a mixture nobody could say which one judges. */
function mixture(values) {
	const { trustPolicy, trustStore, trustedRoot, trustedIdentity = [], trustedTsaRoot } = values;
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
/** Given for this run, and no file of a trust store: those mean to notation what they mean here, so they are not mended. */
function rootsOf(value, what) {
	return pemOf(value, ROOTS_LIMIT, {
		code: "trust_store_invalid",
		what
	});
}
/** Warns of the two names of a trust policy in one folder. */
function twoPolicies(policy, other) {
	return basename(policy) === "trustpolicy.json" ? `two trust policies that differ: ${policy}, which notation 1.3.2 reads, and ${other}, which counts in notation's own folder otherwise; remove one of them, or make them the same` : `two trust policies that differ: ${policy}, which counts here, and ${other}, which notation 1.3.2 reads; remove one of them, or make them the same`;
}
async function openTrust(values, { env, plainHttp, reporter }) {
	const { trustPolicy, trustStore, trustedRoot, trustedIdentity, trustedTsaRoot } = values;
	if (trustedRoot !== void 0) {
		const roots = await rootsOf(trustedRoot, "trusted root");
		const tsaRoots = trustedTsaRoot === void 0 ? void 0 : await rootsOf(trustedTsaRoot, "trusted TSA root");
		return trustFromRoots({
			roots,
			identities: trustedIdentity,
			tsaRoots
		});
	}
	if (trustPolicy !== void 0 && trustStore !== void 0) return openTrustFiles({
		policy: trustPolicy,
		store: trustStore
	}, plainHttp);
	const files = await notationTrust({
		env,
		platform: process.platform,
		home: homeFolder()
	});
	const other = await otherPolicy(files.policy);
	if (other !== void 0) reporter.warning(twoPolicies(files.policy, other));
	return openTrustFiles(files, plainHttp);
}
function isRepository$1(text) {
	try {
		return parseRepository(text).repository !== "";
	} catch {
		return false;
	}
}
/** The repository that --scope names, in the spelling of scopes; `*` is the statement for everything. */
function scopeOf({ values: { scope }, problems, plainHttp }) {
	if (scope === void 0 || scope === "*") return scope;
	try {
		const { registry, repository } = parseRepository(scope, plainHttp);
		return `${registry}/${repository}`;
	} catch {
		problems.add("usage", `--scope ${quotable(withoutLogin(scope))} is not a repository`, /[A-Z]/.test(scope) && isRepository$1(completeName(scope)) ? `Write ${quotable(completeName(scope))}` : "Write REGISTRY/REPOSITORY, without tag and digest.");
		return;
	}
}
/** The stores of a statement; a missing or empty one is a problem before anything is contacted. */
async function checkStores(trust, { trustStores }, { problems }) {
	for (const { type, name } of judgingStores(trustStores)) await problems.try(() => trust.certificates(type, name));
}
/**
* Whose signatures count in this run. The policy and the trust stores that it will need are read here.
*
* @param repositories under which images will be judged.
* @param scope under which they are judged instead, as {@link scopeOf} reads it.
* @param destinations repositories whose statement counts as well where one names them exactly.
*/
async function trustOf(run, repositories, scope, destinations = []) {
	const { values, problems } = run;
	const mixed = mixture(values);
	if (mixed) {
		problems.add(...mixed);
		return;
	}
	const trust = await problems.try(() => openTrust(values, run));
	const document = trust && await problems.try(() => trust.policy());
	if (!trust || !document) return void 0;
	const own = (scope === void 0 ? repositories : [scope]).map((one) => statementOf(document, one ?? "*"));
	const theirs = destinations.map((one) => one === void 0 ? void 0 : exactStatement(document, one));
	const [flag] = requirementFlags(run);
	for (const statement of new Set(own)) {
		if (flag === void 0 || !statement || enforcesSigner(statement)) continue;
		problems.add("usage", `${flag} asks who has signed, and the statement "${statement.name}" (${levelName(statement)}) does not enforce it`, "Use a statement of level strict or permissive.");
	}
	for (const { name, signatureVerification } of new Set(own.filter((one) => one !== void 0))) {
		if (values.distrust.length === 0 || signatureVerification.level !== "skip") continue;
		problems.add("usage", `--distrust refuses signatures, and the statement "${name}" (skip) looks at none`, "Use a statement of level strict or permissive.");
	}
	for (const statement of /* @__PURE__ */ new Set([...own, ...theirs])) if (statement) await checkStores(trust, statement, run);
	return trust;
}

// src/notation/policy/new-policy.ts
/** The text of a trust policy with one strict statement, as notation reads it too. What was wished for is not checked. */
function newPolicy({ name, scopes, identities }) {
	const document = {
		version: "1.0",
		trustPolicies: [{
			name,
			registryScopes: scopes,
			signatureVerification: { level: "strict" },
			trustStores: [`ca:${name}`],
			trustedIdentities: identities
		}]
	};
	return `${JSON.stringify(document, null, 2)}\n`;
}

// src/operations/image-result.ts
/**
* Runs the work on one image and returns its result. An error becomes the error of this image, beside everything that the
* draft has, so that the results of other images are not lost. After an abort the reason of `signal` is the error. The status is
* `partial` where a destination did not fail, else `failed`.
*/
async function imageResult(reference, signal, work) {
	let result = failedImage(reference, null);
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
		const isPartial = result.destinations.some(({ status }) => status !== "failed");
		return {
			...result,
			status: isPartial ? "partial" : "failed",
			error
		};
	}
}

// src/operations/resolve.ts
const LAYOUT_HINT = "Check the place and the name: `index.json` in the folder or archive has the tags (org.opencontainers.image.ref.name) and digests that are there.";
/** Resolves a reference to a descriptor, once in a run. The run works on this digest even if the tag moves meanwhile. */
async function resolveArtifact(store, name, signal) {
	const found = await store.resolve(name, signal);
	if (found) return plainDescriptor(found);
	const text = "tag" in name ? `the tag ${name.tag}` : `the manifest ${name.digest}`;
	const isLayout = store.repository === void 0;
	throw new SealiftError("artifact_not_found", `${store.name} does not have ${text}`, isLayout ? { hint: LAYOUT_HINT } : {});
}

// src/operations/judging/choose-statement.ts
/**
* The statement of the trust policy that applies to an artifact: that of `scope` if one is given, else that of the store's
* repository. A layout has no repository, so it needs a scope, unless the policy has only a statement with the scope `*`.
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

// src/operations/judging/preload-trust.ts
/** Begins to read the certificates of a statement while the registry is asked. A failure is reported when they are used. */
function preloadTrust(trust, { trustStores }) {
	for (const { type, name } of judgingStores(trustStores)) prefetch(trust.certificates(type, name));
}

// src/operations/judging/cosign-signature.ts
/** The tag under which cosign 2 keeps signatures (cosign, SIGNATURE_SPEC.md, "Tag-based Discovery"). */
async function tagged(store, { digest }, signal) {
	const tag = digestTagOf(digest, "sig");
	if (tag === void 0) return void 0;
	const found = await store.resolve({ tag }, signal);
	return found === void 0 || found.digest === digest ? void 0 : `the tag ${tag} has one of cosign`;
}
/** The bundle that cosign 3 attaches, asked for by its type: a list that was read for Notary signatures alone does not have it. */
async function attached(store, target, signal) {
	for await (const { descriptor } of store.referrers(target, {
		artifactType: BUNDLE_ARTIFACT_TYPE,
		sources: "api-first"
	}, signal)) if (isCosignSignatureType(descriptor.artifactType ?? "")) return `${descriptor.digest} is one of cosign`;
}
/**
* Says which signature of cosign `target` has, for example `the tag sha256-HEX.sig has one of cosign`. Sealift judges none of them, so
* this serves what is said of an image and never a verdict: a registry that does not answer leaves it unsaid.
*/
async function cosignSignatureOf(store, target, signal) {
	for (const look of [tagged, attached]) try {
		const found = await look(store, target, signal);
		if (found !== void 0) return found;
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof SealiftError)) throw error;
	}
}

// src/operations/judging/listed-signatures.ts
/**
* The listed signatures of one manifest, as far as they were read, and whether other readers of the list get to them. Each store
* that signatures come from has a list of its own.
*/
var ListedSignatures = class {
	#store;
	#lists = /* @__PURE__ */ new Map();
	#standings;
	constructor(store) {
		this.#store = store;
		this.#standings = new Standings((entry, signal) => standingOf(store, entry, signal));
	}
	/** Adds the next entry of the list. */
	add({ descriptor, behindApi, elsewhere }) {
		const list = this.#listOf(elsewhere);
		if (behindApi) list.isBehindApi = true;
		else list.entries.push(descriptor);
	}
	#listOf(elsewhere) {
		const known = this.#lists.get(elsewhere) ?? {
			entries: [],
			isBehindApi: false
		};
		this.#lists.set(elsewhere, known);
		return known;
	}
	/** Notes what fetching an entry gave, so that it is not asked for again. */
	note({ descriptor }, standing) {
		this.#standings.set(descriptor, standing);
	}
	/**
	* Why other readers do not get to a signature that was fetched; `undefined` when they do. What is listed before it is asked
	* for where nobody did so far.
	*/
	async whyUnreached({ descriptor, elsewhere, foundIn }, signal) {
		if (foundIn === "index" || elsewhere === void 0 && this.#store.repository === void 0) return void 0;
		const { entries, isBehindApi } = this.#listOf(elsewhere);
		const wanted = {
			...descriptor,
			artifactType: NOTARY_ARTIFACT_TYPE
		};
		const lists = {
			api: entries,
			tag: []
		};
		const why = whyUnreached(await this.#standings.reach(lists, wanted, signal), wanted);
		if (why === void 0) return void 0;
		return `${isBehindApi ? "the Referrers API, which answers," : "its list"} ${why}`;
	}
};

// src/notation/prototype/prototype-manifest.ts
/** The media type of the signatures of Notary's prototype of 2020 (nv2): a JWT. It is also that of the config that holds one. */
const PROTOTYPE_MEDIA_TYPE = "application/vnd.cncf.notary.config.v2+jwt";
/** The prototype's manifests are of schema version 2, 2.1 or 3, so that the version tells nothing. */
const HOLDER = struct({
	config: DESCRIPTOR,
	manifests: listOf(DESCRIPTOR),
	layers: listOf(DESCRIPTOR)
});
/**
* The JWT that a manifest holds as its config; `undefined` when the manifest holds none. The prototype stored a signature as an
* index with a `config`, and before that as an image manifest without layers (notaryproject/nv2, "docs/artifact").
*/
function prototypeSignatureIn({ descriptor, bytes }) {
	const context = {
		code: "manifest_invalid",
		what: `manifest ${descriptor.digest}`
	};
	try {
		const { config } = readAs(HOLDER, bytes, context);
		return config?.mediaType === "application/vnd.cncf.notary.config.v2+jwt" ? parseDescriptor(config, context) : void 0;
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return;
	}
}

// src/operations/judging/certificate-details.ts
/** One certificate of a chain, for a result. */
function certificateDetails({ subject, issuer, thumbprint, notBefore, notAfter }) {
	return {
		subject: nameText(subject),
		issuer: nameText(issuer),
		thumbprint,
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString()
	};
}

// src/operations/judging/read-envelope.ts
/** Bytes of memory for each byte of an envelope while it is opened: the byte, its text, the payload, the signing input. */
const HELD = 4;
/**
* Reads one envelope and calls `use` with its bytes. `use` must not keep them, since their memory counts only until it ends.
*
* @throws SealiftError `content_too_large`, `digest_mismatch`, what the store throws, or what `use` throws.
*/
function withEnvelope({ store, envelopeBudget }, descriptor, signal, use) {
	return envelopeBudget.hold(descriptor.size * HELD, signal, async () => use(await readBlob(store, descriptor, ENVELOPE_LIMIT, signal)));
}

// src/operations/judging/describe-prototype.ts
const iso = (moment) => moment?.toISOString() ?? null;
function detailsOf(signature) {
	const { algorithm, chain, keyId, target, references, signingTime, notBefore, expiry } = signature;
	return {
		signatureAlgorithm: algorithm,
		signingScheme: "nv2 prototype of 2020 (JWT)",
		signingTime: iso(signingTime),
		expiry: iso(expiry),
		signingAgent: null,
		timestamped: false,
		timestamp: null,
		verificationPlugin: null,
		userMetadata: {},
		targetArtifact: target,
		certificates: chain.map(certificateDetails),
		prototype: {
			references,
			notBefore: iso(notBefore),
			keyId: keyId ?? null
		}
	};
}
function integrityOf({ isIntact }) {
	const check = {
		check: "integrity",
		action: "enforce"
	};
	if (isIntact) return [{
		...check,
		outcome: "passed",
		code: null
	}];
	if (isIntact === void 0) {
		const message = "it names its key by a fingerprint and brings no certificate, so that nobody can check it";
		return [{
			...check,
			outcome: "unknown",
			code: null,
			message
		}];
	}
	const message = "the signature does not fit the signed bytes or the certificate";
	return [{
		...check,
		outcome: "failed",
		code: "signature_invalid",
		message
	}];
}
/**
* Opens a signature of the prototype of 2020 and decodes it. Its status is `listed`, or `failed` where it cannot be read or does not
* fit its own certificate; it is never judged.
*
* @param holder the manifest that holds it.
*/
async function describePrototype(source, holder, jwt, signal) {
	const base = {
		...holder,
		made: false,
		mediaType: PROTOTYPE_MEDIA_TYPE,
		...NO_EVIDENCE
	};
	const { readPrototypeJwt } = await Promise.resolve().then(() => read_jwt_exports);
	try {
		const signature = await withEnvelope(source, jwt, signal, readPrototypeJwt);
		const leaf = signature.chain[0];
		return {
			...base,
			subject: signature.target.digest,
			signer: leaf ? nameText(leaf.subject) : signature.keyId ?? null,
			validUntil: iso(signature.expiry),
			status: signature.isIntact === false ? "failed" : "listed",
			checks: integrityOf(signature),
			details: detailsOf(signature)
		};
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
		const { code, message } = error;
		return {
			...base,
			subject: holder.digest,
			signer: null,
			validUntil: null,
			status: "failed",
			checks: [{
				check: "integrity",
				action: "enforce",
				outcome: "failed",
				code,
				message
			}]
		};
	}
}

// src/operations/judging/prototypes.ts
/** The most that are looked at. */
const MOST$1 = 100;
const ATTACHED = {
	artifactType: PROTOTYPE_MEDIA_TYPE,
	sources: "merged"
};
/** The signature that the artifact itself is. What cannot be read as a manifest is none. */
async function prototypeItself(store, target, signal) {
	try {
		const jwt = prototypeSignatureIn(await store.manifest(target, signal));
		return jwt ? [{
			holder: {
				digest: target.digest,
				foundIn: "itself"
			},
			jwt
		}] : [];
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
		return [];
	}
}
async function attachedTo(store, target, signal) {
	const found = [];
	let seen = 0;
	for await (const judged of judgedReferrers(store, target, ATTACHED, signal)) {
		const jwt = judged.state === "believed" ? prototypeSignatureIn(judged.content) : void 0;
		const { descriptor, foundIn } = judged.entry;
		if (jwt) found.push({
			holder: {
				digest: descriptor.digest,
				foundIn
			},
			jwt
		});
		seen += 1;
		if (seen === MOST$1) break;
	}
	return found;
}
/**
* Finds signatures of the prototype: what the artifact itself is, and what somebody attached to it. It asks the store twice, so it is
* for artifacts that have no signature of the Notary Project.
*/
async function findPrototypes(store, target, signal) {
	return (await Promise.all([prototypeItself(store, target, signal), attachedTo(store, target, signal)])).flat();
}
/** What is said of an artifact with such a signature. */
function prototypeText({ holder: { digest, foundIn } }) {
	const kind = "a signature of the Notary Project's prototype of 2020 (nv2, a JWT)";
	return `${foundIn === "itself" ? `is itself ${kind}` : `has ${kind}, ${digest},`} which no verifier of today judges`;
}
/** Decodes the signatures, each with a warning that says what it is. */
function describePrototypes(source, found, signal) {
	return Promise.all(found.map(async (prototype) => {
		const { holder, jwt } = prototype;
		const result = await describePrototype(source, holder, jwt, signal);
		const { signer, subject } = result;
		const by = signer === null ? "it cannot be read" : `it says that it is by ${signer} and for ${subject}`;
		source.reporter.warning(`${source.reference} ${prototypeText(prototype)}; ${by}`);
		return result;
	}));
}

// src/operations/judging/refusing-check.ts
/**
* The enforced check that refused a signature; `undefined` for one that passed. A verification plugin may refuse two at once, and
* what it says of revocation may follow from what it says of the signer.
*/
function refusingCheck({ checks }) {
	return checks.find(({ action, outcome }) => action === "enforce" && outcome !== "passed");
}
/** Of signatures that were refused the one that came nearest: checks end with the one that refuses, so it has the most. */
function nearestOf(signatures) {
	return signatures.toSorted((a, b) => b.checks.length - a.checks.length)[0];
}

// src/notation/requirement/assign.ts
/**
* Gives each signer to at most one name that fits, so that as many demands of a way are met as can be (Ford and Fulkerson: a
* signer that is given away is given to another name where that lets one more be met).
*
* @param fits for a name, the signers that have it, as numbers.
* @returns the signer of each name that got one.
*/
function assign(way, fits) {
	const signerOf = /* @__PURE__ */ new Map();
	const nameOf = /* @__PURE__ */ new Map();
	const demandOf = new Map(way.flatMap((demand) => demand.of.map((name) => [name, demand])));
	/** Finds a signer for a name; one that is taken is moved on. */
	const find = (name, seen) => {
		if (seen.has(name)) return false;
		seen.add(name);
		for (const signer of fits(name)) {
			if (seen.has(signer)) continue;
			seen.add(signer);
			const before = nameOf.get(signer);
			if (before !== void 0 && !release(before, seen)) continue;
			signerOf.set(name, signer);
			nameOf.set(signer, name);
			return true;
		}
		return false;
	};
	/** Meets what a name stood for without its signer: by another signer, or by another name of its demand. */
	const release = (name, seen) => {
		if (find(name, seen)) return true;
		if (!demandOf.get(name).of.filter((one) => !signerOf.has(one)).some((one) => find(one, seen))) return false;
		signerOf.delete(name);
		return true;
	};
	for (const { count, of } of way) {
		const meetOneMore = () => {
			const seen = /* @__PURE__ */ new Set();
			return of.some((name) => !signerOf.has(name) && find(name, seen));
		};
		let met = 0;
		while (met < count && meetOneMore()) met += 1;
	}
	return signerOf;
}

// src/notation/requirement/signer-keys.ts
/** A value without what names of one holder may differ in: case and runs of spaces (RFC 5280, 7.1; RFC 4518, 2). */
function folded(value) {
	return value.normalize("NFKC").toUpperCase().toLowerCase().trim().replace(/\s+/g, " ");
}
/** The attributes of a subject as policies name them, or all of them where policies cannot. The string type of a value does not count. */
function attributesOf({ subject }) {
	try {
		return [...subjectAttributes(subject)];
	} catch {
		return subject.rdns.flat().map(({ type, value }) => [type, value]);
	}
}
/** The subject in a form in which equal ones are equal texts: as a set of attributes. */
function subjectKey(leaf) {
	const attributes = attributesOf(leaf).map(([type, value]) => JSON.stringify([type, folded(value)]));
	return [...new Set(attributes)].toSorted().join();
}
/** The key as its SubjectPublicKeyInfo, in DER. */
function publicKey({ publicKey: key }) {
	return key.export({
		type: "spki",
		format: "der"
	}).toString("hex");
}
/** Texts by which the leaf certificates of one signer are known: any two of them share the one for the subject, or that for the key. */
function signerKeys(leaf) {
	return [subjectKey(leaf), publicKey(leaf)];
}

// src/notation/requirement/distinct-signers.ts
/**
* Groups the leaf certificates of signatures by who signed. Two are of one signer when their subjects are equal or their keys
* are, whatever roots they come from: several certificates of one holder make no second signer.
*
* @returns for each certificate the number of its signer; signers are numbered by their first certificate.
*/
function distinctSigners(leaves) {
	const signers = [];
	const known = /* @__PURE__ */ new Map();
	for (const [at, leaf] of leaves.entries()) {
		const keys = signerKeys(leaf);
		const found = keys.flatMap((key) => known.get(key) ?? []);
		const signer = Math.min(at, ...found);
		const isJoined = (one) => found.includes(one);
		for (const [place, one] of signers.entries()) if (isJoined(one)) signers[place] = signer;
		for (const [key, one] of known) if (isJoined(one)) known.set(key, signer);
		for (const key of keys) known.set(key, signer);
		signers.push(signer);
	}
	return signers;
}

// src/notation/requirement/requirement.ts
const isThreshold = (one) => "of" in one;
const isNamed = (one) => !isThreshold(one);
/** The signers that a requirement names, in its order. */
function namesIn(requirements) {
	return requirements.flatMap((one) => isThreshold(one) ? namesIn(one.of) : [one]);
}

// src/notation/requirement/ways.ts
/** A document with more ways than this would take longer to judge than anybody could take to read it. */
const LIMIT = 1e3;
/** Every choice of `count` of these, in their order. */
function* choices(items, count) {
	if (count === 0) {
		yield [];
		return;
	}
	for (let at = 0; at + count <= items.length; at += 1) for (const rest of choices(items.slice(at + 1), count - 1)) yield [items[at], ...rest];
}
/** Every combination of one way of each. */
function* together(requirements) {
	const [first, ...others] = requirements;
	if (!first) {
		yield [];
		return;
	}
	for (const way of waysOf(first)) for (const rest of together(others)) yield [...way, ...rest];
}
/** A threshold over names alone is one demand; each choice of the thresholds in a threshold is a way of its own. */
function* thresholdWays({ atLeast, of }) {
	const names = of.filter(isNamed);
	const nested = of.filter(isThreshold);
	const fewest = Math.max(0, atLeast - names.length);
	for (let count = fewest; count <= Math.min(atLeast, nested.length); count += 1) {
		const rest = atLeast - count;
		const own = rest === 0 ? [] : [{
			count: rest,
			of: names
		}];
		for (const chosen of choices(nested, count)) for (const way of together(chosen)) yield [...own, ...way];
	}
}
function* waysOf(requirement) {
	if (isThreshold(requirement)) yield* thresholdWays(requirement);
	else yield [{
		count: 1,
		of: [requirement]
	}];
}
/**
* Every way to meet all of the requirements.
*
* @throws SealiftError `policy_invalid` for over a thousand ways.
*/
function waysToMeet(requirements) {
	const ways = [];
	for (const way of together(requirements)) {
		if (ways.length === LIMIT) throw new SealiftError("policy_invalid", `the requirement can be met in over ${LIMIT} ways by its ${namesIn(requirements).length} identities`, { hint: "Put fewer thresholds into one another." });
		ways.push(way);
	}
	return ways;
}

// src/notation/requirement/meet.ts
/**
* Judges who has signed.
*
* @param leaves the signing certificates of the signatures that passed, in listed order.
*/
function meet(requirements, leaves) {
	const numbers = distinctSigners(leaves);
	const signatures = Map.groupBy(leaves.keys(), (at) => numbers[at]);
	const fitting = new Map(namesIn(requirements.all).map((name) => {
		const of = leaves.flatMap((leaf, at) => isOf(name.attributes, leaf) ? [numbers[at]] : []);
		return [name, [...new Set(of)]];
	}));
	let best;
	let fewest = Number.POSITIVE_INFINITY;
	for (const way of waysToMeet(requirements.all)) {
		const given = assign(way, (name) => fitting.get(name));
		const demands = way.flatMap(({ count, of }) => {
			const open = of.filter((name) => !given.has(name));
			const short = count - (of.length - open.length);
			return short > 0 ? [{
				count: short,
				of: open
			}] : [];
		});
		const short = demands.reduce((sum, { count }) => sum + count, 0);
		if (short >= fewest) continue;
		fewest = short;
		best = {
			demands,
			metBy: new Map([...given].map(([name, signer]) => [name, signatures.get(signer)]))
		};
		if (short === 0) break;
	}
	const { demands = [], metBy = /* @__PURE__ */ new Map() } = best ?? {};
	const tooFew = Math.max(0, requirements.count - signatures.size);
	return {
		met: demands.length === 0 && tooFew === 0,
		signers: [...signatures.values()],
		metBy,
		missing: {
			demands,
			signers: tooFew
		}
	};
}

// src/operations/judging/requirement.ts
/** Why a signature does not pass. */
function failure(signature) {
	const bad = refusingCheck(signature);
	return `the signature ${signature.digest} does not pass: ${bad?.message ?? bad?.code ?? "no reason is known"}`;
}
/** Why nobody stands for a name, though somebody may have signed under it. */
function reason(name, judged) {
	const own = judged.filter(({ leaf }) => leaf !== void 0 && isOf(name.attributes, leaf));
	const nearest = nearestOf(own.map(({ result }) => result));
	if (!nearest) return "has not signed";
	if (own.some(({ result }) => result.status === "passed")) return "signed with a key or name that counts for another one already";
	return `signed, and ${failure(nearest)}`;
}
function unmetText({ missing, signers }, { count }, judged) {
	const demands = missing.demands.map((demand) => {
		const names = demand.of.map((name) => `${name.identity} ${reason(name, judged)}`);
		if (demand.count === demand.of.length) return names.join("; ");
		return `${demand.count} more of these: ${names.join("; ")}`;
	});
	const few = missing.signers === 0 ? [] : [`${count} different signers have to pass, and ${signers.length === 1 ? "1 does" : `${signers.length} do`}`];
	const failed = nearestOf(judged.map(({ result }) => result).filter(({ status }) => status === "failed"));
	const why = demands.length === 0 && failed ? [failure(failed)] : [];
	return [
		...demands,
		...few,
		...why
	].join("; ");
}
/** The rows of a result: first the names that are required, then who else has signed. */
function rows(names, { metBy, signers }, passed, judged) {
	const row = (required, signatures) => ({
		required,
		subject: nameText(passed[signatures[0]].leaf.subject),
		signatures: signatures.map((at) => passed[at].result.digest),
		reason: null
	});
	const named = names.map((name) => {
		const signatures = metBy.get(name);
		if (signatures) return row(name.identity, signatures);
		return {
			required: name.identity,
			subject: null,
			signatures: [],
			reason: reason(name, judged)
		};
	});
	const used = new Set([...metBy.values()].flat());
	const others = signers.filter(([first]) => !used.has(first));
	return [...named, ...others.map((signatures) => row(null, signatures))];
}
/** Judges whether the signatures that passed are of everybody who is required. */
function judgeRequirement(requirements, judged) {
	const passed = judged.filter(({ result, leaf }) => result.status === "passed" && leaf !== void 0);
	const outcome = meet(requirements, passed.map(({ leaf }) => leaf));
	const identities = rows(namesIn(requirements.all), outcome, passed, judged);
	return outcome.met ? { identities } : {
		identities,
		unmet: unmetText(outcome, requirements, judged)
	};
}
/** The error for an image that has signatures, and not those that are required. */
function requirementError(digest, unmet) {
	return new SealiftError("requirement_not_met", `${digest} lacks required signatures: ${unmet}`);
}

// src/operations/judging/signature-result.ts
/** The earliest of some moments, some of which may be absent, such as the expiry of a signature and the end of its chain. */
function earliest(...moments) {
	const known = moments.filter((moment) => moment !== void 0).map((moment) => moment.getTime());
	return known.length === 0 ? void 0 : new Date(Math.min(...known));
}
/** Describes a judged signature for a result. */
function signatureResult(subject, { descriptor, foundIn, elsewhere }, envelopeType, verdict) {
	const chainEnd = verdict.timestamp || verdict.payload?.authenticSigningTime ? void 0 : verdict.signer?.notAfter;
	const until = earliest(verdict.payload?.expiry, chainEnd);
	return {
		digest: descriptor.digest,
		subject,
		made: false,
		mediaType: envelopeType,
		signer: verdict.signer?.subject ?? null,
		foundIn,
		...elsewhere === void 0 ? {} : { signatureRepository: elsewhere },
		validUntil: until?.toISOString() ?? null,
		status: verdict.passed ? "passed" : "failed",
		checks: verdict.outcomes,
		...evidenceResult(verdict)
	};
}

// src/operations/judging/judge.ts
/** The verdict on a signature that could not be opened. */
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
		payload: null,
		trust: null,
		timestamp: null,
		revocation: [],
		judgedBy: null
	};
}
/** Judges one signature whose manifest names `target`. An envelope that cannot be fetched is an error, never a failed check. */
async function judgeOpened(context, target, { entry, manifest }, signal) {
	const { trust, statement, revocation, at, metadata, distrust, plugins } = context;
	let envelope;
	try {
		envelope = envelopeOf(manifest);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return {
			result: signatureResult(target.digest, entry, null, failed(error.code, error.message)),
			leaf: void 0
		};
	}
	const { mediaType } = envelope;
	const judging = {
		statement,
		trustStore: trust,
		at,
		revocation,
		metadata,
		distrust,
		plugins
	};
	const { verdict, leaf } = await withEnvelope(context, envelope, signal, (bytes) => judgeEnvelope(bytes, {
		mediaType,
		target,
		signal,
		...judging
	}));
	return {
		result: signatureResult(target.digest, entry, mediaType, verdict),
		leaf
	};
}
/** The result of a signature whose manifest names `target`, as {@link judgeArtifact} has it. */
async function judgeSignature(context, target, referrer, signal) {
	return (await judgeOpened(context, target, referrer, signal)).result;
}
/** What came out of the signatures that were read, as far as they go. */
function concluded({ requirements }, judged) {
	const passed = judged.some(({ result }) => result.status === "passed");
	if (!requirements) return {
		passed,
		identities: []
	};
	const verdict = judgeRequirement(requirements, judged);
	return {
		...verdict,
		passed: passed && verdict.unmet === void 0
	};
}
function tooMany({ digest }, { maxSignatures }, unmet) {
	const first = `the first ${maxSignatures} signatures listed for ${digest}`;
	const message = unmet === void 0 ? `none of ${first} passed, and there are more` : `${first} are not those that are required, and there are more: ${unmet}`;
	return new SealiftError("signature_count_exceeded", message);
}
async function assess(context, target, entry, signal) {
	const judged = await judgeEntry(context.store, entry, target, signal);
	if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) return { judged };
	return {
		judged,
		signature: await judgeOpened(context, target, judged, signal)
	};
}
/** The result of a listed entry that is no signature of the target, and so is not judged. */
function ignored({ digest }, entry, { code, message }) {
	return {
		...signatureResult(digest, entry, null, failed(code, message)),
		status: "ignored"
	};
}
/**
* Judges the signatures of `target` in listed order until one passes, as notation does; where several have to pass, all of them.
* A signature that cannot be fetched fails the whole judgement and is never skipped ("An unknown is an error"). After two entries
* as many are read ahead as were judged, so that one good signature among a hundred costs few turns, and a good one at the
* beginning no request more.
*
* @throws SealiftError `signature_count_exceeded` when the first `maxSignatures` are not enough and there are more. Every
*   fetched entry counts, also one that is no signature, so that a false list cannot keep a run busy (CVE-2023-33957).
*/
async function judgeArtifact(context, target, signal) {
	const { store, maxSignatures, concurrency, requirements } = context;
	const signatures = [];
	const opened = [];
	let unreached;
	let attempts = 0;
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "api-first"
	};
	const listed = new ListedSignatures(store);
	const entries = claimedReferrers(store, target, query, signal);
	const eager = () => requirements ? concurrency : attempts < 2 ? 0 : attempts;
	const ahead = () => Math.max(0, Math.min(eager(), concurrency - 1, maxSignatures - attempts));
	const assessed = mapAhead(entries, ahead, signal, (entry, joined) => assess(context, target, entry, joined));
	for await (const { judged, signature } of assessed) {
		const { entry } = judged;
		listed.add(entry);
		attempts += 1;
		if (attempts > maxSignatures) {
			const { passed, unmet } = concluded(context, opened);
			if (passed) break;
			throw tooMany(target, context, unmet);
		}
		if (judged.state === "dangling") {
			listed.note(entry, "gone");
			const gone = new SealiftError("artifact_not_found", `signature ${entry.descriptor.digest} is listed but not there`);
			signatures.push(ignored(target, entry, gone));
			continue;
		}
		if (judged.state === "malformed") {
			listed.note(entry, "unfit");
			const { code, message } = judged.error;
			signatures.push(signatureResult(target.digest, entry, null, failed(code, message)));
			continue;
		}
		if (!signature) continue;
		const { result } = signature;
		const isFirst = result.status === "passed" && !opened.some((one) => one.result.status === "passed");
		opened.push(signature);
		signatures.push(result);
		if (result.mediaType !== null) listed.note(entry, "there");
		if (!isFirst) continue;
		unreached = await listed.whyUnreached(entry, signal);
		if (!requirements) break;
	}
	const [cosign, prototypes] = signatures.every(({ status }) => status === "ignored") ? await Promise.all([cosignSignatureOf(store, target, signal), findPrototypes(store, target, signal)]) : [];
	return {
		...concluded(context, opened),
		signatures,
		...cosign === void 0 ? {} : { cosign },
		...prototypes?.[0] ? { prototype: prototypes[0] } : {},
		...unreached === void 0 ? {} : { unreached }
	};
}
/** The places where signatures were searched, in words. */
function placesOf({ repository, signatureSources = [] }, { digest }) {
	return [repository === void 0 ? "in its index.json" : `by the Referrers API or under the tag ${referrersTag(digest)}`, ...signatureSources.map((name) => `nor has ${name}`)].join(", ");
}
const INSPECT = "`sealift inspect` shows each signature whole.";
/** The error that refuses `target`, with the reason of the signature that came nearest: strangers may sign too. */
function refusal({ signatures, unmet, cosign, prototype }, target, store) {
	if (prototype) return new SealiftError("signature_unsupported", `${target.digest} ${prototypeText(prototype)}`);
	const judged = signatures.filter(({ status }) => status !== "ignored");
	if (judged.length === 0) {
		const gone = signatures.map(({ digest }) => `; ${digest} is listed but not there`).join("");
		const message = `${store.name} has no signature for ${target.digest} ${placesOf(store, target)}${gone}${cosign === void 0 ? "" : `; ${cosign}, which is not judged`}`;
		return new SealiftError("artifact_unsigned", message);
	}
	if (unmet !== void 0) return requirementError(target.digest, unmet);
	const nearest = nearestOf(judged);
	const reason = refusingCheck(nearest);
	const isOneCause = judged.every((one) => refusingCheck(one)?.code === reason?.code);
	const whose = isOneCause || nearest.signer === null ? "" : ` (the nearest, of ${nearest.signer})`;
	const count = judged.length === 1 ? "the signature" : `none of the ${judged.length} signatures`;
	const verb = judged.length === 1 ? "does not pass" : "passes";
	const because = reason?.message ?? reason?.code ?? "no reason is known";
	return new SealiftError("verification_failed", `${count} of ${target.digest} ${verb}: ${because}${whose}`, isOneCause && reason?.code ? { hint: `${ERRORS[reason.code][1]} ${INSPECT}` } : {});
}
/** The failed checks that the statement only logs, in words, for the signature that passed. */
function loggedFailures({ signatures }) {
	return signatures.filter(({ status }) => status === "passed").flatMap(({ checks }) => checks).filter(({ action, outcome }) => action === "log" && outcome !== "passed").map(({ check, message, code }) => `${check}: ${message ?? code ?? "did not pass"}`);
}

// src/notation/record/record-manifest.ts
/** The key under which the predicate type of an attestation is said without opening it, as BuildKit names it. */
const PREDICATE_TYPE_KEY = "in-toto.io/predicate-type";
/** The manifest that attaches a statement to an image (image-spec, manifest.md, "Guidelines for Artifact Usage"). */
function buildRecordManifest(subject, statement, statedAt) {
	const descriptor = {
		mediaType: IN_TOTO_TYPE,
		digest: digestOf(statement),
		size: statement.length
	};
	const predicate = { [PREDICATE_TYPE_KEY]: PREDICATE_TYPE };
	const bytes = goJson({
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociImage,
		artifactType: IN_TOTO_TYPE,
		config: {
			...plainDescriptor(EMPTY_CONFIG),
			mediaType: MEDIA_TYPES.ociEmpty
		},
		layers: [{
			...descriptor,
			annotations: predicate
		}],
		subject: plainDescriptor(subject),
		annotations: {
			...predicate,
			"org.opencontainers.image.created": formatTime(statedAt)
		}
	});
	return {
		manifest: {
			descriptor: {
				mediaType: MEDIA_TYPES.ociImage,
				digest: digestOf(bytes),
				size: bytes.length
			},
			bytes
		},
		statement: {
			descriptor,
			bytes: statement
		}
	};
}
/** The predicate type that an attestation says that it has; nobody vouches for that. */
function predicateTypeOf(manifest) {
	return manifest.artifactType === "application/vnd.in-toto+json" ? manifest.annotations[PREDICATE_TYPE_KEY] : void 0;
}
/** The statement in a manifest that has the form of a record; `undefined` for any other manifest. */
function statementIn(manifest) {
	const [statement, ...more] = manifest.layers;
	return manifest.mediaType === MEDIA_TYPES.ociImage && artifactTypeOf(manifest) === "application/vnd.in-toto+json" && manifest.annotations[PREDICATE_TYPE_KEY] === "https://slsa.dev/verification_summary/v1" && manifest.subject !== void 0 && more.length === 0 && statement?.mediaType === "application/vnd.in-toto+json" ? statement : void 0;
}

// src/notation/record/record-metadata.ts
/**
* What the signature of a record holds as user metadata. Who signs whatever stands under a tag may be given a record to sign
* as an image; without this such a signature would make it a record that counts.
*/
const RECORD_METADATA = { "com.github.sealift.record": "v1" };

// src/notation/record/record-tag.ts
const PREFIX = "sealift-record-";
const HEX = 32;
const RECORD_TAG = new RegExp(`^${PREFIX}[0-9a-f]{${HEX}}$`);
/** The tag that holds the newest record of `tag`: `sealift-record-` and the first 32 hex of the SHA-256 of its name. */
function recordTagOf(tag) {
	return `${PREFIX}${createHash("sha256").update(tag).digest("hex").slice(0, HEX)}`;
}
/** Whether a tag holds the record of some other tag, by its form. */
function isRecordTag(tag) {
	return RECORD_TAG.test(tag);
}

// src/notation/record/resource-uri.ts
/** A value of a qualifier: everything is encoded but the `/`, as the package URLs of OCI artifacts are written. */
const qualifier = (value) => encodeURIComponent(value).replaceAll("%2F", "/");
/** The package URL (purl-spec, type `oci`) of an image: the `resourceUri` by which consumers of a summary know it. */
function resourceUri({ repository, tag, digest }) {
	const name = repository.slice(repository.lastIndexOf("/") + 1);
	const version = encodeURIComponent(`${digestAlgorithm(digest)}:${digestHex(digest)}`);
	const named = tag === void 0 ? "" : `&tag=${qualifier(tag)}`;
	return `pkg:oci/${name}@${version}?repository_url=${qualifier(repository)}${named}`;
}

// src/notation/record/statement.ts
/** in-toto attestation framework, spec/v1/statement.md. */
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** The name of our own members: an extension field is named by a TypeURI (in-toto, spec/v1, "Parsing rules"). */
const EXTENSION = "https://github.com/sealift/sealift/record/v1";
const VERIFIER = "https://github.com/sealift/sealift";
/** The most bytes of a statement. A hundred signers with long names have some tens of kilobytes. */
const STATEMENT_LIMIT = 262144;
const digestSet = (digest) => ({ [digestAlgorithm(digest)]: digestHex(digest) });
/** The name of a content by its digest (RFC 6920): a policy that is a file has no other name for everybody. */
function contentUri(digest) {
	const value = Buffer.from(digestHex(digest), "hex").toString("base64url");
	return `ni:///${digestAlgorithm(digest) === "sha256" ? "sha-256" : "sha-512"};${value}`;
}
/**
* The statement of a record: a verification summary in an in-toto statement. Signatures say nothing of a SLSA level, so that none
* is evaluated.
*
* @throws SealiftError `content_too_large`.
*/
function buildStatement(facts) {
	const { image, statedAt, source, policy, statements, identities, signatures } = facts;
	const { repository, tag, digest } = image;
	const bytes = goJson({
		_type: STATEMENT_TYPE,
		subject: [{
			name: repository,
			digest: digestSet(digest)
		}],
		predicateType: PREDICATE_TYPE,
		predicate: {
			verifier: {
				id: VERIFIER,
				version: { sealift: facts.verifierVersion }
			},
			timeVerified: statedAt.toISOString(),
			resourceUri: resourceUri(image),
			policy: {
				uri: contentUri(policy),
				digest: digestSet(policy)
			},
			inputAttestations: signatures.map((one) => ({ digest: digestSet(one) })),
			verificationResult: "PASSED",
			verifiedLevels: ["SLSA_BUILD_LEVEL_UNEVALUATED"],
			[EXTENSION]: {
				repository,
				...tag === void 0 ? {} : { tag },
				digest,
				source,
				statements,
				identities,
				...facts.runUrl === void 0 ? {} : { runUrl: facts.runUrl },
				...facts.actor === void 0 ? {} : { actor: facts.actor }
			}
		}
	});
	if (bytes.length > 262144) throw new SealiftError("content_too_large", `the record of ${digest} has ${bytes.length} bytes, the limit is ${STATEMENT_LIMIT}`, { hint: "Fewer signatures have to be named: judge by fewer identities." });
	return bytes;
}

// src/notation/record/read-statement.ts
const shape = lazy(() => {
	const text = string().check(_minLength(1));
	const digests = record(string(), string());
	return object({
		_type: literal(STATEMENT_TYPE),
		subject: array(object({
			name: optional(text),
			digest: digests
		})).check(_length(1)),
		predicateType: literal(PREDICATE_TYPE),
		predicate: object({
			verifier: object({ id: text }),
			timeVerified: text,
			resourceUri: text,
			policy: object({
				uri: text,
				digest: optional(digests)
			}),
			verificationResult: literal("PASSED"),
			verifiedLevels: array(text).check(_minLength(1)),
			[EXTENSION]: object({
				repository: text,
				tag: optional(text),
				digest: text,
				source: text,
				runUrl: optional(text),
				actor: optional(text)
			})
		})
	});
});
function isRepository(text) {
	try {
		const { registry, repository } = parseRepository(text);
		return text === `${registry}/${repository}`;
	} catch {
		return false;
	}
}
/** The member that a shape refuses: `predicate.timeVerified`. */
const placeOf = (path) => printable(path.map(String).join(".") || "the whole");
/**
* Reads the statement of a record strictly: two readers must not see two images in it, so that the subject, the `resourceUri` and
* our own members have to name the same one.
*
* @throws SealiftError with the code of `context`.
*/
function readStatement(bytes, context) {
	const result = shape().safeParse(parseJson(bytes, context));
	if (!result.success) {
		const [issue] = result.error.issues;
		throw errorIn(context, `is no verification summary of a promotion (${placeOf(issue?.path ?? [])})`);
	}
	const { subject, predicate } = result.data;
	const { repository, tag, digest, source, runUrl, actor } = predicate[EXTENSION];
	if (!isRepository(repository)) throw errorIn(context, "does not name a repository");
	if (tag !== void 0 && !isTag(tag)) throw errorIn(context, "does not name a tag");
	if (!isDigest(digest)) throw errorIn(context, "does not name a digest");
	const image = {
		repository,
		...tag === void 0 ? {} : { tag },
		digest
	};
	const { name = repository, digest: digests } = subject[0];
	if (!(name === repository && Object.keys(digests).length === 1 && digests[digestAlgorithm(digest)] === digestHex(digest)) || predicate.resourceUri !== resourceUri(image)) throw errorIn(context, "names two images: its subject, its resourceUri and its own members differ");
	return {
		image,
		statedAt: parseTime(predicate.timeVerified, context),
		source: printable(source, 300),
		runUrl: runUrl === void 0 ? null : printable(runUrl, 300),
		actor: actor === void 0 ? null : printable(actor, 200)
	};
}
/** Whether two names are one: host, repository, tag and digest. */
function sameImage(a, b) {
	return a.repository === b.repository && a.tag === b.tag && a.digest === b.digest;
}

// src/notation/envelope/signed-header.ts
/** Headers that name a verification plugin and its least version. A version alone is an unknown critical header. */
const PLUGIN = [HEADER$1.verificationPlugin, HEADER$1.verificationPluginMinVersion];
/** What the specification defines, in every scheme. */
const STANDARD = [...[
	HEADER$1.signingScheme,
	HEADER$1.signingTime,
	HEADER$1.authenticSigningTime,
	HEADER$1.expiry
]];
/** The zero value of Go's `time.Time`, which Go writes for a time that is not set. */
const NO_TIME = /* @__PURE__ */ new Date("0001-01-01T00:00:00Z");
/** A header of any type as text for an error. `String()` would throw on an object with a member `toString`. */
function shown(value) {
	return printable(typeof value === "string" ? value : JSON.stringify(value) ?? "none");
}
/** signing-scheme.md, "Signing Schemes"; signature-specification.md, "Signed Attributes". */
const SCHEMES = {
	[SCHEME_X509]: {
		time: HEADER$1.signingTime,
		other: HEADER$1.authenticSigningTime,
		critical: [HEADER$1.signingScheme, HEADER$1.expiry]
	},
	[SCHEME_SIGNING_AUTHORITY]: {
		time: HEADER$1.authenticSigningTime,
		other: HEADER$1.signingTime,
		critical: [
			HEADER$1.signingScheme,
			HEADER$1.expiry,
			HEADER$1.authenticSigningTime
		]
	}
};
const isScheme = (scheme) => typeof scheme === "string" && Object.hasOwn(SCHEMES, scheme);
function schemeOf(fields, context) {
	const scheme = fields.get(HEADER$1.signingScheme);
	if (!isScheme(scheme)) throw errorIn(context, `has the signing scheme ${shown(scheme)}, which is unknown`);
	const { other } = SCHEMES[scheme];
	if (fields.has(other)) throw errorIn(context, `has ${other}, which belongs to another signing scheme`);
	return scheme;
}
function criticalNames$1(fields, scheme, context) {
	const names = fields.critical();
	for (const name of SCHEMES[scheme].critical) if (fields.has(name) && !names.includes(name)) throw errorIn(context, `does not list ${name} as critical`);
	return names;
}
/**
* The rules of the signed attributes (signature-specification.md, "Signed Attributes"), which both formats share.
*
* @throws SealiftError with the code of `context`.
*/
function readSignedHeader(fields, context) {
	const scheme = schemeOf(fields, context);
	const { time } = SCHEMES[scheme];
	const critical = criticalNames$1(fields, scheme, context);
	if (fields.contentType !== "application/vnd.cncf.notary.payload.v1+json") throw errorIn(context, `has the content type ${shown(fields.contentType)}`);
	const signingTime = fields.time(time);
	if (signingTime <= NO_TIME) throw errorIn(context, "has no signing time");
	const expiry = fields.has(HEADER$1.expiry) ? fields.time(HEADER$1.expiry) : void 0;
	if (expiry !== void 0 && expiry <= signingTime) throw errorIn(context, "expires before it was signed");
	const hasPlugin = fields.has(HEADER$1.verificationPlugin);
	const known = [...[
		HEADER$1.signingScheme,
		time,
		HEADER$1.expiry
	], ...hasPlugin ? PLUGIN : []];
	const listed = new Set(critical);
	return {
		scheme,
		critical: critical.map(String),
		signingTime,
		...expiry === void 0 ? {} : { expiry },
		...hasPlugin ? { verificationPlugin: shown(fields.get(HEADER$1.verificationPlugin)) } : {},
		unknownCritical: critical.filter((name) => !known.includes(name)).map(String),
		extendedAttributes: fields.others().filter(([key]) => !STANDARD.includes(key)).map(([key, value]) => ({
			key,
			value,
			critical: listed.has(key)
		}))
	};
}

// src/notation/distrust/read-thumbprint.ts
/** SHA-256 in hex, as openssl and browsers print it: in either case, with or without colons. */
const THUMBPRINT = /^(?:sha256:)?((?:[0-9a-f]{2}:?){32})$/i;
/** What to write where a thumbprint is asked for. */
const THUMBPRINT_HINT = "Write the SHA-256 of the certificate in hex, 64 digits; `sealift inspect` shows it, and openssl x509 -fingerprint -sha256.";
/** The thumbprint of a certificate as results have it: 64 digits in lower case; `undefined` for what is none. */
function readThumbprint(text) {
	const thumbprint = THUMBPRINT.exec(text)?.[1]?.replaceAll(":", "").toLowerCase();
	return thumbprint?.length === 64 ? thumbprint : void 0;
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
* The payload of an envelope: `targetArtifact` reduced to mediaType, digest, size and the metadata, escaped as notation writes
* them.
*
* @param order of the members: notation sorts them in a JWS envelope, and has them as its struct declares them in a COSE one.
*/
function buildPayload(target, metadata, order = "sorted") {
	checkMetadata(metadata);
	const { mediaType, digest, size } = target;
	const annotations = Object.keys(metadata).length > 0 ? { annotations: sortedMembers(metadata) } : {};
	const targetArtifact = order === "sorted" ? {
		...annotations,
		digest,
		mediaType,
		size
	} : {
		mediaType,
		digest,
		size,
		...annotations
	};
	return goJson({ targetArtifact });
}
/** Reads a payload that was signed. @throws SealiftError with the code of `context`. */
function parsePayload(bytes, context) {
	const { targetArtifact } = readAs(PAYLOAD, bytes, context);
	if (targetArtifact === void 0) throw errorIn(context, "has a payload without targetArtifact");
	const { mediaType, digest, size, annotations } = parseDescriptor(targetArtifact, context, isSignedDigest);
	return {
		mediaType,
		digest,
		size,
		...annotations ? { annotations } : {}
	};
}

// src/notation/distrust/read-distrust.ts
var read_distrust_exports = /* @__PURE__ */ __exportAll({ readDistrust: () => readDistrust });
/** RFC 3339, 5.6, with its zone; or a bare day. */
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/i;
/** The moment that is meant; a bare day begins at 00:00 UTC. `undefined` for anything else, also for 30 February. */
function momentOf(text) {
	const [, year, month, day] = DATE.exec(text) ?? [];
	if (day === void 0) return void 0;
	const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
	const moment = new Date(text.toUpperCase());
	return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last && !Number.isNaN(moment.getTime()) ? moment : void 0;
}
function wrong(text, reason, hint) {
	return new SealiftError("usage", `--distrust ${quotable(text)} ${reason}`, { hint });
}
function readOne(text) {
	const equals = text.indexOf("=");
	const [written, date] = equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
	const thumbprint = readThumbprint(written);
	if (thumbprint === void 0) throw wrong(text, "does not begin with a thumbprint", THUMBPRINT_HINT);
	if (date === void 0) return [thumbprint, null];
	const since = momentOf(date);
	if (since) return [thumbprint, since];
	throw wrong(text, "has no date behind the =", "Write 2026-11-01, which begins at 00:00 UTC, or a time with its zone: 2026-11-01T18:30:00Z.");
}
/**
* Reads `THUMBPRINT[=DATE]`. Of a certificate that is named twice the strictest holds.
*
* @throws SealiftError `usage`.
*/
function readDistrust(texts) {
	const distrust = /* @__PURE__ */ new Map();
	for (const [thumbprint, since] of texts.map(readOne)) {
		const known = distrust.get(thumbprint);
		if (known === void 0 || known !== null && (since === null || since < known)) distrust.set(thumbprint, since);
	}
	return distrust;
}

// src/notation/envelope/read-chain.ts
/** No chain has more certificates. The limit bounds the work that is done before the signature is verified. */
const MAX_CHAIN = 16;
/**
* Reads the certificates of an envelope, leaf first.
*
* @param derOf gives the DER of a part, or throws the error of the context that it is given.
*/
async function readChain(parts, derOf, context) {
	if (parts.length === 0 || parts.length > MAX_CHAIN) throw errorIn(context, "has no certificate chain");
	return Promise.all(parts.map(async (part, index) => {
		const own = {
			...context,
			what: `${context.what}, certificate ${index + 1}`
		};
		return parseCertificate(derOf(part, own), own);
	}));
}

// src/notation/envelope/request.ts
/** The time at which the signature expires; `undefined` when it does not. */
function expiryOf({ signingTime, expiresAfter }) {
	return expiresAfter === void 0 ? void 0 : new Date(signingTime.getTime() + expiresAfter);
}

// node_modules/jose/dist/webapi/lib/buffer_utils.js
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: !0 });
function concat(...buffers) {
	const size = buffers.reduce((acc, { length }) => acc + length, 0), buf = new Uint8Array(size);
	let i = 0;
	for (const buffer of buffers) buf.set(buffer, i), i += buffer.length;
	return buf;
}
const NON_ASCII = /[^\x00-\x7f]/;
function encode(string) {
	if (typeof string == "string" && string.length >= 128) {
		if (NON_ASCII.test(string)) throw new TypeError("non-ASCII string encountered in encode()");
		return encoder.encode(string);
	}
	const bytes = new Uint8Array(string.length);
	for (let i = 0; i < string.length; i++) {
		const code = string.charCodeAt(i);
		if (code > 127) throw new TypeError("non-ASCII string encountered in encode()");
		bytes[i] = code;
	}
	return bytes;
}
function decodeBase64(encoded, url = !1) {
	if (Uint8Array.fromBase64) return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
	if (url) {
		if (encoded.includes("+") || encoded.includes("/")) throw new TypeError("Invalid base64url");
		encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
	}
	const binary = atob(encoded), bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}

// node_modules/jose/dist/webapi/util/errors.js
var JOSEError = class extends Error {
	static code = "ERR_JOSE_GENERIC";
	code = "ERR_JOSE_GENERIC";
	constructor(message, options) {
		super(message, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
	}
};
var JOSEAlgNotAllowed = class extends JOSEError {
	static code = "ERR_JOSE_ALG_NOT_ALLOWED";
	code = "ERR_JOSE_ALG_NOT_ALLOWED";
};
var JOSENotSupported = class extends JOSEError {
	static code = "ERR_JOSE_NOT_SUPPORTED";
	code = "ERR_JOSE_NOT_SUPPORTED";
};
var JWSInvalid = class extends JOSEError {
	static code = "ERR_JWS_INVALID";
	code = "ERR_JWS_INVALID";
};
var JWSSignatureVerificationFailed = class extends JOSEError {
	static code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
	code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
	constructor(message = "signature verification failed", options) {
		super(message, options);
	}
};

// node_modules/jose/dist/webapi/util/base64url.js
const invalid = "The input to be decoded is not correctly encoded.";
function decode(input) {
	try {
		return decodeBase64(typeof input == "string" ? input : decoder.decode(input), !0);
	} catch (cause) {
		throw new TypeError(invalid, { cause });
	}
}

// node_modules/jose/dist/webapi/lib/validate.js
function isObject(input) {
	if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]") return !1;
	const prototype = Object.getPrototypeOf(input);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
function isDisjoint(...headers) {
	const parameters = /* @__PURE__ */ new Set();
	for (const header of headers) if (header) for (const parameter of Object.keys(header)) {
		if (parameters.has(parameter)) return !1;
		parameters.add(parameter);
	}
	return !0;
}
function decodeBase64url(value, label, ErrorClass) {
	try {
		return decode(value);
	} catch (cause) {
		throw new ErrorClass(`Failed to base64url decode the ${label}`, { cause });
	}
}
function encodeAsciiMember(value, label, ErrorClass) {
	try {
		return encode(value);
	} catch (cause) {
		throw new ErrorClass(`The ${label} is not a valid base64url string`, { cause });
	}
}
function parseJoseHeader(encodedProtectedHeader, ErrorClass, message) {
	let parsed;
	try {
		parsed = JSON.parse(strictDecoder.decode(decode(encodedProtectedHeader)));
	} catch (cause) {
		throw new ErrorClass(message, { cause });
	}
	if (!isObject(parsed)) throw new ErrorClass(message);
	return parsed;
}
const JWS_RECOGNIZED = {
	__proto__: null,
	b64: !0
};
function validateAlgorithms(option, algorithms) {
	if (algorithms !== void 0 && (!Array.isArray(algorithms) || algorithms.some((s) => typeof s != "string"))) throw new TypeError(`"${option}" option must be an array of strings`);
	return algorithms === void 0 ? void 0 : new Set(algorithms);
}
function validateCrit(Err, recognizedDefault, recognizedOption, protectedHeader, joseHeader) {
	if (joseHeader.crit !== void 0 && protectedHeader?.crit === void 0) throw new Err("\"crit\" (Critical) Header Parameter MUST be integrity protected");
	if (!protectedHeader || protectedHeader.crit === void 0) return [];
	if (!Array.isArray(protectedHeader.crit) || protectedHeader.crit.length === 0 || protectedHeader.crit.some((input) => typeof input != "string" || input.length === 0)) throw new Err("\"crit\" (Critical) Header Parameter MUST be an array of non-empty strings when present");
	const recognized = recognizedOption === void 0 ? recognizedDefault : {
		__proto__: null,
		...recognizedOption,
		...recognizedDefault
	};
	for (const parameter of protectedHeader.crit) {
		if (!(parameter in recognized)) throw new JOSENotSupported(`Extension Header Parameter "${parameter}" is not recognized`);
		if (!Object.hasOwn(joseHeader, parameter) || joseHeader[parameter] === void 0) throw new Err(`Extension Header Parameter "${parameter}" is missing`);
		if (recognized[parameter] && (!Object.hasOwn(protectedHeader, parameter) || protectedHeader[parameter] === void 0)) throw new Err(`Extension Header Parameter "${parameter}" MUST be integrity protected`);
	}
	return protectedHeader.crit;
}
function validateB64(protectedHeader, extensions) {
	if (extensions.includes("b64")) {
		const b64 = protectedHeader.b64;
		if (typeof b64 != "boolean") throw new JWSInvalid("The \"b64\" (base64url-encode payload) Header Parameter must be a boolean");
		return b64;
	}
	return !0;
}

// node_modules/jose/dist/webapi/lib/key.js
const tag = (key) => key[Symbol.toStringTag];
const jwkMatchesOp = (entry, key, usage) => {
	const { alg } = entry;
	if (key.use !== void 0) {
		const expected = usage === "sign" || usage === "verify" ? "sig" : "enc";
		if (key.use !== expected) throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`);
	}
	if (key.kty === "AKP" && key.alg === void 0) throw new TypeError("missing \"alg\" (Algorithm) Parameter value");
	if (key.alg !== void 0 && key.alg !== alg) throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);
	if (Array.isArray(key.key_ops)) {
		const expectedKeyOp = usage === "encrypt" || usage === "decrypt" ? entry.ops?.[usage === "encrypt" ? 0 : 1] : usage;
		if (expectedKeyOp && !key.key_ops.includes(expectedKeyOp)) throw new TypeError(`Invalid key for this operation, its "key_ops" must include "${expectedKeyOp}" when present`);
	}
};
async function prepareKey(entry, key, usage) {
	const { alg, secret } = entry, requiresPrivateKey = usage === "decrypt" || usage === "sign";
	if (secret && key instanceof Uint8Array) return key;
	let normalized, keyObject;
	if (isObject(key)) {
		if (normalized = normalizeJwk(key), typeof normalized.kty != "string") throw invalidKeyType(alg, key, secret);
		if (!(secret ? normalized.kty === "oct" && typeof normalized.k == "string" : normalized.kty !== "oct" && (requiresPrivateKey ? normalized.kty === "AKP" && typeof normalized.priv == "string" || typeof normalized.d == "string" : normalized.d === void 0 && normalized.priv === void 0))) throw new TypeError(secret ? "JSON Web Key for symmetric algorithms must have JWK \"kty\" (Key Type) equal to \"oct\" and the JWK \"k\" (Key Value) present" : `JSON Web Key for this operation must be a ${requiresPrivateKey ? "private" : "public"} JWK`);
		if (jwkMatchesOp(entry, normalized, usage), normalized.kty === "oct") return decode(normalized.k);
		if (!Object.isFrozen(key)) {
			const { key_ops } = key;
			Array.isArray(key_ops) && Object.freeze(key_ops), Object.freeze(key);
		}
	} else {
		if (!isKeyLike(key)) throw invalidKeyType(alg, key, secret);
		const expectedType = secret ? "secret" : requiresPrivateKey ? "private" : "public";
		if (key.type !== expectedType && (secret || [
			"secret",
			"public",
			"private"
		].includes(key.type))) throw new TypeError(`${tag(key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);
		if (isCryptoKey(key)) return key;
		if (keyObject = key, keyObject.type === "secret") return keyObject.export();
	}
	cache ||= /* @__PURE__ */ new WeakMap();
	const cacheKey = key;
	let cached = cache.get(cacheKey);
	if (cached?.[alg]) return cached[alg];
	if (cached || cache.set(cacheKey, cached = {}), keyObject && typeof keyObject.toCryptoKey == "function") {
		const isPublic = keyObject.type === "public", crv = nist[keyObject.asymmetricKeyDetails?.namedCurve], params = entry.resolve?.({
			crv,
			asymmetricKeyType: keyObject.asymmetricKeyType
		}) ?? entry.subtle;
		return cached[alg] = keyObject.toCryptoKey(params, isPublic, entry.usages[isPublic ? 0 : 1]);
	}
	return normalized ??= keyObject.export({ format: "jwk" }), normalized.alg = alg, cached[alg] = await jwkToKey(entry, normalized);
}
let cache;
const nist = {
	__proto__: null,
	prime256v1: "P-256",
	secp384r1: "P-384",
	secp521r1: "P-521"
};
const isCryptoKey = (key) => {
	if (key?.[Symbol.toStringTag] === "CryptoKey") return !0;
	try {
		return key instanceof CryptoKey;
	} catch {
		return !1;
	}
};
const isKeyObject = (key) => key?.[Symbol.toStringTag] === "KeyObject";
const isKeyLike = (key) => isCryptoKey(key) || isKeyObject(key);
function message(msg, actual, ...types) {
	if (types.length > 2) {
		const last = types.pop();
		msg += `one of type ${types.join(", ")}, or ${last}.`;
	} else types.length === 2 ? msg += `one of type ${types[0]} or ${types[1]}.` : msg += `of type ${types[0]}.`;
	return actual == null ? msg += ` Received ${actual}` : typeof actual == "function" && actual.name ? msg += ` Received function ${actual.name}` : typeof actual == "object" && actual != null && actual.constructor?.name && (msg += ` Received an instance of ${actual.constructor.name}`), msg;
}
function invalidKeyType(alg, actual, secret) {
	const types = [
		"CryptoKey",
		"KeyObject",
		"JSON Web Key"
	];
	return secret && types.push("Uint8Array"), new TypeError(message(`Key for the ${alg} algorithm must be `, actual, ...types));
}
const unusable = (name, prop = "algorithm.name") => /* @__PURE__ */ new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name}`);
function checkUsage(key, usage) {
	if (usage && !key.usages.includes(usage)) throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`);
}
function checkModulusLength(alg, key) {
	const { modulusLength } = key.algorithm;
	if (typeof modulusLength != "number" || modulusLength < 2048) throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`);
}
function checkCryptoKey(key, expected, usage) {
	const algorithm = key.algorithm;
	if (algorithm.name !== expected.name) throw unusable(expected.name);
	if (expected.hash && algorithm.hash?.name !== expected.hash) throw unusable(expected.hash, "algorithm.hash");
	if (expected.namedCurve && algorithm.namedCurve !== expected.namedCurve) throw unusable(expected.namedCurve, "algorithm.namedCurve");
	if (expected.length !== void 0 && algorithm.length !== expected.length) throw unusable(expected.length, "algorithm.length");
	checkUsage(key, usage);
}
function snapshotJwk(jwk) {
	return {
		__proto__: null,
		...jwk
	};
}
function normalizeJwk(jwk) {
	const normalized = snapshotJwk(jwk);
	if (normalized.ext !== void 0 && typeof normalized.ext != "boolean") throw new TypeError("\"ext\" (Extractable) Parameter must be a boolean");
	if (normalized.key_ops !== void 0) {
		const value = normalized.key_ops, keyOps = Array.isArray(value) ? [...value] : void 0;
		if (!keyOps || keyOps.some((operation) => typeof operation != "string") || new Set(keyOps).size !== keyOps.length) throw new TypeError("\"key_ops\" (Key Operations) Parameter must be an array of unique strings");
		normalized.key_ops = keyOps;
	}
	return normalized;
}
async function jwkToKey(entry, jwk, extractable) {
	if (!entry.kty.includes(jwk.kty)) throw new JOSENotSupported("Invalid or unsupported JWK \"alg\" (Algorithm) Parameter value");
	const algorithm = entry.resolve?.({
		kty: jwk.kty,
		crv: jwk.crv
	}) ?? entry.subtle, isPrivate = !!(jwk.d || jwk.priv), keyData = {
		...jwk,
		ext: extractable ?? jwk.ext
	};
	return keyData.kty !== "AKP" && delete keyData.alg, delete keyData.use, crypto.subtle.importKey("jwk", keyData, algorithm, keyData.ext ?? !isPrivate, jwk.key_ops ?? entry.usages[isPrivate ? 1 : 0]);
}
async function rawKey(key, expected, usage, extractable = !1) {
	return key instanceof Uint8Array && (key = await crypto.subtle.importKey("raw", key, expected, extractable, [usage])), checkCryptoKey(key, expected, usage), key;
}

// node_modules/jose/dist/webapi/lib/key_descriptor.js
function table(entries) {
	const out = { __proto__: null };
	for (const alg in entries) out[alg] = {
		...entries[alg],
		alg
	};
	return out;
}

// node_modules/jose/dist/webapi/lib/jws_algorithms.js
const sig = [["verify"], ["sign"]];
function hmac(bits) {
	const subtle = {
		name: "HMAC",
		hash: `SHA-${bits}`
	};
	return {
		kty: ["oct"],
		secret: !0,
		subtle,
		signing: subtle,
		usages: sig
	};
}
function rsa(bits, saltLength) {
	const subtle = {
		name: saltLength ? "RSA-PSS" : "RSASSA-PKCS1-v1_5",
		hash: `SHA-${bits}`
	};
	return {
		kty: ["RSA"],
		subtle,
		signing: saltLength ? {
			...subtle,
			saltLength
		} : subtle,
		usages: sig,
		minRsaBits: 2048
	};
}
function ecdsa(crv, bits) {
	return {
		kty: ["EC"],
		crv,
		subtle: {
			name: "ECDSA",
			namedCurve: crv
		},
		signing: {
			name: "ECDSA",
			hash: `SHA-${bits}`
		},
		usages: sig
	};
}
function eddsa() {
	const subtle = { name: "Ed25519" };
	return {
		kty: ["OKP"],
		crv: "Ed25519",
		subtle,
		signing: subtle,
		usages: sig
	};
}
function mldsa(parameterSet) {
	const subtle = { name: `ML-DSA-${parameterSet}` };
	return {
		kty: ["AKP"],
		subtle,
		signing: subtle,
		usages: sig
	};
}
const JWS$1 = table({
	HS256: hmac(256),
	HS384: hmac(384),
	HS512: hmac(512),
	RS256: rsa(256),
	RS384: rsa(384),
	RS512: rsa(512),
	PS256: rsa(256, 32),
	PS384: rsa(384, 48),
	PS512: rsa(512, 64),
	ES256: ecdsa("P-256", 256),
	ES384: ecdsa("P-384", 384),
	ES512: ecdsa("P-521", 512),
	EdDSA: eddsa(),
	Ed25519: eddsa(),
	"ML-DSA-44": mldsa(44),
	"ML-DSA-65": mldsa(65),
	"ML-DSA-87": mldsa(87)
});
function jwsAlgorithm(alg) {
	const entry = typeof alg == "string" ? JWS$1[alg] : void 0;
	if (!entry) throw new JOSENotSupported(`alg ${alg} is not supported either by JOSE or your javascript runtime`);
	return entry;
}

// node_modules/jose/dist/webapi/lib/jws_verify.js
function snapshotJws(jws, sharedPayload) {
	const encodedProtectedHeader = jws.protected, inputHeader = jws.header, header = isObject(inputHeader) ? { ...inputHeader } : inputHeader;
	let payload = sharedPayload ? sharedPayload[0] : jws.payload;
	!sharedPayload && payload instanceof Uint8Array && (payload = new Uint8Array(payload));
	const signature = jws.signature, snapshot = {
		payload,
		signature
	};
	if (encodedProtectedHeader !== void 0 && (snapshot.protected = encodedProtectedHeader), inputHeader !== void 0 && (snapshot.header = header), encodedProtectedHeader === void 0 && header === void 0) throw new JWSInvalid("Flattened JWS must have either of the \"protected\" or \"header\" members");
	if (encodedProtectedHeader !== void 0 && typeof encodedProtectedHeader != "string") throw new JWSInvalid("JWS Protected Header incorrect type");
	if (payload === void 0) throw new JWSInvalid("JWS Payload missing");
	if (typeof signature != "string") throw new JWSInvalid("JWS Signature missing or incorrect type");
	if (header !== void 0 && !isObject(header)) throw new JWSInvalid("JWS Unprotected Header incorrect type");
	return snapshot;
}
function prepareVerify(options) {
	return [options && validateAlgorithms("algorithms", options.algorithms), options?.crit];
}
function parseProtectedHeader(encodedProtectedHeader) {
	return encodedProtectedHeader === void 0 ? {} : parseJoseHeader(encodedProtectedHeader, JWSInvalid, "JWS Protected Header is invalid");
}
function encodeJsonUnencodedPayload(payload) {
	const invalid = /[\p{Cs}\p{Cn}]/u.exec(payload)?.[0];
	if (invalid !== void 0) throw new JWSInvalid(/\p{Cs}/u.test(invalid) ? "JWS Payload must be a well-formed Unicode string" : "JWS Payload must not contain unassigned Unicode code points");
	return encoder.encode(payload);
}
function encodeCompactUnencodedPayload(payload) {
	try {
		return encode(payload);
	} catch (cause) {
		throw new JWSInvalid("JWS Compact Serialization payload must use only ASCII characters", { cause });
	}
}
async function verifySignature(jws, shared, key, encodeUnencodedPayload, parsedProtected) {
	const { protected: encodedProtectedHeader, header, payload: inputPayload } = jws, protectedHeader = parsedProtected ?? parseProtectedHeader(encodedProtectedHeader);
	if (!isDisjoint(protectedHeader, header)) throw new JWSInvalid("JWS Protected and JWS Unprotected Header Parameter names must be disjoint");
	const joseHeader = {
		...protectedHeader,
		...header
	}, b64 = validateB64(protectedHeader, validateCrit(JWSInvalid, JWS_RECOGNIZED, shared[1], protectedHeader, joseHeader)), { alg } = joseHeader;
	if (typeof alg != "string" || !alg) throw new JWSInvalid("JWS \"alg\" (Algorithm) Header Parameter missing or invalid");
	if (shared[0] && !shared[0].has(alg)) throw new JOSEAlgNotAllowed("\"alg\" (Algorithm) Header Parameter value not allowed");
	if (b64) {
		if (typeof inputPayload != "string") throw new JWSInvalid("JWS Payload must be a string");
	} else if (typeof inputPayload != "string" && !(inputPayload instanceof Uint8Array)) throw new JWSInvalid("JWS Payload must be a string or an Uint8Array instance");
	const signingPayload = b64 || typeof inputPayload != "string" ? inputPayload : encodeUnencodedPayload(inputPayload);
	let resolvedKey = !1;
	typeof key == "function" && (key = await key(protectedHeader, jws), resolvedKey = !0);
	const entry = jwsAlgorithm(alg), signingInput = concat(encodedProtectedHeader !== void 0 ? encode(encodedProtectedHeader) : /* @__PURE__ */ new Uint8Array(), encode("."), typeof signingPayload == "string" ? shared[2] ??= encodeAsciiMember(signingPayload, "payload", JWSInvalid) : signingPayload), signature = decodeBase64url(jws.signature, "signature", JWSInvalid), verificationKey = await prepareKey(entry, key, "verify"), cryptoKey = await rawKey(verificationKey, entry.subtle, "verify");
	entry.minRsaBits && checkModulusLength(entry.alg, cryptoKey);
	let verified = !1;
	try {
		verified = await crypto.subtle.verify(entry.signing, cryptoKey, signature, signingInput);
	} catch (cause) {
		throw new JWSSignatureVerificationFailed(void 0, { cause });
	}
	if (!verified) throw new JWSSignatureVerificationFailed();
	const result = { payload: typeof signingPayload == "string" ? decodeBase64url(signingPayload, "payload", JWSInvalid) : signingPayload };
	return encodedProtectedHeader !== void 0 && (result.protectedHeader = protectedHeader), header !== void 0 && (result.unprotectedHeader = header), resolvedKey ? [{
		...result,
		key: verificationKey
	}, b64] : [result, b64];
}
async function verifyCompact(jws, shared, key) {
	if (jws instanceof Uint8Array && (jws = decoder.decode(jws)), typeof jws != "string") throw new JWSInvalid("Compact JWS must be a string or Uint8Array");
	const { 0: protectedHeader, 1: payload, 2: signature, length } = jws.split(".");
	if (length !== 3) throw new JWSInvalid("Invalid Compact JWS");
	return verifySignature({
		payload,
		protected: protectedHeader,
		signature
	}, shared, key, encodeCompactUnencodedPayload);
}

// node_modules/jose/dist/webapi/jws/compact/verify.js
async function compactVerify(jws, key, options) {
	const [result] = await verifyCompact(jws, prepareVerify(options), key);
	return result;
}

// node_modules/jose/dist/webapi/jws/flattened/verify.js
async function flattenedVerify(jws, key, options) {
	if (!isObject(jws)) throw new JWSInvalid("Flattened JWS must be an object");
	const snapshot = snapshotJws(jws), [result] = await verifySignature(snapshot, prepareVerify(options), key, encodeJsonUnencodedPayload);
	return result;
}

// src/notation/envelope/jws-protected.ts
/** Headers that `crit` must not list although they are understood (RFC 7515, 4.1.11; notation refuses them too). */
const NEVER_CRITICAL = [
	"alg",
	"crit",
	"cty",
	HEADER$1.signingTime
];
/** What JOSE defines, and notation does not give to a plugin. */
const OF_JOSE = [
	"alg",
	"cty",
	"crit"
];
function criticalNames(fields, context) {
	const names = fields.crit ?? [];
	if (names.length === 0) throw errorIn(context, "has no list of critical headers");
	if (new Set(names).size !== names.length) throw errorIn(context, "lists a critical header twice");
	for (const name of names) {
		if (!Object.hasOwn(fields, name)) throw errorIn(context, `lists ${printable(name)} as critical, which is not there`);
		if (NEVER_CRITICAL.includes(name)) throw errorIn(context, `lists ${name} as critical, which it cannot be`);
	}
	return names;
}
/**
* The header rules of the JWS envelope (signature-envelope-jws.md, "Protected Headers"), after the signature over them was
* found good.
*/
function readProtectedHeader(fields, context) {
	if (Object.hasOwn(fields, "b64")) throw errorIn(context, "has the header b64");
	const has = (name) => Object.hasOwn(fields, name);
	return readSignedHeader({
		contentType: fields.cty,
		has,
		get: (name) => has(name) ? fields[name] : void 0,
		time: (name) => parseTime(fields[name], context),
		critical: () => criticalNames(fields, context),
		others: () => Object.entries(fields).filter(([name]) => !OF_JOSE.includes(name))
	}, context);
}

// src/notation/envelope/open-jws.ts
/** Flattened JSON serialization (RFC 7515, 7.2.2); unknown members are ignored. */
function readOuter(bytes, context) {
	const { payload, protected: fields, signature, header } = readAs(ENVELOPE, bytes, context);
	if (payload === void 0 || fields === void 0 || signature === void 0 || header === void 0) throw errorIn(context, "is not a flattened JWS");
	return {
		payload,
		protected: fields,
		signature,
		header
	};
}
/** Verifies again with jose, which reads the JOSE rules independently, and allows it the algorithm of the key alone. */
async function joseAgrees(jws, leaf, algorithm, critical) {
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
	const context = {
		code: "envelope_invalid",
		what: "JWS envelope"
	};
	const jws = readOuter(bytes, context);
	const chain = await readChain(jws.header.x5c ?? [], decodeBase64$1, context);
	const leaf = chain[0];
	const algorithm = findAlgorithm(leaf.publicKey);
	if (!algorithm) throw errorIn(context, "is signed with a key that the Notary Project does not allow");
	const protectedBytes = decodeBase64Url(jws.protected, {
		...context,
		what: "JWS protected header"
	});
	const payload = decodeBase64Url(jws.payload, {
		...context,
		what: "JWS payload"
	});
	const signature = decodeBase64Url(jws.signature, {
		...context,
		what: "JWS signature"
	});
	const signingInput = new TextEncoder().encode(`${jws.protected}.${jws.payload}`);
	if (!isSignature(algorithm, leaf.publicKey, signingInput, signature)) throw new SealiftError("signature_invalid", "the signature does not fit the signed bytes or the certificate");
	const fields = readAs(PROTECTED_HEADER, protectedBytes, {
		...context,
		what: "JWS protected header"
	}, "kept");
	if (fields.alg !== algorithm.jws) throw errorIn(context, `says ${shown(fields.alg)}, the key of its certificate demands ${algorithm.jws}`);
	const header = readProtectedHeader(fields, context);
	if (!await joseAgrees(jws, leaf, algorithm, header.critical)) throw new SealiftError("signature_invalid", "the envelope breaks a rule of JOSE (RFC 7515)");
	checkCodeSigningChain(chain, {
		...context,
		code: "certificate_invalid"
	});
	const token = jws.header[HEADER$1.timestampSignature];
	const agent = jws.header[HEADER$1.signingAgent];
	return {
		mediaType: JWS_MEDIA_TYPE,
		algorithm,
		chain,
		scheme: header.scheme,
		signingTime: header.signingTime,
		...header.expiry === void 0 ? {} : { expiry: header.expiry },
		...agent ? { signingAgent: agent } : {},
		...token ? { timestampToken: decodeBase64$1(token, context) } : {},
		target: parsePayload(payload, context),
		signature,
		payload,
		...header.verificationPlugin === void 0 ? {} : { verificationPlugin: header.verificationPlugin },
		unknownCritical: header.unknownCritical,
		extendedAttributes: header.extendedAttributes
	};
}

// src/notation/envelope/write-jws.ts
/** Protected header and payload as they are signed, members in notation's order (signature-envelope-jws.md). */
function signedParts({ request, algorithm }) {
	const expiry = expiryOf(request);
	const header = goJson({
		alg: algorithm.jws,
		crit: [HEADER$1.signingScheme, ...expiry === void 0 ? [] : [HEADER$1.expiry]],
		cty: PAYLOAD_MEDIA_TYPE,
		...expiry === void 0 ? {} : { [HEADER$1.expiry]: formatTime(expiry) },
		[HEADER$1.signingScheme]: SCHEME_X509,
		[HEADER$1.signingTime]: formatTime(request.signingTime)
	});
	return {
		header: encodeBase64Url(header),
		body: encodeBase64Url(buildPayload(request.target, request.metadata))
	};
}
/** RFC 7515, 5.1. jose cannot sign with a key outside of this process, so the input is made here. */
function jwsSigningInput(fields) {
	const { header, body } = signedParts(fields);
	return new TextEncoder().encode(`${header}.${body}`);
}
/** Flattened JSON serialization (RFC 7515, 7.2.2). */
function assembleJws(fields, { chain, signingAgent, timestampToken }, signature) {
	const { header, body } = signedParts(fields);
	return goJson({
		payload: body,
		protected: header,
		header: {
			...timestampToken === void 0 ? {} : { [HEADER$1.timestampSignature]: encodeBase64(timestampToken) },
			x5c: chain.map(({ der }) => encodeBase64(der)),
			[HEADER$1.signingAgent]: signingAgent
		},
		signature: encodeBase64Url(signature)
	});
}

// src/notation/envelope/jws.ts
var jws_exports = /* @__PURE__ */ __exportAll({ JWS: () => JWS });
/** signature-envelope-jws.md */
const JWS = {
	mediaType: JWS_MEDIA_TYPE,
	open: openJws,
	signingInput: jwsSigningInput,
	assemble: assembleJws
};

// src/notation/prototype/read-jwt.ts
var read_jwt_exports = /* @__PURE__ */ __exportAll({ readPrototypeJwt: () => readPrototypeJwt });
/** notaryproject/nv2, "docs/signature": the header names the key by its certificates, or else by its fingerprint. */
const HEADER = struct({
	typ: "text",
	alg: "text",
	x5c: listOf("bytes"),
	kid: "text"
});
const CLAIMS = struct({
	mediaType: "text",
	digest: "text",
	size: "integer",
	references: listOf("text"),
	exp: "integer",
	iat: "integer",
	nbf: "integer"
});
/** RS256 for RSA, and the hash of the curve for EC, as libtrust has it. */
const ALGORITHMS = [
	"RS256",
	"ES256",
	"ES384",
	"ES512"
];
/** The last second of the year 9999, after which a date has no RFC 3339 form. */
const LATEST = 253402300799;
function timeOf(claims, name, context) {
	const seconds = claims[name];
	if (seconds === void 0) return void 0;
	if (seconds < 0 || seconds > LATEST) throw errorIn(context, `has ${name} outside of the years 1970 to 9999`);
	return /* @__PURE__ */ new Date(seconds * 1e3);
}
/** The signing input is checked by jose, which allows the algorithm of the header alone, and that only where it fits the key. */
function isSignedBy(jwt, leaf, algorithm) {
	return compactVerify(jwt, leaf.publicKey, { algorithms: [algorithm] }).then(() => true, () => false);
}
/**
* Reads a signature of the prototype: a JWT of three parts (RFC 7519, 7.2). It is decoded, and never judged: the rules by which
* the prototype trusted a key are not those of a trust policy.
*
* @throws SealiftError `envelope_invalid`.
*/
async function readPrototypeJwt(bytes) {
	const context = {
		code: "envelope_invalid",
		what: "JWT"
	};
	const jwt = new TextDecoder("latin1").decode(bytes);
	const [header, claims, signature, ...more] = jwt.split(".", 4);
	if (!header || !claims || !signature || more.length > 0) throw errorIn(context, "is not of three parts");
	const part = (text, what) => {
		const own = {
			...context,
			what: `JWT ${what}`
		};
		return {
			bytes: decodeBase64Url(text, own),
			own
		};
	};
	part(signature, "signature");
	const { bytes: headerBytes, own: headerContext } = part(header, "header");
	const { typ, alg, x5c, kid } = readAs(HEADER, headerBytes, headerContext);
	if (typ !== "x509") throw errorIn(headerContext, "is not of the type x509");
	if (alg === void 0 || !ALGORITHMS.includes(alg)) throw errorIn(headerContext, `has none of the algorithms ${ALGORITHMS.join(", ")}`);
	const { bytes: claimBytes, own: claimContext } = part(claims, "claims");
	const read = readAs(CLAIMS, claimBytes, claimContext);
	const { mediaType, digest, size, references = [] } = read;
	if (mediaType === void 0 || digest === void 0 || size === void 0 || size < 0) throw errorIn(claimContext, "lacks mediaType, digest or size of what is signed");
	if (!isDigest(digest)) throw errorIn(claimContext, "has a digest that is none");
	const chain = x5c === void 0 ? [] : await readChain(x5c, decodeBase64$1, headerContext);
	const times = {
		signingTime: timeOf(read, "iat", claimContext),
		notBefore: timeOf(read, "nbf", claimContext),
		expiry: timeOf(read, "exp", claimContext)
	};
	const leaf = chain[0];
	return {
		algorithm: alg,
		chain,
		...leaf || kid === void 0 ? {} : { keyId: kid },
		target: {
			mediaType,
			digest,
			size
		},
		references,
		...times.signingTime === void 0 ? {} : { signingTime: times.signingTime },
		...times.notBefore === void 0 ? {} : { notBefore: times.notBefore },
		...times.expiry === void 0 ? {} : { expiry: times.expiry },
		...leaf ? { isIntact: await isSignedBy(jwt, leaf, alg) } : {}
	};
}

// src/notation/requirement/read-requirement.ts
var read_requirement_exports = /* @__PURE__ */ __exportAll({ readRequirements: () => readRequirements });
const HINT = "A requirement is an identity, \"x509.subject: C=US, ST=WA, O=acme\", or {\"all\": [...]}, {\"any\": [...]} or {\"atLeast\": 2, \"of\": [...]} over several; each identity stands in it once.";
/** The most identities of a requirement; as many signatures of an image are read. */
const MOST = 100;
const WORDS = {
	all: ["all"],
	any: ["any"],
	atLeast: ["atLeast", "of"]
};
function readName(identity, where, note) {
	const faults = [];
	checkIdentities([identity], (reason) => faults.push(reason));
	const attributes = attributesOf$1(identity);
	if (identity === "*") faults.push("has the identity *, which names nobody");
	else if (!attributes && faults.length === 0) faults.push(`has the identity "${printable(identity)}"; only x509.subject: can be required`);
	for (const fault of faults) note(`${where} ${fault}`);
	return {
		identity,
		attributes: attributes ?? /* @__PURE__ */ new Map()
	};
}
function readThreshold(value, where, note) {
	const members = { ...value };
	const form = [
		"all",
		"any",
		"atLeast"
	].find((word) => Object.hasOwn(members, word));
	const extra = Object.keys(members).find((name) => !WORDS[form ?? "all"].some((word) => word === name));
	if (form === void 0 || extra !== void 0) {
		note(`${where} ${extra === void 0 ? "has no member all, any or atLeast" : `has the member ${printable(extra, 40)}`}`);
		return {
			atLeast: 1,
			of: []
		};
	}
	const list = members[form === "atLeast" ? "of" : form];
	if (!Array.isArray(list) || list.length === 0) {
		note(`${where} has no list of what it is over`);
		return {
			atLeast: 1,
			of: []
		};
	}
	const of = list.map((one, at) => readRequirement(one, `${where}.${form === "atLeast" ? "of" : form}[${at}]`, note));
	const { atLeast = form === "any" ? 1 : of.length } = members;
	if (typeof atLeast === "number" && Number.isInteger(atLeast) && atLeast >= 1 && atLeast <= of.length) return {
		atLeast,
		of
	};
	note(`${where}.atLeast is not a whole number from 1 to ${of.length}`);
	return {
		atLeast: 1,
		of
	};
}
function readRequirement(value, where, note) {
	if (typeof value === "string") return readName(value, where, note);
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return readThreshold(value, where, note);
	note(`${where} is neither an identity nor an object`);
	return {
		atLeast: 1,
		of: []
	};
}
/**
* Reads who has to have signed. Two names of which one contains the other are refused as in a trust policy
* (trust-store-trust-policy.md, "Trusted Identities Constraints"): nobody could say for which of them a signer stands.
*
* @throws SealiftError `policy_invalid` with everything that is wrong.
*/
function readRequirements({ identities, count, document }) {
	const faults = [];
	const note = (reason) => faults.push(reason);
	const all = identities.map((identity) => readName(identity, "--require-identity", note));
	if (document) {
		const { text, what } = document;
		const value = parseJson(text, {
			code: "policy_invalid",
			what,
			hint: HINT
		});
		all.push(readRequirement(value, what, note));
	}
	const names = namesIn(all);
	if (names.length > MOST) note(`the requirement names ${names.length} identities, the limit is ${MOST}`);
	const usable = names.filter(({ attributes }) => attributes.size > 0).map(({ identity }) => identity);
	if (faults.length === 0) checkIdentities(usable, (reason) => note(`the requirement ${reason}`));
	if (faults.length > 0) throw new SealiftError("policy_invalid", faults.join("; "), { hint: HINT });
	waysToMeet(all);
	return {
		all,
		count: count ?? 0
	};
}

// src/pki/crl/crl-reasons.ts
/** CRLReason by its value (RFC 5280, 5.3.1); 7 is not used. */
const CRL_REASONS = {
	0: "unspecified",
	1: "keyCompromise",
	2: "cACompromise",
	3: "affiliationChanged",
	4: "superseded",
	5: "cessationOfOperation",
	6: "certificateHold",
	8: "removeFromCRL",
	9: "privilegeWithdrawn",
	10: "aACompromise"
};

// src/pki/clock-skew.ts
/**
* Milliseconds by which an answer about revocation may be newer than the time that a check takes for now. That time is when the
* run began, a responder that signs at once answers later, and its clock may differ; OpenSSL allows the same five minutes.
*/
const CLOCK_SKEW = 3e5;

export { OCI_POLICY as $, SIGNING_JOB as $t, describePrototypes as A, checkDistrust as At, resolveArtifact as B, parseStatement as Bt, judgeArtifact as C, ATTRIBUTE_NAMES as Cn, writeAtomic as Ct, earliest as D, folderEntries as Dn, judgeEnvelope as Dt, refusal as E, entryKind as En, RUN_ADDRESS as Et, certificateDetails as F, actionsOf as Ft, trustOf as G, pluginHostOf as Gt, newPolicy as H, parseAttributes as Ht, prototypeSignatureIn as I, enforcesSigner as It, demandsOf as J, extraMembers as Jt, twoPolicies as K, checkFirstIsOf as Kt, ListedSignatures as L, levelName as Lt, prototypeItself as M, unanchored as Mt, describePrototype as N, PASSED as Nt, signerKeys as O, kindOf as On, verifyEnvelope as Ot, withEnvelope as P, isOfAuthority as Pt, policyText as Q, AWS_SIGNER_PLUGIN as Qt, preloadTrust as R, RevocationChecker as Rt, statementIn as S, validUntil as Sn, keyBits as St, loggedFailures as T, sameName as Tn, storeFile as Tt, mixture as U, CHECK_NAMES as Ut, imageResult as V, examineTrustPolicy as Vt, scopeOf as W, isSignedDigest as Wt, exactStatement as X, SCHEME_SIGNING_AUTHORITY as Xt, requirementFlags as Y, HEADER$1 as Yt, policyBeside as Z, SCHEME_X509 as Zt, isRecordTag as _, checkAuthorities as _n, chainWarnings as _t, readChain as a, algorithmOf as an, namedAuthority as at, buildRecordManifest as b, invalidAt as bn, removeUnfinished as bt, parsePayload as c, isSignature as cn, revocationResult as ct, readSignedHeader as d, isStoreName as dn, revocationClient as dt, SIGNING_PROFILE_VERSION as en, OLD_POLICY as et, shown as f, openTrustStore as fn, crlCache as ft, buildStatement as g, checkAlone as gn, unknownWarnings as gt, STATEMENT_LIMIT as h, checkAnchor as hn, refuseRevoked as ht, expiryOf as i, ALGORITHMS$1 as in, unmatchable as it, findPrototypes as j, findAnchor as jt, refusingCheck as k, STORE_TYPES$1 as kn, revocationSources as kt, THUMBPRINT_HINT as l, keyKind as ln, timestampResult as lt, sameImage as m, examineStore as mn, answerNotices as mt, CRL_REASONS as n, checkChainRules as nn, notationFolder as nt, buildPayload as o, cryptoOptions as on, checkSignedObject as ot, readStatement as p, missingFolder as pn, cacheFolder as pt, statementOf as q, checkSigningChain as qt, jws_exports as r, checkValidNow as rn, consequencesOf as rt, checkMetadata as s, findAlgorithm as sn, NO_EVIDENCE as st, CLOCK_SKEW as t, CHAIN_COMPLAINT as tn, notationTrust as tt, readThumbprint as u, remoteOf as un, REVOCATION_TIMEOUT as ut, recordTagOf as v, checkCodeSigningChain as vn, nameWarnings as vt, judgeSignature as w, nameText as wn, isBusy as wt, predicateTypeOf as x, isSelfSigned as xn, makeFolderInside as xt, RECORD_METADATA as y, checkTimestampingChain as yn, openInside as yt, chooseStatement as z, SharedWork as zt };