import type { PlannedPromotion } from './plan.ts';
/** The matrix of a GitHub workflow: one job a shard. */
export interface ShardMatrix {
    /** `I/N`, in order. */
    readonly shard: readonly string[];
}
/** The shards that write to a repository of a plan; the others have nothing to do. */
export declare function matrixOf({ promotions }: {
    readonly promotions: readonly Pick<PlannedPromotion, 'destination'>[];
}, shards: number): ShardMatrix;
