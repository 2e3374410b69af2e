import { ERRORS } from '../errors.ts';
import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import { ownError } from '../operations/own-error.ts';
import type { ImageResult, ResultError, RunResult, SignatureResult } from '../operations/results.ts';
import { evidenceCell } from './evidence-cell.ts';
import { markdownCode, markdownText } from './markdown.ts';
import { picture } from './picture.ts';

/** The runner refuses a summary over 1 MiB; ours ends well before. */
const LIMIT = 256 * 1024;

const MARKS: Readonly<Record<string, string>> = {
  failed: '❌',
  audited: '⚠️',
  'not-checked': '⚠️',
  unverified: '⚠️',
  planned: '📝',
};

/** Statuses that are no error and no pass either. The heading names them in place of `done`. */
const HEADED: readonly string[] = ['audited', 'not-checked', 'unverified', 'planned'];

/** `✅ Sealift verify: done`, in the words of the weakest image. */
function heading({ command, status, images }: RunResult): string {
  const mark = { done: '✅', partial: '⚠️', failed: '❌' }[status];
  const weak = images.filter((image) => HEADED.includes(image.status));
  if (status !== 'done' || weak.length === 0) return `### ${mark} Sealift ${command}: ${status}`;
  const words = [...new Set(weak.map((image) => image.status))].join(', ');
  const count = weak.length === images.length ? '' : ` (${weak.length} of ${images.length} images)`;
  const isPlan = weak.every((image) => image.status === 'planned');
  return `### ${isPlan ? MARKS.planned : '⚠️'} Sealift ${command}: ${words}${count}`;
}

function signerCell(signature: SignatureResult | undefined): string {
  if (!signature?.signer) return '';
  const isByNobody = signature.checks.length > 0 && !trustsSigner(signature);
  return `${markdownText(signature.signer)}${signature.status === 'passed' && isByNobody ? ' (⚠️ not trusted)' : ''}`;
}

/** The signature that an image is shown with. */
function shownSignature({ signatures }: ImageResult): SignatureResult | undefined {
  return signatures.find(({ status }) => status === 'passed') ?? signatures[0];
}

function row(image: ImageResult, hasEvidence: boolean): string {
  const signature = shownSignature(image);
  const cells = [
    `${MARKS[image.status] ?? '✅'} ${image.status}`,
    markdownCode(image.reference),
    image.digest === null ? '' : markdownCode(image.digest),
    signerCell(signature),
    signature?.validUntil?.slice(0, 10) ??
      (signature?.timestamp && signature.status !== 'failed' ? 'no end' : ''),
    ...(hasEvidence ? [markdownText(evidenceCell(signature), 300)] : []),
    image.policy ? markdownText(`${image.policy.statement} (${image.policy.level})`) : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

function destinationRows(images: readonly ImageResult[]): string[] {
  const destinations = images.flatMap((image) => image.destinations);
  if (destinations.length === 0) return [];
  return [
    '',
    '| Result | Destination | Before | Attached |',
    '|---|---|---|---|',
    ...destinations.map(({ status, reference, tags, previousDigest, attachments }) => {
      const unknown = status === 'failed' ? '' : tags.length === 0 ? 'no tag set' : 'new';
      const before = previousDigest === null ? unknown : markdownCode(previousDigest);
      return `| ${MARKS[status] ?? '✅'} ${status} | ${markdownCode(reference)} | ${before} | ${attachments.present} of ${attachments.expected} |`;
    }),
  ];
}

function problem(name: string | undefined, { code, message, hint }: ResultError): string[] {
  const subject = name === undefined ? '' : `${markdownCode(name)}: `;
  return [
    '',
    `- ${subject}${markdownText(message, 1000)} (\`${code}\`)<br>**Remedy:** ${markdownText(hint, 600)}`,
  ];
}

/** The reason of each failed signature. */
function reasons({ signatures }: ImageResult): string[] {
  return signatures
    .filter(({ status }) => status === 'failed')
    .map(({ digest, checks }) => {
      const bad = checks.filter(
        ({ outcome, action }) => outcome !== 'passed' && outcome !== 'skipped' && action === 'enforce',
      );
      const texts = bad.map(
        ({ check, message, code }) => `${check}: ${message ?? (code === null ? 'failed' : ERRORS[code][1])}`,
      );
      return `  - signature ${markdownCode(digest)}: ${markdownText(texts.join('; '), 1000)}`;
    });
}

function problems({ images, error }: RunResult): string[] {
  const found = images.flatMap((image) => {
    const { reference, destinations } = image;
    const own = ownError(image);
    const shown = [
      ...(own ? problem(reference, own) : []),
      ...destinations.flatMap((one) => (one.error ? problem(one.reference, one.error) : [])),
    ];
    return shown.length === 0 ? [] : [...shown, ...reasons(image)];
  });
  const all = [...(error ? problem(undefined, error) : []), ...found];
  return all.length === 0 ? [] : ['', '#### What went wrong, and what to do', ...all];
}

/** Whole blocks, in order, until the limit; what does not fit is counted and not cut in the middle. */
function capped(blocks: readonly string[], limit: number): string {
  let text = '';
  let size = 0;
  for (const block of blocks) {
    size += Buffer.byteLength(block);
    if (size > limit) return `${text}\n\nThe summary is cut here; the output \`results\` has everything.\n`;
    text += `${block}\n`;
    size += 1;
  }
  return text;
}

/** The table of the images. It has a column for timestamps and revocation where there is something to tell of them. */
function imageRows(images: readonly ImageResult[]): string[] {
  if (images.length === 0) return [];
  const hasEvidence = images.some((image) => evidenceCell(shownSignature(image)) !== '');
  const columns = [
    'Result',
    'Image',
    'Digest',
    'Signer',
    'Valid until',
    ...(hasEvidence ? ['Evidence'] : []),
    'Policy',
  ];
  return [
    `| ${columns.join(' | ')} |`,
    `|${'---|'.repeat(columns.length)}`,
    ...images.map((image) => row(image, hasEvidence)),
  ];
}

/** The job summary in at most about `limit` bytes: a table of the images, where they went, a picture, and what went wrong. */
export function summaryOf(result: RunResult, limit = LIMIT): string {
  const { images, warnings } = result;
  const drawn = picture(result);
  const blocks = [
    heading(result),
    '',
    ...imageRows(images),
    ...destinationRows(images),
    ...problems(result),
    ...(warnings.length === 0 ? [] : ['', ...warnings.map((warning) => `- ⚠️ ${markdownText(warning, 600)}`)]),
    ...(drawn === '' ? [] : ['', drawn]),
  ];
  return capped(blocks, limit);
}
