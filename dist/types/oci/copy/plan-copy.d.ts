import type { Digest } from '../digest.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import { type ArtifactGraph, type Attachment } from '../graph/read-graph.ts';
import type { FoundIn, ReferrerQuery } from '../ports.ts';
import { type ListReader } from './listed-there.ts';
/** The parts of an artifact that are missing at a target. Planning only reads. */
export interface CopyPlan {
    readonly root: Digest;
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
    /** The blobs that the target was asked for, and whether it has them. */
    readonly askedBlobs: ReadonlyMap<Digest, boolean>;
}
export interface PlanHints {
    /** Whether every manifest and every blob is asked for, whatever the tags and lists of the target say. */
    readonly deep?: boolean;
    /** Manifests that the target has because one of its tags points at them. */
    readonly present?: ReadonlySet<Digest>;
    readonly targetIsEmpty?: boolean;
    /** Whether a tag is to be set, so that nothing is believed that its reader needs. A repeat believes tags and lists. */
    readonly setsTag?: boolean;
}
/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
export declare const FIRST_LIST: ReferrerQuery;
/**
 * Compares `graph` with what `target` has. Blobs of a root that is there are asked for only by a `deep` plan, because they are
 * written before it ("Order of a promotion"), and registries look for them when a tag is pointed at it. Children are asked for all
 * the same, since some registries take an index without them. When the index is put or tagged, so are their blobs, which no registry
 * looks for then. A manifest that lacks one of its parts is missing there.
 */
export declare function planCopy(target: ListReader, graph: ArtifactGraph, hints: PlanHints, signal: AbortSignal): Promise<CopyPlan>;
