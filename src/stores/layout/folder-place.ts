import { printable } from '../../encoding/printable.ts';
import { makeFolderInside } from '../../io/files/make-folder-inside.ts';
import { removeUnfinished } from '../../io/files/remove-unfinished.ts';
import { FolderFiles } from './folder-files.ts';
import { FolderIndex } from './folder-index.ts';
import { BLOBS_FOLDER, writeLayoutFile } from './layout-folder.ts';
import type { LayoutPlace } from './layout-place.ts';

/** An image layout in a folder, which is made by the first write. Every write is there at once. */
export class FolderPlace implements LayoutPlace {
  readonly name: string;
  readonly files: FolderFiles;
  readonly index: FolderIndex;
  readonly #folder: string;
  readonly #shown: string;
  #isNew: boolean;

  constructor(folder: string, isNew: boolean) {
    this.name = `oci:${folder}`;
    this.#shown = printable(this.name, 600);
    this.#folder = folder;
    this.#isNew = isNew;
    this.files = new FolderFiles(folder, this.#shown);
    this.index = new FolderIndex(folder, this.files, this.#shown);
  }

  get isNew(): boolean {
    return this.#isNew;
  }

  /** Creates the missing files of the layout, `oci-layout` last, because that file makes a folder a layout. */
  async make(signal: AbortSignal): Promise<void> {
    if (this.#isNew) {
      const context = { code: 'layout_invalid', what: this.#shown } as const;
      await makeFolderInside(this.#folder, [BLOBS_FOLDER, 'sha256'], context);
      await this.index.update((document) => document, signal);
      await writeLayoutFile(this.#folder);
      this.#isNew = false;
    }
    await removeUnfinished(this.#folder);
  }

  /** Does nothing: no file stays open between two calls. */
  async close(): Promise<void> {}
}
