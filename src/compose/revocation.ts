import { lazy } from '../async/lazy.ts';
import { LONGEST_TIMEOUT } from '../io/http/timeouts.ts';
import { RevocationChecker } from '../notation/revocation/checker.ts';
import { cacheFolder } from '../trust/cache-folder.ts';
import { crlCache } from '../trust/crl-cache.ts';
import { REVOCATION_TIMEOUT, revocationClient } from '../trust/revocation-client.ts';
import { openHttp } from './http.ts';
import type { AnyRun } from './run.ts';

/** The time for all questions together, as a multiple of that for one: OCSP may fall back to a CRL. */
const QUESTIONS = 2;

/**
 * The one checker of a run, so that each certificate is asked about once. It has an HTTP client of its own, since those that
 * certificates name get neither the certificates that are kept for a registry nor its limits. Nothing is opened before the
 * first question.
 */
export function revocationOf(run: AnyRun): RevocationChecker {
  const timeout = run.values.timeout ?? REVOCATION_TIMEOUT;
  const base = cacheFolder({ env: run.env, platform: process.platform });
  const none = { certificatesOf: () => Promise.resolve(undefined), onWarning: () => {} };
  const http = lazy(() =>
    openHttp(run, { ...none, timeouts: { connect: timeout, idle: timeout, total: timeout } }),
  );
  const options = {
    source: revocationClient({ http, timeout }),
    ...(base === undefined ? {} : { cache: crlCache(base) }),
    at: run.clock.now(),
    deadline: () => AbortSignal.timeout(Math.min(QUESTIONS * timeout, LONGEST_TIMEOUT)),
  };
  return new RevocationChecker(options);
}
