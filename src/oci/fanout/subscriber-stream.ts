import { Readable } from 'node:stream';
import type { SharedRead } from './shared-read.ts';
import type { Subscriber } from './subscriber.ts';

/** Streams that were dropped from a read together, and the position of the slowest: one more read can serve them all. */
export interface LeftBehind {
  readonly from: number;
  readonly subscribers: readonly Subscriber[];
}

/** The stream of a blob for one destination. A read, which others may share, gives it bytes; the read can change midway. */
export class SubscriberStream extends Readable {
  readonly subscriber: Subscriber;
  /** Position in the blob of the next byte that the stream gets. */
  at: number;
  /** Whether the stream has all bytes that were read so far and waits for more. */
  isHungry = false;
  readonly #find: (stream: SubscriberStream) => SharedRead;
  #shared: SharedRead | undefined;
  #leftBehind: LeftBehind | undefined;

  /** @param find joins the stream to a read that covers its position. */
  constructor(subscriber: Subscriber, offset: number, find: (stream: SubscriberStream) => SharedRead) {
    super();
    this.subscriber = subscriber;
    this.at = offset;
    this.#find = find;
  }

  get leftBehind(): LeftBehind | undefined {
    return this.#leftBehind;
  }

  /** The read that gives the stream its bytes. */
  shared(): SharedRead {
    this.#shared ??= this.#find(this);
    return this.#shared;
  }

  /** Takes the stream off its read because it is too far behind. It finds another read when it wants more bytes. */
  detach(leftBehind: LeftBehind): void {
    this.#shared = undefined;
    this.#leftBehind = leftBehind;
  }

  override _read(): void {
    this.shared().serve(this);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#shared?.leave(this);
    this.#shared = undefined;
    callback(error);
  }
}
