import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { formatShard, isShard, type Shard } from '../../planning/shard.ts';
import type { Env } from '../run.ts';

/** Names the number of shards where the engine tells a job its index alone. */
const SHARDS = 'SEALIFT_SHARDS';

interface Engine {
  readonly name: string;
  /** Counted from 0. */
  readonly index: string;
  readonly total: string;
}

/** The engines that `ci-parallel-vars` does not know. */
const ENGINES: readonly Engine[] = [
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', total: SHARDS },
  { name: 'AWS Batch', index: 'AWS_BATCH_JOB_ARRAY_INDEX', total: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { name: 'Cloud Run', index: 'CLOUD_RUN_TASK_INDEX', total: 'CLOUD_RUN_TASK_COUNT' },
];

interface Found {
  readonly by: string;
  readonly shard: Shard;
}

function fail(message: string, hint: string): SealiftError {
  return new SealiftError('usage', `--shard auto: ${message}`, { hint });
}

function numberIn(env: Env, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw fail(
    `${name} is ${quotable(text)}, which is no number`,
    `Leave ${name} to the engine that sets it, or write --shard I/N.`,
  );
}

function foundIn(env: Env, { name, index: indexName, total: totalName }: Engine): Found | undefined {
  const index = numberIn(env, indexName);
  if (index === undefined) return undefined;
  const total = numberIn(env, totalName);
  if (total === undefined)
    throw fail(
      `${indexName} is set and ${totalName} is not`,
      `Set ${totalName} to the number of jobs, or write --shard I/N.`,
    );
  return { by: `${name} (${indexName}, ${totalName})`, shard: { index: index + 1, total } };
}

/** What was looked for, for who finds nothing. */
const LOOKED_FOR = [
  'CI_NODE_INDEX and CI_NODE_TOTAL (GitLab with `parallel`)',
  'CIRCLE_NODE_INDEX, BITBUCKET_PARALLEL_STEP, BUILDKITE_PARALLEL_JOB or SEMAPHORE_CURRENT_JOB with their totals',
  ...ENGINES.map(({ name, index, total }) => `${index} and ${total} (${name})`),
].join('; ');

/**
 * The shard that an engine tells its job by the variables that it sets.
 *
 * @param ci what `ci-parallel-vars` finds: GitLab, CircleCI, Bitbucket, Buildkite, Semaphore.
 * @throws SealiftError `usage` where there is none, or two that differ.
 */
export function engineShard(env: Env, ci: { readonly index: number; readonly total: number } | null): Shard {
  const ofCi = ci && { by: 'the CI', shard: { index: ci.index + 1, total: ci.total } };
  const found = [ofCi, ...ENGINES.map((engine) => foundIn(env, engine))].filter((one) => one != null);
  const [first] = found;
  if (!first)
    throw fail(
      'no engine tells which shard this is',
      `Looked for ${LOOKED_FOR}. In a GitHub matrix write --shard with the value of the matrix, such as 2/4.`,
    );
  const said = ({ by, shard }: Found) => `${by} says ${formatShard(shard)}`;
  const other = found.find(({ shard }) => formatShard(shard) !== formatShard(first.shard));
  if (other)
    throw fail(`${said(first)}, and ${said(other)}`, 'Write --shard I/N, so that nobody has to guess.');
  const { shard } = first;
  const total = numberIn(env, SHARDS);
  if (total !== undefined && total !== shard.total)
    throw fail(
      `${said(first)}, and ${SHARDS} is ${total}`,
      `Give both the same number of shards, or leave ${SHARDS} out.`,
    );
  if (!isShard(shard))
    throw fail(`${said(first)}, which is no shard`, 'Write --shard I/N with I from 1 to N, such as 2/4.');
  return shard;
}
