import { breakable } from '../report/breakable.ts';
import { rowsOf, type Section } from '../report/fitted.ts';
import { markdownCode } from '../report/markdown.ts';
import { shortName } from '../report/short-digest.ts';
import { hasFailed, markedStatus, type Status, statusFacts } from './statuses.ts';

/** More rows than this that did not fail are folded away. */
const SHOWN = 10;

/** What has a row in a table of three columns. */
export interface TableRow {
  readonly status: Status;
  /** The words for it, where there is more to say than its status. */
  readonly words?: readonly Status[];
  readonly reference: string;
  /** The lines of the third cell, in Markdown. */
  readonly facts: () => readonly string[];
}

const wordsOf = ({ words, status }: TableRow): readonly Status[] => words ?? [status];

function rowText(row: TableRow): string {
  const cells = [
    wordsOf(row).map(markedStatus).join('<br>'),
    breakable(markdownCode(shortName(row.reference))),
    breakable(
      row
        .facts()
        .filter((line) => line !== '')
        .join('<br>'),
    ),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * A table of results, failed ones first. Where there are many, those that did not fail are folded away.
 *
 * @param what the rows in the plural, for the title of those that are folded
 * @param share of the page that it may take, between 0 and 1
 */
export function foldedTable(
  columns: readonly [result: string, name: string, facts: string],
  what: string,
  rows: readonly TableRow[],
  share: number,
): readonly Section[] {
  if (rows.length === 0) return [];
  const head = [`| ${columns.join(' | ')} |`, '|:--|:--|:--|'];
  const sorted = rows.toSorted((a, b) => statusFacts(a.status).rank - statusFacts(b.status).rank);
  const failed = sorted.filter(hasFailed);
  const rest = sorted.slice(failed.length);
  if (rest.length <= SHOWN) return [{ head: ['', ...head], rows: rowsOf(sorted, rowText), share }];
  const words = [...new Set(rest.flatMap(wordsOf))].join(', ');
  return [
    ...(failed.length === 0 ? [] : [{ head: ['', ...head], rows: rowsOf(failed, rowText), share }]),
    {
      head: ['', `<details><summary>${rest.length} ${what}: ${words}</summary>`, '', ...head],
      rows: rowsOf(rest, rowText),
      tail: ['', '</details>'],
      share,
    },
  ];
}
