import { revokedText } from '../revocation/revoked-text.ts';
import { revocationSources } from '../revocation-sources.ts';
import { isOfAuthority } from '../signing-schemes.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

/** Checks that no certificate of the signing chain is revoked. A status that is not known is never a pass. */
export async function checkRevocation(context: VerificationContext, before: Evidence): Promise<Finding> {
  const { revocation, signal, envelope } = context;
  // Only a chain that is trusted is asked about: a stranger's certificate would make a verifier call wherever it says.
  if (revocationSources(before.chain).length > 0 && before.anchor === undefined) {
    const message =
      'nobody was asked, since no certificate of the chain is in a named trust store; if this signer is to be trusted, put its root there';
    return { outcome: 'unknown', code: 'revocation_unknown', message };
  }
  const signedAt = isOfAuthority(envelope.scheme) ? envelope.signingTime : undefined;
  const rows = await revocation.check(before.chain, signal, signedAt);
  const evidence = { revocation: rows };
  const revoked = rows.find(({ status }) => status === 'revoked');
  if (revoked)
    return { outcome: 'failed', code: 'certificate_revoked', message: revokedText(revoked), evidence };
  const bad = rows.find(({ status }) => status === 'unknown');
  if (!bad) return { ...PASSED, evidence };
  const message = `the certificate ${bad.subject} ${bad.message}`;
  return { outcome: 'unknown', code: 'revocation_unknown', message, evidence };
}
