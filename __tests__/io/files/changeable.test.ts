import { chmod, chown, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeableByOthers } from '../../../src/io/files/changeable.ts';
import { temporaryFolder } from './folders.ts';

const me = process.geteuid?.() ?? -1;
const stranger = 54_321;

describe.skipIf(process.platform === 'win32')('changeableByOthers', () => {
  /** `FOLDER/a/b/file`, which nobody else may change. */
  async function place() {
    const folder = await temporaryFolder();
    const path = (...names: string[]): string => join(folder, ...names);
    await mkdir(path('a', 'b'), { recursive: true, mode: 0o755 });
    await writeFile(path('a', 'b', 'file'), 'x', { mode: 0o644 });
    return { folder, path, file: path('a', 'b', 'file') };
  }

  it('accepts what root and the user alone may change, also in a sticky folder', async () => {
    const { path, file } = await place();
    expect(await changeableByOthers(file)).toBeUndefined();
    await chmod(path('a'), 0o1777);
    expect(await changeableByOthers(file)).toBeUndefined();
  });

  it('accepts a path that does not exist', async () => {
    const { path } = await place();
    expect(await changeableByOthers(path('a', 'none', 'file'))).toBeUndefined();
    expect(await changeableByOthers(path('a', 'b', 'file', 'x'))).toBeUndefined();
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['a file that the world may write', ['a', 'b', 'file'], 0o646, /every user/],
    ['a file that the group may write', ['a', 'b', 'file'], 0o664, /its group \(\d+\)/],
    ['a sticky file', ['a', 'b', 'file'], 0o1666, /every user/],
    ['its folder', ['a', 'b'], 0o777, /every user/],
    ['the folder of its folder', ['a'], 0o775, /its group/],
    ['the first folder', [], 0o703, /every user/],
  ])('names %s, with the command that mends it', async (_, names, mode, reason) => {
    const { path, file } = await place();
    await chmod(path(...names), mode);
    expect(await changeableByOthers(file)).toMatchObject({
      path: path(...names),
      reason: expect.stringMatching(reason),
      remedy: expect.stringContaining(`chmod go-w ${path(...names)}`),
    });
  });

  it('names one command for all paths that others may write', async () => {
    const { path, file } = await place();
    for (const names of [['a'], ['a', 'b'], ['a', 'b', 'file']]) await chmod(path(...names), 0o775);
    expect(await changeableByOthers(file)).toMatchObject({
      path: path('a'),
      remedy: `Take that right away: chmod go-w ${path('a')} ${path('a', 'b')} ${file}`,
    });
  });

  it('names the first part that another user owns', async () => {
    const { folder, path, file } = await place();
    if (me === 0) await chown(path('a', 'b'), stranger, stranger);
    const owner = me === 0 ? stranger : me;
    const found = await changeableByOthers(file, me === 0 ? me : stranger);
    expect(found).toMatchObject({
      reason: expect.stringContaining(`belongs to the user ${owner}`),
      remedy: expect.stringMatching(/chown \d+ /),
    });
    expect((me === 0 ? path('a', 'b') : folder).startsWith(found!.path)).toBe(true);
  });

  it('accepts what root owns, whichever user asks', async () => {
    expect(await changeableByOthers('/', stranger)).toBeUndefined();
  });

  it('follows links, and checks the path to their target', async () => {
    const { path, file } = await place();
    await mkdir(path('c'), { mode: 0o755 });
    await symlink('../a', path('c', 'link'));
    await symlink(path('c', 'link', 'b'), path('c', 'other'));
    const linked = path('c', 'other', 'file');
    expect(await changeableByOthers(linked)).toBeUndefined();
    await chmod(path('a'), 0o777);
    expect(await changeableByOthers(linked)).toMatchObject({ path: path('a') });
    await chmod(path('a'), 0o755);
    await chmod(path('c'), 0o777);
    expect(await changeableByOthers(linked)).toMatchObject({ path: path('c') });
    expect(await changeableByOthers(file)).toBeUndefined();
  });

  it('names a link that leads to itself', async () => {
    const { path } = await place();
    await symlink('loop', path('loop'));
    expect(await changeableByOthers(path('loop', 'x'))).toMatchObject({
      reason: expect.stringContaining('links'),
    });
  });
});
