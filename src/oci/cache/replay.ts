import { abortable } from '../../async/abortable.ts';
import type { ReferrerEntry } from '../ports.ts';

/** One list, read from its store once and only as far as somebody wants it, and the same for whoever reads it again. */
export class Replay {
  readonly #entries: ReferrerEntry[] = [];
  readonly #source: AsyncIterator<ReferrerEntry>;
  readonly #onEntry: (entry: ReferrerEntry) => void;
  /** Resolves to whether there was one more; the last answer stays, an error included. */
  #reading: Promise<boolean> | undefined;
  #ended = false;

  /** @param onEntry is told of each entry once, so that its memory can be counted. */
  constructor(list: AsyncIterable<ReferrerEntry>, onEntry: (entry: ReferrerEntry) => void) {
    this.#source = list[Symbol.asyncIterator]();
    this.#onEntry = onEntry;
  }

  /** Reads one entry further; whoever comes meanwhile waits for the same one. */
  more(): Promise<boolean> {
    if (this.#ended || this.#reading) return this.#reading ?? Promise.resolve(false);
    const reading = this.#source.next().then(
      (next) => {
        if (next.done) this.#ended = true;
        else {
          this.#entries.push(next.value);
          this.#onEntry(next.value);
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

  /** @param signal ends the wait of this reader, and the reading of nobody else. */
  async *entries(signal: AbortSignal): AsyncGenerator<ReferrerEntry> {
    for (let at = 0; at < this.#entries.length || (await abortable(this.more(), signal)); at += 1) {
      signal.throwIfAborted();
      yield this.#entries[at]!;
    }
  }
}
