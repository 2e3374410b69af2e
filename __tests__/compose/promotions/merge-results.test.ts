import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exitCodeOf } from '../../../src/compose/exit-code.ts';
import { mergeResults } from '../../../src/compose/promotions/results/merge-results.ts';
import { MergedImages } from '../../../src/compose/promotions/results/merged-images.ts';
import { runResult } from '../../../src/compose/run-result.ts';
import { ERRORS, type ErrorCode, SealiftError } from '../../../src/errors.ts';
import { plan } from '../../../src/index.ts';
import { failedImage } from '../../../src/operations/failed-image.ts';
import type { DestinationResult, ImageResult, RunResult } from '../../../src/operations/results.ts';
import type { ShardFacts } from '../../../src/operations/shard-facts.ts';
import { expectValid } from '../../support/result-schema.ts';
import { never } from '../../support/tools.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const errorOf = (code: ErrorCode, message: string = code) => new SealiftError(code, message).toJSON();

function destination(reference: string, status: DestinationResult['status']): DestinationResult {
  return {
    ...{ reference, digest: DIGEST, pinned: null, tags: [], previousDigest: null, status },
    attachments: { expected: 0, present: 0, added: 0, missing: [], onlyThere: [] },
    ...{ signed: [], copied: 0, mounted: 0, bytes: 0, toCopy: null, deep: false, rollback: null },
    error: status === 'failed' ? errorOf('denied') : null,
  };
}

function image(
  name: string,
  status: ImageResult['status'],
  destinations: readonly DestinationResult[] = [],
): ImageResult {
  const error = status === 'failed' ? errorOf('artifact_unsigned', `${name} is unsigned`) : null;
  return { ...failedImage(`dev.example.com/${name}:1`, error), status, digest: DIGEST, destinations };
}

const FACTS: ShardFacts = { index: 1, total: 2, expected: ['1/2', '2/2'], promotions: DIGEST, plan: null };

function shard(index: number, images: readonly ImageResult[], more: Partial<ShardFacts> = {}): RunResult {
  const run = runResult('promote', images, [], null);
  const idle = images.length === 0 ? { status: 'done' as const } : {};
  return { ...run, ...idle, shard: { ...FACTS, index, ...more } };
}

type Files = Readonly<Record<string, unknown>>;

async function merged(files: Files) {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-results-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const found = await mergeResults(folder, never);
  const result: RunResult = { version: 1, command: 'promote', ...found };
  expectValid(result);
  return { result, exit: exitCodeOf(result) };
}

