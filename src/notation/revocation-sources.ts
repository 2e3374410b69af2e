import type { Certificate } from '../pki/certificate.ts';

/** A certificate whose issuer can revoke it, and where to ask. */
export interface RevocationSources {
  readonly certificate: Certificate;
  /** OCSP responders first; empty for one that names a freshest CRL alone. */
  readonly urls: readonly string[];
}

/**
 * The certificates of a chain that name OCSP or CRL; the root is not asked about. Those that name neither cannot be revoked,
 * as in notation.
 */
export function revocationSources(chain: readonly Certificate[]): readonly RevocationSources[] {
  return chain.slice(0, -1).flatMap((certificate) => {
    const urls = [...certificate.ocspUrls, ...certificate.crlUrls];
    return urls.length > 0 || certificate.hasFreshestCrl ? [{ certificate, urls }] : [];
  });
}
