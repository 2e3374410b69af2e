import { readdir } from 'node:fs/promises';
import { errnoOf, fileError } from './file-error.ts';

/** The names in a folder, or why there are none: nothing stands there, or a file does. */
export async function listFolder(path: string): Promise<readonly string[] | 'absent' | 'file'> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'absent';
    if (errnoOf(error) === 'ENOTDIR') return 'file';
    throw fileError(error, 'read', path);
  }
}
