import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * They start programs again and again, fill their memory, let each request fail in turn, or try each secret in each encoding: two
 * minutes of processor that only CI spends, beside the peers, so that `npm test` stays under two minutes.
 */
const HEAVY = [
  '__tests__/action/github/process.test.ts',
  '__tests__/action/process.test.ts',
  '__tests__/bench/sections.test.ts',
  '__tests__/cli/memory-of-many.test.ts',
  '__tests__/cli/memory.test.ts',
  '__tests__/cli/process.test.ts',
  '__tests__/compose/echoed-secrets.test.ts',
  '__tests__/compose/policy-agrees.test.ts',
  '__tests__/compose/promotions/changed-since.test.ts',
  '__tests__/compose/promotions/many-images.test.ts',
  '__tests__/docs/commands.test.ts',
  '__tests__/operations/faults.test.ts',
  '__tests__/operations/outage.test.ts',
  '__tests__/operations/promotion/belief.test.ts',
  '__tests__/operations/record/outage.test.ts',
  '__tests__/shard-examples.test.ts',
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
