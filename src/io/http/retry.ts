import type { HttpResponse } from './types.ts';

/** The most tries of one request. */
export const MAX_ATTEMPTS = 5;

/** Milliseconds from the first failure of a request on: a host that always names another moment is not asked for ever. */
export const LONGEST_RETRYING = 15 * 60_000;

const FIRST_DELAY = 200;
const LONGEST_DELAY = 10_000;
/** A host that asks for a longer wait is not waited for: its answer is reported. */
const LONGEST_RETRY_AFTER = 5 * 60_000;

/** Whether an answer may be another one later: 408, 429 and 5xx, except "not implemented". */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/** Milliseconds until a Retry-After (RFC 9110, 10.2.3), in seconds or as a date; `undefined` when there is none. */
export function retryAfter(headers: HttpResponse['headers'], now: Date): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** Whether a host says that it gets too many requests: 429, or 503 that names when to come back. */
export function isThrottled({ status, headers }: Pick<HttpResponse, 'status' | 'headers'>): boolean {
  return status === 429 || (status === 503 && headers['retry-after'] !== undefined);
}

/** The time until which such a host gets no request; `undefined` where the time that it names is too far away. */
export function pauseUntil({ headers }: Pick<HttpResponse, 'headers'>, now: Date): Date | undefined {
  const asked = retryAfter(headers, now) ?? FIRST_DELAY;
  return asked > LONGEST_RETRY_AFTER ? undefined : new Date(now.getTime() + asked);
}

/** Milliseconds to wait after try number `attempt` (from 1), with jitter, where the host names no time. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** The same, or what a Retry-After asks for; `undefined` when that would be too long. */
export function delayAfter(
  attempt: number,
  asked: number | undefined,
  random: () => number,
): number | undefined {
  if (asked !== undefined) {
    // A tenth is added at random, so that jobs that were refused together do not come back together.
    return asked > LONGEST_RETRY_AFTER ? undefined : asked + random() * Math.min(1000, asked / 10);
  }
  return backoff(attempt, random);
}