describe('the results of shards', () => {
  it('make the whole, and files of other kinds are left alone', async () => {
    const { result, exit } = await merged({
      '1.json': shard(1, [image('a', 'promoted')]),
      '2.json': shard(2, [image('b', 'unchanged')]),
      'notes.txt': 'done at noon',
    });
    expect(result.images.map(({ status }) => status)).toEqual(['promoted', 'unchanged']);
    expect([result.status, exit]).toEqual(['done', 0]);
    expect(result).not.toHaveProperty('shard');
  });

  it('are no plan for whoever asks the library for them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sealift-results-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, '1.json'), JSON.stringify(shard(1, [], { total: 1, expected: ['1/1'] })));
    const result = await plan({ results: folder, env: {} });
    expect(result).toMatchObject({ status: 'done', plan: null, changes: null, promotions: null });
  });

  it('have an image once, with the destinations of both shards', async () => {
    const { result, exit } = await merged({
      '1.json': shard(1, [image('a', 'promoted', [destination('eu.example.com/a:1', 'promoted')])]),
      '2.json': shard(2, [image('a', 'failed', [destination('us.example.com/a:1', 'failed')])]),
    });
    expect(result.images).toHaveLength(1);
    expect(result.images[0]).toMatchObject({
      status: 'partial',
      destinations: [
        { reference: 'eu.example.com/a:1' },
        { reference: 'us.example.com/a:1', status: 'failed' },
      ],
    });
    expect([result.status, exit]).toEqual(['partial', 5]);
  });

  it('have an image unverified where one of them promoted it without verification', async () => {
    for (const statuses of [
      ['unverified', 'promoted'],
      ['unchanged', 'unverified'],
    ] as const) {
      const { result } = await merged({
        '1.json': shard(1, [image('a', statuses[0], [destination('eu.example.com/a:1', 'promoted')])]),
        '2.json': shard(2, [image('a', statuses[1], [destination('us.example.com/a:1', 'promoted')])]),
      });
      expect(result.images.map(({ status }) => status)).toEqual(['unverified']);
    }
  });

  it('may be without images, where a shard has nothing to do', async () => {
    const idle = shard(2, [], { expected: ['1/2'] });
    const { exit } = await merged({
      '1.json': shard(1, [image('a', 'promoted')], { expected: ['1/2'] }),
      '2.json': idle,
    });
    expect(exit).toBe(0);
    const alone = await merged({ '2.json': { ...idle, shard: { ...idle.shard, expected: [] } } });
    expect(alone.exit).toBe(0);
  });

  it('are no pass while a shard is missing, which is named', async () => {
    const { result, exit } = await merged({ '2.json': shard(2, [image('b', 'promoted')]) });
    expect(result.error).toMatchObject({ code: 'results_incomplete', message: 'no result of shard 1/2' });
    expect([result.status, exit]).toEqual(['partial', 5]);
    const none = await merged({ '2.json': shard(2, [], { expected: ['1/2'] }) });
    expect(none.exit).toBe(3);
  });

  it('are refused where the images are not to be found in one, or are not what its status says', async () => {
    const failed = shard(2, [image('b', 'failed')]);
    const first = { '1.json': shard(1, [image('a', 'promoted')]) };
    const spelled = JSON.stringify(failed).replace('"images"', '"\\u0069mages"');
    await expect(merged({ ...first, '2.json': spelled })).rejects.toMatchObject({ code: 'results_invalid' });
    for (const status of ['failed', 'partial'])
      for (const images of [[], [image('b', 'promoted')]])
        await expect(
          merged({ ...first, '2.json': { ...failed, status, images, error: null } }),
        ).rejects.toMatchObject({ code: 'results_invalid', message: expect.stringContaining('2.json') });
  });

  it('are no pass while one is an empty file, which a shard leaves that is killed, and the others are shown', async () => {
    const { result, exit } = await merged({ '1.json': shard(1, [image('a', 'promoted')]), '2.json': '' });
    expect(result.error?.code).toBe('results_incomplete');
    expect(result.error?.message).toMatch(/^no result of shard 2\/2: .*2\.json is empty$/);
    expect(result.error?.hint).toContain('run them again');
    expect(result.images.map(({ status }) => status)).toEqual(['promoted']);
    expect([result.status, exit]).toEqual(['partial', 5]);
    const all = [shard(1, [image('a', 'promoted')]), shard(2, [image('b', 'promoted')])];
    const more = await merged({ '0.json': '', '1.json': all[0], '2.json': all[1] });
    expect(more.result.error?.message).toMatch(/0\.json is empty$/);
    expect(more.exit).toBe(5);
    const none = await merged({ '1.json': '', '2.json': '' });
    expect(none.result.error?.code).toBe('results_incomplete');
    expect(none.result.error?.message).toMatch(/1\.json and .*2\.json are empty$/);
    expect([none.result.status, none.exit]).toEqual(['failed', 3]);
  });

  it('fail as the shards do: the error of one is told with its number', async () => {
    const stopped = (code: ErrorCode): RunResult => ({
      ...runResult('promote', [], [], errorOf(code)),
      shard: { ...FACTS, index: 2 },
    });
    const { result, exit } = await merged({
      '1.json': shard(1, [image('a', 'promoted')]),
      '2.json': stopped('denied'),
    });
    expect(result.error).toMatchObject({ code: 'denied', message: 'shard 2/2: denied' });
    expect(exit).toBe(5);
    const both = await merged({ '1.json': shard(1, [image('a', 'failed')]), '2.json': stopped('denied') });
    expect(both.exit).toBe(4);
    const killed = await merged({
      '1.json': shard(1, [image('a', 'failed')]),
      '2.json': stopped('interrupted'),
    });
    expect(killed.result.error).toMatchObject({ code: 'results_incomplete' });
    expect(killed.exit).toBe(3);
    const late = { ...image('b', 'failed'), error: errorOf('terminated') };
    const ended = await merged({
      '1.json': shard(1, [image('a', 'promoted')]),
      '2.json': { ...stopped('terminated'), images: [late] },
    });
    expect(ended.result.images.map(({ error }) => error?.code)).toEqual([undefined, 'results_incomplete']);
    expect(ended.exit).toBe(5);
  });

  it('are never a pass where one of them is none', async () => {
    const statuses = fc.constantFrom<ImageResult['status']>('promoted', 'unchanged', 'kept', 'failed');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(statuses, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 4 }),
        async (parts, lost) => {
          const total = parts.length;
          const expected = parts.map((_, at) => `${at + 1}/${total}`);
          const files = parts.map(
            (one, at) =>
              [
                `${at}.json`,
                shard(
                  at + 1,
                  one.map((status, n) => image(`${at}-${n}`, status)),
                  { total, expected },
                ),
              ] as const,
          );
          const kept = files.filter((_, at) => at !== lost);
          if (kept.length === 0) return;
          const { exit } = await merged(Object.fromEntries(kept));
          const isGood = kept.length === total && !parts.flat().includes('failed');
          expect(exit === 0).toBe(isGood);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('results are refused', () => {
  const good = shard(1, [image('a', 'promoted')]);
  const other = (more: Partial<ShardFacts>) => shard(2, [image('b', 'promoted')], more);

  it.each<[string, Files, string, string]>([
    [
      'of which one is given twice',
      { '1.json': good, '1-again.json': good },
      'results_invalid',
      'are both results of shard 1/2',
    ],
    [
      'of another number of shards',
      { '1.json': good, '2.json': other({ total: 3, expected: ['1/3'] }) },
      'results_invalid',
      'the number of shards differs',
    ],
    [
      'of another promotions file',
      { '1.json': good, '2.json': other({ promotions: `sha256:${'b'.repeat(64)}` }) },
      'results_invalid',
      'the promotions file differs',
    ],
    [
      'of another plan',
      { '1.json': good, '2.json': other({ plan: DIGEST }) },
      'results_invalid',
      'the plan differs',
    ],
    [
      'that expect other shards',
      { '1.json': good, '2.json': other({ expected: ['2/2'] }) },
      'results_invalid',
      'something to do differs',
    ],
    [
      'with a shard that cannot be',
      { '1.json': shard(3, [image('a', 'promoted')]) },
      'results_invalid',
      'names shards that cannot be',
    ],
    [
      'that expect a shard that cannot be',
      { '1.json': shard(1, [], { expected: ['3/2'] }) },
      'results_invalid',
      'names shards that cannot be',
    ],
    [
      'of no shard',
      { '1.json': runResult('promote', [image('a', 'promoted')], [], null) },
      'results_invalid',
      'is the result of promote, and of no shard',
    ],
    [
      'of another command',
      { '1.json': { ...good, command: 'verify' } },
      'results_invalid',
      'is the result of verify',
    ],
    [
      'of a status that is not known',
      { '1.json': { ...good, images: [{ ...image('a', 'promoted'), status: 'fine' }] } },
      'results_invalid',
      'images[0].status is no value of its list',
    ],
    [
      'with a member too much',
      { '1.json': { ...good, images: [{ ...image('a', 'promoted'), more: 1 }] } },
      'results_invalid',
      'has a member that is not in the schema',
    ],
    ['that are no JSON', { '1.json': '{' }, 'results_invalid', '1.json'],
    [
      'with a name twice',
      { '1.json': JSON.stringify(good).replace('{', '{"version":1,') },
      'results_invalid',
      'version',
    ],
    [
      'that are nested deeply',
      { '1.json': `${'['.repeat(5000)}${']'.repeat(5000)}` },
      'results_invalid',
      '1.json',
    ],
    ['in a folder without any', { 'result.txt': good }, 'results_incomplete', 'no file that ends with .json'],
  ])('%s', async (_, files, code, message) => {
    await expect(merged(files)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('that are over 16 MiB, folders or links', async () => {
    await expect(merged({ '1.json': `"${'x'.repeat(16 * 1024 * 1024)}"` })).rejects.toMatchObject({
      code: 'results_invalid',
      message: expect.stringContaining('over 16 MiB'),
      hint: expect.stringContaining('more shards'),
    });
    const folder = await mkdtemp(join(tmpdir(), 'sealift-results-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await mkdir(join(folder, '1.json'));
    await expect(mergeResults(folder, never)).rejects.toMatchObject({ code: 'results_invalid' });
    await rm(join(folder, '1.json'), { recursive: true });
    await symlink('/etc/passwd', join(folder, '1.json'));
    await expect(mergeResults(folder, never)).rejects.toMatchObject({ code: 'results_invalid' });
    await expect(mergeResults(join(folder, 'absent'), never)).rejects.toMatchObject({
      code: 'file_not_found',
    });
  });
});

it('a result cannot put anything onto a terminal', async () => {
  const bad = image('a', 'failed');
  const error = { ...errorOf('denied'), message: 'x\u001b[2J\n::error::y\u202e', hint: '\u0007' };
  const { result } = await merged({
    '1.json': shard(1, [{ ...bad, reference: 'dev.example.com/a\u001b]0;t\u0007', error }]),
    '2.json': shard(2, []),
  });
  expect(JSON.stringify(result)).not.toMatch(/[\u0000-\u001f\u202e]|\\u00|\\n/);
});

it('of results that are long together the later ones are counted where they are done and judged, else their outcome is kept', () => {
  const merged = new MergedImages();
  const there = (name: string, status: DestinationResult['status']) =>
    destination(`eu.example.com/${name}:1`, status);
  merged.add({ image: image('a', 'promoted', [there('a', 'promoted')]), length: 8 * 1024 * 1024 });
  for (const name of ['b', 'c'])
    merged.add({ image: image(name, 'promoted', [there(name, 'promoted')]), length: 1 });
  const partial = image('d', 'partial', [there('d', 'promoted'), there('e', 'failed')]);
  merged.add({ image: partial, length: 1 });
  merged.add({ image: image('f', 'unverified', [there('f', 'promoted')]), length: 1 });
  expect(merged.counted).toBe(2);
  expect(
    merged.images.map(({ status, destinations, error }) => [status, destinations.length, error?.code]),
  ).toEqual([
    ['promoted', 1, undefined],
    ['partial', 0, 'denied'],
    ['unverified', 0, undefined],
  ]);
});

it('where the rest is counted, the whole is done or partial as all of it is', async () => {
  const padded = (name: string, status: ImageResult['status']): ImageResult => ({
    ...image(name, status),
    error: { ...errorOf('denied'), message: 'x'.repeat(9_000_000) },
  });
  const done = { ...padded('a', 'promoted') };
  const results = (second: ImageResult) => ({
    '1.json': shard(1, [done, image('b', 'promoted')]),
    '2.json': shard(2, [second]),
  });
  const good = await merged(results(image('c', 'promoted')));
  expect([good.result.status, good.exit, good.result.images.length]).toEqual(['done', 0, 0]);
  expect(good.result.warnings).toEqual([expect.stringContaining('3 more images are done')]);
  const bad = await merged(results(image('c', 'failed')));
  expect([bad.result.status, bad.exit, bad.result.images.length]).toEqual(['partial', 5, 1]);
});

it('more images that failed than memory is for are refused', () => {
  const merged = new MergedImages();
  const add = (at: number) => merged.add({ image: image(`a-${at}`, 'failed'), length: 9_000_000 });
  for (let at = 0; at < 50_000; at += 1) add(at);
  expect(() => add(50_000)).toThrow(expect.objectContaining({ code: 'content_too_large' }));
});

it('no code of a shard is without a place among the codes of the whole', () => {
  const ranked = [70, 2, 4, 3, 1, 130, 143];
  expect(Object.values(ERRORS).filter(([exit]) => !ranked.includes(exit))).toEqual([]);
});
