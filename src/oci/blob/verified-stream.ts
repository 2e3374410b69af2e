import type { Readable } from 'node:stream';
import type { Descriptor } from '../descriptor.ts';
import { tapStream } from './tap-stream.ts';
import { BlobVerifier } from './verifier.ts';

/** The same bytes as `source`. The stream fails with `digest_mismatch` when their digest or size is not the descriptor's. */
export function verifiedStream(source: Readable, descriptor: Descriptor): Readable {
  return tapStream(source, new BlobVerifier(descriptor));
}
