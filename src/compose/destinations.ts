import { type Destination, formatDestination, formatPlace, parseDestination } from '../oci/reference.ts';
import type { Problems } from '../options/problems.ts';
import type { Image } from './images.ts';
import type { AnyRun } from './run.ts';
import type { Texts } from './run-options.ts';

/** Where a promotion goes, with at least one tag. */
export interface TaggedDestination {
  /** With its tags, those that it took over from the source included. */
  readonly text: string;
  readonly place: Destination;
}

/** A destination without tags takes the source's; a bare digest has none to give. */
function tagged(destination: Destination, source: Image | undefined, problems: Problems): Destination {
  if (destination.tags.length > 0 || !source) return destination;
  const { tag } = source.reference;
  if (tag !== undefined) return { ...destination, tags: [tag] };
  const place = formatPlace(destination);
  problems.add(
    'destination_invalid',
    `${place} has no tag, and neither has the source`,
    `Write ${place}:TAG.`,
  );
  return destination;
}

/** The destinations of a promotion; what is wrong with them goes into `problems`. */
export async function destinationsOf(
  texts: Texts | undefined,
  source: Image | undefined,
  { problems, plainHttp }: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<readonly TaggedDestination[]> {
  const all: readonly string[] = typeof texts === 'string' ? [texts] : (texts ?? []);
  if (all.length === 0)
    problems.add('usage', 'no destination is given', 'Write REGISTRY/REPOSITORY:TAG or oci:DIR:TAG.');
  const found: TaggedDestination[] = [];
  for (const text of all) {
    const parsed = await problems.try(() => parseDestination(String(text), plainHttp));
    if (!parsed) continue;
    const place = tagged(parsed, source, problems);
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
