import { readdir } from 'node:fs/promises';
import { errnoOf, fileError } from './file-error.ts';

/** The names in a folder; `absent` when it does not exist, and `file` when a file has its name. */
export async function listFolder(path: string): Promise<readonly string[] | 'absent' | 'file'> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'absent';
    if (errnoOf(error) === 'ENOTDIR') return 'file';
    throw fileError(error, 'read', path);
  }
}
