import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { Allowance } from '../../../src/io/http/allowance.ts';
import { RequestRate } from '../../../src/io/http/request-rate.ts';
import type { HostBudget, HttpOptions } from '../../../src/io/http/types.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { httpClient, JumpingClock } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

async function started(switches: Partial<Switches> = {}): Promise<FakeRegistry> {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  return registry;
}

/** Moments at which requests to each host went out, by a clock that only waits move. */
function setup(options: Partial<HttpOptions> = {}) {
  const clock = new JumpingClock();
  const start = clock.now().getTime();
  const sent = new Map<string, number[]>();
  const http = httpClient(clock, {
    ...options,
    onExchange: ({ url }) => {
      const { host } = new URL(url);
      sent.set(host, [...(sent.get(host) ?? []), clock.now().getTime() - start]);
    },
  });
  onTestFinished(() => http.close());
  const ask = (registry: FakeRegistry, method: 'GET' | 'HEAD' = 'GET', path = 'manifests/1') =>
    http.request({
      method,
      url: new URL(`http://${registry.host}/v2/team/app/${path}`),
      signal: never,
      retry: false,
      ...(method === 'GET' && path.startsWith('manifests/') ? { pull: true as const } : {}),
    });
  const limit = (registry: FakeRegistry, budget: Omit<HostBudget, 'registry'>) =>
    http.limit!(registry.host, { registry: 'registry.example.com', ...budget });
  return { clock, http, sent, ask, limit };
}

const times = (count: number) => Array.from({ length: count });

it('requests to a host are spaced by its rate, and those to other hosts are not', async () => {
  const [slow, fast] = [await started(), await started()];
  const { ask, limit, sent } = setup({ concurrency: 1 });
  limit(slow, { requestsPerSecond: 5 });
  await Promise.all(times(10).map(() => ask(fast)));
  await Promise.all(times(10).map(() => ask(slow)));
  expect(sent.get(slow.host)).toEqual(times(10).map((_, index) => index * 200));
  expect(sent.get(fast.host)).toEqual(times(10).map(() => 0));
});

it('a try that is repeated counts like any other request', async () => {
  const registry = await started();
  registry.failures.push({ match: /./, times: 2, status: 503 });
  const { http, limit, clock } = setup();
  limit(registry, { requestsPerSecond: 0.1 });
  const before = clock.now().getTime();
  const url = new URL(`http://${registry.host}/v2/`);
  await http.request({ method: 'GET', url, signal: never });
  expect(clock.now().getTime() - before).toBe(20_000);
});

