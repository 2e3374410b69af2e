import type { Descriptor } from '../descriptor.ts';
import {
  canMount,
  canOpenUploads,
  canTellEmpty,
  type EmptinessReader,
  type FoundIn,
  hasIndexCapacity,
  type ManifestContent,
  type Mounter,
  type OpenBlob,
  type ReferrerQuery,
  type Subject,
  type TargetStore,
  type UploadOpener,
} from '../ports.ts';
import { CachedStore, type CacheOptions } from './cached-store.ts';

/** A {@link CachedStore} of a repository that is also written to. A write drops the lists that it changes. */
export class CachedTarget extends CachedStore<TargetStore> implements TargetStore {
  readonly isEmpty?: EmptinessReader['isEmpty'];
  readonly mount?: Mounter['mount'];
  readonly openUpload?: UploadOpener['openUpload'];

  constructor(store: TargetStore, options: CacheOptions) {
    super(store, options);
    if (canTellEmpty(store)) this.isEmpty = store.isEmpty.bind(store);
    if (canMount(store)) this.mount = store.mount.bind(store);
    // An upload that was opened for one image may be used for another, so it ends with the run and not with the image.
    if (canOpenUploads(store)) this.openUpload = () => store.openUpload(options.signal);
  }

  putBlob(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    return this.store.putBlob(descriptor, open, signal);
  }

  putManifest(manifest: ManifestContent, signal: AbortSignal): Promise<void> {
    return this.store.putManifest(manifest, signal);
  }

  async linkReferrers(
    subject: Descriptor,
    referrers: readonly ManifestContent[],
    signal: AbortSignal,
  ): Promise<FoundIn> {
    const known = this.listOf(subject);
    this.forget(subject);
    return this.store.linkReferrers(subject, referrers, signal, known);
  }

  /**
   * Refuses referrers that the referrers index of their subject has no room for, before they are put.
   *
   * @throws SealiftError `content_too_large`.
   */
  async refuseFullIndex(
    subject: Subject,
    referrers: readonly ManifestContent[],
    query: ReferrerQuery,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this;
    if (!hasIndexCapacity(store)) return;
    for await (const _ of this.referrers(subject, query, signal)) {
      // The store needs the whole list, so it is read to its end here.
    }
    const known = this.listOf(subject);
    if (known) store.refuseFullIndex(referrers, known);
  }

  tag(manifest: ManifestContent, tag: string, signal: AbortSignal): Promise<void> {
    return this.store.tag(manifest, tag, signal);
  }
}
