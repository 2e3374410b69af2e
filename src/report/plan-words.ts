import type { PlannedAction, PlannedPromotion, PlannedTag } from '../planning/plan.ts';
import type { PlannedAdditions } from '../planning/planned-additions.ts';
import { markdownCode } from './markdown.ts';
import { shortDigest } from './short-digest.ts';

/** How an action of a plan is shown. */
interface ActionWords {
  readonly mark: string;
  /** What would become of so many promotions: `3 new`. */
  readonly counted: string;
}

/** Of what would be promoted without a signature that passed: nobody was asked, or none is needed. */
export const UNSIGNED = 'no signature of it passed';

/** Every action, in the order in which a reader has to know of it. */
export const ACTION_WORDS: Readonly<Record<PlannedAction, ActionWords>> = {
  refused: { mark: '❌', counted: 'refused' },
  move: { mark: '🔁', counted: 'move' },
  new: { mark: '🆕', counted: 'new' },
  add: { mark: '➕', counted: 'add what is missing' },
  keep: { mark: '📌', counted: 'kept' },
  unchanged: { mark: '✅', counted: 'unchanged' },
};

/** `2 refused, 1 move`, the worst first; empty without promotions. */
export function countedActions(promotions: readonly Pick<PlannedPromotion, 'action'>[]): string {
  const counts = new Map<PlannedAction, number>();
  for (const { action } of promotions) counts.set(action, (counts.get(action) ?? 0) + 1);
  return (Object.keys(ACTION_WORDS) as PlannedAction[])
    .filter((action) => counts.has(action))
    .map((action) => `${counts.get(action)} ${ACTION_WORDS[action].counted}`)
    .join(', ');
}

/** What would be put that no source has; empty where nothing would. */
export function addedWords({ signatures, records }: PlannedAdditions): string {
  const what = [
    ...(signatures > 0 ? [`${signatures} ${signatures === 1 ? 'signature' : 'signatures'} of your own`] : []),
    ...(records > 0 ? [`${records} ${records === 1 ? 'record' : 'records'}`] : []),
  ];
  return what.length === 0 ? '' : `${what.join(' and ')} would be put beside the images`;
}

const code = (digest: string): string => markdownCode(shortDigest(digest));

/** What would become of one tag, in Markdown. */
export function tagWords({ tag, action, previous, backup }: PlannedTag, digest: string | null): string {
  const { mark } = ACTION_WORDS[action];
  const name = `${mark} ${markdownCode(tag)}`;
  const kept = backup === null ? '' : `, kept as ${markdownCode(backup)}`;
  if (action === 'move' && previous !== null && digest !== null)
    return `${name} ${code(previous)} → ${code(digest)}${kept}`;
  const at = action === 'unchanged' || previous === null ? '' : `, now at ${code(previous)}`;
  return `${name} ${action === 'unchanged' ? 'stays' : action === 'keep' ? 'is kept' : action}${at}${kept}`;
}
