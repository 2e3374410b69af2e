import { SealiftError } from '../errors.ts';
import type { PlanRunResult } from '../operations/plan-result.ts';
import type { RunResult } from '../operations/results.ts';
import { NO_PLAN } from './no-plan.ts';
import type { RunName } from './run-name.ts';
import type {
  CompareOptions,
  ImageOptions,
  ListOptions,
  PlanOptions,
  PromoteOptions,
  SignOptions,
  VerifyOptions,
} from './run-options.ts';
import { loadRunner } from './runners.ts';

/**
 * A command as a function of the library. Resolves to the result, also when images failed: look at `status`. Rejects with
 * a SealiftError when nothing could be begun: bad options, or an abort before the first image.
 */
function command<O extends object>(name: RunName): (options: O, signal?: AbortSignal) => Promise<RunResult> {
  return async (options, signal = new AbortController().signal) => {
    if (typeof options !== 'object' || options === null) {
      throw new SealiftError('usage', `${name} takes an object with options`, {
        hint: 'See docs/options.md.',
      });
    }
    const run = await loadRunner(name);
    const result = await run(Object.fromEntries(Object.entries(options)), signal);
    const { error, images } = result;
    if (error && images.length === 0) throw new SealiftError(error.code, error.message, { hint: error.hint });
    return result;
  };
}

/** Signs images with a key and attaches the signatures. */
export const sign: (options: SignOptions, signal?: AbortSignal) => Promise<RunResult> = command('sign');

/**
 * Judges images against a trust policy. `status` is `done` when none was refused; an image is `verified` only where the
 * policy enforces integrity and authenticity, else `audited` or `not-checked`.
 */
export const verify: (options: VerifyOptions, signal?: AbortSignal) => Promise<RunResult> = command('verify');

/** Verifies an image, copies it with what is attached, and moves the tags last. */
export const promote: (options: PromoteOptions, signal?: AbortSignal) => Promise<RunResult> =
  command('promote');

/** Everything attached to images, and where it was found; or who has signatures by one certificate, or such as end soon. */
export const list: (options: ListOptions, signal?: AbortSignal) => Promise<RunResult> = command('list');

/**
 * Says what of images, their tags and what is attached other repositories lack; with `repair` it is promoted there. `status` is
 * `done` when nothing is missing anywhere.
 */
export const compare: (options: CompareOptions, signal?: AbortSignal) => Promise<RunResult> =
  command('compare');

const planning = command<PlanOptions>('plan');

/**
 * What a promotion of a promotions file would do, as `plan`; with `fromRegistry` such a file, as `promotions`. `status` is `done` when
 * nothing is refused. With `results` it is the result of a promotion, whose members of a plan are `null`.
 */
export const plan = async (options: PlanOptions, signal?: AbortSignal): Promise<PlanRunResult> => ({
  ...NO_PLAN,
  ...(await planning(options, signal)),
});

/** Each signature of an image with its certificates, times and metadata; nothing is judged. */
export const inspect: (options: ImageOptions, signal?: AbortSignal) => Promise<RunResult> =
  command('inspect');
