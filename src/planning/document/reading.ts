import { printable } from '../../encoding/printable.ts';
import type { ErrorCode } from '../../errors.ts';
import type { PlainHttp } from '../../oci/registry-host.ts';
import type { Position } from '../promotions.ts';

/** One thing that is wrong in a promotions file or a list. */
export interface Fault {
  readonly code: Extract<ErrorCode, 'promotions_invalid' | 'destination_conflict'>;
  readonly at: Position;
  /** Without the position. */
  readonly message: string;
  readonly hint: string;
}

/** What a document is read with. It comes from outside of the file, so that reading stays pure. */
export interface Surroundings {
  /** The folder of the promotions file; everything that it names is inside. */
  readonly folder: string;
  readonly plainHttp: PlainHttp;
  /** The value of an environment variable, or why it must not be used. */
  readonly variable: (name: string) => { readonly value: string } | { readonly refused: string };
  /** The word of a list that was probably meant. */
  readonly suggest: (word: string, among: readonly string[]) => string | undefined;
}

/** A file or folder that a promotions file names. */
export interface NamedPath {
  readonly kind: 'file' | 'folder';
  /** Its parts from the folder of the promotions file on. */
  readonly names: readonly string[];
  readonly offset: number;
}

/** The most faults that are noted of one file; nobody reads more of them, and each takes a search for the word that was meant. */
const MOST = 100;

/** Offsets at which the lines of a text begin. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The reading of one file: what was found wrong so far, and where that stands. */
export class Reading {
  /** As it is shown in front of a line. */
  readonly file: string;
  readonly text: string;
  readonly surroundings: Surroundings;
  readonly faults: Fault[] = [];
  /** The paths that the file names, but for those of lists. */
  readonly paths: NamedPath[] = [];
  readonly #misread = new Set<string>();
  /** The instructions of all its patterns. */
  patternSize = 0;
  #starts: readonly number[] | undefined;

  constructor(file: string, text: string, surroundings: Surroundings) {
    this.file = file;
    this.text = text;
    this.surroundings = surroundings;
  }

  /** @param offset of a character of the text. */
  position(offset: number): Position {
    this.#starts ??= lineStarts(this.text);
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return `${this.file}:${low + 1}:${offset - this.#starts[low]! + 1}`;
  }

  /** Notes that a member of the map at `offset` is there, and that a fault was noted in it. */
  misread(offset: number, member: string): void {
    this.#misread.add(`${offset} ${member}`);
  }

  /** Whether a member is missing only because what is there could not be read. */
  isMisread(offset: number, member: string): boolean {
    return this.#misread.has(`${offset} ${member}`);
  }

  /** Whether so much is wrong that reading on tells nothing new. */
  get isFull(): boolean {
    return this.faults.length >= MOST;
  }

  fault(offset: number, message: string, hint: string): undefined {
    // The message shows what stands in the file; `printable` keeps it to one line.
    const fault = { at: this.position(offset), message: printable(message, 600), hint: printable(hint, 600) };
    this.faults.push({ code: 'promotions_invalid', ...fault });
    return undefined;
  }
}
