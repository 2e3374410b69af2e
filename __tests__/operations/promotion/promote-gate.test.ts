import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { TrustMaterial } from '../../../src/notation/ports.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { sharedChain } from '../../support/pki.ts';
import { tools } from '../../support/tools.ts';
import { promote, sign, signerOf, strangerChain, trustIn, verify } from '../support.ts';

const DEV = 'dev.test/team/app';
const PROD = 'prod.test/team/app';

describe('the statements of source and destination', () => {
  let source: MemoryStore;
  let target: MemoryStore;
  const stranger = strangerChain();

  /** dev trusts the shared chain, prod the other one. */
  const trust = (): TrustMaterial => {
    const both = trustIn([
      { scopes: [DEV], stores: ['ca:ours'] },
      { scopes: [PROD], stores: ['ca:theirs'] },
    ]);
    const roots: Record<string, typeof stranger> = { ours: sharedChain(), theirs: stranger };
    return {
      ...both,
      certificates: async (_, name) => [await roots[name]!.root.certificate()],
    };
  };

  beforeEach(async () => {
    source = new MemoryStore(DEV);
    target = new MemoryStore(PROD);
    const subject = await push(source, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    await attach(source, subject, attached(subject));
    await sign(source, { recursive: true });
  });

  it('both have to pass, and the one that refuses is named', async () => {
    const result = await promote(source, target, { trust: trust() });
    const message = expect.stringMatching(/^the statement "statement 2" for prod\.test\/team\/app: /);
    expect(result).toMatchObject({
      error: { code: 'verification_failed', message },
      policy: { statement: 'statement 1' },
      signatures: [{ status: 'passed' }],
      destinations: [{ status: 'failed', error: { code: 'verification_failed', message } }],
    });
    expect(target.writes).toEqual([]);
    await sign(source, { signer: await signerOf(stranger) });
    expect(await promote(source, target, { trust: trust() })).toMatchObject({
      status: 'promoted',
      policy: { statement: 'statement 1' },
    });
  });

  it('judge each image of an index with --recursive, and a refusal of that of a destination is its own', async () => {
    await sign(source, { signer: await signerOf(stranger) });
    const free = new MemoryStore('free.test/team/app');
    const destinations = [target, free].map((store) => ({ reference: store.name, store, tags: ['1'] }));
    const request = { trust: trust(), recursive: true, destinations };
    const result = await promote(source, target, request);
    expect(result).toMatchObject({
      status: 'partial',
      platforms: [{ status: 'verified' }, { status: 'verified' }],
      destinations: [
        {
          status: 'failed',
          error: {
            message: expect.stringMatching(/^the statement "statement 2" for .*: linux\/amd64 \(sha256:/),
          },
        },
        { status: 'promoted', error: null },
      ],
    });
    expect(target.writes).toEqual([]);
    // Each signature is told of once, under the manifest that it is for.
    expect(result.signatures.map(({ subject }) => subject)).toEqual([
      result.digest,
      ...result.platforms.map(({ digest }) => digest),
    ]);
  });

  it('let a signature travel with --include verified when one of them accepts it', async () => {
    await sign(source, { signer: await signerOf(stranger) });
    await sign(source, { signer: await signerOf(strangerChain()), metadata: { third: 'party' } });
    const result = await promote(source, target, { trust: trust(), include: 'verified' });
    expect(result).toMatchObject({ status: 'promoted' });
    expect(await verify(target, { trust: trust() })).toMatchObject({ status: 'verified' });
    expect(await verify(target, { trust: trust(), scope: DEV, recursive: true })).toMatchObject({
      status: 'verified',
    });
    // Three of ours, one of theirs; neither the third party's nor what is no signature.
    expect(result.attachments.map(({ judged }) => judged)).toEqual(Array(4).fill('passed'));
    expect(result.destinations[0]!.attachments).toMatchObject({ expected: 4, present: 4 });
  });

  it.each([
    ['audit', undefined],
    ['strict', { authenticity: 'log' }],
    ['permissive', { authenticity: 'log', expiry: 'enforce' }],
  ])('may not only log who signed: %s with override %j', async (level, override) => {
    const weak = { scopes: [PROD], stores: ['ca:theirs'], level, ...(override ? { override } : {}) };
    const both = trustIn([{ scopes: [DEV], stores: ['ca:ours'] }, weak]);
    const certificates = trust().certificates;
    const result = await promote(source, target, { trust: { ...both, certificates } });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'policy_does_not_enforce' } });
    expect(target.writes).toEqual([]);
  });

  const to = (...stores: MemoryStore[]) =>
    stores.map((store) => ({ reference: `${store.name}:1`, store, tags: ['1'] }));

  it('refuse for one destination alone, which is neither written to nor waited for', async () => {
    const [first, last] = [new MemoryStore('first.test/app'), new MemoryStore('last.test/app')];
    const anywhere = trustIn([
      { scopes: ['*'], stores: ['ca:ours'] },
      { scopes: [PROD], stores: ['ca:theirs'] },
    ]);
    target.resolve = () => new Promise(() => {});
    const request = {
      ...tools(),
      destinations: to(first, target, last),
      trust: { ...anywhere, certificates: trust().certificates },
    };
    const result = await promote(source, target, request);
    expect(result).toMatchObject({
      error: { code: 'verification_failed', message: expect.stringMatching(/^1 of 3 destinations failed/) },
      destinations: [
        { status: 'promoted' },
        { status: 'failed', error: { code: 'verification_failed' } },
        { status: 'promoted' },
      ],
    });
    expect(target.writes).toEqual([]);
    const told = request.events.filter(({ type }) => type === 'notice' || type === 'end');
    expect(told[0]).toEqual({ type: 'end', subject: `${PROD}:1`, status: 'failed' });
    expect(told[1]).toMatchObject({ message: expect.stringMatching(/^prod\.test.* failed: the statement/) });
    // What is shared is read once, for the two that are left.
    const blobs = source.reads.filter((read) => read.startsWith('blob '));
    expect(blobs.length).toBeGreaterThan(0);
  });

  it('let each destination have what its own statements accept with --include verified', async () => {
    await sign(source, { signer: await signerOf(stranger) });
    const other = new MemoryStore('other.test/app');
    const anywhere = trustIn([
      { scopes: ['*'], stores: ['ca:ours'] },
      { scopes: [PROD], stores: ['ca:theirs'] },
    ]);
    const result = await promote(source, target, {
      destinations: to(target, other),
      trust: { ...anywhere, certificates: trust().certificates },
      include: 'verified',
    });
    expect(result).toMatchObject({
      status: 'promoted',
      destinations: [{ attachments: { expected: 4 } }, { attachments: { expected: 3 } }],
    });
    expect(await verify(target, { trust: trust(), scope: PROD })).toMatchObject({ status: 'verified' });
    expect(await verify(other, { trust: trust(), scope: PROD })).toMatchObject({ status: 'failed' });
  });

  it('do not let a signature travel for a destination that is left out', async () => {
    // Of the stranger, and only on a platform: the statement of prod refuses the image itself.
    const { digest } = index([image({ seed: 'a' }), image({ seed: 'b' })]).children[0]!.manifest.descriptor;
    await sign(source, { name: { digest }, signer: await signerOf(stranger) });
    const other = new MemoryStore('other.test/app');
    const anywhere = trustIn([
      { scopes: ['*'], stores: ['ca:ours'] },
      { scopes: [PROD], stores: ['ca:theirs'] },
    ]);
    const result = await promote(source, target, {
      destinations: to(target, other),
      trust: { ...anywhere, certificates: trust().certificates },
      include: 'verified',
    });
    expect(result).toMatchObject({
      destinations: [{ status: 'failed' }, { status: 'promoted', attachments: { expected: 3 } }],
    });
  });

  it('are chosen by --scope in place of the source', async () => {
    const request = { trust: trust(), scope: 'nowhere.test/app' };
    expect(await promote(source, target, request)).toMatchObject({
      error: { code: 'no_applicable_statement' },
    });
  });

  it('cause one warning for an unsigned image', async () => {
    await push(source, image({ seed: 'unsigned' }), '2');
    const request = { ...tools(), trust: trust(), name: { tag: '2' }, allowUnsigned: true };
    expect(await promote(source, target, request)).toMatchObject({ status: 'promoted' });
    expect(request.warnings.filter((warning) => warning.includes('no signature'))).toHaveLength(1);
  });
});

