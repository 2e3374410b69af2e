import { Readable } from 'node:stream';

/** Bytes in memory as a blob to be put, from `offset` on. */
export function bytesStream(bytes: Uint8Array, offset: number): Promise<Readable> {
  return Promise.resolve(Readable.from([bytes.subarray(offset)], { objectMode: false }));
}
