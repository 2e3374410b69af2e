import { printable } from '../../encoding/printable.ts';
import { ERRORS } from '../../errors.ts';
import { trustsSigner } from '../../operations/judging/trusts-signer.ts';
import type { SignatureResult } from '../../operations/results.ts';
import { endFact, evidenceLines, timestampFact } from './evidence.ts';
import { factLines } from './facts.ts';
import { statusWord } from './status.ts';
import type { Style } from './style.ts';

/** Where an attachment was found, in words. */
export const PLACES = { api: 'Referrers API', tag: 'referrers tag', index: 'index.json' } as const;

/** The checks that did not pass, with their reasons. */
export function checkLines(checks: SignatureResult['checks'], indent: number): string[] {
  return checks
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    .map(({ check, action, outcome, code, message }) => {
      const why = message ?? (code === null ? '' : ERRORS[code][1]);
      const tail = code === null ? '' : ` [${code}]`;
      const note = action === 'log' && outcome !== 'passed' ? ' (logged, not enforced)' : '';
      return `${' '.repeat(indent)}${check} ${outcome}${note}${why === '' ? '' : `: ${printable(why, 600)}`}${tail}`;
    });
}

/** One signature of a block: digest, signer, validity, and the reasons when it did not pass; every check with --verbose. */
export function signatureLines(
  signature: SignatureResult,
  verbose: boolean,
  style: Style,
  indent: number,
): string[] {
  const { digest, signer, status, checks, foundIn, mediaType } = signature;
  // A new signature was not judged, so it has no checks.
  const isByNobody = status === 'passed' && !trustsSigner(signature);
  const shown = isByNobody ? style('yellow', status) : statusWord(status, style);
  const word = checks.length === 0 ? '' : ` ${shown}`;
  return [
    `${' '.repeat(indent)}signature${word}  ${printable(digest)}`,
    ...factLines(
      [
        ['signer', signer],
        timestampFact(signature),
        endFact(signature),
        ['found in', verbose ? PLACES[foundIn] : undefined],
        ['format', verbose ? mediaType : undefined],
      ],
      indent + 2,
    ),
    ...(verbose ? evidenceLines(signature, style, indent + 2) : checkLines(checks, indent + 2)),
  ];
}
