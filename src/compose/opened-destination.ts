import { asSealiftError } from '../errors.ts';
import type { PromotionDestination } from '../operations/promotion/destinations.ts';
import type { PromotionPlace } from './destinations.ts';
import type { Image } from './images.ts';
import type { OpenStore } from './open-stores.ts';

/** Opens one destination. What cannot be opened is the failure of that destination alone. */
export async function openedDestination(
  { text, place, there, error }: PromotionPlace,
  image: Image,
  open: OpenStore,
): Promise<PromotionDestination> {
  if (error) return { reference: text, error };
  try {
    const { tags, digest } = place;
    const store = await open(place, 'create', image.reference);
    const known = { ...(digest === undefined ? {} : { digest }), ...(there ? { there } : {}) };
    return { reference: text, store, tags, ...known };
  } catch (thrown) {
    return { reference: text, error: asSealiftError(thrown) };
  }
}
