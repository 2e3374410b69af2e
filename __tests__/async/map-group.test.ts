import { describe, expect, it } from 'vitest';
import { mapGroup } from '../../src/async/map-group.ts';
import { never } from '../support/tools.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('mapGroup', () => {
  it('works on no more items than its width at the same time, and gives the results in their order', async () => {
    let under = 0;
    let most = 0;
    const results = await mapGroup(never, [3, 1, 2, 5, 4], 2, async (turns) => {
      under += 1;
      most = Math.max(most, under);
      for (let at = 0; at < turns; at += 1) await turn();
      under -= 1;
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20, 50, 40]);
    expect(most).toBe(2);
    expect(await mapGroup(never, [], 2, async () => 1)).toEqual([]);
  });

  it('begins no further item after a failure, and throws it when all have ended', async () => {
    const begun: number[] = [];
    const failure = new Error('second');
    const run = mapGroup(never, [1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      await turn();
      if (item === 2) throw failure;
      await turn();
    });
    await expect(run).rejects.toBe(failure);
    expect(begun).toEqual([1, 2]);
  });

  it('begins no further item after an abort, and throws its reason', async () => {
    const stop = new AbortController();
    const begun: number[] = [];
    const run = mapGroup(stop.signal, [1, 2, 3], 1, async (item) => {
      begun.push(item);
      stop.abort(new Error('interrupted'));
    });
    await expect(run).rejects.toThrow('interrupted');
    expect(begun).toEqual([1]);
  });
});
