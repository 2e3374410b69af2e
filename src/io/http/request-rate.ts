import { abortable } from '../../async/abortable.ts';
import type { Sleep } from './types.ts';

/** Milliseconds that a timer may be late without lowering the rate. What is later is not made up for, so there are no bursts. */
const LATE = 5;

/** Spaces requests evenly: in any second there are at most so many, and one after the other in the order in which they came. */
export class RequestRate {
  readonly #interval: number;
  #next = Number.NEGATIVE_INFINITY;
  /** Settles when the last one in the line has gone. */
  #line: Promise<void> = Promise.resolve();

  /** @param perSecond more than 0; may be a fraction. */
  constructor(perSecond: number) {
    this.#interval = 1000 / perSecond;
  }

  /** Waits until the next request may be sent. */
  async wait(now: () => Date, sleep: Sleep, signal: AbortSignal): Promise<void> {
    const before = this.#line;
    const gone = Promise.withResolvers<void>();
    this.#line = gone.promise;
    try {
      await abortable(before, signal);
      // No wait is longer than the interval, also when the clock was set back meanwhile.
      const left = Math.min(this.#interval, this.#next - now().getTime());
      if (left > 0) await sleep(left, signal);
      const sent = now().getTime();
      this.#next = (sent - this.#next <= LATE ? this.#next : sent) + this.#interval;
    } finally {
      // Whoever leaves the line early keeps its order.
      void before.then(gone.resolve);
    }
  }
}
