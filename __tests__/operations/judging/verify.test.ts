import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { inspectImage } from '../../../src/operations/judging/inspect.ts';
import { listImage } from '../../../src/operations/list.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { NOW, never, tools } from '../../support/tools.ts';
import { sign, signerOf, strangerChain, TAG, trustIn, verify } from '../support.ts';

describe('verify', () => {
  let store: MemoryStore;

  beforeEach(async () => {
    store = new MemoryStore();
    await push(store, image(), '1');
  });

  it('stops at the first signature that passes', async () => {
    await sign(store, { signer: await signerOf(strangerChain()) });
    await sign(store);
    await sign(store, { ifSigned: 'add' });
    const result = await verify(store);
    expect(result).toMatchObject({
      status: 'verified',
      policy: { statement: 'statement 1', level: 'strict' },
    });
    expect(result.signatures.map(({ status }) => status)).toEqual(['failed', 'passed']);
  });

  it('tells an unsigned image from an untrusted one', async () => {
    expect(await verify(store)).toMatchObject({ error: { code: 'artifact_unsigned' } });
    await sign(store, { signer: await signerOf(strangerChain()) });
    expect(await verify(store)).toMatchObject({ error: { code: 'verification_failed' } });
  });

  it('names the bundle of cosign that an unsigned image has', async () => {
    const store = new MemoryStore();
    const root = await push(store, image(), '1');
    const bundle = await attach(store, root, attached(root, 'application/vnd.dev.sigstore.bundle.v0.3+json'));
    expect((await verify(store)).error).toMatchObject({
      code: 'artifact_unsigned',
      message: expect.stringContaining(`${bundle.digest} is one of cosign, which is not judged`),
    });
  });

  it('names the signature of cosign that an unsigned image has, and never counts it', async () => {
    const { digest } = (await store.resolve(TAG, never))!;
    const tag = `${digest.replace(':', '-')}.sig`;
    expect((await verify(store)).error?.message).not.toContain('cosign');
    await push(store, image({ seed: 'of cosign' }), tag);
    expect(await verify(store)).toMatchObject({
      status: 'failed',
      error: {
        code: 'artifact_unsigned',
        message: expect.stringContaining(`the tag ${tag} has one of cosign`),
      },
    });
    store.tags.set(tag, store.tags.get('1')!);
    expect((await verify(store)).error?.message).not.toContain('cosign');
    const resolve = store.resolve.bind(store);
    store.resolve = (name, signal) =>
      'tag' in name && name.tag === tag
        ? Promise.reject(new SealiftError('registry_unavailable', 'down'))
        : resolve(name, signal);
    expect(await verify(store)).toMatchObject({ error: { code: 'artifact_unsigned' } });
  });

  it('refuses in the words of the signature that came nearest, whoever else has signed', async () => {
    await sign(store, { signer: await signerOf(strangerChain()) });
    await sign(store, { expiresAfter: 1000 });
    const { error } = await verify(store, {
      clock: { ...tools().clock, now: () => new Date(NOW.getTime() + 5000) },
    });
    expect(error?.message).toMatch(
      /none of the 2 signatures .* passes: the signature expired at .* \(the nearest, of CN=/,
    );
  });

  it('never takes a failed request for an unsigned image', async () => {
    await sign(store);
    store.blob = () => Promise.reject(new SealiftError('registry_unavailable', 'down'));
    expect(await verify(store)).toMatchObject({ error: { code: 'registry_unavailable' } });
    store.referrers = () => {
      throw new SealiftError('denied', 'no');
    };
    expect(await verify(store)).toMatchObject({ error: { code: 'denied' } });
  });

  it('skips a listed signature that is gone, and reports it', async () => {
    const subject = await push(store, image());
    store.claims.set(subject.digest, [
      attached(subject, 'application/vnd.cncf.notary.signature').manifest.descriptor,
    ]);
    const result = await verify(store);
    expect(result).toMatchObject({ error: { code: 'artifact_unsigned' } });
    expect(result.signatures[0]).toMatchObject({ status: 'ignored' });
  });

  it('reports not-checked under skip', async () => {
    expect(await verify(store, { trust: trustIn([{ level: 'skip' }]) })).toMatchObject({
      status: 'not-checked',
    });
  });

  it.each([
    ['strict', undefined, 'verified'],
    ['permissive', undefined, 'verified'],
    ['audit', undefined, 'audited'],
    ['audit', { authenticity: 'enforce' }, 'verified'],
    ['strict', { authenticity: 'log' }, 'audited'],
    ['strict', { expiry: 'log', revocation: 'skip' }, 'verified'],
  ] as const)(
    'under %s with override %j a signature that we trust is %s',
    async (level, override, status) => {
      await sign(store);
      const trust = trustIn([{ level, ...(override ? { override } : {}) }]);
      const request = { ...tools(), trust };
      expect(await verify(store, request)).toMatchObject({ status, error: null });
      expect(request.warnings.some((warning) => warning.includes('audited'))).toBe(status === 'audited');
    },
  );

  it('reports audited, also for platforms, when only integrity is enforced, and refuses a broken signature', async () => {
    const multi = new MemoryStore('multi.test/app');
    await push(multi, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    await sign(multi, { recursive: true, signer: await signerOf(strangerChain()) });
    const request = { ...tools(), recursive: true, trust: trustIn([{ level: 'audit' }]) };
    const result = await verify(multi, request);
    expect(result).toMatchObject({ status: 'audited', signatures: [{ status: 'passed' }] });
    expect(result.platforms.map(({ status }) => status)).toEqual(['audited', 'audited']);
    expect(request.warnings.join()).toMatch(/authenticity/);
    expect(await verify(store, { trust: trustIn([{ level: 'audit' }]) })).toMatchObject({
      status: 'failed',
      error: { code: 'artifact_unsigned' },
    });
  });

  it('refuses a signature without the wanted metadata', async () => {
    await sign(store, { metadata: { build: '7' } });
    expect(await verify(store, { metadata: { build: '7' } })).toMatchObject({ status: 'verified' });
    const refused = await verify(store, { metadata: { build: '8' } });
    expect(refused.signatures[0]!.checks.at(-1)).toMatchObject({
      check: 'metadata',
      code: 'metadata_missing',
    });
  });

  it('fails after maxSignatures signatures', async () => {
    const stranger = await signerOf(strangerChain());
    for (let at = 0; at < 3; at += 1)
      await sign(store, { signer: stranger, ifSigned: 'add', metadata: { at: `${at}` } });
    expect(await verify(store, { maxSignatures: 2 })).toMatchObject({
      error: { code: 'signature_count_exceeded' },
    });
    expect(await verify(store, { maxSignatures: 3 })).toMatchObject({
      error: { code: 'verification_failed' },
    });
  });

  it('accepts an expired signature only where expiry is logged', async () => {
    await sign(store, { expiresAfter: 1000 });
    const later = tools(new Date(NOW.getTime() + 60_000));
    expect(await verify(store, later)).toMatchObject({ error: { code: 'verification_failed' } });
    expect(await verify(store, { ...later, trust: trustIn([{ level: 'permissive' }]) })).toMatchObject({
      status: 'verified',
    });
    expect(later.warnings.join()).toMatch(/expired/);
  });

  it('needs a scope for a layout, unless one statement covers all', async () => {
    const layout = new MemoryStore('oci:dir');
    await push(layout, image(), '1');
    await sign(layout);
    expect(await verify(layout)).toMatchObject({ status: 'verified' });
    const trust = trustIn([{ scopes: ['a.test/app'] }, { scopes: ['b.test/app'] }]);
    expect(await verify(layout, { trust })).toMatchObject({ error: { code: 'usage' } });
    expect(await verify(layout, { trust, scope: 'b.test/app' })).toMatchObject({ status: 'verified' });
    const one = trustIn([{ scopes: ['a.test/app'] }]);
    expect(await verify(layout, { trust: one })).toMatchObject({ error: { code: 'usage' } });
    const both = trustIn([{ scopes: ['*'] }, { scopes: ['a.test/app'] }]);
    expect(await verify(layout, { trust: both })).toMatchObject({ error: { code: 'usage' } });
  });

  it('refuses an index with an unsigned platform when it is recursive', async () => {
    const multi = new MemoryStore('multi.test/app');
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    await push(multi, built, '1');
    await sign(multi);
    expect(await verify(multi)).toMatchObject({ status: 'verified' });
    expect(await verify(multi, { recursive: true })).toMatchObject({ error: { code: 'artifact_unsigned' } });
    await sign(multi, { recursive: true });
    const whole = await verify(multi, { recursive: true });
    expect(whole.platforms.map(({ status }) => status)).toEqual(['verified', 'verified']);
    multi.manifests.delete(built.children[0]!.manifest.descriptor.digest);
    expect(await verify(multi, { recursive: true })).toMatchObject({ error: { code: 'child_missing' } });
  });

  it('reports an abort as the reason of the signal', async () => {
    const stop = new AbortController();
    stop.abort(new SealiftError('interrupted', 'stopped'));
    const request = { ...tools(), reference: 'x', name: TAG, store, maxSignatures: 1 };
    expect(await inspectImage(request, stop.signal)).toMatchObject({ error: { code: 'interrupted' } });
  });
});

describe('list and inspect', () => {
  it('show the attachments at every level', async () => {
    const store = new MemoryStore();
    const subject = await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    await sign(store, { recursive: true });
    const sbom = await attach(store, subject, attached(subject));
    await attach(store, sbom, attached(sbom, 'application/vnd.example.note', 'note'));
    const request = { ...tools(), reference: 'x', name: TAG, store };
    const result = await listImage(request, never);
    expect(result).toMatchObject({ status: 'listed', error: null });
    expect(result.attachments).toHaveLength(5);
    expect(result.attachments.find(({ subject: of }) => of === sbom.digest)?.artifactType).toBe(
      'application/vnd.example.note',
    );
  });

  it('open every signature, and report which cannot be opened', async () => {
    const store = new MemoryStore();
    const subject = await push(store, image(), '1');
    await sign(store, { metadata: { build: '7' } });
    await attach(store, subject, attached(subject, 'application/vnd.cncf.notary.signature', '{}'));
    const request = { ...tools(), reference: 'x', name: TAG, store, maxSignatures: 100 };
    const { signatures } = await inspectImage(request, never);
    expect(signatures.map(({ status }) => status)).toEqual(['listed', 'failed']);
    expect(signatures[0]!.details).toMatchObject({
      userMetadata: { build: '7' },
      signingAgent: 'sealift/test',
    });
    expect(signatures[0]!.details!.certificates).toHaveLength(3);
  });
});
