import { printable } from '../../encoding/printable.ts';
import type { ResultError } from '../../operations/results.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

/** Several problems in one message are numbered (`options/problems.ts`); on a terminal each begins a line. */
function numbered(text: string, { columns }: Page): string[] {
  return columns < Number.POSITIVE_INFINITY && text.startsWith('(1) ') ? text.split(/ (?=\(\d+\) )/) : [text];
}

/** The most characters that are shown; a promotions file may have fifty faults. */
const [MESSAGE, HINT] = [12_000, 8_000];

/** What happened with its code, and the remedy below it. */
export function errorLines({ code, message, hint }: ResultError, page: Page): string[] {
  const { style, columns } = page;
  const lead = (at: number): string =>
    at === 0 ? `${style('red', 'error:')} ` : ' '.repeat('error: '.length);
  const messages = numbered(`${printable(message, MESSAGE)} [${code}]`, page);
  const hints = numbered(printable(hint, HINT), page);
  return [
    ...messages.flatMap((text, at) => folded(lead(at), text, columns)),
    ...hints.flatMap((text) => folded('  ', text, columns)),
  ];
}
