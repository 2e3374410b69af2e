import { lazyRetried } from '../../async/lazy.ts';
import { prefetch } from '../../async/prefetch.ts';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../../notation/signature-manifest.ts';
import type { TargetStore } from '../../oci/ports.ts';
import { bytesStream } from './bytes-stream.ts';

/** The empty config blob that every signature manifest names (image-spec, "Guidance for an Empty Descriptor"), in one store. */
export interface EmptyConfig {
  /** Begins to ask whether the store has the blob. A failure is reported by `put`. */
  prefetch(): void;
  /** Resolves when the store has the blob. */
  put(): Promise<void>;
}

/** The config blobs of all stores of a run. A store is asked once and gets the blob once, however many images are signed. */
export class EmptyConfigs {
  readonly #signal: AbortSignal;
  readonly #known = new Map<TargetStore, EmptyConfig>();

  /** @param signal ends the work for all images, so it has to be the signal of the run. */
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
