import { SealiftError } from '../../errors.ts';
import { BUNDLE_ARTIFACT_TYPE, isCosignSignatureType } from '../../oci/artifact-type.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { digestTagOf } from '../../oci/digest-tags/digest-tag.ts';
import type { ManifestReader, ReferrerReader } from '../../oci/ports.ts';

type Reader = Pick<ManifestReader, 'resolve'> & ReferrerReader;

/** The tag under which cosign 2 keeps signatures (cosign, SIGNATURE_SPEC.md, "Tag-based Discovery"). */
async function tagged(
  store: Reader,
  { digest }: Descriptor,
  signal: AbortSignal,
): Promise<string | undefined> {
  const tag = digestTagOf(digest, 'sig');
  if (tag === undefined) return undefined;
  const found = await store.resolve({ tag }, signal);
  // GitLab answers with the image itself where there is no tag of this form (docs/architecture.md, "The referrers tag").
  return found === undefined || found.digest === digest ? undefined : `the tag ${tag} has one of cosign`;
}

/** The bundle that cosign 3 attaches, asked for by its type: a list that was read for Notary signatures alone does not have it. */
async function attached(store: Reader, target: Descriptor, signal: AbortSignal): Promise<string | undefined> {
  for await (const { descriptor } of store.referrers(
    target,
    { artifactType: BUNDLE_ARTIFACT_TYPE, sources: 'api-first' } as const,
    signal,
  )) {
    if (isCosignSignatureType(descriptor.artifactType ?? '')) return `${descriptor.digest} is one of cosign`;
  }
  return undefined;
}

/**
 * Says which signature of cosign `target` has, for example `the tag sha256-HEX.sig has one of cosign`. Sealift judges none of them, so
 * this serves what is said of an image and never a verdict: a registry that does not answer leaves it unsaid.
 */
export async function cosignSignatureOf(
  store: Reader,
  target: Descriptor,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const look of [tagged, attached]) {
    try {
      const found = await look(store, target, signal);
      if (found !== undefined) return found;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SealiftError)) throw error;
    }
  }
  return undefined;
}
