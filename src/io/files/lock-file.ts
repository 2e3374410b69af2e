import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { errnoOf, fileError } from './file-error.ts';
import { type Holder, parseHolder } from './lock-holder.ts';
import { isBusy } from './store-file.ts';

const HOLDER_LIMIT = 4096;

/** A lock file as it was read. */
export interface Found {
  readonly holder: Holder | undefined;
  /** Time of the last write in milliseconds, by the clock of the file system. */
  readonly written: number;
  /** A text that differs after every write and for every holder. */
  readonly state: string;
}

/** @throws SealiftError `file_unreadable` for a folder, which is no lock and is never removed. */
export async function readLock(path: string): Promise<Found | undefined> {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) {
      const shown = printable(path, 600);
      throw new SealiftError('file_unreadable', `cannot lock: ${shown} is a folder, and has to be a file`, {
        hint: `Remove it, or move it away: ${shown}`,
      });
    }
    const readable = found.isFile() && found.size <= HOLDER_LIMIT;
    const holder = readable ? parseHolder(await readFile(path, 'utf8')) : undefined;
    return { holder, written: found.mtimeMs, state: `${found.ino} ${found.mtimeMs} ${holder?.token}` };
  } catch (error) {
    // ESTALE means that a file server no longer has the file.
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ESTALE') return undefined;
    throw fileError(error, 'read', path);
  }
}

/** Creates a lock file with `text` and returns it open; `undefined` when there is one already. */
export async function createLock(path: string, text: string): Promise<FileHandle | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx');
    await file.writeFile(text);
    return file;
  } catch (error) {
    await file?.close();
    if (file) await rm(path, { force: true });
    // Windows refuses with these errors while a file of the same name is being removed.
    if (!file && (errnoOf(error) === 'EEXIST' || isBusy(error))) return undefined;
    throw fileError(error, 'write', path);
  }
}

/** The time by the clock of the file system of `path`, which may be a server's. */
export async function timeBeside(path: string): Promise<number> {
  const beside = join(dirname(path), `.sealift-${randomBytes(8).toString('hex')}.tmp`);
  const file = await createLock(beside, '.');
  try {
    return (await (file ?? (await open(path))).stat()).mtimeMs;
  } finally {
    await file?.close();
    await rm(beside, { force: true });
  }
}
