import type { Settings } from './promotions.ts';

/** Equal for settings that say the same: they have an order of their own in the file. */
export function settingsKey(settings: Settings): string {
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
