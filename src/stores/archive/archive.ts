import type { Readable } from 'node:stream';
import { SealiftError } from '../../errors.ts';
import type { RangedFile } from '../../io/files/ranged-file.ts';
import { type Digest, digestAlgorithm, digestHasher } from '../../oci/digest.ts';
import type { LayoutFile } from '../layout/layout-files.ts';
import type { Range } from './tar/read-index.ts';
import { writtenMeanwhile } from './written-meanwhile.ts';

/** A tar that was opened: its files are ranges of one file, which stays open, so that a new one under its name changes nothing. */
export class Archive {
  readonly file: RangedFile;
  readonly entries: ReadonlyMap<string, Range>;
  readonly #name: string;

  /** @param name of the archive in errors. */
  constructor(file: RangedFile, entries: ReadonlyMap<string, Range>, name: string) {
    this.file = file;
    this.entries = entries;
    this.#name = name;
  }

  /** @throws SealiftError `layout_locked` when the file was written to since its headers were read. */
  async #checkUnchanged(): Promise<void> {
    if (!(await this.file.isUnchanged())) throw writtenMeanwhile(this.#name, 'while it was read');
  }

  /** The content of an entry from `offset` on. */
  async *chunks({ start, size }: Range, offset = 0): AsyncGenerator<Uint8Array> {
    let left = size - offset;
    for await (const chunk of this.file.chunks(start + offset, start + size)) {
      left -= chunk.length;
      yield chunk;
    }
    if (left > 0) throw writtenMeanwhile(this.#name, 'while it was read');
  }

  async open(name: string): Promise<LayoutFile | undefined> {
    const range = this.entries.get(name);
    if (range === undefined) return undefined;
    await this.#checkUnchanged();
    const { start, size } = range;
    return {
      size,
      bytes: async (limit) => (size > limit ? undefined : this.file.read(start, size)),
      stream: (offset, signal): Readable => this.file.stream(start + offset, start + size, signal),
      close: async () => {},
    };
  }

  /** Whether a blob is there, and right. It is read and hashed where its size is right. */
  async holds(
    digest: Digest,
    { name, size }: { readonly name: string; readonly size: number },
    signal: AbortSignal,
  ): Promise<boolean> {
    const range = this.entries.get(name);
    if (range?.size !== size) return false;
    const hash = digestHasher(digest);
    for await (const chunk of this.chunks(range)) {
      signal.throwIfAborted();
      hash.update(chunk);
    }
    return `${digestAlgorithm(digest)}:${hash.digest('hex')}` === digest;
  }

  /** Whether the file is whole and still the one of its path. */
  async isCurrent(): Promise<boolean> {
    const isThere = await this.file.isThere();
    if (isThere !== undefined) return isThere;
    throw new SealiftError(
      'layout_locked',
      `${this.#name}: the file was removed while this run wrote to it`,
      {
        hint: 'Nothing was written. Run it again; where the file is to stay away, name another one.',
      },
    );
  }
}
