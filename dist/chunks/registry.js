import { $ as splitReference, A as runResult, M as errnoOf, N as fileError, P as readOptions, Z as Problems, at as systemClock, ct as SealiftError, et as suffixOf, it as printable, j as VERSION, k as hasFailed, lt as asSealiftError, nt as quotable, rt as randomParts, st as ERRORS, tt as withoutLogin } from "./words.js";
import { c as isContent$1, d as withoutEscapes, f as errorIn, i as settingKind, l as userText, n as hiddenResult, o as guarded, p as Secrets, r as addGivenSecrets, s as secretsInConfig, u as decodeUtf8 } from "./secrets.js";
import { f as string, l as optional, n as array, o as looseObject, p as unknown, s as nullable, u as record } from "./zod.js";
const { Buffer: Buffer$1 } = globalThis.process.getBuiltinModule("node:buffer");
const { X509Certificate, createHash, createPrivateKey, createPublicKey } = globalThis.process.getBuiltinModule("node:crypto");
const { isAbsolute, join, parse } = globalThis.process.getBuiltinModule("node:path");
const { open, readdir, stat } = globalThis.process.getBuiltinModule("node:fs/promises");
const { isMainThread } = globalThis.process.getBuiltinModule("node:worker_threads");
const { closeSync, constants: constants$2, fstatSync, openSync, readSync, readdirSync, readlinkSync } = globalThis.process.getBuiltinModule("node:fs");
const { homedir, userInfo } = globalThis.process.getBuiltinModule("node:os");
const { BlockList, isIP } = globalThis.process.getBuiltinModule("node:net");
const { PassThrough, Readable, Transform, pipeline } = globalThis.process.getBuiltinModule("node:stream");
const { pipeline: pipeline$1 } = globalThis.process.getBuiltinModule("node:stream/promises");

// src/async/lazy.ts
/** Calls `make` at the first call and returns its value at every call. A run then makes only what it needs. */
function lazy(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
/** Does `work` at its first call and gives every caller that result; after a failure the next caller tries again. */
function lazyRetried(work) {
	let under;
	return (signal) => {
		under ??= work(signal).catch((error) => {
			under = void 0;
			throw error;
		});
		return under;
	};
}

// src/oci/ports.ts
function canTellEmpty(store) {
	return "isEmpty" in store && typeof store.isEmpty === "function";
}
function canMount(store) {
	return "mount" in store && typeof store.mount === "function";
}
function hasReferrersTags(store) {
	return "refuseUnlistable" in store && typeof store.refuseUnlistable === "function";
}
function listsContent(store) {
	return "isListed" in store && typeof store.isListed === "function";
}
function canTellExistence(store) {
	return "exists" in store && typeof store.exists === "function";
}
function canListTags(store) {
	return "tags" in store && typeof store.tags === "function";
}
function canMergeTags(store) {
	return "mergeTag" in store && typeof store.mergeTag === "function";
}
function holdsBack(store) {
	return "commit" in store && typeof store.commit === "function";
}
function canOpenUploads(store) {
	return "openUpload" in store && typeof store.openUpload === "function";
}

// src/oci/registry-host.ts
/** The grammar of distribution's `reference` package: a name or an address, and a port. */
const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const HOST_GRAMMAR = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?`;
const WHOLE = new RegExp(`^${HOST_GRAMMAR}$`);
/** An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) as URLs write it: `[::ffff:7f00:1]`. */
const IPV4_MAPPED = /^\[::ffff:[0-9a-f]{1,4}:[0-9a-f]{1,4}\]$/;
/** Docker Hub has several host names; users write this one. */
const DOCKER_HUB = "docker.io";
const ALSO_DOCKER_HUB = /* @__PURE__ */ new Set([
	"index.docker.io",
	"registry-1.docker.io",
	"registry.hub.docker.com"
]);
function isDockerHub(host) {
	return host === "docker.io" || ALSO_DOCKER_HUB.has(host);
}
/**
* Spells `HOST[:PORT]` in one way, so that two texts for one endpoint are equal: lower case (RFC 3986, 3.2.2), IPv6 as RFC
* 5952 writes it, a port without leading zeros, Docker Hub by the name that users write.
*
* @returns `undefined` for a text that is no host, and for one that a URL would read as another address (`0x7f.1`,
*   `[::ffff:127.0.0.1]`).
*/
function registryHost(text) {
	if (!WHOLE.test(text)) return void 0;
	const [, written = "", digits] = /^(.*?)(?::([0-9]+))?$/.exec(text.toLowerCase());
	const port = digits === void 0 ? void 0 : Number(digits);
	if (port !== void 0 && (port < 1 || port > 65535)) return void 0;
	if (!URL.canParse(`https://${written}`)) return void 0;
	const { hostname } = new URL(`https://${written}`);
	if (hostname.startsWith("[") ? IPV4_MAPPED.test(hostname) : hostname !== written) return void 0;
	if (isDockerHub(hostname) && (port === void 0 || port === 443)) return DOCKER_HUB;
	return port === void 0 ? hostname : `${hostname}:${port}`;
}
/** Leaves out the default port: 443, or 80 for plain HTTP (RFC 9110, 4.2). */
function withoutDefaultPort(registry, plainHttp) {
	const isPlain = plainHttp(registry);
	const bare = registry.replace(isPlain ? /:80$/ : /:443$/, "");
	return plainHttp(bare) === isPlain ? bare : registry;
}

// src/oci/complete-name.ts
/** Whether docker takes the first component of a name for a host: it has a dot or a port, or is `localhost`. */
function namesHost(component) {
	return /[.:[\]]/.test(component) || /^localhost$/i.test(component);
}
/** Lowers ASCII letters alone: `toLowerCase` would also turn a Kelvin sign (U+212A) into a k. */
const lowered = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
/**
* The full name that docker means by a short one: `alpine` is `docker.io/library/alpine`, `acme/app` is
* `docker.io/acme/app`, capitals are lowered. The result may still be no valid name.
*/
function completeName(name) {
	const [first = "", ...others] = name.split("/");
	if (others.length === 0) return namesHost(first) ? lowered(name) : `${DOCKER_HUB}/library/${lowered(name)}`;
	return namesHost(first) ? lowered(name) : `${DOCKER_HUB}/${lowered(name)}`;
}
/** The reference with its full name. Tag and digest do not change, and neither does the reference of a layout. */
function completeReference(text) {
	const { layout, name, ...suffix } = splitReference(text);
	if (layout !== void 0 || name.includes("@") || name.includes("://")) return text;
	return `${completeName(name)}${suffixOf(suffix)}`;
}

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
/** A new hash with the algorithm of `digest`, for content that is streamed. */
function digestHasher(digest) {
	return createHash(digestAlgorithm(digest));
}

// src/oci/reference.ts
/** The grammar of distribution's `reference` package: repository (name-component separated by /), tag. */
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG$1 = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";
const NAME$1 = new RegExp(`^(${HOST_GRAMMAR})/(${REPOSITORY})$`);
const TAG_ONLY = new RegExp(`^${TAG$1}$`);
/** The most characters of a name, its host included, as distribution's `reference` package has it. */
const NAME_LENGTH = 255;
function isTag(text) {
	return TAG_ONLY.test(text);
}
function invalid(text, reason, hint) {
	const message = `${JSON.stringify(quotable(withoutLogin(text)))} is not a reference: ${reason}`;
	return new SealiftError("reference_invalid", message, hint === void 0 ? {} : { hint });
}
/** Refuses a short name, and capitals. The hint shows the full name, with `suffix`, its tag or digest. */
function refuseShortName(name, suffix) {
	const [first = "", ...others] = name.split("/");
	const hasHost = others.length > 0 && namesHost(first);
	const full = completeName(name);
	if (hasHost && NAME$1.test(name) || !NAME$1.test(full)) return;
	const hint = quotable(name, name.length) === name ? `Write ${hasHost ? "" : "the registry in full: "}${printable(full + suffix, 400)}` : void 0;
	throw invalid(hasHost ? name : name + suffix, hasHost ? "a repository is written in lower case" : "the registry is not written out", hint);
}
/**
* Reads a repository without tag and digest, `REGISTRY/REPOSITORY`, as the scopes of a trust policy have it. The first
* component is the registry, whatever it looks like.
*
* @param plainHttp as in {@link parseReference}.
* @throws SealiftError `reference_invalid`.
*/
function parseRepository(text, plainHttp) {
	const match = NAME$1.exec(text);
	if (!match) {
		const full = completeName(text);
		const upper = text.includes("/") && NAME$1.test(full);
		throw invalid(text, upper ? "a repository is written in lower case" : "it does not follow REGISTRY/REPOSITORY", upper ? `Write ${printable(full, 400)}` : void 0);
	}
	if (text.length > NAME_LENGTH) throw invalid(text, `the name has over ${NAME_LENGTH} characters`);
	const [, host = "", repository = ""] = match;
	const spelled = registryHost(host) ?? host.toLowerCase();
	return {
		registry: plainHttp ? withoutDefaultPort(spelled, plainHttp) : spelled,
		repository
	};
}
function parseParts(text, plainHttp) {
	const { layout, name, tag, digest } = splitReference(text);
	const suffix = {
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest: parseDigest(digest) }
	};
	if (layout !== void 0) {
		if (name === "" || name.includes("\0")) throw invalid(text, "the path is missing", `Write ${layout}:PATH:TAG or ${layout}:PATH@DIGEST.`);
		return {
			place: {
				transport: layout,
				path: name
			},
			...suffix
		};
	}
	const scheme = /^([a-z][a-z0-9+-]*):\/\//.exec(name)?.[1];
	if (scheme !== void 0) throw invalid(text, `${scheme}:// does not belong here`, "Write REGISTRY/REPOSITORY:TAG, without a scheme.");
	if (name.includes("@") || tag?.includes("@")) throw invalid(text, "what stands behind the @ is not a digest", "Write REGISTRY/REPOSITORY@sha256:HEX; a login comes from `docker login` or --registry-config.");
	if (isDigest(text)) throw invalid(text, "it is a digest with no repository", "Write REGISTRY/REPOSITORY@sha256:HEX.");
	refuseShortName(name, suffixOf({
		tag,
		digest
	}));
	const repository = parseRepository(name, plainHttp);
	const host = name.slice(0, name.indexOf("/"));
	if (registryHost(host) === void 0) throw invalid(text, `${host} is not the name or address of a host`);
	return {
		place: {
			transport: "docker",
			...repository
		},
		...suffix
	};
}
/**
* Reads a reference as a user writes it. `docker://` may precede one of a registry; `oci:` and `oci-archive:` mark a layout.
* A reference may have both a tag and a digest; {@link manifestName} then uses the digest.
*
* @param plainHttp says which registries use plain HTTP, which decides the default port (443 or 80). Without it no port is
*   left out.
* @throws SealiftError `reference_invalid`.
*/
function parseReference(text, plainHttp) {
	const { place, tag, digest } = parseParts(text, plainHttp);
	if (tag !== void 0 && !isTag(tag)) throw invalid(text, `${JSON.stringify(printable(tag))} is not a tag`);
	return {
		...place,
		...tag === void 0 ? {} : { tag },
		...digest === void 0 ? {} : { digest }
	};
}
/** The reference without tag and digest: `REGISTRY/REPOSITORY`, `oci:DIR`. */
function formatPlace(place) {
	return place.transport === "docker" ? `${place.registry}/${place.repository}` : `${place.transport}:${place.path}`;
}
function formatReference(reference) {
	return `${formatPlace(reference)}${suffixOf(reference)}`;
}
/** Where the tags and digests are that the user can choose from. */
const WHERE_NAMES_ARE = {
	docker: () => "",
	oci: () => "; `index.json` in the folder has the tags and digests that are there",
	"oci-archive": (reference) => "path" in reference ? `; \`tar -xOf ${printable(reference.path, 400)} index.json\` shows the tags and digests that are there` : ""
};
/**
* The tag or digest of a reference. When it has both, the digest is used, as docker does.
*
* @throws SealiftError `reference_needs_tag`, with the corrected forms.
*/
function manifestName(reference) {
	if (reference.digest !== void 0) return { digest: reference.digest };
	if (reference.tag !== void 0) return { tag: reference.tag };
	const place = printable(formatPlace(reference), 400);
	throw new SealiftError("reference_needs_tag", `${place} has neither tag nor digest`, { hint: `Write ${place}:TAG or, better, ${place}@sha256:…${WHERE_NAMES_ARE[reference.transport](reference)}` });
}
/**
* Reads the destination of a promotion as a user writes it.
*
* @param plainHttp as in {@link parseReference}.
* @throws SealiftError `destination_invalid` or `reference_invalid`.
*/
function parseDestination(text, plainHttp) {
	const { place, tag, digest } = parseParts(text, plainHttp);
	const tags = tag === void 0 ? [] : [...new Set(tag.split(","))];
	const wrong = tags.find((one) => !isTag(one));
	if (wrong !== void 0) throw new SealiftError("destination_invalid", `${JSON.stringify(printable(wrong))} is not a tag, in ${quotable(withoutLogin(text))}`);
	return {
		...place,
		tags,
		...digest === void 0 ? {} : { digest }
	};
}
function formatDestination(destination) {
	const { tags, digest } = destination;
	return `${formatPlace(destination)}${suffixOf({
		tag: tags.length === 0 ? void 0 : tags.join(","),
		digest
	})}`;
}

// src/encoding/der.ts
const MAX_DEPTH$1 = 32;
const CONSTRUCTED = 32;
/** Identifier octets of the universal types (X.680, 8.4). */
const TAG = {
	boolean: 1,
	integer: 2,
	bitString: 3,
	octetString: 4,
	null: 5,
	oid: 6,
	sequence: 48,
	set: 49
};
/** Reads the header of the element at `offset` (X.690, 8.1 and 10.1): definite, minimal length within `limit`. */
function derElement(bytes, offset, limit, context) {
	const tag = bytes[offset];
	const first = bytes[offset + 1];
	if (tag === void 0 || first === void 0 || offset + 2 > limit) throw errorIn(context, "ends in the middle (DER)");
	if ((tag & 31) === 31) throw errorIn(context, "has a tag that no certificate has (DER)");
	let length = first;
	let contentStart = offset + 2;
	if (first >= 128) {
		const octets = first & 127;
		if (octets === 0 || octets > 4) throw errorIn(context, "has an indefinite or absurd length (DER)");
		length = 0;
		for (let index = 0; index < octets; index += 1) length = length * 256 + (bytes[contentStart + index] ?? 0);
		contentStart += octets;
		if (length < 128 || length < 256 ** (octets - 1)) throw errorIn(context, "has a length that is not minimal (DER)");
	}
	const end = contentStart + length;
	if (end > limit) throw errorIn(context, "ends in the middle (DER)");
	return {
		tag,
		start: offset,
		contentStart,
		end
	};
}
/** The elements inside a constructed element, one after the other. */
function* derChildren(bytes, parent, context) {
	for (let offset = parent.contentStart; offset < parent.end;) {
		const child = derElement(bytes, offset, parent.end, context);
		yield child;
		offset = child.end;
	}
}
/** Whether these octets are an INTEGER (X.690, 8.3.2): at least one, and not nine equal bits in front. */
function isInteger([first, second]) {
	if (first === void 0) return false;
	return second === void 0 || !(first === 0 && second < 128 || first === 255 && second >= 128);
}
/** The first octet counts the unused bits, and these are zero (X.690, 8.6.2 and 11.2.1). */
function isBitString(content) {
	const [unused = 8] = content;
	if (unused > 7) return false;
	return content.length === 1 ? unused === 0 : (content.at(-1) & (1 << unused) - 1) === 0;
}
/** No subidentifier begins with padding, and the last one is complete (X.690, 8.19.2). */
function isObjectIdentifier(content) {
	return content.length > 0 && content.at(-1) < 128 && content.every((octet, at) => octet !== 128 || at > 0 && content[at - 1] >= 128);
}
/** The universal types that BER encodes in several ways, by tag number, with a check of the one way of DER (X.690, 8 to 11). */
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
function checkPrimitive(bytes, element, context) {
	const [name, isDer] = PRIMITIVES[element.tag] ?? [];
	if (isDer?.(bytes.subarray(element.contentStart, element.end)) === false) throw errorIn(context, `has ${name} that is not DER`);
}
function walk(bytes, element, depth, context) {
	if (depth > MAX_DEPTH$1) throw errorIn(context, `nests deeper than ${MAX_DEPTH$1} levels (DER)`);
	const universal = (element.tag & 192) === 0;
	if ((element.tag & CONSTRUCTED) === 0) {
		checkPrimitive(bytes, element, context);
		return;
	}
	if (universal && element.tag !== TAG.sequence && element.tag !== TAG.set) throw errorIn(context, "has a string in pieces (DER)");
	for (const child of derChildren(bytes, element, context)) walk(bytes, child, depth + 1, context);
}
/**
* Walks one DER element and everything in it (X.690): definite and minimal lengths, integers, booleans, bit strings and
* object identifiers as DER has them, nothing behind it. It runs before every ASN.1 parser, as they accept what Go refuses.
*/
function checkDer(bytes, context) {
	const root = derElement(bytes, 0, bytes.length, context);
	if (root.end !== bytes.length) throw errorIn(context, "has bytes behind its end (DER)");
	walk(bytes, root, 0, context);
}
/** Whether the bytes are DER and not PEM: over 127 bytes of content, DER has a second octet that no ASCII text has. */
function looksLikeDer([first, second = 0]) {
	return first === TAG.sequence && second >= 128;
}
const UNREPORTED = {
	code: "internal",
	what: "bytes"
};
/** Whether these bytes are one SEQUENCE of DER, from the first to the last. */
function isWholeDer(bytes) {
	if (bytes[0] !== TAG.sequence) return false;
	try {
		return derElement(bytes, 0, bytes.length, UNREPORTED).end === bytes.length;
	} catch {
		return false;
	}
}
/** Cuts concatenated DER elements apart without looking into them. */
function splitDer(bytes, context) {
	const parts = [];
	for (let offset = 0; offset < bytes.length;) {
		const element = derElement(bytes, offset, bytes.length, context);
		parts.push(bytes.subarray(offset, element.end));
		offset = element.end;
	}
	return parts;
}

// src/encoding/der-kind.ts
/** The kinds of files that are one SEQUENCE of DER, by the first octets of its content in hexadecimal. */
const KINDS$3 = [
	["020103", "a PKCS#12 file"],
	["06092a864886f70d0107", "a PKCS#7 file"],
	["020100", "a private key"],
	["020101", "a private key"]
];
/** Names the kind of a DER file for an error; `undefined` for text, and for DER of an unknown kind. */
function derKind(bytes) {
	if (bytes[0] !== TAG.sequence) return void 0;
	try {
		const { contentStart } = derElement(bytes, 0, bytes.length, {
			code: "internal",
			what: "bytes"
		});
		const start = Buffer$1.from(bytes.subarray(contentStart, contentStart + 16)).toString("hex");
		return KINDS$3.find(([prefix]) => start.startsWith(prefix))?.[1];
	} catch {
		return;
	}
}

// src/encoding/base64.ts
function decode(text, variant, context) {
	const bytes = Buffer$1.from(text, variant);
	if (bytes.toString(variant) !== text) throw errorIn(context, `is not canonical ${variant}`);
	return bytes;
}
/** The last digits whose unused bits are zero, by the number of `=` behind them (RFC 4648, 3.5). */
const LAST_DIGIT = [
	"",
	"AEIMQUYcgkosw048",
	"AQgw"
];
/** Whether {@link decodeBase64} accepts the text. It is not decoded for that. */
function isBase64(text) {
	if (text.length % 4 !== 0) return false;
	const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
	const digits = text.length - padding;
	return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && (padding === 0 || LAST_DIGIT[padding].includes(text[digits - 1]));
}
/** Standard base64 with padding (RFC 4648, 4), canonical only. */
function decodeBase64(text, context) {
	return decode(text, "base64", context);
}
/** base64url without padding (RFC 7515, 2), canonical only. */
function decodeBase64Url(text, context) {
	return decode(text, "base64url", context);
}
function encodeBase64(bytes) {
	return Buffer$1.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
function encodeBase64Url(bytes) {
	return Buffer$1.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
}

// src/encoding/pem.ts
const BORDER_HINT = "Write it at the beginning of its line, as UTF-8 without a byte order mark.";
const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/;
const END = /^-----END ([A-Z0-9 ]+)-----$/;
/** A border that Go's encoding/pem finds: at the beginning of its line, with only spaces and tabs behind it. */
const BORDER$1 = /^-----[A-Z0-9 ]+-----[ \t]*$/;
/**
* Every PEM block (RFC 7468) of `text`, in order; lines between blocks are explanatory and left out. A block without an end is
* an error, because the file was cut off. A border that Go passes over is an error too, because Go would read other blocks.
*
* @throws SealiftError with the code of `context`.
*/
function pemBlocks(text, context) {
	const blocks = [];
	let open;
	for (const written of text.split(/\r?\n/)) {
		const line = written.trim();
		const begin = BEGIN.exec(line)?.[1];
		if ((begin !== void 0 || END.test(line)) && !BORDER$1.test(written)) throw errorIn(context, `has ${line} behind a space or a byte order mark, where others find no block`, BORDER_HINT);
		if (open === void 0) {
			if (begin !== void 0) open = {
				label: begin,
				headers: [],
				base64: []
			};
			continue;
		}
		const end = END.exec(line)?.[1];
		if (begin !== void 0) throw errorIn(context, `begins a block ${begin} inside a block ${open.label}`);
		if (end === void 0) {
			(line.includes(":") ? open.headers : open.base64).push(line);
			continue;
		}
		const { label, headers, base64 } = open;
		if (label !== end) throw errorIn(context, `begins a block as ${label} and ends it as ${end}`);
		blocks.push({
			label,
			headers,
			bytes: decodeBase64(base64.join(""), context)
		});
		open = void 0;
	}
	if (open !== void 0) throw errorIn(context, `begins a block ${open.label} that does not end`);
	return blocks;
}
/** One PEM block (RFC 7468, 3), with a line break at its end; headers of the traditional form before an empty line. */
function pemText(label, der, headers = []) {
	const lines = Buffer$1.from(der).toString("base64").match(/.{1,64}/g) ?? [];
	const above = headers.length === 0 ? [] : [...headers, ""];
	return [
		`-----BEGIN ${label}-----`,
		...above,
		...lines,
		`-----END ${label}-----`,
		""
	].join("\n");
}
/** The text of several blocks, one after the other. */
function pemDocument(blocks) {
	return blocks.map(({ label, bytes, headers }) => pemText(label, bytes, headers)).join("");
}

// src/encoding/pem-kind.ts
/** Kinds of PEM blocks by their label; the first match counts. */
const KINDS$2 = [
	[/^ENCRYPTED (?:COSIGN|SIGSTORE) PRIVATE KEY$/, "a key in cosign's own format"],
	[/^OPENSSH PRIVATE KEY$/, "an OpenSSH key"],
	[/^PGP /, "an OpenPGP key or message"],
	[/PRIVATE KEY$/, "a private key"],
	[/PUBLIC KEY$/, "a public key"],
	[/^(?:NEW )?CERTIFICATE REQUEST$/, "a certificate request"],
	[/CERTIFICATE$/, "a certificate"],
	[/^X509 CRL$/, "a revocation list"],
	[/^(?:PKCS7|CMS)$/, "a PKCS#7 file"]
];
/** Names the content of a PEM block by its label, for an error. */
function pemKind(label) {
	return KINDS$2.find(([pattern]) => pattern.test(label))?.[1] ?? `a block ${printable(label)}`;
}

// src/pki/der-parts.ts
/**
* The parts of one SEQUENCE, read in the order of its definition. The reader has to check at the end that no part is left:
* one program would read the rest and another would not.
*/
var DerParts = class {
	#parts;
	#refuse;
	#next = 0;
	constructor(parts, refuse) {
		this.#parts = parts;
		this.#refuse = refuse;
	}
	/** The next part, of whatever type; `name` is what it is called when it is not there. */
	required(name) {
		const part = this.#parts[this.#next];
		if (part === void 0) throw this.#refuse(`has no ${name}`);
		this.#next += 1;
		return part;
	}
	/** The next part if its tag is this one. */
	optional(tag) {
		const part = this.#parts[this.#next];
		if (part?.tag !== tag) return void 0;
		this.#next += 1;
		return part;
	}
	isAtEnd() {
		return this.#next >= this.#parts.length;
	}
	end() {
		if (!this.isAtEnd()) throw this.#refuse("is malformed: it holds a part that its definition does not have there");
	}
};

// src/pki/dotted-oid.ts
/** Go, and so notation, reads no larger part of an object identifier. */
const MAX_PART = 2 ** 31 - 1;
/** The content of an OBJECT IDENTIFIER as dotted text (X.690, 8.19); `undefined` when it is malformed. */
function dottedOid(bytes) {
	const parts = [];
	let value = 0;
	let begins = true;
	for (const byte of bytes) {
		if (begins && byte === 128) return void 0;
		value = value * 128 + (byte & 127);
		if (value > MAX_PART) return void 0;
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
/** Types by their names in ASN.1 (X.680), for a person. */
const TYPE_NAMES = {
	[TAG.boolean]: "BOOLEAN",
	[TAG.integer]: "INTEGER",
	[TAG.bitString]: "BIT STRING",
	[TAG.octetString]: "OCTET STRING",
	[TAG.null]: "NULL",
	[TAG.oid]: "OBJECT IDENTIFIER",
	[TAG.sequence]: "SEQUENCE",
	[TAG.set]: "SET"
};
/** A context-specific tag: `[number]`, constructed or not. */
const contextTag = (number, constructed = true) => (constructed ? 160 : 128) | number;
/** Reads the parts of one DER value by their types; a part of another type is an error of `context`. */
var DerReader = class DerReader {
	#der;
	#context;
	/** @param der is checked as DER (X.690) here, because the check of a value around it does not look into octet strings. */
	static of(der, context) {
		checkDer(der, context);
		return {
			reader: new DerReader(der, context),
			root: derElement(der, 0, der.length, context)
		};
	}
	/** Reads bytes that are not checked as DER yet: the caller has to walk them itself, because they are too many to walk twice. */
	static unchecked(der, context) {
		return new DerReader(der, context);
	}
	constructor(der, context) {
		this.#der = der;
		this.#context = context;
	}
	/** @param code replaces the code of the context. */
	refuse(reason, code = this.#context.code) {
		return errorIn({
			...this.#context,
			code
		}, reason);
	}
	/** The same bytes, with the name of a field in what is refused. */
	at(field) {
		return new DerReader(this.#der, this.#named(field));
	}
	/** Reads the DER that an octet or bit string holds. */
	inside(content, field) {
		return DerReader.of(content, field === void 0 ? this.#context : this.#named(field));
	}
	content({ contentStart, end }) {
		return this.#der.subarray(contentStart, end);
	}
	whole({ start, end }) {
		return this.#der.subarray(start, end);
	}
	/** The elements inside of an element, which has to be of the type `tag`. */
	children(element, tag) {
		return [...derChildren(this.#der, this.#typed(element, tag), this.#context)];
	}
	/** The same elements, to be read in the order of a definition. */
	parts(element, tag = TAG.sequence) {
		return new DerParts(this.children(element, tag), (reason) => this.refuse(reason));
	}
	/** The one element inside of an explicit tag. */
	only(element, tag) {
		const parts = this.parts(element, tag);
		const part = parts.required("content");
		parts.end();
		return part;
	}
	oid(element) {
		const oid = dottedOid(this.content(this.#typed(element, TAG.oid)));
		if (oid === void 0) throw this.refuse("has an object identifier with a number beyond 31 bits");
		return oid;
	}
	boolean(element) {
		return this.content(this.#typed(element, TAG.boolean))[0] !== 0;
	}
	octets(element) {
		return this.content(this.#typed(element, TAG.octetString));
	}
	/** The content of a BIT STRING of whole octets. */
	bits(element) {
		const content = this.content(this.#typed(element, TAG.bitString));
		if (content[0] !== 0) throw this.refuse("is malformed: its bits do not fill whole octets");
		return content.subarray(1);
	}
	/** The magnitude of an INTEGER that is not negative, without a zero in front; `tag` where it is implicit. */
	natural(element, tag = TAG.integer) {
		const content = this.content(this.#typed(element, tag));
		if (!isInteger(content)) throw this.refuse("has an integer that is not DER");
		if (content[0] >= 128) throw this.refuse("is negative");
		return content[0] === 0 ? content.subarray(1) : content;
	}
	/** An INTEGER from 0 to 2^31 - 1; larger numbers have no meaning where it is used. */
	count(element, tag = TAG.integer) {
		const bytes = this.natural(element, tag);
		const value = bytes.length > 4 ? 1e400 : bytes.reduce((sum, byte) => sum * 256 + byte, 0);
		if (value >= 2 ** 31) throw this.refuse("is a number beyond 31 bits");
		return value;
	}
	#typed(element, tag) {
		if (element?.tag === tag) return element;
		throw this.refuse(`is malformed: ${TYPE_NAMES[tag] ?? `[${tag & 31}]`} is expected`);
	}
	#named(field) {
		return {
			...this.#context,
			what: `${this.#context.what}, ${field}`
		};
	}
};

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
/** The hash of an OID; `undefined` for others than SHA-2. */
function hashOf(oid) {
	return Object.keys(HASHES).find((hash) => HASHES[hash].oid === oid);
}
const RSASSA_PSS = "1.2.840.113549.1.1.10";
/** RFC 8410, 3: of a key and of a signature alike. */
const ED25519 = "1.3.101.112";
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
/** Signature algorithms of certificates that are safe to rely on, as `signatureAlgorithm` of a certificate names them. */
const CERTIFICATE_SIGNATURES = /* @__PURE__ */ new Set([
	...Object.keys(RSA_PKCS1),
	...Object.values(HASHES).map(({ oid }) => `${RSASSA_PSS}/${oid}`),
	...Object.keys(ECDSA),
	ED25519
]);

// src/pki/pss-parameters.ts
const SHA1 = "1.3.14.3.2.26";
/** Defaults of RSASSA-PSS-params (RFC 4055, 3.1), beside SHA-1 and MGF1 with SHA-1. */
const SALT_LENGTH = 20;
const TRAILER_FIELD = 1;
/** AlgorithmIdentifier of a hash: its parameters are NULL or left out (RFC 4055, 2.1). */
function readHash(reader, element) {
	const parts = reader.parts(element);
	const oid = reader.oid(parts.required("algorithm"));
	parts.optional(TAG.null);
	return {
		oid,
		isSound: parts.isAtEnd()
	};
}
/**
* Reads RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0], maskGenAlgorithm [1], saltLength [2], trailerField [3] }. Go
* accepts the same hash for content and mask, written out, and in certificates a salt as long as the hash.
*/
function readPssParameters(reader, parameters) {
	const parts = reader.parts(parameters);
	const [hashPart, maskPart, saltPart, trailerPart] = [
		0,
		1,
		2,
		3
	].map((number) => {
		const part = parts.optional(contextTag(number));
		return part && reader.only(part, part.tag);
	});
	parts.end();
	const hash = hashPart ? readHash(reader, hashPart) : {
		oid: SHA1,
		isSound: true
	};
	const generator = maskPart ? reader.parts(maskPart) : void 0;
	const generatorId = generator ? reader.oid(generator.required("algorithm")) : MGF1;
	const maskHash = generator ? readHash(reader, generator.required("hash")) : {
		oid: SHA1,
		isSound: true
	};
	generator?.end();
	const saltLength = saltPart ? reader.at("saltLength").count(saltPart) : SALT_LENGTH;
	const trailer = trailerPart ? reader.at("trailerField").count(trailerPart) : TRAILER_FIELD;
	const fault = [
		[!hash.isSound || !maskHash.isSound, "its hash has parameters"],
		[generatorId !== "1.2.840.113549.1.1.8" || maskHash.oid !== hash.oid, "its mask is not made by MGF1 with the same hash"],
		[trailer !== TRAILER_FIELD, `its trailer field is ${trailer}`]
	].find(([isFault]) => isFault)?.[1];
	return {
		hash: hash.oid,
		saltLength,
		...fault === void 0 ? {} : { fault }
	};
}

// src/pki/certificate-signature.ts
/** Reads AlgorithmIdentifier ::= SEQUENCE { algorithm, parameters OPTIONAL } of the signature on a certificate (RFC 5280, 4.1.1.2). */
function readCertificateSignature(reader, algorithm) {
	const [id, parameters, ...behind] = reader.children(algorithm, TAG.sequence);
	const oid = reader.oid(id);
	if (behind.length > 0) throw reader.refuse("is malformed: something stands behind its parameters");
	if (oid === "1.2.840.113549.1.1.10") {
		const { hash, saltLength, fault } = readPssParameters(reader, parameters);
		const signatureAlgorithm = `${oid}/${hash}`;
		if (fault !== void 0) return {
			signatureAlgorithm,
			signatureFault: fault
		};
		const known = hashOf(hash);
		if (known !== void 0 && HASHES[known].length === saltLength) return { signatureAlgorithm };
		return {
			signatureAlgorithm,
			signatureFault: `its salt has ${saltLength} octets, and not as many as its hash`
		};
	}
	return {
		signatureAlgorithm: oid,
		...parameters === void 0 || parameters.tag === TAG.null && oid !== "1.3.101.112" ? {} : { signatureFault: "it has parameters" }
	};
}

// src/pki/extensions/basic-constraints.ts
/** BasicConstraints ::= SEQUENCE { cA DEFAULT FALSE, pathLenConstraint OPTIONAL } (RFC 5280, 4.2.1.9). */
const basicConstraints = (reader, root, critical) => {
	const parts = reader.parts(root);
	const ca = parts.optional(TAG.boolean);
	const length = parts.optional(TAG.integer);
	parts.end();
	return { basicConstraints: {
		critical,
		ca: ca !== void 0 && reader.boolean(ca),
		...length ? { pathLength: reader.at("pathLenConstraint").count(length) } : {}
	} };
};

// src/pki/extensions/general-name.ts
/** The tags of the kinds of GeneralName (RFC 5280, 4.2.1.6). Only the content of texts and addresses is read. */
const GENERAL_NAME = {
	otherName: contextTag(0),
	rfc822Name: contextTag(1, false),
	dNSName: contextTag(2, false),
	x400Address: contextTag(3),
	directoryName: contextTag(4),
	ediPartyName: contextTag(5),
	uniformResourceIdentifier: contextTag(6, false),
	iPAddress: contextTag(7, false),
	registeredID: contextTag(8, false)
};
const KINDS$1 = new Map(Object.entries(GENERAL_NAME).map(([kind, tag]) => [tag, kind]));
/** The kind of a name. */
function kindOf(reader, { tag }) {
	const kind = KINDS$1.get(tag);
	if (kind === void 0) throw reader.refuse("is malformed: a GeneralName is expected");
	return kind;
}
/** The text of a name that is an IA5String. */
function ia5Text(reader, element) {
	const content = reader.content(element);
	if (content.some((octet) => octet > 127)) throw reader.refuse("is no IA5String: it has an octet over 127");
	return Buffer$1.from(content).toString("latin1");
}
/** Octets of a URI that are kept; no client fetches a longer one. */
const MAX_URI = 4096;
/** The text of a name, where it is a URI. */
function uriOf(reader, name) {
	if (kindOf(reader, name) !== "uniformResourceIdentifier") return [];
	return [Buffer$1.from(reader.content(name).subarray(0, MAX_URI)).toString("latin1")];
}

// src/pki/extensions/distribution-points.ts
/** DistributionPointName ::= CHOICE { fullName [0], nameRelativeToCRLIssuer [1] }. Go takes the full name alone. */
function pointNames(reader, name) {
	const form = reader.only(name, contextTag(0));
	if (form.tag !== contextTag(0)) throw reader.refuse("has a distribution point that is no full name");
	const names = reader.children(form, contextTag(0));
	return {
		urls: names.flatMap((one) => uriOf(reader, one)),
		names: names.map((one) => Buffer$1.from(reader.whole(one)).toString("hex"))
	};
}
/**
* CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }, each optional
* (RFC 5280, 4.2.1.13).
*/
function readDistributionPoints(reader, root) {
	return reader.children(root, TAG.sequence).map((point) => {
		const parts = reader.parts(point);
		const name = parts.optional(contextTag(0));
		const hasReasons = parts.optional(contextTag(1, false)) !== void 0;
		const hasCrlIssuer = parts.optional(contextTag(2)) !== void 0;
		parts.end();
		return {
			...name ? pointNames(reader, name) : {
				names: [],
				urls: []
			},
			hasReasons,
			hasCrlIssuer
		};
	});
}
const crlDistributionPoints = (reader, root) => {
	const crlPoints = readDistributionPoints(reader, root);
	return {
		crlPoints,
		crlUrls: crlPoints.flatMap(({ names, urls }) => names.length === 0 ? ["(a name that is not told)"] : urls)
	};
};

// src/pki/extensions/extended-key-usage.ts
/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280, 4.2.1.12). */
const extendedKeyUsage = (reader, root, critical) => {
	const oids = reader.children(root, TAG.sequence).map((purpose) => reader.oid(purpose));
	if (oids.length === 0) throw reader.refuse("names no purpose");
	return { extendedKeyUsage: {
		critical,
		oids
	} };
};

// src/pki/extensions/extension-ids.ts
/** OIDs of extensions (RFC 5280, 4.2), by their names there. */
const EXTENSION = {
	subjectKeyIdentifier: "2.5.29.14",
	keyUsage: "2.5.29.15",
	subjectAltName: "2.5.29.17",
	issuerAltName: "2.5.29.18",
	basicConstraints: "2.5.29.19",
	crlNumber: "2.5.29.20",
	reasonCode: "2.5.29.21",
	invalidityDate: "2.5.29.24",
	deltaCrlIndicator: "2.5.29.27",
	issuingDistributionPoint: "2.5.29.28",
	certificateIssuer: "2.5.29.29",
	nameConstraints: "2.5.29.30",
	crlDistributionPoints: "2.5.29.31",
	certificatePolicies: "2.5.29.32",
	policyMappings: "2.5.29.33",
	authorityKeyIdentifier: "2.5.29.35",
	policyConstraints: "2.5.29.36",
	extendedKeyUsage: "2.5.29.37",
	freshestCrl: "2.5.29.46",
	inhibitAnyPolicy: "2.5.29.54",
	authorityInfoAccess: "1.3.6.1.5.5.7.1.1",
	ocspNoCheck: "1.3.6.1.5.5.7.48.1.5"
};
/** OIDs of extended key usages (RFC 5280, 4.2.1.12). */
const PURPOSE = { codeSigning: "1.3.6.1.5.5.7.3.3" };
/** The name of an extension, or its OID where it has none here. */
function extensionName(oid) {
	return Object.entries(EXTENSION).find(([, id]) => id === oid)?.[0] ?? oid;
}

// src/pki/extensions/information-access.ts
const OCSP = "1.3.6.1.5.5.7.48.1";
/** AuthorityInfoAccessSyntax ::= SEQUENCE OF SEQUENCE { accessMethod, accessLocation } (RFC 5280, 4.2.2.1). */
const authorityInfoAccess = (reader, root) => ({ ocspUrls: reader.children(root, TAG.sequence).flatMap((description) => {
	const parts = reader.parts(description);
	const method = reader.oid(parts.required("accessMethod"));
	const location = parts.required("accessLocation");
	parts.end();
	return method === OCSP ? uriOf(reader, location) : [];
}) });

// src/pki/extensions/key-identifiers.ts
/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
const subjectKeyIdentifier = (reader, root) => ({ subjectKeyIdentifier: Uint8Array.from(reader.octets(root)) });
/** SEQUENCE { keyIdentifier [0], authorityCertIssuer [1], authorityCertSerialNumber [2] }, each optional (RFC 5280, 4.2.1.1). */
const authorityKeyIdentifier = (reader, root) => {
	const parts = reader.parts(root);
	parts.optional(contextTag(0, false));
	parts.optional(contextTag(1));
	parts.optional(contextTag(2, false));
	parts.end();
	return {};
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

// src/pki/extensions/key-usage.ts
/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (RFC 5280, 4.2.1.3; X.690, 8.6.2). */
const keyUsage = (reader, root, critical) => {
	if (root.tag !== TAG.bitString) throw reader.refuse("is malformed: BIT STRING is expected");
	const bytes = reader.content(root).subarray(1);
	const isSet = (bit) => ((bytes[bit >> 3] ?? 0) & 128 >> (bit & 7)) !== 0;
	return { keyUsage: {
		critical,
		bits: new Set(KEY_USAGE_BITS.filter((_, bit) => isSet(bit)))
	} };
};

// src/pki/extensions/domain-name.ts
/** Labels of visible ASCII, none of them empty, no dot at the end. RFC 1034 allows less, Go and real certificates do not. */
const DOMAIN = /^[!-\-/-~]+(?:\.[!-\-/-~]+)*$/;
/** Whether Go takes the text for the name of a host in a certificate. */
function isDomainName(text) {
	return DOMAIN.test(text);
}
/** The same for a constraint (RFC 5280, 4.2.1.10): an empty one allows every name, and a dot in front demands one more label. */
function isDomainConstraint(text) {
	return text === "" || DOMAIN.test(text.replace(/^\./, ""));
}

// src/pki/extensions/name-constraints.ts
/** A mailbox (RFC 5321, 4.1.2) whose local part is not quoted. */
function isMailbox(text) {
	const [, domain] = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(.*)$/s.exec(text) ?? [];
	return domain !== void 0 && isDomainName(domain);
}
/** Whether the bits are ones followed by zeros. */
function isMask(octets) {
	const bits = Array.from(octets, (octet) => octet.toString(2).padStart(8, "0")).join("");
	return /^1*0*$/.test(bits);
}
function text(isSound, reason) {
	return (reader, base) => {
		if (!isSound(ia5Text(reader, base))) throw reader.refuse(reason);
	};
}
/** How constraints of the kinds that Go processes are checked. */
const CHECKS$2 = {
	dNSName: text(isDomainConstraint, "is no domain"),
	rfc822Name: text((constraint) => constraint.includes("@") ? isMailbox(constraint) : isDomainConstraint(constraint), "is neither a mailbox nor a domain"),
	uniformResourceIdentifier: text((constraint) => isDomainConstraint(constraint) && !/^[\d.]+$|:/.test(constraint), "is no domain"),
	iPAddress(reader, base) {
		const content = reader.content(base);
		const { length } = content;
		if (length !== 8 && length !== 32) throw reader.refuse(`has ${length} octets; an address and its mask have 8 or 32`);
		if (!isMask(content.subarray(length / 2))) throw reader.refuse("has a mask that is no prefix");
	}
};
/** GeneralSubtree ::= SEQUENCE { base, minimum [0] DEFAULT 0, maximum [1] OPTIONAL }; RFC 5280 has no use for the last two. */
function readSubtree(reader, subtree) {
	const parts = reader.parts(subtree);
	const base = parts.required("base");
	const minimum = parts.optional(contextTag(0, false));
	parts.end();
	if (minimum && reader.at("minimum").count(minimum, minimum.tag) !== 0) throw reader.refuse("has a minimum that is not 0");
	const kind = kindOf(reader, base);
	CHECKS$2[kind]?.(reader.at(kind), base);
	return kind;
}
/** SEQUENCE { permittedSubtrees [0], excludedSubtrees [1] }, one of them at least (RFC 5280, 4.2.1.10). */
const nameConstraints = (reader, root) => {
	const parts = reader.parts(root);
	const lists = [0, 1].flatMap((number) => parts.optional(contextTag(number)) ?? []);
	parts.end();
	const subtrees = lists.flatMap((list) => reader.children(list, list.tag));
	if (subtrees.length === 0) throw reader.refuse("constrains nothing");
	return subtrees.map((subtree) => readSubtree(reader, subtree)).every((kind) => CHECKS$2[kind]) ? {} : "unprocessed";
};

// src/pki/extensions/ocsp-no-check.ts
/** id-pkix-ocsp-nocheck, whose value is NULL (RFC 6960, 4.2.2.2.1). Go does not read it, so another value is no fault. */
const ocspNoCheck = (_reader, root) => root.tag === TAG.null ? { hasOcspNoCheck: true } : "unprocessed";

// src/pki/extensions/policies.ts
/** The OID of a policy, which may have numbers of any length (X.667), as its octets in hexadecimal. */
function policyOf(reader, element) {
	if (element.tag !== TAG.oid) throw reader.refuse("is malformed: the OBJECT IDENTIFIER of a policy is expected");
	return Buffer$1.from(reader.content(element)).toString("hex");
}
/** SEQUENCE OF SEQUENCE { policyIdentifier, policyQualifiers SEQUENCE OPTIONAL }, no policy twice (RFC 5280, 4.2.1.4). */
const certificatePolicies = (reader, root) => {
	const policies = reader.children(root, TAG.sequence).map((information) => {
		const parts = reader.parts(information);
		const policy = policyOf(reader, parts.required("policyIdentifier"));
		parts.optional(TAG.sequence);
		parts.end();
		return policy;
	});
	if (new Set(policies).size < policies.length) throw reader.refuse("names a policy twice");
	return {};
};
/** SEQUENCE OF SEQUENCE { issuerDomainPolicy, subjectDomainPolicy } (RFC 5280, 4.2.1.5). */
const policyMappings = (reader, root) => {
	for (const mapping of reader.children(root, TAG.sequence)) {
		const parts = reader.parts(mapping);
		policyOf(reader, parts.required("issuerDomainPolicy"));
		policyOf(reader, parts.required("subjectDomainPolicy"));
		parts.end();
	}
	return {};
};
/** SEQUENCE { requireExplicitPolicy [0], inhibitPolicyMapping [1] }, numbers of certificates (RFC 5280, 4.2.1.11). */
const policyConstraints = (reader, root) => {
	const parts = reader.parts(root);
	const [explicit] = ["requireExplicitPolicy", "inhibitPolicyMapping"].map((name, number) => {
		const certificates = parts.optional(contextTag(number, false));
		if (certificates) reader.at(name).count(certificates, certificates.tag);
		return certificates;
	});
	parts.end();
	return explicit ? { requiresExplicitPolicy: true } : {};
};
/** SkipCerts ::= INTEGER (0..MAX) (RFC 5280, 4.2.1.14). */
const inhibitAnyPolicy = (reader, root) => {
	reader.count(root);
	return {};
};

// src/pki/extensions/uri.ts
/** scheme, authority, path, query, fragment: RFC 3986, appendix B, with the letters that a scheme may have. */
const PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/;
/** userinfo, host, port (RFC 3986, 3.2). The host is a name or an address in brackets; nothing in it is escaped. */
const AUTHORITY = /^(?:(?:[\w.~!$&'()*+,;=:-]|%[\dA-Fa-f]{2})*@)?(?:\[([\dA-Fa-f:.]+)\]|([\w.~!$&'()*+,;=-]*))(?::\d*)?$/;
const ESCAPED = /^(?:[^%]|%[\dA-Fa-f]{2})*$/;
const IPV4$1 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
/** RFC 4291, 2.2: eight groups, or fewer around one `::`; the last two may be written as an IPv4 address. */
function isIpv6(text) {
	const last = text.slice(text.lastIndexOf(":") + 1);
	const sides = (IPV4$1.test(last) ? `${text.slice(0, -last.length)}0:0` : text).split("::").map((side) => side === "" ? [] : side.split(":"));
	const all = sides.flat();
	if (!all.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group))) return false;
	return sides.length === 1 ? all.length === 8 : sides.length === 2 && all.length < 8;
}
function isAuthority(text) {
	const [, address, name = ""] = AUTHORITY.exec(text) ?? [
		void 0,
		void 0,
		"."
	];
	return address === void 0 ? name === "" || isDomainName(name) : isIpv6(address);
}
/**
* Whether a text is a URI reference (RFC 3986, 4.1) that Go parses and takes for a name in a certificate. Stricter than Go where
* it is lenient: no escapes, zones or quotes in a host, no control characters anywhere.
*/
function isUri(text) {
	if (/[\x00-\x1f\x7f]/.test(text)) return false;
	const [, scheme, authority, path = "", fragment = ""] = PARTS.exec(text) ?? [];
	if (!ESCAPED.test(fragment)) return false;
	if (authority !== void 0) return isAuthority(authority) && ESCAPED.test(path);
	if (path.startsWith("/")) return ESCAPED.test(path);
	return scheme !== void 0 || ESCAPED.test(path) && !path.split("/", 1)[0].includes(":");
}

// src/pki/extensions/subject-alt-name.ts
const IP_LENGTHS = [4, 16];
/** How names of the kinds that Go processes are checked. */
const CHECKS$1 = {
	rfc822Name: ia5Text,
	dNSName: ia5Text,
	uniformResourceIdentifier(reader, name) {
		if (!isUri(ia5Text(reader, name))) throw reader.refuse("is no URI");
	},
	iPAddress(reader, name) {
		const { length } = reader.content(name);
		if (!IP_LENGTHS.includes(length)) throw reader.refuse(`has ${length} octets; an address has 4 or 16`);
	}
};
/** GeneralNames ::= SEQUENCE OF GeneralName (RFC 5280, 4.2.1.6). */
const subjectAltName = (reader, root) => {
	return reader.children(root, TAG.sequence).map((name) => {
		const kind = kindOf(reader, name);
		CHECKS$1[kind]?.(reader.at(kind), name);
		return kind;
	}).some((kind) => CHECKS$1[kind]) ? {} : "unprocessed";
};

// src/pki/extensions/read-extensions.ts
/** The extensions of RFC 5280 that Go's crypto/x509 reads, and with it notation. */
const READERS = {
	[EXTENSION.subjectKeyIdentifier]: subjectKeyIdentifier,
	[EXTENSION.keyUsage]: keyUsage,
	[EXTENSION.subjectAltName]: subjectAltName,
	[EXTENSION.basicConstraints]: basicConstraints,
	[EXTENSION.nameConstraints]: nameConstraints,
	[EXTENSION.crlDistributionPoints]: crlDistributionPoints,
	[EXTENSION.certificatePolicies]: certificatePolicies,
	[EXTENSION.policyMappings]: policyMappings,
	[EXTENSION.authorityKeyIdentifier]: authorityKeyIdentifier,
	[EXTENSION.policyConstraints]: policyConstraints,
	[EXTENSION.extendedKeyUsage]: extendedKeyUsage,
	[EXTENSION.inhibitAnyPolicy]: inhibitAnyPolicy,
	[EXTENSION.authorityInfoAccess]: authorityInfoAccess,
	[EXTENSION.ocspNoCheck]: ocspNoCheck
};
/** Extensions that must not be critical (RFC 5280, 4.2.1.1, 4.2.1.2 and 4.2.2.1); Go refuses certificates where they are. */
const NEVER_CRITICAL = [
	EXTENSION.subjectKeyIdentifier,
	EXTENSION.authorityKeyIdentifier,
	EXTENSION.authorityInfoAccess
];
const fieldOf = (id) => `extension ${extensionName(id)}`;
/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING } (RFC 5280, 4.1). */
function readExtension(reader, element) {
	const parts = reader.parts(element);
	const id = reader.oid(parts.required("extnID"));
	const critical = parts.optional(TAG.boolean);
	const value = reader.at(fieldOf(id)).octets(parts.required("extnValue"));
	parts.end();
	return [id, {
		critical: critical !== void 0 && reader.boolean(critical),
		value
	}];
}
function readValue(reader, id, { critical, value }) {
	if (critical && NEVER_CRITICAL.includes(id)) throw reader.at(fieldOf(id)).refuse("is marked critical, and must not be");
	const read = READERS[id];
	if (!read) return "unprocessed";
	const inside = reader.inside(value, fieldOf(id));
	return read(inside.reader, inside.root, critical);
}
/**
* Reads the extensions of a certificate. One that stands twice is refused (RFC 5280, 4.2), as is one that is malformed.
*
* @param list Extensions ::= SEQUENCE OF Extension, as `reader` has it; absent where the certificate has none.
*/
function readExtensions(reader, list) {
	const byId = /* @__PURE__ */ new Map();
	for (const element of list ? reader.children(list, TAG.sequence) : []) {
		const [id, extension] = readExtension(reader, element);
		if (byId.has(id)) throw reader.at(fieldOf(id)).refuse("stands there twice");
		byId.set(id, extension);
	}
	const unprocessedCritical = [];
	const values = {};
	for (const [id, extension] of byId) {
		const read = readValue(reader, id, extension);
		if (read !== "unprocessed") Object.assign(values, read);
		else if (extension.critical) unprocessedCritical.push(extensionName(id));
	}
	return {
		ocspUrls: [],
		crlUrls: [],
		crlPoints: [],
		...values,
		hasFreshestCrl: byId.has(EXTENSION.freshestCrl),
		hasNameConstraints: byId.has(EXTENSION.nameConstraints),
		hasSubjectAltName: byId.has(EXTENSION.subjectAltName),
		unprocessedCritical
	};
}

// src/pki/parse-name.ts
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
/** BMPString is UCS-2: surrogates and noncharacters are refused. A terminator at the end is left out, as in Go. */
function bmpString(bytes) {
	if (bytes.length % 2 !== 0) return void 0;
	const units = Array.from({ length: bytes.length / 2 }, (_, at) => bytes[2 * at] * 256 + bytes[2 * at + 1]);
	if (units.at(-1) === 0) units.pop();
	const text = String.fromCharCode(...units);
	return /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/.test(text) ? void 0 : text;
}
/**
* The string types that a name may hold (X.680, 41), by tag. They are strict, so that no two encodings read as one text by
* accident: identities are compared by the text. Real authorities write `*` and `&` in PrintableStrings.
*/
const STRINGS = {
	12: utf8String,
	18: matching(/^[0-9 ]*$/),
	19: matching(/^[A-Za-z0-9 '()+,\-./:=?*&]*$/),
	20: latin1,
	22: matching(/^[\x00-\x7f]*$/),
	30: bmpString
};
/** Octets of a value. The limit bounds the arguments that are spread into one call. */
const MAX_VALUE = 4096;
/** Reads a distinguished name (RFC 5280, 4.1.2.4) as it stands in `bytes`, with the attributes that share an RDN together. */
function parseName(bytes, context) {
	const { reader, root } = DerReader.of(bytes, context);
	const malformed = (why) => reader.refuse(`has a malformed name: ${why}`);
	const children = (element, tag) => {
		if (element.tag !== tag) throw malformed("it is no SEQUENCE of SETs of attributes");
		return reader.children(element, tag);
	};
	const attribute = (pair) => {
		const [type, value, ...more] = children(pair, TAG.sequence);
		if (type?.tag !== TAG.oid || value === void 0 || more.length > 0) throw malformed("an attribute is not one type and one value");
		const id = dottedOid(reader.content(type));
		if (id === void 0) throw malformed("a type has a number beyond 31 bits");
		if (value.end - value.contentStart > MAX_VALUE) throw malformed(`the value of ${id} is longer than ${MAX_VALUE} octets`);
		const text = STRINGS[value.tag]?.(reader.content(value));
		if (text === void 0) throw malformed(`the value of ${id} is no string of a type that names have`);
		return {
			type: id,
			value: text
		};
	};
	return {
		der: bytes,
		rdns: children(root, TAG.sequence).map((rdn) => children(rdn, TAG.set).map(attribute))
	};
}

// src/pki/public-key.ts
const RSA = "1.2.840.113549.1.1.1";
const EC = "1.2.840.10045.2.1";
/** The least bits of an RSA key (signature-specification.md); Go accepts 1024 bits. */
const MIN_RSA_BITS = 2048;
/** Go reads no larger exponent. */
const MAX_EXPONENT = 2n ** 63n - 1n;
/** Named curves that Go reads (RFC 5480, 2.1.1.1): the octets of a coordinate, and why one is of no use here. */
const CURVES = {
	"1.3.132.0.33": {
		length: 28,
		fault: "is on P-224; P-256, P-384 and P-521 are allowed"
	},
	"1.2.840.10045.3.1.7": { length: 32 },
	"1.3.132.0.34": { length: 48 },
	"1.3.132.0.35": { length: 66 }
};
/** The first octet of a point that is not compressed (SEC 1, 2.3.3). */
const UNCOMPRESSED = 4;
/** RFC 8032, 5.1.5. */
const ED25519_LENGTH = 32;
function bitsOf(natural) {
	const [first] = natural;
	return first === void 0 ? 0 : natural.length * 8 - (Math.clz32(first) - 24);
}
/** RSAPublicKey ::= SEQUENCE { modulus, publicExponent } (RFC 3279, 2.3.1). */
function checkRsa({ reader, parameters, key }) {
	if (parameters?.tag !== TAG.null) throw reader.refuse("has parameters that are not NULL, as RSA has them");
	const { reader: inside, root } = reader.inside(key);
	const parts = inside.parts(root);
	const modulus = inside.at("modulus").natural(parts.required("modulus"));
	const octets = inside.at("publicExponent").natural(parts.required("publicExponent"));
	parts.end();
	const exponent = BigInt(`0x0${Buffer$1.from(octets.subarray(0, 9)).toString("hex")}`);
	const bits = bitsOf(modulus);
	if (bits === 0 || modulus.at(-1) % 2 === 0) throw reader.refuse("has an RSA modulus that is even");
	if (exponent === 0n || exponent > MAX_EXPONENT) throw reader.refuse("has an RSA exponent that is 0 or beyond 63 bits");
	if (bits < MIN_RSA_BITS) return `is of RSA with ${bits} bits; ${MIN_RSA_BITS} are the least`;
	if (exponent < 3n || exponent >= 2n ** 31n || exponent % 2n === 0n) return `has the RSA exponent ${exponent}, and not an odd one from 3 to 2147483647`;
}
/** ECPoint, on a named curve (RFC 5480, 2.1.1 and 2.2); `createPublicKey` checks that the point is on the curve. */
function checkEc({ reader, parameters, key, unsupported }) {
	if (parameters?.tag !== TAG.oid) throw reader.refuse("is of EC without a named curve");
	const id = reader.oid(parameters);
	const curve = CURVES[id];
	if (!curve) throw unsupported(`is on a curve that is not allowed (${id}); P-256, P-384 and P-521 are`);
	if (key[0] !== UNCOMPRESSED || key.length !== 1 + 2 * curve.length) throw reader.refuse("is no uncompressed point of its curve");
	return curve.fault;
}
/** RFC 8410, 3 and 4. */
function checkEd25519({ reader, parameters, key }) {
	if (parameters) throw reader.refuse("has parameters, which Ed25519 does not");
	if (key.length !== ED25519_LENGTH) throw reader.refuse("has not the length of an Ed25519 key");
}
const CHECKS = {
	[RSA]: checkRsa,
	[EC]: checkEc,
	[ED25519]: checkEd25519
};
/**
* Reads SubjectPublicKeyInfo ::= SEQUENCE { algorithm, subjectPublicKey BIT STRING } (RFC 5280, 4.1.2.7) of the kinds that Go
* verifies with, in the one encoding of each that Go reads; OpenSSL reads more of both.
*
* @param info of `reader`, which names what the key belongs to.
* @param unsupported the code for a kind or curve that is not read; without one it is the reader's own.
*/
function readPublicKey(reader, info, unsupported) {
	const named = reader.at("public key");
	const parts = named.parts(info);
	const algorithm = named.parts(parts.required("algorithm"));
	const key = named.bits(parts.required("subjectPublicKey"));
	parts.end();
	const id = named.oid(algorithm.required("algorithm"));
	const parameters = algorithm.isAtEnd() ? void 0 : algorithm.required("parameters");
	algorithm.end();
	const refuseKind = (reason) => named.refuse(reason, unsupported);
	const check = CHECKS[id];
	if (!check) throw refuseKind(`is of a kind that is not allowed (${printable(id)})`);
	const keyFault = check({
		reader: named,
		parameters,
		key,
		unsupported: refuseKind
	});
	try {
		const publicKey = createPublicKey({
			key: Buffer$1.from(reader.whole(info)),
			format: "der",
			type: "spki"
		});
		return keyFault === void 0 ? { publicKey } : {
			publicKey,
			keyFault
		};
	} catch {
		throw named.refuse("cannot be read: its numbers do not make a key");
	}
}

// src/pki/read-validity.ts
/** RFC 5280, 4.1.2.5.1 and 4.1.2.5.2: whole seconds, UTC, nothing left out. */
const FORMS$1 = {
	23: /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/,
	24: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)Z$/
};
/** Octets of YYYYMMDDHHMMSSZ. */
const LONGEST$1 = 15;
/** Reads one time. `Date` moves 30 February to March, so a time that formats otherwise than it was written is refused. */
function moment(tag, content) {
	if (content.length > LONGEST$1) return void 0;
	const parts = FORMS$1[tag]?.exec(String.fromCharCode(...content))?.groups;
	if (!parts) return void 0;
	const { year = "", month, day, hour, minute, second } = parts;
	const iso = `${year.length === 4 ? "" : Number(year) < 50 ? "20" : "19"}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
	const time = new Date(iso);
	return !Number.isNaN(time.getTime()) && time.toISOString() === iso ? time : void 0;
}
/** Reads a Time (RFC 5280, 4.1.2.5). */
function readTime(reader, time) {
	const read = moment(time.tag, reader.content(time));
	if (!read) throw reader.refuse("is malformed: a time is expected, in UTC and in whole seconds");
	return read;
}
/**
* Reads the two times of the validity of a certificate (RFC 5280, 4.1.2.5). Strict, because an invalid Date compares as neither
* before nor after anything and would be valid for ever.
*/
function readValidity(reader, times) {
	const [notBefore, notAfter] = times.map((time) => moment(time.tag, reader.content(time)));
	if (times.length !== 2 || notBefore === void 0 || notAfter === void 0) throw reader.refuse("is malformed: two times are expected, in UTC and in whole seconds");
	return {
		notBefore,
		notAfter
	};
}

// src/pki/parse-certificate.ts
/** X.509 version 1 has the number 0, which is also the default (RFC 5280, 4.1.2.1). */
function versionOf(reader, explicit) {
	const named = reader.at("version");
	const version = explicit ? named.count(named.only(explicit, explicit.tag)) + 1 : 1;
	if (version > 3) throw named.refuse(`is ${version}; 3 is the last one`);
	return version;
}
/** Reads the parts that versions 2 and 3 added to version 1 (RFC 5280, 4.1.2.8 and 4.1.2.9). @returns the list of extensions. */
function readAdditions(reader, version, parts) {
	const issuerId = parts.optional(contextTag(1, false));
	const subjectId = parts.optional(contextTag(2, false));
	const explicit = parts.optional(contextTag(3));
	parts.end();
	if (version < 2 && (issuerId ?? subjectId)) throw reader.refuse("has a unique identifier, but is of version 1");
	if (version < 3 && explicit) throw reader.refuse(`has extensions, but is of version ${version}`);
	return explicit && reader.at("extensions").only(explicit, explicit.tag);
}
/** Serial number, signature, issuer, validity, subject and key: what every version has. */
const REQUIRED_PARTS = 6;
/**
* Reads the members of a certificate (RFC 5280, 4.1) from the received bytes. It has a reader of its own, because existing
* parsers accept what Go refuses, forget which attributes share an RDN, and take longer to load than the rest of a command
* takes to start. Tests compare it with pkijs and with Go.
*/
function readCertificateParts(der, context) {
	const { reader, root } = DerReader.of(der, context);
	const [tbs, algorithm, signatureValue, ...behind] = reader.children(root, TAG.sequence);
	if (!tbs || !algorithm || !signatureValue || behind.length > 0) throw reader.refuse("is not a certificate");
	if (reader.children(tbs, TAG.sequence).length < REQUIRED_PARTS) throw reader.refuse("is not a certificate");
	const parts = reader.parts(tbs);
	const version = versionOf(reader, parts.optional(contextTag(0)));
	const serialNumber = reader.at("serialNumber").natural(parts.required("serialNumber"));
	if (Buffer$1.compare(reader.whole(parts.required("signature")), reader.whole(algorithm)) !== 0) throw reader.refuse("names two signature algorithms");
	const issuer = reader.whole(parts.required("issuer"));
	const validity = reader.at("validity");
	const times = validity.children(parts.required("validity"), TAG.sequence);
	const subject = reader.whole(parts.required("subject"));
	const publicKeyInfo = parts.required("subjectPublicKeyInfo");
	const extensions = readAdditions(reader, version, parts);
	return {
		version,
		serialNumber,
		issuer: parseName(issuer, {
			...context,
			what: `${context.what}, issuer`
		}),
		subject: parseName(subject, {
			...context,
			what: `${context.what}, subject`
		}),
		...readValidity(validity, times),
		...readCertificateSignature(reader.at("signatureAlgorithm"), algorithm),
		...readPublicKey(reader, publicKeyInfo),
		...readExtensions(reader, extensions),
		signature: reader.at("signatureValue").bits(signatureValue)
	};
}
/** Certificates that were read, by thumbprint, since every envelope of a run has the same few. The oldest is dropped first. */
const known$1 = /* @__PURE__ */ new Map();
const KNOWN_LIMIT = 256;
/** Larger certificates are not kept, which bounds the memory. */
const KNOWN_SIZE = 16384;
/** Bytes; real certificates have some kilobytes. It bounds the memory for one that consists of tiny elements. */
const MAX_SIZE = 262144;
/**
* Reads one certificate: strict DER for what it says, node for the key and the signature on it.
*
* @throws SealiftError with the code of `context`.
*/
async function parseCertificate(der, context) {
	if (der.length > MAX_SIZE) throw errorIn(context, `is larger than ${MAX_SIZE / 1024} KiB`);
	const thumbprint = createHash("sha256").update(der).digest("hex");
	const before = known$1.get(thumbprint);
	if (before) return before;
	const certificate = readCertificate(Buffer$1.from(der), thumbprint, context);
	if (der.length <= KNOWN_SIZE) {
		for (const oldest of known$1.keys()) {
			if (known$1.size < KNOWN_LIMIT) break;
			known$1.delete(oldest);
		}
		known$1.set(thumbprint, certificate);
	}
	return certificate;
}
function readCertificate(der, thumbprint, context) {
	const { signature, ...said } = readCertificateParts(der, context);
	try {
		const native = new X509Certificate(der);
		if (!native.raw.equals(der)) throw errorIn(context, "holds another certificate inside");
		return {
			der,
			thumbprint,
			...said,
			isSignedBy: (key) => hasLengthOf(key, signature) && verifies(native, key)
		};
	} catch (error) {
		if (error instanceof SealiftError) throw error;
		throw errorIn(context, "is not an X.509 certificate");
	}
}
/** RFC 8017, 8.1.2 and 8.2.2: a signature of RSA is as long as its modulus; OpenSSL takes a shorter one with PSS. */
function hasLengthOf(key, { length }) {
	const bits = key.asymmetricKeyDetails?.modulusLength;
	return bits === void 0 || length === Math.ceil(bits / 8);
}
function verifies(certificate, key) {
	try {
		return certificate.verify(key);
	} catch {
		return false;
	}
}

// src/pki/parse-certificates.ts
/** Blocks that are surely something else, so that the error can say what. */
const OTHER = /(?:PRIVATE KEY|PUBLIC KEY|CERTIFICATE REQUEST|X509 CRL|PKCS7|CMS)$/;
const REMEDIES = {
	"a PKCS#7 file": "Take them out of it: openssl pkcs7 -print_certs -in FILE -out chain.pem (-inform DER for a binary one)",
	"a PKCS#12 file": "Take them out of it: openssl pkcs12 -nokeys -in FILE -out chain.pem"
};
function other(kind, context) {
	return errorIn(context, `holds ${kind} where certificates are expected`, REMEDIES[kind]);
}
/**
* Reads every certificate of a file: PEM (each block, whatever its label, has to be one) or concatenated DER, as notation
* does.
*
* @throws SealiftError with the code of `context`, also when there is none.
*/
async function parseCertificates(bytes, context) {
	const kind = derKind(bytes);
	if (kind !== void 0) throw other(kind, context);
	const ders = looksLikeDer(bytes) ? splitDer(bytes, context) : pemBlocks(Buffer$1.from(bytes).toString("utf8"), context).map(({ label, bytes: body }) => {
		if (OTHER.test(label)) throw other(pemKind(label), context);
		return body;
	});
	if (ders.length === 0) throw errorIn(context, "holds no certificate");
	return Promise.all(ders.map((der) => parseCertificate(der, context)));
}

// src/io/files/read-pipe.ts
/**
* Reads a named pipe (`--ca-file <(…)`, `mkfifo`), at most `most` bytes. Neither opening nor reading takes a thread, because a
* thread that waits for a writer would keep the process from ending after the run. Only the main thread may call it: a worker
* closes the descriptor a second time.
*/
async function readPipe(path, most) {
	const fd = openSync(path, constants$2.O_RDONLY | constants$2.O_NONBLOCK);
	const { Socket } = process.getBuiltinModule("node:net");
	const pipe = new Socket({
		fd,
		readable: true,
		writable: false
	});
	const chunks = [];
	let length = 0;
	for await (const chunk of pipe) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= most) break;
	}
	return Buffer.concat(chunks).subarray(0, most);
}

// src/io/files/read-file.ts
/**
* A small file that the user named, whole; links are followed.
*
* @param what names the file's role in errors: `key`, `trust policy`.
* @param shown names it in errors; the path, unless that may be something else.
* @throws SealiftError `file_not_found`, `file_unreadable`, or `content_too_large` over `limit` bytes.
*/
async function readFile(path, limit, what, shown = quotable(path, 600)) {
	const within = (bytes) => {
		if (bytes.length <= limit) return bytes;
		throw new SealiftError("content_too_large", `the ${what} ${shown} has over ${limit} bytes`, { hint: "Check that this is the file you meant." });
	};
	let handle;
	try {
		if (isMainThread && (await stat(path)).isFIFO()) return within(await readPipe(path, limit + 1));
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
		return within(buffer.subarray(0, length));
	} catch (error) {
		const refused = fileError(error, "read", path, shown);
		if (refused instanceof SealiftError && refused.code === "file_not_found") {
			const needs = {
				kind: "file",
				path: shown
			};
			throw new SealiftError("file_not_found", `there is no ${what} at ${shown}`, {
				cause: error,
				needs
			});
		}
		throw refused;
	} finally {
		await handle?.close();
	}
}

// src/compose/collecting-reporter.ts
/** Warnings and notices that are kept: a run has thousands of images, and registries decide what is told of each. */
const MOST$1 = 5e3;
/** Passes on what a run tells, without secrets, notices and warnings once each, and keeps the warnings for the result. */
function collectingReporter(listener, hide) {
	const warnings = /* @__PURE__ */ new Set();
	const notices = /* @__PURE__ */ new Set();
	let more = 0;
	return {
		progress(event) {
			if (event.type === "notice") {
				if (notices.has(event.message)) return;
				if (notices.size < MOST$1) notices.add(event.message);
				listener?.progress({
					...event,
					message: hide(event.message)
				});
			} else if (event.type === "identity") listener?.progress({
				...event,
				who: hide(event.who)
			});
			else if (event.type === "silence") listener?.progress({
				...event,
				host: hide(event.host)
			});
			else listener?.progress(event);
		},
		warning(said) {
			const message = hide(said);
			if (warnings.has(message)) return;
			if (warnings.size < MOST$1) warnings.add(message);
			else more += 1;
			listener?.warning(message);
		},
		get warnings() {
			const others = more === 1 ? "one more warning was" : `${more} more warnings were`;
			return [...warnings, ...more > 0 ? [`${others} told while it ran, and not kept`] : []];
		}
	};
}

// src/io/home.ts
/** The home folder by the system, or an empty text for a user without an entry there. */
function known(home) {
	try {
		return home();
	} catch {
		return "";
	}
}
/**
* The home folder of the user: `HOME`, or the one that the system has. A relative path is not taken, so that no file of the
* current folder counts as the user's own. A user without a home gets the root folder, where nobody else can write.
*/
function homeFolder() {
	return [known(homedir), known(() => userInfo().homedir)].find((home) => isAbsolute(home)) ?? parse(process.cwd()).root;
}

// src/io/http/node-http.ts
/**
* Node's http and https, loaded without their ES module facades: those ask every export for its value, and one of http's
* (`WebSocket`) loads all of undici, some 20 ms that no command needs.
*/
const http = () => process.getBuiltinModule("node:http");
/** Loads tls and with it another 20 ms, which plain HTTP on loopback and layouts do not need. */
const https = () => process.getBuiltinModule("node:https");
/** Loads tls alone, where certificates are read or a handshake is tried. */
const tls = () => process.getBuiltinModule("node:tls");

// src/io/http/authorities/certificate-blocks.ts
/** RFC 7468 without headers; `TRUSTED CERTIFICATE` is a form of OpenSSL alone, and no bundle has it. */
const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
/**
* The certificates of a PEM text, one each, which are not parsed here. OpenSSL is given each by itself and so passes over a
* malformed one, as Go does: an entry that cannot be read does not take away the trust in the others.
*/
function certificateBlocks(text) {
	return text.match(BLOCK) ?? [];
}
/** Whether a block holds a certificate. */
function isCertificate(block) {
	try {
		return new X509Certificate(block).raw.length > 0;
	} catch {
		return false;
	}
}

// src/io/http/authorities/read-bundle.ts
/** Bundles of systems have 250 KB. */
const LIMIT$4 = 8388608;
/** The certificates of a bundle. @throws SealiftError `file_not_found`, `file_unreadable` or `content_too_large`. */
async function readBundle(path) {
	const bytes = await readFile(path, LIMIT$4, "bundle of certificate authorities");
	return certificateBlocks(Buffer$1.from(bytes).toString("latin1"));
}
/**
* The bundle that an environment variable names. A bundle that is missing or holds no certificate is an error, so that no
* other authorities are trusted in its place.
*
* @throws SealiftError `config_invalid` that names the variable.
*/
async function readNamedBundle(path, variable) {
	const refuse = (reason, cause) => new SealiftError("config_invalid", `${variable}: ${reason}`, {
		hint: `Let ${variable} name a PEM file of certificate authorities that this user may read, or remove it.`,
		cause
	});
	const blocks = await readBundle(path).catch((error) => {
		throw refuse(error instanceof Error ? error.message : String(error), error);
	});
	if (blocks.some(isCertificate)) return blocks;
	throw refuse(`${printable(path, 600)} holds no certificate as PEM`);
}

// src/io/http/authorities/read-folder.ts
/** The most files in one folder; systems have fewer. */
const MOST_FILES$1 = 4e3;
const FILE_LIMIT$2 = 1048576;
const TOTAL_LIMIT = 16777216;
/** A link may lead to a pipe, and to open one would otherwise wait for its writer. */
const READ = constants$2.O_RDONLY | (constants$2.O_NONBLOCK ?? 0);
/** Whether the entry is a link to a file of the same folder, as OpenSSL's names by hash are. */
function isSecondName(folder, name) {
	try {
		return !/[/\\]/.test(readlinkSync(join(folder, name)));
	} catch {
		return false;
	}
}
/** A small regular file; empty for anything else, and for what this user may not read. */
function textOf(path) {
	let file;
	try {
		file = openSync(path, READ);
		const found = fstatSync(file);
		if (!found.isFile() || found.size > FILE_LIMIT$2) return "";
		const buffer = Buffer$1.alloc(found.size);
		return buffer.toString("latin1", 0, readSync(file, buffer, 0, buffer.length, 0));
	} catch {
		return "";
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
/**
* The certificates in a folder, without those of folders in it. Files that hold none, or that cannot be read, are passed
* over: such folders hold more than certificates. It is synchronous, since 150 small files take three times as long otherwise.
*
* @returns the errno where the folder itself cannot be read.
* @throws SealiftError `content_too_large`.
*/
function readCertificateFolder(folder) {
	let names;
	try {
		names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() || entry.isSymbolicLink() && !isSecondName(folder, entry.name)).map(({ name }) => name).toSorted();
	} catch (error) {
		return { errno: errnoOf(error) ?? "EIO" };
	}
	const found = [];
	let total = 0;
	for (const name of names.slice(0, 4001)) {
		const text = textOf(join(folder, name));
		total += text.length;
		if (total > TOTAL_LIMIT || names.length > MOST_FILES$1) throw new SealiftError("content_too_large", `the folder of certificates ${printable(folder, 600)} holds over ${MOST_FILES$1} files or ${TOTAL_LIMIT} bytes`);
		found.push(...certificateBlocks(text));
	}
	return found;
}

// src/io/http/authorities/system-locations.ts
/** The places of the distributions, as crypto/x509 of Go looks for them (root_linux.go). */
const LINUX = {
	files: [
		"/etc/ssl/certs/ca-certificates.crt",
		"/etc/pki/tls/certs/ca-bundle.crt",
		"/etc/ssl/ca-bundle.pem",
		"/etc/pki/tls/cacert.pem",
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
		"/etc/ssl/cert.pem"
	],
	folders: ["/etc/ssl/certs", "/etc/pki/tls/certs"]
};
/** The same of the BSDs and of illumos (root_bsd.go, root_solaris.go). */
const OTHER_UNIX = {
	files: [
		"/usr/local/etc/ssl/cert.pem",
		"/etc/ssl/cert.pem",
		"/usr/local/share/certs/ca-root-nss.crt",
		"/etc/openssl/certs/ca-certificates.crt",
		"/etc/certs/ca-certificates.crt",
		"/etc/ssl/cacert.pem"
	],
	folders: [
		"/etc/ssl/certs",
		"/usr/local/share/certs",
		"/etc/openssl/certs",
		"/etc/certs/CA"
	]
};
const ANDROID = {
	files: [],
	folders: ["/system/etc/security/cacerts", "/data/misc/keychain/certs-added"]
};
/** The places of a platform (`process.platform`); `undefined` where the system keeps its authorities in a store of its own. */
function systemLocations(platform) {
	if (platform === "darwin" || platform === "win32") return void 0;
	if (platform === "linux") return LINUX;
	return platform === "android" ? ANDROID : OTHER_UNIX;
}

// src/io/http/authorities/open.ts
const DENIED = /* @__PURE__ */ new Set(["EACCES", "EPERM"]);
/** The certificates in the folders that `SSL_CERT_DIR` lists; as with Go and OpenSSL, a folder may be missing. */
function inFolders(value, platform) {
	return value.split(platform === "win32" ? ";" : ":").filter((folder) => folder !== "").flatMap((folder) => {
		const read = readCertificateFolder(folder);
		return "errno" in read ? [] : read;
	});
}
function nothingIn(value) {
	return new SealiftError("config_invalid", `SSL_CERT_DIR: there is no certificate in ${printable(value, 600)}`, { hint: "Let SSL_CERT_DIR name folders with one PEM file an authority that this user may read, or remove it." });
}
/** The system's authorities: the first bundle that exists, with all certificates of its folders; `undefined` without any. */
async function ofSystem(platform, root) {
	const locations = systemLocations(platform);
	if (!locations) {
		const stored = tls().getCACertificates("system");
		return stored.length === 0 ? void 0 : stored;
	}
	let refused;
	let bundle;
	for (const file of locations.files) try {
		bundle = await readBundle(join(root, file));
		break;
	} catch (error) {
		if (!(error instanceof SealiftError && error.code === "file_not_found")) refused ??= error;
	}
	const single = locations.folders.flatMap((folder) => {
		const read = readCertificateFolder(join(root, folder));
		if (!("errno" in read)) return read;
		if (DENIED.has(read.errno)) refused ??= new SealiftError("file_unreadable", `cannot read the folder of certificates ${printable(join(root, folder), 600)}`);
		return [];
	});
	if (bundle === void 0 && single.length === 0) {
		if (refused !== void 0) throw refused;
		return;
	}
	return [...bundle ?? [], ...single];
}
async function read$2({ env, platform, root = "/" }) {
	const { SSL_CERT_FILE: file, SSL_CERT_DIR: folders, NODE_EXTRA_CA_CERTS: extra } = env;
	const fromFile = file ? await readNamedBundle(file, "SSL_CERT_FILE") : [];
	const fromFolders = folders ? inFolders(folders, platform) : [];
	if (!file && folders && !fromFolders.some(isCertificate)) throw nothingIn(folders);
	const named = [...fromFile, ...fromFolders];
	const trusted = file || folders ? named : await ofSystem(platform, root);
	const more = extra ? await readNamedBundle(extra, "NODE_EXTRA_CA_CERTS") : [];
	return [.../* @__PURE__ */ new Set([...trusted ?? tls().getCACertificates("bundled"), ...more])];
}
/**
* The certificate authorities of this machine, PEM, one each: those of `SSL_CERT_FILE` and `SSL_CERT_DIR`; where neither is
* set, those of the system; where the system has none, those of Node. Those of `NODE_EXTRA_CA_CERTS` are added in each case.
* They are read at the first call.
*
* @throws SealiftError `config_invalid` for a variable that names no authorities, `file_unreadable`, `content_too_large`.
*/
function openAuthorities(options) {
	return lazy(() => read$2(options));
}

// src/async/byte-budget.ts
/**
* A limit on the bytes that are held at the same time. Work that needs more than is left waits in line; work that needs more
* than the whole limit runs alone.
*/
var ByteBudget = class {
	#limit;
	#held = 0;
	#waiting = [];
	constructor(limit) {
		this.#limit = limit;
	}
	/** Runs `work` while `bytes` are reserved for it. When `signal` aborts the wait for them, it rejects with its reason. */
	async hold(bytes, signal, work) {
		await this.#take(bytes, signal);
		try {
			return await work();
		} finally {
			this.#held -= bytes;
			this.#startNext();
		}
	}
	#fits(bytes) {
		return this.#held === 0 || this.#held + bytes <= this.#limit;
	}
	#take(bytes, signal) {
		signal.throwIfAborted();
		if (this.#waiting.length === 0 && this.#fits(bytes)) {
			this.#held += bytes;
			return Promise.resolve();
		}
		return new Promise((resolve, reject) => {
			const start = () => {
				signal.removeEventListener("abort", leave);
				this.#held += bytes;
				resolve();
			};
			const waiting = {
				bytes,
				start
			};
			const leave = () => {
				this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
				reject(signal.reason);
				this.#startNext();
			};
			signal.addEventListener("abort", leave, { once: true });
			this.#waiting.push(waiting);
		});
	}
	#startNext() {
		for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
			this.#waiting.shift();
			next.start();
		}
	}
};

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

// src/io/http/guard/address-bytes.ts
/** Sixteen-bit groups of one side of `::`; a dotted IPv4 address at the end stands for two. */
function groups(text) {
	if (text === "") return [];
	return text.split(":").flatMap((part) => {
		if (!part.includes(".")) return [Number.parseInt(part, 16)];
		const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
		return [a * 256 + b, c * 256 + d];
	});
}
/** The 4 or 16 bytes of an address as `isIP` accepts it, the zone of IPv6 left out; `undefined` for anything else. */
function addressBytes(address) {
	const [bare = ""] = address.split("%", 1);
	const family = isIP(bare);
	if (family === 0) return void 0;
	if (family === 4) return Uint8Array.from(bare.split(".").map(Number));
	const [head = "", tail] = bare.split("::");
	const [first, last] = [groups(head), groups(tail ?? "")];
	const zeros = new Array(8 - first.length - last.length).fill(0);
	return Uint8Array.from([
		...first,
		...zeros,
		...last
	].flatMap((group) => [group >> 8, group & 255]));
}

// src/io/http/guard/embedded-ipv4.ts
/** The prefix of local NAT64 networks (RFC 8215). */
const LOCAL = "0064ff9b0001";
/** IPv6 prefixes of addresses that stand for an IPv4 address, in hex, and the places of its four bytes. */
const FORMS = [
	["000000000000000000000000", [
		12,
		13,
		14,
		15
	]],
	["00000000000000000000ffff", [
		12,
		13,
		14,
		15
	]],
	["0000000000000000ffff0000", [
		12,
		13,
		14,
		15
	]],
	["0064ff9b0000000000000000", [
		12,
		13,
		14,
		15
	]],
	[LOCAL, [
		6,
		7,
		9,
		10
	]],
	[LOCAL, [
		7,
		9,
		10,
		11
	]],
	[LOCAL, [
		9,
		10,
		11,
		12
	]],
	[LOCAL, [
		12,
		13,
		14,
		15
	]],
	["2002", [
		2,
		3,
		4,
		5
	]],
	["20010000", [
		4,
		5,
		6,
		7
	]]
];
/** The client of Teredo, whose bits are inverted (RFC 4380, 4). */
const TEREDO = "20010000";
/** The interface identifier of ISATAP, its universal bit left out (RFC 5214, 6.1). */
const ISATAP = [
	0,
	0,
	94,
	254
];
/** The IPv4 addresses that an IPv6 address may lead to, by every way in which one is written in the other. */
function embeddedIpv4(bytes) {
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	const found = FORMS.filter(([prefix, [first = 0]]) => {
		return hex.startsWith(prefix) && (prefix !== LOCAL || bytes[first] !== 0);
	}).map(([, at]) => Uint8Array.from(at.map((place) => bytes[place] ?? 0)));
	const last = bytes.subarray(12);
	if (hex.startsWith(TEREDO)) found.push(last.map((byte) => byte ^ 255));
	return ISATAP.every((byte, at) => ((bytes[8 + at] ?? 0) & (at === 0 ? 253 : 255)) === byte) ? [...found, last] : found;
}

// src/io/http/guard/forbidden-address.ts
const IPV4 = [
	[[
		0,
		0,
		0,
		0
	], 8],
	[[
		169,
		254,
		0,
		0
	], 16],
	[[
		100,
		100,
		100,
		200
	], 32],
	[[
		168,
		63,
		129,
		16
	], 32],
	[[
		192,
		0,
		0,
		192
	], 32],
	[[
		224,
		0,
		0,
		0
	], 4],
	[[
		255,
		255,
		255,
		255
	], 32]
];
const IPV6 = [
	[[254, 128], 10],
	[[255], 8],
	[[
		253,
		0,
		14,
		194
	], 32],
	[[
		253,
		32,
		0,
		206
	], 32],
	[[
		253,
		0,
		0,
		66
	], 32]
];
function isIn(bytes, [network, prefix]) {
	for (let bit = 0; bit < prefix; bit += 8) {
		const mask = prefix - bit >= 8 ? 255 : 255 << 8 - (prefix - bit) & 255;
		if (((bytes[bit / 8] ?? 0) & mask) !== ((network[bit / 8] ?? 0) & mask)) return false;
	}
	return true;
}
const isForbiddenIpv4 = (bytes) => IPV4.some((network) => isIn(bytes, network));
/**
* Whether an address is one to which nobody outside may send us: it gives credentials to whoever is on the machine, or is no
* address of a single host. Private addresses and loopback are not among them, since authorities of a company are there.
*
* @param address as the resolver gives it. What is no address is forbidden.
*/
function isForbiddenAddress(address) {
	const bytes = addressBytes(address);
	if (bytes === void 0) return true;
	if (bytes.length === 4) return isForbiddenIpv4(bytes);
	if (bytes[15] === 1 && bytes.subarray(0, 15).every((byte) => byte === 0)) return false;
	return IPV6.some((network) => isIn(bytes, network)) || embeddedIpv4(bytes).some(isForbiddenIpv4);
}

// src/io/http/guard/check-url.ts
/**
* Names of metadata services. A proxy resolves names by itself, so that the address behind a name is not known here.
* `metadata` and `instance-data` are looked up in the domain of the machine.
*/
const NAMES = [
	"metadata",
	"metadata.google.internal",
	"metadata.goog",
	"instance-data",
	"instance-data.ec2.internal",
	"metadata.azure.com",
	"metadata.azure.internal",
	"metadata.tencentyun.com",
	"metadata.platformequinix.com"
];
/** A refusal that no later try would change. */
function addressRefused(what) {
	return new SealiftError("address_refused", what);
}
/**
* Checks the URL of a guarded request, before a proxy or a resolver is asked. The host is in the one spelling of the URL
* standard, which turns decimal, octal and hexadecimal IPv4 addresses into the usual one.
*
* @throws SealiftError `address_refused`.
*/
function checkGuardedUrl(url) {
	const shown = redactUrl(url);
	if (url.protocol !== "http:" && url.protocol !== "https:") throw addressRefused(`${printable(url.href, 300)} is not an http URL`);
	if (url.username !== "" || url.password !== "") throw addressRefused(`the URL ${shown} carries a login`);
	const host = url.hostname.replace(/^\[|\]$|\.+$/g, "").toLowerCase();
	if (isIP(host) !== 0 && isForbiddenAddress(host)) throw addressRefused(`${shown} leads to an address of this machine's own network (${printable(host, 60)})`);
	if (NAMES.some((name) => host === name || host.endsWith(`.${name}`)) || host === "") throw addressRefused(`${shown} names the metadata service of a cloud`);
}

// src/io/http/guard/lookup.ts
const system = (hostname, options) => process.getBuiltinModule("node:dns").promises.lookup(hostname, {
	...options,
	all: true
});
/**
* The lookup of guarded connections. A socket connects to the very addresses that are checked here, so that a name cannot mean
* another one a moment later; one forbidden address among several refuses the name.
*/
function guardedLookup(resolve = system) {
	return (hostname, options, done) => {
		resolve(hostname, options).then((addresses) => {
			const forbidden = addresses.find(({ address }) => isForbiddenAddress(address));
			const [first] = addresses;
			if (forbidden) {
				const where = `${printable(hostname, 255)} leads to an address of this machine's own network`;
				done(addressRefused(`${where} (${printable(forbidden.address, 60)})`), "");
			} else if (options.all) done(null, [...addresses]);
			else if (first) done(null, first.address, first.family);
			else done(Object.assign(/* @__PURE__ */ new Error("no address"), { code: "ENOTFOUND" }), "");
		}, (error) => done(error, ""));
	};
}

// src/io/http/peer-issuer.ts
/** The most certificates of a chain that are followed; a server may send any number. */
const LONGEST_CHAIN = 10;
/** The issuer by the error that Node makes of the refusal: a member of ours on that error would be shown wherever it is printed. */
const issuers = /* @__PURE__ */ new WeakMap();
/** The issuer that the topmost certificate of a server names. Call it before Node checks the trust and closes the connection. */
function issuerOfTop(socket) {
	let top = socket.getPeerCertificate(true);
	for (let depth = 1; depth < LONGEST_CHAIN; depth += 1) {
		const next = top?.issuerCertificate;
		if (!next || next.fingerprint256 === top?.fingerprint256) break;
		top = next;
	}
	const name = Object.entries(top?.issuer ?? {}).reverse().map(([type, value]) => `${type}=${[value].flat().join("+")}`).join(", ");
	return name === "" ? void 0 : printable(name, 300);
}
function rememberIssuerOf(error, issuer) {
	if (issuer !== void 0) issuers.set(error, issuer);
}
/**
* Makes the connections of an agent remember the issuer of a certificate that they refuse, because Node tells nothing of a
* connection that has failed. For a tunnel this is the certificate of the proxy; Node makes the connection inside by itself.
*/
function rememberIssuer(agent) {
	const connect = agent.createConnection.bind(agent);
	agent.createConnection = (options, done) => {
		const socket = connect(options, done);
		let issuer;
		socket?.prependListener("secure", () => {
			issuer = issuerOfTop(socket);
		});
		socket?.prependListener("error", (error) => rememberIssuerOf(error, issuer));
		return socket;
	};
}
/** The issuer of the certificate that was refused with this error, where it is known. It is safe to print. */
function issuerOf(error) {
	return typeof error === "object" && error !== null ? issuers.get(error) : void 0;
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
* Whether the host is a name of loopback, or an address literal that is loopback, link-local, private or unspecified. Answers
* from outside must not send us there (metadata services, neighbours).
*/
function isInnerAddress(hostname) {
	const host = bareHostname(hostname);
	if (isLoopback(host)) return true;
	const family = isIP(host);
	if (family === 0) return false;
	return inner.check(host, family === 6 ? "ipv6" : "ipv4");
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

// src/io/http/trust-proxy.ts
/**
* Makes an agent trust these authorities (PEM) for its proxy, as for a registry. Node connects to a proxy with its default
* authorities, which an agent cannot set, so the defaults are replaced while the connection is begun. That is synchronous, and
* nothing else sees them.
*/
function trustProxy(agent, authorities) {
	const connect = agent.createConnection.bind(agent);
	agent.createConnection = (options, done) => {
		const before = tls().getCACertificates("default");
		tls().setDefaultCACertificates([...authorities]);
		try {
			return connect(options, done);
		} finally {
			tls().setDefaultCACertificates(before);
		}
	};
}

// src/io/http/trusting-context.ts
/** The most contexts that are kept, more than a run needs. A process that lives longer drops them all and starts again. */
const MOST = 8;
const contexts = /* @__PURE__ */ new Map();
/**
* A TLS context that trusts these authorities (PEM) and no others. A chain may end at one that is no root, as with Go and curl:
* a company may hand out the authority that issues, and a server's own certificate may be trusted by itself.
*
* Contexts are shared, because to read the authorities of a system takes 10 ms. One with the key of a client is not kept here.
*/
function trustingContext(authorities, client) {
	const options = {
		ca: [...authorities],
		allowPartialTrustChain: true
	};
	if (client) return tls().createSecureContext({
		...options,
		...client
	});
	const hash = createHash("sha256");
	for (const authority of authorities) hash.update(authority).update("\0");
	const key = hash.digest("base64");
	const known = contexts.get(key);
	if (known) return known;
	const context = tls().createSecureContext(options);
	if (contexts.size >= MOST) contexts.clear();
	contexts.set(key, context);
	return context;
}

// src/io/http/tunnel-limits.ts
/** The most bytes of a proxy's answer to CONNECT, as many as Node's parser of HTTP allows for a head. */
const LIMIT$3 = 16384;
/** Milliseconds beyond the limit, so that the deadline of the exchange is reported and not this one. */
const LATER = 50;
function fail(code, message) {
	return Object.assign(new Error(message), { code });
}
/**
* Limits the answer of a proxy to CONNECT, in bytes and in time. Node keeps all bytes of that answer for as long as they come,
* also when nobody waits for the tunnel any more, and doubles its listeners with each piece, so that thirty pieces never end.
*
* @param socket to the proxy.
* @param limit milliseconds.
* @returns a function that ends the limits once the tunnel is established.
*/
function limitTunnel(socket, limit) {
	const { read, on } = socket;
	let length = 0;
	const listen = (event, listener) => {
		return event === "readable" && socket.listeners(event).includes(listener) ? socket : on.call(socket, event, listener);
	};
	socket.on = listen;
	socket.read = (size) => {
		const chunk = read.call(socket, size);
		if (chunk === null || length <= LIMIT$3) {
			length += chunk?.length ?? 0;
			return chunk;
		}
		socket.destroy(fail("HPE_HEADER_OVERFLOW", "the answer to CONNECT is too long"));
		return null;
	};
	const late = setTimeout(() => socket.destroy(fail("ETIMEDOUT", "no tunnel")), limit + LATER);
	const end = () => {
		clearTimeout(late);
		Object.assign(socket, {
			on,
			read
		});
	};
	socket.on("error", () => {}).once("close", end);
	return end;
}

// src/io/http/agents.ts
/**
* Keeps connections open between requests; one agent for each scheme and proxy, and for a host with its own certificates.
* Guarded requests have agents of their own, so that none of them uses a connection whose address was not checked.
*/
var Agents = class {
	#options;
	#agents = /* @__PURE__ */ new Map();
	#tunnels = /* @__PURE__ */ new Set();
	/** The authorities that are trusted for every host. They are read at the first connection by TLS. */
	#authorities = lazy(async () => {
		const { authorities, ca } = this.#options;
		return [...authorities ? await authorities() : tls().getCACertificates("default"), ...ca === void 0 ? [] : [ca]];
	});
	constructor(options) {
		this.#options = options;
	}
	/** @throws SealiftError `config_invalid` for a malformed proxy or certificate. */
	async for({ url, clientCertificate = false, guarded = false }) {
		const { env, certificatesOf } = this.#options;
		const proxy = proxyFor(url, env);
		const found = url.protocol === "https:" ? await certificatesOf?.(url.host) : void 0;
		const own = found && {
			authorities: found.authorities,
			client: clientCertificate && found.client
		};
		const trusted = url.protocol === "https:" || proxy?.startsWith("https:") === true ? await this.#authorities() : [];
		const key = JSON.stringify([
			url.protocol,
			proxy,
			guarded,
			own && [url.host, clientCertificate]
		]);
		const known = this.#agents.get(key);
		const agent = known ?? this.#create(url.protocol, proxy, {
			trusted,
			own,
			guarded
		});
		if (!known) {
			if (proxy !== void 0) this.#watch(agent);
			this.#agents.set(key, agent);
		}
		return {
			agent,
			proxy: proxy === void 0 ? void 0 : new URL(proxy)
		};
	}
	#create(protocol, proxy, { trusted, own, guarded }) {
		const common = {
			keepAlive: true,
			maxFreeSockets: 64,
			...proxy === void 0 ? {} : { proxyEnv: {
				HTTP_PROXY: proxy,
				HTTPS_PROXY: proxy
			} },
			...guarded && proxy === void 0 ? { lookup: guardedLookup(this.#options.resolve) } : {}
		};
		const secured = () => {
			const authorities = [...trusted, ...own?.authorities ?? []];
			const secureContext = trustingContext(authorities, own?.client || void 0);
			return new (https()).Agent({
				...common,
				secureContext
			});
		};
		const agent = protocol === "http:" ? new (http()).Agent(common) : secured();
		rememberIssuer(agent);
		if (proxy?.startsWith("https:")) trustProxy(agent, trusted);
		return agent;
	}
	/** Watches unfinished tunnels, which an agent does not know and would leave open for ever. */
	#watch(agent) {
		const connect = agent.createConnection.bind(agent);
		agent.createConnection = (options, done) => {
			let endLimits;
			const socket = connect(options, (error, tunnel) => {
				endLimits?.();
				done?.(error, tunnel);
			});
			if (socket) {
				this.#tunnels.add(socket.once("close", () => this.#tunnels.delete(socket)));
				endLimits = limitTunnel(socket, this.#options.timeouts.connect);
			}
			return socket;
		};
	}
	close() {
		for (const socket of this.#tunnels) socket.destroy();
		for (const agent of this.#agents.values()) agent.destroy();
		this.#agents.clear();
	}
};

// src/async/abortable.ts
/** The outcome of work that others wait for too, or the reason of this caller's `signal` when that aborts first. */
async function abortable(work, signal) {
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

// src/io/http/retry.ts
/** Milliseconds from the first failure of a request on: a host that always names another moment is not asked for ever. */
const LONGEST_RETRYING = 9e5;
const FIRST_DELAY = 200;
const LONGEST_DELAY = 1e4;
/** A host that asks for a longer wait is not waited for: its answer is reported. */
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
/** The time until which such a host gets no request; `undefined` where the time that it names is too far away. */
function pauseUntil({ headers }, now) {
	const asked = retryAfter(headers, now) ?? FIRST_DELAY;
	return asked > LONGEST_RETRY_AFTER ? void 0 : new Date(now.getTime() + asked);
}
/** Milliseconds to wait after try number `attempt` (from 1), with jitter, where the host names no time. */
function backoff(attempt, random) {
	const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
	return ceiling / 2 + random() * ceiling / 2;
}
/** The same, or what a Retry-After asks for; `undefined` when that would be too long. */
function delayAfter(attempt, asked, random) {
	if (asked !== void 0) return asked > LONGEST_RETRY_AFTER ? void 0 : asked + random() * Math.min(1e3, asked / 10);
	return backoff(attempt, random);
}

// src/io/http/allowance.ts
/** The longest wait for a new allowance, in milliseconds. */
const LONGEST = 3e5;
/** Values of `ratelimit-reset` from here on are seconds since 1970, as GitLab writes them, and none that are left. */
const EPOCH = 1e9;
function digits(value) {
	return typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : void 0;
}
/**
* What an answer tells of the allowance. Docker Hub writes `ratelimit-remaining: 100;w=21600`: so many pulls in a window of so
* many seconds (docs.docker.com, "Pull usage and limits").
*/
function told({ headers }, now) {
	const header = headers["ratelimit-remaining"];
	const match = typeof header === "string" ? /^(\d{1,12})(?:;w=(\d{1,9}))?$/.exec(header.trim()) : null;
	if (!match) return void 0;
	const reset = digits(headers["ratelimit-reset"]);
	const asked = reset !== void 0 && reset >= EPOCH ? reset * 1e3 : void 0;
	const seconds = reset ?? (match[2] === void 0 ? void 0 : Number(match[2]));
	const later = seconds === void 0 ? retryAfter(headers, now) : seconds * 1e3;
	return {
		remaining: Number(match[1]),
		until: asked ?? (later === void 0 ? void 0 : now.getTime() + later)
	};
}
/** Stops pulls from a registry while its allowance has no more left than is kept for others. */
var Allowance = class {
	#options;
	#told;
	/** The place of the request that told it. */
	#toldBy = 0;
	#orders = 0;
	/** Pulls that were let through and are not answered. */
	#pending = 0;
	/** Whether the pull that is under way is the first one after a wait. */
	#isTrying = false;
	/** Whether a wait brought nothing, so that there is no other one before the time that the registry names. */
	#isOver = false;
	#waitedFor;
	#changed = Promise.withResolvers();
	constructor(options) {
		this.#options = options;
	}
	/** The place of a request that is no pull, whose answer may tell of the allowance all the same. */
	next() {
		this.#orders += 1;
		return { order: this.#orders };
	}
	/**
	* Waits until a pull may be sent. Each call is followed by one {@link settled}.
	*
	* @throws SealiftError `too_many_requests` where that would take longer than five minutes, or a wait brought nothing.
	*/
	async pull(signal) {
		while (!this.#hasMore()) if (this.#pending > 0) await abortable(this.#changed.promise, signal);
		else await this.#recover(signal);
		this.#pending += 1;
		return this.next();
	}
	settled() {
		this.#pending -= 1;
		this.#wake();
	}
	/** Reads what an answer to the request tells. */
	answered({ order }, response) {
		const news = told(response, this.#options.now());
		if (!news) return;
		if (order < this.#toldBy && this.#told && news.remaining > this.#told.remaining) return;
		this.#told = news;
		this.#toldBy = order;
		if (news.remaining > this.#options.keep) this.#isOver = false;
		else if (this.#isTrying) this.#isOver = true;
		this.#isTrying = false;
		this.#wake();
	}
	#hasMore() {
		return !this.#told || this.#told.remaining - this.#pending > this.#options.keep;
	}
	/** Waits for a new allowance. One pull is let through then, whose answer tells whether there is one. */
	async #recover(signal) {
		const { now, sleep, keep, onWait } = this.#options;
		const before = this.#told;
		const left = before.until === void 0 ? LONGEST : before.until - now().getTime();
		if (left > LONGEST || this.#isOver && left > 0) throw this.#spent(before);
		if (left > 0) {
			if (this.#waitedFor !== before) onWait(left);
			this.#waitedFor = before;
			await sleep(left, signal);
		}
		if (this.#told !== before) return;
		this.#told = {
			remaining: keep + 1,
			until: void 0
		};
		this.#isTrying = true;
	}
	#spent({ remaining, until }) {
		const { registry, keep } = this.#options;
		const when = until === void 0 ? "later" : `after ${new Date(until).toISOString()}`;
		return new SealiftError("too_many_requests", `${registry} has ${remaining} pulls left of its allowance, and keep-allowance keeps ${keep} for others`, { hint: `Run it again ${when}, when there is a new allowance: what is promoted already costs no pull then. Or log in for a larger allowance, or lower keep-allowance.` });
	}
	#wake() {
		this.#changed.resolve();
		this.#changed = Promise.withResolvers();
	}
};

// src/io/http/buffer-body.ts
/** The most bytes of an error, and of an answer whose request names no other limit. */
const SMALL$1 = 65536;
/** Answers up to this length are read without counting against the limit on all bodies. */
const FREE = 262144;
/** Whether the body of an answer is content that is streamed, and not read into memory. */
function isContent({ answer, method }, status) {
	return answer === "stream" && method !== "HEAD" && (status === 200 || status === 206);
}
/** Whether status and headers suffice, as they do for a write that succeeded. */
function saysEnough({ method }, { status }) {
	return status >= 200 && status < 300 && (method === "PUT" || method === "PATCH" || method === "DELETE");
}
function tooLarge(url, limit) {
	return new SealiftError("content_too_large", `${redactUrl(url)} answers with over ${limit} bytes`);
}
/** Reads the body; resolves to `undefined` when it is over the limit. */
async function read$1({ body, headers }, limit, { bodies, signal }) {
	const declared = Number(headers["content-length"] ?? 0);
	if (declared > limit) {
		body.destroy();
		return;
	}
	const chunks = [];
	let length = 0;
	const iterator = body[Symbol.asyncIterator]();
	/** Reads until the end, or until there are more than `most` bytes. */
	const readTo = async (most) => {
		while (length <= most) {
			const next = await iterator.next();
			if (next.done) return;
			length += next.value.length;
			chunks.push(next.value);
		}
	};
	try {
		if (declared <= FREE) await readTo(Math.min(FREE, limit));
		if (length > FREE || declared > FREE) await bodies.hold(limit, signal, () => readTo(limit));
	} catch (error) {
		body.destroy();
		throw error;
	}
	if (length > limit) {
		body.destroy();
		return;
	}
	return chunks.length === 1 ? chunks[0] : Buffer$1.concat(chunks);
}
function streamOf(bytes, url, limit) {
	return new Readable({ read() {
		if (!bytes) this.destroy(tooLarge(url, limit));
		else {
			this.push(bytes);
			this.push(null);
		}
	} });
}
/**
* Reads the body of an answer into memory, up to the limit of the request. Content is left as a stream.
*
* @throws SealiftError the error of the connection, except after a write that succeeded.
*/
async function bufferBody(request, response, bodies) {
	const { status, headers, url } = response;
	const { answer = SMALL$1, method, signal } = request;
	if (isContent(request, status) || method === "HEAD") return response;
	const limit = answer === "stream" || status < 200 || status > 299 ? SMALL$1 : answer;
	return {
		status,
		headers,
		url,
		body: streamOf(await read$1(response, limit, {
			bodies,
			signal
		}).catch((error) => {
			if (saysEnough(request, response)) return Buffer$1.alloc(0);
			throw error;
		}), url, limit)
	};
}

// src/io/http/deaf-hosts.ts
/** Milliseconds after which a host that was given up is tried by one request. */
const REST = 3e4;
/** Milliseconds for which a host that is down is asked all the same: one that is started anew is back by then. */
const PATIENCE = 6e4;
/** Why a host is given up, and what is said to those who would ask it. */
const REASONS$1 = {
	silent: ["deadline_exceeded", "did not answer any try before"],
	unreached: ["connection_failed", "takes no connection"],
	unavailable: ["registry_unavailable", "answers with errors of its own alone (5xx)"]
};
/**
* The hosts that were silent through all tries of a request, or that have been down for a while. Of hundreds of images each would wait
* for such a host as long, and the other destinations of each image with it, so that nobody else waits: one request at a time tries
* whether it answers again.
*/
var DeafHosts = class {
	#hosts = /* @__PURE__ */ new Map();
	#now;
	constructor(now) {
		this.#now = now;
	}
	#of(host) {
		const known = this.#hosts.get(host) ?? {
			signs: 0,
			answers: 0,
			downSince: void 0,
			rest: void 0
		};
		this.#hosts.set(host, known);
		return known;
	}
	/** What {@link giveUp} and {@link down} compare. */
	heard(host) {
		const { signs, answers } = this.#of(host);
		return {
			signs,
			answers
		};
	}
	/** Notes a sign of life, which an error of the host itself is too. */
	alive(host) {
		const known = this.#of(host);
		known.signs += 1;
		if (known.rest?.reason === "silent") known.rest = void 0;
	}
	/** Notes an answer that is no error of the host itself. */
	answered(host) {
		const known = this.#of(host);
		known.answers += 1;
		known.downSince = void 0;
		known.rest = void 0;
	}
	/** Gives a host up that was silent, unless it has shown signs of life since `heard`. */
	giveUp(host, { signs }) {
		const known = this.#of(host);
		if (known.signs === signs) this.#rest(known, "silent");
	}
	/** Notes a request that failed at all its tries, and gives the host up where nothing else has come of it for long enough. */
	down(host, { answers }, reason) {
		const known = this.#of(host);
		if (known.answers !== answers) return;
		const now = this.#now().getTime();
		known.downSince ??= now;
		if (now - known.downSince >= PATIENCE) this.#rest(known, reason);
	}
	#rest(known, reason) {
		known.rest ??= {
			reason,
			nextTry: this.#now().getTime() + REST
		};
	}
	isGivenUp(host) {
		return this.#of(host).rest !== void 0;
	}
	/** @throws SealiftError for a host that is given up, with the code of what it was given up for, but for one request now and then. */
	check(url) {
		const { rest } = this.#of(url.host);
		if (!rest) return;
		const now = this.#now().getTime();
		if (now < rest.nextTry) {
			const [code, what] = REASONS$1[rest.reason];
			throw new SealiftError(code, `${redactUrl(url)}: not asked any more, since ${url.host} ${what}`);
		}
		rest.nextTry = now + REST;
	}
};

// src/io/http/overdue.ts
/** The error for an exchange that took too long. @param what was missing, or was all that happened. */
function overdue(url, what, milliseconds) {
	return new SealiftError("deadline_exceeded", `${redactUrl(url)}: ${what} for ${milliseconds / 1e3} ${milliseconds === 1e3 ? "second" : "seconds"}`);
}

// src/io/http/timeouts.ts
/** The longest time of a timer in Node. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;
/** The least bytes that content has to move in the time of `pace`. */
const LEAST_PROGRESS = 10240;
/** Bytes that a slow registry stores in a second: it checks and moves a blob before it confirms the upload. */
const STORED = 16777216;
/** Milliseconds that the other side needs to store a body of `length` bytes, in addition to the time of any answer. */
const storingTime = (length) => length / STORED * 1e3;
/** All times with their defaults, none longer than a timer can be: Node runs a longer one at once. */
function allTimeouts(given) {
	const { connect, idle, total = 2 * idle, pace = 6e4, silence = 1e4 } = given;
	const capped = Object.entries({
		connect,
		idle,
		total,
		pace,
		silence
	}).map(([name, time]) => [name, Math.min(time, LONGEST_TIMEOUT)]);
	return Object.fromEntries(capped);
}

// src/io/http/deadlines.ts
/** Sets the deadline of the connection. It begins at once, since Node gives no socket before a tunnel is complete. */
function limitConnecting(outgoing, url, limit, giveUp) {
	const late = setTimeout(() => giveUp(overdue(url, "no connection", limit)), limit);
	const connected = () => clearTimeout(late);
	outgoing.on("socket", (socket) => {
		const ready = url.protocol === "https:" ? "secureConnect" : "connect";
		if (socket.connecting) socket.once(ready, connected).once("close", connected);
		else connected();
	});
	outgoing.once("close", connected);
}
/** Whether the exchange waits for our reader of the body. */
function isUnread({ message, body }) {
	return message?.complete === true || (body?.readableLength ?? 0) > 0;
}
/** Whether the other side works on a write and is silent meanwhile; {@link limitAnswer} limits that time. */
function isAtWork({ sent, answered }, { method }) {
	return sent && !answered && method !== "GET" && method !== "HEAD";
}
/** Sets the deadline for every other time without progress in which the exchange waits for the other side. */
function limitSilence(outgoing, request, idle, state, giveUp) {
	outgoing.on("socket", (socket) => {
		socket.setTimeout(idle);
		const onTimeout = () => {
			if (isUnread(state) || !state.sent && socket.writableLength === 0 || isAtWork(state, request)) socket.setTimeout(idle);
			else giveUp(overdue(request.url, "no answer", idle));
		};
		socket.on("timeout", onTimeout);
		outgoing.once("close", () => socket.off("timeout", onTimeout));
	});
}
/**
* Sets the deadline for the whole of a small answer, since bytes that trickle in, such as endless informational answers, count as
* progress of the socket. The time begins when the request was sent, and is longer when a body has to be stored first.
*/
function limitAnswer(outgoing, request, total, giveUp) {
	const limit = Math.min(LONGEST_TIMEOUT, Math.round(total + storingTime(request.body?.length ?? 0)));
	let timer;
	const begin = () => {
		timer ??= setTimeout(() => giveUp(overdue(request.url, "no whole answer", limit)), limit);
	};
	const end = () => clearTimeout(timer);
	outgoing.once("finish", begin).once("close", end);
	outgoing.once("response", (message) => {
		const length = Number(message.headers["content-length"] ?? 65536 + 1);
		if (isContent(request, message.statusCode ?? 0) && length > 65536) end();
		else begin();
		message.once("end", end).once("close", end);
	});
}
/** The present state of an exchange for {@link watchPace}. */
function progressOf(outgoing, state) {
	const { sent, answered, taken, received } = state;
	if (answered) return {
		moved: received,
		isOurs: isUnread(state),
		isContent: state.isContent
	};
	const { socket } = outgoing;
	const isSending = socket !== null && !socket.connecting && !sent;
	return {
		moved: taken.taken(socket),
		isOurs: isSending && socket.writableLength === 0,
		isContent: isSending
	};
}

// src/io/http/plain-to-tls.ts
/** Loopback addresses are asked in plain HTTP by default, and other registries only by `--http-host`. */
function remedyFor({ hostname, host }) {
	return isLoopback(hostname) ? `For a registry write --https-host ${host}; the address of a service begins with https://.` : `Leave --http-host ${host} out; the address of a service begins with https://.`;
}
/** The error for a port that speaks TLS and was asked in plain HTTP. There is no fallback from one to the other. */
function plainToTls(url, cause) {
	return new SealiftError("tls_failed", `${redactUrl(url)}: it speaks TLS and was asked in plain HTTP`, {
		hint: remedyFor(url),
		cause
	});
}

// src/io/http/untrusted.ts
/** Codes of OpenSSL for a chain that does not end at a trusted authority. */
const UNTRUSTED = /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED|CERT_REJECTED)$/;
/** Whether a connection failed because the issuer of its certificate is not trusted. */
function isUntrusted(code) {
	return UNTRUSTED.test(code);
}
/** The reason in words, with the issuer where it is known. */
function untrustedReason(code, issuer) {
	return `the certificate is from an authority that is not trusted here${issuer === void 0 ? "" : `, "${issuer}"`} (${code})`;
}
/** The hint that names the ways to trust it. */
function untrustedHint(code, host) {
	const ways = `Trust the authority by --ca-file FILE, by SSL_CERT_FILE, in certs.d/${host} of docker or podman, or in the system's store`;
	return code.startsWith("UNABLE_TO_") ? `${ways}; or have the server send its intermediate certificates.` : `${ways}.`;
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
	ETIMEDOUT: "the connection timed out",
	HPE_HEADER_OVERFLOW: "the head of the answer is too long"
};
/** Codes of OpenSSL and Node for a TLS handshake that failed. */
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA)/;
function codeOf(error) {
	const own = error instanceof Error && "code" in error ? String(error.code) : "";
	const inner = error instanceof AggregateError ? codeOf(error.errors[0]) : "";
	return own || inner;
}
/** Whether a TLS record (RFC 8446, 5.1) came in place of an HTTP answer: the type of an alert, and major version 3. */
function isTlsAlert(error) {
	const packet = error instanceof Error && "rawPacket" in error ? error.rawPacket : void 0;
	return packet instanceof Uint8Array && packet[0] === 21 && packet[1] === 3;
}
/** Alerts about the client certificate (RFC 8446, 6.2). */
const CLIENT_CERTIFICATE = [[/ALERT_CERTIFICATE_REQUIRED/, "it demands a client certificate"], [/ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|ACCESS_DENIED)/, "it refuses the client certificate"]];
function tlsError(code, error, url, where, proxy) {
	const text = error instanceof Error ? error.message : "";
	const fail = (reason, hint) => new SealiftError("tls_failed", `${where}: ${reason}`, {
		cause: error,
		...hint === void 0 ? {} : { hint }
	});
	if (/wrong version number|packet length too long|http request/i.test(text)) return fail(proxy?.protocol === "https:" ? "it, or the proxy, does not speak TLS" : "it does not speak TLS", noTlsHint(url, proxy));
	const client = CLIENT_CERTIFICATE.find(([pattern]) => pattern.test(code))?.[1];
	if (client !== void 0) return fail(client, `Keep NAME.cert and NAME.key in certs.d/${url.host} of docker or podman.`);
	if (!isUntrusted(code)) return fail(`TLS failed (${code})`);
	const issuer = issuerOf(error);
	if (proxy?.protocol === "https:" && issuer !== void 0) return new SealiftError("tls_failed", `the proxy ${printable(proxy.host)}: ${untrustedReason(code, issuer)}`, {
		cause: error,
		hint: "Trust the proxy's authority by --ca-file FILE, by SSL_CERT_FILE, or in the system's store."
	});
	return fail(untrustedReason(code, issuer), untrustedHint(code, url.host));
}
/** The hint for a host that was asked by TLS and speaks plain HTTP. */
function noTlsHint(url, proxy) {
	const plain = `allow plain HTTP with --http-host ${url.host}.`;
	const registry = isLoopback(url.hostname) ? `If this registry has no TLS, leave --https-host ${url.host} out, or ${plain} The address of a service that has none begins with http://.` : `If this registry has no TLS, ${plain}`;
	return proxy?.protocol === "https:" ? `If the proxy has no TLS, write http:// before its host in HTTPS_PROXY. ${registry}` : registry;
}
/** The error for a proxy that answered in place of the host: 5xx may pass, any other status is a refusal. */
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
* A failed connection as a SealiftError that names host and reason; a SealiftError is returned unchanged.
*
* @param proxy the one that the request went to.
*/
function networkError(error, url, proxy) {
	if (error instanceof SealiftError) return error;
	const code = codeOf(error);
	const where = `${redactUrl(url)}${proxy ? `, through the proxy ${printable(proxy.host)}` : ""}`;
	const text = error instanceof Error ? error.message : String(error);
	if (isTlsAlert(error)) return plainToTls(url, error);
	if (TLS.test(code)) return tlsError(code, error, url, where, proxy);
	const answered = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 0;
	if (code === "ERR_PROXY_TUNNEL" && proxy && answered > 0) return proxyError(answered, url, proxy, error);
	const other = code.startsWith("HPE_") ? `what it answers is not HTTP (${code})` : code || text;
	const reason = REASONS[code] ?? other;
	const inHandshake = /before secure TLS connection was established/.test(text);
	return new SealiftError("connection_failed", `${where}: ${reason}${inHandshake ? " before TLS came about" : ""}`, {
		cause: error,
		...inHandshake ? { hint: `Check the network. ${noTlsHint(url, proxy)}` } : {}
	});
}
/** Whether no connection came about, since nobody takes one there. */
function isUnreached(error) {
	return error.code === "connection_failed" && [
		"ECONNREFUSED",
		"EHOSTUNREACH",
		"ENETUNREACH"
	].includes(codeOf(error.cause));
}
/** Whether another try may help: not for a name that does not exist, nor for a certificate that is not trusted. */
function mayPassLater(error) {
	if (error.code === "deadline_exceeded") return true;
	return error.code === "connection_failed" && codeOf(error.cause) !== "ENOTFOUND";
}

// src/io/http/pace.ts
/**
* Watches the progress of an exchange. Only the time in which it waits for the other side counts, so that a source is not
* blamed for a slow disk or destination.
*
* @returns a function that ends the watch.
*/
function watchPace({ window, tick, look, onLife, onSlow }) {
	let seen = 0;
	let mark = {
		at: performance.now(),
		moved: 0
	};
	const timer = setInterval(() => {
		const { moved, isOurs, isContent } = look();
		const now = performance.now();
		if (isOurs || moved !== seen) onLife();
		seen = moved;
		const getsOn = moved < mark.moved || moved - mark.moved >= 10240;
		if (isOurs || !isContent || getsOn) mark = {
			at: now,
			moved
		};
		else if (now - mark.at >= window) onSlow();
	}, Math.min(tick, window / 6)).unref();
	return () => clearInterval(timer);
}

// src/io/http/response-body.ts
/** Bodies up to this size are read at once, so that their connection can serve the next request. */
const SMALL = 65536;
/** The body may fail before it has a reader. A later reader finds the error in `errored`. */
const ignore = () => {};
/** An empty body, for the answer to a HEAD, whose length is that of the body it leaves out. */
function emptyBody(message) {
	message.resume();
	return Readable.from([]).on("error", ignore);
}
function buffered(message, fail) {
	const body = new PassThrough();
	body.on("error", ignore);
	message.on("error", (error) => body.destroy(fail(error)));
	body.on("close", () => {
		if (!message.readableEnded) message.destroy();
	});
	message.pipe(body);
	return body;
}
/** Returns Node's own stream, since passing a blob through another stream costs more time than all other work on it. */
function unbuffered(message, fail) {
	const destroy = message.destroy.bind(message);
	message.destroy = (error) => destroy(error && fail(error));
	message.on("error", ignore);
	return message;
}
/**
* The body of an answer, whose errors are SealiftErrors. The connection is closed when the reader stops before the end.
*
* @param waits whether the body may stay unread for a while.
*/
function responseBody(message, method, fail, waits) {
	if (method === "HEAD") return emptyBody(message);
	return Number(message.headers["content-length"] ?? 0) > SMALL || !waits ? unbuffered(message, fail) : buffered(message, fail);
}

// src/io/http/sent-bytes.ts
function queued(socket) {
	const handle = socket?._handle;
	return (handle?._parent ?? handle)?.writeQueueSize ?? 0;
}
/**
* Counts the bytes of a body that the other side has taken. Node reports a chunk when its end was sent, which takes minutes on
* a slow line, so the queue of the socket is read as well.
*/
var SentBytes = class {
	#whole = 0;
	/** Bytes of the chunk that is being sent. */
	#part = 0;
	#queued = 0;
	#most = 0;
	/** A chunk was sent to its end. */
	add(length) {
		this.#whole += length;
		this.#part = 0;
	}
	/** The bytes so far. The number never decreases. */
	taken(socket) {
		const now = queued(socket);
		if (now < this.#queued) this.#part += this.#queued - now;
		this.#queued = now;
		this.#most = Math.max(this.#most, this.#whole + this.#part);
		return this.#most;
	}
};

// src/io/http/sent-secrets.ts
/** Headers whose value is a credential; in `authorization` and `proxy-authorization` it follows the scheme. */
const HEADERS = /* @__PURE__ */ new Set([
	"authorization",
	"cookie",
	"proxy-authorization",
	"secret",
	"x-amz-security-token",
	"x-identity-header",
	"x-vault-token"
]);
/** Members of a form (RFC 6749, RFC 7523, RFC 8693) or of a JSON object that are credentials. */
const MEMBER = /token|secret|assertion|password|^jwt$/i;
/** Members among them that only name a kind (`subject_token_type`). */
const KIND = /_type$/i;
/** Larger bodies are content. */
const BODY_LIMIT = 65536;
function ofHeader(value) {
	const [, scheme, credentials = value] = /^(basic|bearer)\s+(\S.*)$/i.exec(value) ?? [];
	if (scheme === void 0) return /^\S+\s/.test(value) ? [] : [value];
	if (scheme.toLowerCase() === "bearer") return [credentials];
	const login = Buffer$1.from(credentials, "base64").toString("utf8");
	return [credentials, login.slice(login.indexOf(":") + 1)];
}
function ofJson(text) {
	try {
		const members = JSON.parse(text);
		if (typeof members !== "object" || members === null) return [];
		return Object.entries(members).flatMap(([name, value]) => MEMBER.test(name) && typeof value === "string" ? [value] : []);
	} catch {
		return [];
	}
}
function ofBody(type, body) {
	const text = new TextDecoder().decode(body);
	if (/^application\/(?:x-amz-)?json/.test(type)) return ofJson(text);
	if (type !== "" && !type.startsWith("application/x-www-form-urlencoded")) return [];
	return [...new URLSearchParams(text)].flatMap(([name, value]) => MEMBER.test(name) && !KIND.test(name) ? [value] : []);
}
/** The secrets that a request carries. They are hidden because its answer may repeat them. */
function sentSecrets(headers, body) {
	const own = Object.entries(headers).flatMap(([name, value]) => HEADERS.has(name.toLowerCase()) ? ofHeader(value) : []);
	const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
	return body instanceof Uint8Array && body.length <= BODY_LIMIT ? [...own, ...ofBody(type, body)] : own;
}

// src/io/http/exchange.ts
/** Milliseconds between two looks at the progress of an exchange. */
const TICK = 1e3;
/** Sends the body. When the answer comes first, the rest of the body is not read. */
function send(outgoing, content, state) {
	const { taken } = state;
	if (content === void 0 || content instanceof Uint8Array) {
		outgoing.end(content);
		return;
	}
	const give = (chunk) => {
		const { length } = chunk;
		const sent = (error) => {
			if (!error) taken.add(length);
		};
		if (!outgoing.write(chunk, sent)) content.pause();
	};
	const stop = () => content.off("data", give).destroy();
	const failed = (error) => {
		state.reason ??= error;
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
/** The Content-Length of a request with a method that may have a body. */
function lengthHeader({ method, body }) {
	return body !== void 0 || method === "POST" || method === "PUT" || method === "PATCH" ? { "content-length": String(body?.length ?? 0) } : {};
}
/**
* Sends one request and resolves to its answer, without retries and redirects. The body is opened before the connection, so
* that no connection waits for the source of the body.
*
* @throws SealiftError, the error of opening the body, or the reason of the signal.
*/
async function exchange(request, agents, { userAgent, timeouts, secrets, onSent, wait }) {
	const { method, url, headers, signal, body: given } = request;
	signal.throwIfAborted();
	const { agent, proxy } = await agents.for(request);
	const content = await given?.open();
	if (signal.aborted && content && !(content instanceof Uint8Array)) content.destroy();
	signal.throwIfAborted();
	for (const secret of sentSecrets(headers ?? {}, content)) secrets.add(secret);
	return new Promise((resolve, reject) => {
		const outgoing = (url.protocol === "https:" ? https().request : http().request)(url, {
			method,
			agent,
			headers: {
				"user-agent": userAgent,
				...lengthHeader(request),
				...headers,
				"accept-encoding": "identity"
			}
		});
		const state = {
			sent: false,
			answered: false,
			taken: new SentBytes(),
			received: 0,
			isContent: false
		};
		const fail = (error) => signal.aborted ? signal.reason : state.reason ?? networkError(error, url, proxy);
		const { connect, idle, total, pace, silence } = timeouts;
		const stopLooking = watchPace({
			window: pace,
			tick: Math.min(TICK, silence / 4),
			look: () => progressOf(outgoing, state),
			onLife: () => wait.alive(),
			onSlow: () => giveUp(overdue(url, `under ${LEAST_PROGRESS} bytes of content`, pace))
		});
		const end = () => {
			signal.removeEventListener("abort", abort);
			stopLooking();
			wait.end();
		};
		const giveUp = (reason) => {
			state.reason ??= reason;
			state.body?.destroy(reason);
			outgoing.destroy(reason);
			if (content instanceof Readable) content.destroy();
			end();
			reject(reason);
		};
		const abort = () => giveUp(signal.reason);
		signal.addEventListener("abort", abort, { once: true });
		outgoing.once("close", end);
		limitConnecting(outgoing, url, connect, giveUp);
		limitSilence(outgoing, request, idle, state, giveUp);
		limitAnswer(outgoing, request, total, giveUp);
		outgoing.on("finish", () => {
			state.sent = true;
			onSent();
		});
		outgoing.on("error", (error) => {
			if (!state.answered) reject(fail(error));
		});
		outgoing.on("response", (message) => {
			state.answered = true;
			state.sent = true;
			if (proxy && url.protocol === "http:" && message.statusCode === 407) {
				reject(proxyError(407, url, proxy));
				message.destroy();
				return;
			}
			state.message = message;
			state.isContent = isContent(request, message.statusCode ?? 0);
			countBytes(message, (length) => {
				state.received += length;
			});
			const failed = (error) => {
				const reason = fail(error);
				return reason instanceof SealiftError ? secrets.hideIn(reason, "peer") : reason;
			};
			const body = responseBody(message, method, failed, state.isContent);
			state.body = body;
			wait.alive();
			message.once("end", () => wait.alive());
			resolve({
				status: message.statusCode ?? 0,
				headers: headersOf(message),
				url,
				body
			});
		});
		send(outgoing, content, state);
	});
}
/** Counts bytes as they are pushed, since a `data` listener would start the stream. */
function countBytes(message, count) {
	const push = message.push.bind(message);
	message.push = (chunk, encoding) => {
		if (chunk) count(chunk.length);
		return push(chunk, encoding);
	};
}
/** The headers of an answer. Node joins most repeated headers; challenges and warnings stay apart. */
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

// src/io/http/issuer-in-tunnel.ts
/** Milliseconds for one more tunnel after a request has failed. */
const LIMIT$2 = 3e3;
function loginOf$1({ username, password }) {
	if (username === "" && password === "") return {};
	const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return { "proxy-authorization": `Basic ${Buffer$1.from(login).toString("base64")}` };
}
/** The issuer of the certificate that a host presents in a tunnel. Nothing is sent in it, and the certificate is not trusted. */
function issuerBehind(url, proxy, limit, signal) {
	const host = bareHostname(url.hostname);
	const authority = `${url.hostname}:${url.port || 443}`;
	return new Promise((resolve) => {
		const asked = http().request({
			host: bareHostname(proxy.hostname),
			port: Number(proxy.port || 80),
			method: "CONNECT",
			path: authority,
			headers: {
				host: authority,
				...loginOf$1(proxy)
			},
			agent: false,
			signal: AbortSignal.any([signal, AbortSignal.timeout(limit)])
		});
		let issuer;
		const done = () => {
			asked.destroy();
			resolve(issuer);
		};
		asked.on("connect", (answer, socket) => {
			socket.on("error", () => {}).on("close", done);
			if (answer.statusCode !== 200) {
				socket.destroy();
				return;
			}
			const servername = isIP(host) === 0 ? { servername: host } : {};
			const secure = tls().connect({
				socket,
				...servername,
				secureContext: trustingContext([])
			});
			secure.prependListener("secure", () => {
				issuer = issuerOfTop(secure);
			});
			secure.on("error", () => socket.destroy()).on("secureConnect", () => socket.destroy());
		});
		asked.on("response", done).on("error", done).end();
	});
}
/**
* The outcome of a request, with an error that names the untrusted issuer where the connection went through a tunnel. Node
* tells nothing of that connection, and a proxy that inspects TLS presents such certificates.
*/
async function withIssuerInTunnel({ url, signal }, { env, timeouts }, outcome) {
	try {
		return await outcome;
	} catch (error) {
		const cause = error instanceof SealiftError && error.code === "tls_failed" ? error.cause : void 0;
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
		const proxy = isUntrusted(code) ? proxyFor(url, env) : void 0;
		if (!proxy?.startsWith("http:") || issuerOf(cause) !== void 0 || signal.aborted) throw error;
		const issuer = await issuerBehind(url, new URL(proxy), Math.min(LIMIT$2, timeouts.connect), signal);
		rememberIssuerOf(cause, issuer);
		throw networkError(cause, url, new URL(proxy));
	}
}

// src/io/http/request-rate.ts
/** Milliseconds that a timer may be late without lowering the rate. What is later is not made up for, so there are no bursts. */
const LATE = 5;
/** Spaces requests evenly: in any second there are at most so many, and one after the other in the order in which they came. */
var RequestRate = class {
	#interval;
	#next = Number.NEGATIVE_INFINITY;
	/** Settles when the last one in the line has gone. */
	#line = Promise.resolve();
	/** @param perSecond more than 0; may be a fraction. */
	constructor(perSecond) {
		this.#interval = 1e3 / perSecond;
	}
	/** Waits until the next request may be sent. */
	async wait(now, sleep, signal) {
		const before = this.#line;
		const gone = Promise.withResolvers();
		this.#line = gone.promise;
		try {
			await abortable(before, signal);
			const left = Math.min(this.#interval, this.#next - now().getTime());
			if (left > 0) await sleep(left, signal);
			const sent = now().getTime();
			this.#next = (sent - this.#next <= LATE ? this.#next : sent) + this.#interval;
		} finally {
			before.then(gone.resolve);
		}
	}
};

// src/io/http/limiter.ts
/** Good answers after which a host that was slowed down gets one more request at the same time. */
const RECOVERY = 20;
/**
* Limits how many requests one host gets at the same time. After an answer of "too many requests" the limit is halved, and no
* request is sent until the time that the host named. The limit then grows again one by one.
*/
var HostLimiter = class {
	#most;
	#allowed;
	#rate;
	#running = 0;
	/** Running requests whose body is read from elsewhere, perhaps from this same host. */
	#streaming = 0;
	#good = 0;
	#slowDowns = 0;
	#pausedUntil = 0;
	#waiting = [];
	constructor(most) {
		this.#most = most;
		this.#allowed = most;
	}
	/** The number of requests that the host may get at the same time now. */
	get allowed() {
		return this.#allowed;
	}
	/** Limits requests at the same time and in a second; what is not given stays as it is. */
	limit({ concurrency = this.#most, requestsPerSecond }) {
		this.#most = Math.min(this.#most, concurrency);
		this.#allowed = Math.min(this.#allowed, this.#most);
		if (requestsPerSecond !== void 0) this.#rate = new RequestRate(requestsPerSecond);
	}
	/**
	* Waits for a turn. Each call is followed by one {@link release}.
	*
	* @param streams whether the body is read elsewhere while it is sent.
	*/
	async acquire(now, sleep, signal, streams = false) {
		await this.#turn(streams, signal);
		try {
			await this.#pause(now, sleep, signal);
			if (this.#rate) {
				await this.#rate.wait(now, sleep, signal);
				await this.#pause(now, sleep, signal);
			}
		} catch (error) {
			this.release(streams);
			throw error;
		}
		return { slowDowns: this.#slowDowns };
	}
	async #pause(now, sleep, signal) {
		for (let wait = this.#pausedUntil - now().getTime(); wait > 0; wait = this.#pausedUntil - now().getTime()) await sleep(wait, signal);
	}
	/** Streams never have all turns, since the source of a stream may need a request to the same host. */
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
	* Halves the limit after an answer of "too many requests". Such answers to requests that ran at the same time halve it once.
	*
	* @param until the time before which nothing is sent; `undefined` when the host named none, or one that is too far away.
	*/
	slowDown({ slowDowns }, until) {
		this.#good = 0;
		if (until) this.#pausedUntil = Math.max(this.#pausedUntil, until.getTime());
		if (slowDowns !== this.#slowDowns) return;
		this.#slowDowns += 1;
		this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
	}
	/** Does the same as {@link slowDown} for a caller without a turn. A second call before the time is over halves nothing. */
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

// src/io/http/behind-tls.ts
/**
* The hint for a server that is reached by https and names a plain http address on its own host: a proxy before it ends TLS,
* and the server does not know of it. `undefined` for any other address. The address is not corrected, because nothing that
* was meant for TLS may go to plain http.
*/
function behindTlsHint(target, asked) {
	if (!(bareHostname(target.hostname) === bareHostname(asked.hostname)) || asked.protocol !== "https:" || target.protocol !== "http:") return void 0;
	return "What ends TLS before this registry does not tell it: let it send X-Forwarded-Proto: https with the Host and port that were asked for, or tell the registry its own address (`http.host` of distribution).";
}

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
/** Headers that must not leave the origin they were meant for. */
const PRIVATE_HEADERS = /* @__PURE__ */ new Set([
	"authorization",
	"cookie",
	"proxy-authorization"
]);
/**
* The request that a redirect leads to (distribution-spec allows one for any request; a write stays on its origin);
* `undefined` when the answer is not to be followed. Another scheme, host or port is another origin, and credentials are not
* sent there (GHSA-vh4v-2xq2-g5cg).
*
* @throws SealiftError `unexpected_answer` for a redirect from https to http, or from outside to an internal address.
*/
function redirected(request, response) {
	const { method, url, redirects = "any", guarded = false } = request;
	const location = response.headers.location;
	if (!STATUSES.has(response.status) || typeof location !== "string" || redirects === "none") return void 0;
	const writes = method !== "GET" && method !== "HEAD";
	if (writes && !WRITE_STATUSES.has(response.status)) return void 0;
	const target = URL.canParse(location, url.href) ? new URL(location, url) : void 0;
	const refuse = (reason) => new SealiftError("unexpected_answer", `${redactUrl(url)} redirects ${reason}`, { hint: (target && !guarded ? behindTlsHint(target, url) : void 0) ?? `This is not how ${guarded ? "such a service" : "a registry"} behaves; check what stands between.` });
	if (!target || !/^https?:$/.test(target.protocol)) throw refuse("to something that is not an http URL");
	const sameOrigin = target.origin === url.origin;
	if (!sameOrigin && (writes && !guarded || redirects === "same-origin")) return void 0;
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

// src/io/http/silences.ts
/** Milliseconds: a request that ends within this time after a sign of life did not end in silence. */
const JUST_NOW = 10;
/** Measures for how long one host has been silent, over all requests to it. */
var HostSilence = class {
	#limit;
	#tell;
	#waiting = 0;
	#since = 0;
	/** The time at which the last request ended in silence. */
	#endedAt = Number.NEGATIVE_INFINITY;
	#timer;
	#isTold = false;
	constructor(limit, tell) {
		this.#limit = limit;
		this.#tell = tell;
	}
	begin() {
		const now = performance.now();
		if (this.#waiting === 0 && now - this.#endedAt > this.#limit / 2) this.#since = now;
		this.#waiting += 1;
		this.#arm(now);
		let isOpen = true;
		return {
			alive: () => {
				this.#since = performance.now();
			},
			end: () => {
				if (!isOpen) return;
				isOpen = false;
				this.#waiting -= 1;
				const end = performance.now();
				this.#endedAt = end - this.#since < JUST_NOW ? Number.NEGATIVE_INFINITY : end;
				if (this.#waiting === 0) this.close();
			}
		};
	}
	#arm(now) {
		if (this.#isTold || this.#timer) return;
		const look = () => setImmediate(() => this.#look());
		this.#timer = setTimeout(look, Math.max(0, this.#since + this.#limit - now)).unref();
	}
	#look() {
		this.#timer = void 0;
		if (this.#waiting === 0) return;
		const now = performance.now();
		if (now - this.#since < this.#limit - 1) this.#arm(now);
		else {
			this.#isTold = true;
			this.#tell();
		}
	}
	close() {
		clearTimeout(this.#timer);
		this.#timer = void 0;
	}
};
/** Reports each host that a request waits for and that sends nothing, once for each host. */
var Silences = class {
	#limit;
	#tell;
	#hosts = /* @__PURE__ */ new Map();
	/** @param limit milliseconds. */
	constructor(limit, tell) {
		this.#limit = limit;
		this.#tell = tell;
	}
	begin(host) {
		const known = this.#hosts.get(host) ?? new HostSilence(this.#limit, () => this.#tell(host));
		this.#hosts.set(host, known);
		return known.begin();
	}
	end() {
		for (const host of this.#hosts.values()) host.close();
	}
};

// src/io/http/speaks-tls.ts
/** Codes of a handshake that failed after an answer in TLS: a certificate that is not trusted, or an alert. */
const ANSWERED = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_)|_ALERT_|_UNSUPPORTED_PROTOCOL|_TOO_SMALL/;
/**
* Whether the port of a URL answers the beginning of a TLS handshake in TLS. Nothing is sent over the connection, and no
* certificate is trusted. It never fails; a port that does not answer in time counts as one without TLS.
*/
function speaksTls({ hostname, port }, limit, signal) {
	const host = bareHostname(hostname);
	return new Promise((resolve) => {
		const socket = tls().connect({
			host,
			port: Number(port || 80),
			...isIP(host) === 0 ? { servername: host } : {},
			secureContext: trustingContext([])
		});
		const late = setTimeout(() => done(false), limit);
		const done = (answer) => {
			clearTimeout(late);
			signal.removeEventListener("abort", abort);
			socket.destroy();
			resolve(answer);
		};
		const abort = () => done(false);
		signal.addEventListener("abort", abort, { once: true });
		socket.on("secureConnect", () => done(true));
		socket.on("error", (error) => done("code" in error && ANSWERED.test(String(error.code))));
		socket.on("close", () => done(false));
	});
}

// src/io/http/tls-ports.ts
/** Milliseconds for the beginning of a handshake, since the run has failed already. */
const LIMIT$1 = 3e3;
/** Whether the answer may be that of a TLS server to plain HTTP: Go, nginx, Apache and Tomcat send 400 without JSON. */
function mayComeOfTls({ status, headers }) {
	return status === 400 && !/\bjson\b/i.test(String(headers["content-type"] ?? ""));
}
/** Whether a connection was made and then cut, or gave an answer that is not HTTP. */
function isCut(error) {
	if (!(error instanceof SealiftError) || error.code !== "connection_failed") return false;
	const { cause } = error;
	const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
	return /^(ECONNRESET|EPIPE|HPE_\w+)$/.test(code);
}
/**
* Finds out whether a request in plain HTTP failed because its port speaks TLS. Most servers answer such a request with 400
* and a text of their own, with nothing to HEAD, and others hang up. Each port is asked once, after a request to it has failed,
* by the beginning of a TLS handshake; no request is repeated over TLS.
*/
var TlsPorts = class {
	#options;
	#known = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/** The outcome of a request. @throws SealiftError `tls_failed` in place of it, where the port speaks TLS. */
	async explained({ url, signal }, outcome) {
		const isPlain = url.protocol === "http:";
		try {
			const response = await outcome;
			if (!isPlain || !mayComeOfTls(response) || !await this.#isTls(url, signal)) return response;
			response.body.destroy();
			throw plainToTls(url);
		} catch (error) {
			if (isPlain && isCut(error) && !signal.aborted && await this.#isTls(url, signal)) throw plainToTls(url, error);
			throw error;
		}
	}
	#isTls(url, signal) {
		if (proxyFor(url, this.#options.env) !== void 0) return Promise.resolve(false);
		const known = this.#known.get(url.host) ?? speaksTls(url, Math.min(LIMIT$1, this.#options.timeouts.connect), signal);
		this.#known.set(url.host, known);
		return known;
	}
};

// src/io/http/client.ts
/** Whether a try says that the host is down: nobody takes a connection there, or it has nothing but errors of its own. */
function downBy(outcome) {
	if (outcome instanceof SealiftError) return isUnreached(outcome) ? "unreached" : void 0;
	const { response } = outcome;
	return response.status >= 500 && !isThrottled(response) ? "unavailable" : void 0;
}
/** The most bytes of long answers that are read at the same time. */
const BODIES = 16777216;
var Client = class {
	secrets;
	#options;
	#agents;
	#limiters = /* @__PURE__ */ new Map();
	#allowances = /* @__PURE__ */ new Map();
	#bodies = new ByteBudget(BODIES);
	#tlsPorts;
	#silences;
	#deaf;
	#timeouts;
	constructor(options) {
		this.secrets = options.secrets ?? new Secrets();
		this.#options = {
			...options,
			secrets: this.secrets
		};
		this.#agents = new Agents(options);
		this.#tlsPorts = new TlsPorts(options);
		this.#timeouts = allTimeouts(options.timeouts);
		const { silence } = this.#timeouts;
		this.#deaf = new DeafHosts(options.now);
		this.#silences = new Silences(silence, (host) => options.onSilence?.(host, silence));
	}
	async request(request) {
		try {
			return await this.#follow(request);
		} catch (error) {
			throw error instanceof SealiftError ? this.secrets.hideIn(error, "peer") : error;
		}
	}
	async #follow(request) {
		const { total } = this.#timeouts;
		const budget = {
			failures: 0,
			until: Number.POSITIVE_INFINITY,
			left: total
		};
		let current = request;
		for (let hops = 0;; hops += 1) {
			if (current.guarded) checkGuardedUrl(current.url);
			const { response, milliseconds } = await this.#explained(current, budget);
			const next = redirected(current, response);
			if (!next) return response;
			response.body.destroy();
			budget.left -= milliseconds;
			if (budget.left <= 0) throw overdue(request.url, "no answer but redirects", total);
			if (hops === 5) throw new SealiftError("unexpected_answer", `${redactUrl(request.url)} redirects more than ${5} times`);
			current = next;
		}
	}
	/** Sends the request, and explains a failure by what can be found out afterwards. */
	async #explained(request, budget) {
		let milliseconds = 0;
		const outcome = this.#sendWithRetries(request, budget).then((answered) => {
			milliseconds = answered.milliseconds;
			return answered.response;
		});
		const explained = request.guarded ? outcome : this.#tlsPorts.explained(request, outcome);
		return {
			response: await withIssuerInTunnel(request, this.#options, explained),
			milliseconds
		};
	}
	/** Tries until the answer is final: one that a later try would not change. */
	async #sendWithRetries(request, budget) {
		const { now, sleep, random } = this.#options;
		const last = request.retry === false ? 1 : request.tries ?? 5;
		const { host } = request.url;
		const heard = this.#deaf.heard(host);
		const begun = performance.now();
		for (;;) {
			const outcome = await this.#attempt(request, budget.left).catch((error) => {
				request.signal.throwIfAborted();
				if (error instanceof SealiftError && mayPassLater(error)) return error;
				throw error;
			});
			const failed = outcome instanceof SealiftError;
			if (!failed && !isTransient(outcome.response.status)) return outcome;
			budget.failures += 1;
			const time = now().getTime();
			if (budget.failures === 1) budget.until = time + LONGEST_RETRYING;
			const asked = failed ? void 0 : retryAfter(outcome.response.headers, now());
			const delay = delayAfter(budget.failures, asked, random);
			const mayWait = delay !== void 0 && time + delay <= budget.until;
			const isSilent = failed && outcome.code === "deadline_exceeded";
			const isLong = performance.now() - begun >= 5 * this.#timeouts.idle;
			if (isSilent && (isLong || budget.failures >= 5)) this.#deaf.giveUp(host, heard);
			const down = downBy(outcome);
			if (down && budget.failures >= 5) this.#deaf.down(host, heard, down);
			if (budget.failures >= last || !mayWait || this.#deaf.isGivenUp(host)) {
				if (failed) throw outcome;
				return outcome;
			}
			await sleep(delay, request.signal);
		}
	}
	async #attempt(request, total) {
		const allowance = this.#allowances.get(request.url.host);
		if (!allowance) return this.#send(request, total);
		const pull = request.pull ? await allowance.pull(request.signal) : allowance.next();
		try {
			const answered = await this.#send(request, total);
			allowance.answered(pull, answered.response);
			return answered;
		} finally {
			if (request.pull) allowance.settled();
		}
	}
	async #send(request, total) {
		const { now, sleep, onExchange, onWarning, userAgent } = this.#options;
		const limiter = this.#limiter(request.url);
		const streams = request.body?.streams === true;
		const turn = await limiter.acquire(now, sleep, request.signal, streams);
		const { host } = request.url;
		const wait = this.#silences.begin(host);
		try {
			this.#deaf.check(request.url);
			const started = performance.now();
			let sent;
			const onSent = () => {
				sent = performance.now();
			};
			const timeouts = {
				...this.#timeouts,
				total
			};
			const { secrets } = this;
			const alive = () => {
				this.#deaf.alive(host);
				wait.alive();
			};
			const options = {
				userAgent,
				timeouts,
				secrets,
				onSent,
				wait: {
					alive,
					end: () => wait.end()
				}
			};
			const response = await exchange(request, this.#agents, options);
			const { status, headers } = response;
			if (isThrottled(response)) limiter.slowDown(turn, pauseUntil(response, now()));
			else if (status < 500) limiter.succeeded();
			if (status < 500) this.#deaf.answered(host);
			onExchange?.({
				method: request.method,
				url: this.secrets.hide(redactUrl(request.url), "peer"),
				status,
				milliseconds: Math.round(performance.now() - started)
			});
			for (const text of onWarning ? warnings(headers.warning) : []) onWarning?.(this.secrets.hide(text, "peer"), host);
			return {
				response: await bufferBody(request, response, this.#bodies),
				milliseconds: sent === void 0 ? 0 : performance.now() - sent
			};
		} catch (error) {
			wait.end();
			throw error;
		} finally {
			limiter.release(streams);
		}
	}
	slowDown(url, milliseconds) {
		this.#limiter(url).hold(milliseconds, this.#options.now());
	}
	limit(host, budget) {
		const { now, sleep, onWait } = this.#options;
		const url = new URL(`https://${host}`);
		this.#limiter(url).limit(budget);
		const { registry, keepAllowance: keep } = budget;
		if (keep === void 0) return;
		const waits = (milliseconds) => onWait?.(registry, milliseconds);
		this.#allowances.set(url.host, new Allowance({
			registry,
			keep,
			now,
			sleep,
			onWait: waits
		}));
	}
	#limiter(url) {
		const limiter = this.#limiters.get(url.host) ?? new HostLimiter(this.#options.concurrency);
		this.#limiters.set(url.host, limiter);
		return limiter;
	}
	async close() {
		this.#silences.end();
		this.#agents.close();
	}
};
/** The texts of `Warning: 299 - "text"` headers (distribution-spec, "Warnings"). */
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
/** The names in a folder; `absent` when it does not exist, and `file` when a file has its name. */
async function listFolder(path) {
	try {
		return await readdir(path);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return "absent";
		if (errnoOf(error) === "ENOTDIR") return "file";
		throw fileError(error, "read", path);
	}
}

// src/stores/registry/api-host.ts
/** Registries whose API is on another host than their name says; Docker Hub is the only one. */
const API_HOSTS = { "docker.io": "registry-1.docker.io" };
/** The host that serves the API of a registry. */
function apiHost(registry) {
	return API_HOSTS[registry] ?? registry;
}
/** The name that users give to the registry whose API is on `host`. */
function registryName(host) {
	return Object.keys(API_HOSTS).find((registry) => API_HOSTS[registry] === host) ?? host;
}

// src/stores/registry/tls/host-certificates.ts
const FILE_LIMIT$1 = 1048576;
/** Files of one folder that are looked at. */
const MOST_FILES = 100;
/** A host of a URL as a folder's name; a name from outside must not lead elsewhere. */
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::\d{1,5})?$/;
/** Where docker and podman keep certificates for hosts: the user's before the system's. */
function roots({ env, home, platform, system = "/etc" }) {
	const { XDG_CONFIG_HOME: xdg = "" } = env;
	const own = join(isAbsolute(xdg) ? xdg : join(home, ".config"), "containers", "certs.d");
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
function namesOf$1(host, platform) {
	const withPort = [.../* @__PURE__ */ new Set([host, registryName(host)])].flatMap((name) => /:\d+$/.test(name) ? [name] : [name, `${name}:443`]);
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
		if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) throw new Error("not a pair");
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
		const names = namesOf$1(host, options.platform);
		const found = known.get(host) ?? read(roots(options).flatMap((root) => names.map((name) => join(root, name))));
		known.set(host, found);
		return found;
	};
}

// src/encoding/pem-headers.ts
/** The two headers of a key that OpenSSL encrypted in the traditional way (RFC 1421, 4.6.1), with or without line breaks. */
const ENCRYPTED = /^\s*Proc-Type:\s*4\s*,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]{1,40})\s*,\s*/;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,40}: \S/;
/** The hexadecimal digits of the initialisation vector by cipher. Without line breaks only their number tells where it ends. */
const VECTORS = [
	[/^(?:AES|CAMELLIA|ARIA)-\d{3}-CBC$/, 32],
	[/^SEED-CBC$/, 32],
	[/^(?:DES|DES-EDE3|DES-EDE|RC2|RC2-40|RC2-64|BF|CAST5)-CBC$/, 16]
];
function encrypted(body, context) {
	const [start, cipher] = ENCRYPTED.exec(body) ?? [];
	if (start === void 0 || cipher === void 0) return void 0;
	const digits = VECTORS.find(([pattern]) => pattern.test(cipher))?.[1];
	if (digits === void 0) throw errorIn(context, `is encrypted with the unknown cipher ${cipher}`);
	const vector = body.slice(start.length, start.length + digits);
	if (vector.length !== digits || !/^[0-9A-Fa-f]+$/.test(vector)) throw errorIn(context, "has a DEK-Info header that is cut");
	return {
		headers: ["Proc-Type: 4,ENCRYPTED", `DEK-Info: ${cipher},${vector}`],
		content: body.slice(start.length + digits)
	};
}
/**
* Cuts the headers of a PEM block (RFC 1421, 4.4) from its content. Those of an encrypted key are also found when their line
* breaks are gone; other headers need their line breaks.
*
* @throws SealiftError with the code of `context`.
*/
function splitPemHeaders(body, context) {
	if (!body.includes(":")) return {
		headers: [],
		content: body
	};
	const known = encrypted(body, context);
	if (known) return known;
	const lines = body.trim().split(/\r\n|[\r\n]/);
	const after = lines.findIndex((line) => !line.includes(":"));
	const headers = lines.slice(0, Math.max(after, 0)).map((line) => line.trim());
	if (headers.length === 0 || !headers.every((line) => HEADER.test(line))) throw errorIn(context, "has headers that cannot be told from its content");
	return {
		headers,
		content: lines.slice(after).join("\n")
	};
}

// src/encoding/pem-in-base64.ts
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** The beginning of the base64 of `-----BEGIN`, with and without a byte order mark. */
const OF_PEM = /^(?:77u\/)?LS0tLS1CRUdJTi/;
/**
* The text that `text` is the base64 of, when that is PEM; `undefined` when it is no base64 at all. Base64 is undone once.
*
* @throws SealiftError with the code of `context`, for base64 that is cut or of something else.
*/
function pemInBase64(text, context) {
	const base64 = text.replace(/^\s*(["'])([^"']*)\1\s*$/, "$2").replace(/\s+/g, "");
	if (!BASE64.test(base64)) return void 0;
	const bytes = Buffer$1.from(base64, "base64");
	if (bytes.includes("-----BEGIN")) return userText(decodeBase64(base64, {
		...context,
		what: `${context.what}, base64 of PEM`
	}), context, "replace");
	if (bytes.includes("BEGIN", 0, "utf16le")) userText(bytes, context);
	if (OF_PEM.test(bytes.toString("latin1"))) throw errorIn(context, "is base64 of base64 of PEM", "Encode the PEM once, or not at all.");
	if (OF_PEM.test(base64)) throw errorIn(context, "is base64 of PEM, but not all of it");
	if (isWholeDer(bytes)) throw errorIn(context, "is base64 without the lines -----BEGIN …----- and -----END …-----", "Give the whole PEM, those lines included.");
}

// src/encoding/mend-pem.ts
/** Any white space may stand where RFC 7468, 3 has one space, and lines need not begin with a border. */
const BORDER = /-----(BEGIN|END)((?:\s+[A-Z0-9]+){1,8})\s*-----/g;
/** Borders that lost a dash, a space or their case; text around blocks has no such words. */
const DAMAGED = [
	/\p{Pd}(?:BEGIN|END)[A-Z0-9\s%+_]{0,40}(?:CERTIFICATE|KEY|REQUEST)/u,
	/\p{Pd}{2}\s{0,8}(?:BEGIN|END)[A-Z0-9\s]{0,40}(?:CERTIFICATE|KEY|REQUEST)/iu,
	/\b(?:BEGIN|END)[A-Z0-9\s]{0,40}(?:CERTIFICATE|KEY|REQUEST)\s{0,8}\p{Pd}{2}/iu
];
/** A whole line of content (RFC 7468, 2: 64 characters) that stands in no block, and is no digest in hexadecimal. */
const STRAY = /^(?![0-9a-fA-F]{64}$)[A-Za-z0-9+/]{64}$/m;
/** A border that is commented out at the beginning of its line. */
const COMMENT$1 = /^[ \t]*[#;][#; \t]*-----(?:BEGIN|END)[ \t][A-Z0-9 \t]{1,80}-----[ \t]*$/gm;
/** Labels of blocks whose content is one element of DER, so that the loss of a character is detected. */
const DER = /* @__PURE__ */ new Set([
	"CERTIFICATE",
	"X509 CERTIFICATE",
	"CERTIFICATE REQUEST",
	"NEW CERTIFICATE REQUEST",
	"PRIVATE KEY",
	"ENCRYPTED PRIVATE KEY",
	"RSA PRIVATE KEY",
	"EC PRIVATE KEY",
	"PUBLIC KEY",
	"RSA PUBLIC KEY"
]);
function blockOf(label, body, context) {
	const { headers, content } = splitPemHeaders(body, context);
	const base64 = content.replace(/\s+/g, "");
	if (base64 === "") throw errorIn(context, "is empty");
	const odd = /[^A-Za-z0-9+/=]/u.exec(base64)?.[0];
	if (odd !== void 0) throw errorIn(context, `has a character that base64 does not have: ${printable(odd)}`);
	const bytes = decodeBase64(base64, context);
	if (!headers.some((header) => header.endsWith("ENCRYPTED")) && DER.has(label)) {
		const { end } = derElement(bytes, 0, bytes.length, context);
		if (end !== bytes.length) throw errorIn(context, "has bytes behind its end (DER)");
	}
	return {
		label,
		headers,
		bytes
	};
}
function checkOutside(text, context) {
	const damaged = DAMAGED.map((border) => border.exec(text)?.[0]).find((found) => found !== void 0);
	if (damaged !== void 0) throw errorIn(context, `has a line that begins or ends a block and is damaged: ${printable(damaged)}`);
	if (STRAY.test(text)) throw errorIn(context, "has a line of base64 that stands in no block");
}
/**
* The PEM blocks of a file or value that the user gives, in order. It mends what secret stores and shells do to PEM: line
* breaks that are gone, are spaces or are written in letters, escapes of JSON, a byte order mark, base64 (once) of the whole.
* The blocks have exactly the original content, in canonical base64; input that could be read in two ways is an error. Text
* around blocks is left out.
*
* Answers of registries, key services and plugins, and files of a trust store, are never mended: `pemBlocks` reads those.
*
* @throws SealiftError with the code of `context`.
*/
function mendPem(input, context) {
	const given = withoutEscapes(userText(input, context, "replace"));
	const text = withoutEscapes(pemInBase64(given, context) ?? given).replace(COMMENT$1, "");
	const blocks = [];
	let open;
	let last = 0;
	for (const { 0: border, 1: kind, 2: words = "", index } of text.matchAll(BORDER)) {
		const label = words.trim().replace(/\s+/g, " ");
		const end = index + border.length;
		if (kind === "BEGIN") {
			if (open) throw errorIn(context, `begins a block ${label} inside a block ${open.label}`);
			checkOutside(text.slice(last, index), context);
			open = {
				label,
				end
			};
			continue;
		}
		if (!open) checkOutside(text.slice(last, index), context);
		if (!open) throw errorIn(context, `ends a block ${label} that does not begin`);
		if (open.label !== label) throw errorIn(context, `begins a block as ${open.label} and ends it as ${label}`);
		const what = `${context.what}, block ${blocks.length + 1} (${label})`;
		blocks.push(blockOf(label, text.slice(open.end, index), {
			...context,
			what
		}));
		open = void 0;
		last = end;
	}
	if (open) throw errorIn(context, `begins a block ${open.label} that does not end`);
	checkOutside(text.slice(last), context);
	return blocks;
}

// src/compose/inline.ts
/** The bytes of an option: its own content, or that of the file that it names. */
async function contentOf(value, limit, what) {
	return isContent$1(value) ? Buffer$1.from(value, "utf8") : readFile(value, limit, what);
}
/** The same for an option that takes PEM or DER. PEM is mended. @throws SealiftError with the code of `context`. */
async function pemOf(value, limit, context) {
	const bytes = await contentOf(value, limit, context.what);
	if (looksLikeDer(bytes) || derKind(bytes) !== void 0) return bytes;
	return Buffer$1.from(pemDocument(mendPem(bytes, context)));
}

// src/compose/http.ts
const CA_LIMIT = 1048576;
/** Timeouts of a connection and of a request without progress where --timeout is absent, in milliseconds. */
const CONNECT = 1e4;
const IDLE = 3e4;
const CA_COMPLAINT = {
	code: "config_invalid",
	what: "CA file"
};
/** Authorities for TLS, as PEM. They are parsed, so that a wrong file is an error before the first handshake. */
async function readAuthorities(value) {
	return (await parseCertificates(await pemOf(value, CA_LIMIT, CA_COMPLAINT), CA_COMPLAINT)).map(({ der }) => pemText("CERTIFICATE", der)).join("");
}
/**
* Opens an HTTP client of a run and closes it when the run ends.
*
* @param own what a client has that is not that for registries and key services.
*/
async function openHttp(run, own = {}) {
	const { caFile, concurrency, timeout } = run.values;
	const ca = caFile === void 0 ? void 0 : await run.problems.try(() => readAuthorities(caFile));
	const { onRequest } = run;
	const http = createHttpClient({
		userAgent: `sealift/${VERSION}`,
		secrets: run.secrets,
		concurrency,
		timeouts: {
			connect: timeout ?? CONNECT,
			idle: timeout ?? IDLE
		},
		...ca === void 0 ? {} : { ca },
		env: run.env,
		authorities: openAuthorities({
			env: run.env,
			platform: process.platform
		}),
		certificatesOf: openHostCertificates({
			env: run.env,
			home: homeFolder(),
			platform: process.platform
		}),
		now: () => run.clock.now(),
		sleep: (milliseconds, signal) => run.clock.sleep(milliseconds, signal),
		random: Math.random,
		onSilence: (host, milliseconds) => run.reporter.progress({
			type: "silence",
			host,
			milliseconds
		}),
		onWait: (registry, milliseconds) => run.reporter.progress({
			type: "notice",
			message: `waiting ${Math.ceil(milliseconds / 1e3)} s for ${printable(registry, 300)}, whose allowance is down to what keep-allowance keeps`
		}),
		onWarning: (text, host) => run.reporter.warning(`${host} says: ${printable(text, 500)}`),
		...onRequest ? { onExchange: ({ method, url, status, milliseconds }) => onRequest(printable(`${method} ${url} ${status} (${milliseconds} ms)`, 1e3)) } : {},
		...own
	});
	run.onEnd(() => http.close());
	return http;
}

// src/stores/registry/auth/realm.ts
/**
* The URL of the token service that a challenge names, if credentials may go there (CVE-2026-48978). It has to use https,
* unless the registry uses http, and must not be an internal address, unless it is the registry's own host.
*
* @throws SealiftError `unexpected_answer`.
*/
function checkRealm(realm, registry) {
	const refuse = (reason, hint = "The setting is the realm of the token authentication of this registry.") => new SealiftError("unexpected_answer", `${registry.host} sends its users to ${printable(realm ?? "no token service")}: ${reason}`, { hint });
	const url = realm !== void 0 && URL.canParse(realm) ? new URL(realm) : void 0;
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") throw refuse("that is not a token service");
	if (url.protocol === "http:" && registry.protocol === "https:") throw refuse("credentials would travel without TLS", behindTlsHint(url, registry));
	if (isInnerAddress(url.hostname) && url.hostname !== registry.hostname) throw refuse("that is an address inside");
	return url;
}

// src/io/http/content-encoding.ts
/** The Content-Encoding of an answer, in lower case; `undefined` when its body is not encoded (RFC 9110, 8.4). */
function contentEncoding({ headers }) {
	const encoding = [headers["content-encoding"] ?? ""].flat().join(", ").trim().toLowerCase();
	return encoding === "" || encoding === "identity" ? void 0 : encoding;
}
/** The names of the server and of proxies, for an error: one of them compresses. */
function namesOf({ headers }) {
	const names = ["server", "via"].flatMap((name) => headers[name] === void 0 ? [] : [`${name}: ${printable([headers[name]].flat().join(", "), 100)}`]);
	return names.length === 0 ? "" : ` (${names.join("; ")})`;
}
/** The error for an encoded answer, although every request asks for `identity`. */
function encodedAnswer(response) {
	const encoding = printable(contentEncoding(response) ?? "none", 60);
	return new SealiftError("unexpected_answer", `${redactUrl(response.url)} is answered with Content-Encoding ${encoding}, which was not asked for${namesOf(response)}`, { hint: "What stands before this server (a proxy, a CDN, its own front) compresses its answers; switch that off for its paths." });
}

// src/io/http/body.ts
/**
* The whole body, at most `limit` bytes: the declared length is held against it before anything is read.
*
* @throws SealiftError `content_too_large`, `unexpected_answer` for one that is encoded, or what ended the connection.
*/
async function readBody(response, limit) {
	const { body, headers, url } = response;
	const tooLarge = () => {
		body.destroy();
		return new SealiftError("content_too_large", `${redactUrl(url)} answers with over ${limit} bytes`);
	};
	if (contentEncoding(response) !== void 0) {
		body.destroy();
		throw encodedAnswer(response);
	}
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
/** The most bytes that are read to use a connection again. To read more takes longer than a new connection. */
const WORTH_READING = 65536;
/** Reads and drops a body that does not matter, so that its connection can be used again. It never fails. */
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
/** The user name by which Azure is told that the password is a token. */
const TOKEN_USER$1 = "00000000-0000-0000-0000-000000000000";
function basicHeader(username, password) {
	return `Basic ${Buffer$1.from(`${username}:${password}`, "utf8").toString("base64")}`;
}
/** The Authorization header with which a token service is asked by GET. */
function loginHeader(credential) {
	const [username, password] = credential.kind === "password" ? [credential.username, credential.password] : [credential.username ?? TOKEN_USER$1, credential.token];
	return basicHeader(username, password);
}
/** Asks by GET, as docker's token specification has it (distribution, "token/jwt"). */
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
/** Asks by POST for an access token in return for a refresh token, as OAuth 2 has it (distribution, "token/oauth"). */
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
/** Asks the token service at `realm`, which the caller has checked: with an identity token by POST, else by GET. */
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
/** The scope for one repository, with `pull` or `pull,push`. */
function repositoryScope(name, access) {
	return `repository:${name}:${access === "push" ? "pull,push" : "pull"}`;
}
/** Whether a token with the scopes `held` allows all of `needed`. */
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

// src/encoding/go-shape.ts
/**
* A name as Go compares it with the names of a struct, none of which has letters beyond ASCII. The long s (U+017F) folds to
* s; lower case makes a k of the Kelvin sign (U+212A).
*/
function foldName(name) {
	return name.toLowerCase().replaceAll("ſ", "s");
}
function struct(members, others) {
	return {
		kind: "struct",
		members: new Map(Object.entries(members)),
		folded: new Map(Object.keys(members).map((name) => [foldName(name), name])),
		others
	};
}
const ANY = { kind: "any" };
function unread(of) {
	return {
		kind: "unread",
		of
	};
}
function listOf(of) {
	return {
		kind: "list",
		of
	};
}
function mapOf(of) {
	return {
		kind: "map",
		of
	};
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

// src/encoding/rfc3339.ts
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** A moment as envelopes write it: whole seconds, UTC. */
function formatTime(time) {
	return `${(/* @__PURE__ */ new Date(Math.floor(time.getTime() / 1e3) * 1e3)).toISOString().slice(0, 19)}Z`;
}
/** An RFC 3339 moment with any offset and fraction, `T` and `Z` in upper case, as Go demands; `undefined` for all else. */
function timeOf(text) {
	const match = RFC3339.exec(text);
	if (match === null) return void 0;
	const time = new Date(text);
	const day = (/* @__PURE__ */ new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`)).getUTCDate();
	return Number.isNaN(time.getTime()) || day !== Number(match[3]) ? void 0 : time;
}
/** Reads a moment; see {@link timeOf}. */
function parseTime(value, context) {
	const time = typeof value === "string" ? timeOf(value) : void 0;
	if (time === void 0) throw errorIn(context, "has a malformed time");
	return time;
}

// src/encoding/go-scalars.ts
const SCALARS = {
	text: {
		noun: "text",
		zero: "",
		fits: (value) => typeof value === "string"
	},
	integer: {
		noun: "an integer in digits",
		zero: 0,
		fits: (value, raw) => typeof value === "number" && /^-?\d+$/.test(raw)
	},
	boolean: {
		noun: "true or false",
		zero: false,
		fits: (value) => typeof value === "boolean"
	},
	bytes: {
		noun: "canonical base64",
		zero: "",
		fits: (value) => typeof value === "string" && isBase64(value)
	},
	time: {
		noun: "a time (RFC 3339, without escapes)",
		zero: "",
		fits: (value, raw) => typeof value === "string" && raw === `"${value}"` && timeOf(value) !== void 0
	}
};

// src/encoding/json-builder.ts
const MAX_DEPTH = 32;
/** The most values that are built: a hostile document that consists of `{}` takes thirty times its length in memory. */
const MAX_VALUES = 15e4;
/**
* In documents of at least this length texts are copied, so that the document can be freed after it was read: a run keeps the digests of
* thousands of manifests, each of which may have less than a kilobyte.
*/
const LARGE = 256;
/** The length from which V8 keeps the whole text for a part of it; it copies shorter parts. */
const SLICED = 13;
/** Copies a text into memory of its own, since V8 keeps the whole document for a part of it. */
function detached(text) {
	return Buffer$1.from(text, "utf8").toString("utf8");
}
/** The value that Go gives an element of a list or map that is null. */
function zeroOf(shape) {
	if (typeof shape === "string") return SCALARS[shape].zero;
	return shape.kind === "list" ? [] : {};
}
function isAny(shape) {
	return typeof shape === "object" && shape.kind === "any";
}
function nounOf(shape) {
	if (typeof shape === "string") return SCALARS[shape].noun;
	return shape.kind === "list" ? "a list" : "an object";
}
/**
* Builds a value while its text is read, so that duplicate names, depth, inexact numbers and members that Go reads otherwise are
* refused before a parser hides them ("Strict readers"). Members outside the shape are checked by the same rules and not built.
*/
var JsonBuilder = class {
	#context;
	#shape;
	#keepsUnnamed;
	#place;
	#open = [];
	/** The copy of each text, since media types repeat in every entry of a list. */
	#texts;
	#values = 0;
	root;
	/**
	* @param length of the document.
	* @param place says where the reading is; empty where a place would say nothing.
	*/
	constructor(context, length, shape, unnamed, place) {
		this.#place = place;
		this.#context = context;
		this.#shape = shape;
		this.#keepsUnnamed = unnamed === "kept";
		this.#texts = length >= LARGE ? /* @__PURE__ */ new Map() : void 0;
	}
	#fault(reason) {
		return errorIn(this.#context, `${reason}${this.#place()}`);
	}
	#value(value, isRead) {
		const parent = this.#open.at(-1);
		if (isRead) {
			this.#values += 1;
			if (this.#values > MAX_VALUES) throw this.#fault(`has over ${MAX_VALUES} values`);
		}
		if (parent === void 0) this.root = value;
		else if (parent.isList) {
			parent.length += 1;
			if (isRead) parent.value.push(value);
		} else if (!isRead) {
			parent.absent ??= /* @__PURE__ */ new Set();
			parent.absent.add(parent.name);
		} else if (parent.name === "__proto__") Object.defineProperty(parent.value, parent.name, {
			value,
			enumerable: true,
			writable: true,
			configurable: true
		});
		else parent.value[parent.name] = value;
	}
	/** What is expected of the next value. */
	#expected() {
		const parent = this.#open.at(-1);
		if (parent === void 0) return this.#opened(this.#shape, true);
		const { shape, name, isRead } = parent;
		if (shape === void 0 || typeof shape === "string") return {
			shape: void 0,
			isRead
		};
		if (shape.kind === "any") return {
			shape,
			isRead
		};
		if (shape.kind !== "struct") return this.#opened(shape.of, isRead);
		const member = shape.members.get(name) ?? shape.others;
		return this.#opened(member, isRead && (member !== void 0 || this.#keepsUnnamed));
	}
	#opened(shape, isRead) {
		if (typeof shape !== "object" || shape.kind !== "unread") return {
			shape,
			isRead
		};
		return this.#opened(shape.of, false);
	}
	begin(isList) {
		if (this.#open.length >= MAX_DEPTH) throw this.#fault(`nests deeper than ${MAX_DEPTH} levels`);
		const { shape, isRead } = this.#expected();
		const fits = typeof shape === "object" && (isAny(shape) || shape.kind === "list" === isList);
		if (shape !== void 0 && !fits) throw this.#malformed(shape);
		const value = isList ? [] : {};
		this.#value(value, isRead);
		this.#open.push({
			shape,
			isRead,
			isList,
			value,
			length: 0,
			name: ""
		});
	}
	end() {
		this.#open.pop();
	}
	name(name) {
		const parent = this.#open.at(-1);
		this.#checkText(name);
		if (Object.hasOwn(parent.value, name) || parent.absent?.has(name)) throw this.#fault(`has the member "${printable(name)}" twice`);
		const { shape } = parent;
		if (typeof shape === "object" && shape.kind === "struct") this.#checkCaseVariant(name, shape);
		parent.name = name;
	}
	/** Go reads a member into the field whose name differs in case alone, and of two such members keeps the last one. */
	#checkCaseVariant(name, { members, folded }) {
		if (members.has(name)) return;
		const field = folded.get(foldName(name));
		if (field !== void 0) throw errorIn(this.#context, `has the member ${printable(this.#path(name))}, which others read as ${field}`);
	}
	/** @param raw gives the JSON text of the value. */
	scalar(value, raw) {
		if (typeof value === "string") this.#checkText(value);
		const { shape, isRead } = this.#expected();
		if (typeof value === "number" && !Number.isSafeInteger(Math.trunc(value)) && !isAny(shape)) throw this.#fault("has a number that is too large to be read exactly");
		if (shape === void 0 || isAny(shape) || typeof shape === "string" && SCALARS[shape].fits(value, raw())) this.#value(isRead ? this.#own(value) : void 0, isRead);
		else if (value === null) this.#null(shape, isRead);
		else throw this.#malformed(shape);
	}
	#own(value) {
		if (typeof value !== "string" || value.length < SLICED || !this.#texts) return value;
		const own = this.#texts.get(value) ?? detached(value);
		this.#texts.set(own, own);
		return own;
	}
	/** As in Go, null leaves a field of a struct unset, and is the zero value in a list or map. */
	#null(shape, isRead) {
		const parent = this.#open.at(-1);
		const isMember = parent !== void 0 && typeof parent.shape === "object" && parent.shape.kind === "struct";
		this.#value(zeroOf(shape), isRead && !isMember);
	}
	/** Half a surrogate pair is no character, and readers replace it in different ways (RFC 7493, 2.1). */
	#checkText(text) {
		if (!text.isWellFormed()) throw this.#fault("has an escape that is half a character");
	}
	/** The path of the value that is being read, or of the member `name` beside it: `config.annotations`, `layers.0.size`. */
	#path(name) {
		const last = this.#open.length - 1;
		const steps = this.#open.map(({ isList, length, name: member }, level) => isList ? length - (level < last ? 1 : 0) : member);
		return (name === void 0 ? steps : [...steps.slice(0, -1), name]).join(".");
	}
	#malformed(shape) {
		const path = this.#path();
		const reason = `not ${nounOf(shape)}`;
		return errorIn(this.#context, path === "" ? `is ${reason}` : `is malformed at ${printable(path)}: ${reason}`);
	}
};

// src/encoding/json-fault.ts
/** Descriptions of syntax errors by the names that jsonc-parser gives them; `ByteOrderMark` is a name of our own. */
const FAULTS = {
	ByteOrderMark: "a byte order mark, which an editor put there",
	InvalidSymbol: "a word that is no value; text stands in double quotes",
	InvalidNumberFormat: "a number that is not written as JSON has it",
	PropertyNameExpected: "a name in double quotes is expected; is there a comma too many?",
	ValueExpected: "a value is expected; is there a comma too many, or did it end too soon?",
	ColonExpected: "a colon is expected",
	CommaExpected: "a comma is expected",
	CloseBraceExpected: "a closing brace } is expected",
	CloseBracketExpected: "a closing bracket ] is expected",
	EndOfFileExpected: "there is text behind the end",
	InvalidCommentToken: "JSON has no comments",
	UnexpectedEndOfComment: "JSON has no comments",
	UnexpectedEndOfString: "a text does not end; is a double quote missing?",
	UnexpectedEndOfNumber: "a number does not end",
	InvalidUnicode: "an escape \\u without four hexadecimal digits",
	InvalidEscapeCharacter: "an escape that JSON does not know; a backslash is written \\\\",
	InvalidCharacter: "a control character inside a text"
};
/** The reason and place of a syntax error; line and column count from 0, as in the parser. */
function jsonFault(name, line, column) {
	return `is not JSON: line ${line + 1}, column ${column + 1}: ${FAULTS[name] ?? name}`;
}
/** Where a value stands that is JSON and yet refused, to be put behind the reason. */
function jsonPlace(line, column) {
	return ` (line ${line + 1}, column ${column + 1})`;
}

// src/encoding/json.ts
/**
* Reads one JSON value (RFC 8259) strictly: fatal UTF-8, no byte order mark, no comments, no duplicate names, at most
* 32 levels, integers exact. RFC 7515, 4 asks for it: two readers must not see two documents.
*
* @param shape and `unnamed`: see `readAs`, which gives the value its type.
* @throws SealiftError with the code of `context`.
*/
function parseJson(input, context, shape, unnamed = "kept") {
	const text = typeof input === "string" ? input : decodeUtf8(input, context);
	let [atLine, atColumn] = [0, 0];
	const moveTo = (line, column) => {
		atLine = line;
		atColumn = column;
	};
	const place = () => text.includes("\n") ? jsonPlace(atLine, atColumn) : "";
	const builder = new JsonBuilder(context, text.length, shape, unnamed, place);
	visit(text, {
		onObjectBegin: (_offset, _length, line, column) => {
			moveTo(line, column);
			builder.begin(false);
		},
		onObjectEnd: () => builder.end(),
		onArrayBegin: (_offset, _length, line, column) => {
			moveTo(line, column);
			builder.begin(true);
		},
		onArrayEnd: () => builder.end(),
		onObjectProperty: (name, _offset, _length, line, column) => {
			moveTo(line, column);
			builder.name(name);
		},
		onLiteralValue: (value, offset, length, line, column) => {
			moveTo(line, column);
			builder.scalar(value, () => text.slice(offset, offset + length));
		},
		onError: (code, _offset, _length, line, column) => {
			const name = text.startsWith("﻿") ? "ByteOrderMark" : printParseErrorCode(code);
			throw errorIn(context, jsonFault(name, line, column));
		}
	}, {
		disallowComments: true,
		allowTrailingComma: false,
		allowEmptyContent: false
	});
	return builder.root;
}

// src/encoding/read-as.ts
/**
* Reads one JSON value strictly into what a Go program would read it into, so that what is judged here is what others see.
* Refused are members that Go takes for another one (`Payload`), and values that Go's decoder refuses; null is no value.
*
* @param unnamed what becomes of members that the shape does not name: they are checked like all others, and kept only
*   where they are written again.
*
* @throws SealiftError with the code of `context`.
*/
function readAs(shape, input, context, unnamed = "dropped") {
	return parseJson(input, context, shape, unnamed);
}

// src/stores/registry/auth/credential.ts
/** The user name of a login and the place where it was found, for messages. The text never has the secret. */
function describeCredential(credential) {
	const { kind, source, username } = credential;
	if (kind === "password") return `${printable(username)}, from ${source}`;
	return `${username ? printable(username) : "an identity token"}, from ${source}`;
}

// src/stores/registry/denied.ts
/** The most logins that an error names. */
const SHOWN$1 = 4;
/** Says where there is a login: `logged in to ghcr.io and quay.io`. */
function elsewhere(logins) {
	if (logins.length === 0) return "";
	const more = logins.length - SHOWN$1;
	const names = more > 0 ? [...logins.slice(0, SHOWN$1), `${more} more`] : logins;
	return ` (logged in to ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`})`;
}
/** The prefixes of GitHub's tokens ("About authentication to GitHub"): of an installation, which a job has; of a person. */
const TOKENS = [[/^ghs_/, "job token"], [/^(?:ghp_|gho_|ghu_|github_pat_)/, "personal token"]];
function secretOf(credential) {
	const secret = credential.kind === "password" ? credential.password : credential.token;
	return TOKENS.find(([form]) => form.test(secret))?.[1] ?? "other";
}
/** The words of Amazon ECR for a login whose twelve hours are over, and of others for a token that has ended. */
const ENDED = /token (?:has|is) expired|reauthenticate/i;
/** The error for a request that was refused: there is no login, or it lacks the right. */
async function denied(message, login) {
	const { repository, right, writes, asked } = login;
	const registry = repository.split("/", 1)[0];
	const credential = await login.credential();
	const needed = `needed is the right to ${right} ${repository}`;
	const access = {
		repository,
		right: writes ? "push" : "pull"
	};
	if (!credential) {
		const logins = await login.logins();
		return new SealiftError("credentials_missing", `${message}, and there are no credentials for ${registry}${elsewhere(logins)}; ${needed}`, {
			hint: `Log in with the right to ${right}, for example with \`docker login ${registry}\`.`,
			needs: {
				kind: "registry-login",
				...access,
				logins
			}
		});
	}
	const used = `${asked ? "logged in as" : "without asking for the login"} ${describeCredential(credential)}`;
	return new SealiftError("denied", `${message}, ${used}; ${needed}`, {
		hint: `Check that this login is still good and has the right to ${right} ${repository}.`,
		needs: {
			kind: "registry-right",
			...access,
			secret: secretOf(credential),
			ended: ENDED.test(message)
		}
	});
}

// src/stores/registry/error-codes.ts
const TOO_LARGE_HINT = "The registry, or a proxy before it, takes nothing of this size; its limit is a setting there.";
const SHA256_HINT = "This registry stores sha256 content only; build the image with sha256 digests, or use a registry that takes sha512.";
/** The remedy for a refusal without any text. */
const NO_WORDS_HINT = "The registry gives no reason; check that this is the address of a registry, and what stands between.";
const FOREIGN_LAYER_HINT = "The image has layers that stay where they are (non-distributable). Allow their URLs at the registry (validation.manifests.urls.allow of distribution); where it wants the layers themselves, promote them too with --foreign-layers, if their licence allows it; or build the image without them.";
/** The known texts of registries; the first that matches is used. */
const WORDS = [
	{
		pattern: /\bURLs? (on|in|of|for) (a |the )?layers?\b|foreign layer|non-?distributable/i,
		code: "registry_refused",
		hint: FOREIGN_LAYER_HINT,
		writing: true,
		definite: true
	},
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
		hint: "A quota of this registry is used up (storage, images, or what is attached to one image): raise it there. What is attached to an image in use has to stay.",
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
		pattern: /\bproject \S+ not found/i,
		code: "repository_missing",
		lacks: "project",
		toTarget: true,
		denies: true
	},
	{
		pattern: /^NAME_UNKNOWN|repository .*does not exist/im,
		code: "repository_missing",
		lacks: "repository",
		writing: true
	},
	{
		pattern: /\b(blobs?|layers?|config|child|children|manifests?|artifact)\b[^;]{0,100}\b(unknown to|not known to|not found|do(es)? not exist)\b/i,
		code: "upload_unconfirmed",
		url: /\/manifests\//,
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
/** The meaning of the errors of one answer; `undefined` when none of their texts is known. */
function registryErrorCode(errors, { method, url, toTarget }) {
	const text = errors.map(({ code, message }) => `${code} ${message}`).join("\n");
	const writes = method !== "GET" && method !== "HEAD";
	return WORDS.find((word) => word.pattern.test(text) && (writes || !word.writing) && (toTarget || !word.toTarget) && (word.url?.test(url.href) ?? true));
}

// src/stores/registry/response-error.ts
const ERROR_LIMIT = 65536;
/** The most characters of one code or message that are read and shown. */
const LONGEST_MESSAGE = 1e3;
const bodyShape = lazy(() => {
	const text = optional(nullable(string()));
	const error = looseObject({
		code: optional(string()),
		message: text,
		detail: optional(unknown())
	});
	return looseObject({ errors: array(error) });
});
/** Adds the detail of an error to its message when it is a text (distribution-spec, "Error Codes", leaves its form open). */
function withDetail(message, detail) {
	if (typeof detail !== "string" || detail === "") return message;
	return message === "" ? detail : `${message}: ${detail}`;
}
/** Cuts a text and marks the cut, so that `Secrets.hide` also finds a secret whose end was cut off. */
function cut(text) {
	return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}
/** The errors of an answer; an empty list when its body is not the JSON of distribution-spec, "Error Codes". Never fails. */
async function readErrors(response) {
	try {
		const bytes = await readBody(response, ERROR_LIMIT);
		const body = bodyShape().safeParse(readAs(ANY, bytes, {
			code: "unexpected_answer",
			what: "error"
		}));
		if (!body.success) return [];
		return body.data.errors.map(({ code, message, detail }) => ({
			code: cut(code ?? ""),
			message: cut(withDetail(message ?? "", detail))
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
/** Statuses that decide the error code whatever the body says; only words with `forbids` and `denies` overrule 403 and 401. */
const SAYS_IT = /* @__PURE__ */ new Set([
	401,
	403,
	408,
	413,
	429
]);
function codeFor(status, word) {
	if (status < 400) return "unexpected_answer";
	if (status >= 500) return status === 500 && word?.definite && word.code || "registry_unavailable";
	const byStatus = BY_STATUS[status];
	if (SAYS_IT.has(status)) return status === 403 && word?.forbids || status === 401 && word?.denies ? word.code : byStatus;
	return word?.code ?? byStatus ?? "registry_refused";
}
/** The most errors of one answer that are shown; an answer may have as many as fit into 64 KiB. */
const SHOWN_ERRORS = 3;
/** The hint for a redirected write, which is not followed to another origin, such as the same host by plain HTTP. */
function movedHint({ status, headers: { location }, url }) {
	return status >= 300 && status < 400 && typeof location === "string" && URL.canParse(location, url.href) ? behindTlsHint(new URL(location, url), url) : void 0;
}
/** Makes an error of an unwanted answer. The error names the action, the URL, the status and the registry's own words. */
async function responseError(response, { method, action, secrets, target, login }) {
	const errors = await readErrors(response);
	const { status, url } = response;
	const words = errors.slice(0, SHOWN_ERRORS).map(({ code, message }) => printable(secrets.hide([code, message].filter(Boolean).join(": "), "peer"))).join("; ");
	const word = registryErrorCode(errors, {
		method,
		url,
		toTarget: target !== void 0
	});
	const code = codeFor(status, word);
	const said = words === "" ? "" : ` (${words})`;
	const message = `${action}: ${method} ${secrets.hide(redactUrl(url), "peer")} answers ${status}${said}`;
	if (code === "denied" && login) return denied(message, login);
	const hint = (word?.code === code || status === 413 ? word?.hint : void 0) ?? HINTS[status] ?? movedHint(response) ?? (code === "registry_refused" && words === "" ? "The registry gives no reason; check that this is the address of a registry, and what stands between." : void 0);
	const lacks = word?.code === code ? word.lacks : void 0;
	const needs = lacks && target !== void 0 ? {
		kind: "repository",
		repository: target,
		lacks
	} : void 0;
	return new SealiftError(code, message, {
		...hint === void 0 ? {} : { hint },
		needs
	});
}

// src/stores/registry/auth/token.ts
const TOKEN_LIMIT = 65536;
/** Lifetime in seconds of a token without `expires_in`, by docker's token specification, and the shortest that is believed. */
const SHORTEST_LIFE = 60;
/** Services add members of their own, such as moments in nanoseconds. The answer is for this program alone. */
const ANSWER = struct({
	token: "text",
	access_token: "text",
	refresh_token: "text",
	expires_in: ANY
}, unread(ANY));
function lifetimeOf(expiresIn) {
	return Math.max(SHORTEST_LIFE, typeof expiresIn === "number" ? expiresIn : SHORTEST_LIFE);
}
/** The error codes of a token service. Another code would be taken for one of the registry: a 404 for a missing image. */
const SAYABLE = /* @__PURE__ */ new Set([
	"credentials_missing",
	"denied",
	"registry_refused",
	"registry_unavailable",
	"too_many_requests"
]);
async function refusal({ method, response }, request, secrets) {
	const { credential, logins, registry, scopes } = request;
	const { name = "", actions = scopes } = parseScope(scopes[0]) ?? {};
	const error = await responseError(response, {
		method,
		action: `get a token for ${scopes.join(" ")}`,
		secrets,
		login: {
			repository: `${registryName(registry.host)}/${name}`,
			right: actions.join(" and "),
			writes: actions.includes("push"),
			asked: true,
			credential: () => Promise.resolve(credential),
			logins
		}
	});
	return SAYABLE.has(error.code) ? error : new SealiftError("unexpected_answer", error.message);
}
/** @throws SealiftError `unexpected_answer` for an answer that is too large, which concerns no image. */
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
	if (response.status !== 200) throw await refusal(answer, request, http.secrets);
	const what = `answer of the token service ${redactUrl(realm)}`;
	const body = readAs(ANSWER, await bodyOf(response), {
		code: "unexpected_answer",
		what
	});
	const value = body.token || body.access_token;
	if (!value || !/^[\x21-\x7e]+$/.test(value)) throw new SealiftError("unexpected_answer", `${what}: holds no token`);
	const { expires_in: expiresIn, refresh_token: refreshToken } = body;
	const isRenewed = answer.method === "POST" && refreshToken;
	return {
		value,
		lifetime: lifetimeOf(expiresIn),
		...isRenewed ? { refreshToken } : {}
	};
}

// src/stores/registry/auth/tokens.ts
/** Milliseconds before its end at which a token is renewed, so that it does not end during a request. */
const EARLY = 5e3;
/** The tokens of a run by registry, token service, credential and scope. Tasks that need the same token ask once for it. */
var Tokens = class {
	#options;
	#kept = /* @__PURE__ */ new Map();
	/** For each refresh token that was sent, the one that the service returned in its place. */
	#refreshed = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/** The Authorization header for a demand, with a token that covers it or a new one. */
	async header(challenge, demand, signal) {
		const { scopes, refused } = demand;
		const key = keyOf$2(challenge, demand);
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
		const { registry, scopes, logins } = demand;
		const credential = this.#newest(key, demand.credential);
		const ask = (wanted) => fetchToken(http, {
			challenge,
			scopes: wanted,
			credential,
			logins,
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
function keyOf$2(challenge, { registry, credential }) {
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
/** Whether credentials may be sent to the realm of a challenge; see {@link checkRealm}. */
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
	/** The registries for which there is a login, for an error. */
	logins() {
		return this.#options.credentials.logins();
	}
	/** The challenges of a registry that has asked for Basic, so that requests to another of its repositories have the login. */
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

// src/io/process/stream-names.ts
const BY_NAME = /\/dev\/(?:std(?:in|out|err)|fd\/[012])\b/;
const REFUSED = /ENXIO|no such device or address|errno 6\b/i;
/**
* The hint for a program that opens its standard streams by name. Node gives sockets to what it starts, where Go and shells give
* pipes, and Linux opens no socket by name: such a program works by hand, and under docker and notation.
*/
function streamNamesHint(stderr) {
	const words = new TextDecoder().decode(stderr);
	if (!BY_NAME.test(words) || !REFUSED.test(words)) return void 0;
	return "Its standard input and outputs are sockets here, which cannot be opened by name: let it read and write descriptors 0, 1 and 2 (`cat`, `>&2`), and not /dev/stdin, /dev/stdout or /dev/stderr.";
}

// src/stores/registry/auth/credential-helpers.ts
/** The name of a helper, which becomes the end of a program's name and must not lead to another path. */
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/i;
/** Milliseconds that a helper may take: it may ask a cloud or a keychain. */
const TIMEOUT = 6e4;
const OUTPUT_LIMIT = 65536;
/** The output of a helper that has no credential for the registry (docker-credential-helpers). */
const NOT_FOUND = /^credentials not found/i;
/** The user name by which a helper says that the secret is an identity token. */
const TOKEN_USER = "<token>";
const answerShape = lazy(() => looseObject({
	Username: string(),
	Secret: string()
}));
/**
* The first line of a program's output for an error message, if it looks like a sentence. Any other output may be, or hold, a
* secret that this run does not know yet.
*/
function wordsOf(outcome, secrets) {
	const said = [outcome.stderr, outcome.stdout].map((bytes) => new TextDecoder().decode(bytes).trim()).find((text) => text !== "" && !/["{}]/.test(text) && /\S\s+\S/.test(text));
	if (said === void 0) return "";
	const line = (secrets?.hide(said, "program") ?? said).split(/[\r\n]/, 1)[0];
	return `: ${printable(randomParts(line).reduce((text, part) => text.replaceAll(part, "***"), line), 200)}`;
}
/**
* The programs that keep credentials for docker and podman (`docker-credential-NAME get`). A run asks once for each registry,
* when a request first needs the credential.
*/
var CredentialHelpers = class {
	#options;
	#answers = /* @__PURE__ */ new Map();
	constructor(options) {
		this.#options = options;
	}
	/**
	* Asks a helper for the credential of a registry; resolves to `undefined` when it has none.
	*
	* @param key the registry as helpers name it: its host, or `https://index.docker.io/v1/`.
	* @param where the configuration that names the helper, for messages.
	* @throws SealiftError `config_invalid` for an invalid name, `credential_helper_missing`, `credential_helper_failed`.
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
		const { env, signal, secrets } = this.#options;
		const run = this.#options.run ?? (await import("./run-program.js").then((n) => n.r)).runProgram;
		const program = `docker-credential-${name}`;
		const shown = `${program}, which ${where} names for ${printable(key)},`;
		let hint;
		const fail = (reason) => new SealiftError("credential_helper_failed", `${shown} ${reason}`, { hint: hint ?? `Try it by hand with \`${program} get\`, with ${printable(key)} on its standard input; log in again if that fails too.` });
		const outcome = await run({
			file: program,
			args: ["get"],
			input: key,
			env,
			timeout: TIMEOUT,
			limit: OUTPUT_LIMIT
		}, signal);
		switch (outcome.kind) {
			case "not-found": throw new SealiftError("credential_helper_missing", `${shown} ${outcome.reason}`, { hint: `${outcome.remedy} Or remove it from credHelpers or credsStore, and log in again.` });
			case "refused": {
				const message = `${shown} was not run: ${printable(outcome.file, 600)} ${outcome.reason}`;
				throw new SealiftError("credential_helper_missing", message, { hint: outcome.remedy });
			}
			case "not-started": throw fail(outcome.reason);
			case "timed-out": throw fail(`gives no answer for ${TIMEOUT / 1e3} seconds`);
			case "too-much-output": throw fail(`answers with over ${OUTPUT_LIMIT} bytes`);
		}
		hint = streamNamesHint(outcome.stderr);
		if (outcome.code !== 0) {
			if (NOT_FOUND.test(new TextDecoder().decode(outcome.stdout).trim())) return void 0;
			throw fail(`ends with ${outcome.code ?? "a signal"}${wordsOf(outcome, secrets)}`);
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

// src/io/http/undo-gzip.ts
/** The most compressed bytes of `size` bytes: compression never doubles them, and each flush of a server adds some bytes. */
const mostInput = (size) => 2 * size + 65536;
/** Fails on a body with more bytes than its content can need, such as an endless header of gzip. */
function counted(most, tooMuch) {
	let length = 0;
	return new Transform({ transform(chunk, _encoding, callback) {
		length += chunk.length;
		if (length > most) callback(tooMuch());
		else callback(null, chunk);
	} });
}
function gunzipped({ body, url }, size) {
	const wrong = (what, cause) => new SealiftError("unexpected_answer", `${redactUrl(url)} is answered as gzip, but ${what}`, { cause });
	const gunzip = process.getBuiltinModule("node:zlib").createGunzip();
	const tooMuch = () => wrong(`with more than ${size} bytes can need`);
	pipeline(body, counted(mostInput(size), tooMuch), gunzip, () => {});
	async function* upTo(limit) {
		let left = limit;
		try {
			for await (const chunk of gunzip) {
				const part = chunk.length > left ? chunk.subarray(0, left) : chunk;
				left -= part.length;
				yield part;
				if (left === 0) return;
			}
		} catch (error) {
			throw error instanceof SealiftError || !isZlib(error) ? error : wrong("is not", error);
		}
	}
	const decoded = Readable.from(upTo(size + 1), { objectMode: false });
	decoded.on("close", () => gunzip.destroy());
	return decoded;
}
function isZlib(error) {
	return error instanceof Error && "code" in error && /^Z_/.test(String(error.code));
}
/**
* Undoes the compression that a server or proxy on the way added. It is for content whose digest and `size` are known
* beforehand, because only these tell whether the result is right. At most `size` + 1 bytes are unpacked.
*
* @throws SealiftError `unexpected_answer` for another encoding; its body is closed then.
*/
function undoGzip(response, size) {
	const encoding = contentEncoding(response);
	if (encoding === void 0) return response;
	const { "content-encoding": _, "content-length": length, ...headers } = response.headers;
	if (length === String(size)) return {
		...response,
		headers: {
			...headers,
			"content-length": length
		}
	};
	if (encoding === "gzip" || encoding === "x-gzip") return {
		...response,
		headers,
		body: gunzipped(response, size)
	};
	response.body.destroy();
	throw encodedAnswer(response);
}

// src/stores/registry/partial-response.ts
/** Drops the first `count` bytes, for a server that answers a range request with the whole content. */
function skipping(count) {
	let left = count;
	return new Transform({ transform(chunk, _encoding, callback) {
		const cut = Math.min(left, chunk.length);
		left -= cut;
		callback(null, cut === chunk.length ? void 0 : chunk.subarray(cut));
	} });
}
/** Whether a 206 has the requested range of a content of the right size (RFC 9110, 14.4 and 15.3.7.1). */
function isPart({ headers }, offset, size) {
	const range = headers["content-range"];
	const [, first, last, whole] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(String(range)) ?? [];
	return Number(first) === offset && Number(last) === size - 1 && (whole === "*" || Number(whole) === size);
}
/** The bytes from `offset` on out of the answer to a range request; `undefined` when the answer does not have them. */
function bytesFrom(response, offset, size) {
	const { status, body } = response;
	if (offset === 0) return status === 200 ? body : void 0;
	if (status === 206) return isPart(response, offset, size) ? body : void 0;
	if (status !== 200) return void 0;
	const rest = skipping(offset);
	pipeline(body, rest, () => {});
	return rest;
}

// src/stores/registry/resumed-blob.ts
/** The most tries in a row that bring fewer bytes than a chunk. */
const ATTEMPTS$1 = 4;
/**
* A blob that is read on from the last byte when its connection breaks. Each time the registry is asked anew, since the storage
* URL of its redirect may have expired. The reader has to check the digest.
*/
var ResumedBlob = class extends Readable {
	#options;
	#gone = new AbortController();
	#signal;
	#source;
	#at;
	#mark;
	#attempt = 1;
	constructor(first, options) {
		super();
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
	/** Opens the content again. It throws `broken`, or the error of the next try, when that ends the reading. */
	async #resume(broken) {
		const { open, sleep, random, size, chunk } = this.#options;
		this.#source = void 0;
		if (this.#at === size) {
			this.push(null);
			return;
		}
		if (this.#at >= this.#mark + chunk) this.#attempt = 1;
		this.#mark = this.#at;
		if (!(broken instanceof SealiftError && broken.exitCode === 3) || this.#attempt === ATTEMPTS$1) throw broken;
		await sleep(backoff(this.#attempt, random), this.#signal);
		this.#attempt += 1;
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
* Whether a Docker-Content-Digest header says that the registry stored another content. A digest by another algorithm does
* not: some registries answer the push of a sha512 digest with a sha256 one.
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
	/** Upload sessions that the registry began instead of a mount, by blob. */
	#begun = /* @__PURE__ */ new Map();
	/** Repositories that the registry has refused to mount from. */
	#refused = /* @__PURE__ */ new Set();
	constructor(repository, sessions) {
		this.#repository = repository;
		this.#sessions = sessions;
	}
	/**
	* Asks for the mount of a blob.
	*
	* @param from `REGISTRY/REPOSITORY`. Nothing is asked unless this run reads, or where `isWritten` writes, that repository with the
	*   same login.
	* @returns whether the registry has the blob now.
	*/
	async mount({ digest }, from, { isWritten }, signal) {
		const source = this.#inThisRegistry(from);
		if (source === void 0 || this.#refused.has(source)) return false;
		if (isWritten) await this.#repository.alsoPullFrom(source);
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
	/** Takes out the upload session that the registry began instead of a mount. */
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
	/** Sends the request; resolves to `undefined` when the login does not allow it. */
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
* The URL at which an upload goes on, exactly as the registry names it. A foreign host gets no credentials (CVE-2026-50151),
* and has to use TLS if the registry does.
*
* @throws SealiftError `unexpected_answer` when the answer names no URL, or one that must not be asked.
*/
function uploadLocation({ headers, url: answered }, registry) {
	const { location } = headers;
	const refuse = (reason, hint) => new SealiftError("unexpected_answer", `${redactUrl(answered)} starts an upload ${reason}`, hint === void 0 ? {} : { hint });
	if (typeof location !== "string" || !URL.canParse(location, answered.href)) throw refuse("without saying where");
	const url = new URL(location, answered);
	if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") throw refuse("at something that is not a plain http URL");
	if (url.protocol === "http:" && registry.protocol === "https:") throw refuse(`without TLS, at ${redactUrl(url)}`, behindTlsHint(url, registry));
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
/** The `Range` of an upload session, such as `0-41`. Some registries write `bytes=` before it, or the end -1 for no byte. */
const RANGE = /^(?:bytes[= ])?0-(-1|\d{1,15})$/;
/**
* The number of bytes that an upload session has, by the `Range` of an answer; `undefined` when it has none. `0-0` means one
* byte, or no byte at distribution, and is read as none.
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
/** Sends the requests of upload sessions (distribution-spec, "Pushing blobs"). Callers judge the answers. */
var Sessions = class {
	#repository;
	constructor(repository) {
		this.#repository = repository;
	}
	/** Begins a session by POST. @throws SealiftError when the registry begins none. */
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
	/** The session that a 202 names. */
	async begun(response) {
		await discard(response);
		return {
			location: uploadLocation(response, this.#repository.origin),
			shortestChunk: shortestChunk(response)
		};
	}
	/** Completes a session by PUT, with the whole blob or, after chunks, with no body. */
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
	/** Sends the chunk that begins at `offset` by PATCH. */
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
	/** Asks for the bytes that a session has; `undefined` when it is gone, or the registry cannot tell. */
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
	/** The progress that an answer of a session names. */
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
	/** Cancels an unused session by DELETE. It never fails, since registries end abandoned sessions themselves. */
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
	/** The error for an unwanted answer. */
	refusal(response, method) {
		return this.#repository.error(response, method, "push a blob to");
	}
};

// src/async/prefetch.ts
/** Marks the rejection of `work` as handled, so that it can be begun early. A caller that awaits it still gets the error. */
function prefetch(work) {
	work.catch(() => {});
	return work;
}

// src/stores/registry/uploads/chunk-source.ts
/** Cuts a blob into chunks that stream. Consecutive chunks are read from the source in one reading. */
var ChunkSource = class {
	#descriptor;
	#open;
	#stream;
	#parts;
	#left;
	/** Position of the reading in the blob. */
	#at = 0;
	/** Whether the last chunk was read to its end, so that the next one can follow in the same reading. */
	#isWhole = false;
	constructor(descriptor, open) {
		this.#descriptor = descriptor;
		this.#open = open;
	}
	/** Takes `length` bytes from `offset` on. The chunk that was taken before must not be read any more. */
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
/** The most tries in a row that make no progress, after broken connections or errors of the registry. */
const ATTEMPTS = 4;
/** When a registry demands chunks longer than this many of ours, the rest of the blob is sent as one chunk. */
const MOST_LENGTHS = 8;
/** The most chunks of one try of which the registry keeps less than {@link FAIR_PART}. */
const STALLS = 3;
const FAIR_PART = 1 / 2;
/** All tries together send at most so many times the bytes of the blob and one chunk: a session may go back without end. */
const MOST_SENT = 8;
/**
* Uploads one blob to a registry in one PUT, which every registry takes. When the PUT fails midway, a blob of several chunks goes
* on in chunks from the offset that the session names. The status of a chunk proves nothing; the `Range` of the answer counts
* and, at the end, the digest.
*/
var Upload = class {
	#sessions;
	#descriptor;
	#open;
	#options;
	#source;
	#session;
	#opened;
	/** Bytes that the session has. */
	#received = 0;
	/** The longest body that is sent after one was refused for its length. */
	#limit;
	/** Bytes of all bodies that were sent so far. */
	#sent = 0;
	#mayResume;
	#answer;
	/** @param begun an open session without any bytes. */
	constructor(sessions, descriptor, open, options, begun) {
		this.#sessions = sessions;
		this.#descriptor = descriptor;
		this.#open = open;
		this.#options = options;
		this.#source = new ChunkSource(descriptor, open);
		this.#session = begun;
		this.#mayResume = descriptor.size > options.chunk;
	}
	/** Begins the session and opens the source at the same time. */
	async #begin(signal) {
		this.#opened = prefetch(this.#open(0));
		try {
			return await this.#sessions.begin(signal);
		} catch (error) {
			this.#close();
			throw error;
		}
	}
	/** Closes a source that was opened and is not read. */
	#close() {
		this.#opened?.then((stream) => stream.destroy(), () => {});
		this.#opened = void 0;
	}
	/** The whole blob, from the source that is open already, if there is one. */
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
					const isHopeless = this.#sent > MOST_SENT * (this.#descriptor.size + chunk);
					if (!this.#mayPass(error) || attempt >= ATTEMPTS || isHopeless || delay === void 0) throw error;
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
			this.#sent += size;
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
	/** Sends the rest in chunks. It resolves to the session with the whole blob, or to `undefined` when the blob is stored. */
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
			this.#sent += length;
			const response = await this.#sessions.send(session, from, body, signal);
			this.#answer = response;
			const said = this.#sessions.progressOf(session, response);
			if (!(response.status < 300 || response.status === 416 && said)) throw await this.#sessions.refusal(response, "PATCH");
			await discard(response);
			if (response.status === 201 && await this.#options.isThere(signal)) return void 0;
			const progress = said ?? await this.#sessions.progress(session, signal);
			if (!progress || progress.received > size) throw this.#unconfirmed("does not say what it has of it");
			if (progress.received - from < length * FAIR_PART) stalls += 1;
			if (stalls === STALLS) {
				const kept = Math.max(0, progress.received - from);
				throw this.#unconfirmed(`keeps ${kept} of the last ${length} bytes that it was sent`);
			}
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
	* Finds out the offset at which to go on.
	*
	* @returns whether the registry has the blob: only the last answer may have been lost.
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
	/** Shortens the bodies, to a chunk and then to half of that. It returns `false` when they cannot be shorter. */
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
/** Bytes of one chunk. GHCR takes chunks of half this size at most, and gets them after it refuses the first one. */
const CHUNK = 8388608;
/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing blobs"). */
var Blobs = class {
	#repository;
	#options;
	#sessions;
	#mounts;
	/** Upload sessions that were begun for later blobs, with the signal of whoever began them. */
	#begun = [];
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
		if (length > 0 && contentEncoding(response) === void 0 && length !== size) throw new SealiftError("digest_mismatch", `blob ${digest} has ${length} bytes at ${this.#repository.name}, it should have ${size}`);
		return true;
	}
	/** Opens the bytes from `offset` on. When the connection breaks, a further request reads on from there. */
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
		const ask = (from) => this.#repository.request({
			method: "GET",
			url: this.#repository.url(`blobs/${digest}`),
			...from > 0 ? { headers: { range: `bytes=${from}-` } } : {},
			answer: "stream",
			signal
		});
		let response = await ask(offset);
		if (response.status === 206 && contentEncoding(response) !== void 0) {
			response.body.destroy();
			response = await ask(0);
		}
		const bytes = response.status < 300 && bytesFrom(undoGzip(response, size), offset, size);
		if (bytes) return bytes;
		if (response.status === 404) {
			await discard(response);
			throw new SealiftError("artifact_not_found", `${this.#repository.name} has no blob ${digest}`, { hint: "The image is not whole in its repository; push it again." });
		}
		throw await this.#repository.error(response, "GET", "read from");
	}
	/** Uploads one blob; see {@link Upload}. */
	async put(descriptor, open, signal) {
		const options = {
			...this.#options,
			name: this.#repository.name,
			isThere: (joined) => this.#isThere(descriptor, joined)
		};
		const begun = this.#mounts.take(descriptor.digest) ?? await this.#begun.shift()?.session;
		return new Upload(this.#sessions, descriptor, open, options, begun).run(signal);
	}
	/** Begins the session of the next upload; see {@link UploadOpener}. */
	begin(signal) {
		this.#begun.push({
			session: this.#sessions.begin(signal).catch(() => void 0),
			signal
		});
	}
	/** Cancels the sessions that no blob was sent to, unless their run was aborted. */
	async close() {
		const unused = this.#begun.splice(0).map(async ({ session, signal }) => {
			const begun = await session;
			if (begun && !signal.aborted) await this.#sessions.cancel(begun, signal);
		});
		await Promise.all(unused);
	}
	/** Mounts one blob from another repository; see {@link Mounts}. */
	mount(descriptor, from, how, signal) {
		return this.#mounts.mount(descriptor, from, how, signal);
	}
};

// src/oci/limits.ts
const MIB = 1048576;
/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
const MANIFEST_LIMIT = 4 * MIB;
/** The config of an image, which names its platform. */
const CONFIG_LIMIT$2 = 4 * MIB;
/** One signature envelope. Real envelopes have some kilobytes; notation reads up to 32 MiB. */
const ENVELOPE_LIMIT = 4 * MIB;
/** All envelopes together that a run reads at the same time. */
const ENVELOPES_LIMIT = 16 * MIB;
/** The memory of all manifests of one image, its children and their attachments, bytes and parsed values together. */
const GRAPH_LIMIT = 64 * MIB;
const GRAPH_MANIFESTS = 1e4;
/** Entries of one list of referrers. */
const REFERRERS_LIMIT = 1e4;

// src/oci/media-types.ts
/** Media types of the OCI image spec (media-types.md) and of Docker's schema 2 (manifest-v2-2). */
const MEDIA_TYPES = {
	ociImage: "application/vnd.oci.image.manifest.v1+json",
	ociIndex: "application/vnd.oci.image.index.v1+json",
	ociEmpty: "application/vnd.oci.empty.v1+json",
	/** The artifact manifest, withdrawn before image-spec 1.1. Sealift reads it and never makes one. */
	ociArtifact: "application/vnd.oci.artifact.manifest.v1+json",
	/** The index of Notary's prototype of 2020 (nv2), which holds a signature. Sealift reads the signature, and no such index as an image. */
	prototypeIndex: "application/vnd.oci.image.index.v2+json",
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
/** The kind of manifest that a media type names; `undefined` for one that Sealift does not read. */
function manifestKind(mediaType) {
	return Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType] : void 0;
}
function isSchema1(mediaType) {
	return mediaType === MEDIA_TYPES.dockerSchema1 || mediaType === MEDIA_TYPES.dockerSchema1Signed;
}
/** The Accept header of every manifest request. Registries convert a manifest, or answer 404, when its type is missing. */
const MANIFEST_ACCEPT = [...Object.keys(KINDS), MEDIA_TYPES.prototypeIndex].join(", ");
/** Whether a layer must not be pushed (image-spec, "Non-distributable Layers"; Docker calls such layers foreign). */
function isForeignLayer(mediaType) {
	return mediaType.includes(".nondistributable.") || mediaType === "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
}
/** Whether a config is that of a container image (image-spec, config.md; Docker's manifest-v2-2). */
function isImageConfig(mediaType) {
	return /^application\/vnd\.(oci\.image\.config\.v1|docker\.container\.image\.v1)\+json$/.test(mediaType);
}
/** The media type of a Content-Type header in lower case and without parameters (RFC 9110, 8.3.1). */
function bareMediaType(contentType) {
	return contentType.split(";", 1)[0].trim().toLowerCase();
}

// src/oci/parse-descriptor.ts
/**
* A media type of RFC 6838, 4.2, which is safe in a header that we send. It may have parameters (RFC 9110, 5.6.6), as
* `application/vnd.dev.sigstore.bundle+json;version=0.2` has.
*/
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(?: *; *[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[ !#-[\]-~]*"))*$/;
/** The rule of each member beyond its type. An artifact type may be any text, as Go programs take it: we only compare it. */
const RULES = {
	mediaType: ({ mediaType }) => mediaType !== void 0 && MEDIA_TYPE.test(mediaType),
	digest: ({ digest }, isKnown) => digest !== void 0 && isKnown(digest),
	size: ({ size }) => size !== void 0 && size >= 0,
	platform: ({ platform }) => platform === void 0 || platform.architecture !== void 0 && platform.os !== void 0
};
function check(members, rules, context, isKnown = isDigest) {
	for (const name of rules) if (!RULES[name](members, isKnown)) throw errorIn(context, `has a malformed descriptor (${name})`);
}
/** Go programs write an empty text for a member that is absent, so the two are read alike. */
function withoutEmpty(members) {
	if (members.artifactType !== "" && members.data !== "") return members;
	const { artifactType, data, ...others } = members;
	return {
		...others,
		...artifactType && { artifactType },
		...data && { data }
	};
}
function parseDescriptor(members, context, isKnown = isDigest) {
	check(members, Object.keys(RULES), context, isKnown);
	return withoutEmpty(members);
}
/** The grammar of digests (descriptor.md) for algorithms other than the two that Sealift checks. */
function hasForeignDigest({ digest }) {
	return digest !== void 0 && /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest) && !/^sha(?:256|512):/.test(digest);
}
/**
* An entry of a list that others write as well: of referrers, or `index.json` of a layout. `undefined` for content under a
* digest algorithm that Sealift cannot check: nothing of ours is there, and nothing could be fetched. For what platform an
* entry is plays no part in a list.
*/
function parseEntry(members, context) {
	if (hasForeignDigest(members)) return void 0;
	check(members, [
		"mediaType",
		"digest",
		"size"
	], context);
	return withoutEmpty(members);
}

// src/oci/shapes.ts
/** image-index.md, `platform`, and `features` of Docker's manifest list. */
const PLATFORM = struct({
	architecture: "text",
	os: "text",
	"os.version": "text",
	"os.features": listOf("text"),
	variant: "text",
	features: listOf("text")
});
/** image-spec, descriptor.md. */
const DESCRIPTOR_MEMBERS = {
	mediaType: "text",
	digest: "text",
	size: "integer",
	urls: listOf("text"),
	annotations: mapOf("text"),
	data: "bytes",
	platform: PLATFORM,
	artifactType: "text"
};
const DESCRIPTOR = struct(DESCRIPTOR_MEMBERS);
/**
* The members of manifests of every kind (image-spec manifest.md and image-index.md, Docker's manifest-v2-2, the withdrawn
* artifact manifest). Some readers guess the kind by its members, so each member is read by one rule in all kinds.
*/
const MANIFEST_MEMBERS = {
	schemaVersion: "integer",
	mediaType: "text",
	artifactType: "text",
	config: DESCRIPTOR,
	layers: listOf(DESCRIPTOR),
	blobs: listOf(DESCRIPTOR),
	manifests: listOf(DESCRIPTOR),
	subject: DESCRIPTOR,
	annotations: mapOf("text")
};
const MANIFEST = struct(MANIFEST_MEMBERS);
const { annotations, data, platform, urls, ...identity } = DESCRIPTOR_MEMBERS;
/** An index that is a list of referrers: of its entries only the members of a descriptor are read. */
const LIST$2 = struct({
	...MANIFEST_MEMBERS,
	manifests: listOf(struct({
		...identity,
		annotations: unread(annotations),
		data: unread(data),
		platform: unread(platform),
		urls: unread(urls)
	}))
});
/** image-layout.md, "oci-layout file". */
const LAYOUT = struct({ imageLayoutVersion: "text" });

// src/oci/manifest.ts
/** Refuses a manifest whose own type is not that of its descriptor (GHSA-77vh-xpmg-72qh). */
function checkType(body, mediaType, context) {
	if (body.mediaType !== void 0 && body.mediaType !== mediaType) throw errorIn(context, `says it is ${printable(body.mediaType)} but was served as ${printable(mediaType)}`);
	if (mediaType !== MEDIA_TYPES.ociImage && mediaType !== MEDIA_TYPES.ociIndex && body.mediaType === void 0) throw errorIn(context, "does not say its mediaType");
	if (mediaType !== MEDIA_TYPES.ociArtifact && body.schemaVersion !== 2) throw errorIn(context, "is not of schema version 2");
}
/** Members that would make a manifest readable as two different kinds (GHSA-mc8v-mgrf-8f4m). */
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
function checkMembers(body, kind, context) {
	for (const member of FOREIGN_MEMBERS[kind]) if (body[member] !== void 0) throw errorIn(context, `has the member ${member} of another kind`);
}
/**
* Reads a manifest whose digest and size were checked. Docker schema 1 is refused by name.
*
* @param unnamed `kept`: the manifest is a list of referrers that is written again, so that members stay which no specification
*   names, and entries under another digest algorithm (`isDigest` tells them).
* @throws SealiftError `manifest_invalid` or `manifest_unsupported`.
*/
function parseManifest({ descriptor, bytes }, unnamed = "dropped") {
	const { mediaType, digest } = descriptor;
	const context = {
		code: "manifest_invalid",
		what: `manifest ${digest}`
	};
	if (isSchema1(mediaType)) throw new SealiftError("manifest_unsupported", `manifest ${digest} is Docker schema 1`, { hint: "Push the image again with a current tool; schema 1 is withdrawn and cannot be copied without changing its digest." });
	const kind = manifestKind(mediaType);
	if (kind === void 0) throw new SealiftError("manifest_unsupported", `manifest ${digest} is ${printable(mediaType)}`);
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", `manifest ${digest} is over 4 MiB`);
	const body = readAs(MANIFEST, bytes, context, unnamed);
	checkType(body, mediaType, context);
	const isArtifact = mediaType === MEDIA_TYPES.ociArtifact;
	checkMembers(body, isArtifact ? "artifact" : kind, context);
	const one = (members) => parseDescriptor(members, context);
	const entry = (members) => parseEntry(members, context) ?? members;
	if (kind === "image" && !isArtifact && body.config === void 0) throw errorIn(context, "has no config");
	return {
		kind,
		mediaType,
		...body.artifactType ? { artifactType: body.artifactType } : {},
		...body.config === void 0 ? {} : { config: one(body.config) },
		layers: (isArtifact ? body.blobs : body.layers)?.map(one) ?? [],
		manifests: body.manifests?.map(unnamed === "kept" ? entry : one) ?? [],
		...body.subject === void 0 ? {} : { subject: one(body.subject) },
		annotations: body.annotations ?? {}
	};
}
/** The artifact type of a manifest, else the media type of its config, as distribution-spec, "Listing Referrers", has it. */
function artifactTypeOf(manifest) {
	return manifest.artifactType ?? manifest.config?.mediaType ?? "";
}
/**
* The entries of an OCI index that is a list of referrers, those that can be fetched. Members beyond those of a descriptor are
* not read.
*/
function parseList({ descriptor, bytes }) {
	const context = {
		code: "manifest_invalid",
		what: `manifest ${descriptor.digest}`
	};
	const body = readAs(LIST$2, bytes, context);
	checkType(body, descriptor.mediaType, context);
	checkMembers(body, "index", context);
	return body.manifests?.flatMap((members) => parseEntry(members, context) ?? []) ?? [];
}

// src/oci/descriptor.ts
/** Whether two descriptors have the same media type, digest and size: so signatures and subjects are compared. */
function sameContent(a, b) {
	return a.mediaType === b.mediaType && a.digest === b.digest && a.size === b.size;
}
/** The descriptor with mediaType, digest and size alone, as the `subject` of a manifest has it. */
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

// src/oci/discovery/discover.ts
/** The entries that readers fetch by their default, so that no more are asked for (notation's `--max-signatures`). */
const FETCHED = 100;
/** The list that counts: distribution-spec, "Listing Referrers", has the tag read only where there is no API. */
function listThatCounts({ api, tag }) {
	return api ?? tag;
}
/** Whether an entry of a list describes `wanted` wholly: content and artifact type. */
function describes(entry, wanted) {
	return sameContent(entry, wanted) && (entry.artifactType ?? "") === (wanted.artifactType ?? "");
}
/**
* The one meaning of "discoverable": would a reader get to `wanted` that asks the Referrers API and believes a 200, else reads
* the referrers tag, keeps the entries of the wanted artifact type, fetches them in listed order and ends at the first that it
* cannot fetch? So notation-go and oras-go read (notation.go, `Verify`; registry/remote, `Referrers`).
*
* @param wanted as a list has to have it, with the artifact type (distribution-spec, "Listing Referrers").
*/
function discover(lists, wanted, standing) {
	const entries = listThatCounts(lists);
	const { artifactType } = wanted;
	const ask = [];
	let before = 0;
	for (const entry of entries) {
		if (artifactType !== void 0 && entry.artifactType !== artifactType) continue;
		const isWanted = entry.digest === wanted.digest;
		if (isWanted && !sameContent(entry, wanted)) return {
			state: "mislisted",
			as: entry
		};
		const known = standing(entry);
		if (known === "gone" || known === "unfit") return {
			state: "blocked",
			by: entry,
			standing: known
		};
		if (known === "unknown" && (isWanted || before < FETCHED)) ask.push(entry);
		before += 1;
		if (isWanted) return ask.length > 0 ? {
			state: "open",
			ask
		} : { state: "reached" };
	}
	const other = entries.find(({ digest }) => digest === wanted.digest);
	return other ? {
		state: "mislisted",
		as: other
	} : { state: "unlisted" };
}

// src/oci/referrers-index.ts
/**
* The tag that stands in for the Referrers API (distribution-spec, "Referrers Tag Schema"): algorithm and encoded part,
* the latter cut to 64 characters.
*/
function referrersTag(subject) {
	return `${digestAlgorithm(subject).slice(0, 32)}-${digestHex(subject).slice(0, 64)}`;
}
const REFERRERS_TAG = /^(?:sha256|sha512)-[0-9a-f]{64}$/;
/** Digest tags too: they are referrers tags with a suffix, `sha256-HEX.sig`. */
const NAMED_AFTER_DIGEST = /^(?:sha256|sha512)-[0-9a-f]{64}/;
/** Whether readers look under this tag for the referrers of some manifest, where there is no Referrers API. */
function isReferrersTag(tag) {
	return REFERRERS_TAG.test(tag);
}
/** The remedy where a tag would hide a list of referrers. */
const HIDING_HINT = "Nothing was written. Promote to a tag of another form, or by digest, which needs no tag: REGISTRY/REPOSITORY@DIGEST.";
/** Whether signatures may be found by this tag: it is a referrers tag or a digest tag, or begins as one. */
function isNamedAfterDigest(tag) {
	return NAMED_AFTER_DIGEST.test(tag);
}
/**
* The entry of a manifest in a list of referrers, with its annotations and its artifact type (distribution-spec, "Listing
* Referrers"). notation finds no signature without the type.
*/
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
/**
* Reads an answer of the Referrers API or the content of a referrers tag: an OCI image index, nothing else.
*
* @param members says which members of the entries are read: all of a list that may be written again, else a descriptor's.
*/
function parseReferrersIndex(content, what, members) {
	const context = {
		code: "manifest_invalid",
		what
	};
	if (content.descriptor.mediaType !== MEDIA_TYPES.ociIndex) throw errorIn(context, "is not an OCI image index");
	return members === "all" ? parseManifest(content, "kept").manifests : parseList(content);
}
/**
* Merges `added` into the entries of an index. Entries that are there keep their order and all their members; of duplicates
* one stays. An entry of an added digest that describes it wrongly is left out. `changed` is `false` when the entries are the
* same as before.
*
* @param annotations those of the index itself, which stay as well.
* @throws SealiftError `content_too_large` when the index would be over 4 MiB.
*/
function mergeReferrers(current, added, annotations = {}) {
	const merged = /* @__PURE__ */ new Map();
	const own = new Map(added.map((one) => [one.digest, one]));
	const isRight = (entry) => {
		const ours = own.get(entry.digest);
		return ours === void 0 || describes(entry, ours);
	};
	for (const descriptor of [...current.filter(isRight), ...added]) {
		const { mediaType, digest, size, artifactType = "" } = descriptor;
		const content = `${mediaType} ${digest} ${size} ${artifactType}`;
		if (!merged.has(content)) merged.set(content, descriptor);
	}
	const manifests = [...merged.values()];
	const kept = Object.keys(annotations).length === 0 ? {} : { annotations };
	const body = {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests,
		...kept
	};
	const bytes = new TextEncoder().encode(JSON.stringify(body));
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", "the referrers index of this image would be over 4 MiB", { hint: "Nothing was pushed. Use a registry with the Referrers API, whose lists have no such limit; `sealift list` shows what is attached." });
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

// src/stores/registry/guarded-tags.ts
/** Milliseconds before the second reading where no other writer is waited for. A registry may show a write late. */
const FIRST_LOOK = 100;
/** An ETag that no content has: a registry that honours If-Match (RFC 9110, 13.1.1) refuses a write with it. */
const FOREIGN_ETAG = `"sha256:${"0".repeat(64)}"`;
var Stale = class extends SealiftError {
	constructor() {
		super("referrers_index_contended", "the tag was read too long ago to be written");
	}
};
/** The condition that the tag is unchanged since it was read, or still absent (RFC 9110, 13.1.1 and 13.1.2). */
function guardOf({ etag, exists }) {
	if (etag !== void 0) return { "if-match": etag };
	return exists ? {} : { "if-none-match": "*" };
}
/**
* Writes tags of one repository that others may write at the same time (docs/architecture.md, "The referrers tag"). The
* specification has no lock. So a tag is written soon after it was read; who writes it then waits until every writer that
* had read before must have written, and reads it back. Where the registry honours If-Match, that guards the write and nobody waits.
*/
var GuardedTags = class {
	#manifests;
	#options;
	/** Whether the registry honours If-Match. An ETag does not prove that: distribution sends one and ignores If-Match. */
	#honoured;
	constructor(manifests, options) {
		this.#manifests = manifests;
		this.#options = options;
	}
	/** Whether a reading counts as stale: after half of W, so that the other half is left for the write. */
	isOld({ readAt }) {
		const { now, window } = this.#options;
		return now().getTime() - readAt >= window / 2;
	}
	/** Milliseconds until the reading that confirms a write; 0 where no other writer is waited for. */
	waitAfter(outcome) {
		const { window, singleWriter } = this.#options;
		return outcome === "written" && !singleWriter ? window : 0;
	}
	/** Milliseconds before the next round, with a random part so that colliding writers do not collide again. */
	spread(round, outcome) {
		const { random, window } = this.#options;
		return this.waitAfter(outcome) > 0 ? random() * window : Math.min(window, FIRST_LOOK * 2 ** (round - 1)) * (.5 + random() / 2);
	}
	/** Points `tag` at `content`, which was made of what the tag held in `state`. */
	async write(tag, content, state, signal) {
		if (this.#honoured === void 0 && state.etag !== void 0 && !this.#options.singleWriter) {
			const probed = await this.#put(tag, content, state, { "if-match": FOREIGN_ETAG }, signal);
			if (probed === "stale") return probed;
			this.#honoured = probed === "refused";
			if (!this.#honoured) return "written";
		}
		const guard = this.#honoured ? guardOf(state) : {};
		const outcome = await this.#put(tag, content, state, guard, signal);
		return outcome === "written" && Object.keys(guard).length > 0 ? "guarded" : outcome;
	}
	/** Sends one PUT. Neither it nor a retry is sent once the reading that it is based on is stale. */
	async #put(tag, content, state, guard, signal) {
		const isGuarded = Object.keys(guard).length > 0 && guard["if-match"] !== FOREIGN_ETAG;
		const beforeSending = () => {
			if (!isGuarded && !this.#options.singleWriter && this.isOld(state)) throw new Stale();
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
			throw error;
		}
	}
};

// src/oci/copy/not-kept.ts
/** What a target may lose, with the code of the loss. */
const LOSSES = {
	child: ["child_missing", "the child manifest"],
	manifest: ["registry_refused", "the manifest"],
	blob: ["registry_refused", "the blob"],
	envelope: ["signature_lost", "the signature envelope"],
	signature: ["signature_lost", "a part of a signature,"]
};
const NOT_KEPT_HINT = "The registry does not keep what it is given, not when it is given again either: whoever runs it has to look at its storage.";
/** The error for something that a target took, took again, and does not have. */
function notKept({ name }, loss, digest) {
	const [code, what] = LOSSES[loss];
	return new SealiftError(code, `${name} says that it stored ${what} ${digest}, and does not have it`, { hint: `${NOT_KEPT_HINT} No tag was set.` });
}

// src/oci/discovery/why-unreached.ts
/** What a list says of an entry, where it differs from what it should say. */
function differences(as, wanted) {
	return [
		as.artifactType === wanted.artifactType ? void 0 : as.artifactType === void 0 ? "without an artifact type" : `with the artifact type ${printable(as.artifactType)}`,
		as.mediaType === wanted.mediaType ? void 0 : `as ${printable(as.mediaType)}`,
		as.size === wanted.size ? void 0 : `with ${as.size} bytes instead of ${wanted.size}`
	].filter((part) => part !== void 0).join(", ");
}
const STOPS = {
	gone: "which is gone",
	unfit: "which cannot be read as it is listed"
};
/**
* Says why a reader does not get to `wanted`, as the end of a sentence that begins with the list.
*
* @returns for example `does not list it`; `undefined` when the reader gets there.
*/
function whyUnreached(reach, wanted) {
	switch (reach.state) {
		case "reached": return;
		case "unlisted": return "does not list it";
		case "mislisted": return `lists it ${differences(reach.as, wanted)}`;
		case "blocked":
			if (reach.by.digest === wanted.digest) return `lists it, but it is ${reach.standing === "gone" ? "gone" : "not readable as it is listed"}`;
			return `lists ${reach.by.digest} before it, ${STOPS[reach.standing]}, and readers end there`;
	}
}

// src/stores/registry/lost-referrer.ts
const BLOCKED_HINT = "Notation and other readers end at an entry that they cannot fetch. Push that manifest and its parts again from where they came, have it deleted if it never was a readable signature, or use another repository.";
const API_HINT = "Other programs ask this API and look nowhere else, so no referrers tag was written. Run the command again; if it stays so, the registry does not list this kind of artifact, or archived it. A promotion leaves what is no signature behind with --include signatures.";
function hintOf({ entry, reach }, place) {
	if (reach.state !== "blocked") return place === "api" ? API_HINT : void 0;
	return reach.by.digest === entry.digest ? NOT_KEPT_HINT : BLOCKED_HINT;
}
/**
* The error for a referrer that the registry took and that readers do not get to. It names the registry and the list.
*
* @param place the list that was read; `store` when the registry has no such manifest any more.
*/
function lostReferrer(name, { digest: subject }, { entry, reach }, place) {
	if (place === "store") {
		const message = `${name} took ${entry.digest}, attached to ${subject}, and does not have it`;
		return new SealiftError("signature_lost", message, { hint: NOT_KEPT_HINT });
	}
	const list = place === "api" ? "its Referrers API" : `its referrers tag ${referrersTag(subject)}`;
	const message = `${name} took ${entry.digest}, attached to ${subject}, but ${list} ${whyUnreached(reach, entry)}`;
	const hint = hintOf({
		entry,
		reach
	}, place);
	return new SealiftError("signature_lost", message, hint === void 0 ? {} : { hint });
}

// src/stores/registry/index-writer.ts
/**
* Times that a registry may refuse the index for a missing manifest before the entries whose manifest is gone are left out.
* The first refusals may come from a replica that is late.
*/
const GAP_ROUNDS = 4;
/** Adds entries to referrers tags by docs/architecture.md, "The referrers tag" (distribution-spec, "Referrers Tag Schema"). */
var IndexWriter = class {
	#referrers;
	#manifests;
	#owner;
	#tags;
	#options;
	constructor(referrers, manifests, owner, tags, options) {
		this.#referrers = referrers;
		this.#manifests = manifests;
		this.#owner = owner;
		this.#tags = tags;
		this.#options = options;
	}
	/**
	* Adds referrers to the referrers tag of their subject, and resolves when a reader of the tag gets to all of them. Entries
	* that describe one of them wrongly are mended, and entries before them whose manifest is definitely gone are left out.
	*
	* @param known the content of the tag as it was read before.
	* @throws SealiftError `referrers_index_contended`, `signature_lost`, `tag_immutable`, `content_too_large`,
	*   `referrers_tag_taken` when the tag holds no list of referrers, or `upload_unconfirmed` when the registry lacks another
	*   manifest that the index names.
	*/
	async add(referrers, known, signal) {
		const { subject, entries: added } = referrers;
		const { name } = this.#manifests;
		const { sleep } = this.#options;
		const unreached = ({ entries }) => referrers.unreached({
			api: void 0,
			tag: entries
		}, signal);
		let state = known && !this.#tags.isOld(known) ? known : await this.#referrers.readTag(subject, signal);
		let gone = /* @__PURE__ */ new Set();
		let refusals = 0;
		let refusal;
		let hasWritten = false;
		let lost = await unreached(state);
		for (let round = 1; round <= 12 && lost.length > 0; round += 1) {
			if (lost.every(isPastMending)) throw lostReferrer(name, subject, lost[0], "tag");
			refusal = void 0;
			if (state.isSubject && hasWritten) throw unkeepable(subject, added);
			await this.#owner.refuseTaken(subject, state, added, signal);
			const isKept = ({ digest }) => !gone.has(digest);
			const suspects = await referrers.goneBefore(state.entries.filter(isKept), signal);
			gone = /* @__PURE__ */ new Set([...gone, ...await this.#confirmedGone(suspects, signal)]);
			const kept = {
				...state,
				entries: state.entries.filter(isKept)
			};
			const outcome = await this.#write(subject, kept, added, signal).catch(async (error) => {
				const own = error instanceof SealiftError && !signal.aborted ? await referrers.missing(signal) : [];
				refusal = own.length > 0 ? error : missingChild(error, subject);
				refusals += 1;
				if (own.length > 0 && refusals >= GAP_ROUNDS) throw lostReferrer(name, subject, own[0], "store");
				await referrers.putAgain(own, signal);
				return "refused";
			});
			if (refusal && refusals === GAP_ROUNDS) gone = await this.#gone(state.entries, signal);
			if (outcome === "written" || outcome === "guarded") {
				hasWritten = true;
				const wait = this.#tags.waitAfter(outcome);
				if (wait > 0) await sleep(wait, signal);
				state = await this.#referrers.readTag(subject, signal);
				lost = await unreached(state);
				if (lost.length === 0) return;
			}
			if (outcome !== "stale") await sleep(this.#tags.spread(round, outcome), signal);
			state = await this.#referrers.readTag(subject, signal);
			lost = await unreached(state);
		}
		if (lost.length === 0) return;
		const [own] = await referrers.missing(signal);
		if (own) throw lostReferrer(name, subject, own, "store");
		if (refusal) throw refusal;
		if (lost.every(isPastMending)) throw lostReferrer(name, subject, lost[0], "tag");
		const digests = lost.map(({ entry }) => entry.digest);
		throw new SealiftError("referrers_index_contended", `the referrers tag of ${subject.digest} does not keep ${digests.join(", ")}: others write it at the same time`);
	}
	/** The entries whose manifest is still gone after W: a replica may be late with the manifest of another writer. */
	async #confirmedGone(entries, signal) {
		const first = await this.#gone(entries, signal);
		if (first.size === 0) return first;
		await this.#options.sleep(this.#options.window, signal);
		return this.#gone(entries.filter(({ digest }) => first.has(digest)), signal);
	}
	/** The entries whose manifest is definitely gone. Some registries refuse an index that names a missing manifest. */
	async #gone(entries, signal) {
		const found = await Promise.all(entries.filter(({ digest }) => isDigest(digest)).map(async ({ digest }) => await this.#manifests.resolve({ digest }, signal) ? [] : [digest]));
		return new Set(found.flat());
	}
	async #write(subject, state, added, signal) {
		const { content } = mergeReferrers(state.entries, added, state.annotations);
		try {
			return await this.#tags.write(referrersTag(subject.digest), content, state, signal);
		} catch (error) {
			throw error instanceof SealiftError && error.code === "tag_immutable" ? explained$1(error) : error;
		}
	}
};
/** Whether an entry of somebody else stands before a referrer and ends the reading, and may not be left out. */
function isPastMending({ entry, reach }) {
	return reach.state === "blocked" && reach.standing === "unfit" && reach.by.digest !== entry.digest;
}
/**
* The error for an index that was refused because a manifest it names is missing: a replica is late, or the manifest is gone.
* Every other error is thrown.
*/
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
function explained$1(error) {
	return new SealiftError("tag_immutable", `${error.message}; this tag lists what is attached`, {
		cause: error,
		hint: "This registry has no Referrers API, so the tags sha256-* must stay movable: exclude them from its immutability rule."
	});
}

// src/stores/registry/list-prefetch.ts
/**
* Asks for the lists of a subject as soon as the PUT of a referrer is answered without OCI-Subject. The referrers tag is then
* probably needed, and the questions need not wait for the remaining manifests. The header is only a hint
* (docs/architecture.md, "Discovery"); the lists decide.
*/
var ListPrefetch = class {
	#referrers;
	#asked = /* @__PURE__ */ new Map();
	constructor(referrers) {
		this.#referrers = referrers;
	}
	/** Notes that a referrer of the subject is about to be sent: a list that was asked for before does not confirm it. */
	outdate({ digest }) {
		const known = this.#asked.get(digest);
		if (known) known.isCurrent = false;
	}
	/** Asks API and tag at the same time. It asks once for a subject, and only while nobody knows whether there is an API. */
	ask(subject, signal) {
		const known = this.#asked.get(subject.digest);
		if (this.#referrers.capability !== "unknown" || known && !known.signal.aborted) return;
		const needless = new AbortController();
		const tag = prefetch(this.#referrers.readTag(subject, AbortSignal.any([signal, needless.signal])));
		const entries = this.#referrers.apiEntries(subject, signal).then((found) => {
			if (found) needless.abort();
			return found;
		});
		this.#asked.set(subject.digest, {
			entries: prefetch(entries),
			tag,
			isCurrent: true,
			signal
		});
	}
	/** Takes the lists of the subject out; `undefined` when there are none, or when the run that asked was aborted. */
	take({ digest }) {
		const known = this.#asked.get(digest);
		this.#asked.delete(digest);
		return known?.signal.aborted ? void 0 : known;
	}
};

// src/async/task-group.ts
/**
* Runs tasks at the same time. The first failure aborts the signal of the other tasks, and is thrown when all of them have
* ended, so that no task outlives the call.
*/
async function taskGroup(signal, tasks) {
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

// src/async/map-group.ts
/**
* Runs `work` for each item, at most `width` at the same time, and otherwise like {@link taskGroup}: thousands of items that wait
* for their turn take no memory beyond the list of them. The results are in the order of the items.
*/
async function mapGroup(signal, items, width, work) {
	const waiting = items[Symbol.iterator]();
	const results = [];
	let count = 0;
	const worker = async (joined) => {
		for (let next = waiting.next(); !next.done; next = waiting.next()) {
			joined.throwIfAborted();
			const at = count;
			count += 1;
			results[at] = await work(next.value, joined);
		}
	};
	await taskGroup(signal, Array.from({ length: width }, () => worker));
	return results;
}

// src/oci/discovery/reach.ts
/** The most entries that are asked for at the same time: a hostile list may name many large manifests. */
const TOGETHER$2 = 4;
/**
* The standings of the entries of one subject, each asked for once, for as many verdicts as are wanted. One digest may be listed
* with several media types and sizes, of which one at most is right.
*/
var Standings = class {
	#ask;
	#known = /* @__PURE__ */ new Map();
	constructor(ask) {
		this.#ask = ask;
	}
	set(entry, standing) {
		const others = this.#known.get(entry.digest)?.filter((one) => !sameContent(one.entry, entry)) ?? [];
		this.#known.set(entry.digest, [...others, {
			entry,
			standing
		}]);
	}
	of(entry) {
		return this.#known.get(entry.digest)?.find((one) => sameContent(one.entry, entry))?.standing ?? "unknown";
	}
	/** Has every entry that could not be fetched asked for again. */
	forgetFailures() {
		for (const [digest, all] of this.#known) {
			const there = all.filter(({ standing }) => standing === "there");
			if (there.length < all.length) this.#known.set(digest, there);
		}
	}
	/** Finds out whether a reader gets to `wanted`, and asks for the entries that this depends on. */
	async reach(lists, wanted, signal) {
		for (;;) {
			const found = discover(lists, wanted, (entry) => this.of(entry));
			if (found.state !== "open") return found;
			const { ask } = found;
			const asked = await mapGroup(signal, ask, TOGETHER$2, this.#ask);
			for (const [at, standing] of asked.entries()) this.set(ask[at], standing);
		}
	}
};

// src/oci/artifact-type.ts
/** The artifact type of a signature (Notary Project, signature-specification.md, "Storage"). */
const NOTARY_ARTIFACT_TYPE = "application/vnd.cncf.notary.signature";
/** The artifact type of the bundles that cosign 3 attaches (sigstore, protobuf-specs). */
const BUNDLE_ARTIFACT_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
/** Referrers of cosign that are signatures: bundles of any version, and what cosign 2 attached (cosign, pkg/oci/remote). */
const COSIGN_SIGNATURE = /^application\/vnd\.dev\.(?:sigstore\.bundle(?:\.|\+json)|cosign\.artifact\.sig\.)/;
/** Whether an artifact of this type is a signature that cosign attached, or an attestation in the same form. */
function isCosignSignatureType(artifactType) {
	return COSIGN_SIGNATURE.test(artifactType);
}
/** Whether an entry of a list may have the wanted artifact type. For an entry without a type its manifest decides later. */
function artifactTypeMatches({ artifactType }, wanted) {
	return wanted === void 0 || artifactType === void 0 || artifactType === wanted;
}

// src/oci/referrers.ts
/** Whether the manifest names this very subject, by digest, size and media type. */
function namesSubject(manifest, subject) {
	return manifest.subject !== void 0 && sameContent(manifest.subject, subject);
}
/**
* Fetches and judges each listed entry of `subject`, lazily and in listed order. A list proves nothing: it may be the image's
* own index, which GitLab returns for the referrers tag, or name manifests of other subjects.
*/
async function* judgedReferrers(store, subject, query, signal) {
	for await (const entry of claimedReferrers(store, subject, query, signal)) yield await judgeEntry(store, entry, subject, signal);
}
/** The listed entries of `subject`, not judged. A list with more entries than the cap is refused. */
async function* claimedReferrers(store, subject, query, signal) {
	let count = 0;
	for await (const entry of store.referrers(subject, query, signal)) {
		count += 1;
		if (count > 1e4) throw new SealiftError("content_too_large", `${subject.digest} has over ${REFERRERS_LIMIT} referrers`);
		yield entry;
	}
}
/** Errors that prove an entry malformed. Every other error leaves that open and is thrown ("An unknown is an error"). */
const UNFIT = /* @__PURE__ */ new Set([
	"manifest_invalid",
	"manifest_unsupported",
	"digest_mismatch",
	"content_too_large"
]);
/** Fetches the manifest of one entry and judges it. It throws an error that leaves the judgement open. */
async function judgeEntry(store, entry, subject, signal) {
	try {
		const content = await store.manifest(entry.descriptor, signal);
		const manifest = parseManifest(content);
		if (!(entry.elsewhere === void 0 || artifactTypeOf(manifest) === "application/vnd.cncf.notary.signature") || !namesSubject(manifest, subject)) return {
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

// src/oci/discovery/readable.ts
/**
* Whether readers can read the manifest of an entry as what its artifact type says. A reader of signatures ends at one of another
* type of manifest, or without exactly one envelope (notation-go, registry/repository.go, `getSignatureBlobDesc`).
*/
function isReadable({ artifactType, mediaType }, layers) {
	if (artifactType !== "application/vnd.cncf.notary.signature") return true;
	return (mediaType === MEDIA_TYPES.ociImage || mediaType === MEDIA_TYPES.ociArtifact) && layers.length === 1;
}

// src/oci/discovery/standing.ts
/**
* Asks for one listed entry, and for its layer when it has exactly one, as the manifest of a signature has its envelope. An answer
* that leaves the standing open is thrown ("An unknown is an error").
*/
async function standingOf(store, entry, signal) {
	if (!isDigest(entry.digest)) return "unfit";
	try {
		const { layers } = parseManifest(await store.manifest(entry, signal));
		const [layer, ...more] = layers;
		if (!isReadable(entry, layers)) return "unfit";
		if (layer === void 0 || more.length > 0) return "there";
		if (isForeignLayer(layer.mediaType) && entry.artifactType !== "application/vnd.cncf.notary.signature") return "there";
		return await store.has(layer, signal) ? "there" : "unfit";
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (error.code === "artifact_not_found") return "gone";
		if (UNFIT.has(error.code)) return "unfit";
		throw error;
	}
}

// src/stores/registry/put-referrers.ts
/** The referrers of one subject that were put, and what is known of the entries that are listed before them. */
var PutReferrers = class {
	subject;
	/** As a list has to have them. */
	entries;
	#contents;
	#manifests;
	#standings;
	constructor(subject, contents, manifests, blobs) {
		this.subject = subject;
		this.#contents = contents;
		this.entries = contents.map(referrerDescriptor);
		this.#manifests = manifests;
		const reader = {
			manifest: manifests.manifest.bind(manifests),
			has: blobs.has.bind(blobs)
		};
		this.#standings = new Standings((entry, signal) => standingOf(reader, entry, signal));
		for (const entry of this.entries) this.#standings.set(entry, "there");
	}
	/** The artifact type that all of them have, so that a reader would filter by it; `undefined` when they have several. */
	get artifactType() {
		return new Set(this.entries.map(({ artifactType }) => artifactType)).size === 1 ? this.entries[0].artifactType : void 0;
	}
	/**
	* Asks whether the registry has them. A Referrers API that did not list them before lists what
	* it has, but a referrers tag lists whatever was written into it.
	*/
	async look(signal) {
		await Promise.all(this.entries.map(async (entry) => {
			const there = await this.#manifests.resolve({ digest: entry.digest }, signal);
			const standing = there === void 0 ? "gone" : sameContent(there, entry) ? "there" : "unfit";
			this.#standings.set(entry, standing);
		}));
	}
	/** Those that a reader of these lists does not get to (`oci/discovery/discover.ts`). */
	async unreached(lists, signal) {
		const lost = [];
		this.#standings.forgetFailures();
		for (const [at, entry] of this.entries.entries()) {
			const reach = await this.#standings.reach(lists, entry, signal);
			if (reach.state !== "reached") lost.push({
				content: this.#contents[at],
				entry,
				reach
			});
		}
		return lost;
	}
	/** Of the entries of a referrers tag, those that stand before the referrers once they are added, and cannot be fetched. */
	async goneBefore(entries, signal) {
		const isWrong = (entry) => this.entries.some((own) => own.digest === entry.digest && !describes(entry, own));
		const kept = entries.filter((entry) => !isWrong(entry));
		await this.unreached({
			api: void 0,
			tag: [...kept, ...this.entries]
		}, signal);
		return entries.filter((entry) => this.#standings.of(entry) === "gone");
	}
	/** Those that the registry definitely does not have, although it answered that it stored them. */
	async missing(signal) {
		return (await Promise.all(this.entries.map(async (entry, at) => {
			if (!await this.#lacks(entry.digest, signal)) return [];
			const reach = {
				state: "blocked",
				by: entry,
				standing: "gone"
			};
			return [{
				content: this.#contents[at],
				entry,
				reach
			}];
		}))).flat();
	}
	/**
	* Puts those again that the registry lost. One that only another entry keeps readers from stays as it is.
	*
	* @throws SealiftError `signature_lost` when that is refused and the registry lacks the manifest or a part of it.
	*/
	async putAgain(lost, signal) {
		for (const { content, entry, reach } of lost) {
			if (reach.state === "blocked" && reach.by.digest !== entry.digest) continue;
			const { digest } = content.descriptor;
			try {
				await this.#manifests.put(content, { digest }, signal);
			} catch (error) {
				if (!(error instanceof SealiftError) || signal.aborted) throw error;
				if (error.code !== "upload_unconfirmed" && !await this.#lacks(digest, signal)) throw error;
				const message = `${this.#manifests.name} took ${digest}, attached to ${this.subject.digest}, and lost it or a part of it: ${error.message}`;
				throw new SealiftError("signature_lost", message, { cause: error });
			}
		}
	}
	/** Whether the registry definitely does not have a manifest; `false` too when that cannot be found out. */
	async #lacks(digest, signal) {
		return this.#manifests.resolve({ digest }, signal).then((found) => found === void 0, () => false);
	}
};

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

// src/oci/unknown-part.ts
/**
* The store refuses a manifest because it does not know a blob or a child that the manifest names (distribution-spec, "Error
* Codes": MANIFEST_BLOB_UNKNOWN and its kin). Whoever has the part can put it, and then the manifest again.
*/
var UnknownPart = class extends SealiftError {
	/** The refused manifest. */
	manifest;
	constructor(manifest, message, options = {}) {
		super("upload_unconfirmed", message, options);
		this.manifest = manifest;
	}
};

// src/stores/registry/refused-manifest.ts
/** Manifests that some registries refuse although the specification allows them, each with the remedy. */
const PECULIARITIES = [
	[({ layers }) => layers.some(({ mediaType }) => isForeignLayer(mediaType)), FOREIGN_LAYER_HINT],
	[(_, namesType) => !namesType, "The manifest has no `mediaType` of its own, which some registries demand (Amazon ECR). It cannot be added without changing the digest: build the image again with a tool that writes it."],
	[({ subject }) => subject !== void 0, "The manifest is attached to another one by `subject`, which this registry may not take; docs/registries.md says what each registry needs."],
	[({ artifactType, config }) => artifactType !== void 0 || config !== void 0 && !isImageConfig(config.mediaType), "The manifest is no container image, and this registry may take only the types of a list (Quay, Artifactory); docs/registries.md says where that is set."]
];
/** The general remedies of a refusal, which a remedy for this very manifest replaces. */
const SAYS_NO_MORE = /* @__PURE__ */ new Set([ERRORS.registry_refused[1], NO_WORDS_HINT]);
function namesItsType({ bytes, descriptor }) {
	const context = {
		code: "manifest_invalid",
		what: `manifest ${descriptor.digest}`
	};
	return readAs(MANIFEST, bytes, context).mediaType !== void 0;
}
/** Whether the registry misses a non-distributable layer, which is never sent, so that no retry can help. */
function missesForeignLayer(error, { layers }) {
	return layers.some(({ mediaType, digest }) => isForeignLayer(mediaType) && error.message.includes(digest));
}
/** The error with the remedy that fits the manifest: {@link UnknownPart}, or what it needs when the registry gave no reason. */
function refusedManifest(error, manifest) {
	if (!(error instanceof SealiftError)) return error;
	if (error.code === "upload_unconfirmed" || error.code === "registry_unavailable") {
		if (missesForeignLayer(error, parseManifest(manifest))) return new SealiftError("registry_refused", error.message, {
			hint: FOREIGN_LAYER_HINT,
			cause: error
		});
		if (error.code === "registry_unavailable") return error;
		return new UnknownPart(manifest.descriptor.digest, error.message, { cause: error });
	}
	if (error.code !== "registry_refused" || !SAYS_NO_MORE.has(error.hint)) return error;
	const parsed = parseManifest(manifest);
	const namesType = namesItsType(manifest);
	const hint = PECULIARITIES.find(([applies]) => applies(parsed, namesType))?.[1];
	return hint === void 0 ? error : new SealiftError(error.code, error.message, {
		hint,
		cause: error
	});
}

// src/stores/registry/tag-merger.ts
/** The most tags that are read and written at the same time. */
const TOGETHER$1 = 4;
/**
* Has a tag hold what this run brings beside what others put there, by the rule of the referrers tag (docs/architecture.md, "The
* referrers tag"): cosign reads, appends and writes its tags as well, and without a lock.
*/
var TagMerger = class {
	#manifests;
	#tags;
	#options;
	#turns = pLimit(TOGETHER$1);
	constructor(manifests, tags, options) {
		this.#manifests = manifests;
		this.#tags = tags;
		this.#options = options;
	}
	/** See `mergeTag` in `oci/ports.ts`. */
	async merge(tag, merge, signal) {
		const { sleep } = this.#options;
		/** The outcome of a write that the next reading has to confirm. */
		let unconfirmed;
		for (let round = 1;;) {
			const done = await this.#turns(async () => {
				signal.throwIfAborted();
				const state = await this.#read(tag, merge, signal);
				if (state.wanted === state.there) return state.there;
				return unconfirmed !== void 0 || round > 12 ? "lost" : this.#write(tag, state, signal);
			});
			if (typeof done !== "string") return done;
			if (done === "lost") {
				if (unconfirmed === void 0 || round > 12) break;
				await sleep(this.#tags.spread(round, unconfirmed), signal);
				unconfirmed = void 0;
				continue;
			}
			round += 1;
			unconfirmed = done === "written" || done === "guarded" ? done : void 0;
			const wait = this.#tags.waitAfter(done);
			if (wait > 0) await sleep(wait, signal);
			else if (done === "refused") await sleep(this.#tags.spread(round, done), signal);
		}
		throw new SealiftError("upload_unconfirmed", `the tag ${tag} of ${this.#manifests.name} was written ${12} times and does not keep what was put`, { hint: "Others write it at the same time, or the registry does not keep it. Nothing is lost of what is there; run it again when nobody else writes." });
	}
	async #read(tag, merge, signal) {
		const readAt = this.#options.now().getTime();
		const there = await this.#manifests.get({ tag }, signal);
		const { etag } = there ?? {};
		const exists = there !== void 0;
		return {
			there,
			wanted: merge(there),
			exists,
			readAt,
			...etag === void 0 ? {} : { etag }
		};
	}
	async #write(tag, state, signal) {
		try {
			return await this.#tags.write(tag, state.wanted, state, signal);
		} catch (error) {
			if (error instanceof SealiftError && error.code === "tag_immutable") throw new SealiftError(error.code, `${error.message}; cosign looks there for what is attached`, {
				cause: error,
				hint: "Tags sha256-* must stay movable, since further signatures are added to them: exclude them from the immutability rule of the registry."
			});
			throw refusedManifest(error, state.wanted);
		}
	}
};

// src/stores/registry/linker.ts
/** W by default, in milliseconds: longer than a read, a merge and a write take at any registry. */
const WINDOW = 1e3;
/** The most readings of the API until it has to list what was put. Some registries list it late, some lose it. */
const API_ROUNDS = 5;
const FIRST_API_DELAY = 200;
/**
* Makes attached manifests discoverable, and takes only a reading for a proof (docs/architecture.md, "Discovery" and "The
* referrers tag").
*/
var Linker = class {
	#referrers;
	#manifests;
	#blobs;
	#options;
	#owner;
	#writer;
	#prefetch;
	#merger;
	/** Referrers tags that were not there when they were looked at, so that a write need not read them again at once. */
	#absent = /* @__PURE__ */ new Map();
	constructor(referrers, manifests, blobs, owner, options) {
		this.#referrers = referrers;
		this.#manifests = manifests;
		this.#blobs = blobs;
		this.#options = options;
		this.#owner = owner;
		const { window = WINDOW } = options;
		const tags = new GuardedTags(manifests, {
			...options,
			window
		});
		this.#writer = new IndexWriter(referrers, manifests, owner, tags, {
			...options,
			window
		});
		this.#merger = new TagMerger(manifests, tags, options);
		this.#prefetch = new ListPrefetch(referrers);
	}
	/** Puts a manifest by its digest. When the answer does not name its subject, the lists of that are asked for at once. */
	async put(content, signal) {
		const { subject } = parseManifest(content);
		if (subject) this.#prefetch.outdate(subject);
		const { namesSubject } = await this.#manifests.put(content, { digest: content.descriptor.digest }, signal);
		if (subject && !namesSubject) this.#prefetch.ask(subject, signal);
	}
	/**
	* Makes manifests discoverable under their subject; see `linkReferrers` in `oci/ports.ts`.
	*
	* @param known the list of the subject, if it was read.
	*/
	async link(subject, contents, known, signal) {
		const prefetched = this.#prefetch.take(subject);
		const listed = await prefetched?.entries;
		const first = prefetched?.isCurrent ? { listed } : void 0;
		const referrers = new PutReferrers(subject, contents, this.#manifests, this.#blobs);
		const wasListed = contents.some(({ descriptor }) => known?.ofApi.has(descriptor.digest));
		if (await this.#shownByApi(referrers, {
			first,
			wasListed
		}, signal)) return "api";
		const read = known?.tag ?? this.#absent.get(subject.digest);
		this.#absent.delete(subject.digest);
		const tag = listed ? read : await prefetched?.tag ?? read;
		await this.#writer.add(referrers, tag, signal);
		return "tag";
	}
	/**
	* Refuses referrers that could not be listed; see `refuseUnlistable` in `oci/ports.ts`.
	*
	* @param known the list of the subject, if it was read.
	*/
	async refuseUnlistable(subject, contents, known, signal) {
		if (await this.#referrers.discover(subject, signal) === "api") return;
		const tag = known?.tag ?? await this.#referrers.readTag(subject, signal);
		if (!tag.exists) this.#absent.set(subject.digest, tag);
		const added = contents.map(referrerDescriptor);
		await this.#owner.refuseTaken(subject, tag, added, signal);
		mergeReferrers(tag.entries, added, tag.annotations);
	}
	/** Has a tag hold what others put there as well; see `mergeTag` in `oci/ports.ts`. */
	mergeTag(tag, merge, signal) {
		return this.#merger.merge(tag, merge, signal);
	}
	/** Refuses to hide a list of referrers; see `refuseHiding` in `oci/ports.ts`. */
	async refuseHiding(tag, content, signal) {
		if (!isReferrersTag(tag)) return;
		if (await this.#referrers.discover(content, signal) !== "api") throw this.#owner.hidden(tag, "readers look there for what is attached to one, and the Referrers API was not found");
		await this.#owner.refuseHiding(tag, await this.#referrers.readTag(content, signal, tag), signal);
	}
	/**
	* Whether readers of the API get to all referrers within some readings; `false` where there is no API. A manifest that the
	* registry lost meanwhile, as olareg 0.2.2 does, is put again.
	*
	* @param first the list of the API, if it was read after all manifests had been put.
	* @param wasListed whether it listed one of them before, so that the registry is asked for the manifests as well.
	* @throws SealiftError `signature_lost` where the API answers and a reader does not get to one of them. A referrers tag would
	*   be no remedy, since nobody reads it there.
	*/
	async #shownByApi(referrers, { first, wasListed }, signal) {
		const { subject, artifactType } = referrers;
		for (let round = 1;; round += 1) {
			const known = round === 1 ? first : void 0;
			const [listed] = await Promise.all([known ? known.listed : this.#referrers.apiEntries(subject, signal, artifactType), wasListed ? referrers.look(signal) : void 0]);
			if (!listed && round === 1) return false;
			const lost = await referrers.unreached({
				api: listed ?? [],
				tag: []
			}, signal);
			if (lost.length === 0) return true;
			if (round === API_ROUNDS) throw lostReferrer(this.#manifests.name, subject, lost[0], "api");
			const spread = .5 + this.#options.random();
			await this.#options.sleep(FIRST_API_DELAY * 2 ** (round - 1) * spread, signal);
			if (round > 1) await referrers.putAgain(lost, signal);
		}
	}
};

// src/stores/registry/auth/challenge.ts
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const SPACE = /[ \t]*/y;
const COMMAS = /[ \t,]*/y;
/** Reads by the grammar of RFC 9110, 11.6.1: a comma separates challenges as well as the parameters of one. */
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
	/** Reads `name = value`. It reads nothing when there is no `=`, since the word then begins the next challenge. */
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
/** The challenges of all headers, in order. Unreadable parts are skipped. */
function parseChallenges(headers) {
	return [headers ?? []].flat().flatMap(parseHeader);
}

// src/stores/registry/manifests.ts
function nameText(name) {
	return "digest" in name ? name.digest : name.tag;
}
/** The media type of a manifest answer. An HTML page is refused: it does not come from a registry. */
function mediaTypeOf(response, what) {
	const header = response.headers["content-type"];
	const mediaType = bareMediaType(typeof header === "string" ? header : "");
	if (mediaType === "text/html" || mediaType === "") throw new SealiftError("unexpected_answer", `${what} is answered with ${mediaType || "no media type"} instead of a manifest`);
	return mediaType;
}
/** The descriptor that the headers of an answer give; `undefined` when they lack a part. Some gateways give the length 0. */
function describedBy(response, name, mediaType) {
	const digest = response.headers["docker-content-digest"];
	const size = Number(response.headers["content-length"] ?? 0);
	if (typeof digest !== "string" || !isDigest(digest)) return void 0;
	if (!Number.isSafeInteger(size) || size <= 0 || contentEncoding(response) !== void 0) return void 0;
	return "digest" in name && digestAlgorithm(digest) !== digestAlgorithm(name.digest) ? void 0 : {
		mediaType,
		digest,
		size
	};
}
/** The most PUTs until a registry sees what it has just stored: ECR, Google and Harbor have replicas and caches. */
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
	/** `REGISTRY/REPOSITORY`. */
	get name() {
		return this.#repository.name;
	}
	/**
	* The error for a HEAD that was refused. Harbor answers 401 without a challenge for a project that is not there, since no login
	* helps then; the words stand in the body, which a HEAD has not, so a repository that is written to is asked by GET.
	*/
	async #refusal(response, name, signal) {
		const isUnchallenged = parseChallenges(response.headers["www-authenticate"]).length === 0;
		if (response.status === 401 && isUnchallenged && this.#repository.isTarget) {
			const said = await this.#request("GET", nameText(name), signal);
			if (said.status === 401) return this.#repository.error(said, "GET", "read from");
			await discard(said);
		}
		return this.#repository.error(response, "HEAD", "read from");
	}
	/** Asks by HEAD, which Docker Hub does not count as a pull, and by GET where the headers of that are incomplete. */
	async resolve(name, signal) {
		const response = await this.#request("HEAD", nameText(name), signal);
		const what = `${this.#repository.name}, manifest ${nameText(name)}`;
		if (response.status === 404) return void 0;
		if (response.status !== 200) throw await this.#refusal(response, name, signal);
		const described = describedBy(response, name, mediaTypeOf(response, what));
		if (described && described.size > 4194304) throw new SealiftError("content_too_large", `${what} is over 4 MiB`);
		const found = described ?? (await this.get(name, signal))?.descriptor;
		if (found && "digest" in name && found.digest !== name.digest) throw new SealiftError("digest_mismatch", `${what} is answered with the digest ${found.digest}`);
		return found;
	}
	/**
	* Reads a manifest and computes its digest; resolves to `undefined` when the registry does not have it.
	*
	* @param size the size of the manifest, where it is known.
	*/
	async get(name, signal, size) {
		const response = await this.#request("GET", nameText(name), signal);
		const what = `${this.#repository.name}, manifest ${nameText(name)}`;
		if (response.status === 404) {
			if ((await readErrors(response)).some(({ message }) => /accept header/i.test(message))) throw new SealiftError("manifest_unsupported", `${what} is of a media type that Sealift does not read`);
			return;
		}
		if (response.status !== 200) throw await this.#repository.error(response, "GET", "read from");
		const mediaType = mediaTypeOf(response, what);
		const plain = size === void 0 ? response : undoGzip(response, size);
		const bytes = await readBody(plain, MANIFEST_LIMIT);
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
		const content = await this.get({ digest }, signal, size);
		if (!content) throw new SealiftError("artifact_not_found", `${this.#repository.name} has no manifest ${digest}`);
		if (content.bytes.length !== size) throw new SealiftError("digest_mismatch", `manifest ${digest} has ${content.bytes.length} bytes, its descriptor says ${size}`);
		if (content.descriptor.mediaType !== mediaType) {
			const served = printable(content.descriptor.mediaType);
			throw new SealiftError("manifest_invalid", `manifest ${digest} is served as ${served}, its descriptor says ${printable(mediaType)}`);
		}
		return content;
	}
	/**
	* Puts a manifest by digest or by tag. If the answer has a digest, it has to be that of the manifest. When the registry says
	* that a blob or child is missing, its replicas may be late, so the PUT is repeated a few times.
	*
	* @throws UnknownPart when the registry says so to the end.
	*/
	async put(manifest, name, signal) {
		const action = "tag" in name ? `set the tag ${name.tag} in` : "push a manifest to";
		for (let attempt = 1;; attempt += 1) {
			const response = await this.send(manifest, name, {}, signal);
			try {
				await this.stored(manifest, response, action);
				return { namesSubject: response.headers["oci-subject"] !== void 0 };
			} catch (error) {
				const refusal = refusedManifest(error, manifest);
				if (!(refusal instanceof UnknownPart) || attempt === PUT_TRIES) throw refusal;
			}
			await this.#options.sleep(FIRST_PUT_DELAY * 2 ** (attempt - 1), signal);
		}
	}
	/**
	* The address of a PUT. A registry computes the sha256 digest of what is put under a tag, so that the tag of another digest is a
	* query of the address by digest (distribution-spec, pull request 600; olareg, regctl). Where that is not known, the tag stays.
	*/
	#putUrl({ digest }, name) {
		if ("digest" in name || digestAlgorithm(digest) === "sha256") return this.#repository.url(`manifests/${nameText(name)}`);
		return this.#repository.url(`manifests/${digest}`, { tag: name.tag });
	}
	/** Sends one PUT and returns the answer as it is; see {@link stored}. */
	send({ bytes, descriptor }, name, { headers = {}, beforeSending }, signal) {
		return this.#repository.request({
			method: "PUT",
			url: this.#putUrl(descriptor, name),
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
	/** The error for a refused PUT. */
	refusal(response, action) {
		return this.#repository.error(response, "PUT", action);
	}
	#request(method, name, signal) {
		const url = this.#repository.url(`manifests/${name}`);
		const headers = { accept: MANIFEST_ACCEPT };
		const pull = method === "GET" ? { pull: true } : {};
		return this.#repository.request({
			method,
			url,
			headers,
			answer: MANIFEST_LIMIT,
			signal,
			...pull
		});
	}
};

// src/oci/tag-content.ts
const NOTHING = {
	entries: [],
	annotations: {},
	isSubject: false
};
/** The tag holds something of a type that nobody here reads. */
const UNREADABLE = {
	...NOTHING,
	instead: "content of a type that Sealift does not read"
};
/**
* Why an index is somebody's artifact: a list of referrers is an index that has entries and nothing else (distribution-spec,
* "Referrers Tag Schema").
*/
function artifactOf({ artifactType, subject, manifests, annotations }) {
	if (subject) return "an index that is attached to another manifest";
	if (artifactType !== void 0) return `an artifact of type ${printable(artifactType)}`;
	if (manifests.length === 0 && Object.keys(annotations).length > 0) return "an empty index with annotations";
}
function isOf(digest, bytes) {
	return digestOf(bytes, digestAlgorithm(digest)) === digest;
}
/**
* Reads the content of a referrers tag. What is not an OCI index lists nothing. Whether the entries of an index are referrers
* at all, only their manifests tell (`refers-to.ts`).
*
* @throws SealiftError `manifest_invalid` for an index that cannot be read.
*/
function tagContent(content, { digest }) {
	if (!content) return NOTHING;
	const { bytes, descriptor } = content;
	if (isOf(digest, bytes)) return {
		...NOTHING,
		isSubject: true
	};
	const { mediaType } = descriptor;
	if (mediaType !== MEDIA_TYPES.ociIndex) return {
		...NOTHING,
		instead: `a manifest of type ${printable(mediaType)}`
	};
	const manifest = parseManifest(content, "kept");
	const { manifests: entries, annotations } = manifest;
	const instead = artifactOf(manifest);
	return {
		entries,
		annotations,
		isSubject: false,
		...instead === void 0 ? {} : { instead }
	};
}

// src/stores/registry/next-page.ts
/** One link of a Link header (RFC 8288, 3): its target, and its parameters up to the next comma outside quotes. */
const LINK = /<([^>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;
/** Whether a link leads to the next page: it has `rel="next"`, or no relation at all, as some registries send it. */
function isNext(parameters) {
	const rel = REL.exec(parameters);
	if (!rel) return true;
	return (rel[1] ?? rel[2] ?? "").toLowerCase().split(/\s+/).includes("next");
}
/**
* The URL of the next page of a list, from `Link: <…>; rel="next"`; `undefined` on the last page.
*
* @throws SealiftError `unexpected_answer` when the URL is not on the registry's own origin (GHSA-h7vf-4x9w-h99v).
*/
function nextPage({ headers, url }, registry) {
	const target = [...[headers.link ?? []].flat().join(", ").matchAll(LINK)].find(([, , parameters]) => isNext(parameters))?.[1];
	if (target === void 0) return void 0;
	if (!URL.canParse(target, url.href)) throw new SealiftError("unexpected_answer", `${redactUrl(url)} names a next page that is not a URL`);
	const next = new URL(target, url);
	if (next.origin !== registry.origin) {
		const hint = behindTlsHint(next, registry);
		throw new SealiftError("unexpected_answer", `${redactUrl(url)} names a next page ${hint ? "without TLS" : "on another host"}, ${redactUrl(next)}`, hint === void 0 ? {} : { hint });
	}
	return next;
}

// src/stores/registry/registry-list.ts
/** A list of referrers that remembers what the API and the referrers tag held when it was read up to it. */
var RegistryList = class {
	#read;
	#ofApi = /* @__PURE__ */ new Set();
	#tag;
	constructor(read) {
		this.#read = read;
	}
	/** The content of the tag that the next write is based on; `undefined` when the tag was not read. */
	get tag() {
		return this.#tag;
	}
	/** What the Referrers API listed, as far as the list was read. */
	get ofApi() {
		return this.#ofApi;
	}
	[Symbol.asyncIterator]() {
		return this.#read({
			onTag: (tag) => {
				this.#tag = tag;
			},
			onApi: (digest) => {
				this.#ofApi.add(digest);
			}
		});
	}
};

// src/stores/registry/referrers.ts
/** The most pages of one list that are read (GHSA-298f-872v-2rcx). */
const PAGE_LIMIT$1 = 100;
/** Statuses that say that there is no Referrers API. For 400 and 404 the error code in the body decides as well. */
const NO_API = /* @__PURE__ */ new Set([
	400,
	404,
	405,
	406,
	501
]);
/** The tag without what only a writer of its list needs, which may have megabytes. */
function identityOf({ entries, ...tag }) {
	const own = entries.map(({ mediaType, digest, size, artifactType }) => ({
		mediaType,
		digest,
		size,
		...artifactType === void 0 ? {} : { artifactType }
	}));
	return {
		...tag,
		entries: own,
		annotations: {}
	};
}
/** Reads lists of referrers, from the API where there is one, from the referrers tag, or from both. */
var Referrers = class {
	#repository;
	#manifests;
	#now;
	#capability = "unknown";
	constructor(repository, manifests, now) {
		this.#repository = repository;
		this.#manifests = manifests;
		this.#now = now;
	}
	get capability() {
		return this.#capability;
	}
	list(subject, query, signal) {
		return new RegistryList((events) => this.#entries(subject, query, events, signal));
	}
	async *#entries(subject, query, { onTag, onApi }, signal) {
		const ofApi = /* @__PURE__ */ new Set();
		const seen = /* @__PURE__ */ new Set();
		const wanted = (descriptor) => {
			const { digest, artifactType = "" } = descriptor;
			const key = `${digest} ${artifactType}`;
			if (seen.has(key) || !artifactTypeMatches(descriptor, query.artifactType)) return false;
			seen.add(key);
			return true;
		};
		const wantedOfApi = (descriptor) => {
			const isWanted = wanted(descriptor);
			if (isWanted) {
				ofApi.add(descriptor.digest);
				onApi(descriptor.digest);
			}
			return isWanted;
		};
		const ofTag = async () => {
			const tag = await this.readTag(subject, signal);
			return query.isForWriting === false ? identityOf(tag) : tag;
		};
		const asked = query.sources === "merged" ? prefetch(ofTag()) : void 0;
		const isApi = yield* this.#fromApi(subject, query.artifactType, wantedOfApi, signal);
		if (isApi && query.sources === "preferred") return;
		const tag = await (asked ?? ofTag());
		onTag(tag);
		const place = isApi ? {
			foundIn: "tag",
			behindApi: true
		} : { foundIn: "tag" };
		for (const descriptor of tag.entries) {
			if (!isDigest(descriptor.digest) || ofApi.has(descriptor.digest)) continue;
			if (wanted(descriptor)) yield {
				descriptor,
				...place
			};
		}
	}
	/**
	* All entries that the API lists; `undefined` when the registry has no API for this subject.
	*
	* @param artifactType is sent as the filter, as readers of that type send it.
	*/
	async apiEntries(subject, signal, artifactType) {
		const found = [];
		const pages = this.#fromApi(subject, artifactType, () => true, signal);
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
			if (visited.has(url.href) || visited.size === PAGE_LIMIT$1) throw new SealiftError("unexpected_answer", `the list of referrers at ${redactUrl(url)} does not end`);
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
	/** Reads one page; `undefined` when the answer says that there is no API (docs/architecture.md, "Discovery"). */
	async #page(url, further, signal) {
		const response = await this.#repository.request({
			method: "GET",
			url,
			headers: { accept: MEDIA_TYPES.ociIndex },
			redirects: "same-origin",
			answer: MANIFEST_LIMIT,
			signal
		});
		const mediaType = MEDIA_TYPES.ociIndex;
		if (response.status === 200 && response.headers["content-type"] === mediaType) {
			const bytes = await readBody(response, MANIFEST_LIMIT);
			const descriptor = {
				mediaType,
				digest: digestOf(bytes),
				size: bytes.length
			};
			const entries = parseReferrersIndex({
				descriptor,
				bytes
			}, `answer of ${redactUrl(url)}`, "identity");
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
	/** Learns from a refusal whether there is an API. It throws for an answer that leaves that open. */
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
	* Finds out whether the registry has the API, unless that is known. One page of the list of `subject` tells, and may leave
	* it unknown.
	*/
	async discover(subject, signal) {
		if (this.#capability !== "unknown") return this.#capability;
		const pages = this.#fromApi(subject, void 0, () => true, signal);
		await pages.next();
		await pages.return(false);
		return this.#capability;
	}
	/**
	* Reads the content of the referrers tag, or of another tag with the name of one.
	*
	* @throws SealiftError `manifest_invalid` when the tag holds an image index that cannot be read.
	*/
	async readTag(subject, signal, tag = referrersTag(subject.digest)) {
		const readAt = this.#now().getTime();
		const read = async () => {
			try {
				return await this.#manifests.get({ tag }, signal);
			} catch (error) {
				if (error instanceof SealiftError && error.code === "manifest_unsupported") return "unsupported";
				throw error;
			}
		};
		const content = await read();
		if (content === "unsupported") return {
			...UNREADABLE,
			exists: true,
			readAt
		};
		return {
			...tagContent(content, subject),
			...content?.etag === void 0 ? {} : { etag: content.etag },
			exists: content !== void 0,
			readAt
		};
	}
};

// src/stores/registry/repository.ts
/**
* The most repositories that are added for mounts. Each is a scope in every token, and Azure's registry refuses a request whose header
* grows too long with them.
*/
const ADDED = 2;
/** Requests to one repository, with the login that its registry asks for. */
var Repository = class {
	name;
	repository;
	origin;
	#options;
	/** The scope that tokens are asked for. It grows when the registry says that a token has too small a scope. */
	#scope;
	#alsoPull;
	#credential;
	#challenges;
	/** Resolves when the first request has found out whether the registry asks for a login, or has failed. */
	#asking;
	constructor(options) {
		const { registry, repository, plainHttp, access, alsoPull = [] } = options;
		this.#options = options;
		this.#alsoPull = new Set(alsoPull);
		this.name = `${registry}/${repository}`;
		this.repository = repository;
		this.origin = new URL(`${plainHttp ? "http" : "https"}://${apiHost(registry)}`);
		this.#scope = repositoryScope(repository, access);
	}
	/** Whether this run may write to it. */
	get isTarget() {
		return this.#options.access === "push";
	}
	/** The URL of `path` below `/v2/<name>/`, with a query. */
	url(path, query = {}) {
		const url = new URL(`/v2/${this.repository}/${path}`, this.origin);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
		return url;
	}
	/**
	* Sends a request to the registry's own origin and answers its challenge. The first request finds out whether the registry
	* asks for a login. Where there are credentials, the others wait for that instead of being refused one by one.
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
	* Sends a request and answers its challenge. When a token of an earlier request is refused, a second challenge is answered
	* with a new one.
	*
	* @param onChallenge is called as soon as it is known whether the registry asks for a login.
	*/
	async #send(request, onChallenge) {
		const { http } = this.#options;
		let used = await this.#authorization(void 0, request.signal);
		for (let answers = used === void 0 ? 2 : 1;; answers -= 1) {
			const response = await http.request(asOwn$1(request, used));
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
	/** The challenges of an answer. Where it has none, `/v2/` is asked: old registries of Google sent challenges only there. */
	async #challengesOf({ headers }, signal) {
		const own = parseChallenges(headers["www-authenticate"]);
		if (own.length > 0 || this.#challenges !== void 0) return own;
		const url = new URL("/v2/", this.origin);
		const ping = await this.#options.http.request(asOwn$1({
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
		const logins = () => authorizer.logins();
		const demand = {
			registry: this.origin,
			scopes,
			credential,
			logins,
			refused
		};
		return authorizer.answer(this.#challenges, demand, signal);
	}
	/** Adds the actions that a challenge names for this repository (`insufficient_scope`, RFC 6750, 3.1), and for no other. */
	#widen(challenges) {
		const own = challenges.filter(({ parameters }) => parameters.error === "insufficient_scope").flatMap(({ parameters }) => (parameters.scope ?? "").split(" ")).map(parseScope).find((scope) => scope?.name === this.repository);
		const held = parseScope(this.#scope)?.actions ?? [];
		const more = own?.actions.filter((action) => !held.includes(action)) ?? [];
		if (more.length > 0) this.#scope = [this.#scope, ...new Set(more)].join(",");
	}
	async #mountScopes() {
		const others = [...this.#alsoPull].filter((name) => name !== this.repository);
		const shared = await Promise.all(others.map((name) => this.sharesLogin(name)));
		return others.filter((_, at) => shared[at]).map((name) => repositoryScope(name, "pull"));
	}
	/**
	* Whether the repository `other` of this registry has the same login. Otherwise no token allows both, and no blob can be
	* mounted from it.
	*/
	async sharesLogin(other) {
		const { authorizer, registry } = this.#options;
		const [own, its] = await Promise.all([this.credential(), authorizer.credential(registry, other)]);
		return own?.source === its?.source;
	}
	/** Adds a repository that blobs may be mounted from, as long as there are few and it has the same login. */
	async alsoPullFrom(other) {
		const { alsoPull = [] } = this.#options;
		if (this.#alsoPull.has(other) || this.#alsoPull.size >= new Set(alsoPull).size + ADDED) return;
		if (await this.sharesLogin(other)) this.#alsoPull.add(other);
	}
	/** Whether a blob may be mounted from `other`: it is one of `alsoPull`, or was added, and has the same login. */
	async mayMountFrom(other) {
		return this.#alsoPull.has(other) && await this.sharesLogin(other);
	}
	credential() {
		this.#credential ??= this.#options.authorizer.credential(this.#options.registry, this.repository);
		return this.#credential;
	}
	/** Sends a request to an upload location that the registry named, with a login only on its own origin ("Credentials"). */
	elsewhere(request) {
		return request.url.origin === this.origin.origin ? this.request(request) : this.#options.http.request(request);
	}
	/** The error for an unwanted answer; `action` describes the request for the message. */
	error(response, method, action) {
		const isOwn = response.url.origin === this.origin.origin;
		const writes = method !== "GET" && method !== "HEAD";
		const login = {
			repository: this.name,
			right: writes ? "push" : "pull",
			writes,
			asked: (this.#challenges?.length ?? 0) > 0,
			credential: () => this.credential(),
			logins: () => this.#options.authorizer.logins()
		};
		const { secrets } = this.#options.http;
		const target = this.isTarget ? { target: this.name } : {};
		const context = {
			method,
			action: `${action} ${this.name}`,
			secrets
		};
		return responseError(response, isOwn ? {
			...context,
			...target,
			login
		} : context);
	}
};
/** The request with the login and the client certificate, which only the registry's own origin gets. */
function asOwn$1(request, authorization) {
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

// src/oci/refers-to.ts
/** The most entries of an index whose manifests are asked what they refer to. */
const ASKED = 100;
async function refersTo(reader, entry, isSubject, signal) {
	if (entry.platform || manifestKind(entry.mediaType) === void 0) return "none";
	if (!isDigest(entry.digest)) return "unknown";
	try {
		const { subject } = parseManifest(await reader.manifest(entry, signal));
		return subject && isSubject(subject.digest) ? "referrer" : "other";
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (UNFIT.has(error.code)) return "none";
		if (error.code === "artifact_not_found") return "unknown";
		throw error;
	}
}
/**
* Whether an index is a list of referrers: one of its entries refers to a subject. Only their manifests tell a list from an
* index of images, since the entries of either may have an artifact type, and those of older tools have none. It asks the
* entries in turn, to the first one that does, and throws an error that leaves it open.
*/
async function findReferrer(reader, entries, isSubject, signal) {
	const relations = /* @__PURE__ */ new Set();
	for (const entry of entries.slice(0, ASKED)) {
		const relation = await refersTo(reader, entry, isSubject, signal);
		if (relation === "referrer") return {
			found: relation,
			by: entry.digest
		};
		relations.add(relation);
	}
	if (!relations.has("unknown")) return { found: "none" };
	return { found: relations.has("other") ? "mixed" : "unknown" };
}

// src/stores/registry/tags.ts
const TAG_LIST_LIMIT = 4194304;
/** The most pages of a list of tags that are read (GHSA-298f-872v-2rcx). */
const PAGE_LIMIT = 100;
/**
* Reads the list of tags from its beginning, since registries order it differently (distribution-spec, "Listing Tags").
*
* @throws SealiftError `unexpected_answer` where it has more pages than `pages`.
*/
async function* eachTag(repository, signal, pages = PAGE_LIMIT) {
	let url = repository.url("tags/list");
	for (let page = 1; url; page += 1) {
		if (page > Math.min(pages, PAGE_LIMIT)) throw new SealiftError("unexpected_answer", `the list of tags at ${redactUrl(url)} does not end`);
		const response = await repository.request({
			method: "GET",
			url,
			answer: TAG_LIST_LIMIT,
			signal
		});
		if (response.status !== 200) throw await repository.error(response, "GET", "list the tags of");
		const what = `${repository.name}, list of tags`;
		const body = parseJson(await readBody(response, TAG_LIST_LIMIT), {
			code: "unexpected_answer",
			what
		});
		const tags = typeof body === "object" && body !== null && "tags" in body ? body.tags : void 0;
		if (tags !== null && !Array.isArray(tags)) throw new SealiftError("unexpected_answer", `${what} has no tags`);
		for (const tag of tags ?? []) if (typeof tag === "string") yield tag;
		url = nextPage(response, repository.origin);
	}
}
/** Whether the registry lists this tag. */
async function tagIsListed(repository, tag, signal) {
	for await (const listed of eachTag(repository, signal)) if (listed === tag) return true;
	return false;
}

// src/stores/registry/tag-owner.ts
/**
* Tells lists of referrers from what somebody else keeps under a tag of that name: an image that is tagged by its digest, an
* index of platforms, an artifact.
*/
var TagOwner = class {
	#repository;
	#manifests;
	/** Of each subject, one manifest that was seen to refer to it. */
	#seen = /* @__PURE__ */ new Map();
	constructor(repository, manifests) {
		this.#repository = repository;
		this.#manifests = manifests;
	}
	/**
	* Refuses to write a list over what the referrers tag of a subject holds, unless that is a list of referrers.
	*
	* @param ours manifests that are known to refer to the subject.
	* @throws SealiftError `referrers_tag_taken`.
	*/
	async refuseTaken(subject, state, ours, signal) {
		const held = await this.#heldInstead(subject, state, ours, signal);
		if (held === void 0) return;
		const tag = referrersTag(subject.digest);
		throw new SealiftError("referrers_tag_taken", `the tag ${tag} of ${this.#repository.name} holds ${held}, and is needed for the list of what is attached to ${subject.digest}: the Referrers API was not found there`);
	}
	/** Refuses to let a tag of that name point at an image, which would hide the list that it holds. */
	async refuseHiding(tag, { entries, instead }, signal) {
		if (instead !== void 0) return;
		const isUnder = (subject) => referrersTag(subject) === tag;
		const { found } = await findReferrer(this.#manifests, entries, isUnder, signal);
		if (found !== "none") throw this.hidden(tag, "it holds a list of what is attached to an image");
	}
	/** The error for a tag that must not point at an image. */
	hidden(tag, reason) {
		return new SealiftError("referrers_tag_taken", `the tag ${tag} of ${this.#repository.name} is not to name an image: ${reason}`, { hint: HIDING_HINT });
	}
	async #heldInstead({ digest }, { exists, isSubject, instead, entries }, ours, signal) {
		if (!exists) return void 0;
		if (isSubject) return await tagIsListed(this.#repository, referrersTag(digest), signal) ? "the image itself" : void 0;
		if (instead !== void 0) return instead;
		if (entries.some((entry) => entry.digest === digest)) return "an index of the image itself";
		const known = [...ours.map((one) => one.digest), this.#seen.get(digest)];
		const isKnown = (entry) => !entry.platform && known.includes(entry.digest);
		if (entries.length === 0 || entries.some(isKnown)) return void 0;
		const reference = await findReferrer(this.#manifests, entries, (subject) => subject === digest, signal);
		if (reference.found === "referrer") this.#seen.set(digest, reference.by);
		return reference.found === "referrer" || reference.found === "unknown" ? void 0 : "an index of manifests that are not attached to it";
	}
};

// src/stores/registry/registry-store.ts
/** One repository of a registry, by the distribution specification and with the deviations of docs/registries.md. */
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
		const owner = new TagOwner(this.#repository, this.#manifests);
		this.#linker = new Linker(this.#referrers, this.#manifests, this.#blobs, owner, options);
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
	mount(descriptor, fromRepository, signal, how = { isWritten: false }) {
		return this.#blobs.mount(descriptor, fromRepository, how, signal);
	}
	openUpload(signal) {
		this.#blobs.begin(signal);
	}
	putManifest(manifest, signal) {
		return this.#linker.put(manifest, signal);
	}
	linkReferrers(subject, referrers, signal, known) {
		return this.#linker.link(subject, referrers, asOwn(known), signal);
	}
	refuseUnlistable(subject, referrers, signal, known) {
		return this.#linker.refuseUnlistable(subject, referrers, asOwn(known), signal);
	}
	refuseHiding(tag, manifest, signal) {
		return this.#linker.refuseHiding(tag, manifest, signal);
	}
	async tag(manifest, tag, signal) {
		await this.#manifests.put(manifest, { tag }, signal);
	}
	mergeTag(tag, merge, signal) {
		return this.#linker.mergeTag(tag, merge, signal);
	}
	tags(signal, pages) {
		return eachTag(this.#repository, signal, pages);
	}
	#tagList(signal) {
		const url = this.#repository.url("tags/list", { n: "1" });
		return this.#repository.request({
			method: "GET",
			url,
			answer: TAG_LIST_LIMIT,
			signal
		});
	}
	/** distribution says NAME_UNKNOWN of a repository without tags as well, which then has no referrers tag either. */
	async exists(signal) {
		const response = await this.#tagList(signal);
		const { status } = response;
		if (status !== 200 && status !== 404) throw await this.#repository.error(response, "GET", "list the tags of");
		await discard(response);
		return status === 200;
	}
	async isEmpty(signal) {
		const response = await this.#tagList(signal);
		if (response.status === 404) return (await readErrors(response)).some(({ code }) => code === "NAME_UNKNOWN");
		if (response.status !== 200) {
			await discard(response);
			return false;
		}
		const bytes = await readBody(response, TAG_LIST_LIMIT).catch(ignoreLength);
		if (!bytes) return false;
		const what = `${this.name}, list of tags`;
		const body = readAs(ANY, bytes, {
			code: "unexpected_answer",
			what
		});
		const tags = typeof body === "object" && body !== null && "tags" in body ? body.tags : void 0;
		return tags === null || Array.isArray(tags) && tags.every((tag) => tag === null);
	}
	close() {
		return this.#blobs.close();
	}
};
/** The list, if a registry store made it: only such a list has the content of the referrers tag. */
function asOwn(list) {
	return list instanceof RegistryList ? list : void 0;
}
function ignoreLength(error) {
	if (error instanceof SealiftError && error.code === "content_too_large") return void 0;
	throw error;
}

// src/stores/registry/open.ts
/** Opens one repository. No request is sent before the store is first used. */
function openRegistryStore(options) {
	return new RegistryStore(options);
}

// src/stores/registry/auth/config-key.ts
/** A key of docker or podman in the form `host[:port][/path]`. Old keys have a scheme, or end in `/v1/`. */
function normalisedKey(key) {
	const [host = "", ...path] = key.toLowerCase().replace(/^https?:\/\//, "").replace(/^([^/]*)\/v[12]\/?$/, "$1").replace(/\/+$/, "").split("/");
	return [registryHost(host) ?? host, ...path].join("/");
}
/** A key in the spelling of references, without the default port of its registry. */
function spelledKey(key, plainHttp) {
	const [host = "", ...path] = normalisedKey(key).split("/");
	return [withoutDefaultPort(host, plainHttp), ...path].join("/");
}
/** The name by which credential helpers know a registry: its host, and for Docker Hub the old URL that docker uses. */
function helperKey(registry) {
	const host = normalisedKey(registry);
	return host === "docker.io" ? "https://index.docker.io/v1/" : host;
}
/** The longest key that is `name` or a parent path of it. A key never matches a part of a host name. */
function longestKey(record, name, plainHttp, counts) {
	return Object.entries(record).map(([key, value]) => ({
		key,
		value,
		prefix: spelledKey(key, plainHttp)
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
/** Of several keys for `host`, the one that is written exactly so, else the first. */
function keyOf$1(record, host, plainHttp) {
	const keys = Object.keys(record ?? {}).filter((key) => spelledKey(key, plainHttp) === host);
	return keys.find((key) => normalisedKey(key) === host) ?? keys[0];
}
/**
* The credential helper for a host, and the name to ask it for: the helper of this host (`credHelpers`), else the one for all
* hosts (`credsStore`). An empty name switches the helper off.
*/
function helperFor({ auths, credHelpers, credsStore }, host, plainHttp) {
	const own = keyOf$1(credHelpers, host, plainHttp);
	const helper = own === void 0 ? credsStore : credHelpers?.[own];
	return helper ? {
		helper,
		key: helperKey(own ?? keyOf$1(auths, host, plainHttp) ?? host)
	} : void 0;
}
/**
* The credential for `registry/repository` in one configuration. An entry of `auths` for a path of the host comes first, then
* the helper of the host, then the entry of `auths` for the host.
*
* @param plainHttp decides which port is the default one and left out of a name, as in references.
* @throws SealiftError `config_invalid`, or what {@link CredentialHelpers} throws.
*/
async function credentialFrom(config, registry, repository, helpers, plainHttp) {
	const host = spelledKey(registry, plainHttp);
	const where = printable(config.where, 600);
	const entry = longestKey(config.auths ?? {}, `${host}/${repository}`, plainHttp, holdsLogin);
	const fromEntry = () => entry && credentialOf(entry.value, `${where} (${quotable(entry.key)})`);
	if (entry && entry.prefix !== host) return fromEntry();
	const asked = helperFor(config, host, plainHttp);
	return (asked && await helpers.ask(asked.helper, asked.key, where)) ?? fromEntry();
}

// src/stores/registry/auth/docker-config.ts
const entryShape = lazy(() => looseObject({
	auth: optional(string()),
	username: optional(string()),
	password: optional(string()),
	identitytoken: optional(string())
}));
const configShape = lazy(() => looseObject({
	auths: optional(nullable(record(string(), entryShape()))),
	credHelpers: optional(nullable(record(string(), string()))),
	credsStore: optional(string())
}));
/** Reads a `config.json` or `auth.json`. @throws SealiftError `config_invalid`. */
function parseDockerConfig(input, where) {
	const what = `registry credentials ${printable(where, 600)}`;
	const context = {
		code: "config_invalid",
		what
	};
	const parsed = configShape().safeParse(parseJson(userText(input, context), context));
	if (!parsed.success) {
		const place = parsed.error.issues[0]?.path.join(".") ?? "";
		const reason = place === "" ? "is no object" : `is malformed at ${quotable(place)}`;
		throw new SealiftError("config_invalid", `${what}: ${reason}`);
	}
	return {
		...parsed.data,
		where
	};
}

// src/stores/registry/auth/logins-in.ts
/**
* The registries for which a configuration has a login, or a helper of their own, as `host[:port][/path]` and fit for an error.
* docker leaves an empty entry where the helper for all hosts keeps the login.
*/
function loginsIn({ auths, credHelpers, credsStore }, plainHttp) {
	const entries = Object.entries(auths ?? {}).filter(([, entry]) => credsStore || Object.keys(entry).length > 0).map(([key]) => key);
	const helped = Object.entries(credHelpers ?? {}).flatMap(([key, helper]) => helper ? [key] : []);
	const named = [...entries, ...helped].map((key) => quotable(spelledKey(key, plainHttp), 120));
	return [...new Set(named)].filter((name) => name !== "");
}

// src/stores/registry/auth/find-configs.ts
const CONFIG_LIMIT$1 = 4194304;
/** Begins to read a file at once. A fault of it is reported when its credentials are needed. */
function given(path, { secrets }) {
	const read = prefetch(readFile(path, CONFIG_LIMIT$1, "registry configuration"));
	return async () => {
		const bytes = await read;
		for (const secret of secretsInConfig(Buffer$1.from(bytes).toString("utf8"))) secrets?.add(secret);
		return parseDockerConfig(bytes, path);
	};
}
function ifThere(path, options) {
	const load = given(path, options);
	return () => load().catch((error) => {
		if (error instanceof SealiftError && error.code === "file_not_found") return void 0;
		throw error;
	});
}
/** Takes absolute paths alone (XDG Base Directory Specification), so that no file of the current folder is read. */
const absolute = (path = "") => isAbsolute(path) ? path : void 0;
/** The folders of podman: the one that `podman login` writes to, on Linux for the session only, and the lasting one. */
function podmanFolders({ env, home, platform, uid }) {
	const lasting = join(absolute(env.XDG_CONFIG_HOME) ?? join(home, ".config"), "containers");
	if (platform !== "linux") return [lasting];
	const session = absolute(env.XDG_RUNTIME_DIR);
	if (session !== void 0) return [join(session, "containers"), lasting];
	return uid === void 0 ? [lasting] : [join("/run/containers", String(uid)), lasting];
}
/** The places of credentials in the order in which they are read. A file that the user named has to exist. */
function places(options) {
	const { env, home } = options;
	const inline = env.DOCKER_AUTH_CONFIG;
	return [
		...inline ? [() => Promise.resolve(parseDockerConfig(inline, "DOCKER_AUTH_CONFIG"))] : [],
		...env.REGISTRY_AUTH_FILE ? [given(env.REGISTRY_AUTH_FILE, options)] : [],
		ifThere(join(env.DOCKER_CONFIG || join(home, ".docker"), "config.json"), options),
		...podmanFolders(options).map((folder) => ifThere(join(folder, "auth.json"), options))
	];
}
/** The credentials of `docker login` and `podman login`. A file is read when those before it have no login for the registry. */
function openCredentials(options) {
	const { helpers, plainHttp } = options;
	const loads = places(options).map(lazy);
	return {
		async find(registry, repository) {
			for (const load of loads) {
				const config = await load();
				const found = config && await credentialFrom(config, registry, repository, helpers, plainHttp);
				if (found) return found;
			}
		},
		async logins() {
			const configs = await Promise.all(loads.map((load) => load().catch(() => void 0)));
			return [...new Set(configs.flatMap((config) => config ? loginsIn(config, plainHttp) : []))];
		}
	};
}

// src/compose/credentials.ts
const CONFIG_LIMIT = 4194304;
/**
* Credentials from the file that the user named (read at once, so that a mistake shows before anything is contacted), else
* from where `docker login` and `podman login` keep them.
*/
async function credentialsOf(file, { env, problems, plainHttp, secrets }, helpers) {
	if (file === void 0) {
		const { platform } = process;
		const uid = process.getuid?.();
		return openCredentials({
			env,
			home: homeFolder(),
			platform,
			uid,
			helpers,
			plainHttp,
			secrets
		});
	}
	const config = await problems.try(async () => {
		const bytes = await contentOf(file, CONFIG_LIMIT, "registry configuration");
		for (const secret of secretsInConfig(Buffer$1.from(bytes).toString("utf8"))) secrets.add(secret);
		return parseDockerConfig(bytes, isContent$1(file) ? "(inline)" : file);
	});
	return {
		find: async (registry, repository) => config && credentialFrom(config, registry, repository, helpers, plainHttp),
		logins: async () => config ? loginsIn(config, plainHttp) : []
	};
}

// src/compose/opened-stores.ts
/** The stores of a run: each is opened once, and closed with the run, or before it when nobody needs its place any more. */
var OpenedStores = class {
	/** By place, then by purpose. */
	#opened = /* @__PURE__ */ new Map();
	#open;
	/** What the first store failed with that could not be closed. */
	#failure;
	constructor(run, open) {
		this.#open = open;
		run.onEnd(async () => {
			for (const name of [...this.#opened.keys()]) await this.#close(name);
			if (this.#failure) throw this.#failure.error;
		});
	}
	open = (place, purpose, source) => {
		const name = formatPlace(place);
		const own = this.#opened.get(name) ?? /* @__PURE__ */ new Map();
		this.#opened.set(name, own);
		const known = own.get(purpose);
		if (known) return known;
		const store = this.#open(place, purpose, source);
		own.set(purpose, store);
		return store;
	};
	/** The stores of a place that are open. */
	async of(place) {
		const own = this.#opened.get(formatPlace(place)) ?? /* @__PURE__ */ new Map();
		return (await Promise.all([...own.values()].map((one) => one.catch(() => void 0)))).filter((one) => one !== void 0);
	}
	/** Never rejects: what it fails with is an error of the run when that ends, and takes no image's result along. */
	close(place) {
		return this.#close(formatPlace(place));
	}
	async #close(name) {
		const own = this.#opened.get(name);
		this.#opened.delete(name);
		for (const opening of own?.values() ?? []) await (await opening.catch(() => void 0))?.close().catch((error) => {
			this.#failure ??= { error };
		});
	}
};

// src/compose/open-stores.ts
/** Opens stores over one HTTP client and one set of logins. The caller closes them. */
async function storeOpener(run, configs = {}) {
	const { registryConfig, singleWriter = false } = run.values;
	const { hasSingleWriter = () => singleWriter } = configs;
	const http = await run.http();
	const { plainHttp } = run;
	const now = () => run.clock.now();
	const { secrets } = run;
	const helpers = new CredentialHelpers({
		env: run.env,
		signal: run.signal,
		secrets
	});
	const authorizerFor = async (given) => new Authorizer({
		http,
		credentials: typeof given === "object" ? given : await credentialsOf(given, run, helpers),
		now,
		onSecret: (secret) => secrets.add(secret)
	});
	const { read = registryConfig, write = registryConfig } = configs;
	const reading = await authorizerFor(read);
	const writing = read === write ? reading : await authorizerFor(write);
	return async (place, purpose, source) => {
		if (place.transport !== "docker") return openLocalStore(place, purpose, run.signal);
		const store = await openRegistryStore({
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
			singleWriter: hasSingleWriter(formatPlace(place))
		});
		return guarded(store, secrets, "peer");
	};
}
async function openLocalStore({ transport, path }, purpose, signal) {
	if (transport === "oci") {
		const { openLayoutStore } = await import("./layout.js").then((n) => n.n);
		return openLayoutStore({
			path,
			create: purpose === "create"
		});
	}
	const { openArchiveStore } = await import("./open2.js");
	return openArchiveStore({
		path,
		purpose
	}, signal);
}
/** The stores of a run: each opened once, closed with the run. */
async function storesOf(run, configs = {}) {
	return new OpenedStores(run, await storeOpener(run, configs)).open;
}
function repositoriesIn(registry, source) {
	return source?.transport === "docker" && source.registry === registry ? [source.repository] : [];
}
/** `REGISTRY/REPOSITORY` as scopes of a policy name it; a layout has none. */
function repositoryOf(place) {
	return place.transport === "docker" ? formatPlace(place) : void 0;
}

// src/compose/deadline.ts
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
	if (milliseconds !== void 0) clock.sleep(Math.min(milliseconds, LONGEST_TIMEOUT), waiting.signal).then(() => {
		const seconds = milliseconds / 1e3;
		ended.abort(new SealiftError("deadline_exceeded", `the run did not end within its deadline of ${seconds} s`));
	}, () => {});
	return {
		signal: ended.signal,
		stop: () => waiting.abort()
	};
}

// src/compose/in-time.ts
/** Milliseconds that work has to end after the signal aborted. */
const GRACE_PERIOD = 500;
/**
* Resolves to the outcome of `work`, or rejects with the signal's reason when the signal aborted and `work` does not end: a
* library sleeps, a program hangs, a file never opens. The later outcome of such work is ignored.
*
* @param grace milliseconds that it has for that.
*/
async function inTime(work, signal, clock, grace = GRACE_PERIOD) {
	const done = new AbortController();
	const expired = Promise.withResolvers();
	const onAbort = () => {
		clock.sleep(grace, done.signal).then(() => expired.reject(signal.reason), () => {});
	};
	if (signal.aborted) onAbort();
	else signal.addEventListener("abort", onAbort, {
		once: true,
		signal: done.signal
	});
	try {
		return await Promise.race([work, expired.promise]);
	} finally {
		done.abort();
	}
}

// src/compose/remedies/explained-image.ts
/** A result whose error is explained. */
async function explained(result, explain) {
	return result.error?.needs === void 0 ? result : {
		...result,
		error: await explain(result.error)
	};
}
/** The rows themselves where no error of them is explained, so that the results of thousands of images are not copied. */
async function explainedRows(rows, explain) {
	if (rows.every(({ error }) => error?.needs === void 0)) return rows;
	return Promise.all(rows.map((one) => explained(one, explain)));
}
/** An image with all its errors explained: its own, and those of its platforms, destinations and signatures. */
async function explainedImage(image, explain) {
	const { platforms, destinations, signaturesTo, compared, ...rest } = await explained(image, explain);
	return {
		...rest,
		platforms: await explainedRows(platforms, explain),
		destinations: await explainedRows(destinations, explain),
		...compared ? { compared: await explainedRows(compared, explain) } : {},
		...signaturesTo ? { signaturesTo: await explained(signaturesTo, explain) } : {}
	};
}

// src/compose/remedies/explainer.ts
/**
* Explains the errors of one run. Where it takes place is looked up once, and only when an error asks for it.
*
* @param isStep whether the run is a step of a workflow and no command.
*/
function explainer(isStep, env) {
	const loaded = lazy(async () => {
		const [{ remedyOf }, { situationOf }] = await Promise.all([import("./remedy.js"), import("./situation-of.js")]);
		return {
			remedyOf,
			situation: await situationOf(isStep, env)
		};
	});
	return async (error) => {
		const { needs, ...rest } = error;
		if (needs === void 0) return error;
		const { remedyOf, situation } = await loaded();
		return {
			...rest,
			hint: remedyOf(error, situation)
		};
	};
}

// src/compose/transport.ts
/** A list of `HOST[:PORT]`; without a port, every port of the host is meant. */
function includes(hosts, registry) {
	return hosts.some((host) => registry === host || registry.replace(/:\d+$/, "") === host);
}
/** Normalises hosts as in references, so that every spelling of a registry matches. */
function readHosts(flag, hosts, problems) {
	return hosts.flatMap((host) => {
		const spelled = registryHost(host);
		if (spelled !== void 0) return [spelled];
		problems.add("usage", `${flag}: ${quotable(withoutLogin(host))} is not a host`, "Write HOST or HOST:PORT, without https:// and without a path.");
		return [];
	});
}
/**
* Which registries are spoken to by plain HTTP: loopback addresses, unless named by --https-host, and those named by
* --http-host. Never a fallback from one to the other.
*/
function plainHttpRule({ httpHost = [], httpsHost = [] }, problems) {
	const plain = readHosts("--http-host", httpHost, problems);
	const secure = readHosts("--https-host", httpsHost, problems);
	const both = plain.find((host) => secure.includes(host));
	if (both !== void 0) problems.add("usage", `${printable(both)} is named by --http-host and by --https-host`, "Name it once.");
	return (registry) => {
		if (includes(plain, registry)) return true;
		return !includes(secure, registry) && isLoopback(registry.replace(/:\d+$/, ""));
	};
}

// src/compose/run.ts
/** Members of the options object that are no options of the table. */
const SURROUNDINGS = [...[
	"reporter",
	"env",
	"onRequest",
	"onSecret",
	"stdin",
	"isStep"
], ...[
	"images",
	"image",
	"source",
	"destination"
]];
/** The options of the table among what a function was given. */
function optionsFrom(given) {
	const own = Object.entries(given).filter(([name, value]) => !SURROUNDINGS.includes(name) && value !== void 0 && !(value instanceof Problems));
	return Object.fromEntries(own);
}
/**
* Runs the work of one command: reads its options, sets the deadline, gathers warnings, and closes what was opened. Never
* rejects: whatever stops the run, such as bad options, becomes `error`.
*/
async function perform(command, options, signal, work) {
	const { env = process.env } = options;
	const problems = options.problems instanceof Problems ? options.problems : new Problems();
	const secrets = new Secrets(options.onSecret);
	addGivenSecrets(secrets, { ...options }, env);
	const values = readOptions(command, optionsFrom(options), problems);
	const plainHttp = plainHttpRule(values, problems);
	const reporter = collectingReporter(options.reporter, (text) => secrets.hide(text));
	const closers = [];
	const deadline = withDeadline(signal, values.deadline, systemClock);
	let error = null;
	const current = {
		values,
		problems,
		plainHttp,
		env,
		clock: systemClock,
		reporter,
		onRequest: options.onRequest,
		http: lazy(() => openHttp({
			...current,
			values
		})),
		secrets,
		stdin: options.stdin,
		settingKind: (value) => settingKind(value, { ...options }),
		signal: deadline.signal,
		onEnd: (close) => closers.push(close)
	};
	try {
		deadline.signal.throwIfAborted();
		await inTime(work(current), deadline.signal, systemClock);
	} catch (thrown) {
		error = asSealiftError(thrown).toJSON();
	}
	const closeAll = async () => {
		for (const close of closers.toReversed()) await close().catch((thrown) => {
			error ??= asSealiftError(thrown).toJSON();
		});
	};
	await inTime(closeAll(), deadline.signal, systemClock).catch((thrown) => {
		error ??= asSealiftError(thrown).toJSON();
	});
	deadline.stop();
	const explain = explainer(options.isStep ?? false, env);
	return {
		warnings: reporter.warnings,
		error: error && await explain(error),
		secrets,
		explain
	};
}
/**
* One command on images, from options to result. Never rejects.
*
* @param conclude looks at the results of all images; what it throws is the error of the run, beside them.
*/
async function run(command, options, signal, work, conclude = () => {}) {
	let images = [];
	const { warnings, error, secrets, explain } = await perform(command, options, signal, async (current) => {
		images = await work(current);
		if (images.some(hasFailed)) current.signal.throwIfAborted();
		conclude(images);
	});
	const explained = await Promise.all(images.map((image) => explainedImage(image, explain)));
	return hiddenResult(runResult(command, explained, warnings, error), (text) => secrets.hide(text));
}

// src/notation/envelope/media-types.ts
const JWS_MEDIA_TYPE = "application/jose+json";
const COSE_MEDIA_TYPE = "application/cose";
const PAYLOAD_MEDIA_TYPE = "application/vnd.cncf.notary.payload.v1+json";

// src/notation/envelope/formats.ts
/** Every envelope format by its media type, each loaded when the first envelope of it is met. */
const FORMATS = {
	[JWS_MEDIA_TYPE]: async () => (await import("./notation.js").then((n) => n.r)).JWS,
	[COSE_MEDIA_TYPE]: async () => (await import("./cose.js").then((n) => n.t)).COSE
};
/** @throws SealiftError `envelope_invalid` for a media type of no envelope format. */
async function envelopeFormat(mediaType) {
	const load = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : void 0;
	if (!load) throw new SealiftError("envelope_invalid", `${printable(mediaType)} is not an envelope format`);
	return load();
}

// src/notation/envelope/open.ts
/**
* Reads an envelope and checks what needs no trust: its structure, the signature over the received bytes with the leaf's
* key and the one algorithm that key has, the header rules and the profile of the chain.
*
* @throws SealiftError `envelope_invalid`, `signature_invalid` or `certificate_invalid`.
*/
async function openEnvelope(bytes, mediaType) {
	const { open } = await envelopeFormat(mediaType);
	if (bytes.length > 4194304) throw new SealiftError("envelope_invalid", `the envelope has ${bytes.length} bytes, the limit is ${ENVELOPE_LIMIT}`);
	return open(bytes);
}

// src/oci/blob/tap-stream.ts
/** A stream that shows its chunks to a watcher. It is no `Transform`, whose two buffers cost far more time for each chunk. */
var TapStream = class extends Readable {
	#source;
	constructor(source, watcher) {
		super();
		this.on("error", () => {});
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
function tapStream(source, watcher) {
	return new TapStream(source, watcher);
}

// src/oci/blob/verifier.ts
/**
* Compares a content with the digest and size of its descriptor. The digest is checked before the last chunk goes on, so a
* reader never has the whole of a wrong content.
*/
var BlobVerifier = class {
	#descriptor;
	#onBytes;
	#hash;
	#size = 0;
	/** @param onBytes is called with the length of every chunk. */
	constructor(descriptor, onBytes) {
		this.#descriptor = descriptor;
		this.#onBytes = onBytes;
		this.#hash = digestHasher(descriptor.digest);
	}
	/** @throws SealiftError `digest_mismatch`, at the latest when there is one byte more than the descriptor's size. */
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

// src/oci/blob/verified-stream.ts
/** The same bytes as `source`. The stream fails with `digest_mismatch` when their digest or size is not the descriptor's. */
function verifiedStream(source, descriptor) {
	return tapStream(source, new BlobVerifier(descriptor));
}

// src/oci/graph/bottom-up.ts
/** The manifests of a graph in the order in which they have to be put: each once, children before their index. */
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

// src/operations/failed-image.ts
/** An image of which nothing is known yet but why it failed. */
function failedImage(reference, error) {
	return {
		reference,
		digest: null,
		mediaType: null,
		size: null,
		status: "failed",
		policy: null,
		platforms: [],
		signatures: [],
		identities: [],
		attachments: [],
		leftBehind: [],
		destinations: [],
		error
	};
}

// src/encoding/go-json.ts
/** Characters that Go's `json.Marshal` escapes beyond RFC 8259. */
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

// src/notation/signature-manifest.ts
const EMPTY_CONFIG_BYTES = new TextEncoder().encode("{}");
/** The config of a signature manifest: the two bytes `{}`. Its media type is the artifact type, as notation 1.3 writes it. */
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
* Whether a signature claims to be under a certificate, or does not say under which it is. Nobody vouches for it, so it only tells
* which envelopes need not be opened.
*/
function mayBeUnder({ annotations }, { thumbprint }) {
	return annotations[THUMBPRINTS]?.toLowerCase().includes(thumbprint) ?? true;
}
/**
* The envelope's descriptor in a signature manifest.
*
* @throws SealiftError `signature_manifest_invalid` unless it is a signature with exactly one envelope of at most 4 MiB.
*/
function envelopeOf(manifest) {
	const refuse = (reason) => new SealiftError("signature_manifest_invalid", `the signature manifest ${reason}`);
	if (!isSignatureManifest(manifest)) throw refuse("is not of the Notary Project");
	const { ociImage, ociArtifact } = MEDIA_TYPES;
	if (manifest.mediaType !== ociImage && manifest.mediaType !== ociArtifact) throw refuse(`is of the type ${manifest.mediaType}, which holds no signatures`);
	if (manifest.artifactType !== void 0 && manifest.config !== void 0 && ![MEDIA_TYPES.ociEmpty, "application/vnd.cncf.notary.signature"].includes(manifest.config.mediaType)) throw refuse("has a config that is not empty");
	const [envelope, ...more] = manifest.layers;
	if (envelope === void 0 || more.length > 0) throw refuse(`has ${manifest.layers.length} envelopes instead of one`);
	if (envelope.size > 4194304) throw refuse(`has an envelope of ${envelope.size} bytes, the limit is ${ENVELOPE_LIMIT}`);
	return envelope;
}

// src/async/map-ahead.ts
/**
* Maps items lazily and in their order, while the work on the next ones is under way already. What begun work rejects with is
* thrown when its turn comes, and not at all when the caller leaves before.
*
* @param ahead how many items beyond the next one may be begun; asked again after each item.
*/
async function* mapAhead(items, ahead, signal, work) {
	const ending = new AbortController();
	const joined = AbortSignal.any([signal, ending.signal]);
	const iterator = items[Symbol.asyncIterator]();
	const begun = [];
	let isDone = false;
	let filling;
	const fill = async () => {
		while (!isDone && !ending.signal.aborted && begun.length <= ahead()) {
			const next = await iterator.next();
			if (next.done) isDone = true;
			else begun.push(prefetch(work(next.value, joined)));
		}
	};
	try {
		for (;;) {
			filling ??= prefetch(fill().then(() => {
				filling = void 0;
			}));
			if (begun.length === 0) await filling.catch(() => {});
			const first = begun.shift();
			if (first === void 0) return await filling;
			yield await first;
		}
	} finally {
		ending.abort();
		await Promise.allSettled([...begun, filling]);
		await iterator.return?.();
	}
}

// src/oci/digest-tags/digest-tag.ts
/** What cosign attaches by tags: signatures, attestations, SBOMs (cosign, SIGNATURE_SPEC.md, ATTESTATION_SPEC.md, SBOM_SPEC.md). */
const DIGEST_TAG_SUFFIXES = [
	"sig",
	"att",
	"sbom"
];
/**
* The tag under which cosign attaches to `subject` (SIGNATURE_SPEC.md, "Tag-based Discovery"); `undefined` for a sha512, since a tag
* has at most 128 characters (distribution-spec, "Pulling manifests").
*/
function digestTagOf(subject, suffix) {
	const algorithm = digestAlgorithm(subject);
	return algorithm === "sha256" ? `${algorithm}-${digestHex(subject)}.${suffix}` : void 0;
}
/**
* What the manifest under a digest tag is: its artifact type, else the media type of its first layer. The config of cosign's
* manifests is that of an image, whatever they hold.
*/
function digestTagType(manifest) {
	return manifest.artifactType ?? manifest.layers[0]?.mediaType ?? (artifactTypeOf(manifest) || manifest.mediaType);
}

// src/oci/blob/read-blob.ts
/**
* Reads a small blob whole. The size in the descriptor is compared with `limit` before anything is read.
*
* @throws SealiftError `content_too_large`, `digest_mismatch`, or what the store throws.
*/
async function readBlob(store, descriptor, limit, signal) {
	if (descriptor.size > limit) throw new SealiftError("content_too_large", `blob ${descriptor.digest} has ${descriptor.size} bytes, the limit is ${limit}`);
	const chunks = [];
	const source = await store.blob(descriptor, {}, signal);
	await pipeline$1(verifiedStream(source, descriptor), async (checked) => {
		for await (const chunk of checked) chunks.push(chunk);
	}, { signal });
	return Buffer$1.concat(chunks);
}

// src/oci/graph/checked-layers.ts
/** The foreign layers of a graph. It refuses a graph whose manifests give one blob different sizes: the blob is copied once. */
function checkedLayers(nodes) {
	const foreign = /* @__PURE__ */ new Map();
	const sizes = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		for (const layer of node.manifest.layers) if (isForeignLayer(layer.mediaType)) foreign.set(layer.digest, layer);
		for (const { digest, size } of node.blobs) {
			const known = sizes.get(digest) ?? size;
			if (known !== size) throw new SealiftError("manifest_invalid", `blob ${digest} is named with ${known} and with ${size} bytes`);
			sizes.set(digest, size);
		}
	}
	return [...foreign.values()];
}

// src/oci/graph/digest-tag-reader.ts
/** The error for what a digest tag names, which says where it was found. */
function underTag(tag, error) {
	const { code, message, hint } = error;
	return new SealiftError(code, `the tag ${tag}: ${message}`, {
		hint: `${hint} It is where cosign attaches things: --include verified leaves such tags behind.`,
		cause: error
	});
}
/** Reads what cosign attached by tags. Each manifest is asked about once. */
var DigestTagReader = class {
	#access;
	#options;
	#asked = /* @__PURE__ */ new Set();
	constructor(access, options) {
		this.#access = access;
		this.#options = options;
	}
	/** The digest tags of `subject`. cosign signs SBOMs too, so that the signatures of those are looked for. */
	async of(subject, depth, signal, suffixes = this.#options.suffixes) {
		if (this.#asked.has(subject.digest)) return [];
		this.#asked.add(subject.digest);
		const own = (await this.#access.each(suffixes, signal, (suffix, joined) => this.#read(subject, suffix, depth, joined))).filter((one) => one !== void 0);
		const sboms = own.filter(({ suffix }) => suffix === "sbom");
		const signatures = suffixes.filter((suffix) => suffix === "sig");
		const behind = await this.#access.each(sboms, signal, ({ node }, joined) => this.of(node.content.descriptor, depth + 1, joined, signatures));
		return [...own, ...behind.flat()];
	}
	/** `undefined` where there is no such tag, or where it is not kept. */
	async #read(subject, suffix, depth, signal) {
		const tag = digestTagOf(subject.digest, suffix);
		if (tag === void 0) return void 0;
		const found = await this.#access.resolve(tag, signal);
		if (found === void 0 || found.digest === subject.digest) return void 0;
		try {
			const content = await this.#access.manifest(found, signal);
			const manifest = parseManifest(content);
			if (!this.#options.keep({
				tag,
				suffix,
				subject,
				content,
				manifest
			})) return void 0;
			return {
				tag,
				suffix,
				subject,
				node: await this.#access.node(content, depth, signal)
			};
		} catch (error) {
			throw error instanceof SealiftError ? underTag(tag, error) : error;
		}
	}
};

// src/oci/platforms/platform-key.ts
/**
* The platform as one word, by which platforms are compared: `os/architecture[/variant]`. Variant v8 of arm64 is the only one
* there is, so that `linux/arm64` and `linux/arm64/v8` are one (image-index.md, "Platform Variants"). `undefined` for what names
* no platform, as the `unknown/unknown` of attestation manifests does.
*/
function platformKey(platform) {
	const { os = "", architecture = "", variant = "" } = platform ?? {};
	if (os === "" || architecture === "" || os === "unknown" && architecture === "unknown") return void 0;
	const parts = [
		os,
		architecture,
		...variant === "" || architecture === "arm64" && variant === "v8" ? [] : [variant]
	];
	return parts.some((part) => part.includes("/")) ? void 0 : parts.join("/");
}

// src/oci/platforms/chosen-children.ts
/** The annotation by which BuildKit says to which child an attestation manifest belongs (moby/buildkit, docs/attestations). */
const ATTESTED = "vnd.docker.reference.digest";
/**
* The children of an index that are of one of these platforms, in the order of the index. The index alone decides, so that a copy
* without the other children decides alike: a child whose entry names no platform is not chosen. An index among the children that
* names no platform is chosen, because only its own children have platforms. A child without a platform that attests another one
* goes with that one.
*/
function chosenChildren(manifests, platforms) {
	const attestedBy = ({ platform, annotations }) => platformKey(platform) === void 0 ? annotations?.[ATTESTED] : void 0;
	const isNamed = (child) => {
		const key = platformKey(child.platform);
		if (key !== void 0) return platforms.has(key);
		return attestedBy(child) === void 0 && manifestKind(child.mediaType) === "index";
	};
	const named = new Set(manifests.filter(isNamed).map(({ digest }) => digest));
	return manifests.filter((child) => isNamed(child) || named.has(attestedBy(child) ?? ""));
}

// src/oci/graph/graph-node.ts
/**
* One manifest of an artifact, with its children. It keeps the bytes alone and parses them whenever it is asked: a graph may have
* ten thousand manifests, and a parsed one takes several times the memory of its bytes.
*/
var GraphNode = class {
	content;
	children;
	#foreignLayers;
	constructor(content, { children = [], foreignLayers = false } = {}) {
		this.content = content;
		this.children = children;
		this.#foreignLayers = foreignLayers;
	}
	get manifest() {
		return parseManifest(this.content);
	}
	/** The children that do not belong to the graph, or are not there. */
	get left() {
		const here = new Set(this.children.map(({ content }) => content.descriptor.digest));
		return this.manifest.manifests.filter(({ digest }) => !here.has(digest));
	}
	/** The layers that are copied. */
	get layers() {
		return this.#copied(this.manifest);
	}
	/** The config and the layers that are copied. */
	get blobs() {
		const { manifest } = this;
		const layers = this.#copied(manifest);
		return manifest.config ? [manifest.config, ...layers] : layers;
	}
	#copied({ layers }) {
		return this.#foreignLayers ? layers : layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
	}
};

// src/oci/graph/graph-reader.ts
/** Bytes of memory for each byte of a manifest: the byte itself, and its text and the parsed value while it is read. */
const HELD = 4;
/** Manifests that are worked on for each request that may be under way: some of them wait for what they name, or are judged. */
const WIDTH = 4;
/** A graph has the referrers of every list, that of the API and that of the tag. */
const LISTS = { sources: "merged" };
function invalidGraph(reason) {
	return new SealiftError("manifest_invalid", reason);
}
/** A manifest that an index names, and that the store does not have. */
var AbsentChild = class extends SealiftError {
	digest;
	constructor(digest, options) {
		super("child_missing", `manifest ${digest} is named by an index but is not there`, options);
		this.digest = digest;
	}
};
/** Reads a graph within caps for the whole of it, whatever its manifests claim ("Caps before allocation"). */
var GraphReader = class {
	#store;
	#likely;
	#width;
	#fetches;
	/** Limits how many subjects have their list read and judged at the same time. */
	#turns;
	#nodes = /* @__PURE__ */ new Map();
	/** For each node, how many levels are below it. */
	#heights = /* @__PURE__ */ new Map();
	/** Subjects whose list was read. A manifest that is both a child and an attachment is met twice and read once. */
	#subjects = /* @__PURE__ */ new Set();
	#options;
	#bytes = 0;
	absent = /* @__PURE__ */ new Map();
	dangling = [];
	constructor(store, options) {
		const { concurrency, likely = () => false } = options;
		this.#store = store;
		this.#options = options;
		this.#likely = likely;
		this.#width = concurrency * WIDTH;
		this.#fetches = pLimit(concurrency);
		this.#turns = pLimit(concurrency);
	}
	/** Counts the size of a manifest before it is fetched. The store refuses a manifest that is larger than its descriptor. */
	#reserve({ size }) {
		this.#bytes += size * HELD;
		const { narrow } = this.#store;
		if (narrow && this.#bytes > narrow.graph) throw narrow.exceeded();
		if (this.#bytes <= 67108864) return;
		const most = Math.floor(GRAPH_LIMIT / HELD / 1024 / 1024);
		throw new SealiftError("content_too_large", `the manifests of this artifact have over ${most} MiB together`);
	}
	/** Works on items at the same time, but on no more of them than the requests under way can serve. */
	each(items, signal, work) {
		return mapGroup(signal, items, this.#width, work);
	}
	#checkDepth(depth, { digest }, more = 1) {
		if (depth <= 8 && this.#nodes.size + more <= 1e4) return;
		throw new SealiftError("content_too_large", `the artifact nests or branches too far at ${digest}`, { hint: `At most ${8} levels and ${GRAPH_MANIFESTS} manifests are followed.` });
	}
	/** An index can be a child, of which some children are left out, and an attachment, of which none is: those are two nodes. */
	#keyOf({ digest }, role) {
		const { platforms, absent = "refused" } = this.#options;
		return role === "attachment" && (platforms || absent === "told") ? `${role} ${digest}` : digest;
	}
	node(descriptor, depth, signal, { role, content } = { role: "child" }) {
		const key = this.#keyOf(descriptor, role);
		const known = this.#nodes.get(key);
		if (known) {
			if (sameContent(known.descriptor, descriptor)) return known.reading;
			throw invalidGraph(`manifest ${descriptor.digest} is named with two sizes or media types`);
		}
		this.#checkDepth(depth, descriptor);
		const reading = this.#read(descriptor, depth, signal, {
			role,
			content
		});
		this.#nodes.set(key, {
			descriptor,
			reading
		});
		return reading;
	}
	async #read(descriptor, depth, signal, { role, content: given }) {
		const content = given ?? await this.#fetch(descriptor, depth, signal);
		const { manifests } = parseManifest(content);
		const { platforms, foreignLayers = false } = this.#options;
		const wanted = platforms !== void 0 && role === "child" ? chosenChildren(manifests, platforms) : manifests;
		const unread = [...new Set(manifests.map((child) => this.#keyOf(child, role)))].filter((key) => !this.#nodes.has(key));
		this.#checkDepth(depth, descriptor, unread.length);
		const children = (await this.each(wanted, signal, (child, joined) => this.#child(child, depth + 1, joined, role))).filter((child) => child !== void 0);
		const height = children.reduce((most, child) => Math.max(most, this.#heights.get(child) + 1), 0);
		this.#checkDepth(depth + height, descriptor, 0);
		const node = new GraphNode(content, {
			children,
			foreignLayers
		});
		this.#heights.set(node, height);
		return node;
	}
	/** A child that is not there is no error where the caller wants to be told. */
	async #child(child, depth, signal, role) {
		try {
			return await this.node(child, depth, signal, { role });
		} catch (error) {
			if (!(role === "child" && this.#options.absent === "told") || !(error instanceof AbsentChild) || error.digest !== child.digest) throw error;
			this.absent.set(child.digest, child);
			return;
		}
	}
	async #fetch(descriptor, depth, signal) {
		const { digest, mediaType } = descriptor;
		if (manifestKind(mediaType) === void 0 && !isSchema1(mediaType)) throw new SealiftError("manifest_unsupported", `${digest} is named as a manifest, but is ${printable(mediaType)}`);
		this.#reserve(descriptor);
		try {
			return await this.#fetches(() => this.#store.manifest(descriptor, signal));
		} catch (error) {
			if (depth > 0 && error instanceof SealiftError && error.code === "artifact_not_found") throw new AbsentChild(digest, { cause: error });
			throw error;
		}
	}
	/** The referrers of `subject` itself, in listed order. */
	async #attached(subject, keep, depth, signal) {
		const entries = await Array.fromAsync(claimedReferrers(this.#store, subject, LISTS, signal));
		for (const { descriptor } of entries) this.#reserve(descriptor);
		const found = await this.each(entries, signal, async (entry, joined) => {
			const judged = await this.#fetches(() => {
				if (entry.elsewhere === void 0 && this.#likely(entry.descriptor)) this.#store.prefetch(entry.descriptor, LISTS);
				return judgeEntry(this.#store, entry, subject, joined);
			});
			const isKept = judged.state === "believed" && await keep(judged, subject);
			if (judged.state === "malformed") throw judged.error;
			if (judged.state === "dangling") return { gone: {
				subject,
				descriptor: entry.descriptor
			} };
			if (!isKept) return {};
			const { content } = judged;
			const node = await this.node(content.descriptor, depth, joined, {
				role: "attachment",
				content
			});
			const { foundIn, elsewhere } = entry;
			return { attachment: {
				node,
				subject,
				foundIn,
				...elsewhere === void 0 ? {} : { elsewhere }
			} };
		});
		this.dangling.push(...found.flatMap(({ gone }) => gone ?? []));
		return found.flatMap(({ attachment }) => attachment ?? []);
	}
	/** How digest tags are read: within the same caps. What they name is an attachment. */
	access() {
		return {
			resolve: (tag, signal) => this.#fetches(() => this.#store.resolve({ tag }, signal)),
			manifest: (descriptor, signal) => {
				this.#reserve(descriptor);
				return this.#fetches(() => this.#store.manifest(descriptor, signal));
			},
			node: (content, depth, signal) => this.node(content.descriptor, depth, signal, {
				role: "attachment",
				content
			}),
			each: (items, signal, work) => this.each(items, signal, work)
		};
	}
	/** The referrers of `subject`, each followed by its own referrers. */
	async attachments(subject, keep, depth, signal) {
		if (this.#subjects.has(subject.digest)) return [];
		this.#subjects.add(subject.digest);
		const own = await this.#turns(() => this.#attached(subject, keep, depth, signal));
		const behind = await this.each(own, signal, ({ node }, joined) => this.attachments(node.content.descriptor, keep, depth + 1, joined));
		return [...own, ...behind.flat()];
	}
};

// src/oci/graph/left-of.ts
/** The children of other platforms, each once and without its annotations. */
function leftOf(nodes, absent) {
	const inTree = new Set(nodes.map(({ content }) => content.descriptor.digest));
	const left = /* @__PURE__ */ new Map();
	for (const node of nodes) for (const child of node.left) {
		const { digest, platform } = child;
		if (inTree.has(digest) || absent.has(digest)) continue;
		left.set(digest, {
			...plainDescriptor(child),
			...platform ? { platform } : {}
		});
	}
	return [...left.values()];
}

// src/oci/graph/read-graph.ts
/**
* Reads a whole artifact: its root, its children, and the artifacts attached to any of them. It fetches every manifest once.
*
* @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
*/
async function readGraph(store, root, options, signal) {
	const reader = new GraphReader(store, options);
	const { keep: follow } = options;
	const tags = options.digestTags && new DigestTagReader(reader.access(), options.digestTags);
	const tagsOf = async (subject, joined) => tags ? tags.of(subject, 1, joined) : [];
	const referrersOf = async (subject, joined) => follow ? reader.attachments(subject, follow, 1, joined) : [];
	let read;
	let ofRoot = [];
	let tagsOfRoot = [];
	await taskGroup(signal, [
		async (joined) => {
			read = await reader.node(root, 0, joined);
		},
		async (joined) => {
			ofRoot = await referrersOf(root, joined);
		},
		async (joined) => {
			tagsOfRoot = await tagsOf(root, joined);
		}
	]);
	const rootNode = read;
	const nodes = bottomUp(rootNode);
	const below = await reader.each(nodes, signal, ({ content: { descriptor } }, joined) => Promise.all([referrersOf(descriptor, joined), tagsOf(descriptor, joined)]));
	const digestTags = [...tagsOfRoot, ...below.flatMap(([, found]) => found)];
	const ofTags = await reader.each(digestTags, signal, ({ node }, joined) => referrersOf(node.content.descriptor, joined));
	const lists = [
		...below.map(([found]) => found),
		ofRoot,
		...ofTags
	];
	const unique = /* @__PURE__ */ new Map();
	for (const attachment of lists.flat()) {
		const { digest } = attachment.node.content.descriptor;
		if (!unique.has(digest)) unique.set(digest, attachment);
	}
	const attachments = [...unique.values()];
	const left = options.platforms ? leftOf(nodes, reader.absent) : [];
	const everything = /* @__PURE__ */ new Set([...nodes, ...[...attachments, ...digestTags].flatMap(({ node }) => bottomUp(node))]);
	return {
		root: rootNode,
		nodes,
		attachments,
		digestTags,
		left,
		absent: [...reader.absent.values()],
		foreignLayers: checkedLayers(everything),
		dangling: reader.dangling
	};
}

// src/async/look-again.ts
const FIRST_PAUSE = 200;
/**
* Looks until there is something to see, at most five times, with pauses that double from 0.2 seconds on. It resolves to
* `undefined` when the last look saw nothing.
*
* @param look is told how often it was called before.
* @param sleep gets milliseconds.
*/
async function lookAgain(look, sleep, signal) {
	for (let before = 0;; before += 1) {
		const seen = await look(before);
		if (seen !== void 0 || before === 4) return seen;
		await sleep(FIRST_PAUSE * 2 ** before, signal);
		signal.throwIfAborted();
	}
}

// src/operations/signing/bytes-stream.ts
/** Opens bytes in memory from `offset` on, as `putBlob` wants it of a blob. */
function bytesStream(bytes, offset) {
	return Promise.resolve(Readable.from([bytes.subarray(offset)], { objectMode: false }));
}

// src/oci/cache/bounded-map.ts
/** A map with a limit on the costs of all its values. Over the limit it deletes the least recently used value. */
var BoundedMap = class {
	#limit;
	#onDelete;
	#kept = /* @__PURE__ */ new Map();
	#cost = 0;
	/** @param onDelete is called with every value that leaves the map. */
	constructor(limit, onDelete) {
		this.#limit = limit;
		this.#onDelete = onDelete;
	}
	get(key) {
		const kept = this.#kept.get(key);
		if (!kept) return void 0;
		this.#kept.delete(key);
		this.#kept.set(key, kept);
		return kept.value;
	}
	set(key, value, cost) {
		this.delete(key);
		this.#kept.set(key, {
			value,
			cost
		});
		this.#cost += cost;
		this.trim();
	}
	/** Adds to the cost of a value that grew, if the map still has this value under the key. */
	grow(key, value, cost) {
		const kept = this.#kept.get(key);
		if (kept?.value !== value) return;
		kept.cost += cost;
		this.#cost += cost;
		this.trim();
	}
	/** @param value when given, the entry is deleted only if it still has this value. */
	delete(key, value) {
		const kept = this.#kept.get(key);
		if (!kept || value !== void 0 && kept.value !== value) return;
		this.#kept.delete(key);
		this.#cost -= kept.cost;
		this.#onDelete?.(kept.value);
	}
	/** Deletes the least recently used values until the costs are at most `limit`, which is that of the map by default. */
	trim(limit = this.#limit) {
		for (const key of this.#kept.keys()) {
			if (this.#cost <= limit) return;
			this.delete(key);
		}
	}
};

// src/oci/cache/replay.ts
/** One list for many readers. It reads the store's list once, no further than its readers want, and keeps the entries. */
var Replay = class {
	#entries = [];
	/** `undefined` after the end, so that what the list holds is freed. */
	#source;
	#onEntry;
	/** The reading of the next entry; it resolves to whether there is one. The last one, or an error, stays. */
	#reading;
	/** @param onEntry is called once for each entry, so that its memory can be counted; what it throws ends the list. */
	constructor(list, onEntry) {
		this.#source = list[Symbol.asyncIterator]();
		this.#onEntry = onEntry;
	}
	/** Reads one more entry. Readers that call this at the same time wait for the same entry. */
	more() {
		if (!this.#source || this.#reading) return this.#reading ?? Promise.resolve(false);
		const reading = this.#source.next().then((next) => {
			if (next.done) this.#source = void 0;
			else {
				this.#count(next.value);
				this.#entries.push(next.value);
				this.#reading = void 0;
			}
			return !next.done;
		}, (error) => {
			this.#source = void 0;
			throw error;
		});
		this.#reading = reading;
		return reading;
	}
	#count(entry) {
		try {
			this.#onEntry(entry);
		} catch (error) {
			this.#source = void 0;
			throw error;
		}
	}
	/** @param signal ends the wait of this reader; the list is read on for the others. */
	async *entries(signal) {
		for (let at = 0; at < this.#entries.length || await abortable(this.more(), signal); at += 1) {
			signal.throwIfAborted();
			yield this.#entries[at];
		}
	}
};

// src/oci/cache/cached-store.ts
/** Bytes of manifests that one view keeps by default, and as many of lists. Beyond that it asks the store again. */
const KEPT$2 = 4194304;
/** Bytes of each that a view keeps from one image to the next of a run. */
const KEPT_BETWEEN = 262144;
/** Bytes of memory that a kept manifest or list takes beside its content. */
const OVERHEAD = 1024;
/** The part of what a view keeps that lists may take which were prefetched and not read by anybody so far. */
const AHEAD = 1 / 2;
/** The part that a prefetched list counts for while it is still being read and its size is unknown. */
const UNKNOWN = AHEAD / 16;
/** Roughly how many bytes of memory one entry takes. */
function costOf({ descriptor }) {
	return 256 + (descriptor.annotations ? JSON.stringify(descriptor.annotations).length * 2 : 0);
}
/**
* The one view of a repository in a run (docs/architecture.md, "The way of data"). It asks the store for each manifest and each
* list once, so that the bytes that are judged are the bytes that are copied, and it can prefetch a list.
*/
var CachedStore = class {
	name;
	repository;
	signatureSources;
	exists;
	narrow;
	store;
	/** Whether lists are given back to the store when it writes them. */
	isWritten = false;
	#options;
	#kept;
	#manifests;
	#lists;
	#ahead = 0;
	constructor(store, options) {
		this.store = store;
		this.name = store.name;
		this.repository = store.repository;
		this.#options = options;
		this.#kept = options.kept ?? 4194304;
		this.#manifests = new BoundedMap(this.#kept);
		this.#lists = new BoundedMap(this.#kept, (known) => this.#countNoMore(known));
		if (options.narrow) this.narrow = options.narrow;
		if (store.signatureSources) this.signatureSources = store.signatureSources;
		if (canTellExistence(store)) this.exists = store.exists.bind(store);
	}
	resolve(name, signal) {
		return this.store.resolve(name, signal);
	}
	async manifest(descriptor, signal) {
		signal.throwIfAborted();
		const { mediaType, digest, size } = descriptor;
		const key = `${digest} ${size} ${mediaType}`;
		const known = this.#manifests.get(key);
		if (known) return abortable(known, signal);
		const fetched = this.store.manifest(descriptor, this.#options.signal);
		this.#manifests.set(key, fetched, size + OVERHEAD);
		fetched.catch(() => this.#manifests.delete(key, fetched));
		return abortable(fetched, signal);
	}
	has(descriptor, signal) {
		return this.store.has(descriptor, signal);
	}
	blob(descriptor, options, signal) {
		return this.store.blob(descriptor, options, signal);
	}
	/**
	* Begins to read a list before somebody needs it. It does nothing while {@link AHEAD} of what it keeps are lists that nobody has read,
	* so that a hostile registry cannot fill the memory. A failure is reported to the reader of the list, and to nobody else.
	*/
	prefetch(subject, query) {
		if (this.#ahead >= AHEAD * this.#kept || this.#lists.get(subject.digest)) return;
		const known = this.#begin(subject, query, true);
		const unknown = UNKNOWN * this.#kept;
		this.#ahead += unknown + known.cost;
		this.#readAhead(known, query).catch(() => {}).finally(() => {
			this.#ahead -= unknown;
		});
	}
	/** Reads a list to its end when the query wants all of it, else to its first entry. */
	async #readAhead(known, { sources }) {
		while (await known.replay.more() && sources === "merged") if (this.#ahead >= AHEAD * this.#kept && known.isAhead) return;
	}
	async *referrers(subject, query, signal) {
		const known = this.#lists.get(subject.digest) ?? this.#begin(subject, query, false);
		this.#countNoMore(known);
		const { artifactType } = query;
		if (artifactType !== void 0 && known.artifactType !== void 0 && artifactType !== known.artifactType) return yield* this.store.referrers(subject, query, signal);
		try {
			for await (const entry of known.replay.entries(signal)) if (artifactTypeMatches(entry.descriptor, query.artifactType)) yield entry;
		} catch (error) {
			if (!signal.aborted) this.#lists.delete(subject.digest, known);
			throw error;
		}
	}
	/** The list of the subject as the store returned it, to be given back when the store writes it (`linkReferrers`). */
	listOf({ digest }) {
		return this.#lists.get(digest)?.list;
	}
	/** Drops the list of a subject after a write has changed it. */
	forget({ digest }) {
		this.#lists.delete(digest);
	}
	/** Keeps only what was used last, enough for another tag of the same image. */
	trim() {
		this.#manifests.trim(KEPT_BETWEEN);
		this.#lists.trim(KEPT_BETWEEN);
	}
	#countNoMore(known) {
		if (known.isAhead) this.#ahead -= known.cost;
		known.isAhead = false;
	}
	#begin(subject, wanted, isAhead) {
		const { digest } = subject;
		const query = {
			...this.#options.query ?? wanted,
			isForWriting: this.isWritten
		};
		const list = this.store.referrers(subject, query, this.#options.signal);
		const known = {
			list,
			artifactType: query.artifactType,
			isAhead,
			cost: OVERHEAD,
			replay: new Replay(list, (entry) => {
				const cost = costOf(entry);
				known.cost += cost;
				const { narrow } = this;
				if (narrow && known.cost > narrow.list) throw narrow.exceeded();
				if (known.isAhead) this.#ahead += cost;
				this.#lists.grow(digest, known, cost);
			})
		};
		this.#lists.set(digest, known, known.cost);
		return known;
	}
	close() {
		return this.store.close();
	}
};

// src/oci/cache/cached-target.ts
/** A {@link CachedStore} of a repository that is also written to. A write drops the lists that it changes. */
var CachedTarget = class extends CachedStore {
	isWritten = true;
	isEmpty;
	mount;
	openUpload;
	isListed;
	list;
	mergeTag;
	commit;
	constructor(store, options) {
		super(store, options);
		if (canTellEmpty(store)) this.isEmpty = store.isEmpty.bind(store);
		if (canMergeTags(store)) this.mergeTag = store.mergeTag.bind(store);
		if (holdsBack(store)) this.commit = store.commit.bind(store);
		if (canMount(store)) this.mount = store.mount.bind(store);
		if (listsContent(store)) {
			this.isListed = store.isListed.bind(store);
			this.list = store.list.bind(store);
		}
		if (canOpenUploads(store)) this.openUpload = () => store.openUpload(options.signal);
	}
	putBlob(descriptor, open, signal) {
		return this.store.putBlob(descriptor, open, signal);
	}
	putManifest(manifest, signal) {
		return this.store.putManifest(manifest, signal);
	}
	async linkReferrers(subject, referrers, signal) {
		const known = this.listOf(subject);
		this.forget(subject);
		return this.store.linkReferrers(subject, referrers, signal, known);
	}
	/**
	* Refuses referrers that the store could not list, before they are put; see `refuseUnlistable` in `oci/ports.ts`.
	*
	* @param query how the list is read if it was not read yet; without it the store finds out for itself.
	*/
	async refuseUnlistable(subject, referrers, query, signal) {
		const { store } = this;
		if (!hasReferrersTags(store)) return;
		if (query) for await (const _ of this.referrers(subject, query, signal)) break;
		await store.refuseUnlistable(subject, referrers, signal, this.listOf(subject));
	}
	/** Refuses to let a tag hide a list of referrers; see `refuseHiding` in `oci/ports.ts`. */
	async refuseHiding(tag, manifest, signal) {
		if (hasReferrersTags(this.store)) await this.store.refuseHiding(tag, manifest, signal);
	}
	tag(manifest, tag, signal) {
		return this.store.tag(manifest, tag, signal);
	}
};

// src/operations/views.ts
function createViews({ most = Number.POSITIVE_INFINITY, narrow, ...common }) {
	const views = new BoundedMap(most);
	const targets = new BoundedMap(most);
	const once = (made, key, make) => {
		const known = made.get(key);
		if (known !== void 0) return known;
		const value = make();
		made.set(key, value, 1);
		return value;
	};
	const options = (query) => ({
		...common,
		...query ? { query } : {}
	});
	return {
		view: (store, query) => once(views, store, () => new CachedStore(store, {
			...options(query),
			...narrow ? { narrow } : {}
		})),
		target: (store, query) => once(targets, store, () => new CachedTarget(store, options(query)))
	};
}

// src/operations/image-sessions.ts
/** Bytes of manifests that all views of images at work keep together, and as many of lists. */
const TOGETHER = 16777216;
/** Views of repositories of which a tag was worked on. */
const TAGGED = 16;
/** Bytes that a view keeps where so many images are at work at the same time. */
function keptBy(atOnce) {
	return Math.min(KEPT$2, TOGETHER / Math.max(1, atOnce));
}
/** The same views, which keep little from one image to the next. */
function trimmedViews({ view, target }) {
	const trimmed = (known) => {
		known.trim();
		return known;
	};
	return {
		view: (store, query) => trimmed(view(store, query)),
		target: (store, query) => trimmed(target(store, query))
	};
}
/**
* The session for each of many images, so that the memory of a run does not grow with their number. An image that is named by digest
* has views of its own, which go with it, since no other image reads the same manifests and lists. Tags of one repository may be one
* image, so they share its view.
*
* @param atOnce how many views are in use at the same time, at most.
*/
function imageSessions(session, atOnce, signal) {
	const kept = keptBy(atOnce);
	const tagged = trimmedViews(createViews({
		signal,
		kept,
		most: TAGGED
	}));
	return (name) => ({
		...session,
		..."digest" in name ? createViews({
			signal,
			kept
		}) : tagged
	});
}

// src/oci/cache/listed-tags.ts
/** Characters of names that are kept of one repository. A longer list is not used, and each tag is asked for. */
const KEPT$1 = 4194304;
/**
* The tags of a repository by its own list (distribution-spec, "Listing Tags"), read once. It is used only where it is whole, and
* where no tag that is known to be there is missing in it: caches that pull through list the tags that they hold.
*/
var ListedTags = class {
	#store;
	#pages;
	#signal;
	#names;
	#isWrong = false;
	/**
	* @param pages the most pages that are read: each has to save a question.
	* @param signal that of the run, since several images wait for the list.
	*/
	constructor(store, pages, signal) {
		this.#store = store;
		this.#pages = pages;
		this.#signal = signal;
	}
	/** Begins to read the list. */
	begin() {
		this.#names ??= this.#read();
		return this.#names;
	}
	/** Notes that a tag is there. A list without it is not used any more. */
	async confirm(tag) {
		const names = await this.begin();
		if (names && !names.has(tag)) this.#isWrong = true;
	}
	/** Whether the list says that there is no such tag. */
	async lacks(tag) {
		const names = await this.begin();
		return names !== void 0 && !this.#isWrong && !names.has(tag);
	}
	/** What cannot be read costs the questions that it would have saved, and is no error. */
	async #read() {
		const store = this.#store;
		if (!canListTags(store)) return void 0;
		const names = /* @__PURE__ */ new Set();
		let length = 0;
		try {
			for await (const tag of store.tags(this.#signal, this.#pages)) {
				length += tag.length;
				if (length > KEPT$1) return void 0;
				names.add(tag);
			}
		} catch (error) {
			if (!(error instanceof SealiftError)) throw error;
			return;
		}
		return names;
	}
};

// src/oci/cache/tag-aware-store.ts
/**
* A repository whose list of tags is believed: a digest tag or referrers tag that is not in it is not asked for, which saves four
* of five questions about an image to which nothing is attached by tags.
*/
var TagAwareStore = class {
	name;
	repository;
	#store;
	#tags;
	constructor(store, tags) {
		this.#store = store;
		this.#tags = tags;
		this.name = store.name;
		this.repository = store.repository;
	}
	async resolve(name, signal) {
		const tags = this.#tags;
		if (!("tag" in name)) {
			prefetch(tags.begin());
			return this.#store.resolve(name, signal);
		}
		if (isNamedAfterDigest(name.tag)) return await tags.lacks(name.tag) ? void 0 : this.#store.resolve(name, signal);
		prefetch(tags.begin());
		const found = await this.#store.resolve(name, signal);
		if (found) await tags.confirm(name.tag);
		return found;
	}
	async *referrers(subject, query, signal) {
		const hasNoTag = query.sources === "merged" && await this.#tags.lacks(referrersTag(subject.digest));
		yield* this.#store.referrers(subject, hasNoTag ? {
			...query,
			sources: "preferred"
		} : query, signal);
	}
	manifest(descriptor, signal) {
		return this.#store.manifest(descriptor, signal);
	}
	has(descriptor, signal) {
		return this.#store.has(descriptor, signal);
	}
	blob(descriptor, options, signal) {
		return this.#store.blob(descriptor, options, signal);
	}
	close() {
		return this.#store.close();
	}
};

// src/operations/signing/empty-configs.ts
/** The config blobs of all stores of a run. A store is asked once and gets the blob once, however many images are signed. */
var EmptyConfigs = class {
	#signal;
	#known = /* @__PURE__ */ new Map();
	/** @param signal ends the work for all images, so it has to be the signal of the run. */
	constructor(signal) {
		this.#signal = signal;
	}
	of(store) {
		const known = this.#known.get(store) ?? this.#create(store);
		this.#known.set(store, known);
		return known;
	}
	#create(store) {
		const isThere = lazyRetried((signal) => store.has(EMPTY_CONFIG, signal));
		const put = lazyRetried(async (signal) => {
			if (await isThere(signal)) return;
			await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
		});
		return {
			prefetch: () => void prefetch(isThere(this.#signal)),
			put: () => put(this.#signal)
		};
	}
};

// src/operations/signing/envelope-cache.ts
/** Bytes of envelopes that are kept. Beyond that, an envelope is made again. */
const KEPT = 4194304;
/** Keeps the bytes alone: what was read from them takes more memory than they do, and most envelopes are used once. */
function packed({ bytes, annotations, opened: { mediaType }, timestamp }) {
	return async () => {
		return {
			bytes,
			annotations,
			opened: await openEnvelope(bytes, mediaType),
			...timestamp ? { timestamp } : {}
		};
	};
}
function keyOf({ target, metadata, expiresAfter }) {
	const { mediaType, digest, size } = target;
	const pairs = Object.entries(metadata).toSorted(([a], [b]) => a < b ? -1 : 1);
	return JSON.stringify([
		mediaType,
		digest,
		size,
		pairs,
		expiresAfter ?? null
	]);
}
/** Whether an envelope from earlier in the run still has most of the lifetime that the request asks for. */
function isFresh({ opened: { expiry } }, request) {
	const { signingTime: now, expiresAfter = 0 } = request;
	return expiry === void 0 || expiry.getTime() - now.getTime() > expiresAfter / 2;
}
/** The envelopes of a run. An image that is signed in several repositories gets one envelope, with the same bytes in each. */
var EnvelopeCache = class {
	#signal;
	#made = new BoundedMap(KEPT);
	/** @param signal ends the work for all images that wait for it, so it has to be the signal of the run. */
	constructor(signal) {
		this.#signal = signal;
	}
	/**
	* Makes the envelope for this descriptor, metadata and expiry, or returns the one that was made before.
	*
	* @param isNeedless is called when the chain comes only with the signature; if it returns `true`, this resolves to
	*   `undefined`.
	*/
	async get(maker, request, isNeedless) {
		const key = keyOf(request);
		for (let earlier = this.#made.get(key); earlier;) {
			const envelope = await earlier.read();
			if (envelope && isFresh(envelope, request)) return isNeedless(envelope.opened.chain) ? void 0 : envelope;
			const now = this.#made.get(key);
			earlier = now === earlier ? void 0 : now;
		}
		const under = maker.make(request, isNeedless, this.#signal);
		const known = { read: () => under };
		this.#made.set(key, known, 0);
		under.then((envelope) => {
			if (envelope) known.read = packed(envelope);
			this.#made.grow(key, known, envelope?.bytes.length ?? 0);
		}, () => this.#made.delete(key, known));
		return under;
	}
};

// src/operations/session.ts
/** @param signal the signal of the run, which ends work that several images wait for. */
function createSession(tools, signal) {
	return {
		...tools,
		...createViews({ signal }),
		envelopes: new EnvelopeCache(signal),
		envelopeBudget: new ByteBudget(ENVELOPES_LIMIT),
		emptyConfigs: new EmptyConfigs(signal)
	};
}

// src/compose/session.ts
/**
* What the images of this run share.
*
* @param signal ends what they wait for together; that of the run by default.
*/
function sessionOf(run, signal = run.signal) {
	const { values, clock, reporter } = run;
	return createSession({
		clock,
		reporter,
		concurrency: values.concurrency
	}, signal);
}

// src/compose/listed-lines.ts
const FILE_LIMIT = 4194304;
/** Where a comment begins: no reference has a space, and none begins with `#`. */
const COMMENT = /(?:^|\s)#.*$/;
/**
* One reference a line, whatever ends the lines; comments and blank lines do not count.
*
* @param value the path of the file, or its content: no path has a line break.
*/
async function listedLines(value, { of, limit, hint }) {
	const isText = /[\r\n]/.test(value);
	const shown = isText ? `the list of ${of}` : quotable(value, 300);
	const bytes = isText ? Buffer$1.from(value) : await readFile(value, FILE_LIMIT, `list of ${of}`);
	const what = isText ? shown : `the list of ${of} ${shown}`;
	const found = userText(bytes, {
		code: "config_invalid",
		what
	}).split(/\r\n|[\r\n]/).flatMap((line, at) => {
		const reference = line.replace(COMMENT, "").trim();
		return reference === "" ? [] : [{
			text: reference,
			place: `${shown}, line ${at + 1}: `
		}];
	});
	if (found.length > limit) throw new SealiftError("usage", `${what} names ${found.length} ${of}, the limit is ${limit}`, { hint });
	return found;
}
/**
* The references that were typed, and those of a list. None at all is a problem, where `none` says which.
*
* @param file the list, as {@link listedLines} takes it.
*/
async function typedAndListed(texts, file, { none, ...kind }, problems) {
	const typed = typeof texts === "string" ? [texts] : texts ?? [];
	const listed = file === void 0 ? [] : await problems.try(() => listedLines(file, kind));
	const all = [...typed.map((text) => ({
		text: String(text),
		place: ""
	})), ...listed ?? []];
	if (none && listed && all.length === 0) problems.add("usage", ...none);
	return all;
}
/** Adds file and line to an error. */
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

// src/compose/images.ts
const LIST$1 = {
	of: "images",
	limit: 1e4,
	hint: "Split the list over several runs."
};
const NONE = ["no image is given", "Name at least one image: REGISTRY/REPOSITORY@sha256:… or oci:DIR:TAG."];
/** Equal for images that are one manifest of one repository for certain: tags beside the same digest only name it. */
function sameImageKey({ reference, name }) {
	return `${formatPlace(reference)} ${JSON.stringify(name)}`;
}
/** Reads one reference that has to name a manifest. */
function imageOf(text, plainHttp) {
	const reference = parseReference(String(text), plainHttp);
	return {
		text: formatReference(reference),
		reference,
		name: manifestName(reference)
	};
}
/**
* The images of a run, each reference once. None at all is a problem, never a success; where `texts` is `undefined` beside
* other problems, one of these says why there is none.
*/
async function imagesOf(texts, file, { problems, plainHttp }) {
	const isTold = texts === void 0 && problems.any;
	const list = {
		...LIST$1,
		none: isTold ? void 0 : NONE
	};
	const images = /* @__PURE__ */ new Map();
	for (const { text, place } of await typedAndListed(texts, file, list, problems)) {
		const image = await problems.try(() => located(place, () => imageOf(text, plainHttp)));
		if (image && !images.has(image.text)) images.set(image.text, image);
	}
	return [...images.values()];
}

// src/io/read-input.ts
/**
* Reads `input` to its end, and no more than `limit` bytes and one: whoever gets more knows that there is more. The input is
* not used afterwards.
*
* @throws the reason of `signal` when it aborts, since an input may never end.
*/
async function readInput(input, limit, signal) {
	signal.throwIfAborted();
	const stop = () => {
		input.destroy?.();
	};
	signal.addEventListener("abort", stop, { once: true });
	const chunks = [];
	let length = 0;
	try {
		for await (const chunk of input) {
			const bytes = Buffer$1.from(chunk);
			chunks.push(bytes);
			length += bytes.length;
			if (length > limit) break;
		}
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		signal.removeEventListener("abort", stop);
	}
	signal.throwIfAborted();
	return Buffer$1.concat(chunks).subarray(0, limit + 1);
}

// src/compose/password-lines.ts
const LIMIT = 65536;
const PIPE = "Pipe it in: printf %s \"$PASSWORD\" | sealift … --password-stdin; or log in before, with `docker login`.";
const PIPE_BOTH = "Pipe both in, a line each, that of the source first: printf '%s\\n%s\\n' \"$FROM\" \"$TO\" | sealift … --password-stdin.";
/** RFC 7617, 2: neither user nor password has control characters. */
const CONTROL = /[\u0000-\u001f\u007f]/;
/**
* Reads the passwords of `--password-stdin`, one a line; a line break at the end is not a part of it. A password is in no error.
*
* @param input absent where there is no command line.
* @throws SealiftError `usage`, or the reason of `signal`.
*/
async function passwordLines(input, count, signal) {
	const hint = count === 1 ? PIPE : PIPE_BOTH;
	const refuse = (message) => new SealiftError("usage", message, { hint });
	if (!input) throw new SealiftError("usage", "--password-stdin is for the command line alone", { hint: "Name a file with --registry-config." });
	if (input.isTTY) throw refuse("--password-stdin reads from a pipe, and the standard input is a terminal, which would show the password");
	const bytes = await readInput(input, LIMIT, signal);
	if (bytes.length > LIMIT) throw refuse(`the standard input has over ${LIMIT / 1024} KiB, which is no password`);
	let text;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r?\n$/, "");
	} catch {
		throw refuse("the standard input is not UTF-8");
	}
	if (text === "") throw refuse("the standard input holds no password");
	const lines = text.split(/\r?\n/);
	const expected = count === 1 ? "one line is expected" : `${count} lines are expected`;
	if (lines.length !== count) throw refuse(`the standard input has ${lines.length} line${lines.length === 1 ? "" : "s"}, and ${expected}`);
	if (lines.includes("")) throw refuse("the standard input has an empty line where a password is expected");
	if (lines.some((line) => CONTROL.test(line))) throw refuse("the standard input has a control character in a password");
	return lines;
}

// src/compose/typed-logins.ts
/** The most registries that an error lists. */
const SHOWN = 5;
/** RFC 7617, 2: a colon ends the user, and control characters stand in neither part. */
const NO_USER = /[:\u0000-\u001f\u007f]/;
const FILES = "Log in to each with `docker login`, or name a file with --registry-config.";
/** The one registry of a side. What is wrong with the side is noted. */
function registryOf({ flag, username = "", places }, problems) {
	if (NO_USER.test(username)) problems.add("usage", `${flag} has a colon or a control character, which no user of a registry has`, "Write the name alone; the password comes through stdin.");
	const registries = [...new Set(places.flatMap((place) => place.transport === "docker" ? [place.registry] : []))];
	if (registries.length > 1) {
		const shown = registries.slice(0, SHOWN).map((one) => printable(one)).join(", ");
		const more = registries.length > SHOWN ? ` and ${registries.length - SHOWN} more` : "";
		problems.add("usage", `${flag} is a login of one registry, and there are ${registries.length}: ${shown}${more}`, FILES);
	} else if (registries.length === 0 && places.length > 0) problems.add("usage", `${flag} is a login of a registry, and there is none, but an OCI image layout`, "Leave it out.");
	return registries[0];
}
/** A login that counts for one registry, and for no other one that the run may come to. */
function loginOf(registry, flag, username, password) {
	const credential = {
		kind: "password",
		source: flag,
		username,
		password
	};
	return {
		find: async (asked) => asked === registry ? credential : void 0,
		logins: async () => [printable(registry)]
	};
}
/**
* The logins that were typed with `--username` and the like, one for each side; `undefined` where the files count. The passwords
* come through the standard input, in the order of the sides, and are read when nothing else is wrong. Every problem is noted.
*/
async function typedLogins(run, sides) {
	const { values, problems, secrets, stdin, signal } = run;
	const given = sides.filter(({ username }) => username !== void 0);
	const none = sides.map(() => void 0);
	const flags = sides.map(({ flag }) => `${flag} NAME`).join(" or ");
	if (given.length === 0) {
		if (values.passwordStdin) problems.add("usage", `--password-stdin is given without a user`, `Add ${flags}.`);
		return none;
	}
	if (!values.passwordStdin) problems.add("usage", `${given[0].flag} is given without --password-stdin`, "Add --password-stdin and pipe the password in: printf %s \"$PASSWORD\" | sealift … On a command line others could read it.");
	const registries = new Map(given.map((side) => [side, registryOf(side, problems)]));
	if (problems.any) return none;
	const passwords = await problems.try(() => passwordLines(stdin?.(), given.length, signal));
	for (const password of passwords ?? []) secrets.add(password);
	return sides.map((side) => {
		const registry = registries.get(side);
		const password = passwords?.[given.indexOf(side)];
		if (registry === void 0 || password === void 0) return void 0;
		return loginOf(registry, side.flag, side.username ?? "", password);
	});
}

// src/compose/each-image.ts
/** The most images at the same time: enough for their waits to overlap, and few enough to bound memory. */
const IMAGES_AT_ONCE = 64;
/**
* Runs a use case on every image; one that fails loses no other. Images named by digest go at the same time (the waits for
* their referrers overlap); tags of one repository go one after the other and after its digests, since they may be the
* same image. References with one digest in one repository are worked on once, and each has the result of that work under
* the name that it was given.
*
* @param keyOf equal for references by digest that are worked on once.
*/
async function eachImage(images, open, purpose, work, atOnce = 64, keyOf = sameImageKey) {
	const turns = /* @__PURE__ */ new Map();
	const limit = pLimit(atOnce);
	const one = (image) => limit(async () => {
		try {
			return await work(image, await open(image.reference, purpose));
		} catch (thrown) {
			return failedImage(image.text, asSealiftError(thrown).toJSON());
		}
	});
	const byDigest = /* @__PURE__ */ new Map();
	const shared = /* @__PURE__ */ new Map();
	const begun = images.map((image) => {
		if (!("digest" in image.name)) return void 0;
		const key = keyOf(image);
		const known = shared.get(key);
		if (known) return known.then((result) => ({
			...result,
			reference: image.text
		}));
		const work = one(image);
		shared.set(key, work);
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

// src/compose/signature-places.ts
function refused(flag, text, reason, hint) {
	return new SealiftError("usage", `${flag} ${quotable(withoutLogin(text), 600)} ${reason}`, { hint });
}
/** Reads a repository for signatures: without tag and digest, since signatures are found by the digest of their image. */
function placeOf(flag, text, { plainHttp }) {
	let place;
	try {
		place = parseDestination(text, plainHttp);
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		throw new SealiftError(error.code, `${flag}: ${error.message}`, {
			hint: error.code === "reference_invalid" ? error.hint : "Write REGISTRY/REPOSITORY, without tag and digest.",
			cause: error
		});
	}
	const { tags, digest, transport } = place;
	if (tags.length > 0 || digest !== void 0) throw refused(flag, text, `names ${tags.length === 0 ? "a digest" : digest === void 0 ? "a tag" : "a tag and a digest"}, and signatures are found by the digest of their image`, `Write ${printable(formatPlace(place), 600)}`);
	if (flag === "--signatures-to" && transport !== "docker") throw refused(flag, text, `is ${transport === "oci" ? "a layout" : "an archive"}, where nobody finds the signatures of an image that is not there`, `Name a repository of a registry; or promote the image with its signatures to ${transport}:PATH:TAG.`);
	return place;
}
/** The repositories for signatures, each once. What is wrong with them is a problem, before anything is contacted. */
async function signaturePlacesOf(given, run) {
	const { signaturesFrom = [], signaturesTo } = given;
	const from = /* @__PURE__ */ new Map();
	for (const text of signaturesFrom) {
		const place = await run.problems.try(() => placeOf("--signatures-from", text, run));
		if (place) from.set(formatPlace(place), place);
	}
	const to = signaturesTo === void 0 ? void 0 : await run.problems.try(() => placeOf("--signatures-to", signaturesTo, run));
	return {
		from: [...from.values()],
		to
	};
}

// src/oci/elsewhere/begun-list.ts
/**
* A list whose first entry is asked for at once, before anybody reads the list. What that fails with is told to the reader, and to
* nobody when nobody reads.
*/
function begunList(list) {
	const entries = list[Symbol.asyncIterator]();
	const first = prefetch(entries.next());
	return (async function* read() {
		try {
			for (let next = await first; !next.done; next = await entries.next()) yield next.value;
		} finally {
			await entries.return?.();
		}
	})();
}

// src/oci/elsewhere/signature-repository.ts
const ABSENT_HINT = "Check the name. Where nothing was stored there yet, leave --signatures-from out, or sign with --signatures-to first.";
/** A repository of `--signatures-from`. Whatever it answers wrong is told with its name, since the image is in another one. */
var SignatureRepository = class {
	store;
	#artifactType;
	#exists;
	/** Whether it has listed anything, so that it is there. */
	#hasListed = false;
	/** @param artifactType that of signatures; what else is attached there is not looked at. */
	constructor(store, artifactType) {
		this.store = store;
		this.#artifactType = artifactType;
		this.#exists = lazyRetried(async (signal) => this.#hasListed || !canTellExistence(store) || store.exists(signal));
	}
	/**
	* The signatures that it lists for a subject.
	*
	* @throws SealiftError `artifact_not_found` for a repository that is not there: many registries give an empty list for it, and then
	*   an image would be called unsigned because of a wrong name.
	*/
	async *referrers(subject, { sources }, signal) {
		const query = {
			sources,
			artifactType: this.#artifactType
		};
		try {
			let isEmpty = true;
			for await (const entry of this.store.referrers(subject, query, signal)) {
				isEmpty = false;
				this.#hasListed = true;
				yield {
					...entry,
					elsewhere: this.store.name
				};
			}
			if (!isEmpty || await this.#exists(signal)) return;
		} catch (error) {
			throw this.#named(error);
		}
		throw this.#named(new SealiftError("artifact_not_found", "the registry has no such repository, or nothing is listed in it", { hint: ABSENT_HINT }));
	}
	/** The outcome of a reading there, with the name in its error. */
	async read(reading) {
		try {
			return await reading;
		} catch (error) {
			throw this.#named(error);
		}
	}
	#named(error) {
		if (!(error instanceof SealiftError)) return error;
		const { code, message, hint, needs } = error;
		return new SealiftError(code, `signature repository ${this.store.name}: ${message}`, {
			hint,
			needs,
			cause: error
		});
	}
};

// src/oci/elsewhere/merged-source.ts
/** The most digests that are remembered with their place. Beyond that the places are asked in turn. */
const REMEMBERED = 1e4;
const isGone = (error) => error instanceof SealiftError && error.code === "artifact_not_found";
/**
* A repository with the signatures that other ones have for its images. Image, children and everything that is no signature come
* from the repository itself, and so do its name and the scope of a policy; lists of referrers are those of all, its own first.
*/
var MergedSource = class {
	name;
	repository;
	signatureSources;
	#own;
	#others;
	#artifactType;
	/** Where an entry is listed. A list and whoever judges its entries have the same object. */
	#listed = /* @__PURE__ */ new WeakMap();
	/** Where signatures are that are not in its own repository, and where the blobs are of what was read elsewhere. */
	#places = new BoundedMap(REMEMBERED);
	/** @param artifactType that of signatures (Notary Project, signature-specification.md, "Storage"). */
	constructor(own, others, artifactType) {
		this.#own = own;
		this.#others = others.map((store) => new SignatureRepository(store, artifactType));
		this.#artifactType = artifactType;
		this.name = own.name;
		this.repository = own.repository;
		this.signatureSources = others.map(({ name }) => name);
	}
	resolve(name, signal) {
		return this.#own.resolve(name, signal);
	}
	/**
	* Lists what all of them list, each entry once. All lists are asked for at the same time. What is attached to a signature of
	* another repository is looked for there alone.
	*/
	async *referrers(subject, query, signal) {
		const place = this.#places.get(subject.digest);
		const others = place ? [place] : this.#others;
		const lists = [...place ? [] : [{
			store: void 0,
			entries: this.#own.referrers(subject, query, signal)
		}], ...others.map((store) => ({
			store,
			entries: store.referrers(subject, query, signal)
		}))].map(({ store, entries }) => ({
			store,
			entries: begunList(entries)
		}));
		const seen = /* @__PURE__ */ new Set();
		const ofOwn = /* @__PURE__ */ new Set();
		for (const { store, entries } of lists) for await (const entry of entries) {
			const { mediaType, digest, size, artifactType } = entry.descriptor;
			const key = `${digest} ${size} ${mediaType} ${artifactTypeMatches(entry.descriptor, this.#artifactType) ? "" : artifactType}`;
			if (seen.has(key)) continue;
			seen.add(key);
			if (!store) ofOwn.add(digest);
			this.#listed.set(entry.descriptor, {
				store,
				subject: subject.digest,
				alsoOwn: ofOwn.has(digest)
			});
			yield entry;
		}
	}
	/** What one of the places lists and lost, another one may still have. */
	async manifest(descriptor, signal) {
		const listing = this.#listed.get(descriptor);
		if (!listing) return this.#own.manifest(descriptor, signal);
		return this.#fromAny(listing.store, (store) => store.manifest(descriptor, signal), (content, store) => this.#remember(content, listing, store));
	}
	async has(descriptor, signal) {
		for (const { reading, other } of this.#inTurn(this.#places.get(descriptor.digest), (store) => store.has(descriptor, signal))) {
			const there = reading();
			if (await (other ? other.read(there) : there)) return true;
		}
		return false;
	}
	blob(descriptor, options, signal) {
		return this.#fromAny(this.#places.get(descriptor.digest), (store) => store.blob(descriptor, options, signal));
	}
	/** Closes its own repository; the others are of the run. */
	close() {
		return this.#own.close();
	}
	#remember(content, listing, store) {
		if (!store || manifestKind(content.descriptor.mediaType) === void 0) return;
		const manifest = parseManifest(content);
		const { config, layers } = manifest;
		if (artifactTypeOf(manifest) === this.#artifactType && manifest.subject?.digest === listing.subject && !listing.alsoOwn) this.#places.set(content.descriptor.digest, store, 1);
		for (const { digest } of config ? [config, ...layers] : layers) this.#places.set(digest, store, 1);
	}
	/** The readings of all places, the likely one first. */
	#inTurn(likely, read) {
		return [likely, ...[void 0, ...this.#others].filter((one) => one !== likely)].map((other) => ({
			other,
			reading: () => read(other?.store ?? this.#own)
		}));
	}
	/** The first that is there; where nobody has it, the error of the likely place. */
	async #fromAny(likely, read, onFound = () => {}) {
		let first;
		for (const { other, reading } of this.#inTurn(likely, read)) try {
			const found = await (other ? other.read(reading()) : reading());
			onFound(found, other);
			return found;
		} catch (error) {
			if (!isGone(error)) throw error;
			first ??= { error };
		}
		throw first?.error;
	}
};

// src/compose/with-signatures.ts
/** @param from the repositories for signatures, which are opened when the first store is. */
function withSignatures(from, open, { view }) {
	const merged = /* @__PURE__ */ new Map();
	const merge = async (store) => {
		const others = from.filter((place) => formatPlace(place) !== store.name);
		if (others.length === 0) return store;
		const opened = await Promise.all(others.map((place) => open(place, "read")));
		return new MergedSource(store, opened.map((one) => view(one)), NOTARY_ARTIFACT_TYPE);
	};
	return (store) => {
		const known = merged.get(store) ?? merge(store);
		merged.set(store, known);
		return known;
	};
}

// src/compose/run-on-images.ts
/** The most images at the same time: each may take the memory of a whole graph (`oci/limits.ts`). */
const AT_ONCE = 8;
const textsOf = ({ image, images }) => image === void 0 ? images : [image, ...typeof images === "string" ? [images] : images ?? []];
/** Runs a use case that reads images; one that fails loses no other. Never rejects. */
function runOnImages(command, options, signal, { prepare = () => ({}), read, conclude }) {
	const work = async (current) => {
		const { values, problems } = current;
		const images = await imagesOf(textsOf(options), values.imagesFile, current);
		const signatures = await signaturePlacesOf(values, current);
		const places = [...images.map(({ reference }) => reference), ...signatures.from];
		const [login] = await typedLogins(current, [{
			flag: "--username",
			username: values.username,
			places
		}]);
		const open = await storesOf(current, {
			read: login,
			write: login
		});
		const own = prepare(current);
		problems.throwIfAny();
		const session = sessionOf(current);
		const merged = withSignatures(signatures.from, open, session);
		const sessionFor = imageSessions(session, Math.min(images.length, AT_ONCE), current.signal);
		return eachImage(images, open, "read", async ({ text, name }, store) => {
			return read({
				...sessionFor(name),
				...own,
				reference: text,
				name,
				store: await merged(store)
			}, current.signal);
		}, AT_ONCE);
	};
	return run(command, options, signal, work, conclude);
}

// src/async/turns.ts
/** Runs work with a key in common one after the other. */
var Turns = class {
	#last = /* @__PURE__ */ new Map();
	take(keys, work) {
		const before = keys.map((key) => this.#last.get(key));
		const turn = Promise.all(before).then(work);
		const ended = turn.catch(() => {});
		for (const key of keys) this.#last.set(key, ended);
		ended.then(() => {
			for (const key of keys) if (this.#last.get(key) === ended) this.#last.delete(key);
		});
		return turn;
	}
};

// src/oci/cache/narrow.ts
/**
* Bytes of memory of the graph of an image, as `graph-reader.ts` counts them. An index of ten platforms, each with two attestations and
* a signature, takes a quarter of it.
*/
const GRAPH = 1048576;
/** Bytes of memory of one list: some 250 entries. */
const LIST = 65536;
/**
* Narrow limits for what is read of one image while many others are read. What is larger is refused, and has to be read again alone:
* a registry may attach ten thousand artifacts to each of its images.
*/
var Narrow = class {
	graph = GRAPH;
	list = LIST;
	#isExceeded = false;
	/** Whether the image was refused as too large to be read beside others. */
	get isExceeded() {
		return this.#isExceeded;
	}
	/** The error that ends the reading. */
	exceeded() {
		this.#isExceeded = true;
		return new SealiftError("content_too_large", "the image is too large to be read beside others");
	}
};

// src/io/http/with-retries.ts
/** Codes of refusals that may pass. Beside these only failures of the network are retried. */
const PASSING = /* @__PURE__ */ new Set(["too_many_requests", "key_service_unavailable"]);
/**
* Retries work whose errors the HTTP client cannot read: those of an SDK, such as throttling as a 400, or of a plugin. The
* number of tries and the waits are those of the client.
*
* @param onThrottled is told of a wait, in milliseconds, when too many requests are the reason.
*/
async function withRetries(work, { sleep, random }, signal, onThrottled) {
	for (let attempt = 1;; attempt += 1) try {
		return await work();
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof SealiftError && (PASSING.has(error.code) || mayPassLater(error))) || attempt >= 5) throw error;
		const delay = backoff(attempt, random);
		if (error.code === "too_many_requests") onThrottled?.(delay);
		await sleep(delay, signal);
	}
}

export { explainer as $, pemKind as $n, readAs as $t, mapAhead as A, parseCertificate as An, withoutDefaultPort as Ar, referrerDescriptor as At, bottomUp as B, GENERAL_NAME as Bn, lazyRetried as Br, MANIFEST as Bt, GraphNode as C, isLoopback as Cn, digestOf as Cr, whyUnreached as Ct, DIGEST_TAG_SUFFIXES as D, collectingReporter as Dn, completeReference as Dr, isReferrersTag as Dt, readBlob as E, homeFolder as En, completeName as Er, isNamedAfterDigest as Et, isSignatureManifest as F, EXTENSION as Fn, canTellEmpty as Fr, sameContent as Ft, envelopeFormat as G, MGF1 as Gn, isImageConfig as Gt, BlobVerifier as H, CERTIFICATE_SIGNATURES as Hn, parseEntry as Ht, mayBeUnder as I, PURPOSE as In, hasReferrersTags as Ir, artifactTypeOf as It, PAYLOAD_MEDIA_TYPE as J, ecdsaWith as Jn, CONFIG_LIMIT$2 as Jt, COSE_MEDIA_TYPE as K, RSASSA_PSS as Kn, isSchema1 as Kt, goJson as L, extensionName as Ln, holdsBack as Lr, parseManifest as Lt, EMPTY_CONFIG_BYTES as M, readPublicKey as Mn, canMergeTags as Mr, describes as Mt, buildSignatureManifest as N, parseName as Nn, canMount as Nr, plainDescriptor as Nt, digestTagOf as O, readFile as On, namesHost as Or, mergeReferrers as Ot, envelopeOf as P, KEY_USAGE_BITS as Pn, canOpenUploads as Pr, platformName as Pt, plainHttpRule as Q, DerParts as Qn, streamNamesHint as Qt, sortedMembers as R, pointNames as Rn, listsContent as Rr, DESCRIPTOR as Rt, readGraph as S, abortable as Sn, digestHex as Sr, taskGroup as St, platformKey as T, ByteBudget as Tn, parseDigest as Tr, HIDING_HINT as Tt, tapStream as U, ECDSA as Un, MEDIA_TYPES as Ut, verifiedStream as V, readPssParameters as Vn, parseDescriptor as Vt, openEnvelope as W, HASHES as Wn, isForeignLayer as Wt, perform as X, DerReader as Xn, MANIFEST_LIMIT as Xt, optionsFrom as Y, hashOf as Yn, ENVELOPE_LIMIT as Yt, run as Z, contextTag as Zn, prefetch as Zt, imageSessions as _, mayPassLater as _n, parseDestination as _r, NOTARY_ARTIFACT_TYPE as _t, withSignatures as a, mapOf as an, encodeBase64 as ar, OpenedStores as at, bytesStream as b, isTransient as bn, digestAlgorithm as br, Standings as bt, typedLogins as c, readBody as cn, TAG as cr, UnknownPart as ct, located as d, openHttp as dn, isInteger as dr, isReadable as dt, parseJson as en, pemBlocks as er, explainedImage as et, typedAndListed as f, contentOf as fn, looksLikeDer as fr, UNFIT as ft, ListedTags as g, listFolder as gn, isTag as gr, BUNDLE_ARTIFACT_TYPE as gt, TagAwareStore as h, apiHost as hn, formatReference as hr, judgedReferrers as ht, runOnImages as i, listOf as in, decodeBase64Url as ir, storesOf as it, EMPTY_CONFIG as j, readTime as jn, canListTags as jr, referrersTag as jt, digestTagType as k, parseCertificates as kn, registryHost as kr, parseReferrersIndex as kt, imageOf as l, contentEncoding as ln, derChildren as lr, pLimit as lt, EnvelopeCache as m, mendPem as mn, formatPlace as mr, judgeEntry as mt, Narrow as n, parseTime as nn, pemText as nr, repositoryOf as nt, signaturePlacesOf as o, struct as on, encodeBase64Url as or, findReferrer as ot, sessionOf as p, pemOf as pn, formatDestination as pr, claimedReferrers as pt, JWS_MEDIA_TYPE as q, RSA_PKCS1 as qn, manifestKind as qt, Turns as r, ANY as rn, decodeBase64 as rr, storeOpener as rt, eachImage as s, unread as sn, derKind as sr, tagContent as st, withRetries as t, formatTime as tn, pemDocument as tr, inTime as tt, imagesOf as u, encodedAnswer as un, derElement as ur, standingOf as ut, keptBy as v, LONGEST_TIMEOUT as vn, parseReference as vr, artifactTypeMatches as vt, chosenChildren as w, redactUrl as wn, isDigest as wr, notKept as wt, lookAgain as x, retryAfter as xn, digestHasher as xr, mapGroup as xt, createViews as y, backoff as yn, parseRepository as yr, isCosignSignatureType as yt, failedImage as z, readDistributionPoints as zn, lazy as zr, LAYOUT as zt };