import { printable } from '../../encoding/printable.ts';
import type { RevocationRow } from '../revocation/row.ts';
import { revocationSources } from '../revocation-sources.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

const METHODS = { ocsp: 'OCSP', crl: 'the CRL', file: 'the given CRL' } as const;

function revokedMessage({ subject, revokedAt, reason, method, source }: RevocationRow): string {
  const when = revokedAt === null ? '' : ` on ${revokedAt.toISOString()}`;
  const why = reason === null ? '' : ` (${reason})`;
  const by = method === null ? '' : `, as ${METHODS[method]} ${printable(source ?? '', 600)} says`;
  return `the certificate ${subject} was revoked${when}${why}${by}`;
}

/** Checks that no certificate of the signing chain is revoked. A status that is not known is never a pass. */
export async function checkRevocation(context: VerificationContext, before: Evidence): Promise<Finding> {
  const { revocation, signal } = context;
  // Only a chain that is trusted is asked about: a stranger's certificate would make a verifier call wherever it says.
  if (revocationSources(before.chain).length > 0 && before.anchor === undefined) {
    const message = 'nobody was asked, since no certificate of the chain is in a named trust store';
    return { outcome: 'unknown', code: 'revocation_unknown', message };
  }
  const rows = await revocation.check(before.chain, signal);
  const evidence = { revocation: rows };
  const revoked = rows.find(({ status }) => status === 'revoked');
  if (revoked)
    return { outcome: 'failed', code: 'certificate_revoked', message: revokedMessage(revoked), evidence };
  const bad = rows.find(({ status }) => status === 'unknown');
  if (!bad) return { ...PASSED, evidence };
  const message = `the certificate ${bad.subject} ${bad.message}`;
  return { outcome: 'unknown', code: 'revocation_unknown', message, evidence };
}
