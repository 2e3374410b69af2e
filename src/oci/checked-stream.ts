import type { Readable } from 'node:stream';
import { BlobCheck } from './blob-check.ts';
import type { Descriptor } from './descriptor.ts';
import { watchedStream } from './watched-stream.ts';

/** The same bytes; fails with `digest_mismatch` when digest or size are not the descriptor's, at size + 1 at the latest. */
export function checkedStream(source: Readable, descriptor: Descriptor): Readable {
  return watchedStream(source, new BlobCheck(descriptor));
}
