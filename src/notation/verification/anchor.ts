import { Buffer } from 'node:buffer';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { anchorStores } from '../signing-schemes.ts';
import type { Evidence, Finding, VerificationContext } from './context.ts';

/** A certificate of a chain that is trusted, and the store that it is in. */
export interface Anchor {
  readonly anchor: Certificate;
  /** As a policy names it: `ca:acme`. */
  readonly store: string;
}

/** A certificate that a statement trusts, with the store that it is from. */
interface Trusted {
  readonly store: string;
  readonly der: Uint8Array;
}

async function trustedCertificates(
  { statement, trustStore }: VerificationContext,
  { storeType }: Evidence,
): Promise<readonly Trusted[]> {
  const stores = anchorStores(statement.trustStores).filter(({ type }) => type === storeType);
  const read = stores.map(async ({ type, name }) => {
    const certificates = await trustStore.certificates(type, name);
    return certificates.map(({ der }) => ({ store: `${type}:${name}`, der }));
  });
  return (await Promise.all(read)).flat();
}

/**
 * The first certificate of the chain that is, byte for byte, one in a trust store of the statement; no path is built to an absent
 * root.
 *
 * @throws SealiftError when a named trust store is absent, empty or malformed: the configuration is wrong, not the signature.
 */
export async function findAnchor(
  context: VerificationContext,
  evidence: Evidence,
): Promise<Anchor | undefined> {
  const trusted = await trustedCertificates(context, evidence);
  for (const anchor of evidence.chain) {
    const match = trusted.find(({ der }) => Buffer.compare(anchor.der, der) === 0);
    if (match) return { anchor, store: match.store };
  }
  return undefined;
}

/** The finding on a chain without an anchor. */
export function unanchored(
  { statement, envelope }: VerificationContext,
  { chain, storeType }: Evidence,
): Finding & { readonly message: string } {
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
