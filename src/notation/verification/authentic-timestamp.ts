import { SealiftError } from '../../errors.ts';
import { invalidAt } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import { isOfAuthority } from '../signing-schemes.ts';
import type { TimestampRoot } from '../timestamp/verify-timestamp.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';
import type { CheckOutcome } from './outcome.ts';

const TSA = 'tsa:';

/** What each error of a timestamp says of it; others say nothing, and end the verification. */
const OUTCOMES: Partial<Record<string, CheckOutcome['outcome']>> = {
  certificate_revoked: 'failed',
  timestamp_invalid: 'failed',
  timestamp_revocation_unknown: 'unknown',
  timestamp_untrusted: 'failed',
};

/** The roots of the authorities that the statement trusts. */
export async function timestampRoots({
  statement,
  trustStore,
}: Pick<VerificationContext, 'statement' | 'trustStore'>): Promise<readonly TimestampRoot[]> {
  const names = statement.trustStores.filter((store) => store.startsWith(TSA));
  const stores = names.map(async (store) => {
    const certificates = await trustStore.certificates('tsa', store.slice(TSA.length));
    return certificates.map((certificate) => ({ store, certificate }));
  });
  return (await Promise.all(stores)).flat();
}

/** Judges the timestamp that the statement demands. */
async function timestampFinding(context: VerificationContext, { chain }: Evidence): Promise<Finding> {
  const { envelope, at, revocation, signal } = context;
  const { timestampToken: token, signature } = envelope;
  // A store that is absent is a wrong configuration, whatever the signature has.
  const roots = await timestampRoots(context);
  if (!token) {
    const message = 'the statement demands a timestamp, and the signature has none';
    return { outcome: 'failed', code: 'timestamp_missing', message };
  }
  // Most runs meet no timestamp, and read none of this code.
  const { checkCovers, checkUnrevoked, verifyTimestamp } = await import('../timestamp/timestamp.ts');
  try {
    const timestamp = await verifyTimestamp(token, { signature, roots, at });
    checkCovers(timestamp, chain);
    const rows = await checkUnrevoked(timestamp, revocation, signal);
    const { store, time, earliest, latest, policy } = timestamp;
    const { subject, thumbprint } = timestamp.chain[0]!;
    const authority = nameText(subject);
    return {
      ...PASSED,
      evidence: {
        signedBefore: latest,
        timestamp: { authority, thumbprint, store, time, earliest, latest, policy, revocation: rows },
      },
    };
  } catch (error) {
    const outcome = error instanceof SealiftError ? OUTCOMES[error.code] : undefined;
    if (!(error instanceof SealiftError) || outcome === undefined) throw error;
    return { outcome, code: error.code, message: error.message };
  }
}

/** Bounds included. */
function authorityFinding(chain: Evidence['chain'], signedAt: Date): Finding {
  const invalid = invalidAt(chain, signedAt);
  if (!invalid) return PASSED;
  const { subject, notBefore, notAfter } = invalid.certificate;
  return {
    outcome: 'failed',
    code: 'certificate_expired',
    message: `the certificate ${nameText(subject)} was ${invalid.state} when the authority signed, at ${signedAt.toISOString()} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`,
  };
}

/**
 * Checks that the certificates were valid when the signature was made. Without a trusted timestamp they have to be valid now,
 * bounds included. A statement with a `tsa` store demands a timestamp, always or once a certificate has expired. The time of a
 * signing authority stands for a timestamp, and none is looked at (signing-scheme.md, "Signing Schemes").
 */
export async function checkAuthenticTimestamp(
  context: VerificationContext,
  evidence: Evidence,
): Promise<Finding> {
  const { statement, at, envelope } = context;
  const { chain } = evidence;
  if (isOfAuthority(envelope.scheme)) return authorityFinding(chain, envelope.signingTime);
  const { verifyTimestamp: when = 'always' } = statement.signatureVerification;
  const namesTsa = statement.trustStores.some((store) => store.startsWith(TSA));
  const hasExpired = chain.some(({ notAfter }) => at > notAfter);
  if (namesTsa && (when === 'always' || hasExpired)) return timestampFinding(context, evidence);
  const invalid = invalidAt(chain, at);
  if (!invalid) return PASSED;
  const { subject, notBefore, notAfter } = invalid.certificate;
  return {
    outcome: 'failed',
    code: 'certificate_expired',
    message: `the certificate ${nameText(subject)} is ${invalid.state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`,
  };
}
