import type { Descriptor } from './descriptor.ts';

/** The artifact type of a signature (Notary Project, signature-specification.md, "Storage"). */
export const NOTARY_ARTIFACT_TYPE = 'application/vnd.cncf.notary.signature';

/** Whether an entry of a list may have the wanted artifact type. For an entry without a type its manifest decides later. */
export function artifactTypeMatches({ artifactType }: Descriptor, wanted: string | undefined): boolean {
  return wanted === undefined || artifactType === undefined || artifactType === wanted;
}
