import { constants, type FileHandle, open } from 'node:fs/promises';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { fileError } from './file-error.ts';

/**
 * Refuses what is no regular file, such as a named pipe, which nobody may ever write to or read. Where nothing is at `path` there is
 * nothing to refuse.
 *
 * @throws SealiftError `file_unreadable`.
 */
export async function checkRegular(path: string, what: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK the opening of a pipe waits for its other end (POSIX, open). Windows has no such flag, and no such pipes.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await handle.stat()).isFile()) return;
  } catch (error) {
    const refused = fileError(error, 'read', path);
    if (refused instanceof SealiftError && refused.code === 'file_not_found') return;
    throw refused;
  } finally {
    await handle?.close();
  }
  throw new SealiftError('file_unreadable', `the ${what} ${quotable(path, 300)} is no regular file`, {
    hint: 'Name a file.',
  });
}
