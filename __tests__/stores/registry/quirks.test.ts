import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import type { AuthOptions } from '../../support/fake-registry/auth.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, type Built, content, image, index, push } from '../../support/images.ts';
import { ALICE, JumpingClock, registryStore, type StoreOptions } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

/* One test for each thing that a real registry does differently; the switch of the fake registry says which one. */

async function start(
  switches: Partial<Switches> = {},
  auth: Partial<AuthOptions> = {},
  options: StoreOptions = {},
) {
  const registry = await FakeRegistry.start(switches, auth);
  onTestFinished(() => registry.stop());
  const clock = new JumpingClock();
  const store = registryStore(registry.host, 'team/app', { clock, ...options });
  return { registry, clock, store, repository: () => registry.repository('team/app') };
}

type Store = Awaited<ReturnType<typeof start>>['store'];

const listed = async (store: Store, subject: Descriptor, artifactType?: string) => {
  const query = { sources: 'merged' as const, ...(artifactType === undefined ? {} : { artifactType }) };
  const entries = await Array.fromAsync(store.referrers(subject, query, never));
  return entries.map(({ descriptor, foundIn }) => [descriptor.digest, foundIn]);
};
const note = (subject: Descriptor, text: string) => attached(subject, undefined, text);
const requestsTo = (registry: FakeRegistry, what: string | RegExp) =>
  registry.requests.filter((request) => request.match(what));

/** A manifest that leaves `mediaType` to the Content-Type, as the specification allows. */
function untyped(built: Built): Built {
  const { mediaType, ...body } = JSON.parse(Buffer.from(built.manifest.bytes).toString());
  return { ...built, manifest: content(mediaType, Buffer.from(JSON.stringify(body))) };
}

function sha512(built: Built): Built {
  const { descriptor, bytes } = built.manifest;
  return { ...built, manifest: { bytes, descriptor: { ...descriptor, digest: digestOf(bytes, 'sha512') } } };
}

