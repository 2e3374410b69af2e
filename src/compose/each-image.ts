import { asSealiftError } from '../errors.ts';
import type { TargetStore } from '../oci/ports.ts';
import { formatPlace } from '../oci/reference.ts';
import type { ImageResult } from '../operations/results.ts';
import type { Image } from './images.ts';
import type { OpenStore } from './open-stores.ts';
import type { Purpose } from './purpose.ts';
import { failedImage } from './run-result.ts';

/**
 * Runs a use case on every image; one that fails loses no other. Images named by digest go at the same time (the waits for
 * their referrers overlap); tags of one repository go one after the other, since they may be the same image.
 */
export async function eachImage(
  images: readonly Image[],
  open: OpenStore,
  purpose: Purpose,
  work: (image: Image, store: TargetStore) => Promise<ImageResult>,
): Promise<readonly ImageResult[]> {
  const turns = new Map<string, Promise<unknown>>();
  const one = async (image: Image): Promise<ImageResult> => {
    try {
      return await work(image, await open(image.reference, purpose));
    } catch (thrown) {
      return failedImage(image.text, asSealiftError(thrown).toJSON());
    }
  };
  return Promise.all(
    images.map((image) => {
      if ('digest' in image.name) return one(image);
      const place = formatPlace(image.reference);
      const turn = (turns.get(place) ?? Promise.resolve()).then(() => one(image));
      turns.set(place, turn);
      return turn;
    }),
  );
}
