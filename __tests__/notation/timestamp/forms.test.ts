import { Buffer } from 'node:buffer';
import { constants, createHash, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkCovers, verifyTimestamp } from '../../../src/notation/timestamp/verify-timestamp.ts';
import { encodeName, extension } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import { derTree, writeDerTree } from '../../support/der-tree.ts';
import { CA, type Minted, mint, namedKey, nameOf, testChain, testKey } from '../../support/pki.ts';
import { attribute, type Quirks, type Shape, TimestampAuthority } from '../../support/timestamp-authority.ts';

const SIGNATURE = new Uint8Array(64).fill(9);
const OIDS = {
  sha1: '1.3.14.3.2.26',
  md5: '1.2.840.113549.2.5',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  sha3: '2.16.840.1.101.3.4.2.8',
} as const;
const algorithm = (name: keyof typeof OIDS) => der.sequence(der.oid(OIDS[name]), der.nothing());
const hashed = (hash: string, bytes: Uint8Array) => createHash(hash).update(bytes).digest();

const authority = new TimestampAuthority();
const ASKED = {
  imprint: der.sequence(algorithm('sha256'), der.octetString(hashed('sha256', SIGNATURE))),
  nonce: der.integer(4711),
};
const verify = async (quirks: Quirks, from = authority) =>
  verifyTimestamp(await from.token(ASKED, quirks), {
    signature: SIGNATURE,
    roots: [{ store: 'tsa:acme', certificate: await authority.root.certificate() }],
    at: new Date(),
  });
const refused = { code: 'timestamp_invalid' };

/** Puts `part` in the place of the one at `at`. */
const put =
  (at: number, ...part: readonly Uint8Array[]): Shape =>
  (usual) => [...usual.slice(0, at), ...part, ...usual.slice(at + 1)];
const add =
  (...parts: readonly Uint8Array[]): Shape =>
  (usual) => [...usual, ...parts];

/** The one SignerInfo of a SET. */
const signerIn = (signers: Uint8Array) => writeDerTree(derTree(signers).children![0]!);
const CONTENT_TYPE = attribute('1.2.840.113549.1.9.3', der.oid('1.2.840.113549.1.9.16.1.4'));
const certificateId = (...certs: readonly Uint8Array[]): Quirks => ({
  attributes: put(2, attribute('1.2.840.113549.1.9.16.2.47', der.sequence(der.sequence(...certs)))),
});
const ess = (of: Minted, ...behind: readonly Uint8Array[]) =>
  der.sequence(der.octetString(hashed('sha256', of.der)), ...behind);
const issuerSerial = (name: Uint8Array, serial: Uint8Array) =>
  der.sequence(der.sequence(der.explicit(4, name)), der.integer(serial));
const ROOT_NAME = encodeName(authority.root.subject);
const { serialNumber: SERIAL } = await authority.leaf.certificate();

const rsaLeaf = authority.issue({ key: testKey('rsa-2048') });
const pss = (
  hash: 'sha256' | 'sha384',
  salt: number,
  signedBy: string = hash,
): NonNullable<Quirks['signature']> => ({
  algorithm: der.sequence(
    der.oid('1.2.840.113549.1.1.10'),
    der.sequence(
      der.explicit(0, algorithm(hash)),
      der.explicit(1, der.sequence(der.oid('1.2.840.113549.1.1.8'), algorithm(hash))),
      der.explicit(2, der.integer(salt)),
    ),
  ),
  sign: (bytes, key) =>
    sign(signedBy, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt }),
});
const signedBy = (
  oid: string,
  hash: string | null,
  ...parameters: readonly Uint8Array[]
): NonNullable<Quirks['signature']> => ({
  algorithm: der.sequence(der.oid(oid), ...parameters),
  sign: (bytes: Uint8Array, key: KeyObject) => sign(hash, bytes, key),
});
const RSA = '1.2.840.113549.1.1.1';

