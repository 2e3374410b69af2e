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

/** What the reading of a list tells beside its entries. */
export interface ListEvents {
  readonly onTag: (tag: TagState) => void;
  /** Called for each entry that the Referrers API lists. */
  readonly onApi: (digest: Digest) => void;
}

/** A list of referrers that remembers what the API and the referrers tag held when it was read up to it. */
export class RegistryList implements ReferrerList {
  readonly #read: (events: ListEvents) => AsyncGenerator<ReferrerEntry>;
  readonly #ofApi = new Set<Digest>();
  #tag: TagState | undefined;

  constructor(read: (events: ListEvents) => AsyncGenerator<ReferrerEntry>) {
    this.#read = read;
  }

  /** The content of the tag that the next write is based on; `undefined` when the tag was not read. */
  get tag(): TagState | undefined {
    return this.#tag;
  }

  /** What the Referrers API listed, as far as the list was read. */
  get ofApi(): ReadonlySet<Digest> {
    return this.#ofApi;
  }

  [Symbol.asyncIterator](): AsyncGenerator<ReferrerEntry> {
    return this.#read({
      onTag: (tag) => {
        this.#tag = tag;
      },
      onApi: (digest) => {
        this.#ofApi.add(digest);
      },
    });
  }
}
