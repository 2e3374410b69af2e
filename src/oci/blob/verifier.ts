import type { Buffer } from 'node:buffer';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../descriptor.ts';
import { digestAlgorithm, digestHasher } from '../digest.ts';
import type { Tap } from './tap-stream.ts';

/**
 * Compares a content with the digest and size of its descriptor. The digest is checked before the last chunk goes on, so a
 * reader never has the whole of a wrong content.
 */
export class BlobVerifier implements Tap {
  readonly #descriptor: Descriptor;
  readonly #onBytes: ((bytes: number) => void) | undefined;
  readonly #hash;
  #size = 0;

  /** @param onBytes is called with the length of every chunk. */
  constructor(descriptor: Descriptor, onBytes?: (bytes: number) => void) {
    this.#descriptor = descriptor;
    this.#onBytes = onBytes;
    this.#hash = digestHasher(descriptor.digest);
  }

  /** @throws SealiftError `digest_mismatch`, at the latest when there is one byte more than the descriptor's size. */
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
