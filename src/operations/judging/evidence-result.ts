import type { RevocationRow } from '../../notation/revocation/row.ts';
import type { EnvelopeVerdict, TimestampEvidence } from '../../notation/verification/outcome.ts';
import type { RevocationResult, SignatureResult, TimestampResult } from '../results.ts';

type EvidenceResult = Pick<SignatureResult, 'trust' | 'timestamp' | 'revocation' | 'judgedBy'>;

/** The evidence of a signature that nobody judged. */
export const NO_EVIDENCE: EvidenceResult = { trust: null, timestamp: null, revocation: [], judgedBy: null };

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

export function revocationResult(rows: readonly RevocationRow[]): RevocationResult[] {
  return rows.map((row) => ({
    ...row,
    thisUpdate: iso(row.thisUpdate),
    nextUpdate: iso(row.nextUpdate),
    revokedAt: iso(row.revokedAt),
  }));
}

/** Describes a timestamp for a result; that of a new signature has no trust store. */
export function timestampResult(
  timestamp: Omit<TimestampEvidence, 'store'> & { readonly store: string | null },
): TimestampResult {
  const { authority, thumbprint, store, time, earliest, latest, policy, revocation } = timestamp;
  return {
    authority,
    thumbprint,
    store,
    time: time.toISOString(),
    earliest: earliest.toISOString(),
    latest: latest.toISOString(),
    policy,
    revocation: revocationResult(revocation),
  };
}

/** Describes for a result what a verdict rests on. */
export function evidenceResult({ trust, timestamp, revocation, judgedBy }: EnvelopeVerdict): EvidenceResult {
  return {
    trust,
    timestamp: timestamp && timestampResult(timestamp),
    revocation: revocationResult(revocation),
    judgedBy,
  };
}
