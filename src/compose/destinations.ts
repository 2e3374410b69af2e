import { type Destination, formatDestination, formatPlace, parseDestination } from '../oci/reference.ts';
import type { Image } from './images.ts';
import type { AnyRun } from './run.ts';
import type { Texts } from './run-options.ts';

/** Where a promotion goes: to tags, or by digest. */
export interface PromotionPlace {
  /** With its tags, those that it took over from the source included, or with the digest. */
  readonly text: string;
  readonly place: Destination;
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

/** The destinations of a promotion; what is wrong with them goes into `problems`. */
export async function destinationsOf(
  texts: Texts | undefined,
  source: Image | undefined,
  { problems, plainHttp }: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<readonly PromotionPlace[]> {
  const all: readonly string[] = typeof texts === 'string' ? [texts] : (texts ?? []);
  if (all.length === 0)
    problems.add(
      'usage',
      'no destination is given',
      'Write REGISTRY/REPOSITORY:TAG, REGISTRY/REPOSITORY@DIGEST or oci:DIR:TAG.',
    );
  const found: PromotionPlace[] = [];
  for (const text of all) {
    const parsed = await problems.try(() => parseDestination(String(text), plainHttp));
    if (!parsed) continue;
    const place = completed(parsed, source);
    if (found.some((other) => formatPlace(other.place) === formatPlace(place))) {
      problems.add(
        'destination_invalid',
        `${formatPlace(place)} is given twice`,
        'Write its tags in one: NAME:1.4,latest.',
      );
    }
    found.push({ text: formatDestination(place), place });
  }
  return found;
}
