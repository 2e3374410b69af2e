import type { Signer } from '../../notation/ports.ts';
import { buildCertificate, type CertificateRole } from '../../pki/build-certificate.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkAuthorities, checkCodeSigningChain } from '../../pki/chain.ts';
import { parseCertificate } from '../../pki/parse-certificate.ts';

export interface SelfSignedOrder {
  readonly signer: Signer;
  /** The name of the certificate, in DER. */
  readonly subject: Uint8Array;
  /** The first moment of validity; like the last one, in whole seconds. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly role: CertificateRole;
}

const CHECK = { code: 'self_check_failed', what: 'the new certificate' } as const;

/**
 * Makes a self-signed certificate, to sign artifacts or as the root of a CA. The certificate is parsed, and checked by the
 * rules of the Notary Project, before it is returned.
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
