import { printable } from '../../encoding/printable.ts';
import { ERRORS } from '../../errors.ts';
import { trustsSigner } from '../../operations/judging/trusts-signer.ts';
import type { AttachmentResult, SignatureResult } from '../../operations/results.ts';
import { endFact, evidenceLines, judgeFact, timestampFact } from './evidence.ts';
import { factLines } from './facts.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';
import { statusWord } from './status.ts';

/** Where an attachment was found, in words. */
const PLACES = {
  api: 'Referrers API',
  tag: 'referrers tag',
  index: 'index.json',
  'digest-tag': 'digest tag',
  itself: 'the artifact itself',
} as const;

/** The list that has it, and the repository of that list where it is not the image's own. */
export function placeText({
  foundIn,
  signatureRepository,
}: Pick<SignatureResult | AttachmentResult, 'foundIn' | 'signatureRepository'>): string {
  return signatureRepository === undefined ? PLACES[foundIn] : `${PLACES[foundIn]} of ${signatureRepository}`;
}

/** The checks that did not pass, with their reasons. */
export function checkLines(
  checks: SignatureResult['checks'],
  indent: number,
  { columns }: Pick<Page, 'columns'>,
): string[] {
  return checks
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    .flatMap(({ check, action, outcome, code, message }) => {
      const why = message ?? (code === null ? '' : ERRORS[code][1]);
      const tail = code === null ? '' : ` [${code}]`;
      const note = action === 'log' && outcome !== 'passed' ? ' (logged, not enforced)' : '';
      const text = `${check} ${outcome}${note}${why === '' ? '' : `: ${printable(why, 600)}`}${tail}`;
      return folded(' '.repeat(indent), text, columns);
    });
}

/** `signature passed  CN=release,O=acme`, and the digest below it. What it is worth goes before its digest. */
export function signatureHead(
  { digest, signer }: Pick<SignatureResult, 'digest' | 'signer'>,
  word: string,
  { columns }: Page,
  indent: number,
): string[] {
  const pad = ' '.repeat(indent);
  const lead = `${pad}signature${word === '' ? '' : ` ${word}`}  `;
  return [...folded(lead, printable(signer ?? '', 600), columns), `${pad}  ${printable(digest)}`];
}

/** One signature of a block: signer, digest, validity, and the reasons when it did not pass; every check with --verbose. */
export function signatureLines(
  signature: SignatureResult,
  verbose: boolean,
  page: Page,
  indent: number,
): string[] {
  const { status, checks, mediaType, signatureRepository } = signature;
  const { style } = page;
  // A new signature was not judged, so it has no checks.
  const isByNobody = status === 'passed' && !trustsSigner(signature);
  const shown = isByNobody ? style('yellow', status) : statusWord(status, style);
  return [
    ...signatureHead(signature, checks.length === 0 ? '' : shown, page, indent),
    ...factLines(
      [
        judgeFact(signature),
        timestampFact(signature),
        endFact(signature),
        ['found in', verbose || signatureRepository !== undefined ? placeText(signature) : undefined],
        ['format', verbose ? mediaType : undefined],
      ],
      indent + 2,
      page,
    ),
    ...(verbose ? evidenceLines(signature, page, indent + 2) : checkLines(checks, indent + 2, page)),
  ];
}
