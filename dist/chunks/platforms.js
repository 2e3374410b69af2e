import { ct as SealiftError, nt as quotable, t as IN_TOTO_TYPE } from "./words.js";
import { $t as readAs, E as readBlob, Gt as isImageConfig, Jt as CONFIG_LIMIT, Lt as parseManifest, Pt as platformName, S as readGraph, T as platformKey, ft as UNFIT, mt as judgeEntry, on as struct, pt as claimedReferrers, qt as manifestKind, vt as artifactTypeMatches } from "./registry.js";
import { S as statementIn, h as STATEMENT_LIMIT, p as readStatement } from "./notation.js";

// src/oci/platforms/config-platform.ts
/** The members of an image's config that name its platform (image-spec, config.md, "Properties"). */
const CONFIG = struct({
	architecture: "text",
	os: "text",
	variant: "text"
});
/**
* The key of the platform that an image names in its own config; `undefined` for what is no container image, or names none.
*
* @throws SealiftError `manifest_invalid` for a config that cannot be read, `content_too_large`, or what the store throws.
*/
async function configPlatform(store, { config }, signal) {
	if (config === void 0 || !isImageConfig(config.mediaType)) return void 0;
	const bytes = await readBlob(store, config, CONFIG_LIMIT, signal);
	return platformKey(readAs(CONFIG, bytes, {
		code: "manifest_invalid",
		what: `config ${config.digest}`
	}));
}

// src/oci/platforms/platform-text.ts
const PLATFORM = /^[a-z0-9][a-z0-9._-]{0,63}(?:\/[a-z0-9][a-z0-9._-]{0,63}){1,2}$/;
/** Whether a text may be a platform on a command line. A key of an index may be none, since somebody else wrote it. */
function isPlatformText(text) {
	return PLATFORM.test(text);
}

