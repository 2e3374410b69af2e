import { afterAll, beforeAll, expect, it } from 'vitest';
import { limitRegistries } from '../../../src/compose/promotions/limit-registries.ts';
import { preparedEntries } from '../../../src/compose/promotions/prepared-entries.ts';
import { promoteEach } from '../../../src/compose/promotions/promote-each.ts';
import { run } from '../../../src/compose/run.ts';
import type { HostBudget } from '../../../src/io/http/types.ts';
import type { RegistryBudget } from '../../../src/planning/promotions.ts';
import { mirror } from '../../support/mirror.ts';
import { never } from '../../support/tools.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

it('a budget is for the host of the API, and names the registry as the file does', () => {
  const limits: [string, HostBudget][] = [];
  const budgets = new Map<string, RegistryBudget>([
    ['docker.io', { keepAllowance: 20 }],
    ['eu.example.com:5000', { requestsPerSecond: 2.5, concurrency: 1 }],
  ]);
  limitRegistries({ limit: (host, budget) => limits.push([host, budget]) }, budgets);
  expect(limits).toEqual([
    ['registry-1.docker.io', { registry: 'docker.io', keepAllowance: 20 }],
    ['eu.example.com:5000', { registry: 'eu.example.com:5000', requestsPerSecond: 2.5, concurrency: 1 }],
  ]);
});

it('images beyond the allowance of their source end too_many_requests, and the others are promoted', async () => {
  const scene = await mirror(at, { repositories: ['a'], images: 6 });
  const { from, selected } = scene;
  from.switches.allowance = { remaining: 26, window: 21_600 };
  const { images } = await run('promote', { env: {}, concurrency: 1 }, never, async (current) => {
    limitRegistries(await current.http(), new Map([[from.host, { keepAllowance: 20 }]]));
    const entries = selected.map(({ entry }) => entry);
    const prepared = await preparedEntries(current, { entries }, { opensKeys: true });
    return promoteEach(current, prepared, selected, { dryRun: false });
  });
  const errors = images.map(({ status, error }) => (status === 'failed' ? error?.code : status));
  expect(new Set(errors)).toEqual(new Set(['promoted', 'too_many_requests']));
  expect(from.switches.allowance.remaining).toBe(20);
});
