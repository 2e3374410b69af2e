import { expect, it } from 'vitest';
import { progressReporter } from '../../src/cli/progress.ts';
import { PLAIN_PAGE } from '../../src/cli/text/page.ts';
import type { ProgressEvent } from '../../src/operations/ports.ts';

const digest = `sha256:${'a'.repeat(64)}` as const;
const EVENTS: readonly ProgressEvent[] = [
  { type: 'phase', phase: 'resolve', subject: 'r/app:1' },
  { type: 'phase', phase: 'copy', subject: 'r/app:1' },
  { type: 'todo', subject: 'r/app:1', blobs: 1, bytes: 2000 },
  { type: 'blob', digest, size: 2000, state: 'started', subject: 'r/app:1' },
  { type: 'bytes', digest, bytes: 2000, subject: 'r/app:1' },
  { type: 'blob', digest, size: 2000, state: 'copied', subject: 'r/app:1' },
];

function play(
  live: boolean,
  verbose: boolean,
  quiet = false,
): { lines: string[]; shown: string[]; cleared: number } {
  const seen = { lines: [] as string[], shown: [] as string[], cleared: 0 };
  let time = 0;
  const screen = {
    show: (text: string) => seen.shown.push(text),
    clear: () => {
      seen.cleared += 1;
    },
    columns: () => 100,
    rows: () => 20,
  };
  const output = { line: (text: string) => seen.lines.push(text), ...(live ? { live: screen } : {}) };
  const reporter = progressReporter(output, { verbose, quiet, page: PLAIN_PAGE, now: () => (time += 1000) });
  for (const event of EVENTS) reporter.progress(event);
  reporter.warning('look\u001b[31m out');
  reporter.end();
  return seen;
}

it('a log gets plain lines of slow phases alone, without control characters', () => {
  expect(play(false, false).lines).toEqual(['copying r/app:1', 'warning: look\\u{1b}[31m out']);
});

it('a log gets every phase and blob with --verbose', () => {
  expect(play(false, true).lines).toEqual([
    'resolving r/app:1',
    'copying r/app:1',
    `  blob ${digest} copied (2.0 kB)`,
    'warning: look\\u{1b}[31m out',
  ]);
});

it('a terminal has a live area, which is cleared before a line that stays', () => {
  const { lines, shown, cleared } = play(true, false);
  expect(lines).toEqual(['warning: look\\u{1b}[31m out']);
  expect(shown.at(-1)).toMatch(/^copying r\/app:1\ntotal {2}1 of 1 blobs, 0\.0 of 0\.0 MB, 100%/);
  expect(cleared).toBe(2);
});

it.each([true, false])('a silent host is named in a line, terminal %s', (isTerminal) => {
  const lines: string[] = [];
  const live = { show: () => {}, clear: () => {}, columns: () => 80, rows: () => 24 };
  const output = { line: (text: string) => lines.push(text), ...(isTerminal ? { live } : {}) };
  const reporter = progressReporter(output, { verbose: false, page: PLAIN_PAGE, now: () => 0 });
  reporter.progress({ type: 'silence', host: 'r.example.com', milliseconds: 10_000 });
  expect(lines).toEqual(['waiting for r.example.com, silent for 10 s']);
});

it('a phase that is reported again has one line', () => {
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text) };
  const reporter = progressReporter(output, { verbose: false, page: PLAIN_PAGE, now: () => 0 });
  for (let i = 0; i < 3; i++) reporter.progress(EVENTS[1]!);
  expect(lines).toEqual(['copying r/app:1']);
});

it('a terminal is not redrawn for every event', () => {
  const shown: string[] = [];
  const live = {
    show: (text: string) => shown.push(text),
    clear: () => {},
    columns: () => 80,
    rows: () => 24,
  };
  const output = { line: () => {}, live };
  const reporter = progressReporter(output, { verbose: false, page: PLAIN_PAGE, now: () => 0 });
  reporter.progress(EVENTS[1]!);
  for (let i = 0; i < 1000; i++) reporter.progress({ type: 'bytes', digest, bytes: 1, subject: 'r' });
  expect(shown).toHaveLength(1);
});

it('a log gets one line of progress a tick, while something is under way', () => {
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text) };
  let time = 0;
  const reporter = progressReporter(output, { verbose: false, page: PLAIN_PAGE, now: () => time });
  reporter.tick();
  for (const event of EVENTS.slice(0, 5)) reporter.progress(event);
  time = 10_000;
  reporter.tick();
  reporter.progress({ type: 'end', subject: 'r/app:1', status: 'promoted' });
  reporter.tick();
  reporter.end();
  expect(lines).toEqual(['copying r/app:1', 'copying r/app:1: 0 of 1 blobs, 0.0 of 0.0 MB, 100%, 0.0 MB/s']);
});

it('the identity that uses the key is named without --verbose too', () => {
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text) };
  const reporter = progressReporter(output, { verbose: false, page: PLAIN_PAGE, now: () => 0 });
  reporter.progress({ type: 'identity', who: 'the app 1\u001b' });
  expect(lines).toEqual(['using the key as the app 1\\u{1b}']);
});

it('a notice is a plain line', () => {
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text) };
  const reporter = progressReporter(output, { verbose: false, page: PLAIN_PAGE, now: () => 0 });
  reporter.progress({ type: 'notice', message: 'the first one ends\u001b on 2027-01-01' });
  expect(lines).toEqual(['the first one ends\\u{1b} on 2027-01-01']);
});

it('with --quiet a warning stays, and no phase, notice, identity, silence or progress is shown', () => {
  expect(play(false, false, true).lines).toEqual(['warning: look\\u{1b}[31m out']);
  const lines: string[] = [];
  const output = { line: (text: string) => lines.push(text) };
  const reporter = progressReporter(output, { verbose: false, quiet: true, page: PLAIN_PAGE, now: () => 0 });
  for (const event of EVENTS.slice(0, 5)) reporter.progress(event);
  reporter.progress({ type: 'notice', message: 'it ends on 2027-01-01' });
  reporter.progress({ type: 'identity', who: 'the app' });
  reporter.progress({ type: 'silence', host: 'r.example.com', milliseconds: 10_000 });
  reporter.tick();
  reporter.end();
  expect(lines).toEqual([]);
});
