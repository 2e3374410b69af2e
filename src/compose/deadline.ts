import { SealiftError } from '../errors.ts';
import { LONGEST_TIMEOUT } from '../io/http/timeouts.ts';
import type { Clock } from '../operations/ports.ts';

/**
 * A signal that always aborts with a SealiftError: with that of `signal`, with `interrupted` when `signal` gives none, and
 * with `deadline_exceeded` after `milliseconds`. `stop` ends the waiting.
 */
export function withDeadline(
  signal: AbortSignal,
  milliseconds: number | undefined,
  clock: Clock,
): { readonly signal: AbortSignal; stop(): void } {
  const ended = new AbortController();
  const waiting = new AbortController();
  const pass = (): void => {
    const { reason } = signal;
    ended.abort(
      reason instanceof SealiftError
        ? reason
        : new SealiftError('interrupted', 'the run was aborted', { cause: reason }),
    );
  };
  if (signal.aborted) pass();
  else signal.addEventListener('abort', pass, { once: true, signal: waiting.signal });
  if (milliseconds !== undefined) {
    clock.sleep(Math.min(milliseconds, LONGEST_TIMEOUT), waiting.signal).then(
      () => {
        const seconds = milliseconds / 1000;
        ended.abort(
          new SealiftError('deadline_exceeded', `the run did not end within its deadline of ${seconds} s`),
        );
      },
      () => {},
    );
  }
  return { signal: ended.signal, stop: () => waiting.abort() };
}
