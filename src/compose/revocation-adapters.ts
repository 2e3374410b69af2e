import { lazy } from '../async/lazy.ts';
import { LONGEST_TIMEOUT } from '../io/http/timeouts.ts';
import type { CrlCache, RevocationSource } from '../notation/ports.ts';
import { cacheFolder } from '../trust/cache-folder.ts';
import { crlCache } from '../trust/crl-cache.ts';
import { REVOCATION_TIMEOUT, revocationClient } from '../trust/revocation-client.ts';
import { openHttp } from './http.ts';
import type { AnyRun } from './run.ts';

/** The time for all questions together, as a multiple of that for one: OCSP may fall back to a CRL. */
const QUESTIONS = 2;

/** What brings the answers about revocation in a run. */
export interface RevocationAdapters {
  readonly source: RevocationSource;
  /** Absent where there is no folder for it. */
  readonly cache?: CrlCache;
  /** Begins the time for all questions together: 20 s, or twice `--timeout`. */
  readonly deadline: () => AbortSignal;
}

/**
 * The adapters have an HTTP client of their own, since the hosts that certificates name get neither the certificates that are
 * kept for a registry nor its limits. Nothing is opened before the first question.
 */
export function revocationAdapters(run: Omit<AnyRun, 'http'>): RevocationAdapters {
  const timeout = run.values.timeout ?? REVOCATION_TIMEOUT;
  const base = cacheFolder({ env: run.env, platform: process.platform });
  const own = {
    certificatesOf: () => Promise.resolve(undefined),
    onWarning: () => {},
    timeouts: { connect: timeout, idle: timeout, total: timeout },
  };
  return {
    source: revocationClient({ http: lazy(() => openHttp(run, own)), timeout }),
    ...(base === undefined ? {} : { cache: crlCache(base) }),
    deadline: () => AbortSignal.timeout(Math.min(QUESTIONS * timeout, LONGEST_TIMEOUT)),
  };
}
