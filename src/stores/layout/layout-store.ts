import type { Readable } from 'node:stream';
import { lazyRetried } from '../../async/lazy.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { type Descriptor, plainDescriptor, sameContent } from '../../oci/descriptor.ts';
import { parseManifest } from '../../oci/manifest.ts';
import { manifestKind } from '../../oci/media-types.ts';
import type {
  Committer,
  ContentLister,
  FoundIn,
  ManifestContent,
  ManifestName,
  MergeTag,
  OpenBlob,
  ReferrerEntry,
  ReferrerQuery,
  ReferrersTags,
  Subject,
  TagMerging,
  TargetStore,
} from '../../oci/ports.ts';
import { HIDING_HINT, isReferrersTag, referrerDescriptor } from '../../oci/referrers-index.ts';
import { Blobs } from './blobs.ts';
import { describeManifest } from './describe-manifest.ts';
import { EMPTY_INDEX, type IndexDocument, listedDescriptors } from './index-document.ts';
import { withEntries, withTag } from './index-edit.ts';
import type { IndexChange, IndexFile } from './index-file.ts';
import { findDigest, findTag } from './index-names.ts';
import type { LayoutPlace } from './layout-place.ts';
import { Manifests } from './manifests.ts';
import { layoutReferrers } from './referrers.ts';
import { withReferrersTag } from './referrers-tag.ts';
import { refuseMissingBlobs } from './refuse-missing-blobs.ts';

