import { lazyRetried } from '../async/lazy.ts';
import { prefetch } from '../async/prefetch.ts';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../notation/signature-manifest.ts';
import type { TargetStore } from '../oci/ports.ts';
import { bytesStream } from './bytes-stream.ts';

/** The config blob that every signature has, in one store. */
export interface EmptyConfig {
  /** Begins to look for it; what fails is told by `put`. */
  prefetch(): void;
  /** Resolves when it is in the store. */
  put(): Promise<void>;
}

/** The config is looked for once and put at most once in a store of a run, however many images are signed there. */
export class EmptyConfigs {
  readonly #signal: AbortSignal;
  readonly #known = new Map<TargetStore, EmptyConfig>();

  /** @param signal ends the work for every image, so it is the run's. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  of(store: TargetStore): EmptyConfig {
    const known = this.#known.get(store) ?? this.#create(store);
    this.#known.set(store, known);
    return known;
  }

  #create(store: TargetStore): EmptyConfig {
    const isThere = lazyRetried((signal) => store.has(EMPTY_CONFIG, signal));
    const put = lazyRetried(async (signal) => {
      if (await isThere(signal)) return;
      await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
    });
    return {
      prefetch: () => void prefetch(isThere(this.#signal)),
      put: () => put(this.#signal),
    };
  }
}
