import { A as ERRORS, D as printable, E as Problems, M as asSealiftError, O as systemClock, b as readOptions, g as failedImage, j as SealiftError, v as runResult, y as VERSION } from "./words.js";
import { a as int, c as nullable, d as record, g as _gte, h as unknown, l as object, m as union, n as array, o as literal, p as string, r as custom, s as looseObject, u as optional, y as _regex } from "./zod.js";
const { setTimeout: setTimeout$1 } = globalThis.process.getBuiltinModule("node:timers/promises");
const { X509Certificate, createHash } = globalThis.process.getBuiltinModule("node:crypto");
const { join } = globalThis.process.getBuiltinModule("node:path");
const { open, readdir } = globalThis.process.getBuiltinModule("node:fs/promises");
const { Buffer: Buffer$1 } = globalThis.process.getBuiltinModule("node:buffer");
const { BlockList, isIP } = globalThis.process.getBuiltinModule("node:net");
const { PassThrough, Readable, Transform, pipeline } = globalThis.process.getBuiltinModule("node:stream");
const { homedir } = globalThis.process.getBuiltinModule("node:os");
const { pipeline: pipeline$1 } = globalThis.process.getBuiltinModule("node:stream/promises");

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

// src/oci/reference.ts
/** The grammar of distribution's `reference` package: host, repository (name-component separated by /), tag. */
const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const HOST$2 = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?`;
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG$2 = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";
const NAME$1 = new RegExp(`^(${HOST$2})/(${REPOSITORY})$`);
const TAG_ONLY = new RegExp(`^${TAG$2}$`);
/** distribution: the name, host included, has at most 255 characters. */
const NAME_LENGTH = 255;
function isTag(text) {
	return TAG_ONLY.test(text);
}
/** Whether the first component of a name is meant as a host: it has a dot or a port, or is `localhost`, as docker decides. */
function namesHost(component) {
	return /[.:[\]A-Z]/.test(component) || component === "localhost";
}
/** `user:password@` in front of a host, as a URL would have it: never shown. */
const USERINFO = /(^|\/\/)[^/@]*@(?=[^/]*\/)/;
function invalid(text, reason, hint) {
	const shown = printable(text.replace(USERINFO, "$1…@"), 300);
	const message = `${JSON.stringify(shown)} is not a reference: ${reason}`;
	return new SealiftError("reference_invalid", message, hint === void 0 ? {} : { hint });
}
/** A folder may have an @ and a tag in its name; only what is meant as a digest is one. */
const DIGEST_LIKE = /^(?:sha\d+:|[a-z0-9+._-]+:[0-9a-f]{32,}$)/i;
/** Cuts a trailing `@DIGEST` off. */
function splitDigest(text) {
	const at = text.lastIndexOf("@");
	if (at < 0 || !DIGEST_LIKE.test(text.slice(at + 1))) return { rest: text };
	return {
		rest: text.slice(0, at),
		digest: parseDigest(text.slice(at + 1))
	};
}
/** Cuts the tags off: what stands behind the last colon, when no path separator follows it. */
function splitTag(text) {
	const colon = text.lastIndexOf(":");
	if (colon < 0 || /[/\\]/.test(text.slice(colon))) return { rest: text };
	return {
		rest: text.slice(0, colon),
		tag: text.slice(colon + 1)
	};
}
/** Whether a URL of this host leads to this host: ports end at 65535, and `0x7f.1` is another name of 127.0.0.1. */
function isReachable(registry) {
	const [, host = "", port] = /^(.*?)(?::([0-9]+))?$/.exec(registry);
	if (port !== void 0 && (Number(port) < 1 || Number(port) > 65535)) return false;
	if (!URL.canParse(`https://${host}`)) return false;
	return host.startsWith("[") || new URL(`https://${host}`).hostname === host.toLowerCase();
}
/** Refuses an implied host, with the full form in the hint: `suffix` is the tag or digest that belongs to it. */
function refuseImpliedHost(name, suffix) {
	const [first = "", ...others] = name.split("/");
	if (!/^[a-z0-9._/-]+$/.test(name) || others.length > 0 && namesHost(first)) return;
	const full = others.length > 0 ? `docker.io/${name}` : `docker.io/library/${name}`;
	const hint = `Write the registry in full: ${printable(full + suffix, 400)}`;
	throw invalid(name + suffix, "the registry is not written out", hint);
}
/**
* A repository without tag and digest: `REGISTRY/REPOSITORY`, as scopes of a trust policy have it. Any first component
* may be the registry.
*
* @throws SealiftError `reference_invalid`.
*/
function parseRepository(text) {
	const match = NAME$1.exec(text);
	if (!match) throw invalid(text, NAME$1.test(text.toLowerCase()) ? "a repository is written in lower case" : "it does not follow REGISTRY/REPOSITORY");
	if (text.length > NAME_LENGTH) throw invalid(text, `the name has over ${NAME_LENGTH} characters`);
	return {
		registry: match[1],
		repository: match[2]
	};
}
function parseParts(text) {
	const { rest, digest } = splitDigest(text);
	const layout = /^(oci|oci-archive):(?!\/\/)(.*)$/s.exec(rest);
	const { rest: name, tag } = splitTag(layout ? layout[2] : rest.replace(/^docker:\/\//, ""));
	const suffix = {
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
	if (!layout) {
		const scheme = /^([a-z][a-z0-9+-]*):\/\//.exec(name)?.[1];
		if (scheme !== void 0) throw invalid(text, `${scheme}:// does not belong here`, "Write REGISTRY/REPOSITORY:TAG, without a scheme.");
		refuseImpliedHost(name, `${tag === void 0 ? "" : `:${tag}`}${digest === void 0 ? "" : `@${digest}`}`);
		const { registry, repository } = parseRepository(name);
		if (!isReachable(registry)) throw invalid(text, `${registry} is not the name or address of a host`);
		return {
			place: {
				transport: "docker",
				registry,
				repository
			},
			...suffix
		};
	}
	if (name === "" || name.includes("\0")) throw invalid(text, "the path is missing", "Write oci:DIR:TAG or oci:DIR@DIGEST.");
	return {
		place: {
			transport: layout[1],
			path: name
		},
		...suffix
	};
}
/**
* Reads a reference as a user writes it: `docker://` may stand before a registry's, `oci:` and `oci-archive:` mark a
* layout. With both tag and digest, both are kept; {@link manifestName} lets the digest count.
*
* @throws SealiftError `reference_invalid`.
*/
function parseReference(text) {
	const { place, tag, digest } = parseParts(text);
	if (tag !== void 0 && !isTag(tag)) throw invalid(text, `${JSON.stringify(printable(tag))} is not a tag`);
	return {
		...place,
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
}
/** The name without tag and digest: `REGISTRY/REPOSITORY`, `oci:DIR`. */
function formatPlace(place) {
	return place.transport === "docker" ? `${place.registry}/${place.repository}` : `${place.transport}:${place.path}`;
}
function formatReference(reference) {
	const { tag, digest } = reference;
	return `${formatPlace(reference)}${tag === void 0 ? "" : `:${tag}`}${digest === void 0 ? "" : `@${digest}`}`;
}
/**
* What the reference names inside its repository; the digest counts when there are both, as in docker.
*
* @throws SealiftError `reference_needs_tag`, with the corrected forms.
*/
function manifestName(reference) {
	if (reference.digest !== void 0) return { digest: reference.digest };
	if (reference.tag !== void 0) return { tag: reference.tag };
	const place = printable(formatPlace(reference), 400);
	throw new SealiftError("reference_needs_tag", `${place} has neither tag nor digest`, { hint: `Write ${place}:TAG or, better, ${place}@sha256:…` });
}
/** @throws SealiftError `destination_invalid` or `reference_invalid`. */
function parseDestination(text) {
	const { place, tag, digest } = parseParts(text);
	if (digest !== void 0) throw new SealiftError("destination_invalid", `${printable(formatPlace(place), 400)} is a destination and cannot have a digest`);
	const tags = tag === void 0 ? [] : [...new Set(tag.split(","))];
	const wrong = tags.find((one) => !isTag(one));
	if (wrong !== void 0) throw new SealiftError("destination_invalid", `${JSON.stringify(printable(wrong))} is not a tag, in ${printable(text)}`);
	return {
		...place,
		tags
	};
}
function formatDestination(destination) {
	const { tags } = destination;
	return `${formatPlace(destination)}${tags.length === 0 ? "" : `:${tags.join(",")}`}`;
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
function decode(text, variant, complaint) {
	const bytes = Buffer$1.from(text, variant);
	if (bytes.toString(variant) !== text) throw complain(complaint, `is not canonical ${variant}`);
	return bytes;
}
/** Standard base64 with padding (RFC 4648, 4), canonical only. */
function decodeBase64(text, complaint) {
	return decode(text, "base64", complaint);
}
/** base64url without padding (RFC 7515, 2), canonical only. */
function decodeBase64Url(text, complaint) {
	return decode(text, "base64url", complaint);
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

// src/pki/der-reader.ts
const TAG$1 = {
	boolean: 1,
	integer: 2,
	bitString: 3,
	octetString: 4,
	oid: 6,
	sequence: 48
};
/** A context-specific tag: `[number]`, constructed or not. */
const context = (number, constructed = true) => (constructed ? 160 : 128) | number;
/** Reads the parts of one DER value by their types; what does not fit is refused in the words of `complaint`. */
var DerReader = class DerReader {
	#der;
	#complaint;
	/** @param der walked as DER here (X.690): an octet string's content was passed by when the walk went over its outside. */
	static of(der, complaint) {
		checkDer(der, complaint);
		return {
			reader: new DerReader(der, complaint),
			root: derElement(der, 0, der.length, complaint)
		};
	}
	constructor(der, complaint) {
		this.#der = der;
		this.#complaint = complaint;
	}
	malformed() {
		return complain(this.#complaint, "is malformed");
	}
	content({ contentStart, end }) {
		return this.#der.subarray(contentStart, end);
	}
	whole({ start, end }) {
		return this.#der.subarray(start, end);
	}
	/** What is inside of an element that has to be of the type `tag`. */
	children(element, tag) {
		if (element?.tag !== tag) throw this.malformed();
		return [...derChildren(this.#der, element, this.#complaint)];
	}
	oid(element) {
		const oid = element?.tag === TAG$1.oid ? dottedOid(this.content(element)) : void 0;
		if (oid === void 0) throw this.malformed();
		return oid;
	}
	boolean(element) {
		if (element.tag !== TAG$1.boolean) throw this.malformed();
		return this.content(element)[0] !== 0;
	}
	/** A number from 0 that fits into one; larger ones have no meaning here. */
	count(element) {
		const bytes = element.tag === TAG$1.integer ? this.content(element) : void 0;
		if (!bytes || bytes.length > 4 || (bytes[0] ?? 128) >= 128) throw this.malformed();
		return bytes.reduce((value, byte) => value * 256 + byte, 0);
	}
};

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
/** RFC 5280, 4.2.1.6: uniformResourceIdentifier, an IA5String. */
const URI_NAME = context(6, false);
/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING } (RFC 5280, 4.1). */
function readExtension(reader, element) {
	const [id, ...rest] = reader.children(element, TAG$1.sequence);
	const value = rest.at(-1);
	if (rest.length > 2 || value?.tag !== TAG$1.octetString) throw reader.malformed();
	const critical = rest.length === 2 && reader.boolean(rest[0]);
	return [reader.oid(id), {
		critical,
		value: reader.content(value)
	}];
}
/** BasicConstraints ::= SEQUENCE { cA DEFAULT FALSE, pathLenConstraint OPTIONAL } (RFC 5280, 4.2.1.9). */
function constraintsOf(reader, root) {
	const parts = reader.children(root, TAG$1.sequence);
	const ca = parts[0]?.tag === TAG$1.boolean ? reader.boolean(parts.shift()) : false;
	const [length, ...more] = parts;
	if (more.length > 0) throw reader.malformed();
	return {
		ca,
		...length ? { pathLength: reader.count(length) } : {}
	};
}
/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (X.690, 8.6.2). */
function bitsOf(reader, root) {
	if (root.tag !== TAG$1.bitString) throw reader.malformed();
	const [, ...bytes] = reader.content(root);
	return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & 128 >> (bit & 7)) !== 0));
}
/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280, 4.2.1.12). */
function purposesOf(reader, root) {
	const purposes = reader.children(root, TAG$1.sequence).map((purpose) => reader.oid(purpose));
	if (purposes.length === 0) throw reader.malformed();
	return purposes;
}
/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
function identifierOf(reader, root) {
	if (root.tag !== TAG$1.octetString) throw reader.malformed();
	return Uint8Array.from(reader.content(root));
}
const uriOf = (reader, name) => name.tag === URI_NAME ? [String.fromCharCode(...reader.content(name).subarray(0, MAX_URI))] : [];
/** Longer ones are fetched by nobody; bounds what is spread into one call. */
const MAX_URI = 4096;
/** AuthorityInfoAccessSyntax ::= SEQUENCE OF SEQUENCE { accessMethod, accessLocation } (RFC 5280, 4.2.2.1). */
function respondersOf(reader, root) {
	return reader.children(root, TAG$1.sequence).flatMap((description) => {
		const [method, location, ...more] = reader.children(description, TAG$1.sequence);
		if (!location || more.length > 0) throw reader.malformed();
		return reader.oid(method) === OCSP ? uriOf(reader, location) : [];
	});
}
/** CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] } (RFC 5280, 4.2.1.13). */
function crlsOf(reader, root) {
	return reader.children(root, TAG$1.sequence).flatMap((point) => {
		const names = reader.children(point, TAG$1.sequence).find(({ tag }) => tag === context(0));
		if (!names) return ["(a name that is not told)"];
		const [name] = reader.children(names, context(0));
		if (name?.tag !== context(0)) return ["(a name relative to the issuer)"];
		return reader.children(name, context(0)).flatMap((one) => uriOf(reader, one));
	});
}
/**
* Reads the extensions that the profile looks at. An extension that stands twice is refused (RFC 5280, 4.2).
*
* @param list Extensions ::= SEQUENCE OF Extension, as `reader` has it; absent where the certificate has none.
*/
function readExtensions(reader, list, complaint) {
	const byId = /* @__PURE__ */ new Map();
	for (const element of list ? reader.children(list, TAG$1.sequence) : []) {
		const [id, extension] = readExtension(reader, element);
		if (byId.has(id)) throw complain(complaint, `has the extension ${id} twice`);
		byId.set(id, extension);
	}
	const read = (id, how) => {
		const extension = byId.get(id);
		if (extension === void 0) return void 0;
		const inside = DerReader.of(extension.value, {
			...complaint,
			what: `${complaint.what}, extension ${id}`
		});
		return {
			critical: extension.critical,
			value: how(inside.reader, inside.root)
		};
	};
	const constraints = read(EXTENSION.basicConstraints, constraintsOf);
	const keyUsage = read(EXTENSION.keyUsage, bitsOf);
	const extendedKeyUsage = read(EXTENSION.extendedKeyUsage, purposesOf);
	const subjectKey = read(EXTENSION.subjectKeyIdentifier, identifierOf);
	return {
		...constraints ? { basicConstraints: {
			critical: constraints.critical,
			...constraints.value
		} } : {},
		...keyUsage ? { keyUsage: {
			critical: keyUsage.critical,
			bits: keyUsage.value
		} } : {},
		...extendedKeyUsage ? { extendedKeyUsage: {
			critical: extendedKeyUsage.critical,
			oids: extendedKeyUsage.value
		} } : {},
		...subjectKey ? { subjectKeyIdentifier: subjectKey.value } : {},
		ocspUrls: read(EXTENSION.authorityInfoAccess, respondersOf)?.value ?? [],
		crlUrls: read(EXTENSION.crlDistributionPoints, crlsOf)?.value ?? [],
		hasFreshestCrl: byId.has(EXTENSION.freshestCrl)
	};
}

// src/pki/parse-name.ts
const TAG = {
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
		const [type, value, ...more] = children(pair, TAG.sequence);
		if (type?.tag !== TAG.oid || value === void 0 || more.length > 0) throw malformed();
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
		rdns: children(derElement(bytes, 0, bytes.length, complaint), TAG.sequence).map((rdn) => children(rdn, TAG.set).map(attribute))
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

// src/pki/pss-parameters.ts
/** The default of both hash functions (RFC 4055, 3.1). */
const SHA1 = "1.3.14.3.2.26";
/**
* The hash functions of RSASSA-PSS-params (RFC 4055, 3.1), by OID: SEQUENCE { hashAlgorithm [0], maskGenAlgorithm [1], … },
* each an AlgorithmIdentifier that may be left out; that of the mask has the hash as its parameters.
*/
function pssHashes(reader, parameters) {
	const parts = reader.children(parameters, TAG$1.sequence);
	const algorithm = (number) => {
		const part = parts.find(({ tag }) => tag === context(number));
		return part && reader.children(reader.children(part, context(number))[0], TAG$1.sequence);
	};
	const hash = algorithm(0);
	const mask = algorithm(1);
	return {
		hash: hash ? reader.oid(hash[0]) : SHA1,
		mask: mask ? reader.oid(reader.children(mask[1], TAG$1.sequence)[0]) : SHA1
	};
}

// src/pki/parse-certificate.ts
/** DER of 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY = Buffer$1.from("06072a8648ce3d0201", "hex");
/** RFC 5480, 2.1.1: a curve is named; Go refuses one that is spelled out, OpenSSL does not. */
function checkKeyParameters(reader, publicKeyInfo, complaint) {
	const [type, parameters] = reader.children(reader.children(publicKeyInfo, TAG$1.sequence)[0], TAG$1.sequence);
	if (type !== void 0 && EC_PUBLIC_KEY.equals(reader.whole(type)) && parameters?.tag !== TAG$1.oid) throw complain(complaint, "has a key without a named curve");
}
function signatureAlgorithm(reader, algorithm) {
	const [id, parameters] = reader.children(algorithm, TAG$1.sequence);
	const oid = reader.oid(id);
	if (oid !== "1.2.840.113549.1.1.10") return oid;
	const { hash, mask } = pssHashes(reader, parameters);
	return `${oid}/${hash}${mask === hash ? "" : `/${mask}`}`;
}
/** X.509 version 1 has the number 0, and is what stands where no number does (RFC 5280, 4.1.2.1). */
function versionOf(reader, first) {
	if (first?.tag !== context(0)) return 1;
	const [number] = reader.children(first, context(0));
	if (!number) throw reader.malformed();
	return reader.count(number) + 1;
}
/**
* What TBSCertificate says (RFC 5280, 4.1), on the received bytes. Read here, on the strict walk that stands before every
* parser anyway: the parsers that there are accept what Go refuses, forget which attributes share an RDN, and cost each
* command more than all the rest of its start. Tests hold it against pkijs.
*/
function readTbs(der, complaint) {
	const { reader, root } = DerReader.of(der, complaint);
	const [tbs, algorithm] = reader.children(root, TAG$1.sequence);
	if (tbs === void 0 || algorithm === void 0) throw complain(complaint, "is not a certificate");
	const parts = reader.children(tbs, TAG$1.sequence);
	const first = parts[0]?.tag === context(0) ? 1 : 0;
	const [signed, issuer, validity, subject, publicKeyInfo, ...more] = parts.slice(first + 1);
	if (!signed || !issuer || !validity || !subject || !publicKeyInfo) throw complain(complaint, "is not a certificate");
	if (Buffer$1.compare(reader.whole(signed), reader.whole(algorithm)) !== 0) throw complain(complaint, "names two signature algorithms");
	checkKeyParameters(reader, publicKeyInfo, complaint);
	const explicit = more.find(({ tag }) => tag === context(3));
	const list = explicit && reader.children(explicit, context(3))[0];
	return {
		version: versionOf(reader, parts[0]),
		issuer: parseName(reader.whole(issuer), complaint),
		subject: parseName(reader.whole(subject), complaint),
		...parseValidity(der, validity, complaint),
		signatureAlgorithm: signatureAlgorithm(reader, algorithm),
		...readExtensions(reader, list, complaint)
	};
}
/** The same few certificates stand in every envelope of a run: read once each, the oldest forgotten first. */
const known = /* @__PURE__ */ new Map();
const KNOWN_LIMIT = 256;
/** Larger ones are no everyday certificates, and would be kept at the price of memory. */
const KNOWN_SIZE = 16384;
/**
* Reads one certificate: strict DER for what it says, node for the key and the signature on it.
*
* @throws SealiftError with the code of `complaint`.
*/
async function parseCertificate(der, complaint) {
	const thumbprint = createHash("sha256").update(der).digest("hex");
	const before = known.get(thumbprint);
	if (before) return before;
	const certificate = readCertificate(Buffer$1.from(der), thumbprint, complaint);
	if (der.length <= KNOWN_SIZE) {
		for (const oldest of known.keys()) {
			if (known.size < KNOWN_LIMIT) break;
			known.delete(oldest);
		}
		known.set(thumbprint, certificate);
	}
	return certificate;
}
function readCertificate(der, thumbprint, complaint) {
	const said = readTbs(der, complaint);
	try {
		const native = new X509Certificate(der);
		if (!native.raw.equals(der)) throw complain(complaint, "holds another certificate inside");
		return {
			der,
			thumbprint,
			...said,
			publicKey: native.publicKey,
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
const isDer = ([first, second = 0]) => first === 48 && second >= 128;
/**
* Reads every certificate of a file: PEM (each block, whatever its label, has to be one) or concatenated DER, as notation
* does.
*
* @throws SealiftError with the code of `complaint`, also when there is none.
*/
async function parseCertificates(bytes, complaint) {
	const ders = isDer(bytes) ? splitDer(bytes, complaint) : pemBlocks(Buffer$1.from(bytes).toString("utf8"), complaint).map(({ label, bytes: body }) => {
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
/** A URL's hostname without the brackets of IPv6, and without the dot that ends a name written in full (`localhost.`). */
function bareHostname(hostname) {
	return hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
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

// src/stores/registry/auth/realm.ts
/**
* The token service that a challenge names, if credentials may go there: https unless the registry itself is on http, and
* no address inside unless it is the registry's own host (CVE-2026-48978).
*
* @throws SealiftError `unexpected_answer`.
*/
function checkRealm(realm, registry) {
	const refuse = (reason, hint = "The setting is the realm of the token authentication of this registry.") => new SealiftError("unexpected_answer", `${registry.host} sends its users to ${printable(realm ?? "no token service")}: ${reason}`, { hint });
	const url = realm !== void 0 && URL.canParse(realm) ? new URL(realm) : void 0;
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") throw refuse("that is not a token service");
	if (url.protocol === "http:" && registry.protocol === "https:") throw refuse("credentials would travel without TLS");
	if (isInnerAddress(url.hostname) && url.hostname !== registry.hostname) throw refuse("that is an address inside");
	return url;
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

// src/io/http/body.ts
/**
* The whole body, at most `limit` bytes: the declared length is held against it before anything is read.
*
* @throws SealiftError `content_too_large`, or what ended the connection.
*/
async function readBody(response, limit) {
	const { body, headers, url } = response;
	const tooLarge = () => {
		body.destroy();
		return new SealiftError("content_too_large", `${redactUrl(url)} answers with over ${limit} bytes`);
	};
	if (Number(headers["content-length"] ?? 0) > limit) throw tooLarge();
	const chunks = [];
	let length = 0;
	for await (const chunk of body) {
		length += chunk.length;
		if (length > limit) throw tooLarge();
		chunks.push(chunk);
	}
	return Buffer$1.concat(chunks);
}
/** Up to this much is read so that the connection can be used again; more is not worth it. */
const WORTH_READING = 65536;
/** Done with an answer whose body does not matter. Never fails. */
async function discard({ body }) {
	let length = 0;
	try {
		for await (const chunk of body) {
			length += chunk.length;
			if (length > WORTH_READING) break;
		}
	} catch {}
}

// src/stores/registry/auth/token-request.ts
/**
* How services without OAuth 2 refuse a POST, besides 404 and 405: Artifactory with 401, Azure's of old with 400. They are
* asked by GET with the same secret, as docker does.
*/
const NO_POST = /* @__PURE__ */ new Set([
	400,
	401,
	404,
	405,
	415,
	501
]);
/** Azure's name for "the password is a token". */
const TOKEN_USER$1 = "00000000-0000-0000-0000-000000000000";
function basicHeader(username, password) {
	return `Basic ${Buffer$1.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
/** How a token service is asked by GET. */
function loginHeader(credential) {
	const [username, password] = credential.kind === "password" ? [credential.username, credential.password] : [credential.username ?? TOKEN_USER$1, credential.token];
	return basicHeader(username, password);
}
/** The token specification of docker (distribution, "token/jwt"). */
function byGet(http, realm, { challenge, scopes, credential, registry }, signal) {
	const url = new URL(realm);
	const { service } = challenge.parameters;
	if (service !== void 0) url.searchParams.set("service", service);
	for (const scope of scopes) url.searchParams.append("scope", scope);
	const headers = credential ? { authorization: loginHeader(credential) } : {};
	const clientCertificate = realm.origin === registry.origin;
	return http.request({
		method: "GET",
		url,
		headers,
		redirects: "same-origin",
		clientCertificate,
		signal
	});
}
/** OAuth 2 (distribution, "token/oauth"): how a refresh token is turned into an access token. */
function byPost(http, realm, { challenge, scopes, registry }, token, signal) {
	const form = new URLSearchParams({
		grant_type: "refresh_token",
		refresh_token: token,
		service: challenge.parameters.service ?? registry.host,
		scope: scopes.join(" "),
		client_id: "sealift"
	});
	const bytes = new TextEncoder().encode(form.toString());
	return http.request({
		method: "POST",
		url: realm,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: {
			length: bytes.length,
			open: () => Promise.resolve(bytes)
		},
		redirects: "none",
		clientCertificate: realm.origin === registry.origin,
		signal
	});
}
/** Asks the token service at `realm`, which has been checked: an identity token by POST, everything else by GET. */
async function requestToken(http, realm, request, signal) {
	const { credential } = request;
	if (credential?.kind === "refresh") {
		const response = await byPost(http, realm, request, credential.token, signal);
		if (!NO_POST.has(response.status)) return {
			method: "POST",
			response
		};
		await discard(response);
	}
	return {
		method: "GET",
		response: await byGet(http, realm, request, signal)
	};
}

// src/stores/registry/auth/scope.ts
/** The parts of `repository:NAME:ACTION,…` (distribution, "token/scope"); `undefined` for anything else. */
function parseScope(scope) {
	const [, name, actions] = /^repository:([^\s]+):([a-z*,]+)$/.exec(scope) ?? [];
	return name === void 0 || actions === void 0 ? void 0 : {
		name,
		actions: actions.split(",")
	};
}
/** `pull` of one repository, or `pull,push`. */
function repositoryScope(name, access) {
	return `repository:${name}:${access === "push" ? "pull,push" : "pull"}`;
}
/** Whether a token that was asked for with `held` allows what `needed` names. */
function coversScopes(held, needed) {
	return needed.every((scope) => {
		if (held.includes(scope)) return true;
		const need = parseScope(scope);
		return held.some((one) => {
			const have = parseScope(one);
			return need !== void 0 && have?.name === need.name && need.actions.every((action) => have.actions.includes(action));
		});
	});
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

// src/encoding/once.ts
/** What `make` returns, made at the first call: the start of a run pays for nothing that the run may not need. */
function once(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}

// src/stores/registry/auth/credential.ts
/** Who is logged in and where that was found, for messages: never the secret. */
function describeCredential(credential) {
	const { kind, source, username } = credential;
	if (kind === "password") return `${printable(username)}, from ${source}`;
	return `${username ? printable(username) : "an identity token"}, from ${source}`;
}

// src/stores/registry/registry-words.ts
const TOO_LARGE_HINT = "The registry, or a proxy before it, takes nothing of this size; its limit is a setting there.";
const SHA256_HINT = "This registry stores sha256 content only; build the image with sha256 digests, or use a registry that takes sha512.";
/** The first that fits counts. */
const WORDS = [
	{
		pattern: /(?<![a-z])immutab/i,
		code: "tag_immutable",
		forbids: true
	},
	{
		pattern: /TAG_?INVALID|overwrit|does not allow updating/i,
		code: "tag_immutable"
	},
	{
		pattern: /\bquota\b|service limit|upper limit/i,
		code: "registry_refused",
		hint: "A quota of this registry is used up (storage, images, or what is attached to one image): raise it, or delete what is old.",
		writing: true,
		forbids: true
	},
	{
		pattern: /SIZE_INVALID|too large|exceeds? the (maximum|limit)/i,
		code: "content_too_large",
		hint: TOO_LARGE_HINT
	},
	{
		pattern: /BLOB_UNKNOWN.*sha512:/,
		code: "registry_refused",
		hint: SHA256_HINT,
		writing: true
	},
	{
		pattern: /DIGEST_INVALID/,
		url: /sha512(:|%3A)/i,
		code: "registry_refused",
		hint: SHA256_HINT,
		writing: true
	},
	{
		pattern: /DIGEST_INVALID/,
		code: "digest_mismatch"
	},
	{
		pattern: /BLOB_UPLOAD_UNKNOWN/,
		code: "upload_unconfirmed"
	},
	{
		pattern: /^(MANIFEST_)?BLOB_UNKNOWN|^MANIFEST_UNKNOWN/m,
		code: "upload_unconfirmed",
		writing: true
	},
	{
		pattern: /^NAME_UNKNOWN|project \S+ not found|repository .*does not exist/im,
		code: "artifact_not_found",
		hint: "Create the repository, or its project, first: this registry does not make one on a push.",
		writing: true
	},
	{
		pattern: /Invalid docker content/i,
		code: "registry_refused",
		hint: "A Nexus repository of format docker takes images only; use one of format oci (Nexus 3.94 and later)."
	},
	{
		pattern: /Invalid JSON syntax/i,
		code: "registry_refused",
		hint: "Amazon ECR says this of manifests without `mediaType`, and of some with `artifactType` or `subject`: docs/registries.md."
	},
	{
		pattern: /TOOMANYREQUESTS/,
		code: "too_many_requests"
	},
	{
		pattern: /^DENIED|^UNAUTHORIZED/,
		code: "denied"
	}
];
/** The meaning of the errors of one answer; `undefined` when they say nothing that the status does not. */
function registryWord(errors, method, url) {
	const text = errors.map(({ code, message }) => `${code} ${message}`).join("\n");
	const writes = method !== "GET" && method !== "HEAD";
	return WORDS.find((word) => word.pattern.test(text) && (writes || !word.writing) && (word.url?.test(url.href) ?? true));
}

// src/stores/registry/answer-error.ts
const ERROR_LIMIT = 65536;
/** Characters of one code or message that are looked at and shown. */
const LONGEST_MESSAGE = 1e3;
const bodyShape = once(() => {
	const text = optional(nullable(string()));
	const error = looseObject({
		code: optional(string()),
		message: text,
		detail: optional(unknown())
	});
	return looseObject({ errors: array(error) });
});
/** A detail is unstructured by the specification; where it is a text, it often says more than the message. */
function withDetail(message, detail) {
	if (typeof detail !== "string" || detail === "") return message;
	return message === "" ? detail : `${message}: ${detail}`;
}
/** The errors of an answer; none when it is not the distribution specification's JSON. Never fails. */
async function readErrors(response) {
	try {
		const bytes = await readBody(response, ERROR_LIMIT);
		const body = bodyShape().safeParse(parseJson(bytes, {
			code: "unexpected_answer",
			what: "error"
		}));
		if (!body.success) return [];
		return body.data.errors.map(({ code, message, detail }) => ({
			code: (code ?? "").slice(0, LONGEST_MESSAGE),
			message: withDetail(message ?? "", detail).slice(0, LONGEST_MESSAGE)
		}));
	} catch {
		return [];
	}
}
const BY_STATUS = {
	401: "denied",
	403: "denied",
	404: "artifact_not_found",
	408: "registry_unavailable",
	413: "content_too_large",
	429: "too_many_requests"
};
const HINTS = { 413: TOO_LARGE_HINT };
/** Statuses that mean what they say, whatever the text; only some things are forbidden (403) by another name. */
const SAYS_IT = /* @__PURE__ */ new Set([
	401,
	403,
	408,
	413,
	429
]);
function codeFor(status, word) {
	if (status < 400) return "unexpected_answer";
	if (status >= 500) return "registry_unavailable";
	const byStatus = BY_STATUS[status];
	if (SAYS_IT.has(status)) return status === 403 && word?.forbids ? word.code : byStatus;
	return word?.code ?? byStatus ?? "registry_refused";
}
/** Errors of one answer that are shown; a registry may send as many as fit into 64 KiB. */
const SHOWN_ERRORS = 3;
async function denied(message, login) {
	const { repository, right, asked } = login;
	const registry = repository.split("/", 1)[0];
	const credential = await login.credential();
	const needed = `needed is the right to ${right} ${repository}`;
	if (!credential) return new SealiftError("credentials_missing", `${message}, and there are no credentials for ${registry}; ${needed}`, { hint: `Log in with the right to ${right}, for example with \`docker login ${registry}\`.` });
	const used = `${asked ? "logged in as" : "without asking for the login"} ${describeCredential(credential)}`;
	return new SealiftError("denied", `${message}, ${used}; ${needed}`, { hint: `Check that this login is still good and has the right to ${right} ${repository}.` });
}
/** An answer that is not the wanted one, as an error that names action, URL, status and the registry's own words. */
async function answerError(response, { method, action, login }) {
	const errors = await readErrors(response);
	const { status, url } = response;
	const words = errors.slice(0, SHOWN_ERRORS).map(({ code, message }) => printable([code, message].filter(Boolean).join(": "))).join("; ");
	const word = registryWord(errors, method, url);
	const code = codeFor(status, word);
	const said = words === "" ? "" : ` (${words})`;
	const message = `${action}: ${method} ${redactUrl(url)} answers ${status}${said}`;
	if (code === "denied" && login) return denied(message, login);
	const hint = (word?.code === code || status === 413 ? word?.hint : void 0) ?? HINTS[status];
	return new SealiftError(code, message, hint === void 0 ? {} : { hint });
}

// src/stores/registry/api-host.ts
/** The hosts that answer for a registry's name; only Docker Hub's differs. */
const API_HOSTS = { "docker.io": "registry-1.docker.io" };
/** The host to contact for a registry. */
function apiHost(registry) {
	return API_HOSTS[registry] ?? registry;
}
/** The registry as users name it, from the host that is contacted. */
function registryName(host) {
	return Object.keys(API_HOSTS).find((registry) => API_HOSTS[registry] === host) ?? host;
}

// src/stores/registry/auth/token.ts
const TOKEN_LIMIT = 65536;
/** Seconds a token lives when nobody says; docker's token specification. Shorter lives are not believed either. */
const SHORTEST_LIFE = 60;
const answerShape$1 = once(() => looseObject({
	token: optional(nullable(string())),
	access_token: optional(nullable(string())),
	refresh_token: optional(nullable(string())),
	expires_in: optional(unknown())
}));
function lifetimeOf(expiresIn) {
	return Math.max(SHORTEST_LIFE, typeof expiresIn === "number" ? expiresIn : SHORTEST_LIFE);
}
/** What a token service can say. Anything else would be taken for an answer about the content: 404 for "it is gone". */
const SAYABLE = /* @__PURE__ */ new Set([
	"credentials_missing",
	"denied",
	"registry_refused",
	"registry_unavailable",
	"too_many_requests"
]);
async function refusal({ method, response }, request) {
	const { credential, registry, scopes } = request;
	const { name = "", actions = scopes } = parseScope(scopes[0]) ?? {};
	const error = await answerError(response, {
		method,
		action: `get a token for ${scopes.join(" ")}`,
		login: {
			repository: `${registryName(registry.host)}/${name}`,
			right: actions.join(" and "),
			asked: true,
			credential: () => Promise.resolve(credential)
		}
	});
	return SAYABLE.has(error.code) ? error : new SealiftError("unexpected_answer", error.message);
}
/** @throws SealiftError `unexpected_answer` when it is too large: nothing is said about the size of any content. */
function bodyOf(response) {
	return readBody(response, TOKEN_LIMIT).catch((error) => {
		if (!(error instanceof SealiftError) || error.code !== "content_too_large") throw error;
		throw new SealiftError("unexpected_answer", error.message);
	});
}
/**
* Asks the token service of a challenge for a token of `scopes`.
*
* @throws SealiftError `denied`, `unexpected_answer` for a service that must not be asked, or what the answer means.
*/
async function fetchToken(http, request, signal) {
	const realm = checkRealm(request.challenge.parameters.realm, request.registry);
	const answer = await requestToken(http, realm, request, signal);
	const { response } = answer;
	if (response.status >= 300 && response.status < 400) {
		await discard(response);
		throw new SealiftError("unexpected_answer", `the token service ${redactUrl(realm)} redirects elsewhere, where no credentials are sent`);
	}
	if (response.status !== 200) throw await refusal(answer, request);
	const what = `answer of the token service ${redactUrl(realm)}`;
	const body = parseJson(await bodyOf(response), {
		code: "unexpected_answer",
		what
	});
	const parsed = answerShape$1().safeParse(body);
	const value = parsed.success ? parsed.data.token || parsed.data.access_token : void 0;
	if (!value || !/^[\x21-\x7e]+$/.test(value)) throw new SealiftError("unexpected_answer", `${what}: holds no token`);
	const { expires_in: expiresIn, refresh_token: refreshToken } = parsed.data;
	const isRenewed = answer.method === "POST" && Boolean(refreshToken);
	return {
		value,
		lifetime: lifetimeOf(expiresIn),
		...isRenewed ? { refreshToken } : {}
	};
}

// src/stores/registry/auth/tokens.ts
/** Renewed this long before its end, so that it does not end under way. Milliseconds. */
const EARLY = 5e3;
/** The tokens of a run, kept per registry, token service, credential and scope; tasks that need the same one ask once. */
var Tokens = class {
	#options;
	#kept = /* @__PURE__ */ new Map();
	/** Refresh tokens that a service gave in place of the one it was sent. */
	#refreshed = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/** The Authorization header for a demand, from a token that is good for it, or from a new one. */
	async header(challenge, demand, signal) {
		const { scopes, refused } = demand;
		const key = keyOf(challenge, demand);
		const kept = this.#kept.get(key) ?? [];
		this.#kept.set(key, kept);
		for (;;) {
			const known = kept.find((one) => coversScopes(one.scopes, scopes));
			if (!known) break;
			const grant = await known.grant.catch((error) => {
				if (!known.asker.aborted) throw error;
			});
			if (grant && grant.until > this.#options.now().getTime() && grant.header !== refused) return grant.header;
			forget(kept, known);
		}
		const fresh = {
			scopes,
			asker: signal,
			grant: this.#ask(key, challenge, demand, signal)
		};
		kept.push(fresh);
		fresh.grant.catch(() => forget(kept, fresh));
		return (await fresh.grant).header;
	}
	async #ask(key, challenge, demand, signal) {
		const { http, now, onSecret } = this.#options;
		const { registry, scopes } = demand;
		const credential = this.#newest(key, demand.credential);
		const ask = (wanted) => fetchToken(http, {
			challenge,
			scopes: wanted,
			credential,
			registry
		}, signal);
		const { value, lifetime, refreshToken } = await ask(scopes).catch((error) => {
			const isRefused = error instanceof SealiftError && (error.exitCode === 4 || error.exitCode === 1);
			if (scopes.length === 1 || !isRefused) throw error;
			return ask([scopes[0]]);
		});
		if (refreshToken !== void 0) {
			onSecret?.(refreshToken);
			this.#refreshed.set(key, refreshToken);
		}
		return {
			header: `Bearer ${value}`,
			until: now().getTime() + lifetime * 1e3 - EARLY
		};
	}
	#newest(key, credential) {
		const token = this.#refreshed.get(key);
		return token !== void 0 && credential?.kind === "refresh" ? {
			...credential,
			token
		} : credential;
	}
};
function keyOf(challenge, { registry, credential }) {
	const { realm, service } = challenge.parameters;
	return JSON.stringify([
		registry.origin,
		realm,
		service,
		credential?.source
	]);
}
function forget(kept, one) {
	const at = kept.indexOf(one);
	if (at >= 0) kept.splice(at, 1);
}

// src/stores/registry/auth/authorizer.ts
/** Whether the realm of a challenge is one that may be asked. */
function isRealm(realm, registry) {
	try {
		checkRealm(realm, registry);
		return true;
	} catch {
		return false;
	}
}
/** The logins of one run, which every store of the run shares. */
var Authorizer = class {
	#options;
	#tokens;
	#basic = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
		this.#tokens = new Tokens(options);
	}
	async credential(registry, repository) {
		const credential = await this.#options.credentials.find(registry, repository);
		if (credential) {
			const { onSecret } = this.#options;
			onSecret?.(credential.kind === "password" ? credential.password : credential.token);
			onSecret?.(loginHeader(credential).replace(/^Basic /, ""));
		}
		return credential;
	}
	/** The challenges of a registry that is known to ask for Basic, so that its next repository need not be refused first. */
	basicOf(registry) {
		return this.#basic.get(registry.origin);
	}
	/**
	* The Authorization header that answers one of `challenges`, Bearer before Basic; `undefined` when Basic is asked for and
	* there is no password.
	*/
	async answer(challenges, demand, signal) {
		const header = await this.#header(challenges, demand, signal);
		if (header !== void 0) this.#options.onSecret?.(header.replace(/^\S+ /, ""));
		return header;
	}
	async #header(challenges, demand, signal) {
		const { registry, credential } = demand;
		const bearer = challenges.find(({ scheme }) => scheme === "bearer");
		const asksBasic = challenges.some(({ scheme }) => scheme === "basic");
		const basic = asksBasic && credential?.kind === "password" ? basicHeader(credential.username, credential.password) : void 0;
		if (bearer && (basic === void 0 || isRealm(bearer.parameters.realm, registry))) return this.#tokens.header(bearer, demand, signal);
		if (asksBasic) {
			const basics = challenges.filter(({ scheme }) => scheme === "basic");
			this.#basic.set(registry.origin, basics);
			return basic;
		}
		const offered = challenges.map(({ scheme }) => scheme).join(", ") || "nothing";
		throw new SealiftError("unexpected_answer", `${registry.host} asks for a login and offers ${offered} instead of Basic or Bearer`);
	}
};

// src/io/process/run-program.ts
const START_FAILURES = {
	ENOENT: "not-found",
	ENOTDIR: "not-found",
	EACCES: "not-executable",
	ENOEXEC: "not-executable",
	EPERM: "not-executable"
};
/** Asked for when a program is run: it brings a good part of node along. */
const spawn = () => process.getBuiltinModule("node:child_process").spawn;
var TooMuchOutput = class extends Error {};
async function collect(stream, limit) {
	const chunks = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > limit) throw new TooMuchOutput();
		chunks.push(chunk);
	}
	return Buffer$1.concat(chunks);
}
/**
* Runs a program without a shell, with caps on its time and on what it says. Throws the signal's reason after an abort;
* whatever else happens is an outcome, for the caller to put into words.
*/
async function runProgram(order, signal) {
	signal.throwIfAborted();
	const { file, args, input, env, timeout, limit } = order;
	const child = spawn()(file, args, {
		env: { ...env },
		stdio: "pipe",
		windowsHide: true,
		shell: false
	});
	const timer = new AbortController();
	const kill = () => {
		child.kill("SIGKILL");
		child.stdout.destroy();
		child.stderr.destroy();
	};
	signal.addEventListener("abort", kill, {
		once: true,
		signal: timer.signal
	});
	const started = new Promise((resolve) => {
		child.once("spawn", () => resolve("spawned"));
		child.once("error", resolve);
	});
	const exited = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
	child.stdin.on("error", () => {});
	try {
		const start = await started;
		if (start !== "spawned") {
			const kind = START_FAILURES[start.code ?? ""];
			if (kind) return { kind };
			throw start;
		}
		child.stdin.end(input);
		const { stdout, stderr } = child;
		const ended = Promise.all([
			collect(stdout, limit),
			collect(stderr, limit),
			exited
		]);
		const late = setTimeout$1(timeout, void 0, { signal: timer.signal });
		late.catch(() => {});
		const first = await Promise.race([ended, late]);
		signal.throwIfAborted();
		if (!first) return { kind: "timed-out" };
		const [out, err, code] = first;
		return {
			kind: "ended",
			code,
			stdout: out,
			stderr: err
		};
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof TooMuchOutput) return { kind: "too-much-output" };
		throw error;
	} finally {
		timer.abort();
		kill();
	}
}

// src/stores/registry/auth/credential-helpers.ts
/** A name that becomes the end of a program's name, never a path. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
/** Helpers may ask a cloud or a keychain first. Milliseconds. */
const TIMEOUT = 6e4;
const OUTPUT_LIMIT = 65536;
/** What helpers say, on their standard output, when they work and have nothing (docker-credential-helpers). */
const NOT_FOUND = /^credentials not found/i;
/** The user name that says: the secret is an identity token. */
const TOKEN_USER = "<token>";
const answerShape = once(() => looseObject({
	Username: string(),
	Secret: string()
}));
/** The first line of what a program says, if that is not the answer itself, which may hold a secret. */
function wordsOf(outcome) {
	const said = [outcome.stderr, outcome.stdout].map((bytes) => new TextDecoder().decode(bytes).trim()).find((text) => text !== "" && !/["{}]/.test(text));
	return said === void 0 ? "" : `: ${printable(said.split("\n", 1)[0], 200)}`;
}
/**
* The programs that keep credentials for docker and podman (`docker-credential-NAME get`): asked once a run for each
* registry, and not before somebody needs it.
*/
var CredentialHelpers = class {
	#options;
	#answers = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/**
	* What a helper keeps for a registry; `undefined` when it has nothing.
	*
	* @param key the registry as helpers name it: its host, or `https://index.docker.io/v1/`.
	* @param where the configuration that names the helper, for messages.
	* @throws SealiftError `config_invalid` for a name that is none, `credential_helper_missing`, `credential_helper_failed`.
	*/
	ask(name, key, where) {
		const id = JSON.stringify([name, key]);
		const known = this.#answers.get(id);
		if (known) return known;
		const answer = this.#ask(name, key, where);
		this.#answers.set(id, answer);
		return answer;
	}
	async #ask(name, key, where) {
		if (!NAME.test(name)) throw new SealiftError("config_invalid", `${where}: ${printable(name)} is not the name of a credential helper`, { hint: "Write NAME for the program docker-credential-NAME, without a path." });
		const { env, signal, run = runProgram } = this.#options;
		const program = `docker-credential-${name}`;
		const shown = `${program}, which ${where} names for ${printable(key)},`;
		const fail = (reason) => new SealiftError("credential_helper_failed", `${shown} ${reason}`, { hint: `Try it by hand with \`${program} get\`, with ${printable(key)} on its standard input; log in again if that fails too.` });
		const outcome = await run({
			file: program,
			args: ["get"],
			input: key,
			env,
			timeout: TIMEOUT,
			limit: OUTPUT_LIMIT
		}, signal);
		switch (outcome.kind) {
			case "not-found":
			case "not-executable": {
				const reason = outcome.kind === "not-found" ? "is not on the PATH" : "cannot be executed";
				throw new SealiftError("credential_helper_missing", `${shown} ${reason}`);
			}
			case "timed-out": throw fail(`gives no answer for ${TIMEOUT / 1e3} seconds`);
			case "too-much-output": throw fail(`answers with over ${OUTPUT_LIMIT} bytes`);
		}
		if (outcome.code !== 0) {
			if (NOT_FOUND.test(new TextDecoder().decode(outcome.stdout).trim())) return void 0;
			throw fail(`ends with ${outcome.code ?? "a signal"}${wordsOf(outcome)}`);
		}
		return credentialIn(outcome.stdout, `${program} (${where})`, fail);
	}
};
function credentialIn(stdout, source, fail) {
	let parsed;
	try {
		parsed = answerShape().safeParse(parseJson(stdout, {
			code: "credential_helper_failed",
			what: source
		}));
	} catch {}
	if (!parsed?.success) throw fail("answers with something that is not {\"Username\":…,\"Secret\":…}");
	const { Username: username, Secret: secret } = parsed.data;
	if (secret === "") return void 0;
	if (username === TOKEN_USER) return {
		kind: "refresh",
		token: secret,
		source
	};
	if (username === "") throw fail("answers with a secret and without a user name");
	return {
		kind: "password",
		username,
		password: secret,
		source
	};
}

// src/stores/registry/partial-answer.ts
/** Leaves out the first `count` bytes: for a server that answers a range with everything. */
function skipping(count) {
	let left = count;
	return new Transform({ transform(chunk, _encoding, callback) {
		const cut = Math.min(left, chunk.length);
		left -= cut;
		callback(null, cut === chunk.length ? void 0 : chunk.subarray(cut));
	} });
}
/** Whether a 206 is the part that was asked for, of content of the right size (RFC 9110, 14.4 and 15.3.7.1). */
function isPart({ headers }, offset, size) {
	const range = headers["content-range"];
	const [, first, last, whole] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(String(range)) ?? [];
	return Number(first) === offset && Number(last) === size - 1 && (whole === "*" || Number(whole) === size);
}
/** The bytes from `offset` on, out of an answer to a request for them; `undefined` when it is none. */
function bytesFrom(response, offset, size) {
	const { status, body } = response;
	if (offset === 0) return status === 200 ? body : void 0;
	if (status === 206) return isPart(response, offset, size) ? body : void 0;
	if (status !== 200) return void 0;
	const rest = skipping(offset);
	pipeline(body, rest, () => {});
	return rest;
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

// src/stores/registry/resumed-blob.ts
/** Tries in all that bring nothing forward. */
const ATTEMPTS$1 = 4;
/**
* A content that is read on from where it was when its connection breaks. It is opened anew each time, since the storage URL
* that a registry redirects to has ended by then. The bytes are not checked: what reads them holds them to their digest.
*/
var ResumedBlob = class extends Readable {
	/** As what is read first. */
	ownsChunks;
	#options;
	#gone = new AbortController();
	#signal;
	#source;
	#at;
	#mark;
	#attempt = 1;
	constructor(first, options) {
		super();
		this.ownsChunks = first.ownsChunks === true;
		this.#options = options;
		this.#signal = AbortSignal.any([options.signal, this.#gone.signal]);
		this.#at = options.offset;
		this.#mark = options.offset;
		this.#follow(first);
	}
	#follow(source) {
		this.#source = source;
		source.on("data", (chunk) => {
			this.#at += chunk.length;
			if (!this.push(chunk)) source.pause();
		});
		source.on("end", () => this.push(null));
		const broken = (error) => {
			if (!this.destroyed) this.#resume(error).catch((reason) => this.destroy(reason));
		};
		if (source.closed && source.errored) broken(source.errored);
		else source.on("error", broken);
	}
	/** @throws what ends the reading: `broken`, or what became of the next try. */
	async #resume(broken) {
		const { open, sleep, random, size, chunk } = this.#options;
		this.#source = void 0;
		if (this.#at === size) {
			this.push(null);
			return;
		}
		if (this.#at >= this.#mark + chunk) this.#attempt = 1;
		this.#mark = this.#at;
		const delay = delayAfter(this.#attempt, void 0, random);
		if (!(broken instanceof SealiftError && broken.exitCode === 3) || this.#attempt === ATTEMPTS$1 || delay === void 0) throw broken;
		this.#attempt += 1;
		await sleep(delay, this.#signal);
		const source = await open(this.#at, this.#signal);
		if (this.destroyed) source.destroy();
		else this.#follow(source);
	}
	_read() {
		this.#source?.resume();
	}
	_destroy(error, callback) {
		this.#gone.abort();
		this.#source?.destroy();
		callback(error);
	}
};

// src/stores/registry/other-digest.ts
/**
* Whether a Docker-Content-Digest says that other content was stored. A registry may answer a sha512 push with its own
* sha256, which says nothing.
*/
function isOtherDigest(answered, ours) {
	if (typeof answered !== "string" || !isDigest(answered)) return false;
	return answered !== ours && digestAlgorithm(answered) === digestAlgorithm(ours);
}

// src/stores/registry/uploads/mounts.ts
/** Mounts of blobs from other repositories of the same registry (distribution-spec, "Mounting a blob from another repository"). */
var Mounts = class {
	#repository;
	#sessions;
	/** Uploads that began where a mount was asked for. */
	#begun = /* @__PURE__ */ new Map();
	/** Repositories that blobs cannot be mounted from. */
	#refused = /* @__PURE__ */ new Set();
	constructor(repository, sessions) {
		this.#repository = repository;
		this.#sessions = sessions;
	}
	/**
	* @param from `REGISTRY/REPOSITORY`; without a request when it is none that this run reads here with the same login.
	* @returns whether the blob is there now.
	*/
	async mount({ digest }, from, signal) {
		const source = this.#inThisRegistry(from);
		if (source === void 0 || this.#refused.has(source)) return false;
		if (!await this.#repository.mayMountFrom(source)) return false;
		const response = await this.#ask(digest, source, signal);
		if (response?.status === 201) {
			await discard(response);
			const answered = response.headers["docker-content-digest"];
			if (!isOtherDigest(answered, digest)) return true;
			throw new SealiftError("digest_mismatch", `${this.#repository.name} mounted blob ${digest} as ${answered}`);
		}
		if (response?.status === 202) {
			this.#begun.set(digest, await this.#sessions.begun(response));
			return false;
		}
		if (response) await discard(response);
		this.#refused.add(source);
		return false;
	}
	/** The upload that began instead of a mount, once. */
	take(digest) {
		const session = this.#begun.get(digest);
		this.#begun.delete(digest);
		return session;
	}
	#inThisRegistry(from) {
		const [registry, repository] = split(from);
		const [own] = split(this.#repository.name);
		return apiHost(registry) === apiHost(own) && repository !== this.#repository.repository ? repository : void 0;
	}
	/** `undefined` where the login does not reach so far. */
	async #ask(digest, from, signal) {
		const url = this.#repository.url("blobs/uploads/", {
			mount: digest,
			from
		});
		try {
			return await this.#repository.request({
				method: "POST",
				url,
				signal
			});
		} catch (error) {
			if (error instanceof SealiftError && error.exitCode === 4) return void 0;
			throw error;
		}
	}
};
function split(name) {
	const slash = name.indexOf("/");
	return [name.slice(0, slash), name.slice(slash + 1)];
}

// src/stores/registry/uploads/location.ts
/**
* Where an upload goes on: any path, query or host the registry names, nothing rebuilt. A foreign host gets no credentials
* (CVE-2026-50151), and needs TLS if the registry has it.
*
* @throws SealiftError `unexpected_answer` where the answer names no place, or one that nobody should be sent to.
*/
function uploadLocation({ headers, url: answered }, registry) {
	const { location } = headers;
	const refuse = (reason) => new SealiftError("unexpected_answer", `${redactUrl(answered)} starts an upload ${reason}`);
	if (typeof location !== "string" || !URL.canParse(location, answered.href)) throw refuse("without saying where");
	const url = new URL(location, answered);
	if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") throw refuse("at something that is not a plain http URL");
	if (url.protocol === "http:" && registry.protocol === "https:") throw refuse("without TLS");
	if (isInnerAddress(url.hostname) && !isInnerAddress(registry.hostname)) throw refuse("at an address inside");
	return url;
}
/** The URL that completes an upload: the location with the digest added (distribution-spec, "Pushing blobs"). */
function completing(location, digest) {
	const url = new URL(location);
	url.search = `${url.search === "" ? "?" : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
	return url;
}

// src/stores/registry/uploads/received.ts
/** `0-41`: what an upload session holds. Some write `bytes=` before it, and -1 as the end of nothing. */
const RANGE = /^(?:bytes[= ])?0-(-1|\d{1,15})$/;
/**
* How many bytes an upload session holds by the `Range` of an answer; `undefined` when it does not say. `0-0` stands for one
* byte and, at distribution, for none: it is taken for none.
*/
function receivedBytes({ headers }) {
	const { range } = headers;
	const last = typeof range === "string" ? RANGE.exec(range)?.[1] : void 0;
	if (last === void 0) return void 0;
	return Number(last) > 0 ? Number(last) + 1 : 0;
}

// src/stores/registry/uploads/sessions.ts
const OCTETS = { "content-type": "application/octet-stream" };
function shortestChunk({ headers }) {
	const length = headers["oci-chunk-min-length"];
	return typeof length === "string" && /^\d{1,15}$/.test(length) ? Number(length) : 0;
}
/** The requests of upload sessions (distribution-spec, "Pushing blobs"); what the answers are worth is for others to say. */
var Sessions = class {
	#repository;
	constructor(repository) {
		this.#repository = repository;
	}
	/** POST. @throws SealiftError where no upload begins. */
	async begin(signal) {
		const url = this.#repository.url("blobs/uploads/");
		const response = await this.#repository.request({
			method: "POST",
			url,
			signal
		});
		if (response.status !== 202) throw await this.#repository.error(response, "POST", "push a blob to");
		return this.begun(response);
	}
	/** The session of a 202. */
	async begun(response) {
		await discard(response);
		return {
			location: uploadLocation(response, this.#repository.origin),
			shortestChunk: shortestChunk(response)
		};
	}
	/** PUT of the whole blob, or of nothing where the chunks were sent before. */
	complete({ location }, digest, body, signal) {
		return this.#repository.elsewhere({
			method: "PUT",
			url: completing(location, digest),
			headers: OCTETS,
			...body ? { body } : {},
			retry: false,
			signal
		});
	}
	/** PATCH of the chunk that begins at `offset`. */
	send({ location }, offset, body, signal) {
		return this.#repository.elsewhere({
			method: "PATCH",
			url: location,
			headers: {
				...OCTETS,
				"content-range": `${offset}-${offset + body.length - 1}`
			},
			body,
			retry: false,
			signal
		});
	}
	/** What a session holds; `undefined` where it is gone, or the registry cannot tell. */
	async progress(session, signal) {
		const { location: url } = session;
		const response = await this.#repository.elsewhere({
			method: "GET",
			url,
			redirects: "none",
			signal
		});
		await discard(response);
		return response.status < 300 || response.status === 416 ? this.progressOf(session, response) : void 0;
	}
	/** What an answer of a session says that it holds. */
	progressOf(session, response) {
		const received = receivedBytes(response);
		if (received === void 0) return void 0;
		const location = response.headers.location !== void 0 ? uploadLocation(response, this.#repository.origin) : session.location;
		return {
			session: {
				...session,
				location
			},
			received
		};
	}
	/** DELETE of a session that is not used. Never fails: registries end what nobody completes. */
	async cancel({ location: url }, signal) {
		try {
			await discard(await this.#repository.elsewhere({
				method: "DELETE",
				url,
				retry: false,
				signal
			}));
		} catch {}
	}
	/** The error for an answer that was not the wanted one. */
	refusal(response, method) {
		return this.#repository.error(response, method, "push a blob to");
	}
};

// src/oci/early.ts
/** Work begun before its result is needed; whoever awaits it hears of its failure, and nobody has to. */
function early(work) {
	work.catch(() => {});
	return work;
}

// src/stores/registry/uploads/chunk-source.ts
/** Cuts a blob into chunks that stream. Chunks that follow one another come out of one reading of the source. */
var ChunkSource = class {
	#descriptor;
	#open;
	#stream;
	#parts;
	#left;
	/** Where the reading is. */
	#at = 0;
	/** The last chunk was given out to its end, so that the next one may follow. */
	#isWhole = false;
	constructor(descriptor, open) {
		this.#descriptor = descriptor;
		this.#open = open;
	}
	/** `length` bytes from `offset` on. What was taken before is not read any more. */
	async take(offset, length) {
		if (!this.#parts || !this.#isWhole || this.#at !== offset) {
			this.close();
			this.#stream = await this.#open(offset);
			this.#parts = this.#stream[Symbol.asyncIterator]();
			this.#at = offset;
		}
		this.#isWhole = false;
		return Readable.from(this.#chunk(this.#parts, length), { objectMode: false });
	}
	async *#chunk(parts, length) {
		const { digest, size } = this.#descriptor;
		let wanted = length;
		while (wanted > 0) {
			const { value: part, done } = this.#left ? { value: this.#left } : await parts.next();
			if (parts !== this.#parts) return;
			if (done) throw new SealiftError("digest_mismatch", `blob ${digest}: ends after ${this.#at} of ${size} bytes`);
			const given = part.subarray(0, wanted);
			this.#left = given.length < part.length ? part.subarray(given.length) : void 0;
			this.#at += given.length;
			wanted -= given.length;
			this.#isWhole = wanted === 0;
			yield given;
		}
		if (this.#at === size) await parts.next();
	}
	close() {
		this.#stream?.destroy();
		this.#stream = void 0;
		this.#parts = void 0;
		this.#left = void 0;
	}
};

// src/stores/registry/uploads/upload.ts
/** Tries in all that bring nothing forward, when the connection breaks or the registry stumbles. */
const ATTEMPTS = 4;
/** A registry that demands chunks of over so many lengths gets what is left in one. */
const MOST_LENGTHS = 8;
/** Chunks of one try that bring the session no further. */
const STALLS = 3;
/**
* One blob on its way into a registry: whole in one PUT, which every registry takes. When that fails midway, a big blob goes
* on in chunks from where the session says it is; what the registry takes is no proof, only its `Range` and, in the end,
* the digest are.
*/
var Upload = class {
	#sessions;
	#descriptor;
	#open;
	#options;
	#source;
	#session;
	#opened;
	/** Bytes that the session holds. */
	#received = 0;
	/** The longest request body, once one was refused for its length. */
	#limit;
	#mayResume;
	#answer;
	/** @param begun a session that is open already, and empty. */
	constructor(sessions, descriptor, open, options, begun) {
		this.#sessions = sessions;
		this.#descriptor = descriptor;
		this.#open = open;
		this.#options = options;
		this.#source = new ChunkSource(descriptor, open);
		this.#session = begun;
		this.#mayResume = descriptor.size > options.chunk;
	}
	/** The source is opened while the session is: neither waits for the other. */
	async #begin(signal) {
		this.#opened = early(this.#open(0));
		try {
			return await this.#sessions.begin(signal);
		} catch (error) {
			this.#close();
			throw error;
		}
	}
	/** What was opened and nobody has read. */
	#close() {
		this.#opened?.then((stream) => stream.destroy(), () => {});
		this.#opened = void 0;
	}
	/** The whole blob: what is open already, once. */
	#whole() {
		const opened = this.#opened ?? this.#open(0);
		this.#opened = void 0;
		return opened;
	}
	async run(signal) {
		try {
			await this.#persist(signal);
		} finally {
			this.#close();
		}
	}
	async #persist(signal) {
		const { now, sleep, random, chunk } = this.#options;
		let mark = 0;
		for (let attempt = 1;; attempt += 1) {
			this.#session ??= attempt === 1 ? await this.#begin(signal) : await this.#sessions.begin(signal);
			try {
				return await this.#send(this.#session, signal).finally(() => this.#source.close());
			} catch (error) {
				signal.throwIfAborted();
				if (!(error instanceof SealiftError)) throw error;
				const refused = this.#answer === void 0 ? void 0 : error.code;
				if (refused === "content_too_large") {
					if (!this.#shorten(this.#session)) throw this.#tooLarge(error);
				} else if (refused === "digest_mismatch" && this.#received > 0 && this.#mayResume) this.#mayResume = false;
				else {
					if (this.#received >= mark + chunk) {
						mark = this.#received;
						attempt = 1;
					}
					const asked = this.#answer && retryAfter(this.#answer.headers, now());
					const delay = delayAfter(attempt, asked, random);
					if (!this.#mayPass(error) || attempt >= ATTEMPTS || delay === void 0) throw error;
					await sleep(delay, signal);
				}
				if (await this.#recover(signal)) return;
			}
		}
	}
	#mayPass({ exitCode }) {
		return exitCode === 3 || this.#answer?.status === 404 || this.#received > 0 && this.#answer?.status === 416;
	}
	async #send(session, signal) {
		const { digest, size } = this.#descriptor;
		this.#answer = void 0;
		if (this.#received === 0 && this.#limit === void 0) {
			const body = {
				length: size,
				streams: true,
				open: () => this.#whole()
			};
			await this.#stored(await this.#sessions.complete(session, digest, body, signal));
			return;
		}
		const last = await this.#sendChunks(session, signal);
		if (last === void 0) return;
		this.#answer = void 0;
		const response = await this.#sessions.complete(last, digest, void 0, signal);
		await this.#stored(response);
		if (response.status !== 201 && !await this.#options.isThere(signal)) throw this.#unconfirmed("does not show it");
	}
	/** The session that holds the whole blob; `undefined` where the blob is stored already. */
	async #sendChunks(begun, signal) {
		const { size } = this.#descriptor;
		let session = begun;
		let stalls = 0;
		while (this.#received < size) {
			const from = this.#received;
			const length = Math.min(size - from, this.#chunkLength(session));
			const body = {
				length,
				streams: true,
				open: () => this.#source.take(from, length)
			};
			this.#answer = void 0;
			const response = await this.#sessions.send(session, from, body, signal);
			this.#answer = response;
			const said = this.#sessions.progressOf(session, response);
			if (!(response.status < 300 || response.status === 416 && said)) throw await this.#sessions.refusal(response, "PATCH");
			await discard(response);
			if (response.status === 201 && await this.#options.isThere(signal)) return void 0;
			const progress = said ?? await this.#sessions.progress(session, signal);
			if (!progress || progress.received > size) throw this.#unconfirmed("does not say what it has of it");
			if (progress.received <= from) stalls += 1;
			if (stalls === STALLS) throw this.#unconfirmed(`takes no more than ${progress.received} bytes of it`);
			session = progress.session;
			this.#session = session;
			this.#received = progress.received;
		}
		return session;
	}
	#chunkLength({ shortestChunk }) {
		const { chunk } = this.#options;
		if (shortestChunk > MOST_LENGTHS * chunk) return this.#descriptor.size;
		return Math.max(this.#limit ?? chunk, shortestChunk);
	}
	async #stored(response) {
		this.#answer = response;
		if (response.status !== 201 && response.status !== 204) throw await this.#sessions.refusal(response, "PUT");
		await discard(response);
		const answered = response.headers["docker-content-digest"];
		const { digest } = this.#descriptor;
		if (isOtherDigest(answered, digest)) throw new SealiftError("digest_mismatch", `${this.#options.name} stored blob ${digest} as ${answered}`);
	}
	/**
	* Finds out where to go on.
	*
	* @returns whether the blob is there: the answer to its last byte may have been lost.
	*/
	async #recover(signal) {
		const session = this.#session;
		const isEmpty = this.#answer?.status === 413 && this.#received === 0;
		this.#session = void 0;
		this.#received = 0;
		if (isEmpty) await this.#sessions.cancel(session, signal);
		if (isEmpty || !this.#mayResume) return false;
		const progress = await this.#sessions.progress(session, signal);
		if (!progress) return this.#options.isThere(signal);
		if (progress.received > this.#descriptor.size) return false;
		if (progress.received > 0) this.#session = progress.session;
		this.#received = progress.received;
		return false;
	}
	/** Whether shorter bodies are worth a try: chunks instead of the whole, then half of that. */
	#shorten({ shortestChunk }) {
		const isWhole = this.#received === 0 && this.#limit === void 0;
		const { chunk } = this.#options;
		const limit = isWhole ? chunk : chunk / 2;
		const mayHelp = isWhole ? this.#answer?.status === 413 || shortestChunk > 0 : this.#limit !== limit && shortestChunk <= limit;
		if (!this.#mayResume || !mayHelp) return false;
		this.#limit = limit;
		return true;
	}
	#tooLarge(cause) {
		const { digest, size } = this.#descriptor;
		return new SealiftError("content_too_large", `${this.#options.name}, or a proxy before it, limits the size of requests; blob ${digest} has ${size} bytes: ${cause.message}`, {
			cause,
			hint: "Raise that limit, for example client_max_body_size of nginx or the upload limit of the CDN."
		});
	}
	#unconfirmed(what) {
		const { digest } = this.#descriptor;
		return new SealiftError("upload_unconfirmed", `${this.#options.name} took blob ${digest}, but ${what}`);
	}
};

// src/stores/registry/blobs.ts
/** Half of it is the most that GHCR takes as a chunk. */
const CHUNK = 8388608;
/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing blobs"). */
var Blobs = class {
	#repository;
	#options;
	#sessions;
	#mounts;
	/** Sessions that were begun for blobs to come. */
	#ahead = [];
	constructor(repository, options) {
		this.#repository = repository;
		const { chunk = CHUNK, now, sleep, random } = options;
		this.#options = {
			chunk,
			now,
			sleep,
			random
		};
		this.#sessions = new Sessions(repository);
		this.#mounts = new Mounts(repository, this.#sessions);
	}
	async has(descriptor, signal) {
		const isThere = await this.#isThere(descriptor, signal);
		const unneeded = isThere ? this.#mounts.take(descriptor.digest) : void 0;
		if (unneeded) await this.#sessions.cancel(unneeded, signal);
		return isThere;
	}
	async #isThere({ digest, size }, signal) {
		const response = await this.#repository.request({
			method: "HEAD",
			url: this.#repository.url(`blobs/${digest}`),
			signal
		});
		if (response.status === 404) return false;
		if (response.status !== 200) throw await this.#repository.error(response, "HEAD", "read from");
		const length = Number(response.headers["content-length"] ?? 0);
		if (length > 0 && length !== size) throw new SealiftError("digest_mismatch", `blob ${digest} has ${length} bytes at ${this.#repository.name}, it should have ${size}`);
		return true;
	}
	/** The bytes from `offset` on; when the connection breaks, it goes on where it was. */
	async blob(descriptor, offset, signal) {
		const open = (from, joined) => this.#open(descriptor, from, joined);
		const { size } = descriptor;
		const first = await open(offset, signal);
		return new ResumedBlob(first, {
			...this.#options,
			open,
			offset,
			size,
			signal
		});
	}
	async #open({ digest, size }, offset, signal) {
		const response = await this.#repository.request({
			method: "GET",
			url: this.#repository.url(`blobs/${digest}`),
			...offset > 0 ? { headers: { range: `bytes=${offset}-` } } : {},
			signal
		});
		const bytes = bytesFrom(response, offset, size);
		if (bytes) return bytes;
		if (response.status === 404) {
			await discard(response);
			throw new SealiftError("artifact_not_found", `${this.#repository.name} has no blob ${digest}`, { hint: "The image is not whole in its repository; push it again." });
		}
		throw await this.#repository.error(response, "GET", "read from");
	}
	/** See {@link Upload}. */
	async put(descriptor, open, signal) {
		const options = {
			...this.#options,
			name: this.#repository.name,
			isThere: (joined) => this.#isThere(descriptor, joined)
		};
		const begun = this.#mounts.take(descriptor.digest) ?? await this.#ahead.shift();
		return new Upload(this.#sessions, descriptor, open, options, begun).run(signal);
	}
	/** See {@link UploadOpener}. */
	open(signal) {
		const session = this.#sessions.begin(signal).catch(() => void 0);
		this.#ahead.push(session);
		return { drop: async (during) => {
			const at = this.#ahead.indexOf(session);
			if (at < 0) return;
			this.#ahead.splice(at, 1);
			const begun = await session;
			if (begun) await this.#sessions.cancel(begun, during);
		} };
	}
	/** See {@link Mounts}. */
	mount(descriptor, from, signal) {
		return this.#mounts.mount(descriptor, from, signal);
	}
};

