import { Readable } from 'node:stream';
import type { Feed } from './feed.ts';
import type { Party } from './party.ts';

/** Readers that were dropped from a feed together, and the position of the slowest: one more read can serve them all. */
export interface LeftBehind {
  readonly from: number;
  readonly parties: readonly Party[];
}

/** The stream of a blob for one destination. A feed, which others may share, gives it bytes; the feed can change midway. */
export class SharedReader extends Readable {
  readonly party: Party;
  /** Position in the blob of the next byte that the stream gets. */
  at: number;
  /** Whether the stream has all bytes that were read so far and waits for more. */
  isHungry = false;
  readonly #find: (reader: SharedReader) => Feed;
  #feed: Feed | undefined;
  #leftBehind: LeftBehind | undefined;

  /** @param find joins the reader to a feed that covers its position. */
  constructor(party: Party, offset: number, find: (reader: SharedReader) => Feed) {
    super();
    this.party = party;
    this.at = offset;
    this.#find = find;
  }

  get leftBehind(): LeftBehind | undefined {
    return this.#leftBehind;
  }

  /** The feed that gives the stream its bytes. */
  feed(): Feed {
    this.#feed ??= this.#find(this);
    return this.#feed;
  }

  /** Takes the stream off its feed because it is too far behind. It finds another feed when it wants more bytes. */
  detach(leftBehind: LeftBehind): void {
    this.#feed = undefined;
    this.#leftBehind = leftBehind;
  }

  override _read(): void {
    this.feed().serve(this);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#feed?.leave(this);
    this.#feed = undefined;
    callback(error);
  }
}
