import { lstat, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { errnoOf, fileError } from './file-error.ts';
import { entryKind } from './folder-entries.ts';
import { writeNew } from './write-new.ts';

/** Files that are not there yet, by the names on the way from the folder to each. Names are path components that the caller checked. */
export interface NewTree {
  readonly folder: string;
  readonly files: readonly { readonly names: readonly string[]; readonly text: string }[];
  /** Places in which nothing may be: folders that are to hold the new files alone, and other names of the files. */
  readonly free: readonly (readonly string[])[];
}

function taken(path: string, kind: string): SealiftError {
  return new SealiftError('file_exists', `${quotable(path, 600)} is there already (${kind})`);
}

/** The folders between the folder of the tree and its files, each before what is in it. */
function foldersOf({ folder, files }: NewTree): readonly string[] {
  const all = files.flatMap(({ names }) =>
    names.slice(0, -1).map((_, at) => join(folder, ...names.slice(0, at + 1))),
  );
  return [...new Set(all)];
}

/**
 * Whether {@link writeNewTree} can write, as far as that can be known before.
 *
 * @throws SealiftError `file_exists`, naming what is in the way.
 */
export async function checkNewTree(tree: NewTree): Promise<void> {
  const places = [...tree.free, ...tree.files.map(({ names }) => names)];
  for (const path of places.map((names) => join(tree.folder, ...names))) {
    const kind = await entryKind(path);
    if (kind !== undefined) throw taken(path, kind);
  }
  for (const path of foldersOf(tree)) {
    const kind = await entryKind(path);
    // What is written through a link would be somewhere else.
    if (kind !== undefined && kind !== 'folder') throw taken(path, kind);
  }
}

/** The folders of a path that are not there, the highest first. */
async function absentFolders(path: string): Promise<readonly string[]> {
  const absent: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = await lstat(at).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw fileError(error, 'write', at);
    });
    if (found) return absent;
    absent.unshift(at);
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    throw errnoOf(error) === 'EEXIST' ? taken(path, 'made just now') : fileError(error, 'write', path);
  }
}

/**
 * Writes all files of a tree, or none: what was written is removed when one of them fails, with the folders made for it. An
 * existing file stays as it is. The files are written in order.
 *
 * @throws SealiftError `file_exists`, or of the file system.
 */
export async function writeNewTree(tree: NewTree, signal: AbortSignal): Promise<void> {
  await checkNewTree(tree);
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const folder of [tree.folder, ...foldersOf(tree)]) {
      for (const absent of await absentFolders(folder)) {
        await makeFolder(absent);
        undo.push(() => rmdir(absent));
      }
    }
    for (const { names, text } of tree.files) {
      signal.throwIfAborted();
      const path = join(tree.folder, ...names);
      await writeNew(path, text);
      undo.push(() => rm(path, { force: true }));
    }
    signal.throwIfAborted();
  } catch (error) {
    // A folder that somebody else has put something into stays.
    for (const step of undo.toReversed()) await step().catch(() => {});
    throw error;
  }
}
