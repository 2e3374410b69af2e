import pLimit from 'p-limit';
import { asSealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Destination, formatPlace, parseDestination, type Reference } from '../../oci/reference.ts';
import { failedImage } from '../../operations/failed-image.ts';
import { resolveArtifact } from '../../operations/resolve.ts';
import type { ImageResult } from '../../operations/results.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import type { AnyRun } from '../run.ts';
import type { PreparedEntries } from './prepared-entries.ts';
import { promoteSelected, sourceOf } from './promote-selected.ts';

/** The most images that are asked about at the same time. Fewer of them are copied, see `prepared-entries.ts`. */
const AT_ONCE = 32;

type Place = Reference | Destination;

/** The repositories that an image needs. */
function placesOf(selected: SelectedImage, current: AnyRun): readonly Place[] {
  const { plainHttp } = current;
  const destinations = selected.destinations.map(({ repository }) => parseDestination(repository, plainHttp));
  return [sourceOf(selected, current).reference, ...destinations];
}

/** Counts the images that are left of each repository, and closes one that no image is left of. */
class Places {
  readonly #left = new Map<string, number>();
  readonly #prepared: PreparedEntries;

  constructor(prepared: PreparedEntries, all: Iterable<readonly Place[]>) {
    this.#prepared = prepared;
    for (const places of all) for (const place of places) this.#add(place, 1);
  }

  #add(place: Place, count: number): number {
    const name = formatPlace(place);
    const left = (this.#left.get(name) ?? 0) + count;
    this.#left.set(name, left);
    return left;
  }

  async leave(places: readonly Place[]): Promise<void> {
    const { stores, sources } = this.#prepared;
    for (const place of places) {
      if (this.#add(place, -1) > 0) continue;
      for (const store of await stores.of(place)) sources.forget(store);
      await stores.close(place);
    }
  }
}

/** Runs work on the same digest at the same repository one after the other: the later one finds what the first one has written. */
class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = keys.map((key) => this.#last.get(key));
    const turn = Promise.all(before).then(work);
    const ended = turn.catch(() => {});
    for (const key of keys) this.#last.set(key, ended);
    void ended.then(() => {
      for (const key of keys) if (this.#last.get(key) === ended) this.#last.delete(key);
    });
    return turn;
  }
}

/** Images that share a repository, and then layers, follow each other. */
function order(images: readonly SelectedImage[]): readonly number[] {
  const keyOf = ({ entry, destinations }: SelectedImage): string =>
    `${destinations[0]?.repository ?? ''} ${entry.from}`;
  return images
    .map((image, at) => ({ key: keyOf(image), at }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at))
    .map(({ at }) => at);
}

/**
 * Promotes the images of a promotions file, or says what that would do. Each has its result, in the order of `images`; what one of them
 * fails with stops no other.
 */
export async function promoteEach(
  current: AnyRun,
  prepared: PreparedEntries,
  images: readonly SelectedImage[],
  {
    dryRun,
    onDone = () => {},
  }: { readonly dryRun: boolean; readonly onDone?: (image: SelectedImage, result: ImageResult) => void },
): Promise<readonly ImageResult[]> {
  const { signal } = current;
  const { open, sources } = prepared;
  const places = new Places(
    prepared,
    images.map((one) => placesOf(one, current)),
  );
  const turns = new Turns();
  const resolved = async (selected: SelectedImage): Promise<Descriptor> => {
    const { reference, name } = sourceOf(selected, current);
    return resolveArtifact(sources.of(await open(reference, 'read')).store, name, signal);
  };
  const one = async (selected: SelectedImage): Promise<ImageResult> => {
    const own = placesOf(selected, current);
    try {
      signal.throwIfAborted();
      const root = await resolved(selected);
      const keys = own.slice(1).map((place) => `${root.digest} ${formatPlace(place)}`);
      return await turns.take(keys, () => promoteSelected(current, prepared, selected, { dryRun, root }));
    } catch (thrown) {
      const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
      return failedImage(sourceOf(selected, current).text, error);
    } finally {
      await places.leave(own);
    }
  };
  const limit = pLimit(AT_ONCE);
  const results: ImageResult[] = [];
  await Promise.all(
    order(images).map((at) =>
      limit(async () => {
        const selected = images[at]!;
        const result = await one(selected);
        results[at] = result;
        onDone(selected, result);
      }),
    ),
  );
  return results;
}
