import type { Descriptor } from '../../oci/descriptor.ts';
import type { ReferrerEntry, ReferrerList } from '../../oci/ports.ts';

/** The content of a referrers tag as it was read at one moment. */
export interface TagState {
  readonly entries: readonly Descriptor[];
  /** Those of the index itself. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The ETag of the answer, where the registry sent one. */
  readonly etag?: string;
  readonly exists: boolean;
  /** Whether the tag is answered with the image itself. It may be a tag of somebody, or no tag at all, as at GitLab. */
  readonly isSubject: boolean;
  /** In words, what the tag holds that certainly is no list of referrers. */
  readonly instead?: string;
  /** When the request was sent, in milliseconds. */
  readonly readAt: number;
}

/** A list of referrers that remembers the content of the referrers tag when it was read up to it. */
export class RegistryList implements ReferrerList {
  readonly #read: (onTag: (tag: TagState) => void) => AsyncGenerator<ReferrerEntry>;
  #tag: TagState | undefined;

  constructor(read: (onTag: (tag: TagState) => void) => AsyncGenerator<ReferrerEntry>) {
    this.#read = read;
  }

  /** The content of the tag that the next write is based on; `undefined` when the tag was not read. */
  get tag(): TagState | undefined {
    return this.#tag;
  }

  [Symbol.asyncIterator](): AsyncGenerator<ReferrerEntry> {
    return this.#read((tag) => {
      this.#tag = tag;
    });
  }
}
