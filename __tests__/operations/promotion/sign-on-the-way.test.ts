import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { CertifyingSigner } from '../../../src/notation/ports.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../../src/oci/artifact-type.ts';
import type { OwnSigning } from '../../../src/operations/promotion/own-signing.ts';
import { prepareMaker } from '../../../src/operations/signing/prepare-maker.ts';
import { pemSigner } from '../../../src/signers/pem-key.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type TestChain, testChain } from '../../support/pki.ts';
import { never, tools } from '../../support/tools.ts';
import { MAKER, promote, sign, signerOf, strangerChain, trustIn, verify } from '../support.ts';

/** The promoter's own chain, of which the trust of the source knows nothing. */
const OURS: TestChain = strangerChain();

/** Signing with a key of ours that counts how often it is used. */
async function own(change: Partial<OwnSigning> = {}, refusal?: SealiftError) {
  const count = { sign: 0 };
  const signer = await signerOf(OURS, (key) => ({
    async sign(bytes, signal) {
      count.sign += 1;
      if (refusal) throw refusal;
      return key.sign(bytes, signal);
    },
  }));
  const signing: OwnSigning = { signer, metadata: {}, ifSigned: 'skip', recursive: false, ...change };
  return { sign: signing, count };
}

describe('promote with a signature of our own', () => {
  let source: MemoryStore;
  let target: MemoryStore;

  beforeEach(() => {
    source = new MemoryStore('dev.test/team/app');
    target = new MemoryStore('prod.test/team/app');
  });

  const vendored = async () => {
    const descriptor = await push(source, image(), '1');
    expect(await sign(source)).toMatchObject({ status: 'signed' });
    source.writes.length = 0;
    source.reads.length = 0;
    return descriptor;
  };
  const places = (stores: readonly MemoryStore[], tags: readonly string[] = ['1']) =>
    stores.map((store) => ({ reference: `${store.name}:${tags.join(',')}`, store, tags }));
  const stands = (store: MemoryStore) => verify(store, { trust: trustIn([{}], OURS) });

  it('has it stand at the destination beside the one that was carried, before the tag', async () => {
    await vendored();
    const { sign: signing, count } = await own();
    const request = tools();
    const result = await promote(source, target, { ...request, sign: signing });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    expect(await verify(target)).toMatchObject({ status: 'verified' });
    expect(await stands(target)).toMatchObject({ status: 'verified' });
    expect(target.writes.at(-1)).toEqual({ kind: 'tag', what: '1' });
    expect(source.writes).toEqual([]);
    expect(count.sign).toBe(1);
    const [judged, ours] = result.signatures;
    expect(judged).toMatchObject({ made: false, status: 'passed' });
    expect(ours).toMatchObject({ made: true, status: 'passed', subject: result.digest, checks: [] });
    expect(result.destinations[0]).toMatchObject({
      attachments: { expected: 2, present: 2, added: 2, missing: [] },
      signed: [{ subject: result.digest, digest: ours!.digest, action: 'made' }],
    });
    expect(request.events).toContainEqual(expect.objectContaining({ type: 'notice' }));
  });

  it('signs once for many destinations, which all get the same signature', async () => {
    await vendored();
    const { sign: signing, count } = await own();
    const stores = Array.from({ length: 20 }, (_, at) => new MemoryStore(`prod${at}.test/app`));
    const result = await promote(source, target, { sign: signing, destinations: places(stores) });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    expect(count.sign).toBe(1);
    expect(new Set(result.destinations.map(({ signed }) => signed[0]!.digest)).size).toBe(1);
    for (const store of stores) expect(await stands(store)).toMatchObject({ status: 'verified' });
  });

  it('asks no key and writes nothing the second time', async () => {
    await vendored();
    await promote(source, target, { sign: (await own()).sign });
    target.writes.length = 0;
    target.reads.length = 0;
    const { sign: signing, count } = await own();
    const result = await promote(source, target, { sign: signing });
    expect(result).toMatchObject({ error: null, status: 'unchanged' });
    expect(result.destinations[0]).toMatchObject({
      attachments: { expected: 2, present: 2, added: 0 },
      signed: [{ action: 'unchanged' }],
    });
    expect(result.signatures.at(-1)).toMatchObject({
      made: false,
      digest: result.destinations[0]!.signed[0]!.digest,
    });
    expect(count.sign).toBe(0);
    expect(target.writes).toEqual([]);
    // Our manifest and its envelope; what was carried is believed.
    expect(target.reads.filter((one) => /^(manifest|blob|has) /.test(one))).toHaveLength(2);
  });

  it('makes it for the destination alone that lacks it', async () => {
    await vendored();
    const first = await own();
    await promote(source, target, { sign: first.sign });
    target.writes.length = 0;
    const fresh = new MemoryStore('fresh.test/app');
    const { sign: signing, count } = await own();
    const result = await promote(source, target, { sign: signing, destinations: places([target, fresh]) });
    expect(result.destinations.map(({ status }) => status)).toEqual(['unchanged', 'promoted']);
    expect(result.destinations.map(({ signed }) => signed[0]!.action)).toEqual(['unchanged', 'made']);
    expect(count.sign).toBe(1);
    expect(target.writes).toEqual([]);
    expect(await stands(fresh)).toMatchObject({ status: 'verified' });
  });

  it('is not made where one under the same chain comes along from the source', async () => {
    await vendored();
    await sign(source, { signer: await signerOf(OURS) });
    const { sign: signing, count } = await own();
    const result = await promote(source, target, { sign: signing });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    expect(result.destinations[0]!.signed).toMatchObject([{ action: 'carried' }]);
    expect(count.sign).toBe(0);
    expect(await stands(target)).toMatchObject({ status: 'verified' });
    target.writes.length = 0;
    expect(await promote(source, target, { sign: signing })).toMatchObject({ status: 'unchanged' });
    expect(target.writes).toEqual([]);
  });

  it('is made where the one at the source is not carried', async () => {
    await vendored();
    await sign(source, { signer: await signerOf(OURS) });
    const { sign: signing, count } = await own();
    const result = await promote(source, target, { sign: signing, include: 'verified' });
    expect(result.destinations[0]).toMatchObject({
      attachments: { expected: 2, present: 2 },
      signed: [{ action: 'made' }],
    });
    expect(count.sign).toBe(1);
    expect(await stands(target)).toMatchObject({ status: 'verified' });
  });

  it('is added by --if-signed add, and refused by fail before anything is written', async () => {
    await vendored();
    await promote(source, target, { sign: (await own()).sign });
    target.writes.length = 0;
    const failing = await own({ ifSigned: 'fail' });
    expect(await promote(source, target, { sign: failing.sign, tags: ['2'] })).toMatchObject({
      error: { code: 'signature_exists' },
    });
    expect(target.writes).toEqual([]);
    expect(failing.count.sign).toBe(0);
    const adding = await own({ ifSigned: 'add', metadata: { again: 'yes' } });
    expect(await promote(source, target, { sign: adding.sign })).toMatchObject({ status: 'promoted' });
    expect(adding.count.sign).toBe(1);
  });

  it('is made anew where the one that is there lacks what is asked for', async () => {
    await vendored();
    await promote(source, target, { sign: (await own()).sign });
    const { sign: signing, count } = await own({ metadata: { team: 'mirror' } });
    expect(await promote(source, target, { sign: signing })).toMatchObject({ status: 'promoted' });
    expect(count.sign).toBe(1);
    const wanted = { metadata: { team: 'mirror' }, trust: trustIn([{}], OURS) };
    expect(await verify(target, wanted)).toMatchObject({ status: 'verified' });
  });

  it('is written nowhere, and nothing else either, when the key says no', async () => {
    await vendored();
    const denied = new SealiftError('denied', 'the key service says no');
    const { sign: signing, count } = await own({}, denied);
    const stores = [target, new MemoryStore('other.test/app')];
    const request = tools();
    const destinations = places(stores);
    const result = await promote(source, target, { ...request, sign: signing, destinations });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'denied' } });
    // The reason is told once, and each destination says what became of it.
    expect(result.error!.message).toBe('the key service says no');
    expect(result.destinations.map(({ error }) => error?.code)).toEqual(['denied', 'denied']);
    for (const { error } of result.destinations) expect(error!.message).toMatch(/could not be made/);
    expect(request.events.filter(({ type }) => type === 'notice')).toEqual([]);
    expect(stores.flatMap(({ writes }) => writes)).toEqual([]);
    expect(source.reads.filter((one) => one.startsWith('blob'))).toHaveLength(1);
    expect(count.sign).toBe(1);
  });

  it('leaves alone the destination that lacks it, when the key says no, and completes the one that has it', async () => {
    await vendored();
    await promote(source, target, { sign: (await own()).sign });
    const denied = new SealiftError('denied', 'the key service says no');
    const fresh = new MemoryStore('fresh.test/app');
    const destinations = places([target, fresh], ['1', '2']);
    const { sign: signing } = await own({}, denied);
    const result = await promote(source, target, { sign: signing, destinations });
    expect(result).toMatchObject({ status: 'partial', error: { message: 'the key service says no' } });
    expect(result.destinations.map(({ status }) => status)).toEqual(['promoted', 'failed']);
    expect([...target.tags.keys()]).toEqual(['1', '2']);
    expect(fresh.writes).toEqual([]);
  });

  it('is not made where nothing is written for another reason', async () => {
    await vendored();
    await push(target, image({ seed: 'somebody' }), '1');
    target.writes.length = 0;
    for (const rule of ['fail', 'keep'] as const) {
      const { sign: signing, count } = await own();
      const existingTag = [{ pattern: '*', rule, option: '' }];
      const result = await promote(source, target, { sign: signing, existingTag });
      expect(result.destinations[0]).toMatchObject({
        status: rule === 'fail' ? 'failed' : 'kept',
        signed: [],
      });
      expect(count.sign).toBe(0);
      expect(target.writes).toEqual([]);
    }
  });

  it('is written nowhere when it does not verify against its leaf', async () => {
    await vendored();
    const signer = await signerOf(OURS, (key) => ({
      async sign(bytes, signal) {
        const signature = await key.sign(bytes, signal);
        return signature.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
      },
    }));
    const result = await promote(source, target, { sign: (await own({ signer })).sign });
    expect(result).toMatchObject({ error: { code: 'self_check_failed' } });
    expect(target.writes).toEqual([]);
  });

  it('is not made for what is refused', async () => {
    await push(source, image(), '1');
    await sign(source, { signer: await signerOf(testChain({ root: { subject: [['CN', 'nobody']] } })) });
    const { sign: signing, count } = await own();
    expect(await promote(source, target, { sign: signing })).toMatchObject({
      error: { code: 'verification_failed' },
    });
    expect(count.sign).toBe(0);
    expect(target.writes).toEqual([]);
  });

  it('is the only one of an image that may be unsigned, and the run says so', async () => {
    await push(source, image(), '1');
    const { sign: signing } = await own();
    const request = tools();
    const change = { ...request, sign: signing, allowUnsigned: true };
    expect(await promote(source, target, change)).toMatchObject({ status: 'promoted', error: null });
    expect(await stands(target)).toMatchObject({ status: 'verified' });
    expect(request.warnings.join('\n')).toContain('nobody but this run');
  });

  it('is said by a dry run, which asks no key', async () => {
    await vendored();
    const { sign: signing, count } = await own();
    const planned = await promote(source, target, { sign: signing, dryRun: true });
    expect(planned).toMatchObject({ status: 'planned', error: null });
    expect(planned.destinations[0]!.signed).toMatchObject([{ digest: null, action: 'made' }]);
    await promote(source, target, { sign: (await own()).sign });
    target.writes.length = 0;
    const again = await promote(source, target, { sign: signing, dryRun: true });
    expect(again.destinations[0]!.signed).toMatchObject([{ action: 'unchanged' }]);
    expect(count.sign).toBe(0);
    expect(target.writes).toEqual([]);
  });

  it.each([false, true])(
    'stands a failure at every single write (answered: %s): old tag, or the image with both signatures',
    async (after) => {
      const descriptor = await vendored();
      const old = await push(target, image({ seed: 'old' }), '1');
      target.writes.length = 0;
      await promote(source, target, { sign: (await own()).sign });
      const writes = target.writes.length;
      expect(writes).toBeGreaterThan(8);
      for (let write = 1; write <= writes; write += 1) {
        const fresh = new MemoryStore('prod.test/team/app');
        await push(fresh, image({ seed: 'old' }), '1');
        fresh.writes.length = 0;
        fresh.failAt = { write, after };
        const failed = await promote(source, fresh, { sign: (await own()).sign });
        expect(failed).toMatchObject({ status: 'failed', error: { code: 'registry_unavailable' } });
        if (fresh.tags.get('1') !== old.digest) {
          for (const check of [verify(fresh), stands(fresh)])
            expect(await check, `write ${write}`).toMatchObject({ status: 'verified' });
        }
        fresh.failAt = undefined;
        expect(await promote(source, fresh, { sign: (await own()).sign })).toMatchObject({ error: null });
        expect(fresh.tags.get('1')).toBe(descriptor.digest);
        for (const check of [verify(fresh), stands(fresh)])
          expect(await check).toMatchObject({ status: 'verified' });
        fresh.writes.length = 0;
        const repeat = await own();
        await promote(source, fresh, { sign: repeat.sign });
        expect(fresh.writes, `repeat after write ${write}`).toEqual([]);
        expect(repeat.count.sign).toBe(0);
      }
    },
  );

  it('sets no tag when the destination loses it', async () => {
    await vendored();
    target.losesReferrers = true;
    const result = await promote(source, target, { sign: (await own()).sign });
    expect(result).toMatchObject({ error: { code: 'signature_lost' } });
    expect(result.destinations[0]).toMatchObject({ signed: [], attachments: { expected: 2, present: 0 } });
    expect(result.destinations[0]!.attachments.missing).toHaveLength(2);
    expect(result.signatures.some(({ made }) => made)).toBe(false);
    expect(target.tags.size).toBe(0);
  });

  it('warns where the statement of the destination would not accept it', async () => {
    await vendored();
    const request = tools();
    const trust = trustIn([{ name: 'dev' }, { name: 'prod', scopes: ['prod.test/team/app'] }]);
    const { sign: signing } = await own();
    expect(await promote(source, target, { ...request, trust, sign: signing })).toMatchObject({
      status: 'promoted',
    });
    expect(request.warnings.join('\n')).toMatch(
      /^prod\.test\/team\/app:1: the statement "prod" would not accept the signature of this run there: /m,
    );
  });

  it('is made for every manifest of an index where each is to have one', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const descriptor = await push(source, built, '1');
    await sign(source, { recursive: true });
    const alone = await own();
    const first = await promote(source, target, { sign: alone.sign });
    expect(first.destinations[0]!.signed).toHaveLength(1);
    const each = await own({ recursive: true });
    const result = await promote(source, target, { sign: each.sign });
    expect(result).toMatchObject({ status: 'promoted', error: null });
    expect(result.destinations[0]!.signed.map(({ action }) => action)).toEqual(['unchanged', 'made', 'made']);
    expect(result.destinations[0]!.signed[0]!.subject).toBe(descriptor.digest);
    expect([alone.count.sign, each.count.sign]).toEqual([1, 2]);
    const change = { trust: trustIn([{}], OURS), recursive: true };
    expect(await verify(target, change)).toMatchObject({ status: 'verified', error: null });
  });

  it('is found under the chain that a plugin tells only when it signs, and shared by all destinations', async () => {
    await vendored();
    const key = pemSigner(OURS.key.pem, undefined, 'test key');
    const certificates = await OURS.certificates();
    const plugin = () => {
      const count = { sign: 0 };
      const signer: CertifyingSigner = {
        kind: 'certifying',
        async describe(signal) {
          return { algorithm: (await key.describe(signal)).algorithm, agent: 'acme/1.2.3' };
        },
        async signWithChain(bytes, signal) {
          count.sign += 1;
          return { signature: await key.sign(bytes, signal), certificates };
        },
        close: async () => {},
      };
      return { count, signer: prepareMaker(signer, MAKER, never) };
    };
    const stores = [target, ...[1, 2, 3].map((one) => new MemoryStore(`prod${one}.test/app`))];
    const first = plugin();
    const { sign: signing } = await own({ signer: await first.signer });
    const done = await promote(source, target, { sign: signing, destinations: places(stores) });
    expect(done).toMatchObject({ status: 'promoted', error: null });
    expect(new Set(done.destinations.map(({ signed }) => signed[0]!.digest)).size).toBe(1);
    expect(first.count.sign).toBe(1);
    for (const { writes } of stores) writes.length = 0;
    const second = plugin();
    const { sign: again } = await own({ signer: await second.signer });
    const repeat = await promote(source, target, { sign: again, destinations: places(stores) });
    expect(repeat).toMatchObject({ status: 'unchanged', error: null });
    // The plugin has to sign before it tells its chain, and not more than once for all of them.
    expect(second.count.sign).toBe(1);
    expect(stores.flatMap(({ writes }) => writes)).toEqual([]);
    // Of a dry run the plugin knows nothing.
    const planned = await promote(source, target, {
      sign: { ...again, signer: await plugin().signer },
      dryRun: true,
    });
    expect(planned.destinations[0]!.signed).toMatchObject([{ action: 'made', digest: null }]);
  });

  it('goes to a layout like to a registry', async () => {
    await vendored();
    const layout = new MemoryStore('oci:mirror');
    const { sign: signing } = await own();
    expect(await promote(source, layout, { sign: signing })).toMatchObject({ status: 'promoted' });
    expect(await verify(layout, { trust: trustIn([{}], OURS), scope: 'prod.test/team/app' })).toMatchObject({
      status: 'verified',
    });
  });

  it('is no signature of the source: nothing of ours is listed there', async () => {
    const descriptor = await vendored();
    await promote(source, target, { sign: (await own()).sign });
    const listed = await Array.fromAsync(
      source.referrers(descriptor, { sources: 'merged', artifactType: NOTARY_ARTIFACT_TYPE }),
    );
    expect(listed).toHaveLength(1);
  });
});
