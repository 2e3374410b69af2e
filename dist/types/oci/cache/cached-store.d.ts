import type { Readable } from 'node:stream';
import type { Descriptor } from '../descriptor.ts';
import type { ManifestContent, ManifestName, ReferrerEntry, ReferrerList, ReferrerQuery, SourceStore, Subject } from '../ports.ts';
export interface CacheOptions {
    /** Ends what several readers wait for, so it is the run's and not that of one of them. */
    readonly signal: AbortSignal;
    /** How lists are read, where readers want different things; their artifact types are applied to what that gives. */
    readonly query?: ReferrerQuery;
}
/**
 * One view of a repository for a run: each manifest and each list is asked for once, so that what is judged and what is
 * copied are the same bytes, and a list can be asked for before it is wanted.
 */
export declare class CachedStore<S extends SourceStore = SourceStore> implements SourceStore {
    #private;
    readonly name: string;
    readonly repository: string | undefined;
    protected readonly store: S;
    constructor(store: S, options: CacheOptions);
    resolve(name: ManifestName, signal: AbortSignal): Promise<Descriptor | undefined>;
    manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent>;
    has(descriptor: Descriptor, signal: AbortSignal): Promise<boolean>;
    blob(descriptor: Descriptor, options: {
        offset?: number;
    }, signal: AbortSignal): Promise<Readable>;
    /**
     * Begins to read a list, unless enough was read ahead that nobody has asked for yet: a hostile registry must not fill the
     * memory with what is not needed. What fails is told to whoever reads the list.
     */
    prefetch(subject: Subject, query: ReferrerQuery): void;
    referrers(subject: Subject, query: ReferrerQuery, signal: AbortSignal): AsyncGenerator<ReferrerEntry>;
    /** The store's own list behind one that was read, for whoever writes it next. */
    protected listOf({ digest }: Subject): ReferrerList | undefined;
    /** What is listed has changed. */
    protected forget({ digest }: Subject): void;
    close(): Promise<void>;
}
