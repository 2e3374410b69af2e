import { Buffer } from 'node:buffer';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { encodeName, extension } from '../../support/certificate-parts.ts';
import * as der from '../../support/der.ts';
import {
  CA,
  LEAF,
  type Minted,
  mint,
  namedKey,
  nameOf,
  PURPOSE,
  type TestKey,
  testKey,
} from '../../support/pki.ts';

const text = (number: number, value: string): Uint8Array =>
  der.implicit(number, Buffer.from(value, 'latin1'));
const bytes = (number: number, hex: string): Uint8Array => der.implicit(number, Buffer.from(hex, 'hex'));
const directory = der.explicit(4, encodeName(nameOf('somewhere')));

const ALT_NAMES = [
  text(2, 'example.com'),
  text(2, '*.example.com'),
  text(1, 'release@example.com'),
  bytes(7, '0a000001'),
  bytes(7, '20010db8000000000000000000000001'),
  text(6, 'spiffe://example.com/ns/ci/sa/release'),
  text(6, 'https://user@example.com:8443/a/b%20c?d=e#f'),
  text(6, 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'),
  directory,
  der.explicit(0, der.oid('1.3.6.1.4.1.311.20.2.3'), der.explicit(0, der.utf8String('release@example.com'))),
  bytes(8, '2a0304'),
];

const subtree = (base: Uint8Array): Uint8Array => der.sequence(base);
const CPS = der.sequence(der.oid('1.3.6.1.5.5.7.2.1'), der.ia5String('https://example.com/cps'));
const NOTICE = der.sequence(der.oid('1.3.6.1.5.5.7.2.2'), der.sequence(der.utf8String('a notice')));
const access = (method: number, location: Uint8Array): Uint8Array =>
  der.sequence(der.oid(`1.3.6.1.5.5.7.48.${method}`), location);
const fullName = (...names: readonly Uint8Array[]): Uint8Array => der.explicit(0, der.explicit(0, ...names));
const KEY_ID = '0102030405060708090a0b0c0d0e0f1011121314';

/** Each extension of RFC 5280, 4.2, well formed. */
export const EXTENSIONS: Readonly<Record<string, Uint8Array>> = {
  subjectAltName: extension('2.5.29.17', false, der.sequence(...ALT_NAMES)),
  issuerAltName: extension('2.5.29.18', false, der.sequence(text(1, 'ca@example.com'))),
  nameConstraints: extension(
    '2.5.29.30',
    true,
    der.sequence(
      der.explicit(
        0,
        ...[
          text(2, 'example.com'),
          text(2, '.example.org'),
          text(1, 'example.com'),
          text(1, 'a@example.com'),
        ].map(subtree),
        ...[
          text(6, '.example.com'),
          bytes(7, '0a000000ff000000'),
          bytes(7, `${'20'.repeat(16)}${'ff'.repeat(16)}`),
        ].map(subtree),
      ),
      der.explicit(1, ...[text(2, 'bad.example.com'), directory].map(subtree)),
    ),
  ),
  crlDistributionPoints: extension(
    '2.5.29.31',
    false,
    der.sequence(
      der.sequence(fullName(text(6, 'http://crl.example.com/a.crl'), text(6, 'ldap:///CN=a?b'))),
      der.sequence(fullName(directory), bytes(1, '0780'), der.explicit(2, directory)),
    ),
  ),
  certificatePolicies: extension(
    '2.5.29.32',
    false,
    der.sequence(
      der.sequence(der.oid('2.23.140.1.2.2')),
      der.sequence(der.oid('1.3.6.1.4.1.44947.1.1.1'), der.sequence(CPS, NOTICE)),
    ),
  ),
  policyMappings: extension(
    '2.5.29.33',
    true,
    der.sequence(der.sequence(der.oid('1.2.3.4'), der.oid('1.2.3.5'))),
  ),
  authorityKeyIdentifier: extension(
    '2.5.29.35',
    false,
    der.sequence(bytes(0, KEY_ID), der.explicit(1, directory), bytes(2, '0102')),
  ),
  policyConstraints: extension('2.5.29.36', true, der.sequence(bytes(0, '00'), bytes(1, '03'))),
  subjectKeyIdentifier: extension('2.5.29.14', false, der.octetString(Buffer.from(KEY_ID, 'hex'))),
  inhibitAnyPolicy: extension('2.5.29.54', true, der.integer(2)),
  authorityInfoAccess: extension(
    '1.3.6.1.5.5.7.1.1',
    false,
    der.sequence(
      access(1, text(6, 'http://ocsp.example.com')),
      access(2, text(6, 'http://ca.example.com/a.cer')),
      access(2, directory),
    ),
  ),
  signedCertificateTimestamps: extension(
    '1.3.6.1.4.1.11129.2.4.2',
    false,
    der.octetString(Buffer.alloc(60, 7)),
  ),
  unknown: extension('1.2.3.4.5', false, der.utf8String('what nobody knows')),
};

export function edKey(): TestKey {
  const pair = generateKeyPairSync('ed25519');
  return { ...pair, pem: '' };
}

/** Certificates of many forms that Go and Sealift both take. @param issuer of those that are no roots. */
export function certificateSeeds(issuer?: Minted): Minted[] {
  const ec = mint({ ...CA, subject: nameOf('EC root'), key: namedKey('EC root') });
  const rsa = mint({ ...CA, subject: nameOf('RSA root'), key: testKey('rsa-2048') });
  const ed = mint({ ...CA, subject: nameOf('Ed25519 root'), key: edKey() });
  const all = Object.values(EXTENSIONS);
  const issued = issuer ?? ec;
  const attributes = [
    ['C', 'DE'],
    ['O', der.element(0x14, Buffer.from('Gr\xf6\xdfe', 'latin1'))],
    ['OU', der.element(0x1e, Buffer.from('004100c9', 'hex'))],
    [
      ['CN', der.printableString('a*&b')],
      ['SERIALNUMBER', der.element(0x12, Buffer.from('12 3'))],
    ],
    ['emailAddress', der.ia5String('a@example.com')],
  ] as const;
  return [
    ...[ec, rsa, ed],
    ...all.map((one) => mint({ ...LEAF, issuer: issued, extensions: [one] })),
    mint({ ...LEAF, issuer: issued, extensions: all, key: testKey('ec-384') }),
    mint({
      ...CA,
      issuer: rsa,
      extensions: all,
      key: testKey('ec-521'),
      basicConstraints: { ca: true, pathLength: 3 },
    }),
    mint({ ...LEAF, issuer: rsa, signature: 'pss-sha256', key: testKey('rsa-3072') }),
    mint({
      ...LEAF,
      issuer: ed,
      key: testKey('rsa-2048'),
      extendedKeyUsage: { critical: true, oids: Object.values(PURPOSE) },
    }),
    mint({ ...LEAF, issuer: issued, key: edKey(), notAfter: new Date('2055-01-01T00:00:00Z') }),
    mint({ ...LEAF, issuer: issued, subject: attributes }),
    mint({ version: 1, issuer: rsa }),
  ];
}

/** The certificates of the authorities that Node brings. */
export function realRoots(): Uint8Array[] {
  return rootCertificates.map((pem) => new X509Certificate(pem).raw);
}
