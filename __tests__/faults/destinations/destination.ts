import type { Command, Place } from '../commands.ts';
import type { Snapshot } from '../snapshot.ts';

/** What a command writes to, as a case sees it. */
export interface Destination {
  readonly place: Place;
  /** Words before the program, where it has to be started under a limit. */
  readonly under?: readonly string[];
  /** What is there: of the image, and where its signatures are. */
  snapshots(command: Command): Promise<{ readonly image: Snapshot; readonly attached: Snapshot }>;
  /** What has been written since the last call. */
  takeWrites(): Promise<readonly string[]>;
  /** The tag for notation: its operand with the flags that belong to it. */
  forNotation(): Promise<readonly string[]>;
  /** Ends the fault. */
  calm(): Promise<void>;
  close(): Promise<void>;
}
