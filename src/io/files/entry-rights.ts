import { lstat, stat } from 'node:fs/promises';
import { errnoOf, fileError } from './file-error.ts';
import { type EntryKind, kindOf } from './folder-entries.ts';

export interface EntryRights {
  readonly kind: EntryKind;
  /** Everybody on this machine may write it; says nothing on Windows. */
  readonly worldWritable: boolean;
}

const OTHERS_WRITE = 0o002;

/** What stands at a path and who may change it; `undefined` when there is nothing. Links are followed if asked. */
export async function entryRights(
  path: string,
  { followLinks = false } = {},
): Promise<EntryRights | undefined> {
  try {
    const found = await (followLinks ? stat(path) : lstat(path));
    return { kind: kindOf(found), worldWritable: (found.mode & OTHERS_WRITE) !== 0 };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw fileError(error, 'read', path);
  }
}
