import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSignatureManifest } from '../../../src/notation/signature-manifest.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { type Built, content, image } from '../../support/images.ts';
import { type Minted, sharedChain, testChain } from '../../support/pki.ts';
import { type Signing, signingOf } from './chains.ts';
import type { Case } from './dimensions.ts';
import { envelopeOf } from './envelope.ts';
import { pluginFiles } from './plugins.ts';
import { demandOf, timestampRoot } from './timestamps.ts';

export const SCOPE = 'registry.example.com/team/app';
const SIGNER = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';
const OTHER = 'x509.subject: C=US, ST=WA, O=somebody-else.io';

type Statement = Readonly<Record<string, unknown>>;

const overridden = (level: string, check: string, action: string) => ({
  level,
  override: { [check]: action },
});

const LEVELS: Readonly<Record<Case['level'], { readonly level: string; readonly override?: object }>> = {
  strict: { level: 'strict' },
  permissive: { level: 'permissive' },
  audit: { level: 'audit' },
  skip: { level: 'skip' },
  'strict, authenticity logged': overridden('strict', 'authenticity', 'log'),
  'strict, timestamp logged': overridden('strict', 'authenticTimestamp', 'log'),
  'strict, expiry logged': overridden('strict', 'expiry', 'log'),
  'strict, revocation logged': overridden('strict', 'revocation', 'log'),
  'strict, revocation skipped': overridden('strict', 'revocation', 'skip'),
  'permissive, expiry enforced': overridden('permissive', 'expiry', 'enforce'),
  'permissive, revocation enforced': overridden('permissive', 'revocation', 'enforce'),
  'audit, authenticity enforced': overridden('audit', 'authenticity', 'enforce'),
};

const IDENTITIES: Readonly<Record<Case['identity'], readonly string[]>> = {
  '*': ['*'],
  'the signer': [SIGNER],
  'one of two': [OTHER, SIGNER],
  'somebody else': [OTHER],
  'case differs': [SIGNER.replace('acme', 'ACME')],
};

const SCOPES: Readonly<Record<Case['scope'], readonly string[]>> = {
  '*': ['*'],
  'the repository': [SCOPE],
  'another repository': [`${SCOPE}2`],
  'the repository skipped': ['*'],
  'host in capitals': [SCOPE.replace('registry', 'REGISTRY')],
};

const SKIPPED: Statement = {
  name: 'skipped',
  registryScopes: [SCOPE],
  signatureVerification: { level: 'skip' },
};

/** The kind of store that holds the anchors of a case. */
function storeType({ scheme }: Case): 'ca' | 'signingAuthority' {
  const isAuthority = scheme.startsWith('signing authority') && !scheme.endsWith('trusted as a CA');
  return isAuthority || scheme === 'notary.x509, trusted as an authority' ? 'signingAuthority' : 'ca';
}

function policyOf(one: Case): object {
  const type = storeType(one);
  const demanded = demandOf(one);
  const { level, override } = LEVELS[one.level];
  const stores =
    one.store === 'second store' ? [`${type}:strangers`, `${type}:trusted`] : [`${type}:trusted`];
  const statement: Statement = {
    name: 'all',
    registryScopes: SCOPES[one.scope],
    signatureVerification: {
      level,
      ...(override && { override }),
      ...(demanded && { verifyTimestamp: demanded }),
    },
    ...(level !== 'skip' && {
      trustStores: [...stores, ...(demanded ? ['tsa:stamps'] : [])],
      trustedIdentities: IDENTITIES[one.identity],
    }),
  };
  return {
    version: '1.0',
    trustPolicies: [statement, ...(one.scope === 'the repository skipped' ? [SKIPPED] : [])],
  };
}

type Files = Readonly<Record<string, Uint8Array | string>>;

const STORES: Readonly<Record<Case['store'], (signing: Signing) => Files>> = {
  root: ({ root }) => ({ 'trusted/root.pem': root.pem }),
  DER: ({ root }) => ({ 'trusted/root.crt': root.der }),
  'among others': ({ root }) => ({ 'trusted/a.pem': stranger.pem, 'trusted/b.pem': stranger.pem + root.pem }),
  'second store': ({ root }) => ({ 'strangers/a.pem': stranger.pem, 'trusted/root.pem': root.pem }),
  leaf: ({ minted }) => ({ 'trusted/leaf.pem': minted[0]!.pem }),
  intermediate: ({ minted }) => ({ 'trusted/ca.pem': (minted[1] ?? minted[0]!).pem }),
  stranger: () => ({ 'trusted/root.pem': stranger.pem }),
  missing: () => ({}),
  malformed: () => ({ 'trusted/root.pem': 'no certificate' }),
};

const stranger: Minted = testChain({ root: { subject: [['CN', 'stranger']] } }).root;

async function put(folder: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text);
  }
}

const blob = ({ digest }: Descriptor): string => `blobs/${digest.replace(':', '/')}`;
const built: Built = image();

/** The signed image of a case as an image layout, and the trust of the case as notation's folder of configuration. */
export interface Place {
  readonly layout: string;
  readonly digest: string;
  readonly home: string;
  readonly policy: string;
  readonly store: string;
}

export async function placeOf(one: Case, folder: string): Promise<Place> {
  const signing = await signingOf(one);
  const target = built.manifest.descriptor;
  const envelope = await envelopeOf(one, signing, target);
  const config = content('application/vnd.cncf.notary.signature', Buffer.from('{}'));
  const signature = buildSignatureManifest({
    subject: target,
    envelope: envelope.descriptor,
    chain: await sharedChain().certificates(),
    signingTime: new Date('2026-06-01T10:00:00Z'),
  });
  const layout = join(folder, 'layout');
  const manifests = [target, { ...signature.descriptor, artifactType: config.descriptor.mediaType }];
  await put(layout, {
    'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
    'index.json': JSON.stringify({ schemaVersion: 2, manifests }),
    [blob(target)]: built.manifest.bytes,
    ...Object.fromEntries(built.blobs.map(({ descriptor, bytes }) => [blob(descriptor), bytes])),
    [blob(envelope.descriptor)]: envelope.bytes,
    [blob(config.descriptor)]: config.bytes,
    [blob(signature.descriptor)]: signature.bytes,
  });
  const home = join(folder, 'home');
  // Whatever the umask is: a plugin must not be its group's to change.
  await mkdir(join(home, 'notation', 'plugins'), { recursive: true, mode: 0o755 });
  const store = join(home, 'notation', 'truststore');
  const policy = join(home, 'notation', 'trustpolicy.json');
  await put(join(home, 'notation'), { 'trustpolicy.json': JSON.stringify(policyOf(one)) });
  await put(join(store, 'x509', storeType(one)), STORES[one.store](signing));
  await put(join(store, 'x509', 'tsa'), { 'stamps/root.pem': timestampRoot.pem });
  const plugins = join(home, 'notation', 'plugins');
  const files = pluginFiles(one);
  await put(plugins, files);
  const [program] = Object.keys(files);
  if (program !== undefined) await chmod(join(plugins, program), 0o755);
  return { layout, digest: target.digest, home, policy, store };
}
