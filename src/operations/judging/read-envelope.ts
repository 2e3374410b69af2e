import type { ByteBudget } from '../../async/byte-budget.ts';
import { readBlob } from '../../oci/blob/read-blob.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { ENVELOPE_LIMIT } from '../../oci/limits.ts';
import type { BlobReader } from '../../oci/ports.ts';

/** Bytes of memory for each byte of an envelope while it is opened: the byte, its text, the payload, the signing input. */
const HELD = 4;

/** The store that envelopes are read from, and the limit on their memory in the whole run. */
export interface EnvelopeSource {
  readonly store: BlobReader;
  readonly envelopeBudget: ByteBudget;
}

/**
 * Reads one envelope and calls `use` with its bytes. `use` must not keep them, since their memory counts only until it ends.
 *
 * @throws SealiftError `content_too_large`, `digest_mismatch`, what the store throws, or what `use` throws.
 */
export function withEnvelope<T>(
  { store, envelopeBudget }: EnvelopeSource,
  descriptor: Descriptor,
  signal: AbortSignal,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  return envelopeBudget.hold(descriptor.size * HELD, signal, async () =>
    use(await readBlob(store, descriptor, ENVELOPE_LIMIT, signal)),
  );
}
