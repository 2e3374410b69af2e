import { lookAgain } from '../../async/look-again.ts';

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
  const look = async (before: number): Promise<true | undefined> => {
    // After the first look it may only be late, so nothing is put again yet.
    if (before === 2) await putAgain();
    return (await isThere()) || undefined;
  };
  if (!(await lookAgain(look, sleep, signal))) throw lost();
}
