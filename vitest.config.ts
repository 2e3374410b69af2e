import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * They start the built program, or Git, a hundred times, fill its memory, or let each request fail in turn: a minute of processor
 * that only CI spends, beside the peers, so that `npm test` stays under two minutes.
 */
const HEAVY = [
  '__tests__/bench/sections.test.ts',
  '__tests__/cli/memory.test.ts',
  '__tests__/compose/promotions/changed-since.test.ts',
  '__tests__/compose/promotions/many-images.test.ts',
  '__tests__/docs/commands.test.ts',
  '__tests__/operations/outage.test.ts',
  '__tests__/operations/promotion/belief.test.ts',
  '__tests__/shard-examples.test.ts',
  '__tests__/operations/record/outage.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['__tests__/**/*.test.ts'],
          exclude: ['__tests__/interop/**', ...HEAVY],
          // They end what hangs; no test is meant to fail because a machine is busy.
          testTimeout: 120_000,
          // Nothing may be written into the cache of whoever runs the tests.
          env: { XDG_CACHE_HOME: join(tmpdir(), 'sealift-tests-cache') },
          hookTimeout: 120_000,
          pool: 'threads',
          // Modules are read once a worker, not once a file: that was a third of the processor's time. So what a test sets
          // for a whole process (the environment) it puts back.
          isolate: false,
          // Many tests wait for a clock or a socket rather than for the processor.
          maxWorkers: 4,
        },
      },
      {
        test: {
          name: 'interop',
          include: ['__tests__/interop/**/*.test.ts', ...HEAVY],
          globalSetup: ['__tests__/interop/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
