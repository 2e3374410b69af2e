import type { Readable } from 'node:stream';
import { pipeline, Transform } from 'node:stream';
import type { HttpResponse } from '../../io/http/types.ts';

/** Drops the first `count` bytes, for a server that answers a range request with the whole content. */
function skipping(count: number): Transform {
  let left = count;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      const cut = Math.min(left, chunk.length);
      left -= cut;
      callback(null, cut === chunk.length ? undefined : chunk.subarray(cut));
    },
  });
}

/** Whether a 206 has the requested range of a content of the right size (RFC 9110, 14.4 and 15.3.7.1). */
function isPart({ headers }: HttpResponse, offset: number, size: number): boolean {
  const range = headers['content-range'];
  const [, first, last, whole] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(String(range)) ?? [];
  return Number(first) === offset && Number(last) === size - 1 && (whole === '*' || Number(whole) === size);
}

/** The bytes from `offset` on out of the answer to a range request; `undefined` when the answer does not have them. */
export function bytesFrom(response: HttpResponse, offset: number, size: number): Readable | undefined {
  const { status, body } = response;
  if (offset === 0) return status === 200 ? body : undefined;
  if (status === 206) return isPart(response, offset, size) ? body : undefined;
  if (status !== 200) return undefined;
  const rest = skipping(offset);
  // `pipeline` destroys `rest` with the error of either stream, and the reader of `rest` handles it.
  pipeline(body, rest, () => {});
  return rest;
}
