import type { RunResult } from '../operations/results.ts';
import type { ImageOptions, PromoteOptions, SignOptions, VerifyOptions } from './run-options.ts';
/** Signs images with a key and attaches the signatures. */
export declare const sign: (options: SignOptions, signal?: AbortSignal) => Promise<RunResult>;
/**
 * Judges images against a trust policy. `status` is `done` when none was refused; an image is `verified` only where the
 * policy enforces integrity and authenticity, else `audited` or `not-checked`.
 */
export declare const verify: (options: VerifyOptions, signal?: AbortSignal) => Promise<RunResult>;
/** Verifies an image, copies it with what is attached, and moves the tags last. */
export declare const promote: (options: PromoteOptions, signal?: AbortSignal) => Promise<RunResult>;
/** Everything attached to an image, and where it was found. */
export declare const list: (options: ImageOptions, signal?: AbortSignal) => Promise<RunResult>;
/** Each signature of an image with its certificates, times and metadata; nothing is judged. */
export declare const inspect: (options: ImageOptions, signal?: AbortSignal) => Promise<RunResult>;
