import { printable } from '../../encoding/printable.ts';
import type { ImageResult } from '../../operations/results.ts';
import { proseLines } from './facts.ts';
import type { Style } from './style.ts';

/** Who has signed, and who is required and missing: a line each, and below the signatures or the reason. */
export function identityLines({ identities }: Pick<ImageResult, 'identities'>, style: Style): string[] {
  return identities.flatMap(({ required, subject, signatures, reason }) => {
    const name = printable(required ?? subject ?? '', 400);
    if (reason !== null) return [`  ${style('red', 'missing')}  ${name}`, ...proseLines(reason, 11)];
    const word = required === null ? 'signer ' : style('green', 'met    ');
    return [`  ${word}  ${name}`, ...signatures.map((digest) => `           ${printable(digest)}`)];
  });
}
