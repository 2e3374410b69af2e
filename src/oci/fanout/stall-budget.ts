/** The longest time in milliseconds that the others wait for one destination without a pause. */
const MOST = 2_000;
/** Time won back for each millisecond without waiting, so a slow destination costs the others a tenth of their speed. */
const RECOVERY = 0.1;

/**
 * The time that the other destinations still wait for one destination. The time shrinks while more reads of this destination
 * hold others up than are held up by others, and grows slowly otherwise. So destinations of equal speed, each of which is
 * behind in some blob, stay together, and one that is slower in all of them is soon left behind.
 */
export class StallBudget {
  readonly #now: () => number;
  #left = MOST;
  #since: number;
  #holding = 0;
  #held = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** The time that is left, in milliseconds. */
  get left(): number {
    this.#reckon();
    return this.#left;
  }

  /** Begins to count one read that holds others up (`holding`) or is held up by them. The returned function ends that. */
  count(what: 'holding' | 'held'): () => void {
    this.#add(what, 1);
    return () => this.#add(what, -1);
  }

  /** Sets the time to zero after the others have stopped waiting for this destination. */
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
