import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { EnvelopeRequest } from '../../../src/notation/envelope/request.ts';
import { EnvelopeCache } from '../../../src/operations/signing/envelope-cache.ts';
import type { EnvelopeMaker, SignedEnvelope } from '../../../src/operations/signing/envelope-maker.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { image } from '../../support/images.ts';
import { sharedChain } from '../../support/pki.ts';
import { NOW, never } from '../../support/tools.ts';
import { signerOf } from '../support.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A signer that counts, and whose first signatures fail. */
async function counting(failures = 0) {
  const count = { sign: 0 };
  const maker = await signerOf(sharedChain(), (key) => ({
    async sign(bytes, signal) {
      count.sign += 1;
      if (count.sign <= failures) throw new SealiftError('denied', 'the key service says no');
      return key.sign(bytes, signal);
    },
  }));
  return { count, maker, cache: new EnvelopeCache(never) };
}

/** The request at a moment so many days from now. */
const wish = (change: Partial<EnvelopeRequest> = {}, days = 0): EnvelopeRequest => ({
  target: image().manifest.descriptor,
  metadata: {},
  signingTime: new Date(Math.floor(NOW.getTime() / 1000) * 1000 + days * DAY),
  ...change,
});

/** The key's chain is known here, so that an envelope is always made. */
async function shared(
  { cache, maker }: { readonly cache: EnvelopeCache; readonly maker: EnvelopeMaker },
  request: EnvelopeRequest,
): Promise<SignedEnvelope> {
  const envelope = await cache.get(maker, request, () => false);
  return envelope!;
}

describe('a shared envelope', () => {
  it('is made once for parallel requests and for any order of the metadata', async () => {
    const { count, ...key } = await counting();
    const ask = (metadata: Record<string, string>) => shared(key, wish({ metadata }));
    const [one, two] = await Promise.all([ask({ a: '1', b: '2' }), ask({ b: '2', a: '1' })]);
    expect(one.bytes).toBe(two.bytes);
    expect((await ask({ a: '1', b: '2' })).bytes).toBe(one.bytes);
    expect(count.sign).toBe(1);
  });

  it.each<[string, Partial<EnvelopeRequest>]>([
    ['another digest', { target: image({ seed: 'else' }).manifest.descriptor }],
    ['other metadata', { metadata: { a: '1' } }],
    ['an expiry', { expiresAfter: DAY }],
  ])('is another one for %s', async (_, change) => {
    const { count, ...key } = await counting();
    const one = await shared(key, wish());
    expect((await shared(key, wish(change))).bytes).not.toEqual(one.bytes);
    expect(count.sign).toBe(2);
  });

  it('is made again when less than half of its lifetime is left', async () => {
    const { count, ...key } = await counting();
    const at = (days: number) => shared(key, wish({ expiresAfter: DAY }, days));
    const one = await at(0);
    expect(await at(0.4)).toEqual(one);
    const two = await at(0.6);
    expect(two.opened.expiry!.getTime() - two.opened.signingTime.getTime()).toBe(DAY);
    expect(two.opened.signingTime).not.toEqual(one.opened.signingTime);
    expect(count.sign).toBe(2);
  });

  it('fails for all waiting callers, and is tried again by the next one', async () => {
    const { count, ...key } = await counting(1);
    const both = await Promise.allSettled([1, 2].map(() => shared(key, wish())));
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(count.sign).toBe(1);
    expect((await shared(key, wish())).bytes.length).toBeGreaterThan(0);
  });

  it('is made again once, however many callers wait for the old one', async () => {
    const { count, ...key } = await counting();
    const at = (days: number) => shared(key, wish({ expiresAfter: DAY }, days));
    const all = await Promise.all([at(0), at(0.6), at(0.6), at(0.6)]);
    expect(new Set(all.slice(1).map(({ bytes }) => bytes)).size).toBe(1);
    expect(count.sign).toBe(2);
  });

  it('is kept by its bytes alone', async () => {
    const { count, ...key } = await counting();
    const parts = await shared(key, wish()).then(({ bytes, opened }) =>
      [bytes, opened].map((one) => new WeakRef(one)),
    );
    await collectGarbage();
    expect(parts.map((part) => part.deref() !== undefined)).toEqual([true, false]);
    expect((await shared(key, wish())).opened.target.digest).toBe(wish().target.digest);
    expect(count.sign).toBe(1);
  });
});
