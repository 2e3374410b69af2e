import { Buffer } from 'node:buffer';
import { pipeline } from 'node:stream/promises';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../descriptor.ts';
import type { BlobReader } from '../ports.ts';
import { verifiedStream } from './verified-stream.ts';

/**
 * Reads a small blob whole. The size in the descriptor is compared with `limit` before anything is read.
 *
 * @throws SealiftError `content_too_large`, `digest_mismatch`, or what the store throws.
 */
export async function readBlob(
  store: BlobReader,
  descriptor: Descriptor,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (descriptor.size > limit) {
    throw new SealiftError(
      'content_too_large',
      `blob ${descriptor.digest} has ${descriptor.size} bytes, the limit is ${limit}`,
    );
  }
  const chunks: Buffer[] = [];
  const source = await store.blob(descriptor, {}, signal);
  await pipeline(
    verifiedStream(source, descriptor),
    async (checked: AsyncIterable<Buffer>) => {
      for await (const chunk of checked) chunks.push(chunk);
    },
    { signal },
  );
  return Buffer.concat(chunks);
}
