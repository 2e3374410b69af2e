import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkCodeSigningChain, invalidAt } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';

/**
 * What can be known of a chain without its key: it is whole, meets the Notary Project's profile, and every certificate is
 * valid now.
 *
 * @throws SealiftError `certificate_chain_invalid` or `certificate_not_valid_now`.
 */
export function checkChainRules(chain: readonly Certificate[], now: Date): void {
  if (chain.length === 0)
    throw new SealiftError('certificate_chain_invalid', 'the certificate chain holds no certificate');
  checkCodeSigningChain(chain, { code: 'certificate_chain_invalid', what: 'certificate chain' });
  const invalid = invalidAt(chain, now);
  if (!invalid) return;
  const { subject, notBefore, notAfter } = invalid.certificate;
  const span = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
  throw new SealiftError(
    'certificate_not_valid_now',
    `the certificate ${printable(nameText(subject))} is ${invalid.state} (valid ${span})`,
  );
}
