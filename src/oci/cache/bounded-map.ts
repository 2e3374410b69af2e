interface Kept<V> {
  readonly value: V;
  cost: number;
}

/** A map that forgets what was used longest ago as soon as the costs of all its values are over a limit. */
export class BoundedMap<K, V> {
  readonly #limit: number;
  readonly #kept = new Map<K, Kept<V>>();
  #cost = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.value;
  }

  set(key: K, value: V, cost: number): void {
    this.delete(key);
    this.#kept.set(key, { value, cost });
    this.#cost += cost;
    this.#forget();
  }

  /** Adds to the cost of a value that grew, if it is still the one that is kept. */
  grow(key: K, value: V, cost: number): void {
    const kept = this.#kept.get(key);
    if (kept?.value !== value) return;
    kept.cost += cost;
    this.#cost += cost;
    this.#forget();
  }

  /** @param value deletes nothing when another one is kept meanwhile. */
  delete(key: K, value?: V): void {
    const kept = this.#kept.get(key);
    if (!kept || (value !== undefined && kept.value !== value)) return;
    this.#kept.delete(key);
    this.#cost -= kept.cost;
  }

  #forget(): void {
    for (const key of this.#kept.keys()) {
      if (this.#cost <= this.#limit) return;
      this.delete(key);
    }
  }
}
