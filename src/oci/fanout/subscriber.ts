import type { Digest } from '../digest.ts';
import { StallBudget } from './stall-budget.ts';

/** One destination of several that read blobs from one source. */
export class Subscriber {
  readonly stallBudget: StallBudget;
  /** Blobs that the destination will still read; `undefined` until its copy is planned. */
  #needs: Set<Digest> | undefined;

  constructor(now: () => number) {
    this.stallBudget = new StallBudget(now);
  }

  /** Whether the destination may still read this blob. */
  mayNeed(digest: Digest): boolean {
    return this.#needs === undefined || this.#needs.has(digest);
  }

  decide(needs: Iterable<Digest>): void {
    this.#needs = new Set(needs);
  }

  /** Notes that the destination has opened this blob, or does not need it. */
  forget(digest: Digest): void {
    this.#needs?.delete(digest);
  }
}
