import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSignature } from '../../src/notation/algorithms.ts';
import type { Signer } from '../../src/notation/ports.ts';
import { checkSigningChain } from '../../src/notation/signing-chain.ts';
import { openSigner } from '../../src/signers/open.ts';
import { FakeGithub, ISSUER, SUBJECT } from '../support/kms/github/github.ts';
import type { Fault } from '../support/kms/loopback.ts';
import { signPss } from '../support/kms/pss.ts';
import { itRefuses } from '../support/kms/refusals.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';
import { KEY_KINDS, namedKey, testChain, testKey } from '../support/pki.ts';

const { signal } = new AbortController();
const data = Buffer.from('signing input');
const TOKEN = 'hvs.static-token';
const POLICY = { 'transit/keys/release': ['read'], 'transit/sign/release/*': ['update'] };

let vault: FakeVault;
let github: FakeGithub;
let around: Surroundings;
beforeEach(async () => {
  vault = new FakeVault();
  github = new FakeGithub();
  around = surroundings();
  await Promise.all([vault.server.start(), github.server.start()]);
  vault.addKey('release', 'ec-256');
  vault.tokens.set(TOKEN, POLICY);
});
afterEach(() => Promise.all([vault.server.close(), github.server.close(), around.close()]));

const open = (uri = 'hashivault://release', env: Record<string, string> = {}): Promise<Signer> =>
  openSigner(uri, {
    env: { VAULT_ADDR: vault.server.url, VAULT_TOKEN: TOKEN, ...env },
    remote: around.remote,
  });

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

async function signs(uri?: string, env?: Record<string, string>): Promise<boolean> {
  const signer = await open(uri, env);
  const { algorithm, publicKey } = await signer.describe(signal);
  return isSignature(algorithm, publicKey, data, await signer.sign(data, signal));
}

