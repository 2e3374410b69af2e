/** Milliseconds that others wait for one reader in a row. */
const MOST = 2_000;
/** What of the time without any waiting is won back: a reader costs the others a tenth of their speed at most. */
const RECOVERY = 0.1;

/**
 * How much longer others wait for one destination. It is used up while somebody waits and comes back slowly: equal
 * destinations that fall behind in turn stay together, one that is really slower is left behind after a moment.
 */
export class Patience {
  readonly #now: () => number;
  #left = MOST;
  #since: number;
  #waiting = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** Milliseconds. */
  get left(): number {
    this.#reckon();
    return this.#left;
  }

  /** Somebody waits from now on; several at once count as one. */
  begin(): void {
    this.#reckon();
    this.#waiting += 1;
  }

  /** @param isOver nothing is left, whatever the clock says. */
  end(isOver: boolean): void {
    this.#reckon();
    this.#waiting -= 1;
    if (isOver) this.#left = 0;
  }

  #reckon(): void {
    const now = this.#now();
    const passed = now - this.#since;
    this.#since = now;
    this.#left =
      this.#waiting > 0 ? Math.max(0, this.#left - passed) : Math.min(MOST, this.#left + passed * RECOVERY);
  }
}
