import type { Feed, Holdup } from './feed.ts';

/** The memory that all shared reads of one run may hold together. */
export class Room {
  readonly #limit: number;
  #used = 0;
  #peak = 0;
  readonly #listeners = new Set<() => void>();
  readonly #feeds = new Set<Feed>();
  /** Feeds that have read to the end and keep bytes for a destination that has not come yet, the oldest first. */
  readonly #retained = new Set<Feed>();

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

  /** Calls `tell` whenever memory was freed. The returned function ends that. */
  tellOfRoom(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }

  enter(feed: Feed): void {
    this.#feeds.add(feed);
  }

  /** Removes a feed that holds no bytes and will hold none. */
  exit(feed: Feed): void {
    this.#feeds.delete(feed);
    this.#retained.delete(feed);
  }

  retain(feed: Feed): void {
    this.#retained.add(feed);
  }

  forget(feed: Feed): void {
    this.#retained.delete(feed);
  }

  /** The destinations to drop first when memory is full: of the oldest feed without readers, else of the one that holds most. */
  holdup(): Holdup | undefined {
    const [oldest] = this.#retained;
    if (oldest) return oldest.holdup();
    let largest: Feed | undefined;
    for (const feed of this.#feeds) if (!largest || feed.held > largest.held) largest = feed;
    return largest && largest.held > 0 ? largest.holdup() : undefined;
  }
}
