import type { ByteBudget } from '../async/byte-budget.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { ENVELOPE_LIMIT } from '../oci/limits.ts';
import type { BlobReader } from '../oci/ports.ts';
import { readBlob } from '../oci/read-blob.ts';

/** What an envelope takes for each of its bytes while it is opened: the byte, its text, payload and signing input. */
const HELD = 4;

/** Where envelopes of a run are read from, and what they may take together. */
export interface EnvelopeSource {
  readonly store: BlobReader;
  readonly envelopeBudget: ByteBudget;
}

/**
 * Reads one envelope for `use`, which keeps nothing of its bytes.
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
