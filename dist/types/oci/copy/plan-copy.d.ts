import type { Digest } from '../digest.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import type { ArtifactGraph, Attachment } from '../graph/artifact-graph.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { FoundIn, ReferrerQuery } from '../ports.ts';
import { type ListReader, type OtherEntry } from './listed-there.ts';
/** The parts of an artifact that are missing at a target. Planning only reads. */
export interface CopyPlan {
    readonly root: Digest;
    /** The missing manifests; children precede their index. */
    readonly nodes: readonly GraphNode[];
    /** The missing attachments; a subject precedes its referrers. */
    readonly attachments: readonly Attachment[];
    /** The digest tags that are not there, or lack something of what is carried. */
    readonly digestTags: readonly DigestTag[];
    /** The attachments that the target has, and where it lists them. */
    readonly listed: readonly {
        readonly attachment: Attachment;
        readonly foundIn: FoundIn;
    }[];
    /** What else the target lists as attached to the subjects whose lists were read. */
    readonly others: readonly OtherEntry[];
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
    /** Manifests that are not copied to this target, whose lists it has all the same: signatures of images that are elsewhere. */
    readonly subjects?: ReadonlySet<Digest>;
    /** Whether a tag is to be set, so that nothing is believed that its reader needs. A repeat believes tags and lists. */
    readonly setsTag?: boolean;
}
/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
export declare const FIRST_LIST: ReferrerQuery;
/**
 * Compares `graph` with what `target` has. What is to be written can only be said where all of it is known, so that digest tags and
 * the rest are asked for at the same time.
 */
export declare function planCopy(target: ListReader, graph: ArtifactGraph, hints: PlanHints, signal: AbortSignal): Promise<CopyPlan>;
