import { systemClock } from '../io/clock.ts';
import type { Clock } from '../operations/ports.ts';

/** Calls `tick` again and again, `milliseconds` apart, until what it returns is called. */
export function every(milliseconds: number, tick: () => void, clock: Clock = systemClock): () => void {
  const stop = new AbortController();
  const go = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(milliseconds, stop.signal);
      if (stop.signal.aborted) return;
      tick();
    }
  };
  go().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return () => stop.abort();
}
