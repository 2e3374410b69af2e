import { TAG } from '../../encoding/der.ts';
import { uriOf } from './general-name.ts';
import type { ExtensionReader } from './reading.ts';

const OCSP = '1.3.6.1.5.5.7.48.1';

/** AuthorityInfoAccessSyntax ::= SEQUENCE OF SEQUENCE { accessMethod, accessLocation } (RFC 5280, 4.2.2.1). */
export const authorityInfoAccess: ExtensionReader = (reader, root) => ({
  ocspUrls: reader.children(root, TAG.sequence).flatMap((description) => {
    const parts = reader.parts(description);
    const method = reader.oid(parts.required('accessMethod'));
    const location = parts.required('accessLocation');
    parts.end();
    return method === OCSP ? uriOf(reader, location) : [];
  }),
});
