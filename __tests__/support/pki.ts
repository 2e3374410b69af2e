import { createHash, type KeyObject, KeyObject as NodeKeyObject, webcrypto } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import type { Certificate } from '../../src/pki/certificate.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as never }));

export type KeyKind = 'RSA-2048' | 'RSA-3072' | 'RSA-4096' | 'EC-256' | 'EC-384' | 'EC-521';

export interface KeyPair {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
  readonly pem: string;
  readonly hash: string;
}

const rsa = (modulusLength: number, hash: string) => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash,
});
const PARAMETERS: Readonly<Record<KeyKind, { algorithm: object; hash: string }>> = {
  'RSA-2048': { algorithm: rsa(2048, 'SHA-256'), hash: 'SHA-256' },
  'RSA-3072': { algorithm: rsa(3072, 'SHA-384'), hash: 'SHA-384' },
  'RSA-4096': { algorithm: rsa(4096, 'SHA-512'), hash: 'SHA-512' },
  'EC-256': { algorithm: { name: 'ECDSA', namedCurve: 'P-256' }, hash: 'SHA-256' },
  'EC-384': { algorithm: { name: 'ECDSA', namedCurve: 'P-384' }, hash: 'SHA-384' },
  'EC-521': { algorithm: { name: 'ECDSA', namedCurve: 'P-521' }, hash: 'SHA-512' },
};

const keys = new Map<string, Promise<KeyPair>>();

/** A key pair of a kind, made once a process for each label: making RSA keys is slow. */
export function keyPair(kind: KeyKind, label = ''): Promise<KeyPair> {
  const id = `${kind} ${label}`;
  const known = keys.get(id);
  if (known) return known;
  const made = (async () => {
    const { algorithm, hash } = PARAMETERS[kind];
    const pair = (await webcrypto.subtle.generateKey(algorithm as webcrypto.EcKeyGenParams, true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    const pem = NodeKeyObject.from(pair.privateKey).export({ type: 'pkcs8', format: 'pem' }) as string;
    return { ...pair, pem, hash };
  })();
  keys.set(id, made);
  return made;
}

export function publicKeyOf(pair: KeyPair): KeyObject {
  return NodeKeyObject.from(pair.publicKey);
}

const ATTRIBUTE_OIDS: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
};

/** `[['C','US'], ['1.2.3','x']]`: known short names or dotted OIDs, in certificate order. */
export type Subject = readonly (readonly [type: string, value: string])[];

export interface CertificateOptions {
  readonly subject: Subject;
  readonly key: KeyPair;
  /** Self-signed when absent. */
  readonly issuer?: Issued;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Bits of keyUsage, first bit is digitalSignature; `null` leaves the extension out. */
  readonly keyUsage?: readonly number[] | null;
  readonly keyUsageCritical?: boolean;
  /** `null` leaves basicConstraints out. */
  readonly ca?: boolean | null;
  readonly pathLength?: number;
  readonly purposes?: readonly string[];
  readonly ocspUrl?: string;
  readonly crlUrl?: string;
  readonly hash?: string;
  /** Extension OIDs to put in twice. */
  readonly repeat?: string;
}

export interface Issued {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly key: KeyPair;
  readonly subject: Subject;
  readonly certificate: Certificate;
}

function name(subject: Subject): pkijs.RelativeDistinguishedNames {
  return new pkijs.RelativeDistinguishedNames({
    typesAndValues: subject.map(
      ([type, value]) =>
        new pkijs.AttributeTypeAndValue({
          type: ATTRIBUTE_OIDS[type] ?? type,
          value: type === 'C' ? new asn1.PrintableString({ value }) : new asn1.Utf8String({ value }),
        }),
    ),
  });
}

function bits(set: readonly number[]): ArrayBuffer {
  const length = Math.floor(Math.max(...set) / 8) + 1;
  const bytes = new Uint8Array(length);
  for (const bit of set) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return bytes.buffer;
}

function keyUsageExtension(set: readonly number[], critical: boolean): pkijs.Extension {
  const highest = Math.max(...set);
  const valueHex = bits(set);
  const unusedBits = valueHex.byteLength * 8 - 1 - highest;
  const value = new asn1.BitString({ valueHex, unusedBits });
  return new pkijs.Extension({ extnID: '2.5.29.15', critical, extnValue: value.toBER() });
}

function uriName(value: string): pkijs.GeneralName {
  return new pkijs.GeneralName({ type: 6, value });
}

function extensionsOf(options: CertificateOptions, isCa: boolean): pkijs.Extension[] {
  const {
    ca = isCa,
    keyUsage = isCa ? [5, 6] : [0],
    keyUsageCritical = true,
    purposes,
    pathLength,
  } = options;
  const list: pkijs.Extension[] = [];
  const add = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    list.push(new pkijs.Extension({ extnID, critical, extnValue: value.toBER() }));
  if (ca !== null) {
    const constraints = new pkijs.BasicConstraints({
      cA: ca,
      ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }),
    });
    add('2.5.29.19', true, constraints.toSchema());
  }
  if (keyUsage !== null) list.push(keyUsageExtension(keyUsage, keyUsageCritical));
  if (purposes) add('2.5.29.37', false, new pkijs.ExtKeyUsage({ keyPurposes: [...purposes] }).toSchema());
  if (options.ocspUrl) {
    const accessDescriptions = [
      new pkijs.AccessDescription({
        accessMethod: '1.3.6.1.5.5.7.48.1',
        accessLocation: uriName(options.ocspUrl),
      }),
    ];
    add('1.3.6.1.5.5.7.1.1', false, new pkijs.InfoAccess({ accessDescriptions }).toSchema());
  }
  if (options.crlUrl) {
    const distributionPoints = [
      new pkijs.DistributionPoint({ distributionPoint: [uriName(options.crlUrl)] }),
    ];
    add('2.5.29.31', false, new pkijs.CRLDistributionPoints({ distributionPoints }).toSchema());
  }
  const again = list.find(({ extnID }) => extnID === options.repeat);
  return again ? [...list, again] : list;
}

