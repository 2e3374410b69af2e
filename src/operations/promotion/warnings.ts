import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { CopyPlan } from '../../oci/copy/plan-copy.ts';
import type { Attachment } from '../../oci/graph/artifact-graph.ts';
import type { FoundIn } from '../../oci/ports.ts';
import type { Reporter } from '../ports.ts';
import { warnOfSha512 } from '../warn-of-sha512.ts';

/** Warns of a signature that notation does not look for where the destination lists it. */
export function warnOfSignature(
  reporter: Reporter,
  reference: string,
  { node, subject }: Attachment,
  foundIn: FoundIn,
): void {
  if (isSignatureManifest(node.manifest)) warnOfSha512(reporter, reference, subject, foundIn);
}

/** The signatures that a destination lists and that the source does not have. */
export function signaturesOnlyThere({ others }: CopyPlan, atSource: ReadonlySet<string>): readonly string[] {
  return others
    .filter(({ artifactType, digest }) => artifactType === NOTARY_ARTIFACT_TYPE && !atSource.has(digest))
    .map(({ digest }) => digest);
}

/** Tells of signatures that stay at a destination although the source does not have them, in case they were withdrawn. */
export function warnOfOnlyThere(reporter: Reporter, reference: string, digests: readonly string[]): void {
  const [first, ...more] = digests;
  if (first === undefined) return;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  reporter.warning(
    `${reference}: signature ${first}${others} is there and not at the source: made for this destination, or removed at the source since; it stays`,
  );
}

/** Tells of blobs that a destination lost while it kept the manifests that name them. Only a deep plan knows of any. */
export function warnOfLostBlobs(reporter: Reporter, reference: string, { askedBlobs }: CopyPlan): void {
  const [first, ...more] = [...askedBlobs].flatMap(([digest, isThere]) => (isThere ? [] : [digest]));
  if (first === undefined) return;
  const others = more.length > 0 ? ` and ${more.length} more blobs` : '';
  reporter.warning(`${reference}: the destination lost ${first}${others} of manifests that it has`);
}
