import { r as __exportAll } from "./rolldown-runtime.js";
import { M as errnoOf, N as fileError, ct as SealiftError, it as printable, lt as asSealiftError, nt as quotable } from "./words.js";
import { An as parseCertificate, Fn as EXTENSION, Gn as MGF1, In as PURPOSE, Jn as ecdsaWith, Kn as RSASSA_PSS, Ln as extensionName, Mn as readPublicKey, Nn as parseName, Pn as KEY_USAGE_BITS, Sn as abortable, Wn as HASHES, X as perform, Xn as DerReader, Zn as contextTag, cr as TAG, dn as openHttp, er as pemBlocks, fr as looksLikeDer, nr as pemText, pn as pemOf, vn as LONGEST_TIMEOUT, zr as lazy } from "./registry.js";
import { c as isContent, f as errorIn, n as hiddenResult } from "./secrets.js";
import { Cn as ATTRIBUTE_NAMES, Ht as parseAttributes, Kt as checkFirstIsOf, Rt as RevocationChecker, Sn as validUntil, St as keyBits, Tn as sameName, _n as checkAuthorities, _t as chainWarnings, an as algorithmOf, ct as revocationResult, dt as revocationClient, ft as crlCache, gt as unknownWarnings, ht as refuseRevoked, kt as revocationSources, ln as keyKind, ot as checkSignedObject, pt as cacheFolder, qt as checkSigningChain, rn as checkValidNow, tn as CHAIN_COMPLAINT, ut as REVOCATION_TIMEOUT, vn as checkCodeSigningChain, vt as nameWarnings, wn as nameText } from "./notation.js";
import { a as signerOptions, c as chainOf, d as prepareNewKey, i as signerOf } from "./signing.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");
const { createHash, randomBytes } = globalThis.process.getBuiltinModule("node:crypto");
const { dirname, join, resolve } = globalThis.process.getBuiltinModule("node:path");
const { access, constants: constants$1, copyFile, link, lstat, open, rm } = globalThis.process.getBuiltinModule("node:fs/promises");

// src/pki/key-identifier.ts
/**
* The identifier of a key in certificates: the first 160 bits of the SHA-256 of its BIT STRING (RFC 7093, 2, method 1), which
* needs no SHA-1.
*/
function keyIdentifier(publicKey) {
	return createHash("sha256").update(keyBits(publicKey)).digest().subarray(0, 20);
}

// src/pki/sign-object.ts
/**
* AlgorithmIdentifier. Of PSS all parameters are written out (RFC 4055, 3.1): the same hash for content and mask, the salt
* as long as it, NULL behind both, which is what OpenSSL writes and Go asks for.
*/
function algorithmIdentifier(asn1, { keyType, hash }) {
	const oid = (value) => new asn1.ObjectIdentifier({ value });
	const explicit = (tagNumber, value) => new asn1.Constructed({
		idBlock: {
			tagClass: 3,
			tagNumber
		},
		value: [value]
	});
	if (keyType === "ec") return new asn1.Sequence({ value: [oid(ecdsaWith(hash))] });
	const digest = () => new asn1.Sequence({ value: [oid(HASHES[hash].oid), new asn1.Null()] });
	const parameters = new asn1.Sequence({ value: [
		explicit(0, digest()),
		explicit(1, new asn1.Sequence({ value: [oid(MGF1), digest()] })),
		explicit(2, new asn1.Integer({ value: HASHES[hash].length }))
	] });
	return new asn1.Sequence({ value: [oid(RSASSA_PSS), parameters] });
}
/** Two's complement, minimal (X.690, 8.3): no zeros in front but the one that keeps it positive. */
function integerBytes(magnitude) {
	const first = magnitude.findIndex((byte) => byte !== 0);
	const bytes = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first);
	return bytes[0] < 128 ? bytes : Uint8Array.of(0, ...bytes);
}
/** ECDSA-Sig-Value (RFC 3279, 2.2.3) of r||s; an RSA signature stands as it is. */
function signatureValue(asn1, { keyType }, raw) {
	if (keyType === "rsa") return raw;
	const half = raw.length / 2;
	const value = [raw.subarray(0, half), raw.subarray(half)].map((part) => new asn1.Integer({ valueHex: integerBytes(part) }));
	return new Uint8Array(new asn1.Sequence({ value }).toBER());
}
/**
* Signs `toBeSigned` as SEQUENCE { toBeSigned, AlgorithmIdentifier, BIT STRING }, the shape of a certificate (RFC 5280, 4.1.1)
* and of a request (RFC 2986, 4.2).
*/
async function signObject(toBeSigned, algorithm, sign) {
	const asn1 = await import("./x509.js").then((n) => n.t);
	const raw = await sign(new Uint8Array(toBeSigned.toBER()));
	const signature = new asn1.BitString({ valueHex: signatureValue(asn1, algorithm, raw) });
	const whole = new asn1.Sequence({ value: [
		toBeSigned,
		algorithmIdentifier(asn1, algorithm),
		signature
	] });
	return new Uint8Array(whole.toBER());
}

