import type { Plan, PlannedAction, PlannedTag } from './plan.ts';

/** The actions in the order in which the first that something of a promotion has is that of the whole. */
export const ACTIONS = [
  'refused',
  'move',
  'new',
  'add',
  'keep',
  'unchanged',
] as const satisfies readonly PlannedAction[];

/** Those that write something. */
export const WRITING: ReadonlySet<PlannedAction> = new Set(['new', 'move', 'add']);

/**
 * The action of a promotion.
 *
 * @param lacks whether something is to be written beside the tags.
 */
export function actionOf(tags: readonly Pick<PlannedTag, 'action'>[], lacks: boolean): PlannedAction {
  const all = new Set<PlannedAction>(tags.map(({ action }) => action));
  if (lacks) all.add('add');
  return ACTIONS.find((one) => all.has(one)) ?? 'unchanged';
}

/** Whether a promotion of this plan would write anything. */
export function hasChanges({ promotions }: Pick<Plan, 'promotions'>): boolean {
  return promotions.some(({ action }) => WRITING.has(action));
}
