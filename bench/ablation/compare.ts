import type { Run } from '../support/contest.ts';
import { median } from '../support/figures.ts';
import { depthOf } from '../support/waterfall.ts';
import type { Trick } from './trick.ts';

/** The gain of a trick in one scene. */
export interface Gain {
  readonly unit: 'ms' | 'MiB' | 'MB';
  readonly with: number;
  readonly without: number;
  /** Median of the differences between two runs that were made one after the other. */
  readonly saved: number;
  /** Requests in turn, with and without. */
  readonly depths: readonly [number, number];
}

const UNITS = {
  time: { unit: 'ms', of: ({ measured }: Run) => measured.wallMs },
  memory: { unit: 'MiB', of: ({ measured }: Run) => measured.peakMiB },
  // The first proxy stands before the source.
  bytes: { unit: 'MB', of: ({ traffic }: Run) => (traffic[0]?.received ?? 0) / 1e6 },
} as const;

/** Compares runs of the program as it is with those without the trick, round by round. */
export function compare(
  kept: readonly Run[],
  left: readonly Run[],
  gains: NonNullable<Trick['gains']> | 'time' = 'time',
): Gain {
  const { unit, of } = UNITS[gains];
  const depth = (runs: readonly Run[]): number => median(runs.map(({ traffic }) => depthOf(traffic)));
  return {
    unit,
    with: median(kept.map(of)),
    without: median(left.map(of)),
    saved: median(kept.map((run, at) => of(left[at]!) - of(run))),
    depths: [depth(kept), depth(left)],
  };
}
