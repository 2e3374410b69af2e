import { SealiftError } from '../../errors.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { listsContent, type ManifestContent, type SourceStore } from '../../oci/ports.ts';
import type { Reporter } from '../ports.ts';

/** Refuses a destination that names another digest than the image has. */
export function refuseOtherDigest(
  { reference, digest }: { readonly reference: string; readonly digest?: Digest },
  image: Digest,
): void {
  if (digest === undefined || digest === image) return;
  throw new SealiftError(
    'digest_mismatch',
    `${reference} names another digest than that of the image, ${image}`,
    { hint: 'Nothing was written there. Leave the digest out, or name that of the image.' },
  );
}

/** Says that no tag is set, so that nobody waits for one. */
export function tellOfNoTag(
  reporter: Pick<Reporter, 'progress'>,
  { reference, store }: { readonly reference: string; readonly store: Pick<SourceStore, 'repository'> },
): void {
  const risk = store.repository === undefined ? '' : '; registries may collect images without a tag';
  const message = `${reference} is promoted by digest, and no tag is set${risk}`;
  reporter.progress({ type: 'notice', message });
}

/** Whether an image without a tag can be found there: a layout has to list it, a registry gives whatever it holds. */
export async function isListed(
  store: CachedTarget,
  image: Descriptor,
  signal: AbortSignal,
): Promise<boolean> {
  return listsContent(store) ? store.isListed(image, signal) : true;
}

/**
 * The last step of a promotion by digest, in place of the tags: lists the image where the store has a list, and asks for it,
 * since no reading of a tag proves that it is there.
 *
 * @throws SealiftError `upload_unconfirmed`.
 */
export async function finishWithoutTag(
  store: CachedTarget,
  image: ManifestContent,
  signal: AbortSignal,
): Promise<void> {
  if (listsContent(store)) await store.list(image, signal);
  const { descriptor } = image;
  const there = await store.resolve({ digest: descriptor.digest }, signal);
  if (there && sameContent(there, descriptor)) return;
  throw new SealiftError(
    'upload_unconfirmed',
    `${store.name} does not show the manifest ${descriptor.digest}`,
  );
}
