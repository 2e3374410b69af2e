import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../src/io/clock.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import type { AuthOptions } from '../../support/fake-registry/auth.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, image, push } from '../../support/images.ts';
import { JumpingClock, registryStore, type StoreOptions } from '../../support/registry-store.ts';
import { SharedClock } from '../../support/shared-clock.ts';
import { never } from '../../support/tools.ts';

const NO_API = '404' as const;

async function prepared(
  switches: Partial<Switches> = {},
  options: StoreOptions = {},
  auth: Partial<AuthOptions> = {},
) {
  const registry = await FakeRegistry.start({ referrers: NO_API, ...switches }, auth);
  onTestFinished(() => registry.stop());
  const clock = new JumpingClock();
  const store = registryStore(registry.host, 'team/app', { clock, ...options });
  const subject = await push(store, image(), '1');
  return { registry, clock, store, subject, tag: referrersTag(subject.digest) };
}

function entriesOf(registry: FakeRegistry, subject: Descriptor): string[] {
  const index = registry.repository('team/app').find(referrersTag(subject.digest));
  if (!index) return [];
  return JSON.parse(Buffer.from(index.bytes).toString()).manifests.map(({ digest }: Descriptor) => digest);
}

const note = (subject: Descriptor, text: string) => attached(subject, undefined, text);
const aboutTag = (registry: FakeRegistry) =>
  registry.requests
    .filter((request) => request.includes('manifests/sha256-'))
    .map((one) => one.split(' ')[0]);

