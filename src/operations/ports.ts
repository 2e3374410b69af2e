import type { CopyEvent } from '../oci/copy.ts';

/** Time, injected so that verdicts and waits can be tested. */
export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`; rejects when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** What a use case tells while it works. Rendering is the business of the faces. */
export type ProgressEvent =
  | {
      readonly type: 'phase';
      readonly phase: 'resolve' | 'judge' | 'copy' | 'sign' | 'attach' | 'confirm' | 'tag';
      readonly subject: string;
    }
  /** Who signs, in words: `the app … by the token of this GitHub job`. */
  | { readonly type: 'identity'; readonly who: string }
  | CopyEvent;

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
