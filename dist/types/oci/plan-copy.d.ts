import type { Digest } from './digest.ts';
import type { ArtifactGraph, Attachment, GraphNode } from './graph.ts';
import type { FoundIn, ManifestReader, ReferrerQuery, ReferrerReader } from './ports.ts';
/** What is missing at a target, found out by reading alone. */
export interface CopyPlan {
    /** Children before their index. */
    readonly nodes: readonly GraphNode[];
    /** A subject before its referrers. */
    readonly attachments: readonly Attachment[];
    /** Attachments that are not missing, and where the target lists them. */
    readonly listed: readonly {
        readonly attachment: Attachment;
        readonly foundIn: FoundIn;
    }[];
    /** The target holds nothing yet: its blobs need not be asked for one by one. */
    readonly targetIsEmpty: boolean;
}
export interface PlanHints {
    /** Manifests known to be at the target, because a tag there names them. */
    readonly present?: ReadonlySet<Digest>;
    readonly targetIsEmpty?: boolean;
}
/** Of the first subject API and tag are asked at once, since either may be the one; then it is known which to ask. */
export declare const FIRST_LIST: ReferrerQuery;
/**
 * Compares `graph` with what `target` holds. A manifest that is there has its blobs and children there, because they are
 * written before it; children are still asked for, since some registries take an index without them.
 */
export declare function planCopy(target: ManifestReader & ReferrerReader, graph: ArtifactGraph, hints: PlanHints, signal: AbortSignal): Promise<CopyPlan>;
