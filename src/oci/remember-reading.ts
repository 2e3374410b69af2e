import type { ManifestContent, ReferrerQuery, SourceStore, Subject } from './ports.ts';
import { RememberedReferrers } from './remember-referrers.ts';

/** A store that is read by one use case. */
export interface RememberedStore extends SourceStore {
  /** Begins to list what is attached to `subject`, before anybody asks; what fails is told to whoever does. */
  ahead(subject: Subject, signal: AbortSignal): void;
}

/**
 * The same store, asked for each manifest and each list once: what was judged and what is carried are the same bytes. For
 * one use case only, since it keeps them (the caps of the graph bound how many).
 *
 * @param query of its lists.
 */
export function rememberReading(store: SourceStore, query: ReferrerQuery): RememberedStore {
  const known = new Map<string, Promise<ManifestContent>>();
  const lists = new RememberedReferrers(store, query);
  return {
    name: store.name,
    repository: store.repository,
    resolve: (name, signal) => store.resolve(name, signal),
    manifest(descriptor, signal) {
      const { mediaType, digest, size } = descriptor;
      const key = `${digest} ${size} ${mediaType}`;
      const fetched = known.get(key) ?? store.manifest(descriptor, signal);
      known.set(key, fetched);
      fetched.catch(() => known.delete(key));
      return fetched;
    },
    has: (descriptor, signal) => store.has(descriptor, signal),
    blob: (descriptor, options, signal) => store.blob(descriptor, options, signal),
    referrers: (subject, wanted, signal) => lists.referrers(subject, wanted, signal),
    ahead: (subject, signal) => lists.ahead(subject, query, signal),
    close: () => store.close(),
  };
}
