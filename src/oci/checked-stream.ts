import type { Readable } from 'node:stream';
import { BlobCheck } from './blob-check.ts';
import type { Descriptor } from './descriptor.ts';
import { watchedStream } from './watched-stream.ts';

/** The same bytes as `source`. The stream fails with `digest_mismatch` when their digest or size is not the descriptor's. */
export function checkedStream(source: Readable, descriptor: Descriptor): Readable {
  return watchedStream(source, new BlobCheck(descriptor));
}
