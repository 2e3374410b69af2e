import type { Command } from '../commands.ts';
import type { Storage } from '../destinations/on-disk.ts';
import type { Scene, SceneOptions } from '../scene.ts';

/** A fault, and how the command that it meets may end. */
export interface Fault {
  readonly name: string;
  /** What happens, for the page. */
  readonly about: string;
  /** At `each` request, or at every eighth one, or with each of these numbers. */
  readonly at: 'each' | 'eighth' | readonly number[];
  /** Whether it is tried on registries with and without the Referrers API at the same number, or on both in turn. */
  readonly both?: boolean;
  readonly scene?: Partial<SceneOptions>;
  /** The destination is on a disk, on which so many pages are left as `at` says. */
  readonly storage?: Storage;
  readonly flags?: readonly string[];
  /** Commands that it cannot meet are left out. */
  readonly meets?: (command: Command) => boolean;
  /** Whether it ends the program, which then has to be a process. */
  readonly kills?: boolean;
  begin(scene: Scene, at: number): void;
  /** Whether it came to pass: a run that it never met says nothing. */
  struck(scene: Scene, at: number, outcome: string): boolean;
  /** `done`, codes of errors, or `killed`. */
  readonly ends: readonly string[];
}
