import { expect, it } from 'vitest';
import { warnOfEach } from '../../src/operations/few-warnings.ts';

const told = (count: number): string[] => {
  const warnings: string[] = [];
  const reporter = { progress: () => {}, warning: (text: string) => warnings.push(text) };
  const all = Array.from({ length: count }, (_, at) => at);
  warnOfEach(reporter, 'app:1', all, (at) => `${at} is gone`);
  return warnings;
};

it('each of a few things has a warning, and of many the first sixteen and their number', () => {
  expect(told(0)).toEqual([]);
  expect(told(2)).toEqual(['app:1: 0 is gone', 'app:1: 1 is gone']);
  expect(told(16)).toHaveLength(16);
  expect(told(17).slice(15)).toEqual(['app:1: 15 is gone', 'app:1: one more warning like the last one']);
  expect(told(10_000)).toHaveLength(17);
  expect(told(10_000).at(-1)).toBe('app:1: 9984 more warnings like the last one');
});
