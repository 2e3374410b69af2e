import { expect, it } from 'vitest';
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
