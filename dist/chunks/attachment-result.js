// src/operations/attachment-result.ts
/** Describes an attachment for a result. */
function attachmentResult({ node: { content, manifest }, subject, foundIn }, judged) {
	return {
		digest: content.descriptor.digest,
		artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? "",
		size: content.descriptor.size,
		foundIn,
		subject: subject.digest,
		judged
	};
}

export { attachmentResult as t };