import { SealiftError } from '../errors.ts';
import { errnoOf, fileError } from '../io/files/file-error.ts';

export { ProcessOutput } from '../io/process-output.ts';

/** The error for output that could not be written to `place`. */
export function outputError(thrown: unknown, place: string): SealiftError {
  const error = errnoOf(thrown) === undefined ? thrown : fileError(thrown, 'write', place);
  if (error instanceof SealiftError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new SealiftError('file_not_found', `cannot write ${place}: ${message}`, { cause: thrown });
}
