import { r as __exportAll } from "./rolldown-runtime.js";
import { E as asSealiftError, S as printable, T as SealiftError, h as readOptions, m as VERSION, p as runResult, x as Problems } from "./words.js";
import { a as int, c as nullable, d as record, g as _gte, m as union, n as array, o as literal, p as string, r as custom, s as looseObject, u as optional, y as _regex } from "./zod.js";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
const { X509Certificate, constants, createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } = process.getBuiltinModule("node:crypto");
import { dirname, join } from "node:path";
const { access, constants: constants$1, copyFile, link, lstat, open, readdir, rm } = process.getBuiltinModule("node:fs/promises");
import { Buffer as Buffer$1 } from "node:buffer";
import { PassThrough, Readable } from "node:stream";
import { homedir } from "node:os";
const { BlockList, isIP } = process.getBuiltinModule("node:net");

// src/io/clock.ts
/** The real time, in the shape that use cases and clients are given. */
const systemClock = {
	now: () => /* @__PURE__ */ new Date(),
	/** Rejects with the signal's reason when it aborts. */
	async sleep(milliseconds, signal) {
		try {
			await setTimeout$1(milliseconds, void 0, { signal });
		} catch (error) {
			signal.throwIfAborted();
			throw error;
		}
	}
};

// src/oci/digest.ts
/** The algorithms of the OCI image spec (descriptor.md, "Registered Algorithms") that Sealift checks. */
const HEX_LENGTH = {
	sha256: 64,
	sha512: 128
};
/** Whether `text` is a digest that Sealift can check. */
function isDigest(text) {
	const at = text.indexOf(":");
	const length = HEX_LENGTH[text.slice(0, at)];
	return length !== void 0 && text.length === at + 1 + length && /^[0-9a-f]+$/.test(text.slice(at + 1));
}
/** @throws SealiftError `reference_invalid` when `text` is not a sha256 or sha512 digest in lower-case hex. */
function parseDigest(text) {
	if (isDigest(text)) return text;
	throw new SealiftError("reference_invalid", `"${printable(text, 160)}" is not a sha256 or sha512 digest`, { hint: "A digest is sha256: and 64 hexadecimal characters in lower case." });
}
function digestAlgorithm(digest) {
	return digest.slice(0, digest.indexOf(":"));
}
function digestHex(digest) {
	return digest.slice(digest.indexOf(":") + 1);
}
function digestOf(bytes, algorithm = "sha256") {
	return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
/** A running hash for the algorithm of `digest`, for content that is streamed. */
function digestHasher(digest) {
	return createHash(digestAlgorithm(digest));
}

// src/io/files/file-error.ts
/** What the operating system refuses, in words, and the code it becomes when a file is read and when it is written. */
const REFUSALS = {
	ENOSPC: ["no space is left on the device", {
		read: "disk_full",
		write: "disk_full"
	}],
	EDQUOT: ["the disk quota is used up", {
		read: "disk_full",
		write: "disk_full"
	}],
	EACCES: ["the file system denies access", {
		read: "file_unreadable",
		write: "denied"
	}],
	EPERM: ["the file system denies access", {
		read: "file_unreadable",
		write: "denied"
	}],
	EROFS: ["the file system is read-only", {
		read: "file_unreadable",
		write: "denied"
	}],
	ENOENT: ["it is not there", {
		read: "file_not_found",
		write: "file_not_found"
	}],
	EISDIR: ["it is a folder", {
		read: "file_unreadable",
		write: "file_unreadable"
	}],
	ENOTDIR: ["a part of the path is not a folder", {
		read: "file_not_found",
		write: "file_not_found"
	}]
};
/** The errno of a failed call (`ENOENT`), or `undefined` for errors that are not the operating system's. */
function errnoOf(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : void 0;
}
/** The failed call on `path` as a SealiftError; errors of ours and aborts pass through as they are. */
function fileError(error, doing, path) {
	const errno = errnoOf(error);
	if (errno === void 0) return error;
	const [reason, codes] = REFUSALS[errno] ?? [errno, {
		read: "file_unreadable",
		write: "denied"
	}];
	const code = codes[doing];
	const hint = code === "denied" ? { hint: "Check the rights of the folder and of the file." } : {};
	return new SealiftError(code, `cannot ${doing} ${printable(path, 600)}: ${reason}`, {
		cause: error,
		...hint
	});
}

// src/encoding/complaint.ts
/** The error that a strict reader throws. */
function complain({ code, what }, reason) {
	return new SealiftError(code, `${what}: ${reason}`);
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
	const bytes = Buffer$1.from(value, "utf8");
	const tag = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? PRINTABLE : UTF8;
	const { length } = bytes;
	const octets = length < 128 ? [length] : length < 256 ? [129, length] : [
		130,
		length >> 8,
		length & 255
	];
	return `#${Buffer$1.from([tag, ...octets]).toString("hex")}${bytes.toString("hex")}`;
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

// src/pki/signature-algorithms.ts
const HASHES = {
	sha256: {
		oid: "2.16.840.1.101.3.4.2.1",
		length: 32
	},
	sha384: {
		oid: "2.16.840.1.101.3.4.2.2",
		length: 48
	},
	sha512: {
		oid: "2.16.840.1.101.3.4.2.3",
		length: 64
	}
};
const RSASSA_PSS = "1.2.840.113549.1.1.10";
const MGF1 = "1.2.840.113549.1.1.8";
/** shaNNNWithRSAEncryption (RFC 4055, 5). */
const RSA_PKCS1 = {
	"1.2.840.113549.1.1.11": "sha256",
	"1.2.840.113549.1.1.12": "sha384",
	"1.2.840.113549.1.1.13": "sha512"
};
/** ecdsa-with-SHANNN (RFC 5758, 3.2). */
const ECDSA = {
	"1.2.840.10045.4.3.2": "sha256",
	"1.2.840.10045.4.3.3": "sha384",
	"1.2.840.10045.4.3.4": "sha512"
};
/** The OID of ECDSA with `hash`. */
function ecdsaWith(hash) {
	return Object.keys(ECDSA).find((oid) => ECDSA[oid] === hash);
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

// src/encoding/der.ts
const MAX_DEPTH$1 = 32;
const CONSTRUCTED = 32;
const UNIVERSAL = {
	sequence: 48,
	set: 49
};
/** Reads the header of the element at `offset` (X.690, 8.1 and 10.1): definite, minimal length within `limit`. */
function derElement(bytes, offset, limit, complaint) {
	const tag = bytes[offset];
	const first = bytes[offset + 1];
	if (tag === void 0 || first === void 0 || offset + 2 > limit) throw complain(complaint, "ends in the middle (DER)");
	if ((tag & 31) === 31) throw complain(complaint, "has a tag that no certificate has (DER)");
	let length = first;
	let contentStart = offset + 2;
	if (first >= 128) {
		const octets = first & 127;
		if (octets === 0 || octets > 4) throw complain(complaint, "has an indefinite or absurd length (DER)");
		length = 0;
		for (let index = 0; index < octets; index += 1) length = length * 256 + (bytes[contentStart + index] ?? 0);
		contentStart += octets;
		if (length < 128 || length < 256 ** (octets - 1)) throw complain(complaint, "has a length that is not minimal (DER)");
	}
	const end = contentStart + length;
	if (end > limit) throw complain(complaint, "ends in the middle (DER)");
	return {
		tag,
		start: offset,
		contentStart,
		end
	};
}
/** The elements inside a constructed element, one after the other. */
function* derChildren(bytes, parent, complaint) {
	for (let offset = parent.contentStart; offset < parent.end;) {
		const child = derElement(bytes, offset, parent.end, complaint);
		yield child;
		offset = child.end;
	}
}
/** X.690, 8.3.2: at least one octet, and not nine equal bits in front. */
function isInteger([first, second]) {
	if (first === void 0) return false;
	return second === void 0 || !(first === 0 && second < 128 || first === 255 && second >= 128);
}
/** X.690, 8.6.2 and 11.2.1: the number of unused bits, which are zero. */
function isBitString(content) {
	const [unused = 8] = content;
	if (unused > 7) return false;
	return content.length === 1 ? unused === 0 : (content.at(-1) & (1 << unused) - 1) === 0;
}
/** X.690, 8.19.2: each subidentifier begins without padding and ends. */
function isObjectIdentifier(content) {
	return content.length > 0 && content.at(-1) < 128 && content.every((octet, at) => octet !== 128 || at > 0 && content[at - 1] >= 128);
}
/** The universal types with more than one spelling in BER, by tag: what DER leaves of them. */
const PRIMITIVES = {
	0: ["an end-of-contents mark", () => false],
	1: ["a boolean", ({ length, 0: value }) => length === 1 && (value === 0 || value === 255)],
	2: ["an integer", isInteger],
	3: ["a bit string", isBitString],
	5: ["a null", ({ length }) => length === 0],
	6: ["an object identifier", isObjectIdentifier],
	10: ["an enumerated value", isInteger],
	16: ["a primitive sequence", () => false],
	17: ["a primitive set", () => false]
};
function checkPrimitive(bytes, element, complaint) {
	const [name, isDer] = PRIMITIVES[element.tag] ?? [];
	if (isDer?.(bytes.subarray(element.contentStart, element.end)) === false) throw complain(complaint, `has ${name} that is not DER`);
}
function walk(bytes, element, depth, complaint) {
	if (depth > MAX_DEPTH$1) throw complain(complaint, `nests deeper than ${MAX_DEPTH$1} levels (DER)`);
	const universal = (element.tag & 192) === 0;
	if ((element.tag & CONSTRUCTED) === 0) {
		checkPrimitive(bytes, element, complaint);
		return;
	}
	if (universal && element.tag !== UNIVERSAL.sequence && element.tag !== UNIVERSAL.set) throw complain(complaint, "has a string in pieces (DER)");
	for (const child of derChildren(bytes, element, complaint)) walk(bytes, child, depth + 1, complaint);
}
/**
* Walks one DER element and everything in it (X.690): definite and minimal lengths, integers, booleans, bit strings and
* object identifiers as DER has them, nothing behind it. Stands before every ASN.1 parser, because they accept what Go refuses.
*/
function checkDer(bytes, complaint) {
	const root = derElement(bytes, 0, bytes.length, complaint);
	if (root.end !== bytes.length) throw complain(complaint, "has bytes behind its end (DER)");
	walk(bytes, root, 0, complaint);
}
/** Cuts concatenated DER elements apart without looking into them. */
function splitDer(bytes, complaint) {
	const parts = [];
	for (let offset = 0; offset < bytes.length;) {
		const element = derElement(bytes, offset, bytes.length, complaint);
		parts.push(bytes.subarray(offset, element.end));
		offset = element.end;
	}
	return parts;
}

// src/encoding/base64.ts
function decode$1(text, variant, complaint) {
	const bytes = Buffer$1.from(text, variant);
	if (bytes.toString(variant) !== text) throw complain(complaint, `is not canonical ${variant}`);
	return bytes;
}
/** Standard base64 with padding (RFC 4648, 4), canonical only. */
function decodeBase64(text, complaint) {
	return decode$1(text, "base64", complaint);
}
/** base64url without padding (RFC 7515, 2), canonical only. */
function decodeBase64Url(text, complaint) {
	return decode$1(text, "base64url", complaint);
}
function encodeBase64(bytes) {
	return Buffer$1.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
function encodeBase64Url(bytes) {
	return Buffer$1.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
}

// src/encoding/pem.ts
const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/;
const END = /^-----END ([A-Z0-9 ]+)-----$/;
/**
* Every PEM block (RFC 7468) of `text`, in order; lines between blocks are explanatory and left out. A block that begins
* has to end: a file that was cut off is not one with fewer blocks.
*
* @throws SealiftError with the code of `complaint`.
*/
function pemBlocks(text, complaint) {
	const blocks = [];
	let open;
	for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
		const begin = BEGIN.exec(line)?.[1];
		if (open === void 0) {
			if (begin !== void 0) open = {
				label: begin,
				headers: [],
				base64: []
			};
			continue;
		}
		const end = END.exec(line)?.[1];
		if (begin !== void 0) throw complain(complaint, `begins a block ${begin} inside a block ${open.label}`);
		if (end === void 0) {
			(line.includes(":") ? open.headers : open.base64).push(line);
			continue;
		}
		const { label, headers, base64 } = open;
		if (label !== end) throw complain(complaint, `begins a block as ${label} and ends it as ${end}`);
		blocks.push({
			label,
			headers,
			bytes: decodeBase64(base64.join(""), complaint)
		});
		open = void 0;
	}
	if (open !== void 0) throw complain(complaint, `begins a block ${open.label} that does not end`);
	return blocks;
}
/** One PEM block (RFC 7468, 3), with a line break at its end. */
function pemText(label, der) {
	const lines = Buffer$1.from(der).toString("base64").match(/.{1,64}/g);
	return [
		`-----BEGIN ${label}-----`,
		...lines ?? [],
		`-----END ${label}-----`,
		""
	].join("\n");
}

// src/pki/certificate.ts
/** RFC 5280, 4.2.1.3, in bit order. */
const KEY_USAGE_BITS = [
	"digitalSignature",
	"contentCommitment",
	"keyEncipherment",
	"dataEncipherment",
	"keyAgreement",
	"keyCertSign",
	"cRLSign",
	"encipherOnly",
	"decipherOnly"
];

// src/pki/extension-ids.ts
/** OIDs of extensions (RFC 5280, 4.2), by their names there. */
const EXTENSION = {
	subjectKeyIdentifier: "2.5.29.14",
	keyUsage: "2.5.29.15",
	subjectAltName: "2.5.29.17",
	basicConstraints: "2.5.29.19",
	nameConstraints: "2.5.29.30",
	crlDistributionPoints: "2.5.29.31",
	certificatePolicies: "2.5.29.32",
	authorityKeyIdentifier: "2.5.29.35",
	extendedKeyUsage: "2.5.29.37",
	freshestCrl: "2.5.29.46",
	authorityInfoAccess: "1.3.6.1.5.5.7.1.1"
};
/** OIDs of extended key usages (RFC 5280, 4.2.1.12). */
const PURPOSE = { codeSigning: "1.3.6.1.5.5.7.3.3" };
/** The name of an extension, or its OID where it has none here. */
function extensionName(oid) {
	return Object.entries(EXTENSION).find(([, id]) => id === oid)?.[0] ?? oid;
}

// src/pki/extensions.ts
const OCSP = "1.3.6.1.5.5.7.48.1";
/** RFC 5280, 4.2.1.6: uniformResourceIdentifier. */
const URI_NAME = 6;
const BIT_STRING = 3;
const OCTET_STRING = 4;
/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (X.690, 8.6.2). */
function keyUsageBits({ extnValue }, complaint) {
	const der = extnValue.valueBlock.valueHexView;
	const { tag, contentStart, end } = derElement(der, 0, der.length, complaint);
	if (tag !== BIT_STRING) throw complain(complaint, "has a keyUsage that is no bit string");
	const bytes = der.subarray(contentStart + 1, end);
	return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & 128 >> (bit & 7)) !== 0));
}
/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
function keyIdentifierOf({ extnValue }, complaint) {
	const der = extnValue.valueBlock.valueHexView;
	const { tag, contentStart, end } = derElement(der, 0, der.length, complaint);
	if (tag !== OCTET_STRING) throw complain(complaint, "has a subjectKeyIdentifier that is no octet string");
	return der.slice(contentStart, end);
}
function uris(names) {
	return names.filter(({ type }) => type === URI_NAME).map(({ value }) => String(value));
}
function basicConstraints({ critical, parsedValue }, complaint) {
	const { cA, pathLenConstraint } = parsedValue;
	if (pathLenConstraint !== void 0 && !(typeof pathLenConstraint === "number" && pathLenConstraint >= 0)) throw complain(complaint, "has a path length that is none");
	return {
		critical,
		ca: cA,
		...pathLenConstraint === void 0 ? {} : { pathLength: Number(pathLenConstraint) }
	};
}
/** Reads the extensions that the profile looks at. An extension that stands twice is refused (RFC 5280, 4.2). */
function readExtensions(list, complaint) {
	const byId = /* @__PURE__ */ new Map();
	for (const extension of list) {
		if (byId.has(extension.extnID)) throw complain(complaint, `has the extension ${extension.extnID} twice`);
		byId.set(extension.extnID, extension);
	}
	const parsed = (id) => {
		const extension = byId.get(id);
		if (extension === void 0) return void 0;
		const what = `${complaint.what}, extension ${id}`;
		checkDer(extension.extnValue.valueBlock.valueHexView, {
			...complaint,
			what
		});
		if (!extension.parsedValue || "parsingError" in extension.parsedValue) throw complain(complaint, `has a malformed extension ${id}`);
		return extension;
	};
	const constraints = parsed(EXTENSION.basicConstraints);
	const keyUsage = parsed(EXTENSION.keyUsage);
	const extendedKeyUsage = parsed(EXTENSION.extendedKeyUsage);
	const subjectKey = parsed(EXTENSION.subjectKeyIdentifier);
	const access = parsed(EXTENSION.authorityInfoAccess)?.parsedValue;
	const crls = parsed(EXTENSION.crlDistributionPoints)?.parsedValue;
	return {
		...constraints ? { basicConstraints: basicConstraints(constraints, complaint) } : {},
		...keyUsage ? { keyUsage: {
			critical: keyUsage.critical,
			bits: keyUsageBits(keyUsage, complaint)
		} } : {},
		...extendedKeyUsage ? { extendedKeyUsage: {
			critical: extendedKeyUsage.critical,
			oids: extendedKeyUsage.parsedValue.keyPurposes
		} } : {},
		...subjectKey ? { subjectKeyIdentifier: keyIdentifierOf(subjectKey, complaint) } : {},
		ocspUrls: (access?.accessDescriptions ?? []).filter(({ accessMethod }) => accessMethod === OCSP).flatMap(({ accessLocation }) => uris([accessLocation])),
		crlUrls: (crls?.distributionPoints ?? []).flatMap(({ distributionPoint }) => Array.isArray(distributionPoint) ? uris(distributionPoint) : ["(a name relative to the issuer)"]),
		hasFreshestCrl: byId.has(EXTENSION.freshestCrl)
	};
}

