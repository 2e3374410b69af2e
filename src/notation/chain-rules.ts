import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkCodeSigningChain, invalidAt } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';
import { algorithmOf } from './algorithms.ts';

export const CHAIN_COMPLAINT = { code: 'certificate_chain_invalid', what: 'certificate chain' } as const;

/** @throws SealiftError `certificate_not_valid_now`, naming the first certificate that is not valid at `now`. */
export function checkValidNow(chain: readonly Certificate[], now: Date): void {
  const invalid = invalidAt(chain, now);
  if (!invalid) return;
  const { subject, notBefore, notAfter } = invalid.certificate;
  const span = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
  throw new SealiftError(
    'certificate_not_valid_now',
    `the certificate ${printable(nameText(subject))} is ${invalid.state} (valid ${span})`,
  );
}

/**
 * Checks a chain without its key: the chain is complete and meets the Notary Project's profile, the leaf's key has an
 * algorithm of the table, and every certificate is valid now.
 *
 * @throws SealiftError `certificate_chain_invalid`, `certificate_not_valid_now` or `key_unsupported`.
 */
export function checkChainRules(chain: readonly Certificate[], now: Date): void {
  const [leaf] = chain;
  if (leaf) algorithmOf(leaf.publicKey);
  checkCodeSigningChain(chain, CHAIN_COMPLAINT);
  checkValidNow(chain, now);
}
