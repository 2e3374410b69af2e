import { abortable } from '../../async/abortable.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import type { RevocationRow } from '../../notation/revocation/row.ts';
import { revocationSources } from '../../notation/revocation-sources.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import type { Clock } from '../ports.ts';

/** Milliseconds after which a signer goes on without an answer: it is the verifiers who need one. */
const PATIENCE = 5000;

interface Asking {
  readonly revocation: Pick<RevocationChecker, 'check'>;
  readonly clock: Clock;
}

/** The rows of a chain about which nobody answered in time. */
function unanswered(chain: readonly Certificate[]): RevocationRow[] {
  const asking = new Map(revocationSources(chain).map(({ certificate, urls }) => [certificate, urls]));
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
        ? `names ${urls.slice(0, 3).join(', ') || 'a CRL'}, and no answer came within ${PATIENCE / 1000} s`
        : null,
    };
  });
}

/**
 * Asks what verifiers will ask: whether the certificates of the user's own chain are revoked. It ends after some seconds, and does
 * not reject for an answer that does not come.
 */
export async function askOfOwnChain(
  chain: readonly Certificate[],
  { revocation, clock }: Asking,
  signal: AbortSignal,
): Promise<readonly RevocationRow[]> {
  const late = new AbortController();
  const done = new AbortController();
  clock.sleep(PATIENCE, AbortSignal.any([signal, done.signal])).then(
    () => late.abort(),
    () => {},
  );
  const during = AbortSignal.any([signal, late.signal]);
  try {
    return await abortable(revocation.check(chain, during), during);
  } catch (error) {
    signal.throwIfAborted();
    if (!late.signal.aborted) throw error;
    return unanswered(chain);
  } finally {
    done.abort();
  }
}
