import type { Result } from './contest.ts';
import { depthOf } from './waterfall.ts';

/** The costs of one tool in one scenario: medians of the counted runs. */
export interface Figures {
  readonly tool: string;
  readonly note: string;
  readonly wallMs: number;
  readonly bestMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
  /** Requests, and bytes of bodies in both directions, a proxy. */
  readonly requests: readonly number[];
  readonly bytes: readonly number[];
  /** Requests that waited for one another. */
  readonly depth: number;
  readonly failed: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function figuresOf({ name, note, runs }: Result): Figures {
  const sides = runs[0]!.traffic.map((_, side) => runs.map(({ traffic }) => traffic[side]!));
  return {
    tool: name,
    note,
    wallMs: median(runs.map(({ measured }) => measured.wallMs)),
    bestMs: Math.min(...runs.map(({ measured }) => measured.wallMs)),
    cpuMs: median(runs.map(({ measured }) => measured.cpuMs)),
    peakMiB: median(runs.map(({ measured }) => measured.peakMiB)),
    requests: sides.map((side) => median(side.map(({ requests }) => requests.length))),
    bytes: sides.map((side) => median(side.map(({ sent, received }) => sent + received))),
    depth: median(runs.map(({ traffic }) => depthOf(traffic))),
    failed: runs.some(({ measured }) => measured.exitCode !== 0),
  };
}
