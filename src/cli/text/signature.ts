import { printable } from '../../encoding/printable.ts';
import { ERRORS } from '../../errors.ts';
import { trustsSigner } from '../../operations/judging/trusts-signer.ts';
import type { SignatureResult } from '../../operations/results.ts';
import { factLines, moment } from './facts.ts';
import { statusWord } from './status.ts';
import type { Style } from './style.ts';

/** Where an attachment was found, in words. */
export const PLACES = { api: 'Referrers API', tag: 'referrers tag', index: 'index.json' } as const;

/** The checks that decided about a signature, with their reasons; all of them with --verbose. */
export function checkLines(checks: SignatureResult['checks'], verbose: boolean, indent: number): string[] {
  return checks
    .filter(({ outcome }) => verbose || outcome === 'failed' || outcome === 'unknown')
    .map(({ check, action, outcome, code, message }) => {
      const why = message ?? (code === null ? '' : ERRORS[code][1]);
      const tail = code === null ? '' : ` [${code}]`;
      const note = action === 'log' && outcome !== 'passed' ? ' (logged, not enforced)' : '';
      return `${' '.repeat(indent)}${check} ${outcome}${note}${why === '' ? '' : `: ${printable(why, 600)}`}${tail}`;
    });
}

/** One signature of a block: digest, signer, validity, and the reasons when it did not pass. */
export function signatureLines(
  signature: SignatureResult,
  verbose: boolean,
  style: Style,
  indent: number,
): string[] {
  const { digest, signer, validUntil, status, checks, foundIn, mediaType } = signature;
  // A new signature was not judged, so it has no checks.
  const isByNobody = status === 'passed' && !trustsSigner(signature);
  const shown = isByNobody ? style('yellow', status) : statusWord(status, style);
  const word = checks.length === 0 ? '' : ` ${shown}`;
  return [
    `${' '.repeat(indent)}signature${word}  ${printable(digest)}`,
    ...factLines(
      [
        ['signer', signer],
        ['valid until', moment(validUntil)],
        ['found in', verbose ? PLACES[foundIn] : undefined],
        ['format', verbose ? mediaType : undefined],
      ],
      indent + 2,
    ),
    ...checkLines(checks, verbose, indent + 2),
  ];
}
