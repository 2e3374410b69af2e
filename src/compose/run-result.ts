import type { ImageResult, ResultError, RunResult } from '../operations/results.ts';

/** `done` when all is, `partial` when some images or destinations are, else `failed`. A run without images is no success. */
export function statusOf(images: readonly ImageResult[], error: ResultError | null): RunResult['status'] {
  const done = images.filter(({ status }) => status !== 'failed' && status !== 'partial').length;
  if (error === null && images.length > 0 && done === images.length) return 'done';
  // An error of the run beside images that are all done, such as a layout that could not be written, is a failure.
  const some = done > 0 && done < images.length;
  return some || images.some(({ status }) => status === 'partial') ? 'partial' : 'failed';
}

export function runResult(
  command: string,
  images: readonly ImageResult[],
  warnings: readonly string[],
  error: ResultError | null,
): RunResult {
  return { version: 1, command, status: statusOf(images, error), error, warnings, images };
}

/** The result of a run that ended before its first image. */
export function failedRun(command: string, error: ResultError): RunResult {
  return runResult(command, [], [], error);
}
