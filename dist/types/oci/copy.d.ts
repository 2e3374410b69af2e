import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { type Attachment } from './graph.ts';
import type { CopyPlan } from './plan-copy.ts';
import { type BlobSource, type FoundIn, type TargetStore } from './ports.ts';
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
    /** Blobs written and their bytes; blobs mounted from another repository of the target. */
    readonly copied: number;
    readonly mounted: number;
    readonly bytes: number;
}
export interface CopyOptions {
    readonly concurrency: number;
    readonly onEvent?: (event: CopyEvent) => void;
    /** Told where the target lists what was attached to one subject. */
    readonly onLinked?: (attachments: readonly Attachment[], foundIn: FoundIn) => void;
}
/** Every blob that a copy may write, once; `ask` is whether the target is asked before the blob is written. */
export declare function blobsOf(plan: CopyPlan): {
    descriptor: Descriptor;
    ask: boolean;
}[];
/**
 * Writes what `plan` found missing, in the only order: blobs, child manifests, root by digest, attached manifests, and
 * then has the target list and read back what is attached. Never tags. Killed anywhere, it leaves no name behind that
 * points at something incomplete; run again, it goes on where it was.
 */
export declare function copyGraph(source: BlobSource, target: TargetStore, plan: CopyPlan, options: CopyOptions, signal: AbortSignal): Promise<CopyReport>;
