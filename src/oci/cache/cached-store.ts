import type { Readable } from 'node:stream';
import { abortable } from '../../async/abortable.ts';
import { artifactTypeMatches } from '../artifact-type.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import {
  canTellExistence,
  type ExistenceReader,
  type ManifestContent,
  type ManifestName,
  type ReferrerEntry,
  type ReferrerList,
  type ReferrerQuery,
  type SourceStore,
  type Subject,
} from '../ports.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Narrow } from './narrow.ts';
import { Replay } from './replay.ts';

/** Bytes of manifests that one view keeps by default, and as many of lists. Beyond that it asks the store again. */
export const KEPT = 4 * 1024 * 1024;
/** Bytes of each that a view keeps from one image to the next of a run. */
const KEPT_BETWEEN = 256 * 1024;
/** Bytes of memory that a kept manifest or list takes beside its content. */
const OVERHEAD = 1024;
/** The part of what a view keeps that lists may take which were prefetched and not read by anybody so far. */
const AHEAD = 1 / 2;
/** The part that a prefetched list counts for while it is still being read and its size is unknown. */
const UNKNOWN = AHEAD / 16;

/** Roughly how many bytes of memory one entry takes. */
function costOf({ descriptor }: ReferrerEntry): number {
  return 256 + (descriptor.annotations ? JSON.stringify(descriptor.annotations).length * 2 : 0);
}

export interface CacheOptions {
  /** Ends requests that several readers may wait for, so it has to be the signal of the run. */
  readonly signal: AbortSignal;
  /** Bytes of manifests that it keeps, and as many of lists; {@link KEPT} by default. */
  readonly kept?: number;
  /** The query by which all lists are read, whatever each reader asks for. A reader's artifact type then filters the list. */
  readonly query?: ReferrerQuery;
  /** Narrow limits for what is read; without them, an image may be as large as any. */
  readonly narrow?: Narrow;
}

interface KnownList {
  readonly list: ReferrerList;
  /** The artifact type by which it was read. A list of another type is not in it, and is not kept. */
  readonly artifactType: string | undefined;
  readonly replay: Replay;
  /** Whether the list was prefetched and nobody has read it so far, so that it counts against {@link AHEAD}. */
  isAhead: boolean;
  cost: number;
}

/**
 * The one view of a repository in a run (docs/architecture.md, "The way of data"). It asks the store for each manifest and each
 * list once, so that the bytes that are judged are the bytes that are copied, and it can prefetch a list.
 */
export class CachedStore<S extends SourceStore = SourceStore> implements SourceStore {
  readonly name: string;
  readonly repository: string | undefined;
  readonly signatureSources?: readonly string[];
  readonly exists?: ExistenceReader['exists'];
  readonly narrow?: Narrow;
  protected readonly store: S;
  /** Whether lists are given back to the store when it writes them. */
  protected readonly isWritten: boolean = false;
  readonly #options: CacheOptions;
  readonly #kept: number;
  readonly #manifests: BoundedMap<string, Promise<ManifestContent>>;
  readonly #lists: BoundedMap<Digest, KnownList>;
  #ahead = 0;

  constructor(store: S, options: CacheOptions) {
    this.store = store;
    this.name = store.name;
    this.repository = store.repository;
    this.#options = options;
    this.#kept = options.kept ?? KEPT;
    this.#manifests = new BoundedMap(this.#kept);
    this.#lists = new BoundedMap(this.#kept, (known) => this.#countNoMore(known));
    if (options.narrow) this.narrow = options.narrow;
    if (store.signatureSources) this.signatureSources = store.signatureSources;
    if (canTellExistence(store)) this.exists = store.exists.bind(store);
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
    this.#manifests.set(key, fetched, size + OVERHEAD);
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
   * Begins to read a list before somebody needs it. It does nothing while {@link AHEAD} of what it keeps are lists that nobody has read,
   * so that a hostile registry cannot fill the memory. A failure is reported to the reader of the list, and to nobody else.
   */
  prefetch(subject: Subject, query: ReferrerQuery): void {
    if (this.#ahead >= AHEAD * this.#kept || this.#lists.get(subject.digest)) return;
    const known = this.#begin(subject, query, true);
    const unknown = UNKNOWN * this.#kept;
    this.#ahead += unknown + known.cost;
    // The replay keeps the error for the reader of the list.
    void this.#readAhead(known, query)
      .catch(() => {})
      .finally(() => {
        this.#ahead -= unknown;
      });
  }

  /** Reads a list to its end when the query wants all of it, else to its first entry. */
  async #readAhead(known: KnownList, { sources }: ReferrerQuery): Promise<void> {
    while ((await known.replay.more()) && sources === 'merged') {
      if (this.#ahead >= AHEAD * this.#kept && known.isAhead) return;
    }
  }

  async *referrers(
    subject: Subject,
    query: ReferrerQuery,
    signal: AbortSignal,
  ): AsyncGenerator<ReferrerEntry> {
    const known = this.#lists.get(subject.digest) ?? this.#begin(subject, query, false);
    this.#countNoMore(known);
    const { artifactType } = query;
    if (artifactType !== undefined && known.artifactType !== undefined && artifactType !== known.artifactType)
      return yield* this.store.referrers(subject, query, signal);
    try {
      for await (const entry of known.replay.entries(signal)) {
        if (artifactTypeMatches(entry.descriptor, query.artifactType)) yield entry;
      }
    } catch (error) {
      if (!signal.aborted) this.#lists.delete(subject.digest, known);
      throw error;
    }
  }

  /** The list of the subject as the store returned it, to be given back when the store writes it (`linkReferrers`). */
  protected listOf({ digest }: Subject): ReferrerList | undefined {
    return this.#lists.get(digest)?.list;
  }

  /** Drops the list of a subject after a write has changed it. */
  protected forget({ digest }: Subject): void {
    this.#lists.delete(digest);
  }

  /** Keeps only what was used last, enough for another tag of the same image. */
  trim(): void {
    this.#manifests.trim(KEPT_BETWEEN);
    this.#lists.trim(KEPT_BETWEEN);
  }

  #countNoMore(known: KnownList): void {
    if (known.isAhead) this.#ahead -= known.cost;
    known.isAhead = false;
  }

  #begin(subject: Subject, wanted: ReferrerQuery, isAhead: boolean): KnownList {
    const { digest } = subject;
    const query = { ...(this.#options.query ?? wanted), isForWriting: this.isWritten };
    const list = this.store.referrers(subject, query, this.#options.signal);
    const known: KnownList = {
      list,
      artifactType: query.artifactType,
      isAhead,
      cost: OVERHEAD,
      replay: new Replay(list, (entry) => {
        const cost = costOf(entry);
        known.cost += cost;
        const { narrow } = this;
        if (narrow && known.cost > narrow.list) throw narrow.exceeded();
        if (known.isAhead) this.#ahead += cost;
        this.#lists.grow(digest, known, cost);
      }),
    };
    this.#lists.set(digest, known, known.cost);
    return known;
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
