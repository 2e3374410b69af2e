import { BoundedMap } from '../oci/cache/bounded-map.ts';
import { CachedStore } from '../oci/cache/cached-store.ts';
import { CachedTarget } from '../oci/cache/cached-target.ts';
import type { Narrow } from '../oci/cache/narrow.ts';
import type { ReferrerQuery, SourceStore, TargetStore } from '../oci/ports.ts';

/** The one view of each store. The query of the first call decides how its lists are read. */
export interface Views {
  /** The view of a store to read from. */
  view(store: SourceStore, query?: ReferrerQuery): CachedStore;
  /** The view of a store that is written to. */
  target(store: TargetStore, query?: ReferrerQuery): CachedTarget;
}

export interface ViewsOptions {
  /** Ends requests that several readers may wait for. */
  readonly signal: AbortSignal;
  /** Narrow limits for what is read of a store that is not written to. */
  readonly narrow?: Narrow;
  /** Bytes that each view keeps, as {@link CachedStore} has it. */
  readonly kept?: number;
  /** How many views are kept, of stores to read from and of others; without it, all. The least recently used ones go. */
  readonly most?: number;
}

export function createViews({ most = Number.POSITIVE_INFINITY, narrow, ...common }: ViewsOptions): Views {
  const views = new BoundedMap<SourceStore, CachedStore>(most);
  const targets = new BoundedMap<TargetStore, CachedTarget>(most);
  const once = <K, V>(made: BoundedMap<K, V>, key: K, make: () => V): V => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make();
    made.set(key, value, 1);
    return value;
  };
  const options = (query: ReferrerQuery | undefined) => ({ ...common, ...(query ? { query } : {}) });
  return {
    view: (store, query) =>
      once(views, store, () => new CachedStore(store, { ...options(query), ...(narrow ? { narrow } : {}) })),
    target: (store, query) => once(targets, store, () => new CachedTarget(store, options(query))),
  };
}
