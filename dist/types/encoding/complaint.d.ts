import { type ErrorCode, SealiftError } from '../errors.ts';
/** How a strict reader complains: the code of the error, and what was being read. */
export interface Complaint {
    readonly code: ErrorCode;
    /** Names the thing and its place, for a person: `trust policy trustpolicy.json`. */
    readonly what: string;
}
/** The error that a strict reader throws. */
export declare function complain({ code, what }: Complaint, reason: string): SealiftError;
