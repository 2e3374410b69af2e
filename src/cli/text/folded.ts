import { stripVTControlCharacters } from 'node:util';

/** Words, and commands between backticks: one that is broken runs in halves when it is pasted. */
const WORDS = /`[^`]{1,60}`\S*|\S+/g;

/** Further lines begin under the value only where that leaves a value some room. */
const ROOM = 24;

/**
 * `lead` and `text` in lines of at most `columns`, broken at blanks; further lines begin where `text` did. A word that is too wide
 * there stands on a line of its own, two columns behind the indentation of `lead`: digests and names are copied whole, so they are
 * never cut. What is wider than the page even then is left to the terminal.
 */
export function folded(lead: string, text: string, columns: number): string[] {
  const shown = stripVTControlCharacters(lead);
  if (shown.length + stripVTControlCharacters(text).length <= columns) return [`${lead}${text}`.trimEnd()];
  const indent = shown.length - shown.trimStart().length;
  const hang = columns - shown.length >= ROOM ? shown.length : indent + 2;
  const lines: string[] = [];
  let line = lead;
  let width = shown.length;
  let isFresh = true;
  const breakTo = (column: number): void => {
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = ' '.repeat(column);
    width = column;
    isFresh = true;
  };
  for (const [word] of text.matchAll(WORDS)) {
    const length = stripVTControlCharacters(word).length;
    if (width + (isFresh ? 0 : 1) + length > columns && !(isFresh && width <= indent)) {
      breakTo(hang + length <= columns ? hang : Math.min(hang, indent + 2));
    }
    line += isFresh ? word : ` ${word}`;
    width += length + (isFresh ? 0 : 1);
    isFresh = false;
  }
  return [...lines, line];
}
