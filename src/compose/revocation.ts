import { RevocationChecker } from '../notation/revocation/checker.ts';
import type { Run } from './run.ts';

/** The one checker of a run, so that each certificate is asked about once. */
export function revocationOf({
  clock,
}: Pick<Run<'sign'> | Run<'verify'> | Run<'promote'>, 'clock'>): RevocationChecker {
  return new RevocationChecker({ at: clock.now() });
}
