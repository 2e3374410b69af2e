import { ByteBudget } from '../async/byte-budget.ts';
import { CachedStore } from '../oci/cache/cached-store.ts';
import { CachedTarget } from '../oci/cache/cached-target.ts';
import { ENVELOPES_LIMIT } from '../oci/limits.ts';
import type { ReferrerQuery, SourceStore, TargetStore } from '../oci/ports.ts';
import type { Tools } from './ports.ts';
import { EmptyConfigs } from './signing/empty-configs.ts';
import { EnvelopeCache } from './signing/envelope-cache.ts';

/** The state that all images of a run share. `compose` makes one session for a run and hands it down. */
export interface Session extends Tools {
  /** The one view of a store to read from. The query of the first call decides how its lists are read. */
  view(store: SourceStore, query?: ReferrerQuery): CachedStore;
  /** The one view of a store that is written to. */
  target(store: TargetStore, query?: ReferrerQuery): CachedTarget;
  readonly envelopes: EnvelopeCache;
  /** The limit on the memory of envelopes that are read at the same time. */
  readonly envelopeBudget: ByteBudget;
  readonly emptyConfigs: EmptyConfigs;
}

/** @param signal the signal of the run, which ends work that several images wait for. */
export function createSession(tools: Tools, signal: AbortSignal): Session {
  const views = new Map<SourceStore, CachedStore>();
  const targets = new Map<TargetStore, CachedTarget>();
  const once = <K, V>(made: Map<K, V>, key: K, make: () => V): V => {
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
  const options = (query: ReferrerQuery | undefined) => ({ signal, ...(query ? { query } : {}) });
  return {
    ...tools,
    view: (store, query) => once(views, store, () => new CachedStore(store, options(query))),
    target: (store, query) => once(targets, store, () => new CachedTarget(store, options(query))),
    envelopes: new EnvelopeCache(signal),
    envelopeBudget: new ByteBudget(ENVELOPES_LIMIT),
    emptyConfigs: new EmptyConfigs(signal),
  };
}
