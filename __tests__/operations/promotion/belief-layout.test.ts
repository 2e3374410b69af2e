import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { type PromoteChange, promote, sign } from '../support.ts';

const built = image({ layerSize: 500 });

/** A signed image that was promoted into a layout, and the file of one of its layers there. */
async function promoted(root = built) {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-belief-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const source = new MemoryStore('dev.test/team/app');
  await push(source, root, '1');
  await sign(source);
  const path = join(folder, 'layout');
  const run = async (change: PromoteChange = {}) =>
    promote(source, await openLayoutStore({ path, create: true }), change);
  expect(await run()).toMatchObject({ status: 'promoted', error: null });
  const layer = built.blobs[1]!;
  const file = join(path, 'blobs', ...layer.descriptor.digest.split(':'));
  const isWhole = async () => Buffer.compare(await readFile(file), layer.bytes) === 0;
  return { run, file, isWhole };
}

it('a layout that lost a layer, or half of it, is mended on the way to a new tag', async () => {
  for (const damage of [
    (file: string) => rm(file),
    (file: string) => writeFile(file, built.blobs[1]!.bytes.subarray(0, 9)),
  ]) {
    const { run, file, isWhole } = await promoted();
    await damage(file);
    const result = await run({ tags: ['2'] });
    expect(result).toMatchObject({ status: 'promoted', error: null });
    expect(result.destinations[0]).toMatchObject({ deep: true, copied: 1 });
    expect(await isWhole()).toBe(true);
  }
});

it('a layout whose layer is gone or changed is believed by a repeat, and mended by a deep one', async () => {
  for (const damage of [(file: string) => rm(file), (file: string) => writeFile(file, Buffer.alloc(500))])
    for (const root of [built, index([built, image({ seed: 'b' })])]) {
      const { run, file, isWhole } = await promoted(root);
      await damage(file);
      expect(await run()).toMatchObject({ status: 'unchanged' });
      const deep = await run({ deep: true });
      expect(deep).toMatchObject({ status: 'promoted', error: null });
      expect(deep.destinations[0]).toMatchObject({ deep: true, copied: 1 });
      expect(await isWhole()).toBe(true);
      expect(await run({ deep: true })).toMatchObject({ status: 'unchanged' });
    }
});
