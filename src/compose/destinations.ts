import type { SealiftError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Destination, formatDestination, formatPlace, parseDestination } from '../oci/reference.ts';
import type { Image } from './images.ts';
import { located, typedAndListed } from './listed-lines.ts';
import type { AnyRun } from './run.ts';
import type { Texts } from './run-options.ts';

/** Where a promotion goes: to tags, or by digest. */
export interface PromotionPlace {
  /** With its tags, those that it took over from the source included, or with the digest. */
  readonly text: string;
  readonly place: Destination;
  /** Where its tags point, as far as they were asked for just now. */
  readonly there?: ReadonlyMap<string, Descriptor | undefined>;
  /** Why nothing is to be done there. */
  readonly error?: SealiftError;
}

/**
 * A destination that names neither takes the tag of the source. Of a source that has none, and where a digest alone is named,
 * the image is promoted by digest.
 */
function completed(destination: Destination, source: Image | undefined): Destination {
  if (destination.tags.length > 0 || destination.digest !== undefined || !source) return destination;
  const { tag, digest } = source.reference;
  if (tag !== undefined) return { ...destination, tags: [tag] };
  return digest === undefined ? destination : { ...destination, digest };
}

/** All of them are written to at the same time, and each takes memory. */
const LIST = {
  of: 'destinations',
  limit: 100,
  hint: 'Split the list over several runs; what is there already is not copied again.',
  none: [
    'no destination is given',
    'Write `sealift promote SOURCE DESTINATION...`, or name a file with --destinations-file; DESTINATION is REGISTRY/REPOSITORY:TAG, REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG.',
  ],
} as const;

/** The destinations of a promotion; what is wrong with them goes into `problems`. */
export async function destinationsOf(
  texts: Texts | undefined,
  file: string | undefined,
  source: Image | undefined,
  { problems, plainHttp }: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<readonly PromotionPlace[]> {
  const found = new Map<string, PromotionPlace>();
  for (const { text, place: where } of await typedAndListed(texts, file, LIST, problems)) {
    const parsed = await problems.try(() => located(where, () => parseDestination(text, plainHttp)));
    if (!parsed) continue;
    const place = completed(parsed, source);
    const name = formatPlace(place);
    if (found.has(name)) {
      problems.add(
        'destination_invalid',
        `${where}${name} is given twice`,
        'Write its tags in one: NAME:1.4,latest.',
      );
    }
    found.set(name, { text: formatDestination(place), place });
  }
  return [...found.values()];
}
