import { describe, expect, it, onTestFinished } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { mergeReferrers, referrerDescriptor, referrersTag } from '../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { registryStore } from '../support/registry-store.ts';
import { signaturesReached } from '../support/strict-reader.ts';
import { never, tools } from '../support/tools.ts';
import { attachSignature } from './crafted.ts';
import { promote, sign, signerOf, strangerChain, verify } from './support.ts';

/* "Discoverable" means one thing in each use case (oci/discovery/discover.ts). */

const NO_API = { referrers: '404', subjectHeader: false } as const;

/** A signed source, and a registry that it was promoted to. */
async function promoted(switches: Partial<Switches> = {}) {
  const source = new MemoryStore('dev.test/team/app');
  const subject = await push(source, image(), '1');
  await sign(source);
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const repository = registry.repository('team/app');
  const run = (change: Parameters<typeof promote>[2] = {}) =>
    promote(source, registryStore(registry.host), change);
  expect(await run()).toMatchObject({ status: 'promoted', error: null });
  const signature = [...repository.manifests.values()].find(({ bytes }) =>
    Buffer.from(bytes).includes('"subject"'),
  )!;
  registry.log.length = 0;
  return { source, subject, registry, repository, run, signature, digest: signature.descriptor.digest };
}

/** As `notation sign` leaves it by its default in olareg: the tag has the signature, and the API answers without it. */
async function inTagAlone() {
  const place = await promoted(NO_API);
  place.registry.switches.referrers = true;
  place.registry.switches.subjectHeader = true;
  place.repository.referrers.clear();
  return place;
}

describe('a signature that the tag alone lists while the API answers', () => {
  it.each([['1'], ['2'], ['1', '2']])(
    'is put again by a promotion to %s, so that the API lists it',
    async (...tags) => {
      const { registry, repository, run, subject, digest } = await inTagAlone();
      const result = await run({ tags });
      expect(result).toMatchObject({ status: 'promoted', error: null });
      expect(result.destinations[0]!.attachments).toMatchObject({ present: 1, added: 1, missing: [] });
      expect(repository.referrers.get(subject.digest)).toMatchObject([{ digest }]);
      expect(await run({ tags })).toMatchObject({ status: 'unchanged' });
      const session = tools();
      expect(await verify(registryStore(registry.host), session)).toMatchObject({ status: 'verified' });
      expect(session.warnings.filter((one) => one.includes('is not found by'))).toEqual([]);
    },
  );

  it('is signature_lost where the API does not list it then either, and no tag moves (listsNothing)', async () => {
    const { registry, repository, run } = await inTagAlone();
    registry.switches.listsNothing = true;
    for (const tags of [['1'], ['2']]) {
      const result = await run({ tags });
      expect(result).toMatchObject({ status: 'failed', error: { code: 'signature_lost' } });
      expect(result.error!.message).toContain(`${registry.host}/team/app`);
      expect(result.error!.message).toContain('Referrers API');
    }
    expect(repository.tags.has('2')).toBe(false);
    expect(registry.writes.filter((one) => /sha256-|manifests\/[12]$/.test(one))).toEqual([]);
  });

  it('counts as missing in a plan', async () => {
    const { registry, run } = await inTagAlone();
    const result = await run({ dryRun: true });
    expect(result.destinations[0]).toMatchObject({ status: 'planned', attachments: { present: 0 } });
    expect(registry.writes).toEqual([]);
  });

  it('makes no new one needless, and exists for --if-signed fail', async () => {
    const { registry } = await inTagAlone();
    const store = () => registryStore(registry.host);
    expect(await sign(store(), { ifSigned: 'fail' })).toMatchObject({ error: { code: 'signature_exists' } });
    expect(await sign(store())).toMatchObject({ status: 'signed', signatures: [{ foundIn: 'api' }] });
    expect(await sign(store())).toMatchObject({ status: 'skipped' });
  });

  it('verifies with a warning that says why others do not find it', async () => {
    const { registry, digest } = await inTagAlone();
    const session = tools();
    expect(await verify(registryStore(registry.host), session)).toMatchObject({ status: 'verified' });
    expect(session.warnings).toContainEqual(
      expect.stringMatching(
        new RegExp(
          `${digest}, is not found by notation .*the Referrers API, which answers, does not list it`,
        ),
      ),
    );
  });
});