describe('a registry client', () => {
  it('asks /v2/ once after a 401 without a challenge (challengesOnPingOnly)', async () => {
    const accounts = [{ username: 'alice', password: 'wonderland' }];
    const auth = { kind: 'bearer', accounts } as const;
    const { registry, store } = await start({ challengesOnPingOnly: true }, auth, { credential: ALICE });
    await push(store, image(), '1');
    expect(requestsTo(registry, /^GET \/v2\/$/)).toHaveLength(1);
    expect(requestsTo(registry, '/token')).toHaveLength(1);
  });

  it('keeps method, body and login when any request is redirected (movesEverything)', async () => {
    const accounts = [{ username: 'alice', password: 'wonderland' }];
    const options = { credential: ALICE };
    const { store, repository } = await start(
      { movesEverything: true },
      { kind: 'basic', accounts },
      options,
    );
    const built = image({ layerSize: 100_000 });
    const subject = await push(store, built, '1');
    const { digest } = await attach(store, subject, attached(subject));
    expect(await store.resolve({ tag: '1' }, never)).toEqual(subject);
    expect(await listed(store, subject)).toEqual([[digest, 'api']]);
    for (const { descriptor, bytes } of built.blobs)
      expect(repository().blobs.get(descriptor.digest)).toEqual(Buffer.from(bytes));
  });

  it.each<[Switches['throttles'], number, number]>([
    ['bare', 0, 1_000],
    ['seconds', 7_000, 8_000],
    ['date', 5_000, 8_000],
  ])('429 is waited for as the registry says (throttles: %s)', async (throttles, least, most) => {
    const { store, clock } = await start({ throttles });
    expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
    const [waited] = clock.slept;
    expect(waited).toBeGreaterThanOrEqual(least);
    expect(waited).toBeLessThanOrEqual(most);
    await push(store, image(), '1');
    expect(await store.resolve({ tag: '1' }, never)).toBeDefined();
  });

  it('shows a warning of the registry and goes on (warning)', async () => {
    const warnings: string[] = [];
    const onWarning = (text: string) => warnings.push(text);
    const { store } = await start(
      { warning: 'this repository is read-only from May' },
      {},
      { http: { onWarning } },
    );
    await push(store, image(), '1');
    expect(new Set(warnings)).toEqual(new Set(['this repository is read-only from May']));
  });

  it('sends a Content-Length with every body (demandsLength)', async () => {
    const { store } = await start({ demandsLength: true });
    const subject = await push(store, image(), '1');
    await attach(store, subject, attached(subject));
  });

  it('reads a Content-Type with parameters of manifests, and takes it for no API of a list, as notation does (typeParameter)', async () => {
    const { store } = await start({ typeParameter: '; charset=utf-8' });
    const subject = await push(store, image(), '1');
    const { digest } = await attach(store, subject, attached(subject));
    expect(await store.resolve({ tag: '1' }, never)).toEqual(subject);
    expect((await store.manifest(subject, never)).descriptor).toEqual(subject);
    expect(await listed(store, subject)).toEqual([[digest, 'tag']]);
  });

  it.each<Partial<Switches>>([{ noHeadLength: true }, { emptyHead: true }, { noDigestHeader: true }])(
    'a HEAD that does not say it all is followed by a GET: %o',
    async (switches) => {
      const { registry, store } = await start(switches);
      const subject = await push(store, image(), '1');
      registry.log.length = 0;
      expect(await store.resolve({ tag: '1' }, never)).toEqual(subject);
      expect(registry.requests.map((request) => request.split(' ')[0])).toEqual(['HEAD', 'GET']);
    },
  );

  it.each([image(), image({ docker: true }), index([image()])])(
    'every type of manifest is asked for by name (demandsAccept): %#',
    async (built) => {
      const { store } = await start({ demandsAccept: true });
      const pushed = await push(store, built, '1');
      expect(await store.resolve({ tag: '1' }, never)).toEqual(pushed);
      expect((await store.manifest(pushed, never)).descriptor).toEqual(pushed);
    },
  );

  it('tells a manifest of an unwanted type from a missing one (demandsAccept)', async () => {
    const { store, repository } = await start({ demandsAccept: true });
    const strange = content('application/vnd.example.manifest+json', Buffer.from('{}'));
    repository().manifests.set(strange.descriptor.digest, strange);
    await expect(store.manifest(strange.descriptor, never)).rejects.toMatchObject({
      code: 'manifest_unsupported',
    });
  });

  it('takes an answer for "not found" that says so in words alone (notFoundInWords)', async () => {
    const { store } = await start({ notFoundInWords: true });
    const built = image();
    expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
    expect(await store.has(built.blobs[0]!.descriptor, never)).toBe(false);
    await expect(store.manifest(built.manifest.descriptor, never)).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
    expect(await listed(store, built.manifest.descriptor)).toEqual([]);
  });
});

describe('a list of tags', () => {
  it.each<[Switches['tagList'], boolean, boolean]>([
    ['null', true, true],
    ['null', false, false],
    ['with-null', true, true],
    ['with-null', false, false],
    ['with-digests', false, false],
  ])('tagList: %s, without tags %s', async (tagList, isBare, expected) => {
    const { store } = await start({ tagList });
    await push(store, image(), isBare ? undefined : '1');
    expect(await store.isEmpty(never)).toBe(expected);
  });

  it('is asked for by the smallest page (largestPage)', async () => {
    const { registry, store } = await start({ largestPage: 1 });
    await push(store, image(), '1');
    expect(await store.isEmpty(never)).toBe(false);
    expect(registry.log.at(-1)).toMatchObject({ status: 200 });
  });
});

