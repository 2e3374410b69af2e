import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { image, push } from '../support/images.ts';
import { CA, mint, namedKey, nameOf, testChain } from '../support/pki.ts';
import { sealift, tryPeer } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const SCOPE = 'registry.example.com/team/app';
const BASE = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';

const statement = (change: object = {}) => ({
  name: 'all',
  registryScopes: ['*'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:trusted'],
  trustedIdentities: [BASE],
  ...change,
});
const documentOf = (...changes: object[]) => ({ version: '1.0', trustPolicies: changes.map(statement) });

/** Policies that notation 1.3.2 imports and Sealift refuses; each is a row of docs/departures.md or can let no signature pass. */
const STRICTER = ['a member that is not known', 'tsa stores alone', 'an attribute that is never compared'];

const POLICIES: Readonly<Record<string, object>> = {
  'one statement': documentOf({}),
  permissive: documentOf({ signatureVerification: { level: 'permissive' } }),
  audit: documentOf({ signatureVerification: { level: 'audit' } }),
  skip: documentOf({ signatureVerification: { level: 'skip' }, trustStores: [], trustedIdentities: [] }),
  'an override': documentOf({ signatureVerification: { level: 'strict', override: { revocation: 'skip' } } }),
  'the identity *': documentOf({ trustedIdentities: ['*'] }),
  'two statements': documentOf({}, { name: 'b', registryScopes: [SCOPE] }),
  'S for ST': documentOf({ trustedIdentities: ['x509.subject: C=US, S=WA, O=a'] }),
  'an identity of a plugin': documentOf({ trustedIdentities: ['aws.arn: x'] }),
  'another version': { ...documentOf({}), version: '2.0' },
  'no statement': documentOf(),
  'one name twice': documentOf({}, { registryScopes: [SCOPE] }),
  'one scope twice': documentOf({ registryScopes: [SCOPE] }, { name: 'b', registryScopes: [SCOPE] }),
  '* beside a scope': documentOf({ registryScopes: ['*', SCOPE] }),
  'a part of a scope': documentOf({ registryScopes: ['registry.example.com/*'] }),
  'a scope with a tag': documentOf({ registryScopes: [`${SCOPE}:1`] }),
  'another level': documentOf({ signatureVerification: { level: 'Strict' } }),
  'skip with stores': documentOf({ signatureVerification: { level: 'skip' } }),
  'integrity overridden': documentOf({
    signatureVerification: { level: 'strict', override: { integrity: 'log' } },
  }),
  'expiry skipped': documentOf({ signatureVerification: { level: 'strict', override: { expiry: 'skip' } } }),
  'no store': documentOf({ trustStores: [] }),
  'a store of no type': documentOf({ trustStores: ['acme'] }),
  'no identity': documentOf({ trustedIdentities: [] }),
  '* beside an identity': documentOf({ trustedIdentities: ['*', BASE] }),
  'an identity without prefix': documentOf({ trustedIdentities: ['C=US, ST=WA, O=a'] }),
  'an identity without C': documentOf({ trustedIdentities: ['x509.subject: ST=WA, O=a'] }),
  'identities that overlap': documentOf({ trustedIdentities: [BASE, `${BASE}, CN=a`] }),
  'a member that is not known': documentOf({ trustStore: ['ca:trusted'] }),
  'tsa stores alone': documentOf({ trustStores: ['tsa:trusted'] }),
  'an attribute that is never compared': documentOf({ trustedIdentities: [`${BASE}, DC=io`] }),
};

withPeers()('trust policies', () => {
  let base: string;
  let layout: string;
  let digest: string;
  const chain = testChain();

  const notation = (home: string, ...args: string[]) =>
    tryPeer('notation', args, { env: { XDG_CONFIG_HOME: home, NOTATION_EXPERIMENTAL: '1' } });

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'sealift-policies-'));
    layout = join(base, 'images');
    const store = await openLayoutStore({ path: layout, create: true });
    ({ digest } = await push(store, image(), '1'));
    await store.close();
    for (const [name, text] of [
      ['key.pem', chain.key.pem],
      ['chain.pem', chain.pem],
      ['root.pem', chain.root.pem],
    ] as const)
      await writeFile(join(base, name), text);
    const key = ['--key', join(base, 'key.pem'), '--certificate-chain', join(base, 'chain.pem')];
    const signed = await sealift(['sign', `oci:${layout}:1`, ...key]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
  });
  afterAll(() => rm(base, { recursive: true, force: true }));

  it.each([
    [BASE, 0],
    ['*', 0],
    [`${BASE}, CN=release`, 0],
    [`${BASE}, CN=somebody`, 1],
  ])('that init wrote for %s are read by notation as they are, with one verdict', async (identity, code) => {
    const home = await mkdtemp(join(base, 'home-'));
    // Folder and names are those of notation's own configuration.
    const made = await sealift([
      ...['policy', 'init', '--trusted-root', join(base, 'root.pem'), '--trusted-identity', identity],
      ...['--scope', SCOPE, '--out', join(home, 'notation')],
    ]);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    const theirs = await notation(home, 'verify', '--oci-layout', `${layout}@${digest}`, '--scope', SCOPE);
    expect(theirs.code === 0, theirs.stderr).toBe(code === 0);
    const trust = ['trustpolicy.json', 'truststore'].map((name) => join(home, 'notation', name));
    const ours = await sealift([
      ...['verify', `oci:${layout}:1`, '--scope', SCOPE],
      ...['--trust-policy', trust[0]!, '--trust-store', trust[1]!],
    ]);
    expect(ours.code, ours.stderr).toBe(code);
    const other = await mkdtemp(join(base, 'home-'));
    const imported = await notation(other, 'policy', 'import', trust[0]!);
    expect(imported, imported.stderr).toMatchObject({ code: 0 });
    expect(await readFile(join(other, 'notation', 'trustpolicy.json'), 'utf8')).toContain(SCOPE);
  });

  describe('are refused by policy check where notation refuses them', () => {
    let store: string;
    beforeAll(async () => {
      store = join(base, 'store');
      const root = mint({ ...CA, subject: nameOf('root'), key: namedKey('root') });
      for (const type of ['ca', 'tsa']) {
        await mkdir(join(store, 'x509', type, 'trusted'), { recursive: true });
        await writeFile(join(store, 'x509', type, 'trusted', 'root.pem'), root.pem);
      }
    });

    it.each(Object.entries(POLICIES))('%s', async (name, document) => {
      const home = await mkdtemp(join(base, 'home-'));
      const file = join(home, 'policy.json');
      await writeFile(file, JSON.stringify(document));
      const theirs = await notation(home, 'policy', 'import', file);
      const ours = await sealift(['policy', 'check', '--trust-policy', file, '--trust-store', store]);
      expect(ours.code, ours.stderr).toBe(theirs.code === 0 && !STRICTER.includes(name) ? 0 : 2);
      if (STRICTER.includes(name)) expect(theirs.code, theirs.stderr).toBe(0);
    });
  });
});
