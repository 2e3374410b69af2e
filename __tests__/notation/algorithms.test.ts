import { Buffer } from 'node:buffer';
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALGORITHMS,
  algorithmOf,
  cryptoOptions,
  findAlgorithm,
  isSignature,
} from '../../src/notation/algorithms.ts';
import { KEY_KINDS, type KeyKind, testKey } from '../support/pki.ts';
import known from './known-answers.json' with { type: 'json' };

const data = Buffer.from(known.data);
const answer = (kind: KeyKind) => Buffer.from(known.keys[kind].signature, 'base64url');

describe('algorithmOf', () => {
  it('gives each kind of key its one algorithm', () => {
    const table = KEY_KINDS.map((kind) => {
      const { jws, cose, keySpec, hash } = algorithmOf(testKey(kind).publicKey);
      return [kind, jws, cose, keySpec, hash];
    });
    // signature-specification.md, "Algorithm Selection"; RFC 9053 for COSE.
    expect(table).toEqual([
      ['rsa-2048', 'PS256', -37, 'RSA-2048', 'sha256'],
      ['rsa-3072', 'PS384', -38, 'RSA-3072', 'sha384'],
      ['rsa-4096', 'PS512', -39, 'RSA-4096', 'sha512'],
      ['ec-256', 'ES256', -7, 'EC-256', 'sha256'],
      ['ec-384', 'ES384', -35, 'EC-384', 'sha384'],
      ['ec-521', 'ES512', -36, 'EC-521', 'sha512'],
    ]);
    expect(ALGORITHMS).toHaveLength(6);
  });

  it('knows a private key by the same table', () => {
    expect(algorithmOf(testKey('ec-384').privateKey).jws).toBe('ES384');
  });

  it.each([
    ['rsa 1024', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['rsa-pss 2048', generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
    ['ec secp224r1', generateKeyPairSync('ec', { namedCurve: 'secp224r1' })],
    ['ec secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['ed25519', generateKeyPairSync('ed25519')],
    ['x25519', generateKeyPairSync('x25519')],
  ])('refuses a key of the kind %s by its name', (kind, { publicKey }) => {
    expect(findAlgorithm(publicKey)).toBeUndefined();
    expect(() => algorithmOf(publicKey)).toThrow(
      expect.objectContaining({ code: 'key_unsupported', message: expect.stringContaining(`"${kind}"`) }),
    );
  });
});

describe.each(KEY_KINDS)('isSignature with %s', (kind) => {
  const { privateKey, publicKey } = testKey(kind);
  const algorithm = algorithmOf(publicKey);

  it('accepts a signature that OpenSSL made', () => {
    expect(answer(kind)).toHaveLength(algorithm.signatureLength);
    expect(isSignature(algorithm, publicKey, data, answer(kind))).toBe(true);
  });

  it('refuses it when a bit of it, or of the data, was changed', () => {
    const flipped = (bytes: Buffer, bit: number): Buffer => {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      return changed;
    };
    fc.assert(
      fc.property(fc.nat({ max: algorithm.signatureLength * 8 - 1 }), (bit) => {
        return !isSignature(algorithm, publicKey, data, flipped(answer(kind), bit));
      }),
      { numRuns: 60 },
    );
    for (let bit = 0; bit < data.length * 8; bit += 7) {
      expect(isSignature(algorithm, publicKey, flipped(data, bit), answer(kind))).toBe(false);
    }
  });

  it.each(Object.entries(known.keys[kind].refused))('refuses %s', (_, signature) => {
    expect(isSignature(algorithm, publicKey, data, Buffer.from(signature, 'base64url'))).toBe(false);
  });

  it('refuses one that is empty, shorter, longer or nothing but zeros', () => {
    const good = answer(kind);
    const zeros = Buffer.alloc(algorithm.signatureLength);
    for (const bytes of [
      zeros.subarray(0, 0),
      good.subarray(1),
      Buffer.concat([good, zeros.subarray(0, 1)]),
      zeros,
    ]) {
      expect(isSignature(algorithm, publicKey, data, bytes)).toBe(false);
    }
  });

  it('accepts a signature that is made with cryptoOptions', () => {
    const signature = sign(algorithm.hash, data, { key: privateKey, ...cryptoOptions(algorithm) });
    expect(signature).toHaveLength(algorithm.signatureLength);
    expect(isSignature(algorithm, publicKey, data, signature)).toBe(true);
  });
});

describe('isSignature with published vectors', () => {
  it.each([
    {
      name: 'RFC 7515, A.3 (ES256)',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
      },
      input:
        'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
      signature: 'DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
    },
    {
      name: 'RFC 7515, A.4 (ES512)',
      key: {
        kty: 'EC',
        crv: 'P-521',
        x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
        y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
      },
      input: 'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA',
      signature:
        'AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
    },
  ])('accepts the signature of $name', ({ key, input, signature }) => {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    expect(isSignature(algorithmOf(publicKey), publicKey, Buffer.from(input), bytes)).toBe(true);
  });
});
