import { Buffer } from 'node:buffer';
import { type DerElement, TAG } from '../../encoding/der.ts';
import { contextTag, type DerReader } from '../der-reader.ts';
import type { ExtensionReader } from './reading.ts';

/** The OID of a policy, which may have numbers of any length (X.667), as its octets in hexadecimal. */
function policyOf(reader: DerReader, element: DerElement): string {
  if (element.tag !== TAG.oid)
    throw reader.refuse('is malformed: the OBJECT IDENTIFIER of a policy is expected');
  return Buffer.from(reader.content(element)).toString('hex');
}

/** SEQUENCE OF SEQUENCE { policyIdentifier, policyQualifiers SEQUENCE OPTIONAL }, no policy twice (RFC 5280, 4.2.1.4). */
export const certificatePolicies: ExtensionReader = (reader, root) => {
  const policies = reader.children(root, TAG.sequence).map((information) => {
    const parts = reader.parts(information);
    const policy = policyOf(reader, parts.required('policyIdentifier'));
    parts.optional(TAG.sequence);
    parts.end();
    return policy;
  });
  if (new Set(policies).size < policies.length) throw reader.refuse('names a policy twice');
  return {};
};

/** SEQUENCE OF SEQUENCE { issuerDomainPolicy, subjectDomainPolicy } (RFC 5280, 4.2.1.5). */
export const policyMappings: ExtensionReader = (reader, root) => {
  for (const mapping of reader.children(root, TAG.sequence)) {
    const parts = reader.parts(mapping);
    policyOf(reader, parts.required('issuerDomainPolicy'));
    policyOf(reader, parts.required('subjectDomainPolicy'));
    parts.end();
  }
  return {};
};

/** SEQUENCE { requireExplicitPolicy [0], inhibitPolicyMapping [1] }, numbers of certificates (RFC 5280, 4.2.1.11). */
export const policyConstraints: ExtensionReader = (reader, root) => {
  const parts = reader.parts(root);
  const [explicit] = ['requireExplicitPolicy', 'inhibitPolicyMapping'].map((name, number) => {
    const certificates = parts.optional(contextTag(number, false));
    if (certificates) reader.at(name).count(certificates, certificates.tag);
    return certificates;
  });
  parts.end();
  return explicit ? { requiresExplicitPolicy: true } : {};
};

/** SkipCerts ::= INTEGER (0..MAX) (RFC 5280, 4.2.1.14). */
export const inhibitAnyPolicy: ExtensionReader = (reader, root) => {
  reader.count(root);
  return {};
};
