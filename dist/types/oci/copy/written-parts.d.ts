import { type Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import type { Attachment } from '../graph/artifact-graph.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { BlobSource, TargetStore } from '../ports.ts';
import { type Loss } from './not-kept.ts';
import type { ManifestPutter } from './put-manifests.ts';
export interface ReadBackOptions {
    /** The blobs of an attachment for which the target is asked after it took them. Without this function it is asked for none. */
    readonly envelopesOf?: (attachment: Attachment) => readonly Descriptor[];
    /** Whether the target is asked for everything that was written: for each blob, and for each manifest. */
    readonly deep?: boolean;
    /** Lets the time between two readings pass. Without this function none passes. */
    readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
/** The stores of a copy, and what it wrote. */
export interface Copied {
    readonly source: BlobSource;
    readonly target: TargetStore;
    readonly manifests: ManifestPutter;
    /** The blobs that were written or mounted. */
    readonly blobs: ReadonlySet<Digest>;
}
/**
 * Asks a target for what it said it stored: a 201 is no proof. What it does not show is put again, once. A layout is not asked,
 * because its files were written here.
 */
export declare class WrittenParts {
    #private;
    constructor(copied: Copied, options: ReadBackOptions);
    /** @throws SealiftError `child_missing`, or `registry_refused` for a manifest that is no child. */
    manifests(nodes: readonly GraphNode[], loss: Loss, signal: AbortSignal): Promise<void>;
    /** Asks for the blobs among `descriptors` that this copy wrote. */
    blobs(descriptors: readonly Descriptor[], loss: Loss, signal: AbortSignal): Promise<void>;
    /** Asks for what was attached, once its manifests are there. That those of the attachments are there, their list says. */
    attachments(attachments: readonly Attachment[], signal: AbortSignal): Promise<void>;
    /** Asks for what digest tags hold: signatures and attestations as envelopes are asked for, an SBOM when all is. */
    digestTags(digestTags: readonly DigestTag[], signal: AbortSignal): Promise<void>;
}
