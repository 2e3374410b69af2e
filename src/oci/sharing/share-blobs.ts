import type { Readable } from 'node:stream';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { BlobSource } from '../ports.ts';
import { Feed } from './feed.ts';
import { Party } from './party.ts';
import { Room } from './room.ts';
import { SharedReader } from './shared-reader.ts';

const MIB = 1024 * 1024;

/** Bytes by which a reader may be behind the first one. Beyond that it gets a read of its own. */
const WINDOW = 8 * MIB;
/** Bytes that are held for all blobs together, so that memory does not grow with the number of blobs under way. */
const ROOM = 24 * MIB;

export interface SharingOptions {
  /** The time in milliseconds, from any start. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly window?: number;
  readonly room?: number;
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
  readonly #feeds = new Map<Digest, Set<Feed>>();
  readonly #parties = new Set<Party>();
  readonly #room: Room;

  constructor(source: BlobSource, options: SharingOptions) {
    this.#source = source;
    this.#options = options;
    this.#room = new Room(options.room ?? ROOM);
  }

  /** The most bytes that were held at once so far. */
  get peak(): number {
    return this.#room.peak;
  }

  /** Adds a destination. All destinations of a run have to be added before the first one reads. */
  join(): SharedSource {
    const party = new Party(this.#options.now);
    this.#parties.add(party);
    const unexpect = (isNeeded: (digest: Digest) => boolean): void => {
      for (const [digest, feeds] of this.#feeds) {
        if (!isNeeded(digest)) for (const feed of [...feeds]) feed.unexpect(party);
      }
    };
    return {
      repository: this.#source.repository,
      has: (descriptor, signal) => this.#source.has(descriptor, signal),
      blob: (descriptor, { offset = 0 }, signal) => this.#read(party, descriptor, offset, signal),
      decide: (needs) => {
        party.decide(needs);
        unexpect((digest) => party.mayNeed(digest));
      },
      release: (digest) => {
        party.forget(digest);
        unexpect((one) => one !== digest);
      },
      leave: () => {
        this.#parties.delete(party);
        unexpect(() => false);
      },
    };
  }

  async #read(party: Party, descriptor: Descriptor, offset: number, signal: AbortSignal): Promise<Readable> {
    signal.throwIfAborted();
    const reader = new SharedReader(party, offset, (one) => this.#feedFor(one, descriptor));
    const lost = new Promise<never>((_, reject) => reader.once('error', reject));
    const stop = (): unknown => reader.destroy(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    reader.once('close', () => signal.removeEventListener('abort', stop));
    await Promise.race([reader.feed().opened, lost]);
    return reader;
  }

  #feedFor(reader: SharedReader, descriptor: Descriptor): Feed {
    const { digest } = descriptor;
    const feeds = this.#feeds.get(digest) ?? new Set();
    this.#feeds.set(digest, feeds);
    reader.party.forget(digest);
    const known = [...feeds].find((feed) => feed.covers(reader));
    const feed = known ?? this.#open(reader, descriptor, feeds);
    feeds.add(feed);
    feed.join(reader);
    return feed;
  }

  #open({ party, at, leftBehind }: SharedReader, descriptor: Descriptor, feeds: Set<Feed>): Feed {
    const { now, sleep, window = WINDOW } = this.#options;
    const mayCome = [...this.#parties].filter((one) => at === 0 && one.mayNeed(descriptor.digest));
    const others = leftBehind?.parties ?? mayCome;
    return new Feed({
      offset: leftBehind?.from ?? at,
      expected: others.filter((one) => one !== party),
      open: (offset, signal) => this.#source.blob(descriptor, { offset }, signal),
      window,
      room: this.#room,
      now,
      sleep,
      onGone: (feed) => {
        feeds.delete(feed);
        if (feeds.size === 0 && this.#feeds.get(descriptor.digest) === feeds)
          this.#feeds.delete(descriptor.digest);
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
