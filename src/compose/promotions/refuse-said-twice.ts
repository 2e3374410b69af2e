import { camelCase } from '../../options/option.ts';
import type { Problems } from '../../options/problems.ts';
import { optionsOf } from '../../options/table.ts';
import type { PromotionEntry } from '../../planning/promotions.ts';
import { givenFlags } from '../given-flags.ts';

/** Together they say whose signatures count, so that a part of them beside another part says nothing clear. */
const TRUST = ['trust-policy', 'trust-store', 'trusted-root', 'trusted-identity', 'trusted-tsa-root'];

/** The options of `promote` that were given, as flags. */
export function settingFlags(given: object): readonly string[] {
  const names = optionsOf('promote').map(({ name }) => name);
  return givenFlags(names, given);
}

/**
 * Refuses an option of the command line that an entry of the file says for itself. Else it counts for all entries: nobody has to find
 * out which of two policies has judged an image.
 */
export function refuseSaidTwice(
  given: Readonly<Record<string, unknown>>,
  entries: readonly PromotionEntry[],
  problems: Pick<Problems, 'add'>,
): void {
  const settings = new Map(entries.map((entry) => [entry.settings, entry]));
  for (const flag of settingFlags(given)) {
    const name = flag.slice('--'.length);
    const isTrust = TRUST.includes(name);
    const same = isTrust ? TRUST : [name];
    for (const [own, { at }] of settings) {
      const said =
        same.find((one) => own[camelCase(one)] !== undefined) ??
        // It would take the entry out of what the command line asks of all of them.
        (isTrust && own.skipVerification === true ? 'skip-verification' : undefined);
      if (said === undefined) continue;
      problems.add(
        'usage',
        `${flag} is given, and the promotions file says ${said} for an entry (${at})`,
        'Say it in one of the two places. What stands on the command line counts for every entry.',
      );
      break;
    }
  }
}
