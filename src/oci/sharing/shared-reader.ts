import { Readable } from 'node:stream';
import type { Feed } from './feed.ts';
import type { Party } from './party.ts';

/** Readers that were left behind together, and the position of the last of them: one more read can serve them all. */
export interface LeftBehind {
  readonly from: number;
  readonly parties: readonly Party[];
}

/** One destination's stream of a blob, fed by a read that others may share; from which one it is fed can change. */
export class SharedReader extends Readable {
  readonly party: Party;
  /** Position in the blob of the next byte it gets. */
  at: number;
  /** It has everything that was read so far and waits for more. */
  isHungry = false;
  readonly #find: (reader: SharedReader) => Feed;
  #feed: Feed | undefined;
  #leftBehind: LeftBehind | undefined;

  /** @param find joins it to a feed that covers its position. */
  constructor(party: Party, offset: number, find: (reader: SharedReader) => Feed) {
    super();
    this.party = party;
    this.at = offset;
    this.#find = find;
  }

  get leftBehind(): LeftBehind | undefined {
    return this.#leftBehind;
  }

  /** The read it is fed from. */
  feed(): Feed {
    this.#feed ??= this.#find(this);
    return this.#feed;
  }

  /** It is too far behind; when it wants more it looks for another read. */
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