// src/operations/platforms/read-expected.ts
/** The most names that an error lists. */
const SHOWN = 12;
function listed(names) {
	const more = names.length - SHOWN;
	return `${names.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** The keys of the platforms whose images the indexes of a graph name, each once. */
function keysIn({ nodes }, counts = () => true) {
	const images = nodes.flatMap(({ manifest }) => manifest.manifests).filter((child) => manifestKind(child.mediaType) !== "index" && counts(child));
	return [...new Set(images.flatMap(({ platform }) => platformKey(platform) ?? []))];
}
/** Refuses platforms that the artifact does not have. That of an image is in its config. */
async function refuseMissing(store, graph, platforms, signal) {
	const { descriptor } = graph.root.content;
	const what = `${store.name}@${descriptor.digest}`;
	const isIndex = manifestKind(descriptor.mediaType) === "index";
	const own = isIndex ? void 0 : await configPlatform(store, graph.root.manifest, signal);
	const has = isIndex ? keysIn(graph) : own === void 0 ? [] : [own];
	const missing = [...platforms].filter((one) => !has.includes(one));
	if (missing.length === 0) return;
	const wanted = `has no ${listed(missing)}`;
	if (isIndex) {
		const names = has.length === 0 ? "its entries name no platform" : `its platforms are ${listed(has)}`;
		throw new SealiftError("platform_missing", `the index ${what} ${wanted}: ${names}`);
	}
	const is = own === void 0 ? "is no index, and its config names no platform" : `is an image for ${own}`;
	throw new SealiftError("platform_missing", `${what} ${wanted}: it ${is}`, { hint: "Leave --platform out for what is no index, or name its own platform." });
}
/** Refuses a graph some of whose children are not there, and says what can be done with the others. */
function refuseAbsent({ name }, graph, platforms) {
	const absent = new Map(graph.absent.map((child) => [child.digest, child]));
	if (absent.size === 0) return;
	const { digest } = graph.root.content.descriptor;
	const [named, others] = [true, false].map((isNamed) => [...absent.values()].filter(({ platform }) => platformKey(platform) !== void 0 === isNamed).map((child) => `${platformName(child)} (${child.digest})`));
	const unnamed = `${others.length} without a platform`;
	const message = `${name} does not have what the index ${digest} names: ${named.length === 0 ? listed(others) : listed([...named, ...others.length > 0 ? [unnamed] : []])}`;
	if (platforms) throw new SealiftError("child_missing", message, { hint: "Push the whole image again, or promote it again with the same platforms." });
	const here = keysIn(graph, (child) => !absent.has(child.digest)).filter(isPlatformText);
	if (here.length === 0 || here.length > SHOWN) throw new SealiftError("child_missing", message);
	const flags = here.map((one) => `--platform ${one}`).join(" ");
	throw new SealiftError("child_missing", message, { hint: `Where only some platforms were meant to be here, name them: ${flags}. Otherwise push the whole image again.` });
}
/**
* Reads an artifact with all the children that are expected: all, or those of the given platforms.
*
* @throws SealiftError `platform_missing` for a platform that the artifact does not have, `child_missing` naming all that is not
*   there, or what {@link readGraph} throws.
*/
async function readExpected(store, root, options, signal) {
	const graph = await readGraph(store, root, {
		...options,
		absent: "told"
	}, signal);
	const { platforms } = options;
	if (platforms) await refuseMissing(store, graph, platforms, signal);
	refuseAbsent(store, graph, platforms);
	return graph;
}

// src/operations/record/read-record.ts
/** What a manifest says of being a record; `undefined` where it is none. */
function asRecord(descriptor, manifest) {
	const statement = statementIn(manifest);
	return statement && manifest.subject && {
		descriptor,
		subject: manifest.subject,
		statement
	};
}
/** Reads the manifest that a record tag points at; `none`: it is no record; `gone`: the registry has it no more. */
async function recordAt(store, descriptor, signal) {
	try {
		return asRecord(descriptor, parseManifest(await store.manifest(descriptor, signal))) ?? "none";
	} catch (error) {
		if (!(error instanceof SealiftError)) throw error;
		if (UNFIT.has(error.code)) return "none";
		if (error.code === "artifact_not_found") return "gone";
		throw error;
	}
}
/** Errors that prove the statement of a record to be none. Every other error leaves that open. */
const UNSOUND = /* @__PURE__ */ new Set([...UNFIT, "artifact_not_found"]);
/**
* Reads what a record says. Nobody has judged its signature so far.
*
* @throws SealiftError `record_refused` where it says nothing that can be read, or what the store throws.
*/
async function statedIn(store, { descriptor, statement, subject }, signal) {
	const context = {
		code: "record_refused",
		what: `the record ${descriptor.digest}`
	};
	const bytes = await readBlob(store, statement, STATEMENT_LIMIT, signal).catch((error) => {
		if (!(error instanceof SealiftError) || !UNSOUND.has(error.code)) throw error;
		throw new SealiftError("record_refused", `${context.what}: ${error.message}`, { cause: error });
	});
	const stated = readStatement(bytes, context);
	if (stated.image.digest !== subject.digest) throw new SealiftError("record_refused", `${context.what} is attached to ${subject.digest}, and states ${stated.image.digest}`);
	return stated;
}

// src/operations/record/clock-skew.ts
/** Milliseconds by which the clocks of two machines may differ. A record that is stated later than that is from the future. */
const CLOCK_SKEW = 3e5;

// src/operations/record/listed-records.ts
/**
* The records that are listed for an image and whose manifests name it, in listed order; nobody has judged them so far. Other
* statements of in-toto are passed over, and are counted.
*
* @param sources which lists are read.
* @param onMore is called where more than `most` statements are listed. The others are not looked at.
*/
async function* listedRecords(store, image, { sources, most, onMore }, signal) {
	let looked = 0;
	const query = {
		artifactType: IN_TOTO_TYPE,
		sources
	};
	for await (const entry of claimedReferrers(store, image, query, signal)) {
		if (!artifactTypeMatches(entry.descriptor, "application/vnd.in-toto+json")) continue;
		looked += 1;
		if (looked > most) return onMore();
		const judged = await judgeEntry(store, entry, image, signal);
		const record = judged.state === "believed" ? asRecord(entry.descriptor, judged.manifest) : void 0;
		if (record) yield record;
	}
}

// src/oci/platforms/parse-platform.ts
/** Architectures as `uname -m` says them, with their names in an index (image-index.md follows GOARCH). */
const ALIASES = {
	aarch64: "arm64",
	armhf: "arm/v7",
	armv7l: "arm/v7",
	i386: "386",
	i686: "386",
	x86_64: "amd64",
	"x86-64": "amd64"
};
const FORM = "Write OS/ARCH or OS/ARCH/VARIANT, such as linux/amd64 or linux/arm/v7.";
function hintFor(text) {
	if (text.includes(",")) return "Write each platform with a --platform of its own; in an action one a line.";
	if (text.toLowerCase() === "all") return "Leave it out: without it all platforms are taken.";
	const [os = "", architecture = "", ...more] = text.toLowerCase().split("/");
	const known = [
		os,
		ALIASES[architecture] ?? architecture,
		...more
	].join("/");
	if (known !== text && isPlatformText(known)) return `Write --platform ${known}.`;
	return FORM;
}
/**
* The key (`platform-key.ts`) of a platform that the user names.
*
* @throws SealiftError `usage`.
*/
function parsePlatform(text) {
	const [os, architecture = "", variant = ""] = text.split("/");
	const key = isPlatformText(text) && !Object.hasOwn(ALIASES, architecture) ? platformKey({
		os,
		architecture,
		variant
	}) : void 0;
	if (key !== void 0) return key;
	throw new SealiftError("usage", `--platform ${quotable(text, 80)} is no platform`, { hint: hintFor(text) });
}

// src/compose/platforms.ts
/** The platforms that are asked for. What is wrong with them is a problem, before anything is contacted. */
async function platformsOf({ values: { platform }, problems }) {
	const keys = await Promise.all(platform.map((one) => problems.try(() => parsePlatform(one))));
	const platforms = new Set(keys.filter((key) => key !== void 0));
	return platforms.size === 0 ? {} : { platforms };
}

export { recordAt as a, CLOCK_SKEW as i, parsePlatform as n, statedIn as o, listedRecords as r, readExpected as s, platformsOf as t };