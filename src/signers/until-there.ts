import { SealiftError } from '../errors.ts';
import type { Remote } from './provider.ts';

/** Milliseconds between the tries. A new key is known everywhere within seconds (AWS KMS, "Eventual consistency"). */
const WAITS = [500, 1000, 2000, 4000, 8000];

/** Does `work` for a key that was just made, which another server of the same service may not know yet. */
export async function untilThere<T>(
  work: () => Promise<T>,
  { sleep }: Pick<Remote, 'sleep'>,
  signal: AbortSignal,
): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SealiftError) || error.code !== 'key_not_found') throw error;
      await sleep(wait, signal);
    }
  }
  return work();
}
