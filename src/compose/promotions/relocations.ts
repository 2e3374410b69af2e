import { Buffer } from 'node:buffer';
import type { ImageResult } from '../../operations/results.ts';
import { compareTexts } from '../../planning/plan-order.ts';

/**
 * Which images are where, as JSON: each source with its destinations by digest. A destination that failed, or where the tags are kept
 * at other images, is not in it. Both are sorted, so that the same state gives the same bytes.
 */
export function relocationBytes(images: readonly ImageResult[]): Uint8Array {
  const found = new Map<string, string[]>();
  for (const { reference, destinations } of images) {
    const there = destinations.flatMap(({ status, pinned }) =>
      pinned !== null && (status === 'promoted' || status === 'unchanged') ? [pinned] : [],
    );
    if (there.length > 0) found.set(reference, [...(found.get(reference) ?? []), ...there]);
  }
  const sorted = [...found]
    .toSorted(([one], [other]) => compareTexts(one, other))
    .map(([source, places]) => [source, [...new Set(places)].toSorted()]);
  return Buffer.from(`${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
