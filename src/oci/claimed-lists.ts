import pLimit from 'p-limit';
import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { early } from './early.ts';
import { REFERRERS_LIMIT } from './limits.ts';
import type { ReferrerEntry, ReferrerReader } from './ports.ts';
import { claimedReferrers } from './referrers.ts';
import { unlessAborted } from './unless-aborted.ts';

const SOURCES = { sources: 'all', toTheEnd: true } as const;

export interface ListOptions {
  /** Requests in flight. */
  readonly concurrency: number;
  /**
   * Which of those that are listed will probably be kept: what is attached to them is asked for along with their manifest.
   * Of none when absent.
   */
  readonly likely?: (descriptor: Descriptor) => boolean;
}

/** What is listed as attached, read to the end; it can be asked for before it is known whether anybody will want it. */
export class ClaimedLists {
  readonly #store: ReferrerReader;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #likely: (descriptor: Descriptor) => boolean;
  /** `undefined` where enough was read ahead. */
  readonly #early = new Map<Digest, Promise<ReferrerEntry[] | undefined>>();
  /** Entries that were read ahead: nobody counts them until they are wanted, so these lists could fill the memory. */
  #ahead = 0;
  /** Whose list was wanted. */
  readonly #read = new Set<Digest>();
  readonly #over = new AbortController();

  constructor(store: ReferrerReader, { concurrency, likely = () => false }: ListOptions) {
    this.#store = store;
    this.#limit = pLimit(concurrency);
    this.#likely = likely;
  }

  /** Asks for a list that will likely be wanted; what fails is told to whoever wants it, and to nobody else. */
  ahead(subject: Descriptor, signal: AbortSignal): void {
    const { digest } = subject;
    if (!this.#likely(subject) || this.#read.has(digest) || this.#early.has(digest)) return;
    const joined = AbortSignal.any([signal, this.#over.signal]);
    const asked = this.#limit(async () => {
      if (this.#ahead > REFERRERS_LIMIT) return undefined;
      const entries = await this.#ask(subject, joined);
      this.#ahead += entries.length;
      return entries;
    });
    this.#early.set(digest, early(asked));
  }

  /** The list, asked for now unless it was. */
  async list(subject: Descriptor, signal: AbortSignal): Promise<readonly ReferrerEntry[]> {
    const asked = this.#early.get(subject.digest);
    this.#read.add(subject.digest);
    this.forget(subject);
    const known = asked && (await unlessAborted(asked, signal));
    return known ?? this.#limit(() => this.#ask(subject, signal));
  }

  /** It was asked for in vain. */
  forget({ digest }: Descriptor): void {
    this.#early.delete(digest);
  }

  /** Ends what was asked for in vain and is still under way. */
  end(): void {
    this.#over.abort();
  }

  #ask(subject: Descriptor, signal: AbortSignal): Promise<ReferrerEntry[]> {
    return Array.fromAsync(claimedReferrers(this.#store, subject, SOURCES, signal));
  }
}
