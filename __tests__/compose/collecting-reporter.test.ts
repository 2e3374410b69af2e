import { expect, it } from 'vitest';
import { collectingReporter } from '../../src/compose/collecting-reporter.ts';

it('a run tells each of its warnings, and keeps the first five thousand and how many more there were', () => {
  const told: string[] = [];
  const listener = { progress: () => {}, warning: (text: string) => told.push(text) };
  const reporter = collectingReporter(listener, (text) => text);
  for (let at = 0; at < 5000; at += 1) reporter.warning(`${at}`);
  for (let at = 0; at < 5000; at += 1) reporter.warning(`${at}`);
  expect(reporter.warnings).toHaveLength(5000);
  for (let at = 5000; at < 5003; at += 1) reporter.warning(`${at}`);
  expect(told).toHaveLength(5003);
  expect(reporter.warnings).toHaveLength(5001);
  expect(reporter.warnings.at(-1)).toBe('3 more warnings were told while it ran, and not kept');
});