describe('blobs on another host', () => {
  const accounts = [{ username: 'alice', password: 'wonderland' }];

  it('are read without a login from storage that refuses one (storageRefusesLogins)', async () => {
    const { registry: storage } = await start({ storageRefusesLogins: true });
    const blobRedirect = `http://${storage.host}/storage/team/app`;
    const { registry, store } = await start(
      { blobRedirect },
      { kind: 'basic', accounts },
      { credential: ALICE },
    );
    const { blobs } = image();
    await push(store, image());
    await push(registryStore(storage.host), image());
    const { descriptor, bytes } = blobs[0]!;
    expect(await readBlob(store, descriptor, 1_000, never)).toEqual(Buffer.from(bytes));
    expect(storage.log.at(-1)).toMatchObject({ status: 200, authorization: undefined });
    expect(registry.log.at(-1)!.authorization).toMatch(/^Basic /);
  });

  it('are read with the login after a relative redirect (blobRedirect: relative)', async () => {
    const { registry, store } = await start(
      { blobRedirect: 'relative' },
      { kind: 'basic', accounts },
      { credential: ALICE },
    );
    const { descriptor, bytes } = image().blobs[0]!;
    await push(store, image());
    expect(await readBlob(store, descriptor, 1_000, never)).toEqual(Buffer.from(bytes));
    expect(registry.log.at(-1)!.path).toMatch(/^\/storage\/team\/app\//);
  });

  it('count as stored after a 204 (blobStored)', async () => {
    const { store, repository } = await start({ blobStored: 204 });
    await push(store, image(), '1');
    expect(repository().blobs.size).toBe(3);
  });
});

describe('the error of a registry that refuses', () => {
  const hint = (text: string) => expect.stringContaining(text);
  const SHA256_ONLY = { code: 'registry_refused', hint: hint('sha256 content only') };

  it('a push to a repository that does not exist names the remedy (demandsRepository)', async () => {
    const { store } = await start({ demandsRepository: true });
    await expect(push(store, image())).rejects.toMatchObject({
      code: 'repository_missing',
      hint: hint('create the repository'),
      needs: { kind: 'repository', repository: store.name, lacks: 'repository' },
    });
  });

  it('a login, because the project is not there, is told from one without rights (demandsProject)', async () => {
    const { registry, store } = await start(
      { demandsProject: true },
      { kind: 'bearer', accounts: [{ username: 'alice', password: 'wonderland' }] },
      { credential: ALICE },
    );
    const missing = {
      code: 'repository_missing',
      message: expect.stringContaining('project team not found'),
      needs: { kind: 'repository', repository: store.name, lacks: 'project' },
    };
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject(missing);
    await expect(push(store, image())).rejects.toMatchObject(missing);
    const reader = registryStore(registry.host, 'team/app', { access: 'pull', credential: ALICE });
    await expect(reader.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'denied' });
    registry.repository('team/other');
    await push(store, image(), '1');
  });

  it.each<[Switches['refusesManifests'], string]>([
    ['subject', 'Amazon ECR'],
    ['artifactType', 'Amazon ECR'],
    ['config', 'subject'],
  ])('attached manifests (refusesManifests: %s)', async (refusesManifests, text) => {
    const { store } = await start({ refusesManifests });
    const subject = await push(store, image(), '1');
    const built = attached(subject, refusesManifests === 'config' ? 'application/vnd.example' : undefined);
    const body = JSON.parse(Buffer.from(built.manifest.bytes).toString());
    const config = { ...body.config, mediaType: 'application/vnd.example.config' };
    const manifest = content(MEDIA_TYPES.ociImage, Buffer.from(JSON.stringify({ ...body, config })));
    await expect(push(store, { ...built, manifest })).rejects.toMatchObject({
      code: 'registry_refused',
      hint: hint(text),
    });
  });

  it('an artifact type names the remedy (refusesManifests: config)', async () => {
    const { store } = await start({ refusesManifests: 'config' });
    const built = image();
    const body = JSON.parse(Buffer.from(built.manifest.bytes).toString());
    const config = { ...body.config, mediaType: 'application/vnd.cncf.helm.config.v1+json' };
    const manifest = content(MEDIA_TYPES.ociImage, Buffer.from(JSON.stringify({ ...body, config })));
    await expect(push(store, { ...built, manifest })).rejects.toMatchObject({
      code: 'registry_refused',
      hint: hint('types of a list'),
    });
  });

  it('a manifest without a mediaType member names the remedy (demandsMediaType)', async () => {
    const { store } = await start({ demandsMediaType: true });
    const subject = await push(store, image(), '1');
    await attach(store, subject, attached(subject));
    await expect(push(store, untyped(image({ seed: 'untyped' })))).rejects.toMatchObject({
      code: 'registry_refused',
      message: expect.stringContaining('405 (UNSUPPORTED: Invalid JSON syntax)'),
      hint: hint('mediaType'),
    });
  });

  it('does not come for the referrers index, which has a mediaType member (demandsMediaType)', async () => {
    const { store } = await start({ demandsMediaType: true, referrers: '405' });
    const subject = await push(store, image(), '1');
    const { digest } = await attach(store, subject, attached(subject));
    expect(await listed(store, subject)).toEqual([[digest, 'tag']]);
  });

  it.each<Switches['tooLarge']>(['413', '400-close'])(
    'a manifest that is too large (tooLarge: %s)',
    async (tooLarge) => {
      const { store } = await start({ manifestLimit: 500, tooLarge });
      await expect(push(store, image({ layers: 6 }))).rejects.toMatchObject({
        code: 'content_too_large',
        hint: hint('setting'),
      });
      await push(store, image({ layers: 1 }), '1');
    },
  );

  it('an unknown kind of blob names the remedy (sniffsBlobs)', async () => {
    const { store } = await start({ sniffsBlobs: true });
    await expect(push(store, image({ layers: 1 }))).rejects.toMatchObject({
      code: 'registry_refused',
      hint: hint('format oci'),
    });
  });

  it('a sha512 digest names the remedy (sha256Only: refuses)', async () => {
    const { store } = await start({ sha256Only: 'refuses' });
    const { descriptor, bytes } = image().blobs[0]!;
    const open = async () => Readable.from([bytes]);
    const blob = { ...descriptor, digest: digestOf(bytes, 'sha512') };
    await expect(store.putBlob(blob, open, never)).rejects.toMatchObject(SHA256_ONLY);
    await push(store, image());
    await expect(store.putManifest(sha512(image()).manifest, never)).rejects.toMatchObject(SHA256_ONLY);
  });

  it('a sha512 digest names the remedy, also after a 201 for the blob (sha256Only: stores)', async () => {
    const { registry, store } = await start({ sha256Only: 'stores' });
    const built = image();
    const blobs = built.blobs.map(({ descriptor, bytes }) => ({
      bytes,
      descriptor: { ...descriptor, digest: digestOf(bytes, 'sha512') },
    }));
    const [config, ...layers] = blobs.map(({ descriptor }) => descriptor);
    const body = { ...JSON.parse(Buffer.from(built.manifest.bytes).toString()), config, layers };
    const manifest = content(MEDIA_TYPES.ociImage, Buffer.from(JSON.stringify(body)));
    await expect(push(store, { manifest, blobs, children: [] })).rejects.toMatchObject(SHA256_ONLY);
    // Nothing to wait for.
    expect(requestsTo(registry, /^PUT .*manifests/)).toHaveLength(1);
  });

  it.each<Switches['immutableAnswer']>([400, 403, 409, 412])(
    'a tag that is set a second time (immutableTags, immutableAnswer: %s)',
    async (immutableAnswer) => {
      const { store } = await start({ immutableTags: true, immutableAnswer });
      await push(store, image(), '1');
      await expect(push(store, image({ seed: 'other' }), '1')).rejects.toMatchObject({
        code: 'tag_immutable',
      });
      await push(store, image(), '1');
    },
  );

  it.each<Switches['immutableAnswer']>([400, 403, 409, 412])(
    'a second signature under an immutable referrers tag, unless it is excluded (movableTags): %s',
    async (immutableAnswer) => {
      const { registry, store } = await start({ referrers: '404', immutableTags: true, immutableAnswer });
      const subject = await push(store, image(), '1');
      await attach(store, subject, note(subject, 'first'));
      await expect(attach(store, subject, note(subject, 'second'))).rejects.toMatchObject({
        code: 'tag_immutable',
        hint: hint('exclude them from its immutability rule'),
      });
      registry.switches.movableTags = /^sha256-/;
      await attach(store, subject, note(subject, 'second'));
      expect(await listed(store, subject)).toHaveLength(2);
    },
  );

  it('one referrer too many speaks of a quota and not of a missing right (referrersCap)', async () => {
    const { store } = await start({ referrersCap: 2 });
    const subject = await push(store, image(), '1');
    for (const text of ['a', 'b', 'b']) await attach(store, subject, note(subject, text));
    await expect(attach(store, subject, note(subject, 'c'))).rejects.toMatchObject({
      code: 'registry_refused',
      message: expect.stringContaining('service limit'),
      hint: hint('quota'),
    });
  });
});

