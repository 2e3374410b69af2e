import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import type { CrlCache, RevocationSource } from '../ports.ts';
import type { CrlLoader } from './crl-loader.ts';
import type { GivenCrl } from './given-crls.ts';
import type { RevocationRow } from './row.ts';
import { SharedWork } from './shared-work.ts';

export interface RevocationOptions {
  /** Nobody is asked without it, and a certificate that can be revoked has an unknown status. */
  readonly source?: RevocationSource;
  readonly cache?: CrlCache;
  /** The time that counts as now. It is asked when an answer is judged, since responders date an answer by its making. */
  readonly now: () => Date;
  /** CRLs that the user gave; they answer before anybody is asked. */
  readonly crls?: readonly GivenCrl[];
  /** Makes the signal that ends the wait of one check, to which certificates without an answer are unknown then. */
  readonly deadline?: () => AbortSignal;
}

const NOTHING = {
  method: null,
  source: null,
  thisUpdate: null,
  nextUpdate: null,
  revokedAt: null,
  reason: null,
  message: null,
} as const;

const canBeRevoked = ({ ocspUrls, crlPoints, hasFreshestCrl }: Certificate): boolean =>
  ocspUrls.length > 0 || crlPoints.length > 0 || hasFreshestCrl;

/** Asks whether certificates are revoked, each one once. */
export class RevocationChecker {
  readonly #options: RevocationOptions;
  #loader: CrlLoader | undefined;
  /** By the thumbprints of a certificate and its issuer, and the time of signing. */
  readonly #asked = new Map<string, SharedWork<RevocationRow>>();

  constructor(options: RevocationOptions) {
    this.#options = options;
  }

  /**
   * Resolves to one row for each certificate of a sound chain, leaf first, but for its root. It does not reject for an answer that is
   * absent or wrong: such a certificate is `unknown`.
   *
   * @param signedAt the time of signing, where a signing authority vouches for it.
   */
  async check(
    chain: readonly Certificate[],
    signal: AbortSignal,
    signedAt?: Date,
  ): Promise<readonly RevocationRow[]> {
    signal.throwIfAborted();
    const deadline = this.#options.deadline?.();
    return Promise.all(
      chain
        .slice(0, -1)
        .map((certificate, at) => this.#inTime(certificate, chain[at + 1]!, signal, deadline, signedAt)),
    );
  }

  /** The time of one check ends its own wait alone: the work goes on for others, and begins again for who asks later. */
  async #inTime(
    certificate: Certificate,
    issuer: Certificate,
    signal: AbortSignal,
    deadline: AbortSignal | undefined,
    signedAt: Date | undefined,
  ): Promise<RevocationRow> {
    const work = this.#shared(certificate, issuer, signedAt);
    try {
      return await work.wait(deadline ? AbortSignal.any([signal, deadline]) : signal);
    } catch (error) {
      if (signal.aborted || !deadline?.aborted) throw error;
      return this.#unknown(certificate, 'has an unknown status: nobody answered in time');
    }
  }

  #shared(
    certificate: Certificate,
    issuer: Certificate,
    signedAt: Date | undefined,
  ): SharedWork<RevocationRow> {
    const key = `${certificate.thumbprint} ${issuer.thumbprint} ${signedAt?.getTime() ?? ''}`;
    const before = this.#asked.get(key);
    if (before && !before.isAbandoned) return before;
    const work = new SharedWork((signal) => this.#ask(certificate, issuer, signal, signedAt));
    this.#asked.set(key, work);
    return work;
  }

  async #ask(
    certificate: Certificate,
    issuer: Certificate,
    signal: AbortSignal,
    signedAt: Date | undefined,
  ): Promise<RevocationRow> {
    const { source, now, crls = [] } = this.#options;
    if (crls.length > 0) {
      const { askGiven } = await import('./given-crls.ts');
      const given = askGiven(crls, certificate, issuer, now(), signedAt);
      if (given) return given;
    }
    if (!canBeRevoked(certificate))
      return {
        ...NOTHING,
        subject: nameText(certificate.subject),
        thumbprint: certificate.thumbprint,
        status: 'not-revocable',
      };
    const { ocspUrls, crlUrls, crlPoints, hasFreshestCrl } = certificate;
    if (!source) {
      const urls = [...ocspUrls, ...crlUrls].slice(0, 3).join(', ') || 'a CRL';
      return this.#unknown(certificate, `names ${urls}, and nobody was asked`);
    }
    const byOcsp =
      ocspUrls.length > 0 ? await this.#byOcsp(certificate, issuer, source, signal, signedAt) : undefined;
    if (byOcsp && (byOcsp.status !== 'unknown' || (crlPoints.length === 0 && !hasFreshestCrl))) return byOcsp;
    const row = await this.#byCrl(certificate, issuer, source, signal, signedAt);
    if (row.status !== 'unknown' || !byOcsp) return row;
    return { ...row, message: `${byOcsp.message}; and it ${row.message}` };
  }

  /** Loaded on demand: most chains name either OCSP or a CRL. */
  async #byOcsp(
    certificate: Certificate,
    issuer: Certificate,
    source: RevocationSource,
    signal: AbortSignal,
    signedAt: Date | undefined,
  ): Promise<RevocationRow> {
    const { askOcsp } = await import('./ask-ocsp.ts');
    return askOcsp(certificate, issuer, {
      source,
      now: this.#options.now,
      signal,
      askCrl: (delegate, authority) => this.#byCrl(delegate, authority, source, signal),
      ...(signedAt ? { signedAt } : {}),
    });
  }

  async #byCrl(
    certificate: Certificate,
    issuer: Certificate,
    source: RevocationSource,
    signal: AbortSignal,
    signedAt?: Date,
  ): Promise<RevocationRow> {
    const { cache, now } = this.#options;
    const [{ askCrl }, { CrlLoader }] = await Promise.all([
      import('./ask-crl.ts'),
      import('./crl-loader.ts'),
    ]);
    this.#loader ??= new CrlLoader(source, cache, now);
    return askCrl(certificate, issuer, { loader: this.#loader, signal, ...(signedAt ? { signedAt } : {}) });
  }

  #unknown(certificate: Certificate, message: string): RevocationRow {
    const { subject, thumbprint, ocspUrls, crlUrls } = certificate;
    const source = ocspUrls[0] ?? crlUrls[0] ?? null;
    return { ...NOTHING, subject: nameText(subject), thumbprint, status: 'unknown', source, message };
  }
}
