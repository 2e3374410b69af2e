import type { Readable } from 'node:stream';
import { pipeline, Transform } from 'node:stream';
import type { HttpResponse } from '../../io/http/types.ts';

/** Leaves out the first `count` bytes: for a server that answers a range with everything. */
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

/** Whether a 206 is the part that was asked for, of content of the right size (RFC 9110, 14.4 and 15.3.7.1). */
function isPart({ headers }: HttpResponse, offset: number, size: number): boolean {
  const range = headers['content-range'];
  const [, first, last, whole] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(String(range)) ?? [];
  return Number(first) === offset && Number(last) === size - 1 && (whole === '*' || Number(whole) === size);
}

/** The bytes from `offset` on, out of an answer to a request for them; `undefined` when it is none. */
export function bytesFrom(response: HttpResponse, offset: number, size: number): Readable | undefined {
  const { status, body } = response;
  if (offset === 0) return status === 200 ? body : undefined;
  if (status === 206) return isPart(response, offset, size) ? body : undefined;
  if (status !== 200) return undefined;
  const rest = skipping(offset);
  // Whoever reads `rest` hears of an error of either there.
  pipeline(body, rest, () => {});
  return rest;
}
