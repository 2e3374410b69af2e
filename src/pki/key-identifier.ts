import { createHash, type KeyObject } from 'node:crypto';
import { derChildren, derElement } from '../encoding/der.ts';

const COMPLAINT = { code: 'internal', what: 'public key' } as const;

/**
 * The identifier of a key in certificates: the first 160 bits of the SHA-256 of its BIT STRING (RFC 7093, 2, method 1), which
 * needs no SHA-1.
 */
export function keyIdentifier(publicKey: KeyObject): Uint8Array {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const root = derElement(spki, 0, spki.length, COMPLAINT);
  const [, bits] = derChildren(spki, root, COMPLAINT);
  const content = spki.subarray(bits!.contentStart + 1, bits!.end);
  return createHash('sha256').update(content).digest().subarray(0, 20);
}
