import { predicateTypeOf } from '../notation/record/record-manifest.ts';
import { type DigestTag, digestTagType } from '../oci/digest-tags/digest-tag.ts';
import type { ArtifactGraph, Attachment } from '../oci/graph/artifact-graph.ts';
import { artifactTypeOf } from '../oci/manifest.ts';
import type { AttachmentResult } from './results.ts';

/** Describes an attachment for a result. */
export function attachmentResult(
  { node: { content, manifest }, subject, foundIn, elsewhere }: Attachment,
  judged: AttachmentResult['judged'],
): AttachmentResult {
  const predicateType = predicateTypeOf(manifest);
  return {
    digest: content.descriptor.digest,
    artifactType: artifactTypeOf(manifest),
    ...(predicateType === undefined ? {} : { predicateType }),
    size: content.descriptor.size,
    foundIn,
    ...(elsewhere === undefined ? {} : { signatureRepository: elsewhere }),
    subject: subject.digest,
    judged,
  };
}

/** Describes what cosign attached by a tag; nobody here judges it. */
export function digestTagResult(
  { node: { content, manifest }, subject, tag }: DigestTag,
  judged: AttachmentResult['judged'],
): AttachmentResult {
  return {
    digest: content.descriptor.digest,
    artifactType: digestTagType(manifest),
    size: content.descriptor.size,
    foundIn: 'digest-tag',
    tag,
    subject: subject.digest,
    judged,
  };
}

/** How many artifacts a graph has attached. */
export function attachmentCount({ attachments, digestTags }: ArtifactGraph): number {
  return attachments.length + digestTags.length;
}
