import { expect, it } from 'vitest';
import { imageLog } from '../../src/action/image-log.ts';
import { summaryOf } from '../../src/action/summary.ts';
import { renderResults } from '../../src/cli/render.ts';
import { PLAIN_PAGE } from '../../src/cli/text/page.ts';
import { runResult } from '../../src/compose/run-result.ts';
import { failedImage } from '../../src/operations/failed-image.ts';
import type { ImageResult, PlatformResult } from '../../src/operations/results.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const left = (platform: string, letter: string, attachments: number | null): PlatformResult => ({
  platform,
  digest: digest(letter),
  status: 'left',
  attachments,
  error: null,
});
const imageWith = (platforms: readonly PlatformResult[]): ImageResult => ({
  ...failedImage('registry.example.com/app:1', null),
  digest: digest('f'),
  status: 'promoted',
  platforms,
});
const render = (image: ImageResult, command = 'promote', verbose = false): string =>
  renderResults(runResult(command, [image], [], null), verbose, PLAIN_PAGE).join('\n');

it('what stays behind is told in one line, and in full with --verbose', () => {
  const rows = ['a', 'b', 'c'].map((letter, at) => left(`linux/p${at}`, letter, at));
  const line =
    '3 manifests of other platforms (linux/p0, linux/p1, linux/p2) and 3 artifacts attached to them stay behind';
  expect(render(imageWith(rows))).toContain(line);
  expect(render(imageWith(rows))).not.toContain(digest('a'));
  expect(render(imageWith(rows), 'promote', true)).toContain(digest('a'));
  expect(imageLog(imageWith(rows))).toContain(line);
  const page = summaryOf(runResult('promote', [imageWith(rows)], [], null)).replaceAll('<wbr>', '');
  expect(page).toContain(line);
  expect(page).not.toContain('3 platforms');
});

it('a summary counts the platforms that were judged', () => {
  const verified = (letter: string): PlatformResult => ({
    ...left('linux/amd64', letter, null),
    status: 'verified',
  });
  const page = (...rows: PlatformResult[]): string =>
    summaryOf(runResult('promote', [imageWith(rows)], [], null)).replaceAll('<wbr>', '');
  expect(page(verified('a'), left('linux/arm64', 'b', 0))).toContain('1 platform ');
  expect(page(verified('a'), verified('b'))).toContain('2 platforms');
});

it.each([
  [
    [left('linux/arm64', 'a', 1)],
    '1 manifest of another platform (linux/arm64) and 1 artifact attached to it stay behind',
  ],
  [
    [left('linux/arm64', 'a', null), left('unknown/unknown', 'b', 2)],
    '(linux/arm64) and at least 2 artifacts attached',
  ],
  [[left('unknown/unknown', 'b', 0)], '1 manifest of another platform and 0 artifacts'],
])('what stays behind is counted as far as it is known, %#', (rows, words) => {
  expect(render(imageWith(rows))).toContain(words);
});

it('of thousands that stay behind a few are named, and none can write to the terminal', () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => left(`os${at}/\u001b[31m`, 'a', null));
  const text = render(imageWith(rows));
  expect(text).toContain('and 4992 more platforms');
  expect(text).not.toContain('\u001b');
  expect(text.length).toBeLessThan(2_000);
});

it('what is not there is marked by list and inspect', () => {
  const shown: ImageResult = {
    ...imageWith([
      { platform: 'linux/amd64', digest: digest('a'), status: 'listed', error: null },
      { platform: 'linux/arm64', digest: digest('b'), status: 'absent', error: null },
    ]),
    status: 'listed',
  };
  expect(render(shown, 'list')).toMatch(/linux\/arm64 .*\(not there\)/);
  expect(render(shown, 'list')).not.toMatch(/linux\/amd64 .*\(not there\)/);
  expect(render(shown, 'inspect')).toContain('linux/arm64, not there');
});
