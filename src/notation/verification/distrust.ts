import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { distrusted } from '../distrust/distrust.ts';
import type { VerifiedTimestamp } from '../timestamp/verify-timestamp.ts';
import { timestampRoots } from './authentic-timestamp.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

function refused({ subject, thumbprint }: Certificate, reason: string): Finding {
  const message = `the certificate ${nameText(subject)} (${thumbprint}) is distrusted${reason}`;
  return { outcome: 'failed', code: 'certificate_distrusted', message };
}

/** What a step resolves to, or the message of the SealiftError with which it rejects. */
async function orReason<T>(step: Promise<T>): Promise<T | string> {
  try {
    return await step;
  } catch (error) {
    if (error instanceof SealiftError) return error.message;
    throw error;
  }
}

/** The timestamp under a `tsa` store of the statement, without an answer about its revocation; or why there is none. */
async function timestampOf(context: VerificationContext): Promise<VerifiedTimestamp | string> {
  const { envelope, at } = context;
  const { timestampToken: token, signature } = envelope;
  const roots = await timestampRoots(context);
  if (roots.length === 0) return 'the statement has no tsa store for a timestamp that tells when it signed';
  if (!token) return 'the signature has no timestamp that tells when it signed';
  const { verifyTimestamp } = await import('../timestamp/timestamp.ts');
  return orReason(verifyTimestamp(token, { signature, roots, at }));
}

/** Why a timestamp does not say that all of the chain was valid then; `undefined` when it does. */
async function unfit(
  timestamp: VerifiedTimestamp,
  { revocation, signal }: VerificationContext,
  { chain, anchor }: Evidence,
): Promise<string | undefined> {
  // As for revocation: a chain that nobody trusts makes a verifier call nowhere.
  if (!anchor) return 'no certificate of its chain is trusted';
  const { checkCovers, checkUnrevoked } = await import('../timestamp/timestamp.ts');
  const said = await orReason(
    (async () => {
      checkCovers(timestamp, chain);
      await checkUnrevoked(timestamp, revocation, signal);
    })(),
  );
  return said ?? undefined;
}

/**
 * Checks that nobody whom the user distrusts has signed or stamped. With a date a signature stands only where a timestamp that the
 * statement trusts ends before it: the times in a signature are its signer's own words, and whoever stole a key writes any time.
 * A date is not heeded for a certificate of an authority, whose own clock would then judge itself.
 */
export async function checkDistrust(context: VerificationContext, evidence: Evidence): Promise<Finding> {
  const { distrust, envelope } = context;
  if (distrust.size === 0) return PASSED;
  const found = distrusted(evidence.chain, distrust);
  const always = found.find(({ since }) => since === null);
  if (always) return refused(always.certificate, '');
  if (found.length === 0 && !envelope.timestampToken) return PASSED;
  const timestamp = await timestampOf(context);
  if (typeof timestamp !== 'string') {
    const [authority] = distrusted(timestamp.chain, distrust);
    if (authority) return refused(authority.certificate, ', and the timestamp of the signature rests on it');
  }
  if (found.length === 0) return PASSED;
  const reason = typeof timestamp === 'string' ? timestamp : await unfit(timestamp, context, evidence);
  for (const { certificate, since } of found) {
    const from = ` since ${since!.toISOString()}`;
    if (reason !== undefined) return refused(certificate, `${from}, and ${reason}`);
    const { latest, time } = timestamp as VerifiedTimestamp;
    if (latest >= since!)
      return refused(certificate, `${from}, and the timestamp tells ${time.toISOString()}`);
  }
  return PASSED;
}
