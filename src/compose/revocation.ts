import { RevocationChecker } from '../notation/revocation/checker.ts';
import { revocationAdapters } from './revocation-adapters.ts';
import type { AnyRun } from './run.ts';

/** The one checker of a run, so that each certificate is asked about once. */
export function revocationOf(run: Omit<AnyRun, 'http'>): RevocationChecker {
  const options = { ...revocationAdapters(run), at: run.clock.now() };
  return new RevocationChecker(options);
}
