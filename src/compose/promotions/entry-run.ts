import { readOptions } from '../../options/read-options.ts';
import type { Settings } from '../../planning/promotions.ts';
import type { AnyRun, Run } from '../run.ts';
import { addGivenSecrets } from '../secrets/given-secrets.ts';

/**
 * The run of the entries that have these settings: that of the command, with what they say in the place of its options. The table of
 * options reads both, so that a word means in a file what it means as a flag.
 */
export function entryRun(current: AnyRun, settings: Settings): Run<'promote'> {
  addGivenSecrets(current.secrets, settings, current.env);
  const read = readOptions('promote', settings, current.problems);
  const ofCommand = new Map<string, unknown>(Object.entries(current.values));
  const values = Object.entries(read).map(([name, value]) => [
    name,
    settings[name] === undefined ? (ofCommand.get(name) ?? value) : value,
  ]);
  return { ...current, values: Object.fromEntries(values) as Run<'promote'>['values'] };
}
