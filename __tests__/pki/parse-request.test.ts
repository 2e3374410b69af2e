import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseRequest } from '../../src/pki/parse-request.ts';
import { encodeName } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { KEY_KINDS, LEAF, mint, namedKey, nameOf, testKey, toPem } from '../support/pki.ts';
import { extensionRequest, mintRequest, type RequestSpec } from '../support/requests.ts';

const COMPLAINT = { code: 'csr_invalid', what: 'request' } as const;
const parse = (bytes: Uint8Array | string) => parseRequest(Buffer.from(bytes), COMPLAINT);

describe('parseRequest', () => {
  it.each(KEY_KINDS)('reads a request of a key of the kind %s, as other tools do', async (kind) => {
    const signatures = kind.startsWith('rsa')
      ? (['sha256', 'sha384', 'sha512', 'pss-sha256'] as const)
      : (['sha256', 'sha384', 'sha512'] as const);
    for (const signature of signatures) {
      const request = await parse(mintRequest({ key: testKey(kind), signature }).pem);
      expect(request.publicKey.equals(testKey(kind).publicKey)).toBe(true);
      expect(Buffer.from(request.subject.der)).toEqual(Buffer.from(encodeName(nameOf('release'))));
    }
  });

  it('accepts a PSS salt that is longer than the hash, which OpenSSL makes by itself', async () => {
    const { pem } = mintRequest({ key: testKey('rsa-2048'), signature: 'pss-sha256-salt-222' });
    expect((await parse(pem)).wishes).toEqual([]);
  });

  it('reads PEM with text around it, the label of old tools, and DER', async () => {
    const { pem, der: bytes } = mintRequest();
    const old = pem.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST');
    for (const form of [`Certificate Request:\n${pem}\n`, old, bytes]) {
      expect((await parse(form)).wishes).toEqual([]);
    }
  });

  it('names the extensions and attributes that a request asks for', async () => {
    const challenge = der.sequence(der.oid('1.2.840.113549.1.9.7'), der.set(der.utf8String('secret')));
    const other = der.sequence(der.oid('1.3.6.1.4.1.311.13.2.3'), der.set(der.ia5String('10.0')));
    const attributes = [extensionRequest('2.5.29.17', '2.5.29.15', '1.2.3.4'), challenge, other];
    const { wishes } = await parse(mintRequest({ attributes }).der);
    expect(wishes).toEqual(['subjectAltName', 'keyUsage', '1.2.3.4', '1.3.6.1.4.1.311.13.2.3']);
  });

  const signed: [string, RequestSpec, RegExp][] = [
    ['a signature over other bytes', { forged: true }, /its key did not make/],
    ['a PKCS#1 signature over other bytes', { forged: true, key: testKey('rsa-2048') }, /did not make/],
    ['SHA-1', { signature: 'sha1' }, /not allowed for its key \(1\.2\.840\.10045\.4\.1\)/],
    ['SHA-1 with RSA', { signature: 'sha1', key: testKey('rsa-2048') }, /not allowed/],
    ['SHA-1 with PSS', { signature: 'pss-sha1', key: testKey('rsa-2048') }, /not allowed/],
    ['a SHA-1 mask', { signature: 'pss-sha256-mask-sha1', key: testKey('rsa-2048') }, /not allowed/],
    ['another version', { version: 1 }, /version that is not 1/],
    ['no attributes field', { attributes: null }, /not a PKCS#10 request/],
    [
      'an attribute that is none',
      { attributes: [der.integer(1)] },
      /request, attribute: is malformed: SEQUENCE/,
    ],
    [
      'an attribute with more than values',
      { attributes: [der.sequence(der.oid('1.2.3'), der.set(), der.nothing())] },
      /request, attribute: is malformed: it holds a part/,
    ],
  ];
  it.each(signed)('refuses %s', async (_, spec, reason) => {
    await expect(parse(mintRequest(spec).der)).rejects.toMatchObject({
      code: 'csr_invalid',
      message: expect.stringMatching(reason),
    });
  });

  it('refuses a request that another key signed', async () => {
    const key = { privateKey: namedKey('mallory').privateKey, publicKey: testKey().publicKey };
    await expect(parse(mintRequest({ key }).der)).rejects.toThrow('its key did not make');
    const rsa = { privateKey: namedKey('mallory').privateKey, publicKey: testKey('rsa-2048').publicKey };
    await expect(parse(mintRequest({ key: rsa }).der)).rejects.toThrow('not allowed for its key');
  });

  it('refuses a curve that is spelled out', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      paramEncoding: 'explicit',
    });
    await expect(parse(mintRequest({ key: { privateKey, publicKey } }).der)).rejects.toThrow(
      'without a named curve',
    );
  });

  it.each<[string, () => NonNullable<RequestSpec['key']>, RegExp]>([
    [
      'RSA for PSS alone',
      () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
      /kind that is not allowed/,
    ],
    ['secp256k1', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }), /curve that is not allowed/],
  ])('refuses %s as a key', async (_, key, reason) => {
    await expect(parse(mintRequest({ key: key() }).der)).rejects.toMatchObject({
      code: 'key_unsupported',
      message: expect.stringMatching(reason),
    });
  });

  const good = mintRequest();
  const files: [string, Uint8Array | string, RegExp][] = [
    ['nothing', '', /holds no request/],
    ['text', 'hello', /holds no request/],
    ['a certificate', mint(LEAF).pem, /holds CERTIFICATE, not a request/],
    ['a certificate beside it', good.pem + mint(LEAF).pem, /holds CERTIFICATE, not a request/],
    ['two requests', good.pem + good.pem, /holds 2 requests/],
    ['a private key', testKey().pem, /holds a private key/],
    ['a certificate under its label', toPem('CERTIFICATE REQUEST', mint(LEAF).der), /not a PKCS#10 request/],
    ['bytes behind it', Buffer.concat([good.der, Uint8Array.of(0)]), /bytes behind its end/],
    ['half of it', good.der.subarray(0, 100), /ends in the middle/],
    ['an integer', toPem('CERTIFICATE REQUEST', der.integer(7)), /not a PKCS#10 request/],
  ];
  it.each(files)('refuses %s', async (_, bytes, reason) => {
    await expect(parse(bytes)).rejects.toMatchObject({
      code: 'csr_invalid',
      message: expect.stringMatching(reason),
    });
  });

  it('refuses a request in which a byte was changed', async () => {
    for (let at = 0; at < good.der.length; at += 1) {
      const changed = Buffer.from(good.der);
      changed[at]! ^= 0x01;
      // One bit makes another curve of P-256.
      const code = expect.stringMatching(/^(?:csr_invalid|key_unsupported)$/);
      await expect(parse(changed), `byte ${at}`).rejects.toMatchObject({ code });
    }
  });
});
