import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import type { RevocationSource } from '../ports.ts';
import { revocationSources } from '../revocation-sources.ts';
import type { RevocationRow } from './row.ts';

export interface RevocationOptions {
  /** Nobody is asked without it, and a certificate that can be revoked has an unknown status. */
  readonly source?: RevocationSource;
  /** The time that every check takes for now. */
  readonly at: Date;
}

/** Asks whether certificates are revoked, each one once. */
export class RevocationChecker {
  readonly #options: RevocationOptions;

  constructor(options: RevocationOptions) {
    this.#options = options;
  }

  /**
   * Resolves to one row for each certificate of a sound chain, leaf first, but for its root. It does not reject for an answer that is
   * absent or wrong: such a certificate is `unknown`.
   */
  async check(chain: readonly Certificate[], signal: AbortSignal): Promise<readonly RevocationRow[]> {
    signal.throwIfAborted();
    void this.#options;
    const asking = new Map(revocationSources(chain).map((one) => [one.certificate, one.urls]));
    return chain.slice(0, -1).map((certificate) => {
      const urls = asking.get(certificate);
      return {
        subject: nameText(certificate.subject),
        thumbprint: certificate.thumbprint,
        status: urls ? 'unknown' : 'not-revocable',
        method: null,
        source: urls?.[0] ?? null,
        thisUpdate: null,
        nextUpdate: null,
        revokedAt: null,
        reason: null,
        message: urls
          ? `names ${urls.slice(0, 3).join(', ') || 'a CRL'}, and this version does not ask there`
          : null,
      } satisfies RevocationRow;
    });
  }
}
