import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import type { CopyPlan } from './plan-copy.ts';
import { type BlobSource, type TargetStore } from './ports.ts';
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
    /**
     * Called as the last reading leaves that is to confirm what is attached, and again when that had to be repeated. Nothing
     * is written after the last call.
     */
    readonly onLastReadBack?: () => void;
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
