import { type FileHandle, open, stat } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { fileError } from './file-error.ts';
import { readPipe } from './read-pipe.ts';

/**
 * A small file that the user named, whole; links are followed.
 *
 * @param what names the file's role in errors: `key`, `trust policy`.
 * @param shown names it in errors; the path, unless that may be something else.
 * @throws SealiftError `file_not_found`, `file_unreadable`, or `content_too_large` over `limit` bytes.
 */
export async function readFile(
  path: string,
  limit: number,
  what: string,
  shown: string = quotable(path, 600),
): Promise<Uint8Array> {
  const within = (bytes: Uint8Array): Uint8Array => {
    if (bytes.length <= limit) return bytes;
    throw new SealiftError('content_too_large', `the ${what} ${shown} has over ${limit} bytes`, {
      hint: 'Check that this is the file you meant.',
    });
  };
  // No `await using`: the oldest Node of `engines` does not know it.
  let handle: FileHandle | undefined;
  try {
    // A worker that ends closes every descriptor that it opened. One that a socket has closed may be another file's by then.
    const isPipe = isMainThread && (await stat(path)).isFIFO();
    if (isPipe) return within(await readPipe(path, limit + 1));
    handle = await open(path, 'r');
    const found = await handle.stat();
    if (found.isDirectory())
      throw new SealiftError('file_unreadable', `the ${what} ${shown} is a folder, not a file`);
    // The size of a pipe or device tells nothing, so one byte more than the limit is read, and no more.
    const buffer = new Uint8Array(Math.min(found.isFile() ? found.size : limit, limit) + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return within(buffer.subarray(0, length));
  } catch (error) {
    const refused = fileError(error, 'read', path, shown);
    if (refused instanceof SealiftError && refused.code === 'file_not_found') {
      const needs = { kind: 'file', path: shown } as const;
      throw new SealiftError('file_not_found', `there is no ${what} at ${shown}`, { cause: error, needs });
    }
    throw refused;
  } finally {
    await handle?.close();
  }
}
