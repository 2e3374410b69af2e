import { TAG } from '../../encoding/der.ts';
import type { ExtensionReader } from './reading.ts';

/** BasicConstraints ::= SEQUENCE { cA DEFAULT FALSE, pathLenConstraint OPTIONAL } (RFC 5280, 4.2.1.9). */
export const basicConstraints: ExtensionReader = (reader, root, critical) => {
  const parts = reader.parts(root);
  const ca = parts.optional(TAG.boolean);
  const length = parts.optional(TAG.integer);
  parts.end();
  return {
    basicConstraints: {
      critical,
      ca: ca !== undefined && reader.boolean(ca),
      ...(length ? { pathLength: reader.at('pathLenConstraint').count(length) } : {}),
    },
  };
};
