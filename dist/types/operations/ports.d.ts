import type { CopyEvent } from '../oci/copy/copy-graph.ts';
import type { DestinationResult } from './results.ts';
/** The time of a run. Tests give a clock of their own. */
export interface Clock {
    now(): Date;
    /** Resolves after `milliseconds`; rejects when `signal` aborts. */
    sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
/** One event of a run that is under way. A use case sends it; the command line and the action render it. */
export type ProgressEvent = {
    readonly type: 'phase';
    readonly phase: 'resolve' | 'judge' | 'copy' | 'sign' | 'attach' | 'confirm' | 'tag' | 'record';
    readonly subject: string;
}
/** A line for the user that is no warning: `message` is in no result. */
 | {
    readonly type: 'notice';
    readonly message: string;
}
/** `host` has sent nothing for so many milliseconds while the run waits for it. The event comes once for each host. */
 | {
    readonly type: 'silence';
    readonly host: string;
    readonly milliseconds: number;
}
/** `who` is the identity that signs, in words: `the app … by the token of this GitHub job`. */
 | {
    readonly type: 'identity';
    readonly who: string;
}
/** So many of the images of the run are done, well or not. */
 | {
    readonly type: 'images';
    readonly done: number;
    readonly total: number;
}
/**
 * The copy to `subject` has so many blobs and bytes to copy at most. A later event takes a blob off when the destination
 * turns out to have it.
 */
 | {
    readonly type: 'todo';
    readonly subject: string;
    readonly blobs: number;
    readonly bytes: number;
}
/** A step of the copy to the destination `subject`. */
 | (CopyEvent & {
    readonly subject: string;
})
/** The destination `subject` is done or has failed, perhaps before anything was copied to it; no event of it follows. */
 | {
    readonly type: 'end';
    readonly subject: string;
    readonly status: DestinationResult['status'];
};
export interface Reporter {
    progress(event: ProgressEvent): void;
    /** Tells the user something although the run goes on. The result lists the message under `warnings`. */
    warning(message: string): void;
}
/** The clock, the reporter and the limit that every use case gets. */
export interface Tools {
    readonly clock: Clock;
    readonly reporter: Reporter;
    /** The most blobs and manifests that are read or written at the same time. */
    readonly concurrency: number;
}
