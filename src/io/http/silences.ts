/** Milliseconds: a request that ends within this time after a sign of life did not end in silence. */
const JUST_NOW = 10;

/** One request that waits for its host. */
export interface Wait {
  /** Notes that the host sent or received bytes, or that the request does not wait for the host. */
  alive(): void;
  end(): void;
}

/** Measures for how long one host has been silent, over all requests to it. */
class HostSilence {
  readonly #limit: number;
  readonly #tell: () => void;
  #waiting = 0;
  #since = 0;
  /** The time at which the last request ended in silence. */
  #endedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isTold = false;

  constructor(limit: number, tell: () => void) {
    this.#limit = limit;
    this.#tell = tell;
  }

  begin(): Wait {
    const now = performance.now();
    // A retry soon after a silent request continues the same silence.
    if (this.#waiting === 0 && now - this.#endedAt > this.#limit / 2) this.#since = now;
    this.#waiting += 1;
    this.#arm(now);
    let isOpen = true;
    return {
      alive: () => {
        this.#since = performance.now();
      },
      end: () => {
        if (!isOpen) return;
        isOpen = false;
        this.#waiting -= 1;
        const end = performance.now();
        this.#endedAt = end - this.#since < JUST_NOW ? Number.NEGATIVE_INFINITY : end;
        if (this.#waiting === 0) this.close();
      },
    };
  }

  #arm(now: number): void {
    if (this.#isTold || this.#timer) return;
    // Bytes that arrived while this process was busy are read first, in this turn of the event loop.
    const look = (): unknown => setImmediate(() => this.#look());
    this.#timer = setTimeout(look, Math.max(0, this.#since + this.#limit - now)).unref();
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#waiting === 0) return;
    const now = performance.now();
    if (now - this.#since < this.#limit - 1) this.#arm(now);
    else {
      this.#isTold = true;
      this.#tell();
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Reports each host that a request waits for and that sends nothing, once for each host. */
export class Silences {
  readonly #limit: number;
  readonly #tell: (host: string) => void;
  readonly #hosts = new Map<string, HostSilence>();

  /** @param limit milliseconds. */
  constructor(limit: number, tell: (host: string) => void) {
    this.#limit = limit;
    this.#tell = tell;
  }

  begin(host: string): Wait {
    const known = this.#hosts.get(host) ?? new HostSilence(this.#limit, () => this.#tell(host));
    this.#hosts.set(host, known);
    return known.begin();
  }

  end(): void {
    for (const host of this.#hosts.values()) host.close();
  }
}
