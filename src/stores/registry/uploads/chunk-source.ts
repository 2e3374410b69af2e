import { Readable } from 'node:stream';
import { SealiftError } from '../../../errors.ts';
import type { Descriptor } from '../../../oci/descriptor.ts';
import type { OpenBlob } from '../../../oci/ports.ts';

/** Cuts a blob into chunks that stream. Consecutive chunks are read from the source in one reading. */
export class ChunkSource {
  readonly #descriptor: Descriptor;
  readonly #open: OpenBlob;
  #stream: Readable | undefined;
  #parts: AsyncIterator<Buffer> | undefined;
  #left: Buffer | undefined;
  /** Position of the reading in the blob. */
  #at = 0;
  /** Whether the last chunk was read to its end, so that the next one can follow in the same reading. */
  #isWhole = false;

  constructor(descriptor: Descriptor, open: OpenBlob) {
    this.#descriptor = descriptor;
    this.#open = open;
  }

  /** Takes `length` bytes from `offset` on. The chunk that was taken before must not be read any more. */
  async take(offset: number, length: number): Promise<Readable> {
    if (!this.#parts || !this.#isWhole || this.#at !== offset) {
      this.close();
      this.#stream = await this.#open(offset);
      this.#parts = this.#stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      this.#at = offset;
    }
    this.#isWhole = false;
    return Readable.from(this.#chunk(this.#parts, length), { objectMode: false });
  }

  async *#chunk(parts: AsyncIterator<Buffer>, length: number): AsyncGenerator<Buffer> {
    const { digest, size } = this.#descriptor;
    let wanted = length;
    while (wanted > 0) {
      const { value: part, done } = this.#left ? { value: this.#left } : await parts.next();
      // A later call has begun another reading.
      if (parts !== this.#parts) return;
      if (done)
        throw new SealiftError('digest_mismatch', `blob ${digest}: ends after ${this.#at} of ${size} bytes`);
      const given = part.subarray(0, wanted);
      this.#left = given.length < part.length ? part.subarray(given.length) : undefined;
      this.#at += given.length;
      wanted -= given.length;
      this.#isWhole = wanted === 0;
      yield given;
    }
    // A checked source throws `digest_mismatch` only at its end, so the end is read too.
    if (this.#at === size) await parts.next();
  }

  close(): void {
    this.#stream?.destroy();
    this.#stream = undefined;
    this.#parts = undefined;
    this.#left = undefined;
  }
}
