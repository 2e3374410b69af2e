import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProgressEvent } from '../../../src/operations/ports.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import { readIndex, temporaryFolder } from '../../stores/layout/layouts.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never, tools } from '../../support/tools.ts';
import { promote, sign, verify } from '../support.ts';

async function start(switches: Partial<Switches> = {}) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const open = () => registryStore(registry.host, 'team/app', { clock: new JumpingClock() });
  return { registry, open, repository: registry.repository('team/app') };
}

async function signedSource(built = index([image({ seed: 'a' }), image({ seed: 'b' })])) {
  const source = new MemoryStore('dev.test/team/app');
  const { digest } = await push(source, built, '1');
  await sign(source, { recursive: true });
  return { source, digest, name: { digest } };
}

describe.each<[string, Partial<Switches>]>([
  ['the API', {}],
  ['the referrers tag', { referrers: '404', subjectHeader: false }],
])('a promotion by digest to a registry with %s', (_, switches) => {
  it('copies all and sets no tag, and its repeat writes nothing', async () => {
    const { source, name, digest } = await signedSource();
    const { registry, open, repository } = await start(switches);
    const run = () => promote(source, open(), { name, tags: [] });
    const pinned = `${open().name}@${digest}`;
    const first = await run();
    expect(first).toMatchObject({ status: 'promoted', error: null });
    expect(first.destinations).toMatchObject([
      {
        status: 'promoted',
        tags: [],
        pinned,
        previousDigest: null,
        attachments: { expected: 3, present: 3 },
      },
    ]);
    expect([...repository.tags.keys()].filter((tag) => !tag.startsWith('sha256-'))).toEqual([]);
    expect(await verify(open(), { name })).toMatchObject({ status: 'verified' });
    registry.log.length = 0;
    expect(await run()).toMatchObject({ status: 'unchanged', destinations: [{ tags: [], pinned }] });
    expect(registry.writes).toEqual([]);
  });

  it('shows what it would do, and writes nothing (dry run)', async () => {
    const { source, name } = await signedSource();
    const { registry, open } = await start(switches);
    const result = await promote(source, open(), { name, tags: [], dryRun: true });
    expect(result).toMatchObject({
      status: 'planned',
      destinations: [{ tags: [], attachments: { missing: { length: 3 } } }],
    });
    expect(registry.writes).toEqual([]);
  });

  it('asks for each blob in a repository that has no tags, since it may hold them all the same', async () => {
    const { source, name } = await signedSource(image());
    const { registry, open } = await start(switches);
    await promote(source, open(), { name, tags: [] });
    const other = new MemoryStore('dev.test/other');
    // Another image with the same layers, as those over one base have.
    const shared = image();
    await push(other, { ...index([shared]) }, '1');
    registry.log.length = 0;
    await promote(other, open(), { tags: [], trust: null });
    expect(registry.writes.filter((write) => write.includes('/blobs/'))).toEqual([]);
  });

  it('is no success when the registry takes the image and does not have it', async () => {
    const { source, name, digest } = await signedSource(image());
    const { registry, open, repository } = await start(switches);
    const match = {
      test: () => {
        if ([...repository.manifests.values()].some(({ bytes }) => Buffer.from(bytes).includes('notary')))
          repository.manifests.delete(digest);
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match, times: 1, status: 500 });
    expect(await promote(source, open(), { name, tags: [] })).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining(digest) },
    });
  });
});

describe('a destination with a digest', () => {
  it('is refused before anything is written there when the image has another one', async () => {
    const { source } = await signedSource(image());
    const { registry, open } = await start();
    const digest = `sha256:${'0'.repeat(64)}` as const;
    for (const tags of [[], ['1']]) {
      const destinations = [{ reference: 'there', store: open(), tags, digest }];
      expect(await promote(source, open(), { destinations })).toMatchObject({
        status: 'failed',
        error: { code: 'digest_mismatch', message: expect.stringContaining('there') },
        destinations: [{ status: 'failed' }],
      });
    }
    expect(registry.writes).toEqual([]);
  });

  it('does not stop the others', async () => {
    const { source, digest } = await signedSource(image());
    const [one, two] = [await start(), await start()];
    const wrong = `sha512:${'0'.repeat(128)}` as const;
    const result = await promote(source, one.open(), {
      destinations: [
        { reference: 'one', store: one.open(), tags: ['1'], digest },
        { reference: 'two', store: two.open(), tags: [], digest: wrong },
      ],
    });
    expect(result.destinations).toMatchObject([
      { status: 'promoted', tags: [{ tag: '1', action: 'new', previous: null }] },
      { status: 'failed', tags: [], error: { code: 'digest_mismatch' } },
    ]);
    expect(two.registry.writes).toEqual([]);
  });
});

