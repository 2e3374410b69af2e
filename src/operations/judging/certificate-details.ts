import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import type { SignatureDetails } from '../results.ts';

/** One certificate of a chain, for a result. */
export function certificateDetails({
  subject,
  issuer,
  thumbprint,
  notBefore,
  notAfter,
}: Certificate): SignatureDetails['certificates'][number] {
  return {
    subject: nameText(subject),
    issuer: nameText(issuer),
    thumbprint,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  };
}
