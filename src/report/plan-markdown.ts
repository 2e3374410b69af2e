import type { Plan } from '../planning/plan.ts';
import { fitted } from './fitted.ts';
import { type PlanFacts, planSections } from './plan-sections.ts';

/** A comment of GitHub has 65,536 characters at most. */
const LIMIT = 60_000;

/**
 * A plan in Markdown, for a comment that people review: at most 60,000 characters, which say how much was left out.
 */
export function planMarkdown(plan: Plan, facts: PlanFacts = {}): string {
  return fitted(planSections(plan, facts), LIMIT, 'the plan as JSON');
}
