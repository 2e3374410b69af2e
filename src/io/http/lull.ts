/** Milliseconds without a request that is sent: those that leave together have left. */
const QUIET = 3;

/** Tells once that the first requests of a run have been sent, and nothing is to be done but wait for their answers. */
export class Lull {
  #begin: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(begin: () => void) {
    this.#begin = begin;
  }

  sent(): void {
    if (!this.#begin) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), QUIET).unref();
  }

  #tell(): void {
    const begin = this.#begin;
    this.end();
    begin?.();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#begin = undefined;
  }
}