// src/pki/build-certificate.ts
/** The key usage that the Notary Project demands of each role (signature-specification.md, "Certificate Requirements"). */
const USAGE = {
	signing: ["digitalSignature"],
	authority: ["keyCertSign", "cRLSign"]
};
/** The last year that UTCTime can tell (RFC 5280, 4.1.2.5). */
const LAST_UTC_YEAR = 2049;
function time(asn1, valueDate) {
	return valueDate.getUTCFullYear() <= LAST_UTC_YEAR ? new asn1.UTCTime({ valueDate }) : new asn1.GeneralizedTime({ valueDate });
}
/** Named bits, without zeros at the end (X.690, 11.2.2); all that is used here fits one octet. */
function keyUsage(asn1, bits) {
	const positions = bits.map((bit) => KEY_USAGE_BITS.indexOf(bit));
	const octet = positions.reduce((all, position) => all | 128 >> position, 0);
	return new asn1.BitString({
		valueHex: Uint8Array.of(octet),
		unusedBits: 7 - Math.max(...positions)
	});
}
function extensions(asn1, { publicKey, role, authorityKeyIdentifier }) {
	const oid = (value) => new asn1.ObjectIdentifier({ value });
	const extension = (id, critical, value) => new asn1.Sequence({ value: [
		oid(id),
		...critical ? [new asn1.Boolean({ value: true })] : [],
		new asn1.OctetString({ valueHex: value.toBER() })
	] });
	const constraints = role === "authority" ? [new asn1.Boolean({ value: true }), new asn1.Integer({ value: 0 })] : [];
	const list = [
		extension(EXTENSION.basicConstraints, true, new asn1.Sequence({ value: constraints })),
		extension(EXTENSION.keyUsage, true, keyUsage(asn1, USAGE[role])),
		extension(EXTENSION.subjectKeyIdentifier, false, new asn1.OctetString({ valueHex: keyIdentifier(publicKey) }))
	];
	if (role === "signing") {
		const purposes = new asn1.Sequence({ value: [oid(PURPOSE.codeSigning)] });
		list.push(extension(EXTENSION.extendedKeyUsage, false, purposes));
	}
	if (authorityKeyIdentifier) {
		const identifier = new asn1.Primitive({
			idBlock: {
				tagClass: 3,
				tagNumber: 0
			},
			valueHex: authorityKeyIdentifier
		});
		const value = new asn1.Sequence({ value: [identifier] });
		list.push(extension(EXTENSION.authorityKeyIdentifier, false, value));
	}
	return list;
}
/** Positive and of 16 bytes in DER: the first bit is clear, the next one set (RFC 5280, 4.1.2.2). */
function newSerial() {
	const serial = randomBytes(16);
	serial[0] = serial[0] & 63 | 64;
	return serial;
}
/** A new X.509 version 3 certificate (RFC 5280, 4.1), signed by `sign` with `algorithm`. */
async function buildCertificate(plan, algorithm, sign) {
	const asn1 = await import("./x509.js").then((n) => n.t);
	const asReceived = (der) => asn1.fromBER(der).result;
	const tagged = (tagNumber, value) => new asn1.Constructed({
		idBlock: {
			tagClass: 3,
			tagNumber
		},
		value: [value]
	});
	const toBeSigned = new asn1.Sequence({ value: [
		tagged(0, new asn1.Integer({ value: 2 })),
		new asn1.Integer({ valueHex: newSerial() }),
		algorithmIdentifier(asn1, algorithm),
		asReceived(plan.issuer),
		new asn1.Sequence({ value: [time(asn1, plan.notBefore), time(asn1, plan.notAfter)] }),
		asReceived(plan.subject),
		asReceived(plan.publicKey.export({
			format: "der",
			type: "spki"
		})),
		tagged(3, new asn1.Sequence({ value: extensions(asn1, plan) }))
	] });
	return signObject(toBeSigned, algorithm, sign);
}

// src/operations/certificates/self-signed.ts
const CHECK$1 = {
	code: "self_check_failed",
	what: "the new certificate"
};
/**
* Makes a self-signed certificate, to sign artifacts or as the root of a CA. The certificate is parsed, and checked by the
* rules of the Notary Project, before it is returned.
*
* @throws SealiftError `self_check_failed`, or what the key service throws.
*/
async function selfSignedCertificate({ signer, subject, notBefore, notAfter, role }, signal) {
	const { algorithm, publicKey } = await signer.describe(signal);
	const der = await buildCertificate({
		subject,
		issuer: subject,
		publicKey,
		notBefore,
		notAfter,
		role
	}, algorithm, (toBeSigned) => signer.sign(toBeSigned, signal));
	const certificate = await parseCertificate(der, CHECK$1);
	if (role === "authority") checkAuthorities([certificate], CHECK$1);
	else checkCodeSigningChain([certificate], CHECK$1);
	return certificate;
}

