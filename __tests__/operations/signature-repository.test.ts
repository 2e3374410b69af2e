import { afterEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../src/oci/artifact-type.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MergedSource } from '../../src/oci/elsewhere/merged-source.ts';
import type { SourceStore } from '../../src/oci/ports.ts';
import { inspectImage } from '../../src/operations/judging/inspect.ts';
import { listImage } from '../../src/operations/list.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { attach, attached, image, index, push } from '../support/images.ts';
import { ALICE, registryStore } from '../support/registry-store.ts';
import { never, tools } from '../support/tools.ts';
import { promote, sign, signerOf, strangerChain, TAG, trustIn, verify } from './support.ts';

const registries: FakeRegistry[] = [];
afterEach(() => Promise.all(registries.splice(0).map((one) => one.stop())));

/** A registry with images, and one for signatures. */
async function start(switches: Partial<Switches> = {}, ofImages: Partial<Switches> = {}) {
  const [images, signatures] = await Promise.all([
    FakeRegistry.start(ofImages),
    FakeRegistry.start(switches),
  ]);
  registries.push(images, signatures);
  const app = (name = 'team/app') => registryStore(images.host, name);
  const sigs = () => registryStore(signatures.host, 'signatures');
  const from = (own: SourceStore) => new MergedSource(own, [sigs()], NOTARY_ARTIFACT_TYPE);
  const repository = () => signatures.repository('signatures');
  return { images, signatures, app, sigs, from, repository };
}

const attachments = { expected: 1, present: 1, missing: [] };

describe.each<[string, Partial<Switches>]>([
  ['the API', {}],
  ['the referrers tag', { referrers: '404', subjectHeader: false }],
  ['no list of a subject that is not there, as Quay has it', { referrers: '400-manifest-invalid' }],
])('a repository for signatures with %s', (_, switches) => {
  it('gets what is signed, and has it found for the image alone', async () => {
    const { images, app, sigs, from, repository } = await start(switches);
    const { digest } = await push(app(), image(), '1');
    images.log.length = 0;
    const signed = await sign(app(), { signatures: sigs() });
    expect(signed).toMatchObject({
      status: 'signed',
      error: null,
      signatures: [{ made: true, subject: digest, signatureRepository: sigs().name }],
    });
    expect(images.writes).toEqual([]);
    expect(repository().manifests.has(digest)).toBe(false);
    expect(await verify(app())).toMatchObject({ status: 'failed', error: { code: 'artifact_unsigned' } });
    expect(await verify(from(app()))).toMatchObject({
      status: 'verified',
      signatures: [{ status: 'passed', signatureRepository: sigs().name }],
    });
  });

  it('gets the signatures of a promotion once, and the destinations everything else', async () => {
    const { app, sigs, from, repository } = await start(switches);
    const source = app('source');
    const root = await push(source, image(), '1');
    await attach(source, root, attached(root));
    await sign(source);
    const destinations = ['one', 'two'].map((name) => ({
      reference: `${app(name).name}:1`,
      store: app(name),
      tags: ['1'],
    }));
    const done = await promote(source, app(), { destinations, signatures: sigs() });
    expect(done).toMatchObject({
      status: 'promoted',
      error: null,
      signaturesTo: {
        repository: sigs().name,
        status: 'promoted',
        attachments: { ...attachments, added: 1 },
      },
      destinations: [{ attachments }, { attachments }],
    });
    expect(repository().manifests.has(root.digest)).toBe(false);
    for (const name of ['one', 'two']) {
      expect(await verify(app(name))).toMatchObject({ error: { code: 'artifact_unsigned' } });
      expect(await verify(from(app(name)))).toMatchObject({ status: 'verified' });
    }
  });

  it('is the source of the signatures that a promotion carries', async () => {
    const { app, sigs, from } = await start(switches);
    await push(app(), image(), '1');
    await sign(app(), { signatures: sigs() });
    const done = await promote(from(app()), app('prod'));
    expect(done).toMatchObject({ status: 'promoted', destinations: [{ attachments }] });
    expect(done.attachments).toMatchObject([{ judged: 'passed', signatureRepository: sigs().name }]);
    expect(await verify(app('prod'))).toMatchObject({ status: 'verified' });
  });

  it('is named for what a promotion leaves there', async () => {
    const { app, sigs, from } = await start(switches);
    await push(app(), image(), '1');
    await sign(app(), { signatures: sigs() });
    const done = await promote(from(app()), app('prod'), { excludeSignatures: true });
    expect(done.leftBehind).toMatchObject([{ judged: 'passed', signatureRepository: sigs().name }]);
  });

  it('is not written to by a repeat', async () => {
    const { signatures, app, sigs, from } = await start(switches);
    await push(app(), image(), '1');
    await sign(app(), { signatures: sigs() });
    signatures.log.length = 0;
    expect(await sign(app(), { signatures: sigs() })).toMatchObject({ status: 'skipped' });
    const run = () => promote(from(app()), app('prod'), { signatures: sigs() });
    expect(await run()).toMatchObject({ status: 'promoted', signaturesTo: { status: 'unchanged' } });
    expect(await run()).toMatchObject({ status: 'unchanged', signaturesTo: { status: 'unchanged' } });
    expect(signatures.writes).toEqual([]);
  });
});

