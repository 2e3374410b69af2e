import { SealiftError } from '../../errors.ts';
import { settingWords } from '../../planning/document/setting-words.ts';
import { RECORD_MEMBERS, SIGN_MEMBERS } from '../../planning/document/settings.ts';
import type { PromotionEntry, Settings } from '../../planning/promotions.ts';

/** The members of `sign` and `record` by their flags, where the settings have these. */
function membersInside({ sign, record }: Settings): Readonly<Record<string, string>> {
  const ofSign = sign === true ? Object.keys(SIGN_MEMBERS) : [];
  const ofRecord = record === true ? Object.keys(RECORD_MEMBERS) : [];
  return Object.fromEntries([
    ...ofSign.map((name) => [name, `sign.${name}`]),
    ...ofRecord.map((name) => [`record-${name}`, `record.${name}`]),
  ]);
}

/** A problem of settings, with the entry that has them. Of an entry without settings all but missing trust is said on the command line. */
export function placedProblem(problem: SealiftError, { at, settings }: PromotionEntry): SealiftError {
  const { code, message, hint, needs } = problem;
  if (Object.keys(settings).length === 0 && code !== 'trust_missing') return problem;
  const words = (text: string): string => settingWords(text, [], membersInside(settings));
  return new SealiftError(code, `${at}: ${words(message)}`, {
    hint: words(hint),
    needs,
    cause: problem,
  });
}
