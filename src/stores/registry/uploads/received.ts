import type { HttpResponse } from '../../../io/http/types.ts';

/** `0-41`: what an upload session holds. Some write `bytes=` before it, and -1 as the end of nothing. */
const RANGE = /^(?:bytes[= ])?0-(-1|\d{1,15})$/;

/**
 * How many bytes an upload session holds by the `Range` of an answer; `undefined` when it does not say. `0-0` stands for one
 * byte and, at distribution, for none: it is taken for none.
 */
export function receivedBytes({ headers }: HttpResponse): number | undefined {
  const { range } = headers;
  const last = typeof range === 'string' ? RANGE.exec(range)?.[1] : undefined;
  if (last === undefined) return undefined;
  return Number(last) > 0 ? Number(last) + 1 : 0;
}
