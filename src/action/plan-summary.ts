import type { PlanRunResult } from '../operations/plan-result.ts';
import type { RunResult } from '../operations/results.ts';
import type { Plan } from '../planning/plan.ts';
import type { Section } from '../report/fitted.ts';
import { planSections } from '../report/plan-sections.ts';

/** A result that has a plan. */
export interface Planned extends PlanRunResult {
  readonly plan: Plan;
}

/** Whether a run came to a plan; one of the command `plan` that failed before did not. */
export function hasPlan(result: RunResult): result is Planned {
  return 'plan' in result && result.plan !== null;
}

/**
 * The page of a plan: its heading, what went wrong with the run, then its tables. What is refused has its place in these, and so is
 * no problem of the run.
 *
 * @param between what stands behind the heading: problems and warnings of the run
 */
export function planPage(
  { plan, planDigest, added, filesBefore }: Planned,
  between: readonly Section[],
): readonly Section[] {
  const facts = {
    planDigest: planDigest ?? undefined,
    added: added ?? undefined,
    before: filesBefore ?? undefined,
  };
  const [head, ...tables] = planSections(plan, facts);
  return [head!, ...between, ...tables];
}
