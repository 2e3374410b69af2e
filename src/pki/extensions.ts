import { type Complaint, complain } from '../encoding/complaint.ts';
import type { DerElement } from '../encoding/der.ts';
import { type BasicConstraints, type Certificate, KEY_USAGE_BITS, type KeyUsageBit } from './certificate.ts';
import { context, DerReader, TAG } from './der-reader.ts';
import { EXTENSION } from './extension-ids.ts';

const OCSP = '1.3.6.1.5.5.7.48.1';

/** RFC 5280, 4.2.1.6: uniformResourceIdentifier, an IA5String. */
const URI_NAME = context(6, false);

type Extensions = Pick<
  Certificate,
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectKeyIdentifier'
  | 'ocspUrls'
  | 'crlUrls'
  | 'hasFreshestCrl'
>;

interface Extension {
  readonly critical: boolean;
  /** What is in its octet string. */
  readonly value: Uint8Array;
}

/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING } (RFC 5280, 4.1). */
function readExtension(reader: DerReader, element: DerElement): [id: string, Extension] {
  const [id, ...rest] = reader.children(element, TAG.sequence);
  const value = rest.at(-1);
  if (rest.length > 2 || value?.tag !== TAG.octetString) throw reader.malformed();
  // DER leaves the default out, but authorities of old wrote FALSE.
  const critical = rest.length === 2 && reader.boolean(rest[0]!);
  return [reader.oid(id), { critical, value: reader.content(value) }];
}

/** BasicConstraints ::= SEQUENCE { cA DEFAULT FALSE, pathLenConstraint OPTIONAL } (RFC 5280, 4.2.1.9). */
function constraintsOf(reader: DerReader, root: DerElement): Omit<BasicConstraints, 'critical'> {
  const parts = reader.children(root, TAG.sequence);
  const ca = parts[0]?.tag === TAG.boolean ? reader.boolean(parts.shift()!) : false;
  const [length, ...more] = parts;
  if (more.length > 0) throw reader.malformed();
  return { ca, ...(length ? { pathLength: reader.count(length) } : {}) };
}

/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (X.690, 8.6.2). */
function bitsOf(reader: DerReader, root: DerElement): ReadonlySet<KeyUsageBit> {
  if (root.tag !== TAG.bitString) throw reader.malformed();
  const [, ...bytes] = reader.content(root);
  return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0));
}

/** ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId (RFC 5280, 4.2.1.12). */
function purposesOf(reader: DerReader, root: DerElement): string[] {
  const purposes = reader.children(root, TAG.sequence).map((purpose) => reader.oid(purpose));
  if (purposes.length === 0) throw reader.malformed();
  return purposes;
}

/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
function identifierOf(reader: DerReader, root: DerElement): Uint8Array {
  if (root.tag !== TAG.octetString) throw reader.malformed();
  return Uint8Array.from(reader.content(root));
}

const uriOf = (reader: DerReader, name: DerElement): string[] =>
  name.tag === URI_NAME ? [String.fromCharCode(...reader.content(name).subarray(0, MAX_URI))] : [];

/** Longer ones are fetched by nobody; bounds what is spread into one call. */
const MAX_URI = 4096;

/** AuthorityInfoAccessSyntax ::= SEQUENCE OF SEQUENCE { accessMethod, accessLocation } (RFC 5280, 4.2.2.1). */
function respondersOf(reader: DerReader, root: DerElement): string[] {
  return reader.children(root, TAG.sequence).flatMap((description) => {
    const [method, location, ...more] = reader.children(description, TAG.sequence);
    if (!location || more.length > 0) throw reader.malformed();
    return reader.oid(method) === OCSP ? uriOf(reader, location) : [];
  });
}

/** CRLDistributionPoints ::= SEQUENCE OF SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] } (RFC 5280, 4.2.1.13). */
function crlsOf(reader: DerReader, root: DerElement): string[] {
  return reader.children(root, TAG.sequence).flatMap((point) => {
    const names = reader.children(point, TAG.sequence).find(({ tag }) => tag === context(0));
    // Only reasons and an issuer: somewhere there is a list, and nobody says where.
    if (!names) return ['(a name that is not told)'];
    const [name] = reader.children(names, context(0));
    if (name?.tag !== context(0)) return ['(a name relative to the issuer)'];
    return reader.children(name, context(0)).flatMap((one) => uriOf(reader, one));
  });
}

/**
 * Reads the extensions that the profile looks at. An extension that stands twice is refused (RFC 5280, 4.2).
 *
 * @param list Extensions ::= SEQUENCE OF Extension, as `reader` has it; absent where the certificate has none.
 */
export function readExtensions(
  reader: DerReader,
  list: DerElement | undefined,
  complaint: Complaint,
): Extensions {
  const byId = new Map<string, Extension>();
  for (const element of list ? reader.children(list, TAG.sequence) : []) {
    const [id, extension] = readExtension(reader, element);
    if (byId.has(id)) throw complain(complaint, `has the extension ${id} twice`);
    byId.set(id, extension);
  }
  const read = <Value>(id: string, how: (reader: DerReader, root: DerElement) => Value) => {
    const extension = byId.get(id);
    if (extension === undefined) return undefined;
    const inside = DerReader.of(extension.value, {
      ...complaint,
      what: `${complaint.what}, extension ${id}`,
    });
    return { critical: extension.critical, value: how(inside.reader, inside.root) };
  };
  const constraints = read(EXTENSION.basicConstraints, constraintsOf);
  const keyUsage = read(EXTENSION.keyUsage, bitsOf);
  const extendedKeyUsage = read(EXTENSION.extendedKeyUsage, purposesOf);
  const subjectKey = read(EXTENSION.subjectKeyIdentifier, identifierOf);
  return {
    ...(constraints ? { basicConstraints: { critical: constraints.critical, ...constraints.value } } : {}),
    ...(keyUsage ? { keyUsage: { critical: keyUsage.critical, bits: keyUsage.value } } : {}),
    ...(extendedKeyUsage
      ? { extendedKeyUsage: { critical: extendedKeyUsage.critical, oids: extendedKeyUsage.value } }
      : {}),
    ...(subjectKey ? { subjectKeyIdentifier: subjectKey.value } : {}),
    ocspUrls: read(EXTENSION.authorityInfoAccess, respondersOf)?.value ?? [],
    crlUrls: read(EXTENSION.crlDistributionPoints, crlsOf)?.value ?? [],
    hasFreshestCrl: byId.has(EXTENSION.freshestCrl),
  };
}
