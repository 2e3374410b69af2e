import { createHash } from 'node:crypto';
import type { SignatureAlgorithm } from '../notation/algorithms.ts';

/** The digest of the signing input by the hash of the algorithm, which is what key services sign. */
export function digestOf(toBeSigned: Uint8Array, { hash }: SignatureAlgorithm): Uint8Array {
  return createHash(hash).update(toBeSigned).digest();
}
