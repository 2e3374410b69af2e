import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/operations/ports.ts';
import { amountText, clockText, percentText, secondsLeft } from '../../src/progress/amounts.ts';
import { every } from '../../src/progress/every.ts';
import { progressLine, progressLines } from '../../src/progress/lines.ts';
import { SlidingSpeed } from '../../src/progress/speed.ts';
import { ProgressTracker } from '../../src/progress/tracker.ts';

const MB = 1_000_000;
const digestOf = (letter: string) => `sha256:${letter.repeat(64)}` as const;
const WIDE = { columns: 120, rows: 24 };

describe('a speed', () => {
  it('is that of the last ten seconds', () => {
    const speed = new SlidingSpeed();
    for (let second = 0; second <= 20; second += 1) speed.add(second < 10 ? 1000 : 100, second * 1000);
    expect(speed.at(20_000)).toBeCloseTo(100, 0);
    expect(speed.at(25_000)).toBeCloseTo(50, 0);
    expect(speed.at(40_000)).toBe(0);
  });

  it('is not known at once, and never below zero', () => {
    const speed = new SlidingSpeed();
    expect(speed.at(0)).toBeUndefined();
    speed.add(5000, 0);
    expect(speed.at(900)).toBeUndefined();
    expect(speed.at(2000)).toBe(2500);
    speed.add(-9000, 2500);
    expect(speed.at(3000)).toBe(0);
  });

  it('is measured with few samples, however often bytes come', () => {
    const speed = new SlidingSpeed();
    for (let at = 0; at < 60_000; at += 1) speed.add(7, at);
    expect(speed.at(60_000)).toBeCloseTo(7000, -2);
  });
});

describe('amounts', () => {
  it.each([
    [0, '0:00'],
    [8.2, '0:09'],
    [65, '1:05'],
    [3723, '1:02:03'],
  ])('of %d seconds are written as %s', (seconds, text) => expect(clockText(seconds)).toBe(text));

  it('are in MB, and a percentage that is 100 only at the end', () => {
    expect(amountText({ doneBytes: 1.5 * MB, bytes: 2000 * MB })).toBe('1.5 of 2000 MB');
    expect(percentText({ doneBytes: 999_999, bytes: 1_000_000 })).toBe('99%');
    expect(percentText({ doneBytes: 0, bytes: 0 })).toBe('100%');
    expect(percentText({ doneBytes: -5, bytes: 10 })).toBe('0%');
  });

  it('give the time that is left, where it can be said', () => {
    const transfer = { blobs: 1, doneBlobs: 0, bytes: 100, doneBytes: 40 };
    expect(secondsLeft({ ...transfer, speed: 6 })).toBe(10);
    expect(secondsLeft({ ...transfer, speed: undefined })).toBeUndefined();
    expect(secondsLeft({ ...transfer, speed: 0 })).toBeUndefined();
    expect(secondsLeft({ ...transfer, bytes: 1e12, speed: 2 })).toBeUndefined();
    expect(secondsLeft({ ...transfer, doneBytes: 100, speed: 6 })).toBeUndefined();
  });
});

const copyOf = (subject: string): ProgressEvent[] => [
  { type: 'phase', phase: 'copy', subject },
  { type: 'todo', subject, blobs: 3, bytes: 220 * MB },
  { type: 'blob', digest: digestOf('c'), size: 20 * MB, state: 'present', subject },
  { type: 'blob', digest: digestOf('a'), size: 120 * MB, state: 'started', subject },
  { type: 'blob', digest: digestOf('b'), size: 80 * MB, state: 'started', subject },
  { type: 'bytes', digest: digestOf('b'), bytes: 80 * MB, subject },
  { type: 'blob', digest: digestOf('b'), size: 80 * MB, state: 'copied', subject },
  { type: 'bytes', digest: digestOf('a'), bytes: 20 * MB, subject },
];

function stateAfter(events: readonly ProgressEvent[], seconds = 10) {
  const tracker = new ProgressTracker();
  for (const event of events) tracker.take(event, 0);
  return tracker.snapshot(seconds * 1000);
}

