import { ERRORS, SealiftError } from '../../errors.ts';
import type { ComparedResult } from './result.ts';

/**
 * The error of an image that was compared with several repositories: that of the one that failed hardest, since a repository that
 * cannot be read is no shortfall. `undefined` where all of them have the whole image.
 */
export function comparedError(compared: readonly ComparedResult[]): SealiftError | undefined {
  const failed = compared.flatMap(({ error }) => error ?? []);
  const [worst] = failed.toSorted((a, b) => ERRORS[b.code][0] - ERRORS[a.code][0]);
  if (!worst) return undefined;
  const { code, message, hint, needs } = worst;
  const count = `${failed.length} of ${compared.length} repositories are not known to have it all: `;
  return new SealiftError(code, compared.length === 1 ? message : `${count}${message}`, { hint, needs });
}