describe('a timestamp is verified', () => {
  it.each<[string, Quirks]>([
    ['with a nonce below zero', { nonce: der.element(0x02, Uint8Array.of(0x80)) }],
    [
      'with SHA-256 written out in its certificate id',
      certificateId(der.sequence(algorithm('sha256'), der.octetString(hashed('sha256', authority.leaf.der)))),
    ],
    [
      'with its certificate by SHA-512',
      certificateId(der.sequence(algorithm('sha512'), der.octetString(hashed('sha512', authority.leaf.der)))),
    ],
    [
      'with the issuer and serial number in its certificate id',
      certificateId(ess(authority.leaf, issuerSerial(ROOT_NAME, SERIAL))),
    ],
    ['with further certificate ids', certificateId(ess(authority.leaf), ess(authority.root))],
    [
      'with a name of the authority',
      { more: [der.explicit(0, der.explicit(4, encodeName(nameOf('clock'))))] },
    ],
    ['with a fraction of nanoseconds', { time: '20260101000000.123456789Z' }],
    [
      'with ordering that is written out',
      { info: (usual) => [...usual.slice(0, 6), der.boolean(true), ...usual.slice(6)] },
    ],
    ['with unsigned attributes', { signerInfo: add(der.element(0xa1, CONTENT_TYPE)) }],
    ['with an empty list of hash algorithms', { signedData: put(1, der.set()) }],
    ['by rsaEncryption', { leaf: rsaLeaf, signature: signedBy(RSA, 'sha256', der.nothing()) }],
    ['by RSASSA-PSS', { leaf: rsaLeaf, signature: pss('sha256', 32) }],
    [
      'by ECDSA with another hash than that of the content',
      { signature: signedBy('1.2.840.10045.4.3.3', 'sha384') },
    ],
  ])('%s', async (_, quirks) => {
    expect(await verify(quirks)).toMatchObject({ store: 'tsa:acme' });
  });
});

