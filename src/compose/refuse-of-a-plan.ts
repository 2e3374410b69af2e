import { optionsOf } from '../options/table.ts';
import { givenFlags } from './given-flags.ts';
import type { Run } from './run.ts';
import type { PlanOptions } from './run-options.ts';

/** Options of `plan` that count whatever it does. */
const ALWAYS = ['output', 'quiet', 'verbose', 'debug', 'deadline'];

/** What `plan` does in place of a plan. */
export interface InPlaceOfAPlan {
  /** That asks for it. */
  readonly flag: '--from-registry' | '--results';
  /** In the words of errors: `prints a promotions file`. */
  readonly does: string;
  /** The names of the options that count there as well. */
  readonly counting: readonly string[];
}

/** Notes operands and options that are about a plan where none is made. */
export function refuseOfAPlan(
  { values, problems }: Pick<Run<'plan'>, 'values' | 'problems'>,
  { file, ...options }: Partial<PlanOptions>,
  { flag, does, counting }: InPlaceOfAPlan,
): void {
  if (file !== undefined)
    problems.add('usage', `${flag} ${does}, and takes no promotions file`, 'Leave FILE out.');
  if ((values.output as string) === 'markdown')
    problems.add('usage', `--output markdown is of a plan, and ${flag} makes none`, 'Leave it out.');
  const names = optionsOf('plan').map(({ name }) => name);
  const others = names.filter((name) => !ALWAYS.includes(name) && !counting.includes(name));
  for (const one of givenFlags(others, options))
    problems.add('usage', `${one} is about a plan, and ${flag} makes none`, `Leave ${one} out.`);
}
