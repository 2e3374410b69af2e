import { randomBytes } from 'node:crypto';
import { access, constants, copyFile, link, lstat, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { errnoOf, fileError } from './file-error.ts';

function taken(path: string, cause?: unknown): SealiftError {
  return new SealiftError('file_exists', `${quotable(path, 600)} is there already`, { cause });
}

/**
 * Whether {@link writeNew} can write `path`, as far as that can be known before: nothing is there, and its folder can be
 * written to.
 *
 * @throws SealiftError `file_exists`, `file_not_found` or `denied`.
 */
export async function checkNew(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw fileError(error, 'write', path);
  });
  if (found) throw taken(path);
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw fileError(error, 'write', folder);
  });
}

/** Gives the file its name unless the name is taken; without hard links it makes an exclusive copy. */
async function nameOnce(unfinished: string, path: string): Promise<void> {
  try {
    await link(unfinished, path);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw error;
    await copyFile(unfinished, path, constants.COPYFILE_EXCL);
  }
}

/**
 * Writes a file that is not there yet. Its name only ever stands for the whole content, and an existing file stays as it is.
 *
 * @param mode the rights of the file, which it has from its first byte on.
 * @throws SealiftError `file_exists`, or of the file system.
 */
export async function writeNew(path: string, text: string, mode = 0o666): Promise<void> {
  const unfinished = join(dirname(path), `.sealift-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await open(unfinished, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await nameOnce(unfinished, path);
  } catch (error) {
    throw errnoOf(error) === 'EEXIST' ? taken(path, error) : fileError(error, 'write', path);
  } finally {
    await rm(unfinished, { force: true }).catch(() => {});
  }
}
