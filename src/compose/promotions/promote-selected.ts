import { formatDestination, parseDestination } from '../../oci/reference.ts';
import type { ImageResult } from '../../operations/results.ts';
import type { SelectedDestination, SelectedImage } from '../../planning/selected-image.ts';
import type { PromotionPlace } from '../destinations.ts';
import { type Image, imageOf } from '../images.ts';
import { promoteOne } from '../promote-one.ts';
import type { AnyRun } from '../run.ts';
import { sessionOf } from '../session.ts';
import type { PreparedEntries } from './prepared-entries.ts';

/** The reference of a selected image, with its tag and with the digest that a plan pinned. */
export function sourceOf(
  { entry, tag, digest }: SelectedImage,
  { plainHttp }: Pick<AnyRun, 'plainHttp'>,
): Image {
  const named = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
  return imageOf(`${entry.from}${named}`, plainHttp);
}

/** A destination with its tags; without any the image goes there by its digest, which a selected image then has. */
function placeOf(
  { repository, tags }: SelectedDestination,
  image: Image,
  { plainHttp }: Pick<AnyRun, 'plainHttp'>,
): PromotionPlace {
  const { digest } = image.reference;
  const place = parseDestination(repository, plainHttp);
  const named = { ...place, tags, ...(tags.length > 0 || digest === undefined ? {} : { digest }) };
  return { text: formatDestination(named), place: named };
}

/**
 * Promotes one image of a promotions file to all of its destinations, or says what that would do. Never rejects for what fails.
 * What it has read of the image goes with it, since there may be thousands.
 */
export async function promoteSelected(
  current: AnyRun,
  prepared: PreparedEntries,
  selected: SelectedImage,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ImageResult> {
  const { run, envelopes, signer, ...promotion } = prepared.of(selected.entry);
  const image = sourceOf(selected, current);
  const destinations = selected.destinations.map((one) => placeOf(one, image, current));
  const { view, target } = sessionOf(current);
  const session = { ...prepared.session, view, target, envelopes };
  const { open } = prepared;
  const own = { ...run, values: { ...run.values, dryRun } };
  return promoteOne(own, { ...promotion, image, destinations, open }, { sign: signer?.() }, session);
}
