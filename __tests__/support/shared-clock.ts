interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * One time for several workers: it stands still while any of them works, and jumps to the next one that wakes when all
 * of them sleep or have ended. So no worker is ever late, however busy the machine is.
 */
export class SharedClock {
  readonly #start = Date.now();
  /** Milliseconds that went by. */
  elapsed = 0;
  #working: number;
  #sleepers: Sleeper[] = [];

  constructor(workers: number) {
    this.#working = workers;
  }

  readonly now = (): Date => new Date(this.#start + this.elapsed);

  readonly sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#sleepers.push({ until: this.elapsed + milliseconds, wake: resolve });
    this.#rest();
    await promise;
  };

  /** Runs each piece of work as a worker of its own; one for each that the clock was made for. */
  all<T>(work: readonly Promise<T>[]): Promise<T[]> {
    return Promise.all(work.map((one) => one.finally(() => this.#rest())));
  }

  /** One less works. */
  #rest(): void {
    this.#working -= 1;
    if (this.#working > 0 || this.#sleepers.length === 0) return;
    this.elapsed = Math.min(...this.#sleepers.map(({ until }) => until));
    const due = this.#sleepers.filter(({ until }) => until <= this.elapsed);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.elapsed);
    this.#working = due.length;
    for (const { wake } of due) wake();
  }
}
