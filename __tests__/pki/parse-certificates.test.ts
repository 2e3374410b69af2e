import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { parseCertificates } from '../../src/pki/parse-certificates.ts';
import { sharedChain, testKey, toPem } from '../support/pki.ts';

const COMPLAINT = { code: 'trust_store_invalid', what: 'store/root.pem' } as const;
const read = (input: string | Uint8Array) => parseCertificates(Buffer.from(input), COMPLAINT);
const thumbprints = async (input: string | Uint8Array) =>
  (await read(input)).map(({ thumbprint }) => thumbprint);

describe('parseCertificates', () => {
  const { minted, pem, leaf } = sharedChain();

  it('reads PEM and concatenated DER alike, in their order', async () => {
    const wanted = (await sharedChain().certificates()).map(({ thumbprint }) => thumbprint);
    expect(await thumbprints(pem)).toEqual(wanted);
    expect(await thumbprints(Buffer.concat(minted.map(({ der }) => der)))).toEqual(wanted);
    expect(await thumbprints(pem.replaceAll('\n', '\r\n'))).toEqual(wanted);
  });

  it('leaves out text around the blocks, whatever it begins with', async () => {
    expect(await read(`0 s:C=US, O=acme\n${leaf.pem}the end`)).toHaveLength(1);
  });

  it('reads a certificate under another label, as notation does', async () => {
    expect(await read(toPem('X509 CERTIFICATE', leaf.der))).toHaveLength(1);
  });

  it.each([
    [
      'a private key',
      testKey('ec-256').privateKey.export({ format: 'der', type: 'sec1' }),
      /private key/,
      /./,
    ],
    ['a PKCS#12 file', Buffer.from('30050201033000', 'hex'), /PKCS#12/, /openssl pkcs12 -nokeys/],
    [
      'a PKCS#7 file',
      Buffer.from('300b06092a864886f70d010702', 'hex'),
      /PKCS#7/,
      /openssl pkcs7 -print_certs/,
    ],
    ['a PKCS#7 file as PEM', toPem('PKCS7', Buffer.from('3000', 'hex')), /PKCS#7/, /openssl pkcs7/],
    ['a public key', toPem('PUBLIC KEY', Buffer.from('3000', 'hex')), /public key/, /./],
    ['a request', toPem('CERTIFICATE REQUEST', Buffer.from('3000', 'hex')), /certificate request/, /./],
  ])('names %s that stands where certificates are expected', async (_, input, kind, hint) => {
    await expect(read(input)).rejects.toMatchObject({
      message: expect.stringMatching(
        new RegExp(`holds a .*${kind.source}.* where certificates are expected`),
      ),
      hint: expect.stringMatching(hint),
    });
  });

  it.each([
    ['no certificate', '', 'holds no certificate'],
    ['text without one', 'hello', 'holds no certificate'],
    ['a private key beside one', leaf.pem + testKey().pem, 'private key'],
    [
      'a block that is no certificate',
      leaf.pem + toPem('CERTIFICATE', Buffer.from('3000', 'hex')),
      'not a certificate',
    ],
    ['a block that is not base64', leaf.pem.replace('MII', 'M?I'), 'base64'],
    ['DER with bytes behind it', Buffer.concat([leaf.der, Buffer.from('xx')]), 'DER'],
    ['DER that ends too soon', leaf.der.subarray(0, -1), 'DER'],
  ])('refuses %s', async (_, input, reason) => {
    const error: unknown = await read(input).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'trust_store_invalid',
      message: expect.stringMatching(new RegExp(`^store/root.pem: .*${reason}`)),
    });
  });
});
