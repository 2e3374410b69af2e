import { byType, carried, carriedHeading } from '../operations/by-type.ts';
import { trustsSigner } from '../operations/judging/trusts-signer.ts';
import { ownError } from '../operations/own-error.ts';
import { leftInWords } from '../operations/platforms/left-in-words.ts';
import type { ImageResult, SignatureResult } from '../operations/results.ts';
import type { Section } from '../report/fitted.ts';
import { markdownCode, markdownText } from '../report/markdown.ts';
import { isPinned, shortDigest } from '../report/short-digest.ts';
import { evidenceCell } from './evidence-cell.ts';
import { foldedTable } from './folded-table.ts';
import { statusWords } from './statuses.ts';

/** The signature that an image is shown with. */
function shownSignature({ signatures }: ImageResult): SignatureResult | undefined {
  return signatures.find(({ status }) => status === 'passed') ?? signatures[0];
}

/** The signer, with what stands against it. */
function signerText(signature: SignatureResult | undefined): string {
  if (!signature?.signer) return '';
  const isByNobody = signature.checks.length > 0 && !trustsSigner(signature);
  const note = {
    passed: isByNobody ? ' (⚠️ not trusted)' : '',
    failed: ' (❌ refused)',
    ignored: '',
    listed: '',
  };
  return `${markdownText(signature.signer)}${note[signature.status]}`;
}

function validity(signature: SignatureResult | undefined): string {
  if (!signature || signature.status === 'failed') return '';
  const { validUntil, timestamp } = signature;
  if (validUntil !== null) return `valid until ${markdownText(validUntil.slice(0, 10))}`;
  return timestamp ? 'valid without end' : '';
}

/** Signer, policy and validity; the digest comes last, and only where the reference does not say it. */
function factLines(image: ImageResult): readonly string[] {
  const { reference, digest, policy, platforms, attachments, leftBehind, record } = image;
  const unjudged = byType(carried(attachments));
  const judged = platforms.filter(({ status }) => status !== 'left').length;
  const left = leftInWords(platforms);
  const error = ownError(image);
  const signature = shownSignature(image);
  const facts = [
    policy ? markdownText(`policy ${policy.statement} (${policy.level})`) : '',
    validity(signature),
    judged === 0 ? '' : `${judged} ${judged === 1 ? 'platform' : 'platforms'}`,
    digest === null || isPinned(reference) ? '' : markdownCode(shortDigest(digest)),
  ];
  return [
    error ? markdownCode(error.code) : '',
    signerText(signature),
    markdownText(evidenceCell(signature), 300),
    facts.filter((fact) => fact !== '').join(' · '),
    record ? markdownText(`record ${record.status}, stated ${record.statedAt.slice(0, 16)}Z`, 100) : '',
    left === undefined ? '' : markdownText(left, 600),
    unjudged === '' ? '' : `${carriedHeading(image)}: ${markdownText(unjudged, 600)}`,
    leftBehind.length === 0 ? '' : `left behind: ${markdownText(byType(leftBehind), 600)}`,
  ];
}

/** The images of a run; signer and policy stand before the digest. */
export function imageTable(images: readonly ImageResult[], command: string): readonly Section[] {
  const rows = images.map((image) => ({
    status: image.status,
    words: statusWords(image, command),
    reference: image.reference,
    facts: () => factLines(image),
  }));
  return foldedTable(['Result', 'Image', 'Signer, policy'], 'images', rows, 0.3);
}
