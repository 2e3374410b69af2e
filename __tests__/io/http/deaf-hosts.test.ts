import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** A host that can be stopped, and is started on the same port. */
async function stoppable() {
  const answer: RequestListener = (_, response) => void response.end('ok');
  const start = async (port: number): Promise<Server> => {
    const server = createServer(answer).listen(port, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    return server;
  };
  const first = await start(0);
  const { port } = first.address() as AddressInfo;
  first.close();
  await once(first, 'close');
  const clock = new JumpingClock();
  const http = httpClient(clock);
  onTestFinished(() => http.close());
  const get = () => http.request({ method: 'GET', url: new URL(`http://127.0.0.1:${port}/`), signal: never });
  return { clock, get, start: () => start(port) };
}

const UNREACHED = { code: 'connection_failed', exitCode: 3 };

it('a host that nobody reaches is given up after half a minute, and asked again by one request now and then', async () => {
  const { clock, get, start } = await stoppable();
  const begun = clock.now().getTime();
  while (clock.now().getTime() - begun < REST + 2_250)
    await expect(get()).rejects.toMatchObject({
      ...UNREACHED,
      message: expect.stringContaining('nothing listens'),
    });
  const { length: waits } = clock.slept;
  await expect(get()).rejects.toMatchObject({
    ...UNREACHED,
    message: expect.stringContaining('not asked any more'),
  });
  await start();
  await expect(get()).rejects.toMatchObject(UNREACHED);
  expect(clock.slept).toHaveLength(waits);
  await clock.sleep(REST, never);
  expect(await get()).toMatchObject({ status: 200 });
  expect(await get()).toMatchObject({ status: 200 });
});

it('a host that is back within half a minute is asked all the time', async () => {
  const { clock, get, start } = await stoppable();
  const begun = clock.now().getTime();
  while (clock.now().getTime() - begun < 20_000) await expect(get()).rejects.toMatchObject(UNREACHED);
  const server = await start();
  expect(await get()).toMatchObject({ status: 200 });
  server.close();
  server.closeAllConnections();
  await clock.sleep(REST, never);
  // It has been gone for a moment, since it answered half a minute ago.
  await expect(get()).rejects.toMatchObject({ message: expect.stringContaining('nothing listens') });
  await start();
  expect(await get()).toMatchObject({ status: 200 });
});