// src/operations/certificates/validity.ts
const DAY = 864e5;
/** Milliseconds by which the clock of a verifier may be behind ours. */
const SKEW = 3e5;
/** A validity from a few minutes ago to `days` from now, in whole seconds (RFC 5280, 4.1.2.5). */
function validityOf(now, days) {
	const second = Math.floor(now.getTime() / 1e3) * 1e3;
	return {
		notBefore: /* @__PURE__ */ new Date(second - SKEW),
		notAfter: new Date(second + days * DAY)
	};
}

// src/pki/encode-name.ts
/** Characters at most, by type (RFC 5280, appendix A.1, upper bounds). */
const LONGEST = {
	C: 2,
	ST: 128,
	L: 128,
	STREET: 128,
	POSTALCODE: 40,
	O: 64,
	OU: 64,
	CN: 64,
	SERIALNUMBER: 64
};
/** Types that have to be PrintableStrings (RFC 5280, appendix A.1); all others may be UTF8Strings. */
const PRINTABLE = {
	C: /^[A-Za-z]{2}$/,
	SERIALNUMBER: /^[A-Za-z0-9 '()+,\-./:=?]*$/
};
function checkValue(type, value) {
	if (value === "") throw new Error(`has an empty ${type}`);
	if (type === "C" && !PRINTABLE.C.test(value)) throw new Error("has a C that is not a country code of two letters");
	if (PRINTABLE[type]?.test(value) === false) throw new Error(`has a ${type} that is not plain text`);
	if ([...value].length > LONGEST[type]) throw new Error(`has a ${type} of more than ${LONGEST[type]} characters`);
	if (/\p{Cc}/u.test(value)) throw new Error(`has a ${type} with control characters`);
	if (printable(value, value.length) !== value) throw new Error(`has a ${type} with characters that cannot be shown`);
}
/**
* A distinguished name in DER (RFC 5280, 4.1.2.4), each attribute in an RDN of its own. The attributes have the order of Go
* (C, ST, L, …, CN) whatever the order they were given in, so that a signer has one name, the one that notation shows.
*
* @throws Error with the reason, for the caller to wrap.
*/
async function encodeName(attributes) {
	const known = Object.values(ATTRIBUTE_NAMES);
	const unknown = [...attributes.keys()].find((type) => !known.includes(type));
	if (unknown !== void 0) throw new Error(`has the attribute ${unknown}; those that trust policies can name are ${known.join(", ")}`);
	for (const [type, value] of attributes) checkValue(type, value);
	const asn1 = await import("./x509.js").then((n) => n.t);
	const rdns = Object.entries(ATTRIBUTE_NAMES).flatMap(([oid, type]) => {
		const value = attributes.get(type);
		if (value === void 0) return [];
		const text = Object.hasOwn(PRINTABLE, type) ? new asn1.PrintableString({ value }) : new asn1.Utf8String({ value });
		const pair = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: oid }), text] });
		return [new asn1.Set({ value: [pair] })];
	});
	return new Uint8Array(new asn1.Sequence({ value: rdns }).toBER());
}

// src/operations/certificates/own-revocation.ts
/** Milliseconds after which a signer goes on without an answer: it is the verifiers who need one. */
const PATIENCE = 5e3;
/** The rows of a chain about which nobody answered in time. */
function unanswered(chain) {
	const asking = new Map(revocationSources(chain).map(({ certificate, urls }) => [certificate, urls]));
	return chain.slice(0, -1).map((certificate) => {
		const urls = asking.get(certificate);
		return {
			subject: nameText(certificate.subject),
			thumbprint: certificate.thumbprint,
			status: urls ? "unknown" : "not-revocable",
			method: null,
			source: urls?.[0] ?? null,
			thisUpdate: null,
			nextUpdate: null,
			revokedAt: null,
			reason: null,
			message: urls ? `names ${urls.slice(0, 3).join(", ") || "a CRL"}, and no answer came within ${PATIENCE / 1e3} s` : null
		};
	});
}
/**
* Asks what verifiers will ask: whether the certificates of the user's own chain are revoked. It ends after some seconds, and does
* not reject for an answer that does not come.
*/
async function askOfOwnChain(chain, { revocation, clock }, signal) {
	const late = new AbortController();
	const done = new AbortController();
	clock.sleep(PATIENCE, AbortSignal.any([signal, done.signal])).then(() => late.abort(), () => {});
	const during = AbortSignal.any([signal, late.signal]);
	try {
		return await abortable(revocation.check(chain, during), during);
	} catch (error) {
		signal.throwIfAborted();
		if (!late.signal.aborted) throw error;
		return unanswered(chain);
	} finally {
		done.abort();
	}
}

