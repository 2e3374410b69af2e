import { SealiftError } from '../../errors.ts';
import { checkSigningChain } from '../../notation/signing-chain.ts';
import type { Certificate } from '../../pki/certificate.ts';

type Chain = readonly Certificate[];

/**
 * Checks that the chain that came with a signature, or that the user gave, belongs to the key that signed.
 *
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid` or `certificate_not_valid_now`.
 */
export function checkMadeChain(leaf: Certificate, chain: Chain, given: Chain | undefined, now: Date): void {
  try {
    checkSigningChain(leaf, chain, now);
  } catch (error) {
    if (given || !(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, error.message, {
      hint: 'The chain is what the plugin answered: correct it there, or give another one with --certificate-chain.',
      cause: error,
    });
  }
}
