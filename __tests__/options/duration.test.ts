import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDuration } from '../../src/options/duration.ts';

it.each([
  ['90s', 90_000],
  ['10m', 600_000],
  ['24h', 86_400_000],
  ['30d', 2_592_000_000],
  ['2w', 1_209_600_000],
  ['500ms', 500],
  ['1h30m', 5_400_000],
])('parseDuration reads %s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each([
  '',
  '30',
  'd',
  '1.5h',
  '-1d',
  ' 1d',
  '1d ',
  '0s',
  '1y',
  '1D',
  '30d!',
  '99999999999d',
  '40000d',
  '1e3s',
])('parseDuration refuses %j', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it('parseDuration gives only positive whole numbers of milliseconds', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9smhdw.]{0,12}$/), (text) => {
      const value = parseDuration(text);
      expect(value === undefined || (Number.isSafeInteger(value) && value > 0)).toBe(true);
    }),
  );
});
