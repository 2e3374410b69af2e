import { SealiftError } from '../../errors.ts';
import { canListTags, type SourceStore } from '../ports.ts';

/** Characters of names that are kept of one repository. A longer list is not used, and each tag is asked for. */
const KEPT = 4 * 1024 * 1024;

/**
 * The tags of a repository by its own list (distribution-spec, "Listing Tags"), read once. It is used only where it is whole, and
 * where no tag that is known to be there is missing in it: caches that pull through list the tags that they hold.
 */
export class ListedTags {
  readonly #store: SourceStore;
  readonly #pages: number;
  readonly #signal: AbortSignal;
  #names: Promise<ReadonlySet<string> | undefined> | undefined;
  #isWrong = false;

  /**
   * @param pages the most pages that are read: each has to save a question.
   * @param signal that of the run, since several images wait for the list.
   */
  constructor(store: SourceStore, pages: number, signal: AbortSignal) {
    this.#store = store;
    this.#pages = pages;
    this.#signal = signal;
  }

  /** Begins to read the list. */
  begin(): Promise<ReadonlySet<string> | undefined> {
    this.#names ??= this.#read();
    return this.#names;
  }

  /** Notes that a tag is there. A list without it is not used any more. */
  async confirm(tag: string): Promise<void> {
    const names = await this.begin();
    if (names && !names.has(tag)) this.#isWrong = true;
  }

  /** Whether the list says that there is no such tag. */
  async lacks(tag: string): Promise<boolean> {
    const names = await this.begin();
    return names !== undefined && !this.#isWrong && !names.has(tag);
  }

  /** What cannot be read costs the questions that it would have saved, and is no error. */
  async #read(): Promise<ReadonlySet<string> | undefined> {
    const store = this.#store;
    if (!canListTags(store)) return undefined;
    const names = new Set<string>();
    let length = 0;
    try {
      for await (const tag of store.tags(this.#signal, this.#pages)) {
        length += tag.length;
        if (length > KEPT) return undefined;
        names.add(tag);
      }
    } catch (error) {
      if (!(error instanceof SealiftError)) throw error;
      return undefined;
    }
    return names;
  }
}
