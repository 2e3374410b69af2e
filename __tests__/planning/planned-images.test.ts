import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import type { PlannedPromotion } from '../../src/planning/plan.ts';
import { plannedImages } from '../../src/planning/planned-images.ts';
import type { PromotionEntry } from '../../src/planning/promotions.ts';

const FROM = 'dev.example.com/team/app';
const TO = 'eu.example.com/team/app';
const digest = digestOf(new Uint8Array([1]));

const entryOf = (own: Partial<PromotionEntry>): PromotionEntry => ({
  ...{ at: 'promotions.yaml:3:5', from: FROM, choice: { kind: 'tags', tags: ['1.0'] } },
  ...{ to: [TO], allowEmpty: false, settings: {} },
  ...own,
});

const rowOf = (source: string | null, ...tags: readonly string[]): PlannedPromotion => ({
  destination: TO,
  tags: tags.map((tag) => ({ tag, action: 'new', previous: null, backup: null })),
  ...{ action: 'new', source: { repository: FROM, tag: source }, digest },
  ...{ signers: [], attachments: [], bytes: 0, refusal: null },
});

const planned = (entries: readonly PromotionEntry[], ...promotions: readonly PlannedPromotion[]) =>
  plannedImages(entries, { promotions }, (name) => name);

const newest = entryOf({
  choice: { kind: 'rules', rules: { semver: '>=1', latest: 1 } },
  settings: { skipVerification: true },
});

describe('an image of a plan', () => {
  test('is promoted by the entry that names its tag, and not by one that takes the newest alone', () => {
    const named = entryOf({ settings: { trustPolicy: '/policy.json' } });
    for (const entries of [
      [newest, named],
      [named, newest],
    ])
      expect(planned(entries, rowOf('1.0', '1.0')).images[0]?.selected.entry).toBe(named);
  });

  test('is refused where two entries that take the newest alone lead there with other settings', () => {
    const other = entryOf({ choice: newest.choice, settings: { allowUnsigned: true } });
    expect(() => planned([newest, other], rowOf('1.0', '1.0'))).toThrow(
      expect.objectContaining({ code: 'plan_invalid', message: expect.stringContaining(other.at) }),
    );
    const same = entryOf({ choice: newest.choice, settings: { skipVerification: true } });
    expect(planned([newest, same], rowOf('1.0', '1.0')).images[0]?.selected.entry).toBe(newest);
  });

  test('goes to all of its tags, also where its plan has them in two promotions', () => {
    const digests = new Map([[digest, ['a', 'b']]]);
    const entry = entryOf({ choice: { kind: 'digests', digests } });
    const { images } = planned([entry], rowOf(null, 'a'), rowOf(null, 'b'));
    expect(images.map(({ selected }) => selected.destinations)).toEqual([
      [{ repository: TO, tags: ['a', 'b'] }],
    ]);
    expect(images[0]?.tags.get(TO)?.map(({ tag }) => tag)).toEqual(['a', 'b']);
  });

  test('is refused under a tag, at a destination and from a source that no entry has', () => {
    const entries = [entryOf({})];
    for (const row of [
      rowOf('1.0', 'latest'),
      { ...rowOf('1.0', '1.0'), destination: 'us.example.com/team/app' },
      { ...rowOf('1.0', '1.0'), source: { repository: 'dev.example.com/other', tag: '1.0' } },
      rowOf('1.1', '1.1'),
      rowOf(null),
    ])
      expect(() => planned(entries, row)).toThrow(expect.objectContaining({ code: 'plan_invalid' }));
  });
});
