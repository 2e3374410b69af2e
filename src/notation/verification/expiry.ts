import { type Finding, PASSED, type VerificationContext } from './context.ts';

/** Checks that the signature has not expired. At the second of its expiry it has, as in notation. */
export function checkExpiry({ envelope: { expiry }, at }: VerificationContext): Finding {
  if (expiry === undefined || at < expiry) return PASSED;
  return {
    outcome: 'failed',
    code: 'signature_expired',
    message: `the signature expired at ${expiry.toISOString()}`,
  };
}