describe('a promotion that signs, with a repository for signatures', () => {
  const chain = strangerChain();
  const ours = async (signer = signerOf(chain)) => ({
    sign: { signer: await signer, ifSigned: 'skip' as const, metadata: {}, recursive: false },
  });

  async function prepared() {
    const at = await start();
    const { digest } = await push(at.app(), image(), '1');
    await sign(at.app());
    const destinations = ['one', 'two'].map((name) => ({
      reference: `${at.app(name).name}:1`,
      store: at.app(name),
      tags: ['1'],
    }));
    return { ...at, digest, destinations };
  }

  it('stores our own signature there as well, made once, and none at the destinations', async () => {
    const { app, sigs, from, destinations } = await prepared();
    const change = { destinations, signatures: sigs(), ...(await ours()) };
    const done = await promote(app(), app(), change);
    expect(done).toMatchObject({
      status: 'promoted',
      error: null,
      destinations: [{ attachments: { expected: 0 } }, { attachments: { expected: 0 } }],
      signaturesTo: {
        status: 'promoted',
        attachments: { expected: 2, present: 2, added: 2 },
        signed: [{ action: 'made' }],
      },
    });
    expect(done.signatures.filter(({ made }) => made)).toMatchObject([{ signatureRepository: sigs().name }]);
    expect(await verify(from(app('one')), { trust: trustIn([{}], chain) })).toMatchObject({
      status: 'verified',
    });
    const again = await promote(app(), app(), { ...change, ...tools(), ...(await ours()) });
    expect(again).toMatchObject({
      status: 'unchanged',
      signaturesTo: {
        status: 'unchanged',
        attachments: { expected: 2, present: 2 },
        signed: [{ action: 'unchanged' }],
      },
    });
  });

  it('plans it in a dry run, and makes none', async () => {
    const { signatures, app, sigs, destinations } = await prepared();
    const change = { destinations, signatures: sigs(), dryRun: true, ...(await ours()) };
    expect(await promote(app(), app(), change)).toMatchObject({
      status: 'planned',
      signaturesTo: { attachments: { expected: 2, present: 0 }, signed: [{ action: 'made', digest: null }] },
    });
    expect(signatures.writes).toEqual([]);
  });

  it('writes nothing anywhere where the key refuses', async () => {
    const { images, signatures, app, sigs, destinations } = await prepared();
    const refusing = signerOf(chain, () => ({
      sign: () => Promise.reject(new SealiftError('key_unusable', 'disabled')),
    }));
    const done = await promote(app(), app(), { destinations, signatures: sigs(), ...(await ours(refusing)) });
    expect(done).toMatchObject({ status: 'failed', error: { code: 'key_unusable' } });
    expect(signatures.writes).toEqual([]);
    for (const name of ['one', 'two']) expect(images.repository(name).manifests.size).toBe(0);
  });

  it('makes and stores none where every tag is kept, since nothing is promoted', async () => {
    const { signatures, app, sigs, destinations } = await prepared();
    for (const { store } of destinations) await push(store, image({ seed: 'older' }), '1');
    const existingTag = [{ pattern: '*', rule: 'keep', option: '' }] as const;
    const done = await promote(app(), app(), {
      destinations,
      signatures: sigs(),
      existingTag,
      ...(await ours()),
    });
    expect(done).toMatchObject({ status: 'kept', error: null });
    expect(done).not.toHaveProperty('signaturesTo');
    expect(signatures.writes).toEqual([]);
  });
});

