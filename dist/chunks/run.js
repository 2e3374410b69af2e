import { c as printable, d as SealiftError, f as asSealiftError, o as optionsOf, r as runResult, s as camelCase } from "./run-result.js";
import { a as isDigest, i as digestOf, t as digestAlgorithm } from "./digest.js";
import { r as formatPlace, t as Problems } from "./problems.js";
import { n as suggest, t as VERSION } from "./version.js";
import { C as sameContent, D as complain, E as parseJson, O as readFile, a as referrerDescriptor, d as bareMediaType, i as parseReferrersIndex, l as MANIFEST_ACCEPT, o as referrersTag, r as mergeReferrers, t as openLayoutStore, u as MEDIA_TYPES, v as MANIFEST_LIMIT, y as REFERRERS_LIMIT } from "./open.js";
import { d as record, h as unknown, l as optional, n as array, o as looseObject, p as string, s as nullable } from "./zod.js";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { X509Certificate, createHash } from "node:crypto";
import { join } from "node:path";
import { Buffer } from "node:buffer";
import { PassThrough, Readable, Transform, pipeline } from "node:stream";
import { homedir } from "node:os";
import { BlockList, isIP } from "node:net";
import { Agent, request } from "node:http";
import { Agent as Agent$1, request as request$1 } from "node:https";
import { getCACertificates } from "node:tls";

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

// src/options/duration.ts
const MILLISECONDS = {
	ms: 1,
	s: 1e3,
	m: 6e4,
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
/** What a run can wait for or a signature can live: a hundred years. */
const LONGEST$1 = 315576e7;
/**
* `30d`, `24h`, `10m`, `90s`, `1h30m` in milliseconds; `undefined` when it is not a duration, is zero or over a hundred
* years. A number without a unit is not a duration: it means seconds here and minutes there.
*/
function parseDuration(text) {
	if (!/^(?:\d{1,9}(?:ms|[smhdw]))+$/.test(text)) return void 0;
	let total = 0;
	for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g)) total += Number(count) * MILLISECONDS[unit];
	return total > 0 && total <= LONGEST$1 ? total : void 0;
}

// src/options/read-options.ts
const wrong = (what) => ({ wrong: what });
function strings(raw) {
	const list = Array.isArray(raw) ? raw : [raw];
	return list.every((one) => typeof one === "string" && one !== "") ? list : void 0;
}
function readPairs(raw) {
	const pairs = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : strings(raw)?.map((text) => {
		const equals = text.indexOf("=");
		return equals < 0 ? [text, void 0] : [text.slice(0, equals), text.slice(equals + 1)];
	});
	if (!pairs?.every(([key, value]) => key !== "" && typeof value === "string")) return wrong("must be KEY=VALUE");
	const keys = pairs.map(([key]) => key);
	const twice = keys.find((key, index) => keys.indexOf(key) !== index);
	if (twice !== void 0) return wrong(`names the key ${JSON.stringify(twice)} twice`);
	return { value: Object.fromEntries(pairs) };
}
const READERS = {
	string: (raw) => typeof raw === "string" && raw !== "" ? { value: raw } : wrong("must not be empty"),
	list: (raw) => {
		const value = strings(raw);
		return value ? { value } : wrong("must not be empty");
	},
	boolean: (raw) => typeof raw === "boolean" ? { value: raw } : wrong("is true or false"),
	duration: (raw) => {
		const value = typeof raw === "string" ? parseDuration(raw) : void 0;
		return value === void 0 ? wrong("must be a duration such as 30d, 24h, 10m or 90s") : { value };
	},
	integer: (raw) => {
		const text = String(raw);
		return /^[1-9]\d{0,5}$/.test(text) ? { value: Number(text) } : wrong("must be a whole number of at least 1");
	},
	enum: (raw, { choices = [] }) => choices.includes(raw) ? { value: raw } : wrong(`must be ${choices.join(" or ")}`),
	pairs: readPairs
};
const EMPTY = {
	list: [],
	boolean: false,
	pairs: {}
};
function quote(raw, { secret }) {
	return typeof raw === "string" && raw !== "" && !secret ? `, not ${JSON.stringify(raw.slice(0, 80))}` : "";
}
/**
* Reads what a face gathered (`raw`, by camelCase name; flags and inputs as strings) by the table. What is wrong goes
* into `problems`; the values are of use only when there are none.
*/
function readOptions(command, raw, problems) {
	const options = optionsOf(command);
	const names = options.map(({ name }) => camelCase(name));
	for (const key of Object.keys(raw)) {
		if (names.includes(key)) continue;
		const near = suggest(key, names);
		problems.add("usage", `${key} is not an option of ${command}`, near === void 0 ? void 0 : `Did you mean ${near}?`);
	}
	const values = {};
	for (const option of options) {
		const key = camelCase(option.name);
		const given = raw[key] ?? option.default;
		if (given === void 0) {
			values[key] = EMPTY[option.type];
			if (option.required) problems.add("usage", `${command} needs --${option.name}`, `--${option.name}: ${option.help}.`);
			continue;
		}
		const outcome = READERS[option.type](given, option);
		values[key] = "value" in outcome ? outcome.value : EMPTY[option.type];
		if ("wrong" in outcome) problems.add("usage", `--${option.name} ${outcome.wrong}${quote(given, option)}`, `--${option.name}: ${option.help}.`);
	}
	return values;
}