// src/oci/limits.ts
const MIB = 1048576;
/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
const MANIFEST_LIMIT = 4 * MIB;
/** As notation. */
const ENVELOPE_LIMIT = 32 * MIB;
/** All manifests of one image, its children and what is attached to them. */
const GRAPH_LIMIT = 64 * MIB;
const GRAPH_MANIFESTS = 1e4;
/** Entries of one referrers list. */
const REFERRERS_LIMIT = 1e4;

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
/** RFC 6838, 4.2: what may stand in a Content-Type and in a header that we send. */
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;
const shape$1 = once(() => {
	const mediaType = string().check(_regex(MEDIA_TYPE));
	return looseObject({
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
});
const names$1 = once(() => Object.keys(shape$1().shape));
/** Reads a descriptor; malformed members are refused, unknown ones kept. */
function parseDescriptor(value, complaint) {
	const { success, data, error } = shape$1().safeParse(value);
	if (!success) {
		const place = error.issues[0]?.path.join(".") ?? "";
		throw complain(complaint, `has a malformed descriptor (${printable(place) || "not an object"})`);
	}
	refuseLookalikes(value, names$1(), complaint);
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

// src/oci/media-types.ts
/** Media types of the OCI image spec (media-types.md) and of Docker's schema 2 (manifest-v2-2). */
const MEDIA_TYPES = {
	ociImage: "application/vnd.oci.image.manifest.v1+json",
	ociIndex: "application/vnd.oci.image.index.v1+json",
	ociEmpty: "application/vnd.oci.empty.v1+json",
	/** Withdrawn before image-spec 1.1; read, never written. */
	ociArtifact: "application/vnd.oci.artifact.manifest.v1+json",
	dockerImage: "application/vnd.docker.distribution.manifest.v2+json",
	dockerIndex: "application/vnd.docker.distribution.manifest.list.v2+json",
	dockerSchema1: "application/vnd.docker.distribution.manifest.v1+json",
	dockerSchema1Signed: "application/vnd.docker.distribution.manifest.v1+prettyjws"
};
const KINDS = {
	[MEDIA_TYPES.ociImage]: "image",
	[MEDIA_TYPES.dockerImage]: "image",
	[MEDIA_TYPES.ociArtifact]: "image",
	[MEDIA_TYPES.ociIndex]: "index",
	[MEDIA_TYPES.dockerIndex]: "index"
};
/** `image` or `index`; `undefined` for what is not a manifest that Sealift reads. */
function manifestKind(mediaType) {
	return Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType] : void 0;
}
function isSchema1(mediaType) {
	return mediaType === MEDIA_TYPES.dockerSchema1 || mediaType === MEDIA_TYPES.dockerSchema1Signed;
}
/** The Accept header of every manifest request: without all of them registries convert or answer 404. */
const MANIFEST_ACCEPT = Object.keys(KINDS).join(", ");
/** Layers that stay where they are: image-spec "Non-distributable Layers", Docker's foreign layers. */
function isForeignLayer(mediaType) {
	return mediaType.includes(".nondistributable.") || mediaType === "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
}
/** Of a Content-Type header: lower case, parameters stripped (RFC 9110, 8.3.1). */
function bareMediaType(contentType) {
	return contentType.split(";", 1)[0].trim().toLowerCase();
}

// src/oci/manifest.ts
const shape = once(() => object({
	schemaVersion: optional(int()),
	mediaType: optional(string()),
	artifactType: optional(string()),
	config: optional(unknown()),
	layers: optional(nullable(array(unknown()))),
	blobs: optional(nullable(array(unknown()))),
	manifests: optional(nullable(array(unknown()))),
	subject: optional(unknown()),
	annotations: optional(nullable(record(string(), string())))
}));
const names = once(() => Object.keys(shape().shape));
/** What is in `bytes` is read as what the descriptor says it is, or not at all (GHSA-77vh-xpmg-72qh). */
function checkType(body, mediaType, complaint) {
	if (body.mediaType !== void 0 && body.mediaType !== mediaType) throw complain(complaint, `says it is ${printable(body.mediaType)} but was served as ${printable(mediaType)}`);
	if (mediaType !== MEDIA_TYPES.ociImage && mediaType !== MEDIA_TYPES.ociIndex && body.mediaType === void 0) throw complain(complaint, "does not say its mediaType");
	if (mediaType !== MEDIA_TYPES.ociArtifact && body.schemaVersion !== 2) throw complain(complaint, "is not of schema version 2");
}
/** Members that would make it readable as two different things (GHSA-mc8v-mgrf-8f4m). */
const FOREIGN_MEMBERS = {
	image: ["manifests", "blobs"],
	index: [
		"layers",
		"config",
		"blobs"
	],
	artifact: [
		"manifests",
		"layers",
		"config"
	]
};
/**
* Reads a manifest whose digest and size were checked. Docker schema 1 is refused by name.
*
* @throws SealiftError `manifest_invalid` or `manifest_unsupported`.
*/
function parseManifest({ descriptor, bytes }) {
	const { mediaType, digest } = descriptor;
	const complaint = {
		code: "manifest_invalid",
		what: `manifest ${digest}`
	};
	if (isSchema1(mediaType)) throw new SealiftError("manifest_unsupported", `manifest ${digest} is Docker schema 1`, { hint: "Push the image again with a current tool; schema 1 is withdrawn and cannot be copied without changing its digest." });
	const kind = manifestKind(mediaType);
	if (kind === void 0) throw new SealiftError("manifest_unsupported", `manifest ${digest} is ${printable(mediaType)}`);
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", `manifest ${digest} is over 4 MiB`);
	const value = parseJson(bytes, complaint);
	const parsed = shape().safeParse(value);
	if (!parsed.success) throw complain(complaint, `has a malformed member ${printable(parsed.error.issues[0]?.path.join(".") ?? "")}`);
	refuseLookalikes(value, names(), complaint);
	const body = parsed.data;
	checkType(body, mediaType, complaint);
	const isArtifact = mediaType === MEDIA_TYPES.ociArtifact;
	for (const member of FOREIGN_MEMBERS[isArtifact ? "artifact" : kind]) if (body[member] !== void 0 && body[member] !== null) throw complain(complaint, `has the member ${member} of another kind`);
	const list = (values) => (values ?? []).map((value) => parseDescriptor(value, complaint));
	if (kind === "image" && !isArtifact && (body.config === void 0 || body.config === null)) throw complain(complaint, "has no config");
	return {
		kind,
		mediaType,
		...body.artifactType ? { artifactType: body.artifactType } : {},
		...body.config === void 0 || body.config === null ? {} : { config: parseDescriptor(body.config, complaint) },
		layers: list(isArtifact ? body.blobs : body.layers),
		manifests: list(body.manifests),
		...body.subject === void 0 || body.subject === null ? {} : { subject: parseDescriptor(body.subject, complaint) },
		annotations: body.annotations ?? {}
	};
}
/** As registries derive it for the Referrers API: the manifest's own, else the config's media type. */
function artifactTypeOf(manifest) {
	return manifest.artifactType ?? manifest.config?.mediaType ?? "";
}

// src/oci/referrers-index.ts
/**
* The tag that stands in for the Referrers API (distribution-spec, "Referrers Tag Schema"): algorithm and encoded part,
* the latter cut to 64 characters.
*/
function referrersTag(subject) {
	return `${digestAlgorithm(subject).slice(0, 32)}-${digestHex(subject).slice(0, 64)}`;
}
/** The entry that makes a manifest findable: its annotations, and its artifactType or config media type (notation needs it). */
function referrerDescriptor(content) {
	const manifest = parseManifest(content);
	const { mediaType, digest, size } = content.descriptor;
	const artifactType = artifactTypeOf(manifest);
	return {
		mediaType,
		digest,
		size,
		...Object.keys(manifest.annotations).length > 0 ? { annotations: manifest.annotations } : {},
		...artifactType === "" ? {} : { artifactType }
	};
}
/** Reads an answer of the Referrers API or the content of a referrers tag: an OCI image index, nothing else. */
function parseReferrersIndex(content, what) {
	const complaint = {
		code: "manifest_invalid",
		what
	};
	if (content.descriptor.mediaType !== MEDIA_TYPES.ociIndex) throw complain(complaint, "is not an OCI image index");
	return parseManifest(content).manifests;
}
/**
* The index with `added` merged in. What is there stays as it is, in order, known or not; duplicates do not survive.
* `changed` is false when nothing was missing and nothing was double.
*
* @throws SealiftError `content_too_large` when the index would be over 4 MiB.
*/
function mergeReferrers(current, added) {
	const merged = /* @__PURE__ */ new Map();
	for (const descriptor of [...current, ...added]) {
		const content = `${descriptor.mediaType} ${descriptor.digest} ${descriptor.size}`;
		if (!merged.has(content)) merged.set(content, descriptor);
	}
	const manifests = [...merged.values()];
	const body = {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests
	};
	const bytes = new TextEncoder().encode(JSON.stringify(body));
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", "the referrers index of this image would be over 4 MiB", { hint: "Remove old signatures of this image first; nothing was pushed." });
	return {
		content: {
			descriptor: {
				mediaType: MEDIA_TYPES.ociIndex,
				digest: digestOf(bytes),
				size: bytes.length
			},
			bytes
		},
		changed: manifests.length !== current.length || manifests.some((one, at) => one !== current[at])
	};
}

// src/stores/registry/early-lists.ts
/**
* Asks about a subject as soon as a PUT for it is answered without OCI-Subject: the index will probably be needed then, and
* neither question has to wait for the manifests that are still to be put. The header is a hint; the answers decide
* (design rule 3).
*/
var EarlyLists = class {
	#referrers;
	#asked = /* @__PURE__ */ new Map();
	constructor(referrers) {
		this.#referrers = referrers;
	}
	/** Of a manifest that is about to be sent for the subject: no answer before it shows it. */
	outdate({ digest }) {
		const known = this.#asked.get(digest);
		if (known) known.isCurrent = false;
	}
	/** API and tag together, once, and only while it is not known whether there is an API. What fails is told by the answer. */
	ask(subject, signal) {
		const known = this.#asked.get(subject.digest);
		if (this.#referrers.capability !== "unknown" || known && !known.signal.aborted) return;
		const needless = new AbortController();
		const tag = early(this.#referrers.readTag(subject, AbortSignal.any([signal, needless.signal])));
		const entries = this.#referrers.apiEntries(subject, signal).then((found) => {
			if (found) needless.abort();
			return found;
		});
		this.#asked.set(subject.digest, {
			entries: early(entries),
			tag,
			isCurrent: true,
			signal
		});
	}
	/** The answer for the subject, once; none of work that was given up. */
	take({ digest }) {
		const known = this.#asked.get(digest);
		this.#asked.delete(digest);
		return known?.signal.aborted ? void 0 : known;
	}
};

