import type { Attachment } from '../oci/graph/read-graph.ts';
import type { AttachmentResult } from './results.ts';

/** Describes an attachment for a result. */
export function attachmentResult(
  { node: { content, manifest }, subject, foundIn, elsewhere }: Attachment,
  judged: AttachmentResult['judged'],
): AttachmentResult {
  return {
    digest: content.descriptor.digest,
    artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? '',
    size: content.descriptor.size,
    foundIn,
    ...(elsewhere === undefined ? {} : { signatureRepository: elsewhere }),
    subject: subject.digest,
    judged,
  };
}
