import type * as Pkijs from 'pkijs';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { checkDer, derElement } from '../encoding/der.ts';
import { type BasicConstraints, type Certificate, KEY_USAGE_BITS, type KeyUsageBit } from './certificate.ts';
import { EXTENSION } from './extension-ids.ts';

const OCSP = '1.3.6.1.5.5.7.48.1';

/** RFC 5280, 4.2.1.6: uniformResourceIdentifier. */
const URI_NAME = 6;

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

const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;

/** A BIT STRING whose first octet counts the unused bits; bit 0 is the highest (X.690, 8.6.2). */
function keyUsageBits({ extnValue }: Pkijs.Extension, complaint: Complaint): ReadonlySet<KeyUsageBit> {
  const der = extnValue.valueBlock.valueHexView;
  const { tag, contentStart, end } = derElement(der, 0, der.length, complaint);
  if (tag !== BIT_STRING) throw complain(complaint, 'has a keyUsage that is no bit string');
  const bytes = der.subarray(contentStart + 1, end);
  return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0));
}

/** KeyIdentifier ::= OCTET STRING (RFC 5280, 4.2.1.2). */
function keyIdentifierOf({ extnValue }: Pkijs.Extension, complaint: Complaint): Uint8Array {
  const der = extnValue.valueBlock.valueHexView;
  const { tag, contentStart, end } = derElement(der, 0, der.length, complaint);
  if (tag !== OCTET_STRING) throw complain(complaint, 'has a subjectKeyIdentifier that is no octet string');
  return der.slice(contentStart, end);
}

function uris(names: readonly { type: number; value: unknown }[]): string[] {
  return names.filter(({ type }) => type === URI_NAME).map(({ value }) => String(value));
}

function basicConstraints(
  { critical, parsedValue }: Pkijs.Extension,
  complaint: Complaint,
): BasicConstraints {
  const { cA, pathLenConstraint } = parsedValue as Pkijs.BasicConstraints;
  // What does not fit a number comes as an ASN.1 object; below zero it would forbid the CA itself.
  if (pathLenConstraint !== undefined && !(typeof pathLenConstraint === 'number' && pathLenConstraint >= 0)) {
    throw complain(complaint, 'has a path length that is none');
  }
  return {
    critical,
    ca: cA,
    ...(pathLenConstraint === undefined ? {} : { pathLength: Number(pathLenConstraint) }),
  };
}

/** Reads the extensions that the profile looks at. An extension that stands twice is refused (RFC 5280, 4.2). */
export function readExtensions(list: readonly Pkijs.Extension[], complaint: Complaint): Extensions {
  const byId = new Map<string, Pkijs.Extension>();
  for (const extension of list) {
    if (byId.has(extension.extnID)) throw complain(complaint, `has the extension ${extension.extnID} twice`);
    byId.set(extension.extnID, extension);
  }
  const parsed = (id: string): Pkijs.Extension | undefined => {
    const extension = byId.get(id);
    if (extension === undefined) return undefined;
    const what = `${complaint.what}, extension ${id}`;
    // Inside an octet string: the walk over the certificate passed it by.
    checkDer(extension.extnValue.valueBlock.valueHexView, { ...complaint, what });
    if (!extension.parsedValue || 'parsingError' in extension.parsedValue) {
      throw complain(complaint, `has a malformed extension ${id}`);
    }
    return extension;
  };
  const constraints = parsed(EXTENSION.basicConstraints);
  const keyUsage = parsed(EXTENSION.keyUsage);
  const extendedKeyUsage = parsed(EXTENSION.extendedKeyUsage);
  const subjectKey = parsed(EXTENSION.subjectKeyIdentifier);
  const access = parsed(EXTENSION.authorityInfoAccess)?.parsedValue as Pkijs.InfoAccess | undefined;
  const crls = parsed(EXTENSION.crlDistributionPoints)?.parsedValue as
    | Pkijs.CRLDistributionPoints
    | undefined;
  return {
    ...(constraints ? { basicConstraints: basicConstraints(constraints, complaint) } : {}),
    ...(keyUsage
      ? {
          keyUsage: {
            critical: keyUsage.critical,
            bits: keyUsageBits(keyUsage, complaint),
          },
        }
      : {}),
    ...(extendedKeyUsage
      ? {
          extendedKeyUsage: {
            critical: extendedKeyUsage.critical,
            oids: (extendedKeyUsage.parsedValue as Pkijs.ExtKeyUsage).keyPurposes,
          },
        }
      : {}),
    ...(subjectKey ? { subjectKeyIdentifier: keyIdentifierOf(subjectKey, complaint) } : {}),
    ocspUrls: (access?.accessDescriptions ?? [])
      .filter(({ accessMethod }) => accessMethod === OCSP)
      .flatMap(({ accessLocation }) => uris([accessLocation])),
    crlUrls: (crls?.distributionPoints ?? []).flatMap(({ distributionPoint }) =>
      Array.isArray(distributionPoint) ? uris(distributionPoint) : ['(a name relative to the issuer)'],
    ),
    hasFreshestCrl: byId.has(EXTENSION.freshestCrl),
  };
}
