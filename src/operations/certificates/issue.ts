import { SealiftError } from '../../errors.ts';
import {
  checkIssuer,
  checkNamedApart,
  checkOutlives,
  checkRequestedKey,
  checkRequestedName,
} from '../../notation/issuing.ts';
import type { Signer } from '../../notation/ports.ts';
import { buildCertificate } from '../../pki/build-certificate.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkCodeSigningChain } from '../../pki/chain.ts';
import { keyIdentifier } from '../../pki/key-identifier.ts';
import { sameName } from '../../pki/name.ts';
import { parseCertificate } from '../../pki/parse-certificate.ts';
import type { CertificateRequest } from '../../pki/parse-request.ts';
import { validityOf } from './validity.ts';

export interface IssueOrder {
  /** The key of the issuing CA. */
  readonly signer: Signer;
  /** The chain of the issuing CA: its own certificate first, its root last. */
  readonly authorities: readonly Certificate[];
  readonly request: CertificateRequest;
  readonly days: number;
  readonly now: Date;
}

const CHECK = { code: 'self_check_failed', what: 'the new chain' } as const;

/**
 * Issues a certificate that signs artifacts, for the key of a request (RFC 2986). The certificate gets the key and the name of
 * the request, the name byte by byte, and none of its extensions. Everything is checked before the CA key is used, and the new
 * chain (the leaf, then `authorities`) once more before it is returned.
 *
 * @throws SealiftError `key_certificate_mismatch`, `ca_certificate_invalid`, `certificate_not_valid_now`,
 *   `key_unsupported`, `usage`, `self_check_failed`, or what the key service throws.
 */
export async function issueCertificate(
  { signer, authorities, request, days, now }: IssueOrder,
  signal: AbortSignal,
): Promise<readonly Certificate[]> {
  checkRequestedName(request.subject);
  checkRequestedKey(request.publicKey);
  const key = await signer.describe(signal);
  const { algorithm, publicKey } = key;
  checkIssuer(key, authorities, now);
  checkNamedApart(request.subject, authorities);
  const issuer = authorities[0]!;
  if (request.publicKey.equals(publicKey)) {
    throw new SealiftError('csr_invalid', 'the request is for the key of the CA itself', {
      hint: 'Make a key of its own for signing artifacts; that of the CA signs certificates alone.',
    });
  }
  const { notBefore, notAfter } = validityOf(now, days);
  checkOutlives(authorities, notAfter, now);
  const der = await buildCertificate(
    {
      subject: request.subject.der,
      issuer: issuer.subject.der,
      publicKey: request.publicKey,
      notBefore: new Date(Math.max(notBefore.getTime(), issuer.notBefore.getTime())),
      notAfter,
      role: 'signing',
      authorityKeyIdentifier: issuer.subjectKeyIdentifier ?? keyIdentifier(publicKey),
    },
    algorithm,
    (toBeSigned) => signer.sign(toBeSigned, signal),
  );
  const leaf = await parseCertificate(der, CHECK);
  const chain = [leaf, ...authorities];
  checkCodeSigningChain(chain, CHECK);
  if (!sameName(leaf.subject, request.subject))
    throw new SealiftError('self_check_failed', 'the name in the new certificate is not that of the request');
  return chain;
}
