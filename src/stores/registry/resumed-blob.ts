import { Readable } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { backoff } from '../../io/http/retry.ts';

/** The most tries in a row that bring fewer bytes than a chunk. */
const ATTEMPTS = 4;

export interface ResumeOptions {
  /** Opens the content from a byte on. */
  readonly open: (offset: number, signal: AbortSignal) => Promise<Readable>;
  /** Position where `first` begins; `size` is where the content ends. */
  readonly offset: number;
  readonly size: number;
  /** Bytes that have to arrive between two breaks, so that the tries are counted from the start again. */
  readonly chunk: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number in [0, 1), which spreads the retries of several runs. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * A blob that is read on from the last byte when its connection breaks. Each time the registry is asked anew, since the storage
 * URL of its redirect may have expired. The reader has to check the digest.
 */
export class ResumedBlob extends Readable {
  readonly #options: ResumeOptions;
  readonly #gone = new AbortController();
  readonly #signal: AbortSignal;
  #source: Readable | undefined;
  #at: number;
  #mark: number;
  #attempt = 1;

  constructor(first: Readable, options: ResumeOptions) {
    super();
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#gone.signal]);
    this.#at = options.offset;
    this.#mark = options.offset;
    this.#follow(first);
  }

  #follow(source: Readable): void {
    this.#source = source;
    source.on('data', (chunk: Buffer) => {
      this.#at += chunk.length;
      if (!this.push(chunk)) source.pause();
    });
    source.on('end', () => this.push(null));
    const broken = (error: Error): void => {
      if (!this.destroyed) this.#resume(error).catch((reason: Error) => this.destroy(reason));
    };
    // A stream that has broken already emits no error any more.
    if (source.closed && source.errored) broken(source.errored);
    else source.on('error', broken);
  }

  /** Opens the content again. It throws `broken`, or the error of the next try, when that ends the reading. */
  async #resume(broken: Error): Promise<void> {
    const { open, sleep, random, size, chunk } = this.#options;
    this.#source = undefined;
    if (this.#at === size) {
      this.push(null);
      return;
    }
    if (this.#at >= this.#mark + chunk) this.#attempt = 1;
    this.#mark = this.#at;
    const mayPass = broken instanceof SealiftError && broken.exitCode === 3;
    if (!mayPass || this.#attempt === ATTEMPTS) throw broken;
    await sleep(backoff(this.#attempt, random), this.#signal);
    this.#attempt += 1;
    const source = await open(this.#at, this.#signal);
    if (this.destroyed) source.destroy();
    else this.#follow(source);
  }

  override _read(): void {
    this.#source?.resume();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#gone.abort();
    this.#source?.destroy();
    callback(error);
  }
}
