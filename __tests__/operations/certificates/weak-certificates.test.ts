import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseCertificates } from '../../../src/pki/parse-certificates.ts';
import { extension } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type ChainSpec, namedKey, type TestKey, testChain, testKey } from '../../support/pki.ts';
import { attachSignature } from '../crafted.ts';
import { sign, signerOf, trustIn, verify } from '../support.ts';

/** An RSA key of so many bits, or one on a curve that OpenSSL knows. */
function weakKey(kind: number | string): TestKey {
  const pair =
    typeof kind === 'number'
      ? generateKeyPairSync('rsa', { modulusLength: kind })
      : generateKeyPairSync('ec', { namedCurve: kind });
  return { ...pair, pem: '' };
}

/** The same key, its point written as `form` has it (SEC 1, 2.3.3; ANSI X9.62, 4.3.6). */
function withPoint(key: TestKey, form: 'compressed' | 'hybrid'): TestKey {
  const spki = key.publicKey.export({ format: 'der', type: 'spki' });
  const point = spki.subarray(-65);
  const odd = point.at(-1)! & 1;
  const written =
    form === 'compressed'
      ? Buffer.concat([Uint8Array.of(2 + odd), point.subarray(1, 33)])
      : Buffer.concat([Uint8Array.of(6 + odd), point.subarray(1)]);
  const algorithm = der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.840.10045.3.1.7'));
  const bytes = Buffer.from(der.sequence(algorithm, der.bitString(written)));
  const publicKey = createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  expect(publicKey.export({ format: 'der', type: 'spki' }).equals(bytes)).toBe(true);
  return { ...key, publicKey };
}

const caWith = (key: TestKey): ChainSpec => ({ intermediate: { key } });
const rsaCa = (signature: `pss-sha256-salt-${number}` | 'pss-sha256'): ChainSpec => ({
  ...caWith(testKey('rsa-2048')),
  leaf: { signature },
});
const unknown = extension('1.2.3.4', true, der.nothing());

const chains: [string, () => ChainSpec, RegExp][] = [
  ...[512, 768, 1024].map((bits): [string, () => ChainSpec, RegExp] => [
    `a CA with an RSA key of ${bits} bits`,
    () => caWith(weakKey(bits)),
    new RegExp(`certificate 2 .* public key .*: it is of RSA with ${bits} bits`),
  ]),
  ...['secp112r1', 'prime192v1', 'secp256k1', 'brainpoolP256r1'].map(
    (curve): [string, () => ChainSpec, RegExp] => [
      `a CA with a key on ${curve}`,
      () => caWith(weakKey(curve)),
      /public key: is on a curve that is not allowed/,
    ],
  ),
  ['a CA with a key on P-224', () => caWith(weakKey('secp224r1')), /certificate 2 .*: it is on P-224/],
  [
    'a CA whose point is compressed',
    () => caWith(withPoint(namedKey('intermediate'), 'compressed')),
    /public key: is no uncompressed point/,
  ],
  [
    'a CA whose point is written in the hybrid form',
    () => caWith(withPoint(namedKey('intermediate'), 'hybrid')),
    /public key: is no uncompressed point/,
  ],
  ...[0, 20, 33, 222].map((salt): [string, () => ChainSpec, RegExp] => [
    `a leaf that is signed by PSS with a salt of ${salt} octets`,
    () => rsaCa(`pss-sha256-salt-${salt}`),
    new RegExp(`certificate 1 .* not allowed .*: its salt has ${salt} octets`),
  ]),
  [
    'a leaf with a critical extension that nobody knows',
    () => ({ leaf: { extensions: [unknown] } }),
    /certificate 1 .* has the critical extension 1\.2\.3\.4/,
  ],
  [
    'a root with a critical extension that nobody knows',
    () => ({ root: { extensions: [unknown] } }),
    /certificate 3 .* has the critical extension 1\.2\.3\.4/,
  ],
];

it.each(chains)('verifies and makes no signature under %s', async (_, spec, reason) => {
  const chain = testChain(spec());
  const store = new MemoryStore();
  const subject = await push(store, image(), '1');
  await attachSignature(store, subject, { chain });
  const { status, signatures } = await verify(store, { trust: trustIn([{}], chain) });
  expect(status).toBe('failed');
  expect(JSON.stringify(signatures)).toMatch(reason);

  store.writes.length = 0;
  const signing = async () => {
    const context = { code: 'certificate_chain_invalid', what: 'certificate chain' } as const;
    await parseCertificates(Buffer.from(chain.pem), context);
    return sign(store, { signer: await signerOf(chain), ifSigned: 'add' });
  };
  await expect(signing()).rejects.toMatchObject({
    code: 'certificate_chain_invalid',
    exitCode: 2,
    message: expect.stringMatching(reason),
  });
  expect(store.writes).toEqual([]);
});

it('verifies and makes a signature under a CA that signs by PSS with a salt as long as the hash', async () => {
  const chain = testChain(rsaCa('pss-sha256'));
  const store = new MemoryStore();
  await push(store, image(), '1');
  expect(await sign(store, { signer: await signerOf(chain) })).toMatchObject({ status: 'signed' });
  expect(await verify(store, { trust: trustIn([{}], chain) })).toMatchObject({ status: 'verified' });
});
