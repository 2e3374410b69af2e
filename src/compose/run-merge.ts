import type { RunResult } from '../operations/results.ts';
import { type Merged, mergeResults } from './promotions/results/merge-results.ts';
import { refuseOfAPlan } from './refuse-of-a-plan.ts';
import { perform } from './run.ts';
import type { PlanOptions } from './run-options.ts';
import { failedRun } from './run-result.ts';
import { hiddenResult } from './secrets/hidden-result.ts';

const INSTEAD = { flag: '--results', does: 'reads what was done', counting: ['results'] } as const;

/** Puts the results of the shards of one promotion together: the result is that of a promotion. Never rejects. */
export async function runMerge(options: Partial<PlanOptions>, signal: AbortSignal): Promise<RunResult> {
  const { file: _, ...rest } = options;
  let merged: Merged | undefined;
  const { error, warnings, secrets } = await perform('plan', rest, signal, async (current) => {
    const { problems } = current;
    refuseOfAPlan(current, options, INSTEAD);
    problems.throwIfAny();
    merged = await mergeResults(current.values.results!, current.signal);
  });
  if (error || !merged) return failedRun('plan', error!);
  const all = [...warnings, ...merged.warnings];
  const result = { version: 1, command: 'promote', ...merged, warnings: all } as const;
  return hiddenResult(result, (text) => secrets.hide(text));
}
