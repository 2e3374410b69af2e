import type { HttpResponse } from '../../../io/http/types.ts';

/** The `Range` of an upload session, such as `0-41`. Some registries write `bytes=` before it, or the end -1 for no byte. */
const RANGE = /^(?:bytes[= ])?0-(-1|\d{1,15})$/;

/**
 * The number of bytes that an upload session has, by the `Range` of an answer; `undefined` when it has none. `0-0` means one
 * byte, or no byte at distribution, and is read as none.
 */
export function receivedBytes({ headers }: HttpResponse): number | undefined {
  const { range } = headers;
  const last = typeof range === 'string' ? RANGE.exec(range)?.[1] : undefined;
  if (last === undefined) return undefined;
  return Number(last) > 0 ? Number(last) + 1 : 0;
}
