import { Buffer } from 'node:buffer';
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, KEY_USAGE_BITS, type KeyUsageBit } from '../../src/pki/certificate.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import * as der from './der.ts';

/** The kinds of key that the Notary Project allows; each has one fixed test key. */
export const KEY_KINDS = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-256', 'ec-384', 'ec-521'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** PKCS#8, not encrypted. */
  readonly pem: string;
}

/** A moment at which all that is minted here by default is valid. */
export const TEST_TIME = new Date('2026-06-01T12:00:00Z');
export const DEFAULT_NOT_BEFORE = new Date('2020-01-01T00:00:00Z');
export const DEFAULT_NOT_AFTER = new Date('2049-12-31T23:59:59Z');

export const PURPOSE = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

const NAME_TYPES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  SERIALNUMBER: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  POSTALCODE: '2.5.4.17',
  emailAddress: '1.2.840.113549.1.9.1',
  UID: '0.9.2342.19200300.100.1.1',
  DC: '0.9.2342.19200300.100.1.25',
};

/** One attribute; the type is a short name or an OID, the value a text or an encoded element. */
export type NameAttribute = readonly [type: string, value: string | Uint8Array];
/** RDNs in certificate order; one with several attributes is a list of them. */
export type NameSpec = readonly (NameAttribute | readonly NameAttribute[])[];

const keys = new Map<string, TestKey>();

function keyOf(privateKey: KeyObject): TestKey {
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  return { privateKey, publicKey: createPublicKey(privateKey), pem };
}

/** The fixed key of a kind; reading it costs nothing, unlike making one. */
export function testKey(kind: KeyKind = 'ec-256'): TestKey {
  const known = keys.get(kind);
  if (known) return known;
  const key = keyOf(createPrivateKey(readFileSync(join(import.meta.dirname, 'keys', `${kind}.pem`))));
  keys.set(kind, key);
  return key;
}

/** P-256 in a `d` made from `name`: as many different keys as a test wants, the same ones in each run. */
export function namedKey(name: string): TestKey {
  const known = keys.get(name);
  if (known) return known;
  const secret = createHash('sha256').update(name).digest();
  const key = keyOf(
    createPrivateKey({
      key: Buffer.from(
        der.sequence(
          der.integer(1),
          der.octetString(secret),
          der.explicit(0, der.oid('1.2.840.10045.3.1.7')),
        ),
      ),
      format: 'der',
      type: 'sec1',
    }),
  );
  keys.set(name, key);
  return key;
}

export type CertificateSignature =
  | 'sha1'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'pss-sha256'
  | 'pss-sha256-mask-sha1'
  | 'pss-sha1';

export interface CertificateSpec {
  readonly subject?: NameSpec;
  readonly key?: TestKey;
  /** Who signs; itself when absent. */
  readonly issuer?: Minted;
  /** The name that is written as issuer, where it is to differ from the subject of `issuer`. */
  readonly issuerName?: NameSpec;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly version?: 1 | 2 | 3;
  /** `null` leaves an extension out. */
  readonly basicConstraints?: {
    readonly critical?: boolean;
    readonly ca: boolean;
    readonly pathLength?: number;
  } | null;
  readonly keyUsage?: { readonly critical?: boolean; readonly bits: readonly KeyUsageBit[] } | null;
  readonly extendedKeyUsage?: { readonly critical?: boolean; readonly oids: readonly string[] } | null;
  readonly ocspUrls?: readonly string[];
  readonly crlUrls?: readonly string[];
  readonly freshestCrlUrls?: readonly string[];
  /** Further extensions, encoded whole. */
  readonly extensions?: readonly Uint8Array[];
  readonly signature?: CertificateSignature;
  /** Spoils the signature on the certificate. */
  readonly forged?: boolean;
}

export interface Minted {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly key: TestKey;
  readonly subject: NameSpec;
  certificate(): Promise<Certificate>;
}

export function encodeName(name: NameSpec): Uint8Array {
  const attribute = ([type, value]: NameAttribute): Uint8Array =>
    der.sequence(
      der.oid(NAME_TYPES[type] ?? type),
      typeof value !== 'string' ? value : type === 'C' ? der.printableString(value) : der.utf8String(value),
    );
  const isOne = (rdn: NameSpec[number]): rdn is NameAttribute => typeof rdn[0] === 'string';
  return der.sequence(
    ...name.map((rdn) => (isOne(rdn) ? der.set(attribute(rdn)) : der.set(...rdn.map(attribute)))),
  );
}

