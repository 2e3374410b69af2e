import type { ImageResult } from '../../operations/results.ts';
import { factLines, moment } from './facts.ts';
import type { Page } from './page.ts';

/** What a signed record says of the tag: who put it where it points, when, and from where. */
export function recordLines({ record }: Pick<ImageResult, 'record'>, page: Page): string[] {
  if (!record) return [];
  const { status, digest, image, statedAt, source, actor, runUrl, signature } = record;
  return [
    ...factLines([[`record ${status}`, signature.signer]], 2, page),
    `    ${digest}`,
    ...factLines(
      [
        ['stated', moment(statedAt)],
        ['promoted', status === 'failed' ? image : undefined],
        ['from', source],
        ['by', actor],
        ['run', runUrl],
      ],
      4,
      page,
    ),
  ];
}
