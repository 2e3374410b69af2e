import { expect, it } from 'vitest';
import { loadText } from '../../bench/support/load.ts';
import { Report } from '../../bench/support/report.ts';

it('a report judges goals, and shows other figures without a verdict', () => {
  const report = new Report();
  report.goal('verify', 1.05, 1.04);
  report.goal('sign', 0.9, 0.91);
  report.goal('many', 10, 11, { reach: true });
  report.goal('memory', 160, 161.2, { unit: ' MiB' });
  report.goal('large', 1.05, undefined);
  report.figure('start', 26.2, { unit: ' ms' });
  report.section('## More\n');
  expect(report.text).toBe(`## Goals

| goal | target | measured | |
|---|---|---|---|
| verify | at most 1.05 | 1.04 | met |
| sign | at most 0.9 | 0.91 | **missed** |
| many | at least 10 | 11.00 | met |
| memory | at most 160 MiB | 161 MiB | **missed** |
| large | at most 1.05 | not measured | - |

## Other figures

| without a goal | measured |
|---|---|
| start | 26 ms |

## More
`);
});

it('a report says whether the machine was idle before it', () => {
  expect(loadText(0.49)).toBe('The load before the run was 0.49, under 0.5');
  expect(loadText(0.5)).toMatch(/^\*\*The load before the run was 0\.50, not under 0\.5: /);
});
