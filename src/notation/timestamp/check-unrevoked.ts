import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { RevocationChecker } from '../revocation/checker.ts';
import type { RevocationRow } from '../revocation/row.ts';
import type { VerifiedTimestamp } from './verify-timestamp.ts';

/**
 * Checks that no certificate of a timestamp authority is revoked. One that was revoked after the timestamp is refused too,
 * because nobody can tell for how long its key was in other hands. Resolves to what was found out.
 *
 * @throws SealiftError `certificate_revoked`, or `timestamp_revocation_unknown`, since an unknown status is never a pass.
 */
export async function checkUnrevoked(
  { chain }: VerifiedTimestamp,
  revocation: RevocationChecker,
  signal: AbortSignal,
): Promise<readonly RevocationRow[]> {
  const rows = await revocation.check(chain, signal);
  const revoked = rows.find(({ status }) => status === 'revoked');
  if (revoked) {
    throw new SealiftError(
      'certificate_revoked',
      `the certificate ${printable(revoked.subject)} of the timestamp authority is revoked`,
      { hint: 'Use another timestamp authority.' },
    );
  }
  const unknown = rows.find(({ status }) => status === 'unknown');
  if (unknown) {
    throw new SealiftError(
      'timestamp_revocation_unknown',
      `whether the certificate ${printable(unknown.subject)} of the timestamp authority is revoked is not known: it ${printable(unknown.message ?? 'has no answer', 500)}`,
      {
        hint: 'Make its OCSP responder or its CRL reachable, give the CRL with --crl FILE, or use another timestamp authority.',
      },
    );
  }
  return rows;
}
