import { beforeEach, describe, expect, it } from 'vitest';
import { NOTARY_ARTIFACT_TYPE } from '../../src/oci/artifact-type.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { ReferrerEntry } from '../../src/oci/ports.ts';
import { inspectImage } from '../../src/operations/judging/inspect.ts';
import { attach, attached, image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { never, tools } from '../support/tools.ts';
import { attachSignature, type CraftedSignature } from './crafted.ts';
import { promote, sign, signerOf, strangerChain, TAG, trustIn, verify } from './support.ts';

/** Entries without end that lead nowhere. */
async function* endless(subject: Descriptor): AsyncGenerator<ReferrerEntry> {
  for (let at = 0; ; at += 1) {
    const digest = digestOf(new TextEncoder().encode(`${subject.digest} ${at}`));
    const { mediaType } = subject;
    yield {
      descriptor: { mediaType, digest, size: 10, artifactType: NOTARY_ARTIFACT_TYPE },
      foundIn: 'api',
    };
  }
}

describe('a hostile store', () => {
  let store: MemoryStore;
  let subject: Descriptor;

  beforeEach(async () => {
    store = new MemoryStore('dev.test/team/app');
    subject = await push(store, image(), '1');
  });

  const refusedWith = async (code: string) => {
    const result = await verify(store);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'verification_failed' } });
    expect(result.signatures[0]!.checks.at(-1)).toMatchObject({ outcome: 'failed', code });
    const target = new MemoryStore('prod.test/team/app');
    for (const allowUnsigned of [false, true])
      expect(await promote(store, target, { allowUnsigned })).toMatchObject({ status: 'failed' });
    expect(target.writes).toEqual([]);
  };

  it('cannot pass a good signature of one artifact off as that of another', async () => {
    const other = await push(store, image({ seed: 'other' }));
    await attachSignature(store, subject, { target: other });
    await refusedWith('descriptor_mismatch');
  });

  it('cannot have an image read as another type than the signed one', async () => {
    const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
    await attachSignature(store, subject, { target: { ...subject, mediaType } });
    await refusedWith('descriptor_mismatch');
  });

  it.each<[string, string, CraftedSignature]>([
    ['a text', 'envelope_invalid', { bytes: new TextEncoder().encode('hello') }],
    ['a JWS under the name of COSE', 'envelope_invalid', { envelopeType: 'application/cose' }],
    ['an unknown format', 'envelope_invalid', { envelopeType: 'application/x' }],
    ['a claim of 33 MiB', 'signature_manifest_invalid', { claim: { size: 33 * 1024 * 1024 } }],
  ])('gets nowhere with %s for an envelope', async (_, code, spec) => {
    await attachSignature(store, subject, spec);
    await refusedWith(code);
  });

  it('ends the verification with an envelope of another digest', async () => {
    await sign(store, { signer: await signerOf(strangerChain()) });
    await sign(store);
    const [first] = [...store.blobs].filter(([, bytes]) => bytes.length > 1000);
    store.blobs.set(first![0], new Uint8Array(first![1].length));
    expect(await verify(store)).toMatchObject({ error: { code: 'digest_mismatch' } });
  });

  it('ends the verification with an envelope that is gone', async () => {
    await sign(store);
    for (const [digest, bytes] of store.blobs) if (bytes.length > 1000) store.blobs.delete(digest);
    expect(await verify(store)).toMatchObject({ error: { code: 'artifact_not_found' } });
    expect(await promote(store, new MemoryStore(), { allowUnsigned: true })).toMatchObject({
      error: { code: 'artifact_not_found' },
    });
  });

  it('cannot pass another image off under the digest that was asked for', async () => {
    await sign(store);
    const other = image({ seed: 'other' }).manifest;
    store.manifests.set(subject.digest, { descriptor: subject, bytes: other.bytes });
    const target = new MemoryStore('prod.test/team/app');
    expect(await promote(store, target)).toMatchObject({ status: 'failed' });
    expect(target.tags.size).toBe(0);
  });

  it.each([1, 7])(
    'does not keep the judge busy with a list without end (%i at most)',
    async (maxSignatures) => {
      store.referrers = endless;
      const before = store.reads.length;
      expect(await verify(store, { maxSignatures })).toMatchObject({
        error: { code: 'signature_count_exceeded' },
      });
      // The tag, each entry, and the one that is too many.
      expect(store.reads.length - before).toBe(1 + maxSignatures + 1);
      const target = new MemoryStore('prod.test/team/app');
      expect(await promote(store, target, { maxSignatures, allowUnsigned: true })).toMatchObject({
        error: { code: 'signature_count_exceeded' },
      });
      expect(target.writes).toEqual([]);
    },
  );

  it('cannot make verify fetch manifests of other images without end', async () => {
    const others: Descriptor[] = [];
    for (let at = 0; at < 5; at += 1) others.push(await push(store, image({ seed: `${at}`, layers: 0 })));
    store.claims.set(subject.digest, others);
    expect(await verify(store, { maxSignatures: 4 })).toMatchObject({
      error: { code: 'signature_count_exceeded' },
    });
    expect(await verify(store, { maxSignatures: 5 })).toMatchObject({ error: { code: 'artifact_unsigned' } });
  });

  it('cannot make inspect fetch without end', async () => {
    for (const build of ['1', '2', '3']) await sign(store, { ifSigned: 'add', metadata: { build } });
    const request = { ...tools(), reference: 'x', name: TAG, store, maxSignatures: 2 };
    expect((await inspectImage(request, never)).signatures).toHaveLength(2);
    expect(request.warnings.join()).toMatch(/more than 2 signatures/);
  });

  it('causes an error that names the searched places and the missing manifest', async () => {
    const tag = `sha256-${subject.digest.slice(7)}`;
    expect((await verify(store)).error!.message).toContain(`by the Referrers API or under the tag ${tag}`);
    const gone = attached(subject, NOTARY_ARTIFACT_TYPE).manifest.descriptor;
    store.claims.set(subject.digest, [gone]);
    expect((await verify(store)).error!.message).toContain(gone.digest);
    const layout = new MemoryStore('oci:dir');
    await push(layout, image(), '1');
    expect((await verify(layout)).error!.message).toContain('index.json');
  });
});