// src/compose/revocation-adapters.ts
/** The time for all questions together, as a multiple of that for one: OCSP may fall back to a CRL. */
const QUESTIONS = 2;
/**
* The adapters have an HTTP client of their own, since the hosts that certificates name get neither the certificates that are
* kept for a registry nor its limits. Nothing is opened before the first question.
*/
function revocationAdapters(run) {
	const timeout = run.values.timeout ?? 1e4;
	const base = cacheFolder({
		env: run.env,
		platform: process.platform
	});
	const own = {
		certificatesOf: () => Promise.resolve(void 0),
		onWarning: () => {},
		timeouts: {
			connect: timeout,
			idle: timeout,
			total: timeout
		}
	};
	return {
		source: revocationClient({
			http: lazy(() => openHttp(run, own)),
			timeout
		}),
		...base === void 0 ? {} : { cache: crlCache(base) },
		deadline: () => AbortSignal.timeout(Math.min(QUESTIONS * timeout, LONGEST_TIMEOUT))
	};
}

// src/compose/revocation.ts
/** Bytes of a file: one list has at most 64 MiB, which PEM makes a third longer. */
const FILE_LIMIT = 100663296;
/** The lists that `--crl` names. What is wrong with one is a problem. */
async function givenCrls({ values, problems }) {
	const lists = [];
	const given = values.crl ?? [];
	if (given.length === 0) return lists;
	const { readGivenCrls } = await import("./crl.js").then((n) => n.t);
	for (const value of given) {
		const name = isContent(value) ? "(inline)" : quotable(value, 600);
		const context = {
			code: "crl_invalid",
			what: `CRL ${name}`
		};
		await problems.try(async () => lists.push(...readGivenCrls(await pemOf(value, FILE_LIMIT, context), name)));
	}
	return lists;
}
/**
* The one checker of a run, so that each certificate is asked about once. Lists that the user gave are read here, before anybody
* is asked, and problems with them are noted.
*/
async function revocationOf(run) {
	const crls = await givenCrls(run);
	return new RevocationChecker({
		...revocationAdapters(run),
		now: () => run.clock.now(),
		crls
	});
}

