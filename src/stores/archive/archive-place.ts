import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { LOCK_TIMES, withLock } from '../../io/files/lock.ts';
import { RangedFile } from '../../io/files/ranged-file.ts';
import { removeUnfinished } from '../../io/files/remove-unfinished.ts';
import { storeFile } from '../../io/files/store-file.ts';
import { type Digest, digestAlgorithm, digestHex } from '../../oci/digest.ts';
import { Blobs } from '../layout/blobs.ts';
import { formatIndexDocument } from '../layout/index-document.ts';
import { BLOBS_FOLDER, INDEX_FILE, LAYOUT_FILE, layoutFile } from '../layout/layout-folder.ts';
import type { LayoutPlace } from '../layout/layout-place.ts';
import type { Archive } from './archive.ts';
import { ArchiveFiles } from './archive-files.ts';
import { ArchiveIndex } from './archive-index.ts';
import { openArchive } from './open-archive.ts';
import { reachable } from './reachable.ts';
import { type TarFile, writeTar } from './tar/write-tar.ts';
import { writtenMeanwhile } from './written-meanwhile.ts';

/** A large archive is copied while the lock is held. */
const TIMES = { ...LOCK_TIMES, wait: 10 * 60_000 };

const blobName = (digest: Digest): string =>
  [BLOBS_FOLDER, digestAlgorithm(digest), digestHex(digest)].join('/');

function inMemory(bytes: Uint8Array): TarFile {
  return { size: bytes.length, chunks: () => [bytes] };
}

/**
 * An image layout in a tar. Writes are held back until they are committed: then the archive is written anew beside the old one,
 * under a lock, and takes its name in one step.
 */
export class ArchivePlace implements LayoutPlace {
  readonly name: string;
  readonly files: ArchiveFiles;
  readonly index: ArchiveIndex;
  readonly #path: string;
  readonly #shown: string;
  readonly #blobs: Blobs;
  /** Archives that were replaced. Streams may still read them, so they are closed at the end. */
  readonly #opened: Archive[] = [];

  /**
   * @param name as the user wrote it: `oci-archive:FILE`.
   * @param shown the name in errors.
   */
  constructor(path: string, name: string, shown: string, base: Archive | undefined) {
    this.name = name;
    this.#shown = shown;
    this.#path = base?.file.path ?? path;
    this.files = new ArchiveFiles(this.#path, base);
    this.index = new ArchiveIndex(this.files, shown);
    this.#blobs = new Blobs(this.files, shown);
    if (base) this.#opened.push(base);
  }

  get isNew(): boolean {
    return this.files.base === undefined;
  }

  async make(): Promise<void> {}

  /** Of commits that wait for one another, the first writes for all. */
  readonly commit = (signal: AbortSignal): Promise<void> =>
    this.index.exclusively(async () => {
      if (!this.index.isChanged && this.files.added.length === 0) return;
      const context: ErrorContext = { code: 'layout_locked', what: this.#shown };
      const write = async (isMine: () => Promise<boolean>): Promise<void> => {
        await this.#refresh(signal);
        await this.#write(async () => {
          if (!(await isMine()))
            throw errorIn(context, 'the lock was taken over while this process stood still');
        }, signal);
      };
      await withLock(`${this.#path}.lock`, write, context, signal, TIMES);
    });

  /**
   * Goes on with what another process of Sealift wrote since the archive was opened.
   *
   * @throws SealiftError `tag_moved`; a second commit then moves the tag from there. `layout_locked`.
   */
  async #refresh(signal: AbortSignal): Promise<void> {
    const { base } = this.files;
    if (base && (await base.isCurrent())) return;
    const fresh = await openArchive(this.#path, this.#shown, signal);
    if (!base && !fresh) return;
    if (fresh) this.#opened.push(fresh);
    this.files.rebase(fresh);
    const moved = await this.index.replay();
    // What this run found there, and did not put again, may be gone with the archive that it was in.
    const needed = await reachable(await this.index.sorted(), this.#blobs, signal);
    const isHere = new Set([...(fresh?.entries.keys() ?? []), ...this.files.added]);
    const lost = [...needed].map(blobName).some((name) => base?.entries.has(name) && !isHere.has(name));
    if (lost) throw writtenMeanwhile(this.#shown, 'and took contents away that belong to this image');
    if (moved === undefined) return;
    const { tag, from, to } = moved;
    throw new SealiftError(
      'tag_moved',
      `${this.#shown}:${printable(tag)} moved during this run, from ${from ?? 'nothing'} to ${to ?? 'nothing'}; nothing was written`,
    );
  }

  async #write(check: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const document = await this.index.sorted();
    const wanted = await reachable(document, this.#blobs, signal);
    // What nothing leads to, as the parts of an image that failed halfway, stays out.
    const names = await this.#missing([...wanted], signal);
    if (!this.index.isChanged && names.length === 0) return;
    const { base } = this.files;
    const files = this.files.whole(names);
    if (!files.has(LAYOUT_FILE)) files.set(LAYOUT_FILE, inMemory(new TextEncoder().encode(layoutFile())));
    if (this.index.isChanged) files.set(INDEX_FILE, inMemory(formatIndexDocument(document)));
    await removeUnfinished(dirname(this.#path));
    await storeFile(
      this.#path,
      async (sink) => {
        await pipeline(writeTar(files), sink, { signal });
        await check();
        if (await this.#isTaken()) throw writtenMeanwhile(this.#shown, 'while it was copied');
      },
      base ? { mode: base.file.mode } : {},
    );
    const written = await openArchive(this.#path, this.#shown, signal);
    if (written) this.#opened.push(written);
    this.files.rebase(written, names);
    this.index.rebase(document);
  }

  /** Whether a program without the lock has put something at the path that this run did not find there. */
  async #isTaken(): Promise<boolean> {
    const { base } = this.files;
    if (base) return !((await base.file.isUnchanged()) && (await base.isCurrent()));
    const found = await RangedFile.open(this.#path);
    if (!(found instanceof RangedFile)) return found !== undefined;
    await found.close();
    return found.size > 0;
  }

  /** The names of the blobs that are held back and not in the archive, or not as they should be. */
  async #missing(digests: readonly Digest[], signal: AbortSignal): Promise<string[]> {
    const names: string[] = [];
    for (const digest of digests) {
      const name = blobName(digest);
      const size = this.files.sizeOf(name);
      if (size === undefined) continue;
      const isThere = await this.files.base?.holds(digest, { name, size }, signal);
      if (!isThere) names.push(name);
    }
    return names;
  }

  async close(): Promise<void> {
    await this.files.close();
    for (const one of this.#opened.splice(0)) await one.file.close();
  }
}