describe('hashivault://', () => {
  it.each(KEY_KINDS)('signs strictly with a key of the kind %s', async (kind) => {
    vault.addKey('release', kind);
    expect(await signs()).toBe(true);
  });

  it('asks for the key once, however often it signs', async () => {
    const signer = await open();
    await Promise.all([signer.describe(signal), signer.sign(data, signal), signer.sign(data, signal)]);
    await signer.close();
    expect(vault.server.asked.map(({ method }) => method).toSorted()).toEqual(['GET', 'POST', 'POST']);
  });

  it('asks the mount and the namespace that it was given', async () => {
    vault.mount = 'signing';
    vault.namespace = 'acme/ci';
    vault.tokens.set(TOKEN, { 'signing/*': ['read', 'update'] });
    const env = { VAULT_NAMESPACE: 'acme/ci/' };
    expect(await signs('hashivault://release?mount=signing', env)).toBe(true);
    expect(await signs('hashivault://release', { ...env, TRANSIT_SECRET_ENGINE_PATH: '/signing/' })).toBe(
      true,
    );
  });

  it('signs with the version that it described, although the key was rotated since', async () => {
    const signer = await open();
    const { algorithm, publicKey } = await signer.describe(signal);
    vault.keys.get('release')!.versions.set(2, namedKey('rotated'));
    expect(isSignature(algorithm, publicKey, data, await signer.sign(data, signal))).toBe(true);
  });

  it('signs with the version that its address names', async () => {
    vault.keys.get('release')!.versions.set(2, namedKey('rotated'));
    const signer = await open('hashivault://release?version=1');
    expect((await signer.describe(signal)).publicKey.equals(testKey('ec-256').publicKey)).toBe(true);
    await signer.sign(data, signal);
    expect(JSON.parse(vault.server.asked.at(-1)!.body.toString())).toMatchObject({ key_version: 1 });
  });

  it('asks OpenBao by its own variables, and never with a token of the other family', async () => {
    const env = { VAULT_ADDR: '', VAULT_TOKEN: TOKEN, BAO_ADDR: vault.server.url };
    expect(await failure(open(undefined, env))).toMatchObject({ code: 'credentials_missing', exitCode: 4 });
    expect(await signs(undefined, { ...env, BAO_TOKEN: TOKEN })).toBe(true);
  });

  it('masks the token, and never shows it', async () => {
    vault.tokens.clear();
    const signer = await open();
    const error = await failure(signer.describe(signal));
    expect(around.secrets).toContain(TOKEN);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(TOKEN);
  });

  describe('with the identity of a GitHub job', () => {
    const env = (): Record<string, string> => ({
      ...github.env,
      VAULT_TOKEN: '',
      VAULT_ROLE: 'release',
      VAULT_AUTH_AUDIENCE: 'https://vault.acme.example',
    });
    beforeEach(() => {
      vault.roles.set('release', { audience: 'https://vault.acme.example', policy: POLICY, lease: 600 });
    });

    it('logs in once, and masks the tokens', async () => {
      const signer = await open(undefined, env());
      await Promise.all([signer.sign(data, signal), signer.sign(data, signal)]);
      expect(github.issued).toBe(1);
      expect(around.secrets).toContain('hvs.login-1');
      expect(around.secrets.some((secret) => secret.startsWith('ey'))).toBe(true);
    });

    it('logs in again before the lease ends', async () => {
      vault.roles.set('release', { audience: 'https://vault.acme.example', policy: POLICY, lease: 20 });
      const signer = await open(undefined, env());
      await signer.describe(signal);
      await signer.sign(data, signal);
      expect(github.issued).toBe(2);
    });

    it('names iss, sub and aud when the role does not trust them, never the token', async () => {
      const signer = await open(undefined, { ...env(), VAULT_AUTH_AUDIENCE: 'https://else.example' });
      const error = await failure(signer.describe(signal));
      expect(error).toMatchObject({ code: 'denied', exitCode: 4 });
      const shown = `${String(error)}${JSON.stringify(error)}`;
      for (const claim of [ISSUER, SUBJECT, 'https://else.example', 'role release'])
        expect(shown).toContain(claim);
      expect(shown).not.toContain('eyJ');
      expect(vault.server.asked).toHaveLength(1);
    });

    it('names the line of the workflow when the job may not ask for a token', async () => {
      const signer = await open(undefined, { ...env(), ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' });
      expect(await failure(signer.describe(signal))).toMatchObject({
        code: 'credentials_missing',
        exitCode: 4,
        hint: expect.stringContaining('id-token: write'),
      });
    });

    it('names the same line when GitHub itself refuses', async () => {
      const signer = await open(undefined, { ...env(), ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'stale' });
      expect(await failure(signer.describe(signal))).toMatchObject({
        code: 'credentials_missing',
        hint: expect.stringContaining('id-token: write'),
      });
    });
  });

  it.each([
    ['hashivault://', 'usage'],
    ['hashivault://a/b', 'usage'],
    ['hashivault://..', 'usage'],
    ['hashivault://release?version=0', 'usage'],
    ['hashivault://release?version=1&version=2', 'usage'],
    ['hashivault://release?mount=../sys', 'usage'],
    ['hashivault://release?salt=auto', 'usage'],
  ])('refuses %s', async (uri, code) => {
    expect(await failure(open(uri))).toMatchObject({ code, exitCode: 2 });
  });

  it.each([
    [{ VAULT_ADDR: '' }, 'config_invalid', /VAULT_ADDR/],
    [{ VAULT_ADDR: 'vault.acme.example:8200' }, 'config_invalid', /https/],
    [{ VAULT_ADDR: 'http://vault.acme.example:8200' }, 'config_invalid', /plain http/],
    [{ VAULT_ADDR: 'https://me:secret@vault.acme.example' }, 'config_invalid', /no place/],
    [{ VAULT_TOKEN: '' }, 'credentials_missing', /no way into/],
    [{ VAULT_TOKEN: 'two\nlines' }, 'config_invalid', /VAULT_TOKEN/],
  ] as [Record<string, string>, string, RegExp][])('refuses the environment %j', async (env, code, text) => {
    const error = await failure(open(undefined, env));
    expect(error).toMatchObject({ code });
    expect(`${String(error)} ${(error as { hint: string }).hint}`).toMatch(text);
    expect(String(error)).not.toContain('secret');
  });
});

describe('hashivault:// with faults of Vault', () => {
  const throttled: Fault = {
    status: 429,
    body: { errors: ['request path "transit/sign": rate limit quota exceeded'] },
  };
  const answer = (signature: string, key_version = 1): Fault => ({
    status: 200,
    body: { data: { signature, key_version } },
  });

  it.each([
    ['throttled twice', [throttled, throttled]],
    ['sealed for a while', [{ status: 503, body: { errors: ['Vault is sealed'] } }]],
    ['cut', ['cut', 'cut']],
  ] as [string, Fault[]][])('signs after it was %s', async (_, faults) => {
    const signer = await open();
    await signer.describe(signal);
    vault.server.faults.push(...faults);
    expect(await signer.sign(data, signal)).toHaveLength(64);
    expect(around.waits).not.toHaveLength(0);
  });

  it.each([
    ['throttled for ever', throttled, 'too_many_requests', 3, 5],
    [
      'sealed for ever',
      { status: 503, body: { errors: ['Vault is sealed'] } },
      'key_service_unavailable',
      3,
      5,
    ],
    ['cut for ever', 'cut', 'connection_failed', 3, 5],
    ['denied', { status: 403, body: { errors: ['permission denied'] } }, 'denied', 4, 1],
    [
      'a key that is gone',
      { status: 400, body: { errors: ['signing key not found'] } },
      'key_not_found',
      1,
      1,
    ],
    [
      'a key of the wrong type',
      { status: 400, body: { errors: ['key type aes does not support signing'] } },
      'key_unusable',
      1,
      1,
    ],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }, 'unexpected_answer', 1, 1],
    ['a page', { status: 200, body: '<html>' }, 'unexpected_answer', 1, 1],
    ['no signature', { status: 200, body: { data: {} } }, 'unexpected_answer', 1, 1],
    ['another version in the prefix', answer(`vault:v2:${'A'.repeat(86)}`), 'self_check_failed', 1, 1],
    ['another version beside it', answer(`vault:v1:${'A'.repeat(86)}`, 2), 'self_check_failed', 1, 1],
    ['DER where raw is due', answer('vault:v1:MEQCIA=='), 'self_check_failed', 1, 1],
    ['a short signature', answer(`vault:v1:${'A'.repeat(80)}`), 'self_check_failed', 1, 1],
  ] as [string, Fault, string, number, number][])(
    'fails to sign with $2: %s',
    async (_, fault, code, exitCode, requests) => {
      const signer = await open();
      await signer.describe(signal);
      const before = vault.server.asked.length;
      for (let count = 0; count < 6; count += 1) vault.server.faults.push(fault);
      expect(await failure(signer.sign(data, signal))).toMatchObject({ code, exitCode });
      expect(vault.server.asked.length - before).toBe(requests);
    },
  );

  it('names the identity and the right that it lacks', async () => {
    vault.tokens.set(TOKEN, { 'transit/keys/release': ['read'] });
    const signer = await open();
    expect(await failure(signer.sign(data, signal))).toMatchObject({
      code: 'denied',
      message: expect.stringContaining(
        'the token in VAULT_TOKEN may not update transit/sign/release/sha2-256',
      ),
      hint: expect.stringContaining('path "transit/sign/release/sha2-256" { capabilities = ["update"] }'),
    });
  });

  it('refuses a signature with a salt of another length, or of another key', async () => {
    vault.addKey('release', 'rsa-2048');
    const signer = await open();
    await signer.describe(signal);
    const wrong: Buffer[] = [
      signPss(
        testKey('rsa-2048').privateKey,
        'sha256',
        createHash('sha256').update(data).digest(),
        'longest',
      ),
      signPss(testKey('rsa-2048').privateKey, 'sha256', createHash('sha256').update('else').digest(), 'hash'),
    ];
    for (const signature of wrong) {
      vault.server.faults.push(answer(`vault:v1:${signature.toString('base64')}`));
      expect(await failure(signer.sign(data, signal))).toMatchObject({
        code: 'self_check_failed',
        message: expect.stringContaining('key release'),
      });
    }
  });

  it.each([
    ['a key that is not there', () => vault.keys.delete('release'), 'hashivault://release', 'key_not_found'],
    ['a version that is not there', () => true, 'hashivault://release?version=7', 'key_not_found'],
    [
      'a version that is retired',
      () => {
        vault.keys.get('release')!.least = 2;
      },
      'hashivault://release?version=1',
      'key_unusable',
    ],
    [
      'another engine',
      () => {
        vault.mount = 'else';
        vault.tokens.set(TOKEN, { 'transit/*': ['read'] });
      },
      'hashivault://release',
      'key_not_found',
    ],
  ] as [string, () => unknown, string, string][])('fails with $3 for %s', async (_, prepare, uri, code) => {
    prepare();
    const signer = await open(uri);
    expect(await failure(signer.describe(signal))).toMatchObject({ code, exitCode: 1 });
    expect(vault.server.asked).toHaveLength(1);
  });

  it.each([
    ['without versions', {}],
    ['of another key', { name: 'else', latest_version: 1, keys: {} }],
    ['with a public key that is none', { latest_version: 1, keys: { 1: { public_key: 'x' } } }],
  ])('refuses a description %s', async (_, body) => {
    vault.server.faults.push({ status: 200, body: { data: body } });
    const signer = await open();
    expect(await failure(signer.describe(signal))).toMatchObject({ code: 'unexpected_answer' });
  });

  it.each([
    ['ed25519', 'dGhpcnR5LXR3byBieXRlcyBvZiBhIHB1YmxpYyBrZXk='],
    ['ml-dsa', 'AAAA'],
    ['hybrid', undefined],
    ['a\u001b[31m', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
  ])('refuses a key of the type %j, and names the six that work', async (type, public_key) => {
    const data = { type, supports_signing: true, latest_version: 1, keys: { 1: { public_key } } };
    vault.server.faults.push({ status: 200, body: { data } });
    const error = await failure((await open()).describe(signal));
    expect(error).toMatchObject({
      code: 'key_unsupported',
      exitCode: 2,
      message: expect.stringContaining(`of the type ${type.replace('\u001b', '\\u{1b}')}`),
      hint: expect.stringMatching(/ecdsa-p256, ecdsa-p384, ecdsa-p521, rsa-2048, rsa-3072, rsa-4096/),
    });
    expect(vault.server.asked).toHaveLength(1);
  });

  it.each([
    [
      'hashivault://release',
      [1, 2, 3],
      1,
      3,
      "hashivault://release?version=1' until there is a chain for version 3",
    ],
    ['hashivault://release?version=1', [1, 2], 2, 1, "hashivault://release?version=2'."],
    [
      'hashivault://release?mount=signing',
      [1, 2],
      1,
      2,
      "hashivault://release?version=1&mount=signing' until",
    ],
  ])('says which version a chain fits for %s', async (uri, versions, fits, chosen, hint) => {
    const { mount = 'transit' } = uri.includes('mount') ? { mount: 'signing' } : {};
    vault.mount = mount;
    vault.tokens.set(TOKEN, { [`${mount}/keys/release`]: ['read'] });
    const key = vault.keys.get('release')!;
    for (const version of versions.slice(1)) key.versions.set(version, namedKey(`version ${version}`));
    const described = await (await open(uri)).describe(signal);
    const chain = await testChain({ leaf: { key: key.versions.get(fits)! } }).certificates();
    expect(() => checkSigningChain(described, chain, new Date())).toThrow(
      expect.objectContaining({
        code: 'key_certificate_mismatch',
        message: expect.stringContaining(
          `used at version ${chosen}, and the certificate fits version ${fits}`,
        ),
        hint: expect.stringContaining(`--key '${hint}`),
      }),
    );
    expect(described.explainOther?.(namedKey('nobody').publicKey)).toBeUndefined();
  });

  it('refuses a symmetric key', async () => {
    const body = {
      data: { type: 'aes256-gcm96', supports_signing: false, latest_version: 1, keys: { 1: 1 } },
    };
    vault.server.faults.push({ status: 200, body });
    expect(await failure((await open()).describe(signal))).toMatchObject({
      code: 'key_unusable',
      message: expect.stringContaining('aes256-gcm96'),
    });
  });
});

describe('the double of Vault', () => {
  const digest = createHash('sha256').update(data).digest('base64');
  const good = { input: digest, prehashed: true, key_version: 1, marshaling_algorithm: 'jws' };

  async function ask(
    path: string,
    body: unknown,
    headers: Record<string, string> = { 'x-vault-token': TOKEN, 'content-type': 'application/json' },
  ): Promise<[number, string]> {
    const answer = await fetch(`${vault.server.url}/v1/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return [answer.status, await answer.text()];
  }
  const sign = (order: object, hash = 'sha2-256') => ask(`transit/sign/release/${hash}`, order);

  it('accepts correct requests', async () => {
    expect((await sign(good))[0]).toBe(200);
  });

  itRefuses([
    [
      'to make a key without the right',
      () => ask('transit/keys/release', { type: 'ecdsa-p256' }),
      403,
      /permission denied/,
    ],
    [
      'a key of a kind that transit does not have',
      () => {
        vault.tokens.set(TOKEN, { 'transit/*': ['update'] });
        return ask('transit/keys/else', { type: 'p256' });
      },
      400,
      /unknown key type/,
    ],
    ['no token', () => ask('transit/sign/release/sha2-256', good, {}), 403, /permission denied/],
    [
      'a path that the policy does not name',
      () => ask('transit/sign/else/sha2-256', good),
      403,
      /permission denied/,
    ],
    [
      'another namespace',
      () => ask('transit/sign/release/sha2-256', good, { 'x-vault-token': TOKEN, 'x-vault-namespace': 'x' }),
      404,
      /no handler/,
    ],
    [
      'a body that is not JSON',
      () =>
        ask('transit/sign/release/sha2-256', good, { 'x-vault-token': TOKEN, 'content-type': 'text/plain' }),
      400,
      /JSON/,
    ],
    ['another hash', () => sign(good, 'md5'), 400, /hash algorithm/],
    ['a digest of another length', () => sign(good, 'sha2-384'), 400, /hashed message/],
    ['base64url', () => sign({ ...good, input: digest.replace('=', '') }), 400, /base64/],
    ['data that is not hashed', () => sign({ ...good, prehashed: false }), 400, /prehashed/],
    ['a version that is to come', () => sign({ ...good, key_version: 2 }), 400, /higher/],
    ['a marshaling of its own', () => sign({ ...good, marshaling_algorithm: 'raw' }), 400, /marshaling/],
    [
      'a login without a role',
      () => ask('auth/jwt/login', { jwt: github.token('x') }),
      400,
      /could not be found/,
    ],
    [
      'a login with a token of its own',
      () => {
        vault.roles.set('r', { audience: 'x', policy: {}, lease: 1 });
        return ask('auth/jwt/login', { role: 'r', jwt: 'a.b.c' });
      },
      400,
      /signature/,
    ],
    [
      'a login with a token that has ended',
      () => {
        vault.roles.set('r', { audience: 'x', policy: {}, lease: 1 });
        return ask('auth/jwt/login', { role: 'r', jwt: github.token('x', -1) });
      },
      400,
      /expiry/,
    ],
    [
      'a login with another audience',
      () => {
        vault.roles.set('r', { audience: 'x', policy: {}, lease: 1 });
        return ask('auth/jwt/login', { role: 'r', jwt: github.token('y') });
      },
      400,
      /audience/,
    ],
  ]);

  it('answers with DER and with the longest salt where nothing else is asked for', async () => {
    const text = (body: string): Buffer =>
      Buffer.from(
        (JSON.parse(body) as { data: { signature: string } }).data.signature.split(':')[2]!,
        'base64',
      );
    const [, der] = await sign({ input: digest, prehashed: true });
    expect(text(der)[0]).toBe(0x30);
    vault.addKey('release', 'rsa-2048');
    const [, auto] = await sign({ input: digest, prehashed: true });
    const { publicKey } = testKey('rsa-2048');
    const { algorithm } = await (await open()).describe(signal);
    expect(isSignature(algorithm, publicKey, data, text(auto))).toBe(false);
    const [, exact] = await sign({ input: digest, prehashed: true, salt_length: 'hash' });
    expect(isSignature(algorithm, publicKey, data, text(exact))).toBe(true);
  });

  it('refuses another RSA padding', async () => {
    vault.addKey('release', 'rsa-2048');
    expect((await sign({ ...good, signature_algorithm: 'pkcs1v15' }))[0]).toBe(400);
  });
});

describe("the double of GitHub's tokens", () => {
  it.each([
    ['another secret', 'token?api-version=2.0', 'Bearer x', 401],
    ['another path', 'else', 'Bearer github-request-token', 404],
  ])('refuses %s', async (_, path, authorization, status) => {
    const answer = await fetch(`${github.server.url}/${path}`, { headers: { authorization } });
    expect(answer.status).toBe(status);
  });
});
