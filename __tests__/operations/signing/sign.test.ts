import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { EMPTY_CONFIG } from '../../../src/notation/signature-manifest.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { sharedChain } from '../../support/pki.ts';
import { NOW, tools } from '../../support/tools.ts';
import { sign, signerOf, strangerChain, verify } from '../support.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('sign', () => {
  let store: MemoryStore;

  beforeEach(() => {
    store = new MemoryStore();
  });

  it('attaches a signature that verifies, and reports when it ends', async () => {
    const { digest } = await push(store, image(), '1');
    const result = await sign(store, { expiresAfter: 30 * DAY });
    expect(result).toMatchObject({ status: 'signed', digest, error: null });
    const [signature] = result.signatures;
    expect(signature).toMatchObject({ foundIn: 'api', mediaType: 'application/jose+json' });
    const until = Date.parse(signature!.validUntil!);
    expect(until - Math.floor(NOW.getTime() / 1000) * 1000).toBe(30 * DAY);
    expect(await verify(store)).toMatchObject({ status: 'verified' });
  });

  it('puts envelope and config before the manifest, and the config once', async () => {
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    store.writes.length = 0;
    await sign(store, { recursive: true });
    const kinds = store.writes.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'manifest')).toHaveLength(3);
    expect(store.writes.filter(({ what }) => what === EMPTY_CONFIG.digest)).toHaveLength(1);
    expect(kinds.indexOf('manifest')).toBeGreaterThan(kinds.indexOf('blob'));
  });

  it('puts the config again with the next image after a failure', async () => {
    const { digest } = await push(store, image({ seed: 'a' }));
    const next = await push(store, image({ seed: 'b' }));
    const put = store.putBlob.bind(store);
    let refused = 0;
    store.putBlob = async (descriptor, open, signal) => {
      if (descriptor.digest === EMPTY_CONFIG.digest && refused++ === 0)
        throw new SealiftError('registry_unavailable', 'not now');
      return put(descriptor, open, signal);
    };
    const name = { digest };
    expect(await sign(store, { name })).toMatchObject({ error: { code: 'registry_unavailable' } });
    expect(await sign(store, { name: { digest: next.digest } })).toMatchObject({ status: 'signed' });
    expect(await sign(store, { name })).toMatchObject({ status: 'signed' });
    expect(store.writes.filter(({ what }) => what === EMPTY_CONFIG.digest)).toHaveLength(1);
  });

  it('signs the index alone, with a notice, without --recursive', async () => {
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    const request = tools();
    expect((await sign(store, request)).signatures).toHaveLength(1);
    expect(request.warnings.join()).toMatch(/--recursive/);
    const all = await sign(store, { recursive: true });
    expect(all.signatures).toHaveLength(3);
    expect(all.platforms.map(({ platform, status }) => [platform, status]).toSorted()).toEqual([
      ['linux/amd64', 'signed'],
      ['linux/arm64', 'signed'],
    ]);
    expect(await verify(store, { recursive: true })).toMatchObject({ status: 'verified' });
  });

  it('refuses an index whose child is gone, and signs nothing', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    await push(store, built, '1');
    store.manifests.delete(built.children[1]!.manifest.descriptor.digest);
    store.writes.length = 0;
    expect(await sign(store, { recursive: true })).toMatchObject({ error: { code: 'child_missing' } });
    expect(store.writes).toEqual([]);
  });

  it('warns of a reference by tag, and of a chain that ends soon', async () => {
    await push(store, image(), '1');
    const request = tools();
    await sign(store, request);
    expect(request.warnings.join()).toMatch(/is a tag, which can move/);
    expect(request.warnings.join()).not.toMatch(/stops verifying/);
  });

  describe('--if-signed', () => {
    beforeEach(async () => {
      await push(store, image(), '1');
      await sign(store, { metadata: { build: '7' }, expiresAfter: 10 * DAY });
      store.writes.length = 0;
    });

    it('skip does not sign twice', async () => {
      expect(await sign(store)).toMatchObject({ status: 'skipped' });
      expect(await sign(store, { metadata: { build: '7' } })).toMatchObject({ status: 'skipped' });
      expect(store.writes).toEqual([]);
    });

    it.each<[string, Parameters<typeof sign>[1]]>([
      ['other metadata', { metadata: { build: '8' } }],
      ['a tenth of its life left', tools(new Date(NOW.getTime() + 9.5 * DAY))],
      ['an expiry that has passed', tools(new Date(NOW.getTime() + 11 * DAY))],
    ])('skip: again with %s', async (_, change) => {
      expect(await sign(store, change)).toMatchObject({ status: 'signed' });
    });

    it('skip signs again when the request has an expiry and the signature has none', async () => {
      const other = new MemoryStore('other.test/app');
      await push(other, image(), '1');
      await sign(other);
      expect(await sign(other, { expiresAfter: DAY })).toMatchObject({ status: 'signed' });
    });

    it('skip signs again with another certificate', async () => {
      expect(await sign(store, { signer: await signerOf(strangerChain()) })).toMatchObject({
        status: 'signed',
      });
    });

    it('fail refuses a second signature, and add makes one', async () => {
      expect(await sign(store, { ifSigned: 'fail' })).toMatchObject({ error: { code: 'signature_exists' } });
      expect(await sign(store, { ifSigned: 'add' })).toMatchObject({ status: 'signed' });
    });

    it('ignores other attachments', async () => {
      const other = new MemoryStore('other.test/app');
      const subject = await push(other, image(), '1');
      await attach(other, subject, attached(subject, 'application/vnd.cncf.notary.signature', '{}'));
      expect(await sign(other)).toMatchObject({ status: 'signed' });
    });
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['a changed byte', (bytes) => bytes.with(10, bytes[10]! ^ 1)],
    ['a missing byte', (bytes) => bytes.subarray(1)],
    ['nothing', () => new Uint8Array(0)],
  ])('pushes nothing when the key service answers with %s', async (_, spoil) => {
    await push(store, image(), '1');
    store.writes.length = 0;
    const signer = await signerOf(sharedChain(), (key) => ({
      sign: async (bytes, signal) => spoil(await key.sign(bytes, signal)),
    }));
    const result = await sign(store, { signer });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'self_check_failed' } });
    expect(store.writes).toEqual([]);
  });

  it('refuses reserved metadata before any request', async () => {
    const result = await sign(store, { metadata: { 'io.cncf.notary.x': 'y' } });
    expect(result).toMatchObject({ error: { code: 'metadata_invalid' } });
    expect(store.reads).toEqual([]);
  });

  it('fails when the image does not exist', async () => {
    expect(await sign(store)).toMatchObject({ error: { code: 'artifact_not_found' } });
  });
});