// src/io/files/write-new.ts
function taken(path, cause) {
	return new SealiftError("file_exists", `${quotable(path, 600)} is there already`, { cause });
}
/**
* Whether {@link writeNew} can write `path`, as far as that can be known before: nothing is there, and its folder can be
* written to.
*
* @throws SealiftError `file_exists`, `file_not_found` or `denied`.
*/
async function checkNew(path) {
	if (await lstat(path).catch((error) => {
		if (errnoOf(error) === "ENOENT") return void 0;
		throw fileError(error, "write", path);
	})) throw taken(path);
	const folder = dirname(path);
	await access(folder, constants$1.W_OK).catch((error) => {
		throw fileError(error, "write", folder);
	});
}
/** Gives the file its name unless the name is taken; without hard links it makes an exclusive copy. */
async function nameOnce(unfinished, path) {
	try {
		await link(unfinished, path);
	} catch (error) {
		if (errnoOf(error) === "EEXIST") throw error;
		await copyFile(unfinished, path, constants$1.COPYFILE_EXCL);
	}
}
/**
* Writes a file that is not there yet. Its name only ever stands for the whole content, and an existing file stays as it is.
*
* @param mode the rights of the file, which it has from its first byte on.
* @throws SealiftError `file_exists`, or of the file system.
*/
async function writeNew(path, text, mode = 438) {
	const unfinished = join(dirname(path), `.sealift-${randomBytes(8).toString("hex")}.tmp`);
	try {
		const handle = await open(unfinished, "wx", mode);
		try {
			await handle.writeFile(text);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await nameOnce(unfinished, path);
	} catch (error) {
		throw errnoOf(error) === "EEXIST" ? taken(path, error) : fileError(error, "write", path);
	} finally {
		await rm(unfinished, { force: true }).catch(() => {});
	}
}

// src/operations/certificates/facts.ts
/** Describes a certificate for a result. */
function certificateFacts(certificate) {
	const { subject, issuer, notBefore, notAfter, thumbprint, publicKey, ocspUrls, crlUrls } = certificate;
	return {
		subject: nameText(subject),
		issuer: nameText(issuer),
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString(),
		thumbprint,
		keyType: keyKind(publicKey),
		ocspUrls,
		crlUrls
	};
}

// src/compose/certificate/certificate-run.ts
/** One certificate command from options to result. Never rejects. */
async function certificateRun(command, options, signal, work) {
	const outcome = {};
	const { warnings, error, secrets } = await perform(command, options, signal, (current) => work(current, outcome));
	const { certificates = [], revocation = [], validUntil, file, pem, newKey } = outcome;
	const result = {
		version: 1,
		command,
		status: error === null ? "done" : "failed",
		error,
		warnings,
		images: [],
		certificates: certificates.map(certificateFacts),
		revocation: revocationResult(revocation),
		validUntil: (error === null ? validUntil : void 0)?.toISOString() ?? null,
		file: file ?? null,
		pem: pem ?? null,
		newKey: newKey ?? null
	};
	return hiddenResult(result, (text) => secrets.hide(text));
}
/** Notes what is wrong with `--out` before any key is used. */
async function checkOut(out, problems) {
	if (out === void 0) return;
	if (out === "-") problems.add("usage", "--out - is not a file", "Leave --out out: the PEM goes to stdout.");
	else await problems.try(() => checkNew(out));
}
/** Writes the PEM to the file of `--out`, or puts it into the result. */
async function writePem(outcome, out, pem) {
	if (out === void 0) {
		outcome.pem = pem;
		return;
	}
	await writeNew(out, pem);
	outcome.file = out;
}

// src/compose/certificate/inputs.ts
/** The name that `--subject` means, in DER. */
async function subjectOf(text) {
	try {
		return await encodeName(parseAttributes(text));
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		throw new SealiftError("usage", `--subject ${printable(text)} ${printable(error.message)}`, {
			hint: "Write it as trust policies do: 'CN=release, O=acme, ST=WA, C=US'.",
			cause: error
		});
	}
}
/** Adds to the error of a missing key how to make one. */
async function withKeyHint(key, open) {
	try {
		return await open();
	} catch (error) {
		if (!(error instanceof SealiftError && error.code === "file_not_found") || key.startsWith("env://")) throw error;
		const path = key.replace(/^file:\/\//, "");
		const shown = /^[\w./-]+$/.test(path) ? path : "key.pem";
		throw new SealiftError(error.code, error.message, {
			hint: `Check the path, or have this command make the key: write --new-key ${shown} in place of --key.`,
			cause: error
		});
	}
}
/**
* Opens the key of a run and closes it when the run ends. A problem with the key is noted.
*
* @param isFirstUse whether this is the first command for a new key, which a user may not have made yet.
*/
async function openKey(run, key, isFirstUse = false) {
	if (key === void 0) return void 0;
	const open = () => signerOf(key, signerOptions(run));
	const signer = await run.problems.try(() => isFirstUse ? withKeyHint(key, open) : open());
	if (signer) run.onEnd(() => signer.close());
	return signer;
}

// src/compose/certificate/run-check.ts
var run_check_exports = /* @__PURE__ */ __exportAll({ runCheck: () => runCheck });
/** Checks a chain against Notary's rules, against the key where one is given, and asks whether it is revoked. Never rejects. */
function runCheck(options, signal) {
	return certificateRun("certificate check", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { key, certificateChain } = values;
		const read = certificateChain ? await problems.try(() => chainOf(certificateChain, CHAIN_COMPLAINT)) : void 0;
		const signer = await openKey(current, key);
		const revocation = await revocationOf(current);
		const { chain } = problems.all({ chain: read });
		outcome.certificates = chain;
		const described = await signer?.describe(current.signal);
		checkSigningChain(described, chain, clock.now());
		for (const warning of chainWarnings(chain)) reporter.warning(warning);
		outcome.revocation = await askOfOwnChain(chain, {
			revocation,
			clock
		}, current.signal);
		refuseRevoked(outcome.revocation);
		for (const warning of unknownWarnings(outcome.revocation)) reporter.warning(warning);
		outcome.validUntil = validUntil(chain);
	});
}

// src/notation/issuing.ts
const COMPLAINT = {
	code: "ca_certificate_invalid",
	what: "CA certificate"
};
/**
* Checks the certificates of a CA before its key is used: the first one belongs to the key, all are CAs that may issue, up
* to a root, and valid now.
*
* @throws SealiftError `key_certificate_mismatch`, `ca_certificate_invalid` or `certificate_not_valid_now`.
*/
function checkIssuer(key, authorities, now) {
	checkFirstIsOf(key, authorities, COMPLAINT, "from the CA that issues to its root");
	checkAuthorities(authorities, COMPLAINT);
	checkValidNow(authorities, now);
}
/** @throws SealiftError `usage` when what is issued would outlive one of the CAs. */
function checkOutlives(authorities, notAfter, now) {
	const [first] = authorities.toSorted((a, b) => a.notAfter.getTime() - b.notAfter.getTime());
	if (!first || notAfter < first.notAfter) return;
	const end = first.notAfter;
	const left = Math.ceil((end.getTime() - now.getTime()) / 864e5) - 1;
	const message = `the certificate would end on ${notAfter.toISOString()}, and its CA ${printable(nameText(first.subject))} on ${end.toISOString()}`;
	throw new SealiftError("usage", message, { hint: left > 0 ? `Write --days ${left} at most.` : "Renew the certificate of the CA first." });
}
const RENAME = "Make a request with a name of its own: CN=release, O=acme, ST=WA, C=US.";
/** @throws SealiftError `csr_invalid` for an empty name, or one with characters that are not printable. */
function checkRequestedName(subject) {
	if (subject.rdns.length === 0) throw new SealiftError("csr_invalid", "the request names nobody: its subject is empty");
	if (subject.rdns.flat().every(({ value }) => printable(value, value.length) === value)) return;
	const shown = printable(nameText(subject), 300);
	throw new SealiftError("csr_invalid", `the name ${shown} has characters that cannot be shown`, { hint: RENAME });
}
/** @throws SealiftError `csr_invalid` where the name is that of one of the CAs, which would mislead a person. */
function checkNamedApart(subject, authorities) {
	const text = nameText(subject);
	if (authorities.every((authority) => nameText(authority.subject) !== text)) return;
	throw new SealiftError("csr_invalid", `the request has the name of a CA: ${printable(text, 300)}`, { hint: RENAME });
}
/** Go's verifiers take RSA exponents below 2^31. An exponent is odd, since it is coprime to λ(n) (RFC 8017, 3.1). */
const isExponent = (exponent) => exponent >= 3n && exponent < 2n ** 31n && exponent % 2n === 1n;
/** @throws SealiftError `key_unsupported` for a key that could not sign in the Notary Project format. */
function checkRequestedKey(key) {
	algorithmOf(key);
	const { publicExponent } = key.asymmetricKeyDetails ?? {};
	if (publicExponent === void 0 || isExponent(publicExponent)) return;
	throw new SealiftError("key_unsupported", `the RSA key has the public exponent ${publicExponent}`, { hint: "Make a key with the exponent 65537." });
}

// src/operations/certificates/issue.ts
const CHECK = {
	code: "self_check_failed",
	what: "the new chain"
};
/**
* Issues a certificate that signs artifacts, for the key of a request (RFC 2986). The certificate gets the key and the name of
* the request, the name byte by byte, and none of its extensions. Everything is checked before the CA key is used, and the new
* chain (the leaf, then `authorities`) once more before it is returned.
*
* @throws SealiftError `key_certificate_mismatch`, `ca_certificate_invalid`, `certificate_not_valid_now`,
*   `key_unsupported`, `usage`, `self_check_failed`, or what the key service throws.
*/
async function issueCertificate({ signer, authorities, request, days, now }, signal) {
	checkRequestedName(request.subject);
	checkRequestedKey(request.publicKey);
	const key = await signer.describe(signal);
	const { algorithm, publicKey } = key;
	checkIssuer(key, authorities, now);
	checkNamedApart(request.subject, authorities);
	const issuer = authorities[0];
	if (request.publicKey.equals(publicKey)) throw new SealiftError("csr_invalid", "the request is for the key of the CA itself", { hint: "Make a key of its own for signing artifacts; that of the CA signs certificates alone." });
	const { notBefore, notAfter } = validityOf(now, days);
	checkOutlives(authorities, notAfter, now);
	const der = await buildCertificate({
		subject: request.subject.der,
		issuer: issuer.subject.der,
		publicKey: request.publicKey,
		notBefore: new Date(Math.max(notBefore.getTime(), issuer.notBefore.getTime())),
		notAfter,
		role: "signing",
		authorityKeyIdentifier: issuer.subjectKeyIdentifier ?? keyIdentifier(publicKey)
	}, algorithm, (toBeSigned) => signer.sign(toBeSigned, signal));
	const leaf = await parseCertificate(der, CHECK);
	const chain = [leaf, ...authorities];
	checkCodeSigningChain(chain, CHECK);
	if (!sameName(leaf.subject, request.subject)) throw new SealiftError("self_check_failed", "the name in the new certificate is not that of the request");
	return chain;
}

// src/pki/parse-request.ts
const ATTRIBUTES = contextTag(0);
/** RFC 2985, 5.4.2. */
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
/** RFC 2985, 5.4.1: a password for the CA, which asks for nothing in the certificate. */
const CHALLENGE_PASSWORD = "1.2.840.113549.1.9.7";
function derOf(bytes, context) {
	if (looksLikeDer(bytes)) return bytes;
	const blocks = pemBlocks(Buffer.from(bytes).toString("utf8"), context);
	if (blocks.some(({ label }) => label.includes("PRIVATE KEY"))) throw errorIn(context, "holds a private key, which nobody but its owner should have");
	const requests = blocks.filter(({ label }) => /^(?:NEW )?CERTIFICATE REQUEST$/.test(label));
	const [request] = requests;
	if (!request || requests.length !== blocks.length) {
		const other = blocks.find((block) => !requests.includes(block))?.label;
		throw errorIn(context, other === void 0 ? "holds no request" : `holds ${printable(other)}, not a request`);
	}
	if (requests.length > 1) throw errorIn(context, `holds ${requests.length} requests`);
	return request.bytes;
}
/** The names of what an attribute asks for: of an extension request each extension, else the attribute itself. */
function wishesOf(reader, attribute) {
	const parts = reader.parts(attribute);
	const id = reader.oid(parts.required("type"));
	const values = reader.children(parts.required("values"), TAG.set);
	parts.end();
	if (id === CHALLENGE_PASSWORD) return [];
	if (id !== EXTENSION_REQUEST) return [id];
	return values.flatMap((extensions) => reader.children(extensions, TAG.sequence)).map((one) => extensionName(reader.oid(reader.children(one, TAG.sequence)[0])));
}
/**
* Reads one request, PEM or DER, and checks the signature that its key made on it: PSS, PKCS#1 v1.5 or ECDSA, with SHA-2.
*
* @throws SealiftError with the code of `context`, or `key_unsupported`.
*/
async function parseRequest(bytes, context) {
	const { reader, root } = DerReader.of(derOf(bytes, context), context);
	const malformed = () => reader.refuse("is not a PKCS#10 request");
	if (root.tag !== TAG.sequence) throw malformed();
	const parts = reader.children(root, TAG.sequence);
	const [info] = parts;
	if (info?.tag !== TAG.sequence || parts.length !== 3) throw malformed();
	const [version, subject, publicKeyInfo, attributes, ...more] = reader.children(info, TAG.sequence);
	if (!version || !subject || publicKeyInfo?.tag !== TAG.sequence || more.length > 0) throw malformed();
	if (version.tag !== TAG.integer || attributes?.tag !== ATTRIBUTES) throw malformed();
	const VERSION_1 = 0;
	const [number, ...larger] = reader.content(version);
	if (number !== VERSION_1 || larger.length > 0) throw reader.refuse("has a version that is not 1");
	const { publicKey } = readPublicKey(reader, publicKeyInfo, "key_unsupported");
	checkSignedObject(reader, parts, publicKey);
	const named = reader.at("attribute");
	return {
		subject: parseName(reader.whole(subject).slice(), context),
		publicKey,
		wishes: reader.children(attributes, ATTRIBUTES).flatMap((one) => wishesOf(named, one))
	};
}

// src/compose/certificate/run-issue.ts
var run_issue_exports = /* @__PURE__ */ __exportAll({ runIssue: () => runIssue });
const CA_COMPLAINT = {
	code: "ca_certificate_invalid",
	what: "CA certificate"
};
const CSR_COMPLAINT = {
	code: "csr_invalid",
	what: "certificate request"
};
const REQUEST_LIMIT = 65536;
async function requestOf(csr) {
	return parseRequest(await pemOf(csr, REQUEST_LIMIT, CSR_COMPLAINT), CSR_COMPLAINT);
}
/** Issues a signing certificate for a request. Never rejects. */
function runIssue(options, signal) {
	return certificateRun("certificate issue", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { caKey, caCertificate, csr, days, out } = values;
		const request = csr ? await problems.try(() => requestOf(csr)) : void 0;
		const authorities = caCertificate ? await problems.try(() => chainOf(caCertificate, CA_COMPLAINT)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, caKey);
		const order = problems.all({
			signer,
			authorities,
			request
		});
		const { wishes } = order.request;
		const chain = await issueCertificate({
			...order,
			days,
			now: clock.now()
		}, current.signal);
		if (wishes.length > 0) {
			const names = wishes.map((wish) => printable(wish)).join(", ");
			reporter.warning(`not copied from the request: ${names}; a CA says itself what its certificates may do`);
		}
		for (const warning of chainWarnings(chain)) reporter.warning(warning);
		await writePem(outcome, out, chain.map(({ der }) => pemText("CERTIFICATE", der)).join(""));
		outcome.certificates = chain;
		outcome.validUntil = validUntil(chain);
	});
}

