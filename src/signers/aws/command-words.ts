/** A word of a command line: quoted parts, escaped characters and plain ones, side by side. */
const WORD = /(?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gs;

/** On Windows a backslash is a part of paths. */
const WINDOWS_WORD = /(?:[^\s"]|"[^"]*")+/gs;

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`\n])/g, '$1') ?? escaped!,
  );
}

/**
 * The words of a command line as the AWS CLI takes them apart (POSIX, "Shell Command Language", 2.2 Quoting), and nothing of a
 * shell beyond: no variables, no pipes. `undefined` where a quote does not end.
 */
export function commandWords(line: string, windows: boolean): string[] | undefined {
  const form = windows ? WINDOWS_WORD : WORD;
  if (line.replace(form, '').trim() !== '') return undefined;
  const words = line.match(form) ?? [];
  return words.map((word) => (windows ? word.replaceAll('"', '') : unquoted(word)));
}
