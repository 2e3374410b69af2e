type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Good answers after which a host that asked for less is given one more request at a time. */
const RECOVERY = 20;

/** A turn at one host; what its answer says of the host's limit is held against what was known when it began. */
export interface Turn {
  readonly slowDowns: number;
}

interface Waiting {
  readonly streams: boolean;
  start(): void;
}

/**
 * How many requests one host gets at the same time. A host that says it is too much gets half, and nothing at all until
 * the moment it named; it recovers one by one.
 */
export class HostLimiter {
  readonly #most: number;
  #allowed: number;
  #running = 0;
  /** Of those that run: their bodies come from elsewhere, perhaps from this very host. */
  #streaming = 0;
  #good = 0;
  #slowDowns = 0;
  #pausedUntil = 0;
  readonly #waiting: Waiting[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#allowed = most;
  }

  /** Requests in flight that the host is given at present. */
  get allowed(): number {
    return this.#allowed;
  }

  /**
   * Waits for a turn. Each call is followed by one {@link release}.
   *
   * @param streams whether the body is read elsewhere while it is sent.
   */
  async acquire(now: () => Date, sleep: Sleep, signal: AbortSignal, streams = false): Promise<Turn> {
    await this.#turn(streams, signal);
    try {
      for (
        let wait = this.#pausedUntil - now().getTime();
        wait > 0;
        wait = this.#pausedUntil - now().getTime()
      ) {
        await sleep(wait, signal);
      }
    } catch (error) {
      this.release(streams);
      throw error;
    }
    return { slowDowns: this.#slowDowns };
  }

  /** Streams never have all the turns: what they wait for may have to be asked of this host. */
  #mayStart(streams: boolean): boolean {
    const isFree = this.#running < this.#allowed;
    if (streams) return isFree && this.#streaming < Math.max(1, this.#allowed - 1);
    return isFree || this.#running === this.#streaming;
  }

  #start(streams: boolean): void {
    this.#running += 1;
    if (streams) this.#streaming += 1;
  }

  #turn(streams: boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#mayStart(streams)) {
      this.#start(streams);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener('abort', leave);
        this.#start(streams);
        resolve();
      };
      const waiting = { streams, start };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
    });
  }

  release(streams = false): void {
    this.#running -= 1;
    if (streams) this.#streaming -= 1;
    for (const waiting of [...this.#waiting]) {
      if (!this.#mayStart(waiting.streams)) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.start();
    }
  }

  /**
   * The host said that it is too much. Requests that were in flight together say so together: that is one halving, not
   * one each.
   *
   * @param until nothing is sent before; `undefined` when the host named no moment, or one too far away to wait for.
   */
  slowDown({ slowDowns }: Turn, until: Date | undefined): void {
    this.#good = 0;
    if (until) this.#pausedUntil = Math.max(this.#pausedUntil, until.getTime());
    if (slowDowns !== this.#slowDowns) return;
    this.#slowDowns += 1;
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
  }

  /** As {@link slowDown}, from somebody who took no turn; told again before the time is over, it is the same halving. */
  hold(milliseconds: number, now: Date): void {
    const isNew = this.#pausedUntil <= now.getTime();
    const until = new Date(now.getTime() + milliseconds);
    this.slowDown({ slowDowns: isNew ? this.#slowDowns : this.#slowDowns - 1 }, until);
  }

  succeeded(): void {
    if (this.#allowed === this.#most) return;
    this.#good += 1;
    if (this.#good < RECOVERY) return;
    this.#good = 0;
    this.#allowed += 1;
  }
}
