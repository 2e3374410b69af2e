import { createHash } from 'node:crypto';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';

/** The most shards of a run: as many as an array job of AWS Batch has. */
export const MOST_SHARDS = 10_000;

/** One of the parts that a promotions file is promoted in; `index` is counted from 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** Puts a repository into its one spelling, so that it has one shard however a file names it. */
export type Spell = (repository: string) => string;

/**
 * The shard that alone writes to a repository: 1 + the first eight bytes of the SHA-256 of its name in lower case, modulo `shards`.
 *
 * @param repository `REGISTRY/REPOSITORY` of the destination.
 */
export function shardOf(repository: string, shards: number): number {
  const first = createHash('sha256').update(repository.toLowerCase()).digest().readBigUInt64BE(0);
  return 1 + Number(first % BigInt(shards));
}

/** `2/4` */
export function formatShard({ index, total }: Shard): string {
  return `${index}/${total}`;
}

export function isShard({ index, total }: Shard): boolean {
  const are = Number.isSafeInteger(index) && Number.isSafeInteger(total);
  return are && total >= 1 && total <= MOST_SHARDS && index >= 1 && index <= total;
}

/**
 * Reads `2/4`: the second of four shards.
 *
 * @throws SealiftError `usage`.
 */
export function parseShard(text: string): Shard {
  const [, index, total] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  if (isShard(shard)) return shard;
  throw new SealiftError('usage', `--shard: ${quotable(text)} is no shard`, {
    hint: `Write I/N with I from 1 to N and N up to ${MOST_SHARDS}, such as 2/4, or auto.`,
  });
}
