import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
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
  // A tag has at most 128 characters (distribution-spec, "Pulling manifests"), which is too few for a sha512.
  if (!digest.startsWith('sha256:')) return undefined;
  const tag = `${digest.replace(':', '-')}.sig`;
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
