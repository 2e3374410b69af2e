import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { TrustStoreType } from '../notation/ports.ts';
import type { Certificate } from '../pki/certificate.ts';
import { isSelfSigned } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';

/**
 * Checks that a certificate may be a trust anchor: it is a CA certificate or self-signed. In a `tsa` store it is a root.
 *
 * @throws SealiftError `trust_store_invalid`.
 */
export function checkAnchor(certificate: Certificate, type: TrustStoreType, where: string): void {
  const ca = certificate.basicConstraints?.ca === true;
  const refuse = (reason: string) =>
    new SealiftError(
      'trust_store_invalid',
      `${where}: ${printable(nameText(certificate.subject))} ${reason}`,
      {
        hint: 'Put the root (or an intermediate) certificate of the signer there.',
      },
    );
  if (!ca && !certificate.isSignedBy(certificate.publicKey))
    throw refuse('is neither a CA certificate nor self-signed');
  if (type !== 'tsa') return;
  // As in Go, keyUsage may be absent; where it is present it has to allow keyCertSign.
  const signs = certificate.keyUsage?.bits.has('keyCertSign') ?? true;
  if (!ca || !signs || !isSelfSigned(certificate))
    throw refuse('is not a root certificate, and a tsa store holds roots only');
}
