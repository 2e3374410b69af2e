import { ByteBudget } from '../async/byte-budget.ts';
import { CachedStore } from '../oci/cache/cached-store.ts';
import { CachedTarget } from '../oci/cache/cached-target.ts';
import { ENVELOPES_LIMIT } from '../oci/limits.ts';
import type { ManifestName, ReferrerQuery, SourceStore, TargetStore } from '../oci/ports.ts';
import type { Tools } from './ports.ts';
import { EmptyConfigs } from './signing/empty-configs.ts';
import { EnvelopeCache } from './signing/envelope-cache.ts';

/** The views of stores that images share. */
interface Views {
  /** The one view of a store to read from. The query of the first call decides how its lists are read. */
  view(store: SourceStore, query?: ReferrerQuery): CachedStore;
  /** The one view of a store that is written to. */
  target(store: TargetStore, query?: ReferrerQuery): CachedTarget;
}

/** The state that all images of a run share. `compose` makes one session for a run and hands it down. */
export interface Session extends Tools, Views {
  readonly envelopes: EnvelopeCache;
  /** The limit on the memory of envelopes that are read at the same time. */
  readonly envelopeBudget: ByteBudget;
  readonly emptyConfigs: EmptyConfigs;
}

function createViews(signal: AbortSignal): Views {
  const views = new Map<SourceStore, CachedStore>();
  const targets = new Map<TargetStore, CachedTarget>();
  const once = <K, V>(made: Map<K, V>, key: K, make: () => V): V => {
    const value = made.get(key) ?? make();
    made.set(key, value);
    return value;
  };
  const options = (query: ReferrerQuery | undefined) => ({ signal, ...(query ? { query } : {}) });
  return {
    view: (store, query) => once(views, store, () => new CachedStore(store, options(query))),
    target: (store, query) => once(targets, store, () => new CachedTarget(store, options(query))),
  };
}

/** @param signal the signal of the run, which ends work that several images wait for. */
export function createSession(tools: Tools, signal: AbortSignal): Session {
  return {
    ...tools,
    ...createViews(signal),
    envelopes: new EnvelopeCache(signal),
    envelopeBudget: new ByteBudget(ENVELOPES_LIMIT),
    emptyConfigs: new EmptyConfigs(signal),
  };
}

/** The views of the session, which keep little from one image to the next. */
function trimmedViews({ view, target }: Session): Views {
  const trimmed = <V extends CachedStore>(known: V): V => {
    known.trim();
    return known;
  };
  return {
    view: (store, query) => trimmed(view(store, query)),
    target: (store, query) => trimmed(target(store, query)),
  };
}

/**
 * The session for one of many images, so that the memory of a run does not grow with their number. An image that is named by digest
 * has views of its own, which go with it, since no other image reads the same manifests and lists. Tags may be one image, so they
 * share the views of the run.
 */
export function imageSession(session: Session, name: ManifestName, signal: AbortSignal): Session {
  return { ...session, ...('digest' in name ? createViews(signal) : trimmedViews(session)) };
}
