import { type ErrorContext, errorIn } from '../../../encoding/error-context.ts';
import { printable } from '../../../encoding/printable.ts';
import type { RangedFile } from '../../../io/files/ranged-file.ts';
import { BLOCK, isZero, padded } from './blocks.ts';
import { entryName } from './entry-name.ts';
import { fieldText } from './fields.ts';
import { readHeader, type TarHeader } from './read-header.ts';
import { type Extension, readPax } from './read-pax.ts';

/** Where a content is in the archive. */
export interface Range {
  readonly start: number;
  readonly size: number;
}

/** Headers count, those that only extend another one as well. */
const HEADERS_LIMIT = 100_000;
/** Characters of all names together. */
const NAMES_LIMIT = 16 * 1024 * 1024;
/** Bytes of a header that extends another one; its name and its size have some hundred. */
const EXTENSION_LIMIT = 64 * 1024;
/** What fills the last record of a tape; tar's own default is 10 KiB. */
const FILLING_LIMIT = 64 * 1024 * 1024;
/** Bytes read at a time: headers of small contents come with one read. */
const WINDOW = 64 * 1024;

/** What is no file and no folder: the content of a layout stands in neither, and readers differ in what they make of it. */
const REFUSED: Readonly<Record<string, string>> = {
  1: 'a hard link',
  2: 'a symbolic link',
  3: 'a device',
  4: 'a device',
  6: 'a named pipe',
  7: 'a contiguous file',
  K: 'a link with a long name',
  S: 'a sparse file',
};

const CUT = 'the archive was cut short';
const CUT_HINT = 'Write or send it again, and compare its size or checksum with that at its origin.';

/** Reads the headers of a tar, one after the other, without the contents between them. */
class Walk {
  readonly files = new Map<string, Range>();
  readonly #file: RangedFile;
  readonly #context: ErrorContext;
  readonly #folders = new Set<string>();
  #window: { readonly start: number; readonly bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() };
  #extension: Extension = {};
  #names = 0;

  constructor(file: RangedFile, context: ErrorContext) {
    this.#file = file;
    this.#context = context;
  }

  async read(signal: AbortSignal): Promise<void> {
    let at = 0;
    for (let headers = 0; ; headers += 1) {
      signal.throwIfAborted();
      if (headers >= HEADERS_LIMIT) throw errorIn(this.#context, `it has over ${HEADERS_LIMIT} entries`);
      const block = await this.#block(at);
      if (isZero(block)) break;
      const header = this.#extended(readHeader(block, this.#context));
      const start = at + BLOCK;
      if (start + header.size > this.#file.size) throw errorIn(this.#context, CUT, CUT_HINT);
      await this.#take(header, { start, size: header.size });
      at = start + padded(header.size);
    }
    if (Object.keys(this.#extension).length > 0) throw errorIn(this.#context, CUT, CUT_HINT);
    await this.#checkRest(at, signal);
    this.#checkFolders();
  }

  async #block(at: number): Promise<Uint8Array> {
    const { start, bytes } = this.#window;
    if (at < start || at + BLOCK > start + bytes.length)
      this.#window = { start: at, bytes: await this.#file.read(at, WINDOW) };
    const from = at - this.#window.start;
    const block = this.#window.bytes.subarray(from, from + BLOCK);
    if (block.length === BLOCK) return block;
    throw errorIn(this.#context, CUT, CUT_HINT);
  }

  /** An extended header itself is never extended. */
  #extended(header: TarHeader): TarHeader {
    if ('xgL'.includes(header.type)) return header;
    return { ...header, ...this.#extension };
  }

  async #take(header: TarHeader, range: Range): Promise<void> {
    const { type } = header;
    if (type === '0' || type === '\0') return this.#takeFile(header, range);
    if (type === '5') return this.#takeFolder(header);
    if (type === 'x' || type === 'L') return this.#extend(type, range);
    if (type === 'g') return this.#takeGlobal(range);
    const kind = REFUSED[type] ?? `of the type ${JSON.stringify(printable(type))}`;
    throw errorIn(
      this.#context,
      `the entry ${JSON.stringify(printable(header.name))} is ${kind}`,
      'The tar of an OCI image layout has files and folders alone: write it again with docker buildx build -o type=oci, skopeo copy, or tar without --sparse and with --hard-dereference.',
    );
  }

  #takeFile({ name: given }: TarHeader, range: Range): void {
    this.#extension = {};
    const name = entryName(given, false, this.#context);
    this.#count(name);
    if (this.files.has(name))
      throw errorIn(this.#context, `the entry ${JSON.stringify(printable(name))} is there twice`);
    this.files.set(name, range);
  }

  #takeFolder({ name: given, size }: TarHeader): void {
    this.#extension = {};
    const name = entryName(given, true, this.#context);
    if (size !== 0)
      throw errorIn(this.#context, `the folder ${JSON.stringify(printable(name))} has a content`);
    this.#count(name);
    this.#folders.add(name);
  }

  #count(name: string): void {
    this.#names += name.length;
    if (this.#names > NAMES_LIMIT) throw errorIn(this.#context, 'its names have over 16 MiB');
  }

  async #small({ start, size }: Range): Promise<Uint8Array> {
    if (size > EXTENSION_LIMIT) throw errorIn(this.#context, 'an extended header of the tar has over 64 KiB');
    return this.#file.read(start, size);
  }

  /** Keeps what `x` (pax) or `L` (GNU tar, a long name) says of the next entry. */
  async #extend(type: 'x' | 'L', range: Range): Promise<void> {
    const bytes = await this.#small(range);
    const added = type === 'x' ? readPax(bytes, this.#context) : { name: fieldText(bytes, this.#context) };
    for (const key of Object.keys(added))
      if (key in this.#extension)
        throw errorIn(this.#context, `an entry has two extended headers for its ${key}`);
    this.#extension = { ...this.#extension, ...added };
  }

  /** Global headers have comments, as those of `git archive`; names or sizes for all entries have no use. */
  async #takeGlobal(range: Range): Promise<void> {
    const said = readPax(await this.#small(range), this.#context);
    if (Object.keys(said).length > 0)
      throw errorIn(this.#context, 'a global header of the tar names a path or a size');
  }

  /** Behind the zero block that ends a tar readers differ: some stop, others read on. So nothing may be there. */
  async #checkRest(end: number, signal: AbortSignal): Promise<void> {
    const behind = (): Error => errorIn(this.#context, 'something follows behind the end of the tar');
    if (this.#file.size - end > FILLING_LIMIT) throw behind();
    for await (const chunk of this.#file.chunks(end, this.#file.size)) {
      signal.throwIfAborted();
      if (!isZero(chunk)) throw behind();
    }
  }

  /** No program can unpack a file and a folder of one name. */
  #checkFolders(): void {
    for (const name of this.files.keys()) {
      const parts = name.split('/');
      const above = parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
      const taken = this.#folders.has(name) ? name : above.find((one) => this.files.has(one));
      if (taken !== undefined)
        throw errorIn(this.#context, `${JSON.stringify(printable(taken))} is a file and a folder`);
    }
  }
}

/**
 * The regular files of a tar, and where their contents are: an index by offsets, so that a content is a range of the file
 * and nothing is unpacked. Read are POSIX (ustar, pax) and GNU headers.
 *
 * @throws SealiftError with the code of `context` for what is no such tar, for links, devices and sparse files, and for
 *   entries that two programs could read differently.
 */
export async function readIndex(
  file: RangedFile,
  context: ErrorContext,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Range>> {
  const walk = new Walk(file, context);
  await walk.read(signal);
  return walk.files;
}
