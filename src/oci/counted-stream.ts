import { Transform } from 'node:stream';

/** Passes bytes on and tells `onBytes` of every chunk's length. */
export function countedStream(onBytes: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      onBytes(chunk.length);
      callback(null, chunk);
    },
  });
}
