import { CRL_REASONS } from './crl-reasons.ts';
import type { CrlEntry } from './find-entries.ts';

const HOLD = 6;
const REMOVED = 8;

export interface Revocation {
  readonly revokedAt: Date;
  readonly reason: string;
}

/**
 * What the entries of one certificate say together. A hold may be lifted by removeFromCRL, which a delta CRL alone can say
 * (RFC 5280, 5.3.1); the latest of the two counts. Any other reason revokes for good.
 *
 * @param base the entries of the complete list, `delta` those of its delta.
 * @param signedAt the trusted time of the signature: a key that was suspected only later had made it well (invalidityDate).
 */
export function decideRevocation(
  base: readonly CrlEntry[],
  delta: readonly CrlEntry[],
  signedAt?: Date,
): Revocation | undefined {
  let passing: CrlEntry | undefined;
  for (const entry of [...base.filter(({ reason }) => reason !== REMOVED), ...delta]) {
    const { reason, invalidityDate, revokedAt } = entry;
    if (signedAt && invalidityDate && signedAt < invalidityDate) continue;
    if (reason !== HOLD && reason !== REMOVED)
      return { revokedAt, reason: CRL_REASONS[reason] ?? `reason ${reason}` };
    if (passing === undefined || revokedAt > passing.revokedAt) passing = entry;
  }
  if (passing === undefined || passing.reason === REMOVED) return undefined;
  return { revokedAt: passing.revokedAt, reason: 'certificateHold' };
}
