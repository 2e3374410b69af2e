/** How long the other side may take. Milliseconds, each at most {@link LONGEST_TIMEOUT}. */
export interface Timeouts {
  readonly connect: number;
  /** Without any progress; waiting for headers included, except those that answer a write. */
  readonly idle: number;
  /** From the end of a request to the end of a small answer, whatever trickles in meanwhile; twice `idle` when absent. */
  readonly total?: number;
  /** In which content has to get on by {@link LEAST_PROGRESS} bytes; a minute when absent. */
  readonly pace?: number;
  /** After which a host is said to be silent; ten seconds when absent. */
  readonly silence?: number;
}

/** Timers of Node end here. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Bytes that content moves in any minute, or it counts as silent. */
export const LEAST_PROGRESS = 10 * 1024;

/** Bytes in a second: a registry checks and moves a blob before it says that it has it, on a slow disk or in an object store. */
const STORED = 16 * 1024 * 1024;

/** Milliseconds in which a body of `length` bytes is stored, beside the time of any answer. */
export const storingTime = (length: number): number => (length / STORED) * 1000;

/** All of them; none over what a timer can do, where one second more would be none at all. */
export function allTimeouts(given: Timeouts): Required<Timeouts> {
  const { connect, idle, total = 2 * idle, pace = 60_000, silence = 10_000 } = given;
  const all = { connect, idle, total, pace, silence };
  const capped = Object.entries(all).map(([name, time]) => [name, Math.min(time, LONGEST_TIMEOUT)]);
  return Object.fromEntries(capped);
}
