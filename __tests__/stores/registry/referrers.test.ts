import { afterEach, describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { FoundIn } from '../../../src/oci/ports.ts';
import { mergeReferrers, referrerDescriptor, referrersTag } from '../../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { NoApi, Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, content, image, index, push } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { SharedClock } from '../../support/shared-clock.ts';
import { never } from '../../support/tools.ts';

type Store = ReturnType<typeof registryStore>;

async function listed(store: Store, subject: Descriptor, sources: 'merged' | 'preferred' = 'merged') {
  const found: [string, FoundIn][] = [];
  for await (const { descriptor, foundIn } of store.referrers(subject, { sources }, never))
    found.push([descriptor.digest, foundIn]);
  return found;
}

describe('referrers of a registry', () => {
  const registries: FakeRegistry[] = [];
  const start = async (switches: Partial<Switches> = {}) => {
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    return registry;
  };
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  it('are listed by the API where there is one, page by page', async () => {
    const registry = await start({ pageSize: 2 });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const texts = ['a', 'b', 'c', 'd', 'e'];
    for (const text of texts) await attach(store, subject, attached(subject, undefined, text));
    expect((await listed(store, subject)).map(([, foundIn]) => foundIn)).toEqual(texts.map(() => 'api'));
    expect(registry.requests.some((request) => request.includes('sha256-'))).toBe(true);
    expect(registry.repository('team/app').tags.has(referrersTag(subject.digest))).toBe(false);
  });

  const ABSENT: NoApi[] = [
    ...(['404', '404-text', '400', '405', '406', '501'] as const),
    ...(['303-elsewhere', '200-html', '200-json'] as const),
  ];
  it.each(ABSENT)('are kept under the tag where the API is absent: %s', async (referrers) => {
    const registry = await start({ referrers });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const digest = (await attach(store, subject, attached(subject))).digest;
    expect(await listed(store, subject)).toEqual([[digest, 'tag']]);
    const tag = registry.repository('team/app').find(referrersTag(subject.digest));
    const [entry] = JSON.parse(Buffer.from(tag!.bytes).toString()).manifests;
    expect(entry).toMatchObject({ digest, artifactType: 'application/vnd.example.sbom' });
  });

  it.each<NoApi>(['404-name-unknown', '400-manifest-invalid'])(
    'are asked for again once the subject is there: %s',
    async (referrers) => {
      const registry = await start({ referrers });
      const store = registryStore(registry.host);
      const built = image();
      expect(await listed(store, built.manifest.descriptor)).toEqual([]);
      const subject = await push(store, built, '1');
      const { digest } = await attach(store, subject, attached(subject));
      expect(await listed(store, subject)).toEqual([[digest, 'api']]);
    },
  );

  it.each([401, 403, 429, 500, 503])('are never "none" when the answer is %s', async (status) => {
    const registry = await start();
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    registry.failures.push({ match: /referrers/, times: 99, status, headers: { 'retry-after': '999' } });
    await expect(listed(store, subject)).rejects.toThrow();
  });

  it('are never "none" when the tag cannot be read', async () => {
    const registry = await start({ referrers: '404' });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    registry.failures.push({ match: /manifests\/sha256-/, times: 99, status: 500 });
    await expect(listed(store, subject)).rejects.toMatchObject({ exitCode: 3 });
  });

  it('are kept under the tag when only a header claims an API', async () => {
    const registry = await start({ referrers: '404', subjectHeader: true });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    expect(await store.linkReferrers(subject, [(await put(store, subject)).manifest], never)).toBe('tag');
  });

  it('are listed by the API when no header announces it', async () => {
    const registry = await start({ subjectHeader: false });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    expect(await store.linkReferrers(subject, [(await put(store, subject)).manifest], never)).toBe('api');
    expect(registry.writes.filter((write) => write.includes('sha256-'))).toEqual([]);
  });

  it('are put again when the registry lost one', async () => {
    const registry = await start({ losesFirstReferrer: true });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const { digest } = await attach(store, subject, attached(subject));
    expect(await listed(store, subject)).toEqual([[digest, 'api']]);
  });

  it('are waited for when the registry shows them late', async () => {
    const registry = await start({ lateReads: 2 });
    const clock = new JumpingClock();
    const store = registryStore(registry.host, 'team/app', { clock });
    const subject = await push(store, image(), '1');
    await attach(store, subject, attached(subject));
    expect(clock.slept.length).toBeGreaterThan(0);
    expect(registry.repository('team/app').tags.has(referrersTag(subject.digest))).toBe(false);
  });

  it('are merged from API and tag, each once', async () => {
    const registry = await start({ referrers: '404' });
    const first = registryStore(registry.host);
    const subject = await push(first, image(), '1');
    const byTag = await attach(first, subject, attached(subject, undefined, 'by tag'));
    registry.switches.referrers = true;
    registry.repository('team/app').referrers.set(subject.digest, []);
    const second = registryStore(registry.host);
    const byApi = await attach(second, subject, attached(subject, undefined, 'by api'));
    expect(await listed(second, subject)).toEqual([
      [byApi.digest, 'api'],
      [byTag.digest, 'tag'],
    ]);
    expect(await listed(second, subject, 'preferred')).toEqual([[byApi.digest, 'api']]);
  });

  it('are not the children of the image, when the tag answers with the image itself', async () => {
    const registry = await start({ referrers: '404', referrersTagIsSubject: true });
    const store = registryStore(registry.host);
    const subject = await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    expect(await listed(store, subject)).toEqual([]);
  });

  it('are none where the tag holds something other than an index', async () => {
    const registry = await start({ referrers: '404' });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    await push(store, image({ seed: 'other' }), referrersTag(subject.digest));
    expect(await listed(store, subject)).toEqual([]);
  });

  it('keep every entry of others, with members that are unknown', async () => {
    const registry = await start({ referrers: '404' });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const foreign = {
      ...image({ seed: 'foreign' }).manifest.descriptor,
      annotations: { a: 'b' },
      'com.example': { deep: [1] },
    };
    const body = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [foreign],
    };
    await store.tag(
      content(body.mediaType, Buffer.from(JSON.stringify(body))),
      referrersTag(subject.digest),
      never,
    );
    await attach(store, subject, attached(subject));
    const tag = registry.repository('team/app').find(referrersTag(subject.digest));
    expect(JSON.parse(Buffer.from(tag!.bytes).toString()).manifests[0]).toEqual(foreign);
  });

  it.each(['404', 'api'] as const)(
    'are read past entries of others that cannot be fetched: %s',
    async (kind) => {
      const registry = await start(kind === '404' ? { referrers: '404' } : {});
      const store = registryStore(registry.host);
      const subject = await push(store, image(), '1');
      const { digest } = await attach(store, subject, attached(subject));
      const type = 'application/vnd.oci.image.manifest.v1+json';
      const others = [
        { mediaType: type, digest: `blake3:${'a'.repeat(64)}`, size: 7, 'com.example': [1] },
        { mediaType: type, digest: `sha384:${'a'.repeat(96)}`, size: 7, artifactType: 'application/x' },
        { mediaType: type, digest: `sha256:${'a'.repeat(64)}`, size: 7, platform: { architecture: 'arm64' } },
      ];
      const tag = referrersTag(subject.digest);
      const team = registry.repository('team/app');
      if (kind === '404') {
        const list = JSON.parse(Buffer.from(team.find(tag)!.bytes).toString());
        const body = { ...list, manifests: [...others, ...list.manifests] };
        await store.tag(content(body.mediaType, Buffer.from(JSON.stringify(body))), tag, never);
      } else team.referrers.get(subject.digest)!.unshift(...(others as never[]));
      const found = (await listed(registryStore(registry.host), subject)).map(([one]) => one);
      expect(found.toSorted()).toEqual([others[2]!.digest, digest].toSorted());
      if (kind === 'api') return;
      await attach(registryStore(registry.host), subject, attached(subject, undefined, 'second'));
      const { manifests } = JSON.parse(Buffer.from(team.find(tag)!.bytes).toString());
      expect(manifests.slice(0, 3)).toEqual(others);
      expect(manifests).toHaveLength(5);
    },
  );

  it('are not lost by sixteen writers of one tag', async () => {
    const registry = await start({ referrers: '404' });
    const clock = new SharedClock(16);
    const stores = Array.from({ length: 16 }, () => registryStore(registry.host, 'team/app', { clock }));
    const subject = await push(stores[0]!, image(), '1');
    const all = await clock.all(
      stores.map((store, at) => attach(store, subject, attached(subject, undefined, `${at}`))),
    );
    const found = (await listed(registryStore(registry.host), subject)).map(([digest]) => digest);
    expect(found.toSorted()).toEqual(all.map(({ digest }) => digest).toSorted());
  });

  it('fail with referrers_index_contended when an entry never stays', async () => {
    const registry = await start({ referrers: '404' });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const own = await put(store, subject);
    const tag = referrersTag(subject.digest);
    const { tags } = registry.repository('team/app');
    // Somebody removes the tag whenever it is set.
    tags.set = ((name: string, digest: string) =>
      name === tag ? tags : Map.prototype.set.call(tags, name, digest)) as typeof tags.set;
    await expect(store.linkReferrers(subject, [own.manifest], never)).rejects.toMatchObject({
      code: 'referrers_index_contended',
      message: expect.stringContaining(own.manifest.descriptor.digest),
    });
  });

  it('fail with the remedy when tags are immutable', async () => {
    const registry = await start({ referrers: '404', immutableTags: true });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    await attach(store, subject, attached(subject, undefined, 'first'));
    await expect(attach(store, subject, attached(subject, undefined, 'second'))).rejects.toMatchObject({
      code: 'tag_immutable',
    });
  });

  it('fail when the list is endless', async () => {
    const registry = await start();
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    registry.switches.nextPage = `/v2/team/app/referrers/${subject.digest}`;
    await expect(listed(store, subject)).rejects.toMatchObject({ code: 'unexpected_answer' });
  });

  it('are refused before a push when the index is full', async () => {
    const registry = await start({ referrers: '404' });
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const big = {
      ...referrerDescriptor(attached(subject).manifest),
      annotations: { x: 'x'.repeat(4 * 1024 * 1024 - 450) },
    };
    await store.tag(mergeReferrers([], [big]).content, referrersTag(subject.digest), never);
    const known = store.referrers(subject, { sources: 'merged' }, never);
    await Array.fromAsync(known);
    const late = attached(subject, undefined, 'late');
    for (const list of [known, undefined])
      await expect(store.refuseUnlistable(subject, [late.manifest], never, list)).rejects.toMatchObject({
        code: 'content_too_large',
      });
  });

  async function put(store: Store, subject: Descriptor) {
    const built = attached(subject);
    await push(store, built);
    return built;
  }
});
