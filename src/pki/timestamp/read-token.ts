import { type DerElement, TAG } from '../../encoding/der.ts';
import type { ErrorContext } from '../../encoding/error-context.ts';
import type { Certificate } from '../certificate.ts';
import { contextTag, DerReader } from '../der-reader.ts';
import { parseCertificate } from '../parse-certificate.ts';
import { readPssParameters } from '../pss-parameters.ts';
import { readTime } from '../read-validity.ts';
import { ECDSA, HASHES, type Hash, hashOf, RSA_PKCS1, RSASSA_PSS } from '../signature-algorithms.ts';
import { definiteToDer, derSetOf } from './definite-to-der.ts';
import { readTstInfo, type TstInfo } from './read-tst-info.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** Signed attributes (RFC 5652, 11; RFC 5035, 3). */
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** More certificates or signers than any authority sends. */
const MOST = 16;

/** SignerInfo (RFC 5652, 5.3) of a timestamp. */
export interface TimestampSigner {
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly digest: Hash;
  readonly messageDigest: Uint8Array;
  readonly signingTime?: Date;
  /** The signing certificate by its hash (ESSCertIDv2). */
  readonly certificate: { readonly hash: Hash; readonly value: Uint8Array };
  /** What the signature is over. */
  readonly toBeSigned: Uint8Array;
  readonly algorithm: { readonly keyType: 'rsa' | 'ec'; readonly hash: Hash; readonly pss: boolean };
  readonly signature: Uint8Array;
}

export interface TimestampToken {
  readonly info: TstInfo;
  /** The bytes of the TSTInfo, which the signers sign by their hash. */
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signers: readonly TimestampSigner[];
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
    const known = hashOf(hash);
    if (fault !== undefined || known === undefined || HASHES[known].length !== saltLength)
      throw reader.refuse('is signed with parameters of RSASSA-PSS that are not accepted');
    return { keyType: 'rsa', hash: known, pss: true };
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

/** SigningCertificateV2 (RFC 5035, 3): its first ESSCertIDv2 is the certificate that signs. */
function certificateId(reader: DerReader, value: DerElement): TimestampSigner['certificate'] {
  const [first] = reader.children(reader.parts(value).required('certs'), TAG.sequence);
  const parts = reader.parts(first);
  const algorithm = parts.optional(TAG.sequence);
  return {
    hash: algorithm ? digestOf(reader, algorithm) : 'sha256',
    value: reader.octets(parts.required('certHash')),
  };
}

function signerOf(reader: DerReader, element: DerElement): TimestampSigner {
  const parts = reader.parts(element);
  if (reader.count(parts.required('version')) !== 1)
    throw reader.refuse('names its signer otherwise than by issuer and serial number');
  const sid = reader.parts(parts.required('sid'));
  const issuer = reader.whole(sid.required('issuer'));
  const serialNumber = reader.natural(sid.required('serialNumber'));
  sid.end();
  const digest = digestOf(reader, parts.required('digestAlgorithm'));
  const signed = parts.optional(contextTag(0));
  if (!signed) throw reader.refuse('has no signed attributes');
  const attributes = reader.children(signed, signed.tag);
  const algorithm = algorithmOf(reader, parts.required('signatureAlgorithm'), digest);
  const signature = reader.octets(parts.required('signature'));
  parts.optional(contextTag(1));
  parts.end();
  /** The one value of the one attribute of this type. */
  const attributeValue = (type: keyof typeof ATTRIBUTE): DerElement | undefined => {
    const values = attributes.flatMap((attribute) => {
      const [id, all] = reader.children(attribute, TAG.sequence);
      return reader.oid(id) === ATTRIBUTE[type] ? [reader.children(all, TAG.set)] : [];
    });
    if (values.length > 1 || values[0]?.length === 0 || (values[0]?.length ?? 0) > 1)
      throw reader.refuse(`has the attribute ${type} more than once, or empty`);
    return values[0]?.[0];
  };
  const required = (type: keyof typeof ATTRIBUTE): DerElement => {
    const value = attributeValue(type);
    if (!value) throw reader.refuse(`has no signed attribute ${type}`);
    return value;
  };
  if (reader.oid(required('contentType')) !== TST_INFO)
    throw reader.refuse('has a signed content type that is not of timestamps');
  const timeElement = attributeValue('signingTime');
  const signingTime = timeElement && readTime(reader, timeElement);
  if (timeElement && !signingTime) throw reader.refuse('is malformed: its signing time is none in UTC');
  return {
    ...(signingTime ? { signingTime } : {}),
    issuer,
    serialNumber,
    digest,
    messageDigest: reader.octets(required('messageDigest')),
    certificate: certificateId(reader, required('signingCertificateV2')),
    toBeSigned: derSetOf(attributes.map((attribute) => reader.whole(attribute))),
    algorithm,
    signature,
  };
}

async function certificatesOf(
  reader: DerReader,
  element: DerElement | undefined,
  context: ErrorContext,
): Promise<readonly Certificate[]> {
  const all = element ? reader.children(element, element.tag) : [];
  if (all.length > MOST) throw reader.refuse(`holds more than ${MOST} certificates`);
  const parsed = await Promise.all(
    all
      .filter(({ tag }) => tag === TAG.sequence)
      // One that cannot be read, such as that of an old root, is of no use and does no harm.
      .map((one) => parseCertificate(reader.whole(one), context).catch(() => undefined)),
  );
  return parsed.filter((one) => one !== undefined);
}

/**
 * Reads a TimeStampToken (RFC 3161, 2.4.2): CMS SignedData (RFC 5652, 5) over a TSTInfo. Nothing is verified.
 *
 * @throws SealiftError with the code of `context`.
 */
export async function readTimestampToken(bytes: Uint8Array, context: ErrorContext): Promise<TimestampToken> {
  const { reader, root } = DerReader.of(definiteToDer(bytes, context), context);
  const outer = reader.parts(root);
  if (reader.oid(outer.required('contentType')) !== SIGNED_DATA) throw reader.refuse('is no signed data');
  const data = reader.parts(reader.only(outer.required('content'), contextTag(0)));
  outer.end();
  const version = reader.count(data.required('version'));
  if (version !== 3) throw reader.refuse(`is signed data of version ${version}, and not 3`);
  reader.children(data.required('digestAlgorithms'), TAG.set);
  const encapsulated = reader.parts(data.required('encapContentInfo'));
  if (reader.oid(encapsulated.required('eContentType')) !== TST_INFO)
    throw reader.refuse('holds something else than a timestamp');
  const content = reader.octets(reader.only(encapsulated.required('eContent'), contextTag(0)));
  encapsulated.end();
  const certificates = data.optional(contextTag(0));
  data.optional(contextTag(1));
  const signers = reader.children(data.required('signerInfos'), TAG.set);
  data.end();
  if (signers.length === 0 || signers.length > MOST) throw reader.refuse(`has ${signers.length} signers`);
  return {
    info: readTstInfo(content, context),
    content,
    certificates: await certificatesOf(reader, certificates, context),
    signers: signers.map((signer) => signerOf(reader, signer)),
  };
}
