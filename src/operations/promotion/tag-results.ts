import type { Descriptor } from '../../oci/descriptor.ts';
import type { TagResult } from '../results.ts';

/** What becomes of the tags of one destination, while a promotion goes on. */
export class TagResults {
  readonly #all: Map<string, TagResult>;

  /**
   * @param before where each tag pointed when the run began.
   * @param actionOf what became of a tag that the run did not touch so far.
   */
  constructor(
    before: ReadonlyMap<string, Descriptor | undefined>,
    actionOf: (tag: string) => 'unchanged' | 'kept' | 'left',
  ) {
    this.#all = new Map(
      [...before].map(([tag, there]) => {
        return [tag, { tag, action: actionOf(tag), previous: there?.digest ?? null, backup: null }];
      }),
    );
  }

  #update(tag: string, change: Partial<TagResult>): void {
    this.#all.set(tag, { ...this.#all.get(tag)!, ...change });
  }

  /** The tag points at the image now, or will after a dry run. */
  set(tag: string): void {
    this.#update(tag, { action: this.#all.get(tag)!.previous === null ? 'new' : 'moved' });
  }

  /** The backup tag is at what the tag pointed at, `previous`, or will be after a dry run. */
  backedUp(tag: string, backup: string, previous: string): void {
    this.#update(tag, { backup, previous });
  }

  /** The tag points at the image already. Unless this run has set it, another one has. */
  found(tag: string): void {
    if (this.#all.get(tag)!.action === 'left') this.#update(tag, { action: 'unchanged' });
  }

  get all(): readonly TagResult[] {
    return [...this.#all.values()];
  }
}
