/** The times that the other side may take, in milliseconds, each at most {@link LONGEST_TIMEOUT}. */
export interface Timeouts {
  readonly connect: number;
  /** The longest time without progress. It includes the wait for headers, except for those that answer a write. */
  readonly idle: number;
  /** The time from the end of a request to the end of a small answer, even if bytes trickle in; twice `idle` when absent. */
  readonly total?: number;
  /** The time in which content has to move {@link LEAST_PROGRESS} bytes; a minute when absent. */
  readonly pace?: number;
  /** The time after which a silent host is reported to the user; ten seconds when absent. */
  readonly silence?: number;
}

/** The longest time of a timer in Node. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The least bytes that content has to move in the time of `pace`. */
export const LEAST_PROGRESS = 10 * 1024;

/** Bytes that a slow registry stores in a second: it checks and moves a blob before it confirms the upload. */
const STORED = 16 * 1024 * 1024;

/** Milliseconds that the other side needs to store a body of `length` bytes, in addition to the time of any answer. */
export const storingTime = (length: number): number => (length / STORED) * 1000;

/** All times with their defaults, none longer than a timer can be: Node runs a longer one at once. */
export function allTimeouts(given: Timeouts): Required<Timeouts> {
  const { connect, idle, total = 2 * idle, pace = 60_000, silence = 10_000 } = given;
  const all = { connect, idle, total, pace, silence };
  const capped = Object.entries(all).map(([name, time]) => [name, Math.min(time, LONGEST_TIMEOUT)]);
  return Object.fromEntries(capped);
}
