import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { TagResult } from '../results.ts';

/** What becomes of the tags of one destination, while a promotion goes on. */
export class TagResults {
  readonly #before: ReadonlyMap<string, Descriptor | undefined>;
  readonly #actions: Map<string, TagResult['action']>;

  /** @param before where each tag pointed when the run began. */
  constructor(before: ReadonlyMap<string, Descriptor | undefined>, image: Descriptor) {
    this.#before = before;
    this.#actions = new Map(
      [...before].map(([tag, previous]) => {
        return [tag, previous !== undefined && sameContent(previous, image) ? 'unchanged' : 'left'];
      }),
    );
  }

  /** The tag points at the image now, or will after a dry run. */
  set(tag: string): void {
    this.#actions.set(tag, this.#before.get(tag) === undefined ? 'new' : 'moved');
  }

  /** The tag points at the image already. Unless this run has set it, another one has. */
  found(tag: string): void {
    if (this.#actions.get(tag) === 'left') this.#actions.set(tag, 'unchanged');
  }

  get all(): readonly TagResult[] {
    return [...this.#actions].map(([tag, action]) => {
      return { tag, action, previous: this.#before.get(tag)?.digest ?? null };
    });
  }
}