// src/stores/registry/index-writer.ts
/** N of design rule 4. */
const ROUNDS = 12;
/** Milliseconds before a look again where nobody is waited for: what was written may show late. */
const FIRST_LOOK = 100;
/** Times that a list is refused for a manifest that it names before what is gone is left out; a replica may be late. */
const GAP_ROUNDS = 4;
/** No content has it: a registry that honours If-Match refuses this one, whatever it holds. */
const FOREIGN_ETAG = `"sha256:${"0".repeat(64)}"`;
var Stale = class extends SealiftError {
	constructor() {
		super("referrers_index_contended", "the referrers tag was read too long ago to be written");
	}
};
/**
* Adds entries to referrers tags. The standard has no lock (distribution-spec, "Pushing Manifests with Subject"), so an
* index is written soon after its reading, and read back when every writer that read before us must have written; where
* an ETag is honoured it guards the write instead.
*/
var IndexWriter = class {
	#referrers;
	#manifests;
	#options;
	/** Whether If-Match is honoured; an ETag alone does not say so (distribution sends one and ignores it). */
	#honoured;
	constructor(referrers, manifests, options) {
		this.#referrers = referrers;
		this.#manifests = manifests;
		this.#options = options;
	}
	/**
	* Resolves when a reading shows every entry.
	*
	* @throws SealiftError `referrers_index_contended`, `signature_lost`, `tag_immutable`, `content_too_large`,
	* `upload_unconfirmed` when the registry misses something that the index lists.
	*
	* @param onReadBack is called with each reading of what was written.
	*/
	async add(subject, added, signal, onReadBack) {
		const { sleep, window, singleWriter } = this.#options;
		let state = await this.#recent(subject, signal);
		let gone = /* @__PURE__ */ new Set();
		let refusals = 0;
		let refusal;
		for (let round = 1; round <= ROUNDS && missing(state, added).length > 0; round += 1) {
			refusal = void 0;
			const kept = {
				...state,
				entries: state.entries.filter(({ digest }) => !gone.has(digest))
			};
			const outcome = await this.#write(subject, kept, added, signal).catch((error) => {
				refusal = missingChild(error, subject);
				refusals += 1;
				return "refused";
			});
			if (refusal && refusals === GAP_ROUNDS) gone = await this.#gone(state.entries, signal);
			const isWritten = outcome === "written" || outcome === "guarded";
			if (isWritten) {
				if (outcome === "written" && !singleWriter) await sleep(window, signal);
				onReadBack?.();
				state = await this.#referrers.readTag(subject, signal);
				if (missing(state, added).length === 0) return;
				if (state.isSubject && round > 1) throw unkeepable(subject, added);
			}
			if (outcome !== "stale") await sleep(this.#spread(round, outcome), signal);
			if (isWritten) onReadBack?.();
			state = await this.#referrers.readTag(subject, signal);
		}
		const lost = missing(state, added).map(({ digest }) => digest);
		if (lost.length === 0) return;
		if (refusal) throw refusal;
		throw new SealiftError("referrers_index_contended", `the referrers tag of ${subject.digest} does not keep ${lost.join(", ")}: others write it at the same time`);
	}
	/** What is listed and definitely not there any more: a registry that checks its lists takes none with a gap. */
	async #gone(entries, signal) {
		const found = await Promise.all(entries.map(async ({ digest }) => await this.#manifests.resolve({ digest }, signal) ? [] : [digest]));
		return new Set(found.flat());
	}
	/** Keeps writers that met from meeting again. */
	#spread(round, outcome) {
		const { random, window, singleWriter } = this.#options;
		return outcome === "written" && !singleWriter ? random() * window : Math.min(window, FIRST_LOOK * 2 ** (round - 1)) * (.5 + random() / 2);
	}
	/** What was read just now, else a new reading. Half of W is left for the writing. */
	async #recent(subject, signal) {
		const known = this.#referrers.tagState(subject.digest);
		return known && !this.#isStale(known) ? known : this.#referrers.readTag(subject, signal);
	}
	#isStale({ readAt }) {
		const { now, window, singleWriter } = this.#options;
		return !singleWriter && now().getTime() - readAt >= window / 2;
	}
	async #write(subject, state, added, signal) {
		const { content } = mergeReferrers(state.entries, added);
		if (this.#honoured === void 0 && state.etag !== void 0 && !this.#options.singleWriter) {
			const probed = await this.#put(subject, content, state, { "if-match": FOREIGN_ETAG }, signal);
			if (probed === "stale") return probed;
			this.#honoured = probed === "refused";
			if (!this.#honoured) return "written";
		}
		const guard = this.#honoured ? guardOf(state) : {};
		const outcome = await this.#put(subject, content, state, guard, signal);
		return outcome === "written" && Object.keys(guard).length > 0 ? "guarded" : outcome;
	}
	/** One PUT; sent, and sent again, only while the reading it builds on is fresh. */
	async #put(subject, content, state, guard, signal) {
		const tag = referrersTag(subject.digest);
		const isGuarded = Object.keys(guard).length > 0 && guard["if-match"] !== FOREIGN_ETAG;
		const beforeSending = () => {
			if (!isGuarded && this.#isStale(state)) throw new Stale();
		};
		try {
			const response = await this.#manifests.send(content, { tag }, {
				headers: guard,
				beforeSending
			}, signal);
			if (response.status === 412 && Object.keys(guard).length > 0) {
				const error = await this.#manifests.refusal(response, `set the tag ${tag} in`);
				if (error.code === "tag_immutable") throw error;
				await discard(response);
				return "refused";
			}
			await this.#manifests.stored(content, response, `set the tag ${tag} in`);
			return "written";
		} catch (error) {
			if (error instanceof Stale) return "stale";
			throw error instanceof SealiftError && error.code === "tag_immutable" ? explained(error) : error;
		}
	}
};
/** RFC 9110, 13.1: the tag is still what was read, or still not there. */
function guardOf({ etag, exists }) {
	if (etag !== void 0) return { "if-match": etag };
	return exists ? {} : { "if-none-match": "*" };
}
function missing({ entries }, added) {
	return added.filter((one) => !entries.some((entry) => sameContent(entry, one)));
}
/** A replica may not see yet what the list names; or it is gone, and the registry checks. Anything else is thrown. */
function missingChild(error, { digest }) {
	if (!(error instanceof SealiftError) || error.code !== "upload_unconfirmed") throw error;
	return new SealiftError(error.code, error.message, {
		hint: `The registry misses a manifest that the tag ${referrersTag(digest)} lists; \`sealift list\` shows which. Run it again.`,
		cause: error
	});
}
function unkeepable(subject, added) {
	const lost = added.map(({ digest }) => digest).join(", ");
	return new SealiftError("signature_lost", `${lost} cannot be found: the registry answers the referrers tag of ${subject.digest} with the image itself`, { hint: "This registry keeps no list of what is attached; update it, or use one with the Referrers API." });
}
function explained(error) {
	return new SealiftError("tag_immutable", `${error.message}; this tag lists what is attached`, {
		cause: error,
		hint: "This registry has no Referrers API, so the tags sha256-* must stay movable: exclude them from its immutability rule."
	});
}

