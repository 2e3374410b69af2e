import { TAG } from '../../encoding/der.ts';
import { KEY_USAGE_BITS } from '../certificate.ts';
import type { ExtensionReader } from './reading.ts';

/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (RFC 5280, 4.2.1.3; X.690, 8.6.2). */
export const keyUsage: ExtensionReader = (reader, root, critical) => {
  if (root.tag !== TAG.bitString) throw reader.refuse('is malformed: BIT STRING is expected');
  const bytes = reader.content(root).subarray(1);
  const isSet = (bit: number) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  return { keyUsage: { critical, bits: new Set(KEY_USAGE_BITS.filter((_, bit) => isSet(bit))) } };
};
