interface Kept<V> {
  readonly value: V;
  cost: number;
}

/** A map with a limit on the costs of all its values. Over the limit it deletes the least recently used value. */
export class BoundedMap<K, V> {
  readonly #limit: number;
  readonly #onDelete: ((value: V) => void) | undefined;
  readonly #kept = new Map<K, Kept<V>>();
  #cost = 0;

  /** @param onDelete is called with every value that leaves the map. */
  constructor(limit: number, onDelete?: (value: V) => void) {
    this.#limit = limit;
    this.#onDelete = onDelete;
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
    this.trim();
  }

  /** Adds to the cost of a value that grew, if the map still has this value under the key. */
  grow(key: K, value: V, cost: number): void {
    const kept = this.#kept.get(key);
    if (kept?.value !== value) return;
    kept.cost += cost;
    this.#cost += cost;
    this.trim();
  }

  /** @param value when given, the entry is deleted only if it still has this value. */
  delete(key: K, value?: V): void {
    const kept = this.#kept.get(key);
    if (!kept || (value !== undefined && kept.value !== value)) return;
    this.#kept.delete(key);
    this.#cost -= kept.cost;
    this.#onDelete?.(kept.value);
  }

  /** Deletes the least recently used values until the costs are at most `limit`, which is that of the map by default. */
  trim(limit = this.#limit): void {
    for (const key of this.#kept.keys()) {
      if (this.#cost <= limit) return;
      this.delete(key);
    }
  }
}
