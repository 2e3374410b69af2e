import { entryDestinations } from './entry-destinations.ts';
import type { PromotionEntry } from './promotions.ts';
import { type Shard, type Spell, shardOf } from './shard.ts';

/** The entries of which a shard promotes something, so that it lists the tags of no other repository. */
export function shardEntries(
  entries: readonly PromotionEntry[],
  { index, total }: Shard,
  spell: Spell,
): readonly PromotionEntry[] {
  return entries.filter((entry) =>
    entryDestinations(entry).some((name) => shardOf(spell(name), total) === index),
  );
}
