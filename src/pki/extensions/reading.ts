import type { DerElement } from '../../encoding/der.ts';
import type { Certificate } from '../certificate.ts';
import type { DerReader } from '../der-reader.ts';

/** The members of a certificate that come from its extensions. */
export type ExtensionValues = Pick<
  Certificate,
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectKeyIdentifier'
  | 'ocspUrls'
  | 'crlUrls'
  | 'crlPoints'
  | 'hasFreshestCrl'
  | 'hasOcspNoCheck'
  | 'hasNameConstraints'
  | 'hasSubjectAltName'
  | 'requiresExplicitPolicy'
  | 'unprocessedCritical'
>;

/**
 * Reads the value of one extension, and refuses a malformed one. `unprocessed` says that something in it is well formed and of
 * a kind that is not understood here, which is no fault unless the extension is critical (RFC 5280, 4.2).
 */
export type ExtensionReader = (
  reader: DerReader,
  root: DerElement,
  critical: boolean,
) => Partial<ExtensionValues> | 'unprocessed';
