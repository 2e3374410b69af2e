import { Buffer } from 'node:buffer';
import type { Writable } from 'node:stream';
import { Spool, type SpoolRange } from '../../io/files/spool.ts';
import type { LayoutFile, LayoutFiles } from '../layout/layout-files.ts';
import type { Archive } from './archive.ts';
import type { TarFile } from './tar/write-tar.ts';

/** The files of an archive, and those that were put since. What was put is held back in a temporary file beside the archive. */
export class ArchiveFiles implements LayoutFiles {
  /** The archive as it is on the disk; `undefined` when there is none. */
  base: Archive | undefined;
  readonly #added = new Map<string, SpoolRange>();
  readonly #spool: Spool;

  constructor(path: string, base: Archive | undefined) {
    this.base = base;
    this.#spool = new Spool(path);
  }

  /** The names of the files that are held back. */
  get added(): readonly string[] {
    return [...this.#added.keys()];
  }

  /** Bytes of a file that is held back. */
  sizeOf(name: string): number | undefined {
    return this.#added.get(name)?.size;
  }

  async open(names: readonly string[]): Promise<LayoutFile | undefined> {
    const name = names.join('/');
    const range = this.#added.get(name);
    return range ? this.#held(range) : this.base?.open(name);
  }

  #held(range: SpoolRange): LayoutFile {
    const { size } = range;
    return {
      size,
      bytes: async (limit) =>
        size > limit ? undefined : Buffer.concat(await Array.fromAsync(this.#spool.chunks(range))),
      stream: (offset, signal) => this.#spool.stream(range, offset, signal),
      close: async () => {},
    };
  }

  async put(names: readonly string[], size: number, write: (sink: Writable) => Promise<void>): Promise<void> {
    this.#added.set(names.join('/'), await this.#spool.keep(size, write));
  }

  /** All files of the archive, with those of `names` that are held back. */
  whole(names: readonly string[]): Map<string, TarFile> {
    const files = new Map<string, TarFile>();
    const { base } = this;
    for (const [name, range] of base?.entries ?? [])
      files.set(name, { size: range.size, chunks: () => base!.chunks(range) });
    for (const name of names) {
      const range = this.#added.get(name)!;
      files.set(name, { size: range.size, chunks: () => this.#spool.chunks(range) });
    }
    return files;
  }

  /** Goes on with a new archive, in which `names` are. */
  rebase(base: Archive | undefined, names: readonly string[] = []): void {
    this.base = base;
    for (const name of names) this.#added.delete(name);
  }

  async close(): Promise<void> {
    this.#added.clear();
    await this.#spool.close();
  }
}
