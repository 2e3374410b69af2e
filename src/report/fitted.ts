/** Blocks of Markdown of which only as many are made as fit. */
export interface Rows extends Iterable<string> {
  readonly length: number;
}

/** The rows that `text` makes of items, each when it is wanted. */
export function rowsOf<Item>(items: readonly Item[], text: (item: Item) => string): Rows {
  return {
    length: items.length,
    *[Symbol.iterator]() {
      for (const item of items) yield text(item);
    },
  };
}

/** A part of a page. Rows are whole blocks of Markdown; `head` and `tail` stand around them, such as `<details>` and its end. */
export interface Section {
  readonly head: readonly string[];
  readonly rows: Rows;
  readonly tail?: readonly string[];
  /** The most that its rows may take of the page, between 0 and 1. */
  readonly share?: number;
}

const bytes = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

const more = (count: number, whole: string): readonly string[] => [
  '',
  `The summary is cut here: ${count} more ${count === 1 ? 'line is' : 'lines are'} left out; ${whole} has everything.`,
];

/**
 * The sections in `limit` bytes. Rows that do not fit are left out from the end of their section, which then says so: nothing is
 * cut in the middle, and what was opened is closed.
 *
 * @param whole where everything is, for the line that says what was left out
 */
export function fitted(sections: readonly Section[], limit: number, whole = 'the output `results`'): string {
  const note = bytes(more(Number.MAX_SAFE_INTEGER, whole));
  const filled = sections.map(({ tail = [], ...section }) => ({ tail, ...section }));
  let left = limit - filled.reduce((sum, { head, tail }) => sum + bytes(head) + bytes(tail) + note, 0);
  const lines = filled.flatMap(({ head, rows, tail, share = 1 }) => {
    let room = Math.min(left, limit * share);
    const shown: string[] = [];
    for (const row of rows) {
      room -= bytes([row]);
      if (room < 0) break;
      left -= bytes([row]);
      shown.push(row);
    }
    const rest = rows.length - shown.length;
    return [...head, ...shown, ...(rest > 0 ? more(rest, whole) : []), ...tail];
  });
  return `${lines.join('\n')}\n`;
}
