import type { PlanRunResult } from '../operations/plan-result.ts';
import { planMarkdown } from '../report/plan-markdown.ts';

/** What `plan --output markdown` prints; nothing where there is no plan. */
export function markdownReport({ plan, planDigest }: PlanRunResult): string {
  return plan === null ? '' : planMarkdown(plan, { planDigest: planDigest ?? undefined });
}
