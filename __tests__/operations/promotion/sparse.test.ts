import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digestOf as sha256 } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { parsePlatform } from '../../../src/oci/platforms/parse-platform.ts';
import { inspectImage } from '../../../src/operations/judging/inspect.ts';
import { listImage } from '../../../src/operations/list.ts';
import { raw } from '../../oci/artifacts.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, type Built, image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { attestationOf, type Entry, imageFor, indexOf, noteOn } from '../../support/platforms.ts';
import { registryStore } from '../../support/registry-store.ts';
import { never, tools } from '../../support/tools.ts';
import { promote, sign, TAG, verify } from '../support.ts';

const platforms = (...texts: readonly string[]) => ({ platforms: new Set(texts.map(parsePlatform)) });

const AMD = imageFor('linux/amd64');
const ARM = imageFor('linux/arm64/v8');
const OLD = imageFor('linux/arm/v7');
const ENTRIES: readonly Entry[] = [AMD, ARM, OLD, attestationOf(AMD), attestationOf(ARM)];
const digestOf = ({ manifest }: Built) => manifest.descriptor.digest;

describe('a promotion of some platforms', () => {
  /** With an index that is signed as all its children are; no test writes to it. */
  let whole: FakeRegistry;
  let mirror: FakeRegistry;
  const started: FakeRegistry[] = [];
  const start = async (switches: Partial<Switches> = {}) => {
    const registry = await FakeRegistry.start(switches);
    started.push(registry);
    return registry;
  };
  const ROOT = indexOf(ENTRIES);
  beforeAll(async () => {
    whole = await FakeRegistry.start();
    await prepare(source(), ENTRIES);
  });
  afterAll(() => whole.stop());
  beforeEach(async () => {
    mirror = await start({ absentChildren: 'taken' });
  });
  afterEach(() => Promise.all(started.splice(0).map((registry) => registry.stop())));

  const source = () => registryStore(whole.host);
  const target = () => registryStore(mirror.host);
  const held = ({ built }: Entry) => mirror.repository('team/app').manifests.has(digestOf(built));

  /** An index with signatures on everything, and a note on each of the first three entries. */
  const prepare = async (store: ReturnType<typeof source>, entries: readonly Entry[], recursive = true) => {
    await push(store, indexOf(entries), '1');
    for (const entry of entries.slice(0, 3))
      await attach(store, entry.built.manifest.descriptor, noteOn(entry));
    expect(await sign(store, { recursive })).toMatchObject({ status: 'signed' });
  };
  const prepared = async (entries: readonly Entry[], recursive = true) => {
    const { host } = await start();
    await prepare(registryStore(host), entries, recursive);
    return () => registryStore(host);
  };

  it('copies the index as it is, the chosen children and their attestations, and what is attached to them', async () => {
    const result = await promote(source(), target(), platforms('linux/arm64'));
    expect(result).toMatchObject({ status: 'promoted', error: null, digest: digestOf(ROOT) });
    const there = mirror.repository('team/app');
    expect(ENTRIES.map(held)).toEqual([false, true, false, false, true]);
    expect(there.tags.get('1')).toBe(digestOf(ROOT));
    // The signatures of index, image and attestation, and the note on the image.
    expect(result.attachments).toHaveLength(4);
    expect(there.manifests.size).toBe(3 + 4);
    expect(await verify(target())).toMatchObject({ status: 'verified' });
    // What stays behind is told with the number of what is attached to it.
    expect(
      result.platforms.map(({ platform, status, attachments }) => [platform, status, attachments]),
    ).toEqual([
      ['linux/amd64', 'left', 2],
      ['linux/arm/v7', 'left', 2],
      ['unknown/unknown', 'left', 1],
    ]);
  });

  it('is verified with the same platforms, and refused without, naming what is not there and the flag', async () => {
    await promote(source(), target(), platforms('linux/arm64', 'linux/amd64'));
    const request = { recursive: true, ...platforms('linux/amd64', 'linux/arm64') };
    const verified = await verify(target(), request);
    expect(verified).toMatchObject({ status: 'verified', error: null });
    expect(verified.platforms.map(({ platform }) => platform)).toEqual([
      'linux/amd64',
      'linux/arm64/v8',
      'unknown/unknown',
      'unknown/unknown',
    ]);
    const refused = await verify(target(), { recursive: true });
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'child_missing' } });
    expect(refused.error?.message).toContain(`linux/arm/v7 (${digestOf(OLD.built)})`);
    expect(refused.error?.hint).toContain('--platform linux/amd64 --platform linux/arm64');
  });

  it('writes nothing the second time, and puts what a wider choice adds', async () => {
    await promote(source(), target(), platforms('linux/amd64'));
    mirror.log.length = 0;
    expect(await promote(source(), target(), platforms('linux/amd64'))).toMatchObject({
      status: 'unchanged',
    });
    expect(mirror.writes).toEqual([]);
    expect(await promote(source(), target(), platforms('linux/amd64', 'linux/arm64'))).toMatchObject({
      status: 'promoted',
    });
    expect(ENTRIES.map(held)).toEqual([true, true, false, true, true]);
    expect(await promote(source(), target())).toMatchObject({ status: 'promoted' });
    expect(await verify(target(), { recursive: true })).toMatchObject({ status: 'verified' });
  });

  it('mends a chosen child that was lost, and misses no other, however deep it looks', async () => {
    await promote(source(), target(), platforms('linux/amd64'));
    const there = mirror.repository('team/app');
    there.manifests.delete(digestOf(AMD.built));
    const lost = AMD.built.blobs[1]!.descriptor.digest;
    there.blobs.delete(lost);
    expect(await promote(source(), target(), platforms('linux/amd64'))).toMatchObject({ status: 'promoted' });
    there.blobs.delete(lost);
    const deep = await promote(source(), target(), { ...platforms('linux/amd64'), deep: true });
    expect(deep).toMatchObject({ status: 'promoted', error: null });
    expect(there.blobs.has(lost)).toBe(true);
    expect(ENTRIES.map(held)).toEqual([true, false, false, true, false]);
  });

  it.each(['named', 'silently'] as const)(
    'ends sparse_index_refused where the registry wants all children (%s), and moves no tag',
    async (absentChildren) => {
      mirror.switches.absentChildren = absentChildren;
      const result = await promote(source(), target(), platforms('linux/amd64'));
      expect(result.error).toMatchObject({
        code: 'sparse_index_refused',
        message: expect.stringMatching(/without 3 of the 5 manifests/),
        hint: expect.stringContaining('docs/registries.md'),
      });
      expect(mirror.repository('team/app').tags.size).toBe(0);
      expect(await promote(source(), target())).toMatchObject({ status: 'promoted', error: null });
    },
  );

  it('says that a part was lost where that is why the registry refuses', async () => {
    mirror.switches.absentChildren = 'named';
    mirror.switches.swallows = { what: new RegExp(`manifests/${digestOf(AMD.built)}`), times: 99 };
    const { error } = await promote(source(), target(), platforms('linux/amd64'));
    expect(error).toMatchObject({
      code: 'child_missing',
      message: expect.stringContaining(digestOf(AMD.built)),
    });
  });

  it('goes on from a mirror of some platforms', async () => {
    await promote(source(), target(), platforms('linux/amd64', 'linux/arm64'));
    const next = await start({ absentChildren: 'taken' });
    const whole = await promote(target(), registryStore(next.host));
    expect(whole.error).toMatchObject({ code: 'child_missing' });
    expect(whole.error?.hint).toContain('--platform linux/amd64');
    expect(next.writes).toEqual([]);
    expect(await promote(target(), registryStore(next.host), platforms('linux/amd64'))).toMatchObject({
      status: 'promoted',
      error: null,
    });
  });

  it('is refused for a platform that the index lacks, with those that it has, before anything is written', async () => {
    const { error } = await promote(source(), target(), platforms('linux/amd64', 'linux/s390x'));
    expect(error).toMatchObject({
      code: 'platform_missing',
      message: expect.stringMatching(
        /has no linux\/s390x: its platforms are linux\/amd64, linux\/arm64, linux\/arm\/v7$/,
      ),
    });
    expect(mirror.writes).toEqual([]);
    expect(await verify(source(), { recursive: true, ...platforms('linux/s390x') })).toMatchObject({
      error: { code: 'platform_missing' },
    });
  });

  it('takes an image that is no index by the platform in its config, and refuses another', async () => {
    const { host } = await start();
    const own = () => registryStore(host);
    await push(own(), image(), '1');
    await sign(own());
    expect(await promote(own(), target(), platforms('linux/arm64'))).toMatchObject({
      error: { code: 'platform_missing', message: expect.stringContaining('is an image for linux/amd64') },
    });
    expect(mirror.writes).toEqual([]);
    expect(await promote(own(), target(), platforms('linux/amd64'))).toMatchObject({ status: 'promoted' });
    const both = await promote(own(), target(), platforms('linux/amd64', 'linux/arm64'));
    expect(both.error).toMatchObject({ code: 'platform_missing' });
    expect(await verify(target(), { recursive: true, ...platforms('linux/amd64') })).toMatchObject({
      status: 'verified',
    });
  });

  it('takes no artifact for an image of any platform', async () => {
    const { host } = await start();
    await push(registryStore(host), noteOn({ built: image() }), '1');
    const { error } = await promote(registryStore(host), target(), {
      trust: null,
      ...platforms('linux/amd64'),
    });
    expect(error).toMatchObject({
      code: 'platform_missing',
      message: expect.stringContaining('names no platform'),
    });
  });

  it('takes of indexes in indexes the chosen children, at every level', async () => {
    const inner = indexOf([imageFor('linux/s390x'), imageFor('windows/amd64'), OLD]);
    const empty = indexOf([imageFor('freebsd/amd64')]);
    const own = await prepared([AMD, { built: inner }, { built: empty }]);
    const chosen = platforms('linux/amd64', 'windows/amd64');
    expect(await promote(own(), target(), chosen)).toMatchObject({ status: 'promoted', error: null });
    const there = mirror.repository('team/app').manifests;
    expect(inner.children.map((child) => there.has(digestOf(child)))).toEqual([false, true, false]);
    expect(there.has(digestOf(empty))).toBe(true);
    const verified = await verify(target(), { recursive: true, ...chosen });
    expect(verified).toMatchObject({ status: 'verified', error: null });
    expect(verified.platforms).toHaveLength(4);
  });

  it('passes with -r only when every child that is copied passes for itself', async () => {
    const own = await prepared(ENTRIES, false);
    const refused = await promote(own(), target(), { recursive: true, ...platforms('linux/amd64') });
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'artifact_unsigned' } });
    expect(refused.error?.message).toMatch(/^linux\/amd64 \(sha256:/);
    expect(refused.platforms.map(({ platform, status }) => [platform, status])).toEqual([
      ['linux/amd64', 'failed'],
      ['unknown/unknown', 'failed'],
    ]);
    expect(mirror.writes).toEqual([]);
    const allowed = await promote(own(), target(), { recursive: true, allowUnsigned: true, dryRun: true });
    expect(allowed).toMatchObject({ status: 'planned', error: null });
    expect(new Set(allowed.platforms.map(({ status }) => status))).toEqual(new Set(['unverified']));
    // Nobody signs the others.
    for (const { built } of [AMD, attestationOf(AMD)])
      await sign(own(), { name: { digest: digestOf(built) } });
    const passed = await promote(own(), target(), { recursive: true, ...platforms('linux/amd64') });
    expect(passed).toMatchObject({ status: 'promoted', error: null });
    expect(passed.platforms.map(({ platform, status }) => [platform, status])).toEqual([
      ['linux/amd64', 'verified'],
      ['unknown/unknown', 'verified'],
      ['linux/arm64/v8', 'left'],
      ['linux/arm/v7', 'left'],
      ['unknown/unknown', 'left'],
    ]);
    expect(await promote(own(), target(), { recursive: true })).toMatchObject({
      error: { code: 'artifact_unsigned', message: expect.stringMatching(/^linux\/arm64\/v8 /) },
    });
  });

  it('is shown by list and inspect with what is not there', async () => {
    await promote(source(), target(), platforms('linux/amd64'));
    for (const show of [listImage, inspectImage]) {
      const request = { ...tools(), reference: 'mirror', name: TAG, store: target(), maxSignatures: 100 };
      const shown = await show(request, never);
      expect(shown).toMatchObject({ status: 'listed', error: null });
      expect(shown.platforms.map(({ status }) => status)).toEqual([
        ...['listed', 'absent', 'absent', 'listed', 'absent'],
      ]);
      expect(request.warnings.join()).toContain('3 of the 5 manifests that the index names are not there');
    }
  });

  it('costs as many requests as an index of the chosen children alone would', async () => {
    const three = await prepared([AMD, ARM, OLD]);
    const one = await prepared([AMD]);
    const whole = await start();
    await promote(three(), target(), platforms('linux/amd64'));
    await promote(one(), registryStore(whole.host));
    expect(mirror.requests.length).toBe(whole.requests.length);
    for (const registry of [mirror, whole]) registry.log.length = 0;
    await promote(three(), target(), platforms('linux/amd64'));
    await promote(one(), registryStore(whole.host));
    expect(mirror.requests.length).toBe(whole.requests.length);
    expect(mirror.writes).toEqual([]);
  });
});