describe('the progress on a terminal', () => {
  it('is the latest phase while nothing is copied', () => {
    const snapshot = stateAfter([{ type: 'phase', phase: 'judge', subject: 'r.test/app:1' }]);
    expect(progressLines(snapshot, WIDE)).toEqual(['judging r.test/app:1']);
    expect(progressLines(stateAfter([]), WIDE)).toEqual([]);
  });

  it('is each blob and the total for one destination', () => {
    expect(progressLines(stateAfter(copyOf('r.test/app:1')), WIDE)).toEqual([
      'copying r.test/app:1',
      '  sha256:aaaaaaaaaaaa  20.0 of 120.0 MB, 16%',
      'total  1 of 2 blobs, 100.0 of 200.0 MB, 50%, 10.0 MB/s, 0:10 left',
    ]);
  });

  it('is a line each and the total for many', () => {
    const ended: ProgressEvent[] = [
      ...copyOf('b.test/app:1'),
      { type: 'end', subject: 'b.test/app:1', status: 'promoted' },
    ];
    const tagging: ProgressEvent[] = [
      ...copyOf('c.test/app:1'),
      { type: 'phase', phase: 'tag', subject: 'c.test/app:1' },
    ];
    expect(progressLines(stateAfter([...copyOf('a.test/app:1'), ...ended, ...tagging]), WIDE)).toEqual([
      'a.test/app:1  1 of 2 blobs, 100.0 of 200.0 MB, 50%, 10.0 MB/s, 0:10 left',
      'b.test/app:1  promoted',
      'c.test/app:1  tagging',
      'total, 1 of 3 ended  3 of 6 blobs, 300.0 of 600.0 MB, 50%, 30.0 MB/s, 0:10 left',
    ]);
  });

  it('counts one that failed before anything was copied to it, once another one is copied to', () => {
    const failed: ProgressEvent = { type: 'end', subject: 'b.test/app:1', status: 'failed' };
    const judging: ProgressEvent = { type: 'phase', phase: 'judge', subject: 'dev.test/app:1' };
    expect(progressLines(stateAfter([judging, failed]), WIDE)).toEqual(['judging dev.test/app:1']);
    expect(progressLines(stateAfter([failed, ...copyOf('a.test/app:1')]), WIDE)).toEqual([
      'a.test/app:1  1 of 2 blobs, 100.0 of 200.0 MB, 50%, 10.0 MB/s, 0:10 left',
      'b.test/app:1  failed',
      'total, 1 of 2 ended  1 of 2 blobs, 100.0 of 200.0 MB, 50%, 10.0 MB/s, 0:10 left',
    ]);
  });

  it('subtracts bytes that are read again', () => {
    const again: ProgressEvent = {
      type: 'bytes',
      digest: digestOf('a'),
      bytes: -20 * MB,
      subject: 'r.test/app:1',
    };
    const lines = progressLines(stateAfter([...copyOf('r.test/app:1'), again]), WIDE);
    expect(lines[1]).toContain('0.0 of 120.0 MB, 0%');
    expect(lines[2]).toContain('80.0 of 200.0 MB, 40%');
  });

  it('leaves out the least important facts where columns are few', () => {
    const snapshot = stateAfter(copyOf('registry.example.com/team/application:1.2.3'));
    const widths = [80, 60, 40, 28, 20, 10, 3, 1, 0];
    const totals = widths.map((columns) => progressLines(snapshot, { columns, rows: 24 }).at(-1));
    expect(totals.slice(0, 5)).toEqual([
      'total  1 of 2 blobs, 100.0 of 200.0 MB, 50%, 10.0 MB/s, 0:10 left',
      'total  1 of 2 blobs, 100.0 of 200.0 MB, 50%, 0:10 left',
      'total  100.0 of 200.0 MB, 50%',
      'total  50%',
      'total  50%',
    ]);
  });

  it.each([1, 2, 3, 5, 8, 40])('never takes more than %i rows, nor more than there are columns', (rows) => {
    const many = Array.from({ length: 20 }, (_, at) =>
      copyOf(`registry-${at}.example.com/team/app:1`),
    ).flat();
    const blobs = Array.from({ length: 16 }, (_, at): ProgressEvent => {
      const digest = digestOf((at % 10).toString());
      return { type: 'blob', digest, size: MB, state: 'started', subject: 'r.test/app:1' };
    });
    for (const events of [many, [...copyOf('r.test/app:1'), ...blobs]]) {
      for (const columns of [200, 80, 30, 5, 1]) {
        const lines = progressLines(stateAfter(events), { columns, rows });
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(1, columns - 1));
      }
    }
  });

  it('counts the destinations that have no row, and keeps those under way', () => {
    const events = Array.from({ length: 6 }, (_, at): ProgressEvent[] => {
      const subject = `r${at}.test/app:1`;
      const end: ProgressEvent[] = at < 3 ? [{ type: 'end', subject, status: 'promoted' }] : [];
      return [...copyOf(subject), ...end];
    }).flat();
    const lines = progressLines(stateAfter(events), { columns: 120, rows: 6 });
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual([
      'r3.test/app:1',
      'r4.test/app:1',
      'r5.test/app:1',
      '…',
      'total,',
    ]);
    expect(lines[3]).toBe('… and 3 more');
  });

  it('holds no control characters of a name', () => {
    const lines = progressLines(stateAfter(copyOf('r.test/\u001b[2J\napp:1')), WIDE);
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('the progress in a log', () => {
  it('is one line for all destinations, and none when nothing is under way', () => {
    const one = copyOf('r.test/app:1');
    expect(progressLine(stateAfter(one))).toBe(
      'copying r.test/app:1: 1 of 2 blobs, 100.0 of 200.0 MB, 50%, 10.0 MB/s, 0:10 left',
    );
    expect(progressLine(stateAfter([...one, ...copyOf('s.test/app:1')]))).toBe(
      'copying, 0 of 2 destinations ended: 2 of 4 blobs, 200.0 of 400.0 MB, 50%, 20.0 MB/s, 0:10 left',
    );
    expect(progressLine(stateAfter([]))).toBeUndefined();
    expect(
      progressLine(stateAfter([...one, { type: 'end', subject: 'r.test/app:1', status: 'failed' }])),
    ).toBeUndefined();
  });
});

it('every calls back until it is stopped', async () => {
  let ticks = 0;
  let stopped = false;
  const stop = every(
    10_000,
    () => {
      ticks += 1;
      if (ticks === 3) {
        stop();
        stopped = true;
      }
    },
    { now: () => new Date(0), sleep: () => new Promise((resolve) => setImmediate(resolve)) },
  );
  while (!stopped) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(ticks).toBe(3);
});
