import type { Readable } from 'node:stream';
import type { BufferPool } from './buffer-pool.ts';
import type { Subscriber } from './subscriber.ts';
import type { SubscriberStream } from './subscriber-stream.ts';
import { Window } from './window.ts';

/** Milliseconds that a shared read waits for streams which take no bytes at all. */
const STANDSTILL = 3_000;

/** The destinations that keep a shared read from going on. */
export interface Holdup {
  readonly subscribers: readonly Subscriber[];
  /** A value that changes when one of them makes progress. */
  readonly mark: unknown;
  /** Drops them, so that the read can go on. */
  release(): void;
}

export interface SharedReadOptions {
  readonly offset: number;
  /** The destinations that may still open the blob and then need everything from `offset` on. */
  readonly expected: Iterable<Subscriber>;
  readonly open: (offset: number, signal: AbortSignal) => Promise<Readable>;
  /** Bytes by which the slowest stream may be behind the first one. */
  readonly window: number;
  readonly pool: BufferPool;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onGone: (read: SharedRead) => void;
}

/** One read of one blob at its source, which feeds the streams of all subscribers that keep up with it. */
export class SharedRead {
  /** Rejects with the source's error when the blob cannot be opened. */
  readonly opened: Promise<void>;
  readonly #options: SharedReadOptions;
  readonly #window: Window;
  readonly #streams = new Set<SubscriberStream>();
  readonly #expected: Set<Subscriber>;
  readonly #stop = new AbortController();
  #state: 'reading' | 'ended' | 'gone' = 'reading';
  #source: Readable | undefined;
  #mark = { from: 0, absent: 0 };
  #tell: (() => void) | undefined;
  /** Since when the streams that the read waits for have made no progress. */
  #still: { readonly mark: unknown; readonly since: number; slept: number } | undefined;

