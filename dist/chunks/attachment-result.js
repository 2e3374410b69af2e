import { x as predicateTypeOf } from "./notation.js";
import { Ft as artifactTypeOf, O as digestTagType } from "./registry.js";

// src/operations/attachment-result.ts
/** Describes an attachment for a result. */
function attachmentResult({ node: { content, manifest }, subject, foundIn, elsewhere }, judged) {
	const predicateType = predicateTypeOf(manifest);
	return {
		digest: content.descriptor.digest,
		artifactType: artifactTypeOf(manifest),
		...predicateType === void 0 ? {} : { predicateType },
		size: content.descriptor.size,
		foundIn,
		...elsewhere === void 0 ? {} : { signatureRepository: elsewhere },
		subject: subject.digest,
		judged
	};
}
/** Describes what cosign attached by a tag; nobody here judges it. */
function digestTagResult({ node: { content, manifest }, subject, tag }, judged) {
	return {
		digest: content.descriptor.digest,
		artifactType: digestTagType(manifest),
		size: content.descriptor.size,
		foundIn: "digest-tag",
		tag,
		subject: subject.digest,
		judged
	};
}
/** How many artifacts a graph has attached. */
function attachmentCount({ attachments, digestTags }) {
	return attachments.length + digestTags.length;
}

export { attachmentResult as n, digestTagResult as r, attachmentCount as t };