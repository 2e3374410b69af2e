import type { Readable } from 'node:stream';
import { KeptBytes } from './kept-bytes.ts';
import type { Party } from './party.ts';
import type { Room } from './room.ts';
import type { SharedReader } from './shared-reader.ts';

/** Milliseconds that a feed waits for readers which take no bytes at all. */
const STANDSTILL = 3_000;

/** The destinations that keep a feed from reading on. */
export interface Holdup {
  readonly parties: readonly Party[];
  /** A value that changes when one of them makes progress. */
  readonly mark: unknown;
  /** Drops them from the feed, so that it can read on. */
  release(): void;
}

export interface FeedOptions {
  readonly offset: number;
  /** The destinations that may still open the blob and then need everything from `offset` on. */
  readonly expected: Iterable<Party>;
  readonly open: (offset: number, signal: AbortSignal) => Promise<Readable>;
  /** Bytes by which the slowest reader may be behind the first one. */
  readonly window: number;
  readonly room: Room;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onGone: (feed: Feed) => void;
}

/** One read of one blob at its source, which feeds all readers that keep up with it. */
export class Feed {
  /** Rejects with the source's error when the blob cannot be opened. */
  readonly opened: Promise<void>;
  readonly #options: FeedOptions;
  readonly #kept: KeptBytes;
  readonly #readers = new Set<SharedReader>();
  readonly #expected: Set<Party>;
  readonly #stop = new AbortController();
  #state: 'reading' | 'ended' | 'gone' = 'reading';
  #stream: Readable | undefined;
  #mark = { from: 0, absent: 0 };
  #tell: (() => void) | undefined;
  /** Since when the readers that the feed waits for have made no progress. */
  #still: { readonly mark: unknown; readonly since: number; slept: number } | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#kept = new KeptBytes(options.offset);
    this.#expected = new Set(options.expected);
    options.room.enter(this);
    const opened = Promise.withResolvers<void>();
    this.opened = opened.promise;
    opened.promise.catch(() => {});
    this.#run(opened.resolve).catch((error: unknown) => {
      opened.reject(error);
      this.#fail(error as Error);
    });
  }

  /** Bytes that are kept in memory for readers behind the first one. */
  get held(): number {
    const lags = this.#expected.size > 0 || this.#floor() < this.#front();
    return lags ? this.#kept.length : 0;
  }

  /** Whether this feed has, or will read, every byte that the reader still needs. */
  covers({ at, party }: SharedReader): boolean {
    const { from, to } = this.#kept;
    return !this.#isGone && at >= from && (at <= to || this.#expected.has(party));
  }

  join(reader: SharedReader): void {
    this.#readers.add(reader);
    this.#expected.delete(reader.party);
    this.#options.room.forget(this);
  }

  leave(reader: SharedReader): void {
    if (this.#readers.delete(reader)) this.#settle();
  }

  /** Stops keeping bytes for a destination that will not read the blob from this feed. */
  unexpect(party: Party): void {
    if (this.#expected.delete(party)) this.#settle();
  }

  /** Gives the reader its next bytes. When they are not read yet, it wakes the feed. */
  serve(reader: SharedReader): void {
    const bytes = this.#kept.at(reader.at);
    reader.isHungry = bytes === undefined && this.#state === 'reading';
    if (bytes !== undefined) {
      reader.at += bytes.length;
      this.#settle();
      reader.push(bytes);
    } else if (this.#state === 'ended') reader.push(null);
    else this.wake();
  }

  /** Wakes the feed when it waits for a change: a hungry reader, progress of a slow one, or more room. */
  wake(): void {
    this.#tell?.();
    this.#tell = undefined;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  get #isGone(): boolean {
    return this.#state === 'gone';
  }

  /**
   * The destinations that bytes are kept for and that have not come, or are in the slower half of the kept bytes. The feed
   * waits once for all of them together.
   */
  holdup(): Holdup {
    const { from, length } = this.#kept;
    const absent = [...this.#expected];
    if (this.#mark.from !== from || this.#mark.absent !== absent.length) {
      this.#mark = { from, absent: absent.length };
    }
    // The slowest reader is always among them, or no memory would be freed; the first reader (at the front) never is.
    const behind = Math.max(this.#floor(), from + length / 2);
    const slow = [...this.#readers].filter(({ at }) => at <= behind && at < this.#front());
    return {
      parties: [...absent, ...slow.map(({ party }) => party)],
      mark: this.#mark,
      release: () => {
        for (const party of absent) this.#expected.delete(party);
        const left = slow.filter((reader) => this.#readers.delete(reader));
        const together = {
          from: Math.min(...left.map(({ at }) => at)),
          parties: left.map(({ party }) => party),
        };
        for (const reader of left) reader.detach(together);
        this.#settle();
      },
    };
  }

  #front(): number {
    return Math.max(...[...this.#readers].map(({ at }) => at));
  }

  /** The first position that a reader, or an expected destination, still needs. */
  #floor(): number {
    if (this.#expected.size > 0) return this.#kept.from;
    return Math.min(this.#kept.to, ...[...this.#readers].map(({ at }) => at));
  }

  /** Frees the bytes that nobody needs any more, and ends the read when nobody needs any of it. */
  #settle(): void {
    const { room } = this.#options;
    if (this.#isGone) return;
    const before = this.#kept.length;
    this.#kept.dropBefore(this.#floor());
    room.give(before - this.#kept.length);
    if (this.#readers.size === 0) {
      if (this.#state === 'reading' || this.#expected.size === 0) this.#close();
      else room.retain(this);
    }
    this.wake();
  }

  #close(): void {
    if (this.#isGone) return;
    this.#state = 'gone';
    this.#options.room.give(this.#kept.length);
    this.#options.room.exit(this);
    this.#kept.dropBefore(this.#kept.to);
    this.#stop.abort();
    this.#stream?.destroy();
    this.#options.onGone(this);
    this.wake();
  }

  #fail(error: Error): void {
    const readers = [...this.#readers];
    this.#close();
    this.#readers.clear();
    for (const reader of readers) reader.destroy(error);
  }

  async #run(opened: () => void): Promise<void> {
    const { open, offset, room } = this.#options;
    this.#stream = await open(offset, this.#stop.signal);
    if (this.#isGone) {
      this.#stream.destroy();
      return;
    }
    opened();
    for await (const bytes of this.#stream) {
      if (this.#isGone) return;
      this.#kept.add(bytes);
      room.take(bytes.length);
      this.#serveHungry();
      if (!(await this.#mayGoOn())) return;
    }
    if (this.#isGone) return;
    this.#state = 'ended';
    this.#serveHungry();
    this.#settle();
  }

  #serveHungry(): void {
    for (const reader of [...this.#readers]) if (reader.isHungry) this.serve(reader);
  }

  /** Resolves to `true` when a reader wants more and the slowest is not too far behind, to `false` when no reader is left. */
  async #mayGoOn(): Promise<boolean> {
    const { window, room } = this.#options;
    for (;;) {
      if (this.#state !== 'reading') return false;
      const isWanted = [...this.#readers].some(({ isHungry }) => isHungry);
      if (!isWanted) {
        await this.#change();
        continue;
      }
      const held = this.#kept.length;
      if (held < window && (held === 0 || !room.isFull)) return true;
      await this.#waitFor(held < window ? (room.holdup() ?? this.holdup()) : this.holdup());
    }
  }

  /**
   * Waits for slow destinations while one of them has patience left, then drops them from the feed. It waits no longer than
   * {@link STANDSTILL} for destinations without any progress: they may be waiting for a reader of this very feed.
   */
  async #waitFor({ parties, mark, release }: Holdup): Promise<void> {
    const { sleep, now, room } = this.#options;
    const known = this.#still;
    const still = known && known.mark === mark ? known : { mark, since: now(), slept: 0 };
    this.#still = still;
    const patience = Math.max(0, ...parties.map((party) => party.patience.left));
    const longest = Math.min(patience, STANDSTILL - Math.max(still.slept, now() - still.since));
    if (longest > 0) {
      const waited = new AbortController();
      const over = sleep(longest, AbortSignal.any([waited.signal, this.#stop.signal])).then(
        () => {
          // The waits are added up as well, so that a clock that stands still cannot make the feed wait for ever.
          still.slept += longest;
        },
        () => {},
      );
      const ends = [
        ...parties.map((party) => party.patience.count('holding')),
        ...[...this.#readers]
          .filter(({ isHungry }) => isHungry)
          .map(({ party }) => party.patience.count('held')),
        room.tellOfRoom(() => this.wake()),
      ];
      await Promise.race([this.#change(), over]);
      waited.abort();
      for (const end of ends) end();
      return;
    }
    for (const party of parties) party.patience.exhaust();
    this.#still = undefined;
    release();
  }
}
