/** Milliseconds over which a speed is measured: long enough to be calm, short enough to show a standstill. */
const WINDOW = 10_000;
/** Samples closer together than this are one. */
const GRAIN = 250;
/** Before this nothing is said: the first bytes tell how fast a buffer fills. */
const SOONEST = 1_000;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** Bytes a second, over a window that slides along. Times are milliseconds of any clock. */
export class SlidingSpeed {
  readonly #samples: Sample[] = [];
  #bytes = 0;

  /** @param bytes negative when what was counted is read again. */
  add(bytes: number, now: number): void {
    const last = this.#samples.at(-1);
    if (!last) this.#samples.push({ at: now, bytes: this.#bytes });
    this.#bytes += bytes;
    if (last && now - last.at >= GRAIN) this.#samples.push({ at: now, bytes: this.#bytes });
    this.#dropBefore(now - WINDOW);
  }

  /** `undefined` until there is enough to go by. */
  at(now: number): number | undefined {
    this.#dropBefore(now - WINDOW);
    const [first] = this.#samples;
    if (!first || now - first.at < SOONEST) return undefined;
    return Math.max(0, ((this.#bytes - first.bytes) * 1000) / (now - first.at));
  }

  /** Keeps the newest sample that is too old: the window begins there. */
  #dropBefore(limit: number): void {
    while (this.#samples[1] && this.#samples[1].at <= limit) this.#samples.shift();
    const [first] = this.#samples;
    if (first && first.at < limit) this.#samples[0] = { at: limit, bytes: first.bytes };
  }
}
