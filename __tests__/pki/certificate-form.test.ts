import { Buffer } from 'node:buffer';
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import { extension } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { type DerNode, derTree, writeDerTree } from '../support/der-tree.ts';
import { CA, LEAF, mint, namedKey, nameOf, sharedChain, type TestKey, testKey } from '../support/pki.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'leaf.pem' } as const;

/** Where the parts of TBSCertificate stand, of a version that is told. */
const TBS = {
  version: 0,
  serial: 1,
  signature: 2,
  issuer: 3,
  validity: 4,
  subject: 5,
  key: 6,
  extensions: 7,
};

/** The shared leaf with its TBSCertificate changed. */
function changed(
  change: (tbs: DerNode[], outer: DerNode[]) => void,
  from = sharedChain().leaf.der,
): Uint8Array {
  const tree = derTree(from);
  change(tree.children![0]!.children!, tree.children!);
  return writeDerTree(tree);
}

const rsaLeaf = (): Uint8Array => mint({ ...LEAF, key: testKey('rsa-2048') }).der;
const replaced = (part: keyof typeof TBS, by: Uint8Array) => () =>
  changed((tbs) => {
    tbs[TBS[part]] = derTree(by);
  });
/** The leaf with another key: AlgorithmIdentifier and the content of the BIT STRING. */
const withKey = (algorithm: readonly Uint8Array[], key: Uint8Array) =>
  replaced('key', der.sequence(der.sequence(...algorithm), der.bitString(key)));
const RSA = der.oid('1.2.840.113549.1.1.1');
const EC = der.oid('1.2.840.10045.2.1');
const P256 = der.oid('1.2.840.10045.3.1.7');
const ED25519 = der.oid('1.3.101.112');
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const point = (): Buffer =>
  sharedChain().leaf.key.publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
const modulus = (): Buffer =>
  Buffer.from(testKey('rsa-2048').publicKey.export({ format: 'jwk' }).n!, 'base64url');
const rsaKey = (n: Uint8Array, e: Uint8Array = der.integer(65_537), ...more: readonly Uint8Array[]) =>
  withKey([RSA, der.nothing()], der.sequence(n, e, ...more));
const added =
  (...list: readonly Uint8Array[]) =>
  () =>
    mint({ ...LEAF, extensions: list }).der;

