import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CachedTarget } from '../../../src/oci/cache/cached-target.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import { openArchiveStore } from '../../../src/stores/archive/open.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { type PromoteChange, promote, sign } from '../support.ts';

const viewOf = (store: TargetStore) => new CachedTarget(store, { signal: never });

const BACKUP = { backupTag: '{tag}-previous' } as const;

describe('a backup tag', () => {
  const registries: FakeRegistry[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    await Promise.all(registries.splice(0).map((registry) => registry.stop()));
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
  });

  const source = new MemoryStore('dev.test/team/app');
  let digest: Digest;
  beforeAll(async () => {
    digest = (await push(source, image(), '1')).digest;
    await sign(source);
  });
  /** A signed source, and a registry where `1` is at another image, a docker one. */
  const prepared = async (switches: Partial<Switches> = {}) => {
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    const open = () => registryStore(registry.host);
    const old = await push(open(), image({ seed: 'old', docker: true }), '1');
    const other = await push(open(), image({ seed: 'other' }));
    registry.log.length = 0;
    const repository = registry.repository('team/app');
    return { source, registry, open, digest, old: old.digest, other: other.digest, ...repository };
  };
  const moveDuringCopy = (registry: FakeRegistry, move: () => void) => {
    const match = {
      test: (request: string) => {
        if (/^PUT .*manifests\/sha256/.test(request)) move();
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match, times: 1, status: 500 });
  };

  it('is set and read back right before its tag moves, with the bytes that were there', async () => {
    const { source, registry, open, digest, old, tags } = await prepared();
    const result = await promote(source, open(), BACKUP);
    expect(result).toMatchObject({
      status: 'promoted',
      destinations: [{ tags: [{ tag: '1', action: 'moved', previous: old, backup: '1-previous' }] }],
    });
    expect([tags.get('1'), tags.get('1-previous')]).toEqual([digest, old]);
    const steps = registry.requests.filter((one) => /manifests\/(1|1-previous)$/.test(one));
    expect(steps.map((one) => one.replace(/ .*manifests\//, ' '))).toEqual([
      'HEAD 1',
      'HEAD 1',
      'HEAD 1-previous',
      'PUT 1-previous',
      'HEAD 1-previous',
      'HEAD 1',
      'PUT 1',
      'HEAD 1',
    ]);
    // Nothing of the old image is copied, since all of it is there.
    expect(registry.requests.filter((one) => one.startsWith('GET ') && one.includes(old))).toHaveLength(1);
  });

  it('is overwritten when its tag really moves, and only then', async () => {
    const { source, registry, open, digest, old, other, tags } = await prepared();
    tags.set('1-previous', other);
    await promote(source, open(), { ...BACKUP, dryRun: true });
    expect(registry.writes).toEqual([]);
    await promote(source, open(), { ...BACKUP, existingTag: [{ pattern: '*', rule: 'keep', option: '' }] });
    expect(tags.get('1-previous')).toBe(other);
    await promote(source, open(), BACKUP);
    expect(tags.get('1-previous')).toBe(old);
    registry.log.length = 0;
    // The tag is at the image now: its backup is not overwritten with the image itself.
    expect(await promote(source, open(), BACKUP)).toMatchObject({
      status: 'unchanged',
      destinations: [{ tags: [{ backup: null }] }],
    });
    expect(registry.writes).toEqual([]);
    expect([tags.get('1'), tags.get('1-previous')]).toEqual([digest, old]);
  });

  it('is announced by a dry run, and not set for a new tag', async () => {
    const { source, open, old, tags } = await prepared();
    const request = { ...BACKUP, tags: ['1', 'new'] };
    const planned = await promote(source, open(), { ...request, dryRun: true });
    const expected = [
      { tag: '1', action: 'moved', previous: old, backup: '1-previous' },
      { tag: 'new', action: 'new', previous: null, backup: null },
    ];
    expect(planned.destinations[0]!.tags).toEqual(expected);
    expect((await promote(source, open(), request)).destinations[0]!.tags).toEqual(expected);
    expect([...tags.keys()].toSorted()).toEqual(['1', '1-previous', 'new']);
  });

  it('is written no second time by the repeat of a run that was killed between it and the tag', async () => {
    const { source, registry, open, digest, old, tags } = await prepared();
    registry.failures.push({ match: /^PUT .*manifests\/1$/, times: 99, status: 403 });
    expect(await promote(source, open(), BACKUP)).toMatchObject({
      status: 'failed',
      destinations: [{ tags: [{ tag: '1', action: 'left', previous: old, backup: '1-previous' }] }],
    });
    expect([tags.get('1'), tags.get('1-previous')]).toEqual([old, old]);
    registry.failures.length = 0;
    registry.log.length = 0;
    expect(await promote(source, open(), BACKUP)).toMatchObject({
      status: 'promoted',
      destinations: [{ tags: [{ action: 'moved', backup: '1-previous' }] }],
    });
    expect([tags.get('1'), tags.get('1-previous')]).toEqual([digest, old]);
    expect(registry.writes.map((one) => one.replace(/ .*\//, ' '))).toEqual(['PUT 1']);
  });

  it('keeps what the tag points at right before it moves, where that moved during the run', async () => {
    const { source, registry, open, digest, other, tags } = await prepared();
    moveDuringCopy(registry, () => tags.set('1', other));
    const result = await promote(source, open(), { ...BACKUP, moveTag: 'always' });
    expect(result.destinations[0]!.tags).toMatchObject([
      { action: 'moved', previous: other, backup: '1-previous' },
    ]);
    expect([tags.get('1'), tags.get('1-previous')]).toEqual([digest, other]);
  });

  it.each<['if-unchanged' | 'always', string]>([
    ['if-unchanged', 'failed'],
    ['always', 'promoted'],
  ])('holds what its tag points at also where that moves meanwhile: %s', async (moveTag, status) => {
    const { source, registry, open, digest, other, tags } = await prepared();
    const match = {
      test: (request: string) => {
        if (/^PUT .*manifests\/1-previous$/.test(request)) tags.set('1', other);
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match, times: 1, status: 500 });
    const result = await promote(source, open(), { ...BACKUP, moveTag });
    expect(result.status).toBe(status);
    if (status === 'failed') {
      expect(result.error).toMatchObject({ code: 'tag_moved' });
      expect(tags.get('1')).toBe(other);
    } else {
      expect([tags.get('1'), tags.get('1-previous')]).toEqual([digest, other]);
      expect(result.destinations[0]!.tags[0]).toMatchObject({ previous: other, backup: '1-previous' });
    }
  });

  it('is given up for a tag that moves all the time, and the tag is left alone', async () => {
    const { source, registry, open, other, tags } = await prepared();
    const ids = [
      other,
      ...(await Promise.all(['a', 'b', 'c', 'd'].map((seed) => push(open(), image({ seed }))))).map(
        (one) => one.digest,
      ),
    ];
    const match = {
      test: (request: string) => {
        if (/^PUT .*manifests\/1-previous$/.test(request)) tags.set('1', ids.shift()!);
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match, times: 1, status: 500 });
    const result = await promote(source, open(), { ...BACKUP, moveTag: 'always' });
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'tag_moved', hint: expect.stringContaining('again and again') },
    });
    expect(registry.writes.filter((one) => /manifests\/1$/.test(one))).toEqual([]);
  });

  it('is not written where the tag moved during the run and is left alone', async () => {
    const { source, registry, open, other, tags } = await prepared();
    moveDuringCopy(registry, () => tags.set('1', other));
    expect(await promote(source, open(), BACKUP)).toMatchObject({ error: { code: 'tag_moved' } });
    expect(tags.get('1-previous')).toBeUndefined();
  });

  it.each<[string, number, string]>([
    ['denied', 403, 'denied'],
    ['refused', 400, 'registry_refused'],
    ['unavailable', 503, 'registry_unavailable'],
  ])('that cannot be set leaves its tag where it is: %s', async (_, status, code) => {
    const { source, registry, open, old, tags } = await prepared();
    registry.failures.push({ match: /^PUT .*manifests\/1-previous$/, times: 99, status });
    const result = await promote(source, open(), BACKUP);
    const { error } = result.destinations[0]!;
    expect(error!.code).toMatch(new RegExp(`${code}|credentials_missing`));
    expect(error!.message).toContain('/team/app:1 was not moved, because its backup tag 1-previous');
    expect(error!.hint).toContain('Without --backup-tag the tag moves');
    expect(tags.get('1')).toBe(old);
    expect(registry.writes.filter((one) => /manifests\/1$/.test(one))).toEqual([]);
  });

  it('that a registry takes and does not keep leaves its tag where it is', async () => {
    const { source, registry, open, old, tags } = await prepared();
    moveDuringCopy(registry, () => tags.delete('1-previous'));
    registry.failures.push({ match: /^PUT .*manifests\/1-previous$/, times: 1, status: 201 });
    expect(await promote(source, open(), BACKUP)).toMatchObject({ error: { code: 'upload_unconfirmed' } });
    expect(tags.get('1')).toBe(old);
  });

  it('of an image whose parts are gone is refused, and nothing moves', async () => {
    const { source, registry, open, old, tags } = await prepared();
    const body = JSON.stringify({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'blob unknown' }] });
    registry.failures.push({ match: /^PUT .*manifests\/1-previous$/, times: 99, status: 404, body });
    expect(await promote(source, open(), BACKUP)).toMatchObject({ error: { code: 'registry_refused' } });
    expect(tags.get('1')).toBe(old);
  });

  it('of an image whose manifest cannot be read moves no tag at all', async () => {
    const { source, registry, open, old, other, tags } = await prepared();
    tags.set('2', other);
    registry.failures.push({ match: new RegExp(`^GET .*${old}`), times: 99, status: 404 });
    const result = await promote(source, open(), { ...BACKUP, tags: ['2', '1'] });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'artifact_not_found' } });
    expect([tags.get('1'), tags.get('2'), tags.get('2-previous')]).toEqual([old, other, undefined]);
  });

  it('is not set where the tag is at the image already, under another media type', async () => {
    const { source, registry, open, digest, tags } = await prepared();
    await promote(source, open());
    registry.switches.retyped.set(digest, 'application/vnd.docker.distribution.manifest.v2+json');
    expect(await promote(source, open(), BACKUP)).toMatchObject({
      status: 'promoted',
      destinations: [{ tags: [{ action: 'unchanged', backup: null }] }],
    });
    expect([...tags.keys()]).toEqual(['1']);
  });

  it('is kept in a layout as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sealift-backup-'));
    folders.push(folder);
    const open = () => openLayoutStore({ path: folder, create: true });
    const first = await open();
    const old = await push(first, image({ seed: 'old' }), '1');
    await first.close();
    const store = await open();
    expect(await promote(source, store, BACKUP)).toMatchObject({ status: 'promoted' });
    await store.close();
    const { manifests } = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
    const byTag = Object.fromEntries(
      manifests.map((one: { digest: string; annotations?: Record<string, string> }) => [
        one.annotations?.['org.opencontainers.image.ref.name'],
        one.digest,
      ]),
    );
    expect(byTag).toMatchObject({ '1': digest, '1-previous': old.digest });
  });

  it.each<[rule: string, change: PromoteChange, code: string | undefined]>([
    ['nothing else', {}, undefined],
    ['a backup tag', BACKUP, 'tag_moved'],
    [
      'a rule that it stays',
      { existingTag: [{ pattern: '2', rule: 'keep', option: '2=keep' }] },
      'tag_moved',
    ],
    [
      'a rule that it may not move',
      { existingTag: [{ pattern: '2', rule: 'fail', option: '2=fail' }] },
      'tag_moved',
    ],
  ])(
    'of an archive that another program moved meanwhile: --move-tag always with %s',
    async (_, change, code) => {
      const folder = await mkdtemp(join(tmpdir(), 'sealift-backup-'));
      folders.push(folder);
      const path = join(folder, 'app.tar');
      const open = () => openArchiveStore({ path, purpose: 'create' }, never);
      const moveTo = async (seed: string, tags: readonly string[]) => {
        const store = await open();
        const built = image({ seed });
        const { digest: moved } = await push(store, built);
        for (const tag of tags) await store.tag(built.manifest, tag, never);
        await viewOf(store).commit?.(never);
        await store.close();
        return moved;
      };
      await moveTo('old', ['1']);
      const store = await open();
      const { commit } = viewOf(store);
      let other: Digest | undefined;
      Object.assign(store, {
        commit: async (signal: AbortSignal) => {
          other ??= await moveTo('other', ['1', '2']);
          await commit?.(signal);
        },
      });
      const result = await promote(source, store, { tags: ['1', '2'], moveTag: 'always', ...change });
      await store.close();
      expect(result.error?.code).toBe(code);
      expect(result.error?.hint ?? '').not.toContain('--move-tag always');
      const reader = await open();
      for (const tag of ['1', '2'])
        expect((await reader.resolve({ tag }, never))?.digest).toBe(code === undefined ? digest : other);
      await reader.close();
      const again = await open();
      expect(await promote(source, again, { moveTag: 'always', ...change })).toMatchObject({ error: null });
      await again.close();
    },
  );
});
