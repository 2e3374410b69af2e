import { printable } from '../../encoding/printable.ts';
import type { SignatureResult } from '../../operations/results.ts';
import { folded } from './folded.ts';
import { type Page, PLAIN_PAGE } from './page.ts';
import { checkLines, signatureLines } from './signature.ts';

/** A signature that changes nothing about the verdict: who made it, and why it did not pass. */
function otherLines({ signer, digest, checks }: SignatureResult, columns: number, indent: number): string[] {
  return [
    ...folded(' '.repeat(indent), printable(signer ?? digest, 600), columns),
    ...checkLines(checks, indent + 2, { columns }),
  ];
}

/**
 * The signatures of a block. Where one passed it stands first, and those that did not pass stand dim behind it: anybody who may
 * push can add a signature, and a foreign one is no fault of the image.
 */
export function signaturesLines(
  signatures: readonly SignatureResult[],
  verbose: boolean,
  page: Page,
  indent: number,
): string[] {
  const passed = signatures.filter(({ status }) => status === 'passed');
  const counted = passed.length === 0 ? signatures : passed;
  const others = passed.length === 0 ? [] : signatures.filter(({ status }) => status !== 'passed');
  const { style, columns } = page;
  const verb = others.length === 1 ? 'signature does' : 'signatures do';
  const shown = others.flatMap((one) =>
    verbose
      ? signatureLines(one, verbose, { ...PLAIN_PAGE, columns }, indent + 2)
      : otherLines(one, columns, indent + 2),
  );
  const head = `${' '.repeat(indent)}${others.length} other ${verb} not count here`;
  return [
    ...counted.flatMap((signature) => signatureLines(signature, verbose, page, indent)),
    ...(others.length === 0 ? [] : [head, ...shown].map((line) => style('dim', line))),
  ];
}
