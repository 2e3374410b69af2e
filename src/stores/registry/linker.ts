import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { parseManifest } from '../../oci/manifest.ts';
import type { FoundIn, ManifestContent, MergeTag } from '../../oci/ports.ts';
import { isReferrersTag, mergeReferrers, referrerDescriptor } from '../../oci/referrers-index.ts';
import type { Blobs } from './blobs.ts';
import { GuardedTags } from './guarded-tags.ts';
import { IndexWriter } from './index-writer.ts';
import { ListPrefetch } from './list-prefetch.ts';
import { lostReferrer } from './lost-referrer.ts';
import type { Manifests } from './manifests.ts';
import { PutReferrers } from './put-referrers.ts';
import type { Referrers } from './referrers.ts';
import type { RegistryList, TagState } from './registry-list.ts';
import { TagMerger } from './tag-merger.ts';
import type { TagOwner } from './tag-owner.ts';

export interface LinkOptions {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** Whether this run is the only writer of the repository, so that it need not wait for others. */
  readonly singleWriter: boolean;
  /** W of docs/architecture.md, "The referrers tag", in milliseconds. */
  readonly window?: number;
}

/** W by default, in milliseconds: longer than a read, a merge and a write take at any registry. */
const WINDOW = 1_000;
/** The most readings of the API until it has to list what was put. Some registries list it late, some lose it. */
const API_ROUNDS = 5;
const FIRST_API_DELAY = 200;

/**
 * Makes attached manifests discoverable, and takes only a reading for a proof (docs/architecture.md, "Discovery" and "The
 * referrers tag").
 */
export class Linker {
  readonly #referrers: Referrers;
  readonly #manifests: Manifests;
  readonly #blobs: Blobs;
  readonly #options: LinkOptions;
  readonly #owner: TagOwner;
  readonly #writer: IndexWriter;
  readonly #prefetch: ListPrefetch;
  readonly #merger: TagMerger;
  /** Referrers tags that were not there when they were looked at, so that a write need not read them again at once. */
  readonly #absent = new Map<Digest, TagState>();

  constructor(
    referrers: Referrers,
    manifests: Manifests,
    blobs: Blobs,
    owner: TagOwner,
    options: LinkOptions,
  ) {
    this.#referrers = referrers;
    this.#manifests = manifests;
    this.#blobs = blobs;
    this.#options = options;
    this.#owner = owner;
    const { window = WINDOW } = options;
    const tags = new GuardedTags(manifests, { ...options, window });
    this.#writer = new IndexWriter(referrers, manifests, owner, tags, { ...options, window });
    this.#merger = new TagMerger(manifests, tags, options);
    this.#prefetch = new ListPrefetch(referrers);
  }

  /** Puts a manifest by its digest. When the answer does not name its subject, the lists of that are asked for at once. */
  async put(content: ManifestContent, signal: AbortSignal): Promise<void> {
    const { subject } = parseManifest(content);
    if (subject) this.#prefetch.outdate(subject);
    const { namesSubject } = await this.#manifests.put(
      content,
      { digest: content.descriptor.digest },
      signal,
    );
    if (subject && !namesSubject) this.#prefetch.ask(subject, signal);
  }

  /**
   * Makes manifests discoverable under their subject; see `linkReferrers` in `oci/ports.ts`.
   *
   * @param known the list of the subject, if it was read.
   */
  async link(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    known: RegistryList | undefined,
    signal: AbortSignal,
  ): Promise<FoundIn> {
    const prefetched = this.#prefetch.take(subject);
    const listed = await prefetched?.entries;
    const first = prefetched?.isCurrent ? { listed } : undefined;
    const referrers = new PutReferrers(subject, contents, this.#manifests, this.#blobs);
    // An API that listed them before they were put shows nothing by listing them.
    const wasListed = contents.some(({ descriptor }) => known?.ofApi.has(descriptor.digest));
    if (await this.#shownByApi(referrers, { first, wasListed }, signal)) return 'api';
    const read = known?.tag ?? this.#absent.get(subject.digest);
    this.#absent.delete(subject.digest);
    const tag = listed ? read : ((await prefetched?.tag) ?? read);
    await this.#writer.add(referrers, tag, signal);
    return 'tag';
  }

  /**
   * Refuses referrers that could not be listed; see `refuseUnlistable` in `oci/ports.ts`.
   *
   * @param known the list of the subject, if it was read.
   */
  async refuseUnlistable(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    known: RegistryList | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if ((await this.#referrers.discover(subject, signal)) === 'api') return;
    const tag = known?.tag ?? (await this.#referrers.readTag(subject, signal));
    if (!tag.exists) this.#absent.set(subject.digest, tag);
    const added = contents.map(referrerDescriptor);
    await this.#owner.refuseTaken(subject, tag, added, signal);
    mergeReferrers(tag.entries, added, tag.annotations);
  }

  /** Has a tag hold what others put there as well; see `mergeTag` in `oci/ports.ts`. */
  mergeTag(tag: string, merge: MergeTag, signal: AbortSignal): Promise<ManifestContent> {
    return this.#merger.merge(tag, merge, signal);
  }

  /** Refuses to hide a list of referrers; see `refuseHiding` in `oci/ports.ts`. */
  async refuseHiding(tag: string, content: Descriptor, signal: AbortSignal): Promise<void> {
    if (!isReferrersTag(tag)) return;
    if ((await this.#referrers.discover(content, signal)) !== 'api')
      throw this.#owner.hidden(
        tag,
        'readers look there for what is attached to one, and the Referrers API was not found',
      );
    await this.#owner.refuseHiding(tag, await this.#referrers.readTag(content, signal, tag), signal);
  }

  /**
   * Whether readers of the API get to all referrers within some readings; `false` where there is no API. A manifest that the
   * registry lost meanwhile, as olareg 0.2.2 does, is put again.
   *
   * @param first the list of the API, if it was read after all manifests had been put.
   * @param wasListed whether it listed one of them before, so that the registry is asked for the manifests as well.
   * @throws SealiftError `signature_lost` where the API answers and a reader does not get to one of them. A referrers tag would
   *   be no remedy, since nobody reads it there.
   */
  async #shownByApi(
    referrers: PutReferrers,
    {
      first,
      wasListed,
    }: {
      readonly first: { readonly listed: readonly Descriptor[] | undefined } | undefined;
      readonly wasListed: boolean;
    },
    signal: AbortSignal,
  ): Promise<boolean> {
    const { subject, artifactType } = referrers;
    for (let round = 1; ; round += 1) {
      const known = round === 1 ? first : undefined;
      const [listed] = await Promise.all([
        known ? known.listed : this.#referrers.apiEntries(subject, signal, artifactType),
        wasListed ? referrers.look(signal) : undefined,
      ]);
      // Once the API has answered, readers may get that answer again, and no tag is a remedy.
      if (!listed && round === 1) return false;
      const lost = await referrers.unreached({ api: listed ?? [], tag: [] }, signal);
      if (lost.length === 0) return true;
      if (round === API_ROUNDS) throw lostReferrer(this.#manifests.name, subject, lost[0]!, 'api');
      // Writers that made the registry lose each other's entries would do so again if all waited the same time.
      const spread = 0.5 + this.#options.random();
      await this.#options.sleep(FIRST_API_DELAY * 2 ** (round - 1) * spread, signal);
      // After the first reading the manifest may only be listed late, so nothing is put again yet.
      if (round > 1) await referrers.putAgain(lost, signal);
    }
  }
}
