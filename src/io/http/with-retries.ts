import { SealiftError } from '../../errors.ts';
import { mayPassLater } from './network-error.ts';
import { backoff, MAX_ATTEMPTS } from './retry.ts';
import type { HttpOptions } from './types.ts';

/** Codes of refusals that may pass. Beside these only failures of the network are retried. */
const PASSING = new Set(['too_many_requests', 'key_service_unavailable']);

/**
 * Retries work whose errors the HTTP client cannot read: those of an SDK, such as throttling as a 400, or of a plugin. The
 * number of tries and the waits are those of the client.
 *
 * @param onThrottled is told of a wait, in milliseconds, when too many requests are the reason.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  { sleep, random }: Pick<HttpOptions, 'sleep' | 'random'>,
  signal: AbortSignal,
  onThrottled?: (milliseconds: number) => void,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const passing = error instanceof SealiftError && (PASSING.has(error.code) || mayPassLater(error));
      if (!passing || attempt >= MAX_ATTEMPTS) throw error;
      const delay = backoff(attempt, random);
      if (error.code === 'too_many_requests') onThrottled?.(delay);
      await sleep(delay, signal);
    }
  }
}
