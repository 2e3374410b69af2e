import { invalidAt } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/**
 * Checks that the certificates were valid when the signature was made. Without a trusted timestamp they have to be valid now,
 * bounds included. A statement with a `tsa` store demands a timestamp, always or once a certificate has expired.
 */
export function checkAuthenticTimestamp(
  { statement, at }: VerificationContext,
  { chain }: Evidence,
): Finding {
  const { verifyTimestamp = 'always' } = statement.signatureVerification;
  const namesTsa = statement.trustStores.some((store) => store.startsWith('tsa:'));
  const hasExpired = chain.some(({ notAfter }) => at > notAfter);
  if (namesTsa && (verifyTimestamp === 'always' || hasExpired)) {
    return {
      outcome: 'unknown',
      code: 'timestamp_unsupported',
      message: 'the statement demands a trusted timestamp, and this version cannot check one',
    };
  }
  const invalid = invalidAt(chain, at);
  if (!invalid) return PASSED;
  const { subject, notBefore, notAfter } = invalid.certificate;
  return {
    outcome: 'failed',
    code: 'certificate_expired',
    message: `the certificate ${nameText(subject)} is ${invalid.state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`,
  };
}
