import { SealiftError } from '../../errors.ts';
import type { PromotionEntry } from '../../planning/promotions.ts';
import { entryWords } from './entry-words.ts';

/** A problem of settings, with the entry that has them. Of an entry without settings all but missing trust is said on the command line. */
export function placedProblem(problem: SealiftError, { at, settings }: PromotionEntry): SealiftError {
  const { code, message, hint, needs } = problem;
  if (Object.keys(settings).length === 0 && code !== 'trust_missing') return problem;
  const words = entryWords(settings);
  return new SealiftError(code, `${at}: ${words(message)}`, { hint: words(hint), needs, cause: problem });
}