describe('the referrers tag', () => {
  it('is written with one wait, and with none for a single writer', async () => {
    const many = await prepared();
    await attach(many.store, many.subject, note(many.subject, 'a'));
    expect(many.clock.slept).toEqual([1_000]);
    expect(aboutTag(many.registry)).toEqual(['GET', 'PUT', 'GET']);

    const single = await prepared({}, { singleWriter: true });
    await attach(single.store, single.subject, note(single.subject, 'a'));
    expect(single.clock.slept).toEqual([]);
    expect(aboutTag(single.registry)).toEqual(['GET', 'PUT', 'GET']);
  });

  it('is written without a second reading when the listing read it just before', async () => {
    const { registry, clock, store, subject } = await prepared();
    const listed = store.referrers(subject, { sources: 'preferred' }, never);
    await Array.fromAsync(listed);
    const first = note(subject, 'a');
    await push(store, first);
    await store.linkReferrers(subject, [first.manifest], never, listed);
    expect(aboutTag(registry)).toEqual(['GET', 'PUT', 'GET']);

    const again = store.referrers(subject, { sources: 'preferred' }, never);
    await Array.fromAsync(again);
    registry.log.length = 0;
    await clock.sleep(600, never);
    const second = note(subject, 'b');
    await push(store, second);
    await store.linkReferrers(subject, [second.manifest], never, again);
    expect(aboutTag(registry)).toEqual(['GET', 'PUT', 'GET']);
  });

  it('is read again when a retry of the write would come too late', async () => {
    const { registry, store, subject, tag } = await prepared();
    const first = await attach(store, subject, note(subject, 'a'));
    registry.log.length = 0;
    const headers = { 'retry-after': '30' };
    registry.failures.push({ match: new RegExp(`PUT .*${tag}`), times: 1, status: 429, headers });
    // Another writer comes while this one is told to wait.
    const other = registryStore(registry.host, 'team/app', { singleWriter: true });
    const [mine, theirs] = await Promise.all([
      attach(store, subject, note(subject, 'b')),
      attach(other, subject, note(subject, 'c')),
    ]);
    expect(entriesOf(registry, subject).toSorted()).toEqual(
      [first, mine, theirs].map(({ digest }) => digest).toSorted(),
    );
  });

  it('is read again after a long wait', async () => {
    const { registry, store, subject, tag } = await prepared();
    registry.failures.push({ match: new RegExp(`PUT .*${tag}`), times: 1, status: 503 });
    registry.failures.push({
      match: new RegExp(`PUT .*${tag}`),
      times: 1,
      status: 429,
      headers: { 'retry-after': '5' },
    });
    await attach(store, subject, note(subject, 'a'));
    expect(aboutTag(registry)).toEqual(['GET', 'PUT', 'PUT', 'GET', 'PUT', 'GET']);
    expect(entriesOf(registry, subject)).toHaveLength(1);
  });

  it('is written without a wait where the registry honours If-Match, which is probed once', async () => {
    const { registry, clock, store, subject } = await prepared({ etags: 'honoured' });
    await attach(store, subject, note(subject, 'a'));
    // There was no ETag yet, so the first write had to be waited for.
    expect(clock.slept).toEqual([1_000]);
    registry.log.length = 0;
    await attach(store, subject, note(subject, 'b'));
    await attach(store, subject, note(subject, 'c'));
    expect(clock.slept).toEqual([1_000]);
    const puts = registry.log.filter(({ method, path }) => method === 'PUT' && path.includes('sha256-'));
    expect(puts.map(({ status }) => status)).toEqual([412, 201, 201]);
    expect(entriesOf(registry, subject)).toHaveLength(3);
  });

  it('is guarded for the first entry too, once If-Match is known to be honoured', async () => {
    const { registry, clock, store, subject } = await prepared({ etags: 'honoured' });
    await attach(store, subject, note(subject, 'a'));
    await attach(store, subject, note(subject, 'b'));
    const other = await push(store, image({ seed: 'other' }), '2');
    clock.slept.length = 0;
    await attach(store, other, note(other, 'c'));
    expect(clock.slept).toEqual([]);
    expect(entriesOf(registry, other)).toHaveLength(1);
  });

  it('is written with the wait, at no further request, where If-Match is not honoured', async () => {
    const { registry, clock, store, subject } = await prepared({ etags: 'ignored' });
    await attach(store, subject, note(subject, 'a'));
    registry.log.length = 0;
    await attach(store, subject, note(subject, 'b'));
    expect(clock.slept).toEqual([1_000, 1_000]);
    expect(aboutTag(registry)).toEqual(['GET', 'PUT', 'GET']);
    expect(entriesOf(registry, subject)).toHaveLength(2);
  });

  it.each(['honoured', 'ignored'] as const)('keeps all entries of ten writers, ETag %s', async (etags) => {
    const { registry, store, subject } = await prepared({ etags });
    await attach(store, subject, note(subject, 'first'));
    const clock = new SharedClock(10);
    const stores = Array.from({ length: 10 }, () => registryStore(registry.host, 'team/app', { clock }));
    const all = await clock.all(stores.map((one, at) => attach(one, subject, note(subject, `${at}`))));
    const found = entriesOf(registry, subject);
    for (const { digest } of all) expect(found).toContain(digest);
    expect(found).toHaveLength(11);
  });

  it('is written for fifty images of one run in the time of one wait', async () => {
    const { registry, subject } = await prepared();
    const clock = new SharedClock(50);
    const store = registryStore(registry.host, 'team/app', { clock });
    const subjects: Descriptor[] = [subject];
    for (let at = 1; at < 50; at += 1) subjects.push(await push(store, image({ seed: `${at}`, layers: 0 })));
    await clock.all(subjects.map((one) => attach(store, one, note(one, 'a'))));
    expect(clock.elapsed).toBe(1_000);
    for (const one of subjects) expect(entriesOf(registry, one)).toHaveLength(1);
  });

  it.each(['409', '412', '400', '403'])(
    'says what to do about immutable tags, answered with %s',
    async (status) => {
      const { registry, store, subject, tag } = await prepared({ etags: 'honoured' });
      await attach(store, subject, note(subject, 'a'));
      registry.failures.push({
        match: new RegExp(`PUT .*${tag}`),
        times: 9,
        status: Number(status),
        body: '{"errors":[{"code":"PRECONDITION","message":"configured as immutable"}]}',
      });
      await expect(attach(store, subject, note(subject, 'b'))).rejects.toMatchObject({
        code: 'tag_immutable',
        hint: expect.stringContaining('sha256-*'),
      });
    },
  );

  it('is reported as unusable where it points at the image itself', async () => {
    const { store, subject, clock } = await prepared({ referrersTagIsSubject: true });
    await expect(attach(store, subject, note(subject, 'a'))).rejects.toMatchObject({
      code: 'signature_lost',
    });
    expect(clock.slept.length).toBeLessThan(5);
  });

  it('is not written when it has the entry', async () => {
    const { registry, store, subject } = await prepared();
    const built = note(subject, 'a');
    await attach(store, subject, built);
    registry.log.length = 0;
    expect(await store.linkReferrers(subject, [built.manifest], never)).toBe('tag');
    expect(registry.writes).toEqual([]);
  });

  it('gets many entries in one write', async () => {
    const { registry, store, subject } = await prepared();
    const built = ['a', 'b', 'c'].map((text) => note(subject, text));
    for (const one of built) await push(store, one);
    registry.log.length = 0;
    await store.linkReferrers(
      subject,
      built.map(({ manifest }) => manifest),
      never,
    );
    expect(aboutTag(registry)).toEqual(['GET', 'PUT', 'GET']);
    expect(entriesOf(registry, subject)).toHaveLength(3);
  });

  it('is not written any more after an abort', async () => {
    const { store, subject } = await prepared({}, { clock: systemClock, window: 60_000 });
    const stop = new AbortController();
    const built = note(subject, 'a');
    await push(store, built);
    const linking = store.linkReferrers(subject, [built.manifest], stop.signal);
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    await expect(linking).rejects.toThrow('stopped');
  });
});