describe('a timestamp is refused', () => {
  const constrained = (id: string, value: Uint8Array, names: boolean): Quirks => {
    const middle = mint({
      ...CA,
      subject: nameOf('middle'),
      key: namedKey('middle'),
      issuer: authority.root,
      extensions: [extension(id, true, value)],
    });
    const alt = der.sequence(der.implicit(2, Buffer.from('clock.example.com')));
    const leaf = authority.issue({
      issuer: middle,
      ...(names ? { extensions: [extension('2.5.29.17', false, alt)] } : {}),
    });
    return { leaf, certificates: [leaf, middle] };
  };
  const issued = new TimestampAuthority({
    root: { ...CA, subject: nameOf('middle'), key: namedKey('middle') },
  });
  const onlyHost = der.sequence(
    der.explicit(0, der.sequence(der.implicit(2, Buffer.from('other.example.com')))),
  );

  it.each<[string, Quirks, RegExp]>([
    ['with constraints on names above a name', constrained('2.5.29.30', onlyHost, true), /nameConstraints/],
    [
      'with constraints on policies',
      constrained('2.5.29.36', der.sequence(der.implicit(0, Uint8Array.of(0))), false),
      /policyConstraints/,
    ],
  ])('%s', async (_, quirks, words) => {
    await expect(verify(quirks, issued)).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(words),
    });
  });

  it('is verified with constraints on names above nothing that they are about', async () => {
    expect((await verify(constrained('2.5.29.30', onlyHost, false), issued)).chain).toHaveLength(3);
  });

  it.each<[string, Quirks]>([
    [
      'whose certificate id has another issuer',
      certificateId(ess(authority.leaf, issuerSerial(encodeName(nameOf('x')), SERIAL))),
    ],
    [
      'whose certificate id has another serial number',
      certificateId(ess(authority.leaf, issuerSerial(ROOT_NAME, Uint8Array.of(7)))),
    ],
    [
      'whose certificate id has two issuers',
      certificateId(
        ess(
          authority.leaf,
          der.sequence(
            der.sequence(der.explicit(4, ROOT_NAME), der.explicit(4, ROOT_NAME)),
            der.integer(SERIAL),
          ),
        ),
      ),
    ],
    [
      'whose certificate id has a host as issuer',
      certificateId(
        ess(
          authority.leaf,
          der.sequence(der.sequence(der.implicit(2, Buffer.from('x'))), der.integer(SERIAL)),
        ),
      ),
    ],
    ['whose first certificate id is of another', certificateId(ess(authority.root), ess(authority.leaf))],
    ['whose list of certificate ids is empty', certificateId()],
    [
      'whose certificate is hashed by SHA-1',
      certificateId(der.sequence(algorithm('sha1'), der.octetString(hashed('sha1', authority.leaf.der)))),
    ],
    [
      'that has two certificate ids as values',
      {
        attributes: (usual) =>
          put(
            2,
            der.sequence(
              der.oid('1.2.840.113549.1.9.16.2.47'),
              der.set(
                der.sequence(der.sequence(ess(authority.leaf))),
                der.sequence(der.sequence(ess(authority.leaf))),
              ),
            ),
          )(usual),
      },
    ],
    [
      'with an attribute that has a third part',
      {
        attributes: put(
          0,
          der.sequence(
            der.oid('1.2.840.113549.1.9.3'),
            der.set(der.oid('1.2.840.113549.1.9.16.1.4')),
            der.nothing(),
          ),
        ),
      },
    ],
    [
      'with an attribute of no values',
      { attributes: put(0, der.sequence(der.oid('1.2.840.113549.1.9.3'), der.set())) },
    ],
    ['with unsigned attributes that are none', { signerInfo: add(der.element(0xa1, der.nothing())) }],
    [
      'with two signers',
      { signedData: (usual) => put(4, der.set(signerIn(usual[4]!), signerIn(usual[4]!)))(usual) },
    ],
    ['with no signer', { signedData: put(4, der.set()) }],
    ['with a signer of version 3', { signerInfo: put(0, der.integer(3)) }],
    ['with a signer by its key', { signerInfo: put(1, der.implicit(0, new Uint8Array(20))) }],
    ['without signed attributes', { signerInfo: (usual) => [...usual.slice(0, 3), ...usual.slice(4)] }],
    ['with a part behind its signer', { signerInfo: add(der.nothing()) }],
    ['with a digest by SHA-1', { digest: algorithm('sha1') }],
    ['with a digest by MD5', { digest: algorithm('md5') }],
    ['with a digest by SHA-3', { digest: algorithm('sha3') }],
    ['with a digest that was made by another hash', { digest: algorithm('sha384') }],
    ['of version 1', { signedData: put(0, der.integer(1)) }],
    ['of version 5', { signedData: put(0, der.integer(5)) }],
    ['with hash algorithms that are none', { signedData: put(1, der.set(der.integer(1))) }],
    ['without content', { signedData: put(2, der.sequence(der.oid('1.2.840.113549.1.9.16.1.4'))) }],
    ['with content of another kind', { signedData: put(2, der.sequence(der.oid('1.2.840.113549.1.7.1'))) }],
    [
      'with content in pieces',
      {
        signedData: (usual) =>
          put(
            2,
            der.sequence(
              der.oid('1.2.840.113549.1.9.16.1.4'),
              der.explicit(0, der.element(0x24, usual[2]!.subarray(usual[2]!.indexOf(0xa0) + 2))),
            ),
          )(usual),
      },
    ],
    [
      'with a certificate that cannot be read',
      {
        signedData: (usual) =>
          put(
            3,
            der.element(0xa0, authority.leaf.der, authority.root.der, der.sequence(der.integer(1))),
          )(usual),
      },
    ],
    [
      'with an attribute certificate',
      {
        signedData: put(3, der.element(0xa0, authority.leaf.der, der.explicit(2, der.integer(1)))),
      },
    ],
    [
      'with lists of revoked certificates',
      {
        signedData: (usual) => [...usual.slice(0, 4), der.element(0xa1, der.sequence()), usual[4]!],
      },
    ],
    ['with 17 certificates', { certificates: Array.from({ length: 17 }, () => authority.leaf) }],
    ['with a part behind its signers', { signedData: add(der.nothing()) }],
    ['whose serial number is a text', { info: put(3, der.utf8String('1')) }],
    ['whose information is of version 2', { info: put(0, der.integer(2)) }],
    [
      'with an imprint that is too short',
      { imprint: der.sequence(algorithm('sha256'), der.octetString(new Uint8Array(31))) },
    ],
    ['with something behind its information', { more: [der.nothing()] }],
    ['with a nonce of 65 octets', { nonce: der.integer(new Uint8Array(65).fill(1)) }],
    ['with the name of an authority that is two', { more: [der.explicit(0, der.nothing(), der.nothing())] }],
    ['with an extension without a value', { more: [der.explicit(1, der.sequence(der.oid('1.2.3')))] }],
    [
      'by RSASSA-PSS with another hash than that of the content',
      { leaf: rsaLeaf, signature: pss('sha384', 48) },
    ],
    ['by RSASSA-PSS with a salt of 20 octets', { leaf: rsaLeaf, signature: pss('sha256', 20) }],
    ['by RSASSA-PSS with parameters that lie', { leaf: rsaLeaf, signature: pss('sha256', 32, 'sha512') }],
    [
      'by RSA with SHA-1',
      { leaf: rsaLeaf, signature: signedBy('1.2.840.113549.1.1.5', 'sha1', der.nothing()) },
    ],
    ['by an algorithm of the other kind of key', { signature: signedBy(RSA, 'sha256', der.nothing()) }],
    ['by ECDSA that names another hash', { signature: signedBy('1.2.840.10045.4.3.3', 'sha256') }],
    ['by ECDSA with parameters', { signature: signedBy('1.2.840.10045.4.3.2', 'sha256', der.sequence()) }],
    [
      'by a signature with a byte behind it',
      {
        signature: {
          ...signedBy('1.2.840.10045.4.3.2', null),
          sign: (bytes, key) => Buffer.concat([sign('sha256', bytes, key), Uint8Array.of(0)]),
        },
      },
    ],
  ])('%s', async (_, quirks) => {
    await expect(verify(quirks)).rejects.toMatchObject(refused);
  });

  it.each([
    '20260101000000.5',
    '20260101000000',
    '202601010000Z',
    '2026010100Z',
    '20260101000000+0000',
    '20260101000000.0Z',
    '20260101000000.50Z',
    '20260101000000.Z',
    '20260101000000.1234567891Z',
    '20260101235960Z',
    '20260230000000Z',
    '20260101240000Z',
    '260101000000Z',
    '20260101000000z',
    ' 20260101000000Z',
    '20260101000000,5Z',
    '',
    '9'.repeat(9999),
  ])('whose time is %j', async (time) => {
    await expect(verify({ time })).rejects.toMatchObject(refused);
  });

  it.each<[string, Uint8Array]>([
    ['0 milliseconds', der.sequence(der.implicit(0, Uint8Array.of(0)))],
    ['1000 microseconds', der.sequence(der.implicit(1, Uint8Array.of(3, 0xe8)))],
    ['-1 seconds', der.sequence(der.element(0x02, Uint8Array.of(0xff)))],
    ['2^31 seconds', der.sequence(der.integer(Uint8Array.of(0x80, 0, 0, 0)))],
    [
      'microseconds in front of milliseconds',
      der.sequence(der.implicit(1, Uint8Array.of(1)), der.implicit(0, Uint8Array.of(1))),
    ],
  ])('whose accuracy is %s', async (_, accuracy) => {
    await expect(verify({ accuracy })).rejects.toMatchObject(refused);
  });
});

