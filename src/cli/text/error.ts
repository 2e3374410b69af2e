import { printable } from '../../encoding/printable.ts';
import type { ResultError } from '../../operations/results.ts';
import type { Style } from './style.ts';

export function errorLines({ code, message, hint }: ResultError, style: Style): string[] {
  return [`${style('red', 'error:')} ${printable(message, 2000)} [${code}]`, `  ${printable(hint, 1000)}`];
}