describe('what a hostile source says of platforms', () => {
  const source = new MemoryStore('dev.test/team/app');
  const target = new MemoryStore('mirror.test/team/app');
  target.takesSparse = true;
  source.takesSparse = true;
  const run = () => promote(source, target, { trust: null, ...platforms('linux/amd64') });
  const child = (at: number) => ({
    ...AMD.built.manifest.descriptor,
    digest: `sha256:${String(at).padStart(64, '0')}`,
    platform: { os: 'linux', architecture: `made-up-${at}` },
  });

  it('cannot keep it busy with the children that stay behind', async () => {
    await push(source, AMD.built);
    const own = { ...AMD.built.manifest.descriptor, platform: AMD.platform };
    await push(source, raw({ manifests: [own, ...Array.from({ length: 300 }, (_, at) => child(at))] }), '1');
    source.reads.length = 0;
    const result = await run();
    expect(result).toMatchObject({ status: 'unverified', error: null });
    expect(result.platforms).toHaveLength(300);
    expect(source.reads.length).toBeLessThan(100);
  });

  it('writes nothing into the command that a remedy shows', async () => {
    const sly = { ...AMD.built.manifest.descriptor, platform: { os: 'linux', architecture: '`id`;id' } };
    await push(source, raw({ manifests: [sly, child(0)] }), '1');
    const { error } = await promote(source, target, { trust: null });
    expect(error).toMatchObject({ code: 'child_missing', hint: expect.not.stringContaining('id`') });
  });

  it('cannot name more children than are followed, chosen or not', async () => {
    await push(source, raw({ manifests: Array.from({ length: 10_001 }, (_, at) => child(at)) }), '1');
    expect(await run()).toMatchObject({ status: 'failed', error: { code: 'content_too_large' } });
  });

  it.each([
    ['is no JSON', '{', 'manifest_invalid'],
    [
      'has two architectures',
      '{"os":"linux","architecture":"arm64","architecture":"amd64"}',
      'manifest_invalid',
    ],
    ['has an architecture of another type', '{"os":"linux","architecture":["amd64"]}', 'manifest_invalid'],
    ['has no operating system', '{"architecture":"amd64"}', 'platform_missing'],
    ['is of another platform', '{"os":"linux","architecture":"amd64","variant":"v3"}', 'platform_missing'],
  ])('does not pass by a config that %s', async (_, text, code) => {
    const bytes = Buffer.from(text);
    const config = { ...image().blobs[0]!.descriptor, digest: sha256(bytes), size: bytes.length };
    const built = raw({ config, layers: [] }, MEDIA_TYPES.ociImage);
    await push(source, { ...built, blobs: [{ descriptor: config, bytes }] }, '1');
    target.writes.length = 0;
    expect(await run()).toMatchObject({ status: 'failed', error: { code } });
    expect(target.writes).toEqual([]);
  });

  it('does not pass by a config that is too large, or is not what its digest says', async () => {
    const bytes = Buffer.from('{"os":"linux","architecture":"amd64"}');
    const config = { ...image().blobs[0]!.descriptor, digest: sha256(bytes), size: bytes.length };
    await push(
      source,
      { ...raw({ config, layers: [] }, MEDIA_TYPES.ociImage), blobs: [{ descriptor: config, bytes }] },
      '1',
    );
    source.blobs.set(config.digest, Buffer.from('{"os":"linux","architecture":"arm64"}'));
    expect(await run()).toMatchObject({ error: { code: 'digest_mismatch' } });
    const large = { ...config, size: 5 * 1024 * 1024 };
    await push(source, raw({ config: large, layers: [] }, MEDIA_TYPES.ociImage), '1');
    expect(await run()).toMatchObject({ error: { code: 'content_too_large' } });
  });
});
