import type { PlanRunResult } from '../operations/plan-result.ts';
import type { RunResult } from '../operations/results.ts';
import type { CompareOptions, ImageOptions, ListOptions, PlanOptions, PromoteOptions, SignOptions, VerifyOptions } from './run-options.ts';
/** Signs images with a key and attaches the signatures. */
export declare const sign: (options: SignOptions, signal?: AbortSignal) => Promise<RunResult>;
/**
 * Judges images against a trust policy. `status` is `done` when none was refused; an image is `verified` only where the
 * policy enforces integrity and authenticity, else `audited` or `not-checked`.
 */
export declare const verify: (options: VerifyOptions, signal?: AbortSignal) => Promise<RunResult>;
/** Verifies an image, copies it with what is attached, and moves the tags last. */
export declare const promote: (options: PromoteOptions, signal?: AbortSignal) => Promise<RunResult>;
/** Everything attached to images, and where it was found; or who has signatures by one certificate, or such as end soon. */
export declare const list: (options: ListOptions, signal?: AbortSignal) => Promise<RunResult>;
/**
 * Says what of images, their tags and what is attached other repositories lack; with `repair` it is promoted there. `status` is
 * `done` when nothing is missing anywhere.
 */
export declare const compare: (options: CompareOptions, signal?: AbortSignal) => Promise<RunResult>;
/**
 * What a promotion of a promotions file would do, as `plan`; with `fromRegistry` such a file, as `promotions`. `status` is `done` when
 * nothing is refused. With `results` it is the result of a promotion, whose members of a plan are `null`.
 */
export declare const plan: (options: PlanOptions, signal?: AbortSignal) => Promise<PlanRunResult>;
/** Each signature of an image with its certificates, times and metadata; nothing is judged. */
export declare const inspect: (options: ImageOptions, signal?: AbortSignal) => Promise<RunResult>;
