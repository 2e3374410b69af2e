import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { addAbortSignal } from 'node:stream';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { errnoOf, fileError } from './file-error.ts';
import { entryKind } from './folder-entries.ts';

/** Bytes read at a time from a file that is streamed. */
const CHUNK = 256 * 1024;

/** A regular file that was opened without following a link. To be closed, or streamed to its end. */
export class InsideFile {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #path: string;

  constructor(handle: FileHandle, size: number, path: string) {
    this.#handle = handle;
    this.size = size;
    this.#path = path;
  }

  /** The whole content when it has at most `limit` bytes, else `undefined`. Closes the file. */
  async bytes(limit: number): Promise<Uint8Array | undefined> {
    try {
      if (this.size > limit) return undefined;
      const buffer = new Uint8Array(this.size + 1);
      let length = 0;
      while (length < buffer.length) {
        const { bytesRead } = await this.#handle.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return length > limit ? undefined : buffer.subarray(0, length);
    } catch (error) {
      throw fileError(error, 'read', this.#path);
    } finally {
      await this.close();
    }
  }

  /** The content from `offset` on. The stream closes the file. */
  stream(offset: number, signal: AbortSignal): Readable {
    const stream = this.#handle.createReadStream({ start: offset, highWaterMark: CHUNK });
    return addAbortSignal(signal, stream);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/**
 * Opens the regular file `names.join('/')` inside `folder`. Every name is one path component that the caller has checked;
 * `folder` itself may be reached through links, since the user named it. `undefined` when the file is not there.
 *
 * @throws SealiftError with the code of `context` for links, folders and devices; `denied`, `file_unreadable`.
 */
export async function openInside(
  folder: string,
  names: readonly string[],
  context: ErrorContext,
): Promise<InsideFile | undefined> {
  for (let depth = 1; depth <= names.length; depth += 1) {
    const wanted = depth === names.length ? 'file' : 'folder';
    const kind = await entryKind(join(folder, ...names.slice(0, depth)));
    if (kind === undefined) return undefined;
    if (kind !== wanted)
      throw errorIn(context, `${names.slice(0, depth).join('/')} is a ${kind}, not a ${wanted}`);
  }
  const path = join(folder, ...names);
  try {
    const handle = await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const found = await handle.stat();
    if (found.isFile()) return new InsideFile(handle, found.size, path);
    await handle.close();
    throw errorIn(context, `${names.join('/')} is not a file`);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    if (errnoOf(error) === 'ELOOP') throw errorIn(context, `${names.join('/')} is a link, not a file`);
    throw fileError(error, 'read', path);
  }
}
