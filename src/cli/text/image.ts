import { printable } from '../../encoding/printable.ts';
import { byType, carried, carriedHeading, typeText } from '../../operations/by-type.ts';
import { leftInWords } from '../../operations/platforms/left-in-words.ts';
import type {
  AttachmentResult,
  ImageResult,
  ImageStatus,
  SignatureResult,
} from '../../operations/results.ts';
import { comparedLines } from './compared.ts';
import { destinationBrief, destinationCount, destinationLines } from './destination.ts';
import { factLines } from './facts.ts';
import { folded } from './folded.ts';
import { identityLines } from './identities.ts';
import type { Page } from './page.ts';
import { recordLines } from './record.ts';
import { signatureRepositoryLines } from './signature-repository.ts';
import { signaturesLines } from './signatures.ts';
import { headLines } from './status.ts';

/** What was signed of an index is told of each manifest, the index itself among them. */
function indexStatus({ command, image }: Shown, own: readonly SignatureResult[]): ImageStatus | undefined {
  if (command !== 'sign' || image.platforms.length === 0 || own.length === 0) return undefined;
  return own.some(({ made }) => made) ? 'signed' : 'skipped';
}

function platformsLines({ image, verbose }: Shown, page: Page): string[] {
  const left = leftInWords(image.platforms);
  const shown = image.platforms.filter(({ status }) => status !== 'left' || verbose);
  const lines = shown.flatMap(({ platform, digest, status, error }) => [
    ...headLines({ status, name: platform, digest }, page, 2),
    ...signaturesLines(
      image.signatures.filter(({ subject }) => subject === digest && subject !== image.digest),
      verbose,
      page,
      4,
    ),
    ...(error ? folded('    ', `${printable(error.message, 600)} [${error.code}]`, page.columns) : []),
  ]);
  return [...lines, ...(left === undefined ? [] : folded('  ', printable(left, 600), page.columns))];
}

/** Attachments under a heading: each with its digest, or how many there are of each type. */
function attachedLines(
  heading: string,
  attachments: readonly AttachmentResult[],
  isWhole: boolean,
  { columns }: Page,
): string[] {
  if (attachments.length === 0) return [];
  const texts = isWhole
    ? attachments.map((one) => `${printable(typeText(one), 600)} ${printable(one.digest)}`)
    : [printable(byType(attachments), 1000)];
  return texts.flatMap((text) => folded(`  ${heading}: `, text, columns));
}

/** What was copied without a judgement, to show that it was not checked, and what stays at the source. */
function unjudgedLines({ image, verbose }: Shown, page: Page): string[] {
  return [
    ...attachedLines(
      carriedHeading(image),
      carried(image.attachments),
      verbose || image.status === 'unverified',
      page,
    ),
    ...attachedLines('left behind', image.leftBehind, verbose, page),
  ];
}

/** The destinations: a single one, or with --verbose every one, in full; otherwise a line each. */
function destinationsLines({ image, verbose }: Shown, page: Page): string[] {
  const { destinations } = image;
  const lines = verbose || destinations.length < 2 ? destinationLines : destinationBrief;
  return destinations.flatMap((destination) => lines(destination, image, page, 2));
}

export interface Shown {
  readonly command: string;
  readonly image: ImageResult;
  readonly verbose: boolean;
}

/** The block of one image for sign, verify and promote. */
export function imageLines(shown: Shown, page: Page): string[] {
  const { image, verbose } = shown;
  const { reference, digest, mediaType, policy, status, destinations } = image;
  const children = new Set(image.platforms.map((platform) => platform.digest));
  const own = image.signatures.filter(({ subject }) => subject === digest || !children.has(subject));
  const ofIndex = indexStatus(shown, own);
  return [
    ...headLines({ status, name: reference, digest }, page),
    ...factLines(
      [
        ['media type', verbose ? mediaType : undefined],
        ['policy', policy && `${policy.statement}, level ${policy.level}`],
        ['destinations', destinations.length > 1 ? destinationCount(destinations) : undefined],
      ],
      2,
      page,
    ),
    ...(ofIndex === undefined ? [] : headLines({ status: ofIndex, name: 'the index' }, page, 2)),
    ...signaturesLines(own, verbose, page, ofIndex === undefined ? 2 : 4),
    ...recordLines(image, page),
    ...identityLines(image, page),
    ...platformsLines(shown, page),
    ...unjudgedLines(shown, page),
    ...comparedLines(shown, page),
    ...destinationsLines(shown, page),
    ...signatureRepositoryLines(image, page, 2),
  ];
}
