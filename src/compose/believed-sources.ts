import { ListedTags } from '../oci/cache/listed-tags.ts';
import { TagAwareStore } from '../oci/cache/tag-aware-store.ts';
import type { SourceStore } from '../oci/ports.ts';
import type { ComparedSource } from '../operations/comparison/compare.ts';

/** The repositories that images come from, each with its list of tags, which is read once and believed. */
export class BelievedSources {
  readonly #pages: number;
  readonly #signal: AbortSignal;
  readonly #sources = new Map<SourceStore, ComparedSource>();

  /**
   * @param pages the most of one list, which saves four questions about each image: its referrers tag, and three tags of cosign.
   * @param signal that of the run, since several images wait for a list.
   */
  constructor(pages: number, signal: AbortSignal) {
    this.#pages = pages;
    this.#signal = signal;
  }

  of(store: SourceStore): ComparedSource {
    const known = this.#sources.get(store);
    if (known) return known;
    const tags = new ListedTags(store, this.#pages, this.#signal);
    const source = { store: new TagAwareStore(store, tags), tags };
    this.#sources.set(store, source);
    return source;
  }

  /** Forgets the list of a repository that no image is left of. */
  forget(store: SourceStore): void {
    this.#sources.delete(store);
  }
}
