import { nameText } from '../../pki/name.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/**
 * Is a certificate revoked? Those that name neither OCSP nor CRL cannot be, as in notation; the root is not asked about.
 * This version asks nobody, so any other is unknown, which is never a pass.
 */
export function checkRevocation(_: VerificationContext, { chain }: Evidence): Finding {
  const asking = chain.slice(0, -1).find(({ ocspUrls, crlUrls, hasFreshestCrl }) => {
    return ocspUrls.length > 0 || crlUrls.length > 0 || hasFreshestCrl;
  });
  if (!asking) return PASSED;
  const where = [...asking.ocspUrls, ...asking.crlUrls].slice(0, 3).join(', ');
  return {
    outcome: 'unknown',
    code: 'revocation_unknown',
    message: `the certificate ${nameText(asking.subject)} names ${where || 'a CRL'}, and this version does not ask there`,
  };
}
