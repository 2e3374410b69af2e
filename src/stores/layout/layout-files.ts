import type { Readable, Writable } from 'node:stream';

/** One regular file of a layout, open. To be closed, or read to its end. */
export interface LayoutFile {
  readonly size: number;
  /** The whole content when it has at most `limit` bytes, else `undefined`. Closes the file. */
  bytes(limit: number): Promise<Uint8Array | undefined>;
  /** The content from `offset` on. The stream closes the file. */
  stream(offset: number, signal: AbortSignal): Readable;
  close(): Promise<void>;
}

/** The files of one image layout, in a folder or in a tar. Each name is one path component that the caller has checked. */
export interface LayoutFiles {
  /**
   * `undefined` when the file is not there.
   *
   * @throws SealiftError for what is no regular file.
   */
  open(names: readonly string[]): Promise<LayoutFile | undefined>;
  /** Writes a file of `size` bytes, so that its name only ever stands for the whole content. */
  put(names: readonly string[], size: number, write: (sink: Writable) => Promise<void>): Promise<void>;
}
