import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { type Destination, formatPlace, parseDestination } from '../oci/reference.ts';
import { withoutLogin } from '../oci/split-reference.ts';
import type { Image } from './images.ts';
import type { AnyRun } from './run.ts';

/** Reads one `--with`: without tag and digest, since those are the source's own. */
function placeOf(text: string, { plainHttp }: Pick<AnyRun, 'plainHttp'>): Destination {
  const place = parseDestination(text, plainHttp);
  const { tags, digest } = place;
  if (tags.length === 0 && digest === undefined) return place;
  const what = tags.length === 0 ? 'a digest' : digest === undefined ? 'a tag' : 'a tag and a digest';
  throw new SealiftError(
    'usage',
    `--with ${quotable(withoutLogin(text), 600)} names ${what}, and what is compared is the tag or digest of the source`,
    { hint: `Write --with ${printable(formatPlace(place), 600)}` },
  );
}

/** Notes sources of which no repository could have both: their tags are one. */
function refuseSameTags(images: readonly Image[], problems: AnyRun['problems']): void {
  const byTag = new Map<string, Image>();
  for (const image of images) {
    const { tag } = image.reference;
    const other = tag === undefined ? undefined : byTag.get(tag);
    if (tag !== undefined && !other) byTag.set(tag, image);
    if (!other) continue;
    problems.add(
      'usage',
      `${printable(other.text, 600)} and ${printable(image.text, 600)} have one tag, which a repository of --with has once`,
      'Compare the images of each repository in a run of their own.',
    );
  }
}

/** The repositories of `--with`, each once. What is wrong with them is a problem, before anything is contacted. */
export async function comparedPlacesOf(
  texts: readonly string[],
  images: readonly Image[],
  run: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<readonly Destination[]> {
  const places = new Map<string, Destination>();
  for (const text of texts) {
    const place = await run.problems.try(() => placeOf(text, run));
    if (place) places.set(formatPlace(place), place);
  }
  // A list of the library may be empty, and a comparison with nothing must not end well.
  if (texts.length === 0 && !run.problems.any)
    run.problems.add(
      'usage',
      'compare takes a repository to compare with',
      'Add --with REGISTRY/REPOSITORY.',
    );
  const own = images.find(({ reference }) => places.has(formatPlace(reference)));
  if (own)
    run.problems.add(
      'usage',
      `--with ${printable(formatPlace(own.reference), 600)} is the repository of a source itself`,
      'Name another repository.',
    );
  refuseSameTags(images, run.problems);
  return [...places.values()];
}
