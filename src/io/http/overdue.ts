import { SealiftError } from '../../errors.ts';
import { redactUrl } from './redact.ts';

/** The error for an exchange that took too long. @param what was missing, or was all that happened. */
export function overdue(url: URL, what: string, milliseconds: number): SealiftError {
  return new SealiftError(
    'deadline_exceeded',
    `${redactUrl(url)}: ${what} for ${milliseconds / 1000} ${milliseconds === 1000 ? 'second' : 'seconds'}`,
  );
}
