import { r as __exportAll } from "./rolldown-runtime.js";
import { ct as SealiftError, it as printable } from "./words.js";
import { An as parseCertificate, Bn as GENERAL_NAME, Kn as RSASSA_PSS, Un as ECDSA, Vn as readPssParameters, Wn as HASHES, Xn as DerReader, Yn as hashOf, Zn as contextTag, cr as TAG, jn as readTime, lr as derChildren, qn as RSA_PKCS1, ur as derElement } from "./registry.js";
import { f as errorIn } from "./secrets.js";
import { Tn as sameName, bn as invalidAt, sn as findAlgorithm, wn as nameText, yn as checkTimestampingChain } from "./notation.js";
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
	if (unknown) throw new SealiftError("timestamp_revocation_unknown", `whether the certificate ${printable(unknown.subject)} of the timestamp authority is revoked is not known: it ${printable(unknown.message ?? "has no answer", 500)}`, { hint: "Make its OCSP responder or its CRL reachable, give the CRL with --crl FILE, or use another timestamp authority." });
	return rows;
}

// src/pki/timestamp/definite-to-der.ts
const CONSTRUCTED = 32;
const MAX_DEPTH = 32;
/** Octets of a length, as many as notation reads. */
const MAX_LENGTH_OCTETS = 4;
/** Real tokens have some hundreds. Each element costs memory here and in every reader behind, however short it is. */
const MAX_ELEMENTS = 2e4;
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
/** Writes elements again, and counts them before it holds anything of them. */
var Rewriter = class {
	#context;
	#elements = 0;
	constructor(context) {
		this.#context = context;
	}
	elements(bytes, depth) {
		if (depth > MAX_DEPTH) throw errorIn(this.#context, `nests deeper than ${MAX_DEPTH} levels`);
		const written = [];
		for (let at = 0; at < bytes.length;) {
			this.#elements += 1;
			if (this.#elements > MAX_ELEMENTS) throw errorIn(this.#context, `has more than ${MAX_ELEMENTS} elements`);
			const tag = bytes[at];
			const { start, end } = this.#extent(bytes, at);
			const content = bytes.subarray(start, end);
			const inside = (tag & CONSTRUCTED) === 0 ? content : this.elements(content, depth + 1);
			written.push(header(tag, inside.length), inside);
			at = end;
		}
		return Buffer.concat(written);
	}
	/** Where the content of the element at `at` begins and ends. */
	#extent(bytes, at) {
		const ended = () => errorIn(this.#context, "ends in the middle");
		let length = bytes[at + 1];
		let start = at + 2;
		if (length === void 0) throw ended();
		if (length >= 128) {
			const octets = length & 127;
			if (octets === 0) throw errorIn(this.#context, "has an indefinite length");
			if (octets > MAX_LENGTH_OCTETS) throw errorIn(this.#context, "has an absurd length");
			length = bytes.subarray(start, start + octets).reduce((sum, octet) => sum * 256 + octet, 0);
			start += octets;
			if (start >= bytes.length) throw ended();
		}
		const end = start + length;
		if (end > bytes.length) throw ended();
		return {
			start,
			end
		};
	}
};
/**
* BER of definite lengths with each length written as DER has it (X.690, 10.1); what differs otherwise stays. Some authorities write
* longer lengths, and notation reads them in a stored token.
*/
function definiteToDer(bytes, context) {
	return new Rewriter(context).elements(bytes, 0);
}

// src/pki/timestamp/read-signer.ts
const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
/** Signed attributes (RFC 5652, 11; RFC 5035, 3). */
const ATTRIBUTE = {
	contentType: "1.2.840.113549.1.9.3",
	messageDigest: "1.2.840.113549.1.9.4",
	signingTime: "1.2.840.113549.1.9.5",
	signingCertificateV2: "1.2.840.113549.1.9.16.2.47"
};
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
		if (fault !== void 0 || hash !== HASHES[digest].oid || HASHES[digest].length !== saltLength) throw reader.refuse("is signed with parameters of RSASSA-PSS that are not accepted");
		return {
			keyType: "rsa",
			hash: digest,
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
/** IssuerSerial (RFC 5035, 4): its GeneralNames hold the name of the issuer alone. */
function issuerSerialOf(reader, element) {
	const parts = reader.parts(element);
	const directoryName = reader.only(parts.required("issuer"), TAG.sequence);
	const issuer = reader.whole(reader.only(directoryName, GENERAL_NAME.directoryName));
	const serialNumber = reader.natural(parts.required("serialNumber"));
	parts.end();
	return {
		issuer,
		serialNumber
	};
}
/** SigningCertificateV2 (RFC 5035, 3): its first ESSCertIDv2 is the certificate that signs. */
function certificateId(reader, value) {
	const outer = reader.parts(value);
	const [first] = reader.children(outer.required("certs"), TAG.sequence);
	outer.optional(TAG.sequence);
	outer.end();
	const parts = reader.parts(first);
	const algorithm = parts.optional(TAG.sequence);
	const hash = algorithm ? digestOf(reader, algorithm) : "sha256";
	const certHash = reader.octets(parts.required("certHash"));
	const issuerSerial = parts.optional(TAG.sequence);
	parts.end();
	return {
		hash,
		value: certHash,
		...issuerSerial ? { issuerSerial: issuerSerialOf(reader, issuerSerial) } : {}
	};
}
/** Attributes (RFC 5652, 5.3): the values of each type, in their order. */
function attributesOf(reader, set) {
	return reader.children(set, set.tag).map((attribute) => {
		const parts = reader.parts(attribute);
		const type = reader.oid(parts.required("attrType"));
		const values = reader.children(parts.required("attrValues"), TAG.set);
		parts.end();
		return [type, values];
	});
}
function signedAttributes(reader, set) {
	const attributes = attributesOf(reader, set);
	/** The one value of the one attribute of this type (RFC 5652, 11; RFC 5035, 3). */
	const optional = (name) => {
		const [values = [void 0], ...more] = attributes.filter(([type]) => type === ATTRIBUTE[name]).map(([, all]) => all);
		if (more.length > 0 || values.length !== 1) throw reader.refuse(`has the attribute ${name} more than once, or empty`);
		return values[0];
	};
	const required = (name) => {
		const value = optional(name);
		if (!value) throw reader.refuse(`has no signed attribute ${name}`);
		return value;
	};
	return {
		optional,
		required
	};
}
function sidOf(reader, parts) {
	if (reader.count(parts.required("version")) !== 1) throw reader.refuse("names its signer otherwise than by issuer and serial number");
	const sid = reader.parts(parts.required("sid"));
	const issuer = reader.whole(sid.required("issuer"));
	const serialNumber = reader.natural(sid.required("serialNumber"));
	sid.end();
	return {
		issuer,
		serialNumber
	};
}
/**
* Reads a SignerInfo (RFC 5652, 5.3). Nothing is verified.
*
* @throws SealiftError with the code of the reader.
*/
function readSigner(reader, element) {
	const parts = reader.parts(element);
	const sid = sidOf(reader, parts);
	const digest = digestOf(reader, parts.required("digestAlgorithm"));
	const signed = parts.optional(contextTag(0));
	if (!signed) throw reader.refuse("has no signed attributes");
	const algorithm = algorithmOf(reader, parts.required("signatureAlgorithm"), digest);
	const signature = reader.octets(parts.required("signature"));
	const unsigned = parts.optional(contextTag(1));
	if (unsigned) attributesOf(reader, unsigned);
	parts.end();
	const { optional, required } = signedAttributes(reader, signed);
	if (reader.oid(required("contentType")) !== "1.2.840.113549.1.9.16.1.4") throw reader.refuse("has a signed content type that is not of timestamps");
	const signingTime = optional("signingTime");
	return {
		sid,
		digest,
		messageDigest: reader.octets(required("messageDigest")),
		...signingTime ? { signingTime: readTime(reader, signingTime) } : {},
		certificate: certificateId(reader, required("signingCertificateV2")),
		toBeSigned: derSetOf(reader.children(signed, signed.tag).map((attribute) => reader.whole(attribute))),
		algorithm,
		signature
	};
}

// src/pki/timestamp/read-tst-info.ts
const GENERALIZED_TIME = 24;
/** YYYYMMDDhhmmss[.s…]Z, the fraction without zeros at its end. */
const FORM = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;
const PER_MICRO = 1000n;
const PER_MILLI$1 = 1000000n;
const PER_SECOND = 1000000000n;
function timeOf(reader, element) {
	const text = Buffer.from(reader.content(element).subarray(0, 26)).toString("latin1");
	const [, year, month, day, hour, minute, second, fraction = ""] = element.tag === GENERALIZED_TIME && FORM.exec(text) || [];
	const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	const time = /* @__PURE__ */ new Date(`${iso}Z`);
	if (year === void 0 || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(iso)) throw reader.refuse("is malformed: genTime is no time in UTC");
	return BigInt(time.getTime()) * PER_MILLI$1 + BigInt(fraction.padEnd(9, "0"));
}
/** Accuracy (RFC 3161, 2.4.2). */
function accuracyOf(reader, element) {
	const parts = reader.parts(element);
	const seconds = parts.optional(TAG.integer);
	const millis = parts.optional(contextTag(0, false));
	const micros = parts.optional(contextTag(1, false));
	parts.end();
	const small = (part) => {
		if (!part) return 0n;
		const value = reader.count(part, part.tag);
		if (value < 1 || value > 999) throw reader.refuse("is malformed: a part of its accuracy is not in 1 to 999");
		return BigInt(value);
	};
	return BigInt(seconds ? reader.count(seconds) : 0) * PER_SECOND + small(millis) * PER_MILLI$1 + small(micros) * PER_MICRO;
}
function refuseCritical(reader, extensions) {
	for (const extension of reader.children(extensions, extensions.tag)) {
		const parts = reader.parts(extension);
		const id = reader.oid(parts.required("extnID"));
		const critical = parts.optional(TAG.boolean);
		reader.octets(parts.required("extnValue"));
		parts.end();
		if (critical && reader.boolean(critical)) throw reader.refuse(`has the critical extension ${id}, which is not understood`);
	}
}
/** More octets than the nonce of any client has. */
const LONGEST_NONCE = 64;
/** An INTEGER of either sign. */
function integerOf(reader, element) {
	const content = reader.content(element);
	if (content.length > LONGEST_NONCE) throw reader.refuse(`has a nonce of over ${LONGEST_NONCE} octets`);
	return BigInt.asIntN(content.length * 8, BigInt(`0x${Buffer.from(content).toString("hex")}`));
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
	if (parts.required("serialNumber").tag !== TAG.integer) throw reader.refuse("is malformed: its serial number is no INTEGER");
	const time = timeOf(reader, parts.required("genTime"));
	const accuracy = parts.optional(TAG.sequence);
	parts.optional(TAG.boolean);
	const nonce = parts.optional(TAG.integer);
	const tsa = parts.optional(contextTag(0));
	const extensions = parts.optional(contextTag(1));
	parts.end();
	if (tsa) reader.only(tsa, tsa.tag);
	if (extensions) refuseCritical(reader, extensions);
	return {
		policy,
		hash,
		imprint: hashed,
		time,
		accuracy: accuracy ? accuracyOf(reader, accuracy) : 0n,
		...nonce ? { nonce: integerOf(reader, nonce) } : {}
	};
}

// src/pki/timestamp/read-token.ts
const SIGNED_DATA = "1.2.840.113549.1.7.2";
/** More certificates than any authority sends. */
const MOST = 16;
/** CertificateSet (RFC 5652, 10.2.3). One that cannot be read is refused: notation reads all of them too. */
async function certificatesOf(reader, set, context) {
	const all = set ? reader.children(set, set.tag) : [];
	if (all.length > MOST) throw reader.refuse(`holds more than ${MOST} certificates`);
	if (all.some(({ tag }) => tag !== TAG.sequence)) throw reader.refuse("holds certificates of other kinds than X.509");
	return Promise.all(all.map((one, index) => parseCertificate(reader.whole(one), {
		...context,
		what: `${context.what}, certificate ${index + 1}`
	})));
}
function checkDigestAlgorithms(reader, set) {
	for (const algorithm of reader.children(set, TAG.set)) reader.oid(reader.parts(algorithm).required("algorithm"));
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
	checkDigestAlgorithms(reader, data.required("digestAlgorithms"));
	const encapsulated = reader.parts(data.required("encapContentInfo"));
	if (reader.oid(encapsulated.required("eContentType")) !== "1.2.840.113549.1.9.16.1.4") throw reader.refuse("holds something else than a timestamp");
	const content = reader.octets(reader.only(encapsulated.required("eContent"), contextTag(0)));
	encapsulated.end();
	const certificates = data.optional(contextTag(0));
	if (data.optional(contextTag(1))) throw reader.refuse("holds CRLs, which notation does not read there");
	const signers = reader.children(data.required("signerInfos"), TAG.set);
	data.end();
	if (signers.length !== 1) throw reader.refuse(`has ${signers.length} signers, and not one`);
	const signer = readSigner(reader, signers[0]);
	return {
		info: readTstInfo(content, context),
		content,
		certificates: await certificatesOf(reader, certificates, context),
		signer
	};
}

// src/pki/timestamp/verify-signer.ts
const hashed = (hash, bytes) => createHash(hash).update(bytes).digest();
const same = (one, other) => Buffer.compare(one, other) === 0;
/** The certificate that a signer names by issuer and serial number, and by its hash (RFC 3161, 2.4.1; RFC 5816; RFC 5035, 4). */
function certificateOf({ sid, certificate: { hash, value, issuerSerial = sid } }, certificates) {
	return certificates.find(({ issuer, serialNumber, der }) => {
		const isNamed = (name) => same(issuer.der, name.issuer) && same(serialNumber, name.serialNumber);
		return isNamed(sid) && isNamed(issuerSerial) && same(hashed(hash, der), value);
	});
}
/** Whether the signer signed this content with the key of this certificate (RFC 5652, 5.4). */
function hasSigned(signer, content, certificate) {
	const { algorithm, digest, messageDigest, toBeSigned, signature } = signer;
	const { publicKey } = certificate;
	if (!same(hashed(digest, content), messageDigest)) return false;
	if (publicKey.asymmetricKeyType !== algorithm.keyType) return false;
	const { modulusLength } = publicKey.asymmetricKeyDetails ?? {};
	if (modulusLength !== void 0 && signature.length !== Math.ceil(modulusLength / 8)) return false;
	const padding = algorithm.pss ? {
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: constants.RSA_PSS_SALTLEN_DIGEST
	} : {};
	try {
		return verify(algorithm.hash, toBeSigned, {
			key: publicKey,
			...padding
		}, signature);
	} catch {
		return false;
	}
}

// src/notation/timestamp/describe-timestamp.ts
const LIMIT = 1048576;
/** In one millisecond. */
const NANOSECONDS = 1000000n;
/** Reads a TimeStampToken to show it. A malformed one is a fault and no error, since nobody judges by it. */
async function describeTimestamp(token) {
	try {
		const context = {
			code: "timestamp_invalid",
			what: "timestamp"
		};
		if (token.length > LIMIT) throw new SealiftError(context.code, `timestamp: it has ${token.length} bytes, the limit is ${LIMIT}`);
		const { signer, certificates, info } = await readTimestampToken(token, context);
		const authority = certificateOf(signer, certificates);
		const time = new Date(Number(info.time / NANOSECONDS));
		return {
			authority: authority ? nameText(authority.subject) : null,
			time,
			fault: null
		};
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		return {
			authority: null,
			time: null,
			fault: error.message
		};
	}
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

// src/pki/timestamp/check-constraints.ts
/**
* Refuses a chain whose CAs limit what stands below them (RFC 5280, 4.2.1.10 and 4.2.1.11) where the limit may matter. Go applies
* these limits to the chains of timestamp authorities; here nothing does, and a limit that nobody applies is none.
*
* @param chain leaf first, root last.
* @throws SealiftError with the code of `context`, naming the certificate.
*/
function checkConstraints(chain, context) {
	chain.forEach((certificate, index) => {
		const refuse = (reason) => errorIn(context, `certificate ${index + 1} (${printable(nameText(certificate.subject))}) ${reason}`);
		const below = chain.slice(0, index);
		if (certificate.hasNameConstraints && below.some(({ hasSubjectAltName }) => hasSubjectAltName)) throw refuse("has nameConstraints, and a certificate below it has a subjectAltName: that is not supported");
		if (certificate.requiresExplicitPolicy && index < chain.length - 1) throw refuse("requires an explicit policy in its policyConstraints, which is not supported");
	});
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
/** Nanoseconds. */
const SECOND = 1000000000n;
const PER_MILLI = 1000000n;
/** Milliseconds by which the clocks of authorities and ours differ without anything being wrong. */
const SKEW = 6e4;
function floorDate(nanoseconds) {
	const [whole, rest] = [nanoseconds / PER_MILLI, nanoseconds % PER_MILLI];
	return new Date(Number(rest < 0n ? whole - 1n : whole));
}
const ceilDate = (nanoseconds) => new Date(-floorDate(-nanoseconds).getTime());
const invalid = (reason) => new SealiftError(CONTEXT.code, `timestamp: ${reason}`);
const untrusted = (reason) => new SealiftError("timestamp_untrusted", `timestamp: ${reason}`);
/** The certificate that signed. */
function leafOf({ signer, certificates, content }) {
	const leaf = certificateOf(signer, certificates);
	if (!leaf) throw invalid("the certificate of its signer is not in it");
	if (!hasSigned(signer, content, leaf)) throw invalid("its signature does not hold");
	return leaf;
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
		checkConstraints(chain, CONTEXT);
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
	const { hash, imprint, time: genTime, policy, nonce, accuracy: said } = read.info;
	if (Buffer.compare(createHash(hash).update(signature).digest(), imprint) !== 0) throw invalid("it was made for another signature");
	const leaf = leafOf(read);
	const [time, after] = [floorDate(genTime), ceilDate(genTime)];
	const chain = trustedChain(leaf, read, roots, [
		time,
		after,
		read.signer.signingTime ?? time
	]);
	if (!findAlgorithm(leaf.publicKey)) throw invalid("the key of its authority is of a kind that is not allowed");
	const accuracy = said === 0n && policy === BTSP ? SECOND : said;
	const earliest = floorDate(genTime - accuracy);
	const latest = ceilDate(genTime + accuracy);
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
	describeTimestamp: () => describeTimestamp,
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