import type { Problems } from '../../options/problems.ts';
import { givenFlags } from '../given-flags.ts';

/** Options that say what is written, or where. `plan` has none of them, so that no plan shows what they would do. */
const UNPLANNED = [
  ...(['include', 'exclude-signatures', 'artifact-type', 'platform', 'foreign-layers'] as const),
  ...(['signatures-from', 'signatures-to', 'sign', 'existing-tag', 'backup-tag', 'record'] as const),
];

/** Refuses an option that would make of a plan something else than was approved. */
export function refuseBesidePlan(given: object, problems: Pick<Problems, 'add'>): void {
  for (const flag of givenFlags(UNPLANNED, given)) {
    problems.add(
      'usage',
      `${flag} is given with --plan, and no plan shows what it does`,
      'Say it in the promotions file, and plan again.',
    );
  }
}
