import type { CopyPlan } from '../../oci/copy/plan-copy.ts';
/** What a promotion would write to a destination. */
export interface ToCopy {
    /** At most: blobs that were not asked for may be there. */
    readonly blobs: number;
    /** Bytes of these blobs. */
    readonly bytes: number;
    /** Those of attached artifacts among them. */
    readonly manifests: number;
    /** Whether the manifest of the image itself is one of them. */
    readonly image: boolean;
}
/** The blobs that a plan writes at most. */
export declare function amountOf(plan: CopyPlan): Pick<ToCopy, 'blobs' | 'bytes'>;
/** All that a plan writes at most. */
export declare function toCopyOf(plan: CopyPlan): ToCopy;