it('a rate is never exceeded by more than the one request that opens a second', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      fc.array(fc.nat({ max: 3_000 }), { minLength: 1, maxLength: 40 }),
      async (perSecond, rests) => {
        const clock = new JumpingClock();
        const rate = new RequestRate(perSecond);
        const sent: number[] = [];
        for (const rest of rests) {
          await clock.sleep(rest, never);
          await Promise.all(
            times(3).map(async () => {
              await rate.wait(clock.now, clock.sleep, never);
              sent.push(clock.now().getTime());
            }),
          );
        }
        for (const [index, at] of sent.entries()) {
          const within = sent.filter((other) => other >= at && other <= at + 1000).length;
          expect(within, `from request ${index}`).toBeLessThanOrEqual(1 + perSecond * 1.005 + 1e-6);
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('whoever leaves the line keeps nobody behind it waiting', async () => {
  const clock = new JumpingClock();
  const rate = new RequestRate(1);
  const stop = new AbortController();
  await rate.wait(clock.now, clock.sleep, never);
  const [second, gone, last] = [
    rate.wait(clock.now, clock.sleep, never),
    rate.wait(clock.now, clock.sleep, stop.signal),
    rate.wait(clock.now, clock.sleep, never),
  ];
  stop.abort(new Error('stopped'));
  await expect(gone).rejects.toThrow('stopped');
  await Promise.all([second, last]);
});

it('a host gets at most so many requests at the same time, and never more than the run allows', async () => {
  for (const [run, host, most] of [
    [16, 3, 3],
    [2, 8, 2],
  ] as const) {
    const registry = await started();
    registry.holds.push({ match: /manifests\/1$/, until: /manifests\/1$/, times: most + 1 });
    const { ask, limit } = setup({ concurrency: run, timeouts: { connect: 5_000, idle: 300 } });
    limit(registry, { concurrency: host });
    const asked = times(most + 1).map(() => ask(registry).catch(() => {}));
    await expect.poll(() => registry.log.length).toBe(most);
    await Promise.all(asked);
  }
});

it('pulls end too_many_requests when only those are left that are kept, and a HEAD goes on', async () => {
  const registry = await started({ allowance: { remaining: 23, window: 21_600 } });
  const { ask, limit, clock } = setup({ concurrency: 1 });
  limit(registry, { keepAllowance: 20 });
  for (const _ of times(3)) await ask(registry);
  const until = new Date(clock.now().getTime() + 21_600_000).toISOString();
  await expect(ask(registry)).rejects.toMatchObject({
    code: 'too_many_requests',
    exitCode: 3,
    message:
      'registry.example.com has 20 pulls left of its allowance, and keep-allowance keeps 20 for others',
    hint: expect.stringContaining(`Run it again after ${until}`),
  });
  expect((await ask(registry, 'HEAD')).status).toBe(404);
  expect((await ask(registry, 'GET', 'tags/list')).status).toBe(404);
  expect(registry.switches.allowance!.remaining).toBe(20);
});

it('parallel pulls together take no more than what is not kept', async () => {
  const registry = await started({ allowance: { remaining: 25, window: 21_600 } });
  const { ask, limit } = setup();
  limit(registry, { keepAllowance: 20 });
  await ask(registry, 'HEAD');
  const outcomes = await Promise.allSettled(times(30).map(() => ask(registry)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  expect(registry.switches.allowance!.remaining).toBe(20);
});

it.each([
  ['seconds', (now: number, at: number) => Math.ceil((at - now) / 1000)],
  ['a time since 1970', (_: number, at: number) => Math.ceil(at / 1000)],
])('pulls wait for an allowance that comes within five minutes, named in %s', async (_, reset) => {
  const told: string[] = [];
  const registry = await started();
  const { ask, limit, clock } = setup({
    onWait: (name, milliseconds) => told.push(`${name} ${milliseconds <= 61_000}`),
  });
  const renewed = clock.now().getTime() + 60_000;
  const left = { remaining: 24, reset: () => reset(clock.now().getTime(), renewed) };
  registry.switches.allowance = left;
  limit(registry, { keepAllowance: 20 });
  await ask(registry, 'HEAD');
  await Promise.all(times(4).map(() => ask(registry)));
  const late = times(6).map(() => ask(registry));
  left.remaining = 100;
  const answers = await Promise.all(late);
  expect(answers).toHaveLength(6);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(renewed);
  expect(told).toEqual(['registry.example.com true']);
});

it('a wait that brings no allowance is the last one', async () => {
  const registry = await started({ allowance: { remaining: 5, reset: () => 60 } });
  const { ask, limit, clock } = setup({ concurrency: 4 });
  limit(registry, { keepAllowance: 20 });
  await ask(registry, 'HEAD');
  const before = clock.now().getTime();
  const outcomes = await Promise.allSettled(times(8).map(() => ask(registry)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(ask(registry)).rejects.toMatchObject({ code: 'too_many_requests' });
  expect(clock.now().getTime() - before).toBeLessThanOrEqual(8 * 60_000);
});

it.each(['', 'many', '-1', '99999999999999', '5;w=', '5;w=x', '5, 6', '0x10'])(
  'a header that is no allowance, %o, stops nobody',
  async (header) => {
    const { now, sleep } = new JumpingClock();
    const allowance = new Allowance({ registry: 'r', keep: 20, now, sleep, onWait: () => {} });
    const pull = await allowance.pull(never);
    allowance.answered(pull, { headers: { 'ratelimit-remaining': header } });
    allowance.settled();
    await allowance.pull(never);
  },
);

it('an answer that was overtaken does not raise what is left', async () => {
  const { now, sleep } = new JumpingClock();
  const allowance = new Allowance({ registry: 'r', keep: 20, now, sleep, onWait: () => {} });
  const [first, second] = [await allowance.pull(never), await allowance.pull(never)];
  allowance.answered(second, { headers: { 'ratelimit-remaining': '20;w=21600' } });
  allowance.answered(first, { headers: { 'ratelimit-remaining': '21;w=21600' } });
  for (const _ of times(2)) allowance.settled();
  await expect(allowance.pull(never)).rejects.toMatchObject({ code: 'too_many_requests' });
});
