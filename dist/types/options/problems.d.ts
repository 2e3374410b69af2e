import { type ErrorCode, SealiftError } from '../errors.ts';
/** `T` with no member `undefined`. */
type Complete<T> = {
    readonly [K in keyof T]: Exclude<T[K], undefined>;
};
/**
 * Collects problems before anything is contacted, so that a user sees all of them at once. One problem keeps its own
 * error; several become one error with the code of the first.
 */
export declare class Problems {
    #private;
    get any(): boolean;
    add(code: ErrorCode, message: string, hint?: string): void;
    /** Notes what was found wrong in a part, as `told` says it. */
    take(part: Problems, told: (problem: SealiftError) => SealiftError): void;
    /** Runs `step`; a usage or configuration error of it is noted and `undefined` returned, anything else is thrown. */
    try<T>(step: () => T | Promise<T>): Promise<T | undefined>;
    /** Returns `read`, in which a member is `undefined` only where a problem was noted. @throws the problems so far. */
    all<T extends object>(read: T): Complete<T>;
    throwIfAny(most?: number): void;
}
export {};
