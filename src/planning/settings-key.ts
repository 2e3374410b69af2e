import { compareTexts } from './plan-order.ts';
import type { Settings } from './promotions.ts';

/** A text that is equal for settings that say the same, in whatever order. */
export function settingsKey(settings: Settings): string {
  return JSON.stringify(Object.entries(settings).toSorted(([one], [other]) => compareTexts(one, other)));
}
