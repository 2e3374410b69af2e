import type { Holdup, SharedRead } from './shared-read.ts';

/** The memory that all shared reads of one run may hold together. */
export class BufferPool {
  readonly #limit: number;
  #used = 0;
  #peak = 0;
  readonly #listeners = new Set<() => void>();
  readonly #reads = new Set<SharedRead>();
  /** Shared reads that have read to the end and keep bytes for a destination that has not come yet, the oldest first. */
  readonly #retained = new Set<SharedRead>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#used >= this.#limit;
  }

  /** The most bytes that were held at once so far. */
  get peak(): number {
    return this.#peak;
  }

  take(bytes: number): void {
    this.#used += bytes;
    this.#peak = Math.max(this.#peak, this.#used);
  }

  give(bytes: number): void {
    if (bytes === 0) return;
    this.#used -= bytes;
    for (const tell of [...this.#listeners]) tell();
  }

  /** Calls `tell` whenever memory is freed. The returned function ends that. */
  onFree(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  enter(read: SharedRead): void {
    this.#reads.add(read);
  }

  /** Removes a shared read that holds no bytes and will hold none. */
  exit(read: SharedRead): void {
    this.#reads.delete(read);
    this.#retained.delete(read);
  }

  retain(read: SharedRead): void {
    this.#retained.add(read);
  }

  forget(read: SharedRead): void {
    this.#retained.delete(read);
  }

  /** The destinations to drop first when memory is full: of the oldest read without streams, else of the one that holds most. */
  holdup(): Holdup | undefined {
    const [oldest] = this.#retained;
    if (oldest) return oldest.holdup();
    let largest: SharedRead | undefined;
    for (const read of this.#reads) if (!largest || read.held > largest.held) largest = read;
    return largest && largest.held > 0 ? largest.holdup() : undefined;
  }
}