describe('several destinations, with and without a tag', () => {
  it('have each their own, and events and lines that say so', async () => {
    const { source, name, digest } = await signedSource();
    const [one, two] = [await start(), await start()];
    const events: ProgressEvent[] = [];
    const reporter = { progress: (event: ProgressEvent) => void events.push(event), warning: () => {} };
    const destinations = [
      { reference: 'one:1,2', store: one.open(), tags: ['1', '2'] },
      { reference: `two@${digest}`, store: two.open(), tags: [], digest },
    ];
    const result = await promote(source, one.open(), { ...tools(), reporter, name, destinations });
    expect(result).toMatchObject({ status: 'promoted', error: null });
    expect([...one.repository.tags]).toEqual([
      ['1', digest],
      ['2', digest],
    ]);
    expect([...two.repository.tags]).toEqual([]);
    const tagged = events.filter((event) => event.type === 'phase' && event.phase === 'tag');
    expect(tagged).toMatchObject([{ subject: 'one:1,2' }]);
    const told = events.filter((event) => event.type === 'notice');
    expect(told).toEqual([{ type: 'notice', message: expect.stringMatching(/^two@.* no tag is set/) }]);
  });
});

describe('the tags of a result', () => {
  it('say what became of each, also of those that were left alone', async () => {
    const { source, digest } = await signedSource(image());
    const { registry, open } = await start();
    await promote(source, open(), { tags: ['same'] });
    const old = await push(open(), image({ seed: 'old' }), 'old');
    const tags = ['same', 'old', 'fresh'];
    const before = [
      { tag: 'same', previous: digest, action: 'unchanged', backup: null },
      { tag: 'old', previous: old.digest, action: 'moved', backup: null },
      { tag: 'fresh', previous: null, action: 'new', backup: null },
    ];
    const planned = await promote(source, open(), { tags, dryRun: true });
    expect(planned.destinations[0]!.tags).toEqual(before);
    registry.failures.push({ match: /^PUT .*manifests\/fresh/, times: 1, status: 403 });
    const failed = await promote(source, open(), { tags });
    expect(failed.destinations[0]!.tags.map(({ action }) => action)).toEqual(['unchanged', 'moved', 'left']);
    const done = await promote(source, open(), { tags });
    expect(done.destinations[0]!.tags.map(({ action }) => action)).toEqual(['unchanged', 'unchanged', 'new']);
  });
});

describe('a promotion by digest to a layout', () => {
  const layout = async () => {
    const path = `${await temporaryFolder()}/layout`;
    const open = () => openLayoutStore({ path, create: true });
    return { path, open };
  };

  it.each([true, false])('lists the image without a tag, signed or not: %s', async (isSigned) => {
    const source = new MemoryStore('dev.test/team/app');
    const { digest } = await push(source, image(), '1');
    if (isSigned) await sign(source);
    const { path, open } = await layout();
    const run = async () =>
      promote(source, await open(), { name: { digest }, tags: [], trust: null, allowUnsigned: true });
    expect((await run()).destinations).toMatchObject([{ status: 'promoted', tags: [], error: null }]);
    const { manifests } = await readIndex(path);
    const own = manifests.filter((entry) => entry.digest === digest);
    expect(own).toHaveLength(1);
    expect(own[0]!.annotations).toBeUndefined();
    expect((await run()).destinations).toMatchObject([{ status: 'unchanged' }]);
    expect(await readIndex(path)).toMatchObject({ manifests });
  });

  it('lists a child of an index that is there, and was not listed itself', async () => {
    const child = image({ seed: 'a' });
    const source = new MemoryStore('dev.test/team/app');
    await push(source, index([child]), '1');
    const { path, open } = await layout();
    await promote(source, await open(), { trust: null });
    const { digest } = child.manifest.descriptor;
    const run = async () => promote(source, await open(), { name: { digest }, tags: [], trust: null });
    expect((await run()).destinations).toMatchObject([{ status: 'promoted' }]);
    const { manifests } = await readIndex(path);
    expect(manifests.map((entry) => entry.digest)).toContain(digest);
    expect((await run()).destinations).toMatchObject([{ status: 'unchanged' }]);
  });

  it('gives no image the tag that readers look under', async () => {
    const { source, digest } = await signedSource(image());
    const { open } = await layout();
    const tags = [digest.replace(':', '-')];
    expect(await promote(source, await open(), { tags })).toMatchObject({
      error: { code: 'referrers_tag_taken' },
    });
    expect(await (await open()).resolve({ digest }, never)).toBeUndefined();
  });
});