export function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(id), ...flag, der.octetString(value));
}

function encodeKeyUsage(bits: readonly KeyUsageBit[]): Uint8Array {
  const positions = bits.map((bit) => KEY_USAGE_BITS.indexOf(bit));
  const last = Math.max(-1, ...positions);
  const bytes = new Uint8Array((last + 8) >> 3);
  for (const position of positions) bytes[position >> 3]! |= 0x80 >> (position & 7);
  return der.bitString(bytes, last < 0 ? 0 : 7 - (last & 7));
}

function crlPoints(urls: readonly string[]): Uint8Array {
  const point = (url: string) =>
    der.sequence(der.explicit(0, der.explicit(0, der.implicit(6, Buffer.from(url, 'latin1')))));
  return der.sequence(...urls.map(point));
}

function encodeExtensions(spec: CertificateSpec): Uint8Array[] {
  const { basicConstraints, keyUsage, extendedKeyUsage, ocspUrls, crlUrls, freshestCrlUrls } = spec;
  const list: Uint8Array[] = [];
  if (basicConstraints) {
    const { ca, pathLength, critical = true } = basicConstraints;
    const limit = pathLength === undefined ? [] : [der.integer(pathLength)];
    list.push(extension('2.5.29.19', critical, der.sequence(...(ca ? [der.boolean(true)] : []), ...limit)));
  }
  if (keyUsage) list.push(extension('2.5.29.15', keyUsage.critical ?? true, encodeKeyUsage(keyUsage.bits)));
  if (extendedKeyUsage) {
    const { critical = false, oids } = extendedKeyUsage;
    list.push(extension('2.5.29.37', critical, der.sequence(...oids.map(der.oid))));
  }
  if (ocspUrls) {
    const ocsp = der.oid('1.3.6.1.5.5.7.48.1');
    const entries = ocspUrls.map((url) => der.sequence(ocsp, der.implicit(6, Buffer.from(url, 'latin1'))));
    list.push(extension('1.3.6.1.5.5.7.1.1', false, der.sequence(...entries)));
  }
  if (crlUrls) list.push(extension('2.5.29.31', false, crlPoints(crlUrls)));
  if (freshestCrlUrls) list.push(extension('2.5.29.46', false, crlPoints(freshestCrlUrls)));
  return [...list, ...(spec.extensions ?? [])];
}

const RSA_OIDS: Readonly<Record<string, string>> = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};
const ECDSA_OIDS: Readonly<Record<string, string>> = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};
const HASH_OIDS: Readonly<Record<string, string>> = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
};

function signatureOf(
  key: KeyObject,
  kind: CertificateSignature,
): { algorithm: Uint8Array; sign(data: Uint8Array): Uint8Array } {
  const [hash = '', maskHash = hash] = kind.replace('pss-', '').split('-mask-');
  if (key.asymmetricKeyType === 'ec') {
    return {
      algorithm: der.sequence(der.oid(ECDSA_OIDS[hash]!)),
      sign: (data) => sign(hash, data, key),
    };
  }
  if (kind === hash) {
    return {
      algorithm: der.sequence(der.oid(RSA_OIDS[hash]!), der.nothing()),
      sign: (data) => sign(hash, data, key),
    };
  }
  const hashId = der.sequence(der.oid(HASH_OIDS[hash]!), der.nothing());
  const maskId = der.sequence(der.oid(HASH_OIDS[maskHash]!), der.nothing());
  const mask = der.sequence(der.oid('1.2.840.113549.1.1.8'), maskId);
  const saltLength = hash === 'sha1' ? 20 : 32;
  const parameters = der.sequence(
    der.explicit(0, hashId),
    der.explicit(1, mask),
    der.explicit(2, der.integer(saltLength)),
  );
  return {
    algorithm: der.sequence(der.oid('1.2.840.113549.1.1.10'), parameters),
    sign: (data) => sign(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
  };
}

export function toPem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'test certificate' } as const;

