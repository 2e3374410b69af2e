import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import type { Signer } from '../../src/notation/ports.ts';
import { openSigner } from '../../src/signers/open.ts';
import { type Typed, type } from '../support/command-line.ts';
import { testKey } from '../support/pki.ts';
import { FakePlugin } from '../support/plugin/fake-plugin.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const PLUGIN = join(import.meta.dirname, '..', 'support', 'plugin', 'signing-plugin.mjs');
const { signal } = new AbortController();
let at: Workplace;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-signing-keys-'));
  env = { NOTATION_CONFIG: folder, PATH: process.env.PATH ?? '' };
  return () => rm(folder, { recursive: true });
});

const write = (document: unknown): Promise<void> =>
  writeFile(
    join(folder, 'signingkeys.json'),
    typeof document === 'string' ? document : JSON.stringify(document),
  );
const files = (name: string) => ({ name, keyPath: at.key, certPath: at.chain });
const outcome = (uri: string): Promise<unknown> =>
  openSigner(uri, { env }).then(
    () => 'opened',
    (error: unknown) => error,
  );
const sign = (key: string, image: string, ...flags: string[]): Promise<Typed> =>
  type(['sign', `${at.images}:${image}`, '--key', key, ...flags], env);

describe('notation://', () => {
  it('signs with key and chain of an entry, and no chain need be given', async () => {
    await write({ keys: [files('other'), files('release')] });
    const signed = await sign('notation://release', 'one');
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(await type(['verify', `${at.images}:one`, ...at.trustFlags])).toMatchObject({ code: 0 });
  });

  it('takes a chain that is given in place of that of the entry', async () => {
    await write({ keys: [{ ...files('release'), certPath: join(folder, 'nowhere.pem') }] });
    expect((await sign('notation://release', 'two')).stderr).toMatch(
      /no certificate chain of the key at .*nowhere/,
    );
    expect(await sign('notation://release', 'two', '--certificate-chain', at.chain)).toMatchObject({
      code: 0,
    });
  });

  it('takes the default key where no name is written, as notation does', async () => {
    await write({ default: 'release', keys: [{ ...files('other'), keyPath: '/nowhere' }, files('release')] });
    const signer = (await openSigner('notation://', { env })) as Signer;
    expect((await signer.describe(signal)).publicKey.equals(testKey().publicKey)).toBe(true);
  });

  it('makes a certificate request of a key in files', async () => {
    await write({ keys: [files('release')] });
    const subject = ['--subject', 'CN=release, O=acme, ST=WA, C=US'];
    const made = await type(['certificate', 'request', '--key', 'notation://release', ...subject], env);
    expect(made, made.stderr).toMatchObject({ code: 0 });
  });

  it('refuses a chain of the entry that is for another key, before anything is signed', async () => {
    await writeFile(join(folder, 'rsa.pem'), testKey('rsa-2048').pem);
    await write({ keys: [{ ...files('release'), keyPath: join(folder, 'rsa.pem') }] });
    const signed = await sign('notation://release', 'multi');
    expect(signed).toMatchObject({ code: 2, stderr: expect.stringContaining('[key_certificate_mismatch]') });
  });

  it('lists the names that are there for one that is not', async () => {
    await write({ default: 'b', keys: [files('a'), files('b')] });
    expect(await outcome('notation://c')).toMatchObject({
      code: 'usage',
      message: 'notation has no key c',
      hint: 'There are a, b: write notation://NAME.',
    });
    await write({ keys: [] });
    expect(await outcome('notation://')).toMatchObject({
      code: 'usage',
      message: 'notation has no default key',
    });
  });

  it('names the file that is not there', async () => {
    expect(await outcome('notation://release')).toMatchObject({
      code: 'file_not_found',
      message: expect.stringContaining(join(folder, 'signingkeys.json')),
    });
  });

  it('follows no link in place of the file, as notation does', async () => {
    await writeFile(join(folder, 'elsewhere.json'), JSON.stringify({ keys: [files('release')] }));
    await symlink('elsewhere.json', join(folder, 'signingkeys.json'));
    expect(await outcome('notation://release')).toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('is a link'),
    });
    await rm(join(folder, 'signingkeys.json'));
    await mkdir(join(folder, 'signingkeys.json'));
    expect(await outcome('notation://release')).toMatchObject({
      message: expect.stringContaining('is a folder'),
    });
  });

  const key = { name: 'release', keyPath: 'k', certPath: 'c' };
  it.each<[string, unknown, RegExp]>([
    ['is no JSON', '{', /signingkeys\.json/],
    ['is a list', '[]', /signingkeys\.json/],
    ['has a member twice', '{"keys":[],"keys":[]}', /signingkeys\.json/],
    ['has a member that Go takes for another one', { Keys: [key] }, /Keys/],
    ['goes on behind its end', '{"keys":[]} {}', /signingkeys\.json/],
    ['has keys that are no list', { keys: { release: key } }, /keys/],
    ['has a key without a name', { keys: [key, { keyPath: 'k', certPath: 'c' }] }, /a key without a name/],
    ['has two keys of one name', { keys: [key, key] }, /two keys of the name release/],
    ['has a default that is not there', { default: 'x', keys: [key] }, /names x as the default/],
    ['has an empty default', { default: '', keys: [key] }, /as the default/],
    ['has a key without a certificate', { keys: [{ name: 'release', keyPath: 'k' }] }, /neither keyPath/],
    ['has a key of a plugin without its id', { keys: [{ name: 'release', pluginName: 'a' }] }, /neither/],
    ['has a key that is both', { keys: [{ ...key, pluginName: 'a', id: 'b' }] }, /neither/],
    [
      'has a plugin whose name would end early',
      { keys: [{ name: 'release', pluginName: 'a/b', id: 'c' }] },
      /a\/b, which is not the name of a plugin/,
    ],
    ['has a number for a path', { keys: [{ ...key, keyPath: 7 }] }, /keyPath/],
  ])('refuses a list of keys that %s', async (_, document, message) => {
    await write(document);
    expect(await outcome('notation://release')).toMatchObject({
      code: 'config_invalid',
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  it('reads no more than a list of keys may have', async () => {
    await write(`{"keys":[]${' '.repeat(2 ** 20)}}`);
    expect(await outcome('notation://release')).toMatchObject({ code: 'content_too_large' });
  });

  it('ends with an error of Sealift whatever the list holds, and whatever is asked for', async () => {
    const text = fc.oneof(fc.constantFrom('release', '', '../x', '/dev/null'), fc.string());
    const members = ['name', 'keyPath', 'certPath', 'id', 'pluginName'];
    const entry = fc.dictionary(fc.constantFrom(...members), fc.oneof(text, fc.integer()));
    const document = fc.oneof(
      fc.json(),
      fc.record({ default: text, keys: fc.array(entry, { maxLength: 3 }) }, { requiredKeys: [] }),
    );
    await fc.assert(
      fc.asyncProperty(document, text, async (written, name) => {
        await write(written);
        expect(await outcome(`notation://${name}`)).toBeInstanceOf(SealiftError);
      }),
      { numRuns: 100 },
    );
  });

  describe.skipIf(process.platform === 'win32')('a key of a plugin', () => {
    let fake: FakePlugin;
    beforeEach(async () => {
      fake = await FakePlugin.install();
      env.NOTATION_LIBEXEC = fake.libexec;
      return () => fake.remove();
    });
    const entry = (config: object) => ({
      name: 'p',
      id: 'release',
      pluginName: 'acme',
      pluginConfig: config,
    });

    it('signs with the configuration of its entry, that of the run first', async () => {
      await writeFile(fake.file, `#!/bin/sh\nexec '${process.execPath}' '${PLUGIN}' "$@"\n`);
      await write({ keys: [entry({ key: '/nowhere', chain: at.chain })] });
      const signed = await sign('notation://p', 'multi', '--plugin-config', `key=${at.key}`);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
    });

    it('shows no value of the configuration of its entry', async () => {
      const stderr = { errorCode: 'ACCESS_DENIED', errorMessage: 'the token s3cret-t0ken is old' };
      await fake.reply('describe-key', { stderr, code: 1 });
      await write({ keys: [entry({ token: 's3cret-t0ken' })] });
      const denied = await sign('notation://p', 'two', '--if-signed', 'add');
      expect(denied).toMatchObject({ code: 4, stderr: expect.stringContaining('the token *** is old') });
    });

    it('makes no certificate', async () => {
      await write({ keys: [entry({})] });
      expect(await outcome('notation://p')).toMatchObject({ code: 'feature_unsupported' });
    });
  });
});
