import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../notation/signature-manifest.ts';
import { early } from '../oci/early.ts';
import type { TargetStore } from '../oci/ports.ts';
import { bytesStream } from './bytes-stream.ts';

/** The config blob that every signature has, in one store. */
export interface SignatureConfig {
  /** Begins to look for it; what fails is told by `put`. */
  ahead(): void;
  /** Resolves when it is in the store. */
  put(): Promise<void>;
}

/** Work that is begun once, whoever asks; what failed is begun again by who asks next. */
function untilDone<T>(begin: () => Promise<T>): () => Promise<T> {
  let under: Promise<T> | undefined;
  return () => {
    if (under) return under;
    const begun = early(begin());
    under = begun;
    begun.catch(() => {
      under = undefined;
    });
    return begun;
  };
}

const known = new WeakMap<TargetStore, { readonly config: SignatureConfig; readonly signal: AbortSignal }>();

/**
 * The config is looked for once and put at most once in a store of a run, however many images are signed there.
 *
 * @param signal ends the work for every image of the store, so it is the run's.
 */
export function signatureConfig(store: TargetStore, signal: AbortSignal): SignatureConfig {
  const earlier = known.get(store);
  if (earlier && !earlier.signal.aborted) return earlier.config;
  const isThere = untilDone(() => store.has(EMPTY_CONFIG, signal));
  const put = untilDone(async () => {
    if (await isThere()) return;
    await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
  });
  const config = { ahead: () => void isThere(), put };
  known.set(store, { config, signal });
  return config;
}