// src/pki/build-request.ts
/**
* A request for a certificate (PKCS#10, RFC 2986, 4) without attributes, because the issuer decides what the certificate may
* do. The key itself signs it, which proves its possession.
*/
async function buildRequest({ subject, publicKey }, algorithm, sign) {
	const asn1 = await import("./x509.js").then((n) => n.t);
	const toBeSigned = new asn1.Sequence({ value: [
		new asn1.Integer({ value: 0 }),
		asn1.fromBER(subject).result,
		asn1.fromBER(publicKey.export({
			format: "der",
			type: "spki"
		})).result,
		new asn1.Constructed({
			idBlock: {
				tagClass: 3,
				tagNumber: 0
			},
			value: []
		})
	] });
	return signObject(toBeSigned, algorithm, sign);
}

// src/operations/certificates/request.ts
/**
* Makes a request for a certificate of a key (PKCS#10, RFC 2986), in DER. The request is parsed and checked before it is
* returned.
*
* @param order the subject in DER.
* @throws SealiftError `self_check_failed`, or what the key service throws.
*/
async function certificateRequest({ signer, subject }, signal) {
	const { algorithm, publicKey } = await signer.describe(signal);
	const der = await buildRequest({
		subject,
		publicKey
	}, algorithm, (toBeSigned) => signer.sign(toBeSigned, signal));
	await parseRequest(der, {
		code: "self_check_failed",
		what: "the new request"
	});
	return der;
}

