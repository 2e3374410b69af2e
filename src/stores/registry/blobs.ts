import { SealiftError } from '../../errors.ts';
import { discard } from '../../io/http/body.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { BlobStream, OpenBlob, OpenedUpload } from '../../oci/ports.ts';
import { bytesFrom } from './partial-answer.ts';
import type { Repository } from './repository.ts';
import { ResumedBlob } from './resumed-blob.ts';
import { Mounts } from './uploads/mounts.ts';
import { type Session, Sessions } from './uploads/sessions.ts';
import { Upload } from './uploads/upload.ts';

/** Half of it is the most that GHCR takes as a chunk. */
const CHUNK = 8 * 1024 * 1024;

export interface BlobOptions {
  /** Bytes of a chunk, where a blob is sent or read on after a break. */
  readonly chunk?: number;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): spreads retries. */
  readonly random: () => number;
}

/** Blobs of one repository (distribution-spec, "Pulling blobs", "Pushing blobs"). */
export class Blobs {
  readonly #repository: Repository;
  readonly #options: Required<BlobOptions>;
  readonly #sessions: Sessions;
  readonly #mounts: Mounts;
  /** Sessions that were begun for blobs to come. */
  readonly #ahead: Promise<Session | undefined>[] = [];

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
    // Gateways answer HEAD with a length of 0.
    const length = Number(response.headers['content-length'] ?? 0);
    if (length > 0 && length !== size) {
      throw new SealiftError(
        'digest_mismatch',
        `blob ${digest} has ${length} bytes at ${this.#repository.name}, it should have ${size}`,
      );
    }
    return true;
  }

  /** The bytes from `offset` on; when the connection breaks, it goes on where it was. */
  async blob(descriptor: Descriptor, offset: number, signal: AbortSignal): Promise<BlobStream> {
    const open = (from: number, joined: AbortSignal) => this.#open(descriptor, from, joined);
    const { size } = descriptor;
    const first = await open(offset, signal);
    return new ResumedBlob(first, { ...this.#options, open, offset, size, signal });
  }

  async #open({ digest, size }: Descriptor, offset: number, signal: AbortSignal): Promise<BlobStream> {
    const response = await this.#repository.request({
      method: 'GET',
      url: this.#repository.url(`blobs/${digest}`),
      ...(offset > 0 ? { headers: { range: `bytes=${offset}-` } } : {}),
      answer: 'stream',
      signal,
    });
    const bytes = bytesFrom(response, offset, size);
    if (bytes) return bytes;
    if (response.status === 404) {
      await discard(response);
      throw new SealiftError('artifact_not_found', `${this.#repository.name} has no blob ${digest}`, {
        hint: 'The image is not whole in its repository; push it again.',
      });
    }
    throw await this.#repository.error(response, 'GET', 'read from');
  }

  /** See {@link Upload}. */
  async put(descriptor: Descriptor, open: OpenBlob, signal: AbortSignal): Promise<void> {
    const options = {
      ...this.#options,
      name: this.#repository.name,
      isThere: (joined: AbortSignal) => this.#isThere(descriptor, joined),
    };
    const begun = this.#mounts.take(descriptor.digest) ?? (await this.#ahead.shift());
    return new Upload(this.#sessions, descriptor, open, options, begun).run(signal);
  }

  /** See {@link UploadOpener}. */
  open(signal: AbortSignal): OpenedUpload {
    const session = this.#sessions.begin(signal).catch(() => undefined);
    this.#ahead.push(session);
    return {
      drop: async (during) => {
        const at = this.#ahead.indexOf(session);
        if (at < 0) return;
        this.#ahead.splice(at, 1);
        const begun = await session;
        if (begun) await this.#sessions.cancel(begun, during);
      },
    };
  }

  /** See {@link Mounts}. */
  mount(descriptor: Descriptor, from: string, signal: AbortSignal): Promise<boolean> {
    return this.#mounts.mount(descriptor, from, signal);
  }
}
