import type { Readable } from 'node:stream';
import type { Descriptor } from '../descriptor.ts';
import { type ExistenceReader, type ManifestContent, type ManifestName, type ReferrerEntry, type ReferrerList, type ReferrerQuery, type SourceStore, type Subject } from '../ports.ts';
export interface CacheOptions {
    /** Ends requests that several readers may wait for, so it has to be the signal of the run. */
    readonly signal: AbortSignal;
    /** The query by which all lists are read, whatever each reader asks for. A reader's artifact type then filters the list. */
    readonly query?: ReferrerQuery;
}
/**
 * The one view of a repository in a run (docs/architecture.md, "The way of data"). It asks the store for each manifest and each
 * list once, so that the bytes that are judged are the bytes that are copied, and it can prefetch a list.
 */
export declare class CachedStore<S extends SourceStore = SourceStore> implements SourceStore {
    #private;
    readonly name: string;
    readonly repository: string | undefined;
    readonly signatureSources?: readonly string[];
    readonly exists?: ExistenceReader['exists'];
    protected readonly store: S;
    constructor(store: S, options: CacheOptions);
    resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined>;
    manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent>;
    has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean>;
    blob(descriptor: Descriptor, options: {
        offset?: number;
    }, signal: AbortSignal): Promise<Readable>;
    /**
     * Begins to read a list before somebody needs it. It does nothing while {@link AHEAD} bytes of prefetched lists are unread,
     * so that a hostile registry cannot fill the memory. A failure is reported to the reader of the list, and to nobody else.
     */
    prefetch(subject: Subject, query: ReferrerQuery): void;
    referrers(subject: Subject, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<ReferrerEntry>;
    /** The list of the subject as the store returned it, to be given back when the store writes it (`linkReferrers`). */
    protected listOf({ digest }: Subject): ReferrerList | undefined;
    /** Drops the list of a subject after a write has changed it. */
    protected forget({ digest }: Subject): void;
    close(): Promise<void>;
}
