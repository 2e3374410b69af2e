import type { Descriptor } from '../descriptor.ts';
import {
  type Committer,
  type ContentLister,
  canMergeTags,
  canMount,
  canOpenUploads,
  canTellEmpty,
  type EmptinessReader,
  type FoundIn,
  hasReferrersTags,
  holdsBack,
  listsContent,
  type ManifestContent,
  type Mounter,
  type OpenBlob,
  type ReferrerQuery,
  type TagMerging,
  type TargetStore,
  type UploadOpener,
} from '../ports.ts';
import { CachedStore, type CacheOptions } from './cached-store.ts';

/** A {@link CachedStore} of a repository that is also written to. A write drops the lists that it changes. */
export class CachedTarget extends CachedStore<TargetStore> implements TargetStore {
  protected override readonly isWritten = true;
  readonly isEmpty?: EmptinessReader['isEmpty'];
  readonly mount?: Mounter['mount'];
  readonly openUpload?: UploadOpener['openUpload'];
  readonly isListed?: ContentLister['isListed'];
  readonly list?: ContentLister['list'];
  readonly mergeTag?: TagMerging['mergeTag'];
  readonly commit?: Committer['commit'];

  constructor(store: TargetStore, options: CacheOptions) {
    super(store, options);
    if (canTellEmpty(store)) this.isEmpty = store.isEmpty.bind(store);
    if (canMergeTags(store)) this.mergeTag = store.mergeTag.bind(store);
    if (holdsBack(store)) this.commit = store.commit.bind(store);
    if (canMount(store)) this.mount = store.mount.bind(store);
    if (listsContent(store)) {
      this.isListed = store.isListed.bind(store);
      this.list = store.list.bind(store);
    }
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
   * Refuses referrers that the store could not list, before they are put; see `refuseUnlistable` in `oci/ports.ts`.
   *
   * @param query how the list is read if it was not read yet; without it the store finds out for itself.
   */
  async refuseUnlistable(
    subject: Descriptor,
    referrers: readonly ManifestContent[],
    query: ReferrerQuery | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this;
    if (!hasReferrersTags(store)) return;
    if (query) {
      // The tag, where it is needed, is read before the first entry.
      for await (const _ of this.referrers(subject, query, signal)) break;
    }
    await store.refuseUnlistable(subject, referrers, signal, this.listOf(subject));
  }

  /** Refuses to let a tag hide a list of referrers; see `refuseHiding` in `oci/ports.ts`. */
  async refuseHiding(tag: string, manifest: Descriptor, signal: AbortSignal): Promise<void> {
    if (hasReferrersTags(this.store)) await this.store.refuseHiding(tag, manifest, signal);
  }

  tag(manifest: ManifestContent, tag: string, signal: AbortSignal): Promise<void> {
    return this.store.tag(manifest, tag, signal);
  }
}
