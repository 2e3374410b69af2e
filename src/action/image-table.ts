import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import { ownError } from '../operations/own-error.ts';
import type { ImageResult, SignatureResult } from '../operations/results.ts';
import { breakable } from './breakable.ts';
import { evidenceCell } from './evidence-cell.ts';
import type { Section } from './fitted.ts';
import { markdownCode, markdownText } from './markdown.ts';
import { isPinned, shortDigest, shortName } from './short-digest.ts';
import { markedStatus, statusFacts, statusWords } from './statuses.ts';

/** More images than this that did not fail are folded away. */
const SHOWN = 10;

const COLUMNS = ['| Result | Image | Signer, policy |', '|:--|:--|:--|'];

/** The signature that an image is shown with. */
function shownSignature({ signatures }: ImageResult): SignatureResult | undefined {
  return signatures.find(({ status }) => status === 'passed') ?? signatures[0];
}

/** The signer, with what stands against it. */
function signerText(signature: SignatureResult | undefined): string {
  if (!signature?.signer) return '';
  const isByNobody = signature.checks.length > 0 && !trustsSigner(signature);
  const note = { passed: isByNobody ? ' (⚠️ not trusted)' : '', failed: ' (❌ refused)', ignored: '' };
  return `${markdownText(signature.signer)}${note[signature.status]}`;
}

function validity(signature: SignatureResult | undefined): string {
  if (!signature || signature.status === 'failed') return '';
  const { validUntil, timestamp } = signature;
  if (validUntil !== null) return `valid until ${markdownText(validUntil.slice(0, 10))}`;
  return timestamp ? 'valid without end' : '';
}

/** Signer, policy and validity; the digest comes last, and only where the reference does not say it. */
function factsCell(image: ImageResult): string {
  const { reference, digest, policy, platforms } = image;
  const error = ownError(image);
  const signature = shownSignature(image);
  const facts = [
    policy ? markdownText(`policy ${policy.statement} (${policy.level})`) : '',
    validity(signature),
    platforms.length === 0 ? '' : `${platforms.length} platforms`,
    digest === null || isPinned(reference) ? '' : markdownCode(shortDigest(digest)),
  ];
  const lines = [
    error ? markdownCode(error.code) : '',
    signerText(signature),
    markdownText(evidenceCell(signature), 300),
    facts.filter((fact) => fact !== '').join(' · '),
  ];
  return breakable(lines.filter((line) => line !== '').join('<br>'));
}

function row(image: ImageResult, command: string): string {
  const words = statusWords(image, command).map(markedStatus);
  const cells = [words.join('<br>'), breakable(markdownCode(shortName(image.reference))), factsCell(image)];
  return `| ${cells.join(' | ')} |`;
}

const rankOf = (image: ImageResult): number => statusFacts(image.status).rank;

/** `42 images: verified` */
function restTitle(rest: readonly ImageResult[], command: string): string {
  const words = [...new Set(rest.flatMap((image) => statusWords(image, command)))];
  return `${rest.length} images: ${words.join(', ')}`;
}

/** The images, failed ones first. Where there are many, those that did not fail are folded away. */
export function imageTable(images: readonly ImageResult[], command: string): readonly Section[] {
  if (images.length === 0) return [];
  const sorted = images.toSorted((a, b) => rankOf(a) - rankOf(b));
  const failed = sorted.filter((image) => rankOf(image) < statusFacts('audited').rank);
  const rest = sorted.slice(failed.length);
  const rows = (some: readonly ImageResult[]): string[] => some.map((image) => row(image, command));
  if (rest.length <= SHOWN) return [{ head: ['', ...COLUMNS], rows: rows(sorted), share: 0.3 }];
  return [
    ...(failed.length === 0 ? [] : [{ head: ['', ...COLUMNS], rows: rows(failed), share: 0.3 }]),
    {
      head: ['', `<details><summary>${restTitle(rest, command)}</summary>`, '', ...COLUMNS],
      rows: rows(rest),
      tail: ['', '</details>'],
      share: 0.3,
    },
  ];
}
