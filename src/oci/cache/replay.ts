import { abortable } from '../../async/abortable.ts';
import type { ReferrerEntry } from '../ports.ts';

/** One list for many readers. It reads the store's list once, no further than its readers want, and keeps the entries. */
export class Replay {
  readonly #entries: ReferrerEntry[] = [];
  /** `undefined` after the end, so that what the list holds is freed. */
  #source: AsyncIterator<ReferrerEntry> | undefined;
  readonly #onEntry: (entry: ReferrerEntry) => void;
  /** The reading of the next entry; it resolves to whether there is one. The last one, or an error, stays. */
  #reading: Promise<boolean> | undefined;

  /** @param onEntry is called once for each entry, so that its memory can be counted; what it throws ends the list. */
  constructor(list: AsyncIterable<ReferrerEntry>, onEntry: (entry: ReferrerEntry) => void) {
    this.#source = list[Symbol.asyncIterator]();
    this.#onEntry = onEntry;
  }

  /** Reads one more entry. Readers that call this at the same time wait for the same entry. */
  more(): Promise<boolean> {
    if (!this.#source || this.#reading) return this.#reading ?? Promise.resolve(false);
    const reading = this.#source.next().then(
      (next) => {
        if (next.done) this.#source = undefined;
        else {
          this.#count(next.value);
          this.#entries.push(next.value);
          this.#reading = undefined;
        }
        return !next.done;
      },
      (error: unknown) => {
        this.#source = undefined;
        throw error;
      },
    );
    this.#reading = reading;
    return reading;
  }

  #count(entry: ReferrerEntry): void {
    try {
      this.#onEntry(entry);
    } catch (error) {
      this.#source = undefined;
      throw error;
    }
  }

  /** @param signal ends the wait of this reader; the list is read on for the others. */
  async *entries(signal: AbortSignal): AsyncGenerator<ReferrerEntry> {
    for (let at = 0; at < this.#entries.length || (await abortable(this.more(), signal)); at += 1) {
      signal.throwIfAborted();
      yield this.#entries[at]!;
    }
  }
}
