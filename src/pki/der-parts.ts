import type { DerElement } from '../encoding/der.ts';

/**
 * The parts of one SEQUENCE, read in the order of its definition. The reader has to check at the end that no part is left:
 * one program would read the rest and another would not.
 */
export class DerParts {
  readonly #parts: readonly DerElement[];
  readonly #refuse: (reason: string) => Error;
  #next = 0;

  constructor(parts: readonly DerElement[], refuse: (reason: string) => Error) {
    this.#parts = parts;
    this.#refuse = refuse;
  }

  /** The next part, of whatever type; `name` is what it is called when it is not there. */
  required(name: string): DerElement {
    const part = this.#parts[this.#next];
    if (part === undefined) throw this.#refuse(`has no ${name}`);
    this.#next += 1;
    return part;
  }

  /** The next part if its tag is this one. */
  optional(tag: number): DerElement | undefined {
    const part = this.#parts[this.#next];
    if (part?.tag !== tag) return undefined;
    this.#next += 1;
    return part;
  }

  isAtEnd(): boolean {
    return this.#next >= this.#parts.length;
  }

  end(): void {
    if (!this.isAtEnd())
      throw this.#refuse('is malformed: it holds a part that its definition does not have there');
  }
}
