import { TAG } from '../../encoding/der.ts';
import type { ExtensionReader } from './reading.ts';

/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280, 4.2.1.12). */
export const extendedKeyUsage: ExtensionReader = (reader, root, critical) => {
  const oids = reader.children(root, TAG.sequence).map((purpose) => reader.oid(purpose));
  if (oids.length === 0) throw reader.refuse('names no purpose');
  return { extendedKeyUsage: { critical, oids } };
};
