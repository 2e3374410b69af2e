import type { PlannedPromotion } from './plan.ts';
/** The matrix of a GitHub workflow: one job a shard. */
export interface ShardMatrix {
    /** `I/N`, in order. */
    readonly shard: readonly string[];
}
/** The shards that a repository of a plan belongs to, also where all of it is unchanged: it is judged again. The others are empty. */
export declare function matrixOf({ promotions }: {
    readonly promotions: readonly Pick<PlannedPromotion, 'destination'>[];
}, shards: number): ShardMatrix;
