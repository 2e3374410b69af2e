import { Readable } from 'node:stream';

/** Opens bytes in memory from `offset` on, as `putBlob` wants it of a blob. */
export function bytesStream(bytes: Uint8Array, offset: number): Promise<Readable> {
  return Promise.resolve(Readable.from([bytes.subarray(offset)], { objectMode: false }));
}
