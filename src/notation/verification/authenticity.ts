import { Buffer } from 'node:buffer';
import { printable } from '../../encoding/printable.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { isWithin, parseDistinguishedName, subjectAttributes } from '../policy/distinguished-name.ts';
import type { TrustStoreType } from '../ports.ts';
import { anchorStores } from '../signing-schemes.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';
import type { TrustEvidence } from './outcome.ts';

const SUBJECT_PREFIX = 'x509.subject:';

/** The most trusted identities that a refusal shows. */
const SHOWN = 3;

/** A certificate that a statement trusts, with the store that it is from. */
interface Trusted {
  readonly store: string;
  readonly der: Uint8Array;
}

/** The first certificate of the chain that is, byte for byte, one of the trusted ones; no path is built to an absent root. */
function anchorOf(
  chain: readonly Certificate[],
  trusted: readonly Trusted[],
): { readonly anchor: Certificate; readonly store: string } | undefined {
  for (const anchor of chain) {
    const match = trusted.find(({ der }) => Buffer.compare(anchor.der, der) === 0);
    if (match) return { anchor, store: match.store };
  }
  return undefined;
}

async function trustedCertificates(
  { statement, trustStore }: VerificationContext,
  wanted: TrustStoreType,
): Promise<readonly Trusted[]> {
  const stores = anchorStores(statement.trustStores).filter(({ type }) => type === wanted);
  const read = stores.map(async ({ type, name }) => {
    const certificates = await trustStore.certificates(type, name);
    return certificates.map(({ der }) => ({ store: `${type}:${name}`, der }));
  });
  return (await Promise.all(read)).flat();
}

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
 * subject of the leaf is a trusted identity (trust-store-trust-policy.md, "Signature Verification").
 *
 * @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
 */
export async function checkAuthenticity(
  context: VerificationContext,
  { chain, storeType }: Evidence,
): Promise<Finding> {
  const { statement, envelope } = context;
  const found = anchorOf(chain, await trustedCertificates(context, storeType));
  if (!found) {
    const { subject } = chain.at(-1)!;
    const stores = statement.trustStores.filter((one) => one.startsWith(`${storeType}:`));
    const places =
      stores.length > 0
        ? `is in the trust stores ${stores.join(', ')}`
        : `can be trusted: the statement names no ${storeType} store, which signatures of the scheme ${envelope.scheme} need`;
    return {
      outcome: 'failed',
      code: 'authenticity_failed',
      message: `no certificate of the chain (root ${nameText(subject)}) ${places}`,
    };
  }
  const { anchor, store } = found;
  const match = identityOf(context);
  const trust: TrustEvidence = {
    store,
    anchor: { subject: nameText(anchor.subject), thumbprint: anchor.thumbprint },
    identity: 'identity' in match ? match.identity : null,
  };
  const evidence = { anchor, trust };
  if ('identity' in match) return { ...PASSED, evidence };
  return { outcome: 'failed', code: 'identity_mismatch', message: match.why, evidence };
}
