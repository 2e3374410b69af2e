import { Buffer } from 'node:buffer';
import { printable } from '../../encoding/printable.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { isWithin, parseDistinguishedName, subjectAttributes } from '../policy/distinguished-name.ts';
import type { TrustStoreType } from '../ports.ts';
import { anchorStores } from '../signing-schemes.ts';
import { type Evidence, type Finding, PASSED, type VerificationContext } from './context.ts';

const SUBJECT_PREFIX = 'x509.subject:';

/** The most trusted identities that a refusal shows. */
const SHOWN = 3;

/** The certificate of the chain that is, byte for byte, one of the trusted ones; no path is built to an absent root. */
function anchorOf(chain: readonly Certificate[], trusted: readonly Certificate[]): Certificate | undefined {
  return chain.find(({ der }) => trusted.some((anchor) => Buffer.compare(anchor.der, der) === 0));
}

async function trustedCertificates({ statement, trustStore }: VerificationContext, wanted: TrustStoreType) {
  const stores = anchorStores(statement.trustStores).filter(({ type }) => type === wanted);
  return (await Promise.all(stores.map(({ type, name }) => trustStore.certificates(type, name)))).flat();
}

function shownIdentities(identities: readonly string[]): string {
  const shown = identities.slice(0, SHOWN).map((one) => printable(one.slice(SUBJECT_PREFIX.length).trim()));
  const more = identities.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function identityFinding({ statement, envelope }: VerificationContext): Finding {
  const { trustedIdentities } = statement;
  if (trustedIdentities.includes('*')) return PASSED;
  const { subject } = envelope.chain[0]!;
  const failed = (message: string): Finding => ({ outcome: 'failed', code: 'identity_mismatch', message });
  const subjects = trustedIdentities.filter((identity) => identity.startsWith(SUBJECT_PREFIX));
  if (subjects.length === 0) return failed('no trusted identity begins with x509.subject: and none is *');
  try {
    const attributes = subjectAttributes(subject);
    const matches = subjects.some((identity) =>
      isWithin(parseDistinguishedName(identity.slice(SUBJECT_PREFIX.length)), attributes),
    );
    if (matches) return PASSED;
    const trusted = shownIdentities(subjects);
    return failed(`the signer ${nameText(subject)} is not among the trusted identities: ${trusted}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'cannot be compared';
    return failed(`the subject of the signing certificate (${nameText(subject)}) ${reason}`);
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
  const { statement } = context;
  const anchor = anchorOf(chain, await trustedCertificates(context, storeType));
  if (!anchor) {
    const { subject } = chain.at(-1)!;
    const stores = statement.trustStores.join(', ');
    return {
      outcome: 'failed',
      code: 'authenticity_failed',
      message: `no certificate of the chain (root ${nameText(subject)}) is in the trust stores ${stores}`,
    };
  }
  return { ...identityFinding(context), evidence: { anchor } };
}
