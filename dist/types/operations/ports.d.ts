import type { CopyEvent } from '../oci/copy.ts';
import type { DestinationResult } from './results.ts';
/** Time, injected so that verdicts and waits can be tested. */
export interface Clock {
    now(): Date;
    /** Resolves after `milliseconds`; rejects when `signal` aborts. */
    sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
/** What a use case tells while it works. Rendering is the business of the faces. */
export type ProgressEvent = {
    readonly type: 'phase';
    readonly phase: 'resolve' | 'judge' | 'copy' | 'sign' | 'attach' | 'confirm' | 'tag';
    readonly subject: string;
}
/** Worth a line, and no warning: it is in no result. */
 | {
    readonly type: 'notice';
    readonly message: string;
}
/** A host is waited for and has said nothing for so many milliseconds; told once for each. */
 | {
    readonly type: 'silence';
    readonly host: string;
    readonly milliseconds: number;
}
/** Who signs, in words: `the app … by the token of this GitHub job`. */
 | {
    readonly type: 'identity';
    readonly who: string;
}
/** What a copy to `subject` has before it; blobs that prove to be there already are told of as they are found. */
 | {
    readonly type: 'todo';
    readonly subject: string;
    readonly blobs: number;
    readonly bytes: number;
}
/** `subject` is the destination that is copied to. */
 | (CopyEvent & {
    readonly subject: string;
})
/** Nothing more happens at this destination. */
 | {
    readonly type: 'end';
    readonly subject: string;
    readonly status: DestinationResult['status'];
};
export interface Reporter {
    progress(event: ProgressEvent): void;
    /** Something the user should know although the run goes on; collected into `warnings`. */
    warning(message: string): void;
}
/** What every use case is given. */
export interface Tools {
    readonly clock: Clock;
    readonly reporter: Reporter;
    /** Blobs and manifests under way at the same time. */
    readonly concurrency: number;
}
