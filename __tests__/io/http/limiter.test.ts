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

describe('a host that answers 429', () => {
  it('gets half the requests, once for all answers to parallel requests', async () => {
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

  it('gets at least one request, and one more after every twenty good answers', async () => {
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

  it('gets no request before the latest time that it named', async () => {
    const { limiter, turn, clock } = setup(4);
    const start = clock.now().getTime();
    const [one, two] = [await turn(), await turn()];
    limiter.slowDown(one, new Date(start + 30_000));
    limiter.slowDown(two, new Date(start + 10_000));
    for (let held = 0; held < 2; held += 1) limiter.release();
    await turn();
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(30_000);
  });

  it('gives the turn of an aborted request to the next one', async () => {
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
])('isThrottled answers for the status %i with %o: %s', (status, headers, is) => {
  expect(isThrottled({ status, headers })).toBe(is);
});

it('pauseUntil reads seconds or a date, and ignores a time hours away', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const until = (value: string) => pauseUntil({ headers: { 'retry-after': value } }, now)?.toISOString();
  expect(until('90')).toBe('2026-01-01T00:01:30.000Z');
  expect(until('Thu, 01 Jan 2026 00:02:00 GMT')).toBe('2026-01-01T00:02:00.000Z');
  expect(until('Thu, 01 Jan 2015 00:00:00 GMT')).toBe('2026-01-01T00:00:00.000Z');
  expect(until('86400')).toBeUndefined();
});