// src/pki/key-parameters.ts
const OBJECT_IDENTIFIER = 6;
/** DER of 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY = Buffer$1.from("06072a8648ce3d0201", "hex");
/** RFC 5480, 2.1.1: a curve is named; Go refuses one that is spelled out, OpenSSL does not. */
function checkKeyParameters(der, publicKeyInfo, complaint) {
	const [algorithm] = derChildren(der, publicKeyInfo, complaint);
	const [type, parameters] = algorithm ? derChildren(der, algorithm, complaint) : [];
	if (type !== void 0 && EC_PUBLIC_KEY.equals(der.subarray(type.start, type.end)) && parameters?.tag !== OBJECT_IDENTIFIER) throw complain(complaint, "has a key without a named curve");
}

// src/pki/dotted-oid.ts
/** The content of an OBJECT IDENTIFIER as dotted text (X.690, 8.19); `undefined` when it is none. */
function dottedOid(bytes) {
	const parts = [];
	let value = 0;
	let begins = true;
	for (const byte of bytes) {
		if (begins && byte === 128) return void 0;
		value = value * 128 + (byte & 127);
		if (!Number.isSafeInteger(value)) return void 0;
		begins = byte < 128;
		if (begins) {
			parts.push(value);
			value = 0;
		}
	}
	const [first, ...rest] = parts;
	if (!begins || first === void 0) return void 0;
	const root = Math.min(Math.floor(first / 40), 2);
	return [
		root,
		first - root * 40,
		...rest
	].join(".");
}

