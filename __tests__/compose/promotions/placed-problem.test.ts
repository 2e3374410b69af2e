import { expect, it } from 'vitest';
import { placedProblem } from '../../../src/compose/promotions/placed-problem.ts';
import { SealiftError } from '../../../src/errors.ts';
import type { PromotionEntry, Settings } from '../../../src/planning/promotions.ts';

const MISSING = new SealiftError('usage', '--timestamp-url is given without --record-certificate-chain', {
  hint: 'Add --timestamp-root-cert FILE.',
});

const placed = (settings: Settings): readonly string[] => {
  const { message, hint } = placedProblem(MISSING, { at: 'p.yaml:3:5', settings } as PromotionEntry);
  return [message, hint];
};

it('a problem of sign and record names their members, where the entry has these', () => {
  expect(placed({ sign: true, record: true })).toEqual([
    'p.yaml:3:5: `sign.timestamp-url` is given without `record.certificate-chain`',
    'Add `sign.timestamp-root-cert: FILE`.',
  ]);
});

it('a problem of flags that an entry does not have keeps them', () => {
  expect(placed({ deep: true, sign: false })).toEqual([`p.yaml:3:5: ${MISSING.message}`, MISSING.hint]);
});
