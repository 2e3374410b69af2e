import { Buffer } from 'node:buffer';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { image, index, push } from './images.ts';
import { testChain } from './pki.ts';

/** A folder as a user has it before the first command: a layout with images, a key, trust files. */
export interface Workplace {
  readonly folder: string;
  /** `oci:FOLDER/images`; holds the tags `one`, `two` (images) and `multi` (an index of two). */
  readonly images: string;
  readonly digests: Readonly<Record<'one' | 'two' | 'multi', string>>;
  readonly key: string;
  readonly chain: string;
  readonly root: string;
  readonly policy: string;
  readonly store: string;
  /** Flags of sign. */
  readonly keyFlags: readonly string[];
  /** Flags of verify and promote. */
  readonly trustFlags: readonly string[];
  path(name: string): string;
  remove(): Promise<void>;
}

/** A trust policy with one statement for everything. */
export function policyOf(level: string, identities: readonly string[] = ['*']): string {
  const trust = level === 'skip' ? {} : { trustStores: ['ca:acme'], trustedIdentities: identities };
  const statement = { name: 'all', registryScopes: ['*'], signatureVerification: { level }, ...trust };
  return JSON.stringify({ version: '1.0', trustPolicies: [statement] });
}

export async function workplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-face-'));
  const path = (name: string): string => join(folder, name);
  const chain = testChain();
  const store = await openLayoutStore({ path: path('images'), create: true });
  const built = {
    one: image({ seed: 'one' }),
    two: image({ seed: 'two' }),
    multi: index([image({ seed: 'amd' }), image({ seed: 'arm' })]),
  };
  for (const [tag, artifact] of Object.entries(built)) await push(store, artifact, tag);
  await store.close();
  await mkdir(path('truststore/x509/ca/acme'), { recursive: true });
  const files: Record<string, string> = {
    'key.pem': chain.key.pem,
    'chain.pem': chain.pem,
    'root.pem': chain.root.pem,
    'truststore/x509/ca/acme/root.pem': chain.root.pem,
    'trustpolicy.json': policyOf('strict'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path(name), Buffer.from(text));
  const [key, chainFile, policy, trust] = ['key.pem', 'chain.pem', 'trustpolicy.json', 'truststore'].map(
    path,
  );
  return {
    folder,
    images: `oci:${path('images')}`,
    digests: {
      one: built.one.manifest.descriptor.digest,
      two: built.two.manifest.descriptor.digest,
      multi: built.multi.manifest.descriptor.digest,
    },
    key: key!,
    chain: chainFile!,
    root: path('root.pem'),
    policy: policy!,
    store: trust!,
    keyFlags: ['--key', key!, '--certificate-chain', chainFile!],
    trustFlags: ['--trust-policy', policy!, '--trust-store', trust!],
    path,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
