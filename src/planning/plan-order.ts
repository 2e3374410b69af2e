import type { PlannedPromotion } from './plan.ts';

/** Compares texts by code units, which no setting of the machine changes. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The order of a plan: by destination, source repository, source tag and digest. Equal only for the same promotion. */
export function compareEntries(one: PlannedPromotion, other: PlannedPromotion): number {
  return (
    compareTexts(one.destination, other.destination) ||
    compareTexts(one.source.repository, other.source.repository) ||
    compareTexts(one.source.tag ?? '', other.source.tag ?? '') ||
    compareTexts(one.digest ?? '', other.digest ?? '') ||
    compareTexts(one.tags[0]?.tag ?? '', other.tags[0]?.tag ?? '')
  );
}
