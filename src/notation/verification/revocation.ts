import { printable } from '../../encoding/printable.ts';
import type { RevocationRow } from '../revocation/row.ts';
import { revocationSources } from '../revocation-sources.ts';
import { anchorStores } from '../signing-schemes.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

const METHODS = { ocsp: 'OCSP', crl: 'the CRL', file: 'the given CRL' } as const;

function revokedMessage({ subject, revokedAt, reason, method, source }: RevocationRow): string {
  const when = revokedAt === null ? '' : ` on ${revokedAt.toISOString()}`;
  const why = reason === null ? '' : ` (${reason})`;
  const by = method === null ? '' : `, as ${METHODS[method]} ${printable(source ?? '', 600)} says`;
  return `the certificate ${subject} was revoked${when}${why}${by}`;
}

/**
 * Whether a certificate of the chain is in a named trust store, where the check of authenticity did not run and found none.
 * Only a chain that is there is asked about: a stranger's certificate would make a verifier call wherever it says.
 */
async function isAnchored(
  { statement, trustStore }: VerificationContext,
  { chain, anchor, storeType }: Evidence,
): Promise<boolean> {
  if (anchor) return true;
  const stores = anchorStores(statement.trustStores).filter(({ type }) => type === storeType);
  const lists = await Promise.all(stores.map(({ type, name }) => trustStore.certificates(type, name)));
  const trusted = new Set(lists.flat().map(({ thumbprint }) => thumbprint));
  return chain.some(({ thumbprint }) => trusted.has(thumbprint));
}

/** Checks that no certificate of the signing chain is revoked. A status that is not known is never a pass. */
export async function checkRevocation(context: VerificationContext, before: Evidence): Promise<Finding> {
  const { revocation, signal } = context;
  if (revocationSources(before.chain).length > 0 && !(await isAnchored(context, before))) {
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