const refused: [string, () => Uint8Array, RegExp][] = [
  ['a negative serial number', replaced('serial', der.element(2, hex('80'))), /serialNumber: is negative/],
  [
    'a serial number that is text',
    replaced('serial', der.utf8String('1')),
    /serialNumber: .* INTEGER is expected/,
  ],
  ['version 4', replaced('version', der.explicit(0, der.integer(3))), /version: is 4/],
  [
    'a negative version',
    replaced('version', der.explicit(0, der.element(2, hex('ff')))),
    /version: is negative/,
  ],
  [
    'two versions',
    replaced('version', der.explicit(0, der.integer(2), der.integer(2))),
    /version: is malformed/,
  ],
  ['no version behind its tag', replaced('version', der.explicit(0)), /version: has no content/],
  [
    'a validity in a SET',
    () =>
      changed((tbs) => {
        tbs[TBS.validity]!.tag = 0x31;
      }),
    /validity/,
  ],
  [
    'three times',
    () =>
      changed((tbs) => {
        tbs[TBS.validity]!.children!.push(derTree(der.time(new Date(0))));
      }),
    /validity: .* two times/,
  ],
  [
    'a part behind the extensions',
    () =>
      changed((tbs) => {
        tbs.push(derTree(der.nothing()));
      }),
    /holds a part that its definition does not have/,
  ],
  [
    'a part between key and extensions',
    () =>
      changed((tbs) => {
        tbs.splice(TBS.extensions, 0, derTree(der.explicit(4, der.nothing())));
      }),
    /holds a part that its definition does not have/,
  ],
  [
    'a part behind the signature',
    () =>
      changed((_, outer) => {
        outer.push(derTree(der.nothing()));
      }),
    /is not a certificate/,
  ],
  [
    'a signature whose bits do not fill its octets',
    () =>
      changed((_, outer) => {
        outer[2] = derTree(der.bitString(hex('80'), 7));
      }),
    /signatureValue: .* whole octets/,
  ],
  [
    'extensions of version 2',
    replaced('version', der.explicit(0, der.integer(1))),
    /has extensions, but is of version 2/,
  ],
  [
    'a unique identifier of version 1',
    () =>
      changed(
        (tbs) => {
          tbs.push(derTree(der.implicit(1, hex('0001'))));
        },
        mint({ version: 1 }).der,
      ),
    /has a unique identifier, but is of version 1/,
  ],

  [
    'an RSA key without parameters',
    withKey([RSA], hex('3000')),
    /public key: has parameters that are not NULL/,
  ],
  [
    'an RSA key of whose parts one is missing',
    rsaKey(der.integer(modulus()), Buffer.alloc(0)),
    /has no publicExponent/,
  ],
  [
    'an RSA key with a part more',
    rsaKey(der.integer(modulus()), der.integer(3), der.integer(1)),
    /public key/,
  ],
  [
    'a modulus that is not minimal',
    rsaKey(der.element(2, hex('0000'), modulus())),
    /integer that is not DER/,
  ],
  ['a negative modulus', rsaKey(der.element(2, modulus())), /modulus: is negative/],
  ['an even modulus', rsaKey(der.integer(modulus().fill(0, 255))), /modulus that is even/],
  ['a modulus of 0', rsaKey(der.integer(0)), /modulus that is even/],
  ['an exponent that is not minimal', rsaKey(der.integer(modulus()), der.element(2, hex('0003'))), /not DER/],
  [
    'a negative exponent',
    rsaKey(der.integer(modulus()), der.element(2, hex('fd'))),
    /publicExponent: is negative/,
  ],
  ['the exponent 0', rsaKey(der.integer(modulus()), der.integer(0)), /RSA exponent that is 0 or beyond/],
  [
    'an exponent of 64 bits',
    rsaKey(der.integer(modulus()), der.integer(hex('ff'.repeat(8)))),
    /0 or beyond 63 bits/,
  ],
  [
    'an RSA key for PSS alone, which Go does not read',
    () => {
      const pair = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
      return mint({ ...LEAF, issuer: sharedChain().root, key: { ...pair, pem: '' } }).der;
    },
    /public key: is of a kind that is not allowed/,
  ],

  ['a point that is off its curve', withKey([EC, P256], point().fill(1, 64)), /public key: cannot be read/],
  ['a point at infinity', withKey([EC, P256], hex('00')), /no uncompressed point/],
  ['a point of another curve', withKey([EC, der.oid('1.3.132.0.34')], point()), /no uncompressed point/],
  [
    'a point with an octet more',
    withKey([EC, P256], Buffer.concat([point(), hex('00')])),
    /no uncompressed point/,
  ],
  ['a curve with something behind it', withKey([EC, P256, der.nothing()], point()), /public key/],
  ['no curve', withKey([EC], point()), /without a named curve/],
  [
    'an Ed25519 key with parameters',
    withKey([ED25519, der.nothing()], Buffer.alloc(32, 1)),
    /has parameters/,
  ],
  ['an Ed25519 key that is short', withKey([ED25519], Buffer.alloc(31, 1)), /length of an Ed25519 key/],
  ['an X25519 key', withKey([der.oid('1.3.101.110')], Buffer.alloc(32, 1)), /kind that is not allowed/],
  [
    'a key with something behind it',
    replaced('key', der.sequence(der.sequence(EC, P256), der.bitString(point()), der.nothing())),
    /public key/,
  ],

  [
    'an attribute type beyond 31 bits',
    () => mint({ ...LEAF, subject: [['1.2.4294967296', 'x']] }).der,
    /has a malformed name: a type has a number beyond/,
  ],
  ['an extension beyond 31 bits', added(extension('1.2.4294967296', false, der.nothing())), /beyond 31 bits/],
  [
    'an extension twice',
    added(extension('1.2.3', false, der.nothing()), extension('1.2.3', true, der.nothing())),
    /extension 1\.2\.3: stands there twice/,
  ],
  [
    'a subjectKeyIdentifier that is critical',
    added(extension('2.5.29.14', true, der.octetString(hex('01')))),
    /subjectKeyIdentifier: is marked critical/,
  ],
  [
    'an authorityKeyIdentifier that is critical',
    added(extension('2.5.29.35', true, der.sequence())),
    /authorityKeyIdentifier: is marked critical/,
  ],
  [
    'an authorityInfoAccess that is critical',
    added(extension('1.3.6.1.5.5.7.1.1', true, der.sequence())),
    /authorityInfoAccess: is marked critical/,
  ],
];

