import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { digestTagOf } from '../../oci/digest-tags/digest-tag.ts';
import type { ManifestReader } from '../../oci/ports.ts';

/**
 * The tag under which cosign keeps signatures of `target`, if it is there (cosign, SIGNATURE_SPEC.md, "Tag-based Discovery"); cosign 3
 * attaches bundles instead. Sealift judges none of them, so this serves what is said of an image and never a verdict: a registry that
 * does not answer leaves it unsaid.
 */
export async function cosignTagOf(
  store: Pick<ManifestReader, 'resolve'>,
  { digest }: Descriptor,
  signal: AbortSignal,
): Promise<string | undefined> {
  const tag = digestTagOf(digest, 'sig');
  if (tag === undefined) return undefined;
  try {
    const found = await store.resolve({ tag }, signal);
    // GitLab answers with the image itself where there is no tag of this form (docs/architecture.md, "The referrers tag").
    return found === undefined || found.digest === digest ? undefined : tag;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SealiftError)) throw error;
    return undefined;
  }
}