// src/stores/registry/link.ts
/** Longer than a read, a merge and a write take anywhere. Milliseconds. */
const WINDOW = 1e3;
/** Reads until the API is expected to show what was put; some registries are late, some lose it. */
const API_ROUNDS = 5;
const FIRST_API_DELAY = 200;
/** Makes attached manifests discoverable, and believes nothing but a read (design rules 3 and 4). */
var Linker = class {
	#referrers;
	#manifests;
	#options;
	#writer;
	#early;
	/** Subjects that the registry said it noticed in a PUT. */
	#announced = /* @__PURE__ */ new Set();
	constructor(referrers, manifests, options) {
		this.#referrers = referrers;
		this.#manifests = manifests;
		this.#options = options;
		this.#writer = new IndexWriter(referrers, manifests, {
			...options,
			window: options.window ?? WINDOW
		});
		this.#early = new EarlyLists(referrers);
	}
	/** PUT by digest; where the manifest is to be linked, what its answer hints at is asked at once. */
	async put(content, linkedTo, signal) {
		if (linkedTo) this.#early.outdate(linkedTo);
		const { namesSubject } = await this.#manifests.put(content, { digest: content.descriptor.digest }, signal);
		if (!linkedTo) return;
		if (namesSubject) this.#announced.add(linkedTo.digest);
		else this.#early.ask(linkedTo, signal);
	}
	async link(subject, contents, signal, onReadBack) {
		const early = this.#early.take(subject);
		const listed = await early?.entries;
		const first = early?.isCurrent ? { listed } : void 0;
		if (await this.#shownByApi(subject, contents, first, signal, onReadBack)) return "api";
		if (!listed) await early?.tag;
		await this.#writer.add(subject, contents.map(referrerDescriptor), signal, onReadBack);
		return "tag";
	}
	/** @throws SealiftError `content_too_large` when the entries would not fit into the index that was read. */
	refuseFullIndex(subject, contents) {
		if (this.#referrers.capability === "api") return;
		const known = this.#referrers.tagState(subject.digest);
		mergeReferrers(known?.entries ?? [], contents.map(referrerDescriptor));
	}
	/**
	* Whether the API lists everything, given a few moments; what it lost in between is put again (olareg 0.2.2).
	*
	* @param first what it was found to list after everything had been put, where it was asked already.
	*/
	async #shownByApi(subject, contents, first, signal, onReadBack) {
		for (let round = 1;; round += 1) {
			const known = round === 1 ? first : void 0;
			if (!known && this.#expectsApi(subject)) onReadBack?.();
			const listed = known ? known.listed : await this.#referrers.apiEntries(subject, signal);
			if (!listed) return false;
			const missing = contents.filter(({ descriptor }) => !listed.some(({ digest }) => digest === descriptor.digest));
			if (missing.length === 0) return true;
			if (round === API_ROUNDS) return false;
			await this.#options.sleep(FIRST_API_DELAY * 2 ** (round - 1), signal);
			if (round === 1) continue;
			for (const content of missing) await this.#manifests.put(content, { digest: content.descriptor.digest }, signal);
		}
	}
	#expectsApi({ digest }) {
		const { capability } = this.#referrers;
		return capability === "api" || capability === "unknown" && this.#announced.has(digest);
	}
};