describe('referrers', () => {
  it.each([true, false])(
    'are filtered here, whoever else does (filtersReferrers: %s)',
    async (filtersReferrers) => {
      const { store } = await start({ filtersReferrers, pageSize: 1 });
      const subject = await push(store, image(), '1');
      const wanted = await attach(store, subject, attached(subject, 'application/vnd.wanted'));
      await attach(store, subject, attached(subject, 'application/vnd.other'));
      expect(await listed(store, subject, 'application/vnd.wanted')).toEqual([[wanted.digest, 'api']]);
    },
  );

  it.each([true, false])('go on at the next page (absoluteLinks: %s)', async (absoluteLinks) => {
    const { store } = await start({ absoluteLinks, pageSize: 1 });
    const subject = await push(store, image(), '1');
    for (const text of ['a', 'b', 'c']) await attach(store, subject, note(subject, text));
    expect(await listed(store, subject)).toHaveLength(3);
  });

  it('are lost, and in no tag, when the API hides them (archived)', async () => {
    const { registry, store, repository } = await start();
    const subject = await push(store, image(), '1');
    const built = note(subject, 'archived');
    registry.switches.archived = new Set([built.manifest.descriptor.digest]);
    await expect(attach(store, subject, built)).rejects.toMatchObject({ code: 'signature_lost' });
    expect([...repository().tags.keys()]).toEqual(['1']);
  });

  it('are lost, and in no tag, when they are indexes and the API leaves those out (listsIndexes)', async () => {
    const { store, repository } = await start({ listsIndexes: false });
    const subject = await push(store, image(), '1');
    const child = note(subject, 'child');
    const { digest, mediaType, size } = subject;
    const body = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: [child.manifest.descriptor],
      subject: { mediaType, digest, size },
    };
    const manifest = content(MEDIA_TYPES.ociIndex, Buffer.from(JSON.stringify(body)));
    const attaching = attach(store, subject, { manifest, blobs: [], children: [child] });
    await expect(attaching).rejects.toMatchObject({
      code: 'signature_lost',
      hint: expect.stringContaining('--include signatures'),
    });
    expect([...repository().tags.keys()]).toEqual(['1']);
  });

  it('are put again when parallel pushes lost some (racyReferrers)', async () => {
    const { store } = await start({ racyReferrers: true });
    const subject = await push(store, image(), '1');
    const built = ['a', 'b', 'c', 'd'].map((text) => note(subject, text));
    await Promise.all(built.map((one) => push(store, one)));
    expect((await listed(store, subject)).length).toBeLessThan(4);
    const contents = built.map(({ manifest }) => manifest);
    expect(await store.linkReferrers(subject, contents, never)).toBe('api');
    expect(await listed(store, subject)).toHaveLength(4);
  });

  it('are waited for, and written at most once more, when the tag shows late (lateTags)', async () => {
    const { registry, store } = await start({ referrers: '404', lateTags: 2 });
    const subject = await push(store, image(), '1');
    const { digest } = await attach(store, subject, note(subject, 'late'));
    registry.switches.lateTags = 0;
    expect(await listed(store, subject)).toEqual([[digest, 'tag']]);
    const tag = referrersTag(subject.digest);
    expect(registry.writes.filter((write) => write.endsWith(tag)).length).toBeLessThanOrEqual(2);
  });

  it.each(['none', 'honoured'] as const)(
    'whose list has a gap are written without what is gone, and with all else (checksLists, etags: %s)',
    async (etags) => {
      const { registry, store, repository, clock } = await start({
        referrers: '404',
        checksLists: true,
        etags,
      });
      const subject = await push(store, image(), '1');
      const [kept, gone] = [
        await attach(store, subject, note(subject, 'kept')),
        await attach(store, subject, note(subject, 'gone')),
      ];
      repository().manifests.delete(gone.digest);
      clock.slept.length = 0;
      registry.log.length = 0;
      const added = await attach(store, subject, note(subject, 'added'));
      expect(await listed(store, subject)).toEqual([
        [kept.digest, 'tag'],
        [added.digest, 'tag'],
      ]);
      expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(5_000);
      expect(requestsTo(registry, /^HEAD .*manifests/)).toHaveLength(2);
    },
  );

  it('stay in the list when it is unknown whether they are gone (checksLists)', async () => {
    const { registry, store, repository } = await start({ referrers: '404', checksLists: true });
    const subject = await push(store, image(), '1');
    const gone = await attach(store, subject, note(subject, 'gone'));
    repository().manifests.delete(gone.digest);
    registry.failures.push({ match: new RegExp(`^HEAD .*${gone.digest}`), times: 99, status: 503 });
    await expect(attach(store, subject, note(subject, 'added'))).rejects.toMatchObject({ exitCode: 3 });
    const index = repository().find(referrersTag(subject.digest));
    expect(Buffer.from(index!.bytes).toString()).toContain(gone.digest);
  });

  it('of a sha512 subject are kept under its shortened tag', async () => {
    const { registry, store } = await start({ referrers: '404' });
    const built = sha512(image());
    const subject = await push(store, built);
    const { digest } = await attach(store, subject, attached(subject));
    const tag = `sha512-${subject.digest.slice('sha512:'.length, 'sha512:'.length + 64)}`;
    expect([...registry.repository('team/app').tags.keys()]).toEqual([tag]);
    expect(await listed(store, subject)).toEqual([[digest, 'tag']]);
  });

  it('fail soon where the registry demands their subject first (demandsSubject)', async () => {
    const { store, clock } = await start({ demandsSubject: true });
    const built = image();
    await expect(push(store, attached(built.manifest.descriptor))).rejects.toMatchObject({
      code: 'upload_unconfirmed',
      exitCode: 3,
    });
    expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(5_000);
    const subject = await push(store, built);
    await attach(store, subject, attached(subject));
  });
});

