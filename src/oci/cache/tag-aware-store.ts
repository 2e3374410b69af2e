import type { Readable } from 'node:stream';
import { prefetch } from '../../async/prefetch.ts';
import type { Descriptor } from '../descriptor.ts';
import type {
  ManifestContent,
  ManifestName,
  ReferrerEntry,
  ReferrerQuery,
  SourceStore,
  Subject,
} from '../ports.ts';
import { isNamedAfterDigest, referrersTag } from '../referrers-index.ts';
import type { ListedTags } from './listed-tags.ts';

/**
 * A repository whose list of tags is believed: a digest tag or referrers tag that is not in it is not asked for, which saves four
 * of five questions about an image to which nothing is attached by tags.
 */
export class TagAwareStore implements SourceStore {
  readonly name: string;
  readonly repository: string | undefined;
  readonly #store: SourceStore;
  readonly #tags: ListedTags;

  constructor(store: SourceStore, tags: ListedTags) {
    this.#store = store;
    this.#tags = tags;
    this.name = store.name;
    this.repository = store.repository;
  }

  async resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    const tags = this.#tags;
    if (!('tag' in name)) {
      void prefetch(tags.begin());
      return this.#store.resolve(name, signal);
    }
    if (isNamedAfterDigest(name.tag))
      return (await tags.lacks(name.tag)) ? undefined : this.#store.resolve(name, signal);
    void prefetch(tags.begin());
    const found = await this.#store.resolve(name, signal);
    if (found) await tags.confirm(name.tag);
    return found;
  }

  async *referrers(
    subject: Subject,
    query: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    const isMerged = query.sources === 'merged';
    const hasNoTag = isMerged && (await this.#tags.lacks(referrersTag(subject.digest)));
    yield* this.#store.referrers(subject, hasNoTag ? { ...query, sources: 'preferred' } : query, signal);
  }

  manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    return this.#store.manifest(descriptor, signal);
  }

  has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    return this.#store.has(descriptor, signal);
  }

  blob(descriptor: Descriptor, options: { offset?: number }, signal: AbortSignal): Promise<Readable> {
    return this.#store.blob(descriptor, options, signal);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