describe('an index and its platforms', () => {
  let source: MemoryStore;
  let target: MemoryStore;
  const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
  const [first, second] = built.children.map(({ manifest }) => manifest.descriptor);

  beforeEach(async () => {
    source = new MemoryStore(DEV);
    target = new MemoryStore(PROD);
    await push(source, built, '1');
  });

  it('are judged by the signature of the index, and those of platforms are carried', async () => {
    await sign(source);
    await sign(source, { name: { digest: first!.digest }, signer: await signerOf(strangerChain()) });
    const result = await promote(source, target);
    expect(result).toMatchObject({ status: 'promoted', signatures: [{ status: 'passed' }] });
    const bySubject = new Map(result.attachments.map(({ subject, judged }) => [subject, judged]));
    expect(bySubject).toEqual(
      new Map([
        [built.manifest.descriptor.digest, 'passed'],
        [first!.digest, 'carried'],
      ]),
    );
    expect(target.manifests.has(second!.digest)).toBe(true);
  });

  it('are refused when only the platforms are signed', async () => {
    for (const { digest } of [first!, second!]) await sign(source, { name: { digest } });
    expect(await promote(source, target)).toMatchObject({ error: { code: 'artifact_unsigned' } });
    expect(target.writes).toEqual([]);
  });

  it('travel as one platform when the reference names that platform', async () => {
    await sign(source, { recursive: true });
    const result = await promote(source, target, { name: { digest: first!.digest } });
    expect(result).toMatchObject({ status: 'promoted', digest: first!.digest });
    expect([...target.manifests.keys()]).not.toContain(built.manifest.descriptor.digest);
  });
});

