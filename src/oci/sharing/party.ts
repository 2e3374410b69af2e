import type { Digest } from '../digest.ts';
import { Patience } from './patience.ts';

/** One destination that reads blobs along with others. */
export class Party {
  readonly patience: Patience;
  /** Blobs it is still going to read; not known before its plan is. */
  #needs: Set<Digest> | undefined;

  constructor(now: () => number) {
    this.patience = new Patience(now);
  }

  /** Whether it may still come for this blob. */
  mayNeed(digest: Digest): boolean {
    return this.#needs === undefined || this.#needs.has(digest);
  }

  decide(needs: Iterable<Digest>): void {
    this.#needs = new Set(needs);
  }

  /** It has come for this blob, or does not need it after all. */
  forget(digest: Digest): void {
    this.#needs?.delete(digest);
  }
}
