import type { ImageResult, ResultError, RunResult } from './results.ts';

/** The error of the run, else that of the first image or destination with an error; `null` where there is none. */
export function firstError(result: RunResult): ResultError | null {
  const ofImage = ({ error, destinations, compared = [] }: ImageResult) =>
    error ?? [...destinations, ...compared].find((one) => one.error)?.error;
  return result.error ?? result.images.map(ofImage).find((error) => error) ?? null;
}
