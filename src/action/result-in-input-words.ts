import type { RunResult } from '../operations/results.ts';
import type { ActionName } from '../options/commands.ts';
import { inputWords } from './input-words.ts';

/** The same result with every error and warning in the words of an action, for people; outputs keep theirs. */
export function resultInInputWords(action: ActionName, result: RunResult): RunResult {
  const said = (text: string): string => inputWords(action, text);
  const changed = <Value>(value: Value): Value => {
    if (Array.isArray(value)) return value.map(changed) as Value;
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => {
      const isWords = (name === 'message' || name === 'hint') && typeof member === 'string';
      return [name, isWords ? said(member) : changed(member)];
    });
    return Object.fromEntries(members) as Value;
  };
  return { ...changed(result), warnings: result.warnings.map(said) };
}
