import type { PlanRunResult } from '../operations/plan-result.ts';
import { planMarkdown } from '../report/plan-markdown.ts';

/** What `plan --output markdown` prints; nothing where there is no plan. */
export function markdownReport({ plan, planDigest, added, filesBefore }: PlanRunResult): string {
  const facts = {
    planDigest: planDigest ?? undefined,
    added: added ?? undefined,
    before: filesBefore ?? undefined,
  };
  return plan === null ? '' : planMarkdown(plan, facts);
}
