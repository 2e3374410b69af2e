import { expect, it } from 'vitest';
import type { SealiftError } from '../../src/errors.ts';
import { numberedParts } from '../../src/options/numbered-parts.ts';
import { Problems } from '../../src/options/problems.ts';

it('Problems.all returns the values when there is no problem', () => {
  const read: { name: string | undefined; days: number } = { name: 'app', days: 0 };
  const { name, days } = new Problems().all(read);
  expect(`${name.toUpperCase()} ${days}`).toBe('APP 0');
});

it('Problems.all throws the problem that explains a missing value', () => {
  const problems = new Problems();
  problems.add('usage', 'the name is wrong');
  expect(() => problems.all({ name: undefined })).toThrow(
    expect.objectContaining({ code: 'usage', message: 'the name is wrong' }),
  );
});

it('Problems.all throws internal for a missing value without a problem', () => {
  expect(() => new Problems().all({ name: undefined })).toThrow(
    expect.objectContaining({ code: 'internal' }),
  );
});

const many = (hints: readonly string[]): SealiftError => {
  const problems = new Problems();
  for (const [at, hint] of hints.entries()) problems.add('usage', `no ${at}`, hint);
  try {
    problems.throwIfAny(50);
  } catch (thrown) {
    return thrown as SealiftError;
  }
  throw new Error('nothing was thrown');
};

it.each([
  [['a', 'b'], '(1) a (2) b'],
  [['a', 'a', 'a'], 'a'],
  [['a', 'a', 'b', 'a'], '(1, 2, 4) a (3) b'],
  [['a', 'a', 'a', 'b', 'c', 'c'], '(1-3) a (4) b (5, 6) c'],
])(
  'Problems give a remedy that several have once, with the numbers of all of them: %j',
  (hints, expected) => {
    const { message, hint } = many(hints);
    expect(hint).toBe(expected);
    expect(numberedParts(message)).toEqual(hints.map((_, at) => `(${at + 1}) no ${at}`));
    const parts = numberedParts(hint);
    expect(parts.join(' ')).toBe(hint);
    expect(parts).toHaveLength(new Set(hints).size);
  },
);

it.each(['a', '', 'a (2) b', '(a) b (2) c', '(1)'])(
  'numberedParts leaves any other text whole: %j',
  (text) => {
    expect(numberedParts(text)).toEqual([text]);
  },
);
