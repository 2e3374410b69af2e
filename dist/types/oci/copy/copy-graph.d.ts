import type { Digest } from '../digest.ts';
import type { Attachment } from '../graph/artifact-graph.ts';
import type { BlobSource, FoundIn, TargetStore } from '../ports.ts';
import { type MissingBlob } from './blob-carrier.ts';
import type { CopyPlan } from './plan-copy.ts';
import type { StandingBlobs } from './standing-blobs.ts';
import { type ReadBackOptions } from './written-parts.ts';
export type CopyEvent = {
    readonly type: 'blob';
    readonly digest: Digest;
    readonly size: number;
    readonly state: 'started' | 'present' | 'mounted' | 'copied';
} | {
    readonly type: 'bytes';
    readonly digest: Digest;
    readonly bytes: number;
};
export interface CopyReport {
    /** How many blobs were written. */
    readonly copied: number;
    /** How many blobs the target mounted from another of its repositories. */
    readonly mounted: number;
    /** Bytes of the blobs that were written. */
    readonly bytes: number;
}
export interface CopyOptions extends ReadBackOptions {
    readonly concurrency: number;
    /** Whether the caller sets a tag and reads it back, which also tells that the root is there. */
    readonly isTagged?: boolean;
    readonly onEvent?: (event: CopyEvent) => void;
    /** Called for each subject once the target lists its attachments, with the place where it lists them. */
    readonly onLinked?: (attachments: readonly Attachment[], foundIn: FoundIn) => void;
    /** What the run knows of the target and of its siblings, where it writes many images to them. */
    readonly standing?: StandingBlobs | undefined;
    /** Whether blobs are taken over from other repositories; by default they are. Some registries say that they did, and keep nothing. */
    readonly mounts?: boolean;
    /** Called where the blob is waited for that somebody else writes, so that nobody keeps it for this target. */
    readonly onWait?: (digest: Digest) => void;
}
/** Every blob that a copy may write, each once. */
export declare function blobsOf(plan: CopyPlan): MissingBlob[];
/**
 * Writes what `plan` found missing, in the order that docs/architecture.md, "Order of a promotion", prescribes: blobs, child
 * manifests, the root by digest, attached manifests and digest tags. Then the target has to list the attachments, and to have the
 * children and envelopes that were written, which is confirmed by reading. It sets no tag: a copy that is killed leaves no tag on an
 * incomplete image, and a repeat copies only the rest.
 *
 * @throws UnknownPart when the target does not know a part of a manifest.
 */
export declare function copyGraph(source: BlobSource, target: TargetStore, plan: CopyPlan, options: CopyOptions, signal: AbortSignal): Promise<CopyReport>;