describe('a prefetched list', () => {
  const ABSENT = { subjectHeader: false } as const;
  const UNANNOUNCED = { referrers: true, subjectHeader: false } as const;

  /** Puts these for one subject as a promotion does, and has them listed. */
  async function link(
    { store, subject }: Awaited<ReturnType<typeof prepared>>,
    texts: readonly string[],
    between: () => unknown = () => {},
  ) {
    const built = texts.map((text) => note(subject, text));
    for (const one of built) {
      for (const { descriptor, bytes } of one.blobs)
        await store.putBlob(descriptor, async () => Readable.from([bytes]), never);
    }
    for (const { manifest } of built) await store.putManifest(manifest, never);
    await between();
    const contents = built.map(({ manifest }) => manifest);
    return store.linkReferrers(subject, contents, never);
  }

  const reads = ({ requests }: FakeRegistry) =>
    requests.filter((request) => /^GET .*(referrers|sha256-)/.test(request)).length;

  it('needs no further request where there is no API', async () => {
    const place = await prepared(ABSENT);
    expect(await link(place, ['a', 'b', 'c'])).toBe('tag');
    expect(aboutTag(place.registry)).toEqual(['GET', 'PUT', 'GET']);
    expect(reads(place.registry)).toBe(3);
    expect(entriesOf(place.registry, place.subject)).toHaveLength(3);
  });

  it('needs one more request where no header announces the API, and two where the list is outdated', async () => {
    const one = await prepared(UNANNOUNCED);
    expect(await link(one, ['a'])).toBe('api');
    expect(reads(one.registry)).toBe(1 + 1);
    const two = await prepared(UNANNOUNCED);
    expect(await link(two, ['a', 'b'])).toBe('api');
    expect(reads(two.registry)).toBe(1 + 2);
    for (const { registry, subject, clock } of [one, two]) {
      expect(entriesOf(registry, subject)).toEqual([]);
      // What was asked before the second was put is not taken for a list that is late.
      expect(clock.slept).toEqual([]);
    }
  });

  it('is not asked for where a header announces the API or the API is known', async () => {
    const announced = await prepared({ referrers: true });
    await link(announced, ['a', 'b']);
    expect(reads(announced.registry)).toBe(1);
    const known = await prepared(UNANNOUNCED);
    await link(known, ['a']);
    known.registry.log.length = 0;
    await link(known, ['b', 'c']);
    expect(reads(known.registry)).toBe(1);
  });

  it('does not confirm a manifest that was put after it', async () => {
    const place = await prepared({ ...UNANNOUNCED, losesFirstReferrer: true });
    expect(await link(place, ['a', 'b'])).toBe('api');
    const { registry, store, subject } = place;
    const listed = await Array.fromAsync(store.referrers(subject, { sources: 'preferred' }, never));
    expect(listed).toHaveLength(2);
    expect(entriesOf(registry, subject)).toEqual([]);
  });

  it('is asked for again when the answer was that the image does not exist yet', async () => {
    const place = await prepared(UNANNOUNCED);
    const body = '{"errors":[{"code":"NAME_UNKNOWN"}]}';
    place.registry.failures.push({ match: /referrers/, times: 1, status: 404, body });
    expect(await link(place, ['a', 'b'])).toBe('api');
    expect(entriesOf(place.registry, place.subject)).toEqual([]);
  });

  it.each([401, 403, 429, 500, 503])('is never "no API" when the answer is %s', async (status) => {
    const place = await prepared(ABSENT);
    const headers = { 'retry-after': '999' };
    place.registry.failures.push({ match: /referrers/, times: 99, status, headers });
    await expect(link(place, ['a', 'b'])).rejects.toThrow();
    expect(place.registry.writes.filter((write) => write.includes('sha256-'))).toEqual([]);
  });

  it.each([401, 403, 429, 500, 503])('is never an empty tag when the answer is %s', async (status) => {
    const place = await prepared(ABSENT);
    const headers = { 'retry-after': '999' };
    place.registry.failures.push({ match: /GET .*sha256-/, times: 99, status, headers });
    await expect(link(place, ['a', 'b'])).rejects.toThrow();
    expect(place.registry.writes.filter((write) => write.includes('sha256-'))).toEqual([]);
  });

  it('does not fail with the tag where the API answers', async () => {
    const place = await prepared(UNANNOUNCED);
    place.registry.failures.push({ match: /sha256-/, times: 99, status: 403 });
    expect(await link(place, ['a', 'b'])).toBe('api');
  });

  it('may fail when nobody reads it', async () => {
    const place = await prepared(ABSENT);
    place.registry.failures.push({ match: /referrers|sha256-/, times: 99, status: 403 });
    const nobody = link(place, ['a'], () => {
      throw new Error('given up');
    });
    await expect(nobody).rejects.toThrow('given up');
  });

  it('is asked for again after the run that asked was aborted', async () => {
    const place = await prepared(ABSENT);
    const stop = new AbortController();
    place.registry.failures.push({ match: /GET .*(referrers|sha256-)/, times: 2, status: 'hold' });
    await link(place, [], async () => {
      const first = note(place.subject, 'a');
      await push(place.store, first);
      await place.store.putManifest(first.manifest, stop.signal);
      stop.abort(new Error('given up'));
    });
    expect(await link(place, ['a'])).toBe('tag');
    expect(entriesOf(place.registry, place.subject)).toHaveLength(1);
  });

  it('is read again before the write when W is nearly over', async () => {
    const place = await prepared(ABSENT);
    const { registry, clock, subject } = place;
    let theirs: Descriptor | undefined;
    await link(place, ['a', 'b'], async () => {
      await clock.sleep(600, never);
      const other = registryStore(registry.host, 'team/app', { singleWriter: true });
      theirs = await attach(other, subject, note(subject, 'theirs'));
    });
    expect(entriesOf(registry, subject)).toHaveLength(3);
    expect(entriesOf(registry, subject)).toContain(theirs!.digest);
    // The early one, the other writer's, and then as ever.
    expect(aboutTag(registry)).toHaveLength(1 + 3 + 3);
    expect(aboutTag(registry).slice(-3)).toEqual(['GET', 'PUT', 'GET']);
  });

  it.each(['honoured', 'ignored'] as const)('is guarded as any other reading, ETag %s', async (etags) => {
    const before = await prepared({ ...ABSENT, etags });
    const theirs = await attach(before.store, before.subject, note(before.subject, 'theirs'));
    const clock = new JumpingClock();
    const store = registryStore(before.registry.host, 'team/app', { clock });
    before.registry.log.length = 0;
    await link({ ...before, store, clock }, ['a', 'b']);
    expect(entriesOf(before.registry, before.subject)).toHaveLength(3);
    expect(entriesOf(before.registry, before.subject)).toContain(theirs.digest);
    const [first] = before.registry.log.filter(
      ({ path, method }) => /sha256-/.test(path) && method === 'PUT',
    );
    expect(first).toMatchObject({ status: etags === 'honoured' ? 412 : 201 });
  });
});

describe('an API that does not list a put manifest', () => {
  it('is given up after bounded repetitions, and no tag is written', async () => {
    const { registry, clock, store, subject } = await prepared({ referrers: true });
    registry.switches.lateReads = 99;
    const built = note(subject, 'a');
    const { digest } = built.manifest.descriptor;
    await expect(attach(store, subject, built)).rejects.toMatchObject({ code: 'signature_lost' });
    expect(entriesOf(registry, subject)).toEqual([]);
    expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(5_000);
    const puts = registry.writes.filter((write) => write.endsWith(`PUT /v2/team/app/manifests/${digest}`));
    expect(puts.length).toBeLessThanOrEqual(4);
  });

  it('is asked again before anything is put twice', async () => {
    const { registry, store, subject } = await prepared({ referrers: true, lateReads: 1 });
    const { digest } = await attach(store, subject, note(subject, 'a'));
    expect(registry.writes.filter((write) => write.includes(digest))).toHaveLength(1);
    expect(entriesOf(registry, subject)).toEqual([]);
  });
});
