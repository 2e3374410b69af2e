import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { fileError } from './file-error.ts';
import { entryKind } from './folder-entries.ts';

/**
 * Makes `folder` with its parents, and in it the folder `names.join('/')`, so that what is written there stays inside:
 * nothing on the way from `folder` on may be a link. Every name is one path component that the caller has checked.
 *
 * @param mode of folders that are made; less the umask.
 *
 * @throws SealiftError with the code of `context`; `denied`, `disk_full`.
 */
export async function makeFolderInside(
  folder: string,
  names: readonly string[],
  context: ErrorContext,
  mode = 0o777,
): Promise<void> {
  for (let depth = 0; depth <= names.length; depth += 1) {
    const path = join(folder, ...names.slice(0, depth));
    const kind = depth === 0 ? undefined : await entryKind(path);
    if (kind === 'folder') continue;
    if (kind !== undefined)
      throw errorIn(context, `${names.slice(0, depth).join('/')} is a ${kind}, not a folder`);
    try {
      await mkdir(path, { recursive: true, mode });
    } catch (error) {
      throw fileError(error, 'write', path);
    }
  }
}
