import type { ResultError, RunResult } from '../../operations/results.ts';
import type { Plan } from '../../planning/plan.ts';

/** `done` where nothing is refused, also where nothing is planned; `partial` where something is, else `failed`. */
export function planStatus(plan: Plan | null, error: ResultError | null): RunResult['status'] {
  if (!plan) return 'failed';
  const refused = plan.promotions.filter(({ action }) => action === 'refused').length;
  if (error === null && refused === 0) return 'done';
  return refused > 0 && refused < plan.promotions.length ? 'partial' : 'failed';
}
