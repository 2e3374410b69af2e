import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notationFolder } from '../../src/notation/config-folder.ts';
import { notationTrust } from '../../src/trust/notation-folder.ts';
import { otherPolicy } from '../../src/trust/other-policy.ts';
import { openTrustFiles, readTrustPolicy } from '../../src/trust/trust-files.ts';
import { openTrustStore } from '../../src/trust/trust-store.ts';
import { trustFromRoots } from '../../src/trust/trusted-roots.ts';
import { CA, LEAF, type Minted, mint, nameOf, sharedChain } from '../support/pki.ts';

describe('the reader of trust stores and policies', () => {
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
      hint: expect.stringContaining(join(folder, 'x509', 'ca', 'acme')),
    });
    const path = await store({ 'a.pem': root.pem });
    await symlink(path, join(folder, 'x509', 'ca', 'other'));
    await expect(read('ca', 'other')).rejects.toMatchObject({ code: 'trust_store_invalid' });
    await expect(read('ca', '..')).rejects.toMatchObject({ code: 'trust_store_invalid' });
  });

  it('takes roots alone in a tsa store', async () => {
    const path = await store({ 'a.pem': root.pem }, 'tsa');
    expect(await read('tsa')).toHaveLength(1);
    const cannotSign = mint({ ...CA, keyUsage: { bits: ['cRLSign'] }, subject: nameOf('x') });
    const onlySelfSigned = mint({ ...LEAF, subject: nameOf('x') });
    for (const wrong of [intermediate, cannotSign, onlySelfSigned]) {
      await writeFile(join(path, 'a.pem'), wrong.pem);
      await expect(read('tsa')).rejects.toMatchObject({
        code: 'trust_store_invalid',
        message: expect.stringContaining('root'),
      });
    }
  });

  it.each<[string, Minted, boolean]>([
    ['a root', root, true],
    ['an intermediate', intermediate, true],
    ['a certificate that signed itself', mint({ ...LEAF, subject: nameOf('self') }), true],
    ['one of version 1 that signed itself', mint({ version: 1, subject: nameOf('old') }), true],
    ['a leaf', leaf, false],
    ['a leaf that has the name of its issuer', mint({ ...LEAF, subject: root.subject, issuer: root }), false],
  ])('accepts %s as an anchor or not: %s', async (_, certificate, allowed) => {
    await store({ 'a.pem': certificate.pem });
    const answer = read().then(
      () => true,
      () => false,
    );
    expect(await answer).toBe(allowed);
  });

  it('names the stores that are there beside one that is not, and the folder that was meant', async () => {
    await store({ 'a.pem': root.pem });
    await expect(read('ca', 'acmee')).rejects.toMatchObject({
      code: 'trust_store_not_found',
      hint: expect.stringContaining('names ca:acmee, and the folder has ca:acme: correct'),
    });
    for (const inside of ['x509', 'x509/ca', 'x509/ca/acme']) {
      await expect(openTrustStore(join(folder, inside)).certificates('ca', 'acme')).rejects.toMatchObject({
        code: 'trust_store_not_found',
        hint: `Write --trust-store ${folder}: the folder in which x509 is.`,
      });
    }
  });

  it('reads a store once, when it is asked for', async () => {
    const opened = openTrustStore(folder);
    const path = await store({ 'a.pem': root.pem });
    const first = await opened.certificates('ca', 'acme');
    await rm(path, { recursive: true });
    expect(await opened.certificates('ca', 'acme')).toBe(first);
    await expect(opened.certificates('signingAuthority', 'acme')).rejects.toMatchObject({
      code: 'trust_store_not_found',
    });
  });

  it('names the first invalid file of a store', async () => {
    await store({ 'a.pem': root.pem, 'b.pem': leaf.pem, 'c.pem': 'junk' });
    await expect(read()).rejects.toMatchObject({ message: expect.stringMatching(/b\.pem.*CN=release/) });
  });

  it('refuses a file that is larger than any list of certificates', async () => {
    await store({ 'a.pem': `${root.pem}${'#'.repeat(1024 * 1024)}` });
    await expect(read()).rejects.toMatchObject({ code: 'trust_store_invalid', exitCode: 2 });
  });

  it.each([
    ['ca', '.'],
    ['ca', ''],
    ['ca', 'a/b'],
    ['ca', 'a\\b'],
    ['../ca', 'acme'],
    ['CA', 'acme'],
  ])('never leaves its folder: %s, %s', async (type, name) => {
    await store({ 'a.pem': root.pem });
    await expect(read(type as 'ca', name)).rejects.toMatchObject({ code: 'trust_store_invalid' });
  });

  it('refuses a trust store without a path', () => {
    for (const path of ['', undefined, 7])
      expect(() => openTrustStore(path as never)).toThrow(expect.objectContaining({ code: 'usage' }));
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
    await symlink(path, join(folder, 'link.json'));
    expect(await readTrustPolicy(join(folder, 'link.json'))).toEqual(await readTrustPolicy(path));
    await writeFile(path, `${text}${' '.repeat(4 * 1024 * 1024)}`);
    await expect(readTrustPolicy(path)).rejects.toMatchObject({ code: 'policy_invalid', exitCode: 2 });
  });

  it('names an invalid policy file, and reads nothing before it is needed', async () => {
    const policy = join(folder, 'p.json');
    const trust = openTrustFiles({ policy, store: join(folder, 'none') });
    await writeFile(policy, '{"version":"1.0","trustPolicies":[],"comment":1}');
    const reading = trust.policy();
    await expect(reading).rejects.toMatchObject({
      code: 'policy_invalid',
      message: expect.stringMatching(/p\.json: .*comment/),
    });
    expect(trust.policy()).toBe(reading);
    await expect(trust.certificates('ca', 'acme')).rejects.toMatchObject({
      code: 'trust_store_not_found',
      message: expect.stringContaining(join(folder, 'none', 'x509', 'ca', 'acme')),
    });
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
    expect(() => trustFromRoots({ roots: Buffer.from(root.pem), identities: ['O=acme'] })).toThrow(
      /has no prefix/,
    );
    const noRoot = trustFromRoots({
      roots: Buffer.from('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
      identities: ['*'],
    });
    await expect(noRoot.certificates('ca', 'any')).rejects.toMatchObject({
      code: 'trust_store_invalid',
      hint: expect.not.stringContaining('folder'),
    });
    const leafAlone = trustFromRoots({ roots: Buffer.from(leaf.pem), identities: ['*'] });
    await expect(leafAlone.certificates('ca', 'any')).rejects.toMatchObject({ code: 'trust_store_invalid' });
    expect(pem).toContain('CERTIFICATE');
  });

  it('demands a timestamp of the given authorities, and anchors nothing else with them', async () => {
    const identities = ['*'];
    const roots = Buffer.from(root.pem);
    const tsaRoots = Buffer.from(mint({ ...CA, subject: nameOf('tsa') }).pem);
    const trust = trustFromRoots({ roots, identities, tsaRoots });
    expect((await trust.policy()).trustPolicies[0]?.trustStores).toEqual([
      'ca:command-line',
      'tsa:command-line',
    ]);
    const [anchor] = await trust.certificates('ca', 'command-line');
    const [authority] = await trust.certificates('tsa', 'command-line');
    expect(anchor?.der).toEqual(root.der);
    expect(authority?.der).not.toEqual(root.der);
    await expect(trust.certificates('signingAuthority', 'command-line')).rejects.toMatchObject({
      code: 'trust_store_not_found',
    });
    const wrong = trustFromRoots({ roots, identities, tsaRoots: Buffer.from(intermediate.pem) });
    await expect(wrong.certificates('tsa', 'command-line')).rejects.toMatchObject({
      code: 'trust_store_invalid',
    });
    const without = trustFromRoots({ roots, identities });
    await expect(without.certificates('tsa', 'command-line')).rejects.toMatchObject({
      code: 'trust_store_not_found',
    });
  });

  describe("notation's own folder", () => {
    const around = (env: Record<string, string>, platform = 'linux') => ({ env, platform, home: '/home/u' });

    it.each([
      [around({}), join('/home/u', '.config', 'notation')],
      [around({ XDG_CONFIG_HOME: '/x' }), join('/x', 'notation')],
      [around({ NOTATION_CONFIG: '/exact' }), '/exact'],
      [around({ XDG_CONFIG_HOME: '' }), join('/home/u', '.config', 'notation')],
      [around({ XDG_CONFIG_HOME: 'relative' }), join('/home/u', '.config', 'notation')],
      [around({ NOTATION_CONFIG: '' }), join('/home/u', '.config', 'notation')],
      [around({ APPDATA: '/roaming' }, 'win32'), join('/roaming', 'notation')],
      [around({ APPDATA: '' }, 'win32'), join('/home/u', 'AppData', 'Roaming', 'notation')],
      [
        around({ XDG_CONFIG_HOME: '/x' }, 'darwin'),
        join('/home/u', 'Library', 'Application Support', 'notation'),
      ],
      [around({}, 'darwin'), join('/home/u', 'Library', 'Application Support', 'notation')],
    ])('is found by system and environment: %o', (surroundings, expected) => {
      expect(notationFolder(surroundings)).toBe(expected);
    });

    it('is not read in a pipeline', async () => {
      await writeFile(join(folder, 'trustpolicy.json'), '{}');
      const env = { NOTATION_CONFIG: folder };
      expect(await notationTrust(around(env))).toMatchObject({ policy: join(folder, 'trustpolicy.json') });
      for (const pipeline of [{ CI: 'true' }, { GITHUB_ACTIONS: 'true' }]) {
        await expect(notationTrust(around({ ...env, ...pipeline }))).rejects.toMatchObject({
          code: 'trust_missing',
        });
      }
    });

    it('gives the newer policy file where it exists', async () => {
      await writeFile(join(folder, 'trustpolicy.json'), '{}');
      await writeFile(join(folder, 'trustpolicy.oci.json'), 'broken');
      expect(await notationTrust(around({ NOTATION_CONFIG: folder }))).toMatchObject({
        policy: join(folder, 'trustpolicy.oci.json'),
      });
    });

    it('gives the newer policy file also when it is a broken link', async () => {
      await writeFile(join(folder, 'trustpolicy.json'), '{}');
      await symlink(join(folder, 'gone'), join(folder, 'trustpolicy.oci.json'));
      const found = await notationTrust(around({ NOTATION_CONFIG: folder }));
      expect(found).toEqual({
        policy: join(folder, 'trustpolicy.oci.json'),
        store: join(folder, 'truststore'),
      });
      await expect(openTrustFiles(found).policy()).rejects.toMatchObject({ code: 'file_not_found' });
    });

    it.each<[string, string, string, boolean]>([
      ['are the same text', '{"a":[1]}', '{"a":[1]}', false],
      ['are the same document', '{"a":1,"b":{"c":[1,2]}}', '\ufeff{ "b": {"c": [1, 2]},\n "a": 1 }\n', false],
      ['have another order of statements', '{"a":[1,2]}', '{"a":[2,1]}', true],
      ['differ', '{"a":1}', '{"a":2}', true],
      ['are no documents', 'broken', 'broken', true],
      ['are too ambiguous to be compared', '{"a":1}', '{"a":1,"a":1}', true],
    ])(
      'finds the policy that notation reads in its place, when the two %s',
      async (_, ours, theirs, differ) => {
        const [oci, old] = ['trustpolicy.oci.json', 'trustpolicy.json'].map((name) => join(folder, name));
        await writeFile(oci!, ours);
        expect(await otherPolicy(oci!)).toBeUndefined();
        await writeFile(old!, theirs);
        expect(await otherPolicy(oci!)).toBe(differ ? old : undefined);
        expect(await otherPolicy(old!)).toBeUndefined();
      },
    );

    it('is refused with a hint when it has no policy', async () => {
      await expect(notationTrust(around({ NOTATION_CONFIG: folder }))).rejects.toMatchObject({
        code: 'trust_missing',
      });
    });
  });
});
