import { parseShard, type Shard } from '../../planning/shard.ts';
import type { AnyRun } from '../run.ts';
import { engineShard } from './engine-shard.ts';

/**
 * The shard that `--shard` names.
 *
 * @throws SealiftError `usage`.
 */
export async function shardOfRun(text: string, { env }: Pick<AnyRun, 'env'>): Promise<Shard> {
  if (text !== 'auto') return parseShard(text);
  // It reads the variables of this process when it is loaded.
  const { default: ci } = await import('ci-parallel-vars');
  return engineShard(env, ci);
}
