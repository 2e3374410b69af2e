import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkAlone, invalidAt, isSelfSigned } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';

const BUNDLE =
  'Give the root alone: the last certificate of the chain, whose subject and issuer are the same.';

/**
 * Checks that a certificate can be the root of signers: it signed itself, keeps the Notary Project's rules and is valid now.
 *
 * @param what names where it comes from.
 * @throws SealiftError `trust_store_invalid` or `certificate_not_valid_now`.
 */
export function checkRoot(certificate: Certificate, now: Date, what: string): void {
  const shown = nameText(certificate.subject);
  const isAuthority = certificate.basicConstraints?.ca === true;
  if (!isSelfSigned(certificate)) {
    const kind = isAuthority ? 'is an intermediate CA' : 'is the certificate of a signer';
    throw new SealiftError(
      'trust_store_invalid',
      `${what}: ${shown} ${kind}, issued by ${nameText(certificate.issuer)}, and no root`,
      { hint: isAuthority ? `${BUNDLE} An intermediate can be put into the trust store by hand.` : BUNDLE },
    );
  }
  checkAlone(certificate, {
    code: 'trust_store_invalid',
    what,
    hint: 'No signature under it would pass. Give another root certificate.',
  });
  const state = invalidAt([certificate], now)?.state;
  if (state === undefined) return;
  const { notBefore, notAfter } = certificate;
  throw new SealiftError(
    'certificate_not_valid_now',
    `${what}: ${shown} is ${state} (valid ${notBefore.toISOString()} to ${notAfter.toISOString()})`,
    { hint: 'Give the root certificate that the CA has now.' },
  );
}
