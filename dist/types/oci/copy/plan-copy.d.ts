import type { Digest } from '../digest.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { ArtifactGraph, Attachment } from '../graph/read-graph.ts';
import type { FoundIn, ManifestReader, ReferrerQuery, ReferrerReader } from '../ports.ts';
/** The parts of an artifact that are missing at a target. Planning only reads. */
export interface CopyPlan {
    /** The missing manifests; children precede their index. */
    readonly nodes: readonly GraphNode[];
    /** The missing attachments; a subject precedes its referrers. */
    readonly attachments: readonly Attachment[];
    /** The attachments that the target has, and where it lists them. */
    readonly listed: readonly {
        readonly attachment: Attachment;
        readonly foundIn: FoundIn;
    }[];
    /** Whether the target holds nothing yet, so that no blob has to be asked for. */
    readonly targetIsEmpty: boolean;
}
export interface PlanHints {
    /** Manifests that the target has because one of its tags points at them. */
    readonly present?: ReadonlySet<Digest>;
    readonly targetIsEmpty?: boolean;
}
/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
export declare const FIRST_LIST: ReferrerQuery;
/**
 * Compares `graph` with what `target` has. Blobs of a manifest that is there are not asked for, because they are written before
 * it ("Order of a promotion"). Children are asked for all the same, since some registries take an index without them.
 */
export declare function planCopy(target: ManifestReader & ReferrerReader, graph: ArtifactGraph, hints: PlanHints, signal: AbortSignal): Promise<CopyPlan>;
