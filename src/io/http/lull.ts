/** Milliseconds without a new request after which the first requests of a run count as sent. */
const QUIET = 3;

/** Calls back once, when the first requests of a run have been sent and the run only waits for their answers. */
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
