import type { Clock } from '../operations/ports.ts';

/** Milliseconds that work has to end after the signal aborted. */
const GRACE_PERIOD = 500;

/**
 * Resolves to the outcome of `work`, or rejects with the signal's reason when the signal aborted and `work` does not end: a
 * library sleeps, a program hangs, a file never opens. The later outcome of such work is ignored.
 *
 * @param grace milliseconds that it has for that.
 */
export async function inTime<T>(
  work: Promise<T>,
  signal: AbortSignal,
  clock: Pick<Clock, 'sleep'>,
  grace = GRACE_PERIOD,
): Promise<T> {
  const done = new AbortController();
  const expired = Promise.withResolvers<never>();
  const onAbort = (): void => {
    clock.sleep(grace, done.signal).then(
      () => expired.reject(signal.reason),
      () => {},
    );
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true, signal: done.signal });
  try {
    return await Promise.race([work, expired.promise]);
  } finally {
    done.abort();
  }
}
