import pLimit from 'p-limit';
import { Turns } from '../../async/turns.ts';
import { asSealiftError } from '../../errors.ts';
import { Narrow } from '../../oci/cache/narrow.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { formatPlace, parseDestination } from '../../oci/reference.ts';
import { failedImage } from '../../operations/failed-image.ts';
import { keptBy } from '../../operations/image-sessions.ts';
import { resolveArtifact } from '../../operations/resolve.ts';
import type { ImageResult } from '../../operations/results.ts';
import { compareTexts } from '../../planning/plan-order.ts';
import type { PlannedImage } from '../../planning/planned-images.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import { inTime } from '../in-time.ts';
import type { AnyRun } from '../run.ts';
import { type Place, PlacesLeft } from './places-left.ts';
import type { PreparedEntries } from './prepared-entries.ts';
import { promoteSelected, sourceOf } from './promote-selected.ts';
import { RowBudget } from './row-budget.ts';

/** The most images that are asked about at the same time. Fewer of them are copied, see `prepared-entries.ts`. */
const AT_ONCE = 32;
/** Milliseconds that an image has to end after its run was ended; with them all results are there before that gives up on them. */
const GRACE_PERIOD = 250;

/** The repositories that an image is read from, and those that it and its signatures are written to. */
function placesOf(
  selected: SelectedImage,
  prepared: PreparedEntries,
  current: AnyRun,
): { readonly from: readonly Place[]; readonly to: readonly Place[] } {
  const { plainHttp } = current;
  const { from, to } = prepared.of(selected.entry).signatures;
  const destinations = selected.destinations.map(({ repository }) => parseDestination(repository, plainHttp));
  return {
    from: [sourceOf(selected, current).reference, ...from],
    to: [...destinations, ...(to ? [to] : [])],
  };
}

/** Images that share a repository, and then layers, follow each other. */
function order(images: readonly SelectedImage[]): readonly number[] {
  const keyOf = ({ entry, destinations }: SelectedImage): string =>
    `${destinations[0]?.repository ?? ''} ${entry.from}`;
  return images
    .map((image, at) => ({ key: keyOf(image), at }))
    .toSorted((a, b) => compareTexts(a.key, b.key) || a.at - b.at)
    .map(({ at }) => at);
}

export interface EachOptions {
  readonly dryRun: boolean;
  /** Where the destination tags of an image were when it was planned. */
  readonly plannedTags?: (image: SelectedImage) => PlannedImage['tags'] | undefined;
  readonly onDone?: (image: SelectedImage, result: ImageResult, at: number) => void;
  /** Whether results are given to `onDone` alone, and not kept. */
  readonly forgets?: boolean;
}

/**
 * The descriptor of an image at its source. Of a planned one the digest is pinned: where its tag has moved since, that is said, and the
 * digest is asked for.
 */
async function resolved(
  selected: SelectedImage,
  current: AnyRun,
  { open, sources }: PreparedEntries,
): Promise<Descriptor> {
  const { text, reference, name } = sourceOf(selected, current);
  const { store } = sources.of(await open(reference, 'read'));
  const { tag, digest } = selected;
  if (tag === undefined || digest === undefined) return resolveArtifact(store, name, current.signal);
  const now = await store.resolve({ tag }, current.signal);
  if (now?.digest === digest) return now;
  const where = now ? `is at ${now.digest} by now` : 'is not there any more';
  current.reporter.warning(`${text}: the tag ${where}; the digest that was planned is promoted`);
  return resolveArtifact(store, { digest }, current.signal);
}

/**
 * Promotes the images of a promotions file, or says what that would do. Each has its result, in the order of `images`; what one of them
 * fails with stops no other. Images with one digest at one repository, or whose signatures go to one, take turns: the later one finds
 * what the first one has written. Many images are worked on at the same time, and each of those that are too large for that alone,
 * when the others are done: so the memory of the run is that of one large image.
 */
export async function promoteEach(
  current: AnyRun,
  prepared: PreparedEntries,
  images: readonly SelectedImage[],
  { dryRun, plannedTags = () => undefined, onDone = () => {}, forgets = false }: EachOptions,
): Promise<readonly ImageResult[]> {
  const { signal } = current;
  const everywhere = (one: SelectedImage): readonly Place[] =>
    Object.values(placesOf(one, prepared, current)).flat();
  const places = new PlacesLeft(prepared, images.map(everywhere));
  const turns = new Turns();
  /** @param narrow `undefined` where no other image is worked on. */
  const one = async (selected: SelectedImage, narrow: Narrow | undefined): Promise<ImageResult> => {
    const work = async (): Promise<ImageResult> => {
      const { to } = placesOf(selected, prepared, current);
      const root = await resolved(selected, current, prepared);
      const keys = to.map((place) => `${root.digest} ${formatPlace(place)}`);
      const kept = keptBy(narrow ? Math.min(AT_ONCE, images.length) : 1);
      const planned = plannedTags(selected);
      const options = { dryRun, root, kept, planned, ...(narrow ? { narrow } : {}) };
      return turns.take(keys, () => promoteSelected(current, prepared, selected, options));
    };
    try {
      signal.throwIfAborted();
      return await inTime(work(), signal, current.clock, GRACE_PERIOD);
    } catch (thrown) {
      const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
      return failedImage(sourceOf(selected, current).text, error);
    }
  };
  const results: ImageResult[] = [];
  const budget = new RowBudget();
  const end = async (at: number, result: ImageResult): Promise<void> => {
    const selected = images[at]!;
    // A run that was ended closes all of its stores itself, and one of them may hang.
    if (!signal.aborted) await places.leave(everywhere(selected));
    if (!forgets) results[at] = budget.kept(result);
    onDone(selected, result, at);
  };
  const limit = pLimit(AT_ONCE);
  const large: number[] = [];
  await Promise.all(
    order(images).map((at) =>
      limit(async () => {
        const narrow = new Narrow();
        const result = await one(images[at]!, narrow);
        // What was read of it beside the copy may have been too large as well: then it is promoted, and stays so.
        if (narrow.isExceeded && result.status === 'failed') large.push(at);
        else await end(at, result);
      }),
    ),
  );
  for (const at of large) await end(at, await one(images[at]!, undefined));
  if (budget.warning !== undefined) current.reporter.warning(budget.warning);
  return results;
}
