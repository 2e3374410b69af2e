import { type ErrorCode, SealiftError } from '../errors.ts';

/** How a strict reader complains: the code of the error, and what was being read. */
export interface Complaint {
  readonly code: ErrorCode;
  /** Names the thing and its place, for a person: `trust policy trustpolicy.json`. */
  readonly what: string;
  /** The remedy here, where that of the code speaks of another place. */
  readonly hint?: string;
}

/** The error that a strict reader throws; `hint` where the remedy is another than that of the code. */
export function complain({ code, what, hint: usual }: Complaint, reason: string, hint = usual): SealiftError {
  return new SealiftError(code, `${what}: ${reason}`, hint === undefined ? {} : { hint });
}
