import { join } from 'node:path';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { withLock } from '../../io/files/lock.ts';
import { writeAtomic } from '../../io/files/write-atomic.ts';
import { EMPTY_INDEX, formatIndexDocument } from './index-document.ts';
import { type IndexChange, IndexFile } from './index-file.ts';
import type { LayoutFiles } from './layout-files.ts';
import { INDEX_FILE } from './layout-folder.ts';

/** index.json in a folder: changed under a lock, replaced in one step. Reading takes no lock. */
export class FolderIndex extends IndexFile {
  readonly #path: string;

  constructor(folder: string, files: LayoutFiles, name: string) {
    super(files, name);
    this.#path = join(folder, INDEX_FILE);
  }

  /** Other processes that do the same wait, so none loses what another wrote. */
  async update(change: IndexChange, signal: AbortSignal): Promise<void> {
    const context: ErrorContext = { code: 'layout_locked', what: this.name };
    await withLock(
      `${this.#path}.lock`,
      async (isMine) => {
        const current = await this.find();
        const wanted = await change(current ?? EMPTY_INDEX);
        if (wanted === current) return;
        const bytes = formatIndexDocument(wanted);
        if (!(await isMine()))
          throw errorIn(context, 'the lock was taken over while this process stood still');
        await writeAtomic(this.#path, bytes);
      },
      context,
      signal,
    );
  }
}