describe('a fraction of a millisecond', () => {
  const end = new Date('2026-01-01T00:00:00Z');

  it('is beyond the end of a certificate of the signer', async () => {
    const chain = await testChain({ leaf: { notAfter: end } }).certificates();
    const exact = await verify({ time: '20260101000000Z', accuracy: null });
    expect(() => checkCovers(exact, chain)).not.toThrow();
    const after = await verify({ time: '20260101000000.000000001Z', accuracy: null });
    expect(() => checkCovers(after, chain)).toThrow(expect.objectContaining(refused));
    const range = await verify({
      time: '20251231235959.999999Z',
      accuracy: der.sequence(der.implicit(1, Uint8Array.of(1))),
    });
    expect(() => checkCovers(range, chain)).not.toThrow();
    const wide = await verify({
      time: '20251231235959.999999Z',
      accuracy: der.sequence(der.implicit(1, Uint8Array.of(2))),
    });
    expect(() => checkCovers(wide, chain)).toThrow(expect.objectContaining(refused));
  });

  it('is beyond the end of the certificate of the authority', async () => {
    const leaf = authority.issue({ notAfter: end });
    expect(await verify({ leaf, time: '20260101000000Z' })).toMatchObject({ time: end });
    await expect(verify({ leaf, time: '20260101000000.0001Z' })).rejects.toMatchObject(refused);
  });
});

it('a signature of RSASSA-PSS is as long as its modulus', async () => {
  // A signature that begins with a zero comes once in 256.
  let attributes: Uint8Array = new Uint8Array();
  const usual = pss('sha256', 32);
  const short: NonNullable<Quirks['signature']> = {
    ...usual,
    sign(bytes, key) {
      attributes = bytes;
      for (;;) {
        const made = usual.sign(bytes, key);
        if (made[0] === 0) return made.subarray(1);
      }
    },
  };
  await expect(verify({ leaf: rsaLeaf, signature: short })).rejects.toMatchObject(refused);
  expect(attributes).not.toHaveLength(0);
});
