import { join } from 'node:path';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { SealiftError } from '../../errors.ts';
import { withLock } from '../../io/files/lock.ts';
import { openInside } from '../../io/files/open-inside.ts';
import { writeAtomic } from '../../io/files/write-atomic.ts';
import { MANIFEST_LIMIT } from '../../oci/limits.ts';
import {
  EMPTY_INDEX,
  formatIndexDocument,
  type IndexDocument,
  parseIndexDocument,
} from './index-document.ts';
import { INDEX_FILE } from './layout-folder.ts';

/** index.json of one layout: read whole, changed under a lock, replaced in one step. Reading takes no lock. */
export class IndexFile {
  readonly #folder: string;
  readonly #name: string;

  /** @param name of the layout in errors: `oci:DIR`. */
  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** `undefined` when there is no such file. */
  async find(): Promise<IndexDocument | undefined> {
    const context: ErrorContext = { code: 'layout_invalid', what: this.#name };
    const file = await openInside(this.#folder, [INDEX_FILE], context);
    if (file === undefined) return undefined;
    const bytes = await file.bytes(MANIFEST_LIMIT);
    if (bytes === undefined) throw errorIn(context, `${INDEX_FILE} is over 4 MiB`);
    return parseIndexDocument(bytes, { ...context, what: `${this.#name}, ${INDEX_FILE}` });
  }

  /** @throws SealiftError `layout_invalid`. */
  async read(): Promise<IndexDocument> {
    const document = await this.find();
    if (document === undefined) {
      throw new SealiftError(
        'layout_invalid',
        `${this.#name} has no ${INDEX_FILE}: it is not an OCI image layout`,
      );
    }
    return document;
  }

  /**
   * Replaces the document by what `change` makes of it; nothing is written when that is the same object. Other processes
   * that do the same wait, so none loses what another wrote.
   *
   * @throws SealiftError `layout_locked`, `layout_invalid`, `denied`, `disk_full`.
   */
  async update(
    change: (document: IndexDocument) => IndexDocument | Promise<IndexDocument>,
    signal: AbortSignal,
  ): Promise<void> {
    const context: ErrorContext = { code: 'layout_locked', what: this.#name };
    const path = join(this.#folder, INDEX_FILE);
    await withLock(
      `${path}.lock`,
      async (isMine) => {
        const current = await this.find();
        const wanted = await change(current ?? EMPTY_INDEX);
        if (wanted === current) return;
        const bytes = formatIndexDocument(wanted);
        if (!(await isMine()))
          throw errorIn(context, 'the lock was taken over while this process stood still');
        await writeAtomic(path, bytes);
      },
      context,
      signal,
    );
  }
}
