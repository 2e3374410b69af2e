import { SealiftError } from '../errors.ts';
import { mayPassLater } from '../io/http/network-error.ts';
import { delayAfter, MAX_ATTEMPTS } from '../io/http/retry.ts';
import type { Remote } from './provider.ts';

/** Codes of a refusal that a moment may heal; nothing else is asked twice. */
const PASSING = new Set(['too_many_requests', 'key_service_unavailable']);

/**
 * Repeats what a service answers with an error of its own that only its SDK can read, such as throttling as a 400. The
 * waits are those of the HTTP client; throttling holds back every request to that host, not this one alone.
 *
 * @param asked the URL of the last request.
 */
export async function persist<T>(
  work: () => Promise<T>,
  { sleep, random, http }: Pick<Remote, 'sleep' | 'random' | 'http'>,
  signal: AbortSignal,
  asked: () => URL | undefined = () => undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const passing = error instanceof SealiftError && (PASSING.has(error.code) || mayPassLater(error));
      const delay = delayAfter(attempt, undefined, random);
      if (!passing || attempt >= MAX_ATTEMPTS || delay === undefined) throw error;
      const url = asked();
      if (url && error.code === 'too_many_requests') http.slowDown?.(url, delay);
      await sleep(delay, signal);
    }
  }
}
