import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, fileError } from './file-error.ts';

/** In words for a message. A special file is a device, a pipe or a socket. */
export type EntryKind = 'file' | 'folder' | 'link' | 'special file';

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: EntryKind;
}

/** The kind of a `Stats` or a `Dirent`. */
export function kindOf(entry: {
  isSymbolicLink(): boolean;
  isDirectory(): boolean;
  isFile(): boolean;
}): EntryKind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'special file';
}

/** The kind of the entry at a path; `undefined` when there is none. Links are followed only with `followLinks`. */
export async function entryKind(path: string, { followLinks = false } = {}): Promise<EntryKind | undefined> {
  try {
    return kindOf(await (followLinks ? stat(path) : lstat(path)));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw fileError(error, 'read', path);
  }
}

/** The entries of a folder by name, sorted, links not followed. */
export async function folderEntries(path: string): Promise<FolderEntry[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, path: join(path, entry.name), kind: kindOf(entry) }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw fileError(error, 'read', path);
  }
}
