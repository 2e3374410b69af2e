import type { RunResult } from '../operations/results.ts';
import { optionsOf } from '../options/table.ts';
import { givenFlags } from './given-flags.ts';
import { type Merged, mergeResults } from './promotions/results/merge-results.ts';
import { perform } from './run.ts';
import type { PlanOptions } from './run-options.ts';
import { failedRun } from './run-result.ts';
import { hiddenResult } from './secrets/hidden-result.ts';

/** Options of `plan` that count here as well. */
const COUNTING = new Set(['results', 'output', 'quiet', 'verbose', 'debug', 'deadline']);

const OF_A_PLAN = optionsOf('plan')
  .map(({ name }) => name)
  .filter((name) => !COUNTING.has(name));

/** Puts the results of the shards of one promotion together: the result is that of a promotion. Never rejects. */
export async function runMerge(options: Partial<PlanOptions>, signal: AbortSignal): Promise<RunResult> {
  const { file, ...rest } = options;
  let merged: Merged | undefined;
  const { error, warnings, secrets } = await perform('plan', rest, signal, async (current) => {
    const { problems } = current;
    if (file !== undefined)
      problems.add('usage', '--results reads what was done, and takes no promotions file', 'Leave FILE out.');
    if ((current.values.output as string) === 'markdown')
      problems.add('usage', '--output markdown is of a plan, and --results makes none', 'Leave it out.');
    for (const flag of givenFlags(OF_A_PLAN, rest))
      problems.add('usage', `${flag} is about a plan, and --results makes none`, `Leave ${flag} out.`);
    problems.throwIfAny();
    merged = await mergeResults(current.values.results!, current.signal);
  });
  if (error || !merged) return failedRun('plan', error!);
  const all = [...warnings, ...merged.warnings];
  const result = { version: 1, command: 'promote', ...merged, warnings: all } as const;
  return hiddenResult(result, (text) => secrets.hide(text));
}
