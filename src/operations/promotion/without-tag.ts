import { lookAgain } from '../../async/look-again.ts';
import { SealiftError } from '../../errors.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { listsContent, type ManifestContent, type SourceStore } from '../../oci/ports.ts';
import type { Clock, Reporter } from '../ports.ts';

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
 * The last step of a promotion by digest, in place of the tags: a store that has a list of its content lists the image, and a
 * registry is asked for it once all is there.
 *
 * @throws SealiftError `upload_unconfirmed`.
 */
export async function finishWithoutTag(
  store: CachedTarget,
  image: ManifestContent,
  { sleep }: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  if (listsContent(store)) return store.list(image, signal);
  const { descriptor } = image;
  const { digest } = descriptor;
  const look = async () => {
    const there = await store.resolve({ digest }, signal);
    return there && sameContent(there, descriptor) ? there : undefined;
  };
  if (await lookAgain(look, sleep, signal)) return;
  throw new SealiftError(
    'upload_unconfirmed',
    `${store.name} does not show the manifest ${digest} any more`,
    {
      hint: 'Whoever runs the registry has to look at its storage, and at what removes images without a tag there.',
    },
  );
}
