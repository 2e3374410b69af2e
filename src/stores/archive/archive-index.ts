import { isReferrersTag } from '../../oci/referrers-index.ts';
import { EMPTY_INDEX, type IndexDocument, type IndexEntry } from '../layout/index-document.ts';
import { type IndexChange, IndexFile } from '../layout/index-file.ts';
import { type MovedTag, movedTag } from './moved-tag.ts';

/** Images with a tag first, since some readers take the first entry; lists of referrers last. */
function rank({ refName }: IndexEntry): number {
  if (refName === undefined) return 1;
  return isReferrersTag(refName) ? 2 : 0;
}

/** New entries in one order, whatever order they were made in. */
function byName(a: IndexEntry, b: IndexEntry): number {
  const key = (entry: IndexEntry): string => `${rank(entry)} ${entry.raw.digest} ${entry.refName ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}

/** index.json of an archive: changes are held back, and made again on what another process wrote meanwhile. */
export class ArchiveIndex extends IndexFile {
  /** As the archive has it; `null` before it was read. */
  #committed: IndexDocument | undefined | null = null;
  #current: IndexDocument | undefined;
  #changes: IndexChange[] = [];
  /** The tags of changes that keep what others put there. */
  readonly #merged = new Set<string>();
  /** The end of all that was asked for so far. One change follows another. */
  #turn: Promise<unknown> = Promise.resolve();

  override async find(): Promise<IndexDocument | undefined> {
    if (this.#committed === null) {
      const found = await super.find();
      // Of two that read at the same time, the first one counts: entries are compared by identity.
      if (this.#committed === null) this.#adopt(found);
    }
    return this.#current;
  }

  #adopt(document: IndexDocument | undefined): void {
    this.#committed = document;
    this.#current = document;
  }

  update(change: IndexChange, _signal?: AbortSignal, merged?: string): Promise<void> {
    return this.exclusively(async () => {
      const current = await this.find();
      const wanted = await change(current ?? EMPTY_INDEX);
      if (wanted === current) return;
      this.#current = wanted;
      this.#changes.push(change);
      if (merged !== undefined) this.#merged.add(merged);
    });
  }

  /** Runs `action` while nobody changes the document. */
  exclusively<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(action);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  get isChanged(): boolean {
    return this.#committed !== null && this.#current !== this.#committed;
  }

  /**
   * Reads the document anew, and makes all changes on it that were not committed. Resolves to a tag that these set and that
   * somebody else has moved meanwhile.
   */
  async replay(): Promise<MovedTag | undefined> {
    const [before, ours, now] = [this.#committed ?? undefined, this.#current, await super.find()];
    let current = now;
    for (const change of this.#changes) current = await change(current ?? EMPTY_INDEX);
    this.#committed = now;
    this.#current = current;
    return movedTag({ before, ours, now }, this.#merged);
  }

  /** The document to be written. */
  async sorted(): Promise<IndexDocument> {
    const { members, entries } = (await this.find()) ?? EMPTY_INDEX;
    const known = new Set(this.#committed?.entries);
    const added = entries.filter((one) => !known.has(one)).toSorted(byName);
    return { members, entries: [...entries.filter((one) => known.has(one)), ...added] };
  }

  /** Says that `document` is in the archive now. */
  rebase(document: IndexDocument): void {
    this.#adopt(document);
    this.#changes = [];
    this.#merged.clear();
  }
}
