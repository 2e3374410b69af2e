import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type DerElement, TAG } from '../encoding/der.ts';
import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { readCertificateSignature } from './certificate-signature.ts';
import type { DerParts } from './der-parts.ts';
import { contextTag, DerReader } from './der-reader.ts';
import { readExtensions } from './extensions/read-extensions.ts';
import { parseName } from './parse-name.ts';
import { readPublicKey } from './public-key.ts';
import { readValidity } from './read-validity.ts';

/** X.509 version 1 has the number 0, which is also the default (RFC 5280, 4.1.2.1). */
function versionOf(reader: DerReader, explicit: DerElement | undefined): number {
  const named = reader.at('version');
  const version = explicit ? named.count(named.only(explicit, explicit.tag)) + 1 : 1;
  if (version > 3) throw named.refuse(`is ${version}; 3 is the last one`);
  return version;
}

/** Reads the parts that versions 2 and 3 added to version 1 (RFC 5280, 4.1.2.8 and 4.1.2.9). @returns the list of extensions. */
function readAdditions(reader: DerReader, version: number, parts: DerParts): DerElement | undefined {
  const issuerId = parts.optional(contextTag(1, false));
  const subjectId = parts.optional(contextTag(2, false));
  const explicit = parts.optional(contextTag(3));
  parts.end();
  if (version < 2 && (issuerId ?? subjectId))
    throw reader.refuse('has a unique identifier, but is of version 1');
  if (version < 3 && explicit) throw reader.refuse(`has extensions, but is of version ${version}`);
  return explicit && reader.at('extensions').only(explicit, explicit.tag);
}

/** Serial number, signature, issuer, validity, subject and key: what every version has. */
const REQUIRED_PARTS = 6;

/**
 * Reads the members of a certificate (RFC 5280, 4.1) from the received bytes. It has a reader of its own, because existing
 * parsers accept what Go refuses, forget which attributes share an RDN, and take longer to load than the rest of a command
 * takes to start. Tests compare it with pkijs and with Go.
 */
function readCertificateParts(
  der: Uint8Array,
  context: ErrorContext,
): Omit<Certificate, 'der' | 'thumbprint' | 'isSignedBy'> & { readonly signature: Uint8Array } {
  const { reader, root } = DerReader.of(der, context);
  const [tbs, algorithm, signatureValue, ...behind] = reader.children(root, TAG.sequence);
  if (!tbs || !algorithm || !signatureValue || behind.length > 0) throw reader.refuse('is not a certificate');
  // A request for a certificate has the same three parts, and fewer inside of the first one.
  if (reader.children(tbs, TAG.sequence).length < REQUIRED_PARTS) throw reader.refuse('is not a certificate');
  const parts = reader.parts(tbs);
  const version = versionOf(reader, parts.optional(contextTag(0)));
  const serialNumber = reader.at('serialNumber').natural(parts.required('serialNumber'));
  // Only the inner one is signed, so both have to be equal (RFC 5280, 4.1.1.2).
  if (Buffer.compare(reader.whole(parts.required('signature')), reader.whole(algorithm)) !== 0)
    throw reader.refuse('names two signature algorithms');
  const issuer = reader.whole(parts.required('issuer'));
  const validity = reader.at('validity');
  const times = validity.children(parts.required('validity'), TAG.sequence);
  const subject = reader.whole(parts.required('subject'));
  const publicKeyInfo = parts.required('subjectPublicKeyInfo');
  const extensions = readAdditions(reader, version, parts);
  return {
    version,
    serialNumber,
    issuer: parseName(issuer, { ...context, what: `${context.what}, issuer` }),
    subject: parseName(subject, { ...context, what: `${context.what}, subject` }),
    ...readValidity(validity, times),
    ...readCertificateSignature(reader.at('signatureAlgorithm'), algorithm),
    ...readPublicKey(reader, publicKeyInfo),
    ...readExtensions(reader, extensions),
    signature: reader.at('signatureValue').bits(signatureValue),
  };
}

/** Certificates that were read, by thumbprint, since every envelope of a run has the same few. The oldest is dropped first. */
const known = new Map<string, Certificate>();
const KNOWN_LIMIT = 256;
/** Larger certificates are not kept, which bounds the memory. */
const KNOWN_SIZE = 16 * 1024;

/** Bytes; real certificates have some kilobytes. It bounds the memory for one that consists of tiny elements. */
const MAX_SIZE = 256 * 1024;

/**
 * Reads one certificate: strict DER for what it says, node for the key and the signature on it.
 *
 * @throws SealiftError with the code of `context`.
 */
export async function parseCertificate(der: Uint8Array, context: ErrorContext): Promise<Certificate> {
  if (der.length > MAX_SIZE) throw errorIn(context, `is larger than ${MAX_SIZE / 1024} KiB`);
  const thumbprint = createHash('sha256').update(der).digest('hex');
  const before = known.get(thumbprint);
  if (before) return before;
  // The bytes are copied, so that the caller cannot change a certificate that others hold.
  const certificate = readCertificate(Buffer.from(der), thumbprint, context);
  if (der.length <= KNOWN_SIZE) {
    for (const oldest of known.keys()) {
      if (known.size < KNOWN_LIMIT) break;
      known.delete(oldest);
    }
    known.set(thumbprint, certificate);
  }
  return certificate;
}

function readCertificate(der: Buffer, thumbprint: string, context: ErrorContext): Certificate {
  const { signature, ...said } = readCertificateParts(der, context);
  try {
    const native = new X509Certificate(der);
    // Node looks for PEM anywhere in the bytes before it reads DER: another certificate may hide in an extension.
    if (!native.raw.equals(der)) throw errorIn(context, 'holds another certificate inside');
    return {
      der,
      thumbprint,
      ...said,
      isSignedBy: (key: KeyObject) => hasLengthOf(key, signature) && verifies(native, key),
    };
  } catch (error) {
    if (error instanceof SealiftError) throw error;
    throw errorIn(context, 'is not an X.509 certificate');
  }
}

/** RFC 8017, 8.1.2 and 8.2.2: a signature of RSA is as long as its modulus; OpenSSL takes a shorter one with PSS. */
function hasLengthOf(key: KeyObject, { length }: Uint8Array): boolean {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return bits === undefined || length === Math.ceil(bits / 8);
}

function verifies(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.verify(key);
  } catch {
    // OpenSSL throws on a key of another kind than the signature's.
    return false;
  }
}
