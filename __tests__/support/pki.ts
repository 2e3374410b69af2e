import { Buffer } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from '../../src/pki/certificate.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import {
  type CertificateSignature,
  type ExtensionSpec,
  encodeExtensions,
  encodeName,
  type NameSpec,
  signatureOf,
} from './certificate-parts.ts';
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

export interface CertificateSpec extends ExtensionSpec {
  readonly subject?: NameSpec;
  readonly key?: TestKey;
  /** Who signs; itself when absent. */
  readonly issuer?: Minted;
  /** The name that is written as issuer, where it is to differ from the subject of `issuer`. */
  readonly issuerName?: NameSpec;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly version?: 1 | 2 | 3;
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

/** The chain with a new certificate of its signer. */
export function renewed({ intermediate, root, key }: TestChain): TestChain {
  const leaf = mint({ ...LEAF, key, issuer: intermediate });
  return { root, intermediate, leaf, ...chainOf([leaf, intermediate, root]) };
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