  constructor(options: SharedReadOptions) {
    this.#options = options;
    this.#window = new Window(options.offset);
    this.#expected = new Set(options.expected);
    options.pool.enter(this);
    const opened = Promise.withResolvers<void>();
    this.opened = opened.promise;
    opened.promise.catch(() => {});
    this.#run(opened.resolve).catch((error: unknown) => {
      opened.reject(error);
      this.#fail(error as Error);
    });
  }

  /** Bytes that are kept in memory for streams behind the first one. */
  get held(): number {
    const lags = this.#expected.size > 0 || this.#floor() < this.#front();
    return lags ? this.#window.length : 0;
  }

  /** Whether this read has, or will have, every byte that the stream still needs. */
  covers({ at, subscriber }: SubscriberStream): boolean {
    const { from, to } = this.#window;
    return !this.#isGone && at >= from && (at <= to || this.#expected.has(subscriber));
  }

  join(stream: SubscriberStream): void {
    this.#streams.add(stream);
    this.#expected.delete(stream.subscriber);
    this.#options.pool.forget(this);
  }

  leave(stream: SubscriberStream): void {
    if (this.#streams.delete(stream)) this.#settle();
  }

  /** Stops keeping bytes for a destination that will not take the blob from this read. */
  unexpect(subscriber: Subscriber): void {
    if (this.#expected.delete(subscriber)) this.#settle();
  }

  /** Gives the stream its next bytes. When they are not read yet, it wakes the read. */
  serve(stream: SubscriberStream): void {
    const bytes = this.#window.at(stream.at);
    stream.isHungry = bytes === undefined && this.#state === 'reading';
    if (bytes !== undefined) {
      stream.at += bytes.length;
      this.#settle();
      stream.push(bytes);
    } else if (this.#state === 'ended') stream.push(null);
    else this.wake();
  }

  /** Wakes the read when it waits for a change: a hungry stream, progress of a slow one, or more room in the pool. */
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
   * The destinations that bytes are kept for and that have not come, or are in the slower half of the kept bytes. The read
   * waits once for all of them together.
   */
  holdup(): Holdup {
    const { from, length } = this.#window;
    const absent = [...this.#expected];
    if (this.#mark.from !== from || this.#mark.absent !== absent.length) {
      this.#mark = { from, absent: absent.length };
    }
    // The slowest stream is always among them, or no memory would be freed; the first stream (at the front) never is.
    const behind = Math.max(this.#floor(), from + length / 2);
    const slow = [...this.#streams].filter(({ at }) => at <= behind && at < this.#front());
    return {
      subscribers: [...absent, ...slow.map(({ subscriber }) => subscriber)],
      mark: this.#mark,
      release: () => {
        for (const subscriber of absent) this.#expected.delete(subscriber);
        const left = slow.filter((stream) => this.#streams.delete(stream));
        const together = {
          from: Math.min(...left.map(({ at }) => at)),
          subscribers: left.map(({ subscriber }) => subscriber),
        };
        for (const stream of left) stream.detach(together);
        this.#settle();
      },
    };
  }

  #front(): number {
    return Math.max(...[...this.#streams].map(({ at }) => at));
  }

  /** The first position that a stream, or an expected destination, still needs. */
  #floor(): number {
    if (this.#expected.size > 0) return this.#window.from;
    return Math.min(this.#window.to, ...[...this.#streams].map(({ at }) => at));
  }

  /** Frees the bytes that nobody needs any more, and ends the read when nobody needs any of it. */
  #settle(): void {
    const { pool } = this.#options;
    if (this.#isGone) return;
    const before = this.#window.length;
    this.#window.dropBefore(this.#floor());
    pool.give(before - this.#window.length);
    if (this.#streams.size === 0) {
      if (this.#state === 'reading' || this.#expected.size === 0) this.#close();
      else pool.retain(this);
    }
    this.wake();
  }

  #close(): void {
    if (this.#isGone) return;
    this.#state = 'gone';
    this.#options.pool.give(this.#window.length);
    this.#options.pool.exit(this);
    this.#window.dropBefore(this.#window.to);
    this.#stop.abort();
    this.#source?.destroy();
    this.#options.onGone(this);
    this.wake();
  }

  #fail(error: Error): void {
    const streams = [...this.#streams];
    this.#close();
    this.#streams.clear();
    for (const stream of streams) stream.destroy(error);
  }

  async #run(opened: () => void): Promise<void> {
    const { open, offset, pool } = this.#options;
    this.#source = await open(offset, this.#stop.signal);
    if (this.#isGone) {
      this.#source.destroy();
      return;
    }
    opened();
    for await (const bytes of this.#source) {
      if (this.#isGone) return;
      this.#window.add(bytes);
      pool.take(bytes.length);
      this.#serveHungry();
      if (!(await this.#mayGoOn())) return;
    }
    if (this.#isGone) return;
    this.#state = 'ended';
    this.#serveHungry();
    this.#settle();
  }

  #serveHungry(): void {
    for (const stream of [...this.#streams]) if (stream.isHungry) this.serve(stream);
  }

  /** Resolves to `true` when a stream wants more and the slowest is not too far behind, to `false` when no stream is left. */
  async #mayGoOn(): Promise<boolean> {
    const { window, pool } = this.#options;
    for (;;) {
      if (this.#state !== 'reading') return false;
      const isWanted = [...this.#streams].some(({ isHungry }) => isHungry);
      if (!isWanted) {
        await this.#change();
        continue;
      }
      const held = this.#window.length;
      if (held < window && (held === 0 || !pool.isFull)) return true;
      await this.#waitFor(held < window ? (pool.holdup() ?? this.holdup()) : this.holdup());
    }
  }

  /**
   * Waits for slow destinations while one of them has time left in its stall budget, then drops them from the read. It waits no longer than
   * {@link STANDSTILL} for destinations without any progress: they may be waiting for a stream of this very read.
   */
  async #waitFor({ subscribers, mark, release }: Holdup): Promise<void> {
    const { sleep, now, pool } = this.#options;
    const known = this.#still;
    const still = known && known.mark === mark ? known : { mark, since: now(), slept: 0 };
    this.#still = still;
    const budget = Math.max(0, ...subscribers.map((subscriber) => subscriber.stallBudget.left));
    const longest = Math.min(budget, STANDSTILL - Math.max(still.slept, now() - still.since));
    if (longest > 0) {
      const waited = new AbortController();
      const over = sleep(longest, AbortSignal.any([waited.signal, this.#stop.signal])).then(
        () => {
          // The waits are added up as well, so that a clock that stands still cannot make the read wait for ever.
          still.slept += longest;
        },
        () => {},
      );
      const ends = [
        ...subscribers.map((subscriber) => subscriber.stallBudget.count('holding')),
        ...[...this.#streams]
          .filter(({ isHungry }) => isHungry)
          .map(({ subscriber }) => subscriber.stallBudget.count('held')),
        pool.onFree(() => this.wake()),
      ];
      await Promise.race([this.#change(), over]);
      waited.abort();
      for (const end of ends) end();
      return;
    }
    for (const subscriber of subscribers) subscriber.stallBudget.exhaust();
    this.#still = undefined;
    release();
  }
}