describe('the form of a certificate', () => {
  it.each(refused)('does not allow %s', async (_, make, reason) => {
    await expect(parseCertificate(make(), COMPLAINT)).rejects.toMatchObject({
      code: COMPLAINT.code,
      message: expect.stringMatching(new RegExp(`^leaf\\.pem.*${reason.source}`)),
    });
  });

  it.each<[string, () => Uint8Array]>([
    [
      'unique identifiers',
      () =>
        changed((tbs) =>
          tbs.splice(TBS.extensions, 0, ...[1, 2].map((tag) => derTree(der.implicit(tag, hex('0001'))))),
        ),
    ],
    ['a serial number of 0', replaced('serial', der.integer(0))],
    ['a serial number of 40 octets', replaced('serial', der.integer(Buffer.alloc(40, 5)))],
    ['an RSA key', rsaLeaf],
    ['an Ed25519 key', withKey([ED25519], Buffer.alloc(32, 1))],
    ['no extensions, of version 1', () => mint({ version: 1 }).der],
    ['an attribute type of 31 bits', () => mint({ ...LEAF, subject: [['1.2.2147483647', 'x']] }).der],
    [
      'an extension that says it is not critical',
      added(der.sequence(der.oid('1.2.3'), der.boolean(false), der.octetString(hex('00')))),
    ],
  ])('allows %s', async (_, make) => {
    await expect(parseCertificate(make(), COMPLAINT)).resolves.toBeDefined();
  });
});

describe('the key of a certificate', () => {
  it.each<[string, () => Uint8Array, RegExp | undefined]>([
    ['RSA of 2048 bits', rsaKey(der.integer(modulus())), undefined],
    ['RSA of 2047 bits', rsaKey(der.integer(modulus().fill(0x7f, 0, 1))), /RSA with 2047 bits/],
    ...[1, 2, 65_536, 2 ** 31 + 1, 2 ** 40 + 1].map((exponent): [string, () => Uint8Array, RegExp] => [
      `the exponent ${exponent}`,
      rsaKey(der.integer(modulus()), der.integer(exponent)),
      new RegExp(`RSA exponent ${exponent}`),
    ]),
    ['the exponent 3', rsaKey(der.integer(modulus()), der.integer(3)), undefined],
    ['the exponent 2^31 - 1', rsaKey(der.integer(modulus()), der.integer(2 ** 31 - 1)), undefined],
    ['P-256', withKey([EC, P256], point()), undefined],
    [
      'P-224',
      () =>
        mint({ ...LEAF, key: { ...generateKeyPairSync('ec', { namedCurve: 'secp224r1' }), pem: '' } }).der,
      /P-224/,
    ],
  ])('has a fault or none: %s', async (_, make, fault) => {
    const { keyFault } = await parseCertificate(make(), COMPLAINT);
    if (fault) expect(keyFault).toMatch(fault);
    else expect(keyFault).toBeUndefined();
  });
});

