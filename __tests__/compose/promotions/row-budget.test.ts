import { describe, expect, it } from 'vitest';
import { RowBudget } from '../../../src/compose/promotions/row-budget.ts';
import { failedImage } from '../../../src/operations/failed-image.ts';
import { untouchedDestination } from '../../../src/operations/promotion/failed-destination.ts';
import type { AttachmentResult, ImageResult } from '../../../src/operations/results.ts';

const row: AttachmentResult = {
  digest: 'sha256:1',
  artifactType: 'a/b',
  size: 1,
  foundIn: 'api',
  subject: 'sha256:2',
  judged: 'carried',
};

/** An image of which so many attachments were found, and are missing at its destination. */
function image(count: number): ImageResult {
  const place = 'a.example.com/app:1';
  const there = untouchedDestination(place, { digest: 'sha256:2', attachments: count });
  const missing = Array.from({ length: count }, (_, at) => `sha256:${at}`);
  const error = { code: 'internal', message: '', hint: '' } as const;
  return {
    ...failedImage('dev.example.com/app:1', error),
    attachments: Array.from({ length: count }, () => row),
    destinations: [{ ...there, attachments: { ...there.attachments, missing } }],
  };
}

const rows = ({ attachments, destinations }: ImageResult) => [
  attachments.length,
  destinations[0]?.attachments.missing.length,
  destinations[0]?.attachments.expected,
];

describe('the rows of the results of many images', () => {
  it('are all kept where an image has few, however many images there are', () => {
    const budget = new RowBudget();
    const one = image(64);
    for (let at = 0; at < 10_000; at += 1) expect(budget.kept(one)).toBe(one);
    expect(budget.warning).toBeUndefined();
  });

  it('are kept of the first that have many, and cut with a word where they have too many together', () => {
    const budget = new RowBudget();
    expect(rows(budget.kept(image(2000)))).toEqual([2000, 2000, 2000]);
    expect(budget.warning).toBeUndefined();
    expect(rows(budget.kept(image(2000)))).toEqual([64, 64, 2000]);
    expect(budget.warning).toContain('one image has more attachments');
    // What is left is for images that need less.
    expect(rows(budget.kept(image(500)))).toEqual([500, 500, 500]);
    expect(rows(budget.kept(image(9000)))).toEqual([64, 64, 9000]);
    expect(budget.warning).toContain('2 images have more attachments');
  });

  it('keep what let an image pass, and what this run made, wherever it stands in its list', () => {
    const budget = new RowBudget();
    budget.kept(image(2500));
    const many = image(1000);
    const [there] = many.destinations;
    const signed = Array.from({ length: 100 }, (_, at) => ({
      ...{ subject: `sha256:${at}`, digest: `sha256:s${at}` },
      action: at === 99 ? ('made' as const) : ('carried' as const),
    }));
    const attachments = many.attachments.with(900, { ...row, digest: 'sha256:9', judged: 'passed' });
    const { attachments: kept, destinations } = budget.kept({
      ...{ ...many, attachments },
      destinations: [{ ...there!, signed }],
    });
    expect([kept.length, kept.at(-1)?.digest]).toEqual([64, 'sha256:9']);
    expect([destinations[0]?.signed.length, destinations[0]?.signed.at(-1)?.action]).toEqual([64, 'made']);
  });
});
