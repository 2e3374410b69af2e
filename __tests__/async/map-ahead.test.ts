import { describe, expect, it } from 'vitest';
import { mapAhead } from '../../src/async/map-ahead.ts';
import { never } from '../support/tools.ts';

async function* from<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('mapAhead', () => {
  it('gives the results in the order of the items, whatever ends first', async () => {
    const work = async (item: number): Promise<number> => {
      for (let at = 0; at < 5 - item; at += 1) await turn();
      return item * 10;
    };
    const results: number[] = [];
    for await (const result of mapAhead(from(1, 2, 3, 4), () => 4, never, work)) results.push(result);
    expect(results).toEqual([10, 20, 30, 40]);
  });

  it('begins no more than one item where nothing is read ahead', async () => {
    const begun: number[] = [];
    const work = async (item: number) => begun.push(item);
    for await (const _ of mapAhead(from(1, 2, 3), () => 0, never, work)) {
      await turn();
      break;
    }
    expect(begun).toEqual([1]);
  });

  it('begins as many as it may, and more when it may more', async () => {
    const begun: number[] = [];
    let ahead = 1;
    const work = async (item: number) => begun.push(item);
    const seen: number[][] = [];
    for await (const _ of mapAhead(from(1, 2, 3, 4, 5, 6, 7), () => ahead, never, work)) {
      ahead += 1;
      await turn();
      seen.push([...begun]);
    }
    expect(seen[0]).toEqual([1, 2]);
    expect(seen[1]!.length).toBeGreaterThanOrEqual(4);
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('throws what an item rejects with when its turn comes, and not where the caller leaves before', async () => {
    const work = async (item: number): Promise<number> => {
      if (item === 2) throw new Error('of the second');
      return item;
    };
    for await (const first of mapAhead(from(1, 2, 3), () => 3, never, work)) {
      expect(first).toBe(1);
      break;
    }
    const results: number[] = [];
    const all = async () => {
      for await (const one of mapAhead(from(1, 2, 3), () => 3, never, work)) results.push(one);
    };
    await expect(all()).rejects.toThrow('of the second');
    expect(results).toEqual([1]);
  });

  it('ends the work that is under way when the caller leaves', async () => {
    const ended: number[] = [];
    const work = (item: number, joined: AbortSignal): Promise<number> =>
      item === 1
        ? Promise.resolve(item)
        : new Promise((_, reject) => {
            joined.addEventListener('abort', () => {
              ended.push(item);
              reject(joined.reason);
            });
          });
    for await (const _ of mapAhead(from(1, 2, 3), () => 2, never, work)) break;
    expect(ended).toEqual([2, 3]);
  });

  it('throws what reading the items rejects with, behind the results of those that were read', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1;
      throw new Error('of the list');
    }
    const results: number[] = [];
    const all = async () => {
      for await (const one of mapAhead(
        broken(),
        () => 5,
        never,
        async (item) => item,
      ))
        results.push(one);
    };
    await expect(all()).rejects.toThrow('of the list');
    expect(results).toEqual([1]);
  });
});
