import { printable } from '../../encoding/printable.ts';
import type { ResultError } from '../../operations/results.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

/** What happened with its code, and the remedy below it. */
export function errorLines({ code, message, hint }: ResultError, { style, columns }: Page): string[] {
  return [
    ...folded(`${style('red', 'error:')} `, `${printable(message, 2000)} [${code}]`, columns),
    ...folded('  ', printable(hint, 1000), columns),
  ];
}
