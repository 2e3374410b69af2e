/** Runs work with a key in common one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  take<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = keys.map((key) => this.#last.get(key));
    const turn = Promise.all(before).then(work);
    const ended = turn.catch(() => {});
    for (const key of keys) this.#last.set(key, ended);
    void ended.then(() => {
      for (const key of keys) if (this.#last.get(key) === ended) this.#last.delete(key);
    });
    return turn;
  }
}
