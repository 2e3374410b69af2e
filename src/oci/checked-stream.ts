import { Transform, type TransformCallback } from 'node:stream';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { digestHasher } from './digest.ts';

/**
 * Passes bytes on and fails with `digest_mismatch` when digest or size are not the descriptor's; stops at size + 1.
 *
 * @param onBytes is told of every chunk's length.
 */
export function checkedStream(descriptor: Descriptor, onBytes?: (bytes: number) => void): Transform {
  const hash = digestHasher(descriptor.digest);
  let size = 0;
  const mismatch = (what: string): SealiftError =>
    new SealiftError('digest_mismatch', `blob ${descriptor.digest}: ${what}`);
  return new Transform({
    transform(chunk: Buffer, _encoding, callback: TransformCallback) {
      size += chunk.length;
      if (size > descriptor.size)
        return callback(mismatch(`is longer than the ${descriptor.size} bytes it should have`));
      hash.update(chunk);
      onBytes?.(chunk.length);
      callback(null, chunk);
    },
    flush(callback: TransformCallback) {
      if (size !== descriptor.size)
        return callback(mismatch(`ends after ${size} of ${descriptor.size} bytes`));
      const digest = `${descriptor.digest.split(':', 1)[0]}:${hash.digest('hex')}`;
      callback(digest === descriptor.digest ? null : mismatch(`has the digest ${digest}`));
    },
  });
}
