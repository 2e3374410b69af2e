import { once } from 'node:events';
import { createServer } from 'node:http';
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

/** Milliseconds for which a host that is down is asked all the same. */
const PATIENCE = 60_000;
/** Milliseconds that the five tries of a request take with the random number of the client. */
const TRIES = 2_250;

/** A host that takes no connection, answers with a status, or both in turn; `paths` are those that it was asked for. */
async function down() {
  const state = { status: undefined as number | undefined, paths: [] as string[] };
  const server = createServer(({ url = '' }, response) => {
    state.paths.push(url);
    response.writeHead(url === '/good' ? 200 : (state.status ?? 500)).end('ok');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => void server.close());
  const clock = new JumpingClock();
  const http = httpClient(clock);
  onTestFinished(() => http.close());
  const get = (path = '') =>
    http.request({ method: 'GET', url: new URL(`http://127.0.0.1:${port}/${path}`), signal: never });
  /** Asks until so much time is over, and gives what came of each question. */
  const during = async (milliseconds: number) => {
    const begun = clock.now().getTime();
    const all = [];
    while (clock.now().getTime() - begun < milliseconds) {
      all.push(
        await get().then(
          ({ status }) => status,
          ({ message }) => String(message),
        ),
      );
      // What is refused at once takes no time.
      await clock.sleep(1, never);
    }
    return all;
  };
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  const start = () => once(server.listen(port, '127.0.0.1'), 'listening');
  return { state, clock, get, during, stop, start };
}

it('a host that takes no connection for a minute is given up, and asked again by one request now and then', async () => {
  const { state, clock, get, during, stop, start } = await down();
  await stop();
  for (const message of await during(PATIENCE + TRIES)) expect(message).toContain('nothing listens there');
  const { length: waits } = clock.slept;
  const refused = {
    code: 'connection_failed',
    exitCode: 3,
    message: expect.stringContaining('not asked any more'),
  };
  await expect(get()).rejects.toMatchObject(refused);
  await start();
  await expect(get()).rejects.toMatchObject(refused);
  expect(clock.slept).toHaveLength(waits);
  expect(state.paths).toEqual([]);
  await clock.sleep(REST, never);
  expect(await get('good')).toMatchObject({ status: 200 });
  expect(await get('good')).toMatchObject({ status: 200 });
});

it('a host that has nothing but errors of its own for a minute is given up', async () => {
  const { state, clock, get, during } = await down();
  state.status = 503;
  for (const status of await during(PATIENCE + TRIES)) expect(status).toBe(503);
  const { length: asked } = state.paths;
  await expect(get()).rejects.toMatchObject({
    code: 'registry_unavailable',
    exitCode: 3,
    message: expect.stringContaining('not asked any more'),
  });
  expect(state.paths).toHaveLength(asked);
  await clock.sleep(REST, never);
  expect(await get()).toMatchObject({ status: 503 });
  expect(state.paths).toHaveLength(asked + 1);
  state.status = 404;
  await clock.sleep(REST, never);
  expect(await get()).toMatchObject({ status: 404 });
  expect(await get()).toMatchObject({ status: 404 });
});

it('a host that is back within a minute, or answers others well, is asked all the time', async () => {
  const { get, during, stop, start } = await down();
  await stop();
  await during(PATIENCE - 4 * TRIES);
  await start();
  for (let times = 0; times < 3; times += 1) {
    expect(await get('good')).toMatchObject({ status: 200 });
    for (const status of await during(PATIENCE - 2 * TRIES)) expect(status).toBe(500);
  }
});
