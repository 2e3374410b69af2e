import type { ManifestContent, SourceStore } from './ports.ts';

/**
 * The same store, asked for each manifest once: what was judged and what is carried are the same bytes. For one use case
 * only, since it keeps them (the caps of the graph bound how many).
 */
export function rememberManifests(store: SourceStore): SourceStore {
  const known = new Map<string, Promise<ManifestContent>>();
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
    referrers: (subject, query, signal) => store.referrers(subject, query, signal),
    close: () => store.close(),
  };
}
