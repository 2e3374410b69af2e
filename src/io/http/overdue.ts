import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

/** @param what was not done, or was all that happened. */
export function overdue(url: URL, what: string, milliseconds: number): SealiftError {
  return new SealiftError(
    'deadline_exceeded',
    `${redactUrl(url)}: ${what} for ${milliseconds / 1000} ${milliseconds === 1000 ? 'second' : 'seconds'}`,
  );
}
