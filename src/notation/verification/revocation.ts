import { nameText } from '../../pki/name.ts';
import { revocationSources } from '../revocation-sources.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/** Is a certificate revoked? This version asks nobody, so of one that names OCSP or CRL it is unknown, which is never a pass. */
export function checkRevocation(_: VerificationContext, { chain }: Evidence): Finding {
  const [asking] = revocationSources(chain);
  if (!asking) return PASSED;
  const where = asking.urls.slice(0, 3).join(', ');
  return {
    outcome: 'unknown',
    code: 'revocation_unknown',
    message: `the certificate ${nameText(asking.certificate.subject)} names ${where || 'a CRL'}, and this version does not ask there`,
  };
}