// src/compose/certificate/key-source.ts
/**
* The key that `--key` names, or that `--new-key` will make. Every problem is noted, and nobody is contacted, so that no key is
* made for a command that cannot end well.
*/
async function keySource(run, command) {
	const { values, problems, signal } = run;
	const { key, newKey, out } = values;
	if (key !== void 0 && newKey !== void 0) {
		problems.add("usage", "--key and --new-key exclude each other", "Use --key for a key that is there, --new-key for one that is to be made.");
		return;
	}
	if (newKey === void 0) {
		if (key === void 0) problems.add("usage", `${command} needs --key or --new-key`, "Name the key with --key (docs/signers.md), or have one made: --new-key key.pem.");
		const signer = await openKey(run, key, true);
		return signer && (() => Promise.resolve({ signer }));
	}
	if (isContent(newKey)) {
		problems.add("usage", "--new-key is the place of a key that is not there yet, and no key", "Write a path: --new-key key.pem.");
		return;
	}
	if (newKey === "-") {
		problems.add("usage", "--new-key - is not a file", "Write a path: a key is not printed.");
		return;
	}
	if (out !== void 0 && resolve(out) === resolve(newKey.replace(/^file:\/\//, ""))) problems.add("usage", "--new-key and --out name the same file", "Give key and certificate a file each.");
	const make = await problems.try(() => prepareNewKey(newKey, signerOptions(run)));
	return make && (async (outcome) => {
		const made = await make(signal, (uri) => {
			outcome.newKey = uri;
		});
		run.onEnd(() => made.signer.close());
		const { keep } = made;
		if (!keep) return made;
		return {
			...made,
			async keep() {
				const remove = await keep();
				outcome.newKey = made.uri;
				return async () => {
					await remove();
					delete outcome.newKey;
				};
			}
		};
	});
}
/** A failure after the key was made: the key stays, and the next try goes on with it. */
function withMadeKey(thrown, uri) {
	const error = asSealiftError(thrown);
	return new SealiftError(error.code, error.message, {
		hint: `${error.hint} The key was made: go on with --key '${uri}' in place of --new-key.`,
		cause: error
	});
}
/**
* Makes what a command gives out, and with `--new-key` the key for it. A key in a file is written when its certificate is
* ready, and removed where that cannot be written, so that neither is there without the other. Killed between the two, the key
* file is whole, and `--key` takes it.
*
* @param work makes the PEM.
*/
async function withKey(source, out, outcome, work) {
	const { signer, keep } = await source(outcome).catch((error) => {
		throw outcome.newKey === void 0 ? error : withMadeKey(error, outcome.newKey);
	});
	try {
		const pem = await work(signer);
		const remove = await keep?.();
		try {
			await writePem(outcome, out, pem);
		} catch (error) {
			await remove?.();
			throw error;
		}
	} catch (error) {
		throw outcome.newKey === void 0 ? error : withMadeKey(error, outcome.newKey);
	}
}

// src/compose/certificate/warn-of-name.ts
function warnOfName(subject, reporter) {
	for (const warning of nameWarnings(subject)) reporter.warning(warning);
}

// src/compose/certificate/run-request.ts
var run_request_exports = /* @__PURE__ */ __exportAll({ runRequest: () => runRequest });
/** Makes a request for a certificate of a key. Never rejects. */
function runRequest(options, signal) {
	return certificateRun("certificate request", options, signal, async (current, outcome) => {
		const { values, problems, reporter } = current;
		const { out } = values;
		const read = values.subject ? await problems.try(() => subjectOf(values.subject)) : void 0;
		await checkOut(out, problems);
		const found = await keySource(current, "certificate request");
		const { source, subject } = problems.all({
			source: found,
			subject: read
		});
		await withKey(source, out, outcome, async (signer) => {
			const request = await certificateRequest({
				signer,
				subject
			}, current.signal);
			warnOfName(parseName(subject, {
				code: "internal",
				what: "subject"
			}), reporter);
			return pemText("CERTIFICATE REQUEST", request);
		});
	});
}

// src/compose/certificate/run-self-signed.ts
var run_self_signed_exports = /* @__PURE__ */ __exportAll({ runSelfSigned: () => runSelfSigned });
const FOR_TRIALS = "a self-signed certificate is for trials: it cannot be revoked, and with each new one everybody who verifies has to change their trust store; a small CA of your own (docs/certificates.md) spares them that";
/** Makes a certificate that its own key signs. Never rejects. */
function runSelfSigned(options, signal) {
	return certificateRun("certificate self-signed", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { days, out, ca } = values;
		const read = values.subject ? await problems.try(() => subjectOf(values.subject)) : void 0;
		await checkOut(out, problems);
		const found = await keySource(current, "certificate self-signed");
		const { source, subject } = problems.all({
			source: found,
			subject: read
		});
		let made;
		await withKey(source, out, outcome, async (signer) => {
			const validity = validityOf(clock.now(), days);
			const order = {
				signer,
				subject,
				...validity,
				role: ca ? "authority" : "signing"
			};
			made = await selfSignedCertificate(order, current.signal);
			if (!ca) {
				reporter.warning(FOR_TRIALS);
				warnOfName(made.subject, reporter);
			}
			return pemText("CERTIFICATE", made.der);
		});
		if (!made) return;
		outcome.certificates = [made];
		if (!ca) outcome.validUntil = made.notAfter;
	});
}

export { certificateFacts as a, revocationOf as c, validityOf as d, selfSignedCertificate as f, run_check_exports as i, askOfOwnChain as l, run_request_exports as n, checkNew as o, run_issue_exports as r, writeNew as s, run_self_signed_exports as t, encodeName as u };