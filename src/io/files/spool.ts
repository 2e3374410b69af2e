import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addAbortSignal, Readable, Writable } from 'node:stream';
import { lazyRetried } from '../../async/lazy.ts';
import { fileError } from './file-error.ts';

const CHUNK = 1024 * 1024;

/** A range of a {@link Spool}. */
export interface SpoolRange {
  readonly start: number;
  readonly size: number;
}

/**
 * A temporary file that keeps contents until they find their place. Each has a range of its own, so that several are written
 * at the same time. The file has no name while it is used, where the system allows that, so that a killed run leaves nothing.
 */
export class Spool {
  readonly #target: string;
  readonly #path: string;
  #handle: FileHandle | undefined;
  #end = 0;
  readonly #open = lazyRetried(async (): Promise<FileHandle> => {
    await mkdir(dirname(this.#path), { recursive: true });
    this.#handle = await open(this.#path, 'wx+', 0o600);
    // Windows keeps the name until the file is closed.
    await rm(this.#path, { force: true }).catch(() => {});
    return this.#handle;
  });

  /** @param target what the contents are for: the file is made in its folder by the first write, and errors name it. */
  constructor(target: string) {
    this.#target = target;
    this.#path = join(dirname(target), `.sealift-${randomBytes(8).toString('hex')}.tmp`);
  }

  /** Keeps `size` bytes, which `write` has to write exactly. */
  async keep(size: number, write: (sink: Writable) => Promise<void>): Promise<SpoolRange> {
    try {
      const handle = await this.#open(new AbortController().signal);
      const start = this.#end;
      this.#end += size;
      await write(sinkTo(handle, start));
      return { start, size };
    } catch (error) {
      throw fileError(error, 'write', this.#target);
    }
  }

  /** The bytes of a range from `offset` on. */
  async *chunks({ start, size }: SpoolRange, offset = 0): AsyncGenerator<Uint8Array> {
    const end = start + size;
    for (let at = start + offset; at < end; ) {
      const chunk = new Uint8Array(Math.min(CHUNK, end - at));
      const { bytesRead } = await this.#read(chunk, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  }

  stream(range: SpoolRange, offset: number, signal: AbortSignal): Readable {
    return addAbortSignal(signal, Readable.from(this.chunks(range, offset), { objectMode: false }));
  }

  async #read(chunk: Uint8Array, position: number): Promise<{ readonly bytesRead: number }> {
    try {
      return (await this.#handle?.read(chunk, 0, chunk.length, position)) ?? { bytesRead: 0 };
    } catch (error) {
      throw fileError(error, 'read', this.#target);
    }
  }

  /** Removes the file. A second call does nothing. */
  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    await rm(this.#path, { force: true }).catch(() => {});
  }
}

/** A stream to a position of the file. It leaves the file open. */
function sinkTo(handle: FileHandle, start: number): Writable {
  let at = start;
  const write = async (chunk: Uint8Array): Promise<void> => {
    for (let done = 0; done < chunk.length; ) {
      const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, at);
      done += bytesWritten;
      at += bytesWritten;
    }
  };
  return new Writable({
    write(chunk: Uint8Array, _encoding, callback) {
      write(chunk).then(() => callback(), callback);
    },
  });
}
