/** One piece of work for several callers: it goes on while one of them wants it, and each caller may leave. */
export class SharedWork<T> {
  readonly #stop = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#stop.signal);
    this.#result.catch(() => undefined);
  }

  /** Whether all callers left before it was done; it has no result then. */
  get isAbandoned(): boolean {
    return this.#stop.signal.aborted;
  }

  /** Settles with the work itself, whoever waits. */
  get done(): Promise<T> {
    return this.#result;
  }

  async wait(signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    this.#waiting += 1;
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    let isDone = false;
    try {
      const result = await Promise.race([this.#result, left.promise]);
      isDone = true;
      return result;
    } finally {
      signal.removeEventListener('abort', leave);
      this.#waiting -= 1;
      if (!isDone && this.#waiting === 0) this.#stop.abort(signal.reason);
    }
  }
}
