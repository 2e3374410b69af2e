import type { Descriptor } from '../descriptor.ts';
import { type BlobSource, type TargetStore } from '../ports.ts';
import type { CopyOptions } from './copy-graph.ts';
/** A blob that a copy may write. */
export interface MissingBlob {
    readonly descriptor: Descriptor;
    /** Whether the target is asked for it before it is written. */
    readonly ask: boolean;
    /** Whether the target has said that it lacks it. */
    readonly isAbsent: boolean;
}
/** How a blob came to the target. */
export type Arrival = 'present' | 'mounted' | 'copied';
type CarrierOptions = Pick<CopyOptions, 'mounts' | 'onEvent' | 'onWait' | 'standing'>;
/** Brings blobs to the target, each in the cheapest way there is. */
export declare class BlobCarrier {
    #private;
    constructor(source: BlobSource, target: TargetStore, options: CarrierOptions);
    carry(blob: MissingBlob, signal: AbortSignal): Promise<Arrival>;
}
export {};
