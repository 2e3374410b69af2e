import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { nameText } from '../pki/name.ts';
import { checkChainRules } from './chain-rules.ts';
import type { KeyDescription } from './ports.ts';

/**
 * Everything that can be known before a key is used: the leaf is the key's, the chain is whole, meets the Notary Project's
 * profile, and every certificate is valid now.
 *
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid` or `certificate_not_valid_now`.
 */
export function checkSigningChain(
  { publicKey }: Pick<KeyDescription, 'publicKey'>,
  chain: readonly Certificate[],
  now: Date,
): void {
  const leaf = chain[0];
  if (!leaf)
    throw new SealiftError('certificate_chain_invalid', 'the certificate chain holds no certificate');
  if (!leaf.publicKey.equals(publicKey)) {
    const at = chain.findIndex((certificate) => certificate.publicKey.equals(publicKey));
    const subject = printable(nameText(leaf.subject));
    if (at > 0) {
      throw new SealiftError(
        'certificate_chain_invalid',
        `the chain begins with ${subject}; the key's certificate is number ${at + 1}`,
        {
          hint: 'Write the chain leaf first, root last.',
        },
      );
    }
    throw new SealiftError(
      'key_certificate_mismatch',
      `the certificate ${subject} was issued for another key`,
    );
  }
  checkChainRules(chain, now);
}
