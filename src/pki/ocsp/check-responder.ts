import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import type { Certificate } from '../certificate.ts';
import { keyBits } from '../key-bits.ts';
import { sameName } from '../name.ts';
import { parseCertificate } from '../parse-certificate.ts';
import { CERTIFICATE_SIGNATURES } from '../signature-algorithms.ts';
import { checkSignedObject } from '../signed-object.ts';
import { OCSP_SIGNING } from './hashes.ts';
import type { BasicResponse } from './response.ts';

function isNamed({ responder }: BasicResponse, certificate: Certificate): boolean {
  if ('name' in responder) return Buffer.compare(responder.name, certificate.subject.der) === 0;
  const hash = createHash('sha1').update(keyBits(certificate.publicKey)).digest();
  return hash.equals(responder.keyHash);
}

/** Why a certificate may not answer for its issuer (RFC 6960, 4.2.2.2); `undefined` where it may. */
function faultOf(delegate: Certificate, issuer: Certificate, at: Date): string | undefined {
  const { keyUsage, extendedKeyUsage, unprocessedCritical } = delegate;
  if (!sameName(delegate.issuer, issuer.subject)) return 'was not issued by the issuer of the certificate';
  if (!CERTIFICATE_SIGNATURES.has(delegate.signatureAlgorithm) || delegate.signatureFault !== undefined)
    return 'is signed with an algorithm that is not allowed';
  if (!delegate.isSignedBy(issuer.publicKey)) return 'does not carry the signature of the issuer';
  if (!extendedKeyUsage?.oids.includes(OCSP_SIGNING)) return 'has no OCSPSigning in its extKeyUsage';
  if (keyUsage && !keyUsage.bits.has('digitalSignature')) return 'has no digitalSignature in its keyUsage';
  if (unprocessedCritical.length > 0) return 'has a critical extension that is not known here';
  if (delegate.keyFault !== undefined) return `has a key that is not relied on`;
  if (at < delegate.notBefore) return 'is not valid yet';
  if (at > delegate.notAfter) return 'has expired';
  return undefined;
}

export interface ResponderQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly at: Date;
}

/**
 * Proves who signed an answer: the issuer itself, or a delegate that it issued for this (RFC 6960, 3.2 and 4.2.2.2).
 *
 * @returns the delegate, whose own revocation is still to be judged; `undefined` for the issuer.
 * @throws SealiftError with the code of `context`.
 */
export async function checkResponder(
  response: BasicResponse,
  { certificate, issuer, at }: ResponderQuestion,
  context: ErrorContext,
): Promise<Certificate | undefined> {
  const { reader, parts } = response.signed;
  if (isNamed(response, issuer)) {
    checkSignedObject(reader, parts, issuer.publicKey);
    return undefined;
  }
  const where = { ...context, what: `${context.what}, certificate of the responder` };
  for (const der of response.certificates) {
    const delegate = await parseCertificate(der, where);
    if (!isNamed(response, delegate)) continue;
    if (delegate.thumbprint === certificate.thumbprint)
      throw errorIn(where, 'is the one that was asked about');
    const fault = faultOf(delegate, issuer, at);
    if (fault !== undefined) throw errorIn(where, fault);
    checkSignedObject(reader, parts, delegate.publicKey);
    return delegate;
  }
  throw errorIn(context, 'is signed by neither the issuer nor a certificate that came along');
}
