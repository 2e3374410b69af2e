import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyEdit } from '../../bench/ablation/apply-edit.ts';
import { compare } from '../../bench/ablation/compare.ts';
import { SCENES } from '../../bench/ablation/scenes.ts';
import { TRICKS } from '../../bench/ablation/tricks.ts';
import type { Run } from '../../bench/support/contest.ts';

const ROOT = join(import.meta.dirname, '..', '..');

it.each(TRICKS)('can be taken out of the source: $name', async ({ without }) => {
  for (const edit of without) {
    const text = await readFile(join(ROOT, edit.file), 'utf8');
    expect(applyEdit(text, edit)).not.toBe(text);
  }
});

it('a scene has a trick that is measured in it', () => {
  const used = new Set(TRICKS.flatMap(({ scenes }) => scenes));
  expect([...used].toSorted()).toEqual(Object.keys(SCENES).toSorted());
});

it('an edit is refused where its place is gone, or stands there twice', () => {
  const edit = { file: 'a.ts', find: 'one', replace: 'two' };
  expect(applyEdit('just one, $1', { ...edit, replace: '$&' })).toBe('just $&, $1');
  expect(() => applyEdit('none', { ...edit, find: 'some' })).toThrow('stands not in a.ts, not once');
  expect(() => applyEdit('one by one', edit)).toThrow('stands 2 times in a.ts, not once');
});

it('a trick is compared round by round', () => {
  const run = (wallMs: number, received: number): Run => ({
    measured: { wallMs, cpuMs: 0, peakMiB: 0, exitCode: 0, output: '' },
    traffic: [{ requests: [], sent: 0, received }],
  });
  const [kept, left] = [
    [run(100, 1e6), run(300, 1e6), run(110, 1e6)],
    [run(120, 3e6), run(310, 3e6), run(140, 3e6)],
  ];
  expect(compare(kept, left)).toEqual({ unit: 'ms', with: 110, without: 140, saved: 20, depths: [0, 0] });
  expect(compare(kept, left, 'bytes')).toMatchObject({ unit: 'MB', with: 1, without: 3, saved: 2 });
});
