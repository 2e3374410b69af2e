import { describe, expect, it } from 'vitest';
import { lookAgain } from '../../src/async/look-again.ts';
import { never } from '../support/tools.ts';

function pauses() {
  const list: number[] = [];
  return { list, sleep: async (milliseconds: number) => void list.push(milliseconds) };
}

describe('lookAgain', () => {
  it('stops at the first look that sees something, and says how often it looked before', async () => {
    const { list, sleep } = pauses();
    const seen: number[] = [];
    const look = async (before: number) => {
      seen.push(before);
      return before === 2 ? 'there' : undefined;
    };
    expect(await lookAgain(look, sleep, never)).toBe('there');
    expect([seen, list]).toEqual([
      [0, 1, 2],
      [200, 400],
    ]);
  });

  it('gives up after five looks, without a pause behind the last', async () => {
    const { list, sleep } = pauses();
    expect(await lookAgain(async () => undefined, sleep, never)).toBeUndefined();
    expect(list).toEqual([200, 400, 800, 1_600]);
  });

  it('looks no more after an abort', async () => {
    const stop = new AbortController();
    let looks = 0;
    const look = async () => {
      looks += 1;
      return undefined;
    };
    const sleep = async () => stop.abort(new Error('interrupted'));
    await expect(lookAgain(look, sleep, stop.signal)).rejects.toThrow('interrupted');
    expect(looks).toBe(1);
  });
});
