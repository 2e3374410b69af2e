import pLimit from 'p-limit';
import { asSealiftError } from '../errors.ts';
import type { TargetStore } from '../oci/ports.ts';
import { formatPlace } from '../oci/reference.ts';
import { failedImage } from '../operations/failed-image.ts';
import type { ImageResult } from '../operations/results.ts';
import { type Image, sameImageKey } from './images.ts';
import type { OpenStore } from './open-stores.ts';
import type { Purpose } from './purpose.ts';

/** The most images at the same time: enough for their waits to overlap, and few enough to bound memory. */
export const IMAGES_AT_ONCE = 64;

/**
 * Runs a use case on every image; one that fails loses no other. Images named by digest go at the same time (the waits for
 * their referrers overlap); tags of one repository go one after the other and after its digests, since they may be the
 * same image. References with one digest in one repository are worked on once, and each has the result of that work under
 * the name that it was given.
 *
 * @param keyOf equal for references by digest that are worked on once.
 */
export async function eachImage(
  images: readonly Image[],
  open: OpenStore,
  purpose: Purpose,
  work: (image: Image, store: TargetStore) => Promise<ImageResult>,
  atOnce = IMAGES_AT_ONCE,
  keyOf: (image: Image) => string = sameImageKey,
): Promise<readonly ImageResult[]> {
  const turns = new Map<string, Promise<unknown>>();
  const limit = pLimit(atOnce);
  const one = (image: Image): Promise<ImageResult> =>
    limit(async () => {
      try {
        return await work(image, await open(image.reference, purpose));
      } catch (thrown) {
        return failedImage(image.text, asSealiftError(thrown).toJSON());
      }
    });
  const byDigest = new Map<string, Promise<unknown>[]>();
  const shared = new Map<string, Promise<ImageResult>>();
  const begun = images.map((image) => {
    if (!('digest' in image.name)) return undefined;
    const key = keyOf(image);
    const known = shared.get(key);
    if (known) return known.then((result) => ({ ...result, reference: image.text }));
    const work = one(image);
    shared.set(key, work);
    const place = formatPlace(image.reference);
    byDigest.set(place, [...(byDigest.get(place) ?? []), work]);
    return work;
  });
  return Promise.all(
    images.map((image, at) => {
      const known = begun[at];
      if (known) return known;
      const place = formatPlace(image.reference);
      const before = turns.get(place) ?? Promise.all(byDigest.get(place) ?? []);
      const turn = before.then(() => one(image));
      turns.set(place, turn);
      return turn;
    }),
  );
}