describe('a tag that moves during a run', () => {
  it('changes neither the judged, the copied nor the signed digest', async () => {
    const source = new MemoryStore('dev.test/team/app');
    const good = await push(source, image({ seed: 'good' }), '1');
    await sign(source);
    const bad = await push(source, image({ seed: 'bad' }));
    const resolve = source.resolve.bind(source);
    source.resolve = async (name, signal) => {
      const found = await resolve(name, signal);
      source.tags.set('1', bad.digest);
      return found;
    };
    const target = new MemoryStore('prod.test/team/app');
    expect(await promote(source, target)).toMatchObject({ status: 'promoted', digest: good.digest });
    expect(target.manifests.has(bad.digest)).toBe(false);
    source.tags.set('1', good.digest);
    expect(await verify(source)).toMatchObject({ status: 'verified', digest: good.digest });
    source.tags.set('1', good.digest);
    const signed = await sign(source, { ifSigned: 'add' });
    expect(signed).toMatchObject({ status: 'signed', digest: good.digest });
  });
});

describe('verify --recursive', () => {
  it('shows for each platform the failed checks that are only logged', async () => {
    const store = new MemoryStore();
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    await sign(store, { recursive: true, expiresAfter: 1000 });
    const later = tools(new Date(Date.now() + 60_000));
    const trust = trustIn([{ level: 'permissive' }]);
    expect(await verify(store, { ...later, recursive: true, trust })).toMatchObject({ status: 'verified' });
    for (const platform of ['linux/amd64', 'linux/arm64'])
      expect(later.warnings.join('\n')).toMatch(new RegExp(`${platform}: expiry: .*expired`));
  });

  it('judges every platform, and names the one that does not pass', async () => {
    const store = new MemoryStore();
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const root = await push(store, built, '1');
    await sign(store);
    const [first, second] = built.children.map(({ manifest }) => manifest.descriptor);
    await sign(store, { name: { digest: first!.digest } });
    await sign(store, { name: { digest: second!.digest }, signer: await signerOf(strangerChain()) });
    await attach(store, root, attached(root));
    const result = await verify(store, { recursive: true });
    expect(result.platforms.map(({ status }) => status)).toEqual(['verified', 'failed']);
    expect(result.error).toMatchObject({ code: 'verification_failed' });
    expect(result.error!.message).toContain(`linux/arm64 (${second!.digest})`);
  });
});