describe('a signature that passed', () => {
  it('is carried from the list in which it passed, which is read once', async () => {
    const source = new MemoryStore(DEV);
    const target = new MemoryStore(PROD);
    const { digest } = await push(source, image(), '1');
    await sign(source);
    const list = source.referrers.bind(source);
    const asked: string[] = [];
    source.referrers = async function* (subject, query) {
      asked.push(subject.digest);
      if (asked.filter((one) => one === digest).length === 1) yield* list(subject, query);
    };
    const result = await promote(source, target);
    expect(result).toMatchObject({ status: 'promoted', destinations: [{ attachments: { present: 1 } }] });
    expect(asked.filter((one) => one === digest)).toHaveLength(1);
    expect(await verify(target)).toMatchObject({ status: 'verified' });
  });
});

describe('several tags', () => {
  it('are moved whatever happened under way when that is asked for', async () => {
    const source = new MemoryStore(DEV);
    const target = new MemoryStore(PROD);
    const { digest } = await push(source, image(), '1');
    await sign(source);
    const other = await push(target, image({ seed: 'other' }));
    const put = target.putManifest.bind(target);
    target.putManifest = async (content) => {
      target.tags.set('a', other.digest);
      await put(content);
    };
    const request = { tags: ['a', 'b'], moveTag: 'always' } as const;
    expect(await promote(source, target, request)).toMatchObject({ status: 'promoted' });
    expect([...target.tags.values()]).toEqual([digest, digest]);
  });

  it('may have been brought to the same image by somebody else', async () => {
    const source = new MemoryStore(DEV);
    const target = new MemoryStore(PROD);
    const { digest } = await push(source, image(), '1');
    await sign(source);
    await push(target, image({ seed: 'old' }), 'a');
    const put = target.putManifest.bind(target);
    target.putManifest = async (content) => {
      await put(content);
      target.tags.set('a', digest);
    };
    target.writes.length = 0;
    expect(await promote(source, target, { tags: ['a', 'b'] })).toMatchObject({ status: 'promoted' });
    expect(target.writes.filter(({ kind }) => kind === 'tag')).toEqual([{ kind: 'tag', what: 'b' }]);
    expect(target.tags.get('a')).toBe(digest);
  });

  it('stay where they are, all of them, when one was moved under way', async () => {
    const source = new MemoryStore(DEV);
    const target = new MemoryStore(PROD);
    await push(source, image(), '1');
    await sign(source);
    const old = await push(target, image({ seed: 'old' }), 'a');
    await push(target, image({ seed: 'old' }), 'b');
    const other = await push(target, image({ seed: 'other' }));
    const put = target.putManifest.bind(target);
    target.putManifest = async (content) => {
      target.tags.set('b', other.digest);
      await put(content);
    };
    expect(await promote(source, target, { tags: ['a', 'b'] })).toMatchObject({
      error: { code: 'tag_moved' },
    });
    expect(target.tags).toEqual(
      new Map([
        ['a', old.digest],
        ['b', other.digest],
      ]),
    );
  });

  it('are set in the order in which they were given, and only those that are not there yet', async () => {
    const source = new MemoryStore(DEV);
    const target = new MemoryStore(PROD);
    await push(source, image(), '1');
    await sign(source);
    await promote(source, target, { tags: ['1.4.2', '1.4', 'latest'] });
    const set = () => target.writes.filter(({ kind }) => kind === 'tag').map(({ what }) => what);
    expect(set()).toEqual(['1.4.2', '1.4', 'latest']);
    target.writes.length = 0;
    expect(await promote(source, target, { tags: ['1.4.2', '1'] })).toMatchObject({ status: 'promoted' });
    expect(target.writes).toEqual([{ kind: 'tag', what: '1' }]);
  });
});

describe('several destinations', () => {
  it('keep what was done when the run is aborted', async () => {
    const source = new MemoryStore(DEV);
    await push(source, image(), '1');
    await sign(source);
    const [first, second] = [new MemoryStore(PROD), new MemoryStore('prod2.test/team/app')];
    const stop = new AbortController();
    const resolve = first.resolve.bind(first);
    const { promise: tagged, resolve: done } = Promise.withResolvers<void>();
    // The reading after the tag was set is the last that is done there.
    first.resolve = (...given) => {
      return resolve(...given).finally(first.tags.has('1') ? done : undefined);
    };
    const put = second.putManifest.bind(second);
    second.putManifest = async (content) => {
      await tagged;
      stop.abort(new SealiftError('interrupted', 'stopped'));
      await put(content);
    };
    const destinations = [first, second].map((store) => ({
      reference: `${store.name}:1`,
      store,
      tags: ['1'],
    }));
    const result = await promote(source, first, { destinations }, stop.signal);
    expect(result).toMatchObject({ status: 'partial', error: { code: 'interrupted' } });
    expect(result.destinations.map(({ status, error }) => [status, error?.code])).toEqual([
      ['promoted', undefined],
      ['failed', 'interrupted'],
    ]);
    expect(second.tags.size).toBe(0);
  });
});
