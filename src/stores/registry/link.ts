import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { FoundIn, ManifestContent } from '../../oci/ports.ts';
import { mergeReferrers, referrerDescriptor, referrersTag } from '../../oci/referrers-index.ts';
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
/** N of design rule 4. */
const TAG_ROUNDS = 12;
/** Reads until the API is expected to show what was put; some registries are late, some lose it. */
const API_ROUNDS = 5;
const FIRST_API_DELAY = 200;

/** Makes attached manifests discoverable, and believes nothing but a read (design rules 3 and 4). */
export class Linker {
  readonly #referrers: Referrers;
  readonly #manifests: Manifests;
  readonly #options: LinkOptions;
  readonly #window: number;

  constructor(referrers: Referrers, manifests: Manifests, options: LinkOptions) {
    this.#referrers = referrers;
    this.#manifests = manifests;
    this.#options = options;
    this.#window = options.window ?? WINDOW;
  }

  async link(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    signal: AbortSignal,
  ): Promise<FoundIn> {
    if (await this.#shownByApi(subject, contents, signal)) return 'api';
    await this.#writeTag(subject, contents, signal);
    return 'tag';
  }

  /** @throws SealiftError `content_too_large` when the entries would not fit into the index that was read. */
  refuseFullIndex(subject: Descriptor, contents: readonly ManifestContent[]): void {
    const known = this.#referrers.tagState(subject.digest);
    if (known && this.#referrers.capability !== 'api')
      mergeReferrers(known.entries, contents.map(referrerDescriptor));
  }

  /** Whether the API lists everything, given a few moments; what it lost in between is put again (olareg 0.2.2). */
  async #shownByApi(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    signal: AbortSignal,
  ): Promise<boolean> {
    for (let round = 1; round <= API_ROUNDS; round += 1) {
      const listed = await this.#referrers.apiEntries(subject, signal);
      if (!listed) return false;
      const missing = contents.filter(
        ({ descriptor }) => !listed.some(({ digest }) => digest === descriptor.digest),
      );
      if (missing.length === 0) return true;
      await this.#options.sleep(FIRST_API_DELAY * 2 ** (round - 1), signal);
      if (round >= 2) {
        for (const content of missing)
          await this.#manifests.put(content, { digest: content.descriptor.digest }, signal);
      }
    }
    return false;
  }

  /**
   * Reads, merges and writes the index, waits until every writer that read before us must have written, and reads back;
   * again until our entries are there. The standard has no lock, so this is as far as it goes.
   */
  async #writeTag(
    subject: Descriptor,
    contents: readonly ManifestContent[],
    signal: AbortSignal,
  ): Promise<void> {
    const { sleep, random, singleWriter } = this.#options;
    const added = contents.map(referrerDescriptor);
    let entries = await this.#recentEntries(subject, signal);
    for (let round = 1; round <= TAG_ROUNDS; round += 1) {
      const { content } = mergeReferrers(entries, added);
      const written = this.#isMissing(entries, added);
      if (written) await this.#manifests.put(content, { tag: referrersTag(subject.digest) }, signal);
      if (written && !singleWriter) await sleep(this.#window, signal);
      entries = await this.#referrers.readTag(subject, signal);
      if (!this.#isMissing(entries, added)) return;
      // Spread the writers that lost, so that they do not meet again.
      if (!singleWriter) {
        await sleep(random() * this.#window, signal);
        entries = await this.#referrers.readTag(subject, signal);
      }
    }
    const lost = added
      .filter((one) => !entries.some((entry) => sameContent(entry, one)))
      .map(({ digest }) => digest);
    throw new SealiftError(
      'referrers_index_contended',
      `the referrers tag of ${subject.digest} does not keep ${lost.join(', ')}: others write it at the same time`,
    );
  }

  /** What was read less than the window ago, else a new reading. */
  async #recentEntries(subject: Descriptor, signal: AbortSignal): Promise<readonly Descriptor[]> {
    const known = this.#referrers.tagState(subject.digest);
    const fresh = known && this.#options.now().getTime() - known.readAt < this.#window;
    return fresh ? known.entries : this.#referrers.readTag(subject, signal);
  }

  #isMissing(entries: readonly Descriptor[], added: readonly Descriptor[]): boolean {
    return added.some((one) => !entries.some((entry) => sameContent(entry, one)));
  }
}
