import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { checkDer, derChildren, derElement } from '../encoding/der.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { readExtensions } from './extensions.ts';
import { checkKeyParameters } from './key-parameters.ts';
import { parseName } from './parse-name.ts';
import { parseValidity } from './parse-validity.ts';
import { RSASSA_PSS } from './signature-algorithms.ts';

/** pkijs costs some 17 ms to load: at the first certificate, not at the start. */
const loadPkijs = () => import('./asn1.ts');

/**
 * Names and validity of TBSCertificate (RFC 5280, 4.1), read here and not by pkijs: names are compared on the received
 * bytes, and pkijs forgets which attributes share an RDN.
 */
function identityOf(
  der: Uint8Array,
  complaint: Complaint,
): Pick<Certificate, 'issuer' | 'subject' | 'notBefore' | 'notAfter'> {
  const certificate = derElement(der, 0, der.length, complaint);
  const [tbs, algorithm] = derChildren(der, certificate, complaint);
  if (tbs === undefined || algorithm === undefined) throw complain(complaint, 'is not a certificate');
  const parts = [...derChildren(der, tbs, complaint)];
  const EXPLICIT_VERSION = 0xa0;
  const first = parts[0]?.tag === EXPLICIT_VERSION ? 1 : 0;
  const [signed, issuer, validity, subject, publicKeyInfo] = parts.slice(first + 1);
  if (!signed || !issuer || !validity || !subject || !publicKeyInfo) {
    throw complain(complaint, 'is not a certificate');
  }
  // RFC 5280, 4.1.1.2: only the inner one is signed.
  if (
    Buffer.compare(der.subarray(signed.start, signed.end), der.subarray(algorithm.start, algorithm.end)) !== 0
  ) {
    throw complain(complaint, 'names two signature algorithms');
  }
  checkKeyParameters(der, publicKeyInfo, complaint);
  return {
    issuer: parseName(der.subarray(issuer.start, issuer.end), complaint),
    subject: parseName(der.subarray(subject.start, subject.end), complaint),
    ...parseValidity(der, validity, complaint),
  };
}

function signatureAlgorithm(
  pkijs: Awaited<ReturnType<typeof loadPkijs>>,
  parsed: { algorithmId: string; algorithmParams?: unknown },
): string {
  if (parsed.algorithmId !== RSASSA_PSS) return parsed.algorithmId;
  const { hashAlgorithm, maskGenAlgorithm } = new pkijs.RSASSAPSSParams({ schema: parsed.algorithmParams });
  const mask = new pkijs.AlgorithmIdentifier({ schema: maskGenAlgorithm.algorithmParams });
  // The mask is a hash function's work, too, and no weaker one (RFC 4055, 3.1: it should be the same).
  const weaker = mask.algorithmId === hashAlgorithm.algorithmId ? '' : `/${mask.algorithmId}`;
  return `${RSASSA_PSS}/${hashAlgorithm.algorithmId}${weaker}`;
}

/** The same few certificates stand in every envelope of a run: read once each, the oldest forgotten first. */
const known = new Map<string, Certificate>();
const KNOWN_LIMIT = 256;
/** Larger ones are no everyday certificates, and would be kept at the price of memory. */
const KNOWN_SIZE = 16 * 1024;

/**
 * Reads one certificate: strict DER first, then pkijs for the extensions and node for the key.
 *
 * @throws SealiftError with the code of `complaint`.
 */
export async function parseCertificate(der: Uint8Array, complaint: Complaint): Promise<Certificate> {
  const thumbprint = createHash('sha256').update(der).digest('hex');
  const before = known.get(thumbprint);
  if (before) return before;
  // A copy: what the caller does to its bytes changes no certificate that others hold.
  const certificate = await readCertificate(Buffer.from(der), thumbprint, complaint);
  if (der.length <= KNOWN_SIZE) {
    for (const oldest of known.keys()) {
      if (known.size < KNOWN_LIMIT) break;
      known.delete(oldest);
    }
    known.set(thumbprint, certificate);
  }
  return certificate;
}

async function readCertificate(
  der: Uint8Array,
  thumbprint: string,
  complaint: Complaint,
): Promise<Certificate> {
  checkDer(der, complaint);
  const identity = identityOf(der, complaint);
  const pkijs = await loadPkijs();
  try {
    const native = new X509Certificate(der);
    // Node looks for PEM anywhere in the bytes before it reads DER: another certificate may hide in an extension.
    if (!native.raw.equals(der)) throw complain(complaint, 'holds another certificate inside');
    const parsed = pkijs.Certificate.fromBER(der);
    return {
      der,
      thumbprint,
      version: parsed.version + 1,
      ...identity,
      publicKey: native.publicKey,
      signatureAlgorithm: signatureAlgorithm(pkijs, parsed.signatureAlgorithm),
      ...readExtensions(parsed.extensions ?? [], complaint),
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
