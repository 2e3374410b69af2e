import { Readable } from 'node:stream';
import { SealiftError } from '../../../errors.ts';
import type { Descriptor } from '../../../oci/descriptor.ts';
import type { OpenBlob } from '../../../oci/ports.ts';

/** Cuts a blob into chunks that stream. Chunks that follow one another come out of one reading of the source. */
export class ChunkSource {
  readonly #descriptor: Descriptor;
  readonly #open: OpenBlob;
  #stream: Readable | undefined;
  #parts: AsyncIterator<Buffer> | undefined;
  #left: Buffer | undefined;
  /** Where the reading is. */
  #at = 0;
  /** The last chunk was given out to its end, so that the next one may follow. */
  #isWhole = false;

  constructor(descriptor: Descriptor, open: OpenBlob) {
    this.#descriptor = descriptor;
    this.#open = open;
  }

  /** `length` bytes from `offset` on. What was taken before is not read any more. */
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
      // Another chunk was asked for meanwhile.
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
    // A source that checks itself speaks at its end.
    if (this.#at === size) await parts.next();
  }

  close(): void {
    this.#stream?.destroy();
    this.#stream = undefined;
    this.#parts = undefined;
    this.#left = undefined;
  }
}
