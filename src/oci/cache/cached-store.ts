import type { Readable } from 'node:stream';
import { abortable } from '../../async/abortable.ts';
import { artifactTypeMatches } from '../artifact-type.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type {
  ManifestContent,
  ManifestName,
  ReferrerEntry,
  ReferrerList,
  ReferrerQuery,
  SourceStore,
  Subject,
} from '../ports.ts';
import { BoundedMap } from './bounded-map.ts';
import { Replay } from './replay.ts';

/** Bytes of manifests, and of lists, that one view keeps; what it forgot is asked for again. */
const KEPT = 16 * 1024 * 1024;
/** Bytes of lists that are read ahead and that nobody has asked for. */
const AHEAD = 4 * 1024 * 1024;
/** What a list that is being read ahead may turn out to have, as long as that is not known. */
const UNKNOWN = AHEAD / 16;

/** What an entry takes in memory, about. */
function costOf({ descriptor }: ReferrerEntry): number {
  return 512 + (descriptor.annotations ? JSON.stringify(descriptor.annotations).length * 2 : 0);
}

export interface CacheOptions {
  /** Ends what several readers wait for, so it is the run's and not that of one of them. */
  readonly signal: AbortSignal;
  /** How lists are read, where readers want different things; their artifact types are applied to what that gives. */
  readonly query?: ReferrerQuery;
}

interface KnownList {
  readonly list: ReferrerList;
  readonly replay: Replay;
  /** Somebody asked for it; until then it was read ahead. */
  wanted: boolean;
  cost: number;
}

/**
 * One view of a repository for a run: each manifest and each list is asked for once, so that what is judged and what is
 * copied are the same bytes, and a list can be asked for before it is wanted.
 */
export class CachedStore<S extends SourceStore = SourceStore> implements SourceStore {
  readonly name: string;
  readonly repository: string | undefined;
  protected readonly store: S;
  readonly #options: CacheOptions;
  readonly #manifests = new BoundedMap<string, Promise<ManifestContent>>(KEPT);
  readonly #lists = new BoundedMap<Digest, KnownList>(KEPT);
  #ahead = 0;

  constructor(store: S, options: CacheOptions) {
    this.store = store;
    this.name = store.name;
    this.repository = store.repository;
    this.#options = options;
  }

  resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined> {
    return this.store.resolve(name, signal);
  }

  async manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent> {
    signal.throwIfAborted();
    const { mediaType, digest, size } = descriptor;
    const key = `${digest} ${size} ${mediaType}`;
    const known = this.#manifests.get(key);
    if (known) return abortable(known, signal);
    const fetched = this.store.manifest(descriptor, this.#options.signal);
    this.#manifests.set(key, fetched, size);
    fetched.catch(() => this.#manifests.delete(key, fetched));
    return abortable(fetched, signal);
  }

  has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean> {
    return this.store.has(descriptor, signal);
  }

  blob(descriptor: Descriptor, options: { offset?: number }, signal: AbortSignal): Promise<Readable> {
    return this.store.blob(descriptor, options, signal);
  }

  /**
   * Begins to read a list, unless enough was read ahead that nobody has asked for yet: a hostile registry must not fill the
   * memory with what is not needed. What fails is told to whoever reads the list.
   */
  prefetch(subject: Subject, query: ReferrerQuery): void {
    if (this.#ahead >= AHEAD || this.#lists.get(subject.digest)) return;
    this.#ahead += UNKNOWN;
    const known = this.#begin(subject, query);
    // The last answer of a list stays: whoever reads it gets this error.
    void this.#readAhead(known, query)
      .catch(() => {})
      .finally(() => {
        this.#ahead -= UNKNOWN;
      });
  }

  /** To its end where all of it is wanted, else to its first entry. */
  async #readAhead(known: KnownList, { sources }: ReferrerQuery): Promise<void> {
    while ((await known.replay.more()) && sources === 'merged') {
      if (this.#ahead >= AHEAD && !known.wanted) return;
    }
  }

  async *referrers(
    subject: Subject,
    query: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    const known = this.#lists.get(subject.digest) ?? this.#begin(subject, query);
    if (!known.wanted) this.#ahead -= known.cost;
    known.wanted = true;
    try {
      for await (const entry of known.replay.entries(signal)) {
        if (artifactTypeMatches(entry.descriptor, query.artifactType)) yield entry;
      }
    } catch (error) {
      if (!signal.aborted) this.#lists.delete(subject.digest, known);
      throw error;
    }
  }

  /** The store's own list behind one that was read, for whoever writes it next. */
  protected listOf({ digest }: Subject): ReferrerList | undefined {
    return this.#lists.get(digest)?.list;
  }

  /** What is listed has changed. */
  protected forget({ digest }: Subject): void {
    this.#lists.delete(digest);
  }

  #begin(subject: Subject, wanted: ReferrerQuery): KnownList {
    const { digest } = subject;
    const list = this.store.referrers(subject, this.#options.query ?? wanted, this.#options.signal);
    const known: KnownList = {
      list,
      wanted: false,
      cost: 0,
      replay: new Replay(list, (entry) => {
        const cost = costOf(entry);
        known.cost += cost;
        if (!known.wanted) this.#ahead += cost;
        this.#lists.grow(digest, known, cost);
      }),
    };
    this.#lists.set(digest, known, 0);
    return known;
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
