import type * as Pkijs from 'pkijs';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { type BasicConstraints, type Certificate, KEY_USAGE_BITS, type KeyUsageBit } from './certificate.ts';

const OID = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
} as const;

/** RFC 5280, 4.2.1.6: uniformResourceIdentifier. */
const URI_NAME = 6;

type Extensions = Pick<
  Certificate,
  'basicConstraints' | 'keyUsage' | 'extendedKeyUsage' | 'ocspUrls' | 'crlUrls' | 'hasFreshestCrl'
>;

function keyUsageBits(bytes: Uint8Array): ReadonlySet<KeyUsageBit> {
  return new Set(KEY_USAGE_BITS.filter((_, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0));
}

function uris(names: readonly { type: number; value: unknown }[]): string[] {
  return names.filter(({ type }) => type === URI_NAME).map(({ value }) => String(value));
}

function basicConstraints({ critical, parsedValue }: Pkijs.Extension): BasicConstraints {
  const { cA, pathLenConstraint } = parsedValue as Pkijs.BasicConstraints;
  return {
    critical,
    ca: cA,
    // A number too large for one is an ASN.1 integer, and no limit in practice.
    ...(typeof pathLenConstraint === 'number' ? { pathLength: pathLenConstraint } : {}),
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
    if (extension && !extension.parsedValue) throw complain(complaint, `has a malformed extension ${id}`);
    return extension;
  };
  const constraints = parsed(OID.basicConstraints);
  const keyUsage = parsed(OID.keyUsage);
  const extendedKeyUsage = parsed(OID.extendedKeyUsage);
  const access = parsed(OID.authorityInfoAccess)?.parsedValue as Pkijs.InfoAccess | undefined;
  const crls = parsed(OID.crlDistributionPoints)?.parsedValue as Pkijs.CRLDistributionPoints | undefined;
  return {
    ...(constraints ? { basicConstraints: basicConstraints(constraints) } : {}),
    ...(keyUsage
      ? {
          keyUsage: {
            critical: keyUsage.critical,
            bits: keyUsageBits(keyUsage.parsedValue.valueBlock.valueHexView as Uint8Array),
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
    ocspUrls: (access?.accessDescriptions ?? [])
      .filter(({ accessMethod }) => accessMethod === OID.ocsp)
      .flatMap(({ accessLocation }) => uris([accessLocation])),
    crlUrls: (crls?.distributionPoints ?? []).flatMap(({ distributionPoint }) =>
      Array.isArray(distributionPoint) ? uris(distributionPoint) : ['(a name relative to the issuer)'],
    ),
    hasFreshestCrl: byId.has(OID.freshestCrl),
  };
}
