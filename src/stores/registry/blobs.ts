import type { Readable } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import { discard } from '../../io/http/body.ts';
import { contentEncoding } from '../../io/http/content-encoding.ts';
import { undoGzip } from '../../io/http/undo-gzip.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { OpenBlob } from '../../oci/ports.ts';
import { bytesFrom } from './partial-response.ts';
import type { Repository } from './repository.ts';
import { ResumedBlob } from './resumed-blob.ts';
import { Mounts } from './uploads/mounts.ts';
import { type Session, Sessions } from './uploads/sessions.ts';
import { Upload } from './uploads/upload.ts';

/** Bytes of one chunk. GHCR takes chunks of half this size at most, and gets them after it refuses the first one. */
const CHUNK = 8 * 1024 * 1024;

export interface BlobOptions {
  /** Bytes of a chunk: after a broken connection an upload goes on in chunks, and a read of one chunk counts as progress. */
  readonly chunk?: number;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number in [0, 1), which spreads the retries of several runs. */
  readonly random: () => number;
}

/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing blobs"). */
export class Blobs {
  readonly #repository: Repository;
  readonly #options: Required<BlobOptions>;
  readonly #sessions: Sessions;
  readonly #mounts: Mounts;
  /** Upload sessions that were begun for later blobs, with the signal of whoever began them. */
  readonly #begun: { readonly session: Promise<Session | undefined>; readonly signal: AbortSignal }[] = [];

  constructor(repository: Repository, options: BlobOptions) {
    this.#repository = repository;
    const { chunk = CHUNK, now, sleep, random } = options;
    this.#options = { chunk, now, sleep, random };
    this.#sessions = new Sessions(repository);
    this.#mounts = new Mounts(repository, this.#sessions);
  }

  async has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    const isThere = await this.#isThere(descriptor, signal);
    const unneeded = isThere ? this.#mounts.take(descriptor.digest) : undefined;
    if (unneeded) await this.#sessions.cancel(unneeded, signal);
    return isThere;
  }

  async #isThere({ digest, size }: Descriptor, signal: AbortSignal): Promise<boolean> {
    const response = await this.#repository.request({
      method: 'HEAD',
      url: this.#repository.url(`blobs/${digest}`),
      signal,
    });
    if (response.status === 404) return false;
    if (response.status !== 200) throw await this.#repository.error(response, 'HEAD', 'read from');
    // Some gateways answer HEAD with the length 0, or with the length of the compressed body.
    const length = Number(response.headers['content-length'] ?? 0);
    if (length > 0 && contentEncoding(response) === undefined && length !== size) {
      throw new SealiftError(
        'digest_mismatch',
        `blob ${digest} has ${length} bytes at ${this.#repository.name}, it should have ${size}`,
      );
    }
    return true;
  }

  /** Opens the bytes from `offset` on. When the connection breaks, a further request reads on from there. */
  async blob(descriptor: Descriptor, offset: number, signal: AbortSignal): Promise<Readable> {
    const open = (from: number, joined: AbortSignal) => this.#open(descriptor, from, joined);
    const { size } = descriptor;
    const first = await open(offset, signal);
    return new ResumedBlob(first, { ...this.#options, open, offset, size, signal });
  }

  async #open({ digest, size }: Descriptor, offset: number, signal: AbortSignal): Promise<Readable> {
    const ask = (from: number) =>
      this.#repository.request({
        method: 'GET',
        url: this.#repository.url(`blobs/${digest}`),
        ...(from > 0 ? { headers: { range: `bytes=${from}-` } } : {}),
        answer: 'stream',
        signal,
      });
    let response = await ask(offset);
    if (response.status === 206 && contentEncoding(response) !== undefined) {
      // The range of a compressed answer counts compressed bytes, so it is no part of the blob.
      response.body.destroy();
      response = await ask(0);
    }
    const bytes = response.status < 300 && bytesFrom(undoGzip(response, size), offset, size);
    if (bytes) return bytes;
    if (response.status === 404) {
      await discard(response);
      throw new SealiftError('artifact_not_found', `${this.#repository.name} has no blob ${digest}`, {
        hint: 'The image is not whole in its repository; push it again.',
      });
    }
    throw await this.#repository.error(response, 'GET', 'read from');
  }

  /** Uploads one blob; see {@link Upload}. */
  async put(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    const options = {
      ...this.#options,
      name: this.#repository.name,
      isThere: (joined: AbortSignal) => this.#isThere(descriptor, joined),
    };
    const begun = this.#mounts.take(descriptor.digest) ?? (await this.#begun.shift()?.session);
    return new Upload(this.#sessions, descriptor, open, options, begun).run(signal);
  }

  /** Begins the session of the next upload; see {@link UploadOpener}. */
  begin(signal: AbortSignal): void {
    this.#begun.push({ session: this.#sessions.begin(signal).catch(() => undefined), signal });
  }

  /** Cancels the sessions that no blob was sent to, unless their run was aborted. */
  async close(): Promise<void> {
    const unused = this.#begun.splice(0).map(async ({ session, signal }) => {
      const begun = await session;
      if (begun && !signal.aborted) await this.#sessions.cancel(begun, signal);
    });
    await Promise.all(unused);
  }

  /** Mounts one blob from another repository; see {@link Mounts}. */
  mount(
    descriptor: Descriptor,
    from: string,
    how: { readonly isWritten: boolean },
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.#mounts.mount(descriptor, from, how, signal);
  }
}
