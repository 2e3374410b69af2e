import { Buffer } from 'node:buffer';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** OIDs of RFC 5280 (4.1.2.4, 4.2.1), RFC 5758 (3.2). */
const NAME_TYPES = { C: '2.5.4.6', ST: '2.5.4.8', O: '2.5.4.10', CN: '2.5.4.3' } as const;
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

export interface SelfSignedRequest {
  readonly subject: Readonly<Record<keyof typeof NAME_TYPES, string>>;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface SelfSigned {
  /** PKCS#8 as PEM, not encrypted. */
  readonly key: string;
  /** The certificate as PEM: chain and root in one. */
  readonly certificate: string;
}

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/**
 * A new P-256 key with a self-signed certificate that meets Notary's rules for one that signs (signature-specification.md,
 * "Certificate Requirements"): critical keyUsage digitalSignature alone, extendedKeyUsage codeSigning, not a CA.
 */
export async function selfSigned({ subject, notBefore, notAfter }: SelfSignedRequest): Promise<SelfSigned> {
  const asn1 = await import('./asn1.ts');
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  const rdns = Object.entries(NAME_TYPES).map(([name, type]) => {
    const text = subject[name as keyof typeof NAME_TYPES];
    // RFC 5280, appendix A: a country is a PrintableString, the others may be UTF8Strings.
    const value =
      name === 'C' ? new asn1.PrintableString({ value: text }) : new asn1.Utf8String({ value: text });
    const pair = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: type }), value] });
    return new asn1.Set({ value: [pair] });
  });
  // Encoded here: pkijs would put all attributes into one RDN.
  const nameDer = new asn1.Sequence({ value: rdns }).toBER();
  const name = (): InstanceType<typeof asn1.RelativeDistinguishedNames> =>
    new asn1.RelativeDistinguishedNames({ valueBeforeDecode: nameDer });
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    new asn1.Extension({ extnID, critical, extnValue: value.toBER() });
  const digitalSignature = new asn1.BitString({ valueHex: new Uint8Array([0x80]), unusedBits: 7 });

  // Positive and of 16 bytes in DER: the first bit is clear, the next one set (RFC 5280, 4.1.2.2).
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;

  const certificate = new asn1.Certificate({
    version: 2,
    serialNumber: new asn1.Integer({ valueHex: serial }),
    issuer: name(),
    subject: name(),
    notBefore: new asn1.Time({ value: notBefore }),
    notAfter: new asn1.Time({ value: notAfter }),
    subjectPublicKeyInfo: new asn1.PublicKeyInfo({
      schema: asn1.fromBER(publicKey.export({ format: 'der', type: 'spki' })).result,
    }),
    extensions: [
      extension(KEY_USAGE, true, digitalSignature),
      extension(EXTENDED_KEY_USAGE, false, new asn1.ExtKeyUsage({ keyPurposes: [CODE_SIGNING] }).toSchema()),
    ],
  });
  const algorithm = new asn1.AlgorithmIdentifier({ algorithmId: ECDSA_WITH_SHA256 });
  certificate.signature = algorithm;
  certificate.signatureAlgorithm = algorithm;
  const tbs = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.signatureValue = new asn1.BitString({ valueHex: sign('sha256', tbs, privateKey) });

  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    certificate: pem('CERTIFICATE', new Uint8Array(certificate.toSchema(true).toBER())),
  };
}
