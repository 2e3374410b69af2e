import { encode, rfc8949EncodeOptions } from 'cborg';
import type { CborValue } from './cbor-values.ts';

/**
 * Core deterministic encoding (RFC 8949, 4.2.1): shortest forms, maps sorted by the bytes of their encoded keys. The value
 * holds no float.
 */
export function encodeCbor(value: CborValue): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}
