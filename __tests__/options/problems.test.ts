import { expect, it } from 'vitest';
import { Problems } from '../../src/options/problems.ts';

it('gives back what was read, once nothing is wrong', () => {
  const read: { name: string | undefined; days: number } = { name: 'app', days: 0 };
  const { name, days } = new Problems().all(read);
  expect(`${name.toUpperCase()} ${days}`).toBe('APP 0');
});

it('throws what is wrong, and not that something is missing for it', () => {
  const problems = new Problems();
  problems.add('usage', 'the name is wrong');
  expect(() => problems.all({ name: undefined })).toThrow(
    expect.objectContaining({ code: 'usage', message: 'the name is wrong' }),
  );
});

it('takes what is missing without a problem for a bug', () => {
  expect(() => new Problems().all({ name: undefined })).toThrow(
    expect.objectContaining({ code: 'internal' }),
  );
});
