import { printable } from '../../encoding/printable.ts';
import type { ImageResult } from '../../operations/results.ts';
import { proseLines } from './facts.ts';
import type { Style } from './style.ts';

/** Who has signed, and who is required and missing: a line each, and below the signatures or the reason. */
export function identityLines(
  { identities, error }: Pick<ImageResult, 'identities' | 'error'>,
  style: Style,
): string[] {
  // Where the others were enough nobody is missing.
  const open = error === null ? style('dim', 'not needed') : style('red', 'missing   ');
  return identities.flatMap(({ required, subject, signatures, reason }) => {
    const name = printable(required ?? subject ?? '', 400);
    if (reason !== null) return [`  ${open}  ${name}`, ...proseLines(reason, 14)];
    const word = required === null ? 'signer    ' : style('green', 'met       ');
    return [`  ${word}  ${name}`, ...signatures.map((digest) => `    ${printable(digest)}`)];
  });
}