let serial = 1;

async function mint(options: CertificateOptions, isCa: boolean): Promise<Issued> {
  const { subject, key, issuer } = options;
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ value: serial++ });
  certificate.subject = name(subject);
  certificate.issuer = name(issuer?.subject ?? subject);
  const now = Date.now();
  certificate.notBefore.value = whole(options.notBefore ?? new Date(now - 60_000));
  certificate.notAfter.value = whole(options.notAfter ?? new Date(now + 90 * 24 * 60 * 60 * 1000));
  certificate.extensions = extensionsOf(options, isCa);
  await certificate.subjectPublicKeyInfo.importKey(key.publicKey as never);
  const signer = issuer?.key ?? key;
  await certificate.sign(signer.privateKey as never, options.hash ?? signer.hash);
  const der = new Uint8Array(certificate.toSchema(true).toBER());
  return {
    der,
    pem: pem('CERTIFICATE', der),
    key,
    subject,
    certificate: await parseCertificate(der, { code: 'certificate_chain_invalid', what: 'test certificate' }),
  };
}

function whole(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

export function pem(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A certificate authority; self-signed unless `issuer` is given. */
export function authority(options: CertificateOptions): Promise<Issued> {
  return mint(options, true);
}

/** A signing certificate; self-signed unless `issuer` is given. */
export function leaf(options: CertificateOptions): Promise<Issued> {
  return mint(options, false);
}

export const RELEASE: Subject = [
  ['C', 'US'],
  ['ST', 'WA'],
  ['O', 'acme'],
  ['CN', 'release'],
];

export interface Chain {
  /** Leaf first. */
  readonly issued: readonly Issued[];
  readonly certificates: readonly Certificate[];
  readonly pem: string;
  readonly root: Issued;
  readonly key: KeyPair;
}

/** Root, intermediate and leaf, the leaf's key of `kind`; `options` change the leaf. */
export async function chain(
  kind: KeyKind = 'EC-256',
  options: Partial<CertificateOptions> = {},
): Promise<Chain> {
  const subjectOf = (cn: string): Subject => [...RELEASE.slice(0, 3), ['CN', cn]];
  const root = await authority({ subject: subjectOf('root'), key: await keyPair('EC-256', 'root') });
  const between = await authority({
    subject: subjectOf('intermediate'),
    key: await keyPair('EC-256', 'intermediate'),
    issuer: root,
  });
  const key = options.key ?? (await keyPair(kind, 'leaf'));
  const own = await leaf({ subject: RELEASE, issuer: between, ...options, key });
  const issued = [own, between, root];
  return {
    issued,
    certificates: issued.map(({ certificate }) => certificate),
    pem: issued.map((one) => one.pem).join(''),
    root,
    key,
  };
}

export function thumbprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
