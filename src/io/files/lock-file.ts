import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { errnoOf, fileError } from './file-error.ts';
import { type Holder, parseHolder } from './lock-holder.ts';
import { isBusy } from './store-file.ts';

const HOLDER_LIMIT = 4096;

/** A lock file as it was found. */
export interface Found {
  readonly holder: Holder | undefined;
  /** Milliseconds, by the clock of the file system. */
  readonly written: number;
  /** Changes with every beat and with every holder. */
  readonly state: string;
}

/** @throws SealiftError `file_unreadable` for a folder, which no holder made and nobody removes unasked. */
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
    // A file server may have forgotten what it was just asked for.
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ESTALE') return undefined;
    throw fileError(error, 'read', path);
  }
}

/** A new file with `text`, open; `undefined` when it is there already. */
export async function createLock(path: string, text: string): Promise<FileHandle | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx');
    await file.writeFile(text);
    return file;
  } catch (error) {
    await file?.close();
    if (file) await rm(path, { force: true });
    // On Windows a file that is just being removed is neither there nor not there.
    if (!file && (errnoOf(error) === 'EEXIST' || isBusy(error))) return undefined;
    throw fileError(error, 'write', path);
  }
}

/** What time it is for the file system of `path`, which may be a server's with a clock of its own. */
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
