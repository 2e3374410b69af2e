import { type Destination, formatPlace, type Reference } from '../../oci/reference.ts';
import type { PreparedEntries } from './prepared-entries.ts';

export type Place = Reference | Destination;

/** Counts the images that are left of each repository, and closes one that no image is left of. */
export class PlacesLeft {
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
