import { printable } from '../../encoding/printable.ts';
import { nameText } from '../../pki/name.ts';
import { isWithin, parseDistinguishedName, subjectAttributes } from '../policy/distinguished-name.ts';
import { findAnchor, unanchored } from './anchor.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';
import type { TrustEvidence } from './outcome.ts';
import { judges } from './plugin/judges.ts';

const SUBJECT_PREFIX = 'x509.subject:';

/** The most trusted identities that a refusal shows. */
const SHOWN = 3;

function shownIdentities(identities: readonly string[]): string {
  const shown = identities.slice(0, SHOWN).map((one) => printable(one.slice(SUBJECT_PREFIX.length).trim()));
  const more = identities.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** What the trusted identities say of the signer: the one that matched, or why none does. */
function identityOf({ statement, envelope }: VerificationContext): { identity: string } | { why: string } {
  const { trustedIdentities } = statement;
  if (trustedIdentities.includes('*')) return { identity: '*' };
  const { subject } = envelope.chain[0]!;
  const subjects = trustedIdentities.filter((identity) => identity.startsWith(SUBJECT_PREFIX));
  if (subjects.length === 0) return { why: 'no trusted identity begins with x509.subject: and none is *' };
  try {
    const attributes = subjectAttributes(subject);
    const identity = subjects.find((one) =>
      isWithin(parseDistinguishedName(one.slice(SUBJECT_PREFIX.length)), attributes),
    );
    if (identity !== undefined) return { identity };
    const trusted = shownIdentities(subjects);
    return { why: `the signer ${nameText(subject)} is not among the trusted identities: ${trusted}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'cannot be compared';
    return { why: `the subject of the signing certificate (${nameText(subject)}) ${reason}` };
  }
}

/**
 * Checks that the statement trusts the signer: a certificate of the chain is in a trust store of the scheme's type, and the
 * subject of the leaf is a trusted identity (trust-store-trust-policy.md, "Signature Verification"). Where a verification plugin
 * judges the identity, its word takes the place of the second (plugin-extensibility.md, "Signature Verifier").
 *
 * @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
 */
export async function checkAuthenticity(context: VerificationContext, evidence: Evidence): Promise<Finding> {
  const found = await findAnchor(context, evidence);
  if (!found) return unanchored(context, evidence);
  const { anchor, store } = found;
  const match = judges(evidence, 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY') ? undefined : identityOf(context);
  const trust: TrustEvidence = {
    store,
    anchor: { subject: nameText(anchor.subject), thumbprint: anchor.thumbprint },
    identity: match && 'identity' in match ? match.identity : null,
  };
  const proved = { anchor, trust };
  if (!match || 'identity' in match) return { ...PASSED, evidence: proved };
  return { outcome: 'failed', code: 'identity_mismatch', message: match.why, evidence: proved };
}
