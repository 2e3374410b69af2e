import type { Signer } from '../notation/ports.ts';
import { buildCertificate, type CertificateRole } from '../pki/build-certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkAuthorities, checkCodeSigningChain } from '../pki/chain.ts';
import { parseCertificate } from '../pki/parse-certificate.ts';

export interface SelfSignedOrder {
  readonly signer: Signer;
  /** In DER. */
  readonly subject: Uint8Array;
  /** Whole seconds. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly role: CertificateRole;
}

const CHECK = { code: 'self_check_failed', what: 'the new certificate' } as const;

/**
 * A certificate that a key makes for itself: to sign artifacts, or as the root of a company's own CA. Read again and held
 * against the rules before it is given out.
 *
 * @throws SealiftError `self_check_failed`, or what the key service throws.
 */
export async function selfSignedCertificate(
  { signer, subject, notBefore, notAfter, role }: SelfSignedOrder,
  signal: AbortSignal,
): Promise<Certificate> {
  const { algorithm, publicKey } = await signer.describe(signal);
  const der = await buildCertificate(
    { subject, issuer: subject, publicKey, notBefore, notAfter, role },
    algorithm,
    (toBeSigned) => signer.sign(toBeSigned, signal),
  );
  const certificate = await parseCertificate(der, CHECK);
  if (role === 'authority') checkAuthorities([certificate], CHECK);
  else checkCodeSigningChain([certificate], CHECK);
  return certificate;
}
