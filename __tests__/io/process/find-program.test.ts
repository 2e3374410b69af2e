import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProgram, programEnv } from '../../../src/io/process/find-program.ts';
import { temporaryFolder } from '../files/folders.ts';

describe.skipIf(process.platform === 'win32')('findProgram', () => {
  async function folders(...programs: readonly string[]) {
    const folder = await temporaryFolder();
    const path = (name: string): string => join(folder, name);
    for (const name of ['a', 'b']) await mkdir(path(name));
    for (const name of programs) await writeFile(path(name), '#!/bin/sh\n', { mode: 0o755 });
    return { folder, path, PATH: `${path('a')}:${path('b')}` };
  }

  it('takes the first program of that name', async () => {
    const { path, PATH } = await folders('a/tool', 'b/tool', 'b/other');
    expect(await findProgram('tool', { PATH })).toEqual({ path: path('a/tool') });
    expect(await findProgram('other', { PATH })).toEqual({ path: path('b/other') });
    expect(await findProgram('none', { PATH })).toMatchObject({ reason: 'is not on the PATH' });
  });

  it('skips folders and files that may not be run, and returns such a file when there is no other', async () => {
    const { path, PATH } = await folders('a/tool', 'b/tool', 'a/other');
    await chmod(path('a/tool'), 0o644);
    await chmod(path('a/other'), 0o644);
    await mkdir(path('a/folder'));
    expect(await findProgram('tool', { PATH })).toEqual({ path: path('b/tool') });
    expect(await findProgram('other', { PATH })).toEqual({ path: path('a/other') });
    expect(await findProgram('folder', { PATH })).toMatchObject({ reason: 'is not on the PATH' });
  });

  it.each([
    ['behind', (here: string, PATH: string) => `${PATH}:${here}`],
    ['before', (here: string, PATH: string) => `${here}:${PATH}`],
    ['between', (here: string, PATH: string) => PATH.replace(':', `:${here}:`)],
  ])('skips a relative part of PATH %s the others, and says so', async (_, join_) => {
    const { path, PATH } = await folders('here', 'b/tool');
    const here = relative('', path(''));
    for (const part of [here, `./${here}`, `${here}/.`]) {
      const env = { PATH: join_(part, PATH) };
      expect(await findProgram('here', env)).toMatchObject({
        reason: expect.stringMatching(/is only found by \S+ of the PATH, .* not searched/),
      });
      expect(await findProgram('tool', env)).toEqual({ path: path('b/tool') });
      expect(programEnv(env)).toEqual({ PATH });
    }
  });

  it.each(['', ':', ':.', '.:', '::', '~/bin', undefined])(
    'searches /usr/bin and /bin when the PATH %j has no absolute part',
    async (PATH) => {
      const env = PATH === undefined ? {} : { PATH };
      expect(await findProgram('sh', env)).toMatchObject({ path: expect.stringMatching(/bin\/sh$/) });
      // package.json is in the folder that tests run in.
      expect(await findProgram('package.json', env)).toHaveProperty('reason');
      expect(programEnv(env)).toEqual({ PATH: '/usr/bin:/bin' });
    },
  );

  it('takes quotes as part of a name', async () => {
    const { path } = await folders('a/tool');
    await mkdir(path('"a"'));
    await writeFile(path('"a"/tool'), '#!/bin/sh\n', { mode: 0o755 });
    const env = { PATH: path('"a"') };
    expect(await findProgram('tool', env)).toEqual({ path: path('"a"/tool') });
    expect(programEnv(env)).toEqual(env);
  });

  it('accepts an absolute path and refuses a relative one', async () => {
    const { path, PATH } = await folders('a/tool');
    expect(await findProgram(path('a/tool'), {})).toEqual({ path: path('a/tool') });
    for (const name of ['./tool', 'a/tool', '../tool', '/../tool'.slice(1)])
      expect(await findProgram(name, { PATH })).toMatchObject({ reason: 'is a relative path' });
  });
});
