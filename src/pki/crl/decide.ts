import type { CrlEntry } from './find-entries.ts';

/** CRLReason by its value (RFC 5280, 5.3.1). */
const REASONS: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};

const HOLD = 6;
const REMOVED = 8;

export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: string;
}

/**
 * What the entries of one certificate say together: base first, then delta. A hold may be lifted, so the latest of these two
 * reasons counts; any other revokes for good.
 *
 * @param signedAt the trusted time of the signature: a key that was suspected only later had made it well (invalidityDate).
 */
export function decideRevocation(entries: readonly CrlEntry[], signedAt?: Date): Revocation | undefined {
  let passing: CrlEntry | undefined;
  for (const entry of entries) {
    const { reason, invalidityDate, revokedAt } = entry;
    if (signedAt && invalidityDate && signedAt < invalidityDate) continue;
    if (reason !== HOLD && reason !== REMOVED)
      return { revokedAt, reason: REASONS[reason] ?? `reason ${reason}` };
    if (passing === undefined || revokedAt > passing.revokedAt) passing = entry;
  }
  if (passing === undefined || passing.reason === REMOVED) return undefined;
  return { revokedAt: passing.revokedAt, reason: 'certificateHold' };
}