/** One OCI image layout. Reading takes no lock and writes nothing; the layout is made by the first write. */
export class LayoutStore implements TargetStore, ContentLister, ReferrersTags, TagMerging {
  readonly name: string;
  readonly repository = undefined;
  /** The name, safe to print. */
  readonly #shown: string;
  readonly #place: LayoutPlace;
  readonly #index: IndexFile;
  readonly #blobs: Blobs;
  readonly #scan: Manifests;
  readonly commit?: Committer['commit'];
  readonly #prepare = lazyRetried(async (signal): Promise<void> => {
    // Other programs would not find new content in a layout that they cannot open.
    if (!this.#place.isNew) await this.#refuseUnopenable(await this.#index.read(), signal);
    await this.#place.make(signal);
  });

  constructor(place: LayoutPlace) {
    this.name = place.name;
    this.#shown = printable(this.name, 600);
    this.#place = place;
    if (place.commit) this.commit = place.commit;
    this.#index = place.index;
    this.#blobs = new Blobs(place.files, this.#shown);
    this.#scan = new Manifests(this.#blobs, this.#shown);
  }

  async #document(): Promise<IndexDocument> {
    return this.#place.isNew ? ((await this.#index.find()) ?? EMPTY_INDEX) : this.#index.read();
  }

  /** Refuses a layout that oras and notation cannot open: they read every manifest when they open one. */
  async #refuseUnopenable(document: IndexDocument, signal: AbortSignal): Promise<void> {
    for await (const _ of this.#scan.manifests(listedDescriptors(document), undefined, signal));
  }

  async resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    signal.throwIfAborted();
    const document = await this.#document();
    await this.#refuseUnopenable(document, signal);
    const listed =
      'tag' in name
        ? findTag(document, name.tag, this.#shown)
        : findDigest(document, name.digest, this.#shown);
    if (listed !== undefined) {
      // The manifest is read, so that a name never resolves to content that is missing or changed.
      const bytes = await this.#blobs.read(listed.digest);
      if (bytes === undefined) return undefined;
      this.#checkSize(listed, bytes);
      return plainDescriptor(listed);
    }
    if ('tag' in name) return undefined;
    return describeManifest(name.digest, document, this.#blobs, this.#scan, signal);
  }

  #checkSize({ digest, size }: Descriptor, bytes: Uint8Array): void {
    if (bytes.length === size) return;
    throw new SealiftError(
      'digest_mismatch',
      `${this.#shown}: manifest ${digest} has ${bytes.length} bytes and should have ${size}`,
    );
  }

  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    signal.throwIfAborted();
    const bytes = await this.#blobs.read(descriptor.digest);
    if (bytes === undefined) {
      throw new SealiftError(
        'artifact_not_found',
        `${this.#shown} does not hold the manifest ${descriptor.digest}`,
      );
    }
    this.#checkSize(descriptor, bytes);
    const content = { descriptor: plainDescriptor(descriptor), bytes };
    if (manifestKind(descriptor.mediaType) !== undefined) parseManifest(content);
    return content;
  }

  has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    return this.#blobs.has(descriptor, signal);
  }

  blob(descriptor: Descriptor, { offset = 0 }: { offset?: number }, signal: AbortSignal): Promise<Readable> {
    return this.#blobs.stream(descriptor, offset, signal);
  }

  async *referrers(
    subject: Subject,
    query: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    yield* layoutReferrers(
      await this.#document(),
      subject,
      query,
      { blobs: this.#blobs, scan: this.#scan },
      signal,
    );
  }

  async putBlob(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    await this.#prepare(signal);
    await this.#blobs.put(descriptor, open, signal);
  }

  async putManifest(manifest: ManifestContent, signal: AbortSignal): Promise<void> {
    await this.#prepare(signal);
    await this.#blobs.putBytes(manifest.descriptor, manifest.bytes, signal);
  }

  /** Lists the referrers in index.json, since other programs find them by their entries there, or by the referrers tag. */
  async linkReferrers(
    subject: Descriptor,
    referrers: readonly ManifestContent[],
    signal: AbortSignal,
  ): Promise<FoundIn> {
    await this.#prepare(signal);
    for (const manifest of referrers) {
      if (!(await this.has(manifest.descriptor, signal))) await this.putManifest(manifest, signal);
    }
    const entries = referrers.map(entryOf);
    // Other programs find a subject by digest only when index.json lists it; children of an index are not listed there.
    const listed = (await this.has(subject, signal)) ? [plainDescriptor(subject), ...entries] : entries;
    await this.#index.update(async (document) => {
      const reading = { blobs: this.#blobs, scan: this.#scan };
      const changed = await withReferrersTag(withEntries(document, listed), subject, reading, signal);
      const { list } = changed;
      if (list) await this.#blobs.putBytes(list.descriptor, list.bytes, signal);
      return changed.document;
    }, signal);
    await this.#confirm(subject, referrers, signal);
    return 'index';
  }

  async #confirm(
    subject: Descriptor,
    referrers: readonly ManifestContent[],
    signal: AbortSignal,
  ): Promise<void> {
    const listed = new Set(listedDescriptors(await this.#index.read()).map(({ digest }) => digest));
    for (const { descriptor } of referrers) {
      if (listed.has(descriptor.digest) && (await this.has(descriptor, signal))) continue;
      const message = `${this.#shown} does not keep ${descriptor.digest}, attached to ${subject.digest}`;
      throw new SealiftError('signature_lost', message);
    }
  }

  async tag({ descriptor, bytes }: ManifestContent, tag: string, signal: AbortSignal): Promise<void> {
    if (!(await this.has(descriptor, signal))) {
      throw new SealiftError(
        'artifact_not_found',
        `${this.#shown} does not hold ${descriptor.digest}, to be tagged`,
      );
    }
    const entry = entryOf({ descriptor, bytes });
    await refuseMissingBlobs({ descriptor, bytes }, this.#blobs, this.#shown);
    await this.#prepare(signal);
    await this.#index.update((document) => withTag(document, entry, tag), signal);
  }

  /** Under the lock of index.json, so that nobody writes in between. */
  async mergeTag(tag: string, merge: MergeTag, signal: AbortSignal): Promise<ManifestContent> {
    await this.#prepare(signal);
    let held: ManifestContent | undefined;
    const change: IndexChange = async (document) => {
      const listed = findTag(document, tag, this.#shown);
      const bytes = listed && (await this.#blobs.read(listed.digest));
      const there = listed && bytes && { descriptor: plainDescriptor(listed), bytes };
      held = merge(there);
      if (held === there) return document;
      await this.#blobs.putBytes(held.descriptor, held.bytes, signal);
      await refuseMissingBlobs(held, this.#blobs, this.#shown);
      return withTag(document, entryOf(held), tag);
    };
    await this.#index.update(change, signal, tag);
    return held!;
  }

  /** Every referrer has an entry of its own in index.json, whatever the referrers tag names. */
  async refuseUnlistable(): Promise<void> {}

  /** regctl keeps lists of referrers under these tags, in layouts too. */
  async refuseHiding(tag: string): Promise<void> {
    if (!isReferrersTag(tag)) return;
    const message = `${this.#shown}: the tag ${tag} is not to name an image, since readers look there for what is attached to one`;
    throw new SealiftError('referrers_tag_taken', message, { hint: HIDING_HINT });
  }

  async isListed(manifest: Descriptor, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    return listedDescriptors(await this.#document()).some((one) => sameContent(one, manifest));
  }

  async list(manifest: ManifestContent, signal: AbortSignal): Promise<void> {
    await this.#prepare(signal);
    await this.#index.update((document) => withEntries(document, [entryOf(manifest)]), signal);
  }

  close(): Promise<void> {
    return this.#place.close();
  }
}

/** The entry of a manifest in `index.json`: mediaType, digest, size, and for a referrer its artifactType. */
function entryOf(manifest: ManifestContent): Descriptor {
  const { artifactType } = referrerDescriptor(manifest);
  const { subject } = parseManifest(manifest);
  const plain = plainDescriptor(manifest.descriptor);
  return subject === undefined || artifactType === undefined ? plain : { ...plain, artifactType };
}