// src/pki/parse-name.ts
const TAG$1 = {
	oid: 6,
	sequence: 48,
	set: 49
};
const latin1 = (bytes) => String.fromCharCode(...bytes);
const matching = (pattern) => (bytes) => {
	const text = latin1(bytes);
	return pattern.test(text) ? text : void 0;
};
const utf8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function utf8String(bytes) {
	try {
		return utf8.decode(bytes);
	} catch {
		return;
	}
}
/** UCS-2: surrogates and what is reserved for ever are no characters. A terminator at the end is left out, as Go does. */
function bmpString(bytes) {
	if (bytes.length % 2 !== 0) return void 0;
	const units = Array.from({ length: bytes.length / 2 }, (_, at) => bytes[2 * at] * 256 + bytes[2 * at + 1]);
	if (units.at(-1) === 0) units.pop();
	const text = String.fromCharCode(...units);
	return /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/.test(text) ? void 0 : text;
}
/**
* The string types that a name may hold (X.680, 41), by tag. Strict, so that no two encodings read as one text by
* accident: an identity is compared on it. `*` and `&` stand in PrintableStrings of real authorities.
*/
const STRINGS = {
	12: utf8String,
	18: matching(/^[0-9 ]*$/),
	19: matching(/^[A-Za-z0-9 '()+,\-./:=?*&]*$/),
	20: latin1,
	22: matching(/^[\x00-\x7f]*$/),
	30: bmpString
};
/** A name with more octets is nobody's; bounds what is spread into one call. */
const MAX_VALUE = 4096;
/** Reads a distinguished name (RFC 5280, 4.1.2.4) as it stands in `bytes`, with the attributes that share an RDN together. */
function parseName(bytes, complaint) {
	const malformed = () => complain(complaint, "has a malformed name");
	const children = (element, tag) => {
		if (element.tag !== tag) throw malformed();
		return [...derChildren(bytes, element, complaint)];
	};
	const content = ({ contentStart, end }) => bytes.subarray(contentStart, end);
	const attribute = (pair) => {
		const [type, value, ...more] = children(pair, TAG$1.sequence);
		if (type?.tag !== TAG$1.oid || value === void 0 || more.length > 0) throw malformed();
		if (value.end - value.contentStart > MAX_VALUE) throw malformed();
		const id = dottedOid(content(type));
		const text = STRINGS[value.tag]?.(content(value));
		if (id === void 0 || text === void 0) throw malformed();
		return {
			type: id,
			value: text
		};
	};
	return {
		der: bytes,
		rdns: children(derElement(bytes, 0, bytes.length, complaint), TAG$1.sequence).map((rdn) => children(rdn, TAG$1.set).map(attribute))
	};
}

// src/pki/parse-validity.ts
/** RFC 5280, 4.1.2.5.1 and 4.1.2.5.2: whole seconds, UTC, nothing left out. */
const FORMS = {
	23: /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/,
	24: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/
};
/** A moment that does not read back as it was written was none: parsers move 30 February to March. */
function moment(tag, text) {
	const parts = FORMS[tag]?.exec(text)?.groups;
	if (!parts) return void 0;
	const { year = "", month, day, hour, minute, second } = parts;
	const iso = `${year.length === 4 ? "" : Number(year) < 50 ? "20" : "19"}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
	const time = new Date(iso);
	return !Number.isNaN(time.getTime()) && time.toISOString() === iso ? time : void 0;
}
/**
* Reads the validity of a certificate (RFC 5280, 4.1.2.5). Strict, because an invalid Date compares as neither before nor
* after anything and would be valid for ever.
*/
function parseValidity(bytes, validity, complaint) {
	const times = [...derChildren(bytes, validity, complaint)].map(({ tag, contentStart, end }) => moment(tag, String.fromCharCode(...bytes.subarray(contentStart, Math.min(end, contentStart + 32)))));
	const [notBefore, notAfter] = times;
	if (times.length !== 2 || notBefore === void 0 || notAfter === void 0) throw complain(complaint, "has a malformed validity");
	return {
		notBefore,
		notAfter
	};
}

// src/pki/parse-certificate.ts
/** pkijs costs some 17 ms to load: at the first certificate, not at the start. */
const loadPkijs = () => import("./x509.js").then((n) => n.t);
/**
* Names and validity of TBSCertificate (RFC 5280, 4.1), read here and not by pkijs: names are compared on the received
* bytes, and pkijs forgets which attributes share an RDN.
*/
function identityOf(der, complaint) {
	const certificate = derElement(der, 0, der.length, complaint);
	const [tbs, algorithm] = derChildren(der, certificate, complaint);
	if (tbs === void 0 || algorithm === void 0) throw complain(complaint, "is not a certificate");
	const parts = [...derChildren(der, tbs, complaint)];
	const first = parts[0]?.tag === 160 ? 1 : 0;
	const [signed, issuer, validity, subject, publicKeyInfo] = parts.slice(first + 1);
	if (!signed || !issuer || !validity || !subject || !publicKeyInfo) throw complain(complaint, "is not a certificate");
	if (Buffer$1.compare(der.subarray(signed.start, signed.end), der.subarray(algorithm.start, algorithm.end)) !== 0) throw complain(complaint, "names two signature algorithms");
	checkKeyParameters(der, publicKeyInfo, complaint);
	return {
		issuer: parseName(der.subarray(issuer.start, issuer.end), complaint),
		subject: parseName(der.subarray(subject.start, subject.end), complaint),
		...parseValidity(der, validity, complaint)
	};
}
function signatureAlgorithm(pkijs, parsed) {
	if (parsed.algorithmId !== "1.2.840.113549.1.1.10") return parsed.algorithmId;
	const { hashAlgorithm, maskGenAlgorithm } = new pkijs.RSASSAPSSParams({ schema: parsed.algorithmParams });
	const mask = new pkijs.AlgorithmIdentifier({ schema: maskGenAlgorithm.algorithmParams });
	const weaker = mask.algorithmId === hashAlgorithm.algorithmId ? "" : `/${mask.algorithmId}`;
	return `${RSASSA_PSS}/${hashAlgorithm.algorithmId}${weaker}`;
}
/** The same few certificates stand in every envelope of a run: read once each, the oldest forgotten first. */
const known = /* @__PURE__ */ new Map();
const KNOWN_LIMIT = 256;
/** Larger ones are no everyday certificates, and would be kept at the price of memory. */
const KNOWN_SIZE = 16384;
/**
* Reads one certificate: strict DER first, then pkijs for the extensions and node for the key.
*
* @throws SealiftError with the code of `complaint`.
*/
async function parseCertificate(der, complaint) {
	const thumbprint = createHash("sha256").update(der).digest("hex");
	const before = known.get(thumbprint);
	if (before) return before;
	const certificate = await readCertificate(Buffer$1.from(der), thumbprint, complaint);
	if (der.length <= KNOWN_SIZE) {
		for (const oldest of known.keys()) {
			if (known.size < KNOWN_LIMIT) break;
			known.delete(oldest);
		}
		known.set(thumbprint, certificate);
	}
	return certificate;
}
async function readCertificate(der, thumbprint, complaint) {
	checkDer(der, complaint);
	const identity = identityOf(der, complaint);
	const pkijs = await loadPkijs();
	try {
		const native = new X509Certificate(der);
		if (!native.raw.equals(der)) throw complain(complaint, "holds another certificate inside");
		const parsed = pkijs.Certificate.fromBER(der);
		return {
			der,
			thumbprint,
			version: parsed.version + 1,
			...identity,
			publicKey: native.publicKey,
			signatureAlgorithm: signatureAlgorithm(pkijs, parsed.signatureAlgorithm),
			...readExtensions(parsed.extensions ?? [], complaint),
			isSignedBy: (key) => verifies(native, key)
		};
	} catch (error) {
		if (error instanceof SealiftError) throw error;
		throw complain(complaint, "is not an X.509 certificate");
	}
}
function verifies(certificate, key) {
	try {
		return certificate.verify(key);
	} catch {
		return false;
	}
}

// src/pki/parse-certificates.ts
/** A certificate is a SEQUENCE of more than 127 bytes: its second octet is not text, which PEM is up to there. */
const isDer$1 = ([first, second = 0]) => first === 48 && second >= 128;
/**
* Reads every certificate of a file: PEM (each block, whatever its label, has to be one) or concatenated DER, as notation
* does.
*
* @throws SealiftError with the code of `complaint`, also when there is none.
*/
async function parseCertificates(bytes, complaint) {
	const ders = isDer$1(bytes) ? splitDer(bytes, complaint) : pemBlocks(Buffer$1.from(bytes).toString("utf8"), complaint).map(({ label, bytes: body }) => {
		if (label.includes("PRIVATE KEY")) throw complain(complaint, "holds a private key where certificates are expected");
		return body;
	});
	if (ders.length === 0) throw complain(complaint, "holds no certificate");
	return Promise.all(ders.map((der) => parseCertificate(der, complaint)));
}

// src/io/files/read-file.ts
/**
* A small file that the user named, whole; links are followed.
*
* @param what names the file's role in errors: `key`, `trust policy`.
* @throws SealiftError `file_not_found`, `file_unreadable`, or `content_too_large` over `limit` bytes.
*/
async function readFile(path, limit, what) {
	const shown = printable(path, 600);
	let handle;
	try {
		handle = await open(path, "r");
		const found = await handle.stat();
		if (found.isDirectory()) throw new SealiftError("file_unreadable", `the ${what} ${shown} is a folder, not a file`);
		const buffer = new Uint8Array(Math.min(found.isFile() ? found.size : limit, limit) + 1);
		let length = 0;
		while (length < buffer.length) {
			const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
			if (bytesRead === 0) break;
			length += bytesRead;
		}
		if (length > limit) throw new SealiftError("content_too_large", `the ${what} ${shown} has over ${limit} bytes`, { hint: "Check that this is the file you meant." });
		return buffer.subarray(0, length);
	} catch (error) {
		const refused = fileError(error, "read", path);
		if (refused instanceof SealiftError && refused.code === "file_not_found") throw new SealiftError("file_not_found", `there is no ${what} at ${shown}`, { cause: error });
		throw refused;
	} finally {
		await handle?.close();
	}
}

// node_modules/jsonc-parser/lib/esm/impl/scanner.js
/**
* Creates a JSON scanner on the given text.
* If ignoreTrivia is set, whitespaces or comments are ignored.
*/
function createScanner(text, ignoreTrivia = false) {
	const len = text.length;
	let pos = 0, value = "", tokenOffset = 0, token = 16, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0;
	function scanHexDigits(count, exact) {
		let digits = 0;
		let value = 0;
		while (digits < count || !exact) {
			let ch = text.charCodeAt(pos);
			if (ch >= 48 && ch <= 57) value = value * 16 + ch - 48;
			else if (ch >= 65 && ch <= 70) value = value * 16 + ch - 65 + 10;
			else if (ch >= 97 && ch <= 102) value = value * 16 + ch - 97 + 10;
			else break;
			pos++;
			digits++;
		}
		if (digits < count) value = -1;
		return value;
	}
	function setPosition(newPosition) {
		pos = newPosition;
		value = "";
		tokenOffset = 0;
		token = 16;
		scanError = 0;
	}
	function scanNumber() {
		let start = pos;
		if (text.charCodeAt(pos) === 48) pos++;
		else {
			pos++;
			while (pos < text.length && isDigit(text.charCodeAt(pos))) pos++;
		}
		if (pos < text.length && text.charCodeAt(pos) === 46) {
			pos++;
			if (pos < text.length && isDigit(text.charCodeAt(pos))) {
				pos++;
				while (pos < text.length && isDigit(text.charCodeAt(pos))) pos++;
			} else {
				scanError = 3;
				return text.substring(start, pos);
			}
		}
		let end = pos;
		if (pos < text.length && (text.charCodeAt(pos) === 69 || text.charCodeAt(pos) === 101)) {
			pos++;
			if (pos < text.length && text.charCodeAt(pos) === 43 || text.charCodeAt(pos) === 45) pos++;
			if (pos < text.length && isDigit(text.charCodeAt(pos))) {
				pos++;
				while (pos < text.length && isDigit(text.charCodeAt(pos))) pos++;
				end = pos;
			} else scanError = 3;
		}
		return text.substring(start, end);
	}
	function scanString() {
		let result = "", start = pos;
		while (true) {
			if (pos >= len) {
				result += text.substring(start, pos);
				scanError = 2;
				break;
			}
			const ch = text.charCodeAt(pos);
			if (ch === 34) {
				result += text.substring(start, pos);
				pos++;
				break;
			}
			if (ch === 92) {
				result += text.substring(start, pos);
				pos++;
				if (pos >= len) {
					scanError = 2;
					break;
				}
				switch (text.charCodeAt(pos++)) {
					case 34:
						result += "\"";
						break;
					case 92:
						result += "\\";
						break;
					case 47:
						result += "/";
						break;
					case 98:
						result += "\b";
						break;
					case 102:
						result += "\f";
						break;
					case 110:
						result += "\n";
						break;
					case 114:
						result += "\r";
						break;
					case 116:
						result += "	";
						break;
					case 117:
						const ch3 = scanHexDigits(4, true);
						if (ch3 >= 0) result += String.fromCharCode(ch3);
						else scanError = 4;
						break;
					default: scanError = 5;
				}
				start = pos;
				continue;
			}
			if (ch >= 0 && ch <= 31) {
				if (isLineBreak(ch)) {
					result += text.substring(start, pos);
					scanError = 2;
					break;
				} else scanError = 6;
			}
			pos++;
		}
		return result;
	}
	function scanNext() {
		value = "";
		scanError = 0;
		tokenOffset = pos;
		lineStartOffset = lineNumber;
		prevTokenLineStartOffset = tokenLineStartOffset;
		if (pos >= len) {
			tokenOffset = len;
			return token = 17;
		}
		let code = text.charCodeAt(pos);
		if (isWhiteSpace(code)) {
			do {
				pos++;
				value += String.fromCharCode(code);
				code = text.charCodeAt(pos);
			} while (isWhiteSpace(code));
			return token = 15;
		}
		if (isLineBreak(code)) {
			pos++;
			value += String.fromCharCode(code);
			if (code === 13 && text.charCodeAt(pos) === 10) {
				pos++;
				value += "\n";
			}
			lineNumber++;
			tokenLineStartOffset = pos;
			return token = 14;
		}
		switch (code) {
			case 123:
				pos++;
				return token = 1;
			case 125:
				pos++;
				return token = 2;
			case 91:
				pos++;
				return token = 3;
			case 93:
				pos++;
				return token = 4;
			case 58:
				pos++;
				return token = 6;
			case 44:
				pos++;
				return token = 5;
			case 34:
				pos++;
				value = scanString();
				return token = 10;
			case 47:
				const start = pos - 1;
				if (text.charCodeAt(pos + 1) === 47) {
					pos += 2;
					while (pos < len) {
						if (isLineBreak(text.charCodeAt(pos))) break;
						pos++;
					}
					value = text.substring(start, pos);
					return token = 12;
				}
				if (text.charCodeAt(pos + 1) === 42) {
					pos += 2;
					const safeLength = len - 1;
					let commentClosed = false;
					while (pos < safeLength) {
						const ch = text.charCodeAt(pos);
						if (ch === 42 && text.charCodeAt(pos + 1) === 47) {
							pos += 2;
							commentClosed = true;
							break;
						}
						pos++;
						if (isLineBreak(ch)) {
							if (ch === 13 && text.charCodeAt(pos) === 10) pos++;
							lineNumber++;
							tokenLineStartOffset = pos;
						}
					}
					if (!commentClosed) {
						pos++;
						scanError = 1;
					}
					value = text.substring(start, pos);
					return token = 13;
				}
				value += String.fromCharCode(code);
				pos++;
				return token = 16;
			case 45:
				value += String.fromCharCode(code);
				pos++;
				if (pos === len || !isDigit(text.charCodeAt(pos))) return token = 16;
			case 48:
			case 49:
			case 50:
			case 51:
			case 52:
			case 53:
			case 54:
			case 55:
			case 56:
			case 57:
				value += scanNumber();
				return token = 11;
			default:
				while (pos < len && isUnknownContentCharacter(code)) {
					pos++;
					code = text.charCodeAt(pos);
				}
				if (tokenOffset !== pos) {
					value = text.substring(tokenOffset, pos);
					switch (value) {
						case "true": return token = 8;
						case "false": return token = 9;
						case "null": return token = 7;
					}
					return token = 16;
				}
				value += String.fromCharCode(code);
				pos++;
				return token = 16;
		}
	}
	function isUnknownContentCharacter(code) {
		if (isWhiteSpace(code) || isLineBreak(code)) return false;
		switch (code) {
			case 125:
			case 93:
			case 123:
			case 91:
			case 34:
			case 58:
			case 44:
			case 47: return false;
		}
		return true;
	}
	function scanNextNonTrivia() {
		let result;
		do
			result = scanNext();
		while (result >= 12 && result <= 15);
		return result;
	}
	return {
		setPosition,
		getPosition: () => pos,
		scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
		getToken: () => token,
		getTokenValue: () => value,
		getTokenOffset: () => tokenOffset,
		getTokenLength: () => pos - tokenOffset,
		getTokenStartLine: () => lineStartOffset,
		getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
		getTokenError: () => scanError
	};
}
function isWhiteSpace(ch) {
	return ch === 32 || ch === 9;
}
function isLineBreak(ch) {
	return ch === 10 || ch === 13;
}
function isDigit(ch) {
	return ch >= 48 && ch <= 57;
}
var CharacterCodes;
(function(CharacterCodes) {
	CharacterCodes[CharacterCodes["lineFeed"] = 10] = "lineFeed";
	CharacterCodes[CharacterCodes["carriageReturn"] = 13] = "carriageReturn";
	CharacterCodes[CharacterCodes["space"] = 32] = "space";
	CharacterCodes[CharacterCodes["_0"] = 48] = "_0";
	CharacterCodes[CharacterCodes["_1"] = 49] = "_1";
	CharacterCodes[CharacterCodes["_2"] = 50] = "_2";
	CharacterCodes[CharacterCodes["_3"] = 51] = "_3";
	CharacterCodes[CharacterCodes["_4"] = 52] = "_4";
	CharacterCodes[CharacterCodes["_5"] = 53] = "_5";
	CharacterCodes[CharacterCodes["_6"] = 54] = "_6";
	CharacterCodes[CharacterCodes["_7"] = 55] = "_7";
	CharacterCodes[CharacterCodes["_8"] = 56] = "_8";
	CharacterCodes[CharacterCodes["_9"] = 57] = "_9";
	CharacterCodes[CharacterCodes["a"] = 97] = "a";
	CharacterCodes[CharacterCodes["b"] = 98] = "b";
	CharacterCodes[CharacterCodes["c"] = 99] = "c";
	CharacterCodes[CharacterCodes["d"] = 100] = "d";
	CharacterCodes[CharacterCodes["e"] = 101] = "e";
	CharacterCodes[CharacterCodes["f"] = 102] = "f";
	CharacterCodes[CharacterCodes["g"] = 103] = "g";
	CharacterCodes[CharacterCodes["h"] = 104] = "h";
	CharacterCodes[CharacterCodes["i"] = 105] = "i";
	CharacterCodes[CharacterCodes["j"] = 106] = "j";
	CharacterCodes[CharacterCodes["k"] = 107] = "k";
	CharacterCodes[CharacterCodes["l"] = 108] = "l";
	CharacterCodes[CharacterCodes["m"] = 109] = "m";
	CharacterCodes[CharacterCodes["n"] = 110] = "n";
	CharacterCodes[CharacterCodes["o"] = 111] = "o";
	CharacterCodes[CharacterCodes["p"] = 112] = "p";
	CharacterCodes[CharacterCodes["q"] = 113] = "q";
	CharacterCodes[CharacterCodes["r"] = 114] = "r";
	CharacterCodes[CharacterCodes["s"] = 115] = "s";
	CharacterCodes[CharacterCodes["t"] = 116] = "t";
	CharacterCodes[CharacterCodes["u"] = 117] = "u";
	CharacterCodes[CharacterCodes["v"] = 118] = "v";
	CharacterCodes[CharacterCodes["w"] = 119] = "w";
	CharacterCodes[CharacterCodes["x"] = 120] = "x";
	CharacterCodes[CharacterCodes["y"] = 121] = "y";
	CharacterCodes[CharacterCodes["z"] = 122] = "z";
	CharacterCodes[CharacterCodes["A"] = 65] = "A";
	CharacterCodes[CharacterCodes["B"] = 66] = "B";
	CharacterCodes[CharacterCodes["C"] = 67] = "C";
	CharacterCodes[CharacterCodes["D"] = 68] = "D";
	CharacterCodes[CharacterCodes["E"] = 69] = "E";
	CharacterCodes[CharacterCodes["F"] = 70] = "F";
	CharacterCodes[CharacterCodes["G"] = 71] = "G";
	CharacterCodes[CharacterCodes["H"] = 72] = "H";
	CharacterCodes[CharacterCodes["I"] = 73] = "I";
	CharacterCodes[CharacterCodes["J"] = 74] = "J";
	CharacterCodes[CharacterCodes["K"] = 75] = "K";
	CharacterCodes[CharacterCodes["L"] = 76] = "L";
	CharacterCodes[CharacterCodes["M"] = 77] = "M";
	CharacterCodes[CharacterCodes["N"] = 78] = "N";
	CharacterCodes[CharacterCodes["O"] = 79] = "O";
	CharacterCodes[CharacterCodes["P"] = 80] = "P";
	CharacterCodes[CharacterCodes["Q"] = 81] = "Q";
	CharacterCodes[CharacterCodes["R"] = 82] = "R";
	CharacterCodes[CharacterCodes["S"] = 83] = "S";
	CharacterCodes[CharacterCodes["T"] = 84] = "T";
	CharacterCodes[CharacterCodes["U"] = 85] = "U";
	CharacterCodes[CharacterCodes["V"] = 86] = "V";
	CharacterCodes[CharacterCodes["W"] = 87] = "W";
	CharacterCodes[CharacterCodes["X"] = 88] = "X";
	CharacterCodes[CharacterCodes["Y"] = 89] = "Y";
	CharacterCodes[CharacterCodes["Z"] = 90] = "Z";
	CharacterCodes[CharacterCodes["asterisk"] = 42] = "asterisk";
	CharacterCodes[CharacterCodes["backslash"] = 92] = "backslash";
	CharacterCodes[CharacterCodes["closeBrace"] = 125] = "closeBrace";
	CharacterCodes[CharacterCodes["closeBracket"] = 93] = "closeBracket";
	CharacterCodes[CharacterCodes["colon"] = 58] = "colon";
	CharacterCodes[CharacterCodes["comma"] = 44] = "comma";
	CharacterCodes[CharacterCodes["dot"] = 46] = "dot";
	CharacterCodes[CharacterCodes["doubleQuote"] = 34] = "doubleQuote";
	CharacterCodes[CharacterCodes["minus"] = 45] = "minus";
	CharacterCodes[CharacterCodes["openBrace"] = 123] = "openBrace";
	CharacterCodes[CharacterCodes["openBracket"] = 91] = "openBracket";
	CharacterCodes[CharacterCodes["plus"] = 43] = "plus";
	CharacterCodes[CharacterCodes["slash"] = 47] = "slash";
	CharacterCodes[CharacterCodes["formFeed"] = 12] = "formFeed";
	CharacterCodes[CharacterCodes["tab"] = 9] = "tab";
})(CharacterCodes || (CharacterCodes = {}));

// node_modules/jsonc-parser/lib/esm/impl/string-intern.js
const cachedSpaces = new Array(20).fill(0).map((_, index) => {
	return " ".repeat(index);
});
const maxCachedValues = 200;
const cachedBreakLinesWithSpaces = {
	" ": {
		"\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\n" + " ".repeat(index);
		}),
		"\r": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r" + " ".repeat(index);
		}),
		"\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r\n" + " ".repeat(index);
		})
	},
	"	": {
		"\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\n" + "	".repeat(index);
		}),
		"\r": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r" + "	".repeat(index);
		}),
		"\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
			return "\r\n" + "	".repeat(index);
		})
	}
};

// node_modules/jsonc-parser/lib/esm/impl/parser.js
var ParseOptions;
(function(ParseOptions) {
	ParseOptions.DEFAULT = { allowTrailingComma: false };
})(ParseOptions || (ParseOptions = {}));
/**
* Parses the given text and invokes the visitor functions for each object, array and literal reached.
*/
function visit$1(text, visitor, options = ParseOptions.DEFAULT) {
	const _scanner = createScanner(text, false);
	const _jsonPath = [];
	let suppressedCallbacks = 0;
	function toNoArgVisit(visitFunction) {
		return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
	}
	function toOneArgVisit(visitFunction) {
		return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
	}
	function toOneArgVisitWithPath(visitFunction) {
		return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
	}
	function toBeginVisit(visitFunction) {
		return visitFunction ? () => {
			if (suppressedCallbacks > 0) suppressedCallbacks++;
			else if (visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) === false) suppressedCallbacks = 1;
		} : () => true;
	}
	function toEndVisit(visitFunction) {
		return visitFunction ? () => {
			if (suppressedCallbacks > 0) suppressedCallbacks--;
			if (suppressedCallbacks === 0) visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
		} : () => true;
	}
	const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
	const disallowComments = options && options.disallowComments;
	const allowTrailingComma = options && options.allowTrailingComma;
	function scanNext() {
		while (true) {
			const token = _scanner.scan();
			switch (_scanner.getTokenError()) {
				case 4:
					handleError(14);
					break;
				case 5:
					handleError(15);
					break;
				case 3:
					handleError(13);
					break;
				case 1:
					if (!disallowComments) handleError(11);
					break;
				case 2:
					handleError(12);
					break;
				case 6: handleError(16);
			}
			switch (token) {
				case 12:
				case 13:
					if (disallowComments) handleError(10);
					else onComment();
					break;
				case 16:
					handleError(1);
					break;
				case 15:
				case 14: break;
				default: return token;
			}
		}
	}
	function handleError(error, skipUntilAfter = [], skipUntil = []) {
		onError(error);
		if (skipUntilAfter.length + skipUntil.length > 0) {
			let token = _scanner.getToken();
			while (token !== 17) {
				if (skipUntilAfter.indexOf(token) !== -1) {
					scanNext();
					break;
				} else if (skipUntil.indexOf(token) !== -1) break;
				token = scanNext();
			}
		}
	}
	function parseString(isValue) {
		const value = _scanner.getTokenValue();
		if (isValue) onLiteralValue(value);
		else {
			onObjectProperty(value);
			_jsonPath.push(value);
		}
		scanNext();
		return true;
	}
	function parseLiteral() {
		switch (_scanner.getToken()) {
			case 11:
				const tokenValue = _scanner.getTokenValue();
				let value = Number(tokenValue);
				if (isNaN(value)) {
					handleError(2);
					value = 0;
				}
				onLiteralValue(value);
				break;
			case 7:
				onLiteralValue(null);
				break;
			case 8:
				onLiteralValue(true);
				break;
			case 9:
				onLiteralValue(false);
				break;
			default: return false;
		}
		scanNext();
		return true;
	}
	function parseProperty() {
		if (_scanner.getToken() !== 10) {
			handleError(3, [], [2, 5]);
			return false;
		}
		parseString(false);
		if (_scanner.getToken() === 6) {
			onSeparator(":");
			scanNext();
			if (!parseValue()) handleError(4, [], [2, 5]);
		} else handleError(5, [], [2, 5]);
		_jsonPath.pop();
		return true;
	}
	function parseObject() {
		onObjectBegin();
		scanNext();
		let needsComma = false;
		while (_scanner.getToken() !== 2 && _scanner.getToken() !== 17) {
			if (_scanner.getToken() === 5) {
				if (!needsComma) handleError(4, [], []);
				onSeparator(",");
				scanNext();
				if (_scanner.getToken() === 2 && allowTrailingComma) break;
			} else if (needsComma) handleError(6, [], []);
			if (!parseProperty()) handleError(4, [], [2, 5]);
			needsComma = true;
		}
		onObjectEnd();
		if (_scanner.getToken() !== 2) handleError(7, [2], []);
		else scanNext();
		return true;
	}
	function parseArray() {
		onArrayBegin();
		scanNext();
		let isFirstElement = true;
		let needsComma = false;
		while (_scanner.getToken() !== 4 && _scanner.getToken() !== 17) {
			if (_scanner.getToken() === 5) {
				if (!needsComma) handleError(4, [], []);
				onSeparator(",");
				scanNext();
				if (_scanner.getToken() === 4 && allowTrailingComma) break;
			} else if (needsComma) handleError(6, [], []);
			if (isFirstElement) {
				_jsonPath.push(0);
				isFirstElement = false;
			} else _jsonPath[_jsonPath.length - 1]++;
			if (!parseValue()) handleError(4, [], [4, 5]);
			needsComma = true;
		}
		onArrayEnd();
		if (!isFirstElement) _jsonPath.pop();
		if (_scanner.getToken() !== 4) handleError(8, [4], []);
		else scanNext();
		return true;
	}
	function parseValue() {
		switch (_scanner.getToken()) {
			case 3: return parseArray();
			case 1: return parseObject();
			case 10: return parseString(true);
			default: return parseLiteral();
		}
	}
	scanNext();
	if (_scanner.getToken() === 17) {
		if (options.allowEmptyContent) return true;
		handleError(4, [], []);
		return false;
	}
	if (!parseValue()) {
		handleError(4, [], []);
		return false;
	}
	if (_scanner.getToken() !== 17) handleError(9, [], []);
	return true;
}

// node_modules/jsonc-parser/lib/esm/main.js
var ScanError;
(function(ScanError) {
	ScanError[ScanError["None"] = 0] = "None";
	ScanError[ScanError["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
	ScanError[ScanError["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
	ScanError[ScanError["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
	ScanError[ScanError["InvalidUnicode"] = 4] = "InvalidUnicode";
	ScanError[ScanError["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
	ScanError[ScanError["InvalidCharacter"] = 6] = "InvalidCharacter";
})(ScanError || (ScanError = {}));
var SyntaxKind;
(function(SyntaxKind) {
	SyntaxKind[SyntaxKind["OpenBraceToken"] = 1] = "OpenBraceToken";
	SyntaxKind[SyntaxKind["CloseBraceToken"] = 2] = "CloseBraceToken";
	SyntaxKind[SyntaxKind["OpenBracketToken"] = 3] = "OpenBracketToken";
	SyntaxKind[SyntaxKind["CloseBracketToken"] = 4] = "CloseBracketToken";
	SyntaxKind[SyntaxKind["CommaToken"] = 5] = "CommaToken";
	SyntaxKind[SyntaxKind["ColonToken"] = 6] = "ColonToken";
	SyntaxKind[SyntaxKind["NullKeyword"] = 7] = "NullKeyword";
	SyntaxKind[SyntaxKind["TrueKeyword"] = 8] = "TrueKeyword";
	SyntaxKind[SyntaxKind["FalseKeyword"] = 9] = "FalseKeyword";
	SyntaxKind[SyntaxKind["StringLiteral"] = 10] = "StringLiteral";
	SyntaxKind[SyntaxKind["NumericLiteral"] = 11] = "NumericLiteral";
	SyntaxKind[SyntaxKind["LineCommentTrivia"] = 12] = "LineCommentTrivia";
	SyntaxKind[SyntaxKind["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
	SyntaxKind[SyntaxKind["LineBreakTrivia"] = 14] = "LineBreakTrivia";
	SyntaxKind[SyntaxKind["Trivia"] = 15] = "Trivia";
	SyntaxKind[SyntaxKind["Unknown"] = 16] = "Unknown";
	SyntaxKind[SyntaxKind["EOF"] = 17] = "EOF";
})(SyntaxKind || (SyntaxKind = {}));
/**
* Parses the given text and invokes the visitor functions for each object, array and literal reached.
*/
const visit = visit$1;
var ParseErrorCode;
(function(ParseErrorCode) {
	ParseErrorCode[ParseErrorCode["InvalidSymbol"] = 1] = "InvalidSymbol";
	ParseErrorCode[ParseErrorCode["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
	ParseErrorCode[ParseErrorCode["PropertyNameExpected"] = 3] = "PropertyNameExpected";
	ParseErrorCode[ParseErrorCode["ValueExpected"] = 4] = "ValueExpected";
	ParseErrorCode[ParseErrorCode["ColonExpected"] = 5] = "ColonExpected";
	ParseErrorCode[ParseErrorCode["CommaExpected"] = 6] = "CommaExpected";
	ParseErrorCode[ParseErrorCode["CloseBraceExpected"] = 7] = "CloseBraceExpected";
	ParseErrorCode[ParseErrorCode["CloseBracketExpected"] = 8] = "CloseBracketExpected";
	ParseErrorCode[ParseErrorCode["EndOfFileExpected"] = 9] = "EndOfFileExpected";
	ParseErrorCode[ParseErrorCode["InvalidCommentToken"] = 10] = "InvalidCommentToken";
	ParseErrorCode[ParseErrorCode["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
	ParseErrorCode[ParseErrorCode["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
	ParseErrorCode[ParseErrorCode["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
	ParseErrorCode[ParseErrorCode["InvalidUnicode"] = 14] = "InvalidUnicode";
	ParseErrorCode[ParseErrorCode["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
	ParseErrorCode[ParseErrorCode["InvalidCharacter"] = 16] = "InvalidCharacter";
})(ParseErrorCode || (ParseErrorCode = {}));
function printParseErrorCode(code) {
	switch (code) {
		case 1: return "InvalidSymbol";
		case 2: return "InvalidNumberFormat";
		case 3: return "PropertyNameExpected";
		case 4: return "ValueExpected";
		case 5: return "ColonExpected";
		case 6: return "CommaExpected";
		case 7: return "CloseBraceExpected";
		case 8: return "CloseBracketExpected";
		case 9: return "EndOfFileExpected";
		case 10: return "InvalidCommentToken";
		case 11: return "UnexpectedEndOfComment";
		case 12: return "UnexpectedEndOfString";
		case 13: return "UnexpectedEndOfNumber";
		case 14: return "InvalidUnicode";
		case 15: return "InvalidEscapeCharacter";
		case 16: return "InvalidCharacter";
	}
	return "<unknown ParseErrorCode>";
}

// src/encoding/utf8.ts
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** Decodes UTF-8 and refuses malformed sequences instead of replacing them. */
function decodeUtf8(bytes, complaint) {
	try {
		return decoder.decode(bytes);
	} catch {
		throw complain(complaint, "is not UTF-8");
	}
}

// src/encoding/json.ts
const MAX_DEPTH = 32;
/** Builds the value while it is read, so that duplicates, depth and numbers are refused before a parser hides them. */
var Builder = class {
	#complaint;
	#open = [];
	#name;
	root;
	constructor(complaint) {
		this.#complaint = complaint;
	}
	value(value) {
		const parent = this.#open.at(-1);
		if (parent === void 0) this.root = value;
		else if ("names" in parent) Object.defineProperty(parent.value, this.#name, {
			value,
			enumerable: true,
			writable: true,
			configurable: true
		});
		else parent.value.push(value);
	}
	begin(container) {
		if (this.#open.length >= MAX_DEPTH) throw complain(this.#complaint, `nests deeper than ${MAX_DEPTH} levels`);
		this.value(container.value);
		this.#open.push(container);
	}
	end() {
		this.#open.pop();
	}
	name(name) {
		const parent = this.#open.at(-1);
		if (parent === void 0 || !("names" in parent)) return;
		this.#checkText(name);
		if (parent.names.has(name)) throw complain(this.#complaint, `has the member "${printable(name)}" twice`);
		parent.names.add(name);
		this.#name = name;
	}
	scalar(value) {
		if (typeof value === "number" && !Number.isSafeInteger(Math.trunc(value))) throw complain(this.#complaint, "has a number that is too large to be read exactly");
		if (typeof value === "string") this.#checkText(value);
		this.value(value);
	}
	/** Half a surrogate pair is no character: every reader makes something else of it (RFC 7493, 2.1). */
	#checkText(text) {
		if (!text.isWellFormed()) throw complain(this.#complaint, "has an escape that is half a character");
	}
	error(code, offset) {
		throw complain(this.#complaint, `is not JSON (${printParseErrorCode(code)} at offset ${offset})`);
	}
};
/**
* Reads one JSON value (RFC 8259) strictly: fatal UTF-8, no byte order mark, no comments, no duplicate names, at most
* 32 levels, integers exact. RFC 7515 section 4 and rule 10 of the design ask for it before every use.
*
* @throws SealiftError with the code of `complaint`.
*/
function parseJson(input, complaint) {
	const text = typeof input === "string" ? input : decodeUtf8(input, complaint);
	const builder = new Builder(complaint);
	visit(text, {
		onObjectBegin: () => builder.begin({
			names: /* @__PURE__ */ new Set(),
			value: {}
		}),
		onObjectEnd: () => builder.end(),
		onArrayBegin: () => builder.begin({ value: [] }),
		onArrayEnd: () => builder.end(),
		onObjectProperty: (name) => builder.name(name),
		onLiteralValue: (value) => builder.scalar(value),
		onError: (code, offset) => builder.error(code, offset)
	}, {
		disallowComments: true,
		allowTrailingComma: false,
		allowEmptyContent: false
	});
	return builder.root;
}

// src/io/files/list-folder.ts
/** The names in a folder, or why there are none: nothing stands there, or a file does. */
async function listFolder(path) {
	try {
		return await readdir(path);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return "absent";
		if (errnoOf(error) === "ENOTDIR") return "file";
		throw fileError(error, "read", path);
	}
}

// src/oci/lookalike.ts
/**
* Refuses a member whose name differs from one we read only in case. Go's decoder takes it for that one, so that a
* manifest with `layers` and `Layers` would be one thing here and another in most registries and runtimes.
*/
function refuseLookalikes(value, names, complaint) {
	if (typeof value !== "object" || value === null) return;
	for (const name of Object.keys(value)) {
		if (names.includes(name)) continue;
		const folded = name.toUpperCase().toLowerCase();
		const twin = names.find((one) => one.toLowerCase() === folded);
		if (twin !== void 0) throw complain(complaint, `has the member ${printable(name)}, which others read as ${twin}`);
	}
}

// src/oci/descriptor.ts
const mediaType = string().check(_regex(/^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/));
const Shape = looseObject({
	mediaType,
	digest: custom((value) => typeof value === "string" && isDigest(value)),
	size: int().check(_gte(0)),
	urls: optional(nullable(array(string()))),
	annotations: optional(nullable(record(string(), string()))),
	data: optional(nullable(string())),
	platform: optional(nullable(looseObject({
		architecture: string(),
		os: string(),
		"os.version": optional(string()),
		variant: optional(string())
	}))),
	artifactType: optional(nullable(union([mediaType, literal("")])))
});
const NAMES = Object.keys(Shape.shape);
/** Reads a descriptor; malformed members are refused, unknown ones kept. */
function parseDescriptor(value, complaint) {
	const { success, data, error } = Shape.safeParse(value);
	if (!success) {
		const place = error.issues[0]?.path.join(".") ?? "";
		throw complain(complaint, `has a malformed descriptor (${printable(place) || "not an object"})`);
	}
	refuseLookalikes(value, NAMES, complaint);
	const present = Object.entries(data).filter(([, member]) => member !== void 0 && member !== null && member !== "");
	return Object.fromEntries(present);
}
/** Same content: what a signature and a subject are compared on. */
function sameContent(a, b) {
	return a.mediaType === b.mediaType && a.digest === b.digest && a.size === b.size;
}
/** Only mediaType, digest and size: the form in which a descriptor becomes a subject. */
function plainDescriptor({ mediaType, digest, size }) {
	return {
		mediaType,
		digest,
		size
	};
}
/** `os/architecture[/variant]`, as users write platforms. */
function platformName(descriptor) {
	const { os, architecture, variant } = descriptor.platform ?? {
		os: "unknown",
		architecture: "unknown"
	};
	return [
		os,
		architecture,
		variant
	].filter((part) => part !== void 0 && part !== "").join("/");
}

// src/io/http/address.ts
const inner = new BlockList();
for (const [net, prefix] of [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.168.0.0", 16]
]) inner.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
	["::", 127],
	["fc00::", 7],
	["fe80::", 10]
]) inner.addSubnet(net, prefix, "ipv6");
/** A URL's hostname without the brackets of IPv6. */
function bareHostname(hostname) {
	return hostname.replace(/^\[|\]$/g, "").toLowerCase();
}
/** `localhost`, `127.0.0.0/8` or `::1`. */
function isLoopback(hostname) {
	const host = bareHostname(hostname);
	return host === "localhost" || host.endsWith(".localhost") || host === "::1" || isIP(host) === 4 && host.startsWith("127.");
}
/**
* Whether the name alone says that it is inside: an address literal that is loopback, link-local, private or unspecified.
* Answers from outside must not send us there (metadata services, neighbours).
*/
function isInnerAddress(hostname) {
	const host = bareHostname(hostname);
	if (isLoopback(host)) return true;
	const family = isIP(host);
	if (family === 0) return false;
	return inner.check(host, family === 6 ? "ipv6" : "ipv4");
}

// src/io/http/redact.ts
/** Query parameters that may be shown: what a registry client itself asks for. */
const HARMLESS = /* @__PURE__ */ new Set([
	"artifactType",
	"digest",
	"from",
	"last",
	"mount",
	"n",
	"scope",
	"service",
	"tag"
]);
/** A URL fit for logs and errors: no user information, no fragment, no query value that could be a credential. */
function redactUrl(url) {
	const query = [...url.searchParams].map(([name, value]) => `${name}=${HARMLESS.has(name) ? value : "…"}`);
	return printable(`${url.origin}${url.pathname}${query.length === 0 ? "" : `?${query.join("&")}`}`, 500);
}

// src/io/http/retry.ts
const FIRST_DELAY = 200;
const LONGEST_DELAY = 1e4;
/** Longer waits are the caller's to decide: the answer is reported instead. */
const LONGEST_RETRY_AFTER = 3e5;
/** Whether an answer may be another one later: 408, 429 and 5xx, except "not implemented". */
function isTransient(status) {
	return status === 408 || status === 429 || status >= 500 && status !== 501 && status !== 505;
}
/** Milliseconds until a Retry-After (RFC 9110, 10.2.3), in seconds or as a date; `undefined` when there is none. */
function retryAfter(headers, now) {
	const value = headers["retry-after"];
	if (typeof value !== "string") return void 0;
	if (/^\d{1,9}$/.test(value)) return Number(value) * 1e3;
	const at = Date.parse(value);
	return Number.isNaN(at) ? void 0 : Math.max(0, at - now.getTime());
}
/** Whether a host says that it gets too many requests: 429, or 503 that names when to come back. */
function isThrottled({ status, headers }) {
	return status === 429 || status === 503 && headers["retry-after"] !== void 0;
}
/** Until when such a host is left alone; `undefined` where it names a time that is too far away to wait for. */
function pauseUntil({ headers }, now) {
	const asked = retryAfter(headers, now) ?? FIRST_DELAY;
	return asked > LONGEST_RETRY_AFTER ? void 0 : new Date(now.getTime() + asked);
}
/** Milliseconds to wait after try number `attempt` (from 1), with jitter; `undefined` when the wait would be too long. */
function delayAfter(attempt, asked, random) {
	if (asked !== void 0) return asked > LONGEST_RETRY_AFTER ? void 0 : asked + random() * Math.min(1e3, asked / 10);
	const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
	return ceiling / 2 + random() * ceiling / 2;
}

// src/io/home.ts
/** The user's home folder; never relative, so that nothing in the current folder is taken for the user's own. */
function homeFolder() {
	return homedir();
}

// src/compose/inline.ts
/** Whether an option's value is the content itself and not a path: it begins with `{` or `-----BEGIN`. */
function isContent(value) {
	return /^\s*(?:\{|-----BEGIN)/.test(value);
}
/** The bytes that an option means: its own, or those of the file that it names. */
async function contentOf(value, limit, what) {
	return isContent(value) ? Buffer$1.from(value, "utf8") : readFile(value, limit, what);
}

// src/io/http/node-http.ts
/**
* Node's http and https, loaded without their ES module facades: those ask every export for its value, and one of http's
* (`WebSocket`) loads all of undici, some 20 ms that no command needs.
*/
const http = () => process.getBuiltinModule("node:http");
/** Loads tls and with it another 20 ms, which plain HTTP on loopback and layouts do not need. */
const https = () => process.getBuiltinModule("node:https");
/** Only where certificates are handled by us. */
const tls = () => process.getBuiltinModule("node:tls");

// src/io/http/proxy.ts
const DEFAULT_PORTS = {
	"http:": "80",
	"https:": "443"
};
function either(env, name) {
	return env[name.toLowerCase()] || env[name] || "";
}
function inNetwork(host, network) {
	const [address = "", prefix = ""] = network.split("/");
	const family = isIP(address);
	if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(prefix)) return false;
	const type = family === 6 ? "ipv6" : "ipv4";
	try {
		const list = new BlockList();
		list.addSubnet(address, Number(prefix), type);
		return list.check(host, type);
	} catch {
		return false;
	}
}
/** One entry of NO_PROXY: `*`, a name, a suffix (`.example.com`), an address, a network; each with `:port` if it has one. */
function excludes(entry, host, port) {
	if (entry === "*") return true;
	if (entry.includes("/")) return inNetwork(host, entry);
	const withPort = /^(.*?):(\d+)$/.exec(entry.startsWith("[") || entry.split(":").length === 2 ? entry : "");
	if (withPort && withPort[2] !== port) return false;
	const name = bareHostname(withPort ? withPort[1] : entry).replace(/^\*?\./, "");
	return host === name || host.endsWith(`.${name}`);
}
/**
* The proxy for `url`, or none: loopback never, then NO_PROXY, then the variable of the scheme. A value without a scheme
* means http.
*
* @throws SealiftError `config_invalid` for a value that is not a proxy.
*/
function proxyFor(url, env) {
	const host = bareHostname(url.hostname);
	const port = url.port || DEFAULT_PORTS[url.protocol] || "";
	if (isLoopback(host)) return void 0;
	if (either(env, "NO_PROXY").split(/[\s,]+/).filter((entry) => entry !== "").some((entry) => excludes(entry.toLowerCase(), host, port))) return void 0;
	const variable = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
	const value = either(env, variable);
	if (value === "") return void 0;
	const proxy = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
	if (!isProxy(proxy)) throw new SealiftError("config_invalid", `the proxy in ${variable} is not an http or https URL`, { hint: `Write ${variable}=http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special characters as %40.` });
	return proxy;
}
function isProxy(text) {
	try {
		const { protocol, username, password } = new URL(text);
		for (const part of [username, password]) decodeURIComponent(part);
		return /^https?:$/.test(protocol);
	} catch {
		return false;
	}
}

// src/io/http/agents.ts
/** Keeps connections open between requests; one agent for each scheme and proxy, and for a host with its own certificates. */
var Agents = class {
	#options;
	#agents = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/** @throws SealiftError `config_invalid` for a proxy or certificates that are none. */
	async for({ url, clientCertificate = false }) {
		const { env, certificatesOf } = this.#options;
		const proxy = proxyFor(url, env);
		const found = url.protocol === "https:" ? await certificatesOf?.(url.host) : void 0;
		const own = found && {
			authorities: found.authorities,
			client: clientCertificate && found.client
		};
		const key = JSON.stringify([
			url.protocol,
			proxy,
			own && [url.host, clientCertificate]
		]);
		const agent = this.#agents.get(key) ?? this.#create(url.protocol, proxy, own);
		this.#agents.set(key, agent);
		return {
			agent,
			proxy: proxy === void 0 ? void 0 : new URL(proxy)
		};
	}
	#create(protocol, proxy, own) {
		const authorities = [this.#options.ca ?? [], own?.authorities ?? []].flat();
		const common = {
			keepAlive: true,
			maxFreeSockets: 64,
			...proxy === void 0 ? {} : { proxyEnv: {
				HTTP_PROXY: proxy,
				HTTPS_PROXY: proxy
			} }
		};
		if (protocol === "http:") return new (http()).Agent(common);
		if (authorities.length === 0 && !own?.client) return new (https()).Agent(common);
		const ca = [...tls().getCACertificates("default"), ...authorities];
		const secureContext = tls().createSecureContext({
			ca,
			...own?.client || {}
		});
		return new (https()).Agent({
			...common,
			secureContext
		});
	}
	close() {
		for (const agent of this.#agents.values()) agent.destroy();
		this.#agents.clear();
	}
};

// src/io/http/network-error.ts
const REASONS = {
	ECONNREFUSED: "nothing listens there",
	ECONNRESET: "the connection was cut",
	EPIPE: "the connection was cut",
	ENOTFOUND: "the host name is not known",
	EAI_AGAIN: "the host name could not be looked up",
	EHOSTUNREACH: "the host cannot be reached",
	ENETUNREACH: "the network cannot be reached",
	ETIMEDOUT: "the connection timed out"
};
/** Codes of OpenSSL and node that say: this is TLS, and it did not come about. */
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/;
function codeOf(error) {
	const own = error instanceof Error && "code" in error ? String(error.code) : "";
	const inner = error instanceof AggregateError ? codeOf(error.errors[0]) : "";
	return own || inner;
}
/** What the other side says of the client certificate (RFC 8446, 6.2). */
const CLIENT_CERTIFICATE = [[/ALERT_CERTIFICATE_REQUIRED/, "it demands a client certificate"], [/ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|ACCESS_DENIED)/, "it refuses the client certificate"]];
function tlsError(code, error, url, where, proxy) {
	const text = error instanceof Error ? error.message : "";
	const fail = (reason, hint) => new SealiftError("tls_failed", `${where}: ${reason}`, {
		cause: error,
		...hint === void 0 ? {} : { hint }
	});
	if (/wrong version number|packet length too long|http request/i.test(text)) return fail("it does not speak TLS", `If this registry has no TLS, allow plain HTTP with --http-host ${url.host}.`);
	const client = CLIENT_CERTIFICATE.find(([pattern]) => pattern.test(code))?.[1];
	if (client !== void 0) return fail(client, `Keep NAME.cert and NAME.key in certs.d/${url.host} of docker or podman.`);
	const hint = proxy?.protocol === "https:" ? "If it is the proxy's certificate, name its authority in NODE_EXTRA_CA_CERTS; the registry's with --ca-file." : void 0;
	return fail(`TLS failed (${code})`, hint);
}
/** What a proxy answered in place of the other side; 5xx may pass, anything else is its rule. */
function proxyError(status, url, proxy, cause) {
	const where = `the proxy ${printable(proxy.host)}`;
	if (status >= 500) return new SealiftError("connection_failed", `${where} cannot reach ${url.host} (${status})`, { cause });
	const login = proxy.username === "" ? "demands a login" : "refuses its login";
	return new SealiftError("proxy_refused", `${where} ${status === 407 ? login : "does not let us through"}, on the way to ${url.host} (${status})`, {
		cause,
		...status === 407 ? { hint: "Write the variable of the proxy as http://USER:PASSWORD@HOST:PORT, special characters as %40." } : {}
	});
}
/**
* A failed connection as a SealiftError, naming host and reason; what is ours already stays as it is.
*
* @param proxy the one that the request went to.
*/
function networkError(error, url, proxy) {
	if (error instanceof SealiftError) return error;
	const code = codeOf(error);
	const where = `${redactUrl(url)}${proxy ? `, through the proxy ${printable(proxy.host)}` : ""}`;
	const text = error instanceof Error ? error.message : String(error);
	if (TLS.test(code)) return tlsError(code, error, url, where, proxy);
	const answered = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 0;
	if (code === "ERR_PROXY_TUNNEL" && proxy && answered > 0) return proxyError(answered, url, proxy, error);
	const reason = REASONS[code] ?? (code || text);
	return new SealiftError("connection_failed", `${where}: ${reason}`, { cause: error });
}
/** Whether another try may help: not for a name that does not exist, nor for a certificate that is not trusted. */
function mayPassLater(error) {
	if (error.code === "deadline_exceeded") return true;
	return error.code === "connection_failed" && codeOf(error.cause) !== "ENOTFOUND";
}

// src/io/http/exchange.ts
function deadline(url, what, milliseconds) {
	return new SealiftError("deadline_exceeded", `${redactUrl(url)}: ${what} for ${milliseconds / 1e3} seconds`);
}
/** Connecting has a deadline of its own; afterwards, any time without progress that is the other side's fault. */
function watch(outgoing, url, timeouts, under) {
	const end = (reason) => {
		under.reason = reason;
		outgoing.destroy(reason);
	};
	outgoing.on("socket", (socket) => {
		const ready = url.protocol === "https:" ? "secureConnect" : "connect";
		if (socket.connecting) {
			const timer = setTimeout(() => end(deadline(url, "no connection", timeouts.connect)), timeouts.connect);
			const clear = () => clearTimeout(timer);
			socket.once(ready, clear).once("close", clear);
		}
		socket.setTimeout(timeouts.idle);
		const onTimeout = () => {
			if ((under.body?.readableLength ?? 0) > 0 || !under.sent && socket.writableLength === 0) socket.setTimeout(timeouts.idle);
			else end(deadline(url, "no answer", timeouts.idle));
		};
		socket.on("timeout", onTimeout);
		outgoing.once("close", () => socket.off("timeout", onTimeout));
	});
}
/** The body with errors of ours; when its reader goes away, so does the connection. */
function translated(message, fail) {
	const body = new PassThrough();
	message.on("error", (error) => body.destroy(fail(error)));
	body.on("close", () => {
		if (!message.readableEnded) message.destroy();
	});
	message.pipe(body);
	return body;
}
/** HEAD answers with the length of what it leaves out. */
function nothing(message) {
	message.resume();
	return Readable.from([]);
}
/** Sends the body, unless the answer comes first: what is left of it then stays unread. */
function send(outgoing, content, under) {
	if (content === void 0 || content instanceof Uint8Array) {
		outgoing.end(content);
		return;
	}
	const stop = () => content.unpipe(outgoing).destroy();
	const failed = (error) => {
		under.reason ??= error;
		outgoing.destroy(error);
	};
	content.on("error", failed);
	outgoing.on("close", stop);
	outgoing.on("response", (message) => {
		if (outgoing.writableEnded) return;
		stop();
		message.on("close", () => outgoing.destroy());
	});
	if (content.errored) {
		failed(content.errored);
		return;
	}
	outgoing.flushHeaders();
	content.pipe(outgoing);
}
function lengthHeader({ method, body }) {
	return body !== void 0 || method === "POST" || method === "PUT" || method === "PATCH" ? { "content-length": String(body?.length ?? 0) } : {};
}
/**
* One request, one answer: no retry, no redirect. The body is opened first, so that no connection waits for its source.
*
* @throws SealiftError, what opening the body throws, or the signal's reason.
*/
async function exchange(request, agents, options) {
	const { method, url, headers, signal, body: given } = request;
	signal.throwIfAborted();
	const { agent, proxy } = await agents.for(request);
	const content = await given?.open();
	if (signal.aborted && content && !(content instanceof Uint8Array)) content.destroy();
	signal.throwIfAborted();
	return new Promise((resolve, reject) => {
		const outgoing = (url.protocol === "https:" ? https().request : http().request)(url, {
			method,
			agent,
			signal,
			headers: {
				"user-agent": options.userAgent,
				...lengthHeader(request),
				...headers
			}
		});
		const under = {
			sent: false,
			answered: false
		};
		const fail = (error) => signal.aborted ? signal.reason : under.reason ?? networkError(error, url, proxy);
		watch(outgoing, url, options.timeouts, under);
		outgoing.on("finish", () => {
			under.sent = true;
		});
		outgoing.on("error", (error) => {
			if (!under.answered) reject(fail(error));
		});
		outgoing.on("response", (message) => {
			under.answered = true;
			under.sent = true;
			if (proxy && url.protocol === "http:" && message.statusCode === 407) {
				reject(proxyError(407, url, proxy));
				message.destroy();
				return;
			}
			const body = method === "HEAD" ? nothing(message) : translated(message, fail);
			under.body = body;
			resolve({
				status: message.statusCode ?? 0,
				headers: headersOf(message),
				url,
				body
			});
		});
		send(outgoing, content, under);
	});
}
/** Node joins most repeated headers; challenges and warnings have to stay apart. */
function headersOf(message) {
	const headers = { ...message.headers };
	for (const name of [
		"www-authenticate",
		"warning",
		"link"
	]) {
		const values = message.headersDistinct[name];
		if (values !== void 0) headers[name] = values;
	}
	return headers;
}

// src/io/http/limiter.ts
/** Good answers after which a host that asked for less is given one more request at a time. */
const RECOVERY = 20;
/**
* How many requests one host gets at the same time. A host that says it is too much gets half, and nothing at all until
* the moment it named; it recovers one by one.
*/
var HostLimiter = class {
	#most;
	#allowed;
	#running = 0;
	#good = 0;
	#slowDowns = 0;
	#pausedUntil = 0;
	#waiting = [];
	constructor(most) {
		this.#most = most;
		this.#allowed = most;
	}
	/** Requests in flight that the host is given at present. */
	get allowed() {
		return this.#allowed;
	}
	/** Waits for a turn. Each call is followed by one {@link release}. */
	async acquire(now, sleep, signal) {
		await this.#turn(signal);
		try {
			for (let wait = this.#pausedUntil - now().getTime(); wait > 0; wait = this.#pausedUntil - now().getTime()) await sleep(wait, signal);
		} catch (error) {
			this.release();
			throw error;
		}
		return { slowDowns: this.#slowDowns };
	}
	#turn(signal) {
		signal.throwIfAborted();
		if (this.#running < this.#allowed) {
			this.#running += 1;
			return Promise.resolve();
		}
		return new Promise((resolve, reject) => {
			const start = () => {
				signal.removeEventListener("abort", leave);
				this.#running += 1;
				resolve();
			};
			const leave = () => {
				this.#waiting.splice(this.#waiting.indexOf(start), 1);
				reject(signal.reason);
			};
			signal.addEventListener("abort", leave, { once: true });
			this.#waiting.push(start);
		});
	}
	release() {
		this.#running -= 1;
		while (this.#running < this.#allowed && this.#waiting.length > 0) this.#waiting.shift()();
	}
	/**
	* The host said that it is too much. Requests that were in flight together say so together: that is one halving, not
	* one each.
	*
	* @param until nothing is sent before; `undefined` when the host named no moment, or one too far away to wait for.
	*/
	slowDown({ slowDowns }, until) {
		this.#good = 0;
		if (until) this.#pausedUntil = Math.max(this.#pausedUntil, until.getTime());
		if (slowDowns !== this.#slowDowns) return;
		this.#slowDowns += 1;
		this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
	}
	/** As {@link slowDown}, from somebody who took no turn; told again before the time is over, it is the same halving. */
	hold(milliseconds, now) {
		const isNew = this.#pausedUntil <= now.getTime();
		const until = new Date(now.getTime() + milliseconds);
		this.slowDown({ slowDowns: isNew ? this.#slowDowns : this.#slowDowns - 1 }, until);
	}
	succeeded() {
		if (this.#allowed === this.#most) return;
		this.#good += 1;
		if (this.#good < RECOVERY) return;
		this.#good = 0;
		this.#allowed += 1;
	}
};

// src/io/http/redirect.ts
const STATUSES = /* @__PURE__ */ new Set([
	301,
	302,
	303,
	307,
	308
]);
/** A write keeps its method and body only with these (RFC 9110, 15.4.8 and 15.4.9). */
const WRITE_STATUSES = /* @__PURE__ */ new Set([307, 308]);
/** What must not leave the origin it was meant for. */
const PRIVATE_HEADERS = /* @__PURE__ */ new Set([
	"authorization",
	"cookie",
	"proxy-authorization"
]);
/**
* The request that an answer leads to (distribution-spec allows a redirect of any request; a write stays on its origin); `undefined` when it is to be taken as it is. Another scheme, host or port is
* another origin: credentials stay behind (GHSA-vh4v-2xq2-g5cg).
*
* @throws SealiftError `unexpected_answer` for a way that nobody should be sent: to plain HTTP, from outside to the inside.
*/
function redirected(request, response) {
	const { method, url, redirects = "any" } = request;
	const location = response.headers.location;
	if (!STATUSES.has(response.status) || typeof location !== "string" || redirects === "none") return void 0;
	const writes = method !== "GET" && method !== "HEAD";
	if (writes && !WRITE_STATUSES.has(response.status)) return void 0;
	const target = URL.canParse(location, url.href) ? new URL(location, url) : void 0;
	const refuse = (reason) => new SealiftError("unexpected_answer", `${redactUrl(url)} redirects ${reason}`, { hint: "This is not how a registry behaves; check what stands between." });
	if (!target || !/^https?:$/.test(target.protocol)) throw refuse("to something that is not an http URL");
	const sameOrigin = target.origin === url.origin;
	if (!sameOrigin && (writes || redirects === "same-origin")) return void 0;
	if (url.protocol === "https:" && target.protocol === "http:") throw refuse(`from https to http (${redactUrl(target)})`);
	if (isInnerAddress(target.hostname) && !isInnerAddress(url.hostname)) throw refuse(`to an address inside (${redactUrl(target)})`);
	const headers = Object.entries(request.headers ?? {}).filter(([name]) => sameOrigin || !PRIVATE_HEADERS.has(name.toLowerCase()));
	return {
		...request,
		url: target,
		headers: Object.fromEntries(headers),
		clientCertificate: sameOrigin && request.clientCertificate === true
	};
}

// src/io/http/client.ts
var Client = class {
	#options;
	#agents;
	#limiters = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
		this.#agents = new Agents(options);
	}
	async request(request) {
		let current = request;
		for (let hops = 0;; hops += 1) {
			const response = await this.#persist(current);
			const next = redirected(current, response);
			if (!next) return response;
			response.body.destroy();
			if (hops === 5) throw new SealiftError("unexpected_answer", `${redactUrl(request.url)} redirects more than ${5} times`);
			current = next;
		}
	}
	/** Tries until the answer is one that will not change by itself. */
	async #persist(request) {
		const { now, sleep, random } = this.#options;
		const last = request.retry === false ? 1 : 5;
		for (let attempt = 1;; attempt += 1) {
			const outcome = await this.#attempt(request).catch((error) => {
				request.signal.throwIfAborted();
				if (error instanceof SealiftError && mayPassLater(error)) return error;
				throw error;
			});
			const failed = outcome instanceof SealiftError;
			if (!failed && !isTransient(outcome.status)) return outcome;
			const asked = failed ? void 0 : retryAfter(outcome.headers, now());
			const delay = delayAfter(attempt, asked, random);
			if (attempt >= last || delay === void 0) {
				if (failed) throw outcome;
				return outcome;
			}
			if (!failed) outcome.body.destroy();
			await sleep(delay, request.signal);
		}
	}
	async #attempt(request) {
		const { now, sleep, onExchange, onWarning } = this.#options;
		const limiter = this.#limiter(request.url);
		const turn = await limiter.acquire(now, sleep, request.signal);
		try {
			const started = now().getTime();
			const response = await exchange(request, this.#agents, this.#options);
			const { status, headers } = response;
			if (isThrottled(response)) limiter.slowDown(turn, pauseUntil(response, now()));
			else if (status < 500) limiter.succeeded();
			onExchange?.({
				method: request.method,
				url: redactUrl(request.url),
				status,
				milliseconds: now().getTime() - started
			});
			if (onWarning) for (const text of warnings(headers.warning)) onWarning(text, request.url.host);
			return response;
		} finally {
			limiter.release();
		}
	}
	slowDown(url, milliseconds) {
		this.#limiter(url).hold(milliseconds, this.#options.now());
	}
	#limiter(url) {
		const limiter = this.#limiters.get(url.host) ?? new HostLimiter(this.#options.concurrency);
		this.#limiters.set(url.host, limiter);
		return limiter;
	}
	async close() {
		this.#agents.close();
	}
};
/** Text of `299 - "text"` (distribution-spec, "Warnings"). */
function warnings(header) {
	return [header ?? []].flat().flatMap((value) => {
		const match = /^299 - "(.*)"$/.exec(value);
		return match ? [match[1].replace(/\\(["\\])/g, "$1")] : [];
	});
}
/** The one HTTP client of a run: keep-alive, a limiter a host, retries with Retry-After, deadlines, redirects by rule. */
function createHttpClient(options) {
	return new Client(options);
}

// src/io/http/host-certificates.ts
const FILE_LIMIT = 1048576;
/** Files of one folder that are looked at. */
const MOST_FILES = 100;
/** A host of a URL as a folder's name; a name from outside must not lead elsewhere. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::\d{1,5})?$/;
/** Docker Hub is contacted by another name than the one that users write. */
const ALSO = { "registry-1.docker.io": "docker.io" };
/** Where docker and podman keep certificates for hosts: the user's before the system's. */
function roots({ env, home, platform, system = "/etc" }) {
	const own = join(env.XDG_CONFIG_HOME || join(home, ".config"), "containers", "certs.d");
	const docker = join(home, ".docker", "certs.d");
	if (platform === "win32") return [
		own,
		docker,
		join(env.ProgramData || "C:\\ProgramData", "docker", "certs.d")
	];
	return [
		own,
		docker,
		join(system, "containers", "certs.d"),
		join(system, "docker", "certs.d")
	];
}
/** The names of a host's folder: with its port, and for 443 also without. */
function namesOf(host, platform) {
	const withPort = [host, ALSO[host]].filter((name) => name !== void 0).flatMap((name) => /:\d+$/.test(name) ? [name] : [name, `${name}:443`]);
	return platform === "win32" ? withPort.map((name) => name.replaceAll(":", "")) : withPort;
}
async function filesOf(folder) {
	try {
		const names = await listFolder(folder);
		return typeof names === "string" ? [] : names.toSorted().slice(0, MOST_FILES);
	} catch (error) {
		if (error instanceof Error && /^(EACCES|EPERM)$/.test(errnoOf(error.cause) ?? "")) return [];
		throw error;
	}
}
function bad(folder, reason, hint) {
	return new SealiftError("config_invalid", `${printable(folder, 600)}: ${reason}`, { hint });
}
const readText = async (path, what) => Buffer.from(await readFile(path, FILE_LIMIT, what)).toString("utf8");
async function authority(folder, name) {
	const text = await readText(join(folder, name), "certificate authority");
	try {
		const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
		for (const block of blocks ?? [""]) new X509Certificate(block);
	} catch {
		throw bad(folder, `${printable(name)} holds no certificate`, "A .crt file is an authority as PEM.");
	}
	return text;
}
/** `NAME.cert` with `NAME.key`; the first one by name, as a server is shown one. */
async function clientOf(folder, names) {
	const stems = (ending) => names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
	const [certs, keys] = [stems(".cert"), stems(".key")];
	const lonely = [...certs.filter((stem) => !keys.includes(stem)).map((stem) => `${stem}.cert without ${stem}.key`), ...keys.filter((stem) => !certs.includes(stem)).map((stem) => `${stem}.key without ${stem}.cert`)];
	if (lonely.length > 0) throw bad(folder, `has ${printable(lonely.join(" and "), 400)}`, "A client certificate is NAME.cert with NAME.key; an authority is NAME.crt.");
	const [stem] = certs;
	if (stem === void 0) return void 0;
	const cert = await readText(join(folder, `${stem}.cert`), "client certificate");
	const key = await readText(join(folder, `${stem}.key`), "key of the client certificate");
	try {
		tls().createSecureContext({
			cert,
			key
		});
	} catch {
		throw bad(folder, `${printable(stem)}.cert and ${printable(stem)}.key are not a certificate and its key`, "Both are PEM, the key without a password.");
	}
	return {
		cert,
		key
	};
}
async function read(folders) {
	const authorities = [];
	let client;
	for (const folder of folders) {
		const names = await filesOf(folder);
		for (const name of names.filter((one) => one.endsWith(".crt"))) authorities.push(await authority(folder, name));
		const own = await clientOf(folder, names);
		client ??= own;
	}
	if (authorities.length === 0 && client === void 0) return void 0;
	return {
		authorities,
		...client === void 0 ? {} : { client }
	};
}
/**
* What docker and podman keep for one host in `certs.d/HOST[:PORT]`; read when the host is first contacted by TLS.
*
* @throws SealiftError `config_invalid` for half a pair or a file that is something else, `file_unreadable`.
*/
function openHostCertificates(options) {
	const known = /* @__PURE__ */ new Map();
	return (host) => {
		if (!HOST.test(host)) return Promise.resolve(void 0);
		const names = namesOf(host, options.platform);
		const found = known.get(host) ?? read(roots(options).flatMap((root) => names.map((name) => join(root, name))));
		known.set(host, found);
		return found;
	};
}

// src/compose/http.ts
const CA_LIMIT = 1048576;
/** Without --timeout, in milliseconds. */
const CONNECT = 1e4;
const IDLE = 3e4;
/** A PEM file of authorities for TLS; read as certificates first, so that a wrong file shows before the handshake. */
async function readAuthorities(value) {
	const bytes = await contentOf(value, CA_LIMIT, "CA file");
	await parseCertificates(bytes, {
		code: "config_invalid",
		what: "CA file"
	});
	return Buffer$1.from(bytes).toString("utf8");
}
const clients = /* @__PURE__ */ new WeakMap();
/** The HTTP client of a run, the same one for whoever asks; what it wakes up is closed with the run. */
function httpOf(run) {
	const known = clients.get(run);
	if (known) return known;
	const client = createHttp(run);
	clients.set(run, client);
	return client;
}
async function createHttp(run) {
	const { caFile, concurrency, timeout } = run.values;
	const ca = caFile === void 0 ? void 0 : await run.problems.try(() => readAuthorities(caFile));
	const { onRequest } = run;
	const http = createHttpClient({
		userAgent: `sealift/${VERSION}`,
		concurrency,
		timeouts: {
			connect: timeout ?? CONNECT,
			idle: timeout ?? IDLE
		},
		...ca === void 0 ? {} : { ca },
		env: run.env,
		certificatesOf: openHostCertificates({
			env: run.env,
			home: homeFolder(),
			platform: process.platform
		}),
		now: () => run.clock.now(),
		sleep: (milliseconds, signal) => run.clock.sleep(milliseconds, signal),
		random: Math.random,
		onWarning: (text, host) => run.reporter.warning(`${host} says: ${printable(text, 500)}`),
		...onRequest ? { onExchange: ({ method, url, status, milliseconds }) => onRequest(printable(`${method} ${url} ${status} (${milliseconds} ms)`, 1e3)) } : {}
	});
	run.onEnd(() => http.close());
	return http;
}

// src/compose/collecting-reporter.ts
/** Passes on what a run tells, and keeps its warnings for the result, each once. */
function collectingReporter(listener) {
	const warnings = /* @__PURE__ */ new Set();
	return {
		progress: (event) => listener?.progress(event),
		warning(message) {
			if (warnings.has(message)) return;
			warnings.add(message);
			listener?.warning(message);
		},
		get warnings() {
			return [...warnings];
		}
	};
}

// src/compose/deadline.ts
/** Timers of Node end here; longer is no deadline in practice. */
const LONGEST$1 = 2 ** 31 - 1;
/**
* A signal that always aborts with a SealiftError: with that of `signal`, with `interrupted` when `signal` gives none, and
* with `deadline_exceeded` after `milliseconds`. `stop` ends the waiting.
*/
function withDeadline(signal, milliseconds, clock) {
	const ended = new AbortController();
	const waiting = new AbortController();
	const pass = () => {
		const { reason } = signal;
		ended.abort(reason instanceof SealiftError ? reason : new SealiftError("interrupted", "the run was aborted", { cause: reason }));
	};
	if (signal.aborted) pass();
	else signal.addEventListener("abort", pass, {
		once: true,
		signal: waiting.signal
	});
	if (milliseconds !== void 0) clock.sleep(Math.min(milliseconds, LONGEST$1), waiting.signal).then(() => {
		const seconds = milliseconds / 1e3;
		ended.abort(new SealiftError("deadline_exceeded", `the run did not end within its deadline of ${seconds} s`));
	}, () => {});
	return {
		signal: ended.signal,
		stop: () => waiting.abort()
	};
}

// src/compose/run.ts
/** Members of the options object that are no options of the table. */
const SURROUNDINGS = [
	"reporter",
	"env",
	"onRequest",
	"onSecret",
	"images",
	"image",
	"source",
	"destination"
];
/** The options of the table among what a function was given. */
function optionsFrom(given) {
	const own = Object.entries(given).filter(([name, value]) => !SURROUNDINGS.includes(name) && value !== void 0);
	return Object.fromEntries(own);
}
/**
* Surrounds the work of one command: options read, deadline, warnings gathered, what was opened closed. Never rejects: what
* stops the run, bad options first of all, becomes `error`.
*/
async function perform(command, options, signal, work) {
	const problems = new Problems();
	const values = readOptions(command, optionsFrom(options), problems);
	const reporter = collectingReporter(options.reporter);
	const closers = [];
	const deadline = withDeadline(signal, values.deadline, systemClock);
	let error = null;
	try {
		deadline.signal.throwIfAborted();
		await work({
			values,
			problems,
			env: options.env ?? process.env,
			clock: systemClock,
			reporter,
			onRequest: options.onRequest,
			onSecret: options.onSecret,
			signal: deadline.signal,
			onEnd: (close) => closers.push(close)
		});
	} catch (thrown) {
		error = asSealiftError(thrown).toJSON();
	}
	for (const close of closers.toReversed()) await close().catch((thrown) => {
		error ??= asSealiftError(thrown).toJSON();
	});
	deadline.stop();
	return {
		warnings: reporter.warnings,
		error
	};
}
/** One command on images, from options to result. Never rejects. */
async function run(command, options, signal, work) {
	let images = [];
	const { warnings, error } = await perform(command, options, signal, async (current) => {
		images = await work(current);
		if (images.some(({ status }) => status === "failed")) current.signal.throwIfAborted();
	});
	return runResult(command, images, warnings, error);
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

// src/oci/together.ts
/**
* Runs tasks at the same time; the first failure aborts the signal that the others got, and is thrown when all have
* come to rest, so that nothing goes on behind the caller's back.
*/
async function together(signal, tasks) {
	const stop = new AbortController();
	const joined = AbortSignal.any([signal, stop.signal]);
	let failure;
	const settled = await Promise.all(Array.from(tasks, async (task) => {
		try {
			return await task(joined);
		} catch (error) {
			failure ??= { error: signal.aborted ? signal.reason : error };
			stop.abort(error);
			return;
		}
	}));
	if (failure) throw failure.error;
	return settled;
}

// src/operations/early.ts
/** Work begun before its result is needed; whoever awaits it hears of its failure, and nobody has to. */
function early(work) {
	work.catch(() => {});
	return work;
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
	return Promise.all(x5c.map(async (text, index) => {
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
		payload,
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

// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};

// node_modules/p-limit/index.js
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
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
* Generator"): annotations may be added, nothing else. One that only a verification plugin can judge is none of ours.
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
const SCHEME = /^([a-z][a-z0-9-]+):\/\//;
/** Schemes whose service may know the certificates of a key. */
const WITH_CERTIFICATES = /* @__PURE__ */ new Set(["azurekms", "notation-plugin"]);
function schemeOf$1(uri) {
	if (/^arn:aws[a-z-]*:/.test(uri)) return "awskms";
	if (/^https:\/\/[^/]+\.(vault|managedhsm)\.[^/]+\/keys\//.test(uri)) return "azurekms";
	return SCHEME.exec(uri)?.[1] ?? "file";
}
/** Whether the place of this key may know its certificates, so that none need to be given. */
function mayGiveCertificates(uri) {
	return WITH_CERTIFICATES.has(schemeOf$1(uri));
}
async function openSigner(uri, options) {
	if (uri.includes("-----BEGIN")) throw new SealiftError("usage", "the key is given as text where its place is expected", { hint: "Put the PEM into an environment variable and write env://NAME." });
	if (uri === "") throw new SealiftError("usage", "the key has no name");
	const scheme = schemeOf$1(uri);
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
const CHAIN_LIMIT$2 = 1048576;
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
		const bytes = await contentOf(certificateChain, CHAIN_LIMIT$2, "certificate chain");
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
			bytes.push(...Buffer$1.from(character, "utf8"));
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

// src/pki/key-identifier.ts
const COMPLAINT$2 = {
	code: "internal",
	what: "public key"
};
/**
* The identifier of a key in certificates: the first 160 bits of the SHA-256 of its BIT STRING (RFC 7093, 2, method 1), which
* needs no SHA-1.
*/
function keyIdentifier(publicKey) {
	const spki = publicKey.export({
		format: "der",
		type: "spki"
	});
	const root = derElement(spki, 0, spki.length, COMPLAINT$2);
	const [, bits] = derChildren(spki, root, COMPLAINT$2);
	const content = spki.subarray(bits.contentStart + 1, bits.end);
	return createHash("sha256").update(content).digest().subarray(0, 20);
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
* The one way in which something gets signed here: SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING }, the shape
* of a certificate (RFC 5280, 4.1.1) and of a request (RFC 2986, 4.2).
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
/** What the Notary Project asks of each role (signature-specification.md, "Certificate Requirements"). */
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
/** A new X.509 version 3 certificate (RFC 5280, 4.1), signed by whoever stands behind `sign` with `algorithm`. */
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

// src/operations/certificate-self-signed.ts
const CHECK$1 = {
	code: "self_check_failed",
	what: "the new certificate"
};
/**
* A certificate that a key makes for itself: to sign artifacts, or as the root of a company's own CA. Read again and held
* against the rules before it is given out.
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

// src/operations/certificate-validity.ts
const DAY = 864e5;
/** How far the clock of whoever verifies may be behind ours, in milliseconds. */
const SKEW = 3e5;
/** From a few minutes ago to `days` from now; X.509 knows whole seconds. */
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
/** PrintableString and nothing else (RFC 5280, appendix A.1); all other types may be UTF8Strings. */
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
}
/**
* A distinguished name in DER (RFC 5280, 4.1.2.4), each attribute in an RDN of its own. Whatever the order in which the
* attributes were written, that in the name is Go's (C, ST, L, …, CN): one signer has one name, and notation shows it so.
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

// src/io/files/write-new.ts
function taken(path, cause) {
	return new SealiftError("file_exists", `${printable(path, 600)} is there already`, { cause });
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
/** Gives the file its name, unless that is taken; where there are no hard links, by a copy that is as exclusive. */
async function nameOnce(unfinished, path) {
	try {
		await link(unfinished, path);
	} catch (error) {
		if (errnoOf(error) === "EEXIST") throw error;
		await copyFile(unfinished, path, constants$1.COPYFILE_EXCL);
	}
}
/**
* Writes a file that is not there yet: its name only ever stands for the whole content, and whatever bears it already stays
* as it is.
*
* @throws SealiftError `file_exists`, or of the file system.
*/
async function writeNew(path, text) {
	const unfinished = join(dirname(path), `.sealift-${randomBytes(8).toString("hex")}.tmp`);
	try {
		const handle = await open(unfinished, "wx");
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

// src/operations/certificate-facts.ts
/** What a result says of a certificate. */
function certificateFacts(certificate) {
	const { subject, issuer, notBefore, notAfter, thumbprint, publicKey } = certificate;
	return {
		subject: nameText(subject),
		issuer: nameText(issuer),
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString(),
		thumbprint,
		keyType: keyKind(publicKey)
	};
}

// src/compose/certificate/certificate-run.ts
/** One certificate command from options to result. Never rejects. */
async function certificateRun(command, options, signal, work) {
	const outcome = {};
	const { warnings, error } = await perform(command, options, signal, (current) => work(current, outcome));
	const { certificates = [], validUntil, file, pem } = outcome;
	return {
		version: 1,
		command,
		status: error === null ? "done" : "failed",
		error,
		warnings,
		images: [],
		certificates: certificates.map(certificateFacts),
		validUntil: (error === null ? validUntil : void 0)?.toISOString() ?? null,
		file: file ?? null,
		pem: pem ?? null
	};
}
/** Notes what is wrong with `--out` before any key is used. */
async function checkOut(out, problems) {
	if (out === void 0) return;
	if (out === "-") problems.add("usage", "--out - is not a file", "Leave --out out: the PEM goes to stdout.");
	else await problems.try(() => checkNew(out));
}
/** Puts what was made where the user wants it. */
async function deliver(outcome, out, pem) {
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
/** The key of a run, closed when that ends. What is wrong with it is noted. */
async function openKey(run, key) {
	if (key === void 0) return void 0;
	const signer = await run.problems.try(() => signerOf(key, run.env, () => remoteOf(run)));
	if (signer) run.onEnd(() => signer.close());
	return signer;
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

// src/compose/certificate/warn-of-name.ts
/** Warns of a signer that trust policies cannot name: everybody who verifies would have to trust the whole root. */
function warnOfName(subject, reporter) {
	const reason = unnameable(subject);
	if (reason === void 0) return;
	reporter.warning(`the subject ${printable(nameText(subject))} ${printable(reason)}: no x509.subject identity of a trust policy can name this signer, only * can`);
}

// src/compose/certificate/run-check.ts
var run_check_exports = /* @__PURE__ */ __exportAll({ runCheck: () => runCheck });
const CHAIN_LIMIT$1 = 1048576;
const COMPLAINT$1 = {
	code: "certificate_chain_invalid",
	what: "certificate chain"
};
async function chainOf(certificateChain) {
	const bytes = await contentOf(certificateChain, CHAIN_LIMIT$1, "certificate chain");
	return parseCertificates(bytes, COMPLAINT$1);
}
/** Checks a chain against Notary's rules and, where a key is given, against that. Never rejects. */
function runCheck(options, signal) {
	return certificateRun("certificate check", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { key, certificateChain } = values;
		const chain = certificateChain ? await problems.try(() => chainOf(certificateChain)) : void 0;
		const signer = await openKey(current, key);
		problems.throwIfAny();
		outcome.certificates = chain;
		const described = await signer?.describe(current.signal);
		checkSigningChain(described, chain, clock.now());
		warnOfName(chain[0].subject, reporter);
		outcome.validUntil = validUntil(chain);
	});
}

// src/notation/issuing.ts
const COMPLAINT = {
	code: "ca_certificate_invalid",
	what: "CA certificate"
};
/**
* Everything that can be known before a CA key is used: its certificate comes first, all of them are CAs that may issue, up
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
	const end = validUntil(authorities);
	if (notAfter < end) return;
	const first = authorities.find((one) => one.notAfter.getTime() === end.getTime());
	const left = Math.ceil((end.getTime() - now.getTime()) / 864e5) - 1;
	const message = `the certificate would end on ${notAfter.toISOString()}, and its CA ${printable(nameText(first.subject))} on ${end.toISOString()}`;
	throw new SealiftError("usage", message, { hint: left > 0 ? `Write --days ${left} at most.` : "Renew the certificate of the CA first." });
}
/** RSA exponents that Go's verifiers take, odd as they have to be. */
const isExponent = (exponent) => exponent >= 3n && exponent < 2n ** 31n && exponent % 2n === 1n;
/** @throws SealiftError `key_unsupported` for a key that could not sign in the Notary Project format. */
function checkRequestedKey(key) {
	algorithmOf(key);
	const { publicExponent } = key.asymmetricKeyDetails ?? {};
	if (publicExponent === void 0 || isExponent(publicExponent)) return;
	throw new SealiftError("key_unsupported", `the RSA key has the public exponent ${publicExponent}`, { hint: "Make a key with the exponent 65537." });
}

// src/operations/certificate-issue.ts
const CHECK = {
	code: "self_check_failed",
	what: "the new chain"
};
/**
* Issues a certificate that signs artifacts for the key of a request. Of the request the key and the name count, the name
* byte by byte; what the certificate may do is this CA's to say. All is checked before the CA key is used, and the new
* chain again before it is given out: the leaf, then `authorities`.
*
* @throws SealiftError `key_certificate_mismatch`, `ca_certificate_invalid`, `certificate_not_valid_now`,
*   `key_unsupported`, `usage`, `self_check_failed`, or what the key service throws.
*/
async function issueCertificate({ signer, authorities, request, days, now }, signal) {
	if (request.subject.rdns.length === 0) throw new SealiftError("csr_invalid", "the request names nobody: its subject is empty");
	checkRequestedKey(request.publicKey);
	const { algorithm, publicKey } = await signer.describe(signal);
	checkIssuer({ publicKey }, authorities, now);
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

// src/pki/signed-object.ts
function hashOf(oid) {
	return Object.keys(HASHES).find((hash) => HASHES[hash].oid === oid);
}
/** How an AlgorithmIdentifier says that something is signed; `undefined` for what is not allowed. */
async function schemeOf(algorithm) {
	const asn1 = await import("./x509.js").then((n) => n.t);
	const { algorithmId: oid, algorithmParams } = new asn1.AlgorithmIdentifier({ schema: asn1.fromBER(algorithm).result });
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
	if (oid !== "1.2.840.113549.1.1.10" || algorithmParams === void 0) return {
		oid,
		scheme: void 0
	};
	const parameters = new asn1.RSASSAPSSParams({ schema: algorithmParams });
	const mask = new asn1.AlgorithmIdentifier({ schema: parameters.maskGenAlgorithm.algorithmParams });
	const hash = hashOf(parameters.hashAlgorithm.algorithmId);
	const { saltLength, trailerField } = parameters;
	const isSalt = Number.isSafeInteger(saltLength) && saltLength >= 0;
	const isSound = hash !== void 0 && hashOf(mask.algorithmId) === hash && isSalt && trailerField === 1;
	const options = {
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength
	};
	return {
		oid,
		scheme: isSound ? {
			keyType: "rsa",
			hash,
			options
		} : void 0
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
* Checks the signature on SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING } over the received bytes. `der` has
* been walked as DER.
*
* @throws SealiftError with the code of `complaint`.
*/
async function checkSignedObject(der, key, complaint) {
	const bytesOf = ({ start, end }) => der.subarray(start, end);
	const [signed, algorithm, bits] = derChildren(der, derElement(der, 0, der.length, complaint), complaint);
	if (!signed || !algorithm || bits?.tag !== 3 || der[bits.contentStart] !== 0) throw complain(complaint, "has no signature");
	const { oid, scheme } = await schemeOf(bytesOf(algorithm)).catch(() => {
		throw complain(complaint, "names no signature algorithm");
	});
	if (scheme === void 0 || scheme.keyType !== key.asymmetricKeyType) throw complain(complaint, `is signed with an algorithm that is not allowed for its key (${printable(oid)})`);
	if (!holds(bytesOf(signed), scheme, key, der.subarray(bits.contentStart + 1, bits.end))) throw complain(complaint, "carries a signature that its key did not make");
}

// src/pki/parse-request.ts
const TAG = {
	integer: 2,
	oid: 6,
	sequence: 48,
	set: 49,
	attributes: 160
};
/** RFC 2985, 5.4.2. */
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
/** RFC 2985, 5.4.1: meant for the CA alone, and nothing that a certificate would hold. */
const CHALLENGE_PASSWORD = "1.2.840.113549.1.9.7";
/** A request is a SEQUENCE of more than 127 bytes: its second octet is not text, which PEM is up to there. */
const isDer = ([first, second = 0]) => first === 48 && second >= 128;
function derOf(bytes, complaint) {
	if (isDer(bytes)) return bytes;
	const blocks = pemBlocks(Buffer$1.from(bytes).toString("utf8"), complaint);
	if (blocks.some(({ label }) => label.includes("PRIVATE KEY"))) throw complain(complaint, "holds a private key, which nobody but its owner should have");
	const requests = blocks.filter(({ label }) => /^(?:NEW )?CERTIFICATE REQUEST$/.test(label));
	const [request] = requests;
	if (!request || requests.length !== blocks.length) {
		const other = blocks.find((block) => !requests.includes(block))?.label;
		throw complain(complaint, other === void 0 ? "holds no request" : `holds ${printable(other)}, not a request`);
	}
	if (requests.length > 1) throw complain(complaint, `holds ${requests.length} requests`);
	return request.bytes;
}
/** The names of what an attribute asks for: of an extension request each extension, else the attribute itself. */
function wishesOf(der, attribute, complaint) {
	const malformed = () => complain(complaint, "has a malformed attribute");
	const children = (element, tag) => {
		if (element?.tag !== tag) throw malformed();
		return [...derChildren(der, element, complaint)];
	};
	const oidOf = (element) => {
		const id = element?.tag === TAG.oid ? dottedOid(der.subarray(element.contentStart, element.end)) : void 0;
		if (id === void 0) throw malformed();
		return id;
	};
	const [type, values, ...more] = children(attribute, TAG.sequence);
	const id = oidOf(type);
	const list = children(values, TAG.set);
	if (more.length > 0) throw malformed();
	if (id === CHALLENGE_PASSWORD) return [];
	if (id !== EXTENSION_REQUEST) return [id];
	return list.flatMap((extensions) => children(extensions, TAG.sequence).map((one) => extensionName(oidOf(children(one, TAG.sequence)[0]))));
}
function publicKeyOf(der, info, complaint) {
	checkKeyParameters(der, info, complaint);
	try {
		return createPublicKey({
			key: Buffer$1.from(der.subarray(info.start, info.end)),
			format: "der",
			type: "spki"
		});
	} catch {
		throw complain(complaint, "has a public key that cannot be read");
	}
}
/**
* Reads one request, PEM or DER, and checks the signature that its key made on it: PSS, PKCS#1 v1.5 or ECDSA, with SHA-2.
*
* @throws SealiftError with the code of `complaint`.
*/
async function parseRequest(bytes, complaint) {
	const der = derOf(bytes, complaint);
	checkDer(der, complaint);
	const malformed = () => complain(complaint, "is not a PKCS#10 request");
	const root = derElement(der, 0, der.length, complaint);
	if (root.tag !== TAG.sequence) throw malformed();
	const [info, ...proof] = derChildren(der, root, complaint);
	if (info?.tag !== TAG.sequence || proof.length !== 2) throw malformed();
	const [version, subject, publicKeyInfo, attributes, ...more] = derChildren(der, info, complaint);
	if (!version || !subject || publicKeyInfo?.tag !== TAG.sequence || more.length > 0) throw malformed();
	if (version.tag !== TAG.integer || attributes?.tag !== TAG.attributes) throw malformed();
	if (version.end - version.contentStart !== 1 || der[version.contentStart] !== 0) throw complain(complaint, "has a version that is not 1");
	const publicKey = publicKeyOf(der, publicKeyInfo, complaint);
	await checkSignedObject(der, publicKey, complaint);
	return {
		subject: parseName(der.slice(subject.start, subject.end), complaint),
		publicKey,
		wishes: [...derChildren(der, attributes, complaint)].flatMap((one) => wishesOf(der, one, complaint))
	};
}

// src/compose/certificate/run-issue.ts
var run_issue_exports = /* @__PURE__ */ __exportAll({ runIssue: () => runIssue });
const CHAIN_LIMIT = 1048576;
const REQUEST_LIMIT = 65536;
async function requestOf(csr) {
	const bytes = await contentOf(csr, REQUEST_LIMIT, "certificate request");
	return parseRequest(bytes, {
		code: "csr_invalid",
		what: "certificate request"
	});
}
async function authoritiesOf(caCertificate) {
	const bytes = await contentOf(caCertificate, CHAIN_LIMIT, "CA certificate");
	return parseCertificates(bytes, {
		code: "ca_certificate_invalid",
		what: "CA certificate"
	});
}
/** Issues a signing certificate for a request. Never rejects. */
function runIssue(options, signal) {
	return certificateRun("certificate issue", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { caKey, caCertificate, csr, days, out } = values;
		const request = csr ? await problems.try(() => requestOf(csr)) : void 0;
		const authorities = caCertificate ? await problems.try(() => authoritiesOf(caCertificate)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, caKey);
		problems.throwIfAny();
		const { subject, wishes } = request;
		const chain = await issueCertificate({
			signer,
			authorities,
			request,
			days,
			now: clock.now()
		}, current.signal);
		if (wishes.length > 0) {
			const names = wishes.map((wish) => printable(wish)).join(", ");
			reporter.warning(`not copied from the request: ${names}; a CA says itself what its certificates may do`);
		}
		warnOfName(subject, reporter);
		await deliver(outcome, out, chain.map(({ der }) => pemText("CERTIFICATE", der)).join(""));
		outcome.certificates = chain;
		outcome.validUntil = validUntil(chain);
	});
}

// src/pki/build-request.ts
/**
* A request for a certificate (PKCS#10, RFC 2986, 4) without attributes: what the certificate may do is for its issuer to
* say. Signed by the key itself, as proof that whoever asks has it.
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

// src/operations/certificate-request.ts
/**
* A request for a certificate of a key (PKCS#10), in DER, read again before it is given out.
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

// src/compose/certificate/run-request.ts
var run_request_exports = /* @__PURE__ */ __exportAll({ runRequest: () => runRequest });
/** Makes a request for a certificate of a key. Never rejects. */
function runRequest(options, signal) {
	return certificateRun("certificate request", options, signal, async (current, outcome) => {
		const { values, problems, reporter } = current;
		const { key, out } = values;
		const subject = values.subject ? await problems.try(() => subjectOf(values.subject)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, key);
		problems.throwIfAny();
		const request = await certificateRequest({
			signer,
			subject
		}, current.signal);
		warnOfName(parseName(subject, {
			code: "internal",
			what: "subject"
		}), reporter);
		await deliver(outcome, out, pemText("CERTIFICATE REQUEST", request));
	});
}

// src/compose/certificate/run-self-signed.ts
var run_self_signed_exports = /* @__PURE__ */ __exportAll({ runSelfSigned: () => runSelfSigned });
const FOR_TRIALS = "a self-signed certificate is for trials: it cannot be revoked, and with each new one everybody who verifies has to change their trust store; `sealift certificate issue` shows the way out";
/** Makes a certificate that its own key signs. Never rejects. */
function runSelfSigned(options, signal) {
	return certificateRun("certificate self-signed", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { key, days, out, ca } = values;
		const subject = values.subject ? await problems.try(() => subjectOf(values.subject)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, key);
		problems.throwIfAny();
		const certificate = await selfSignedCertificate({
			signer,
			subject,
			...validityOf(clock.now(), days),
			role: ca ? "authority" : "signing"
		}, current.signal);
		if (!ca) {
			reporter.warning(FOR_TRIALS);
			warnOfName(certificate.subject, reporter);
			outcome.validUntil = certificate.notAfter;
		}
		await deliver(outcome, out, pemText("CERTIFICATE", certificate.der));
		outcome.certificates = [certificate];
	});
}

export { parseCertificate as $, isSignature as A, redactUrl as B, JWS_MEDIA_TYPE as C, ALGORITHMS as D, together as E, contentOf as F, platformName as G, isLoopback as H, isContent as I, listFolder as J, sameContent as K, homeFolder as L, run as M, httpOf as N, algorithmOf as O, mayPassLater as P, parseCertificates as Q, delayAfter as R, sortedMembers as S, systemClock as St, early as T, parseDescriptor as U, isInnerAddress as V, plainDescriptor as W, decodeUtf8 as X, parseJson as Y, readFile as Z, signDescriptor as _, digestHasher as _t, encodeName as a, encodeBase64Url as at, checkMetadata as b, isDigest as bt, isWithin as c, derElement as ct, besideSigner as d, validUntil as dt, pemBlocks as et, remoteOf as f, nameText as ft, pLimit as g, digestAlgorithm as gt, pemSigner as h, fileError as ht, run_check_exports as i, encodeBase64 as it, optionsFrom as j, findAlgorithm as k, parseDistinguishedName as l, invalidAt as lt, signingOf as m, errnoOf as mt, run_request_exports as n, decodeBase64 as nt, validityOf as o, checkDer as ot, signerOf as p, complain as pt, refuseLookalikes as q, run_issue_exports as r, decodeBase64Url as rt, selfSignedCertificate as s, derChildren as st, run_self_signed_exports as t, pemText as tt, subjectAttributes as u, isSelfSigned as ut, openEnvelope as v, digestHex as vt, PAYLOAD_MEDIA_TYPE as w, goJson as x, parseDigest as xt, formatTime as y, digestOf as yt, retryAfter as z };