// src/encoding/der.ts
const MAX_DEPTH = 32;
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
	if (depth > MAX_DEPTH) throw complain(complaint, `nests deeper than ${MAX_DEPTH} levels (DER)`);
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
	const bytes = Buffer.from(text, variant);
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
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
function encodeBase64Url(bytes) {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
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

// src/pki/extensions.ts
const OID = {
	keyUsage: "2.5.29.15",
	basicConstraints: "2.5.29.19",
	crlDistributionPoints: "2.5.29.31",
	extendedKeyUsage: "2.5.29.37",
	freshestCrl: "2.5.29.46",
	authorityInfoAccess: "1.3.6.1.5.5.7.1.1",
	ocsp: "1.3.6.1.5.5.7.48.1"
};
/** RFC 5280, 4.2.1.6: uniformResourceIdentifier. */
const URI_NAME = 6;
const BIT_STRING = 3;
/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (X.690, 8.6.2). */
function keyUsageBits({ extnValue }, complaint) {
	const der = extnValue.valueBlock.valueHexView;
	const { tag, contentStart, end } = derElement(der, 0, der.length, complaint);
	if (tag !== BIT_STRING) throw complain(complaint, "has a keyUsage that is no bit string");
	const bytes = der.subarray(contentStart + 1, end);
	return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & 128 >> (bit & 7)) !== 0));
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
	const constraints = parsed(OID.basicConstraints);
	const keyUsage = parsed(OID.keyUsage);
	const extendedKeyUsage = parsed(OID.extendedKeyUsage);
	const access = parsed(OID.authorityInfoAccess)?.parsedValue;
	const crls = parsed(OID.crlDistributionPoints)?.parsedValue;
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
		ocspUrls: (access?.accessDescriptions ?? []).filter(({ accessMethod }) => accessMethod === OID.ocsp).flatMap(({ accessLocation }) => uris([accessLocation])),
		crlUrls: (crls?.distributionPoints ?? []).flatMap(({ distributionPoint }) => Array.isArray(distributionPoint) ? uris(distributionPoint) : ["(a name relative to the issuer)"]),
		hasFreshestCrl: byId.has(OID.freshestCrl)
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

