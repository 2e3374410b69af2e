import { SealiftError } from '../../errors.ts';
import {
  isNamed,
  isThreshold,
  type NamedSigner,
  namesIn,
  type Requirement,
  type Threshold,
} from './requirement.ts';

/** So many of these signers. */
export interface Demand {
  readonly count: number;
  readonly of: readonly NamedSigner[];
}

/** One way to meet a requirement: every demand of it, each signer for one of them. */
export type Way = readonly Demand[];

/** A document with more ways than this would take longer to judge than anybody could take to read it. */
const LIMIT = 1000;

/** Every choice of `count` of these, in their order. */
function* choices<T>(items: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let at = 0; at + count <= items.length; at += 1) {
    for (const rest of choices(items.slice(at + 1), count - 1)) yield [items[at]!, ...rest];
  }
}

/** Every combination of one way of each. */
function* together(requirements: readonly Requirement[]): Generator<Way> {
  const [first, ...others] = requirements;
  if (!first) {
    yield [];
    return;
  }
  for (const way of waysOf(first)) for (const rest of together(others)) yield [...way, ...rest];
}

/** A threshold over names alone is one demand; each choice of the thresholds in a threshold is a way of its own. */
function* thresholdWays({ atLeast, of }: Threshold): Generator<Way> {
  const names = of.filter(isNamed);
  const nested = of.filter(isThreshold);
  const fewest = Math.max(0, atLeast - names.length);
  for (let count = fewest; count <= Math.min(atLeast, nested.length); count += 1) {
    const rest = atLeast - count;
    const own: Way = rest === 0 ? [] : [{ count: rest, of: names }];
    for (const chosen of choices(nested, count)) for (const way of together(chosen)) yield [...own, ...way];
  }
}

function* waysOf(requirement: Requirement): Generator<Way> {
  if (isThreshold(requirement)) yield* thresholdWays(requirement);
  else yield [{ count: 1, of: [requirement] }];
}

/**
 * Every way to meet all of the requirements.
 *
 * @throws SealiftError `policy_invalid` for over a thousand ways.
 */
export function waysToMeet(requirements: readonly Requirement[]): readonly Way[] {
  const ways: Way[] = [];
  for (const way of together(requirements)) {
    if (ways.length === LIMIT) {
      throw new SealiftError(
        'policy_invalid',
        `the requirement can be met in over ${LIMIT} ways by its ${namesIn(requirements).length} identities`,
        { hint: 'Put fewer thresholds into one another.' },
      );
    }
    ways.push(way);
  }
  return ways;
}
