import type {
  EmptinessReader,
  ExistenceReader,
  Mounter,
  ReferrersTags,
  TagMerging,
  TargetStore,
  UploadOpener,
} from '../../oci/ports.ts';
import { RegistryStore, type RegistryStoreOptions } from './registry-store.ts';

/** Opens one repository. No request is sent before the store is first used. */
export function openRegistryStore(
  options: RegistryStoreOptions,
): TargetStore & EmptinessReader & ExistenceReader & ReferrersTags & Mounter & UploadOpener & TagMerging {
  return new RegistryStore(options);
}
