import type { Descriptor } from '../../oci/descriptor.ts';
import { parseManifest } from '../../oci/manifest.ts';
import type { FoundIn, ManifestContent } from '../../oci/ports.ts';
import { mergeReferrers, referrerDescriptor } from '../../oci/referrers-index.ts';
import { IndexWriter } from './index-writer.ts';
import { ListPrefetch } from './list-prefetch.ts';
import type { Manifests } from './manifests.ts';
import type { Referrers } from './referrers.ts';
import type { RegistryList } from './registry-list.ts';

export interface LinkOptions {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** Nobody else writes this repository: no waiting for others. */
  readonly singleWriter: boolean;
  /** W in milliseconds: an index is written within this time of its reading, and read back so long after. */
  readonly window?: number;
}

/** Longer than a read, a merge and a write take anywhere. Milliseconds. */
const WINDOW = 1_000;
/** Reads until the API is expected to show what was put; some registries are late, some lose it. */
const API_ROUNDS = 5;
const FIRST_API_DELAY = 200;

/** Makes attached manifests discoverable, and believes nothing but a read (docs/architecture.md, Discovery and The referrers tag). */
export class Linker {
  readonly #referrers: Referrers;
  readonly #manifests: Manifests;
  readonly #options: LinkOptions;
  readonly #writer: IndexWriter;
  readonly #prefetch: ListPrefetch;

  constructor(referrers: Referrers, manifests: Manifests, options: LinkOptions) {
    this.#referrers = referrers;
    this.#manifests = manifests;
    this.#options = options;
    this.#writer = new IndexWriter(referrers, manifests, { ...options, window: options.window ?? WINDOW });
    this.#prefetch = new ListPrefetch(referrers);
  }

  /** PUT by digest; of a manifest with a subject the list will be needed, so what its answer hints at is asked at once. */
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

  /** @param known the list of the subject, if it was read. */
  async link(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    known: RegistryList | undefined,
    signal: AbortSignal,
  ): Promise<FoundIn> {
    const prefetched = this.#prefetch.take(subject);
    const listed = await prefetched?.entries;
    const first = prefetched?.isCurrent ? { listed } : undefined;
    if (await this.#shownByApi(subject, contents, first, signal)) return 'api';
    const tag = listed ? known?.tag : ((await prefetched?.tag) ?? known?.tag);
    await this.#writer.add(subject, contents.map(referrerDescriptor), tag, signal);
    return 'tag';
  }

  /** @throws SealiftError `content_too_large` when the entries would not fit into the index that was read. */
  refuseFullIndex(contents: readonly ManifestContent[], { tag }: RegistryList): void {
    if (this.#referrers.capability === 'api') return;
    mergeReferrers(tag?.entries ?? [], contents.map(referrerDescriptor));
  }

  /**
   * Whether the API lists everything, given a few moments; what it lost in between is put again (olareg 0.2.2).
   *
   * @param first what it was found to list after everything had been put, where it was asked already.
   */
  async #shownByApi(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    first: { readonly listed: readonly Descriptor[] | undefined } | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    for (let round = 1; ; round += 1) {
      const known = round === 1 ? first : undefined;
      const listed = known ? known.listed : await this.#referrers.apiEntries(subject, signal);
      if (!listed) return false;
      const missing = contents.filter(
        ({ descriptor }) => !listed.some(({ digest }) => digest === descriptor.digest),
      );
      if (missing.length === 0) return true;
      if (round === API_ROUNDS) return false;
      await this.#options.sleep(FIRST_API_DELAY * 2 ** (round - 1), signal);
      // The first time it may only be late.
      if (round === 1) continue;
      for (const content of missing)
        await this.#manifests.put(content, { digest: content.descriptor.digest }, signal);
    }
  }
}