describe('a replica that is late', () => {
  it('is given some tries to see blobs and children (lateContent)', async () => {
    const { store, clock, repository } = await start({ lateContent: 3 });
    await push(store, index([image()]), '1');
    expect(repository().tags.has('1')).toBe(true);
    expect(clock.slept).toEqual([200, 400, 800, 200, 400, 800]);
  });

  it('is given up after bounded tries (lateContent)', async () => {
    const { registry, store } = await start({ lateContent: 99 });
    await expect(push(store, image())).rejects.toMatchObject({
      code: 'upload_unconfirmed',
      message: expect.stringContaining('MANIFEST_BLOB_UNKNOWN'),
    });
    expect(requestsTo(registry, /^PUT .*manifests/)).toHaveLength(5);
  });

  it('may miss manifests of the referrers tag for some tries (lateContent)', async () => {
    const { registry, store } = await start({ referrers: '404', lateContent: 1 });
    const subject = await push(store, image(), '1');
    const { digest } = await attach(store, subject, attached(subject));
    expect(await listed(store, subject)).toEqual([[digest, 'tag']]);
    expect(requestsTo(registry, new RegExp(`^PUT .*${referrersTag(subject.digest)}`))).toHaveLength(2);
  });

  it('is named with the remedy when it never sees a manifest of the referrers tag (lateContent)', async () => {
    const { registry, store, clock } = await start({ referrers: '404' });
    const subject = await push(store, image(), '1');
    const built = attached(subject);
    await push(store, built);
    registry.switches.lateContent = 99;
    await expect(store.linkReferrers(subject, [built.manifest], never)).rejects.toMatchObject({
      code: 'upload_unconfirmed',
      hint: expect.stringContaining(`misses a manifest that the tag ${referrersTag(subject.digest)} lists`),
    });
    expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBeLessThan(15_000);
  });
});

describe('the fake registry itself', () => {
  it.each([
    [true, 201],
    [false, 202],
  ])('mounts a blob, or begins an upload instead (mounts: %s)', async (mounts, status) => {
    const { registry, store } = await start({ mounts });
    const [blob] = image().blobs;
    await push(store, image());
    const query = `mount=${encodeURIComponent(blob!.descriptor.digest)}&from=team/app`;
    const url = `http://${registry.host}/v2/team/other/blobs/uploads/?${query}`;
    const answer = await fetch(url, { method: 'POST', headers: { connection: 'close' } });
    expect(answer.status).toBe(status);
    expect(registry.repository('team/other').blobs.has(blob!.descriptor.digest)).toBe(mounts);
  });
});
