import { generateKeyPairSync } from 'node:crypto';
import { pemText } from '../encoding/pem.ts';
import { writeAtomic } from '../io/files/write-atomic.ts';
import { selfSignedCertificate } from '../operations/certificates/self-signed.ts';
import { validityOf } from '../operations/certificates/validity.ts';
import { encodeName } from '../pki/encode-name.ts';
import { pemSigner } from '../signers/pem-key.ts';
import { openLayoutStore } from '../stores/layout/open.ts';
import { type BuiltImage, buildNetMonitor } from './net-monitor.ts';
import type { Places } from './places.ts';

/** The repositories that the trust policy names, because a layout has no repository. */
export const SCOPES = {
  wabbit: 'registry.wabbit-networks.io/net-monitor',
  acme: 'registry.acme-rockets.io/net-monitor',
} as const;

const OWNER_ONLY = 0o600;

interface TemporaryIdentity {
  /** PKCS#8 as PEM, not encrypted. */
  readonly key: string;
  /** Chain and root in one, as PEM. */
  readonly certificate: string;
}

/** A key and a certificate for one day, as `certificate self-signed` makes it. */
async function temporaryIdentity(
  organization: string,
  now: Date,
  signal: AbortSignal,
): Promise<TemporaryIdentity> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const subject = { C: 'US', ST: 'WA', O: organization, CN: `${organization} demo` };
  const certificate = await selfSignedCertificate(
    {
      signer: pemSigner(key, undefined, 'the key of the demo'),
      subject: await encodeName(new Map(Object.entries(subject))),
      ...validityOf(now, 1),
      role: 'signing',
    },
    signal,
  );
  return { key, certificate: pemText('CERTIFICATE', certificate.der) };
}

/** acme-rockets trusts wabbit-networks for images of its registry, and itself for images of its own. */
const TRUST_POLICY = {
  version: '1.0',
  trustPolicies: [
    {
      name: 'wabbit-networks-images',
      registryScopes: [SCOPES.wabbit],
      signatureVerification: { level: 'strict' },
      trustStores: ['ca:wabbit-networks'],
      trustedIdentities: ['x509.subject: C=US, ST=WA, O=wabbit-networks'],
    },
    {
      name: 'acme-rockets-images',
      registryScopes: [SCOPES.acme],
      signatureVerification: { level: 'strict' },
      trustStores: ['ca:acme-rockets'],
      trustedIdentities: ['x509.subject: C=US, ST=WA, O=acme-rockets'],
    },
  ],
};

/** Builds the images and writes keys and trust, before the first command. Resolves to the image that will be signed. */
export async function prepare(places: Places, now: Date, signal: AbortSignal): Promise<BuiltImage> {
  const store = await openLayoutStore({ path: places.wabbitStore, create: true });
  const image = await buildNetMonitor(store, { version: '1.0.0', tag: 'v1' }, signal);
  await buildNetMonitor(store, { version: '2.0.0-rc.1', tag: 'v2' }, signal);
  await store.close();

  const [wabbit, acme] = await Promise.all([
    temporaryIdentity('wabbit-networks', now, signal),
    temporaryIdentity('acme-rockets', now, signal),
  ]);
  const files: readonly (readonly [path: string, content: string, mode?: number])[] = [
    [places.wabbitKey, wabbit.key, OWNER_ONLY],
    [places.wabbitChain, wabbit.certificate],
    [places.acmeKey, acme.key, OWNER_ONLY],
    [places.acmeChain, acme.certificate],
    [places.trustPolicy, `${JSON.stringify(TRUST_POLICY, null, 2)}\n`],
    [`${places.trustStore}/x509/ca/wabbit-networks/wabbit-networks.pem`, wabbit.certificate],
    [`${places.trustStore}/x509/ca/acme-rockets/acme-rockets.pem`, acme.certificate],
  ];
  for (const [path, text, mode] of files) await writeAtomic(path, text, mode);
  return image;
}
