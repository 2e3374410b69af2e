import { describe, expect, it } from 'vitest';
import { parseInvocation } from '../src/cli/invocation.ts';
import { COMMAND_NAMES, GROUPS } from '../src/options/commands.ts';
import { optionsOf } from '../src/options/table.ts';
import { PAGES, pageText } from './support/docs/pages.ts';

/** Flags of the program itself. */
const FREE = ['--help', '--version'];

/** Lines of fenced and indented blocks, those that a backslash continues as one. */
function blockLines(text: string): string[] {
  const fenced = [...text.matchAll(/^```(?:sh)?\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
  const indented = text.match(/^ {4}.*$/gm) ?? [];
  return [...fenced, indented.join('\n')]
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
}

/** The words of a line as a shell sees them, without its comment. */
function wordsOf(line: string): string[] {
  const words = line.trim().match(/#.*$|(?:'[^']*'|"[^"]*"|[^\s'"#]|(?<=\S)#)+/g) ?? [];
  // What the shell takes: from a redirection, a pipe or another command on.
  const end = words.findIndex((word) => /^(\d?>|\||&)/.test(word));
  const own = end < 0 ? words : words.slice(0, end);
  return own.filter((word) => !word.startsWith('#')).map((word) => word.replace(/['"]/g, ''));
}

const shown = PAGES.map((page) => [page, pageText(page)] as const);
const lines = shown.flatMap(([page, text]) =>
  blockLines(text)
    .map((line) => wordsOf(line))
    .filter(([program]) => program === 'sealift')
    .map(([, ...argv]) => [page, argv] as const),
);
/** `sealift certificate issue`, in a sentence: a command with or without more. */
const inline = shown.flatMap(([page, text]) =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`sealift ([a-z-][^`…]*)`/g)].map(
    ([, rest]) => [page, wordsOf(rest!)] as const,
  ),
);

describe('the command lines of README and docs', () => {
  it('are found', () => {
    expect(lines.length).toBeGreaterThan(12);
    expect(inline.length).toBeGreaterThan(12);
    expect(wordsOf('a \'b c\' "d" e#f # g')).toEqual(['a', 'b c', 'd', 'e#f']);
    expect(wordsOf('a b 2>&1 | c -d')).toEqual(['a', 'b']);
    expect(blockLines('    a \\\n      b\n')).toContain('    a b');
  });

  it.each(lines)('%s: sealift %j is what the program takes', (_, argv) => {
    expect(parseInvocation(argv)).toMatchObject({ kind: 'run' });
  });

  it.each(inline)('%s: sealift %j names a command and flags of it', (_, words) => {
    const command = COMMAND_NAMES.find((name) => `${words.join(' ')} `.startsWith(`${name} `));
    const flags = words.filter((word) => word.startsWith('-') && !FREE.includes(word));
    if (command) {
      expect(optionsOf(command).map(({ name }) => `--${name}`)).toEqual(expect.arrayContaining(flags));
    } else {
      expect([...Object.keys(GROUPS), ...FREE]).toContain(words[0]);
      expect(flags).toEqual([]);
    }
  });
});