describe('a signature whose entry', () => {
  const wrong: [string, Partial<Switches>][] = [
    ['has no artifact type', { relabels: { artifactType: '' } }],
    ['has another artifact type', { relabels: { artifactType: 'application/x' } }],
    ['has another media type', { relabels: { mediaType: MEDIA_TYPES.ociIndex } }],
    ['has another size', { relabels: { size: 17 } }],
  ];
  it.each(wrong)('%s in the API is not there for a promotion, nor for signing', async (_, switches) => {
    const { registry, run } = await promoted();
    Object.assign(registry.switches, { filtersReferrers: false, ...switches });
    expect(await run()).toMatchObject({ error: { code: 'signature_lost' } });
    expect(await run({ tags: ['2'] })).toMatchObject({ error: { code: 'signature_lost' } });
    expect(await sign(registryStore(registry.host))).toMatchObject({ error: { code: 'signature_lost' } });
  });

  it('has no artifact type verifies with a warning', async () => {
    const { registry } = await promoted();
    Object.assign(registry.switches, { filtersReferrers: false, relabels: { artifactType: '' } });
    const session = tools();
    expect(await verify(registryStore(registry.host), session)).toMatchObject({ status: 'verified' });
    expect(session.warnings).toContainEqual(expect.stringContaining('lists it without an artifact type'));
  });

  it.each<[string, Partial<Descriptor>]>([
    ['has another artifact type', { artifactType: 'application/x' }],
    ['has another media type', { mediaType: MEDIA_TYPES.ociIndex }],
    ['has another size', { size: 17 }],
  ])('%s in the referrers tag is mended by a repeat', async (_, change) => {
    const { registry, repository, run, subject, signature } = await promoted(NO_API);
    const tag = referrersTag(subject.digest);
    const right = repository.find(tag)!;
    const entry = { ...referrerDescriptor(signature), ...change };
    await registryStore(registry.host).tag(mergeReferrers([entry], []).content, tag, never);
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    const entries = ({ bytes }: { bytes: Uint8Array }) => JSON.parse(Buffer.from(bytes).toString()).manifests;
    expect(entries(repository.find(tag)!)).toEqual(entries(right));
    expect(await run()).toMatchObject({ status: 'unchanged' });
  });
});

describe('something gone', () => {
  /** A signature of a stranger before that of the source, which is gone then. */
  const behindGone = async (switches: Partial<Switches>) => {
    const place = await promoted(switches);
    const { registry, repository, subject } = place;
    const store = registryStore(registry.host);
    const signer = await signerOf(strangerChain());
    const result = await sign(store, { signer, ifSigned: 'add' });
    const digest = result.signatures[0]!.digest;
    repository.referrers.set(subject.digest, repository.referrers.get(subject.digest)?.toReversed() ?? []);
    const tag = referrersTag(subject.digest);
    if (registry.switches.referrers !== true) {
      const entries: Descriptor[] = JSON.parse(Buffer.from(repository.find(tag)!.bytes).toString()).manifests;
      await store.tag(mergeReferrers(entries.toReversed(), []).content, tag, never);
    }
    expect(await place.run()).toMatchObject({ status: 'unchanged' });
    registry.switches.collected = new Set([digest]);
    return { ...place, gone: digest };
  };

  it('before a signature in the referrers tag is taken out by a repeat', async () => {
    const { registry, run, gone } = await behindGone(NO_API);
    const session = tools();
    expect(await verify(registryStore(registry.host), session)).toMatchObject({ status: 'verified' });
    expect(session.warnings).toContainEqual(
      expect.stringContaining(`lists ${gone} before it, which is gone`),
    );
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    expect(await run()).toMatchObject({ status: 'unchanged' });
    const after = tools();
    await verify(registryStore(registry.host), after);
    expect(after.warnings.join()).not.toContain('is not found by');
  });

  it('before a signature in the API is named, and the signature is lost', async () => {
    const { run, gone } = await behindGone({});
    for (const tags of [['1'], ['2']]) {
      const result = await run({ tags });
      expect(result).toMatchObject({ status: 'failed', error: { code: 'signature_lost' } });
      expect(result.error!.message).toContain(gone);
    }
  });

  it('before a signature makes a new one needful', async () => {
    const { registry, gone } = await behindGone(NO_API);
    const store = () => registryStore(registry.host);
    expect(await sign(store())).toMatchObject({ status: 'signed', error: null });
    expect(await sign(store())).toMatchObject({ status: 'skipped' });
    const listed = await Array.fromAsync(
      store().referrers(
        { digest: (await store().resolve({ tag: '1' }, never))!.digest },
        { sources: 'preferred' },
        never,
      ),
    );
    expect(listed.map(({ descriptor }) => descriptor.digest)).not.toContain(gone);
  });

  it.each<[string, Partial<Switches>]>([
    ['API', {}],
    ['no API', NO_API],
  ])('of a listed signature itself is put again when a new tag is set: %s', async (_, switches) => {
    for (const part of ['manifest', 'envelope'] as const) {
      const { registry, repository, run, digest, signature } = await promoted(switches);
      const { layers } = JSON.parse(Buffer.from(signature.bytes).toString());
      const there = () =>
        part === 'manifest' ? repository.manifests.has(digest) : repository.blobs.has(layers[0].digest);
      if (part === 'manifest') repository.manifests.delete(digest);
      else repository.blobs.delete(layers[0].digest);
      expect(await run({ tags: ['2'] })).toMatchObject({ status: 'promoted', error: null });
      expect(there()).toBe(true);
      const session = tools();
      expect(await verify(registryStore(registry.host), session)).toMatchObject({ status: 'verified' });
      expect(session.warnings.join()).not.toContain('is not found by');
    }
  });

  it('of a signature that the API goes on to list is no success when it is swallowed (swallows)', async () => {
    for (const times of [1, 99]) {
      const { registry, repository, run, digest, subject } = await promoted();
      repository.manifests.delete(digest);
      registry.switches.swallows = { what: new RegExp(`manifests/${digest}`), times };
      const result = await run({ tags: ['2'] });
      const url = `http://${registry.host}/v2/team/app`;
      if (times === 1) expect(result).toMatchObject({ status: 'promoted', error: null });
      else expect(result).toMatchObject({ error: { code: 'signature_lost' } });
      expect(await signaturesReached(url, subject.digest)).toHaveLength(times === 1 ? 1 : 0);
      expect(repository.tags.has('2')).toBe(times === 1);
    }
  });

  it('of a signature that stays gone is signature_lost when a new tag is to be set (collected)', async () => {
    const { registry, repository, run, signature } = await promoted({ ...NO_API, checksLists: true });
    registry.switches.forgetsReferrers = 99;
    repository.manifests.delete(signature.descriptor.digest);
    repository.tags.delete(
      referrersTag((await registryStore(registry.host).resolve({ tag: '1' }, never))!.digest),
    );
    expect(await run({ tags: ['2'] })).toMatchObject({ error: { code: 'signature_lost' } });
    expect(repository.tags.has('2')).toBe(false);
  });
});

