import type { Command } from './commands.ts';
import type { Ended } from './program.ts';
import type { Snapshot } from './snapshot.ts';

/** Which run of a case: the one that meets the fault, its repeat without it, and the one after. */
export type Phase = 'fault' | 'repeat' | 'again';

/** What one run did and left, for the judge. */
export interface Evidence {
  readonly command: Command;
  readonly phase: Phase;
  /** Whether the runs of the case before it were done, or one of them was not. */
  readonly after: 'nothing' | 'done' | 'failed';
  /** How the run may end. */
  readonly ends: readonly string[];
  readonly run: Ended;
  readonly image: Snapshot;
  /** The repository in which its signatures are. */
  readonly attached: Snapshot;
  /** What a reader said of the tag after a run that ended with 0: nothing where it was found, else its words. */
  readonly notFound: string | undefined;
  /** Credentials where they do not belong. */
  readonly stray: readonly string[];
  /** Passwords and tokens, in each form that was sent. */
  readonly secrets: readonly string[];
  /** Requests of the run that write. */
  readonly writes: readonly string[];
}
