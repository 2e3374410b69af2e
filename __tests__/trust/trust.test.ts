import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notationFolder, notationTrust } from '../../src/trust/notation-folder.ts';
import { readTrustPolicy } from '../../src/trust/trust-files.ts';
import { openTrustStore } from '../../src/trust/trust-store.ts';
import { trustFromRoots } from '../../src/trust/trusted-roots.ts';
import { sharedChain } from '../support/pki.ts';

describe('trust', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-trust-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const store = async (files: Record<string, string | Uint8Array>, type = 'ca') => {
    const path = join(folder, 'x509', type, 'acme');
    await mkdir(path, { recursive: true });
    for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
    return path;
  };
  const read = (type: 'ca' | 'tsa' = 'ca', name = 'acme') => openTrustStore(folder).certificates(type, name);
  const { root, intermediate, leaf, pem } = sharedChain();

  it('reads every file of a store, PEM and DER, whatever its name', async () => {
    await store({
      'a.pem': root.pem,
      b: intermediate.der,
      'c.crt': Buffer.concat([root.der, intermediate.der]),
    });
    expect(await read()).toHaveLength(4);
  });

  it.each<[string, Record<string, string | Uint8Array>, string]>([
    ['is empty', {}, 'trust_store_empty'],
    ['holds a file that is no certificate', { 'a.pem': root.pem, README: 'roots' }, 'trust_store_invalid'],
    ['holds half a certificate', { 'a.der': root.der.subarray(0, 100) }, 'trust_store_invalid'],
    ['holds a key', { 'a.pem': sharedChain().key.pem }, 'trust_store_invalid'],
    ['holds a certificate that anchors nothing', { 'a.pem': leaf.pem }, 'trust_store_invalid'],
    [
      'holds one bad block among good ones',
      { 'a.pem': `${root.pem}-----BEGIN X-----\nAAAA\n-----END X-----\n` },
      'trust_store_invalid',
    ],
  ])('refuses a store that %s', async (_, files, code) => {
    await store(files);
    await expect(read()).rejects.toMatchObject({ code, exitCode: 2 });
  });

  it('refuses a store with a folder or a link in it', async () => {
    const path = await store({ 'a.pem': root.pem });
    await mkdir(join(path, 'old'));
    await expect(read()).rejects.toMatchObject({
      code: 'trust_store_invalid',
      message: expect.stringContaining('old'),
    });
    await rm(join(path, 'old'), { recursive: true });
    await symlink(join(path, 'a.pem'), join(path, 'link.pem'));
    await expect(read()).rejects.toMatchObject({ code: 'trust_store_invalid' });
  });

  it('refuses a store that is not there, or that is a link', async () => {
    await expect(read()).rejects.toMatchObject({
      code: 'trust_store_not_found',
      message: expect.stringContaining('acme'),
    });
    const path = await store({ 'a.pem': root.pem });
    await symlink(path, join(folder, 'x509', 'ca', 'other'));
    await expect(read('ca', 'other')).rejects.toMatchObject({ code: 'trust_store_invalid' });
    await expect(read('ca', '..')).rejects.toMatchObject({ code: 'trust_store_invalid' });
  });

  it('wants roots for timestamps', async () => {
    await store({ 'a.pem': intermediate.pem }, 'tsa');
    await expect(read('tsa')).rejects.toMatchObject({ code: 'trust_store_invalid' });
  });

  it('reads a policy from a file or as it is', async () => {
    const text = JSON.stringify({
      version: '1.0',
      trustPolicies: [{ name: 'x', registryScopes: ['*'], signatureVerification: { level: 'skip' } }],
    });
    const path = join(folder, 'trustpolicy.json');
    await writeFile(path, text);
    expect(await readTrustPolicy(path)).toEqual(await readTrustPolicy(` ${text}`));
    await expect(readTrustPolicy(join(folder, 'no'))).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(readTrustPolicy(folder)).rejects.toMatchObject({ code: 'file_unreadable' });
  });

  it('makes one strict statement of a root and identities', async () => {
    const trust = trustFromRoots({
      roots: Buffer.from(root.pem),
      identities: ['x509.subject: C=US, ST=WA, O=acme'],
    });
    expect((await trust.policy()).trustPolicies).toMatchObject([
      { signatureVerification: { level: 'strict' }, registryScopes: ['*'] },
    ]);
    expect(await trust.certificates('ca', 'any')).toHaveLength(1);
    expect(() => trustFromRoots({ roots: Buffer.from(root.pem), identities: [] })).toThrow(/identity/);
    expect(() => trustFromRoots({ roots: Buffer.from(root.pem), identities: ['O=acme'] })).toThrow(/PREFIX/);
    const leafAlone = trustFromRoots({ roots: Buffer.from(leaf.pem), identities: ['*'] });
    await expect(leafAlone.certificates('ca', 'any')).rejects.toMatchObject({ code: 'trust_store_invalid' });
    expect(pem).toContain('CERTIFICATE');
  });

  describe("notation's own folder", () => {
    const around = (env: Record<string, string>, platform = 'linux') => ({ env, platform, home: '/home/u' });

    it.each([
      [around({}), join('/home/u', '.config', 'notation')],
      [around({ XDG_CONFIG_HOME: '/x' }), join('/x', 'notation')],
      [around({ NOTATION_CONFIG: '/exact' }), '/exact'],
      [around({}, 'darwin'), join('/home/u', 'Library', 'Application Support', 'notation')],
    ])('%o', (surroundings, expected) => {
      expect(notationFolder(surroundings)).toBe(expected);
    });

    it('is not looked at in a pipeline', async () => {
      await writeFile(join(folder, 'trustpolicy.json'), '{}');
      const env = { NOTATION_CONFIG: folder };
      expect(await notationTrust(around(env))).toMatchObject({ policy: join(folder, 'trustpolicy.json') });
      for (const pipeline of [{ CI: 'true' }, { GITHUB_ACTIONS: 'true' }]) {
        await expect(notationTrust(around({ ...env, ...pipeline }))).rejects.toMatchObject({
          code: 'trust_missing',
        });
      }
    });

    it('takes the newer name wherever it exists', async () => {
      await writeFile(join(folder, 'trustpolicy.json'), '{}');
      await writeFile(join(folder, 'trustpolicy.oci.json'), 'broken');
      expect(await notationTrust(around({ NOTATION_CONFIG: folder }))).toMatchObject({
        policy: join(folder, 'trustpolicy.oci.json'),
      });
    });

    it('says what to give when there is nothing', async () => {
      await expect(notationTrust(around({ NOTATION_CONFIG: folder }))).rejects.toMatchObject({
        code: 'trust_missing',
      });
    });
  });
});
