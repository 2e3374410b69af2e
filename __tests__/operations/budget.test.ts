import { afterEach, describe, expect, it } from 'vitest';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../../src/notation/signature-manifest.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { type DigestTagSuffix, digestTagOf } from '../../src/oci/digest-tags/digest-tag.ts';
import type { OpenBlob, TargetStore } from '../../src/oci/ports.ts';
import { referrersTag } from '../../src/oci/referrers-index.ts';
import { bytesStream } from '../../src/operations/signing/bytes-stream.ts';
import { attachByTag, cosignImage } from '../support/cosign-images.ts';
import type { AuthOptions } from '../support/fake-registry/auth.ts';
import { FakeRegistry, type Hold } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { image, index, push } from '../support/images.ts';
import { ALICE, registryStore } from '../support/registry-store.ts';
import { never, tools } from '../support/tools.ts';
import { type PromoteChange, promote, sign, signerOf, strangerChain, trustIn, verify } from './support.ts';

const BEARER = { kind: 'bearer', accounts: [{ username: 'alice', password: 'wonderland' }] } as const;
const BASIC = { ...BEARER, kind: 'basic' } as const;
const NONE = { kind: 'none' } as const;

/** None of them is answered before all have come in. */
function leavingTogether(...requests: readonly RegExp[]): Hold[] {
  return requests.flatMap((match) =>
    requests.filter((one) => one !== match).map((until) => ({ match, until })),
  );
}

