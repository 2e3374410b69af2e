import type { Readable } from 'node:stream';
import { prefetch } from '../../../async/prefetch.ts';
import { SealiftError } from '../../../errors.ts';
import { discard } from '../../../io/http/body.ts';
import { delayAfter, retryAfter } from '../../../io/http/retry.ts';
import type { HttpResponse } from '../../../io/http/types.ts';
import type { Descriptor } from '../../../oci/descriptor.ts';
import type { OpenBlob } from '../../../oci/ports.ts';
import { isOtherDigest } from '../other-digest.ts';
import { ChunkSource } from './chunk-source.ts';
import type { Session, Sessions } from './sessions.ts';

/** The most tries in a row that make no progress, after broken connections or errors of the registry. */
const ATTEMPTS = 4;
/** When a registry demands chunks longer than this many of ours, the rest of the blob is sent as one chunk. */
const MOST_LENGTHS = 8;
/** The most chunks of one try of which the registry keeps less than {@link FAIR_PART}. */
const STALLS = 3;
const FAIR_PART = 1 / 2;
/** All tries together send at most so many times the bytes of the blob and one chunk: a session may go back without end. */
const MOST_SENT = 8;

export interface UploadOptions {
  /**
   * Bytes of a chunk, which the registry keeps when the connection breaks again. A blob that is no longer than one chunk starts
   * over, since the question of how much has arrived would cost as much.
   */
  readonly chunk: number;
  /** The name of the registry for messages. */
  readonly name: string;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number in [0, 1), which spreads the retries of several runs. */
  readonly random: () => number;
  /** Asks whether the registry has the blob. */
  readonly isThere: (signal: AbortSignal) => Promise<boolean>;
}

/**
 * Uploads one blob to a registry in one PUT, which every registry takes. When the PUT fails midway, a blob of several chunks goes
 * on in chunks from the offset that the session names. The status of a chunk proves nothing; the `Range` of the answer counts
 * and, at the end, the digest.
 */
export class Upload {
  readonly #sessions: Sessions;
  readonly #descriptor: Descriptor;
  readonly #open: OpenBlob;
  readonly #options: UploadOptions;
  readonly #source: ChunkSource;
  #session: Session | undefined;
  #opened: Promise<Readable> | undefined;
  /** Bytes that the session has. */
  #received = 0;
  /** The longest body that is sent after one was refused for its length. */
  #limit: number | undefined;
  /** Bytes of all bodies that were sent so far. */
  #sent = 0;
  #mayResume: boolean;
  #answer: HttpResponse | undefined;

  /** @param begun an open session without any bytes. */
  constructor(
    sessions: Sessions,
    descriptor: Descriptor,
    open: OpenBlob,
    options: UploadOptions,
    begun: Session | undefined,
  ) {
    this.#sessions = sessions;
    this.#descriptor = descriptor;
    this.#open = open;
    this.#options = options;
    this.#source = new ChunkSource(descriptor, open);
    this.#session = begun;
    this.#mayResume = descriptor.size > options.chunk;
  }

