import type { ShardFacts } from '../../operations/shard-facts.ts';
import { entryDestinations } from '../../planning/entry-destinations.ts';
import { matrixOf } from '../../planning/matrix.ts';
import type { Plan } from '../../planning/plan.ts';
import type { Promotions } from '../../planning/promotions.ts';
import type { Shard } from '../../planning/shard.ts';

/** What the result of a shard says of the whole, so that nobody takes a part for it. */
export function shardFacts(
  shard: Shard,
  { entries, digests }: Pick<Promotions, 'entries' | 'digests'>,
  planned?: { readonly plan: Plan; readonly digest: string },
): ShardFacts {
  const promotions = planned
    ? planned.plan.promotions
    : entries.flatMap(entryDestinations).map((destination) => ({ destination }));
  const { shard: expected } = matrixOf({ promotions }, shard.total);
  return { ...shard, expected, promotions: digests.promotions, plan: planned?.digest ?? null };
}
