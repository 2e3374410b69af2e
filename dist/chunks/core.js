import { r as __exportAll } from "./rolldown-runtime.js";
import { A as ERRORS, D as printable, E as Problems, M as asSealiftError, O as systemClock, b as readOptions, g as failedImage, j as SealiftError, k as loadRunner, v as runResult, y as VERSION } from "./words.js";
import { a as int, c as nullable, d as record, f as strictObject, g as _gte, h as unknown, i as exactOptional, l as object, m as union, n as array, o as literal, p as string, r as custom, s as looseObject, t as _enum, u as optional, v as _minLength, y as _regex } from "./zod.js";
const { setTimeout: setTimeout$1 } = globalThis.process.getBuiltinModule("node:timers/promises");
const { X509Certificate, constants, createHash, createPrivateKey, createPublicKey, randomBytes, randomUUID, sign: sign$1, verify: verify$1 } = globalThis.process.getBuiltinModule("node:crypto");
const { dirname, isAbsolute, join } = globalThis.process.getBuiltinModule("node:path");
const { access, constants: constants$1, copyFile, cp, link, lstat, mkdir, open: open$1, readFile: readFile$1, readdir, rename, rm, stat, utimes } = globalThis.process.getBuiltinModule("node:fs/promises");
const { Buffer: Buffer$1 } = globalThis.process.getBuiltinModule("node:buffer");
const { constants: constants$2 } = globalThis.process.getBuiltinModule("node:fs");
const { PassThrough, Readable, Transform, Writable, addAbortSignal, pipeline } = globalThis.process.getBuiltinModule("node:stream");
const { finished: finished$1, pipeline: pipeline$1 } = globalThis.process.getBuiltinModule("node:stream/promises");
const { homedir, hostname } = globalThis.process.getBuiltinModule("node:os");
const { BlockList, isIP } = globalThis.process.getBuiltinModule("node:net");

