import { asSealiftError } from '../errors.ts';
import type { PromotionDestination } from '../operations/promotion/destinations.ts';
import type { PromotionPlace } from './destinations.ts';
import type { Image } from './images.ts';
import type { OpenStore } from './open-stores.ts';

/** Opens one destination. What cannot be opened is the failure of that destination alone. */
export async function openedDestination(
  { text, place }: PromotionPlace,
  image: Image,
  open: OpenStore,
): Promise<PromotionDestination> {
  try {
    const { tags, digest } = place;
    const store = await open(place, 'create', image.reference);
    return { reference: text, store, tags, ...(digest === undefined ? {} : { digest }) };
  } catch (thrown) {
    return { reference: text, error: asSealiftError(thrown) };
  }
}
