import { Buffer } from 'node:buffer';
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { checkDer, derChildren, derElement } from '../encoding/der.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import { readExtensions } from './extensions.ts';
import type { Name, NameAttribute } from './name.ts';

const RSASSA_PSS = '1.2.840.113549.1.1.10';

/** pkijs costs some 17 ms to load: at the first certificate, not at the start. */
const loadPkijs = () => import('pkijs');
const loadAsn1 = () => import('asn1js');

type Asn1 = Awaited<ReturnType<typeof loadAsn1>>;

/** Names are read here, not by pkijs, which forgets which attributes share an RDN. */
function parseName(asn1: Asn1, der: Uint8Array, complaint: Complaint): Name {
  const { result } = asn1.fromBER(der);
  const malformed = () => complain(complaint, 'has a malformed name');
  if (!(result instanceof asn1.Sequence)) throw malformed();
  const rdns = result.valueBlock.value.map((rdn) => {
    if (!(rdn instanceof asn1.Set) || rdn.valueBlock.value.length === 0) throw malformed();
    return rdn.valueBlock.value.map((pair): NameAttribute => {
      if (!(pair instanceof asn1.Sequence)) throw malformed();
      const [type, value] = pair.valueBlock.value;
      if (!(type instanceof asn1.ObjectIdentifier) || value === undefined) throw malformed();
      const text =
        value instanceof asn1.BaseStringBlock
          ? value.getValue()
          : `#${Buffer.from(value.toBER()).toString('hex')}`;
      return { type: type.getValue(), value: text };
    });
  });
  return { der, rdns };
}

/** Where the parts of TBSCertificate stand (RFC 5280, 4.1): the names are compared on the received bytes. */
function namesOf(der: Uint8Array, complaint: Complaint): { issuer: Uint8Array; subject: Uint8Array } {
  const certificate = derElement(der, 0, der.length, complaint);
  const [tbs] = derChildren(der, certificate, complaint);
  if (tbs === undefined) throw complain(complaint, 'is not a certificate');
  const parts = [...derChildren(der, tbs, complaint)];
  const EXPLICIT_VERSION = 0xa0;
  const first = parts[0]?.tag === EXPLICIT_VERSION ? 1 : 0;
  const [issuer, subject] = [parts[first + 2], parts[first + 4]];
  if (issuer === undefined || subject === undefined) throw complain(complaint, 'is not a certificate');
  return {
    issuer: der.subarray(issuer.start, issuer.end),
    subject: der.subarray(subject.start, subject.end),
  };
}

function signatureAlgorithm(
  pkijs: Awaited<ReturnType<typeof loadPkijs>>,
  parsed: { algorithmId: string; algorithmParams?: unknown },
): string {
  if (parsed.algorithmId !== RSASSA_PSS) return parsed.algorithmId;
  const { hashAlgorithm } = new pkijs.RSASSAPSSParams({ schema: parsed.algorithmParams });
  return `${RSASSA_PSS}/${hashAlgorithm.algorithmId}`;
}

/**
 * Reads one certificate: strict DER first, then pkijs for the extensions and node for the key.
 *
 * @throws SealiftError with the code of `complaint`.
 */
export async function parseCertificate(der: Uint8Array, complaint: Complaint): Promise<Certificate> {
  checkDer(der, complaint);
  const names = namesOf(der, complaint);
  const [pkijs, asn1] = await Promise.all([loadPkijs(), loadAsn1()]);
  try {
    const native = new X509Certificate(der);
    const parsed = pkijs.Certificate.fromBER(der);
    return {
      der,
      thumbprint: createHash('sha256').update(der).digest('hex'),
      version: parsed.version + 1,
      subject: parseName(asn1, names.subject, complaint),
      issuer: parseName(asn1, names.issuer, complaint),
      notBefore: parsed.notBefore.value,
      notAfter: parsed.notAfter.value,
      publicKey: native.publicKey,
      signatureAlgorithm: signatureAlgorithm(pkijs, parsed.signatureAlgorithm),
      ...readExtensions(parsed.extensions ?? [], complaint),
      isSignedBy: (key: KeyObject) => verifies(native, key),
    };
  } catch (error) {
    if (error instanceof SealiftError) throw error;
    throw complain(
      complaint,
      `is not an X.509 certificate (${error instanceof Error ? error.message : String(error)})`,
    );
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
