import { type DerElement, TAG } from '../../encoding/der.ts';
import type { DerReader } from '../der-reader.ts';
import { basicConstraints } from './basic-constraints.ts';
import { crlDistributionPoints } from './distribution-points.ts';
import { extendedKeyUsage } from './extended-key-usage.ts';
import { EXTENSION, extensionName } from './extension-ids.ts';
import { authorityInfoAccess } from './information-access.ts';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './key-identifiers.ts';
import { keyUsage } from './key-usage.ts';
import { nameConstraints } from './name-constraints.ts';
import { ocspNoCheck } from './ocsp-no-check.ts';
import { certificatePolicies, inhibitAnyPolicy, policyConstraints, policyMappings } from './policies.ts';
import type { ExtensionReader, ExtensionValues } from './reading.ts';
import { subjectAltName } from './subject-alt-name.ts';

/** The extensions of RFC 5280 that Go's crypto/x509 reads, and with it notation. */
const READERS: Readonly<Record<string, ExtensionReader>> = {
  [EXTENSION.subjectKeyIdentifier]: subjectKeyIdentifier,
  [EXTENSION.keyUsage]: keyUsage,
  [EXTENSION.subjectAltName]: subjectAltName,
  [EXTENSION.basicConstraints]: basicConstraints,
  [EXTENSION.nameConstraints]: nameConstraints,
  [EXTENSION.crlDistributionPoints]: crlDistributionPoints,
  [EXTENSION.certificatePolicies]: certificatePolicies,
  [EXTENSION.policyMappings]: policyMappings,
  [EXTENSION.authorityKeyIdentifier]: authorityKeyIdentifier,
  [EXTENSION.policyConstraints]: policyConstraints,
  [EXTENSION.extendedKeyUsage]: extendedKeyUsage,
  [EXTENSION.inhibitAnyPolicy]: inhibitAnyPolicy,
  [EXTENSION.authorityInfoAccess]: authorityInfoAccess,
  [EXTENSION.ocspNoCheck]: ocspNoCheck,
};

/** Extensions that must not be critical (RFC 5280, 4.2.1.1, 4.2.1.2 and 4.2.2.1); Go refuses certificates where they are. */
const NEVER_CRITICAL: readonly string[] = [
  EXTENSION.subjectKeyIdentifier,
  EXTENSION.authorityKeyIdentifier,
  EXTENSION.authorityInfoAccess,
];

const fieldOf = (id: string): string => `extension ${extensionName(id)}`;

interface Extension {
  readonly critical: boolean;
  /** The content of its octet string. */
  readonly value: Uint8Array;
}

/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING } (RFC 5280, 4.1). */
function readExtension(reader: DerReader, element: DerElement): [id: string, Extension] {
  const parts = reader.parts(element);
  const id = reader.oid(parts.required('extnID'));
  // DER leaves out the default, but old authorities wrote FALSE.
  const critical = parts.optional(TAG.boolean);
  const value = reader.at(fieldOf(id)).octets(parts.required('extnValue'));
  parts.end();
  return [id, { critical: critical !== undefined && reader.boolean(critical), value }];
}

function readValue(reader: DerReader, id: string, { critical, value }: Extension) {
  if (critical && NEVER_CRITICAL.includes(id))
    throw reader.at(fieldOf(id)).refuse('is marked critical, and must not be');
  const read = READERS[id];
  if (!read) return 'unprocessed';
  const inside = reader.inside(value, fieldOf(id));
  return read(inside.reader, inside.root, critical);
}

/**
 * Reads the extensions of a certificate. One that stands twice is refused (RFC 5280, 4.2), as is one that is malformed.
 *
 * @param list Extensions ::= SEQUENCE OF Extension, as `reader` has it; absent where the certificate has none.
 */
export function readExtensions(reader: DerReader, list: DerElement | undefined): ExtensionValues {
  const byId = new Map<string, Extension>();
  for (const element of list ? reader.children(list, TAG.sequence) : []) {
    const [id, extension] = readExtension(reader, element);
    if (byId.has(id)) throw reader.at(fieldOf(id)).refuse('stands there twice');
    byId.set(id, extension);
  }
  const unprocessedCritical: string[] = [];
  const values: Partial<ExtensionValues> = {};
  for (const [id, extension] of byId) {
    const read = readValue(reader, id, extension);
    if (read !== 'unprocessed') Object.assign(values, read);
    else if (extension.critical) unprocessedCritical.push(extensionName(id));
  }
  return {
    ocspUrls: [],
    crlUrls: [],
    crlPoints: [],
    ...values,
    hasFreshestCrl: byId.has(EXTENSION.freshestCrl),
    hasNameConstraints: byId.has(EXTENSION.nameConstraints),
    hasSubjectAltName: byId.has(EXTENSION.subjectAltName),
    unprocessedCritical,
  };
}
