import { Buffer } from 'node:buffer';
import { createPublicKey, generateKeyPairSync, type KeyExportOptions, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { algorithmOf, isSignature } from '../../src/notation/algorithms.ts';
import { pemSigner } from '../../src/signers/pem-key.ts';
import { KEY_KINDS, sharedChain, testKey, toPem } from '../support/pki.ts';

const WHERE = 'the key key.pem';
const PASSWORD = 'correct horse';
const signal = new AbortController().signal;
const data = Buffer.from('signing input');

const exported = (key: KeyObject, form: KeyExportOptions<'pem'>) => key.export(form) as string;
const encrypted = { cipher: 'aes-256-cbc', passphrase: PASSWORD };
const pkcs8 = exported(testKey().privateKey, { format: 'pem', type: 'pkcs8', ...encrypted });

function refusal(pem: string | Uint8Array, password?: string): unknown {
  try {
    pemSigner(pem, password, WHERE);
    return 'opened';
  } catch (error) {
    return error;
  }
}

describe('pemSigner', () => {
  it.each(KEY_KINDS)('signs strictly with a key of the kind %s', async (kind) => {
    const { pem, publicKey } = testKey(kind);
    const signer = pemSigner(pem, undefined, WHERE);
    const described = await signer.describe(signal);
    expect(described.algorithm).toBe(algorithmOf(publicKey));
    expect(described.publicKey.equals(publicKey)).toBe(true);
    expect(described.publicKey.type).toBe('public');
    const signature = await signer.sign(data, signal);
    expect(signature).toHaveLength(described.algorithm.signatureLength);
    expect(isSignature(described.algorithm, publicKey, data, signature)).toBe(true);
    await signer.close();
  });

  const ec = testKey().privateKey;
  const rsa = testKey('rsa-2048').privateKey;
  const forms: [string, string, string?][] = [
    ['PKCS#1', exported(rsa, { format: 'pem', type: 'pkcs1' })],
    ['SEC1', exported(ec, { format: 'pem', type: 'sec1' })],
    [
      'SEC1 behind its parameters',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${exported(ec, { format: 'pem', type: 'sec1' })}`,
    ],
    [
      'PKCS#8 with text and a certificate around it',
      `Bag Attributes\n${testKey().pem}${sharedChain().leaf.pem}`,
    ],
    ['PKCS#8 with CRLF', testKey().pem.replaceAll('\n', '\r\n')],
    ['encrypted PKCS#8', pkcs8, PASSWORD],
    ['encrypted PKCS#1', exported(rsa, { format: 'pem', type: 'pkcs1', ...encrypted }), PASSWORD],
    ['encrypted SEC1', exported(ec, { format: 'pem', type: 'sec1', ...encrypted }), PASSWORD],
    ['a key that needs no password, although there is one', testKey().pem, PASSWORD],
  ];
  it.each(forms)('reads %s', async (_, pem, password) => {
    const { publicKey } = await pemSigner(pem, password, WHERE).describe(signal);
    expect(publicKey.equals(createPublicKey(pem.includes('BEGIN RSA') ? rsa : ec))).toBe(true);
  });

  it.each(forms.filter(([, , password]) => password !== undefined).slice(0, 3))(
    'tells a missing password from a wrong one: %s',
    (_, pem) => {
      expect(refusal(pem)).toMatchObject({ code: 'key_password_required', exitCode: 2 });
      expect(refusal(pem, '')).toMatchObject({ code: 'key_password_required' });
      expect(refusal(pem, 'wrong horse')).toMatchObject({ code: 'key_password_wrong', exitCode: 2 });
    },
  );

  it('names an obsolete cipher instead of a wrong password', () => {
    // openssl pkcs8 -topk8 -v1 PBE-MD5-DES, the password is `secret`
    const des = [
      '-----BEGIN ENCRYPTED PRIVATE KEY-----',
      'MIGwMBsGCSqGSIb3DQEFAzAOBAirZUeMJBbpJwICCAAEgZBn45lB8MhOrUZ2D/hx',
      '9VLEcA9arkCKsXC0DGV9FORj3reo6sWeR5q+K16Q8Lkm3rDuIgWCp3e7DsVCkTDJ',
      'O83ET4HXmltE5+G50V0eQeIYAlr0FbzyQ5sMZ3wL4Vng0vcLUEBzOAJJPrfUOF3M',
      'NiPCtp9hzdM8qSoQhFhwDQKGTseWxDDAABwBJ9ZWCZozB90=',
      '-----END ENCRYPTED PRIVATE KEY-----',
    ].join('\n');
    expect(refusal(des, 'secret')).toMatchObject({
      code: 'key_invalid',
      hint: expect.stringContaining('openssl pkcs8'),
    });
  });

  it.each([
    ['rsa 1024', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['ec secp224r1', generateKeyPairSync('ec', { namedCurve: 'secp224r1' })],
    ['ec secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['ed25519', generateKeyPairSync('ed25519')],
  ])('refuses a key of the kind %s', (kind, { privateKey }) => {
    expect(refusal(exported(privateKey, { format: 'pem', type: 'pkcs8' }))).toMatchObject({
      code: 'key_unsupported',
      exitCode: 2,
      message: expect.stringContaining(kind),
      hint: expect.stringContaining('P-256'),
    });
  });

  it('accepts a key that is there twice', async () => {
    const { pem, publicKey } = testKey();
    const signer = pemSigner(pem + pem, undefined, 'key.pem');
    expect((await signer.describe(signal)).publicKey.equals(publicKey)).toBe(true);
  });

  it.each([
    ['a certificate', sharedChain().leaf.pem, /no private key, but a certificate$/],
    [
      'a public key',
      testKey().publicKey.export({ format: 'pem', type: 'spki' }) as string,
      /no private key, but a public key$/,
    ],
    ['two keys', testKey().pem + testKey('ec-384').pem, /2 private keys/],
    ['nothing', '', /no private key$/],
    ['text', 'release key of acme', /no private key$/],
    [
      'a key that is cut',
      testKey().pem.replace(/\n.*\n-----END/, '\n-----END'),
      /block 1 \(PRIVATE KEY\): ends in the middle/,
    ],
    ['a key that is no base64', testKey().pem.replace('M', '!'), /base64/],
    [
      'an OpenSSH key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n',
      /OpenSSH/,
    ],
  ])('refuses %s, and names it', (_, pem, reason) => {
    const error = refusal(pem);
    expect(error).toMatchObject({ code: 'key_invalid', message: expect.stringMatching(reason) });
    expect((error as Error).message).toContain(WHERE);
  });

  it.each<[string, string | Uint8Array, RegExp, RegExp]>([
    ['a certificate', sharedChain().leaf.pem, /but a certificate$/, /--certificate-chain/],
    [
      'a public key',
      testKey().publicKey.export({ format: 'pem', type: 'spki' }) as string,
      /but a public key$/,
      /cannot sign/,
    ],
    ...['COSIGN', 'SIGSTORE'].map((name): [string, string, RegExp, RegExp] => [
      `the key of cosign (${name})`,
      toPem(`ENCRYPTED ${name} PRIVATE KEY`, Buffer.from('{"kdf":{"name":"scrypt"}}')),
      /but a key in cosign's own format$/,
      /Only cosign opens it\..*--new-key key\.pem.*key service, which signs for both/,
    ]),
    [
      'DER',
      testKey('rsa-2048').privateKey.export({ format: 'der', type: 'pkcs8' }),
      /holds a private key in DER, not in PEM$/,
      /openssl pkey -inform DER/,
    ],
    [
      'short DER',
      testKey('ec-256').privateKey.export({ format: 'der', type: 'sec1' }),
      /in DER/,
      /openssl pkey -inform DER/,
    ],
    ['PKCS#12', Buffer.from('30050201033000', 'hex'), /a PKCS#12 file/, /openssl pkcs12/],
    ['an OpenPGP key', toPem('PGP PRIVATE KEY BLOCK', Buffer.from('x')), /OpenPGP/, /--new-key key\.pem/],
    ['UTF-16', Buffer.from(testKey().pem, 'utf16le'), /UTF-16/, /UTF-8/],
  ])('names %s, with the remedy', (_, given, reason, hint) => {
    expect(refusal(given)).toMatchObject({
      code: 'key_invalid',
      message: expect.stringMatching(reason),
      hint: expect.stringMatching(hint),
    });
  });

  it.each([
    ['PKCS#8', pkcs8],
    ['PKCS#1', exported(rsa, { format: 'pem', type: 'pkcs1', ...encrypted })],
    ['SEC1', exported(ec, { format: 'pem', type: 'sec1', ...encrypted })],
  ])('opens an encrypted key (%s) that lost its line breaks, with its password alone', async (_, pem) => {
    for (const bent of [
      pem.replaceAll('\n', ' '),
      pem.replaceAll('\n', ''),
      Buffer.from(pem).toString('base64'),
    ]) {
      const { publicKey } = await pemSigner(bent, PASSWORD, WHERE).describe(signal);
      expect(publicKey.equals(createPublicKey(pem.includes('BEGIN RSA') ? rsa : ec))).toBe(true);
      expect(refusal(bent)).toMatchObject({ code: 'key_password_required' });
      expect(refusal(bent, 'wrong')).toMatchObject({ code: 'key_password_wrong' });
    }
  });

  it('never shows the key or the password', () => {
    const secret = testKey().pem.split('\n')[1]!;
    for (const error of [refusal(pkcs8, 'wrong horse'), refusal(testKey().pem.replace('M', '!'))]) {
      const shown = JSON.stringify(error) + String(error);
      expect(shown).not.toContain('wrong horse');
      expect(shown).not.toContain(secret.slice(8, 40));
    }
  });
});
