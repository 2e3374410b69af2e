import type { Readable } from 'node:stream';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { BlobSource } from '../ports.ts';
import { BufferPool } from './buffer-pool.ts';
import { SharedRead } from './shared-read.ts';
import { Subscriber } from './subscriber.ts';
import { SubscriberStream } from './subscriber-stream.ts';

const MIB = 1024 * 1024;

/** Bytes by which a stream may be behind the first one. Beyond that it gets a read of its own. */
const WINDOW = 8 * MIB;
/** Bytes that are held for all blobs together, so that memory does not grow with the number of blobs under way. */
const POOL = 24 * MIB;

/** The memory of the shared reads of a run. */
export const bufferPool = (): BufferPool => new BufferPool(POOL);

export interface SharingOptions {
  /** The time in milliseconds, from any start. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly window?: number;
  /** Bytes, or what several images share. */
  readonly pool?: number | BufferPool;
}

/** The source of blobs for one of several destinations. */
export interface SharedSource extends BlobSource {
  /** Names the blobs that this destination will read. Before this call it may read any. */
  decide(needs: Iterable<Digest>): void;
  /** Says that this destination does not need the blob after all. */
  release(digest: Digest): void;
  /** Says that this destination reads nothing any more, so that nobody waits for it. */
  leave(): void;
}

/**
 * Reads each blob once at the source for several destinations that need it. A destination joins a read while the first bytes
 * are still kept. One that falls too far behind, or starts over, goes on with a read of its own. A destination that fails
 * does not disturb the others; an error of the source reaches all destinations that were reading.
 */
export class BlobSharing {
  readonly #source: BlobSource;
  readonly #options: SharingOptions;
  readonly #reads = new Map<Digest, Set<SharedRead>>();
  readonly #subscribers = new Set<Subscriber>();
  readonly #pool: BufferPool;

  constructor(source: BlobSource, options: SharingOptions) {
    this.#source = source;
    this.#options = options;
    const { pool = POOL } = options;
    this.#pool = typeof pool === 'number' ? new BufferPool(pool) : pool;
  }

  /** The most bytes that were held at once so far. */
  get peak(): number {
    return this.#pool.peak;
  }

  /** Adds a destination. All destinations of a run have to be added before the first one reads. */
  join(): SharedSource {
    const subscriber = new Subscriber(this.#options.now);
    this.#subscribers.add(subscriber);
    const unexpect = (isNeeded: (digest: Digest) => boolean): void => {
      for (const [digest, reads] of this.#reads) {
        if (!isNeeded(digest)) for (const read of [...reads]) read.unexpect(subscriber);
      }
    };
    return {
      repository: this.#source.repository,
      has: (descriptor, signal) => this.#source.has(descriptor, signal),
      blob: (descriptor, { offset = 0 }, signal) => this.#read(subscriber, descriptor, offset, signal),
      decide: (needs) => {
        subscriber.decide(needs);
        unexpect((digest) => subscriber.mayNeed(digest));
      },
      release: (digest) => {
        subscriber.forget(digest);
        unexpect((one) => one !== digest);
      },
      leave: () => {
        this.#subscribers.delete(subscriber);
        unexpect(() => false);
      },
    };
  }

  async #read(
    subscriber: Subscriber,
    descriptor: Descriptor,
    offset: number,
    signal: AbortSignal,
  ): Promise<Readable> {
    signal.throwIfAborted();
    const stream = new SubscriberStream(subscriber, offset, (one) => this.#readFor(one, descriptor));
    const lost = new Promise<never>((_, reject) => stream.once('error', reject));
    const stop = (): unknown => stream.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    stream.once('close', () => signal.removeEventListener('abort', stop));
    await Promise.race([stream.shared().opened, lost]);
    return stream;
  }

  #readFor(stream: SubscriberStream, descriptor: Descriptor): SharedRead {
    const { digest } = descriptor;
    const reads = this.#reads.get(digest) ?? new Set();
    this.#reads.set(digest, reads);
    stream.subscriber.forget(digest);
    const known = [...reads].find((read) => read.covers(stream));
    const read = known ?? this.#open(stream, descriptor, reads);
    reads.add(read);
    read.join(stream);
    return read;
  }

  #open(
    { subscriber, at, leftBehind }: SubscriberStream,
    descriptor: Descriptor,
    reads: Set<SharedRead>,
  ): SharedRead {
    const { now, sleep, window = WINDOW } = this.#options;
    const mayCome = [...this.#subscribers].filter((one) => at === 0 && one.mayNeed(descriptor.digest));
    const others = leftBehind?.subscribers ?? mayCome;
    return new SharedRead({
      offset: leftBehind?.from ?? at,
      expected: others.filter((one) => one !== subscriber),
      open: (offset, signal) => this.#source.blob(descriptor, { offset }, signal),
      window,
      pool: this.#pool,
      now,
      sleep,
      onGone: (read) => {
        reads.delete(read);
        if (reads.size === 0 && this.#reads.get(descriptor.digest) === reads)
          this.#reads.delete(descriptor.digest);
      },
    });
  }
}

/** One source for each of `count` destinations. A single destination reads from the source itself. */
export function shareBlobs(source: BlobSource, count: number, options: SharingOptions): SharedSource[] {
  if (count > 1) {
    const sharing = new BlobSharing(source, options);
    return Array.from({ length: count }, () => sharing.join());
  }
  const nothing = (): void => {};
  const alone: SharedSource = {
    repository: source.repository,
    has: (descriptor, signal) => source.has(descriptor, signal),
    blob: (descriptor, given, signal) => source.blob(descriptor, given, signal),
    decide: nothing,
    release: nothing,
    leave: nothing,
  };
  return [alone];
}
