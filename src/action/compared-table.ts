import type { ComparedResult } from '../operations/comparison/result.ts';
import { comparedTypeText, shortfalls } from '../operations/comparison/shortfall.ts';
import type { ImageResult } from '../operations/results.ts';
import type { Section } from '../report/fitted.ts';
import { markdownCode, markdownText } from '../report/markdown.ts';
import { shortDigests, shortName } from '../report/short-digest.ts';
import { foldedTable } from './folded-table.ts';

const REPAIRS = { done: '🔧 repaired', failed: 'not repaired' } as const;

/** `3 manifests, 2 of 2 application/spdx+json`: what is there of what is expected. */
function presentText({ manifests, attachments, blobs }: ComparedResult): string {
  const { expected, incomplete } = manifests;
  return [
    `${expected - incomplete.length} of ${expected} manifests`,
    ...(blobs === null ? [] : [`${blobs.asked - blobs.missing.length} of ${blobs.asked} blobs`]),
    ...attachments.map((one) => `${one.present} of ${one.expected} ${comparedTypeText(one)}`),
  ].join(', ');
}

function factLines(row: ComparedResult, image: ImageResult, isOneOfMany: boolean): readonly string[] {
  const { status, error, repair, onlyThere } = row;
  const lacks = status === 'short' ? shortfalls(row, image.digest ?? '') : [];
  return [
    isOneOfMany ? markdownCode(shortName(image.reference)) : '',
    error && status === 'failed' ? markdownCode(error.code) : '',
    ...lacks.map((text) => markdownText(shortDigests(text), 600)),
    status === 'failed' ? '' : markdownText(presentText(row), 600),
    onlyThere.length === 0 ? '' : `${onlyThere.length} attached only there`,
    repair === null ? '' : REPAIRS[repair],
  ];
}

/** What each repository has of the images that were compared with it. */
export function comparedTable(images: readonly ImageResult[]): readonly Section[] {
  const rows = images.flatMap((image) =>
    (image.compared ?? []).map((row) => ({
      status: row.status,
      reference: row.repository,
      facts: () => factLines(row, image, images.length > 1),
    })),
  );
  return foldedTable(['Result', 'Repository', 'What it has'], 'comparisons', rows, 0.3);
}
