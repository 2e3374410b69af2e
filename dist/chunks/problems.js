import { c as printable, d as SealiftError } from "./run-result.js";
import { o as parseDigest } from "./digest.js";

// src/oci/reference.ts
/** The grammar of distribution's `reference` package: host, repository (name-component separated by /), tag. */
const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?`;
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = `${COMPONENT}(?:/${COMPONENT})*`;
const TAG = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";
const NAME = new RegExp(`^(${HOST})/(${REPOSITORY})$`);
const TAG_ONLY = new RegExp(`^${TAG}$`);
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
	const match = NAME.exec(text);
	if (!match) throw invalid(text, NAME.test(text.toLowerCase()) ? "a repository is written in lower case" : "it does not follow REGISTRY/REPOSITORY");
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

// src/options/problems.ts
/** A list of more is not read. */
const SHOWN = 8;
/**
* Gathers what is wrong before anything is contacted, so that a user hears it all at once. One problem keeps its own
* error; several become one error with the code of the first.
*/
var Problems = class {
	#found = [];
	get any() {
		return this.#found.length > 0;
	}
	add(code, message, hint) {
		this.#found.push(new SealiftError(code, message, hint === void 0 ? {} : { hint }));
	}
	/** Runs `step`; a usage or configuration error of it is noted and `undefined` returned, anything else is thrown. */
	async try(step) {
		try {
			return await step();
		} catch (thrown) {
			if (!(thrown instanceof SealiftError) || thrown.exitCode !== 2) throw thrown;
			this.#found.push(thrown);
			return;
		}
	}
	throwIfAny() {
		const [first, ...rest] = this.#found;
		if (!first) return;
		if (rest.length === 0) throw first;
		const shown = this.#found.slice(0, SHOWN);
		const numbered = (texts) => texts.map((text, i) => `(${i + 1}) ${text}`).join(" ");
		const more = this.#found.length - shown.length;
		const message = `${numbered(shown.map(({ message: text }) => text))}${more > 0 ? ` and ${more} more` : ""}`;
		throw new SealiftError(first.code, message, {
			hint: numbered(shown.map(({ hint }) => hint)),
			cause: first
		});
	}
};

export { isTag as a, parseReference as c, formatReference as i, parseRepository as l, formatDestination as n, manifestName as o, formatPlace as r, parseDestination as s, Problems as t };