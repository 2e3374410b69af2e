import { nameText } from '../../pki/name.ts';
import { revocationSources } from '../revocation-sources.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/** Checks revocation. This version sends no request, so a certificate that names OCSP or a CRL stays unknown: never a pass. */
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
