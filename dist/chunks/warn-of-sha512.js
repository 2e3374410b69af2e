import { Jn as digestAlgorithm } from "./registry.js";

// src/operations/warn-of-sha512.ts
/**
* Warns when signatures of an image with a sha512 digest are listed under a referrers tag. distribution-spec, "Referrers Tag
* Schema", cuts the tag to 64 characters of the digest; notation 1.3 asks for all 128, which is no valid tag.
*/
function warnOfSha512(reporter, reference, subject, foundIn) {
	if (foundIn !== "tag" || digestAlgorithm(subject.digest) !== "sha512") return;
	reporter.warning(`${reference}: signatures of sha512 digests are listed by a referrers tag there, which has 64 characters of the digest; notation looks under another tag and does not find them. It does in a registry that has the Referrers API, and for sha256`);
}

export { warnOfSha512 as t };