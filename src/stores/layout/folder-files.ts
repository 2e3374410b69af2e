import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { ErrorContext } from '../../encoding/error-context.ts';
import { makeFolderInside } from '../../io/files/make-folder-inside.ts';
import { type InsideFile, openInside } from '../../io/files/open-inside.ts';
import { storeFile } from '../../io/files/store-file.ts';
import type { LayoutFiles } from './layout-files.ts';

/** The files of a layout in a folder. Links are not followed. */
export class FolderFiles implements LayoutFiles {
  readonly #folder: string;
  readonly #context: ErrorContext;

  /** @param name of the layout in errors: `oci:DIR`. */
  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#context = { code: 'layout_invalid', what: name };
  }

  open(names: readonly string[]): Promise<InsideFile | undefined> {
    return openInside(this.#folder, names, this.#context);
  }

  async put(
    names: readonly string[],
    _size: number,
    write: (sink: Writable) => Promise<void>,
  ): Promise<void> {
    await makeFolderInside(this.#folder, names.slice(0, -1), this.#context);
    await storeFile(join(this.#folder, ...names), write, { stage: this.#folder });
  }
}
