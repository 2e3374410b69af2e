import { Transform, type TransformCallback } from 'node:stream';
import { BlobCheck } from './blob-check.ts';
import type { Descriptor } from './descriptor.ts';

/** Passes bytes on and fails with `digest_mismatch` when digest or size are not the descriptor's; stops at size + 1. */
export function checkedStream(descriptor: Descriptor): Transform {
  const check = new BlobCheck(descriptor);
  const attempt = (callback: TransformCallback, step: () => void, chunk?: Buffer): void => {
    try {
      step();
    } catch (error) {
      callback(error as Error);
      return;
    }
    callback(null, chunk);
  };
  return new Transform({
    transform: (chunk: Buffer, _, callback) => attempt(callback, () => check.bytes(chunk), chunk),
    flush: (callback) => attempt(callback, () => check.end()),
  });
}
