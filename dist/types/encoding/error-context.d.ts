import { type ErrorCode, SealiftError } from '../errors.ts';
/** The error that a strict reader makes: its code, and the name of what is read. */
export interface ErrorContext {
    readonly code: ErrorCode;
    /** Names the thing and its place, for a person: `trust policy trustpolicy.json`. */
    readonly what: string;
    /** The remedy, when the one of the error code does not fit. */
    readonly hint?: string;
}
/** Makes the error of a strict reader. `hint` replaces the remedy of the error code. */
export declare function errorIn({ code, what, hint: usual }: ErrorContext, reason: string, hint?: string | undefined): SealiftError;
