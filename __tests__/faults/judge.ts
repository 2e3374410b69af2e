import type { Evidence } from './evidence.ts';
import { INVARIANTS } from './invariants.ts';

/** A rule that a run broke. */
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** The one judge of all runs. A rule that cannot be looked at is broken. */
export function judge(evidence: Evidence): Violation[] {
  return INVARIANTS.flatMap(({ name, broken }) => {
    try {
      return broken(evidence).map((detail) => ({ invariant: name, detail }));
    } catch (error) {
      return [{ invariant: name, detail: `it could not be looked at: ${error}` }];
    }
  });
}
