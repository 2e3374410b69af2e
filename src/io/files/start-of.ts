import { constants, type FileHandle, open } from 'node:fs/promises';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { errnoOf, fileError } from './file-error.ts';

/**
 * The first bytes of a file, at most `length`; `undefined` where there is none.
 *
 * @throws SealiftError `file_exists` for what is no regular file; `denied`, `file_unreadable`.
 */
export async function startOf(path: string, length: number): Promise<Uint8Array | undefined> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK the opening of a named pipe waits for its other end (POSIX, open); Windows has no such flag.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!(await handle.stat()).isFile())
      throw new SealiftError(
        'file_exists',
        `${quotable(path, 600)} is there already, and is no regular file`,
      );
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw fileError(error, 'read', path);
  } finally {
    await handle?.close();
  }
}
