import { createHash, type KeyObject } from 'node:crypto';
import { TAG } from '../encoding/der.ts';
import { DerReader } from './der-reader.ts';

const CONTEXT = { code: 'internal', what: 'public key' } as const;

/**
 * The identifier of a key in certificates: the first 160 bits of the SHA-256 of its BIT STRING (RFC 7093, 2, method 1), which
 * needs no SHA-1.
 */
export function keyIdentifier(publicKey: KeyObject): Uint8Array {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const { reader, root } = DerReader.of(spki, CONTEXT);
  const [, bits] = reader.children(root, TAG.sequence);
  return createHash('sha256').update(reader.bits(bits!)).digest().subarray(0, 20);
}
