import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { addAbortSignal, Readable } from 'node:stream';
import { errnoOf, fileError } from './file-error.ts';
import { type EntryKind, kindOf } from './folder-entries.ts';

/** Bytes read at a time from a range that is streamed. */
const CHUNK = 1024 * 1024;

/** What tells one state of a file from another: a write gives it another time, and a rename over it another number. */
interface FileState {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

const same = (a: FileState, b: FileState): boolean =>
  a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;

/** A regular file that is read by ranges, as it was when it was opened. To be closed. */
export class RangedFile {
  /** Without links, so that a rename to it replaces the file and not a link. */
  readonly path: string;
  readonly size: number;
  /** The rights, as `open` takes them. */
  readonly mode: number;
  readonly #handle: FileHandle;
  readonly #state: FileState;

  private constructor(path: string, handle: FileHandle, state: FileState & { readonly mode: bigint }) {
    this.path = path;
    this.#handle = handle;
    this.#state = state;
    this.size = Number(state.size);
    this.mode = Number(state.mode & 0o777n);
  }

  /**
   * Opens a file; links are followed. Resolves to the kind of what is no regular file, such as a folder or a pipe, and to
   * `undefined` where nothing is.
   */
  static async open(path: string): Promise<RangedFile | Exclude<EntryKind, 'file'> | undefined> {
    let handle: FileHandle | undefined;
    try {
      // Without O_NONBLOCK the opening of a pipe waits for its other end (POSIX, open).
      handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const state = await handle.stat({ bigint: true });
      const kind = kindOf(state);
      if (kind === 'file') return new RangedFile(await realpath(path), handle, state);
      await handle.close();
      return kind;
    } catch (error) {
      await handle?.close().catch(() => {});
      const errno = errnoOf(error);
      if (errno === 'ENOENT' || errno === 'ENOTDIR') return undefined;
      // A socket cannot be opened at all.
      if (errno === 'ENXIO') return 'special file';
      if (errno === 'EISDIR') return 'folder';
      throw fileError(error, 'read', path);
    }
  }

  /** Up to `length` bytes from `position` on; fewer at the end of the file. */
  async read(position: number, length: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(length);
    let filled = 0;
    try {
      while (filled < length) {
        const { bytesRead } = await this.#handle.read(buffer, filled, length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (error) {
      throw fileError(error, 'read', this.path);
    }
    return buffer.subarray(0, filled);
  }

  /** The bytes from `start` up to `end`, in chunks that are read when they are asked for. */
  async *chunks(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const chunk = await this.read(at, Math.min(CHUNK, end - at));
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  }

  /** The bytes from `start` up to `end`. The stream leaves the file open. */
  stream(start: number, end: number, signal: AbortSignal): Readable {
    return addAbortSignal(signal, Readable.from(this.chunks(start, end), { objectMode: false }));
  }

  /** Whether nobody has written to the file since it was opened. */
  async isUnchanged(): Promise<boolean> {
    try {
      return same(this.#state, await this.#handle.stat({ bigint: true }));
    } catch (error) {
      throw fileError(error, 'read', this.path);
    }
  }

  /** Whether its path still leads to the file as it was opened; `undefined` where nothing is there any more. */
  async isThere(): Promise<boolean | undefined> {
    try {
      return same(this.#state, await stat(this.path, { bigint: true }));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
      throw fileError(error, 'read', this.path);
    }
  }

  /** A second call does nothing. */
  close(): Promise<void> {
    return this.#handle.close();
  }
}
