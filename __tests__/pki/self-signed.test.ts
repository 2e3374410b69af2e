import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkCodeSigningChain } from '../../src/pki/chain.ts';
import { parseCertificates } from '../../src/pki/parse-certificates.ts';
import { selfSigned } from '../../src/pki/self-signed.ts';

const REQUEST = {
  subject: { C: 'US', ST: 'WA', O: 'wabbit-networks.io', CN: 'wabbit-networks build' },
  notBefore: new Date('2026-11-24T10:00:00Z'),
  notAfter: new Date('2026-11-25T10:00:00Z'),
};

describe('selfSigned', () => {
  it("makes a key and a certificate that pass Notary's rules", async () => {
    const made = await selfSigned(REQUEST);
    const chain = await parseCertificates(new TextEncoder().encode(made.certificate), {
      code: 'certificate_chain_invalid',
      what: 'chain',
    });
    expect(() =>
      checkCodeSigningChain(chain, { code: 'certificate_chain_invalid', what: 'chain' }),
    ).not.toThrow();
    expect(chain[0]).toMatchObject({ version: 3, notBefore: REQUEST.notBefore, notAfter: REQUEST.notAfter });
    expect(chain[0]?.keyUsage).toEqual({ critical: true, bits: new Set(['digitalSignature']) });
    expect(chain[0]?.extendedKeyUsage?.oids).toEqual(['1.3.6.1.5.5.7.3.3']);
    const parsed = new X509Certificate(made.certificate);
    expect(parsed.subject.split('\n')).toEqual([
      'C=US',
      'ST=WA',
      'O=wabbit-networks.io',
      'CN=wabbit-networks build',
    ]);
    expect(parsed.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
  });

  it('makes a new key and a new serial number each time', async () => {
    const [one, two] = await Promise.all([selfSigned(REQUEST), selfSigned(REQUEST)]);
    expect(one.key).not.toBe(two.key);
    expect(new X509Certificate(one.certificate).serialNumber).not.toBe(
      new X509Certificate(two.certificate).serialNumber,
    );
  });
});