describe('signing into another repository', () => {
  it('signs there although the image has a signature beside it, which others will not find there', async () => {
    const { app, sigs, from } = await start();
    await push(app(), image(), '1');
    await sign(app());
    expect(await sign(app(), { signatures: sigs() })).toMatchObject({ status: 'signed' });
    expect((await verify(from(app()), { maxSignatures: 2 })).status).toBe('verified');
  });

  it('refuses with --if-signed fail where either place has a signature', async () => {
    const { app, sigs } = await start();
    await push(app('beside'), image({ seed: 'beside' }), '1');
    await push(app('apart'), image({ seed: 'apart' }), '1');
    await sign(app('beside'));
    await sign(app('apart'), { signatures: sigs() });
    for (const name of ['beside', 'apart'])
      expect(await sign(app(name), { signatures: sigs(), ifSigned: 'fail' })).toMatchObject({
        error: { code: 'signature_exists' },
      });
  });

  it('signs an index and its platforms there', async () => {
    const { app, sigs, from } = await start();
    await push(app(), index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    await sign(app(), { signatures: sigs(), recursive: true });
    expect(await verify(from(app()), { recursive: true })).toMatchObject({
      status: 'verified',
      platforms: [{ status: 'verified' }, { status: 'verified' }],
    });
    expect((await verify(app(), { recursive: true })).status).toBe('failed');
  });
});

describe('a registry that takes no signature before its image', () => {
  const refusing = { demandsSubject: true };

  it('is named with the way out when it refuses one, and nothing is tagged', async () => {
    const { images, app, sigs } = await start(refusing);
    const { digest } = await push(app(), image(), '1');
    const error = {
      code: 'signature_repository_refused',
      message: expect.stringContaining(`${sigs().name} does not take the signature of ${digest}`),
      hint: expect.stringContaining(`${sigs().name}@${digest}`),
    };
    expect(await sign(app(), { signatures: sigs() })).toMatchObject({ status: 'failed', error });
    await sign(app());
    expect(await promote(app(), app('prod'), { signatures: sigs() })).toMatchObject({
      status: 'failed',
      error,
      signaturesTo: { status: 'failed', error: { code: 'signature_repository_refused' } },
    });
    expect(images.repository('prod').tags.size).toBe(0);
  });

  it('takes it once the image is there as well', async () => {
    const { app, sigs, from } = await start(refusing);
    await push(app(), image(), '1');
    await push(sigs(), image());
    expect(await sign(app(), { signatures: sigs() })).toMatchObject({ status: 'signed' });
    expect(await verify(from(app()))).toMatchObject({ status: 'verified' });
  });

  it('takes it where it is a destination too: the signatures follow the image', async () => {
    const { images, app, sigs, from } = await start(refusing);
    const { digest } = await push(app(), image(), '1');
    await sign(app());
    const destinations = [
      { reference: `${app('prod').name}:1`, store: app('prod'), tags: ['1'] },
      { reference: `${sigs().name}@${digest}`, store: sigs(), tags: [] },
    ];
    const done = await promote(app(), app(), { destinations, signatures: sigs() });
    expect(done).toMatchObject({ status: 'promoted', error: null, signaturesTo: { status: 'promoted' } });
    expect(images.repository('prod').tags.size).toBe(1);
    expect(await verify(from(app('prod')))).toMatchObject({ status: 'verified' });
  });

  it('keeps its own words for a refusal that has another cause', async () => {
    const { app, sigs } = await start({ refusesManifests: 'subject' });
    await push(app(), image(), '1');
    await push(sigs(), image());
    expect(await sign(app(), { signatures: sigs() })).toMatchObject({ error: { code: 'registry_refused' } });
  });
});

describe('a repository for signatures that does not do', () => {
  it('stops every tag when it loses a signature', async () => {
    const { images, app, sigs } = await start({ listsNothing: true });
    await push(app(), image(), '1');
    await push(sigs(), image());
    await sign(app());
    const destinations = ['one', 'two'].map((name) => ({
      reference: `${app(name).name}:1`,
      store: app(name),
      tags: ['1'],
    }));
    const done = await promote(app(), app(), { destinations, signatures: sigs() });
    expect(done).toMatchObject({
      status: 'failed',
      error: { code: 'signature_lost' },
      destinations: [{ status: 'failed' }, { status: 'failed' }],
    });
    for (const name of ['one', 'two']) expect(images.repository(name).tags.size).toBe(0);
  });

  it('has every signature although one of the destinations fails, and the others their tags', async () => {
    const { images, app, sigs } = await start();
    await push(app(), image(), '1');
    await sign(app());
    const broken = Object.assign(app('broken'), {
      putBlob: () => Promise.reject(new SealiftError('registry_unavailable', 'down')),
    });
    const destinations = [broken, app('good')].map((store) => ({
      reference: `${store.name}:1`,
      store,
      tags: ['1'],
    }));
    expect(await promote(app(), app(), { destinations, signatures: sigs() })).toMatchObject({
      status: 'partial',
      signaturesTo: { status: 'promoted' },
      destinations: [{ status: 'failed' }, { status: 'promoted' }],
    });
    expect(images.repository('good').tags.size).toBe(1);
  });

  it('ends the copies at once when it denies, since no tag would be set', async () => {
    const { images, app, sigs } = await start();
    await push(app(), image(), '1');
    await sign(app());
    const denying = Object.assign(sigs(), {
      putManifest: () => Promise.reject(new SealiftError('denied', 'no right to push')),
    });
    const endless = Object.assign(app('prod'), {
      putBlob: (_: Descriptor, __: unknown, signal: AbortSignal) =>
        new Promise<void>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      mount: async () => false,
    });
    expect(await promote(app(), endless, { signatures: denying })).toMatchObject({
      status: 'failed',
      error: { code: 'denied' },
      destinations: [{ status: 'failed', error: { code: 'denied', message: 'no right to push' } }],
    });
    expect(images.repository('prod').tags.size).toBe(0);
  });

  it('does not hold the others up where it is a destination that fails itself', async () => {
    const { images, app, sigs } = await start();
    const { digest } = await push(app(), image(), '1');
    await sign(app());
    const failing = Object.assign(sigs(), {
      putManifest: () => Promise.reject(new SealiftError('registry_unavailable', 'down')),
    });
    const destinations = [
      { reference: `${failing.name}@${digest}`, store: failing, tags: [] },
      { reference: `${app('good').name}:1`, store: app('good'), tags: ['1'] },
    ];
    const done = await promote(app(), app(), { destinations, signatures: failing });
    expect(done).toMatchObject({
      status: 'failed',
      destinations: [{ status: 'failed' }, { status: 'failed' }],
    });
    expect(images.repository('good').tags.size).toBe(0);
  });

  it('is an error where it does not exist, and never "unsigned"', async () => {
    const { app, from } = await start({ demandsRepository: true });
    await push(app(), image(), '1');
    const error = { code: 'artifact_not_found', message: expect.stringContaining('/signatures') };
    expect(await verify(from(app()))).toMatchObject({ status: 'failed', error });
    expect(await promote(from(app()), app('prod'), { allowUnsigned: true })).toMatchObject({ error });
  });

  it('does not matter to an image that has a signature beside it', async () => {
    const { app, from } = await start();
    await push(app(), image(), '1');
    await sign(app());
    expect(await verify(from(app()))).toMatchObject({ status: 'verified' });
  });

  it('gives signatures of strangers as well, which count as little as elsewhere', async () => {
    const { app, sigs, from } = await start();
    await push(app(), image(), '1');
    await sign(app(), { signatures: sigs(), signer: await signerOf(strangerChain()) });
    expect(await verify(from(app()))).toMatchObject({ error: { code: 'verification_failed' } });
  });
});

it('the statement is that of the image, whatever the policy says of the repository for signatures', async () => {
  const { app, sigs, from } = await start();
  await push(app(), image(), '1');
  await sign(app(), { signatures: sigs() });
  const ofSignatures = trustIn([{ scopes: [sigs().name] }]);
  expect(await verify(from(app()), { trust: ofSignatures })).toMatchObject({
    error: { code: 'no_applicable_statement' },
  });
  const ofImage = trustIn([
    { name: 'own', scopes: [app().name] },
    { scopes: [sigs().name], level: 'skip' },
  ]);
  expect(await verify(from(app()), { trust: ofImage })).toMatchObject({
    status: 'verified',
    policy: { statement: 'own' },
  });
});

it('an unsigned image is refused naming every place that was searched', async () => {
  const { app, sigs, from } = await start();
  await push(app(), image(), '1');
  await push(sigs(), image({ seed: 'other' }), 'something');
  const { error } = await verify(from(app()));
  expect(error).toMatchObject({ code: 'artifact_unsigned' });
  for (const { name } of [app(), sigs()]) expect(error?.message).toContain(name);
});

it('list and inspect say where each signature was found', async () => {
  const { app, sigs, from } = await start();
  const root: Descriptor = await push(app(), image(), '1');
  await attach(app(), root, attached(root));
  await sign(app(), { signatures: sigs() });
  await sign(app(), { signer: await signerOf(strangerChain()) });
  const request = { ...tools(), reference: 'app:1', name: TAG, store: from(app()) };
  const listed = await listImage(request, never);
  expect(listed.attachments.map(({ signatureRepository }) => signatureRepository)).toEqual([
    undefined,
    undefined,
    sigs().name,
  ]);
  const inspected = await inspectImage({ ...request, ...tools(), maxSignatures: 100 }, never);
  expect(inspected.signatures.map(({ signatureRepository }) => signatureRepository)).toEqual([
    undefined,
    sigs().name,
  ]);
});

it('a dry run writes nothing there, and says what is missing', async () => {
  const { signatures, app, sigs } = await start();
  await push(app(), image(), '1');
  await sign(app());
  expect(await promote(app(), app('prod'), { signatures: sigs(), dryRun: true })).toMatchObject({
    status: 'planned',
    signaturesTo: { status: 'planned', attachments: { expected: 1, present: 0, missing: { length: 1 } } },
    destinations: [{ attachments: { expected: 0 } }],
  });
  expect(signatures.writes).toEqual([]);
});

const BEARER = { kind: 'bearer', accounts: [{ username: 'alice', password: 'wonderland' }] } as const;

/** What signatures in another repository cost, cold (docs/architecture.md, Request budgets). */
describe('the request budget of signatures in another repository', () => {
  const started = async (switches: Partial<Switches>) => {
    const registry = await FakeRegistry.start(switches, BEARER);
    registries.push(registry);
    return registry;
  };

  /** An image, and its signature in a repository for signatures. */
  async function prepared(switches: Partial<Switches> = {}, isSigned = true) {
    const [images, signatures, destination] = await Promise.all([
      started({}),
      started(switches),
      started({}),
    ]);
    const store = ({ host }: FakeRegistry, name: string, access: 'pull' | 'push') =>
      registryStore(host, name, { credential: ALICE, access });
    const app = (access: 'pull' | 'push' = 'pull') => store(images, 'team/app', access);
    const sigs = (access: 'pull' | 'push' = 'pull') => store(signatures, 'signatures', access);
    const { digest } = await push(app('push'), image({ layers: 2 }), '1');
    if (isSigned) await sign(app(), { name: { digest }, signatures: sigs('push') });
    const merged = () => new MergedSource(app(), [sigs()], NOTARY_ARTIFACT_TYPE);
    const clear = () => {
      for (const { log } of [images, signatures, destination]) log.length = 0;
    };
    clear();
    const count = () => [images.requests.length, signatures.requests.length];
    const prod = (name: string) => store(destination, name, 'push');
    return { name: { digest }, app, sigs, merged, count, clear, prod, destination };
  }

  // There: two for the token, config absent and put (3), the list, an upload (2), manifest, and the list again.
  it.each<[string, Partial<Switches>, number]>([
    ['API', {}, 2 + 3 + 5],
    ['no API', { referrers: '404' }, 2 + 3 + 7],
  ])('sign: one request for the image, everything else there (%s)', async (_, switches, there) => {
    const { name, app, sigs, count } = await prepared(switches, false);
    expect(await sign(app(), { name, signatures: sigs('push') })).toMatchObject({ status: 'signed' });
    expect(count()).toEqual([2 + 1, there]);
  });

  // The image: itself, its list and its tag. There: the list, manifest and envelope.
  it.each<[string, Partial<Switches>, number]>([
    ['API', {}, 2 + 3],
    ['no API', { referrers: '404' }, 2 + 4],
  ])('verify: the lists of both, and two for the signature (%s)', async (_, switches, there) => {
    const { name, merged, count } = await prepared(switches);
    expect(await verify(merged(), { name })).toMatchObject({ status: 'verified' });
    expect(count()).toEqual([2 + 3, there]);
  });

  it('verify: nothing is asked for there but the list where the image has a good signature itself', async () => {
    const { name, app, merged, count, clear } = await prepared();
    await sign(app('push'), { name });
    clear();
    expect(await verify(merged(), { name })).toMatchObject({ status: 'verified' });
    expect(count()).toEqual([2 + 4, 2 + 1]);
  });

  it('promote: signatures are stored once for three destinations, by the requests of one', async () => {
    const { name, merged, count, prod, destination } = await prepared();
    const other = await started({});
    const to = registryStore(other.host, 'signatures', { credential: ALICE, access: 'push' });
    const destinations = ['one', 'two', 'three'].map((one) => ({
      reference: `${prod(one).name}:1`,
      store: prod(one),
      tags: ['1'],
    }));
    const session = tools();
    const done = await promote(
      merged(),
      prod('one'),
      { ...session, name, destinations, signatures: to },
      never,
    );
    expect(done).toMatchObject({ status: 'promoted', signaturesTo: { attachments: { added: 1 } } });
    // List and tag, config absent and put (3), an upload (2), manifest, list and envelope.
    expect(other.requests).toHaveLength(2 + 2 + 3 + 2 + 3);
    expect(destination.requests.filter((one) => one.includes('referrers'))).toEqual([]);
    // List and tag of the image and of the signature; manifest and envelope; envelope and config to be copied.
    expect(count()[1]).toBe(2 + 4 + 2 + 2);
  });

  it('promote again: no more than the lists are asked for', async () => {
    const { name, merged, sigs, prod, count, clear } = await prepared();
    const run = () => promote(merged(), prod('one'), { name, signatures: sigs('push') });
    await run();
    clear();
    expect(await run()).toMatchObject({ status: 'unchanged' });
    // Itself by HEAD and GET, its list and its tag, and cosign's three tags. There: lists, manifest and envelope; to write, list and tag by another token,
    // and both parts of the signature.
    expect(count()).toEqual([2 + 4 + 3, 2 + 4 + 2 + 2 + 2 + 2]);
  });
});
