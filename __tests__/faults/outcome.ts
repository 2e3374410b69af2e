import { ERRORS, type ErrorCode } from '../../src/errors.ts';
import type { RunResult } from '../../src/operations/results.ts';
import type { Ended } from './program.ts';

/** How a run ended: `done`, `killed`, `hung`, or the code of its error. */
export interface Outcome {
  readonly name: string;
  /** Whether its exit code is the one of its error in the table. */
  readonly consistent: boolean;
}

function codesOf({ error, images }: RunResult): ErrorCode[] {
  const all = [error, ...images.map((image) => image.error)].flatMap((one) => (one ? [one.code] : []));
  return all as ErrorCode[];
}

/** Reads the result that the program printed as JSON. */
export function outcomeOf({ code, stdout, hung }: Ended): Outcome {
  if (hung) return { name: 'hung', consistent: false };
  if (code === null) return { name: 'killed', consistent: true };
  try {
    const [first] = codesOf(JSON.parse(stdout) as RunResult);
    if (first === undefined) return { name: 'done', consistent: code === 0 };
    return { name: first, consistent: ERRORS[first]?.[0] === code };
  } catch {
    return { name: `exit code ${code} without a result`, consistent: false };
  }
}
