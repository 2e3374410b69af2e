/** Milliseconds: a request that ends so soon after a sign of life did not end in silence. */
const JUST_NOW = 10;

/** One request that waits for its host. */
export interface Wait {
  /** The host gave or took something, or is not what is waited for. */
  alive(): void;
  end(): void;
}

/** How long one host has been silent, however many requests that took. */
class HostSilence {
  readonly #limit: number;
  readonly #tell: () => void;
  #waiting = 0;
  #since = 0;
  /** When the last request ended in silence. */
  #endedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isTold = false;

  constructor(limit: number, tell: () => void) {
    this.#limit = limit;
    this.#tell = tell;
  }

  begin(): Wait {
    const now = performance.now();
    // What is tried again after a moment goes on with the same silence.
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
    // What came while this process was busy is taken in first.
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

/** Tells once of each host that is waited for and says nothing. */
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
