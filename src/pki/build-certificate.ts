import { type KeyObject, randomBytes } from 'node:crypto';
import type { AsnType } from 'asn1js';
import { KEY_USAGE_BITS, type KeyUsageBit } from './certificate.ts';
import { EXTENSION, PURPOSE } from './extensions/extension-ids.ts';
import { keyIdentifier } from './key-identifier.ts';
import { algorithmIdentifier, type SignBytes, signObject } from './sign-object.ts';
import type { SigningAlgorithm } from './signature-algorithms.ts';

/** `signing` signs artifacts and nothing else; `authority` is a CA that issues those, and no CAs. */
export type CertificateRole = 'signing' | 'authority';

export interface CertificatePlan {
  /** Names in DER; they stand in the certificate byte by byte. */
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly publicKey: KeyObject;
  /** Whole seconds. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly role: CertificateRole;
  /** The subjectKeyIdentifier of the issuer; absent in a self-signed certificate (RFC 5280, 4.2.1.1). */
  readonly authorityKeyIdentifier?: Uint8Array;
}

type Asn1 = typeof import('./asn1.ts');

/** The key usage that the Notary Project demands of each role (signature-specification.md, "Certificate Requirements"). */
const USAGE: Readonly<Record<CertificateRole, readonly KeyUsageBit[]>> = {
  signing: ['digitalSignature'],
  authority: ['keyCertSign', 'cRLSign'],
};

/** The last year that UTCTime can tell (RFC 5280, 4.1.2.5). */
const LAST_UTC_YEAR = 2049;

function time(asn1: Asn1, valueDate: Date): AsnType {
  return valueDate.getUTCFullYear() <= LAST_UTC_YEAR
    ? new asn1.UTCTime({ valueDate })
    : new asn1.GeneralizedTime({ valueDate });
}

/** Named bits, without zeros at the end (X.690, 11.2.2); all that is used here fits one octet. */
function keyUsage(asn1: Asn1, bits: readonly KeyUsageBit[]): AsnType {
  const positions = bits.map((bit) => KEY_USAGE_BITS.indexOf(bit));
  const octet = positions.reduce((all, position) => all | (0x80 >> position), 0);
  return new asn1.BitString({ valueHex: Uint8Array.of(octet), unusedBits: 7 - Math.max(...positions) });
}

function extensions(asn1: Asn1, { publicKey, role, authorityKeyIdentifier }: CertificatePlan): AsnType[] {
  const oid = (value: string) => new asn1.ObjectIdentifier({ value });
  const extension = (id: string, critical: boolean, value: AsnType) =>
    new asn1.Sequence({
      value: [
        oid(id),
        ...(critical ? [new asn1.Boolean({ value: true })] : []),
        new asn1.OctetString({ valueHex: value.toBER() }),
      ],
    });
  const constraints =
    role === 'authority' ? [new asn1.Boolean({ value: true }), new asn1.Integer({ value: 0 })] : [];
  const list = [
    extension(EXTENSION.basicConstraints, true, new asn1.Sequence({ value: constraints })),
    extension(EXTENSION.keyUsage, true, keyUsage(asn1, USAGE[role])),
    extension(
      EXTENSION.subjectKeyIdentifier,
      false,
      new asn1.OctetString({ valueHex: keyIdentifier(publicKey) }),
    ),
  ];
  if (role === 'signing') {
    const purposes = new asn1.Sequence({ value: [oid(PURPOSE.codeSigning)] });
    list.push(extension(EXTENSION.extendedKeyUsage, false, purposes));
  }
  if (authorityKeyIdentifier) {
    const identifier = new asn1.Primitive({
      idBlock: { tagClass: 3, tagNumber: 0 },
      valueHex: authorityKeyIdentifier,
    });
    const value = new asn1.Sequence({ value: [identifier] });
    list.push(extension(EXTENSION.authorityKeyIdentifier, false, value));
  }
  return list;
}

/** Positive and of 16 bytes in DER: the first bit is clear, the next one set (RFC 5280, 4.1.2.2). */
function newSerial(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return serial;
}

/** A new X.509 version 3 certificate (RFC 5280, 4.1), signed by `sign` with `algorithm`. */
export async function buildCertificate(
  plan: CertificatePlan,
  algorithm: SigningAlgorithm,
  sign: SignBytes,
): Promise<Uint8Array> {
  const asn1 = await import('./asn1.ts');
  const asReceived = (der: Uint8Array): AsnType => asn1.fromBER(der).result;
  const tagged = (tagNumber: number, value: AsnType) =>
    new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
  const VERSION_3 = 2;
  const toBeSigned = new asn1.Sequence({
    value: [
      tagged(0, new asn1.Integer({ value: VERSION_3 })),
      new asn1.Integer({ valueHex: newSerial() }),
      algorithmIdentifier(asn1, algorithm),
      asReceived(plan.issuer),
      new asn1.Sequence({ value: [time(asn1, plan.notBefore), time(asn1, plan.notAfter)] }),
      asReceived(plan.subject),
      asReceived(plan.publicKey.export({ format: 'der', type: 'spki' })),
      tagged(3, new asn1.Sequence({ value: extensions(asn1, plan) })),
    ],
  });
  return signObject(toBeSigned, algorithm, sign);
}