describe('a tag that serves the same bytes under another media type', () => {
  it('is not at the image, and is mended (retyped)', async () => {
    const { registry, run, subject } = await promoted();
    registry.switches.retyped = new Map([[subject.digest, MEDIA_TYPES.dockerImage]]);
    expect(await run()).toMatchObject({ status: 'promoted', error: null });
    expect(await registryStore(registry.host).resolve({ tag: '1' }, never)).toEqual(subject);
    expect(await run()).toMatchObject({ status: 'unchanged' });
  });
});

describe('a tag that keeps serving the same bytes under another media type', () => {
  it('is no success (keepsTypes)', async () => {
    const { registry, run, subject } = await promoted();
    registry.switches.retyped = new Map([[subject.digest, MEDIA_TYPES.dockerImage]]);
    registry.switches.keepsTypes = true;
    expect(await run()).toMatchObject({ status: 'failed', error: { code: 'manifest_invalid' } });
    expect(await run({ tags: ['2'] })).toMatchObject({
      status: 'failed',
      error: { code: 'manifest_invalid' },
    });
  });
});

describe('signing', () => {
  it.each(['once', 'for ever'])('puts an envelope again that the registry took and lost: %s', async (how) => {
    const registry = await FakeRegistry.start();
    onTestFinished(() => registry.stop());
    const { blobs } = registry.repository('team/app');
    await push(registryStore(registry.host), image(), '1');
    let losses = how === 'once' ? 1 : Number.POSITIVE_INFINITY;
    const keep = blobs.set.bind(blobs);
    blobs.set = (digest, bytes) => {
      if (bytes.length < 1_000 || losses <= 0) return keep(digest, bytes);
      losses -= 1;
      return blobs;
    };
    const result = await sign(registryStore(registry.host));
    if (how === 'once') expect(result).toMatchObject({ status: 'signed', error: null });
    else expect(result).toMatchObject({ status: 'failed', error: { code: 'signature_lost' } });
  });

  it.each([400, 500])(
    'is signature_lost when the manifest is refused with %i and a part is lost',
    async (status) => {
      const registry = await FakeRegistry.start();
      onTestFinished(() => registry.stop());
      const subject = await push(registryStore(registry.host), image(), '1');
      const { blobs } = registry.repository('team/app');
      const keep = blobs.set.bind(blobs);
      let isKept = false;
      blobs.set = (digest, bytes) => (bytes.length < 1_000 || isKept ? keep(digest, bytes) : blobs);
      const match = new RegExp(`PUT .*manifests/(?!1$|${subject.digest})`);
      registry.failures.push({ match, times: 99, status });
      const lost = await sign(registryStore(registry.host));
      expect(lost).toMatchObject({ error: { code: 'signature_lost' } });
      isKept = true;
      const refused = await sign(registryStore(registry.host));
      expect(refused.error!.code).toBe(status === 400 ? 'registry_refused' : 'registry_unavailable');
    },
  );

  it('behind a signature of others whose envelope is gone is signature_lost, which names it', async () => {
    const registry = await FakeRegistry.start();
    onTestFinished(() => registry.stop());
    const store = registryStore(registry.host);
    const subject = await push(store, image(), '1');
    const other = await attachSignature(store, subject);
    const { blobs } = registry.repository('team/app');
    for (const [digest, bytes] of blobs) if (bytes.length > 1_000) blobs.delete(digest);
    const result = await sign(registryStore(registry.host));
    expect(result).toMatchObject({ error: { code: 'signature_lost' } });
    expect(result.error!.message).toContain(other.digest);
  });
});
