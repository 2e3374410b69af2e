import { createHash } from 'node:crypto';
import type { SignatureAlgorithm } from '../notation/algorithms.ts';

/** What key services sign: the hash of the signing input, with the hash of the algorithm. */
export function digestOf(toBeSigned: Uint8Array, { hash }: SignatureAlgorithm): Uint8Array {
  return createHash(hash).update(toBeSigned).digest();
}
