import { chmod, link, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkNew, writeNew } from '../../../src/io/files/write-new.ts';
import { temporaryFolder } from './folders.ts';

it('writeNew writes a file that is not there, and leaves nothing else', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'leaf.pem');
  await checkNew(path);
  await writeNew(path, 'content');
  expect(await readFile(path, 'utf8')).toBe('content');
  expect(await readdir(folder)).toEqual(['leaf.pem']);
});

it('writeNew keeps an existing file, also one that was made after the check', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'leaf.pem');
  await checkNew(path);
  await writeFile(path, 'old');
  await expect(checkNew(path)).rejects.toMatchObject({ code: 'file_exists', exitCode: 2 });
  await expect(writeNew(path, 'new')).rejects.toMatchObject({ code: 'file_exists' });
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['leaf.pem']);
});

it('writeNew writes through no link, and over no folder', async () => {
  const folder = await temporaryFolder();
  await symlink(join(folder, 'elsewhere'), join(folder, 'dangling'));
  await writeFile(join(folder, 'file'), 'old');
  await link(join(folder, 'file'), join(folder, 'twin'));
  for (const name of ['dangling', 'twin', '.']) {
    await expect(checkNew(join(folder, name))).rejects.toMatchObject({ code: 'file_exists' });
    await expect(writeNew(join(folder, name), 'new')).rejects.toMatchObject({ code: 'file_exists' });
  }
  expect((await readdir(folder)).toSorted()).toEqual(['dangling', 'file', 'twin']);
});

it('checkNew names a folder that is missing, is a file, or cannot be written to', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(checkNew(join(folder, 'no', 'leaf.pem'))).rejects.toMatchObject({
    code: 'file_not_found',
    message: expect.stringMatching(/cannot write .*no: it is not there/),
  });
  await expect(checkNew(join(folder, 'file', 'leaf.pem'))).rejects.toMatchObject({ code: 'file_not_found' });
  await expect(writeNew(join(folder, 'no', 'leaf.pem'), 'x')).rejects.toMatchObject({
    code: 'file_not_found',
    message: expect.stringContaining('leaf.pem'),
  });
  if (process.platform === 'win32' || process.getuid?.() === 0) return;
  await chmod(folder, 0o500);
  await expect(checkNew(join(folder, 'leaf.pem'))).rejects.toMatchObject({ code: 'denied', exitCode: 4 });
  await chmod(folder, 0o700);
});
