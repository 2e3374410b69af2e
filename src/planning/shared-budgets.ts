import type { RegistryBudget } from './promotions.ts';
import { shardOf } from './shard.ts';

/** What is known before a run of where its requests go. */
export interface Traffic {
  /** `REGISTRY/REPOSITORY` that images come from. */
  readonly from: string;
  /** `REGISTRY/REPOSITORY` that they go to. */
  readonly to: readonly string[];
}

const registryOf = (repository: string): string => repository.slice(0, repository.indexOf('/'));

/** By registry, the shards that send requests to it: those that write there, and those that promote something from there. */
function shardsByRegistry(traffic: Iterable<Traffic>, shards: number): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const add = (registry: string, shard: number): void => {
    const known = found.get(registry) ?? new Set();
    found.set(registry, known.add(shard));
  };
  for (const { from, to } of traffic) {
    for (const repository of to) {
      const shard = shardOf(repository, shards);
      add(registryOf(from), shard);
      add(registryOf(repository), shard);
    }
  }
  return found;
}

/**
 * The budgets of one shard: those of the promotions file, divided by the shards that touch each registry. What is kept of an
 * allowance is not divided, since the registry counts the pulls of all shards together.
 *
 * @param traffic that of all shards, where a plan tells it; without one, each registry is taken to be touched by every shard.
 */
export function sharedBudgets(
  budgets: ReadonlyMap<string, RegistryBudget>,
  shards: number,
  traffic?: Iterable<Traffic>,
): ReadonlyMap<string, RegistryBudget> {
  const touching = traffic && shardsByRegistry(traffic, shards);
  return new Map(
    [...budgets].map(([registry, budget]) => {
      const parts = touching ? Math.max(1, touching.get(registry)?.size ?? 0) : shards;
      const { requestsPerSecond, concurrency } = budget;
      const own = {
        ...budget,
        ...(requestsPerSecond === undefined ? {} : { requestsPerSecond: requestsPerSecond / parts }),
        ...(concurrency === undefined ? {} : { concurrency: Math.max(1, Math.floor(concurrency / parts)) }),
      };
      return [registry, own];
    }),
  );
}