  /** Begins the session and opens the source at the same time. */
  async #begin(signal: AbortSignal): Promise<Session> {
    this.#opened = prefetch(this.#open(0));
    try {
      return await this.#sessions.begin(signal);
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  /** Closes a source that was opened and is not read. */
  #close(): void {
    this.#opened?.then(
      (stream) => stream.destroy(),
      () => {},
    );
    this.#opened = undefined;
  }

  /** The whole blob, from the source that is open already, if there is one. */
  #whole(): Promise<Readable> {
    const opened = this.#opened ?? this.#open(0);
    this.#opened = undefined;
    return opened;
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.#persist(signal);
    } finally {
      this.#close();
    }
  }

  async #persist(signal: AbortSignal): Promise<void> {
    const { now, sleep, random, chunk } = this.#options;
    let mark = 0;
    for (let attempt = 1; ; attempt += 1) {
      this.#session ??= attempt === 1 ? await this.#begin(signal) : await this.#sessions.begin(signal);
      try {
        return await this.#send(this.#session, signal).finally(() => this.#source.close());
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof SealiftError)) throw error;
        // Without an answer of the registry, the source has failed.
        const refused = this.#answer === undefined ? undefined : error.code;
        if (refused === 'content_too_large') {
          if (!this.#shorten(this.#session)) throw this.#tooLarge(error);
        } else if (refused === 'digest_mismatch' && this.#received > 0 && this.#mayResume) {
          // The session has assembled another content, so from now on every retry starts over.
          this.#mayResume = false;
        } else {
          if (this.#received >= mark + chunk) {
            mark = this.#received;
            attempt = 1;
          }
          const asked = this.#answer && retryAfter(this.#answer.headers, now());
          const delay = delayAfter(attempt, asked, random);
          const isHopeless = this.#sent > MOST_SENT * (this.#descriptor.size + chunk);
          if (!this.#mayPass(error) || attempt >= ATTEMPTS || isHopeless || delay === undefined) throw error;
          await sleep(delay, signal);
        }
        if (await this.#recover(signal)) return;
      }
    }
  }

  #mayPass({ exitCode }: SealiftError): boolean {
    return (
      exitCode === 3 || this.#answer?.status === 404 || (this.#received > 0 && this.#answer?.status === 416)
    );
  }

  async #send(session: Session, signal: AbortSignal): Promise<void> {
    const { digest, size } = this.#descriptor;
    this.#answer = undefined;
    if (this.#received === 0 && this.#limit === undefined) {
      const body = { length: size, streams: true, open: () => this.#whole() } as const;
      this.#sent += size;
      await this.#stored(await this.#sessions.complete(session, digest, body, signal));
      return;
    }
    const last = await this.#sendChunks(session, signal);
    if (last === undefined) return;
    this.#answer = undefined;
    const response = await this.#sessions.complete(last, digest, undefined, signal);
    await this.#stored(response);
    if (response.status !== 201 && !(await this.#options.isThere(signal)))
      throw this.#unconfirmed('does not show it');
  }

  /** Sends the rest in chunks. It resolves to the session with the whole blob, or to `undefined` when the blob is stored. */
  async #sendChunks(begun: Session, signal: AbortSignal): Promise<Session | undefined> {
    const { size } = this.#descriptor;
    let session = begun;
    let stalls = 0;
    while (this.#received < size) {
      const from = this.#received;
      const length = Math.min(size - from, this.#chunkLength(session));
      const body = { length, streams: true, open: () => this.#source.take(from, length) } as const;
      this.#answer = undefined;
      this.#sent += length;
      const response = await this.#sessions.send(session, from, body, signal);
      this.#answer = response;
      const said = this.#sessions.progressOf(session, response);
      if (!(response.status < 300 || (response.status === 416 && said)))
        throw await this.#sessions.refusal(response, 'PATCH');
      await discard(response);
      // ECR answers the last chunk with 201 and then refuses the PUT.
      if (response.status === 201 && (await this.#options.isThere(signal))) return undefined;
      const progress = said ?? (await this.#sessions.progress(session, signal));
      if (!progress || progress.received > size) throw this.#unconfirmed('does not say what it has of it');
      if (progress.received - from < length * FAIR_PART) stalls += 1;
      if (stalls === STALLS) {
        const kept = Math.max(0, progress.received - from);
        throw this.#unconfirmed(`keeps ${kept} of the last ${length} bytes that it was sent`);
      }
      session = progress.session;
      this.#session = session;
      this.#received = progress.received;
    }
    return session;
  }

  #chunkLength({ shortestChunk }: Session): number {
    const { chunk } = this.#options;
    if (shortestChunk > MOST_LENGTHS * chunk) return this.#descriptor.size;
    return Math.max(this.#limit ?? chunk, shortestChunk);
  }

  async #stored(response: HttpResponse): Promise<void> {
    this.#answer = response;
    if (response.status !== 201 && response.status !== 204)
      throw await this.#sessions.refusal(response, 'PUT');
    await discard(response);
    const answered = response.headers['docker-content-digest'];
    const { digest } = this.#descriptor;
    if (isOtherDigest(answered, digest)) {
      throw new SealiftError('digest_mismatch', `${this.#options.name} stored blob ${digest} as ${answered}`);
    }
  }

  /**
   * Finds out the offset at which to go on.
   *
   * @returns whether the registry has the blob: only the last answer may have been lost.
   */
  async #recover(signal: AbortSignal): Promise<boolean> {
    const session = this.#session!;
    const isEmpty = this.#answer?.status === 413 && this.#received === 0;
    this.#session = undefined;
    this.#received = 0;
    if (isEmpty) await this.#sessions.cancel(session, signal);
    if (isEmpty || !this.#mayResume) return false;
    const progress = await this.#sessions.progress(session, signal);
    if (!progress) return this.#options.isThere(signal);
    if (progress.received > this.#descriptor.size) return false;
    if (progress.received > 0) this.#session = progress.session;
    this.#received = progress.received;
    return false;
  }

  /** Shortens the bodies, to a chunk and then to half of that. It returns `false` when they cannot be shorter. */
  #shorten({ shortestChunk }: Session): boolean {
    const isWhole = this.#received === 0 && this.#limit === undefined;
    const { chunk } = this.#options;
    const limit = isWhole ? chunk : chunk / 2;
    const mayHelp = isWhole
      ? this.#answer?.status === 413 || shortestChunk > 0
      : this.#limit !== limit && shortestChunk <= limit;
    if (!this.#mayResume || !mayHelp) return false;
    this.#limit = limit;
    return true;
  }

  #tooLarge(cause: SealiftError): SealiftError {
    const { digest, size } = this.#descriptor;
    return new SealiftError(
      'content_too_large',
      `${this.#options.name}, or a proxy before it, limits the size of requests; blob ${digest} has ${size} bytes: ${cause.message}`,
      {
        cause,
        hint: 'Raise that limit, for example client_max_body_size of nginx or the upload limit of the CDN.',
      },
    );
  }

  #unconfirmed(what: string): SealiftError {
    const { digest } = this.#descriptor;
    return new SealiftError('upload_unconfirmed', `${this.#options.name} took blob ${digest}, but ${what}`);
  }
}
