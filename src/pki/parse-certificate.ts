import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type Complaint, complain } from '../encoding/complaint.ts';
import type { DerElement } from '../encoding/der.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { context, DerReader, TAG } from './der-reader.ts';
import { readExtensions } from './extensions.ts';
import { parseName } from './parse-name.ts';
import { parseValidity } from './parse-validity.ts';
import { pssHashes } from './pss-parameters.ts';
import { RSASSA_PSS } from './signature-algorithms.ts';

/** DER of 1.2.840.10045.2.1. */
const EC_PUBLIC_KEY = Buffer.from('06072a8648ce3d0201', 'hex');

/** RFC 5480, 2.1.1: a curve is named; Go refuses one that is spelled out, OpenSSL does not. */
function checkKeyParameters(reader: DerReader, publicKeyInfo: DerElement, complaint: Complaint): void {
  const [type, parameters] = reader.children(reader.children(publicKeyInfo, TAG.sequence)[0], TAG.sequence);
  const isEc = type !== undefined && EC_PUBLIC_KEY.equals(reader.whole(type));
  if (isEc && parameters?.tag !== TAG.oid) throw complain(complaint, 'has a key without a named curve');
}

function signatureAlgorithm(reader: DerReader, algorithm: DerElement): string {
  const [id, parameters] = reader.children(algorithm, TAG.sequence);
  const oid = reader.oid(id);
  if (oid !== RSASSA_PSS) return oid;
  const { hash, mask } = pssHashes(reader, parameters);
  // The mask is a hash function's work, too, and no weaker one (RFC 4055, 3.1: it should be the same).
  return `${oid}/${hash}${mask === hash ? '' : `/${mask}`}`;
}

/** X.509 version 1 has the number 0, and is what stands where no number does (RFC 5280, 4.1.2.1). */
function versionOf(reader: DerReader, first: DerElement | undefined): number {
  if (first?.tag !== context(0)) return 1;
  const [number] = reader.children(first, context(0));
  if (!number) throw reader.malformed();
  return reader.count(number) + 1;
}

/**
 * What TBSCertificate says (RFC 5280, 4.1), on the received bytes. Read here, on the strict walk that stands before every
 * parser anyway: the parsers that there are accept what Go refuses, forget which attributes share an RDN, and cost each
 * command more than all the rest of its start. Tests hold it against pkijs.
 */
function readTbs(
  der: Uint8Array,
  complaint: Complaint,
): Omit<Certificate, 'der' | 'thumbprint' | 'publicKey' | 'isSignedBy'> {
  const { reader, root } = DerReader.of(der, complaint);
  const [tbs, algorithm] = reader.children(root, TAG.sequence);
  if (tbs === undefined || algorithm === undefined) throw complain(complaint, 'is not a certificate');
  const parts = reader.children(tbs, TAG.sequence);
  const first = parts[0]?.tag === context(0) ? 1 : 0;
  const [signed, issuer, validity, subject, publicKeyInfo, ...more] = parts.slice(first + 1);
  if (!signed || !issuer || !validity || !subject || !publicKeyInfo) {
    throw complain(complaint, 'is not a certificate');
  }
  // RFC 5280, 4.1.1.2: only the inner one is signed.
  if (Buffer.compare(reader.whole(signed), reader.whole(algorithm)) !== 0) {
    throw complain(complaint, 'names two signature algorithms');
  }
  checkKeyParameters(reader, publicKeyInfo, complaint);
  const explicit = more.find(({ tag }) => tag === context(3));
  const list = explicit && reader.children(explicit, context(3))[0];
  return {
    version: versionOf(reader, parts[0]),
    issuer: parseName(reader.whole(issuer), complaint),
    subject: parseName(reader.whole(subject), complaint),
    ...parseValidity(der, validity, complaint),
    signatureAlgorithm: signatureAlgorithm(reader, algorithm),
    ...readExtensions(reader, list, complaint),
  };
}

/** The same few certificates stand in every envelope of a run: read once each, the oldest forgotten first. */
const known = new Map<string, Certificate>();
const KNOWN_LIMIT = 256;
/** Larger ones are no everyday certificates, and would be kept at the price of memory. */
const KNOWN_SIZE = 16 * 1024;

/**
 * Reads one certificate: strict DER for what it says, node for the key and the signature on it.
 *
 * @throws SealiftError with the code of `complaint`.
 */
export async function parseCertificate(der: Uint8Array, complaint: Complaint): Promise<Certificate> {
  const thumbprint = createHash('sha256').update(der).digest('hex');
  const before = known.get(thumbprint);
  if (before) return before;
  // A copy: what the caller does to its bytes changes no certificate that others hold.
  const certificate = readCertificate(Buffer.from(der), thumbprint, complaint);
  if (der.length <= KNOWN_SIZE) {
    for (const oldest of known.keys()) {
      if (known.size < KNOWN_LIMIT) break;
      known.delete(oldest);
    }
    known.set(thumbprint, certificate);
  }
  return certificate;
}

function readCertificate(der: Buffer, thumbprint: string, complaint: Complaint): Certificate {
  const said = readTbs(der, complaint);
  try {
    const native = new X509Certificate(der);
    // Node looks for PEM anywhere in the bytes before it reads DER: another certificate may hide in an extension.
    if (!native.raw.equals(der)) throw complain(complaint, 'holds another certificate inside');
    return {
      der,
      thumbprint,
      ...said,
      publicKey: native.publicKey,
      isSignedBy: (key: KeyObject) => verifies(native, key),
    };
  } catch (error) {
    if (error instanceof SealiftError) throw error;
    throw complain(complaint, 'is not an X.509 certificate');
  }
}

function verifies(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key);
  } catch {
    // OpenSSL throws on a key of another kind than the signature's.
    return false;
  }
}
