import type { RunResult } from '../operations/results.ts';

/**
 * Characters that JSON need not escape and that a terminal or log acts on: C1 controls, line separators, marks that change
 * the direction, and `##[`, which GitHub's runner reads as a command anywhere in a line.
 */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?<=#)#(?=\[)/gu;

/** The result as one line of JSON, every character of it safe on a terminal. */
export function jsonLine(result: RunResult): string {
  const escaped = (character: string): string =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join('');
  return JSON.stringify(result).replace(UNSAFE, escaped);
}

/** Whether JSON was asked for, also on a command line that is wrong elsewhere. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const flags = end < 0 ? argv : argv.slice(0, end);
  return flags.some(
    (word, i) => word === '--output=json' || (word === '--output' && flags[i + 1] === 'json'),
  );
}
