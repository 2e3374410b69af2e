import { printable } from '../../encoding/printable.ts';
import type { ResultError } from '../../operations/results.ts';
import { numberedParts } from '../../options/numbered-parts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

/** The most characters that are shown; a promotions file may have fifty faults. */
const [MESSAGE, HINT] = [12_000, 8_000];

/** What happened with its code, and the remedy below it. Of several problems each has a line, also where lines are not broken. */
export function errorLines({ code, message, hint }: ResultError, page: Page): string[] {
  const { style, columns } = page;
  const lead = (at: number): string =>
    at === 0 ? `${style('red', 'error:')} ` : ' '.repeat('error: '.length);
  const messages = numberedParts(`${printable(message, MESSAGE)} [${code}]`);
  const hints = hint === '' ? [] : numberedParts(printable(hint, HINT));
  return [
    ...messages.flatMap((text, at) => folded(lead(at), text, columns)),
    ...hints.flatMap((text) => folded('  ', text, columns)),
  ];
}
