import { artifactTypeMatches } from './artifact-type.ts';
import type { Digest } from './digest.ts';
import type { ReferrerEntry, ReferrerQuery, ReferrerReader, Subject } from './ports.ts';

/** One list, read as far as somebody wants it, and the same for whoever reads it again. */
class Replay {
  readonly #entries: ReferrerEntry[] = [];
  readonly #source: AsyncIterator<ReferrerEntry>;
  /** Resolves to whether there was one more; the last answer stays, an error included. */
  #reading: Promise<boolean> | undefined;
  #ended = false;

  constructor(list: AsyncIterable<ReferrerEntry>) {
    this.#source = list[Symbol.asyncIterator]();
  }

  /** Reads one entry further; whoever comes meanwhile waits for the same one. */
  more(): Promise<boolean> {
    if (this.#ended || this.#reading) return this.#reading ?? Promise.resolve(false);
    const reading = this.#source.next().then(
      (next) => {
        if (next.done) this.#ended = true;
        else {
          this.#entries.push(next.value);
          this.#reading = undefined;
        }
        return !next.done;
      },
      (error: unknown) => {
        this.#ended = true;
        throw error;
      },
    );
    this.#reading = reading;
    return reading;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReferrerEntry> {
    for (let at = 0; at < this.#entries.length || (await this.more()); at += 1) yield this.#entries[at]!;
  }
}

/**
 * Lists of referrers for one use case, each asked for once: whoever judges and whoever carries read the same one, and it
 * can be asked for before it is wanted.
 */
export class RememberedReferrers implements ReferrerReader {
  readonly #store: ReferrerReader;
  readonly #query: ReferrerQuery | undefined;
  readonly #lists = new Map<Digest, Replay>();

  /**
   * @param query of every list, where readers want different things: their artifact types are applied to what it gives. Without
   *   it a list is read as its first reader wants it.
   */
  constructor(store: ReferrerReader, query?: ReferrerQuery) {
    this.#store = store;
    this.#query = query;
  }

  /** Begins to read a list. What fails is told to whoever reads it. */
  ahead(subject: Subject, query: ReferrerQuery, signal: AbortSignal): void {
    this.#list(subject, query, signal)
      .more()
      .catch(() => {});
  }

  async *referrers(
    subject: Subject,
    query: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    for await (const entry of this.#list(subject, query, signal)) {
      signal.throwIfAborted();
      if (artifactTypeMatches(entry.descriptor, query.artifactType)) yield entry;
    }
  }

  #list(subject: Subject, wanted: ReferrerQuery, signal: AbortSignal): Replay {
    const query = this.#query ?? wanted;
    const list = this.#lists.get(subject.digest) ?? new Replay(this.#store.referrers(subject, query, signal));
    this.#lists.set(subject.digest, list);
    return list;
  }
}
