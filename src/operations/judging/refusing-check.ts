import type { SignatureResult } from '../results.ts';

type Checks = Pick<SignatureResult, 'checks'>;

/**
 * The enforced check that refused a signature; `undefined` for one that passed. A verification plugin may refuse two at once, and
 * what it says of revocation may follow from what it says of the signer.
 */
export function refusingCheck({ checks }: Checks): SignatureResult['checks'][number] | undefined {
  return checks.find(({ action, outcome }) => action === 'enforce' && outcome !== 'passed');
}

/** Of signatures that were refused the one that came nearest: checks end with the one that refuses, so it has the most. */
export function nearestOf<T extends Checks>(signatures: readonly T[]): T | undefined {
  return signatures.toSorted((a, b) => b.checks.length - a.checks.length)[0];
}
