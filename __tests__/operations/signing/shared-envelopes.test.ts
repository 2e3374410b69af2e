import { expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { EnvelopeCache } from '../../../src/operations/signing/envelope-cache.ts';
import { SharedEnvelopes } from '../../../src/operations/signing/shared-envelopes.ts';
import { image } from '../../support/images.ts';
import { sharedChain } from '../../support/pki.ts';
import { NOW, never } from '../../support/tools.ts';
import { signerOf } from '../support.ts';

const requestFor = (seed: string) => ({
  target: image({ seed }).manifest.descriptor,
  metadata: {},
  signingTime: new Date(Math.floor(NOW.getTime() / 1000) * 1000),
});

async function prepared(refusal?: SealiftError) {
  const count = { sign: 0 };
  const maker = await signerOf(sharedChain(), (key) => ({
    async sign(bytes, signal) {
      count.sign += 1;
      if (refusal) throw refusal;
      return key.sign(bytes, signal);
    },
  }));
  const shared = new SharedEnvelopes(new EnvelopeCache(never));
  const get = (seed: string, isNeedless = false) => shared.get(maker, requestFor(seed), () => isNeedless);
  return { count, get };
}

it('destinations that come one after the other get one envelope of a manifest', async () => {
  const { count, get } = await prepared();
  const [one, two] = [await get('a'), await get('a')];
  expect(one).toBeDefined();
  expect(two).toBe(one);
  expect(await get('b')).not.toBe(one);
  expect(count.sign).toBe(2);
});

it('a destination that needs no envelope gets none, though there is one', async () => {
  const { count, get } = await prepared();
  await get('a');
  expect(await get('a', true)).toBeUndefined();
  expect(count.sign).toBe(1);
});

it('a key that refused is not asked again by the next destination', async () => {
  const { count, get } = await prepared(new SealiftError('denied', 'the key service says no'));
  for (let time = 0; time < 3; time += 1) await expect(get('a')).rejects.toMatchObject({ code: 'denied' });
  expect(count.sign).toBe(1);
});
