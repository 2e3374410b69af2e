import { It as artifactTypeOf, k as digestTagType } from "./registry.js";
import { x as predicateTypeOf } from "./notation.js";

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

// src/operations/few-warnings.ts
/** Warnings of one kind about one image that are said one by one. */
const FEW = 16;
/**
* Warns of one thing after the other, and of how many more there are: a registry may name ten thousand of them for each image of a run.
*/
var FewWarnings = class {
	#reporter;
	#reference;
	#count = 0;
	/** @param reference the image that they are about. */
	constructor(reporter, reference) {
		this.#reporter = reporter;
		this.#reference = reference;
	}
	add(text) {
		this.#count += 1;
		if (this.#count <= FEW) this.#reporter.warning(`${this.#reference}: ${text}`);
	}
	/** Call it after the last one. */
	end() {
		const more = this.#count - FEW;
		const text = more === 1 ? "one more warning" : `${more} more warnings`;
		if (more > 0) this.#reporter.warning(`${this.#reference}: ${text} like the last one`);
	}
};
/** Warns of each in turn, as {@link FewWarnings} does. */
function warnOfEach(reporter, reference, all, text) {
	const few = new FewWarnings(reporter, reference);
	for (const one of all) few.add(text(one));
	few.end();
}

export { digestTagResult as a, attachmentResult as i, warnOfEach as n, attachmentCount as r, FewWarnings as t };