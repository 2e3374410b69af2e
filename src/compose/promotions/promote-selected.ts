import { asSealiftError, SealiftError } from '../../errors.ts';
import type { Narrow } from '../../oci/cache/narrow.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { SourceStore } from '../../oci/ports.ts';
import { formatDestination, parseDestination } from '../../oci/reference.ts';
import type { ImageResult } from '../../operations/results.ts';
import { createViews } from '../../operations/views.ts';
import type { PlannedImage } from '../../planning/planned-images.ts';
import type { SelectedDestination, SelectedImage } from '../../planning/selected-image.ts';
import type { PromotionPlace } from '../destinations.ts';
import { type Image, imageOf } from '../images.ts';
import { promoteOne } from '../promote-one.ts';
import type { AnyRun } from '../run.ts';
import { asPlanned } from './as-planned.ts';
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

/** The destinations of a selected image. */
export function destinationsOf(
  selected: SelectedImage,
  current: Pick<AnyRun, 'plainHttp'>,
): readonly PromotionPlace[] {
  const image = sourceOf(selected, current);
  return selected.destinations.map((one) => placeOf(one, image, current));
}

/** How an image of many is promoted. */
export interface SelectedOptions {
  readonly dryRun: boolean;
  /** Its descriptor, where it was asked for just now. */
  readonly root?: Descriptor;
  /** Bytes of manifests that each of its views keeps, and as many of lists. */
  readonly kept: number;
  /** Narrow limits for what is read of the image; without them, it is read alone. */
  readonly narrow?: Narrow;
  /** Where the tags of each destination were when it was planned, by repository. */
  readonly planned?: PlannedImage['tags'] | undefined;
}

/**
 * Promotes one image of a promotions file to all of its destinations, or says what that would do. Never rejects for what fails.
 * What it has read of the image goes with it, since there may be thousands.
 */
export async function promoteSelected(
  current: AnyRun,
  prepared: PreparedEntries,
  selected: SelectedImage,
  { dryRun, root, kept, narrow, planned }: SelectedOptions,
): Promise<ImageResult> {
  const { run, envelopes, signer, recorder, ...promotion } = prepared.of(selected.entry);
  const { open, sources, shared } = prepared;
  const image = sourceOf(selected, current);
  const written = selected.destinations.map(async (one): Promise<readonly PromotionPlace[]> => {
    const place = placeOf(one, image, current);
    if (!planned || one.tags.length === 0) return [place];
    try {
      const tags = planned.get(one.repository);
      if (!tags || !root) throw new SealiftError('internal', `${place.text} is not in the plan`);
      const store = await open(place.place, 'create', image.reference);
      return await asPlanned(place, tags, root.digest, store, current.signal);
    } catch (thrown) {
      return [{ ...place, error: asSealiftError(thrown) }];
    }
  });
  const destinations = (await Promise.all(written)).flat();
  const views = createViews({ signal: current.signal, kept, ...(narrow ? { narrow } : {}) });
  const session = { ...prepared.session, ...views, envelopes };
  const believed = (store: SourceStore) => sources.of(store);
  return promoteOne(
    { ...run, values: { ...run.values, dryRun } },
    { ...promotion, image, destinations, open },
    { sign: signer?.(), record: recorder?.() },
    { ...shared, session, believed, ...(root ? { root } : {}) },
  );
}
