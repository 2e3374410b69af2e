import { keyKind } from '../../notation/algorithms.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import type { CertificateFacts } from '../results.ts';

/** Describes a certificate for a result. */
export function certificateFacts(certificate: Certificate): CertificateFacts {
  const { subject, issuer, notBefore, notAfter, thumbprint, publicKey, ocspUrls, crlUrls } = certificate;
  return {
    subject: nameText(subject),
    issuer: nameText(issuer),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    thumbprint,
    keyType: keyKind(publicKey),
    ocspUrls,
    crlUrls,
  };
}
