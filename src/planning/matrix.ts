import type { PlannedPromotion } from './plan.ts';
import { formatShard, shardOf } from './shard.ts';

/** The matrix of a GitHub workflow: one job a shard. */
export interface ShardMatrix {
  /** `I/N`, in order. */
  readonly shard: readonly string[];
}

/** The shards that a repository of a plan belongs to, also where all of it is unchanged: it is judged again. The others are empty. */
export function matrixOf(
  { promotions }: { readonly promotions: readonly Pick<PlannedPromotion, 'destination'>[] },
  shards: number,
): ShardMatrix {
  const used = new Set<number>();
  for (const { destination } of promotions) used.add(shardOf(destination, shards));
  const order = [...used].toSorted((a, b) => a - b);
  return { shard: order.map((index) => formatShard({ index, total: shards })) };
}
