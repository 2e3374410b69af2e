import type { Descriptor } from '../../oci/descriptor.ts';
import type { ReferrerEntry, ReferrerList } from '../../oci/ports.ts';

/** The content of a referrers tag at one moment. */
export interface TagState {
  readonly entries: readonly Descriptor[];
  /** Where the registry named one. */
  readonly etag?: string;
  readonly exists: boolean;
  /** The tag resolves to the image itself (GitLab): no list can be kept there. */
  readonly isSubject: boolean;
  /** When the request for it left. */
  readonly readAt: number;
}

/** A list of referrers that remembers the content of the referrers tag, once it has been read that far. */
export class RegistryList implements ReferrerList {
  readonly #read: (onTag: (tag: TagState) => void) => AsyncGenerator<ReferrerEntry>;
  #tag: TagState | undefined;

  constructor(read: (onTag: (tag: TagState) => void) => AsyncGenerator<ReferrerEntry>) {
    this.#read = read;
  }

  /** What the writing of the tag builds on. */
  get tag(): TagState | undefined {
    return this.#tag;
  }

  [Symbol.asyncIterator](): AsyncGenerator<ReferrerEntry> {
    return this.#read((tag) => {
      this.#tag = tag;
    });
  }
}