/** What each use case may cost, cold (docs/architecture.md, Request budgets). */
describe('the request budget', () => {
  const registries: FakeRegistry[] = [];
  const start = async (switches: Partial<Switches>, auth: Partial<AuthOptions>) => {
    const registry = await FakeRegistry.start(switches, auth);
    registries.push(registry);
    return registry;
  };
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  const cold = (registry: FakeRegistry, access: 'pull' | 'push') =>
    registryStore(registry.host, 'team/app', { credential: ALICE, access });

  /** An image in the registry, and the config of signatures if asked; the log begins after it. */
  const prepared = async (
    switches: Partial<Switches>,
    auth: Partial<AuthOptions>,
    layers = 2,
    withConfig = true,
  ) => {
    const registry = await start(switches, auth);
    const store = cold(registry, 'push');
    const descriptor = await push(store, image({ layers }), '1');
    if (withConfig) await putConfig(store);
    registry.log.length = 0;
    return { registry, name: { digest: descriptor.digest } };
  };
  const putConfig = (store: TargetStore) => {
    const open: OpenBlob = (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset);
    return store.putBlob(EMPTY_CONFIG, open, never);
  };

  it.each<[string, Partial<Switches>, Partial<AuthOptions>, boolean, number]>([
    ['bearer, API, config there', {}, BEARER, true, 9],
    ['Basic', {}, BASIC, true, 8],
    ['nothing asked', {}, NONE, true, 7],
    ['config absent', {}, BEARER, false, 11],
    ['no API', { referrers: '404' }, BEARER, true, 11],
  ])('sign: %s', async (_, switches, auth, withConfig, requests) => {
    const { registry, name } = await prepared(switches, auth, 2, withConfig);
    expect(await sign(cold(registry, 'push'), { name })).toMatchObject({ status: 'signed' });
    expect(registry.requests).toHaveLength(requests);
  });

  it('sign: the config is looked for and put once for all images of a repository', async () => {
    const registry = await start({}, NONE);
    const names = await Promise.all(
      [1, 2, 3].map(async (seed) => {
        const descriptor = await push(cold(registry, 'push'), image({ seed: `image ${seed}` }));
        return { digest: descriptor.digest };
      }),
    );
    registry.log.length = 0;
    const store = cold(registry, 'push');
    const session = tools();
    const results = await Promise.all(names.map((name) => sign(store, { ...session, name })));
    expect(results.map(({ status }) => status)).toEqual(['signed', 'signed', 'signed']);
    expect(registry.requests).toHaveLength(3 * 6 + 3);
  });

  it('sign again: two for the signature that is there, and nothing is begun for a new one', async () => {
    const { registry, name } = await prepared({}, NONE);
    await sign(cold(registry, 'push'), { name });
    registry.log.length = 0;
    expect(await sign(cold(registry, 'push'), { name })).toMatchObject({ status: 'skipped' });
    // The image, its list, the config; manifest and envelope.
    expect(registry.requests).toHaveLength(3 + 2);
    expect(registry.writes).toEqual([]);
  });

  it('sign again by tag: nothing is begun before it is known what is there', async () => {
    const { registry } = await prepared({}, NONE);
    await sign(cold(registry, 'push'), { name: { tag: '1' } });
    registry.log.length = 0;
    expect(await sign(cold(registry, 'push'), { name: { tag: '1' } })).toMatchObject({ status: 'skipped' });
    expect(registry.requests).toHaveLength(2 + 2);
    expect(registry.writes).toEqual([]);
  });

  it.each<[string, Partial<Switches>, number]>([
    ['API', {}, 4],
    ['no API', { referrers: '404' }, 5],
  ])('verify: %s', async (_, switches, requests) => {
    const { registry, name } = await prepared(switches, BEARER);
    await sign(cold(registry, 'push'), { name });
    registry.log.length = 0;
    expect(await verify(cold(registry, 'pull'), { name })).toMatchObject({ status: 'verified' });
    // The first two find out how to log in.
    expect(registry.requests).toHaveLength(2 + requests);
  });

  it('verify: two more for each further signature', async () => {
    const { registry, name } = await prepared({}, BEARER);
    await sign(cold(registry, 'push'), { name, signer: await signerOf(strangerChain()) });
    await sign(cold(registry, 'push'), { name });
    registry.log.length = 0;
    const result = await verify(cold(registry, 'pull'), { name });
    expect(result.signatures.map(({ status }) => status)).toEqual(['failed', 'passed']);
    expect(registry.requests).toHaveLength(2 + 4 + 2);
  });

  const source = async () => {
    const { registry, name } = await prepared({}, NONE, 9);
    await sign(cold(registry, 'push'), { name });
    await sign(cold(registry, 'push'), { name, ifSigned: 'add', metadata: { second: 'yes' } });
    registry.log.length = 0;
    return registry;
  };

  it.each<[string, Partial<Switches>, number, number]>([
    ['API', {}, 39, 5],
    ['no API', { referrers: '404', subjectHeader: false }, 42, 5],
    ['no API, and a header that announces one', { referrers: '404' }, 42, 5],
    // Asked in vain while the second signature is put: the API, which is asked again, and the tag.
    ['API that no header announces', { subjectHeader: false }, 41, 5],
  ])('promote nine layers and two signatures, and again: %s', async (_, switches, first, again) => {
    const from = await source();
    const to = await start(switches, BEARER);
    const run = () => promote(cold(from, 'pull'), cold(to, 'push'));
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    expect(to.requests).toHaveLength(first);
    to.log.length = 0;
    expect(await run()).toMatchObject({ status: 'unchanged' });
    expect(to.requests).toHaveLength(again);
    expect(to.writes).toEqual([]);
  });

  it('promote where no header announces the API: API and tag are asked while signatures are put', async () => {
    const from = await source();
    const [subject, signatures] = [...from.repository('team/app').referrers][0]!;
    const to = await start({ referrers: '404', subjectHeader: false }, BEARER);
    const [last, api] = [new RegExp(`^PUT .*${signatures[1]!.digest}`), /^GET .*referrers/];
    const tag = new RegExp(`^GET .*${referrersTag(subject as Digest)}`);
    to.holds.push(...leavingTogether(last, api, tag));
    expect(await promote(cold(from, 'pull'), cold(to, 'push'))).toMatchObject({ status: 'promoted' });
    expect(to.requests).toHaveLength(42);
  });

  it.each([
    ['with the gate', trustIn(), 1],
    ['without', null, 0],
  ] as const)(
    'promote again by digest in two turns, and one for the envelope: %s',
    async (_, trust, envelopes) => {
      const from = await source();
      const to = await start({}, NONE);
      const [subject, signatures] = [...from.repository('team/app').referrers][0]!;
      const name = { digest: subject as Digest };
      // With a login at hand, the first request would have to find out about it alone.
      const change = { name, trust, concurrency: 16 };
      const run = () => promote(registryStore(from.host), registryStore(to.host), change);
      await run();
      for (const { log } of [from, to]) log.length = 0;

      const listsOf = (digest: Digest) => [
        new RegExp(`^GET .*referrers/${digest}`),
        new RegExp(`^GET .*manifests/${referrersTag(digest)}`),
      ];
      const manifestOf = (digest: Digest) => new RegExp(`^GET .*manifests/${digest}`);
      const digests = signatures.map(({ digest }) => digest);
      const first = [new RegExp(`^HEAD .*manifests/${name.digest}`), ...listsOf(name.digest)];
      const tags = ['sig', 'att', 'sbom'].map((suffix) => {
        return new RegExp(`^HEAD .*manifests/${digestTagOf(name.digest, suffix as DigestTagSuffix)}`);
      });
      const second = [...digests.flatMap(listsOf), ...[name.digest, ...digests].map(manifestOf), ...tags];
      from.holds.push(...leavingTogether(...first), ...leavingTogether(...second));
      to.holds.push(...leavingTogether(...listsOf(name.digest)));
      expect(await run()).toMatchObject({ error: null });
      expect(from.requests).toHaveLength(first.length + second.length + envelopes);
      expect(to.requests).toHaveLength(1 + 2);
    },
  );

  it.each<[string, Partial<Switches>, number]>([
    ['API', {}, 5],
    ['no API', { referrers: '404' }, 5],
  ])('promote again: two more for each further subject: %s', async (_, switches, alone) => {
    const from = await start({}, NONE);
    const store = cold(from, 'push');
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    await sign(store, { recursive: true });
    const to = await start(switches, BEARER);
    await promote(cold(from, 'pull'), cold(to, 'push'));
    to.log.length = 0;
    expect(await promote(cold(from, 'pull'), cold(to, 'push'))).toMatchObject({ status: 'unchanged' });
    expect(to.requests).toHaveLength(alone + 2 * 2);
    expect(to.writes).toEqual([]);
  });

  // Logging in, tag, list of tags; envelopes; config of signatures; manifests; reading back: the list, and each envelope; the tag
  // again, set, and read back.
  const around = 2 + 2 + 2 * 2 + 3 + 3 + 1 + 2 + 3;
  // The image itself is asked for as well: one question, and all the others are spared when it is there.
  const root = 1;
  // Before a signature is put where tags are: whether there is the API, or else somebody's tag in place of the list.
  const asked = 1;
  it.each<[string, number, number]>([
    ['none of its blobs', 0, around + root + asked + 10 * 3],
    ['four of its blobs', 4, around + root + asked + 4 * 1 + 6 * 3],
    ['all of its blobs', 10, around + root + asked + 10 * 1],
  ])('promote to where another image and %s are', async (_, there, requests) => {
    const from = await source();
    const to = await start({}, BEARER);
    await push(cold(to, 'push'), image({ seed: 'another' }), 'another');
    for (const { descriptor, bytes } of image({ layers: 9 }).blobs.slice(0, there))
      await cold(to, 'push').putBlob(descriptor, (offset) => bytesStream(bytes, offset), never);
    to.log.length = 0;
    expect(await promote(cold(from, 'pull'), cold(to, 'push'))).toMatchObject({ status: 'promoted' });
    expect(to.requests).toHaveLength(requests);
  });

  it('promote to where another image is, without the API: what was asked before is not asked again', async () => {
    const from = await source();
    const to = await start({ referrers: '404', subjectHeader: false }, BEARER);
    await push(cold(to, 'push'), image({ seed: 'another' }), 'another');
    to.log.length = 0;
    expect(await promote(cold(from, 'pull'), cold(to, 'push'))).toMatchObject({ status: 'promoted' });
    expect(to.requests).toHaveLength(around + root + 3 + 10 * 3);
  });

  it.each<[string, boolean, number]>([
    // Blobs in two requests each, since an empty place is not asked for them; the tag read, written and read back; its layer asked for.
    ['an empty place', true, 2 * 2 + 3 + 1],
    // The tag is asked for, and the config, which is not so small that it is written unasked.
    ['where another image is', false, 1 + 3 + 2 + 3 + 1],
  ])('promote a tag of cosign to %s, and once more', async (_, isEmpty, requests) => {
    const to = await start({}, BEARER);
    const without = await start({}, BEARER);
    const from = await source();
    for (const one of isEmpty ? [] : [to, without])
      await push(cold(one, 'push'), image({ seed: 'another' }), 'another');
    for (const one of [to, without]) one.log.length = 0;
    expect(await promote(cold(from, 'pull'), cold(without, 'push'))).toMatchObject({ status: 'promoted' });
    const [subject] = [...from.repository('team/app').referrers.keys()];
    const built = cosignImage('sig', [{ payload: 'p', signature: 's' }]);
    await attachByTag(cold(from, 'push'), { digest: subject as Digest }, 'sig', built);
    expect(await promote(cold(from, 'pull'), cold(to, 'push'))).toMatchObject({ status: 'promoted' });
    expect(to.requests.length - without.requests.length).toBe(requests);
    to.log.length = 0;
    expect(await promote(cold(from, 'pull'), cold(to, 'push'))).toMatchObject({ status: 'unchanged' });
    expect(to.requests).toHaveLength(5 + 1);
  });

  it('promote over another tag: five more with a backup tag, and one question where all tags are kept', async () => {
    const from = await source();
    const counted = async (change: PromoteChange): Promise<number> => {
      const to = await start({}, BEARER);
      await push(cold(to, 'push'), image({ seed: 'another' }), '1');
      to.log.length = 0;
      expect(await promote(cold(from, 'pull'), cold(to, 'push'), change)).toMatchObject({ error: null });
      return to.requests.length;
    };
    // Where the backup tag is, the old manifest, the backup tag set and read back, the tag once more.
    expect(await counted({ backupTag: '{tag}-old' })).toBe((await counted({})) + 5);
    // Logging in, and the tag.
    expect(await counted({ existingTag: [{ pattern: '*', rule: 'keep', option: '' }] })).toBe(2 + 1);
  });

  it('promote in one registry: one request a blob, one token, and no blob is read', async () => {
    const { registry, name } = await prepared({}, BEARER, 9);
    await sign(cold(registry, 'push'), { name });
    await sign(cold(registry, 'push'), { name, ifSigned: 'add', metadata: { second: 'yes' } });
    registry.log.length = 0;
    const to = registryStore(registry.host, 'prod/app', { credential: ALICE, alsoPull: ['team/app'] });
    const result = await promote(cold(registry, 'pull'), to);
    expect(result).toMatchObject({ status: 'promoted', error: null });
    expect(result.destinations).toMatchObject([{ copied: 0, mounted: 13, bytes: 0 }]);
    const there = registry.requests.map(decodeURIComponent).filter((request) => request.includes('prod/app'));
    // Logging in, tag, list of tags; ten blobs, two envelopes and a config; manifests; reading back: the list, and each envelope;
    // the tag again, set, and read back.
    expect(there).toHaveLength(2 + 2 + 13 + 3 + 1 + 2 + 3);
    expect(there.filter((request) => request.includes('/blobs/'))).toHaveLength(13 + 2);
    // The gate reads the envelope that it judges.
    expect(registry.requests.filter((request) => request.includes('team/app/blobs/'))).toHaveLength(1);
    expect(registry.openUploads).toBe(0);
  });

  it('promote what is there but for its tag: one question, no blob, no manifest', async () => {
    const from = await source();
    const to = await start({}, NONE);
    await promote(cold(from, 'pull'), cold(to, 'push'));
    to.log.length = 0;
    expect(await promote(cold(from, 'pull'), cold(to, 'push'), { tags: ['2'] })).toMatchObject({
      status: 'promoted',
    });
    expect(to.writes).toEqual(['PUT /v2/team/app/manifests/2']);
  });

  it('reads each blob and each manifest of the source once', async () => {
    const from = await source();
    const to = await start({}, NONE);
    await promote(cold(from, 'pull'), cold(to, 'push'));
    const blobs = from.requests.filter((request) => request.includes('/blobs/'));
    expect(new Set(blobs).size).toBeGreaterThanOrEqual(12);
    const again = blobs.filter((request, at) => blobs.indexOf(request) !== at);
    // The envelope that the gate judged is read once more when it is carried.
    expect(again).toHaveLength(1);
  });
});
