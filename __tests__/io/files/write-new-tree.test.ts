import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type NewTree, writeNewTree } from '../../../src/io/files/write-new-tree.ts';
import { never } from '../../support/tools.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-tree-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const tree = (...paths: string[]): NewTree => ({
  folder: join(folder, 'made', 'here'),
  files: paths.map((path) => ({ names: path.split('/'), text: path })),
  free: [],
});
const all = async () => (await readdir(folder, { recursive: true })).toSorted();

it('a tree is written with the folders that it needs', async () => {
  await writeNewTree(tree('a/b/c', 'a/d', 'e'), never);
  expect(await readFile(join(folder, 'made/here/a/b/c'), 'utf8')).toBe('a/b/c');
  expect(await all()).toEqual([
    'made',
    'made/here',
    'made/here/a',
    'made/here/a/b',
    'made/here/a/b/c',
    'made/here/a/d',
    'made/here/e',
  ]);
});

it('a tree whose last file cannot be written leaves nothing, nor the folders made for it', async () => {
  // The name of the last file is the folder of the first one.
  await expect(writeNewTree(tree('a/b', 'c/d', 'a'), never)).rejects.toMatchObject({ code: 'file_exists' });
  expect(await all()).toEqual([]);
});

it('a tree that fails leaves the folders that were there', async () => {
  await mkdir(join(folder, 'made/here/c'), { recursive: true });
  await writeFile(join(folder, 'made/kept'), 'kept');
  await expect(writeNewTree(tree('a/b', 'c/d', 'a'), never)).rejects.toMatchObject({ code: 'file_exists' });
  expect(await all()).toEqual(['made', 'made/here', 'made/here/c', 'made/kept']);
});

it('a run that is told to end leaves nothing', async () => {
  await expect(writeNewTree(tree('a/b', 'c'), AbortSignal.abort(new Error('ended')))).rejects.toThrow(
    'ended',
  );
  expect(await all()).toEqual([]);
});

it('of two writers of one tree at the same time one writes it whole, and the other nothing', async () => {
  for (let round = 0; round < 10; round += 1) {
    const ends = await Promise.allSettled([
      writeNewTree(tree('a/b', 'c'), never),
      writeNewTree(tree('a/b', 'c'), never),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await all()).toEqual(['made', 'made/here', 'made/here/a', 'made/here/a/b', 'made/here/c']);
    await rm(join(folder, 'made'), { recursive: true });
  }
});
