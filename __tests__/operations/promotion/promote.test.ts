import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { attach, attached, digestsOf, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { tools } from '../../support/tools.ts';
import { promote, sign, signerOf, strangerChain, trustIn, verify } from '../support.ts';

describe('promote', () => {
  let source: MemoryStore;
  let target: MemoryStore;

  beforeEach(() => {
    source = new MemoryStore('dev.test/team/app');
    target = new MemoryStore('prod.test/team/app');
  });

  const signed = async (built = index([image({ seed: 'a' }), image({ seed: 'b' })])) => {
    const descriptor = await push(source, built, '1');
    expect(await sign(source, { recursive: true })).toMatchObject({ error: null, status: 'signed' });
    source.writes.length = 0;
    return { built, descriptor };
  };

  it('copies image, platforms, signatures and other attachments, and tags last', async () => {
    const { built, descriptor } = await signed();
    await attach(source, descriptor, attached(descriptor));
    const result = await promote(source, target, { tags: ['1.4', 'latest'] });
    expect(result).toMatchObject({ error: null, status: 'promoted', digest: descriptor.digest });
    expect(result.destinations[0]).toMatchObject({
      attachments: { expected: 4, present: 4, added: 4, missing: [] },
    });
    for (const digest of digestsOf(built))
      expect(target.blobs.has(digest) || target.manifests.has(digest)).toBe(true);
    expect(target.tags).toEqual(
      new Map([
        ['1.4', descriptor.digest],
        ['latest', descriptor.digest],
      ]),
    );
    expect(await verify(target, { name: { tag: 'latest' }, recursive: true })).toMatchObject({
      status: 'verified',
    });
  });

  it('writes blobs, children, root, attachments, links and tags in this order', async () => {
    const { built, descriptor } = await signed();
    await promote(source, target);
    const order = target.writes.map(({ kind, what }) => {
      if (kind !== 'manifest') return kind;
      if (what === descriptor.digest) return 'root';
      return built.children.some(({ manifest }) => manifest.descriptor.digest === what)
        ? 'child'
        : 'attachment';
    });
    const last = (kind: string) => order.lastIndexOf(kind as never);
    const first = (kind: string) => order.indexOf(kind as never);
    expect(last('blob')).toBeLessThan(first('child'));
    expect(last('child')).toBeLessThan(first('root'));
    expect(last('root')).toBeLessThan(first('attachment'));
    expect(last('attachment')).toBeLessThan(last('link'));
    expect(last('link')).toBeLessThan(first('tag'));
  });

  it('writes nothing the second time', async () => {
    await signed();
    await promote(source, target);
    target.writes.length = 0;
    expect(await promote(source, target)).toMatchObject({ status: 'unchanged', error: null });
    expect(target.writes).toEqual([]);
  });

  it('adds a signature that was made later, and nothing else', async () => {
    const { descriptor } = await signed();
    await promote(source, target);
    await sign(source, { ifSigned: 'add', metadata: { late: 'yes' } });
    target.writes.length = 0;
    const result = await promote(source, target);
    expect(result.destinations[0]).toMatchObject({
      status: 'promoted',
      attachments: { expected: 4, present: 4, added: 1 },
    });
    expect(target.writes.map(({ kind }) => kind)).toEqual(['blob', 'manifest', 'link']);
    expect(target.tags.get('1')).toBe(descriptor.digest);
  });

  it.each([false, true])(
    'stands a failure at every single write (answered: %s): old tag or whole image',
    async (after) => {
      const { descriptor } = await signed();
      const old = await push(target, image({ seed: 'old' }), '1');
      target.writes.length = 0;
      await promote(source, target);
      const writes = target.writes.length;
      expect(writes).toBeGreaterThan(10);
      for (let write = 1; write <= writes; write += 1) {
        const fresh = new MemoryStore('prod.test/team/app');
        await push(fresh, image({ seed: 'old' }), '1');
        fresh.writes.length = 0;
        fresh.failAt = { write, after };
        const failed = await promote(source, fresh);
        expect(failed).toMatchObject({ status: 'failed', error: { code: 'registry_unavailable' } });
        if (fresh.tags.get('1') !== old.digest) {
          expect(await verify(fresh, { recursive: true }), `write ${write}`).toMatchObject({
            status: 'verified',
          });
        }
        fresh.failAt = undefined;
        expect(await promote(source, fresh)).toMatchObject({ error: null });
        expect(fresh.tags.get('1')).toBe(descriptor.digest);
        expect(await verify(fresh, { recursive: true })).toMatchObject({ status: 'verified' });
        fresh.writes.length = 0;
        await promote(source, fresh);
        expect(fresh.writes, `repeat after write ${write}`).toEqual([]);
      }
    },
  );

  it('sets no tag when the destination loses a signature', async () => {
    await signed();
    target.losesReferrers = true;
    const result = await promote(source, target);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'signature_lost' } });
    expect(result.destinations[0]!.attachments.missing).toHaveLength(3);
    expect(target.tags.size).toBe(0);
  });

  it('only reads with --dry-run', async () => {
    await signed();
    const result = await promote(source, target, { dryRun: true });
    expect(result).toMatchObject({ status: 'planned', error: null });
    expect(result.destinations[0]!.attachments).toMatchObject({ expected: 3, present: 0 });
    expect(target.writes).toEqual([]);
    const done = (await promote(source, target)).destinations[0]!;
    expect(result.destinations[0]!.toCopy).toMatchObject({ blobs: done.copied, bytes: done.bytes });
    expect(done.toCopy).toBeNull();
  });

  describe('the gate', () => {
    const unsigned = () => push(source, image(), '1');

    it('refuses an unsigned image', async () => {
      await unsigned();
      expect(await promote(source, target)).toMatchObject({ error: { code: 'artifact_unsigned' } });
      expect(target.writes).toEqual([]);
    });

    it('refuses an image that only a stranger signed, with the reason', async () => {
      await unsigned();
      await sign(source, { signer: await signerOf(strangerChain()) });
      const result = await promote(source, target);
      expect(result).toMatchObject({ error: { code: 'verification_failed' } });
      expect(result.signatures[0]!.checks.at(-1)).toMatchObject({
        check: 'authenticity',
        code: 'authenticity_failed',
      });
      expect(target.writes).toEqual([]);
    });

    it('accepts unsigned images with allowUnsigned, but not badly signed ones', async () => {
      await unsigned();
      const request = { ...tools(), allowUnsigned: true };
      expect(await promote(source, target, request)).toMatchObject({ status: 'promoted' });
      expect(request.warnings.join()).toMatch(/no signature/);
      await sign(source, { signer: await signerOf(strangerChain()) });
      expect(await promote(source, target, { allowUnsigned: true })).toMatchObject({
        error: { code: 'verification_failed' },
      });
    });

    it('says with allowUnsigned that a signature of cosign is not judged, and carries it', async () => {
      const { digest } = await unsigned();
      const tag = `${digest.replace(':', '-')}.sig`;
      await push(source, image({ seed: 'of cosign' }), tag);
      const request = { ...tools(), allowUnsigned: true };
      expect(await promote(source, target, request)).toMatchObject({ status: 'promoted' });
      expect(request.warnings.join()).toContain(`the tag ${tag} has one of cosign, which is not judged`);
      expect([...target.tags.keys()]).toContain(tag);
    });

    it.each([
      ['skip', {}],
      ['audit', {}],
      ['permissive', { authenticity: 'log' }],
    ])('refuses a statement that does not enforce: %s %o', async (level, override) => {
      await unsigned();
      await sign(source);
      const trust = trustIn([{ level, ...(Object.keys(override).length > 0 ? { override } : {}) }]);
      expect(await promote(source, target, { trust })).toMatchObject({
        error: { code: 'policy_does_not_enforce' },
      });
    });

    it("demands the destination's own statement, too", async () => {
      await unsigned();
      await sign(source);
      const both = (level: string, identities: string[]) =>
        trustIn([{ scopes: ['dev.test/team/app'] }, { scopes: ['prod.test/team/app'], level, identities }]);
      expect(await promote(source, target, { trust: both('strict', ['*']) })).toMatchObject({
        status: 'promoted',
      });
      const other = ['x509.subject: C=DE, ST=BE, O=other'];
      expect(await promote(source, target, { trust: both('strict', other) })).toMatchObject({
        error: { code: 'verification_failed' },
      });
      expect(await promote(source, target, { trust: both('audit', ['*']) })).toMatchObject({
        error: { code: 'policy_does_not_enforce' },
      });
    });

    it('refuses a repository without a statement', async () => {
      await unsigned();
      const trust = trustIn([{ scopes: ['elsewhere.test/app'] }]);
      expect(await promote(source, target, { trust })).toMatchObject({
        error: { code: 'no_applicable_statement' },
      });
      expect(await promote(source, target, { trust, scope: 'elsewhere.test/app' })).toMatchObject({
        error: { code: 'artifact_unsigned' },
      });
    });

    it('reports unverified when nothing was judged', async () => {
      await unsigned();
      const request = { ...tools(), trust: null };
      await promote(source, target, { ...request, dryRun: true });
      expect(await promote(source, target, request)).toMatchObject({ status: 'unverified', policy: null });
      expect(request.warnings).toEqual([
        expect.stringMatching(/ would be promoted without verification$/),
        expect.stringMatching(/ is promoted without verification$/),
      ]);
    });

    it('shows the failed checks that a permissive statement only logs', async () => {
      await unsigned();
      await sign(source, { expiresAfter: 1000 });
      const later = tools(new Date(Date.now() + 60_000));
      const result = await promote(source, target, { ...later, trust: trustIn([{ level: 'permissive' }]) });
      expect(result).toMatchObject({ status: 'promoted' });
      expect(later.warnings.join()).toMatch(/expired/);
    });
  });

  describe('the attachments', () => {
    it.each([
      ['all', 3],
      ['signatures', 2],
      ['verified', 1],
    ] as const)('--include %s', async (include, expected) => {
      const descriptor = await push(source, image(), '1');
      await sign(source);
      await sign(source, { signer: await signerOf(strangerChain()) });
      await attach(source, descriptor, attached(descriptor));
      const result = await promote(source, target, { include });
      expect(result).toMatchObject({ error: null });
      expect(result.destinations[0]!.attachments).toMatchObject({ expected, present: expected });
    });

    it('are listed as carried when they were not judged', async () => {
      const descriptor = await push(source, image(), '1');
      await sign(source);
      await attach(source, descriptor, attached(descriptor));
      const { attachments } = await promote(source, target);
      expect(attachments.map(({ judged }) => judged).toSorted()).toEqual(['carried', 'passed']);
    });

    it('include the attachments of attachments', async () => {
      const descriptor = await push(source, image(), '1');
      await sign(source);
      const sbom = await attach(source, descriptor, attached(descriptor));
      const onSbom = await attach(source, sbom, attached(sbom, 'application/vnd.example.note', 'note'));
      await promote(source, target);
      expect(target.manifests.has(onSbom.digest)).toBe(true);
    });

    it('do not include manifests of other subjects that a list names', async () => {
      const descriptor = await push(source, image(), '1');
      await sign(source);
      const other = await push(source, image({ seed: 'other' }));
      source.claims.set(descriptor.digest, [other]);
      const result = await promote(source, target);
      expect(result.destinations[0]!.attachments.expected).toBe(1);
      expect(target.manifests.has(other.digest)).toBe(false);
    });

    it('are complete although the list of a foreign manifest cannot be read', async () => {
      const descriptor = await push(source, image(), '1');
      await sign(source);
      const other = await push(source, image({ seed: 'other' }));
      source.claims.set(descriptor.digest, [other]);
      const list = source.referrers.bind(source);
      source.referrers = async function* (subject, query) {
        if (subject.digest === other.digest) throw new SealiftError('denied', 'no');
        yield* list(subject, query);
      };
      expect(await promote(source, target)).toMatchObject({ status: 'promoted', error: null });
    });

    it('are reported when a listed one is gone', async () => {
      const descriptor = await push(source, image(), '1');
      await sign(source);
      source.claims.set(descriptor.digest, [attached(descriptor).manifest.descriptor]);
      const request = tools();
      expect(await promote(source, target, request)).toMatchObject({ status: 'promoted' });
      expect(request.warnings.join()).toMatch(/it is gone/);
    });
  });

  describe('tags', () => {
    it('are left alone when somebody moved them during the run', async () => {
      await signed();
      const before = await push(target, image({ seed: 'before' }), '1');
      const other = await push(target, image({ seed: 'other' }));
      const put = target.putManifest.bind(target);
      target.putManifest = async (content) => {
        target.tags.set('1', other.digest);
        await put(content);
      };
      const result = await promote(source, target);
      expect(result).toMatchObject({ error: { code: 'tag_moved' } });
      expect(result.destinations[0]!.previousDigest).toBe(before.digest);
      expect(target.tags.get('1')).toBe(other.digest);
      expect(await promote(source, target, { moveTag: 'always' })).toMatchObject({ status: 'promoted' });
    });
  });

  it('completes the other destinations when one fails', async () => {
    await signed();
    const broken = new MemoryStore('broken.test/team/app');
    broken.failAt = { write: 3 };
    const destinations = [broken, target].map((store) => ({
      reference: `${store.name}:1`,
      store,
      tags: ['1'],
    }));
    const result = await promote(source, target, { destinations });
    expect(result.destinations.map(({ status }) => status)).toEqual(['failed', 'promoted']);
    expect(result).toMatchObject({ status: 'partial', error: { code: 'registry_unavailable' } });
  });

  it('refuses an index whose child is gone', async () => {
    const { built } = await signed();
    source.manifests.delete(built.children[0]!.manifest.descriptor.digest);
    expect(await promote(source, target)).toMatchObject({ error: { code: 'child_missing' } });
    expect(target.writes).toEqual([]);
  });
});