// src/pki/parse-certificate.ts
const RSASSA_PSS = "1.2.840.113549.1.1.10";
const OBJECT_IDENTIFIER = 6;
/** DER of 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY = Buffer.from("06072a8648ce3d0201", "hex");
/** pkijs costs some 17 ms to load: at the first certificate, not at the start. */
const loadPkijs = () => import("./x509.js").then((n) => n.t);
/** RFC 5480, 2.1.1: a curve is named; Go refuses one that is spelled out, OpenSSL does not. */
function checkKeyParameters(der, publicKeyInfo, complaint) {
	const [algorithm] = derChildren(der, publicKeyInfo, complaint);
	const [type, parameters] = algorithm ? derChildren(der, algorithm, complaint) : [];
	if (type !== void 0 && EC_PUBLIC_KEY.equals(der.subarray(type.start, type.end)) && parameters?.tag !== OBJECT_IDENTIFIER) throw complain(complaint, "has a key without a named curve");
}
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
	if (Buffer.compare(der.subarray(signed.start, signed.end), der.subarray(algorithm.start, algorithm.end)) !== 0) throw complain(complaint, "names two signature algorithms");
	checkKeyParameters(der, publicKeyInfo, complaint);
	return {
		issuer: parseName(der.subarray(issuer.start, issuer.end), complaint),
		subject: parseName(der.subarray(subject.start, subject.end), complaint),
		...parseValidity(der, validity, complaint)
	};
}
function signatureAlgorithm(pkijs, parsed) {
	if (parsed.algorithmId !== RSASSA_PSS) return parsed.algorithmId;
	const { hashAlgorithm, maskGenAlgorithm } = new pkijs.RSASSAPSSParams({ schema: parsed.algorithmParams });
	const mask = new pkijs.AlgorithmIdentifier({ schema: maskGenAlgorithm.algorithmParams });
	const weaker = mask.algorithmId === hashAlgorithm.algorithmId ? "" : `/${mask.algorithmId}`;
	return `${RSASSA_PSS}/${hashAlgorithm.algorithmId}${weaker}`;
}
/**
* Reads one certificate: strict DER first, then pkijs for the extensions and node for the key.
*
* @throws SealiftError with the code of `complaint`.
*/
async function parseCertificate(der, complaint) {
	checkDer(der, complaint);
	const identity = identityOf(der, complaint);
	const pkijs = await loadPkijs();
	try {
		const native = new X509Certificate(der);
		if (!native.raw.equals(der)) throw complain(complaint, "holds another certificate inside");
		const parsed = pkijs.Certificate.fromBER(der);
		return {
			der,
			thumbprint: createHash("sha256").update(der).digest("hex"),
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
const isDer = ([first, second = 0]) => first === 48 && second >= 128;
/**
* Reads every certificate of a file: PEM (each block, whatever its label, has to be one) or concatenated DER, as notation
* does.
*
* @throws SealiftError with the code of `complaint`, also when there is none.
*/
async function parseCertificates(bytes, complaint) {
	const ders = isDer(bytes) ? splitDer(bytes, complaint) : pemBlocks(Buffer.from(bytes).toString("utf8"), complaint).map(({ label, bytes: body }) => {
		if (label.includes("PRIVATE KEY")) throw complain(complaint, "holds a private key where certificates are expected");
		return body;
	});
	if (ders.length === 0) throw complain(complaint, "holds no certificate");
	return Promise.all(ders.map((der) => parseCertificate(der, complaint)));
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
	return Buffer.concat(chunks);
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

// src/stores/registry/answer-error.ts
const ERROR_LIMIT = 65536;
const Body = looseObject({ errors: array(looseObject({
	code: optional(string()),
	message: optional(nullable(string()))
})) });
/** The errors of an answer; none when it is not the distribution specification's JSON. Never fails. */
async function readErrors(response) {
	try {
		const bytes = await readBody(response, ERROR_LIMIT);
		const body = Body.safeParse(parseJson(bytes, {
			code: "unexpected_answer",
			what: "error"
		}));
		if (!body.success) return [];
		return body.data.errors.map(({ code, message }) => ({
			code: code ?? "",
			message: message ?? ""
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
/** What registries say in words when the status alone does not. */
const BY_TEXT = [
	[/immutable|TAG_?INVALID|overwrit/i, "tag_immutable"],
	[/SIZE_INVALID|too large|exceeds? the (maximum|limit)/i, "content_too_large"],
	[/DIGEST_INVALID/, "digest_mismatch"],
	[/BLOB_UPLOAD_UNKNOWN/, "upload_unconfirmed"],
	[/TOOMANYREQUESTS/, "too_many_requests"],
	[/^DENIED|^UNAUTHORIZED/, "denied"]
];
/** Some registries forbid to move an immutable tag (403) like anything else that is forbidden. */
const FORBIDDEN_TAG = /\bimmutable\b/i;
function codeFor(status, errors) {
	if (status < 400) return "unexpected_answer";
	if (status >= 500) return "registry_unavailable";
	const text = errors.map(({ code, message }) => `${code} ${message}`).join("\n");
	if (status === 403 && FORBIDDEN_TAG.test(text)) return "tag_immutable";
	const byStatus = BY_STATUS[status];
	if (byStatus !== void 0 && byStatus !== "artifact_not_found") return byStatus;
	return BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? byStatus ?? "registry_refused";
}
/** Errors of one answer that are shown; a registry may send as many as fit into 64 KiB. */
const SHOWN_ERRORS = 3;
async function denied(message, login) {
	const { repository, right, asked } = login;
	const registry = repository.split("/", 1)[0];
	const credential = await login.credential();
	if (!credential) return new SealiftError("credentials_missing", `${message}, and there are no credentials for ${registry}`, { hint: `Log in with the right to ${right}, for example with \`docker login ${registry}\`.` });
	const used = asked ? `with the credentials from ${credential.source}` : `without asking for the credentials from ${credential.source}`;
	return new SealiftError("denied", `${message}, ${used}`, { hint: `Check that this login has the right to ${right} ${repository}.` });
}
/** An answer that is not the wanted one, as an error that names action, URL, status and the registry's own words. */
async function answerError(response, { method, action, login }) {
	const errors = await readErrors(response);
	const { status, url } = response;
	const words = errors.slice(0, SHOWN_ERRORS).map(({ code, message }) => printable([code, message].filter(Boolean).join(": "))).join("; ");
	const code = codeFor(status, errors);
	const said = words === "" ? "" : ` (${words})`;
	const message = `${action}: ${method} ${redactUrl(url)} answers ${status}${said}`;
	return code === "denied" && login ? denied(message, login) : new SealiftError(code, message);
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
/** Milliseconds to wait after try number `attempt` (from 1), with jitter; `undefined` when the wait would be too long. */
function delayAfter(attempt, asked, random) {
	if (asked !== void 0) return asked > LONGEST_RETRY_AFTER ? void 0 : asked + random() * Math.min(1e3, asked / 10);
	const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
	return ceiling / 2 + random() * ceiling / 2;
}

// src/stores/registry/other-digest.ts
/**
* Whether a Docker-Content-Digest says that other content was stored. A registry may answer a sha512 push with its own
* sha256, which says nothing.
*/
function isOtherDigest(answered, ours) {
	if (typeof answered !== "string" || !isDigest(answered)) return false;
	return answered !== ours && digestAlgorithm(answered) === digestAlgorithm(ours);
}

// src/stores/registry/blobs.ts
/** Tries in all, when the connection breaks or the registry stumbles. */
const UPLOAD_ATTEMPTS = 4;
/** Leaves out the first `count` bytes: for a server that answers a range with everything. */
function skipping(count) {
	let left = count;
	return new Transform({ transform(chunk, _encoding, callback) {
		const cut = Math.min(left, chunk.length);
		left -= cut;
		callback(null, cut === chunk.length ? void 0 : chunk.subarray(cut));
	} });
}
/** Whether a partial answer begins where it was asked to (RFC 9110, 14.4); one that does not say so is taken at its word. */
function beginsAt(response, offset) {
	const range = response.headers["content-range"];
	return typeof range !== "string" || range.startsWith(`bytes ${offset}-`);
}
/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing a blob monolithically", POST then PUT). */
var Blobs = class {
	#repository;
	#options;
	constructor(repository, options) {
		this.#repository = repository;
		this.#options = options;
	}
	async has({ digest, size }, signal) {
		const response = await this.#repository.request({
			method: "HEAD",
			url: this.#repository.url(`blobs/${digest}`),
			signal
		});
		if (response.status === 404) return false;
		if (response.status !== 200) throw await this.#repository.error(response, "HEAD", "read from");
		const length = response.headers["content-length"];
		if (typeof length === "string" && Number(length) !== size) throw new SealiftError("digest_mismatch", `blob ${digest} has ${length} bytes at ${this.#repository.name}, it should have ${size}`);
		return true;
	}
	async blob({ digest }, offset, signal) {
		const response = await this.#repository.request({
			method: "GET",
			url: this.#repository.url(`blobs/${digest}`),
			...offset > 0 ? { headers: { range: `bytes=${offset}-` } } : {},
			signal
		});
		if (response.status === 206 && offset > 0 && beginsAt(response, offset)) return response.body;
		if (response.status === 200 && offset === 0) return response.body;
		if (response.status === 200) {
			const rest = skipping(offset);
			pipeline(response.body, rest, () => {});
			return rest;
		}
		if (response.status === 404) {
			await discard(response);
			throw new SealiftError("artifact_not_found", `${this.#repository.name} has no blob ${digest}`, { hint: "The image is not whole in its repository; push it again." });
		}
		throw await this.#repository.error(response, "GET", "read from");
	}
	/** A whole upload, started over as a whole: what an upload session holds after a failure is not known. */
	async put(descriptor, open, signal) {
		const { now, sleep, random } = this.#options;
		for (let attempt = 1;; attempt += 1) {
			const location = await this.#begin(descriptor.digest, signal);
			let asked;
			try {
				const response = await this.#send(location, descriptor, open, signal);
				asked = retryAfter(response.headers, now());
				return await this.#stored(response, descriptor.digest);
			} catch (error) {
				signal.throwIfAborted();
				const delay = delayAfter(attempt, asked, random);
				if (!(error instanceof SealiftError && error.exitCode === 3) || attempt === UPLOAD_ATTEMPTS || delay === void 0) throw error;
				await sleep(delay, signal);
			}
		}
	}
	async #begin(digest, signal) {
		const url = this.#repository.url("blobs/uploads/");
		const response = await this.#repository.request({
			method: "POST",
			url,
			signal
		});
		if (response.status !== 202) throw await this.#repository.error(response, "POST", "push a blob to");
		await discard(response);
		return this.#location(response, digest);
	}
	#send(url, { size }, open, signal) {
		return this.#repository.elsewhere({
			method: "PUT",
			url,
			headers: { "content-type": "application/octet-stream" },
			body: {
				length: size,
				open: () => open(0)
			},
			retry: false,
			signal
		});
	}
	async #stored(response, digest) {
		if (response.status !== 201 && response.status !== 204) throw await this.#repository.error(response, "PUT", "push a blob to");
		await discard(response);
		const answered = response.headers["docker-content-digest"];
		if (isOtherDigest(answered, digest)) throw new SealiftError("digest_mismatch", `${this.#repository.name} stored blob ${digest} as ${answered}`);
	}
	/**
	* Where the upload goes on: any path, query or host the registry names, with the digest added and nothing rebuilt. A
	* foreign host gets no credentials (CVE-2026-50151), and needs TLS if the registry has it.
	*/
	#location(response, digest) {
		const { location } = response.headers;
		const refuse = (reason) => new SealiftError("unexpected_answer", `${redactUrl(response.url)} starts an upload ${reason}`);
		if (typeof location !== "string" || !URL.canParse(location, response.url.href)) throw refuse("without saying where");
		const url = new URL(location, response.url);
		if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") throw refuse("at something that is not a plain http URL");
		if (url.protocol === "http:" && this.#repository.origin.protocol === "https:") throw refuse("without TLS");
		if (isInnerAddress(url.hostname) && !isInnerAddress(this.#repository.origin.hostname)) throw refuse("at an address inside");
		url.search = `${url.search === "" ? "?" : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
		return url;
	}
};

// src/stores/registry/index-writer.ts
/** N of design rule 4. */
const ROUNDS = 12;
/** Milliseconds before a look again where nobody is waited for: what was written may show late. */
const FIRST_LOOK = 100;
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
	* @throws SealiftError `referrers_index_contended`, `signature_lost`, `tag_immutable`, `content_too_large`.
	*/
	async add(subject, added, signal) {
		const { sleep, window, singleWriter } = this.#options;
		let state = await this.#recent(subject, signal);
		for (let round = 1; round <= ROUNDS && missing(state, added).length > 0; round += 1) {
			const outcome = await this.#write(subject, state, added, signal);
			if (outcome === "written" || outcome === "guarded") {
				if (outcome === "written" && !singleWriter) await sleep(window, signal);
				state = await this.#referrers.readTag(subject, signal);
				if (missing(state, added).length === 0) return;
				if (state.isSubject && round > 1) throw unkeepable(subject, added);
			}
			if (outcome !== "stale") await sleep(this.#spread(round, outcome), signal);
			state = await this.#referrers.readTag(subject, signal);
		}
		const lost = missing(state, added).map(({ digest }) => digest);
		if (lost.length === 0) return;
		throw new SealiftError("referrers_index_contended", `the referrers tag of ${subject.digest} does not keep ${lost.join(", ")}: others write it at the same time`);
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
	constructor(referrers, manifests, options) {
		this.#referrers = referrers;
		this.#manifests = manifests;
		this.#options = options;
		this.#writer = new IndexWriter(referrers, manifests, {
			...options,
			window: options.window ?? WINDOW
		});
	}
	async link(subject, contents, signal) {
		if (await this.#shownByApi(subject, contents, signal)) return "api";
		await this.#writer.add(subject, contents.map(referrerDescriptor), signal);
		return "tag";
	}
	/** @throws SealiftError `content_too_large` when the entries would not fit into the index that was read. */
	refuseFullIndex(subject, contents) {
		if (this.#referrers.capability === "api") return;
		const known = this.#referrers.tagState(subject.digest);
		mergeReferrers(known?.entries ?? [], contents.map(referrerDescriptor));
	}
	/** Whether the API lists everything, given a few moments; what it lost in between is put again (olareg 0.2.2). */
	async #shownByApi(subject, contents, signal) {
		for (let round = 1;; round += 1) {
			const listed = await this.#referrers.apiEntries(subject, signal);
			if (!listed) return false;
			const missing = contents.filter(({ descriptor }) => !listed.some(({ digest }) => digest === descriptor.digest));
			if (missing.length === 0) return true;
			if (round === API_ROUNDS) return false;
			await this.#options.sleep(FIRST_API_DELAY * 2 ** (round - 1), signal);
			if (round === 1) continue;
			for (const content of missing) await this.#manifests.put(content, { digest: content.descriptor.digest }, signal);
		}
	}
};

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
/** Manifests of one repository (distribution-spec, "Pulling manifests", "Pushing manifests"). */
var Manifests = class {
	#repository;
	constructor(repository) {
		this.#repository = repository;
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
			await discard(response);
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
	/** PUT by digest or by tag; the registry's own digest of it, if it says one, has to be ours. */
	async put(manifest, name, signal) {
		const action = "tag" in name ? `set the tag ${name.tag} in` : "push a manifest to";
		await this.stored(manifest, await this.send(manifest, name, {}, signal), action);
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
		if ((yield* this.#fromApi(subject, query.artifactType, wanted, signal)) && query.sources === "preferred") return;
		for (const descriptor of (await this.readTag(subject, signal)).entries) if (wanted(descriptor)) yield {
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
		this.#scope = `repository:${repository}:${access === "push" ? "pull,push" : "pull"}`;
	}
	/** `/v2/<name>/` and what follows, with a query. */
	url(path, query = {}) {
		const url = new URL(`/v2/${this.repository}/${path}`, this.origin);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
		return url;
	}
	/**
	* Sends a request of this registry's own origin and answers one challenge. The first request finds out whether there is
	* a login; the others wait for that instead of being refused one by one.
	*/
	async request(request) {
		if (this.#challenges !== void 0) return this.#send(request);
		if (this.#asking !== void 0) {
			await this.#asking;
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
	/** @param onChallenge is told as soon as it is known whether there is a login. */
	async #send(request, onChallenge) {
		const { http } = this.#options;
		const used = await this.#authorization(void 0, request.signal);
		const response = await http.request(withHeader(request, used));
		if (response.status !== 401 || response.url.origin !== this.origin.origin) {
			this.#challenges ??= [];
			return response;
		}
		const challenges = parseChallenges(response.headers["www-authenticate"]);
		if (challenges.length === 0) return response;
		this.#challenges = challenges;
		onChallenge?.();
		const renewed = await this.#authorization(used, request.signal);
		if (renewed === void 0 || renewed === used) return response;
		await discard(response);
		return http.request(withHeader(request, renewed));
	}
	async #authorization(refused, signal) {
		if (!this.#challenges || this.#challenges.length === 0) return void 0;
		const { authorizer } = this.#options;
		const credential = await this.credential();
		return authorizer.answer(this.#challenges, this.origin, this.#scope, credential, refused, signal);
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
function withHeader(request, authorization) {
	if (authorization === void 0) return request;
	return {
		...request,
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
		this.#manifests = new Manifests(this.#repository);
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
	putManifest(manifest, signal) {
		return this.#manifests.put(manifest, { digest: manifest.descriptor.digest }, signal);
	}
	linkReferrers(subject, referrers, signal) {
		return this.#linker.link(subject, referrers, signal);
	}
	refuseFullIndex(subject, referrers) {
		this.#linker.refuseFullIndex(subject, referrers);
	}
	tag(manifest, tag, signal) {
		return this.#manifests.put(manifest, { tag }, signal);
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
		return tags === null || Array.isArray(tags) && tags.length === 0;
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

// src/stores/registry/auth/token-request.ts
/** Services without OAuth 2 for identity tokens; they are asked by GET, as by others. */
const NO_POST = /* @__PURE__ */ new Set([
	404,
	405,
	501
]);
/** Azure's name for "the password is a token". */
const TOKEN_USER = "00000000-0000-0000-0000-000000000000";
function basicHeader(username, password) {
	return `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
function loginHeader(credential) {
	if (!credential) return {};
	const [username, password] = credential.kind === "password" ? [credential.username, credential.password] : [credential.username ?? TOKEN_USER, credential.token];
	return { authorization: basicHeader(username, password) };
}
/** The token specification of docker (distribution, "token/jwt"). */
function byGet(http, realm, { challenge, scope, credential }, signal) {
	const url = new URL(realm);
	const { service } = challenge.parameters;
	if (service !== void 0) url.searchParams.set("service", service);
	url.searchParams.append("scope", scope);
	const headers = loginHeader(credential);
	return http.request({
		method: "GET",
		url,
		headers,
		redirects: "same-origin",
		signal
	});
}
/** OAuth 2 (distribution, "token/oauth"): how a refresh token is turned into an access token. */
function byPost(http, realm, { challenge, scope, registry }, token, signal) {
	const form = new URLSearchParams({
		grant_type: "refresh_token",
		refresh_token: token,
		service: challenge.parameters.service ?? registry.host,
		scope,
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

// src/stores/registry/auth/token.ts
const TOKEN_LIMIT = 65536;
/** Seconds a token lives when nobody says; docker's token specification. Shorter lives are not believed either. */
const SHORTEST_LIFE = 60;
const Answer = looseObject({
	token: optional(nullable(string())),
	access_token: optional(nullable(string())),
	expires_in: optional(unknown())
});
function lifetimeOf(expiresIn) {
	return Math.max(SHORTEST_LIFE, typeof expiresIn === "number" ? expiresIn : SHORTEST_LIFE);
}
function refusal({ method, response }, request) {
	const { credential, registry, scope } = request;
	const [, repository = "", right = scope] = /^repository:(.+):([a-z,]+)$/.exec(scope) ?? [];
	return answerError(response, {
		method,
		action: `get a token for ${scope}`,
		login: {
			repository: `${registryName(registry.host)}/${repository}`,
			right: right.replace(",", " and "),
			asked: true,
			credential: () => Promise.resolve(credential)
		}
	});
}
/**
* Asks the token service of a challenge for a token of `scope`.
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
	const body = parseJson(await readBody(response, TOKEN_LIMIT), {
		code: "unexpected_answer",
		what
	});
	const parsed = Answer.safeParse(body);
	const value = parsed.success ? parsed.data.token || parsed.data.access_token : void 0;
	if (!value || !/^[\x21-\x7e]+$/.test(value)) throw new SealiftError("unexpected_answer", `${what}: holds no token`);
	return {
		value,
		lifetime: lifetimeOf(parsed.data?.expires_in)
	};
}

// src/stores/registry/auth/authorizer.ts
/** Renewed this long before its end, so that it does not end under way. Milliseconds. */
const EARLY = 5e3;
/**
* The logins of one run. Tokens are kept per registry, credential and scope, so that every store of the run shares them,
* and two tasks that need the same one ask once.
*/
var Authorizer = class {
	#options;
	#tokens = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	credential(registry, repository) {
		return this.#options.credentials.find(registry, repository);
	}
	/**
	* The Authorization header that answers one of `challenges`, Bearer before Basic; `undefined` when Basic is asked for and
	* there is no password.
	*
	* @param refused the header that was just refused: a token equal to it is not used again.
	*/
	async answer(challenges, registry, scope, credential, refused, signal) {
		const bearer = challenges.find(({ scheme }) => scheme === "bearer");
		if (bearer) return this.#bearer(bearer, registry, scope, credential, refused, signal);
		if (challenges.some(({ scheme }) => scheme === "basic")) return credential?.kind === "password" ? basicHeader(credential.username, credential.password) : void 0;
		const offered = challenges.map(({ scheme }) => scheme).join(", ") || "nothing";
		throw new SealiftError("unexpected_answer", `${registry.host} asks for a login and offers ${offered} instead of Basic or Bearer`);
	}
	async #bearer(challenge, registry, scope, credential, refused, signal) {
		const key = JSON.stringify([
			registry.origin,
			scope,
			credential?.source ?? null
		]);
		const pending = this.#tokens.get(key);
		if (pending) {
			const known = await pending.catch(() => void 0);
			if (known && known.until > this.#options.now().getTime() && known.header !== refused) return known.header;
			if (this.#tokens.get(key) !== pending) return this.#bearer(challenge, registry, scope, credential, refused, signal);
		}
		const { http, now } = this.#options;
		const fetching = fetchToken(http, {
			challenge,
			scope,
			credential,
			registry
		}, signal).then(({ value, lifetime }) => ({
			header: `Bearer ${value}`,
			until: now().getTime() + lifetime * 1e3 - EARLY
		}));
		this.#tokens.set(key, fetching);
		fetching.catch(() => this.#tokens.delete(key));
		return (await fetching).header;
	}
};

// src/stores/registry/auth/docker-config.ts
const Entry = looseObject({
	auth: optional(string()),
	username: optional(string()),
	password: optional(string()),
	identitytoken: optional(string())
});
const Config = looseObject({
	auths: optional(nullable(record(string(), Entry))),
	credHelpers: optional(nullable(record(string(), string()))),
	credsStore: optional(string())
});
/** Docker Hub has many names; its credentials are kept under an old one. */
const HUB = [
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io",
	"registry.hub.docker.com"
];
/** Reads a `config.json` or `auth.json`. @throws SealiftError `config_invalid`. */
function parseDockerConfig(input, where) {
	const what = `registry credentials ${printable(where, 600)}`;
	const parsed = Config.safeParse(parseJson(input, {
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
/** A key as docker and podman write it, as `host[:port][/path]`: old forms have a scheme or end in `/v1/`. */
function normalised(key) {
	const [host = "", ...path] = key.toLowerCase().replace(/^https?:\/\//, "").replace(/\/v[12]\/?$/, "").replace(/\/+$/, "").split("/");
	return [HUB.includes(host) ? "docker.io" : host, ...path].join("/");
}
/** The key that covers most of `name`, on borders of `/` only, never by a part of a host name. */
function bestKey(record, name) {
	return Object.entries(record).map(([key, value]) => ({
		key,
		value,
		prefix: normalised(key)
	})).filter(({ prefix }) => name === prefix || name.startsWith(`${prefix}/`)).toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
}
function credentialOf(entry, source) {
	const { identitytoken, username } = entry;
	if (identitytoken) return {
		kind: "refresh",
		token: identitytoken,
		source,
		...username ? { username } : {}
	};
	if (entry.username && entry.password) return {
		kind: "password",
		username: entry.username,
		password: entry.password,
		source
	};
	if (!entry.auth) return void 0;
	const decoded = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
	const colon = decoded.indexOf(":");
	if (colon < 1) throw new SealiftError("config_invalid", `${source}: the member auth is not base64 of USER:PASSWORD`);
	return {
		kind: "password",
		username: decoded.slice(0, colon),
		password: decoded.slice(colon + 1),
		source
	};
}
/**
* The credential for `registry/repository` in one configuration: a helper for this very host first, then the longest key
* of `auths`, then the default store.
*
* @throws SealiftError `feature_unsupported` where only a credential helper has it.
*/
function credentialFrom(config, registry, repository) {
	const name = `${normalised(registry)}/${repository}`;
	const helper = bestKey(config.credHelpers ?? {}, name);
	const entry = bestKey(config.auths ?? {}, name);
	const source = `${printable(config.where, 600)} (${printable(entry?.key ?? registry)})`;
	const found = entry ? credentialOf(entry.value, source) : void 0;
	if (!helper?.value && found) return found;
	const needed = helper ? helper.value : entry && config.credsStore;
	if (!needed) return void 0;
	throw new SealiftError("feature_unsupported", `the credentials for ${registry} are kept by the helper docker-credential-${printable(needed)}, and helpers are not supported yet`, { hint: "Give a config.json with the credentials themselves by --registry-config or DOCKER_AUTH_CONFIG." });
}

// src/stores/registry/auth/find-configs.ts
const CONFIG_LIMIT$1 = 4194304;
function given(path) {
	return async () => parseDockerConfig(await readFile(path, CONFIG_LIMIT$1, "registry configuration"), path);
}
function ifThere(path) {
	return () => given(path)().catch((error) => {
		if (error instanceof SealiftError && error.code === "file_not_found") return void 0;
		throw error;
	});
}
/** Where credentials are looked for, in this order; a file that the user named has to be there. */
function places({ file, env, home, platform }) {
	if (file !== void 0) return [given(file)];
	const inline = env.DOCKER_AUTH_CONFIG;
	const podman = platform === "linux" && env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, "containers", "auth.json") : join(env.XDG_CONFIG_HOME || join(home, ".config"), "containers", "auth.json");
	return [
		...inline ? [() => Promise.resolve(parseDockerConfig(inline, "DOCKER_AUTH_CONFIG"))] : [],
		...env.REGISTRY_AUTH_FILE ? [given(env.REGISTRY_AUTH_FILE)] : [],
		ifThere(join(env.DOCKER_CONFIG || join(home, ".docker"), "config.json")),
		ifThere(podman)
	];
}
/** Runs once, however often it is asked. */
function once(load) {
	let loaded;
	return () => {
		loaded ??= load();
		return loaded;
	};
}
/** The credentials of `docker login` and `podman login`; each file is read once, and not before it is its turn. */
function openCredentials(options) {
	const loads = places(options).map(once);
	return { async find(registry, repository) {
		for (const load of loads) {
			const config = await load();
			const found = config && credentialFrom(config, registry, repository);
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
	return isContent(value) ? Buffer.from(value, "utf8") : readFile(value, limit, what);
}

// src/compose/credentials.ts
const CONFIG_LIMIT = 4194304;
/**
* Credentials from the file that the user named (read at once, so that a mistake shows before anything is contacted), else
* from where `docker login` and `podman login` keep them.
*/
async function credentialsOf(file, env, problems) {
	const usual = openCredentials({
		env,
		home: homeFolder(),
		platform: process.platform
	});
	if (file === void 0) return usual;
	const config = await problems.try(async () => {
		const bytes = await contentOf(file, CONFIG_LIMIT, "registry configuration");
		return parseDockerConfig(bytes, isContent(file) ? "(inline)" : file);
	});
	if (!config) return usual;
	return { find: async (registry, repository) => credentialFrom(config, registry, repository) };
}
var TellingAuthorizer = class extends Authorizer {
	#onSecret;
	constructor(options, onSecret) {
		super(options);
		this.#onSecret = onSecret;
	}
	async credential(registry, repository) {
		const credential = await super.credential(registry, repository);
		if (credential) this.#onSecret(credential.kind === "password" ? credential.password : credential.token);
		return credential;
	}
	async answer(...question) {
		const header = await super.answer(...question);
		if (header) this.#onSecret(header.replace(/^\S+ /, ""));
		return header;
	}
};
/** An authorizer that tells the secrets it finds and obtains. */
function authorizerOf(options, onSecret) {
	return onSecret ? new TellingAuthorizer(options, onSecret) : new Authorizer(options);
}

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
	if (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol)) throw new SealiftError("config_invalid", `the proxy in ${variable} is not an http or https URL`, { hint: `Write ${variable}=http://HOST:PORT.` });
	return proxy;
}

// src/io/http/agents.ts
/** Keeps connections open between requests; one agent for each scheme and proxy. */
var Agents = class {
	#options;
	#agents = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	for(url) {
		const proxy = proxyFor(url, this.#options.env);
		const key = `${url.protocol} ${proxy ?? ""}`;
		const agent = this.#agents.get(key) ?? this.#create(url.protocol, proxy);
		this.#agents.set(key, agent);
		return agent;
	}
	#create(protocol, proxy) {
		const { ca } = this.#options;
		const common = {
			keepAlive: true,
			maxFreeSockets: 64,
			...proxy === void 0 ? {} : { proxyEnv: {
				HTTP_PROXY: proxy,
				HTTPS_PROXY: proxy
			} }
		};
		if (protocol === "http:") return new Agent(common);
		return new Agent$1({
			...common,
			...ca === void 0 ? {} : { ca: [...getCACertificates("default"), ca] }
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
/** A failed connection as a SealiftError, naming host and reason; what is ours already stays as it is. */
function networkError(error, url) {
	if (error instanceof SealiftError) return error;
	const code = codeOf(error);
	const where = redactUrl(url);
	const text = error instanceof Error ? error.message : String(error);
	if (TLS.test(code)) {
		const plain = /wrong version number|packet length too long|http request/i.test(text);
		return new SealiftError("tls_failed", `${where}: ${plain ? "it does not speak TLS" : `TLS failed (${code})`}`, {
			cause: error,
			...plain ? { hint: `If this registry has no TLS, allow plain HTTP with --http-host ${url.host}.` } : {}
		});
	}
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
async function send(outgoing, { body }, under) {
	const content = await body?.open();
	if (content === void 0 || content instanceof Uint8Array) {
		outgoing.end(content);
		return;
	}
	const stop = () => content.unpipe(outgoing).destroy();
	content.on("error", (error) => {
		under.reason ??= error;
		outgoing.destroy(error);
	});
	outgoing.on("close", stop);
	outgoing.on("response", (message) => {
		if (outgoing.writableEnded) return;
		stop();
		message.on("close", () => outgoing.destroy());
	});
	if (under.answered || outgoing.destroyed) stop();
	else content.pipe(outgoing);
}
function lengthHeader({ method, body }) {
	return body !== void 0 || method === "POST" || method === "PUT" || method === "PATCH" ? { "content-length": String(body?.length ?? 0) } : {};
}
/** One request, one answer: no retry, no redirect. @throws SealiftError, or the signal's reason. */
function exchange(request$2, agents, options) {
	const { method, url, headers, signal } = request$2;
	signal.throwIfAborted();
	return new Promise((resolve, reject) => {
		const outgoing = (url.protocol === "https:" ? request$1 : request)(url, {
			method,
			agent: agents.for(url),
			signal,
			headers: {
				"user-agent": options.userAgent,
				...lengthHeader(request$2),
				...headers
			}
		});
		const under = {
			sent: false,
			answered: false
		};
		const fail = (error) => signal.aborted ? signal.reason : under.reason ?? networkError(error, url);
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
			const body = method === "HEAD" ? nothing(message) : translated(message, fail);
			under.body = body;
			resolve({
				status: message.statusCode ?? 0,
				headers: headersOf(message),
				url,
				body
			});
		});
		send(outgoing, request$2, under).catch((error) => {
			under.reason ??= error;
			outgoing.destroy(error);
		});
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
	#pausedUntil = 0;
	#waiting = [];
	constructor(most) {
		this.#most = most;
		this.#allowed = most;
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
	/** The host said that it is too much; nothing is sent before `until`. */
	slowDown(until) {
		this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
		this.#good = 0;
		this.#pausedUntil = Math.max(this.#pausedUntil, until.getTime());
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
/** What must not leave the origin it was meant for. */
const PRIVATE_HEADERS = /* @__PURE__ */ new Set([
	"authorization",
	"cookie",
	"proxy-authorization"
]);
/**
* The request that an answer leads to; `undefined` when it is to be taken as it is. Another scheme, host or port is
* another origin: credentials stay behind (GHSA-vh4v-2xq2-g5cg).
*
* @throws SealiftError `unexpected_answer` for a way that nobody should be sent: to plain HTTP, from outside to the inside.
*/
function redirected(request, response) {
	const { method, url, redirects = "any" } = request;
	const location = response.headers.location;
	if (!STATUSES.has(response.status) || typeof location !== "string" || redirects === "none") return void 0;
	if (method !== "GET" && method !== "HEAD") return void 0;
	const target = URL.canParse(location, url.href) ? new URL(location, url) : void 0;
	const refuse = (reason) => new SealiftError("unexpected_answer", `${redactUrl(url)} redirects ${reason}`, { hint: "This is not how a registry behaves; check what stands between." });
	if (!target || !/^https?:$/.test(target.protocol)) throw refuse("to something that is not an http URL");
	const sameOrigin = target.origin === url.origin;
	if (!sameOrigin && redirects === "same-origin") return void 0;
	if (url.protocol === "https:" && target.protocol === "http:") throw refuse(`from https to http (${redactUrl(target)})`);
	if (isInnerAddress(target.hostname) && !isInnerAddress(url.hostname)) throw refuse(`to an address inside (${redactUrl(target)})`);
	const headers = Object.entries(request.headers ?? {}).filter(([name]) => sameOrigin || !PRIVATE_HEADERS.has(name.toLowerCase()));
	return {
		...request,
		url: target,
		headers: Object.fromEntries(headers)
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
			if (!failed) {
				outcome.body.destroy();
				if (outcome.status === 429) this.#limiter(request.url).slowDown(new Date(now().getTime() + delay));
			}
			await sleep(delay, request.signal);
		}
	}
	async #attempt(request) {
		const { now, sleep, onExchange, onWarning } = this.#options;
		const limiter = this.#limiter(request.url);
		await limiter.acquire(now, sleep, request.signal);
		try {
			const started = now().getTime();
			const response = await exchange(request, this.#agents, this.#options);
			const { status, headers } = response;
			if (status < 400) limiter.succeeded();
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
	return Buffer.from(bytes).toString("utf8");
}
/** The HTTP client of a run; what it wakes up is closed with the run. */
async function httpOf(run) {
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
		now: () => run.clock.now(),
		sleep: (milliseconds, signal) => run.clock.sleep(milliseconds, signal),
		random: Math.random,
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
	const authorizerFor = async (file) => authorizerOf({
		http,
		credentials: await credentialsOf(file, run.env, run.problems),
		now
	}, run.onSecret);
	const reading = await authorizerFor(configs.read ?? values.registryConfig);
	const writing = configs.read === configs.write ? reading : await authorizerFor(configs.write ?? values.registryConfig);
	return async (place, purpose) => {
		if (place.transport !== "docker") return openLayoutStore({
			path: place.path,
			create: purpose === "create",
			transport: place.transport
		});
		return openRegistryStore({
			registry: place.registry,
			repository: place.repository,
			plainHttp: plainHttp(place.registry),
			access: purpose === "read" ? "pull" : "push",
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
	return (place, purpose) => {
		const key = `${purpose} ${formatPlace(place)}`;
		const known = opened.get(key);
		if (known) return known;
		const store = open(place, purpose);
		opened.set(key, store);
		run.onEnd(async () => (await store.catch(() => void 0))?.close());
		return store;
	};
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
* One command from options to result. Never rejects: what stops the whole run, bad options first of all, becomes
* `error` of the result.
*/
async function run(command, options, signal, work) {
	const problems = new Problems();
	const values = readOptions(command, optionsFrom(options), problems);
	const reporter = collectingReporter(options.reporter);
	const closers = [];
	const deadline = withDeadline(signal, values.deadline, systemClock);
	let images = [];
	let error = null;
	try {
		deadline.signal.throwIfAborted();
		images = await work({
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
		if (images.some(({ status }) => status === "failed")) deadline.signal.throwIfAborted();
	} catch (thrown) {
		error = asSealiftError(thrown).toJSON();
	}
	for (const close of closers.toReversed()) await close().catch((thrown) => {
		error ??= asSealiftError(thrown).toJSON();
	});
	deadline.stop();
	return runResult(command, images, reporter.warnings, error);
}

export { systemClock as _, storesOf as a, homeFolder as c, pemBlocks as d, decodeBase64 as f, readOptions as g, encodeBase64Url as h, storeOpener as i, parseCertificates as l, encodeBase64 as m, run as n, contentOf as o, decodeBase64Url as p, repositoryOf as r, isContent as s, optionsFrom as t, parseCertificate as u };