import { setTimeout as delay } from 'node:timers/promises';

/** The real time, in the shape that use cases and clients are given. */
export const systemClock = {
  now: (): Date => new Date(),
  /** Rejects with the signal's reason when it aborts. */
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
