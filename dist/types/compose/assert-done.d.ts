import type { RunResult } from '../operations/results.ts';
/**
 * Returns when the status of a result is `done`, and throws the first error of the result as a SealiftError otherwise: the
 * functions of the library resolve also when an image is refused.
 */
export declare function assertDone(result: RunResult): asserts result is RunResult & {
    readonly status: 'done';
};
