import type { Plan } from './plan.ts';
import { type Shard, shardOf } from './shard.ts';

/** What of a plan one shard does. */
export function shardPlan(plan: Plan, { index, total }: Shard): Plan {
  const promotions = plan.promotions.filter(({ destination }) => shardOf(destination, total) === index);
  return { ...plan, promotions };
}
