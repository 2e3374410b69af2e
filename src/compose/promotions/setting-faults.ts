import { asSealiftError } from '../../errors.ts';
import { Problems } from '../../options/problems.ts';
import { readOptions } from '../../options/read-options.ts';
import type { Fault } from '../../planning/document/reading.ts';
import type { PromotionEntry, Settings } from '../../planning/promotions.ts';
import type { AnyRun } from '../run.ts';
import { addGivenSecrets } from '../secrets/given-secrets.ts';
import { entryWords } from './entry-words.ts';

/** What is wrong with the values of settings, as the table of options says of the same words on a command line. */
export function settingFaults(
  entries: readonly PromotionEntry[],
  { secrets, env }: Pick<AnyRun, 'secrets' | 'env'>,
): readonly Fault[] {
  const faults = new Map<string, Fault>();
  const seen = new Set<Settings>();
  for (const { settings, at } of entries) {
    if (seen.has(settings)) continue;
    seen.add(settings);
    addGivenSecrets(secrets, settings, env);
    const words = entryWords(settings);
    for (const [name, value] of Object.entries(settings)) {
      const problems = new Problems();
      readOptions('promote', { [name]: value }, problems);
      try {
        problems.throwIfAny();
      } catch (thrown) {
        const { message, hint } = asSealiftError(thrown);
        if (!faults.has(message))
          faults.set(message, {
            code: 'promotions_invalid',
            at,
            message: words(message),
            hint: words(hint),
          });
      }
    }
  }
  return [...faults.values()];
}
