/** Milliseconds over which a speed is measured: long enough to be calm, short enough to show a standstill. */
const WINDOW_MS = 10_000;
/** Samples closer together than this are one. */
const SAMPLE_INTERVAL_MS = 250;
/** Milliseconds without a speed at the start, when bytes only fill buffers. */
const FIRST_SPEED_MS = 1_000;

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
    if (last && now - last.at >= SAMPLE_INTERVAL_MS) this.#samples.push({ at: now, bytes: this.#bytes });
    this.#dropBefore(now - WINDOW_MS);
  }

  /** `undefined` until there is enough to go by. */
  at(now: number): number | undefined {
    this.#dropBefore(now - WINDOW_MS);
    const [first] = this.#samples;
    if (!first || now - first.at < FIRST_SPEED_MS) return undefined;
    return Math.max(0, ((this.#bytes - first.bytes) * 1000) / (now - first.at));
  }

  /** Keeps the newest sample that is too old: the window begins there. */
  #dropBefore(limit: number): void {
    while (this.#samples[1] && this.#samples[1].at <= limit) this.#samples.shift();
    const [first] = this.#samples;
    if (first && first.at < limit) this.#samples[0] = { at: limit, bytes: first.bytes };
  }
}
