import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBudget } from '../../src/async/byte-budget.ts';
import { never } from '../support/tools.ts';

describe('a byte budget', () => {
  it('is never exceeded but by one that is larger than all of it, and lets everybody through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 30 }), async (sizes) => {
        const budget = new ByteBudget(100);
        const running: number[] = [];
        let done = 0;
        await Promise.all(
          sizes.map((bytes) =>
            budget.hold(bytes, never, async () => {
              running.push(bytes);
              const sum = running.reduce((all, one) => all + one, 0);
              expect(sum <= 100 || running.filter((one) => one > 0).length === 1).toBe(true);
              await new Promise((resolve) => setImmediate(resolve));
              running.splice(running.indexOf(bytes), 1);
              done += 1;
            }),
          ),
        );
        expect(done).toBe(sizes.length);
      }),
      { numRuns: 50 },
    );
  });

  it('gives back what failed work held', async () => {
    const budget = new ByteBudget(10);
    await expect(budget.hold(10, never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await budget.hold(10, never, async () => 'done')).toBe('done');
  });

  it('lets go of who is given up while it waits', async () => {
    const budget = new ByteBudget(10);
    const first = Promise.withResolvers<void>();
    const running = budget.hold(10, never, () => first.promise);
    const stop = new AbortController();
    const waiting = budget.hold(5, stop.signal, async () => 'never');
    const behind = budget.hold(1, never, async () => 'behind');
    stop.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
    first.resolve();
    await running;
    expect(await behind).toBe('behind');
  });
});