// src/stores/registry/refused-manifest.ts
const IMAGE_CONFIG = /^application\/vnd\.(oci\.image\.config\.v1|docker\.container\.image\.v1)\+json$/;
/** What registries are known to refuse although the specification allows it, and what helps. */
const PECULIARITIES = [
	[(_, namesType) => !namesType, "The manifest has no `mediaType` of its own, which some registries demand (Amazon ECR). It cannot be added without changing the digest: build the image again with a tool that writes it."],
	[({ subject }) => subject !== void 0, "The manifest is attached to another one by `subject`, which this registry may not take; docs/registries.md says what each registry needs."],
	[({ artifactType, config }) => artifactType !== void 0 || config !== void 0 && !IMAGE_CONFIG.test(config.mediaType), "The manifest is no container image, and this registry may take only the types of a list (Quay, Artifactory); docs/registries.md says where that is set."]
];
function namesItsType({ bytes, descriptor }) {
	const body = parseJson(bytes, {
		code: "manifest_invalid",
		what: `manifest ${descriptor.digest}`
	});
	return typeof body === "object" && body !== null && "mediaType" in body;
}
/** The same error, with the remedy that the manifest itself suggests when the registry only says no. */
function refusedManifest(error, manifest) {
	if (!(error instanceof SealiftError) || error.code !== "registry_refused") return error;
	if (error.hint !== ERRORS.registry_refused[1]) return error;
	const parsed = parseManifest(manifest);
	const namesType = namesItsType(manifest);
	const hint = PECULIARITIES.find(([applies]) => applies(parsed, namesType))?.[1];
	return hint === void 0 ? error : new SealiftError(error.code, error.message, {
		hint,
		cause: error
	});
}

// src/stores/registry/manifests.ts
function nameText(name) {
	return "digest" in name ? name.digest : name.tag;
}
/** The media type of a manifest answer; a page of HTML is no registry's. */
function mediaTypeOf(response, what) {
	const header = response.headers["content-type"];
	const mediaType = bareMediaType(typeof header === "string" ? header : "");
	if (mediaType === "text/html" || mediaType === "") throw new SealiftError("unexpected_answer", `${what} is answered with ${mediaType || "no media type"} instead of a manifest`);
	return mediaType;
}
/** What the headers of an answer say of the manifest, when they say it all; gateways answer HEAD with a length of 0. */
function describedBy(response, name, mediaType) {
	const digest = response.headers["docker-content-digest"];
	const size = Number(response.headers["content-length"] ?? 0);
	if (typeof digest !== "string" || !isDigest(digest)) return void 0;
	if (!Number.isSafeInteger(size) || size <= 0) return void 0;
	return "digest" in name && digestAlgorithm(digest) !== digestAlgorithm(name.digest) ? void 0 : {
		mediaType,
		digest,
		size
	};
}
/** PUTs until a registry is expected to see what it has just stored (replicas and caches of ECR, Google, Harbor). */
const PUT_TRIES = 5;
const FIRST_PUT_DELAY = 200;
/** Manifests of one repository (distribution-spec, "Pulling manifests", "Pushing manifests"). */
var Manifests = class {
	#repository;
	#options;
	constructor(repository, options) {
		this.#repository = repository;
		this.#options = options;
	}
	/** HEAD, which Docker Hub does not count; GET only where the headers do not say it all. */
	async resolve(name, signal) {
		const response = await this.#request("HEAD", nameText(name), signal);
		const what = `${this.#repository.name}, manifest ${nameText(name)}`;
		if (response.status === 404) return void 0;
		if (response.status !== 200) throw await this.#repository.error(response, "HEAD", "read from");
		const described = describedBy(response, name, mediaTypeOf(response, what));
		if (described && described.size > 4194304) throw new SealiftError("content_too_large", `${what} is over 4 MiB`);
		const found = described ?? (await this.get(name, signal))?.descriptor;
		if (found && "digest" in name && found.digest !== name.digest) throw new SealiftError("digest_mismatch", `${what} is answered with the digest ${found.digest}`);
		return found;
	}
	/** The manifest with its descriptor, digest computed here; `undefined` when it is not there. */
	async get(name, signal) {
		const response = await this.#request("GET", nameText(name), signal);
		const what = `${this.#repository.name}, manifest ${nameText(name)}`;
		if (response.status === 404) {
			if ((await readErrors(response)).some(({ message }) => /accept header/i.test(message))) throw new SealiftError("manifest_unsupported", `${what} is of a media type that Sealift does not read`);
			return;
		}
		if (response.status !== 200) throw await this.#repository.error(response, "GET", "read from");
		const mediaType = mediaTypeOf(response, what);
		const bytes = await readBody(response, MANIFEST_LIMIT);
		const digest = digestOf(bytes, "digest" in name ? digestAlgorithm(name.digest) : "sha256");
		if ("digest" in name && digest !== name.digest) throw new SealiftError("digest_mismatch", `${what} has the digest ${digest}`);
		const { etag } = response.headers;
		const found = {
			descriptor: {
				mediaType,
				digest,
				size: bytes.length
			},
			bytes
		};
		return typeof etag === "string" ? {
			...found,
			etag
		} : found;
	}
	async manifest(descriptor, signal) {
		const { digest, size, mediaType } = descriptor;
		if (size > 4194304) throw new SealiftError("content_too_large", `manifest ${digest} is over 4 MiB`);
		const content = await this.get({ digest }, signal);
		if (!content) throw new SealiftError("artifact_not_found", `${this.#repository.name} has no manifest ${digest}`);
		if (content.bytes.length !== size) throw new SealiftError("digest_mismatch", `manifest ${digest} has ${content.bytes.length} bytes, its descriptor says ${size}`);
		if (content.descriptor.mediaType !== mediaType) {
			const served = printable(content.descriptor.mediaType);
			throw new SealiftError("manifest_invalid", `manifest ${digest} is served as ${served}, its descriptor says ${printable(mediaType)}`);
		}
		return content;
	}
	/**
	* PUT by digest or by tag; the registry's own digest of it, if it says one, has to be ours. Where the registry misses
	* what the manifest consists of, it may only be late: it is given a few moments.
	*/
	async put(manifest, name, signal) {
		const action = "tag" in name ? `set the tag ${name.tag} in` : "push a manifest to";
		for (let attempt = 1;; attempt += 1) {
			const response = await this.send(manifest, name, {}, signal);
			try {
				await this.stored(manifest, response, action);
				return { namesSubject: response.headers["oci-subject"] !== void 0 };
			} catch (error) {
				if (!(error instanceof SealiftError && error.code === "upload_unconfirmed") || attempt === PUT_TRIES) throw refusedManifest(error, manifest);
			}
			await this.#options.sleep(FIRST_PUT_DELAY * 2 ** (attempt - 1), signal);
		}
	}
	/** A PUT whose answer is the caller's to judge. */
	send({ bytes, descriptor }, name, { headers = {}, beforeSending }, signal) {
		return this.#repository.request({
			method: "PUT",
			url: this.#repository.url(`manifests/${nameText(name)}`),
			headers: {
				...headers,
				"content-type": descriptor.mediaType
			},
			body: {
				length: bytes.length,
				open: async () => {
					beforeSending?.();
					return bytes;
				}
			},
			signal
		});
	}
	/** @throws SealiftError when the answer to a PUT does not say that this very manifest was stored. */
	async stored({ descriptor: { digest } }, response, action) {
		const answered = response.headers["docker-content-digest"];
		if (!(response.status === 201 || response.status === 202) && !(response.status === 200 && answered === digest)) throw await this.refusal(response, action);
		await discard(response);
		if (isOtherDigest(answered, digest)) throw new SealiftError("digest_mismatch", `${this.#repository.name} stored manifest ${digest} as ${answered}`);
	}
	/** The error for an answer to a PUT that was not taken. */
	refusal(response, action) {
		return this.#repository.error(response, "PUT", action);
	}
	#request(method, name, signal) {
		const url = this.#repository.url(`manifests/${name}`);
		return this.#repository.request({
			method,
			url,
			headers: { accept: MANIFEST_ACCEPT },
			signal
		});
	}
};

// src/oci/artifact-type.ts
/**
* Whether an entry of a list may be of the wanted type. One that names no type is let through: the fetched manifest
* decides.
*/
function artifactTypeMatches({ artifactType }, wanted) {
	return wanted === void 0 || artifactType === void 0 || artifactType === wanted;
}

