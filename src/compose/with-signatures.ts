import { NOTARY_ARTIFACT_TYPE } from '../oci/artifact-type.ts';
import { MergedSource } from '../oci/elsewhere/merged-source.ts';
import type { SourceStore } from '../oci/ports.ts';
import { type Destination, formatPlace } from '../oci/reference.ts';
import type { Session } from '../operations/session.ts';
import type { OpenStore } from './open-stores.ts';

/** Adds to a store the signatures that other repositories have for its images. The same store gives the same result. */
export type WithSignatures = (store: SourceStore) => Promise<SourceStore>;

/** @param from the repositories for signatures, which are opened when the first store is. */
export function withSignatures(
  from: readonly Destination[],
  open: OpenStore,
  { view }: Pick<Session, 'view'>,
): WithSignatures {
  const merged = new Map<SourceStore, Promise<SourceStore>>();
  const merge = async (store: SourceStore): Promise<SourceStore> => {
    const others = from.filter((place) => formatPlace(place) !== store.name);
    if (others.length === 0) return store;
    const opened = await Promise.all(others.map((place) => open(place, 'read')));
    return new MergedSource(
      store,
      opened.map((one) => view(one)),
      NOTARY_ARTIFACT_TYPE,
    );
  };
  return (store) => {
    const known = merged.get(store) ?? merge(store);
    merged.set(store, known);
    return known;
  };
}
