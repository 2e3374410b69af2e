import { expect, it } from 'vitest';
import { engineShard } from '../../../src/compose/promotions/engine-shard.ts';

it.each([
  [
    { JOB_COMPLETION_INDEX: '1', SEALIFT_SHARDS: '4' },
    { index: 2, total: 4 },
  ],
  [
    { AWS_BATCH_JOB_ARRAY_INDEX: '0', AWS_BATCH_JOB_ARRAY_SIZE: '10000' },
    { index: 1, total: 10_000 },
  ],
  [
    { CLOUD_RUN_TASK_INDEX: '3', CLOUD_RUN_TASK_COUNT: '4' },
    { index: 4, total: 4 },
  ],
])('an engine that sets %o means the shard %o', (env, shard) => {
  expect(engineShard(env, null)).toEqual(shard);
});

it('what a CI says of its parallel jobs is counted from 0', () => {
  expect(engineShard({}, { index: 0, total: 3 })).toEqual({ index: 1, total: 3 });
});

it('two engines that say the same agree', () => {
  const env = { JOB_COMPLETION_INDEX: '2', SEALIFT_SHARDS: '3' };
  expect(engineShard(env, { index: 2, total: 3 })).toEqual({ index: 3, total: 3 });
});

it.each([
  [{}, null, 'no engine tells which shard this is'],
  [{ JOB_COMPLETION_INDEX: '' }, null, 'no engine tells which shard this is'],
  [{ SEALIFT_SHARDS: '4' }, null, 'no engine tells which shard this is'],
  [{ JOB_COMPLETION_INDEX: '1' }, null, 'JOB_COMPLETION_INDEX is set and SEALIFT_SHARDS is not'],
  [{ AWS_BATCH_JOB_ARRAY_INDEX: '1' }, null, 'AWS_BATCH_JOB_ARRAY_SIZE is not'],
  [{ JOB_COMPLETION_INDEX: '4', SEALIFT_SHARDS: '4' }, null, 'says 5/4, which is no shard'],
  [{ JOB_COMPLETION_INDEX: '0', SEALIFT_SHARDS: '0' }, null, 'says 1/0, which is no shard'],
  [
    { JOB_COMPLETION_INDEX: '-1', SEALIFT_SHARDS: '4' },
    null,
    'JOB_COMPLETION_INDEX is -1, which is no number',
  ],
  [{ JOB_COMPLETION_INDEX: '1', SEALIFT_SHARDS: '4x' }, null, 'SEALIFT_SHARDS is 4x, which is no number'],
  [{ CLOUD_RUN_TASK_INDEX: '0', CLOUD_RUN_TASK_COUNT: '99999' }, null, 'which is no shard'],
  [{}, { index: 4, total: 4 }, 'says 5/4, which is no shard'],
  [{}, { index: -1, total: 4 }, 'which is no shard'],
  [
    { JOB_COMPLETION_INDEX: '1', SEALIFT_SHARDS: '4' },
    { index: 2, total: 4 },
    'the CI says 3/4, and Kubernetes (JOB_COMPLETION_INDEX, SEALIFT_SHARDS) says 2/4',
  ],
  [
    { AWS_BATCH_JOB_ARRAY_INDEX: '1', AWS_BATCH_JOB_ARRAY_SIZE: '8', SEALIFT_SHARDS: '4' },
    null,
    'says 2/8, and SEALIFT_SHARDS is 4',
  ],
] as const)('an engine that sets %o beside the CI %o is refused', (env, ci, message) => {
  expect(() => engineShard(env, ci)).toThrow(
    expect.objectContaining({ code: 'usage', exitCode: 2, message: expect.stringContaining(message) }),
  );
});

it('who finds no engine is told what was looked for', () => {
  expect(() => engineShard({}, null)).toThrow(
    expect.objectContaining({
      hint: expect.stringMatching(/CI_NODE_INDEX.*JOB_COMPLETION_INDEX.*AWS_BATCH.*CLOUD_RUN/),
    }),
  );
});
