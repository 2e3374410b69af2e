import type { Certificate } from '../../pki/certificate.ts';
import { isOf } from '../policy/identity-attributes.ts';
import { assign } from './assign.ts';
import { distinctSigners } from './distinct-signers.ts';
import { type NamedSigner, namesIn, type Requirements } from './requirement.ts';
import { waysToMeet } from './ways.ts';

/** How the signatures of one artifact meet the requirements. Signatures are numbers, by their place in the list that was given. */
export interface Outcome {
  readonly met: boolean;
  /** The signatures of each signer who counts, in listed order. */
  readonly signers: readonly (readonly number[])[];
  /** The signatures that meet a name; a name that nobody meets is absent. */
  readonly metBy: ReadonlyMap<NamedSigner, readonly number[]>;
  /** What is missing: names of which each has to be met in the nearest way, and how many signers are too few. */
  readonly missing: {
    readonly demands: readonly { readonly count: number; readonly of: readonly NamedSigner[] }[];
    readonly signers: number;
  };
}

/**
 * Judges who has signed.
 *
 * @param leaves the signing certificates of the signatures that passed, in listed order.
 */
export function meet(requirements: Requirements, leaves: readonly Certificate[]): Outcome {
  const numbers = distinctSigners(leaves);
  const signatures = Map.groupBy(leaves.keys(), (at) => numbers[at]!);
  const fitting = new Map(
    namesIn(requirements.all).map((name) => {
      const of = leaves.flatMap((leaf, at) => (isOf(name.attributes, leaf) ? [numbers[at]!] : []));
      return [name, [...new Set(of)]] as const;
    }),
  );
  let best: (Pick<Outcome, 'metBy'> & { readonly demands: Outcome['missing']['demands'] }) | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const way of waysToMeet(requirements.all)) {
    const given = assign(way, (name) => fitting.get(name)!);
    const demands = way.flatMap(({ count, of }) => {
      const open = of.filter((name) => !given.has(name));
      const short = count - (of.length - open.length);
      return short > 0 ? [{ count: short, of: open }] : [];
    });
    const short = demands.reduce((sum, { count }) => sum + count, 0);
    if (short >= fewest) continue;
    fewest = short;
    best = {
      demands,
      metBy: new Map([...given].map(([name, signer]) => [name, signatures.get(signer)!])),
    };
    if (short === 0) break;
  }
  const { demands = [], metBy = new Map() } = best ?? {};
  const tooFew = Math.max(0, requirements.count - signatures.size);
  return {
    met: demands.length === 0 && tooFew === 0,
    signers: [...signatures.values()],
    metBy,
    missing: { demands, signers: tooFew },
  };
}
