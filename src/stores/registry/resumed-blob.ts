import { Readable } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { backoff } from '../../io/http/retry.ts';

/** Tries in all that bring nothing forward. */
const ATTEMPTS = 4;

export interface ResumeOptions {
  /** Opens the content from a byte on. */
  readonly open: (offset: number, signal: AbortSignal) => Promise<Readable>;
  /** Where `first` begins, and where the content ends. */
  readonly offset: number;
  readonly size: number;
  /** So many bytes have to come between two breaks that the next one is counted as the first again. */
  readonly chunk: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * A content that is read on from where it was when its connection breaks. It is opened anew each time, since the storage URL
 * that a registry redirects to has ended by then. The bytes are not checked: what reads them holds them to their digest.
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
    // One that has broken already says nothing more.
    if (source.closed && source.errored) broken(source.errored);
    else source.on('error', broken);
  }

  /** @throws what ends the reading: `broken`, or what became of the next try. */
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
