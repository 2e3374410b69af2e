import type { Readable } from 'node:stream';
import { tapStream } from '../blob/tap-stream.ts';
import { BlobVerifier } from '../blob/verifier.ts';
import type { Descriptor } from '../descriptor.ts';
import type { BlobReader, OpenBlob } from '../ports.ts';

/**
 * Opens a blob at its source and checks it while it streams. When a retry reads it from the middle, only the target checks the
 * digest. The bytes that a retry reads again are subtracted first, so that what `onBytes` is told adds up to the size.
 */
export function openChecked(
  source: BlobReader,
  descriptor: Descriptor,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): OpenBlob {
  let counted = 0;
  const count = (bytes: number): void => {
    counted += bytes;
    if (bytes !== 0) onBytes(bytes);
  };
  const counting = { bytes: ({ length }: Uint8Array): void => count(length), end: (): void => {} };
  return async (offset: number): Promise<Readable> => {
    const stream = await source.blob(descriptor, { offset }, signal);
    count(offset - counted);
    return tapStream(stream, offset > 0 ? counting : new BlobVerifier(descriptor, count));
  };
}