// src/compose/api.ts
/**
* A command as a function of the library. Resolves to the result, also when images failed: look at `status`. Rejects with
* a SealiftError when nothing could be begun: bad options, or an abort before the first image.
*/
function command(name) {
	return async (options, signal = new AbortController().signal) => {
		if (typeof options !== "object" || options === null) throw new SealiftError("usage", `${name} takes an object with options`, { hint: "See docs/options.md." });
		const result = await (await loadRunner(name))(Object.fromEntries(Object.entries(options)), signal);
		const { error, images } = result;
		if (error && images.length === 0) throw new SealiftError(error.code, error.message, { hint: error.hint });
		return result;
	};
}
/** Signs images with a key and attaches the signatures. */
const sign = command("sign");
/** Judges images against a trust policy; `status` is `done` when every image passed (or the policy skips the check). */
const verify = command("verify");
/** Verifies an image, copies it with what is attached, and moves the tags last. */
const promote$1 = command("promote");
/** Everything attached to an image, and where it was found. */
const list = command("list");
/** Each signature of an image with its certificates, times and metadata; nothing is judged. */
const inspect = command("inspect");

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
const TAG$3 = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";
const NAME$1 = new RegExp(`^(${HOST$2})/(${REPOSITORY})$`);
const TAG_ONLY = new RegExp(`^${TAG$3}$`);
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
function nameText$1(name) {
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
		const problem = (reason) => complain(complaint, `certificate ${index + 1} (${printable(nameText$1(certificate.subject))}) ${reason}`);
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
const TAG$2 = {
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
		const oid = element?.tag === TAG$2.oid ? dottedOid(this.content(element)) : void 0;
		if (oid === void 0) throw this.malformed();
		return oid;
	}
	boolean(element) {
		if (element.tag !== TAG$2.boolean) throw this.malformed();
		return this.content(element)[0] !== 0;
	}
	/** A number from 0 that fits into one; larger ones have no meaning here. */
	count(element) {
		const bytes = element.tag === TAG$2.integer ? this.content(element) : void 0;
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
	const [id, ...rest] = reader.children(element, TAG$2.sequence);
	const value = rest.at(-1);
	if (rest.length > 2 || value?.tag !== TAG$2.octetString) throw reader.malformed();
	const critical = rest.length === 2 && reader.boolean(rest[0]);
	return [reader.oid(id), {
		critical,
		value: reader.content(value)
	}];
}
/** BasicConstraints ::= SEQUENCE { cA DEFAULT FALSE, pathLenConstraint OPTIONAL } (RFC 5280, 4.2.1.9). */
function constraintsOf(reader, root) {
	const parts = reader.children(root, TAG$2.sequence);
	const ca = parts[0]?.tag === TAG$2.boolean ? reader.boolean(parts.shift()) : false;
	const [length, ...more] = parts;
	if (more.length > 0) throw reader.malformed();
	return {
		ca,
		...length ? { pathLength: reader.count(length) } : {}
	};
}
/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (X.690, 8.6.2). */
function bitsOf(reader, root) {
	if (root.tag !== TAG$2.bitString) throw reader.malformed();
	const [, ...bytes] = reader.content(root);
	return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & 128 >> (bit & 7)) !== 0));
}
/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280, 4.2.1.12). */
function purposesOf(reader, root) {
	const purposes = reader.children(root, TAG$2.sequence).map((purpose) => reader.oid(purpose));
	if (purposes.length === 0) throw reader.malformed();
	return purposes;
}
/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
function identifierOf(reader, root) {
	if (root.tag !== TAG$2.octetString) throw reader.malformed();
	return Uint8Array.from(reader.content(root));
}
const uriOf = (reader, name) => name.tag === URI_NAME ? [String.fromCharCode(...reader.content(name).subarray(0, MAX_URI))] : [];
/** Longer ones are fetched by nobody; bounds what is spread into one call. */
const MAX_URI = 4096;
/** AuthorityInfoAccessSyntax ::= SEQUENCE OF SEQUENCE { accessMethod, accessLocation } (RFC 5280, 4.2.2.1). */
function respondersOf(reader, root) {
	return reader.children(root, TAG$2.sequence).flatMap((description) => {
		const [method, location, ...more] = reader.children(description, TAG$2.sequence);
		if (!location || more.length > 0) throw reader.malformed();
		return reader.oid(method) === OCSP ? uriOf(reader, location) : [];
	});
}
/** CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] } (RFC 5280, 4.2.1.13). */
function crlsOf(reader, root) {
	return reader.children(root, TAG$2.sequence).flatMap((point) => {
		const names = reader.children(point, TAG$2.sequence).find(({ tag }) => tag === context(0));
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
	for (const element of list ? reader.children(list, TAG$2.sequence) : []) {
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

// src/pki/pss-parameters.ts
/** The default of both hash functions (RFC 4055, 3.1). */
const SHA1 = "1.3.14.3.2.26";
/**
* The hash functions of RSASSA-PSS-params (RFC 4055, 3.1), by OID: SEQUENCE { hashAlgorithm [0], maskGenAlgorithm [1], … },
* each an AlgorithmIdentifier that may be left out; that of the mask has the hash as its parameters.
*/
function pssHashes(reader, parameters) {
	const parts = reader.children(parameters, TAG$2.sequence);
	const algorithm = (number) => {
		const part = parts.find(({ tag }) => tag === context(number));
		return part && reader.children(reader.children(part, context(number))[0], TAG$2.sequence);
	};
	const hash = algorithm(0);
	const mask = algorithm(1);
	return {
		hash: hash ? reader.oid(hash[0]) : SHA1,
		mask: mask ? reader.oid(reader.children(mask[1], TAG$2.sequence)[0]) : SHA1
	};
}

// src/pki/parse-certificate.ts
/** DER of 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY$1 = Buffer$1.from("06072a8648ce3d0201", "hex");
/** RFC 5480, 2.1.1: a curve is named; Go refuses one that is spelled out, OpenSSL does not. */
function checkKeyParameters$1(reader, publicKeyInfo, complaint) {
	const [type, parameters] = reader.children(reader.children(publicKeyInfo, TAG$2.sequence)[0], TAG$2.sequence);
	if (type !== void 0 && EC_PUBLIC_KEY$1.equals(reader.whole(type)) && parameters?.tag !== TAG$2.oid) throw complain(complaint, "has a key without a named curve");
}
function signatureAlgorithm(reader, algorithm) {
	const [id, parameters] = reader.children(algorithm, TAG$2.sequence);
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
	const [tbs, algorithm] = reader.children(root, TAG$2.sequence);
	if (tbs === void 0 || algorithm === void 0) throw complain(complaint, "is not a certificate");
	const parts = reader.children(tbs, TAG$2.sequence);
	const first = parts[0]?.tag === context(0) ? 1 : 0;
	const [signed, issuer, validity, subject, publicKeyInfo, ...more] = parts.slice(first + 1);
	if (!signed || !issuer || !validity || !subject || !publicKeyInfo) throw complain(complaint, "is not a certificate");
	if (Buffer$1.compare(reader.whole(signed), reader.whole(algorithm)) !== 0) throw complain(complaint, "names two signature algorithms");
	checkKeyParameters$1(reader, publicKeyInfo, complaint);
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
		handle = await open$1(path, "r");
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

// src/trust/read-config.ts
/**
* A file of the trust configuration, whole. One over `limit` bytes is no such file: the configuration is wrong (`code`),
* not some content that was judged.
*
* @throws SealiftError `file_not_found`, `file_unreadable` or `code`.
*/
async function readConfig(path, limit, what, code) {
	try {
		return await readFile(path, limit, what);
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
const FILE_LIMIT$2 = 1048576;
/**
* What may anchor trust: a CA certificate or one that its own key signed; a timestamp authority's has to be a root, too.
*
* @throws SealiftError `trust_store_invalid`.
*/
function checkAnchor(certificate, type, where) {
	const ca = certificate.basicConstraints?.ca === true;
	const refuse = (reason) => new SealiftError("trust_store_invalid", `${where}: ${printable(nameText$1(certificate.subject))} ${reason}`, { hint: "Put the root (or an intermediate) certificate of the signer there." });
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
		const bytes = await readConfig(path, FILE_LIMIT$2, "trusted certificate", "trust_store_invalid");
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
function openTrustStore$1(directory) {
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

// src/stores/layout/archive.ts
/** What a reference to a tar of a layout gets until archives are read: the way to a folder. */
function archiveUnsupported(path) {
	const place = printable(path, 600);
	return new SealiftError("feature_unsupported", `${place} is a file; this version reads image layouts in folders, not archives`, { hint: `Unpack the archive and name the folder: mkdir layout && tar -xf ${place} -C layout, then oci:layout:TAG.` });
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

// src/io/files/open-inside.ts
/** Bytes read at a time from a file that is streamed. */
const CHUNK$1 = 65536;
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
			highWaterMark: CHUNK$1
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
* @throws SealiftError with the code of `complaint` for links, folders and devices; `denied`, `file_unreadable`.
*/
async function openInside(folder, names, complaint) {
	for (let depth = 1; depth <= names.length; depth += 1) {
		const wanted = depth === names.length ? "file" : "folder";
		const kind = await entryKind(join(folder, ...names.slice(0, depth)));
		if (kind === void 0) return void 0;
		if (kind !== wanted) throw complain(complaint, `${names.slice(0, depth).join("/")} is a ${kind}, not a ${wanted}`);
	}
	const path = join(folder, ...names);
	try {
		const handle = await open$1(path, constants$2.O_RDONLY | (constants$2.O_NOFOLLOW ?? 0) | (constants$2.O_NONBLOCK ?? 0));
		const found = await handle.stat();
		if (found.isFile()) return new InsideFile(handle, found.size, path);
		await handle.close();
		throw complain(complaint, `${names.join("/")} is not a file`);
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return void 0;
		if (errnoOf(error) === "ELOOP") throw complain(complaint, `${names.join("/")} is a link, not a file`);
		throw fileError(error, "read", path);
	}
}

// src/io/files/store-file.ts
/** Unfinished files are called so, in whatever folder they stand; {@link removeUnfinished} finds them. */
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
/** Windows refuses for a moment what somebody else is using; elsewhere a refusal is final. */
function isBusy(error) {
	return process.platform === "win32" && [
		"EPERM",
		"EACCES",
		"EBUSY"
	].includes(errnoOf(error) ?? "");
}
const RENAME$1 = {
	tries: 50,
	pause: 20
};
async function renameOver(from, to) {
	for (let left = RENAME$1.tries;; left -= 1) try {
		return await rename(from, to);
	} catch (error) {
		if (left <= 0 || !isBusy(error)) throw error;
		await setTimeout$1(RENAME$1.pause);
	}
}
/** Leaves the file open when it ends, so that it can be synced. */
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

// src/stores/layout/layout-folder.ts
const LAYOUT_FILE = "oci-layout";
const INDEX_FILE = "index.json";
const BLOBS_FOLDER = "blobs";
/** image-layout.md: "The imageLayoutVersion value will align with the OCI Image Specification version". */
const LAYOUT_VERSION = "1.0.0";
const LAYOUT_FILE_LIMIT = 4096;
/** Names that a run which was killed while it made a layout may have left. */
const OWN_NAME = /^(?:blobs|index\.json(?:\.lock(?:\.break)?)?|\.sealift-[0-9a-f]{16}\.tmp)$/;
/** What else people call an image in a folder, and the way from there to a layout. */
const FOREIGN_FOLDERS = [{
	files: ["manifest.json", "version"],
	what: "a dir: folder of skopeo",
	hint: "Convert it: skopeo copy dir:DIR oci:LAYOUT:TAG."
}, {
	files: ["manifest.json"],
	what: "what docker save writes",
	hint: "Write a layout: docker buildx build -o type=oci,tar=false,dest=LAYOUT, or skopeo copy docker-archive:FILE oci:LAYOUT:TAG."
}];
function notALayout(path, names) {
	const place = printable(path, 600);
	const known = FOREIGN_FOLDERS.find(({ files }) => files.every((file) => names.includes(file)));
	if (known) return new SealiftError("layout_invalid", `${place} is ${known.what}, not an OCI image layout`, known);
	return new SealiftError("layout_invalid", `${place} has no file ${LAYOUT_FILE}: it is not an OCI image layout`);
}
/** Whether there is a layout at `path`, nothing, or an empty folder (also one that a killed run began to fill). */
async function folderState(path) {
	const complaint = {
		code: "layout_invalid",
		what: `oci:${printable(path, 600)}`
	};
	const names = await listFolder(path);
	if (names === "absent") return "absent";
	if (names === "file") throw archiveUnsupported(path);
	if (!names.includes("oci-layout")) {
		if (names.every((name) => OWN_NAME.test(name))) return "empty";
		throw notALayout(path, names);
	}
	await checkVersion(path, complaint);
	return "layout";
}
async function checkVersion(path, complaint) {
	const bytes = await (await openInside(path, [LAYOUT_FILE], complaint))?.bytes(LAYOUT_FILE_LIMIT);
	if (bytes === void 0) throw complain(complaint, `${LAYOUT_FILE} cannot be read`);
	const content = parseJson(bytes, {
		...complaint,
		what: `${complaint.what}, ${LAYOUT_FILE}`
	});
	const version = typeof content === "object" && content !== null && "imageLayoutVersion" in content ? content.imageLayoutVersion : void 0;
	if (version === "1.0.0") return;
	const found = typeof version === "string" ? `version ${printable(version)}` : "no imageLayoutVersion";
	throw complain(complaint, `${LAYOUT_FILE} has ${found}; Sealift reads ${LAYOUT_VERSION}`);
}
/** Makes the folder a layout. */
async function writeLayoutFile(path) {
	await writeAtomic(join(path, LAYOUT_FILE), JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

// src/io/files/make-folder-inside.ts
/**
* Makes `folder` with its parents, and in it the folder `names.join('/')`, so that what is written there stays inside:
* nothing on the way from `folder` on may be a link. Every name is one path component that the caller has checked.
*
* @throws SealiftError with the code of `complaint`; `denied`, `disk_full`.
*/
async function makeFolderInside(folder, names, complaint) {
	for (let depth = 0; depth <= names.length; depth += 1) {
		const path = join(folder, ...names.slice(0, depth));
		const kind = depth === 0 ? void 0 : await entryKind(path);
		if (kind === "folder") continue;
		if (kind !== void 0) throw complain(complaint, `${names.slice(0, depth).join("/")} is a ${kind}, not a folder`);
		try {
			await mkdir(path, { recursive: true });
		} catch (error) {
			throw fileError(error, "write", path);
		}
	}
}

// src/io/files/remove-unfinished.ts
/** Nobody leaves a file that is being written untouched for so long, in milliseconds. */
const ABANDONED = 36e5;
/** Removes what killed writers left in `folder`. Never fails: tidiness is not worth a failed run. */
async function removeUnfinished(folder, now = Date.now()) {
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter((one) => UNFINISHED.test(one))) {
		const path = join(folder, name);
		const found = await lstat(path).catch(() => void 0);
		if (found && now - found.mtimeMs > ABANDONED) await rm(path, { force: true }).catch(() => {});
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
const Shape$1 = looseObject({
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
const NAMES$1 = Object.keys(Shape$1.shape);
/** Reads a descriptor; malformed members are refused, unknown ones kept. */
function parseDescriptor(value, complaint) {
	const { success, data, error } = Shape$1.safeParse(value);
	if (!success) {
		const place = error.issues[0]?.path.join(".") ?? "";
		throw complain(complaint, `has a malformed descriptor (${printable(place) || "not an object"})`);
	}
	refuseLookalikes(value, NAMES$1, complaint);
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

// src/oci/limits.ts
const MIB$1 = 1048576;
/** Caps on what is read into memory whole, in bytes. The distribution spec asks for manifests of at least 4 MiB. */
const MANIFEST_LIMIT = 4 * MIB$1;
/** As notation. */
const ENVELOPE_LIMIT = 32 * MIB$1;
/** All manifests of one image, its children and what is attached to them. */
const GRAPH_LIMIT = 64 * MIB$1;
const GRAPH_MANIFESTS = 1e4;
/** Entries of one referrers list. */
const REFERRERS_LIMIT = 1e4;

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
const Shape = object({
	schemaVersion: optional(int()),
	mediaType: optional(string()),
	artifactType: optional(string()),
	config: optional(unknown()),
	layers: optional(nullable(array(unknown()))),
	blobs: optional(nullable(array(unknown()))),
	manifests: optional(nullable(array(unknown()))),
	subject: optional(unknown()),
	annotations: optional(nullable(record(string(), string())))
});
const NAMES = Object.keys(Shape.shape);
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
	const parsed = Shape.safeParse(value);
	if (!parsed.success) throw complain(complaint, `has a malformed member ${printable(parsed.error.issues[0]?.path.join(".") ?? "")}`);
	refuseLookalikes(value, NAMES, complaint);
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

// src/oci/checked-stream.ts
/**
* Passes bytes on and fails with `digest_mismatch` when digest or size are not the descriptor's; stops at size + 1.
*
* @param onBytes is told of every chunk's length.
*/
function checkedStream(descriptor, onBytes) {
	const hash = digestHasher(descriptor.digest);
	let size = 0;
	const mismatch = (what) => new SealiftError("digest_mismatch", `blob ${descriptor.digest}: ${what}`);
	return new Transform({
		transform(chunk, _encoding, callback) {
			size += chunk.length;
			if (size > descriptor.size) return callback(mismatch(`is longer than the ${descriptor.size} bytes it should have`));
			hash.update(chunk);
			onBytes?.(chunk.length);
			callback(null, chunk);
		},
		flush(callback) {
			if (size !== descriptor.size) return callback(mismatch(`ends after ${size} of ${descriptor.size} bytes`));
			const digest = `${descriptor.digest.split(":", 1)[0]}:${hash.digest("hex")}`;
			callback(digest === descriptor.digest ? null : mismatch(`has the digest ${digest}`));
		}
	});
}

// src/stores/layout/turns.ts
/** Lets at most so many pieces of work run at the same time; the others wait in line. */
var Turns = class {
	#most;
	#running = 0;
	#waiting = [];
	constructor(most) {
		this.#most = most;
	}
	async take(work) {
		if (this.#running >= this.#most) await new Promise((resolve) => this.#waiting.push(resolve));
		else this.#running += 1;
		try {
			return await work();
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#running -= 1;
		}
	}
};

// src/stores/layout/blob-folder.ts
/** More large blobs at once make no disk faster, and each holds its buffers; small ones wait on their source instead. */
const LARGE = 1048576;
const LARGE_AT_ONCE = 4;
/** `blobs/ALGORITHM/HEX` of one layout (image-layout.md, "Blobs"). Only digests become names; links are not followed. */
var BlobFolder = class {
	#folder;
	#name;
	#large = new Turns(LARGE_AT_ONCE);
	constructor(folder, name) {
		this.#folder = folder;
		this.#name = name;
	}
	#names(digest) {
		if (!isDigest(digest)) throw new SealiftError("internal", "a blob was asked for by what is not a digest");
		return [
			BLOBS_FOLDER,
			digestAlgorithm(digest),
			digestHex(digest)
		];
	}
	#open(digest) {
		const complaint = {
			code: "layout_invalid",
			what: this.#name
		};
		return openInside(this.#folder, this.#names(digest), complaint);
	}
	#mismatch(digest, what) {
		return new SealiftError("digest_mismatch", `${this.#name}: blob ${digest} ${what}`);
	}
	/** Small content, whole, its digest checked; `undefined` when it is not there. */
	async read(digest) {
		const file = await this.#open(digest);
		if (file === void 0) return void 0;
		const bytes = await file.bytes(MANIFEST_LIMIT);
		if (bytes === void 0) throw new SealiftError("content_too_large", `${this.#name}: ${digest} is over 4 MiB, too large for a manifest`);
		const actual = digestOf(bytes, digestAlgorithm(digest));
		if (actual !== digest) throw this.#mismatch(digest, `was changed: its content has the digest ${actual}`);
		return bytes;
	}
	/** The content from `offset` on, not yet checked beyond its size. */
	async stream(descriptor, offset, signal) {
		const { digest, size } = descriptor;
		const file = await this.#open(digest);
		if (file === void 0) throw new SealiftError("artifact_not_found", `${this.#name} does not hold the blob ${digest}`);
		if (file.size !== size) {
			await file.close();
			throw this.#mismatch(digest, `has ${file.size} bytes and should have ${size}`);
		}
		return file.stream(offset, signal);
	}
	/** Whether the blob is there and whole: it is read and hashed, since nothing else guards a folder. */
	async has(descriptor, signal) {
		const file = await this.#open(descriptor.digest);
		if (file === void 0) return false;
		if (file.size !== descriptor.size) {
			await file.close();
			return false;
		}
		try {
			const checked = checkedStream(descriptor);
			await pipeline$1(file.stream(0, signal), checked, drain$1, { signal });
			return true;
		} catch (error) {
			if (error instanceof SealiftError && error.code === "digest_mismatch") return false;
			throw error;
		}
	}
	putBytes(descriptor, bytes, signal) {
		return this.put(descriptor, async () => Readable.from([bytes]), signal);
	}
	/** Writes one blob under its digest once digest and size have proved right. Writers of the same blob do not collide. */
	put(descriptor, open, signal) {
		const write = () => this.#write(descriptor, open, signal);
		return descriptor.size > LARGE ? this.#large.take(write) : write();
	}
	async #write(descriptor, open, signal) {
		signal.throwIfAborted();
		const names = this.#names(descriptor.digest);
		const target = join(this.#folder, ...names);
		await makeFolderInside(this.#folder, names.slice(0, -1), {
			code: "layout_invalid",
			what: this.#name
		});
		try {
			await storeFile(target, async (sink) => pipeline$1(await open(0), checkedStream(descriptor), sink, { signal }), { stage: this.#folder });
		} catch (error) {
			if (!(error instanceof SealiftError && error.code === "denied" && await this.has(descriptor, signal))) throw error;
		}
	}
};
/** Ends a pipeline whose content is only hashed. */
async function drain$1(chunks) {
	for await (const _ of chunks);
}

// src/stores/layout/describe-manifest.ts
/** The media type that the bytes give themselves, when it is one of a manifest. */
function ownMediaType(bytes) {
	try {
		const body = parseJson(bytes, {
			code: "manifest_invalid",
			what: "content"
		});
		const own = typeof body === "object" && body !== null && "mediaType" in body ? body.mediaType : void 0;
		return typeof own === "string" && manifestKind(own) !== void 0 ? own : void 0;
	} catch (error) {
		if (error instanceof SealiftError) return void 0;
		throw error;
	}
}
/**
* The descriptor of a manifest that index.json does not list: its own mediaType counts, and where it says none (OCI
* manifests need not), that of the index which names it. `undefined` when it is not there, or nothing says that it is a
* manifest.
*/
async function describeManifest(digest, { entries }, blobs, scan, signal) {
	const bytes = await blobs.read(digest);
	if (bytes === void 0) return void 0;
	const own = ownMediaType(bytes);
	if (own !== void 0) return {
		mediaType: own,
		digest,
		size: bytes.length
	};
	const roots = entries.map(({ descriptor }) => descriptor).filter((descriptor) => descriptor !== void 0);
	for await (const { descriptor } of scan.manifests(roots, void 0, signal)) if (descriptor.digest === digest) return {
		mediaType: descriptor.mediaType,
		digest,
		size: bytes.length
	};
}

// src/stores/layout/index-document.ts
/** image-spec, annotations.md: in a layout it holds the tag. */
const REF_NAME = "org.opencontainers.image.ref.name";
const EMPTY_INDEX = {
	members: {
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociIndex,
		manifests: []
	},
	entries: []
};
function isObject$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The grammar of digests (descriptor.md) for algorithms other than the two that Sealift checks. */
function hasForeignDigest(raw) {
	const { digest } = raw;
	return typeof digest === "string" && /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(digest) && !/^sha(?:256|512):/.test(digest);
}
function parseEntry(raw, complaint) {
	if (!isObject$1(raw)) throw complain(complaint, "has an entry that is not a descriptor");
	const descriptor = hasForeignDigest(raw) ? void 0 : parseDescriptor(raw, complaint);
	const refName = (isObject$1(raw.annotations) ? raw.annotations : {})[REF_NAME];
	return {
		raw,
		descriptor,
		refName: typeof refName === "string" && refName !== "" ? refName : void 0
	};
}
/** @throws SealiftError with the code of `complaint`. */
function parseIndexDocument(bytes, complaint) {
	const members = parseJson(bytes, complaint);
	if (!isObject$1(members)) throw complain(complaint, "is not an object");
	if (members.schemaVersion !== 2) throw complain(complaint, "is not of schema version 2");
	if (members.mediaType !== void 0 && members.mediaType !== MEDIA_TYPES.ociIndex) throw complain(complaint, `says it is ${printable(String(members.mediaType))}`);
	const manifests = members.manifests ?? [];
	if (!Array.isArray(manifests)) throw complain(complaint, "has no list of manifests");
	return {
		members,
		entries: manifests.map((raw) => parseEntry(raw, complaint))
	};
}
/** @throws SealiftError `content_too_large` when no reader would accept the file any more. */
function formatIndexDocument({ members, entries }) {
	const text = JSON.stringify({
		...members,
		manifests: entries.map(({ raw }) => raw)
	});
	const bytes = new TextEncoder().encode(text);
	if (bytes.length > 4194304) throw new SealiftError("content_too_large", "the index.json of this layout would be over 4 MiB", { hint: "Use one layout for each image, or remove entries that are no longer needed." });
	return bytes;
}

// src/stores/layout/index-edit.ts
/** containerd and buildx name the image beside the tag, and trust this name first when they import. */
const IMAGE_NAME = "io.containerd.image.name";
/**
* A new entry says what the content is and nothing else: annotations of the manifest do not belong here, since one of
* them could be a ref.name and would make a tag.
*/
function newEntry(descriptor, refName) {
	const { mediaType, digest, size, artifactType } = descriptor;
	return {
		raw: {
			mediaType,
			digest,
			size,
			...refName === void 0 ? {} : { annotations: { [REF_NAME]: refName } },
			...artifactType === void 0 ? {} : { artifactType }
		},
		descriptor,
		refName
	};
}
/** Adds each descriptor that is not listed yet as an entry without a tag; the same object when nothing is missing. */
function withEntries(document, descriptors) {
	const entries = [...document.entries];
	for (const descriptor of descriptors) if (!entries.some((entry) => entry.descriptor && sameContent(entry.descriptor, descriptor))) entries.push(newEntry(descriptor));
	return entries.length === document.entries.length ? document : {
		...document,
		entries
	};
}
/** The entry with another name, or with none; other annotations stay, but a containerd name of the lost tag goes. */
function renamed(entry, refName) {
	const { [REF_NAME]: former, ...others } = entry.raw.annotations ?? {};
	const imageName = others[IMAGE_NAME];
	if (typeof former === "string" && typeof imageName === "string" && imageName.endsWith(`:${former}`)) delete others[IMAGE_NAME];
	const annotations = refName === void 0 ? others : {
		...others,
		[REF_NAME]: refName
	};
	const { annotations: _, ...raw } = entry.raw;
	return {
		raw: Object.keys(annotations).length === 0 ? raw : {
			...raw,
			annotations
		},
		descriptor: entry.descriptor,
		refName
	};
}
/**
* Lets `tag` name `descriptor`. What had the tag before stays listed without it, so that it can still be found by digest;
* content with several tags has several entries, as other tools write and read it. The same object when it is so already.
*/
function withTag(document, descriptor, tag) {
	const isTarget = (entry) => entry.descriptor !== void 0 && sameContent(entry.descriptor, descriptor);
	const holders = document.entries.filter(({ refName }) => refName === tag);
	if (holders.length > 0 && holders.every(isTarget)) return document;
	const entries = [];
	for (const entry of document.entries) {
		if (entry.refName !== tag || isTarget(entry)) {
			entries.push(entry);
			continue;
		}
		if (![...entries, ...document.entries.filter(({ refName }) => refName !== tag)].some(({ raw }) => raw.digest === entry.raw.digest)) entries.push(renamed(entry, void 0));
	}
	if (!entries.some((entry) => entry.refName === tag)) {
		const untagged = entries.findIndex((entry) => isTarget(entry) && entry.refName === void 0);
		if (untagged >= 0) entries[untagged] = renamed(entries[untagged], tag);
		else entries.push(newEntry(descriptor, tag));
	}
	return {
		...document,
		entries
	};
}

// src/io/files/lock.ts
/** In milliseconds. A living holder touches its lock in every `BEAT`; one that is dead or silent loses it. */
const TIMES = {
	wait: 3e4,
	beat: 5e3,
	dead: 1e3,
	silent: 3e4,
	breaker: 2e3,
	pause: 10
};
const HOLDER_LIMIT = 4096;
/** Those of this process stand in line here, so that they do not race for the file. */
const lines = /* @__PURE__ */ new Map();
/** What a lock file says; nothing, for one that was never written or that nobody of ours wrote. */
function parseHolder(text) {
	try {
		const holder = JSON.parse(text);
		return typeof holder === "object" && holder !== null ? holder : {};
	} catch {
		return {};
	}
}
async function readHolder(path) {
	try {
		const found = await lstat(path);
		const age = Date.now() - found.mtimeMs;
		return {
			holder: found.isFile() && found.size <= HOLDER_LIMIT ? parseHolder(await readFile$1(path, "utf8")) : {},
			age
		};
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return void 0;
		throw fileError(error, "read", path);
	}
}
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errnoOf(error) !== "ESRCH";
	}
}
function isStale({ holder, age }) {
	const nameless = holder.token === void 0;
	return age > (holder.host === hostname() && typeof holder.pid === "number" && !isAlive(holder.pid) || nameless ? TIMES.dead : TIMES.silent);
}
/** `false` when the file is there already. */
async function create(path, text) {
	try {
		const file = await open$1(path, "wx");
		try {
			await file.writeFile(text);
		} finally {
			await file.close();
		}
		return true;
	} catch (error) {
		if (errnoOf(error) === "EEXIST" || isBusy(error)) return false;
		throw fileError(error, "write", path);
	}
}
/** Removes a lock whose holder is gone. One at a time, and after a second look: the lock of a living one must stay. */
async function breakStale(path) {
	const breaker = `${path}.break`;
	if (!await create(breaker, "")) {
		const other = await readHolder(breaker);
		if (other && other.age > TIMES.breaker) await rm(breaker, { force: true });
		return;
	}
	try {
		const current = await readHolder(path);
		if (current && isStale(current)) await rm(path, { force: true });
	} finally {
		await rm(breaker, { force: true });
	}
}
async function acquire(path, token, complaint, signal) {
	const text = JSON.stringify({
		token,
		pid: process.pid,
		host: hostname()
	});
	const end = Date.now() + TIMES.wait;
	for (;;) {
		signal.throwIfAborted();
		if (await create(path, text)) return;
		const current = await readHolder(path);
		if (current && isStale(current)) await breakStale(path);
		if (Date.now() > end) throw complain(complaint, `the lock ${path} is held by another process`);
		await setTimeout$1(TIMES.pause * (.5 + Math.random()), void 0, { signal });
	}
}
async function hold(path, action, complaint, signal) {
	const token = randomUUID();
	await acquire(path, token, complaint, signal);
	const isMine = async () => (await readHolder(path))?.holder.token === token;
	const beat = setInterval(() => {
		const now = /* @__PURE__ */ new Date();
		utimes(path, now, now).catch(() => {});
	}, TIMES.beat);
	try {
		return await action(isMine);
	} finally {
		clearInterval(beat);
		if (await isMine()) await rm(path, { force: true });
	}
}
/**
* Runs `action` while this process alone holds the lock file `path`. A lock whose process is dead, or that nobody touched
* for half a minute, is taken over; `isMine` tells an action, before it commits, whether its own was (it slept too long).
*
* @throws SealiftError with the code of `complaint` after 30 seconds of waiting; `denied` where no file can be made.
*/
async function withLock(path, action, complaint, signal) {
	const turn = (lines.get(path) ?? Promise.resolve()).then(() => hold(path, action, complaint, signal));
	const settled = turn.then(() => {}, () => {});
	lines.set(path, settled);
	try {
		return await turn;
	} finally {
		if (lines.get(path) === settled) lines.delete(path);
	}
}

// src/stores/layout/index-file.ts
/** index.json of one layout: read whole, changed under a lock, replaced in one step. Reading takes no lock. */
var IndexFile = class {
	#folder;
	#name;
	/** `name` is the layout's for people, `oci:DIR`. */
	constructor(folder, name) {
		this.#folder = folder;
		this.#name = name;
	}
	/** `undefined` when there is no such file. */
	async find() {
		const complaint = {
			code: "layout_invalid",
			what: this.#name
		};
		const file = await openInside(this.#folder, [INDEX_FILE], complaint);
		if (file === void 0) return void 0;
		const bytes = await file.bytes(MANIFEST_LIMIT);
		if (bytes === void 0) throw complain(complaint, `${INDEX_FILE} is over 4 MiB`);
		return parseIndexDocument(bytes, {
			...complaint,
			what: `${this.#name}, ${INDEX_FILE}`
		});
	}
	/** @throws SealiftError `layout_invalid`. */
	async read() {
		const document = await this.find();
		if (document === void 0) throw new SealiftError("layout_invalid", `${this.#name} has no ${INDEX_FILE}: it is not an OCI image layout`);
		return document;
	}
	/**
	* Replaces the document by what `change` makes of it; nothing is written when that is the same object. Other processes
	* that do the same wait, so none loses what another wrote.
	*
	* @throws SealiftError `layout_locked`, `layout_invalid`, `denied`, `disk_full`.
	*/
	async update(change, signal) {
		const complaint = {
			code: "layout_locked",
			what: this.#name
		};
		const path = join(this.#folder, INDEX_FILE);
		await withLock(`${path}.lock`, async (isMine) => {
			const current = await this.find();
			const wanted = change(current ?? EMPTY_INDEX);
			if (wanted === current) return;
			const bytes = formatIndexDocument(wanted);
			if (!await isMine()) throw complain(complaint, "the lock was taken over while this process stood still");
			await writeAtomic(path, bytes);
		}, complaint, signal);
	}
};

// src/stores/layout/index-names.ts
/** The one content that `entries` agree on. Two programs must never read two things out of one name. */
function agreed(entries, what, place) {
	const [first, ...others] = entries;
	if (first === void 0) return void 0;
	const { descriptor } = first;
	if (descriptor === void 0) throw new SealiftError("layout_invalid", `${place}: ${what} names content under an unknown digest algorithm`, { hint: "Sealift checks sha256 and sha512." });
	if (others.some((other) => !other.descriptor || !sameContent(other.descriptor, descriptor))) throw new SealiftError("layout_invalid", `${place}: index.json has several entries for ${what} that differ`, { hint: "Name the digest, or remove the entry that is not meant." });
	return descriptor;
}
/**
* What a tag names: the entries whose ref.name is the tag, else those whose ref.name is a full reference that ends in it,
* as some tools write.
*
* @throws SealiftError `layout_invalid` when entries of that name differ.
*/
function findTag({ entries }, tag, place) {
	const exact = entries.filter(({ refName }) => refName === tag);
	const full = entries.filter(({ refName }) => refName?.endsWith(`:${tag}`) && !refName.includes("@"));
	return agreed(exact.length > 0 ? exact : full, `the tag ${printable(tag)}`, place);
}
/** @throws SealiftError `layout_invalid` when entries of that digest differ. */
function findDigest({ entries }, digest, place) {
	return agreed(entries.filter(({ descriptor }) => descriptor?.digest === digest), digest, place);
}

// src/stores/layout/manifest-scan.ts
/** A layout may hold many images; index.json alone, within its cap, names about this many. */
const SCAN_LIMIT = 2e4;
function readLinks(claimed, bytes) {
	const { mediaType, digest } = claimed;
	const content = {
		descriptor: {
			mediaType,
			digest,
			size: bytes.length
		},
		bytes
	};
	try {
		const { subject, manifests } = parseManifest(content);
		return {
			descriptor: referrerDescriptor(content),
			subject,
			children: manifests
		};
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		const hex = new TextDecoder("latin1").decode(bytes).match(/[0-9a-f]{64,128}/g);
		return {
			error,
			mentions: new Set(hex)
		};
	}
}
/** Walks the manifests that index.json leads to. What was read once is remembered by its digest. */
var ManifestScan = class {
	#blobs;
	#known = /* @__PURE__ */ new Map();
	constructor(blobs) {
		this.#blobs = blobs;
	}
	/** `undefined` when it is not there. */
	async #links(claimed) {
		const key = `${claimed.mediaType} ${claimed.digest}`;
		const known = this.#known.get(key);
		if (known) return known;
		const bytes = await this.#blobs.read(claimed.digest);
		if (bytes === void 0) return void 0;
		const links = readLinks(claimed, bytes);
		this.#known.set(key, links);
		return links;
	}
	/**
	* Every manifest below `roots`, each once. Children that are not there are passed over: an index may name platforms that
	* were never copied. A malformed manifest is passed over too, unless its text mentions `subject`.
	*
	* @throws SealiftError `digest_mismatch` for content that was changed: nobody can tell what it was.
	*/
	async *manifests(roots, subject, signal) {
		const queue = [...roots];
		const seen = /* @__PURE__ */ new Set();
		for (let next = queue.shift(); next !== void 0; next = queue.shift()) {
			signal.throwIfAborted();
			const key = `${next.mediaType} ${next.digest}`;
			if (seen.has(key) || manifestKind(next.mediaType) === void 0) continue;
			seen.add(key);
			if (seen.size > SCAN_LIMIT) throw new SealiftError("content_too_large", `the layout has over ${SCAN_LIMIT} manifests`);
			const links = await this.#links(next);
			if (links === void 0) continue;
			if ("error" in links) {
				if (subject !== void 0 && links.mentions.has(digestHex(subject))) throw links.error;
				continue;
			}
			yield links;
			queue.push(...links.children);
		}
	}
	/** The links of one manifest; `undefined` when it is not there or not a manifest. */
	async one(claimed) {
		const links = await this.#links(claimed);
		return links === void 0 || "error" in links ? void 0 : links;
	}
};

// src/stores/layout/referrers.ts
/** What an index under the referrers tag lists, as regctl writes it into layouts. */
async function taggedReferrers(tagged, { blobs }) {
	const lists = [];
	for (const descriptor of tagged) {
		const bytes = await blobs.read(descriptor.digest);
		if (bytes === void 0) continue;
		lists.push(...parseReferrersIndex({
			descriptor,
			bytes
		}, `the referrers tag ${descriptor.digest}`));
	}
	return lists;
}
/**
* What claims to refer to `subject`: every manifest that index.json leads to and that names it (`index`), as notation and
* oras read a layout, then what only an index under the referrers tag lists (`tag`). All of it is at hand, so both are
* read whatever the query prefers.
*/
async function* layoutReferrers({ entries }, subject, { artifactType }, reading, signal) {
	const fallback = referrersTag(subject.digest);
	const roots = [];
	const tagged = [];
	for (const { descriptor, refName } of entries) if (descriptor) (refName === fallback ? tagged : roots).push(descriptor);
	const isWanted = (descriptor) => artifactType === void 0 || descriptor.artifactType === artifactType;
	const seen = /* @__PURE__ */ new Set();
	for await (const links of reading.scan.manifests(roots, subject.digest, signal)) {
		const { descriptor } = links;
		if (links.subject?.digest !== subject.digest || seen.has(descriptor.digest)) continue;
		seen.add(descriptor.digest);
		if (isWanted(descriptor)) yield {
			descriptor,
			foundIn: "index"
		};
	}
	for (const listed of await taggedReferrers(tagged, reading)) {
		signal.throwIfAborted();
		if (seen.has(listed.digest)) continue;
		seen.add(listed.digest);
		const descriptor = (await reading.scan.one(listed))?.descriptor ?? listed;
		if (isWanted(descriptor)) yield {
			descriptor,
			foundIn: "tag"
		};
	}
}

// src/stores/layout/layout-store.ts
/** One OCI image layout in a folder. Reading takes no lock and writes nothing; the folder is made by the first write. */
var LayoutStore = class {
	name;
	repository = void 0;
	/** The name, safe to print. */
	#shown;
	#folder;
	#index;
	#blobs;
	#scan;
	/** Nothing was there when the store was opened. */
	#isNew;
	#prepared;
	constructor(folder, isNew) {
		this.name = `oci:${folder}`;
		this.#folder = folder;
		this.#shown = printable(this.name, 600);
		this.#index = new IndexFile(folder, this.#shown);
		this.#blobs = new BlobFolder(folder, this.#shown);
		this.#scan = new ManifestScan(this.#blobs);
		this.#isNew = isNew;
	}
	async #document() {
		return this.#isNew ? await this.#index.find() ?? EMPTY_INDEX : this.#index.read();
	}
	/** Makes what is missing of the layout, `oci-layout` last: until then nobody takes the folder for one. */
	#prepare(signal) {
		this.#prepared ??= (async () => {
			if (this.#isNew) {
				await makeFolderInside(this.#folder, [BLOBS_FOLDER, "sha256"], {
					code: "layout_invalid",
					what: this.#shown
				});
				await this.#index.update((document) => document, signal);
				await writeLayoutFile(this.#folder);
				this.#isNew = false;
			}
			await removeUnfinished(this.#folder);
		})().catch((error) => {
			this.#prepared = void 0;
			throw error;
		});
		return this.#prepared;
	}
	async resolve(name, signal) {
		signal.throwIfAborted();
		const document = await this.#document();
		const listed = "tag" in name ? findTag(document, name.tag, this.#shown) : findDigest(document, name.digest, this.#shown);
		if (listed !== void 0) {
			const bytes = await this.#blobs.read(listed.digest);
			if (bytes === void 0) return void 0;
			this.#checkSize(listed, bytes);
			return plainDescriptor(listed);
		}
		if ("tag" in name) return void 0;
		return describeManifest(name.digest, document, this.#blobs, this.#scan, signal);
	}
	#checkSize({ digest, size }, bytes) {
		if (bytes.length === size) return;
		throw new SealiftError("digest_mismatch", `${this.#shown}: manifest ${digest} has ${bytes.length} bytes and should have ${size}`);
	}
	async manifest(descriptor, signal) {
		signal.throwIfAborted();
		const bytes = await this.#blobs.read(descriptor.digest);
		if (bytes === void 0) throw new SealiftError("artifact_not_found", `${this.#shown} does not hold the manifest ${descriptor.digest}`);
		this.#checkSize(descriptor, bytes);
		const content = {
			descriptor: plainDescriptor(descriptor),
			bytes
		};
		if (manifestKind(descriptor.mediaType) !== void 0) parseManifest(content);
		return content;
	}
	has(descriptor, signal) {
		return this.#blobs.has(descriptor, signal);
	}
	blob(descriptor, { offset = 0 }, signal) {
		return this.#blobs.stream(descriptor, offset, signal);
	}
	async *referrers(subject, query, signal) {
		yield* layoutReferrers(await this.#document(), subject, query, {
			blobs: this.#blobs,
			scan: this.#scan
		}, signal);
	}
	async putBlob(descriptor, open, signal) {
		await this.#prepare(signal);
		await this.#blobs.put(descriptor, open, signal);
	}
	async putManifest(manifest, signal) {
		await this.#prepare(signal);
		await this.#blobs.putBytes(manifest.descriptor, manifest.bytes, signal);
		if (parseManifest(manifest).subject !== void 0) await this.#index.update((document) => withEntries(document, [entryOf(manifest)]), signal);
	}
	async linkReferrers(subject, referrers, signal) {
		await this.#prepare(signal);
		for (const manifest of referrers) if (!await this.has(manifest.descriptor, signal)) await this.putManifest(manifest, signal);
		const entries = referrers.map(entryOf);
		const listed = await this.has(subject, signal) ? [plainDescriptor(subject), ...entries] : entries;
		await this.#index.update((document) => withEntries(document, listed), signal);
		await this.#confirm(subject, referrers, signal);
		return "index";
	}
	async #confirm(subject, referrers, signal) {
		const document = await this.#index.read();
		for (const { descriptor } of referrers) {
			if (document.entries.some((entry) => entry.descriptor?.digest === descriptor.digest) && await this.has(descriptor, signal)) continue;
			const message = `${this.#shown} does not keep ${descriptor.digest}, attached to ${subject.digest}`;
			throw new SealiftError("signature_lost", message);
		}
	}
	async tag({ descriptor, bytes }, tag, signal) {
		if (!await this.has(descriptor, signal)) throw new SealiftError("artifact_not_found", `${this.#shown} does not hold ${descriptor.digest}, to be tagged`);
		const entry = entryOf({
			descriptor,
			bytes
		});
		await this.#prepare(signal);
		await this.#index.update((document) => withTag(document, entry, tag), signal);
	}
	/** Nothing is held open between two calls. */
	async close() {}
};
/** mediaType, digest, size, and the artifactType of what is not an image: what `index.json` says of a manifest. */
function entryOf(manifest) {
	const { artifactType } = referrerDescriptor(manifest);
	const { subject } = parseManifest(manifest);
	const plain = plainDescriptor(manifest.descriptor);
	return subject === void 0 || artifactType === void 0 ? plain : {
		...plain,
		artifactType
	};
}

// src/stores/layout/open.ts
/**
* Opens an OCI image layout (image-layout.md, version 1.0.0).
*
* @throws SealiftError `file_not_found` for a source that is not there, `layout_invalid`, `feature_unsupported`.
*/
async function openLayoutStore({ path, create, transport = "oci" }) {
	if (transport === "oci-archive") throw archiveUnsupported(path);
	const state = await folderState(path);
	if (state === "layout") return new LayoutStore(path, false);
	if (create) return new LayoutStore(path, true);
	const place = printable(path, 600);
	if (state === "absent") throw new SealiftError("file_not_found", `there is no image layout at ${place}: the folder does not exist`);
	throw new SealiftError("layout_invalid", `${place} is empty, or was left unfinished: it is not an OCI image layout`);
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
const text = optional(nullable(string()));
const Body = looseObject({ errors: array(looseObject({
	code: optional(string()),
	message: text,
	detail: optional(unknown())
})) });
/** A detail is unstructured by the specification; where it is a text, it often says more than the message. */
function withDetail(message, detail) {
	if (typeof detail !== "string" || detail === "") return message;
	return message === "" ? detail : `${message}: ${detail}`;
}
/** The errors of an answer; none when it is not the distribution specification's JSON. Never fails. */
async function readErrors(response) {
	try {
		const bytes = await readBody(response, ERROR_LIMIT);
		const body = Body.safeParse(parseJson(bytes, {
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
const Answer$1 = looseObject({
	token: optional(nullable(string())),
	access_token: optional(nullable(string())),
	refresh_token: optional(nullable(string())),
	expires_in: optional(unknown())
});
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
async function refusal$1({ method, response }, request) {
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
	if (response.status !== 200) throw await refusal$1(answer, request);
	const what = `answer of the token service ${redactUrl(realm)}`;
	const body = parseJson(await bodyOf(response), {
		code: "unexpected_answer",
		what
	});
	const parsed = Answer$1.safeParse(body);
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
const Answer = looseObject({
	Username: string(),
	Secret: string()
});
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
		parsed = Answer.safeParse(parseJson(stdout, {
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
		source.on("error", (error) => {
			if (!this.destroyed) this.#resume(error).catch((reason) => this.destroy(reason));
		});
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
		const [registry, repository] = split$1(from);
		const [own] = split$1(this.#repository.name);
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
function split$1(name) {
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
		const opened = this.#open(0);
		opened.catch(() => {});
		this.#opened = opened;
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
	*/
	async add(subject, added, signal) {
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
const WINDOW$1 = 1e3;
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
			window: options.window ?? WINDOW$1
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
				return await this.stored(manifest, response, action);
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
		const early = query.sources === "all" && query.toTheEnd ? this.readTag(subject, signal) : void 0;
		early?.catch(() => {});
		if ((yield* this.#fromApi(subject, query.artifactType, wanted, signal)) && query.sources === "preferred") return;
		for (const descriptor of (await (early ?? this.readTag(subject, signal))).entries) if (wanted(descriptor)) yield {
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
/** Where `podman login` writes (Linux: for the time of the session), and where it also looks. */
function podmanFolders({ env, home, platform, uid }) {
	const lasting = join(env.XDG_CONFIG_HOME || join(home, ".config"), "containers");
	if (platform !== "linux") return [lasting];
	if (env.XDG_RUNTIME_DIR) return [join(env.XDG_RUNTIME_DIR, "containers"), lasting];
	return uid === void 0 ? [lasting] : [join("/run/containers", String(uid)), lasting];
}
/** Where credentials are looked for, in this order; a file that the user named has to be there. */
function places(options) {
	const { file, env, home } = options;
	if (file !== void 0) return [given(file)];
	const inline = env.DOCKER_AUTH_CONFIG;
	return [
		...inline ? [() => Promise.resolve(parseDockerConfig(inline, "DOCKER_AUTH_CONFIG"))] : [],
		...env.REGISTRY_AUTH_FILE ? [given(env.REGISTRY_AUTH_FILE)] : [],
		ifThere(join(env.DOCKER_CONFIG || join(home, ".docker"), "config.json")),
		...podmanFolders(options).map((folder) => ifThere(join(folder, "auth.json")))
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
	const { platform } = process;
	const uid = process.getuid?.();
	const usual = openCredentials({
		env,
		home: homeFolder(),
		platform,
		uid,
		helpers
	});
	if (file === void 0) return usual;
	const config = await problems.try(async () => {
		const bytes = await contentOf(file, CONFIG_LIMIT, "registry configuration");
		return parseDockerConfig(bytes, isContent(file) ? "(inline)" : file);
	});
	if (!config) return usual;
	return { find: (registry, repository) => credentialFrom(config, registry, repository, helpers) };
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
const MOST$2 = 8;
const made$1 = /* @__PURE__ */ new Map();
/**
* What trusts the well-known authorities and these (PEM) besides. Shared by all who ask for the same ones: reading the
* well-known authorities takes 25 ms, longer than many a handshake.
*/
function trustingContext(authorities) {
	const key = JSON.stringify(authorities);
	const known = made$1.get(key);
	if (known) return known;
	const ca = [...tls().getCACertificates("default"), ...authorities];
	const context = tls().createSecureContext({ ca });
	if (made$1.size >= MOST$2) made$1.clear();
	made$1.set(key, context);
	return context;
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
		const agent = this.#agents.get(key) ?? this.#create(url.protocol, proxy, own);
		if (proxy !== void 0 && !this.#agents.has(key)) this.#watch(agent);
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
const RECOVERY$1 = 20;
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
		if (this.#good < RECOVERY$1) return;
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
		const streams = request.body?.streams === true;
		const turn = await limiter.acquire(now, sleep, request.signal, streams);
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
function bad$1(folder, reason, hint) {
	return new SealiftError("config_invalid", `${printable(folder, 600)}: ${reason}`, { hint });
}
const readText = async (path, what) => Buffer.from(await readFile(path, FILE_LIMIT$1, what)).toString("utf8");
async function authority(folder, name) {
	const text = await readText(join(folder, name), "certificate authority");
	try {
		const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
		for (const block of blocks ?? [""]) new X509Certificate(block);
	} catch {
		throw bad$1(folder, `${printable(name)} holds no certificate`, "A .crt file is an authority as PEM.");
	}
	return text;
}
/** `NAME.cert` with `NAME.key`; the first one by name, as a server is shown one. */
async function clientOf(folder, names) {
	const stems = (ending) => names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
	const [certs, keys] = [stems(".cert"), stems(".key")];
	const lonely = [...certs.filter((stem) => !keys.includes(stem)).map((stem) => `${stem}.cert without ${stem}.key`), ...keys.filter((stem) => !certs.includes(stem)).map((stem) => `${stem}.key without ${stem}.cert`)];
	if (lonely.length > 0) throw bad$1(folder, `has ${printable(lonely.join(" and "), 400)}`, "A client certificate is NAME.cert with NAME.key; an authority is NAME.crt.");
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
		throw bad$1(folder, `${printable(stem)}.cert and ${printable(stem)}.key are not a certificate and its key`, "Both are PEM, the key without a password.");
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
	return verify$1(algorithm.hash, data, {
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
	throw new SealiftError("certificate_not_valid_now", `the certificate ${printable(nameText$1(subject))} is ${invalid.state} (valid ${span})`);
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
	const subject = printable(nameText$1(first.subject));
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
function shown$1(value) {
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
	if (scheme !== "notary.x509") throw complain(complaint, `has the signing scheme ${shown$1(scheme)}, which is unknown`);
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
	if (fields.cty !== "application/vnd.cncf.notary.payload.v1+json") throw complain(complaint, `has the content type ${shown$1(fields.cty)}`);
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
		...plugin === void 0 ? {} : { verificationPlugin: shown$1(plugin) },
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
	if (fields.alg !== algorithm.jws) throw complain(complaint, `says ${shown$1(fields.alg)}, the key of its certificate demands ${algorithm.jws}`);
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
	if (expiry && expiry.getTime() <= order.signingTime.getTime()) return `it expired at ${expiry.toISOString()}`;
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
* Generator"): annotations may be added, and an end of its life. One that only a verification plugin can judge is none of ours.
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
/** Base64 of a PEM, or of a DER SEQUENCE over some length, in one line or several: a key in a secret that lost its borders. */
const BARE_KEY = /^\s*(?:file:\/\/)?(?:LS0tLS1CRUdJTi|M[C-I])[A-Za-z0-9+/=_\s-]{60,}$/;
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
async function openSigner$1(uri, options) {
	if (uri.includes("-----BEGIN") || BARE_KEY.test(uri)) throw new SealiftError("usage", "the key is given as text where its place is expected", { hint: "Put the PEM into an environment variable and write env://NAME." });
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
			return Promise.resolve(sign$1(algorithm.hash, toBeSigned, {
				key,
				...cryptoOptions(algorithm)
			}));
		},
		close: () => Promise.resolve()
	};
}

// src/compose/signing.ts
const CHAIN_LIMIT = 1048576;
async function signerOf(key, env, remote, choices = {}) {
	const password = env.SEALIFT_KEY_PASSWORD;
	if (isContent(key)) return pemSigner(key, password, "the given key");
	return openSigner$1(key, {
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
		const bytes = await contentOf(certificateChain, CHAIN_LIMIT, "certificate chain");
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

// src/compose/open-parts.ts
/** The surroundings of a run for one part of it alone, and what to close with that part. */
function partOfRun(options, signal) {
	const problems = new Problems();
	const closers = [];
	return {
		run: {
			values: readOptions("list", optionsFrom(options), problems),
			problems,
			env: options.env ?? process.env,
			clock: systemClock,
			reporter: options.reporter ?? {
				progress: () => {},
				warning: () => {}
			},
			onRequest: options.onRequest,
			onSecret: options.onSecret,
			signal: signal ?? new AbortController().signal,
			onEnd: (close) => closers.push(close)
		},
		closers
	};
}
/** Opens one repository or image layout over the ports that every use case works on. Close it when done. */
async function openStore(options, signal) {
	signal?.throwIfAborted();
	const { place, purpose = "read", ...rest } = options;
	const { run, closers } = partOfRun(rest, signal);
	const { problems } = run;
	const open = await storeOpener(run);
	const destination = await problems.try(() => parseDestination(place));
	if (destination && destination.tags.length > 0) problems.add("reference_invalid", `${place} names a tag; a store is a whole repository`, "Leave the tag out.");
	problems.throwIfAny();
	if (!destination) throw new SealiftError("reference_invalid", "no place is given");
	const store = await open(destination, purpose);
	const closeStore = store.close.bind(store);
	return Object.assign(store, { async close() {
		await closeStore();
		for (const close of closers) await close();
	} });
}
/** Opens a key that signs: the port that `sign` uses. Close it when done. */
async function openSigner(options, signal) {
	signal?.throwIfAborted();
	const { key, azureCredential, ...rest } = options;
	const { run, closers } = partOfRun(rest, signal);
	run.problems.throwIfAny();
	const reach = async () => {
		const remote = await remoteOf(run);
		run.problems.throwIfAny();
		return remote;
	};
	const signer = await signerOf(key, run.env, reach, azureCredential === void 0 ? {} : { azureCredential });
	return {
		describe: (during) => signer.describe(during),
		sign: (toBeSigned, during) => signer.sign(toBeSigned, during),
		async close() {
			await signer.close();
			for (const close of closers) await close();
		}
	};
}
/** A trust store folder as notation has it: `DIR/x509/{ca,signingAuthority,tsa}/NAME/`. Each store is read when asked for. */
function openTrustStore(directory) {
	return openTrustStore$1(directory);
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
const Action = exactOptional(_enum(CHECK_ACTIONS));
const Override = strictObject({
	integrity: Action,
	authenticity: Action,
	authenticTimestamp: Action,
	expiry: Action,
	revocation: Action
});
const StatementShape = strictObject({
	name: string().check(_minLength(1)),
	registryScopes: array(string()).check(_minLength(1)),
	signatureVerification: strictObject({
		level: _enum(LEVELS),
		override: optional(nullable(Override)),
		verifyTimestamp: optional(nullable(_enum([
			"always",
			"afterCertExpiry",
			""
		])))
	}),
	trustStores: optional(nullable(array(string()))),
	trustedIdentities: optional(nullable(array(string())))
});
const DocumentShape = strictObject({
	version: literal("1.0"),
	trustPolicies: array(unknown()).check(_minLength(1))
});
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
	const { trustStores, trustedIdentities, signatureVerification, ...rest } = shaped(StatementShape, value, refuse);
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
	const trustPolicies = shaped(DocumentShape, parseJson(input, complaint), (reason) => complain(complaint, reason)).trustPolicies.map((value, index) => parseStatement(value, {
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
		message: `the certificate ${nameText$1(subject)} is ${invalid.state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`
	};
}

// src/notation/verification/authenticity.ts
const SUBJECT_PREFIX = "x509.subject:";
/** Whether any certificate of the chain is, byte for byte, one of the trusted ones; no path is built to an absent root. */
function isAnchored(chain, trusted) {
	return chain.some(({ der }) => trusted.some((anchor) => Buffer$1.compare(anchor.der, der) === 0));
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
		return subjects.some((identity) => isWithin(parseDistinguishedName(identity.slice(13)), attributes)) ? PASSED : failed(`the signer ${nameText$1(subject)} is not among the trusted identities`);
	} catch (error) {
		const reason = error instanceof Error ? error.message : "cannot be compared";
		return failed(`the subject of the signing certificate (${nameText$1(subject)}) ${reason}`);
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
			message: `no certificate of the chain (root ${nameText$1(subject)}) is in the trust stores ${stores}`
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
		message: `the certificate ${nameText$1(asking.subject)} names ${where || "a CRL"}, and this version does not ask there`
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
			subject: nameText$1(leaf.subject),
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
async function verifyEnvelope$1(bytes, options) {
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

// src/compose/verify-envelope.ts
function bad(what) {
	return new SealiftError("usage", `verifyEnvelope: ${what}`, { hint: "See the types of the package." });
}
const OPTIONS = [
	"mediaType",
	"target",
	"statement",
	"trustStore",
	"at",
	"revocation"
];
function checkArguments(bytes, options) {
	if (!(bytes instanceof Uint8Array)) throw bad("the envelope must be a Uint8Array");
	if (typeof options !== "object" || options === null) throw bad("the options must be an object");
	const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
	if (unknown !== void 0) throw bad(`there is no option ${printable(unknown)}`);
	const { mediaType, target, trustStore, at, revocation } = options;
	if (typeof mediaType !== "string") throw bad("mediaType must be a string");
	if (typeof target?.mediaType !== "string" || !isDigest(String(target.digest))) throw bad("target must be { mediaType, digest, size } with a sha256 or sha512 digest");
	if (!Number.isSafeInteger(target.size) || target.size < 0) throw bad("target.size must be a number of bytes");
	if (typeof trustStore?.certificates !== "function") throw bad("trustStore must come from openTrustStore");
	if (!(at instanceof Date) || Number.isNaN(at.getTime())) throw bad("at must be a valid Date");
	if (revocation !== "none" && !(typeof revocation === "object" && revocation !== null && typeof revocation.ocsp === "function" && typeof revocation.crl === "function")) throw bad("revocation must be 'none' or { ocsp, crl }");
}
/**
* Judges one envelope against one statement, with no registry.
*
* Resolves to the verdict, whatever is wrong with the envelope; rejects with a SealiftError for bad arguments: `usage`,
* `policy_invalid`, or a trust store that is missing, empty or malformed.
*/
async function verifyEnvelope(bytes, options, signal) {
	checkArguments(bytes, options);
	signal?.throwIfAborted();
	const { mediaType, target, trustStore, at, revocation } = options;
	const statement = parseStatement(options.statement, {
		code: "policy_invalid",
		what: "statement"
	});
	const { digest } = target;
	if (!isDigest(digest)) throw bad("target.digest must be a sha256 or sha512 digest");
	try {
		const exact = {
			mediaType: target.mediaType,
			digest,
			size: target.size
		};
		return await verifyEnvelope$1(bytes, {
			mediaType,
			target: exact,
			statement,
			trustStore,
			at,
			revocation
		});
	} catch (thrown) {
		throw asSealiftError(thrown);
	}
}

// src/pki/key-identifier.ts
const COMPLAINT$1 = {
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
	const root = derElement(spki, 0, spki.length, COMPLAINT$1);
	const [, bits] = derChildren(spki, root, COMPLAINT$1);
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
	if (printable(value, value.length) !== value) throw new Error(`has a ${type} with characters that cannot be shown`);
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

// src/io/files/copy-folder.ts
/** Copies a folder with everything in it; `to` must not be there yet. */
async function copyFolder(from, to) {
	try {
		await cp(from, to, {
			recursive: true,
			force: false,
			errorOnExist: true
		});
	} catch (error) {
		throw fileError(error, "write", to);
	}
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
		const handle = await open$1(unfinished, "wx");
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
		subject: nameText$1(subject),
		issuer: nameText$1(issuer),
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString(),
		thumbprint,
		keyType: keyKind(publicKey)
	};
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
	const message = `the certificate would end on ${notAfter.toISOString()}, and its CA ${printable(nameText$1(first.subject))} on ${end.toISOString()}`;
	throw new SealiftError("usage", message, { hint: left > 0 ? `Write --days ${left} at most.` : "Renew the certificate of the CA first." });
}
const RENAME = "Make a request with a name of its own: CN=release, O=acme, ST=WA, C=US.";
/** @throws SealiftError `csr_invalid` for a name that is nobody's, or that cannot be shown as it is. */
function checkRequestedName(subject) {
	if (subject.rdns.length === 0) throw new SealiftError("csr_invalid", "the request names nobody: its subject is empty");
	if (subject.rdns.flat().every(({ value }) => printable(value, value.length) === value)) return;
	const shown = printable(nameText$1(subject), 300);
	throw new SealiftError("csr_invalid", `the name ${shown} has characters that cannot be shown`, { hint: RENAME });
}
/** @throws SealiftError `csr_invalid` where the name is that of one of the CAs, which a person would believe. */
function checkNamedApart(subject, authorities) {
	const text = nameText$1(subject);
	if (authorities.every((authority) => nameText$1(authority.subject) !== text)) return;
	throw new SealiftError("csr_invalid", `the request has the name of a CA: ${printable(text, 300)}`, { hint: RENAME });
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
	checkRequestedName(request.subject);
	checkRequestedKey(request.publicKey);
	const { algorithm, publicKey } = await signer.describe(signal);
	checkIssuer({ publicKey }, authorities, now);
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
		return verify$1(hash, toBeSigned, {
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
	await pipeline$1(source, checkedStream(descriptor), async (checked) => {
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

// src/operations/inspect.ts
function detailsOf(envelope) {
	const { algorithm, scheme, signingTime, expiry, signingAgent, timestampToken, target, chain } = envelope;
	return {
		signatureAlgorithm: algorithm.jws,
		signingScheme: scheme,
		signingTime: signingTime.toISOString(),
		expiry: expiry?.toISOString() ?? null,
		signingAgent: signingAgent ?? null,
		timestamped: timestampToken !== void 0,
		userMetadata: target.annotations ?? {},
		targetArtifact: {
			mediaType: target.mediaType,
			digest: target.digest,
			size: target.size
		},
		certificates: chain.map(({ subject, issuer, thumbprint, notBefore, notAfter }) => ({
			subject: nameText$1(subject),
			issuer: nameText$1(issuer),
			thumbprint,
			notBefore: notBefore.toISOString(),
			notAfter: notAfter.toISOString()
		}))
	};
}
/** Opens one signature. Integrity is all that is said about it: `ignored` because nothing was judged. */
async function inspectSignature(store, { entry, manifest }, signal) {
	const base = {
		digest: entry.descriptor.digest,
		foundIn: entry.foundIn
	};
	let mediaType = null;
	try {
		const descriptor = envelopeOf(manifest);
		mediaType = descriptor.mediaType;
		const envelope = await openEnvelope(await readBlob(store, descriptor, ENVELOPE_LIMIT, signal), mediaType);
		const until = earliest(envelope.expiry, validUntil(envelope.chain));
		return {
			...base,
			mediaType,
			signer: nameText$1(envelope.chain[0].subject),
			validUntil: until.toISOString(),
			status: "ignored",
			checks: [{
				check: "integrity",
				action: "enforce",
				outcome: "passed",
				code: null
			}],
			details: detailsOf(envelope)
		};
	} catch (error) {
		if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
		const { code, message } = error;
		return {
			...base,
			mediaType,
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
/** Every signature of an image, opened: its certificates, times and metadata. Nothing is trusted, nothing is refused. */
function inspectImage(request, signal) {
	const { reference, store, name, maxSignatures, reporter } = request;
	return settle(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const signatures = [];
		const query = {
			artifactType: NOTARY_ARTIFACT_TYPE,
			sources: "all"
		};
		for await (const judged of judgedReferrers(store, root, query, signal)) {
			if (judged.state === "dangling") reporter.warning(`${reference}: ${judged.entry.descriptor.digest} is listed, but it is gone`);
			if (judged.state === "malformed") reporter.warning(`${reference}: ${judged.error.message}`);
			if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
			if (signatures.length === maxSignatures) {
				reporter.warning(`${reference} has more than ${maxSignatures} signatures; the others are not shown`);
				break;
			}
			signatures.push(await inspectSignature(store, judged, signal));
		}
		draft.update({
			status: "listed",
			signatures
		});
	});
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

// src/compose/run-inspect.ts
var run_inspect_exports = /* @__PURE__ */ __exportAll({ runInspect: () => runInspect });
/** More signatures of one image are not shown. */
const MAX_SIGNATURES$1 = 100;
/** Shows each signature of an image, judged by nobody. Never rejects. */
function runInspect(options, signal) {
	return run("inspect", options, signal, async (current) => {
		const { values, problems, clock, reporter } = current;
		const image = await problems.try(() => imageOf(options.image));
		const open = await storesOf(current);
		problems.throwIfAny();
		const { concurrency } = values;
		return eachImage([image], open, "read", ({ text, name }, store) => inspectImage({
			reference: text,
			name,
			store,
			clock,
			reporter,
			concurrency,
			maxSignatures: MAX_SIGNATURES$1
		}, current.signal));
	});
}

// src/oci/graph.ts
const SOURCES = {
	sources: "all",
	toTheEnd: true
};
function invalidGraph(reason) {
	return new SealiftError("manifest_invalid", reason);
}
/** Reads within caps that hold for the whole graph, whatever its manifests claim. */
var GraphReader = class {
	#store;
	#fetches;
	#lists;
	#nodes = /* @__PURE__ */ new Map();
	/** Levels below a node. */
	#heights = /* @__PURE__ */ new Map();
	/** Whose list was read: what is a child and an attachment at once is met twice. */
	#subjects = /* @__PURE__ */ new Set();
	#bytes = 0;
	dangling = [];
	constructor(store, concurrency) {
		this.#store = store;
		this.#fetches = pLimit(concurrency);
		this.#lists = pLimit(concurrency);
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
		const entries = [];
		for await (const entry of claimedReferrers(this.#store, subject, SOURCES, signal)) {
			this.#reserve(entry.descriptor);
			entries.push(entry);
		}
		const found = await together(signal, entries.map((entry) => async (joined) => {
			const judged = await this.#fetches(() => judgeEntry(this.#store, entry, subject, joined));
			if (judged.state === "malformed") throw judged.error;
			if (judged.state === "dangling") return { gone: {
				subject,
				descriptor: entry.descriptor
			} };
			if (judged.state !== "believed" || !await keep(judged, subject)) return {};
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
		const own = await this.#lists(() => this.#attached(subject, keep, depth, signal));
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
async function readGraph(store, root, { concurrency, keep }, signal) {
	const reader = new GraphReader(store, concurrency);
	const follow = keep;
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

// src/operations/list.ts
/** Everything attached to an image, to its platforms and to attachments, with where it was found. Nothing is judged. */
function listImage(request, signal) {
	const { reference, store, name, concurrency, reporter } = request;
	return settle(reference, signal, async (draft) => {
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		const graph = await readGraph(store, root, {
			concurrency,
			keep: () => true
		}, signal);
		for (const { descriptor } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached, but it is gone`);
		const children = new Map(graph.nodes.flatMap(({ manifest }) => manifest.manifests).map((child) => [child.digest, child]));
		draft.update({
			status: "listed",
			platforms: [...children.values()].map((child) => ({
				platform: platformName(child),
				digest: child.digest,
				status: "listed",
				error: null
			})),
			attachments: graph.attachments.map(({ node: { content, manifest }, subject, foundIn }) => ({
				digest: content.descriptor.digest,
				artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
				size: content.descriptor.size,
				foundIn,
				subject: subject.digest,
				judged: null
			}))
		});
	});
}

// src/compose/run-list.ts
var run_list_exports = /* @__PURE__ */ __exportAll({ runList: () => runList });
/** Shows everything that is attached to an image, and where it was found. Never rejects. */
function runList(options, signal) {
	return run("list", options, signal, async (current) => {
		const { values, problems, clock, reporter } = current;
		const image = await problems.try(() => imageOf(options.image));
		const open = await storesOf(current);
		problems.throwIfAny();
		const { concurrency } = values;
		return eachImage([image], open, "read", ({ text, name }, store) => listImage({
			reference: text,
			name,
			store,
			clock,
			reporter,
			concurrency
		}, current.signal));
	});
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

// src/oci/sharing/kept-bytes.ts
/** The stretch of one blob that is in memory: what was read last, as far back as somebody still needs it. */
var KeptBytes = class {
	#chunks = [];
	#to;
	constructor(offset) {
		this.#to = offset;
	}
	/** Position in the blob of the first byte kept; {@link to} when nothing is. */
	get from() {
		return this.#chunks[0]?.from ?? this.#to;
	}
	/** Position behind the last byte read. */
	get to() {
		return this.#to;
	}
	get length() {
		return this.#to - this.from;
	}
	add(bytes) {
		this.#chunks.push({
			from: this.#to,
			bytes
		});
		this.#to += bytes.length;
	}
	/** What is kept from `position` on, to the end of its chunk; `undefined` at the end. */
	at(position) {
		let [low, high] = [0, this.#chunks.length];
		while (low < high) {
			const middle = low + high >>> 1;
			const { from, bytes } = this.#chunks[middle];
			if (position < from) high = middle;
			else if (position >= from + bytes.length) low = middle + 1;
			else return bytes.subarray(position - from);
		}
	}
	/** Lets go of whole chunks before `position`. */
	dropBefore(position) {
		let count = 0;
		for (const { from, bytes } of this.#chunks) {
			if (from + bytes.length > position) break;
			count += 1;
		}
		if (count > 0) this.#chunks.splice(0, count);
	}
};

// src/oci/sharing/feed.ts
/** Milliseconds. */
const STANDSTILL = 3e3;
/** One read of one blob at its source, for as many readers as keep up with it. */
var Feed = class {
	/** Rejects with the source's error when the blob cannot be opened. */
	opened;
	#options;
	#kept;
	#readers = /* @__PURE__ */ new Set();
	#expected;
	#stop = new AbortController();
	#state = "reading";
	#stream;
	#mark = {
		from: 0,
		absent: 0
	};
	#tell;
	/** How long those that it waits for have not got on. */
	#still;
	constructor(options) {
		this.#options = options;
		this.#kept = new KeptBytes(options.offset);
		this.#expected = new Set(options.expected);
		options.room.enter(this);
		const opened = Promise.withResolvers();
		this.opened = opened.promise;
		opened.promise.catch(() => {});
		this.#run(opened.resolve).catch((error) => {
			opened.reject(error);
			this.#fail(error);
		});
	}
	/** Bytes in memory for those who are behind the first reader. */
	get held() {
		return this.#expected.size > 0 || this.#floor() < this.#front() ? this.#kept.length : 0;
	}
	/** Whether this reader gets everything that it still needs from here. */
	covers({ at, party }) {
		const { from, to } = this.#kept;
		return !this.#isGone && at >= from && (at <= to || this.#expected.has(party));
	}
	join(reader) {
		this.#readers.add(reader);
		this.#expected.delete(reader.party);
		this.#options.room.forget(this);
	}
	leave(reader) {
		if (this.#readers.delete(reader)) this.#settle();
	}
	/** This party is not going to read the blob from here. */
	unexpect(party) {
		if (this.#expected.delete(party)) this.#settle();
	}
	/** Gives the reader its next bytes, or has them read. */
	serve(reader) {
		const bytes = this.#kept.at(reader.at);
		reader.isHungry = bytes === void 0 && this.#state === "reading";
		if (bytes !== void 0) {
			reader.at += bytes.length;
			this.#settle();
			reader.push(bytes);
		} else if (this.#state === "ended") reader.push(null);
		else this.wake();
	}
	/** Something changed that the feed may be waiting for. */
	wake() {
		this.#tell?.();
		this.#tell = void 0;
	}
	#change() {
		return new Promise((resolve) => {
			this.#tell = resolve;
		});
	}
	get #isGone() {
		return this.#state === "gone";
	}
	/** The slower ones of those that something is kept for: one wait for all of them, not one after the other. */
	holdup() {
		const { from, length } = this.#kept;
		const absent = [...this.#expected];
		if (this.#mark.from !== from || this.#mark.absent !== absent.length) this.#mark = {
			from,
			absent: absent.length
		};
		const behind = Math.max(this.#floor(), from + length / 2);
		const slow = [...this.#readers].filter(({ at }) => at <= behind && at < this.#front());
		return {
			parties: [...absent, ...slow.map(({ party }) => party)],
			mark: this.#mark,
			release: () => {
				for (const party of absent) this.#expected.delete(party);
				const left = slow.filter((reader) => this.#readers.delete(reader));
				const together = {
					from: Math.min(...left.map(({ at }) => at)),
					parties: left.map(({ party }) => party)
				};
				for (const reader of left) reader.detach(together);
				this.#settle();
			}
		};
	}
	#front() {
		return Math.max(...[...this.#readers].map(({ at }) => at));
	}
	/** The first position that somebody still needs. */
	#floor() {
		if (this.#expected.size > 0) return this.#kept.from;
		return Math.min(this.#kept.to, ...[...this.#readers].map(({ at }) => at));
	}
	/** Lets go of what nobody needs any more, and of the whole read when that is so for all of it. */
	#settle() {
		const { room } = this.#options;
		if (this.#isGone) return;
		const before = this.#kept.length;
		this.#kept.dropBefore(this.#floor());
		room.give(before - this.#kept.length);
		if (this.#readers.size === 0) {
			if (this.#state === "reading" || this.#expected.size === 0) this.#close();
			else room.retain(this);
		}
		this.wake();
	}
	#close() {
		if (this.#isGone) return;
		this.#state = "gone";
		this.#options.room.give(this.#kept.length);
		this.#options.room.exit(this);
		this.#kept.dropBefore(this.#kept.to);
		this.#stop.abort();
		this.#stream?.destroy();
		this.#options.onGone(this);
		this.wake();
	}
	#fail(error) {
		const readers = [...this.#readers];
		this.#close();
		this.#readers.clear();
		for (const reader of readers) reader.destroy(error);
	}
	async #run(opened) {
		const { open, offset, room } = this.#options;
		this.#stream = await open(offset, this.#stop.signal);
		if (this.#isGone) {
			this.#stream.destroy();
			return;
		}
		opened();
		for await (const bytes of this.#stream) {
			if (this.#isGone) return;
			this.#kept.add(bytes);
			room.take(bytes.length);
			this.#serveHungry();
			if (!await this.#mayGoOn()) return;
		}
		if (this.#isGone) return;
		this.#state = "ended";
		this.#serveHungry();
		this.#settle();
	}
	#serveHungry() {
		for (const reader of [...this.#readers]) if (reader.isHungry) this.serve(reader);
	}
	/** Waits until somebody wants more and the slowest are not too far behind; `false` when nobody is left. */
	async #mayGoOn() {
		const { window, room } = this.#options;
		for (;;) {
			if (this.#state !== "reading") return false;
			if (![...this.#readers].some(({ isHungry }) => isHungry)) {
				await this.#change();
				continue;
			}
			const held = this.#kept.length;
			if (held < window && (held === 0 || !room.isFull)) return true;
			await this.#waitFor(held < window ? room.holdup() ?? this.holdup() : this.holdup());
		}
	}
	/**
	* Waits for those who are behind as long as there is patience with one of them, then goes on without them. Those who do
	* not get on at all are not waited for any longer than {@link STANDSTILL}: they may be waiting for one of ours.
	*/
	async #waitFor({ parties, mark, release }) {
		const { sleep, now, room } = this.#options;
		const known = this.#still;
		const still = known && known.mark === mark ? known : {
			mark,
			since: now(),
			slept: 0
		};
		this.#still = still;
		const patience = Math.max(0, ...parties.map((party) => party.patience.left));
		const longest = Math.min(patience, STANDSTILL - Math.max(still.slept, now() - still.since));
		if (longest > 0) {
			const waited = new AbortController();
			const over = sleep(longest, AbortSignal.any([waited.signal, this.#stop.signal])).then(() => {
				still.slept += longest;
			}, () => {});
			const ends = [
				...parties.map((party) => party.patience.count("holding")),
				...[...this.#readers].filter(({ isHungry }) => isHungry).map(({ party }) => party.patience.count("held")),
				room.tellOfRoom(() => this.wake())
			];
			await Promise.race([this.#change(), over]);
			waited.abort();
			for (const end of ends) end();
			return;
		}
		for (const party of parties) party.patience.exhaust();
		this.#still = void 0;
		release();
	}
};

// src/oci/sharing/patience.ts
/** Milliseconds that others wait for one destination in a row. */
const MOST$1 = 2e3;
/** What of the time without any waiting is won back: a destination costs the others a tenth of their speed at most. */
const RECOVERY = .1;
/**
* How much longer others wait for one destination. It is used up while more of its reads hold others up than are held up
* by others, and comes back slowly: equal destinations, each of which is behind somewhere, stay together on a slow
* machine, and one that is really slower is left behind after a moment.
*/
var Patience = class {
	#now;
	#left = MOST$1;
	#since;
	#holding = 0;
	#held = 0;
	constructor(now) {
		this.#now = now;
		this.#since = now();
	}
	/** Milliseconds. */
	get left() {
		this.#reckon();
		return this.#left;
	}
	/** One of its reads holds others up (`holding`), or is held up by others; what is returned ends that. */
	count(what) {
		this.#add(what, 1);
		return () => this.#add(what, -1);
	}
	/** Others have given up on it, whatever the clock says. */
	exhaust() {
		this.#reckon();
		this.#left = 0;
	}
	#add(what, change) {
		this.#reckon();
		if (what === "holding") this.#holding += change;
		else this.#held += change;
	}
	#reckon() {
		const now = this.#now();
		const passed = now - this.#since;
		this.#since = now;
		const excess = this.#holding - this.#held;
		this.#left = excess > 0 ? Math.max(0, this.#left - passed * excess / this.#holding) : Math.min(MOST$1, this.#left + passed * RECOVERY);
	}
};

// src/oci/sharing/party.ts
/** One destination that reads blobs along with others. */
var Party = class {
	patience;
	/** Blobs it is still going to read; not known before its plan is. */
	#needs;
	constructor(now) {
		this.patience = new Patience(now);
	}
	/** Whether it may still come for this blob. */
	mayNeed(digest) {
		return this.#needs === void 0 || this.#needs.has(digest);
	}
	decide(needs) {
		this.#needs = new Set(needs);
	}
	/** It has come for this blob, or does not need it after all. */
	forget(digest) {
		this.#needs?.delete(digest);
	}
};

// src/oci/sharing/room.ts
/** The memory that all shared reads of one run hold together. */
var Room = class {
	#limit;
	#used = 0;
	#peak = 0;
	#listeners = /* @__PURE__ */ new Set();
	#feeds = /* @__PURE__ */ new Set();
	/** Read to their end, and kept for somebody who has not come yet; the oldest first. */
	#retained = /* @__PURE__ */ new Set();
	constructor(limit) {
		this.#limit = limit;
	}
	get isFull() {
		return this.#used >= this.#limit;
	}
	/** The most that was held so far, in bytes. */
	get peak() {
		return this.#peak;
	}
	take(bytes) {
		this.#used += bytes;
		this.#peak = Math.max(this.#peak, this.#used);
	}
	give(bytes) {
		if (bytes === 0) return;
		this.#used -= bytes;
		for (const tell of [...this.#listeners]) tell();
	}
	/** Calls back whenever there is more room; the answer ends that. */
	tellOfRoom(tell) {
		this.#listeners.add(tell);
		return () => this.#listeners.delete(tell);
	}
	enter(feed) {
		this.#feeds.add(feed);
	}
	/** The feed holds nothing and never will again. */
	exit(feed) {
		this.#feeds.delete(feed);
		this.#retained.delete(feed);
	}
	retain(feed) {
		this.#retained.add(feed);
	}
	forget(feed) {
		this.#retained.delete(feed);
	}
	/** What makes room at the least cost: what nobody reads now, the oldest first, else where somebody is furthest behind. */
	holdup() {
		const [oldest] = this.#retained;
		if (oldest) return oldest.holdup();
		let largest;
		for (const feed of this.#feeds) if (!largest || feed.held > largest.held) largest = feed;
		return largest && largest.held > 0 ? largest.holdup() : void 0;
	}
};

// src/oci/sharing/shared-reader.ts
/** One destination's stream of a blob, fed by a read that others may share; from which one it is fed can change. */
var SharedReader = class extends Readable {
	party;
	/** Position in the blob of the next byte it gets. */
	at;
	/** It has everything that was read so far and waits for more. */
	isHungry = false;
	#find;
	#feed;
	#leftBehind;
	/** @param find joins it to a feed that covers its position. */
	constructor(party, offset, find) {
		super();
		this.party = party;
		this.at = offset;
		this.#find = find;
	}
	get leftBehind() {
		return this.#leftBehind;
	}
	/** The read it is fed from. */
	feed() {
		this.#feed ??= this.#find(this);
		return this.#feed;
	}
	/** It is too far behind; when it wants more it looks for another read. */
	detach(leftBehind) {
		this.#feed = void 0;
		this.#leftBehind = leftBehind;
	}
	_read() {
		this.feed().serve(this);
	}
	_destroy(error, callback) {
		this.#feed?.leave(this);
		this.#feed = void 0;
		callback(error);
	}
};

// src/oci/sharing/share-blobs.ts
const MIB = 1048576;
/** Bytes that a reader may be behind the first one before it is left to read for itself. */
const WINDOW = 8 * MIB;
/** Bytes held for all blobs together, so that memory does not grow with the number of blobs in flight. */
const ROOM = 24 * MIB;
/**
* One read at the source for several destinations that need the same blob: whoever comes while the beginning is still
* kept joins, whoever falls too far behind goes on with a read of its own from where it is, and so does whoever starts
* over. A destination that fails or stops harms no other; an error of the source reaches all that were reading.
*/
var BlobSharing = class {
	#source;
	#options;
	#feeds = /* @__PURE__ */ new Map();
	#parties = /* @__PURE__ */ new Set();
	#room;
	constructor(source, options) {
		this.#source = source;
		this.#options = options;
		this.#room = new Room(options.room ?? ROOM);
	}
	/** The most bytes that were held at once. */
	get peak() {
		return this.#room.peak;
	}
	/** One more destination. All of a run are made before the first of them reads. */
	join() {
		const party = new Party(this.#options.now);
		this.#parties.add(party);
		const unexpect = (isNeeded) => {
			for (const [digest, feeds] of this.#feeds) if (!isNeeded(digest)) for (const feed of [...feeds]) feed.unexpect(party);
		};
		return {
			repository: this.#source.repository,
			has: (descriptor, signal) => this.#source.has(descriptor, signal),
			blob: (descriptor, { offset = 0 }, signal) => this.#read(party, descriptor, offset, signal),
			decide: (needs) => {
				party.decide(needs);
				unexpect((digest) => party.mayNeed(digest));
			},
			release: (digest) => {
				party.forget(digest);
				unexpect((one) => one !== digest);
			},
			leave: () => {
				this.#parties.delete(party);
				unexpect(() => false);
			}
		};
	}
	async #read(party, descriptor, offset, signal) {
		signal.throwIfAborted();
		const reader = new SharedReader(party, offset, (one) => this.#feedFor(one, descriptor));
		const lost = new Promise((_, reject) => reader.once("error", reject));
		const stop = () => reader.destroy(signal.reason);
		signal.addEventListener("abort", stop, { once: true });
		reader.once("close", () => signal.removeEventListener("abort", stop));
		await Promise.race([reader.feed().opened, lost]);
		return reader;
	}
	#feedFor(reader, descriptor) {
		const { digest } = descriptor;
		const feeds = this.#feeds.get(digest) ?? /* @__PURE__ */ new Set();
		this.#feeds.set(digest, feeds);
		reader.party.forget(digest);
		const feed = [...feeds].find((feed) => feed.covers(reader)) ?? this.#open(reader, descriptor, feeds);
		feeds.add(feed);
		feed.join(reader);
		return feed;
	}
	#open({ party, at, leftBehind }, descriptor, feeds) {
		const { now, sleep, window = WINDOW } = this.#options;
		const mayCome = [...this.#parties].filter((one) => at === 0 && one.mayNeed(descriptor.digest));
		const others = leftBehind?.parties ?? mayCome;
		return new Feed({
			offset: leftBehind?.from ?? at,
			expected: others.filter((one) => one !== party),
			open: (offset, signal) => this.#source.blob(descriptor, { offset }, signal),
			window,
			room: this.#room,
			now,
			sleep,
			onGone: (feed) => {
				feeds.delete(feed);
				if (feeds.size === 0 && this.#feeds.get(descriptor.digest) === feeds) this.#feeds.delete(descriptor.digest);
			}
		});
	}
};
/** The source as each of `count` destinations reads it; for one alone it is the source itself. */
function shareBlobs(source, count, options) {
	if (count > 1) {
		const sharing = new BlobSharing(source, options);
		return Array.from({ length: count }, () => sharing.join());
	}
	const nothing = () => {};
	return [{
		repository: source.repository,
		has: (descriptor, signal) => source.has(descriptor, signal),
		blob: (descriptor, given, signal) => source.blob(descriptor, given, signal),
		decide: nothing,
		release: nothing,
		leave: nothing
	}];
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
	const verdict = await verifyEnvelope$1(bytes, {
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

// src/oci/counted-stream.ts
/** Passes bytes on and tells `onBytes` of every chunk's length. */
function countedStream(onBytes) {
	return new Transform({ transform(chunk, _encoding, callback) {
		onBytes(chunk.length);
		callback(null, chunk);
	} });
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

// src/oci/put-manifests.ts
/** Puts manifests into one target, each once, whoever names it. */
var ManifestPutter = class {
	#target;
	#limit;
	#done = /* @__PURE__ */ new Map();
	/** The last put of a manifest with this subject. */
	#turns = /* @__PURE__ */ new Map();
	constructor(target, concurrency) {
		this.#target = target;
		this.#limit = pLimit(concurrency);
	}
	/** Children before their index, siblings at the same time. A child that is not in `nodes` is there already. */
	async put(nodes, signal) {
		const wanted = new Set(nodes);
		const once = (node, joined) => {
			const { digest } = node.content.descriptor;
			const work = this.#done.get(digest) ?? afterChildren(node, joined);
			this.#done.set(digest, work);
			return work;
		};
		const afterChildren = async (node, joined) => {
			const children = node.children.filter((child) => wanted.has(child));
			await together(joined, children.map((child) => (inner) => once(child, inner)));
			await this.#inTurn(node, joined);
		};
		await together(signal, nodes.map((node) => (joined) => once(node, joined)));
	}
	/** Manifests with one subject are put one after the other: olareg 0.2.2 loses them otherwise. */
	async #inTurn({ content, manifest }, signal) {
		const put = () => this.#limit(() => {
			signal.throwIfAborted();
			return this.#target.putManifest(content, signal);
		});
		if (manifest.subject === void 0) return put();
		const { digest } = manifest.subject;
		const turn = (this.#turns.get(digest) ?? Promise.resolve()).then(put);
		this.#turns.set(digest, turn.catch(() => {}));
		await turn;
	}
};

// src/oci/copy.ts
/** Up to this size a blob of an attachment that is missing is written without asking: the question costs as much. */
const ASK_ABOVE = 65536;
/**
* Opens a blob at its source, checked while it streams; a re-read from the middle is checked by the target alone. What
* was counted and is read again is taken back first, so that the events of one blob add up to its size.
*/
function openChecked(source, descriptor, onEvent, signal) {
	const { digest } = descriptor;
	let counted = 0;
	const count = (bytes) => {
		counted += bytes;
		if (bytes !== 0) onEvent?.({
			type: "bytes",
			digest,
			bytes
		});
	};
	return async (offset) => {
		const stream = await source.blob(descriptor, { offset }, signal);
		count(offset - counted);
		const checked = offset > 0 ? countedStream(count) : checkedStream(descriptor, count);
		pipeline(stream, checked, () => {});
		return checked;
	};
}
/** Every blob that a copy may write, once; `ask` is whether the target is asked before the blob is written. */
function blobsOf(plan) {
	const blobs = /* @__PURE__ */ new Map();
	const add = (node, small) => {
		for (const descriptor of node.blobs) {
			const isConfig = descriptor.digest === node.manifest.config?.digest;
			const ask = !plan.targetIsEmpty && !(small && !isConfig && descriptor.size <= ASK_ABOVE);
			blobs.set(descriptor.digest, blobs.get(descriptor.digest) ?? {
				descriptor,
				ask
			});
		}
	};
	for (const node of plan.nodes) add(node, false);
	for (const { node } of plan.attachments) for (const part of bottomUp(node)) add(part, true);
	return [...blobs.values()];
}
async function copyBlobs(source, target, plan, { concurrency, onEvent }, signal) {
	const limit = pLimit(concurrency);
	const report = {
		copied: 0,
		mounted: 0,
		bytes: 0
	};
	const { repository: from } = source;
	const mount = async (descriptor, joined) => from !== void 0 && canMount(target) && target.mount(descriptor, from, joined);
	await together(signal, blobsOf(plan).map(({ descriptor, ask }) => (joined) => {
		return limit(async () => {
			joined.throwIfAborted();
			const { digest, size } = descriptor;
			if (await mount(descriptor, joined)) {
				report.mounted += 1;
				onEvent?.({
					type: "blob",
					digest,
					size,
					state: "mounted"
				});
				return;
			}
			joined.throwIfAborted();
			if (ask && await target.has(descriptor, joined)) {
				onEvent?.({
					type: "blob",
					digest,
					size,
					state: "present"
				});
				return;
			}
			joined.throwIfAborted();
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "started"
			});
			await target.putBlob(descriptor, openChecked(source, descriptor, onEvent, joined), joined);
			report.copied += 1;
			report.bytes += size;
			onEvent?.({
				type: "blob",
				digest,
				size,
				state: "copied"
			});
		});
	}));
	return report;
}
/** Puts what is attached, then makes the target list it, then what is attached to that. */
async function putAttachments(target, manifests, attachments, signal) {
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const attachTo = async (digest, joined) => {
		const own = bySubject.get(digest);
		if (!own) return;
		for (const { node } of own) await manifests.put(bottomUp(node), joined);
		const contents = own.map(({ node }) => node.content);
		joined.throwIfAborted();
		await target.linkReferrers(own[0].subject, contents, joined);
		await together(joined, own.map(({ node }) => (inner) => attachTo(node.content.descriptor.digest, inner)));
	};
	const attached = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	const outer = [...bySubject.keys()].filter((digest) => !attached.has(digest));
	await together(signal, outer.map((digest) => (joined) => attachTo(digest, joined)));
}
/**
* Writes what `plan` found missing, in the only order: blobs, child manifests, root by digest, attached manifests, and
* then has the target list and read back what is attached. Never tags. Killed anywhere, it leaves no name behind that
* points at something incomplete; run again, it goes on where it was.
*/
async function copyGraph(source, target, plan, options, signal) {
	const report = await copyBlobs(source, target, plan, options, signal);
	const manifests = new ManifestPutter(target, options.concurrency);
	await manifests.put(plan.nodes, signal);
	await putAttachments(target, manifests, plan.attachments, signal);
	return report;
}

// src/oci/plan-copy.ts
/** Of the first subject API and tag are asked at once, since either may be the one; then it is known which to ask. */
const FIRST_LIST = {
	sources: "all",
	toTheEnd: true
};
/** Which of `wanted` the target lists; it is not asked further than the last of them. */
async function listed(target, subject, wanted, query, signal) {
	const found = /* @__PURE__ */ new Set();
	for await (const { descriptor } of target.referrers(subject, query, signal)) {
		if (wanted.has(descriptor.digest)) found.add(descriptor.digest);
		if (found.size === wanted.size) break;
	}
	return found;
}
/**
* Compares `graph` with what `target` holds. A manifest that is there has its blobs and children there, because they are
* written before it; children are still asked for, since some registries take an index without them.
*/
async function planCopy(target, graph, hints, signal) {
	const { nodes, attachments } = graph;
	if (hints.targetIsEmpty) return {
		nodes,
		attachments,
		targetIsEmpty: true
	};
	const present = new Set(hints.present);
	await together(signal, nodes.map(({ content: { descriptor } }) => async (joined) => {
		if (present.has(descriptor.digest)) return;
		const there = await target.resolve({ digest: descriptor.digest }, joined);
		if (there !== void 0 && sameContent(there, descriptor)) present.add(descriptor.digest);
	}));
	const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
	const missing = /* @__PURE__ */ new Set();
	const digestOf = ({ node }) => node.content.descriptor.digest;
	let query = FIRST_LIST;
	const judge = async (digest, joined) => {
		const attached = bySubject.get(digest);
		if (!attached) return;
		bySubject.delete(digest);
		const there = present.has(digest) ? await listed(target, attached[0].subject, new Set(attached.map(digestOf)), query, joined) : /* @__PURE__ */ new Set();
		for (const attachment of attached) {
			const own = digestOf(attachment);
			if (there.has(own)) present.add(own);
			else missing.add(attachment);
			await judge(own, joined);
		}
	};
	const [first, ...others] = nodes.map((node) => node.content.descriptor.digest).filter((digest) => bySubject.has(digest)).toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
	if (first !== void 0) await judge(first, signal);
	query = { sources: "all" };
	await together(signal, others.map((digest) => (joined) => judge(digest, joined)));
	return {
		nodes: nodes.filter(({ content }) => !present.has(content.descriptor.digest)),
		attachments: attachments.filter((attachment) => missing.has(attachment)),
		targetIsEmpty: false
	};
}

// src/operations/promote-to.ts
async function readTags({ store, tags }, signal) {
	const found = await together(signal, tags.map((tag) => async (joined) => [tag, (await store.resolve({ tag }, joined))?.digest]));
	return new Map(found);
}
/**
* Reads the tags of a destination; whether it holds anything, where none of them is there; and what it lists as attached,
* where one is at `digest` already.
*/
async function survey(target, digest, signal) {
	const tags = await readTags(target, signal);
	const referrers = new RememberedReferrers(target.store);
	if (digest !== void 0 && [...tags.values()].includes(digest)) referrers.ahead({ digest }, FIRST_LIST, signal);
	return {
		tags,
		isEmpty: [...tags.values()].every((digest) => digest === void 0) && canTellEmpty(target.store) ? await target.store.isEmpty(signal) : false,
		referrers
	};
}
/**
* Whether the tag is still to be moved: another run may have brought it to the same digest.
*
* @throws SealiftError `tag_moved` when the tag may not be moved from where it is now.
*/
async function mayMove({ store }, tag, { previous, digest, moveTag }, signal) {
	if (moveTag === "always") return true;
	const now = (await store.resolve({ tag }, signal))?.digest;
	if (now === digest) return false;
	if (now === previous) return true;
	throw new SealiftError("tag_moved", `${store.name}:${tag} moved during this run, from ${previous ?? "nothing"} to ${now ?? "nothing"}; it was left alone`);
}
/** Refuses before anything is copied what could not be named afterwards. */
function refuseTakenTags({ store }, before, digest, moveTag) {
	if (moveTag !== "never") return;
	for (const [tag, previous] of before) {
		if (previous === void 0 || previous === digest) continue;
		throw new SealiftError("tag_moved", `${store.name}:${tag} points at ${previous}, and tags are not to be moved`, { hint: "Promote to another tag, or say --move-tag if-unchanged." });
	}
}
/** Copies what is missing; the others learn which blobs this destination does not read after all. */
function copy({ reporter, concurrency }, source, { store, reference: subject }, plan, signal) {
	const blobs = blobsOf(plan).map(({ descriptor }) => descriptor);
	source.decide(blobs.map(({ digest }) => digest));
	const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
	reporter.progress({
		type: "phase",
		phase: "copy",
		subject
	});
	reporter.progress({
		type: "todo",
		subject,
		blobs: blobs.length,
		bytes
	});
	const onEvent = (event) => {
		if (event.type === "blob" && event.state !== "started") source.release(event.digest);
		reporter.progress({
			...event,
			subject
		});
	};
	return copyGraph(source, store, plan, {
		concurrency,
		onEvent
	}, signal);
}
/**
* Brings an artifact that was judged to one destination. Never rejects: what fails is in the result, with what is missing
* there; an abort is the reason of `signal`.
*/
async function promoteTo(options, graph, source, target, surveyed, signal) {
	const result = await promoteOrFail(options, graph, source, target, surveyed, signal);
	source.leave();
	options.reporter.progress({
		type: "end",
		subject: target.reference,
		status: result.status
	});
	return result;
}
async function promoteOrFail(options, graph, source, target, surveyed, signal) {
	const { reporter, moveTag, dryRun } = options;
	const { store, tags, reference } = target;
	const { content } = graph.root;
	const { digest } = content.descriptor;
	const expected = graph.attachments.length;
	let result = {
		reference,
		digest,
		previousDigest: null,
		status: "failed",
		attachments: {
			expected,
			present: 0,
			added: 0,
			missing: []
		},
		copied: 0,
		mounted: 0,
		bytes: 0,
		error: null
	};
	try {
		const { tags: before, isEmpty, referrers } = await surveyed;
		result = {
			...result,
			previousDigest: before.get(tags[0]) ?? null
		};
		refuseTakenTags(target, before, digest, moveTag);
		const present = new Set([...before.values()].includes(digest) ? [digest] : []);
		const there = {
			resolve: store.resolve.bind(store),
			manifest: store.manifest.bind(store),
			referrers: referrers.referrers.bind(referrers)
		};
		const todo = await planCopy(there, graph, {
			present,
			targetIsEmpty: isEmpty
		}, signal);
		const missing = todo.attachments.map(({ node }) => node.content.descriptor.digest);
		const added = missing.length;
		result = {
			...result,
			attachments: {
				expected,
				present: expected - added,
				added: 0,
				missing
			}
		};
		const moves = [...before].filter(([, previous]) => previous !== digest);
		if (dryRun) return {
			...result,
			status: "planned"
		};
		if (moves.length === 0 && todo.nodes.length === 0 && added === 0) return {
			...result,
			status: "unchanged"
		};
		const report = await copy(options, source, target, todo, signal);
		result = {
			...result,
			...report,
			attachments: {
				expected,
				present: expected,
				added,
				missing: []
			}
		};
		reporter.progress({
			type: "phase",
			phase: "tag",
			subject: reference
		});
		const due = await together(signal, moves.map(([tag, previous]) => (joined) => mayMove(target, tag, {
			previous,
			digest,
			moveTag
		}, joined)));
		for (const [tag] of moves.filter((_, at) => due[at])) {
			signal.throwIfAborted();
			await store.tag(content, tag, signal);
		}
		return {
			...result,
			status: "promoted"
		};
	} catch (error) {
		return {
			...result,
			error: asSealiftError(signal.aborted ? signal.reason : error).toJSON()
		};
	}
}

// src/operations/promote.ts
/** @throws SealiftError `policy_does_not_enforce` for a statement that would let anything through. */
function checkEnforces(statement) {
	const { integrity, authenticity } = actionsOf(statement);
	if (integrity === "enforce" && authenticity === "enforce") return;
	throw new SealiftError("policy_does_not_enforce", `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`);
}
/**
* The statements that have to be met: the source's (or that of the scope), and the one that names a destination exactly,
* if there is one.
*/
async function statementsOf({ trust, source, scope, destinations }) {
	if (!trust) return [];
	const policy = await trust.policy();
	const own = chooseStatement(policy, source, scope);
	const theirs = destinations.map(({ store }) => store.repository && exactStatement(policy, store.repository)).filter((statement) => statement !== void 0 && statement !== "");
	const all = [.../* @__PURE__ */ new Set([own, ...theirs])];
	for (const statement of all) checkEnforces(statement);
	return all;
}
/**
* Judges the source under every statement. `keep` is told of the first, and of the one that refuses.
*
* @throws SealiftError with the reason for the refusal.
*/
async function judgeSource(request, statements, target, keep, signal) {
	const { source, trust, clock, reporter, reference, maxSignatures, allowUnsigned } = request;
	const judged = /* @__PURE__ */ new Map();
	const contexts = [];
	const warnings = /* @__PURE__ */ new Set();
	for (const statement of statements) {
		const context = {
			store: source,
			trust,
			statement,
			at: clock.now(),
			metadata: {},
			maxSignatures
		};
		const judgement = await judgeArtifact(context, target, signal);
		const { passed, signatures } = judgement;
		const isAllowed = allowUnsigned && signatures.every(({ status }) => status === "ignored");
		if (contexts.length === 0 || !(passed || isAllowed)) keep(statement, signatures);
		contexts.push(context);
		for (const signature of signatures) if (judged.get(signature.digest)?.status !== "passed") judged.set(signature.digest, signature);
		if (!passed && !isAllowed) throw refusal(judgement, target, source);
		if (!passed) warnings.add(`${reference} has no signature and is promoted because that is allowed`);
		for (const message of loggedFailures(judgement)) warnings.add(`${reference}: ${message}`);
	}
	for (const warning of warnings) reporter.warning(warning);
	return {
		judged,
		contexts
	};
}
/** Whether a signature passes one of the statements, and so is needed where that one is asked. */
async function passesOne({ judged, contexts }, subject, referrer, signal) {
	const { digest } = referrer.content.descriptor;
	const known = judged.get(digest);
	if (known?.status === "passed") return true;
	if (known && contexts.length === 1) return false;
	for (const context of contexts) {
		const result = await judgeSignature(context, subject, referrer, signal);
		judged.set(digest, result);
		if (result.status === "passed") return true;
	}
	return false;
}
/** Which attachments travel. */
function attachmentsToKeep({ include }, gate, signal) {
	if (include === "all") return () => true;
	if (include === "signatures") return ({ manifest }) => isSignatureManifest(manifest);
	return async (referrer, subject) => gate !== void 0 && isSignatureManifest(referrer.manifest) && await passesOne(gate, subject, referrer, signal);
}
function attachmentResults({ attachments }, { judged }) {
	return attachments.map(({ node: { content, manifest }, subject, foundIn }) => {
		const status = judged.get(content.descriptor.digest)?.status;
		return {
			digest: content.descriptor.digest,
			artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
			size: content.descriptor.size,
			foundIn,
			subject: subject.digest,
			judged: status === "passed" || status === "failed" ? status : "carried"
		};
	});
}
/** What let the image pass has to travel with it: a list that is shorter the second time is no list to rely on. */
function checkCarried({ attachments }, { judged }, source) {
	const carried = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
	for (const { digest, status } of judged.values()) {
		if (status !== "passed" || carried.has(digest)) continue;
		throw new SealiftError("signature_lost", `${source.name} no longer lists signature ${digest}, which passed`, { hint: "Nothing was copied. Look at the source with `sealift list`, then run the command again." });
	}
}
function warnOfWhatStays(graph, { reference, reporter }) {
	for (const { digest, mediaType } of graph.foreignLayers) reporter.warning(`${reference}: layer ${digest} (${mediaType}) may not be distributed and stays where it is`);
	for (const { descriptor, subject } of graph.dangling) reporter.warning(`${reference}: ${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`);
}
/** The image's own error where destinations failed: that of the first, and how many there are. */
function throwFirst(results) {
	const failed = results.filter(({ error }) => error !== null);
	const [first] = failed;
	if (!first?.error) return;
	const { code, message, hint } = first.error;
	const count = `${failed.length} of ${results.length} destinations failed`;
	throw new SealiftError(code, results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`, { hint });
}
/**
* Promotes one image: judge it at the source, copy it with what is attached, have that read back, and move the tags last.
* Under way nothing is visible by name; killed anywhere, the old tag stands or the new one is complete.
*/
function promoteImage(given, signal) {
	const { reference, reporter, trust, clock, concurrency, destinations } = given;
	const source = rememberReading(given.source, {
		sources: "all",
		toTheEnd: true
	});
	const request = {
		...given,
		source
	};
	return settle(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const statements = await statementsOf(request);
		const policyOf = (statement) => ({
			statement: statement.name,
			level: levelName(statement)
		});
		if (statements[0]) draft.update({ policy: policyOf(statements[0]) });
		if (trust) for (const statement of statements) preloadTrust(trust, statement);
		const known = "digest" in request.name ? request.name.digest : void 0;
		const surveys = destinations.map((destination) => early(survey(destination, known, signal)));
		if (known !== void 0) source.ahead({ digest: known }, signal);
		const root = await resolveArtifact(source, request.name, signal);
		draft.describe(root);
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		if (!trust) reporter.warning(`${reference} is promoted without verification`);
		const judgedUnder = (statement, signatures) => draft.update({
			policy: policyOf(statement),
			signatures
		});
		const read = (gate) => {
			return readGraph(source, root, {
				concurrency,
				keep: attachmentsToKeep(request, gate, signal)
			}, signal);
		};
		const ahead = request.include === "verified" ? void 0 : early(read(void 0));
		const gate = await judgeSource(request, statements, root, judgedUnder, signal);
		const graph = await (ahead ?? read(gate));
		draft.update({ attachments: attachmentResults(graph, gate) });
		checkCarried(graph, gate, source);
		warnOfWhatStays(graph, request);
		const sources = shareBlobs(source, destinations.length, {
			now: () => clock.now().getTime(),
			sleep: (milliseconds, during) => clock.sleep(milliseconds, during)
		});
		const results = await Promise.all(destinations.map((destination, at) => promoteTo(request, graph, sources[at], destination, surveys[at], signal)));
		draft.update({ destinations: results });
		throwFirst(results);
		const [status] = [
			"planned",
			"promoted",
			"unchanged"
		].filter((one) => results.some((result) => result.status === one));
		draft.update({ status: trust ? status : "unverified" });
	});
}

// src/compose/destinations.ts
/** A destination without tags takes the source's; a bare digest has none to give. */
function tagged(destination, source, problems) {
	if (destination.tags.length > 0 || !source) return destination;
	const { tag } = source.reference;
	if (tag !== void 0) return {
		...destination,
		tags: [tag]
	};
	const place = formatPlace(destination);
	problems.add("destination_invalid", `${place} has no tag, and neither has the source`, `Write ${place}:TAG.`);
	return destination;
}
/** The destinations of a promotion; what is wrong with them goes into `problems`. */
async function destinationsOf(texts, source, problems) {
	const all = typeof texts === "string" ? [texts] : texts ?? [];
	if (all.length === 0) problems.add("usage", "no destination is given", "Write REGISTRY/REPOSITORY:TAG or oci:DIR:TAG.");
	const found = [];
	for (const text of all) {
		const parsed = await problems.try(() => parseDestination(String(text)));
		if (!parsed) continue;
		const place = tagged(parsed, source, problems);
		if (found.some((other) => formatPlace(other.place) === formatPlace(place))) problems.add("destination_invalid", `${formatPlace(place)} is given twice`, "Write its tags in one: NAME:1.4,latest.");
		found.push({
			text: formatDestination(place),
			place
		});
	}
	return found;
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
		...openTrustStore$1(files.store)
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

// src/compose/run-promote.ts
var run_promote_exports = /* @__PURE__ */ __exportAll({ runPromote: () => runPromote });
/** As many signatures of one image are judged; verify has an option for it. */
const MAX_SIGNATURES = 100;
async function promote(current, image, destinations, trust, open) {
	const { values, clock, reporter, signal } = current;
	const { scope, include, allowUnsigned, moveTag, dryRun, concurrency } = values;
	const source = await open(image.reference, "read");
	const targets = await Promise.all(destinations.map(async ({ text, place }) => ({
		reference: text,
		store: await open(place, "create", image.reference),
		tags: place.tags
	})));
	return promoteImage({
		reference: image.text,
		name: image.name,
		source,
		destinations: targets,
		...trust === void 0 ? {} : { trust },
		...scope === void 0 ? {} : { scope },
		include,
		allowUnsigned,
		moveTag,
		dryRun,
		maxSignatures: MAX_SIGNATURES,
		clock,
		reporter,
		concurrency
	}, signal);
}
/** Promotes one image: judge, copy with what is attached, read back, tag last. Never rejects. */
function runPromote(options, signal) {
	return run("promote", options, signal, async (current) => {
		const { values, problems } = current;
		const { skipVerification, include, fromRegistryConfig, toRegistryConfig } = values;
		if (skipVerification && include === "verified") problems.add("usage", "--include verified and --skip-verification exclude each other", "Leave one of them out.");
		const { source } = options;
		if (typeof source !== "string") problems.add("usage", "promote takes one source", "Give one image.");
		const image = typeof source === "string" ? await problems.try(() => imageOf(source)) : void 0;
		const destinations = await destinationsOf(options.destination, image, problems);
		const places = [...image ? [image.reference] : [], ...destinations.map(({ place }) => place)];
		const trust = skipVerification ? void 0 : await trustOf(current, places.map(repositoryOf));
		const open = await storesOf(current, {
			read: fromRegistryConfig,
			write: toRegistryConfig
		});
		problems.throwIfAny();
		try {
			return [await promote(current, image, destinations, trust, open)];
		} catch (thrown) {
			return [failedImage(image.text, asSealiftError(thrown).toJSON())];
		}
	});
}

// src/operations/bytes-stream.ts
/** Bytes in memory as a blob to be put, from `offset` on. */
function bytesStream(bytes, offset) {
	return Promise.resolve(Readable.from([bytes.subarray(offset)], { objectMode: false }));
}

// src/operations/existing-signature.ts
/** Less than this part of its life left is not enough. */
const LEAST_LIFE = 1 / 10;
/** Whether the signature is by our very leaf, as far as that is known, still holds, and says all that was asked for. */
async function suffices(envelope, target, wanted) {
	const { chain, expiry, signingTime } = envelope;
	const { metadata, withExpiry, now } = wanted;
	const leaf = await wanted.leaf();
	const sameLeaf = leaf === void 0 || chain[0]?.thumbprint === leaf;
	const annotations = envelope.target.annotations ?? {};
	const hasPairs = Object.entries(metadata).every(([key, value]) => annotations[key] === value);
	const until = earliest(expiry, validUntil(chain)).getTime();
	const life = until - signingTime.getTime();
	const lives = invalidAt(chain, now) === void 0 && until - now.getTime() > life * LEAST_LIFE;
	const said = hasPairs && (!withExpiry || expiry !== void 0);
	const readable = envelope.unknownCritical.length === 0 && envelope.verificationPlugin === void 0;
	return sameLeaf && sameContent(envelope.target, target) && said && lives && readable;
}
/**
* Looks for signatures on `target` that make another one needless. Signatures that do not open are passed over: they
* are none. What cannot be fetched is thrown.
*
* @param store lists from the sources that it was made to read.
*/
async function* existingSignatures(store, target, wanted, signal) {
	const query = {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "all"
	};
	for await (const judged of judgedReferrers(store, target, query, signal)) {
		if (judged.state !== "believed" || !isSignatureManifest(judged.manifest)) continue;
		try {
			const descriptor = envelopeOf(judged.manifest);
			if (descriptor.mediaType !== "application/jose+json") continue;
			const envelope = await openEnvelope(await readBlob(store, descriptor, ENVELOPE_LIMIT, signal), descriptor.mediaType);
			if (!await suffices(envelope, target, wanted)) continue;
			const until = earliest(envelope.expiry, validUntil(envelope.chain));
			yield {
				entry: judged.entry,
				envelope,
				validUntil: until
			};
		} catch (error) {
			if (!(error instanceof SealiftError && UNSOUND.has(error.code))) throw error;
		}
	}
}
/** Errors that say: this is no sound signature; every other one says that something is not known. */
const UNSOUND = /* @__PURE__ */ new Set([
	"artifact_not_found",
	"certificate_invalid",
	"digest_mismatch",
	"envelope_invalid",
	"signature_invalid",
	"signature_manifest_invalid",
	"signing_authority_unsupported",
	"cose_unsupported"
]);

// src/operations/shared-envelope.ts
/** As many are kept, of some kilobytes each. */
const MOST = 4096;
const made = /* @__PURE__ */ new WeakMap();
function sortedPairs(record) {
	return Object.entries(record).toSorted(([a], [b]) => a < b ? -1 : 1);
}
async function signWith(prepared, order, isNeedless, signal) {
	if ("make" in prepared) return prepared.make(order, isNeedless, signal);
	return {
		...await signDescriptor(prepared, order, signal),
		annotations: {}
	};
}
async function make(prepared, { target, metadata, expiresAfter, now }, isNeedless, signal) {
	const signingTime = /* @__PURE__ */ new Date(Math.floor(now.getTime() / 1e3) * 1e3);
	const expiry = expiresAfter === void 0 ? void 0 : new Date(signingTime.getTime() + expiresAfter);
	const signed = await signWith(prepared, {
		target,
		metadata,
		signingTime,
		...expiry === void 0 ? {} : { expiry }
	}, isNeedless, signal);
	if (!signed) return void 0;
	const { bytes, annotations, envelope } = signed;
	return {
		bytes,
		annotations,
		chain: envelope.chain,
		signingTime: envelope.signingTime,
		expiry: envelope.expiry
	};
}
/** Whether an envelope that was made earlier in a run still has most of the life that was asked for. */
function isFresh({ expiry }, { expiresAfter, now }) {
	return expiry === void 0 || expiry.getTime() - now.getTime() > (expiresAfter ?? 0) / 2;
}
/**
* The one envelope for this descriptor, metadata and expiry by this key: what goes to several repositories is signed once,
* and each gets the same bytes.
*
* @param isNeedless asked where the key tells its chain by signing; then it may resolve to `undefined`.
* @param signal ends the work for everybody who waits for it, so it is the run's, not one image's.
*/
async function sharedEnvelope(prepared, wish, isNeedless, signal) {
	const { target, metadata, expiresAfter } = wish;
	const { mediaType, digest, size } = target;
	const key = JSON.stringify([
		mediaType,
		digest,
		size,
		sortedPairs(metadata),
		expiresAfter ?? null
	]);
	const known = made.get(prepared) ?? /* @__PURE__ */ new Map();
	made.set(prepared, known);
	for (let earlier = known.get(key); earlier;) {
		const envelope = await earlier;
		if (envelope && isFresh(envelope, wish)) return isNeedless(envelope.chain) ? void 0 : envelope;
		const now = known.get(key);
		earlier = now === earlier ? void 0 : now;
	}
	const under = make(prepared, wish, isNeedless, signal);
	known.set(key, under);
	const oldest = known.keys().next();
	if (known.size > MOST && !oldest.done) known.delete(oldest.value);
	under.catch(() => {
		if (known.get(key) === under) known.delete(key);
	});
	return under;
}

// src/operations/unless-aborted.ts
/** The outcome of work that others wait for too, or the reason of the own signal when that comes first. */
async function unlessAborted(work, signal) {
	const shared = early(work);
	signal.throwIfAborted();
	const { promise, reject } = Promise.withResolvers();
	const leave = () => reject(signal.reason);
	signal.addEventListener("abort", leave, { once: true });
	try {
		return await Promise.race([shared, promise]);
	} finally {
		signal.removeEventListener("abort", leave);
	}
}

// src/operations/sign.ts
/** A chain that ends within this many days is worth a warning while there is no timestamp. */
const SHORT_LIFE = 3456e7;
const byLeaf = (found, chain) => found.find(({ envelope }) => envelope.chain[0]?.thumbprint === chain[0]?.thumbprint);
/** Signs the manifests of one image in one store. */
var ImageSigner = class {
	#request;
	#limit;
	/** Of all images: what is signed for one may be pushed for another. */
	#runSignal;
	/** What is attached already; read ahead where the digest is known. */
	#reading;
	/** The config blob is the same for every signature: it is put once. */
	#config;
	#hasConfig;
	#upload;
	#hasEnded = false;
	constructor(request, runSignal) {
		this.#request = request;
		this.#runSignal = runSignal;
		this.#limit = pLimit(request.concurrency);
		const sources = request.ifSigned === "fail" ? "all" : "preferred";
		const all = hasIndexCapacity(request.store) && request.ifSigned === "add";
		this.#reading = rememberReading(request.store, {
			sources,
			...all ? {} : { artifactType: NOTARY_ARTIFACT_TYPE }
		});
	}
	/**
	* Asks at once for what signing one manifest will need, while it is still being asked whether that is there. Nothing is
	* begun for a key of which it is not known that it can be used.
	*/
	ahead(digest, signal) {
		const { store, signer } = this.#request;
		this.#reading.ahead({ digest }, signal);
		if (!canOpenUploads(store)) return;
		this.#hasConfig = early(store.has(EMPTY_CONFIG, signal));
		const open = () => {
			if (!this.#hasEnded) this.#upload = store.openUpload(signal);
		};
		if (signer instanceof Promise) early(signer.then(open));
		else open();
	}
	/** Ends what was begun and is not needed. */
	async end(signal) {
		this.#hasEnded = true;
		await this.#upload?.drop(signal);
	}
	async sign(target, signal) {
		const { store, reporter, reference } = this.#request;
		const done = await this.#limit(async () => {
			signal.throwIfAborted();
			const made = await this.#make(target, await this.#existing(target, signal), signal);
			return "entry" in made ? this.#needless(target, made) : this.#push(target, made, signal);
		});
		if ("status" in done) return {
			status: "skipped",
			signature: done
		};
		const { manifest, chain, until } = done;
		signal.throwIfAborted();
		reporter.progress({
			type: "phase",
			phase: "confirm",
			subject: reference
		});
		const foundIn = await store.linkReferrers(target, [manifest], signal);
		return {
			status: "signed",
			signature: this.#result(manifest.descriptor.digest, chain, foundIn, until)
		};
	}
	/** Makes a signature, or resolves to the one of `found` that is by the same leaf. */
	async #make(target, found, signal) {
		const { clock, metadata, expiresAfter, reference, reporter } = this.#request;
		const [first] = found;
		if (!first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		const signer = await this.#request.signer;
		let same = signer.chain && byLeaf(found, signer.chain);
		if (same) return same;
		if (first) reporter.progress({
			type: "phase",
			phase: "sign",
			subject: reference
		});
		signal.throwIfAborted();
		const wish = {
			target,
			metadata,
			expiresAfter,
			now: clock.now()
		};
		const isNeedless = (chain) => {
			same = byLeaf(found, chain);
			return same !== void 0;
		};
		return await unlessAborted(sharedEnvelope(signer, wish, isNeedless, this.#runSignal), signal) ?? same;
	}
	/** Puts a signature, its manifest last. */
	async #push(target, made, signal) {
		const { store, reference, reporter } = this.#request;
		const { bytes, annotations, chain, signingTime, expiry } = made;
		const envelope = {
			mediaType: JWS_MEDIA_TYPE,
			digest: digestOf(bytes),
			size: bytes.length
		};
		const manifest = buildSignatureManifest({
			subject: target,
			envelope,
			chain,
			signingTime,
			annotations
		});
		if (hasIndexCapacity(store)) store.refuseFullIndex(target, [manifest]);
		reporter.progress({
			type: "phase",
			phase: "attach",
			subject: reference
		});
		await together(signal, [(joined) => store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined), (joined) => this.#putConfig(joined)]);
		await store.putManifest(manifest, signal);
		return {
			manifest,
			chain,
			until: earliest(expiry, validUntil(chain))
		};
	}
	#putConfig(signal) {
		const { store } = this.#request;
		this.#config ??= (async () => {
			if (await (this.#hasConfig ?? store.has(EMPTY_CONFIG, signal))) return;
			await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
		})();
		return this.#config;
	}
	/**
	* Signatures that make another one needless: by our leaf, or all of them while that is not known. Reading the list also
	* tells the store how to write it.
	*/
	async #existing(target, signal) {
		const { store, signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
		if (ifSigned === "add") {
			if (hasIndexCapacity(store)) await drain(this.#reading.referrers(target, { sources: "preferred" }, signal));
			return [];
		}
		const leaf = async () => (await signer).chain?.[0]?.thumbprint;
		const wanted = {
			leaf,
			metadata,
			withExpiry: expiresAfter !== void 0,
			now: clock.now()
		};
		const found = [];
		for await (const one of existingSignatures(this.#reading, target, wanted, signal)) {
			found.push(one);
			if (await leaf() !== void 0) break;
		}
		return found;
	}
	/** The result where the signature by our leaf was there before. */
	#needless(target, { entry, envelope, validUntil }) {
		const { digest } = entry.descriptor;
		if (this.#request.ifSigned === "fail") throw new SealiftError("signature_exists", `${target.digest} is signed with this certificate already (${digest})`);
		return this.#result(digest, envelope.chain, entry.foundIn, validUntil);
	}
	#result(digest, chain, foundIn, until) {
		return {
			digest,
			mediaType: JWS_MEDIA_TYPE,
			signer: nameText$1(chain[0].subject),
			foundIn,
			validUntil: until?.toISOString() ?? null,
			status: "passed",
			checks: []
		};
	}
};
async function drain(list) {
	for await (const _ of list);
}
async function warnOfShortLife({ signer, clock, reporter }) {
	const ends = validUntil((await signer).chain);
	if (ends.getTime() - clock.now().getTime() > SHORT_LIFE) return;
	const day = ends.toISOString().slice(0, 10);
	reporter.warning(`a signature without a timestamp stops verifying when a certificate of its signer ends; the first one ends on ${day}`);
}
/** What is to be signed: the manifest alone, or the index and every child, the root first. */
async function targetsOf({ store, recursive, concurrency, reference, reporter }, root, signal) {
	if (recursive) {
		const graph = await readGraph(store, root, { concurrency }, signal);
		const children = graph.nodes.flatMap(({ manifest }) => manifest.manifests);
		const platforms = new Map(children.map((child) => [child.digest, platformName(child)]));
		return graph.nodes.toReversed().map(({ content }) => {
			const descriptor = plainDescriptor(content.descriptor);
			return {
				descriptor,
				platform: platforms.get(descriptor.digest)
			};
		});
	}
	if (manifestKind(root.mediaType) === "index") reporter.warning(`${reference} is an index; it alone is signed, not its platforms (sign them too with --recursive)`);
	return [{
		descriptor: root,
		platform: void 0
	}];
}
/**
* Signs one image: the manifest that the reference names now, or the index and every child. A signature by the same leaf
* that still holds is not made twice, unless asked.
*/
function signImage(request, signal) {
	const { reference, store, name, reporter } = request;
	const image = new ImageSigner(request, signal);
	return settle(reference, signal, async (draft) => {
		checkMetadata(request.metadata);
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		if ("digest" in name && !request.recursive) image.ahead(name.digest, signal);
		const root = await resolveArtifact(store, name, signal);
		draft.describe(root);
		if ("tag" in name) reporter.warning(`${reference} is a tag, which can move; what is signed is ${root.digest}`);
		const targets = await targetsOf(request, root, signal);
		const done = targets.map(() => void 0);
		const keep = () => {
			draft.update({
				signatures: done.flatMap((one) => one?.signature ?? []),
				platforms: targets.flatMap(({ platform, descriptor: { digest } }, at) => {
					const one = done[at];
					return platform === void 0 || !one ? [] : [{
						platform,
						digest,
						status: one.status,
						error: null
					}];
				})
			});
		};
		await together(signal, targets.map(({ descriptor }, at) => async (joined) => {
			done[at] = await image.sign(descriptor, joined);
			keep();
		}));
		const signed = done.some((one) => one?.status === "signed");
		if (signed) await warnOfShortLife(request);
		draft.update({ status: signed ? "signed" : "skipped" });
	}).finally(() => image.end(signal));
}

// src/compose/run-sign.ts
var run_sign_exports = /* @__PURE__ */ __exportAll({ runSign: () => runSign });
/** Signs images with a key and attaches the signatures. Never rejects. */
function runSign(options, signal) {
	return run("sign", options, signal, async (current) => {
		const { values, problems, clock, reporter } = current;
		const { signatureFormat, userMetadata, expiry, recursive, ifSigned, concurrency } = values;
		if (signatureFormat === "cose") problems.add("feature_unsupported", "--signature-format cose is not in this version", "Sign with --signature-format jws.");
		const images = await imagesOf(options.images, values.imagesFile, problems);
		await problems.try(() => checkMetadata(userMetadata));
		const start = await signingOf(current);
		const open = await storesOf(current);
		problems.throwIfAny();
		return besideSigner(start, (signer, signal) => eachImage(images, open, "attach", ({ text, name }, store) => signImage({
			reference: text,
			name,
			store,
			signer,
			...expiry === void 0 ? {} : { expiresAfter: expiry },
			metadata: userMetadata,
			recursive,
			ifSigned,
			clock,
			reporter,
			concurrency
		}, signal)), current.signal);
	});
}

// src/operations/verify.ts
async function verifyChild(context, child, signal) {
	const judgement = await judgeArtifact(context, plainDescriptor(child), signal);
	const error = judgement.passed ? void 0 : refusal(judgement, child, context.store);
	return {
		error,
		logged: loggedFailures(judgement),
		platform: {
			platform: platformName(child),
			digest: child.digest,
			status: judgement.passed ? "verified" : "failed",
			error: error?.toJSON() ?? null
		}
	};
}
/**
* Judges the signatures of one image against the trust policy. Under a statement of level `skip` nothing is judged and the
* status is `not-checked`.
*/
function verifyImage(given, signal) {
	const { reference, trust, clock, reporter } = given;
	const store = rememberReading(given.store, {
		artifactType: NOTARY_ARTIFACT_TYPE,
		sources: "all"
	});
	const request = {
		...given,
		store
	};
	return settle(reference, signal, async (draft) => {
		reporter.progress({
			type: "phase",
			phase: "resolve",
			subject: reference
		});
		const statement = chooseStatement(await trust.policy(), store, request.scope);
		draft.update({ policy: {
			statement: statement.name,
			level: levelName(statement)
		} });
		preloadTrust(trust, statement);
		const skips = statement.signatureVerification.level === "skip";
		if ("digest" in request.name && !skips) store.ahead(request.name, signal);
		const target = await resolveArtifact(store, request.name, signal);
		draft.describe(target);
		if (skips) {
			reporter.warning(`${reference}: the statement "${statement.name}" skips verification; nothing was checked`);
			draft.update({ status: "not-checked" });
			return;
		}
		reporter.progress({
			type: "phase",
			phase: "judge",
			subject: reference
		});
		const context = {
			...request,
			statement,
			at: clock.now()
		};
		const judgement = await judgeArtifact(context, target, signal);
		draft.update({ signatures: judgement.signatures });
		if (!judgement.passed) throw refusal(judgement, target, store);
		for (const message of loggedFailures(judgement)) reporter.warning(`${reference}: ${message}`);
		if (request.recursive) {
			const verdicts = await verifyChildren(request, context, target, signal);
			draft.update({ platforms: verdicts.map(({ platform }) => platform) });
			for (const { platform, logged } of verdicts) for (const message of logged) reporter.warning(`${reference}, ${platform.platform}: ${message}`);
			const failed = verdicts.find(({ error }) => error !== void 0);
			if (failed?.error) {
				const { platform, digest } = failed.platform;
				const { code, message, hint } = failed.error;
				throw new SealiftError(code, `${platform} (${digest}): ${message}`, { hint });
			}
		}
		draft.update({ status: "verified" });
	});
}
async function verifyChildren({ store, concurrency }, context, target, signal) {
	const graph = await readGraph(store, target, { concurrency }, signal);
	const children = new Map(graph.nodes.flatMap(({ manifest }) => manifest.manifests).map((child) => [child.digest, child]));
	const limit = pLimit(concurrency);
	return together(signal, [...children.values()].map((child) => (joined) => limit(() => verifyChild(context, child, joined))));
}

// src/compose/run-verify.ts
var run_verify_exports = /* @__PURE__ */ __exportAll({ runVerify: () => runVerify });
/** Judges images against a trust policy. Never rejects. */
function runVerify(options, signal) {
	return run("verify", options, signal, async (current) => {
		const { values, problems, clock, reporter } = current;
		const images = await imagesOf(options.images, values.imagesFile, problems);
		const trust = await trustOf(current, images.map(({ reference }) => repositoryOf(reference)));
		const open = await storesOf(current);
		problems.throwIfAny();
		const { scope, userMetadata, recursive, maxSignatures, concurrency } = values;
		return eachImage(images, open, "read", ({ text, name }, store) => verifyImage({
			reference: text,
			name,
			store,
			trust,
			...scope === void 0 ? {} : { scope },
			metadata: userMetadata,
			recursive,
			maxSignatures,
			clock,
			reporter,
			concurrency
		}, current.signal));
	});
}

// src/io/process/run-command.ts
/**
* {@link runProgram} for tools that on Windows are batch files, which only its shell starts. There the current folder, which
* may be somebody else's checkout, is not searched.
*
* @param order with arguments of letters, digits and `-./:` alone: a shell reads them.
*/
function runCommand(order, signal) {
	const { file, args, env } = order;
	if (process.platform !== "win32") return runProgram(order, signal);
	const safe = {
		...env,
		NoDefaultCurrentDirectoryInExePath: "1"
	};
	return runProgram({
		...order,
		file: "cmd.exe",
		args: [
			"/d",
			"/s",
			"/c",
			file,
			...args
		],
		env: safe
	}, signal);
}

// src/io/files/entry-rights.ts
const OTHERS_WRITE = 2;
/** What stands at a path and who may change it; `undefined` when there is nothing. Links are followed if asked. */
async function entryRights(path, { followLinks = false } = {}) {
	try {
		const found = await (followLinks ? stat(path) : lstat(path));
		return {
			kind: kindOf(found),
			worldWritable: (found.mode & OTHERS_WRITE) !== 0
		};
	} catch (error) {
		if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return void 0;
		throw fileError(error, "read", path);
	}
}

export { pemText as $, ALGORITHMS as A, readBody as B, openStore as C, pemSigner as D, signerOf as E, mayPassLater as F, writeAtomic as G, openLayoutStore as H, contentOf as I, readFile as J, listFolder as K, homeFolder as L, findAlgorithm as M, isSignature as N, checkSigningChain as O, perform as P, pemBlocks as Q, delayAfter as R, openSigner as S, remoteOf as T, MEDIA_TYPES as U, isLoopback as V, MANIFEST_LIMIT as W, parseCertificate as X, parseCertificates as Y, parseName as Z, encodeName as _, promote$1 as _t, run_promote_exports as a, derChildren as at, verifyEnvelope as b, run_inspect_exports as c, nameText$1 as ct, issueCertificate as d, parseReference as dt, decodeBase64 as et, unnameable as f, digestHex as ft, copyFolder as g, list as gt, writeNew as h, inspect as ht, run_sign_exports as i, checkDer as it, algorithmOf as j, PAYLOAD_MEDIA_TYPE as k, certificateRequest as l, formatPlace as lt, checkNew as m, isDigest as mt, runCommand as n, encodeBase64 as nt, notationFolder as o, derElement as ot, certificateFacts as p, digestOf as pt, parseJson as q, run_verify_exports as r, encodeBase64Url as rt, run_list_exports as s, validUntil as st, entryRights as t, decodeBase64Url as tt, parseRequest as u, formatReference as ut, validityOf as v, sign as vt, openTrustStore as w, parseAttributes as x, selfSignedCertificate as y, verify as yt, runProgram as z };