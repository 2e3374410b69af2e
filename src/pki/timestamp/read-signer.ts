import { type DerElement, TAG } from '../../encoding/der.ts';
import type { DerParts } from '../der-parts.ts';
import { contextTag, type DerReader } from '../der-reader.ts';
import { GENERAL_NAME } from '../extensions/general-name.ts';
import { readPssParameters } from '../pss-parameters.ts';
import { readTime } from '../read-validity.ts';
import { ECDSA, HASHES, type Hash, hashOf, RSA_PKCS1, RSASSA_PSS } from '../signature-algorithms.ts';
import { derSetOf } from './definite-to-der.ts';

export const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** Signed attributes (RFC 5652, 11; RFC 5035, 3). */
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** A certificate by its issuer, whose name is in DER, and its serial number, without a zero in front. */
export interface IssuerAndSerialNumber {
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
}

/** ESSCertIDv2 (RFC 5035, 4). */
export interface CertificateId {
  readonly hash: Hash;
  readonly value: Uint8Array;
  readonly issuerSerial?: IssuerAndSerialNumber;
}

/** SignerInfo (RFC 5652, 5.3) of a timestamp. */
export interface TimestampSigner {
  readonly sid: IssuerAndSerialNumber;
  readonly digest: Hash;
  readonly messageDigest: Uint8Array;
  readonly signingTime?: Date;
  readonly certificate: CertificateId;
  /** What the signature is over. */
  readonly toBeSigned: Uint8Array;
  readonly algorithm: { readonly keyType: 'rsa' | 'ec'; readonly hash: Hash; readonly pss: boolean };
  readonly signature: Uint8Array;
}

function digestOf(reader: DerReader, element: DerElement): Hash {
  const parts = reader.parts(element);
  const hash = hashOf(reader.oid(parts.required('algorithm')));
  parts.optional(TAG.null);
  parts.end();
  if (hash === undefined) throw reader.refuse('is signed with another hash than SHA-2');
  return hash;
}

function algorithmOf(reader: DerReader, element: DerElement, digest: Hash): TimestampSigner['algorithm'] {
  const [id, parameters, ...behind] = reader.children(element, TAG.sequence);
  const oid = reader.oid(id);
  if (behind.length > 0) throw reader.refuse('is malformed: something stands behind an algorithm');
  if (oid === RSASSA_PSS) {
    const { hash, saltLength, fault } = readPssParameters(reader, parameters);
    // Go takes the hash from digestAlgorithm, and RFC 4056, 3 has both of them the same.
    if (fault !== undefined || hash !== HASHES[digest].oid || HASHES[digest].length !== saltLength)
      throw reader.refuse('is signed with parameters of RSASSA-PSS that are not accepted');
    return { keyType: 'rsa', hash: digest, pss: true };
  }
  if (parameters !== undefined && parameters.tag !== TAG.null)
    throw reader.refuse('is signed with an algorithm that has parameters');
  if (oid === RSA_ENCRYPTION) return { keyType: 'rsa', hash: digest, pss: false };
  const ofRsa = Object.hasOwn(RSA_PKCS1, oid) ? RSA_PKCS1[oid] : undefined;
  const ofEc = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : undefined;
  if (ofRsa) return { keyType: 'rsa', hash: ofRsa, pss: false };
  if (ofEc) return { keyType: 'ec', hash: ofEc, pss: false };
  throw reader.refuse(`is signed with an algorithm that is not accepted (${oid})`);
}

/** IssuerSerial (RFC 5035, 4): its GeneralNames hold the name of the issuer alone. */
function issuerSerialOf(reader: DerReader, element: DerElement): IssuerAndSerialNumber {
  const parts = reader.parts(element);
  const directoryName = reader.only(parts.required('issuer'), TAG.sequence);
  const issuer = reader.whole(reader.only(directoryName, GENERAL_NAME.directoryName));
  const serialNumber = reader.natural(parts.required('serialNumber'));
  parts.end();
  return { issuer, serialNumber };
}

