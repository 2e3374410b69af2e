import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { expect, it } from 'vitest';
import { KEY_USAGE_BITS } from '../../src/pki/certificate.ts';
import { parseCertificate } from '../../src/pki/parse-certificate.ts';
import { mint, PURPOSE, testKey } from '../support/pki.ts';

const COMPLAINT = { code: 'certificate_chain_invalid', what: 'minted' } as const;
const OCSP = '1.3.6.1.5.5.7.48.1';

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const urls = fc.array(fc.constantFrom('http://a.example/1', 'http://b.example/2', 'ldap://c'), {
  minLength: 1,
  maxLength: 3,
});

const spec = fc.record({
  basicConstraints: optional(
    fc.record({ ca: fc.boolean(), pathLength: optional(fc.nat(9)), critical: fc.boolean() }),
  ),
  keyUsage: optional(
    fc.record({ bits: fc.subarray([...KEY_USAGE_BITS], { minLength: 1 }), critical: fc.boolean() }),
  ),
  extendedKeyUsage: optional(
    fc.record({ oids: fc.subarray(Object.values(PURPOSE), { minLength: 1 }), critical: fc.boolean() }),
  ),
  ocspUrls: optional(urls),
  crlUrls: optional(urls),
  signature: fc.constantFrom('sha256', 'sha384', 'sha512', 'pss-sha256'),
});

/** The members of a certificate as pkijs reads them. */
function asPkijs(der: Uint8Array) {
  const { version, extensions = [], signatureAlgorithm } = pkijs.Certificate.fromBER(der);
  const find = (id: string) => extensions.find(({ extnID }) => extnID === id);
  const constraints = find('2.5.29.19');
  const purposes = find('2.5.29.37');
  const { cA, pathLenConstraint } = (constraints?.parsedValue ?? {}) as pkijs.BasicConstraints;
  const access = find('1.3.6.1.5.5.7.1.1')?.parsedValue as pkijs.InfoAccess | undefined;
  const points = find('2.5.29.31')?.parsedValue as pkijs.CRLDistributionPoints | undefined;
  const names = (points?.distributionPoints ?? []).flatMap(
    ({ distributionPoint }) => distributionPoint as pkijs.GeneralName[],
  );
  return {
    version: version + 1,
    algorithm: signatureAlgorithm.algorithmId,
    constraints: constraints && { critical: constraints.critical, ca: cA, pathLength: pathLenConstraint },
    usage: find('2.5.29.15')?.critical,
    purposes: purposes && {
      critical: purposes.critical,
      oids: (purposes.parsedValue as pkijs.ExtKeyUsage).keyPurposes,
    },
    ocsp: (access?.accessDescriptions ?? [])
      .filter(({ accessMethod }) => accessMethod === OCSP)
      .map(({ accessLocation }) => accessLocation.value),
    crl: names.map(({ value }) => value),
  };
}

it('parseCertificate reads what pkijs reads in the same bytes', async () => {
  const key = testKey('rsa-2048');
  await fc.assert(
    fc.asyncProperty(spec, async (given) => {
      const parts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const { der } = mint({ ...parts, key });
      const read = await parseCertificate(der, COMPLAINT);
      const { basicConstraints: constraints, extendedKeyUsage: purposes } = read;
      expect({
        version: read.version,
        algorithm: read.signatureAlgorithm.split('/')[0],
        constraints: constraints && { ...constraints, pathLength: constraints.pathLength },
        usage: read.keyUsage?.critical,
        purposes: purposes && { ...purposes },
        ocsp: read.ocspUrls,
        crl: read.crlUrls,
      }).toEqual(asPkijs(der));
      expect([...(read.keyUsage?.bits ?? [])]).toEqual(given.keyUsage?.bits ?? []);
    }),
    { numRuns: 60 },
  );
});
