import { expect, it } from 'vitest';
import { inTime } from '../../src/compose/in-time.ts';
import { run } from '../../src/compose/run.ts';
import { SealiftError } from '../../src/errors.ts';
import { JumpingClock } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const stuck = new Promise<never>(() => {});

it('inTime resolves to the outcome of the work', async () => {
  const clock = new JumpingClock();
  expect(await inTime(Promise.resolve(7), never, clock)).toBe(7);
  await expect(inTime(Promise.reject(new Error('no')), never, clock)).rejects.toThrow('no');
  expect(clock.slept).toEqual([]);
});

it('inTime rejects when aborted work does not end', async () => {
  const clock = new JumpingClock();
  const stop = new AbortController();
  const outcome = inTime(stuck, stop.signal, clock);
  expect(clock.slept).toEqual([]);
  stop.abort(new Error('over'));
  await expect(outcome).rejects.toThrow('over');
  expect(clock.slept.every((wait) => wait < 1_000)).toBe(true);
});

it('inTime keeps the outcome of work that ends soon after the abort', async () => {
  const stop = new AbortController();
  const ending = new Promise((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(new Error('closed')));
  });
  const outcome = inTime(ending, stop.signal, new JumpingClock());
  stop.abort(new Error('over'));
  await expect(outcome).rejects.toThrow('closed');
});

it('a run ends within two seconds of its deadline, even when its work and its stores hang', async () => {
  const started = performance.now();
  const result = await run('list', { deadline: '100ms' }, never, async ({ onEnd }) => {
    onEnd(() => stuck);
    return stuck;
  });
  expect(result).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded' } });
  expect(performance.now() - started).toBeLessThan(2_000);
});

it('an interrupted run ends within two seconds', async () => {
  const stop = new AbortController();
  const result = run('list', {}, stop.signal, async ({ onEnd }) => {
    onEnd(() => stuck);
    return stuck;
  });
  stop.abort(new SealiftError('interrupted', 'interrupted (SIGINT)'));
  expect(await result).toMatchObject({ error: { code: 'interrupted' } });
});
