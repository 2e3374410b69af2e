import { RevocationChecker } from '../../src/notation/revocation/checker.ts';

/** A checker that asks nobody, so that what can be revoked has an unknown status. */
export function nobodyAsked(): RevocationChecker {
  return new RevocationChecker({ now: () => new Date() });
}