function minted(bytes: Uint8Array, key: TestKey, subject: NameSpec): Minted {
  let parsed: Promise<Certificate> | undefined;
  return {
    der: bytes,
    pem: toPem('CERTIFICATE', bytes),
    key,
    subject,
    certificate() {
      parsed ??= parseCertificate(bytes, COMPLAINT);
      return parsed;
    },
  };
}

/** Makes one certificate; nothing is checked, so every rule can be broken. */
export function mint(spec: CertificateSpec = {}): Minted {
  const { subject = DEFAULT_SUBJECT, key = testKey(), version = 3, signature = 'sha256' } = spec;
  const issuerKey = (spec.issuer?.key ?? key).privateKey;
  const signer = signatureOf(issuerKey, signature);
  const extensions = encodeExtensions(spec);
  const tbs = der.sequence(
    ...(version === 1 ? [] : [der.explicit(0, der.integer(version - 1))]),
    der.integer(Buffer.concat([Uint8Array.of(1), randomBytes(12)])),
    signer.algorithm,
    encodeName(spec.issuerName ?? spec.issuer?.subject ?? subject),
    der.sequence(
      der.time(spec.notBefore ?? DEFAULT_NOT_BEFORE),
      der.time(spec.notAfter ?? DEFAULT_NOT_AFTER),
    ),
    encodeName(subject),
    key.publicKey.export({ format: 'der', type: 'spki' }),
    ...(extensions.length > 0 ? [der.explicit(3, der.sequence(...extensions))] : []),
  );
  const value = signer.sign(spec.forged ? Buffer.concat([tbs, Uint8Array.of(0)]) : tbs);
  return minted(der.sequence(tbs, signer.algorithm, der.bitString(value)), key, subject);
}

export function nameOf(commonName: string, organization = 'acme-rockets.io'): NameSpec {
  return [
    ['C', 'US'],
    ['ST', 'WA'],
    ['O', organization],
    ['CN', commonName],
  ];
}

const DEFAULT_SUBJECT = nameOf('release');

/** What a CA certificate has by default. */
export const CA: CertificateSpec = {
  basicConstraints: { ca: true },
  keyUsage: { bits: ['keyCertSign', 'cRLSign'] },
};

/** What a signing certificate has by default. */
export const LEAF: CertificateSpec = {
  keyUsage: { bits: ['digitalSignature'] },
  extendedKeyUsage: { oids: [PURPOSE.codeSigning] },
};

export interface ChainSpec {
  readonly kind?: KeyKind;
  readonly leaf?: CertificateSpec;
  readonly intermediate?: CertificateSpec;
  readonly root?: CertificateSpec;
}

export interface TestChain {
  readonly leaf: Minted;
  readonly intermediate: Minted;
  readonly root: Minted;
  /** Leaf first. */
  readonly minted: readonly Minted[];
  /** Leaf first, root last. */
  readonly pem: string;
  readonly key: TestKey;
  certificates(): Promise<Certificate[]>;
}

function chainOf(list: readonly [Minted, ...Minted[]]) {
  return {
    minted: list,
    pem: list.map(({ pem }) => pem).join(''),
    key: list[0].key,
    certificates: () => Promise.all(list.map((one) => one.certificate())),
  };
}

/** Root, intermediate and leaf; each can be made to break a rule. Only the leaf has a key of `kind`. */
export function testChain({ kind = 'ec-256', leaf, intermediate, root }: ChainSpec = {}): TestChain {
  const top = mint({ ...CA, subject: nameOf('root'), key: namedKey('root'), ...root });
  const middle = mint({
    ...CA,
    basicConstraints: { ca: true, pathLength: 0 },
    subject: nameOf('intermediate'),
    key: namedKey('intermediate'),
    issuer: top,
    ...intermediate,
  });
  const bottom = mint({ ...LEAF, key: testKey(kind), issuer: middle, ...leaf });
  return { root: top, intermediate: middle, leaf: bottom, ...chainOf([bottom, middle, top]) };
}

/** A certificate that signed itself and signs artifacts, as `notation cert generate-test` makes it. */
export function testSelfSigned(kind: KeyKind = 'ec-256', spec: CertificateSpec = {}) {
  return chainOf([mint({ ...LEAF, key: testKey(kind), ...spec })]);
}

let shared: TestChain | undefined;

/** One good chain with a P-256 leaf, the same in all tests of a file. */
export function sharedChain(): TestChain {
  shared ??= testChain();
  return shared;
}
