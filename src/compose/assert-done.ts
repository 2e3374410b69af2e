import { SealiftError } from '../errors.ts';
import { firstError } from '../operations/first-error.ts';
import type { RunResult } from '../operations/results.ts';

/**
 * Returns when the status of a result is `done`, and throws the first error of the result as a SealiftError otherwise: the
 * functions of the library resolve also when an image is refused.
 */
export function assertDone(result: RunResult): asserts result is RunResult & { readonly status: 'done' } {
  // A caller without a type checker may pass the promise instead of what it resolves to.
  const { status, images } = (result ?? {}) as Partial<RunResult>;
  if (!['done', 'partial', 'failed'].includes(String(status)) || !Array.isArray(images)) {
    throw new SealiftError(
      'usage',
      'assertDone takes the result of sign, verify, promote, list, inspect or compare',
      {
        hint: 'Await it first: assertDone(await verify(options)).',
      },
    );
  }
  if (status === 'done') return;
  const { code, message, hint } = firstError(result) ?? {
    code: 'internal' as const,
    message: `the status is ${status}, and the result holds no error`,
  };
  throw new SealiftError(code, message, hint === undefined ? {} : { hint });
}
