import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExistingTag, TagRule } from '../../../src/operations/promotion/existing-tags.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { promote, sign } from '../support.ts';

const rules = (...all: [pattern: string, rule: ExistingTag][]): readonly TagRule[] =>
  all.map(([pattern, rule]) => ({ pattern, rule, option: `--existing-tag ${pattern}=${rule}` }));

describe('a tag at another image', () => {
  const registries: FakeRegistry[] = [];
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  const source = new MemoryStore('dev.test/team/app');
  let digest: string;
  beforeAll(async () => {
    digest = (await push(source, image(), '1')).digest;
    await sign(source);
  });

  /** A signed source, and a registry where `1` and `latest` are at another image. */
  const prepared = async () => {
    const registry = await FakeRegistry.start();
    registries.push(registry);
    const open = () => registryStore(registry.host);
    const old = await push(open(), image({ seed: 'old' }), '1');
    await push(open(), image({ seed: 'old' }), 'latest');
    registry.log.length = 0;
    return { source, registry, open, digest, old: old.digest, tags: registry.repository('team/app').tags };
  };

  it('moves where no rule fits', async () => {
    const { source, open, digest, tags } = await prepared();
    const result = await promote(source, open(), { existingTag: rules(['2*', 'fail']) });
    expect(result).toMatchObject({ status: 'promoted', destinations: [{ tags: [{ action: 'moved' }] }] });
    expect(tags.get('1')).toBe(digest);
  });

  it('refuses the destination before anything is written there: fail', async () => {
    const { source, registry, open, old } = await prepared();
    const result = await promote(source, open(), {
      tags: ['fresh', '1', 'latest'],
      existingTag: rules(['*', 'fail']),
    });
    expect(result).toMatchObject({
      status: 'failed',
      error: {
        code: 'tag_exists',
        message: expect.stringMatching(
          new RegExp(
            `/team/app:1 is at another image, ${old}, as are latest at ${old}, and --existing-tag \\*=fail`,
          ),
        ),
        hint: expect.stringContaining('--existing-tag 1=move'),
      },
      destinations: [
        {
          status: 'failed',
          pinned: null,
          copied: 0,
          tags: [{ action: 'left' }, { action: 'left' }, { action: 'left' }],
        },
      ],
    });
    expect(registry.writes).toEqual([]);
  });

  it('is not touched, and its neighbours are set: keep', async () => {
    const { source, registry, open, digest, old, tags } = await prepared();
    const request = { tags: ['fresh', '1', 'latest'], existingTag: rules(['*', 'keep'], ['latest', 'move']) };
    const result = await promote(source, open(), request);
    expect(result).toMatchObject({
      status: 'promoted',
      destinations: [
        {
          status: 'promoted',
          pinned: expect.stringContaining(digest),
          tags: [
            { tag: 'fresh', action: 'new', previous: null },
            { tag: '1', action: 'kept', previous: old },
            { tag: 'latest', action: 'moved', previous: old },
          ],
        },
      ],
    });
    expect([tags.get('fresh'), tags.get('1'), tags.get('latest')]).toEqual([digest, old, digest]);
    registry.log.length = 0;
    const again = await promote(source, open(), request);
    expect(again).toMatchObject({ status: 'unchanged' });
    expect(registry.writes).toEqual([]);
  });

  it.each([false, true])(
    'leaves its destination as it is where all are kept, dry run: %s',
    async (dryRun) => {
      const { source, registry, open, old } = await prepared();
      const result = await promote(source, open(), {
        tags: ['1', 'latest'],
        existingTag: rules(['*', 'keep']),
        dryRun,
      });
      const status = dryRun ? 'planned' : 'kept';
      expect(result).toMatchObject({
        status,
        error: null,
        destinations: [
          {
            status,
            pinned: null,
            previousDigest: old,
            copied: 0,
            tags: [
              { tag: '1', action: 'kept', previous: old, backup: null },
              { tag: 'latest', action: 'kept', previous: old, backup: null },
            ],
          },
        ],
      });
      expect(registry.writes).toEqual([]);
      expect(registry.requests.every((request) => /^HEAD .*manifests\/(1|latest)$/.test(request))).toBe(true);
    },
  );

  it('fails where one is kept and another may not move', async () => {
    const { source, registry, open } = await prepared();
    const existingTag = rules(['1', 'keep'], ['latest', 'fail']);
    expect(await promote(source, open(), { tags: ['1', 'latest'], existingTag })).toMatchObject({
      error: { code: 'tag_exists', message: expect.stringContaining('/team/app:latest is at') },
    });
    expect(registry.writes).toEqual([]);
  });

  it('is no write where it is at the image already, whatever the rule', async () => {
    const { source, registry, open } = await prepared();
    await promote(source, open(), { tags: ['1'] });
    registry.log.length = 0;
    for (const rule of ['move', 'keep', 'fail'] as const) {
      const result = await promote(source, open(), { tags: ['1'], existingTag: rules(['*', rule]) });
      expect(result).toMatchObject({
        status: 'unchanged',
        destinations: [{ tags: [{ action: 'unchanged' }] }],
      });
    }
    expect(registry.writes).toEqual([]);
  });

  it('that appears or moves during the run is left alone by keep and fail, also with --move-tag always', async () => {
    for (const rule of ['keep', 'fail'] as const) {
      const { source, registry, open, old, tags } = await prepared();
      const match = {
        test: (request: string) => {
          if (/^PUT .*manifests/.test(request)) tags.set('fresh', old);
          return false;
        },
      } as unknown as RegExp;
      registry.failures.push({ match, times: 1, status: 500 });
      const existingTag = rules(['*', rule]);
      const result = await promote(source, open(), { tags: ['fresh'], existingTag, moveTag: 'always' });
      expect(result).toMatchObject({
        error: { code: 'tag_moved', hint: expect.stringContaining(`--existing-tag *=${rule} leaves`) },
      });
      expect(tags.get('fresh')).toBe(old);
    }
  });

  it('refuses its own destination and no other', async () => {
    const { source, registry, open } = await prepared();
    const other = new MemoryStore('other.test/team/app');
    const stores = [open(), other];
    const destinations = stores.map((store) => ({ reference: `${store.name}:1`, store, tags: ['1'] }));
    const existingTag = rules(['1', 'fail']);
    const result = await promote(source, other, { destinations, existingTag });
    expect(result.destinations).toMatchObject([
      { status: 'failed', error: { code: 'tag_exists' } },
      { status: 'promoted' },
    ]);
    expect(registry.writes).toEqual([]);
  });
});