/** SigningCertificateV2 (RFC 5035, 3): its first ESSCertIDv2 is the certificate that signs. */
function certificateId(reader: DerReader, value: DerElement): CertificateId {
  const outer = reader.parts(value);
  const [first] = reader.children(outer.required('certs'), TAG.sequence);
  outer.optional(TAG.sequence);
  outer.end();
  const parts = reader.parts(first);
  const algorithm = parts.optional(TAG.sequence);
  const hash = algorithm ? digestOf(reader, algorithm) : 'sha256';
  const certHash = reader.octets(parts.required('certHash'));
  const issuerSerial = parts.optional(TAG.sequence);
  parts.end();
  return {
    hash,
    value: certHash,
    ...(issuerSerial ? { issuerSerial: issuerSerialOf(reader, issuerSerial) } : {}),
  };
}

/** Attributes (RFC 5652, 5.3): the values of each type, in their order. */
function attributesOf(reader: DerReader, set: DerElement): [type: string, values: DerElement[]][] {
  return reader.children(set, set.tag).map((attribute) => {
    const parts = reader.parts(attribute);
    const type = reader.oid(parts.required('attrType'));
    const values = reader.children(parts.required('attrValues'), TAG.set);
    parts.end();
    return [type, values];
  });
}

function signedAttributes(reader: DerReader, set: DerElement) {
  const attributes = attributesOf(reader, set);
  /** The one value of the one attribute of this type (RFC 5652, 11; RFC 5035, 3). */
  const optional = (name: keyof typeof ATTRIBUTE): DerElement | undefined => {
    const [values = [undefined], ...more] = attributes
      .filter(([type]) => type === ATTRIBUTE[name])
      .map(([, all]) => all);
    if (more.length > 0 || values.length !== 1)
      throw reader.refuse(`has the attribute ${name} more than once, or empty`);
    return values[0];
  };
  const required = (name: keyof typeof ATTRIBUTE): DerElement => {
    const value = optional(name);
    if (!value) throw reader.refuse(`has no signed attribute ${name}`);
    return value;
  };
  return { optional, required };
}

function sidOf(reader: DerReader, parts: DerParts): IssuerAndSerialNumber {
  if (reader.count(parts.required('version')) !== 1)
    throw reader.refuse('names its signer otherwise than by issuer and serial number');
  const sid = reader.parts(parts.required('sid'));
  const issuer = reader.whole(sid.required('issuer'));
  const serialNumber = reader.natural(sid.required('serialNumber'));
  sid.end();
  return { issuer, serialNumber };
}

/**
 * Reads a SignerInfo (RFC 5652, 5.3). Nothing is verified.
 *
 * @throws SealiftError with the code of the reader.
 */
export function readSigner(reader: DerReader, element: DerElement): TimestampSigner {
  const parts = reader.parts(element);
  const sid = sidOf(reader, parts);
  const digest = digestOf(reader, parts.required('digestAlgorithm'));
  const signed = parts.optional(contextTag(0));
  if (!signed) throw reader.refuse('has no signed attributes');
  const algorithm = algorithmOf(reader, parts.required('signatureAlgorithm'), digest);
  const signature = reader.octets(parts.required('signature'));
  const unsigned = parts.optional(contextTag(1));
  if (unsigned) attributesOf(reader, unsigned);
  parts.end();
  const { optional, required } = signedAttributes(reader, signed);
  if (reader.oid(required('contentType')) !== TST_INFO)
    throw reader.refuse('has a signed content type that is not of timestamps');
  const signingTime = optional('signingTime');
  return {
    sid,
    digest,
    messageDigest: reader.octets(required('messageDigest')),
    ...(signingTime ? { signingTime: readTime(reader, signingTime) } : {}),
    certificate: certificateId(reader, required('signingCertificateV2')),
    toBeSigned: derSetOf(reader.children(signed, signed.tag).map((attribute) => reader.whole(attribute))),
    algorithm,
    signature,
  };
}
