import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../notation/signature-manifest.ts';
import type { TargetStore } from '../oci/ports.ts';
import { bytesStream } from './bytes-stream.ts';
import { early } from './early.ts';

const known = new WeakMap<TargetStore, SignatureConfig>();

/**
 * The config blob that every signature has: looked for once and put at most once in a store of a run, however many images
 * are signed there. What failed is tried again by who needs it next.
 */
export class SignatureConfig {
  readonly #store: TargetStore;
  readonly #signal: AbortSignal;
  #look: Promise<boolean> | undefined;
  #put: Promise<void> | undefined;

  private constructor(store: TargetStore, signal: AbortSignal) {
    this.#store = store;
    this.#signal = signal;
  }

  /** @param signal ends the work for every image of the store, so it is the run's. */
  static of(store: TargetStore, signal: AbortSignal): SignatureConfig {
    const earlier = known.get(store);
    if (earlier && !earlier.#signal.aborted) return earlier;
    const config = new SignatureConfig(store, signal);
    known.set(store, config);
    return config;
  }

  /** Begins to look for it; what fails is told by {@link put}. */
  ahead(): void {
    void this.#isThere();
  }

  /** Resolves when it is in the store. */
  put(): Promise<void> {
    if (this.#put) return this.#put;
    const put = early(this.#putUnlessThere());
    this.#put = put;
    put.catch(() => {
      this.#put = undefined;
    });
    return put;
  }

  async #putUnlessThere(): Promise<void> {
    if (await this.#isThere()) return;
    await this.#store.putBlob(
      EMPTY_CONFIG,
      (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset),
      this.#signal,
    );
  }

  #isThere(): Promise<boolean> {
    if (this.#look) return this.#look;
    const look = early(this.#store.has(EMPTY_CONFIG, this.#signal));
    this.#look = look;
    look.catch(() => {
      this.#look = undefined;
    });
    return look;
  }
}
