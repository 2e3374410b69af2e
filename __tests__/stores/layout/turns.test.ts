import { expect, it } from 'vitest';
import { Turns } from '../../../src/stores/layout/turns.ts';

it('lets only so many run, and goes on after a failure', async () => {
  const turns = new Turns(3);
  let [running, most] = [0, 0];
  const work = async (number: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (number % 4 === 0) throw new Error(String(number));
    return number;
  };
  const settled = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => turns.take(() => work(at))));
  expect(most).toBe(3);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  expect(await turns.take(async () => 'free')).toBe('free');
});
