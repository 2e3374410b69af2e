import { ERRORS, type SealiftError } from '../errors.ts';
import type { PlanRunResult } from '../operations/plan-result.ts';
import type { ImageResult, ResultError, RunResult } from '../operations/results.ts';

/** When nothing was done and several classes of errors met, the first of these that occurred decides. */
export const PRECEDENCE = [70, 2, 4, 3, 1];

const PARTIAL = 5;

/** Commands that answer one question about all their images, so that one *no* is the answer of the run. */
const ONE_ANSWER: ReadonlySet<string> = new Set(['compare']);

function exitCodeOfError({ code }: Pick<ResultError, 'code'>): number {
  return ERRORS[code][0];
}

function errorsOf(image: ImageResult): ResultError[] {
  const own = [
    image.error,
    ...image.platforms.map(({ error }) => error),
    ...image.destinations.map(({ error }) => error),
    ...(image.compared ?? []).map(({ error }) => error),
  ];
  return own.filter((error) => error !== null);
}

/** What a plan refuses, since its result has not every image. */
function refusalsOf(result: RunResult & Partial<PlanRunResult>): readonly Pick<ResultError, 'code'>[] {
  return (result.plan?.promotions ?? []).flatMap(({ refusal }) => refusal ?? []);
}

/**
 * The exit code of a run: 0 done, 5 some done and some not, a signal's own code, else the class of what went wrong.
 * A failure without an error is a bug of Sealift (70), never a pass.
 */
export function exitCodeOf(result: RunResult): number {
  const errors = [...(result.error ? [result.error] : []), ...result.images.flatMap(errorsOf)];
  const codes = new Set([...errors, ...refusalsOf(result)].map(exitCodeOfError));
  for (const signal of [130, 143]) if (codes.has(signal)) return signal;
  if (result.status === 'done') return 0;
  if (result.status === 'partial' && !ONE_ANSWER.has(result.command)) return PARTIAL;
  return PRECEDENCE.find((code) => codes.has(code)) ?? 70;
}

/** The exit code of a run whose results could not be written: the code of the run or of `failure`, whichever has precedence. */
export function exitCodeWith(code: number, failure: SealiftError | undefined): number {
  if (failure === undefined) return code;
  if (code !== 0 && !PRECEDENCE.includes(code)) return code;
  return PRECEDENCE.find((one) => one === code || one === failure.exitCode) ?? 70;
}
