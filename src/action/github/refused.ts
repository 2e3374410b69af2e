import { type ErrorCode, SealiftError } from '../../errors.ts';
import type { Refusal } from './api-error.ts';

/** The error for a refusal of GitHub, with its status and words behind our reason. */
export function refused(code: ErrorCode, reason: string, refusal: Refusal, hint: string): SealiftError {
  const { status, words } = refusal;
  const said = words === '' ? `(${status})` : `(${status}: ${words})`;
  // GitHub answers 401 to a token that it does not know, whatever that may do ("Troubleshooting the REST API").
  if (status === 401)
    return new SealiftError('denied', `GitHub does not know the token ${said}`, {
      hint: 'Leave the input github-token out, or renew it.',
    });
  return new SealiftError(code, `${reason} ${said}`, { hint });
}
