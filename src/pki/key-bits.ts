import type { KeyObject } from 'node:crypto';
import { TAG } from '../encoding/der.ts';
import { DerReader } from './der-reader.ts';

/** The octets of the BIT STRING subjectPublicKey, which key identifiers are made of (RFC 5280, 4.2.1.2; RFC 6960, 4.1.1 and 4.2.1). */
export function keyBits(key: KeyObject): Uint8Array {
  const info = key.export({ format: 'der', type: 'spki' });
  const { reader, root } = DerReader.of(info, { code: 'internal', what: 'public key' });
  return reader.bits(reader.children(root, TAG.sequence)[1]!);
}