describe('the signature on a certificate', () => {
  /** A certificate that a key signed as `algorithm` says. */
  async function signed(key: TestKey, algorithm: Uint8Array, make: (tbs: Uint8Array) => Uint8Array) {
    const root = mint({ ...CA, subject: nameOf('root'), key });
    const [tbs] = derTree(mint({ ...LEAF, issuer: root }).der).children!;
    tbs!.children![TBS.signature] = derTree(algorithm);
    const toBeSigned = writeDerTree(tbs!);
    const bytes = der.sequence(toBeSigned, algorithm, der.bitString(make(toBeSigned)));
    return parseCertificate(bytes, COMPLAINT);
  }

  const sha256 = der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.nothing());
  const pss = (parts: {
    hash?: Uint8Array;
    generator?: string;
    mask?: Uint8Array;
    salt?: number;
    trailer?: number;
  }) => {
    const { hash = sha256, generator = '1.2.840.113549.1.1.8', mask = hash, salt = 32, trailer } = parts;
    return der.sequence(
      der.oid('1.2.840.113549.1.1.10'),
      der.sequence(
        der.explicit(0, hash),
        der.explicit(1, der.sequence(der.oid(generator), mask)),
        der.explicit(2, der.integer(salt)),
        ...(trailer === undefined ? [] : [der.explicit(3, der.integer(trailer))]),
      ),
    );
  };
  const none = () => new Uint8Array(256);

  it.each<[string, Uint8Array, RegExp | undefined]>([
    ['as Go takes it', pss({}), undefined],
    ['with the trailer field written out', pss({ trailer: 1 }), undefined],
    [
      'without NULL behind its hashes',
      pss({ hash: der.sequence(der.oid('2.16.840.1.101.3.4.2.1')) }),
      undefined,
    ],
    ['with another salt', pss({ salt: 20 }), /salt has 20 octets/],
    ['with another trailer field', pss({ trailer: 2 }), /trailer field is 2/],
    [
      'with another mask',
      pss({ mask: der.sequence(der.oid('2.16.840.1.101.3.4.2.2'), der.nothing()) }),
      /its mask/,
    ],
    ['with another generator', pss({ generator: '1.2.840.113549.1.1.9' }), /its mask/],
    [
      'with parameters of its hash',
      pss({ hash: der.sequence(der.oid('2.16.840.1.101.3.4.2.1'), der.sequence()) }),
      /its hash has parameters/,
    ],
  ])('has a fault or none: RSASSA-PSS %s', async (_, algorithm, fault) => {
    const { signatureFault } = await signed(testKey('rsa-2048'), algorithm, none);
    if (fault) expect(signatureFault).toMatch(fault);
    else expect(signatureFault).toBeUndefined();
  });

  it.each<[string, Uint8Array, boolean]>([
    ['1.2.840.113549.1.1.11', der.nothing(), true],
    ['1.2.840.113549.1.1.11', der.sequence(), false],
    ['1.2.840.10045.4.3.2', der.nothing(), true],
    ['1.2.840.10045.4.3.2', der.integer(1), false],
    ['1.3.101.112', der.nothing(), false],
  ])(
    'by the algorithm %s has a fault unless its parameters are allowed',
    async (oid, parameters, isSound) => {
      const { signatureFault } = await signed(
        testKey('rsa-2048'),
        der.sequence(der.oid(oid), parameters),
        none,
      );
      expect(signatureFault === undefined).toBe(isSound);
    },
  );

  it('does not count when it is shorter than the modulus', async () => {
    const key = testKey('rsa-2048');
    const options = { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    let whole = Buffer.alloc(0);
    const withZero = await signed(key, pss({}), (tbs) => {
      do whole = sign('sha256', tbs, options);
      while (whole[0] !== 0);
      return whole;
    });
    // The TBSCertificate stays the same, byte by byte.
    const tree = derTree(withZero.der);
    tree.children![2] = derTree(der.bitString(whole.subarray(1)));
    const without = await parseCertificate(writeDerTree(tree), COMPLAINT);
    expect(withZero.isSignedBy(key.publicKey)).toBe(true);
    expect(without.isSignedBy(key.publicKey)).toBe(false);
  });

  it('is verified with Ed25519', async () => {
    const key = { ...generateKeyPairSync('ed25519'), pem: '' };
    const root = mint({ ...CA, subject: nameOf('root'), key });
    const leaf = await mint({ ...LEAF, issuer: root }).certificate();
    expect(leaf.isSignedBy(key.publicKey)).toBe(true);
    expect(leaf.isSignedBy(namedKey('other').publicKey)).toBe(false);
  });
});
