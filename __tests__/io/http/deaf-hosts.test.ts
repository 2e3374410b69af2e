import { expect, it, onTestFinished } from 'vitest';
import { type Drip, drippingHost, headOf } from '../../support/dripping-host.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

const LATE = { code: 'deadline_exceeded', exitCode: 3 };
const GOOD = { first: `${headOf(2)}ok` };
const SILENT = {};
/** Milliseconds after which a host that was given up is tried again. */
const REST = 30_000;

async function deaf(answer: (count: number, head: string) => Drip) {
  const host = await drippingHost(answer);
  const clock = new JumpingClock();
  const http = httpClient(clock, { timeouts: { connect: 5_000, idle: 40, total: 200, pace: 60_000 } });
  onTestFinished(() => http.close());
  const get = (path: string) =>
    http.request({ method: 'GET', url: new URL(`${host.origin}/${path}`), signal: never });
  const many = (count: number) =>
    Promise.allSettled(Array.from({ length: count }, (_, number) => get(`${number}`)));
  return { host, clock, get, many };
}

it('a host that was silent through all tries of a request is asked by one request now and then, and by no other', async () => {
  const { host, clock, get, many } = await deaf(() => SILENT);
  await expect(get('first')).rejects.toMatchObject(LATE);
  const { length: tries } = host.requests;
  for (const one of await many(40))
    expect(one).toMatchObject({
      status: 'rejected',
      reason: { ...LATE, message: expect.stringContaining('not asked any more') },
    });
  expect(host.requests).toHaveLength(tries);
  await clock.sleep(REST, never);
  expect((await many(40)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(host.requests).toHaveLength(tries + 1);
});

it('requests that stand in line when their host is given up are not sent any more', async () => {
  const { host, many } = await deaf(() => SILENT);
  expect((await many(60)).every(({ status }) => status === 'rejected')).toBe(true);
  // Sixteen are sent at the same time, five times and once more while that is noticed.
  expect(host.requests.length).toBeLessThanOrEqual(16 * 6);
});

it('a host that answers again is asked by everybody again', async () => {
  let isSilent = true;
  const { clock, get, many } = await deaf(() => (isSilent ? SILENT : GOOD));
  await expect(get('first')).rejects.toMatchObject(LATE);
  isSilent = false;
  await clock.sleep(REST, never);
  expect(await get('second')).toMatchObject({ status: 200 });
  expect((await many(20)).every(({ status }) => status === 'fulfilled')).toBe(true);
});

it('a host that answers others while it is silent to one request is not given up', async () => {
  const { get } = await deaf((_, head) => (head.includes('/silent') ? SILENT : GOOD));
  const silent = expect(get('silent')).rejects.toMatchObject(LATE);
  await get('good');
  await silent;
  expect(await get('good')).toMatchObject({ status: 200 });
});
