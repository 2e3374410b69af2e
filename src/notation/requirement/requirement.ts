import type { NameAttributes } from '../policy/distinguished-name.ts';

/** A signer who is asked for by name. */
export interface NamedSigner {
  /** As it was written: `x509.subject: C=…, ST=…, O=…`. */
  readonly identity: string;
  readonly attributes: NameAttributes;
}

/** So many of these have to be met, each by somebody else. */
export interface Threshold {
  readonly atLeast: number;
  readonly of: readonly Requirement[];
}

export type Requirement = NamedSigner | Threshold;

export const isThreshold = (one: Requirement): one is Threshold => 'of' in one;
export const isNamed = (one: Requirement): one is NamedSigner => !isThreshold(one);

/** Who has to have signed beside what the trust policy says. */
export interface Requirements {
  /** Each of these. */
  readonly all: readonly Requirement[];
  /** How many different signers there have to be at least. */
  readonly count: number;
}

/** The signers that a requirement names, in its order. */
export function namesIn(requirements: readonly Requirement[]): readonly NamedSigner[] {
  return requirements.flatMap((one) => (isThreshold(one) ? namesIn(one.of) : [one]));
}
