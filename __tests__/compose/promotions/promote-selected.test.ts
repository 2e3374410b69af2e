import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { preparedEntries } from '../../../src/compose/promotions/prepared-entries.ts';
import { promoteSelected } from '../../../src/compose/promotions/promote-selected.ts';
import { run } from '../../../src/compose/run.ts';
import { sign } from '../../../src/index.ts';
import type { PromotionEntry } from '../../../src/planning/promotions.ts';
import type { SelectedImage } from '../../../src/planning/selected-image.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { image, push } from '../../support/images.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

/** A registry with one signed image, `team/app:1.4`, and an empty one. */
async function twoRegistries() {
  const [from, to] = await Promise.all([FakeRegistry.start(), FakeRegistry.start()]);
  onTestFinished(async () => {
    await Promise.all([from.stop(), to.stop()]);
  });
  const root = await push(registryStore(from.host), image({ seed: 'app' }), '1.4');
  const source = `${from.host}/team/app`;
  await sign({ images: `${source}@${root.digest}`, key: at.key, certificateChain: at.chain, env: {} });
  return { from, to, source, digest: root.digest };
}

const entryOf = (from: string, settings: Readonly<Record<string, unknown>>): PromotionEntry => ({
  at: 'promotions.yaml:3:5',
  from,
  choice: { kind: 'tags', tags: ['1.4'] },
  to: [],
  allowEmpty: false,
  settings,
});

function promoteAll(images: readonly SelectedImage[], { dryRun = false } = {}) {
  const entries = images.map(({ entry }) => entry);
  return run('promote', { env: {} }, new AbortController().signal, async (current) => {
    const prepared = await preparedEntries(current, { entries }, { opensKeys: !dryRun });
    return Promise.all(
      images.map((one) => promoteSelected(current, prepared, one, { dryRun, kept: 4 * 1024 * 1024 })),
    );
  });
}

it('each image is promoted by the settings of its own entry', async () => {
  const { to, source, digest } = await twoRegistries();
  const trust = { trustPolicy: at.policy, trustStore: at.store };
  const images = [
    { settings: trust, repository: 'a' },
    { settings: { ...trust, excludeSignatures: true }, repository: 'b' },
    {
      settings: { ...trust, sign: true, key: at.key, certificateChain: at.chain, ifSigned: 'add' },
      repository: 'c',
    },
  ].map(({ settings, repository }) => ({
    entry: entryOf(source, settings),
    tag: '1.4',
    destinations: [{ repository: `${to.host}/${repository}`, tags: ['1.4', 'latest'] }],
  }));
  const result = await promoteAll(images);
  expect(result).toMatchObject({ status: 'done', error: null });
  const counts = ['a', 'b', 'c'].map((name) => to.repository(name).referrers.get(digest)?.length ?? 0);
  expect(counts).toEqual([1, 0, 2]);
  for (const name of ['a', 'b', 'c']) expect(to.repository(name).tags.get('latest')).toBe(digest);
});

it('what is wrong with several entries is told at once, before anything is contacted', async () => {
  const { from, to, source } = await twoRegistries();
  from.log.length = 0;
  const bad = [
    { trustPolicy: at.path('none.json'), trustStore: at.store },
    { skipVerification: true, include: 'some' },
  ];
  const images = bad.map((settings) => ({
    entry: entryOf(source, settings),
    tag: '1.4',
    destinations: [{ repository: `${to.host}/a`, tags: ['1.4'] }],
  }));
  const { error } = await promoteAll(images);
  expect(error?.message).toContain('none.json');
  expect(error?.message).toContain('`include` must be');
  expect([...from.requests, ...to.requests]).toEqual([]);
});

it('a dry run opens no key that an entry names, and still says which signature would be made', async () => {
  const { to, source } = await twoRegistries();
  const trust = { trustPolicy: at.policy, trustStore: at.store };
  const key = 'notation-plugin://not-installed/release';
  const entry = entryOf(source, { ...trust, sign: true, key, certificateChain: at.chain, ifSigned: 'add' });
  const destinations = [{ repository: `${to.host}/a`, tags: ['1.4'] }];
  const result = await promoteAll([{ entry, tag: '1.4', destinations }], { dryRun: true });
  expect(result.error).toBeNull();
  expect(result.images[0]).toMatchObject({ status: 'planned' });
  expect(result.images[0]?.destinations[0]?.signed).toEqual([expect.objectContaining({ digest: null })]);
  expect(to.writes).toEqual([]);
  const real = await promoteAll([{ entry, tag: '1.4', destinations }]);
  expect(real.error?.code).toBe('plugin_not_found');
});
