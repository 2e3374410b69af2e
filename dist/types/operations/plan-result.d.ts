import type { ShardMatrix } from '../planning/matrix.ts';
import type { Plan } from '../planning/plan.ts';
import type { PlannedAdditions } from '../planning/planned-additions.ts';
import type { FileDigests } from '../planning/promotions.ts';
import type { RunResult } from './results.ts';
/** The JSON object that `plan` prints. Its images are those with an error, at most 1,000 of them; the plan names all. */
export interface PlanRunResult extends RunResult {
    /** `null` where the run ended before there was one. */
    readonly plan: Plan | null;
    /** With `--changed-since`, the digests of its files at that commit; `null` without, and where the file was not there. */
    readonly filesBefore: FileDigests | null;
    /** The digest of the plan's own bytes, which `--out` writes. */
    readonly planDigest: string | null;
    /** Whether a promotion of this plan would write anything. */
    readonly changes: boolean | null;
    /** The signatures of your own and the records that it would put, at most: a plan does not ask keys which signatures are theirs. */
    readonly added: PlannedAdditions | null;
    /** The shards that have something to promote, for the matrix of a workflow; only with `--shards`. */
    readonly matrix?: ShardMatrix;
    /** The file of `--out`, as the user named it. */
    readonly file: string | null;
    /** The command that does what is planned. */
    readonly next: string | null;
    /** With `--from-registry`, in the place of a plan: a promotions file in YAML of what the repositories have. */
    readonly promotions: string | null;
}
