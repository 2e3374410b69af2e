import { settingWords } from '../../planning/document/setting-words.ts';
import { RECORD_MEMBERS, SIGN_MEMBERS } from '../../planning/document/settings.ts';
import type { Settings } from '../../planning/promotions.ts';

/** Makes of the flags in a message the members that an entry has: `--platform` is `platforms`, and `--expiry` is `sign.expiry` where it signs. */
export function entryWords({ sign, record }: Settings): (text: string) => string {
  const ofSign = sign === true ? Object.keys(SIGN_MEMBERS) : [];
  const ofRecord = record === true ? Object.keys(RECORD_MEMBERS) : [];
  const inside = Object.fromEntries([
    ...ofSign.map((name) => [name, `sign.${name}`]),
    ...ofRecord.map((name) => [`record-${name}`, `record.${name}`]),
  ]);
  return (text) => settingWords(text, [], inside);
}
