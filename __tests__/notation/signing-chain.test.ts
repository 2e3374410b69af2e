import { describe, expect, it } from 'vitest';
import { checkSigningChain } from '../../src/notation/signing-chain.ts';
import type { Certificate } from '../../src/pki/certificate.ts';
import { nameOf, sharedChain, TEST_TIME, testChain, testKey, testSelfSigned } from '../support/pki.ts';

const key = { publicKey: testKey().publicKey };

function refusal(chain: readonly Certificate[], { at = TEST_TIME, publicKey = key.publicKey } = {}): unknown {
  try {
    checkSigningChain({ publicKey }, chain, at);
    return 'accepted';
  } catch (error) {
    return error;
  }
}

describe('checkSigningChain', () => {
  it('accepts a chain that fits, and a self-signed certificate', async () => {
    expect(refusal(await sharedChain().certificates())).toBe('accepted');
    expect(refusal(await testSelfSigned().certificates())).toBe('accepted');
  });

  it('refuses the chain of another key, of the same kind and of another', async () => {
    const chain = await sharedChain().certificates();
    for (const { publicKey } of [testKey('ec-384'), testKey('rsa-2048'), sharedChain().root.key]) {
      const other = refusal(chain.slice(0, 2), { publicKey });
      expect(other).toMatchObject({
        code: 'key_certificate_mismatch',
        exitCode: 2,
        message: expect.stringContaining('CN=release'),
      });
    }
  });

  it('says that the leaf is missing where a CA comes first', async () => {
    expect(refusal((await sharedChain().certificates()).slice(1))).toMatchObject({
      code: 'key_certificate_mismatch',
      message: expect.stringContaining('CN=intermediate'),
      hint: expect.stringMatching(/certificate of a CA: put the key's own certificate in front/),
    });
  });

  it('says when the chain is only in the wrong order', async () => {
    expect(refusal((await sharedChain().certificates()).toReversed())).toMatchObject({
      code: 'certificate_chain_invalid',
      message: expect.stringMatching(/begins with CN=root.* number 3/),
      hint: expect.stringContaining('leaf first'),
    });
  });

  it.each([
    ['nothing', []],
    ['the leaf alone', [0]],
    ['no root', [0, 1]],
  ])('refuses %s before any key is used', async (_, order) => {
    const { minted } = sharedChain();
    const chain = await Promise.all(order.map((at) => minted[at]!.certificate()));
    expect(refusal(chain)).toMatchObject({ code: 'certificate_chain_invalid', exitCode: 2 });
  });

  it('refuses a chain that breaks the profile', async () => {
    const chain = await testChain({ leaf: { keyUsage: null } }).certificates();
    expect(refusal(chain)).toMatchObject({
      code: 'certificate_chain_invalid',
      message: expect.stringMatching(/certificate 1 \(CN=release.*\) has no keyUsage/),
    });
  });

  it.each(['leaf', 'intermediate', 'root'] as const)(
    'refuses an expired %s, with its dates',
    async (place) => {
      const chain = await testChain({
        [place]: { notAfter: new Date('2026-05-31T00:00:00Z') },
      }).certificates();
      const span = 'valid 2020-01-01T00:00:00.000Z to 2026-05-31T00:00:00.000Z';
      expect(refusal(chain)).toMatchObject({
        code: 'certificate_not_valid_now',
        exitCode: 2,
        message: expect.stringMatching(new RegExp(`expired \\(${span}\\)`)),
      });
    },
  );

  it('refuses a certificate that is not valid yet, and takes both ends of its time', async () => {
    const [notBefore, notAfter] = [new Date('2026-06-02T00:00:00Z'), new Date('2026-06-03T00:00:00Z')];
    const chain = await testChain({ leaf: { notBefore, notAfter } }).certificates();
    expect(refusal(chain)).toMatchObject({
      code: 'certificate_not_valid_now',
      message: expect.stringContaining('not yet valid'),
    });
    expect(refusal(chain, { at: notBefore })).toBe('accepted');
    expect(refusal(chain, { at: notAfter })).toBe('accepted');
  });

  it('makes names safe to print', async () => {
    const chain = await testChain({
      leaf: { subject: nameOf('a\nb'), notAfter: new Date('2021-01-01') },
    }).certificates();
    for (const found of [
      refusal(chain),
      refusal(chain.slice(0, 1), { publicKey: testKey('ec-384').publicKey }),
    ]) {
      expect((found as Error).message).toContain('CN=a\\u{a}b');
    }
  });
});
