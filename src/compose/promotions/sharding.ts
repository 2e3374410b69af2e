import type { ShardFacts } from '../../operations/shard-facts.ts';
import { entryDestinations } from '../../planning/entry-destinations.ts';
import { matrixOf } from '../../planning/matrix.ts';
import type { Promotions } from '../../planning/promotions.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import { formatShard, type Shard } from '../../planning/shard.ts';
import { shardEntries } from '../../planning/shard-entries.ts';
import { shardImages } from '../../planning/shard-images.ts';
import { shardPlan } from '../../planning/shard-plan.ts';
import { sharedBudgets } from '../../planning/shared-budgets.ts';
import type { AnyRun } from '../run.ts';
import { limitRegistries } from './limit-registries.ts';
import { placeName } from './place-of.ts';
import type { PlanFile } from './read-plan-file.ts';

/** What a run promotes of a promotions file and its plan: all, or the part of a shard. */
export interface Part {
  readonly promotions: Promotions;
  readonly plan: PlanFile | undefined;
  /** Leaves out what other shards promote. */
  own(images: readonly SelectedImage[]): readonly SelectedImage[];
  /** Absent where the run promotes all. */
  readonly facts?: ShardFacts;
}

/** Takes the part of a shard, and holds the run to its share of the budgets. */
export async function partOf(
  current: AnyRun,
  promotions: Promotions,
  plan: PlanFile | undefined,
  shard: Shard | undefined,
): Promise<Part> {
  const http = await current.http();
  const { registries, entries, digests } = promotions;
  if (!shard) {
    limitRegistries(http, registries);
    return { promotions, plan, own: (images) => images };
  }
  const spell = (repository: string) => placeName(repository, current);
  const traffic = plan?.plan.promotions.map(({ source, destination }) => ({
    from: source.repository,
    to: [destination],
  }));
  limitRegistries(http, sharedBudgets(registries, shard.total, traffic));
  const destinations = entries.flatMap(entryDestinations).map((name) => ({ destination: spell(name) }));
  const { shard: expected } = matrixOf(plan?.plan ?? { promotions: destinations }, shard.total);
  if (!expected.includes(formatShard(shard)))
    current.reporter.progress({
      type: 'notice',
      message: `shard ${formatShard(shard)} has nothing to promote`,
    });
  return {
    promotions: { ...promotions, entries: shardEntries(entries, shard, spell) },
    plan: plan && { ...plan, plan: shardPlan(plan.plan, shard) },
    own: (images) => shardImages(images, shard, spell),
    facts: { ...shard, expected, promotions: digests.promotions, plan: plan?.digest ?? null },
  };
}
