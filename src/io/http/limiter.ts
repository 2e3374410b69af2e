import { RequestRate } from './request-rate.ts';
import type { HostBudget, Sleep } from './types.ts';

/** Good answers after which a host that was slowed down gets one more request at the same time. */
const RECOVERY = 20;

/** The permission for one request to a host. It remembers how often the host had slowed us down when the request began. */
export interface Turn {
  readonly slowDowns: number;
}

interface Waiting {
  readonly streams: boolean;
  start(): void;
}

/**
 * Limits how many requests one host gets at the same time. After an answer of "too many requests" the limit is halved, and no
 * request is sent until the time that the host named. The limit then grows again one by one.
 */
export class HostLimiter {
  #most: number;
  #allowed: number;
  #rate: RequestRate | undefined;
  #running = 0;
  /** Running requests whose body is read from elsewhere, perhaps from this same host. */
  #streaming = 0;
  #good = 0;
  #slowDowns = 0;
  #pausedUntil = 0;
  readonly #waiting: Waiting[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#allowed = most;
  }

  /** The number of requests that the host may get at the same time now. */
  get allowed(): number {
    return this.#allowed;
  }

  /** Limits requests at the same time and in a second; what is not given stays as it is. */
  limit({
    concurrency = this.#most,
    requestsPerSecond,
  }: Pick<HostBudget, 'concurrency' | 'requestsPerSecond'>): void {
    this.#most = Math.min(this.#most, concurrency);
    this.#allowed = Math.min(this.#allowed, this.#most);
    if (requestsPerSecond !== undefined) this.#rate = new RequestRate(requestsPerSecond);
  }

  /**
   * Waits for a turn. Each call is followed by one {@link release}.
   *
   * @param streams whether the body is read elsewhere while it is sent.
   */
  async acquire(now: () => Date, sleep: Sleep, signal: AbortSignal, streams = false): Promise<Turn> {
    await this.#turn(streams, signal);
    try {
      await this.#pause(now, sleep, signal);
      if (this.#rate) {
        await this.#rate.wait(now, sleep, signal);
        // The host may have asked for a pause while this request stood in line.
        await this.#pause(now, sleep, signal);
      }
    } catch (error) {
      this.release(streams);
      throw error;
    }
    return { slowDowns: this.#slowDowns };
  }

  async #pause(now: () => Date, sleep: Sleep, signal: AbortSignal): Promise<void> {
    for (
      let wait = this.#pausedUntil - now().getTime();
      wait > 0;
      wait = this.#pausedUntil - now().getTime()
    ) {
      await sleep(wait, signal);
    }
  }

  /** Streams never have all turns, since the source of a stream may need a request to the same host. */
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
   * Halves the limit after an answer of "too many requests". Such answers to requests that ran at the same time halve it once.
   *
   * @param until the time before which nothing is sent; `undefined` when the host named none, or one that is too far away.
   */
  slowDown({ slowDowns }: Turn, until: Date | undefined): void {
    this.#good = 0;
    if (until) this.#pausedUntil = Math.max(this.#pausedUntil, until.getTime());
    if (slowDowns !== this.#slowDowns) return;
    this.#slowDowns += 1;
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
  }

  /** Does the same as {@link slowDown} for a caller without a turn. A second call before the time is over halves nothing. */
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
