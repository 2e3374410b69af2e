import type { TargetStore } from '../oci/ports.ts';
import { formatPlace } from '../oci/reference.ts';
import type { OpenStore } from './open-stores.ts';
import type { AnyRun } from './run.ts';

type Place = Parameters<OpenStore>[0];

/** The stores of a run: each is opened once, and closed with the run, or before it when nobody needs its place any more. */
export class OpenedStores {
  /** By place, then by purpose. */
  readonly #opened = new Map<string, Map<string, Promise<TargetStore>>>();
  readonly #open: OpenStore;
  /** What the first store failed with that could not be closed. */
  #failure: { readonly error: unknown } | undefined;

  constructor(run: Pick<AnyRun, 'onEnd'>, open: OpenStore) {
    this.#open = open;
    run.onEnd(async () => {
      for (const name of [...this.#opened.keys()]) await this.#close(name);
      if (this.#failure) throw this.#failure.error;
    });
  }

  readonly open: OpenStore = (place, purpose, source) => {
    const name = formatPlace(place);
    const own = this.#opened.get(name) ?? new Map<string, Promise<TargetStore>>();
    this.#opened.set(name, own);
    const known = own.get(purpose);
    if (known) return known;
    const store = this.#open(place, purpose, source);
    own.set(purpose, store);
    return store;
  };

  /** The stores of a place that are open. */
  async of(place: Place): Promise<readonly TargetStore[]> {
    const own = this.#opened.get(formatPlace(place)) ?? new Map<string, Promise<TargetStore>>();
    const stores = await Promise.all([...own.values()].map((one) => one.catch(() => undefined)));
    return stores.filter((one) => one !== undefined);
  }

  /** Never rejects: what it fails with is an error of the run when that ends, and takes no image's result along. */
  close(place: Place): Promise<void> {
    return this.#close(formatPlace(place));
  }

  async #close(name: string): Promise<void> {
    const own = this.#opened.get(name);
    this.#opened.delete(name);
    for (const opening of own?.values() ?? []) {
      const store = await opening.catch(() => undefined);
      await store?.close().catch((error: unknown) => {
        this.#failure ??= { error };
      });
    }
  }
}
