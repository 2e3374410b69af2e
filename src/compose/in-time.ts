import type { Clock } from '../operations/ports.ts';

/** Milliseconds that work has for ending by itself once it was told to. */
const GRACE = 500;

/**
 * The outcome of `work`, or the signal's reason where work that was told to end does not: a library that sleeps, a program,
 * a file that never opens. It is left behind then; what it comes to is nobody's.
 */
export async function inTime<T>(work: Promise<T>, signal: AbortSignal, clock: Clock): Promise<T> {
  const done = new AbortController();
  const late = Promise.withResolvers<never>();
  const told = (): void => {
    clock.sleep(GRACE, done.signal).then(
      () => late.reject(signal.reason),
      () => {},
    );
  };
  if (signal.aborted) told();
  else signal.addEventListener('abort', told, { once: true, signal: done.signal });
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    done.abort();
  }
}
