import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['__tests__/**/*.test.ts'],
          exclude: ['__tests__/interop/**'],
          testTimeout: 20_000,
          pool: 'threads',
          // Many tests wait for a clock or a socket rather than for the processor.
          maxWorkers: 4,
        },
      },
      {
        test: {
          name: 'interop',
          include: ['__tests__/interop/**/*.test.ts'],
          globalSetup: ['__tests__/interop/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
