import { ct as SealiftError } from "./words.js";

// src/operations/comparison/shortfall.ts
/** More than these are counted. */
const SHOWN = 8;
function counted(names) {
	const more = names.length - SHOWN;
	return `${names.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** What is attached of one type, in words: `text/spdx+json under a tag .sbom`. Not made safe to print. */
function comparedTypeText({ artifactType, suffix }) {
	const type = artifactType === "" ? "no type" : artifactType;
	return suffix === null ? type : `${type} under a tag .${suffix}`;
}
/** What is wrong with the tag, in words; `undefined` where nothing is. */
function tagShortfall({ tag }, digest) {
	if (tag === null || tag.digest === digest) return void 0;
	return tag.digest === null ? `the tag ${tag.tag} is not there` : `the tag ${tag.tag} is at ${tag.digest} there, and at ${digest} at the source`;
}
/** What a repository lacks of an image, in words; empty where it lacks nothing. */
function shortfalls(row, digest) {
	const { manifests, platforms, blobs, attachments } = row;
	const { expected, incomplete } = manifests;
	const lacking = platforms.filter(({ status }) => status === "incomplete").map(({ platform }) => platform);
	const names = lacking.length === 0 ? "" : ` (${counted([...new Set(lacking)])})`;
	const types = attachments.filter(({ missing }) => missing.length > 0);
	const lost = types.reduce((sum, { missing }) => sum + missing.length, 0);
	const all = attachments.reduce((sum, one) => sum + one.expected, 0);
	return [
		tagShortfall(row, digest),
		incomplete.length === 0 ? void 0 : expected === 1 ? "the image is not whole there" : `${incomplete.length} of ${expected} manifests are not whole there${names}`,
		blobs === null || blobs.missing.length === 0 ? void 0 : `${blobs.missing.length} of ${blobs.asked} blobs are gone (${counted(blobs.missing)})`,
		lost === 0 ? void 0 : `${lost} of ${all} attached artifacts are missing (${counted(types.map((one) => `${one.missing.length} ${comparedTypeText(one)}`))})`
	].filter((text) => text !== void 0);
}
/** The error of a repository that lacks something of an image. */
function parityError(repository, reference, lacks) {
	const message = `${repository} lacks something of ${reference}: ${lacks.join("; ")}`;
	return new SealiftError("parity_missing", message).toJSON();
}

export { tagShortfall as i, parityError as n, shortfalls as r, comparedTypeText as t };