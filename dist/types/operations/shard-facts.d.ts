/** Which part of a promotion a result is of. */
export interface ShardFacts {
    /** Counted from 1. */
    readonly index: number;
    readonly total: number;
    /** The shards that have something to do, as `I/N`: so many results make the whole. */
    readonly expected: readonly string[];
    /** The digest of the promotions file. */
    readonly promotions: string;
    /** The digest of the plan; `null` without one. */
    readonly plan: string | null;
}
