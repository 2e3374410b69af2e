import { early } from '../oci/early.ts';

/**
 * Something read after everything else, begun together with a reading that is expected to be the last one. Where that one
 * had to be repeated, it was not, and what was read with it counts for nothing.
 */
export class LastLook<T> {
  readonly #look: (signal: AbortSignal) => Promise<T>;
  readonly #signal: AbortSignal;
  #begun: { readonly looking: Promise<T>; readonly needless: AbortController } | undefined;
  #isVoid = false;

  constructor(look: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) {
    this.#look = look;
    this.#signal = signal;
  }

  /** Called with each reading that may be the last. */
  readonly together = (): void => {
    if (this.#begun || this.#isVoid) {
      this.drop();
      return;
    }
    const needless = new AbortController();
    const looking = early(this.#look(AbortSignal.any([this.#signal, needless.signal])));
    this.#begun = { looking, needless };
  };

  /** What was seen; looked for now unless that was done with the last reading. */
  seen(): Promise<T> {
    return this.#begun?.looking ?? this.#look(this.#signal);
  }

  /** Nobody wants to know any more what was seen until now. */
  drop(): void {
    this.#isVoid = true;
    this.#begun?.needless.abort();
    this.#begun = undefined;
  }
}
