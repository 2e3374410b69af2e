import { createPrivateKey } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateRunResult } from '../../src/operations/results.ts';
import { type Typed, type } from '../support/command-line.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';
import { testKey } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const SUBJECT = 'CN=release, O=acme, ST=WA, C=US';
const TOKEN = 'hvs.token-of-the-test';
const vault = new FakeVault();
let at: Workplace;
let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  [at, folder] = await Promise.all([
    workplace(),
    mkdtemp(join(tmpdir(), 'sealift-new-key-')),
    vault.server.start(),
  ]);
  vault.tokens.set(TOKEN, { 'transit/*': ['read', 'update'] });
});
afterAll(() => Promise.all([at.remove(), vault.server.close(), rm(folder, { recursive: true })]));

const selfSigned = (flags: readonly string[], env: Record<string, string> = {}): Promise<Typed> =>
  type(['certificate', 'self-signed', '--subject', SUBJECT, '--days', '30', ...flags], {
    VAULT_ADDR: vault.server.url,
    VAULT_TOKEN: TOKEN,
    ...env,
  });
const jsonOf = (run: Typed): CertificateRunResult => {
  expectValid(run.json());
  return run.json() as CertificateRunResult;
};

describe('--new-key with a path', () => {
  it('makes a P-256 key for its owner alone and the certificate for it, which sign and verify', async () => {
    const [key, certificate] = [path('first.pem'), path('first-certificate.pem')];
    const made = await selfSigned(['--new-key', key, '--out', certificate]);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(made.stdout).toContain(`new key      ${key}\n`);
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    const pem = await readFile(key, 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(createPrivateKey(pem).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });

    const image = `${at.images}@${at.digests.one}`;
    const signed = await type(['sign', image, '--key', key, '--certificate-chain', certificate]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    const trust = ['--trusted-root', certificate, '--trusted-identity', 'x509.subject: C=US, ST=WA, O=acme'];
    expect(await type(['verify', image, ...trust])).toMatchObject({ code: 0 });
  });

  it('encrypts the key where SEALIFT_KEY_PASSWORD is set, and that password opens it', async () => {
    const key = path('encrypted.pem');
    const password = { SEALIFT_KEY_PASSWORD: 'a password of the test' };
    const csr = ['certificate', 'request', '--subject', SUBJECT, '--out', path('encrypted.csr')];
    const made = await type([...csr, '--new-key', pathToFileURL(key).href], password);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(await readFile(key, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    const again = (env: Record<string, string>): Promise<Typed> =>
      type(['certificate', 'self-signed', '--key', key, '--subject', SUBJECT, '--days', '1'], env);
    expect(await again(password)).toMatchObject({ code: 0 });
    expect((await again({})).stderr).toContain('[key_password_required]');
    expect((await again({ SEALIFT_KEY_PASSWORD: 'another' })).stderr).toContain('[key_password_wrong]');
  });

  it('counts an empty password as none', async () => {
    const key = path('empty-password.pem');
    expect(await selfSigned(['--new-key', key], { SEALIFT_KEY_PASSWORD: '' })).toMatchObject({ code: 0 });
    expect(await readFile(key, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('says where the key is as JSON, with the certificate inside', async () => {
    const key = path('json.pem');
    const made = await selfSigned(['--new-key', key, '--output', 'json']);
    expect(jsonOf(made)).toMatchObject({
      status: 'done',
      newKey: key,
      pem: expect.stringContaining('BEGIN CERT'),
    });
    expect(made.stdout).not.toContain('PRIVATE KEY');
  });

  it('is null as JSON where no key was made', async () => {
    const made = await selfSigned(['--key', at.key, '--output', 'json']);
    expect(jsonOf(made)).toMatchObject({ newKey: null });
  });

  it.each([
    ['a key', (name: string) => writeFile(name, testKey().pem)],
    ['a folder', (name: string) => mkdir(name)],
    ['a link that leads nowhere', (name: string) => symlink('nowhere.pem', name)],
  ])('overwrites nothing where %s is there already', async (_, put) => {
    const taken = await mkdtemp(path('taken-'));
    await put(join(taken, 'key.pem'));
    const made = await selfSigned(['--new-key', join(taken, 'key.pem'), '--out', join(taken, 'out.pem')]);
    expect(made.code).toBe(2);
    expect(made.stderr).toMatch(/there is a file at .*key\.pem already, and no key was made \[file_exists\]/);
    expect(made.stderr).toMatch(/name it with --key/);
    expect(await readdir(taken)).toEqual(['key.pem']);
  });

  it.each([
    ['both keys', ['--new-key', 'NEW', '--key', 'KEY'], 'usage', /exclude each other/],
    ['neither key', [], 'usage', /certificate self-signed needs --key or --new-key/],
    ['a key as text', ['--new-key', testKey().pem], 'usage', /place of a key that is not there yet/],
    ['base64 of a key', ['--new-key', testKey().pem.split('\n').slice(1, 3).join('')], 'usage', /as text/],
    ['the standard output', ['--new-key', '-'], 'usage', /is not a file/],
    ['a variable', ['--new-key', 'env://KEY'], 'usage', /makes no key at env:\/\//],
    ['a plugin', ['--new-key', 'notation-plugin://a/b'], 'usage', /makes no key at notation-plugin:\/\//],
    ['an unknown scheme', ['--new-key', 'xyz://a'], 'usage', /xyz:\/\/ is not a key scheme/],
    ['one file for both', ['--new-key', 'NEW', '--out', 'NEW'], 'usage', /name the same file/],
    ['a folder that is not there', ['--new-key', 'NEW/x.pem'], 'file_not_found', /it is not there/],
    ['a bad subject', ['--new-key', 'NEW', '--subject', 'release'], 'usage', /--subject/],
    ['a bad --out', ['--new-key', 'NEW', '--out', 'KEY'], 'file_exists', /is there already/],
  ])('is refused with %s, and leaves no file behind', async (_, flags, code, message) => {
    const empty = await mkdtemp(path('refused-'));
    const given = flags.map((one) => one.replace(/^NEW/, join(empty, 'new.pem')).replace(/^KEY$/, at.key));
    const subject = flags.includes('--subject') ? [] : ['--subject', SUBJECT];
    const made = await type([
      'certificate',
      'self-signed',
      '--days',
      '30',
      '--output',
      'json',
      ...subject,
      ...given,
    ]);
    expect(made.code).toBe(2);
    expect(jsonOf(made)).toMatchObject({ error: { code }, newKey: null });
    expect(jsonOf(made).error?.message).toMatch(message);
    expect(made.stdout + made.stderr).not.toContain(testKey().pem.split('\n')[1]);
    expect(await readdir(empty)).toEqual([]);
  });
});

describe('--new-key and --out that are one file by a link', () => {
  it('leave neither key nor certificate, and the result shows none', async () => {
    const [real, linked] = [await mkdtemp(path('real-')), path('linked')];
    await symlink(real, linked);
    const made = await selfSigned([
      ...['--new-key', join(real, 'one.pem'), '--out', join(linked, 'one.pem')],
      ...['--output', 'json'],
    ]);
    expect(jsonOf(made)).toMatchObject({
      error: { code: 'file_exists' },
      ...{ certificates: [], newKey: null, validUntil: null },
    });
    expect(await readdir(real)).toEqual([]);
  });
});

describe('--new-key with the address of a service', () => {
  it('makes the key there, tells its whole address, and this address signs', async () => {
    const out = path('vault.pem');
    const made = await selfSigned(['--new-key', 'hashivault://made', '--out', out]);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(made.stdout).toContain('new key      hashivault://made?version=1\n');
    const sign = [
      'sign',
      `${at.images}:two`,
      '--key',
      'hashivault://made?version=1',
      '--certificate-chain',
      out,
    ];
    const env = { VAULT_ADDR: vault.server.url, VAULT_TOKEN: TOKEN };
    expect(await type(sign, env)).toMatchObject({ code: 0 });
  });

  it('asks the service for nothing while anything else is wrong', async () => {
    const before = vault.server.asked.length;
    const made = await selfSigned(['--new-key', 'hashivault://unborn', '--out', at.key]);
    expect(made).toMatchObject({ code: 2, stderr: expect.stringContaining('[file_exists]') });
    expect(vault.server.asked.length).toBe(before);
  });

  it('says that the key is there and how to go on, when the certificate then fails', async () => {
    vault.tokens.set('hvs.maker', { 'transit/keys/*': ['read', 'update'] });
    const flags = ['--new-key', 'hashivault://left', '--out', path('left.pem')];
    const made = await selfSigned([...flags, '--output', 'json'], { VAULT_TOKEN: 'hvs.maker' });
    expect(made.code).toBe(4);
    expect(jsonOf(made)).toMatchObject({
      status: 'failed',
      newKey: 'hashivault://left?version=1',
      error: {
        code: 'denied',
        hint: expect.stringMatching(
          /"transit\/sign\/left.*go on with --key 'hashivault:\/\/left\?version=1'/,
        ),
      },
    });
    const text = await selfSigned(flags, { VAULT_TOKEN: 'hvs.maker' });
    expect(text).toMatchObject({ code: 2, stderr: expect.stringContaining('[key_exists]') });
  });
});
