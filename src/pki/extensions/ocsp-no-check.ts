import { TAG } from '../../encoding/der.ts';
import type { ExtensionReader } from './reading.ts';

/** id-pkix-ocsp-nocheck, whose value is NULL (RFC 6960, 4.2.2.2.1). Go does not read it, so another value is no fault. */
export const ocspNoCheck: ExtensionReader = (_reader, root) =>
  root.tag === TAG.null ? { hasOcspNoCheck: true } : 'unprocessed';
