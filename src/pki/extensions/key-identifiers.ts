import { contextTag } from '../der-reader.ts';
import type { ExtensionReader } from './reading.ts';

/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
export const subjectKeyIdentifier: ExtensionReader = (reader, root) => ({
  subjectKeyIdentifier: Uint8Array.from(reader.octets(root)),
});

/** SEQUENCE { keyIdentifier [0], authorityCertIssuer [1], authorityCertSerialNumber [2] }, each optional (RFC 5280, 4.2.1.1). */
export const authorityKeyIdentifier: ExtensionReader = (reader, root) => {
  const parts = reader.parts(root);
  parts.optional(contextTag(0, false));
  parts.optional(contextTag(1));
  parts.optional(contextTag(2, false));
  parts.end();
  return {};
};
