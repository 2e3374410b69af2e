import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSignature } from '../../src/notation/algorithms.ts';
import { prepareNewKey } from '../../src/signers/open.ts';
import type { MadeKey } from '../../src/signers/provider.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';

const { signal } = new AbortController();
const data = Buffer.from('signing input');

let around: Surroundings;
let told: string[];
beforeEach(() => {
  around = surroundings();
  told = [];
});
afterEach(() => around.close());

const make = async (uri: string, env: Record<string, string>): Promise<MadeKey> =>
  (await prepareNewKey(uri, { env, remote: around.remote }))(signal, (made) => told.push(made));

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => error,
  );

async function signs({ signer }: MadeKey): Promise<boolean> {
  const { algorithm, publicKey } = await signer.describe(signal);
  expect(algorithm.jws).toBe('ES256');
  return isSignature(algorithm, publicKey, data, await signer.sign(data, signal));
}

describe('a new key in Vault', () => {
  let vault: FakeVault;
  let env: Record<string, string>;
  beforeEach(async () => {
    vault = new FakeVault();
    await vault.server.start();
    env = { VAULT_ADDR: vault.server.url, VAULT_TOKEN: 'hvs.static' };
    vault.tokens.set('hvs.static', {
      'transit/keys/release': ['read', 'update'],
      'transit/sign/release/*': ['update'],
      'engine/*': ['read', 'update'],
    });
  });
  afterEach(() => vault.server.close());

  it.each(['vault', 'openbao', 'old vault'] as const)(
    'is made by %s, cannot leave it, and signs at version 1',
    async (kind) => {
      vault.kind = kind;
      const made = await make('hashivault://release', env);
      expect(made.uri).toBe('hashivault://release?version=1');
      expect(told).toEqual([made.uri]);
      expect(await signs(made)).toBe(true);
      const key = { name: 'release', type: 'ecdsa-p256', exportable: false, allow_plaintext_backup: false };
      expect(vault.made).toEqual([key]);
    },
  );

  it('has its mount in its address where that is another one', async () => {
    vault.mount = 'engine';
    const byAddress = await make('hashivault://one?mount=engine', env);
    expect(byAddress.uri).toBe('hashivault://one?version=1&mount=engine');
    const byVariable = await make('hashivault://two', { ...env, TRANSIT_SECRET_ENGINE_PATH: 'engine' });
    expect(byVariable.uri).toBe('hashivault://two?version=1&mount=engine');
    expect(await signs(byVariable)).toBe(true);
  });

  it('is key_exists where a key of this name is there, which is not touched', async () => {
    vault.addKey('release', 'rsa-2048');
    expect(await failure(make('hashivault://release', env))).toMatchObject({
      code: 'key_exists',
      exitCode: 2,
      hint: expect.stringContaining("--key 'hashivault://release'"),
    });
    expect(vault.server.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it.each([
    ['vault', 'ec-256'],
    ['openbao', 'rsa-2048'],
  ] as const)('is key_exists where somebody else made it in between, as %s tells', async (kind, theirs) => {
    vault.kind = kind;
    vault.server.faults.push(() => {
      vault.addKey('release', theirs);
      return { status: 404, body: { errors: [] } };
    });
    expect(await failure(make('hashivault://release', env))).toMatchObject({ code: 'key_exists' });
    expect(told).toEqual([]);
  });

  it.each([
    ['read', ['update']],
    ['update', ['read']],
  ])('names the right to %s that is missing, as a policy has it', async (right, rights) => {
    vault.tokens.set('hvs.static', { 'transit/keys/release': rights });
    expect(await failure(make('hashivault://release', env))).toMatchObject({
      code: 'denied',
      exitCode: 4,
      hint: expect.stringContaining(`path "transit/keys/release" { capabilities = ["${right}"] }`),
    });
    expect(vault.made).toEqual([]);
  });

  it('says how to enable the engine that is not there', async () => {
    expect(await failure(make('hashivault://release?mount=engine', env))).toMatchObject({
      code: 'key_not_found',
      hint: expect.stringContaining('vault secrets enable -path=engine transit'),
    });
  });

  it.each([
    ['a cut connection', 'cut', 'connection_failed'],
    [
      'a failure of the server',
      { status: 502, body: { errors: ['bad gateway'] } },
      'key_service_unavailable',
    ],
  ] as const)('is asked for once alone, and %s leaves open whether it was made', async (_, fault, code) => {
    const posts = () => vault.server.asked.filter(({ method }) => method === 'POST').length;
    vault.server.faults.push({ status: 404, body: { errors: [] } }, fault);
    expect(await failure(make('hashivault://release', env))).toMatchObject({
      code,
      message: expect.stringContaining('whether the key was made is not known'),
      hint: expect.stringContaining('vault read transit/keys/release'),
    });
    expect(posts()).toBe(1);
  });

  it('has no version before it is made', async () => {
    expect(await failure(make('hashivault://release?version=2', env))).toMatchObject({
      code: 'usage',
      hint: expect.stringContaining("--new-key 'hashivault://release'"),
    });
    expect(vault.server.asked).toEqual([]);
  });
});
