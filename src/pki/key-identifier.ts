import { createHash, type KeyObject } from 'node:crypto';
import { keyBits } from './key-bits.ts';

/**
 * The identifier of a key in certificates: the first 160 bits of the SHA-256 of its BIT STRING (RFC 7093, 2, method 1), which
 * needs no SHA-1.
 */
export function keyIdentifier(publicKey: KeyObject): Uint8Array {
  return createHash('sha256').update(keyBits(publicKey)).digest().subarray(0, 20);
}
