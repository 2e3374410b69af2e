import { describe, expect, it } from 'vitest';
import { HostLimiter } from '../../../src/io/http/limiter.ts';
import { isThrottled, pauseUntil } from '../../../src/io/http/retry.ts';
import { JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

function setup(most: number) {
  const clock = new JumpingClock();
  const limiter = new HostLimiter(most);
  return { clock, limiter, turn: (signal = never) => limiter.acquire(clock.now, clock.sleep, signal) };
}

describe('a host that says it is too much', () => {
  it('gets half, once for all requests that were in flight together', async () => {
    const { limiter, turn, clock } = setup(16);
    const together = await Promise.all(Array.from({ length: 16 }, () => turn()));
    for (const one of together) {
      limiter.slowDown(one, clock.now());
      limiter.release();
    }
    expect(limiter.allowed).toBe(8);
    limiter.slowDown(await turn(), clock.now());
    limiter.release();
    expect(limiter.allowed).toBe(4);
  });

  it('gets one at least, and one more after twenty good answers each', async () => {
    const { limiter, turn, clock } = setup(4);
    for (let times = 0; times < 5; times += 1) {
      limiter.slowDown(await turn(), clock.now());
      limiter.release();
    }
    expect(limiter.allowed).toBe(1);
    const seen: number[] = [];
    for (let answers = 1; answers <= 100; answers += 1) {
      limiter.succeeded();
      if (answers % 20 === 0) seen.push(limiter.allowed);
    }
    expect(seen).toEqual([2, 3, 4, 4, 4]);
  });

  it('gets nothing before the moment it named, and the latest counts', async () => {
    const { limiter, turn, clock } = setup(4);
    const start = clock.now().getTime();
    const [one, two] = [await turn(), await turn()];
    limiter.slowDown(one, new Date(start + 30_000));
    limiter.slowDown(two, new Date(start + 10_000));
    for (let held = 0; held < 2; held += 1) limiter.release();
    await turn();
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(30_000);
  });

  it('lets those go that do not want to wait, and gives their turn to the next', async () => {
    const { limiter, turn } = setup(1);
    await turn();
    const stop = new AbortController();
    const gone = turn(stop.signal);
    const next = turn();
    stop.abort(new Error('stopped'));
    await expect(gone).rejects.toThrow('stopped');
    limiter.release();
    await next;
  });
});

it.each([
  [429, {}, true],
  [429, { 'retry-after': '3' }, true],
  [503, { 'retry-after': '3' }, true],
  [503, {}, false],
  [500, { 'retry-after': '3' }, false],
  [200, { 'retry-after': '3' }, false],
])('%i with %o is throttling: %s', (status, headers, is) => {
  expect(isThrottled({ status, headers })).toBe(is);
});

it('a pause is what is asked for in seconds or as a date, and none for hours', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const until = (value: string) => pauseUntil({ headers: { 'retry-after': value } }, now)?.toISOString();
  expect(until('90')).toBe('2026-01-01T00:01:30.000Z');
  expect(until('Thu, 01 Jan 2026 00:02:00 GMT')).toBe('2026-01-01T00:02:00.000Z');
  expect(until('Thu, 01 Jan 2015 00:00:00 GMT')).toBe('2026-01-01T00:00:00.000Z');
  expect(until('86400')).toBeUndefined();
});
