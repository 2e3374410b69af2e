import type { TargetStore } from '../../../src/oci/ports.ts';
import { attachSignature } from '../../operations/crafted.ts';
import { buildCrl } from '../crl/build-crl.ts';
import { craftJws } from '../envelopes.ts';
import { image, push } from '../images.ts';
import { CA, LEAF, mint, namedKey, nameOf, toPem } from '../pki.ts';
import { TimestampAuthority } from '../timestamp-authority.ts';
import { policyOf } from '../workplace.ts';

const DAY = 86_400_000;

/** A company CA, and a signer of it whose certificate ends in twenty days. */
const ROOT = mint({ ...CA, subject: nameOf('acme CA', 'acme'), key: namedKey('company root') });
const OLD = mint({
  ...LEAF,
  subject: nameOf('release', 'acme'),
  key: namedKey('old release'),
  issuer: ROOT,
  notAfter: new Date(Date.now() + 20 * DAY),
});
const CHAIN = { minted: [OLD, ROOT], key: OLD.key };
const TIMESTAMPS = new TimestampAuthority();

/** The files of whoever signs and verifies there, with the CRL that the CA gave out after the key leaked. */
export async function endingSignerFiles(): Promise<Readonly<Record<string, string>>> {
  const { serialNumber } = await OLD.certificate();
  const crl = buildCrl({
    issuer: ROOT,
    thisUpdate: new Date(Date.now() - DAY),
    nextUpdate: new Date(Date.now() + 30 * DAY),
    entries: [{ serial: serialNumber, revokedAt: new Date('2026-01-15T00:00:00Z') }],
  });
  return {
    'key.pem': OLD.key.pem,
    'chain.pem': `${OLD.pem}${ROOT.pem}`,
    'ca.pem': ROOT.pem,
    'ca-key.pem': ROOT.key.pem,
    'tsa.pem': TIMESTAMPS.root.pem,
    'ca.crl': toPem('X509 CRL', crl),
    '.sealift/trustpolicy.json': policyOf('strict', ['x509.subject: C=US, ST=WA, O=acme']),
    '.sealift/truststore/x509/ca/acme/root.pem': ROOT.pem,
  };
}

/** Puts two images of that signer into a repository: `1.0`, and `1.1` with a timestamp of 1 June 2025. */
export async function pushEndingSigner(store: TargetStore): Promise<void> {
  const plain = await push(store, image({ seed: 'shop 1.0' }), '1.0');
  await attachSignature(store, plain, { chain: CHAIN });
  const stamped = await push(store, image({ seed: 'shop 1.1' }), '1.1');
  const jws = craftJws({ chain: CHAIN, target: stamped, signingTime: '2025-06-01T12:00:00Z' });
  const bytes = await TIMESTAMPS.stamp(jws, { time: '20250601120000Z' });
  await attachSignature(store, stamped, { bytes });
}
