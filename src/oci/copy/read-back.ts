/** The most readings until a target has to show what it took. Replicas and caches of registries may be late. */
const READINGS = 5;
const FIRST_DELAY = 200;

/** One part that a target took. */
export interface TakenPart {
  readonly isThere: () => Promise<boolean>;
  readonly putAgain: () => Promise<void>;
  /** The error for a target that took the part twice and does not have it. */
  readonly lost: () => Error;
}

/** Asks a target until it shows a part that it took. What it does not show is put again, once. */
export async function readBack(
  { isThere, putAgain, lost }: TakenPart,
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (let reading = 1; !(await isThere()); reading += 1) {
    if (reading === READINGS) throw lost();
    await sleep(FIRST_DELAY * 2 ** (reading - 1), signal);
    signal.throwIfAborted();
    // After the first reading it may only be late, so nothing is put again yet.
    if (reading === 2) await putAgain();
  }
}
