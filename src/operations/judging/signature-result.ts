import type { EnvelopeVerdict } from '../../notation/verification/outcome.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ReferrerEntry } from '../../oci/ports.ts';
import type { SignatureResult } from '../results.ts';
import { evidenceResult } from './evidence-result.ts';

/** The earliest of some moments, some of which may be absent, such as the expiry of a signature and the end of its chain. */
export function earliest(...moments: (Date | undefined)[]): Date | undefined {
  const known = moments.filter((moment) => moment !== undefined).map((moment) => moment.getTime());
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}

/** Describes a judged signature for a result. */
export function signatureResult(
  subject: Digest,
  { descriptor, foundIn, elsewhere }: ReferrerEntry,
  envelopeType: string | null,
  verdict: EnvelopeVerdict,
): SignatureResult {
  // With a timestamp that counted, or the time of an authority, the certificates have to be valid at that time and no longer.
  const chainEnd =
    verdict.timestamp || verdict.payload?.authenticSigningTime ? undefined : verdict.signer?.notAfter;
  const until = earliest(verdict.payload?.expiry, chainEnd);
  return {
    digest: descriptor.digest,
    subject,
    made: false,
    mediaType: envelopeType,
    signer: verdict.signer?.subject ?? null,
    foundIn,
    ...(elsewhere === undefined ? {} : { signatureRepository: elsewhere }),
    validUntil: until?.toISOString() ?? null,
    status: verdict.passed ? 'passed' : 'failed',
    checks: verdict.outcomes,
    ...evidenceResult(verdict),
  };
}
