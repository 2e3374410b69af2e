import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { answeredBy, revokedText } from './revoked-text.ts';
import type { RevocationRow } from './row.ts';

/**
 * Refuses a chain that nobody who asks will pass.
 *
 * @throws SealiftError `certificate_revoked`.
 */
export function refuseRevoked(rows: readonly RevocationRow[]): void {
  const revoked = rows.find(({ status }) => status === 'revoked');
  if (!revoked) return;
  throw new SealiftError('certificate_revoked', revokedText(revoked), {
    hint: 'The issuer has revoked it. Find out why, and sign under another certificate.',
  });
}

/** Warns of certificates whose state nobody tells, which the level strict refuses. */
export function unknownWarnings(rows: readonly RevocationRow[]): string[] {
  return rows
    .filter(({ status }) => status === 'unknown')
    .map(({ subject, message }) => {
      const why = printable(message ?? 'has an unknown state', 600);
      return `the certificate ${printable(subject)} ${why}; where a verifier gets no answer either, the level strict refuses its signatures (revocation_unknown)`;
    });
}

/** Says about which certificates verifiers will ask, with the answer of now. */
export function answerNotices(rows: readonly RevocationRow[]): string[] {
  return rows
    .filter(({ status }) => status === 'good')
    .map((row) => {
      const until = row.nextUpdate === null ? '' : `, until ${row.nextUpdate.toISOString()}`;
      return `verifiers ask whether ${printable(row.subject)} is revoked; now it is not, by ${answeredBy(row)}${until}`;
    });
}
