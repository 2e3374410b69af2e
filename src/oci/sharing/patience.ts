/** Milliseconds that others wait for one destination in a row. */
const MOST = 2_000;
/** What of the time without any waiting is won back: a destination costs the others a tenth of their speed at most. */
const RECOVERY = 0.1;

/**
 * How much longer others wait for one destination. It is used up while more of its reads hold others up than are held up
 * by others, and comes back slowly: equal destinations, each of which is behind somewhere, stay together on a slow
 * machine, and one that is really slower is left behind after a moment.
 */
export class Patience {
  readonly #now: () => number;
  #left = MOST;
  #since: number;
  #holding = 0;
  #held = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** Milliseconds. */
  get left(): number {
    this.#reckon();
    return this.#left;
  }

  /** One of its reads holds others up (`holding`), or is held up by others; what is returned ends that. */
  count(what: 'holding' | 'held'): () => void {
    this.#add(what, 1);
    return () => this.#add(what, -1);
  }

  /** Others have given up on it, whatever the clock says. */
  exhaust(): void {
    this.#reckon();
    this.#left = 0;
  }

  #add(what: 'holding' | 'held', change: number): void {
    this.#reckon();
    if (what === 'holding') this.#holding += change;
    else this.#held += change;
  }

  #reckon(): void {
    const now = this.#now();
    const passed = now - this.#since;
    this.#since = now;
    const excess = this.#holding - this.#held;
    this.#left =
      excess > 0
        ? Math.max(0, this.#left - (passed * excess) / this.#holding)
        : Math.min(MOST, this.#left + passed * RECOVERY);
  }
}