// src/stores/registry/next-page.ts
/** One link of the header: its target, and parameters up to the next comma outside quotes (RFC 8288, 3). */
const LINK = /<([^>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;
/** Registries name the relation, or send one link without it. */
function isNext(parameters) {
	const rel = REL.exec(parameters);
	if (!rel) return true;
	return (rel[1] ?? rel[2] ?? "").toLowerCase().split(/\s+/).includes("next");
}
/**
* The next page of a list, from `Link: <…>; rel="next"`; `undefined` on the last one.
*
* @throws SealiftError `unexpected_answer` when it is not on the registry's own origin (GHSA-h7vf-4x9w-h99v).
*/
function nextPage({ headers, url }, registry) {
	const target = [...[headers.link ?? []].flat().join(", ").matchAll(LINK)].find(([, , parameters]) => isNext(parameters))?.[1];
	if (target === void 0) return void 0;
	if (!URL.canParse(target, url.href)) throw new SealiftError("unexpected_answer", `${redactUrl(url)} names a next page that is not a URL`);
	const next = new URL(target, url);
	if (next.origin !== registry.origin) throw new SealiftError("unexpected_answer", `${redactUrl(url)} names a next page on another host, ${redactUrl(next)}`);
	return next;
}

// src/stores/registry/referrers.ts
/** Pages of one list that are followed (GHSA-298f-872v-2rcx). */
const PAGE_LIMIT = 100;
/** Answers that say "no such API here"; 404 and 400 are looked at more closely. */
const NO_API = /* @__PURE__ */ new Set([
	400,
	404,
	405,
	406,
	501
]);
/** Lists of referrers: the API where there is one, the referrers tag, or both. */
var Referrers = class {
	#repository;
	#manifests;
	#now;
	#tags = /* @__PURE__ */ new Map();
	#capability = "unknown";
	constructor(repository, manifests, now) {
		this.#repository = repository;
		this.#manifests = manifests;
		this.#now = now;
	}
	get capability() {
		return this.#capability;
	}
	/** The last content of the subject's tag that was read, if it was. */
	tagState(subject) {
		return this.#tags.get(subject);
	}
	async *list(subject, query, signal) {
		const seen = /* @__PURE__ */ new Set();
		const wanted = (descriptor) => {
			if (seen.has(descriptor.digest) || !artifactTypeMatches(descriptor, query.artifactType)) return false;
			seen.add(descriptor.digest);
			return true;
		};
		const tag = query.sources === "all" && query.toTheEnd ? early(this.readTag(subject, signal)) : void 0;
		if ((yield* this.#fromApi(subject, query.artifactType, wanted, signal)) && query.sources === "preferred") return;
		for (const descriptor of (await (tag ?? this.readTag(subject, signal))).entries) if (wanted(descriptor)) yield {
			descriptor,
			foundIn: "tag"
		};
	}
	/** Every entry that the API lists; `undefined` when there is no API that answers for this subject. */
	async apiEntries(subject, signal) {
		const found = [];
		const pages = this.#fromApi(subject, void 0, () => true, signal);
		for (;;) {
			const next = await pages.next();
			if (next.done) return next.value ? found : void 0;
			found.push(next.value.descriptor);
		}
	}
	async *#fromApi(subject, artifactType, wanted, signal) {
		if (this.#capability === "tag") return false;
		const query = artifactType === void 0 ? {} : { artifactType };
		const visited = /* @__PURE__ */ new Set();
		let count = 0;
		let url = this.#repository.url(`referrers/${subject.digest}`, query);
		while (url) {
			if (visited.has(url.href) || visited.size === PAGE_LIMIT) throw new SealiftError("unexpected_answer", `the list of referrers at ${redactUrl(url)} does not end`);
			visited.add(url.href);
			const page = await this.#page(url, visited.size > 1, signal);
			if (!page) return false;
			count += page.entries.length;
			if (count > 1e4) throw new SealiftError("content_too_large", `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
			for (const descriptor of page.entries) if (wanted(descriptor)) yield {
				descriptor,
				foundIn: "api"
			};
			url = page.next;
		}
		return true;
	}
	/** One page, or nothing when the answer says that there is no API (design rule 3). */
	async #page(url, further, signal) {
		const response = await this.#repository.request({
			method: "GET",
			url,
			headers: { accept: MEDIA_TYPES.ociIndex },
			redirects: "same-origin",
			signal
		});
		const mediaType = bareMediaType(String(response.headers["content-type"] ?? ""));
		if (response.status === 200 && mediaType === MEDIA_TYPES.ociIndex) {
			const bytes = await readBody(response, MANIFEST_LIMIT);
			const descriptor = {
				mediaType,
				digest: digestOf(bytes),
				size: bytes.length
			};
			const entries = parseReferrersIndex({
				descriptor,
				bytes
			}, `answer of ${redactUrl(url)}`);
			this.#capability = "api";
			const next = nextPage(response, this.#repository.origin);
			return {
				entries,
				...next ? { next } : {}
			};
		}
		if (further) throw await this.#repository.error(response, "GET", "list the referrers of");
		await this.#learn(response);
	}
	/** Takes a "no" for what it is, and throws for everything that is no answer to the question. */
	async #learn(response) {
		const { status } = response;
		if (status !== 200 && !(status >= 300 && status < 400) && !NO_API.has(status)) throw await this.#repository.error(response, "GET", "list the referrers of");
		const errors = status === 404 || status === 400 ? await readErrors(response) : [];
		await discard(response);
		const unsaid = status === 404 ? "NAME_UNKNOWN" : status === 400 ? "MANIFEST_INVALID" : void 0;
		if (unsaid !== void 0 && errors.some(({ code }) => code === unsaid)) return;
		if (this.#capability !== "api") this.#capability = "tag";
	}
	/**
	* The content of the referrers tag. GitLab answers it with the subject itself, which is no list.
	*
	* @throws SealiftError `manifest_invalid` when the tag holds something other than an image index.
	*/
	async readTag(subject, signal) {
		const tag = referrersTag(subject.digest);
		const readAt = this.#now().getTime();
		const content = await this.#manifests.get({ tag }, signal);
		const isSubject = content?.descriptor.digest === subject.digest;
		const what = `${this.#repository.name}, referrers tag ${tag}`;
		const state = {
			entries: content && !isSubject ? parseReferrersIndex(content, what) : [],
			...content?.etag === void 0 ? {} : { etag: content.etag },
			exists: content !== void 0,
			isSubject,
			readAt
		};
		this.#tags.set(subject.digest, state);
		return state;
	}
};

// src/stores/registry/auth/challenge.ts
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const SPACE = /[ \t]*/y;
const COMMAS = /[ \t,]*/y;
/** Reads by the grammar, since a header may hold several challenges and commas separate both them and parameters. */
var Reader = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	get done() {
		return this.#at >= this.#text.length;
	}
	take(pattern) {
		pattern.lastIndex = this.#at;
		const match = pattern.exec(this.#text);
		if (!match) return void 0;
		this.#at = pattern.lastIndex;
		return match[1] ?? match[0];
	}
	/** `name = value`, or nothing taken at all: a word without `=` begins the next challenge. */
	parameter() {
		const start = this.#at;
		const name = this.take(TOKEN);
		this.take(SPACE);
		if (name === void 0 || this.#text[this.#at] !== "=") {
			this.#at = start;
			return;
		}
		this.#at += 1;
		this.take(SPACE);
		const quoted = this.take(QUOTED);
		const value = quoted === void 0 ? this.take(TOKEN) : quoted.replace(/\\(.)/g, "$1");
		return [name.toLowerCase(), value ?? ""];
	}
};
function parseHeader(text) {
	const reader = new Reader(text);
	const challenges = [];
	reader.take(COMMAS);
	while (!reader.done) {
		const scheme = reader.take(TOKEN);
		if (scheme === void 0) break;
		reader.take(SPACE);
		const parameters = {};
		let pair = reader.take(TOKEN68) === void 0 ? reader.parameter() : void 0;
		while (pair !== void 0) {
			parameters[pair[0]] = pair[1];
			reader.take(COMMAS);
			pair = reader.parameter();
		}
		reader.take(COMMAS);
		challenges.push({
			scheme: scheme.toLowerCase(),
			parameters
		});
	}
	return challenges;
}
/** Every challenge of all the headers, in order; what cannot be read is left out. */
function parseChallenges(headers) {
	return [headers ?? []].flat().flatMap(parseHeader);
}

// src/stores/registry/repository.ts
/** Requests to one repository, with the login that its registry asks for. */
var Repository = class {
	name;
	repository;
	origin;
	#options;
	/** Grows when the registry says that a token for it is not enough. */
	#scope;
	#credential;
	#challenges;
	/** Ends when it is known whether there is a login, or when the request that was to find out has failed. */
	#asking;
	constructor(options) {
		const { registry, repository, plainHttp, access } = options;
		this.#options = options;
		this.name = `${registry}/${repository}`;
		this.repository = repository;
		this.origin = new URL(`${plainHttp ? "http" : "https"}://${apiHost(registry)}`);
		this.#scope = repositoryScope(repository, access);
	}
	/** `/v2/<name>/` and what follows, with a query. */
	url(path, query = {}) {
		const url = new URL(`/v2/${this.repository}/${path}`, this.origin);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
		return url;
	}
	/**
	* Sends a request of this registry's own origin and answers one challenge. The first request finds out whether there is
	* a login; where there is one to be asked for, the others wait for that instead of being refused one by one.
	*/
	async request(request) {
		this.#challenges ??= this.#options.authorizer.basicOf(this.origin);
		if (this.#challenges !== void 0) return this.#send(request);
		if (this.#asking !== void 0) {
			if (await this.credential() !== void 0) await this.#asking;
			return this.#send(request);
		}
		const { promise, resolve } = Promise.withResolvers();
		this.#asking = promise;
		try {
			return await this.#send(request, resolve);
		} finally {
			if (this.#challenges === void 0) this.#asking = void 0;
			resolve();
		}
	}
	/**
	* Answers a challenge, and a second one where the first was answered with a token that an earlier request had left.
	*
	* @param onChallenge is told as soon as it is known whether there is a login.
	*/
	async #send(request, onChallenge) {
		const { http } = this.#options;
		let used = await this.#authorization(void 0, request.signal);
		for (let answers = used === void 0 ? 2 : 1;; answers -= 1) {
			const response = await http.request(asOwn(request, used));
			if (response.status !== 401 || response.url.origin !== this.origin.origin) {
				this.#challenges ??= [];
				return response;
			}
			const challenges = await this.#challengesOf(response, request.signal);
			if (challenges.length === 0 || answers === 0) return response;
			this.#challenges = challenges;
			onChallenge?.();
			if (used !== void 0) this.#widen(challenges);
			const renewed = await this.#authorization(used, request.signal);
			if (renewed === void 0 || renewed === used) return response;
			await discard(response);
			used = renewed;
		}
	}
	/** Of the answer itself; Google's registries of old sent them with `/v2/` alone, so that is asked where there is none. */
	async #challengesOf({ headers }, signal) {
		const own = parseChallenges(headers["www-authenticate"]);
		if (own.length > 0 || this.#challenges !== void 0) return own;
		const url = new URL("/v2/", this.origin);
		const ping = await this.#options.http.request(asOwn({
			method: "GET",
			url,
			redirects: "same-origin",
			signal
		}, void 0));
		await discard(ping);
		return ping.status === 401 ? parseChallenges(ping.headers["www-authenticate"]) : [];
	}
	async #authorization(refused, signal) {
		if (!this.#challenges || this.#challenges.length === 0) return void 0;
		const { authorizer } = this.#options;
		const credential = await this.credential();
		const scopes = [this.#scope, ...await this.#mountScopes()];
		const demand = {
			registry: this.origin,
			scopes,
			credential,
			refused
		};
		return authorizer.answer(this.#challenges, demand, signal);
	}
	/** Our own repository may need more than reading and writing mean to us (RFC 6750, 3.1); any other is none of our needs. */
	#widen(challenges) {
		const own = challenges.filter(({ parameters }) => parameters.error === "insufficient_scope").flatMap(({ parameters }) => (parameters.scope ?? "").split(" ")).map(parseScope).find((scope) => scope?.name === this.repository);
		const held = parseScope(this.#scope)?.actions ?? [];
		const more = own?.actions.filter((action) => !held.includes(action)) ?? [];
		if (more.length > 0) this.#scope = [this.#scope, ...new Set(more)].join(",");
	}
	async #mountScopes() {
		const { alsoPull = [] } = this.#options;
		const others = [...new Set(alsoPull)].filter((name) => name !== this.repository);
		const shared = await Promise.all(others.map((name) => this.sharesLogin(name)));
		return others.filter((_, at) => shared[at]).map((name) => repositoryScope(name, "pull"));
	}
	/**
	* Whether one login covers `other` of this registry too, so that a blob may be mounted from there; with two robots on
	* one host no token allows both.
	*/
	async sharesLogin(other) {
		const { authorizer, registry } = this.#options;
		const [own, its] = await Promise.all([this.credential(), authorizer.credential(registry, other)]);
		return own?.source === its?.source;
	}
	/** Whether a blob may be mounted from `other`: who opened this repository reads from there, with the same login. */
	async mayMountFrom(other) {
		return (this.#options.alsoPull?.includes(other) ?? false) && await this.sharesLogin(other);
	}
	credential() {
		this.#credential ??= this.#options.authorizer.credential(this.#options.registry, this.repository);
		return this.#credential;
	}
	/** Sends to another URL that the registry named (an upload location): without login unless it is its own origin. */
	elsewhere(request) {
		return request.url.origin === this.origin.origin ? this.request(request) : this.#options.http.request(request);
	}
	/** The error for an answer that is not the wanted one; `action` is what was done to this repository. */
	error(response, method, action) {
		const isOwn = response.url.origin === this.origin.origin;
		const login = {
			repository: this.name,
			right: method === "GET" || method === "HEAD" ? "pull" : "push",
			asked: (this.#challenges?.length ?? 0) > 0,
			credential: () => this.credential()
		};
		return answerError(response, {
			method,
			action: `${action} ${this.name}`,
			...isOwn ? { login } : {}
		});
	}
};
/** As this registry's own origin is asked: with login and client certificate. */
function asOwn(request, authorization) {
	const own = {
		...request,
		clientCertificate: true
	};
	if (authorization === void 0) return own;
	return {
		...own,
		headers: {
			...request.headers,
			authorization
		}
	};
}

// src/stores/registry/open.ts
const TAG_LIST_LIMIT = 4194304;
/** A repository of a registry that follows the distribution specification, as far as registries do. */
var RegistryStore = class {
	name;
	repository;
	#repository;
	#manifests;
	#blobs;
	#referrers;
	#linker;
	constructor(options) {
		this.#repository = new Repository(options);
		this.name = this.#repository.name;
		this.repository = this.#repository.name;
		this.#manifests = new Manifests(this.#repository, options);
		this.#blobs = new Blobs(this.#repository, options);
		this.#referrers = new Referrers(this.#repository, this.#manifests, options.now);
		this.#linker = new Linker(this.#referrers, this.#manifests, options);
	}
	resolve(name, signal) {
		return this.#manifests.resolve(name, signal);
	}
	manifest(descriptor, signal) {
		return this.#manifests.manifest(descriptor, signal);
	}
	has(descriptor, signal) {
		return this.#blobs.has(descriptor, signal);
	}
	blob(descriptor, { offset = 0 }, signal) {
		return this.#blobs.blob(descriptor, offset, signal);
	}
	referrers(subject, query, signal) {
		return this.#referrers.list(subject, query, signal);
	}
	putBlob(descriptor, open, signal) {
		return this.#blobs.put(descriptor, open, signal);
	}
	mount(descriptor, fromRepository, signal) {
		return this.#blobs.mount(descriptor, fromRepository, signal);
	}
	openUpload(signal) {
		return this.#blobs.open(signal);
	}
	putManifest(manifest, signal, linkedTo) {
		return this.#linker.put(manifest, linkedTo, signal);
	}
	linkReferrers(subject, referrers, signal, onReadBack) {
		return this.#linker.link(subject, referrers, signal, onReadBack);
	}
	refuseFullIndex(subject, referrers) {
		this.#linker.refuseFullIndex(subject, referrers);
	}
	async tag(manifest, tag, signal) {
		await this.#manifests.put(manifest, { tag }, signal);
	}
	async isEmpty(signal) {
		const url = this.#repository.url("tags/list", { n: "1" });
		const response = await this.#repository.request({
			method: "GET",
			url,
			signal
		});
		if (response.status === 404) return (await readErrors(response)).some(({ code }) => code === "NAME_UNKNOWN");
		if (response.status !== 200) {
			await discard(response);
			return false;
		}
		const bytes = await readBody(response, TAG_LIST_LIMIT).catch(ignoreLength);
		if (!bytes) return false;
		const what = `${this.name}, list of tags`;
		const body = parseJson(bytes, {
			code: "unexpected_answer",
			what
		});
		const tags = typeof body === "object" && body !== null && "tags" in body ? body.tags : void 0;
		return tags === null || Array.isArray(tags) && tags.every((tag) => tag === null);
	}
	close() {
		return Promise.resolve();
	}
};
function ignoreLength(error) {
	if (error instanceof SealiftError && error.code === "content_too_large") return void 0;
	throw error;
}
/** Opens one repository. Nothing is contacted before the first use. */
function openRegistryStore(options) {
	return new RegistryStore(options);
}

// src/io/home.ts
/** The user's home folder; never relative, so that nothing in the current folder is taken for the user's own. */
function homeFolder() {
	return homedir();
}

// src/stores/registry/auth/config-key.ts
/** Docker Hub has many names; its credentials are kept under an old one. */
const HUB = [
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io",
	"registry.hub.docker.com"
];
/** A key as docker and podman write it, as `host[:port][/path]`: old forms have a scheme or end in `/v1/`. */
function normalisedKey(key) {
	const [host = "", ...path] = key.toLowerCase().replace(/^https?:\/\//, "").replace(/\/v[12]\/?$/, "").replace(/\/+$/, "").split("/");
	return [HUB.includes(host) ? "docker.io" : host, ...path].join("/");
}
/** How credential helpers are asked for a registry: by its host, and for Docker Hub by the key that docker uses. */
function helperKey(registry) {
	const host = normalisedKey(registry);
	return host === "docker.io" ? "https://index.docker.io/v1/" : host;
}
/** The key that covers most of `name`, on borders of `/` only, never by a part of a host name. */
function longestKey(record, name, counts) {
	return Object.entries(record).map(([key, value]) => ({
		key,
		value,
		prefix: normalisedKey(key)
	})).filter(({ prefix }) => name === prefix || name.startsWith(`${prefix}/`)).filter(({ value }) => counts(value)).toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
}

// src/stores/registry/auth/credential-from.ts
function holdsLogin({ auth, username, password, identitytoken }) {
	return Boolean(identitytoken || auth || username && password);
}
function credentialOf(entry, source) {
	const { identitytoken, username, password } = entry;
	if (identitytoken) return {
		kind: "refresh",
		token: identitytoken,
		source,
		...username ? { username } : {}
	};
	if (username && password) return {
		kind: "password",
		username,
		password,
		source
	};
	const decoded = Buffer$1.from(entry.auth ?? "", "base64").toString("utf8").replace(/\0+$/, "");
	const colon = decoded.indexOf(":");
	if (colon < 1) throw new SealiftError("config_invalid", `${source}: the member auth is not base64 of USER:PASSWORD`);
	return {
		kind: "password",
		username: decoded.slice(0, colon),
		password: decoded.slice(colon + 1),
		source
	};
}
/** The helper for a host: its own, by its exact name, else the store for all; an empty name switches that off. */
function helperFor({ credHelpers, credsStore }, host) {
	const own = Object.entries(credHelpers ?? {}).find(([key]) => normalisedKey(key) === host);
	return (own ? own[1] : credsStore) || void 0;
}
/**
* The credential for `registry/repository` in one configuration: an entry of `auths` for a path of the host, which is the
* most exact; then the helper of the host; then the entry of `auths` for the host.
*
* @throws SealiftError `config_invalid`, or what {@link CredentialHelpers} throws.
*/
async function credentialFrom(config, registry, repository, helpers) {
	const host = normalisedKey(registry);
	const where = printable(config.where, 600);
	const entry = longestKey(config.auths ?? {}, `${host}/${repository}`, holdsLogin);
	const fromEntry = () => entry && credentialOf(entry.value, `${where} (${printable(entry.key)})`);
	if (entry && entry.prefix !== host) return fromEntry();
	const helper = helperFor(config, host);
	return (helper === void 0 ? void 0 : await helpers.ask(helper, helperKey(registry), where)) ?? fromEntry();
}

// src/stores/registry/auth/docker-config.ts
const entryShape = once(() => looseObject({
	auth: optional(string()),
	username: optional(string()),
	password: optional(string()),
	identitytoken: optional(string())
}));
const configShape = once(() => looseObject({
	auths: optional(nullable(record(string(), entryShape()))),
	credHelpers: optional(nullable(record(string(), string()))),
	credsStore: optional(string())
}));
/** Reads a `config.json` or `auth.json`. @throws SealiftError `config_invalid`. */
function parseDockerConfig(input, where) {
	const what = `registry credentials ${printable(where, 600)}`;
	const parsed = configShape().safeParse(parseJson(input, {
		code: "config_invalid",
		what
	}));
	if (!parsed.success) {
		const place = parsed.error.issues[0]?.path.join(".") ?? "";
		throw new SealiftError("config_invalid", `${what}: is malformed at ${printable(place)}`);
	}
	return {
		...parsed.data,
		where
	};
}

// src/stores/registry/auth/find-configs.ts
const CONFIG_LIMIT$1 = 4194304;
/** Read at once, beside what else a run begins with; what is wrong with it is told when it is its turn. */
function given(path) {
	const bytes = early(readFile(path, CONFIG_LIMIT$1, "registry configuration"));
	return async () => parseDockerConfig(await bytes, path);
}
function ifThere(path) {
	const load = given(path);
	return () => load().catch((error) => {
		if (error instanceof SealiftError && error.code === "file_not_found") return void 0;
		throw error;
	});
}
/** Where `podman login` writes (Linux: for the time of the session), and where it also looks. */
function podmanFolders({ env, home, platform, uid }) {
	const lasting = join(env.XDG_CONFIG_HOME || join(home, ".config"), "containers");
	if (platform !== "linux") return [lasting];
	if (env.XDG_RUNTIME_DIR) return [join(env.XDG_RUNTIME_DIR, "containers"), lasting];
	return uid === void 0 ? [lasting] : [join("/run/containers", String(uid)), lasting];
}
/** Where credentials are looked for, in this order; a file that the user named has to be there. */
function places(options) {
	const { env, home } = options;
	const inline = env.DOCKER_AUTH_CONFIG;
	return [
		...inline ? [() => Promise.resolve(parseDockerConfig(inline, "DOCKER_AUTH_CONFIG"))] : [],
		...env.REGISTRY_AUTH_FILE ? [given(env.REGISTRY_AUTH_FILE)] : [],
		ifThere(join(env.DOCKER_CONFIG || join(home, ".docker"), "config.json")),
		...podmanFolders(options).map((folder) => ifThere(join(folder, "auth.json")))
	];
}
/** The credentials of `docker login` and `podman login`; each file is read once, and counts only when it is its turn. */
function openCredentials(options) {
	const loads = places(options).map(once);
	return { async find(registry, repository) {
		for (const load of loads) {
			const config = await load();
			const found = config && await credentialFrom(config, registry, repository, options.helpers);
			if (found) return found;
		}
	} };
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

// src/compose/credentials.ts
const CONFIG_LIMIT = 4194304;
/**
* Credentials from the file that the user named (read at once, so that a mistake shows before anything is contacted), else
* from where `docker login` and `podman login` keep them.
*/
async function credentialsOf(file, env, problems, helpers) {
	if (file === void 0) {
		const { platform } = process;
		return openCredentials({
			env,
			home: homeFolder(),
			platform,
			uid: process.getuid?.(),
			helpers
		});
	}
	const config = await problems.try(async () => {
		const bytes = await contentOf(file, CONFIG_LIMIT, "registry configuration");
		return parseDockerConfig(bytes, isContent(file) ? "(inline)" : file);
	});
	return { find: async (registry, repository) => config && credentialFrom(config, registry, repository, helpers) };
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

// src/io/http/trusting-context.ts
/** More than any run has; a process that lives long and meets ever new authorities starts anew. */
const MOST = 8;
const made = /* @__PURE__ */ new Map();
/**
* What trusts the well-known authorities and these (PEM) besides. Shared by all who ask for the same ones: reading the
* well-known authorities takes 25 ms, longer than many a handshake.
*/
function trustingContext(authorities) {
	const key = JSON.stringify(authorities);
	const known = made.get(key);
	if (known) return known;
	const ca = [...tls().getCACertificates("default"), ...authorities];
	const context = tls().createSecureContext({ ca });
	if (made.size >= MOST) made.clear();
	made.set(key, context);
	return context;
}

// src/io/http/wide-reads.ts
/** Bytes that are read at once: four times what node does by itself. More brings nothing and leaves the processor's cache. */
const LENGTH = 262144;
/**
* Has the connections of an agent read into one buffer, over and over, instead of a new one each time. Node's parser of HTTP
* copies what it gives on before the next read. Not for tunnels: node reads the proxy's answer off the socket in another way.
*/
function readWide(agent) {
	const buffer = Buffer$1.allocUnsafeSlow(LENGTH);
	const connect = agent.createConnection.bind(agent);
	agent.createConnection = (options, done) => {
		const onread = {
			buffer,
			callback: (length) => {
				socket?.emit("data", buffer.subarray(0, length));
				return true;
			}
		};
		const socket = connect({
			...options,
			onread
		}, done);
		return socket;
	};
}

// src/io/http/agents.ts
/** Keeps connections open between requests; one agent for each scheme and proxy, and for a host with its own certificates. */
var Agents = class {
	#options;
	#agents = /* @__PURE__ */ new Map();
	#tunnels = /* @__PURE__ */ new Set();
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
		const known = this.#agents.get(key);
		const agent = known ?? this.#create(url.protocol, proxy, own);
		if (!known) {
			if (proxy === void 0) readWide(agent);
			else this.#watch(agent);
			this.#agents.set(key, agent);
		}
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
		if (!own?.client) return new (https()).Agent({
			...common,
			secureContext: trustingContext(authorities)
		});
		const ca = [...tls().getCACertificates("default"), ...authorities];
		const secureContext = tls().createSecureContext({
			ca,
			...own.client
		});
		return new (https()).Agent({
			...common,
			secureContext
		});
	}
	/** An agent does not know of a tunnel that is not finished, and so would leave it open for ever. */
	#watch(agent) {
		const connect = agent.createConnection.bind(agent);
		agent.createConnection = (options, done) => {
			const socket = connect(options, done);
			if (socket) this.#tunnels.add(socket.once("close", () => this.#tunnels.delete(socket)));
			return socket;
		};
	}
	close() {
		for (const socket of this.#tunnels) socket.destroy();
		for (const agent of this.#agents.values()) agent.destroy();
		this.#agents.clear();
	}
};

// src/io/http/answer-body.ts
/** Up to so many bytes are taken in before anybody reads them, so that the connection serves the next request meanwhile. */
const SMALL = 65536;
/** It may be cut off before anybody reads it; who does then is told by `errored`. */
const ignore = () => {};
/** HEAD answers with the length of what it leaves out. */
function nothing(message) {
	message.resume();
	return Readable.from([]);
}
function takenIn(message, fail) {
	const body = new PassThrough();
	body.on("error", ignore);
	message.on("error", (error) => body.destroy(fail(error)));
	body.on("close", () => {
		if (!message.readableEnded) message.destroy();
	});
	message.pipe(body);
	return body;
}
/** Node's own stream: to pass a blob through another one costs more than all else that is done with it. */
function passedOn(message, fail) {
	const destroy = message.destroy.bind(message);
	message.destroy = (error) => destroy(error && fail(error));
	message.on("error", ignore);
	return Object.assign(message, { ownsChunks: true });
}
/** The body of an answer, with errors of ours; when its reader goes away, so does the connection. */
function answerBody(message, method, fail) {
	if (method === "HEAD") return nothing(message);
	return Number(message.headers["content-length"] ?? 0) > SMALL ? passedOn(message, fail) : takenIn(message, fail);
}

// src/io/http/give-back.ts
/**
* Gives the memory of a chunk back at once; the chunk is empty afterwards. Left to the garbage collector, a blob would go
* through memory that is new to caches and page tables again and again. What is a part of something larger stays.
*/
function giveBack({ buffer, byteLength }) {
	if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

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
/**
* Connecting has a deadline of its own, from the start: through a proxy, the socket comes only when the tunnel stands. Of a
* request without a socket node tells nothing, not even that it was aborted.
*/
function whileConnecting(outgoing, { url, signal }, limit, giveUp) {
	const late = setTimeout(() => giveUp(deadline(url, "no connection", limit)), limit);
	const abort = () => {
		clearTimeout(late);
		giveUp(signal.reason);
	};
	signal.addEventListener("abort", abort, { once: true });
	const connected = () => clearTimeout(late);
	outgoing.on("socket", (socket) => {
		signal.removeEventListener("abort", abort);
		const ready = url.protocol === "https:" ? "secureConnect" : "connect";
		if (socket.connecting) socket.once(ready, connected).once("close", connected);
		else connected();
	});
	outgoing.once("close", () => {
		signal.removeEventListener("abort", abort);
		connected();
	});
}
/** Any time without progress that is the other side's fault has a deadline. */
function watch(outgoing, url, idle, under) {
	outgoing.on("socket", (socket) => {
		socket.setTimeout(idle);
		const onTimeout = () => {
			if ((under.body?.readableLength ?? 0) > 0 || !under.sent && socket.writableLength === 0) socket.setTimeout(idle);
			else {
				const reason = deadline(url, "no answer", idle);
				under.reason = reason;
				outgoing.destroy(reason);
			}
		};
		socket.on("timeout", onTimeout);
		outgoing.once("close", () => socket.off("timeout", onTimeout));
	});
}
/** Sends the body, unless the answer comes first: what is left of it then stays unread. */
function send(outgoing, content, under) {
	if (content === void 0 || content instanceof Uint8Array) {
		outgoing.end(content);
		return;
	}
	const give = (chunk) => {
		const isOurs = content.ownsChunks === true && content.listenerCount("data") === 1;
		const sent = (error) => {
			if (isOurs && !error) giveBack(chunk);
		};
		if (!outgoing.write(chunk, sent)) content.pause();
	};
	const stop = () => content.off("data", give).destroy();
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
	outgoing.on("drain", () => content.resume());
	content.on("data", give).on("end", () => outgoing.end());
	content.resume();
}
function lengthHeader({ method, body }) {
	return body !== void 0 || method === "POST" || method === "PUT" || method === "PATCH" ? { "content-length": String(body?.length ?? 0) } : {};
}
/**
* One request, one answer: no retry, no redirect. The body is opened first, so that no connection waits for its source.
*
* @throws SealiftError, what opening the body throws, or the signal's reason.
*/
async function exchange(request, agents, options, onSent) {
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
		const { connect, idle } = options.timeouts;
		whileConnecting(outgoing, request, connect, (reason) => {
			under.reason = reason;
			outgoing.destroy();
			if (content instanceof Readable) content.destroy();
			reject(reason);
		});
		watch(outgoing, url, idle, under);
		outgoing.on("finish", () => {
			under.sent = true;
			onSent();
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
			const body = answerBody(message, method, (error) => fail(error));
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
	/** Of those that run: their bodies come from elsewhere, perhaps from this very host. */
	#streaming = 0;
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
	/**
	* Waits for a turn. Each call is followed by one {@link release}.
	*
	* @param streams whether the body is read elsewhere while it is sent.
	*/
	async acquire(now, sleep, signal, streams = false) {
		await this.#turn(streams, signal);
		try {
			for (let wait = this.#pausedUntil - now().getTime(); wait > 0; wait = this.#pausedUntil - now().getTime()) await sleep(wait, signal);
		} catch (error) {
			this.release(streams);
			throw error;
		}
		return { slowDowns: this.#slowDowns };
	}
	/** Streams never have all the turns: what they wait for may have to be asked of this host. */
	#mayStart(streams) {
		const isFree = this.#running < this.#allowed;
		if (streams) return isFree && this.#streaming < Math.max(1, this.#allowed - 1);
		return isFree || this.#running === this.#streaming;
	}
	#start(streams) {
		this.#running += 1;
		if (streams) this.#streaming += 1;
	}
	#turn(streams, signal) {
		signal.throwIfAborted();
		if (this.#mayStart(streams)) {
			this.#start(streams);
			return Promise.resolve();
		}
		return new Promise((resolve, reject) => {
			const start = () => {
				signal.removeEventListener("abort", leave);
				this.#start(streams);
				resolve();
			};
			const waiting = {
				streams,
				start
			};
			const leave = () => {
				this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
				reject(signal.reason);
			};
			signal.addEventListener("abort", leave, { once: true });
			this.#waiting.push(waiting);
		});
	}
	release(streams = false) {
		this.#running -= 1;
		if (streams) this.#streaming -= 1;
		for (const waiting of [...this.#waiting]) {
			if (!this.#mayStart(waiting.streams)) continue;
			this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
			waiting.start();
		}
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

// src/io/http/lull.ts
/** Milliseconds without a request that is sent: those that leave together have left. */
const QUIET = 3;
/** Tells once that the first requests of a run have been sent, and nothing is to be done but wait for their answers. */
var Lull = class {
	#begin;
	#timer;
	constructor(begin) {
		this.#begin = begin;
	}
	sent() {
		if (!this.#begin) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#tell(), QUIET).unref();
	}
	#tell() {
		const begin = this.#begin;
		this.end();
		begin?.();
	}
	end() {
		clearTimeout(this.#timer);
		this.#begin = void 0;
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
	#lull;
	constructor(options) {
		this.#options = options;
		this.#agents = new Agents(options);
		this.#lull = new Lull(() => options.whileWaiting?.());
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
		const streams = request.body?.streams === true;
		const turn = await limiter.acquire(now, sleep, request.signal, streams);
		try {
			const started = now().getTime();
			const response = await exchange(request, this.#agents, this.#options, () => this.#lull.sent());
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
			limiter.release(streams);
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
		this.#lull.end();
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

// src/io/http/host-certificates.ts
const FILE_LIMIT$1 = 1048576;
/** Files of one folder that are looked at. */
const MOST_FILES = 100;
/** A host of a URL as a folder's name; a name from outside must not lead elsewhere. */
const HOST$1 = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::\d{1,5})?$/;
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
const readText = async (path, what) => Buffer.from(await readFile(path, FILE_LIMIT$1, what)).toString("utf8");
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
		if (!HOST$1.test(host)) return Promise.resolve(void 0);
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
	const { onRequest, whileWaiting } = run;
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
		...whileWaiting ? { whileWaiting } : {},
		onWarning: (text, host) => run.reporter.warning(`${host} says: ${printable(text, 500)}`),
		...onRequest ? { onExchange: ({ method, url, status, milliseconds }) => onRequest(printable(`${method} ${url} ${status} (${milliseconds} ms)`, 1e3)) } : {}
	});
	run.onEnd(() => http.close());
	return http;
}

// src/compose/transport.ts
const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
/** A list of `HOST[:PORT]`; without a port, every port of the host is meant. */
function includes(hosts, registry) {
	const name = registry.toLowerCase();
	return hosts.some((host) => name === host || name.replace(/:\d+$/, "") === host);
}
function readHosts(flag, hosts, problems) {
	const lower = hosts.map((host) => host.toLowerCase());
	for (const host of lower) if (!HOST.test(host)) problems.add("usage", `${flag}: ${printable(host)} is not a host`, "Write HOST or HOST:PORT, without https:// and without a path.");
	return lower;
}
/**
* Which registries are spoken to by plain HTTP: loopback addresses, unless named by --https-host, and those named by
* --http-host. Never a fallback from one to the other.
*/
function plainHttpRule({ httpHost, httpsHost }, problems) {
	const plain = readHosts("--http-host", httpHost, problems);
	const secure = readHosts("--https-host", httpsHost, problems);
	const both = plain.find((host) => secure.includes(host));
	if (both !== void 0) problems.add("usage", `${printable(both)} is named by --http-host and by --https-host`, "Name it once.");
	return (registry) => {
		if (includes(plain, registry)) return true;
		return !includes(secure, registry) && isLoopback(registry.replace(/:\d+$/, ""));
	};
}

// src/compose/open-stores.ts
/** Opens stores over one HTTP client and one set of logins; who asks closes what was opened. */
async function storeOpener(run, configs = {}) {
	const values = run.values;
	const { singleWriter = false } = run.values;
	const http = await httpOf(run);
	const plainHttp = plainHttpRule(values, run.problems);
	const now = () => run.clock.now();
	const helpers = new CredentialHelpers({
		env: run.env,
		signal: run.signal
	});
	const authorizerFor = async (file) => new Authorizer({
		http,
		credentials: await credentialsOf(file, run.env, run.problems, helpers),
		now,
		onSecret: run.onSecret
	});
	const { read = values.registryConfig, write = values.registryConfig } = configs;
	const reading = await authorizerFor(read);
	const writing = read === write ? reading : await authorizerFor(write);
	return async (place, purpose, source) => {
		if (place.transport !== "docker") {
			const { openLayoutStore } = await import("./layout.js").then((n) => n.n);
			return openLayoutStore({
				path: place.path,
				create: purpose === "create",
				transport: place.transport
			});
		}
		return openRegistryStore({
			registry: place.registry,
			repository: place.repository,
			plainHttp: plainHttp(place.registry),
			access: purpose === "read" ? "pull" : "push",
			alsoPull: reading === writing ? repositoriesIn(place.registry, source) : [],
			http,
			authorizer: purpose === "create" ? writing : reading,
			now,
			sleep: (milliseconds, signal) => run.clock.sleep(milliseconds, signal),
			random: Math.random,
			singleWriter
		});
	};
}
/** The stores of a run: each opened once, closed with the run. */
async function storesOf(run, configs = {}) {
	const open = await storeOpener(run, configs);
	const opened = /* @__PURE__ */ new Map();
	return (place, purpose, source) => {
		const key = `${purpose} ${formatPlace(place)}`;
		const known = opened.get(key);
		if (known) return known;
		const store = open(place, purpose, source);
		opened.set(key, store);
		run.onEnd(async () => (await store.catch(() => void 0))?.close());
		return store;
	};
}
function repositoriesIn(registry, source) {
	return source?.transport === "docker" && source.registry === registry ? [source.repository] : [];
}
/** `REGISTRY/REPOSITORY` as scopes of a policy name it; a layout has none. */
function repositoryOf(place) {
	return place.transport === "docker" ? formatPlace(place) : void 0;
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
const LONGEST = 2 ** 31 - 1;
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
	if (milliseconds !== void 0) clock.sleep(Math.min(milliseconds, LONGEST), waiting.signal).then(() => {
		const seconds = milliseconds / 1e3;
		ended.abort(new SealiftError("deadline_exceeded", `the run did not end within its deadline of ${seconds} s`));
	}, () => {});
	return {
		signal: ended.signal,
		stop: () => waiting.abort()
	};
}

// src/compose/warm-up.ts
/** Commands that open envelopes. */
const JUDGING = [
	"sign",
	"verify",
	"promote",
	"inspect"
];
/** An index with one entry: reading it makes all shapes that manifests are read with. */
function readIndex() {
	const digest = digestOf(/* @__PURE__ */ new Uint8Array());
	const manifests = [{
		mediaType: MEDIA_TYPES.ociImage,
		digest,
		size: 0
	}];
	const body = {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests
	};
	const bytes = new TextEncoder().encode(JSON.stringify(body));
	parseManifest({
		descriptor: {
			mediaType: MEDIA_TYPES.ociIndex,
			digest,
			size: bytes.length
		},
		bytes
	});
}
/**
* Makes ready what the first answers will be read with, while they are awaited: code that runs for the first time is slow,
* and with a registry 50 ms away some 15 to 20 ms of a command are so spared. Nothing depends on it: what fails here fails
* again where it is needed, and is told there.
*/
async function warmUp(command) {
	try {
		readIndex();
		if (!JUDGING.includes(command)) return;
		globalThis.crypto.subtle;
		await import("./jws.js").then((n) => n.t);
	} catch {}
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
			whileWaiting: () => void warmUp(command),
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

// src/oci/blob-check.ts
/**
* Holds content to its descriptor. The digest is checked along with the last bytes, so that a wrong content never gets on as
* a whole.
*/
var BlobCheck = class {
	#descriptor;
	#onBytes;
	#hash;
	#size = 0;
	/** @param onBytes is told of every chunk's length. */
	constructor(descriptor, onBytes) {
		this.#descriptor = descriptor;
		this.#onBytes = onBytes;
		this.#hash = digestHasher(descriptor.digest);
	}
	/** @throws SealiftError `digest_mismatch`, at size + 1 at the latest. */
	bytes(chunk) {
		if (chunk.length === 0) return;
		const { size } = this.#descriptor;
		this.#size += chunk.length;
		if (this.#size > size) throw this.#mismatch(`is longer than the ${size} bytes it should have`);
		this.#hash.update(chunk);
		if (this.#size === size) this.#finish();
		this.#onBytes?.(chunk.length);
	}
	/** @throws SealiftError `digest_mismatch`. */
	end() {
		const { size } = this.#descriptor;
		if (this.#size !== size) throw this.#mismatch(`ends after ${this.#size} of ${size} bytes`);
		if (size === 0) this.#finish();
	}
	#finish() {
		const { digest } = this.#descriptor;
		const found = `${digestAlgorithm(digest)}:${this.#hash.digest("hex")}`;
		if (found !== digest) throw this.#mismatch(`has the digest ${found}`);
	}
	#mismatch(what) {
		return new SealiftError("digest_mismatch", `blob ${this.#descriptor.digest}: ${what}`);
	}
};

// src/oci/watched-stream.ts
/** A stream with somebody beside it. No Transform: with two ends and a tick for each, it costs far more a chunk. */
var WatchedStream = class extends Readable {
	ownsChunks;
	#source;
	constructor(source, watcher) {
		super();
		this.on("error", () => {});
		this.ownsChunks = source.ownsChunks === true;
		this.#source = source;
		const attempt = (step) => {
			try {
				if (!this.destroyed) step();
			} catch (error) {
				this.destroy(error);
			}
		};
		source.on("data", (chunk) => attempt(() => {
			watcher.bytes(chunk);
			if (!this.push(chunk)) source.pause();
		}));
		source.on("end", () => attempt(() => {
			watcher.end();
			this.push(null);
		}));
		const closed = () => this.destroy(source.errored ?? /* @__PURE__ */ new Error("a blob was closed before its end"));
		source.on("error", (error) => this.destroy(error));
		source.on("close", () => {
			if (!source.readableEnded) closed();
		});
		if (source.closed) closed();
	}
	_read() {
		this.#source.resume();
	}
	_destroy(error, callback) {
		this.#source.destroy();
		callback(error);
	}
};
function watchedStream(source, watcher) {
	return new WatchedStream(source, watcher);
}

// src/oci/checked-stream.ts
/** The same bytes; fails with `digest_mismatch` when digest or size are not the descriptor's, at size + 1 at the latest. */
function checkedStream(source, descriptor) {
	return watchedStream(source, new BlobCheck(descriptor));
}

// src/oci/read-blob.ts
/**
* A small blob, whole. The size is held against `limit` before anything is read.
*
* @throws SealiftError `content_too_large`, `digest_mismatch`, or what the store throws.
*/
async function readBlob(store, descriptor, limit, signal) {
	if (descriptor.size > limit) throw new SealiftError("content_too_large", `blob ${descriptor.digest} has ${descriptor.size} bytes, the limit is ${limit}`);
	const chunks = [];
	const source = await store.blob(descriptor, {}, signal);
	await pipeline$1(checkedStream(source, descriptor), async (checked) => {
		for await (const chunk of checked) chunks.push(chunk);
	}, { signal });
	return Buffer$1.concat(chunks);
}

// src/oci/referrers.ts
/** Whether the manifest was attached to this subject: digest decides, size and type must not contradict. */
function namesSubject(manifest, subject) {
	return manifest.subject !== void 0 && sameContent(manifest.subject, subject);
}
/**
* What is attached to `subject`, each entry fetched and judged, lazily and in listed order. A list is only a claim: it
* may be the image's own index (GitLab answers the referrers tag so) or name manifests of other subjects.
*/
async function* judgedReferrers(store, subject, query, signal) {
	for await (const entry of claimedReferrers(store, subject, query, signal)) yield await judgeEntry(store, entry, subject, signal);
}
/** The entries as they are listed, unjudged, within the cap. */
async function* claimedReferrers(store, subject, query, signal) {
	let count = 0;
	for await (const entry of store.referrers(subject, query, signal)) {
		count += 1;
		if (count > 1e4) throw new SealiftError("content_too_large", `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
		yield entry;
	}
}
/** Definite answers: what is there is not a manifest that fits its entry. All else is not known, and thrown. */
const UNFIT = /* @__PURE__ */ new Set([
	"manifest_invalid",
	"manifest_unsupported",
	"digest_mismatch",
	"content_too_large"
]);
/** Fetches what one entry names, and says what it is. Throws what leaves that open. */
async function judgeEntry(store, entry, subject, signal) {
	try {
		const content = await store.manifest(entry.descriptor, signal);
		const manifest = parseManifest(content);
		if (!namesSubject(manifest, subject)) return {
			state: "foreign",
			entry
		};
		return {
			state: "believed",
			entry,
			content,
			manifest
		};
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (error.code === "artifact_not_found") return {
			state: "dangling",
			entry
		};
		if (UNFIT.has(error.code)) return {
			state: "malformed",
			entry,
			error
		};
		throw error;
	}
}

// src/compose/each-image.ts
/**
* Runs a use case on every image; one that fails loses no other. Images named by digest go at the same time (the waits for
* their referrers overlap); tags of one repository go one after the other and after its digests, since they may be the
* same image.
*/
async function eachImage(images, open, purpose, work) {
	const turns = /* @__PURE__ */ new Map();
	const one = async (image) => {
		try {
			return await work(image, await open(image.reference, purpose));
		} catch (thrown) {
			return failedImage(image.text, asSealiftError(thrown).toJSON());
		}
	};
	const byDigest = /* @__PURE__ */ new Map();
	const begun = images.map((image) => {
		if (!("digest" in image.name)) return void 0;
		const work = one(image);
		const place = formatPlace(image.reference);
		byDigest.set(place, [...byDigest.get(place) ?? [], work]);
		return work;
	});
	return Promise.all(images.map((image, at) => {
		const known = begun[at];
		if (known) return known;
		const place = formatPlace(image.reference);
		const turn = (turns.get(place) ?? Promise.all(byDigest.get(place) ?? [])).then(() => one(image));
		turns.set(place, turn);
		return turn;
	}));
}

// src/compose/images.ts
const FILE_LIMIT = 4194304;
const IMAGES_LIMIT = 1e4;
const textsOf = (texts) => typeof texts === "string" ? [texts] : texts ?? [];
/** One reference a line; blank lines and those that begin with `#` do not count. */
async function linesOf(path) {
	const shown = printable(path, 300);
	const bytes = await readFile(path, FILE_LIMIT, "list of images");
	const found = decodeUtf8(bytes, {
		code: "config_invalid",
		what: `the list of images ${shown}`
	}).replace(/^\ufeff/, "").split(/\r\n|[\r\n]/).flatMap((line, at) => {
		const reference = line.trim();
		return reference === "" || reference.startsWith("#") ? [] : [{
			text: reference,
			place: `${shown}, line ${at + 1}: `
		}];
	});
	if (found.length > IMAGES_LIMIT) throw new SealiftError("usage", `the list of images ${shown} names ${found.length} images, the limit is ${IMAGES_LIMIT}`, { hint: "Split the list over several runs." });
	return found;
}
/** Reads one reference that has to name a manifest. */
function imageOf(text) {
	const reference = parseReference(typeof text === "string" ? text : String(text));
	return {
		text: String(text),
		reference,
		name: manifestName(reference)
	};
}
/** Says where in a file the words of an error stand. */
function located(place, read) {
	try {
		return read();
	} catch (error) {
		if (place === "" || !(error instanceof SealiftError)) throw error;
		throw new SealiftError(error.code, `${place}${error.message}`, {
			hint: error.hint,
			cause: error
		});
	}
}
/**
* The images of a run, each once: tags of one repository that carry the same digest are one image. None at all is a
* problem, never a success.
*/
async function imagesOf(texts, file, problems) {
	const fromFile = file === void 0 ? [] : await problems.try(() => linesOf(file));
	const all = [...textsOf(texts).map((text) => ({
		text,
		place: ""
	})), ...fromFile ?? []];
	if (all.length === 0 && fromFile !== void 0) problems.add("usage", "no image is given", "Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG.");
	const images = /* @__PURE__ */ new Map();
	for (const { text, place } of all) {
		const image = await problems.try(() => located(place, () => imageOf(text)));
		if (!image) continue;
		const key = `${formatPlace(image.reference)} ${JSON.stringify(image.name)}`;
		if (!images.has(key)) images.set(key, image);
	}
	return [...images.values()];
}

// src/oci/unless-aborted.ts
/** The outcome of work that others wait for too, or the reason of the own signal when that comes first. */
async function unlessAborted(work, signal) {
	work.catch(() => {});
	signal.throwIfAborted();
	const { promise, reject } = Promise.withResolvers();
	const leave = () => reject(signal.reason);
	signal.addEventListener("abort", leave, { once: true });
	try {
		return await Promise.race([work, promise]);
	} finally {
		signal.removeEventListener("abort", leave);
	}
}

// src/oci/claimed-lists.ts
const SOURCES = {
	sources: "all",
	toTheEnd: true
};
/** What is listed as attached, read to the end; it can be asked for before it is known whether anybody will want it. */
var ClaimedLists = class {
	#store;
	#limit;
	#likely;
	/** `undefined` where enough was read ahead. */
	#early = /* @__PURE__ */ new Map();
	/** Entries that were read ahead: nobody counts them until they are wanted, so these lists could fill the memory. */
	#ahead = 0;
	/** Whose list was wanted. */
	#read = /* @__PURE__ */ new Set();
	#over = new AbortController();
	constructor(store, { concurrency, likely = () => false }) {
		this.#store = store;
		this.#limit = pLimit(concurrency);
		this.#likely = likely;
	}
	/** Asks for a list that will likely be wanted; what fails is told to whoever wants it, and to nobody else. */
	ahead(subject, signal) {
		const { digest } = subject;
		if (!this.#likely(subject) || this.#read.has(digest) || this.#early.has(digest)) return;
		const joined = AbortSignal.any([signal, this.#over.signal]);
		const asked = this.#limit(async () => {
			if (this.#ahead > 1e4) return void 0;
			const entries = await this.#ask(subject, joined);
			this.#ahead += entries.length;
			return entries;
		});
		this.#early.set(digest, early(asked));
	}
	/** The list, asked for now unless it was. */
	async list(subject, signal) {
		const asked = this.#early.get(subject.digest);
		this.#read.add(subject.digest);
		this.forget(subject);
		return (asked && await unlessAborted(asked, signal)) ?? this.#limit(() => this.#ask(subject, signal));
	}
	/** It was asked for in vain. */
	forget({ digest }) {
		this.#early.delete(digest);
	}
	/** Ends what was asked for in vain and is still under way. */
	end() {
		this.#over.abort();
	}
	#ask(subject, signal) {
		return Array.fromAsync(claimedReferrers(this.#store, subject, SOURCES, signal));
	}
};

// src/oci/graph.ts
function invalidGraph(reason) {
	return new SealiftError("manifest_invalid", reason);
}
/** Reads within caps that hold for the whole graph, whatever its manifests claim. */
var GraphReader = class {
	#store;
	#lists;
	#fetches;
	/** Of subjects whose list is read and judged. */
	#turns;
	#nodes = /* @__PURE__ */ new Map();
	/** Levels below a node. */
	#heights = /* @__PURE__ */ new Map();
	/** Whose list was read: what is a child and an attachment at once is met twice. */
	#subjects = /* @__PURE__ */ new Set();
	#bytes = 0;
	dangling = [];
	constructor(store, lists, concurrency) {
		this.#store = store;
		this.#lists = lists;
		this.#fetches = pLimit(concurrency);
		this.#turns = pLimit(concurrency);
	}
	/** Counts a manifest before it is fetched; its store refuses one that is larger than its descriptor says. */
	#reserve({ size }) {
		this.#bytes += size;
		if (this.#bytes > 67108864) throw new SealiftError("content_too_large", "the manifests of this artifact have over 64 MiB together");
	}
	#checkDepth(depth, { digest }) {
		if (depth <= 8 && this.#nodes.size < 1e4) return;
		throw new SealiftError("content_too_large", `the artifact nests or branches too far at ${digest}`, { hint: `At most ${8} levels and ${GRAPH_MANIFESTS} manifests are followed.` });
	}
	node(descriptor, depth, signal, content) {
		const known = this.#nodes.get(descriptor.digest);
		if (known) {
			if (sameContent(known.descriptor, descriptor)) return known.reading;
			throw invalidGraph(`manifest ${descriptor.digest} is named with two sizes or media types`);
		}
		this.#checkDepth(depth, descriptor);
		const reading = this.#read(descriptor, depth, signal, content);
		this.#nodes.set(descriptor.digest, {
			descriptor,
			reading
		});
		return reading;
	}
	async #read(descriptor, depth, signal, given) {
		const content = given ?? await this.#fetch(descriptor, depth, signal);
		const manifest = parseManifest(content);
		const children = await together(signal, manifest.manifests.map((child) => (joined) => this.node(child, depth + 1, joined)));
		const height = children.reduce((most, child) => Math.max(most, this.#heights.get(child) + 1), 0);
		this.#checkDepth(depth + height, descriptor);
		const layers = manifest.layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
		const node = {
			content,
			manifest,
			children,
			blobs: manifest.config ? [manifest.config, ...layers] : layers
		};
		this.#heights.set(node, height);
		return node;
	}
	async #fetch(descriptor, depth, signal) {
		const { digest, mediaType } = descriptor;
		if (manifestKind(mediaType) === void 0 && !isSchema1(mediaType)) throw new SealiftError("manifest_unsupported", `${digest} is named as a manifest, but is ${printable(mediaType)}`);
		this.#reserve(descriptor);
		try {
			return await this.#fetches(() => this.#store.manifest(descriptor, signal));
		} catch (error) {
			if (depth > 0 && error instanceof SealiftError && error.code === "artifact_not_found") throw new SealiftError("child_missing", `manifest ${digest} is named by an index but is not there`, { cause: error });
			throw error;
		}
	}
	/** What is attached to `subject` itself, in listed order. */
	async #attached(subject, keep, depth, signal) {
		const entries = await this.#lists.list(subject, signal);
		for (const { descriptor } of entries) this.#reserve(descriptor);
		const found = await together(signal, entries.map((entry) => async (joined) => {
			const judged = await this.#fetches(() => {
				this.#lists.ahead(entry.descriptor, joined);
				return judgeEntry(this.#store, entry, subject, joined);
			});
			const isKept = judged.state === "believed" && await keep(judged, subject);
			if (!isKept) this.#lists.forget(entry.descriptor);
			if (judged.state === "malformed") throw judged.error;
			if (judged.state === "dangling") return { gone: {
				subject,
				descriptor: entry.descriptor
			} };
			if (!isKept) return {};
			const { content } = judged;
			return { attachment: {
				node: await this.node(content.descriptor, depth, joined, content),
				subject,
				foundIn: entry.foundIn
			} };
		}));
		this.dangling.push(...found.flatMap(({ gone }) => gone ?? []));
		return found.flatMap(({ attachment }) => attachment ?? []);
	}
	/** What is attached to `subject` and, behind each, what is attached to that. */
	async attachments(subject, keep, depth, signal) {
		if (this.#subjects.has(subject.digest)) return [];
		this.#subjects.add(subject.digest);
		const own = await this.#turns(() => this.#attached(subject, keep, depth, signal));
		const behind = await together(signal, own.map(({ node }) => (joined) => this.attachments(node.content.descriptor, keep, depth + 1, joined)));
		return [...own, ...behind.flat()];
	}
};
/** Children before their index, each manifest once. */
function bottomUp(root) {
	const ordered = /* @__PURE__ */ new Map();
	const visit = (node) => {
		const { digest } = node.content.descriptor;
		if (ordered.has(digest)) return;
		for (const child of node.children) visit(child);
		ordered.set(digest, node);
	};
	visit(root);
	return [...ordered.values()];
}
function foreignLayers(nodes) {
	const foreign = [...nodes].flatMap(({ manifest }) => manifest.layers).filter(({ mediaType }) => isForeignLayer(mediaType));
	return [...new Map(foreign.map((layer) => [layer.digest, layer])).values()];
}
/** A blob is copied once, so that everybody who names it has to say the same of it. */
function checkBlobs(nodes) {
	const sizes = /* @__PURE__ */ new Map();
	for (const { digest, size } of [...nodes].flatMap(({ blobs }) => blobs)) {
		const known = sizes.get(digest) ?? size;
		if (known !== size) throw invalidGraph(`blob ${digest} is named with ${known} and with ${size} bytes`);
		sizes.set(digest, size);
	}
}
/**
* Reads an artifact whole: root, children, and what is attached to any of them. Every manifest is fetched once.
*
* @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
*/
async function readGraph(store, root, options, signal) {
	const lists = new ClaimedLists(store, options);
	const reader = new GraphReader(store, lists, options.concurrency);
	try {
		return await readWith(reader, root, options.keep, signal);
	} finally {
		lists.end();
	}
}
async function readWith(reader, root, follow, signal) {
	let read;
	let ofRoot = [];
	await together(signal, [async (joined) => {
		read = await reader.node(root, 0, joined);
	}, async (joined) => {
		if (follow) ofRoot = await reader.attachments(root, follow, 1, joined);
	}]);
	const rootNode = read;
	const nodes = bottomUp(rootNode);
	const lists = [...follow ? await together(signal, nodes.map(({ content }) => (joined) => reader.attachments(content.descriptor, follow, 1, joined))) : [], ofRoot];
	const unique = /* @__PURE__ */ new Map();
	for (const attachment of lists.flat()) {
		const { digest } = attachment.node.content.descriptor;
		if (!unique.has(digest)) unique.set(digest, attachment);
	}
	const attachments = [...unique.values()];
	const everything = /* @__PURE__ */ new Set([...nodes, ...attachments.flatMap(({ node }) => bottomUp(node))]);
	checkBlobs(everything);
	return {
		root: rootNode,
		nodes,
		attachments,
		foreignLayers: foreignLayers(everything),
		dangling: reader.dangling
	};
}

// src/oci/remember-referrers.ts
/** One list, read as far as somebody wants it, and the same for whoever reads it again. */
var Replay = class {
	#entries = [];
	#source;
	/** Resolves to whether there was one more; the last answer stays, an error included. */
	#reading;
	#ended = false;
	constructor(list) {
		this.#source = list[Symbol.asyncIterator]();
	}
	/** Reads one entry further; whoever comes meanwhile waits for the same one. */
	more() {
		if (this.#ended || this.#reading) return this.#reading ?? Promise.resolve(false);
		const reading = this.#source.next().then((next) => {
			if (next.done) this.#ended = true;
			else {
				this.#entries.push(next.value);
				this.#reading = void 0;
			}
			return !next.done;
		}, (error) => {
			this.#ended = true;
			throw error;
		});
		this.#reading = reading;
		return reading;
	}
	async *[Symbol.asyncIterator]() {
		for (let at = 0; at < this.#entries.length || await this.more(); at += 1) yield this.#entries[at];
	}
};
/**
* Lists of referrers for one use case, each asked for once: whoever judges and whoever carries read the same one, and it
* can be asked for before it is wanted.
*/
var RememberedReferrers = class {
	#store;
	#query;
	#lists = /* @__PURE__ */ new Map();
	/**
	* @param query of every list, where readers want different things: their artifact types are applied to what it gives. Without
	*   it a list is read as its first reader wants it.
	*/
	constructor(store, query) {
		this.#store = store;
		this.#query = query;
	}
	/** Begins to read a list. What fails is told to whoever reads it. */
	ahead(subject, query, signal) {
		this.#list(subject, query, signal).more().catch(() => {});
	}
	async *referrers(subject, query, signal) {
		for await (const entry of this.#list(subject, query, signal)) {
			signal.throwIfAborted();
			if (artifactTypeMatches(entry.descriptor, query.artifactType)) yield entry;
		}
	}
	#list(subject, wanted, signal) {
		const query = this.#query ?? wanted;
		const list = this.#lists.get(subject.digest) ?? new Replay(this.#store.referrers(subject, query, signal));
		this.#lists.set(subject.digest, list);
		return list;
	}
};

// src/oci/remember-reading.ts
/**
* The same store, asked for each manifest and each list once: what was judged and what is carried are the same bytes. For
* one use case only, since it keeps them (the caps of the graph bound how many).
*
* @param query of its lists.
*/
function rememberReading(store, query) {
	const known = /* @__PURE__ */ new Map();
	const lists = new RememberedReferrers(store, query);
	return {
		name: store.name,
		repository: store.repository,
		resolve: (name, signal) => store.resolve(name, signal),
		manifest(descriptor, signal) {
			const { mediaType, digest, size } = descriptor;
			const key = `${digest} ${size} ${mediaType}`;
			const fetched = known.get(key) ?? store.manifest(descriptor, signal);
			known.set(key, fetched);
			fetched.catch(() => known.delete(key));
			return fetched;
		},
		has: (descriptor, signal) => store.has(descriptor, signal),
		blob: (descriptor, options, signal) => store.blob(descriptor, options, signal),
		referrers: (subject, wanted, signal) => lists.referrers(subject, wanted, signal),
		ahead: (subject, signal) => lists.ahead(subject, query, signal),
		close: () => store.close()
	};
}

// src/oci/ports.ts
function canTellEmpty(store) {
	return "isEmpty" in store && typeof store.isEmpty === "function";
}
function canMount(store) {
	return "mount" in store && typeof store.mount === "function";
}
function hasIndexCapacity(store) {
	return "refuseFullIndex" in store && typeof store.refuseFullIndex === "function";
}
function canOpenUploads(store) {
	return "openUpload" in store && typeof store.openUpload === "function";
}

export { parseCertificates as $, isContent as A, parseReference as At, plainDescriptor as B, repositoryOf as C, errnoOf as Ct, listFolder as D, formatReference as Dt, httpOf as E, formatPlace as Et, artifactTypeOf as F, isDigest as Ft, early as G, sameContent as H, parseManifest as I, once as J, delayAfter as K, MEDIA_TYPES as L, parseReferrersIndex as M, digestAlgorithm as Mt, referrerDescriptor as N, digestHex as Nt, mayPassLater as O, isTag as Ot, referrersTag as P, digestOf as Pt, readFile as Q, manifestKind as R, run as S, complain as St, storesOf as T, formatDestination as Tt, ENVELOPE_LIMIT as U, platformName as V, MANIFEST_LIMIT as W, readBody as X, parseJson as Y, isLoopback as Z, BlobCheck as _, HASHES as _t, rememberReading as a, KEY_USAGE_BITS as at, optionsFrom as b, RSA_PKCS1 as bt, readGraph as c, pemText as ct, imagesOf as d, encodeBase64 as dt, parseCertificate as et, eachImage as f, encodeBase64Url as ft, watchedStream as g, ECDSA as gt, checkedStream as h, derElement as ht, hasIndexCapacity as i, extensionName as it, homeFolder as j, parseRepository as jt, contentOf as k, parseDestination as kt, unlessAborted as l, decodeBase64 as lt, readBlob as m, derChildren as mt, canOpenUploads as n, EXTENSION as nt, RememberedReferrers as o, dottedOid as ot, judgedReferrers as p, checkDer as pt, runProgram as q, canTellEmpty as r, PURPOSE as rt, bottomUp as s, pemBlocks as st, canMount as t, parseName as tt, imageOf as u, decodeBase64Url as ut, pLimit as v, MGF1 as vt, storeOpener as w, fileError as wt, perform as x, ecdsaWith as xt, together as y, RSASSA_PSS as yt, parseDescriptor as z };