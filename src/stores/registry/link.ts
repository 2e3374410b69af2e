import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { FoundIn, ManifestContent, Subject } from '../../oci/ports.ts';
import { mergeReferrers, referrerDescriptor } from '../../oci/referrers-index.ts';
import { EarlyLists } from './early-lists.ts';
import { IndexWriter } from './index-writer.ts';
import type { Manifests } from './manifests.ts';
import type { Referrers } from './referrers.ts';

export interface LinkOptions {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** Nobody else writes this repository: no waiting for others. */
  readonly singleWriter: boolean;
  /** W of design rule 4, in milliseconds: an index is written within this time of its reading, and read back so long after. */
  readonly window?: number;
}

/** Longer than a read, a merge and a write take anywhere. Milliseconds. */
const WINDOW = 1_000;
/** Reads until the API is expected to show what was put; some registries are late, some lose it. */
const API_ROUNDS = 5;
const FIRST_API_DELAY = 200;

/** Makes attached manifests discoverable, and believes nothing but a read (design rules 3 and 4). */
export class Linker {
  readonly #referrers: Referrers;
  readonly #manifests: Manifests;
  readonly #options: LinkOptions;
  readonly #writer: IndexWriter;
  readonly #early: EarlyLists;
  /** Subjects that the registry said it noticed in a PUT. */
  readonly #announced = new Set<Digest>();

  constructor(referrers: Referrers, manifests: Manifests, options: LinkOptions) {
    this.#referrers = referrers;
    this.#manifests = manifests;
    this.#options = options;
    this.#writer = new IndexWriter(referrers, manifests, { ...options, window: options.window ?? WINDOW });
    this.#early = new EarlyLists(referrers);
  }

  /** PUT by digest; where the manifest is to be linked, what its answer hints at is asked at once. */
  async put(content: ManifestContent, linkedTo: Subject | undefined, signal: AbortSignal): Promise<void> {
    if (linkedTo) this.#early.outdate(linkedTo);
    const { namesSubject } = await this.#manifests.put(
      content,
      { digest: content.descriptor.digest },
      signal,
    );
    if (!linkedTo) return;
    if (namesSubject) this.#announced.add(linkedTo.digest);
    else this.#early.ask(linkedTo, signal);
  }

  async link(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    signal: AbortSignal,
    onReadBack?: () => void,
  ): Promise<FoundIn> {
    const early = this.#early.take(subject);
    const listed = await early?.entries;
    const first = early?.isCurrent ? { listed } : undefined;
    if (await this.#shownByApi(subject, contents, first, signal, onReadBack)) return 'api';
    if (!listed) await early?.tag;
    await this.#writer.add(subject, contents.map(referrerDescriptor), signal, onReadBack);
    return 'tag';
  }

  /** @throws SealiftError `content_too_large` when the entries would not fit into the index that was read. */
  refuseFullIndex(subject: Descriptor, contents: readonly ManifestContent[]): void {
    if (this.#referrers.capability === 'api') return;
    const known = this.#referrers.tagState(subject.digest);
    mergeReferrers(known?.entries ?? [], contents.map(referrerDescriptor));
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
    onReadBack?: () => void,
  ): Promise<boolean> {
    for (let round = 1; ; round += 1) {
      const known = round === 1 ? first : undefined;
      if (!known && this.#expectsApi(subject)) onReadBack?.();
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

  #expectsApi({ digest }: Subject): boolean {
    const { capability } = this.#referrers;
    return capability === 'api' || (capability === 'unknown' && this.#announced.has(digest));
  }
}
