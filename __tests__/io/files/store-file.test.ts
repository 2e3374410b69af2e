import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { copyFolder } from '../../../src/io/files/copy-folder.ts';
import { fileError } from '../../../src/io/files/file-error.ts';
import { listFolder } from '../../../src/io/files/list-folder.ts';
import { storeFile } from '../../../src/io/files/store-file.ts';
import { writeAtomic } from '../../../src/io/files/write-atomic.ts';
import { temporaryFolder } from './folders.ts';

describe('storeFile and writeAtomic', () => {
  it('write a file with its folder, replace it whole, and give it the mode that was asked for', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a', 'b', 'key.pem');
    await writeAtomic(path, 'first', 0o600);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeAtomic(path, 'second');
    expect(await readFile(path, 'utf8')).toBe('second');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['key.pem']);
  });

  it('keep the old content when writing fails, and leave nothing unfinished', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file');
    await writeFile(path, 'old');
    const failing = storeFile(path, (sink) =>
      pipeline(
        Readable.from(
          (async function* () {
            yield Buffer.from('new');
            throw new Error('the line is dead');
          })(),
        ),
        sink,
      ),
    );
    await expect(failing).rejects.toThrow('the line is dead');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('write content that is larger than any buffer', async () => {
    const path = join(await temporaryFolder(), 'large');
    const chunks = Array.from({ length: 40 }, (_, at) => Buffer.alloc(100_000, at));
    await storeFile(path, (sink) => pipeline(Readable.from(chunks), sink));
    expect((await readFile(path)).equals(Buffer.concat(chunks))).toBe(true);
  });

  it('refuse to write over a folder, and leave nothing behind', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writeAtomic(join(folder, 'taken'), 'x')).rejects.toMatchObject({ name: 'SealiftError' });
    expect((await readdir(folder)).toSorted()).toEqual(['taken']);
  });
});

describe('fileError', () => {
  const failure = (code: string): Error => Object.assign(new Error(code), { code });

  it.each([
    ['ENOSPC', 'write', 'disk_full', 3],
    ['EDQUOT', 'write', 'disk_full', 3],
    ['EACCES', 'write', 'denied', 4],
    ['EROFS', 'write', 'denied', 4],
    ['EACCES', 'read', 'file_unreadable', 2],
    ['ENOENT', 'read', 'file_not_found', 2],
  ] as const)('turns %s of a %s into %s', (errno, doing, code, exitCode) => {
    expect(fileError(failure(errno), doing, 'a\nb')).toMatchObject({ code, exitCode });
    expect((fileError(failure(errno), doing, 'a\nb') as Error).message).not.toContain('\n');
  });

  it('returns an error that is not of the operating system unchanged', () => {
    const own = new Error('own');
    expect(fileError(own, 'read', 'x')).toBe(own);
    const node = failure('ERR_INVALID_ARG_TYPE');
    expect(fileError(node, 'read', 'x')).toBe(node);
  });
});

describe('listFolder and copyFolder', () => {
  it('list a folder, and tell a missing one from a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'b'), '');
    await writeFile(join(folder, 'a'), '');
    expect(await listFolder(folder)).toEqual(['a', 'b']);
    expect(await listFolder(join(folder, 'c'))).toBe('absent');
    expect(await listFolder(join(folder, 'a'))).toBe('file');
  });

  it('copy a folder whole, and never over another one', async () => {
    const folder = await temporaryFolder();
    await writeAtomic(join(folder, 'from', 'x', 'y'), 'z');
    await copyFolder(join(folder, 'from'), join(folder, 'to', 'here'));
    expect(await readFile(join(folder, 'to', 'here', 'x', 'y'), 'utf8')).toBe('z');
    await expect(copyFolder(join(folder, 'from'), join(folder, 'to', 'here'))).rejects.toThrow();
  });
});
