import type { Buffer } from 'node:buffer';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { digestAlgorithm, digestHasher } from './digest.ts';
import type { Watcher } from './watched-stream.ts';

/**
 * Holds content to its descriptor. The digest is checked along with the last bytes, so that a wrong content never gets on as
 * a whole.
 */
export class BlobCheck implements Watcher {
  readonly #descriptor: Descriptor;
  readonly #onBytes: ((bytes: number) => void) | undefined;
  readonly #hash;
  #size = 0;

  /** @param onBytes is told of every chunk's length. */
  constructor(descriptor: Descriptor, onBytes?: (bytes: number) => void) {
    this.#descriptor = descriptor;
    this.#onBytes = onBytes;
    this.#hash = digestHasher(descriptor.digest);
  }

  /** @throws SealiftError `digest_mismatch`, at size + 1 at the latest. */
  bytes(chunk: Buffer): void {
    if (chunk.length === 0) return;
    const { size } = this.#descriptor;
    this.#size += chunk.length;
    if (this.#size > size) throw this.#mismatch(`is longer than the ${size} bytes it should have`);
    this.#hash.update(chunk);
    if (this.#size === size) this.#finish();
    this.#onBytes?.(chunk.length);
  }

  /** @throws SealiftError `digest_mismatch`. */
  end(): void {
    const { size } = this.#descriptor;
    if (this.#size !== size) throw this.#mismatch(`ends after ${this.#size} of ${size} bytes`);
    if (size === 0) this.#finish();
  }

  #finish(): void {
    const { digest } = this.#descriptor;
    const found = `${digestAlgorithm(digest)}:${this.#hash.digest('hex')}`;
    if (found !== digest) throw this.#mismatch(`has the digest ${found}`);
  }

  #mismatch(what: string): SealiftError {
    return new SealiftError('digest_mismatch', `blob ${this.#descriptor.digest}: ${what}`);
  }
}
