import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { SealiftError } from '../../errors.ts';
import { MANIFEST_LIMIT } from '../../oci/limits.ts';
import { type IndexDocument, parseIndexDocument } from './index-document.ts';
import type { LayoutFiles } from './layout-files.ts';
import { INDEX_FILE } from './layout-folder.ts';

export type IndexChange = (document: IndexDocument) => IndexDocument | Promise<IndexDocument>;

/** index.json of one layout: read whole, and changed so that no writer loses what another wrote. */
export abstract class IndexFile {
  readonly #files: LayoutFiles;
  protected readonly name: string;

  /** @param name of the layout in errors: `oci:DIR`. */
  constructor(files: LayoutFiles, name: string) {
    this.#files = files;
    this.name = name;
  }

  /** `undefined` when there is no such file. */
  async find(): Promise<IndexDocument | undefined> {
    const context: ErrorContext = { code: 'layout_invalid', what: this.name };
    const file = await this.#files.open([INDEX_FILE]);
    if (file === undefined) return undefined;
    const bytes = await file.bytes(MANIFEST_LIMIT);
    if (bytes === undefined) throw errorIn(context, `${INDEX_FILE} is over 4 MiB`);
    return parseIndexDocument(bytes, { ...context, what: `${this.name}, ${INDEX_FILE}` });
  }

  /** @throws SealiftError `layout_invalid`. */
  async read(): Promise<IndexDocument> {
    const document = await this.find();
    if (document !== undefined) return document;
    throw new SealiftError(
      'layout_invalid',
      `${this.name} has no ${INDEX_FILE}: it is not an OCI image layout`,
    );
  }

  /**
   * Replaces the document by what `change` makes of it, of an empty one where there is none; nothing is written when that is
   * the same object.
   *
   * @param merged the tag under which `change` keeps what another writer puts there, whenever that comes.
   * @throws SealiftError `layout_locked`, `layout_invalid`, `denied`, `disk_full`.
   */
  abstract update(change: IndexChange, signal: AbortSignal, merged?: string): Promise<void>;
}
