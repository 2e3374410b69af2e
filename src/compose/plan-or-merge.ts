import type { RunResult } from '../operations/results.ts';
import type { PlanOptions } from './run-options.ts';

/** The command `plan`: what a promotion would do, or with `--results` what the shards of one did. Never rejects. */
export async function planOrMerge(options: Partial<PlanOptions>, signal: AbortSignal): Promise<RunResult> {
  return options.results === undefined
    ? (await import('./run-plan.ts')).runPlan(options, signal)
    : (await import('./run-merge.ts')).runMerge(options, signal);
}
