import type { Problems } from '../options/problems.ts';
import { TRUST_OPTIONS } from '../options/trust-options.ts';
import { givenFlags } from './given-flags.ts';
import type { CompareOptions } from './run-options.ts';

/** The options of compare that say what a repair is judged by. */
const OF_REPAIR = TRUST_OPTIONS.filter(({ commands }) => commands.some((name) => name === 'compare')).map(
  ({ name }) => name,
);

/** Notes options that would be without effect: nothing is judged unless something may be written. */
export function refuseWithoutRepair(options: Partial<CompareOptions>, problems: Pick<Problems, 'add'>): void {
  if (options.repair === true) return;
  const given = givenFlags(OF_REPAIR, options);
  if (given.length === 0) return;
  problems.add(
    'usage',
    `${given.join(', ')} ${given.length === 1 ? 'says' : 'say'} what is judged, and compare judges only what --repair promotes`,
    'Add --repair, or leave it out.',
  );
}
