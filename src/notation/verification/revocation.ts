import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/** Checks that no certificate of the signing chain is revoked. A status that is not known is never a pass. */
export async function checkRevocation(
  { revocation, signal }: VerificationContext,
  { chain }: Evidence,
): Promise<Finding> {
  const rows = await revocation.check(chain, signal);
  const evidence = { revocation: rows };
  const bad = rows.find(({ status }) => status === 'unknown');
  if (!bad) return { ...PASSED, evidence };
  const message = `the certificate ${bad.subject} ${bad.message}`;
  return { outcome: 'unknown', code: 'revocation_unknown', message, evidence };
}
