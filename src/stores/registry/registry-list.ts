import type { Digest } from '../../oci/digest.ts';
import type { ReferrerEntry, ReferrerList } from '../../oci/ports.ts';
import type { TagContent } from '../../oci/tag-content.ts';

/** The content of a referrers tag as it was read at one moment. */
export interface TagState extends TagContent {
  /** The ETag of the answer, where the registry sent one. */
  readonly etag?: string;
  readonly exists: boolean;
  /** When the request was sent, in milliseconds. */
  readonly readAt: number;
}

/** A list of referrers that remembers the content of the referrers tag when it was read up to it. */
export class RegistryList implements ReferrerList {
  readonly #read: (onTag: (tag: TagState) => void) => AsyncGenerator<ReferrerEntry>;
  readonly #listed = new Set<Digest>();
  #tag: TagState | undefined;

  constructor(read: (onTag: (tag: TagState) => void) => AsyncGenerator<ReferrerEntry>) {
    this.#read = read;
  }

  /** The content of the tag that the next write is based on; `undefined` when the tag was not read. */
  get tag(): TagState | undefined {
    return this.#tag;
  }

  /** Whether the Referrers API listed this digest, as far as the list was read. */
  isOfApi(digest: Digest): boolean {
    return this.#listed.has(digest);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReferrerEntry> {
    const entries = this.#read((tag) => {
      this.#tag = tag;
    });
    for await (const entry of entries) {
      if (entry.foundIn === 'api') this.#listed.add(entry.descriptor.digest);
      yield entry;
    }
  }
}
