import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { isSignature } from '../../src/notation/algorithms.ts';
import { prepareNewKey } from '../../src/signers/open.ts';
import type { MadeKey } from '../../src/signers/provider.ts';
import { PROVIDER_OF } from '../../src/signers/providers.ts';
import { awsError, FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { FakeAzure } from '../support/kms/azure/azure.ts';
import { CLIENT, SECRET, TENANT } from '../support/kms/azure/entra.ts';
import { FakeGithub } from '../support/kms/github/github.ts';
import { FakeGoogle, googleError, POOL, RING } from '../support/kms/google/google.ts';
import type { Asked, Fault } from '../support/kms/loopback.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { FakeVault } from '../support/kms/vault/vault.ts';
import { testKey } from '../support/pki.ts';

const { signal } = new AbortController();
const data = Buffer.from('signing input');

let around: Surroundings;
let told: string[];
beforeEach(() => {
  around = surroundings();
  told = [];
});
afterEach(() => around.close());

const make = async (uri: string, env: Record<string, string>, during = signal): Promise<MadeKey> =>
  (await prepareNewKey(uri, { env, remote: around.remote }))(during, (made) => told.push(made));

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

  it('may be there where the run was interrupted while it was made, and the error says so', async () => {
    const abort = new AbortController();
    vault.server.spoil(
      ({ method }) => method === 'POST',
      () => {
        abort.abort(new SealiftError('interrupted', 'interrupted (SIGINT)'));
        return { status: 200, body: {} };
      },
    );
    expect(await failure(make('hashivault://release', env, abort.signal))).toMatchObject({
      code: 'interrupted',
      exitCode: 130,
      message: expect.stringContaining('whether the key was made is not known'),
    });
  });

  it('has no version before it is made', async () => {
    expect(await failure(make('hashivault://release?version=2', env))).toMatchObject({
      code: 'usage',
      hint: expect.stringContaining("--new-key 'hashivault://release'"),
    });
    expect(vault.server.asked).toEqual([]);
  });
});

describe('a new key in AWS KMS', () => {
  let kms: FakeKms;
  let env: Record<string, string>;
  beforeEach(async () => {
    kms = new FakeKms();
    await kms.server.start();
    for (const right of ['CreateKey', 'CreateAlias']) kms.rights.add(right);
    env = {
      AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
      AWS_REGION: REGION,
      AWS_ENDPOINT_URL_KMS: kms.server.url,
    };
  });
  afterEach(() => kms.server.close());
  const calls = (): (string | undefined)[] =>
    kms.server.asked.map(({ headers }) => headers['x-amz-target']?.split('.')[1]);
  const isCall = (name: string) => (asked: Asked) => asked.headers['x-amz-target'] === `TrentService.${name}`;
  const ARN = /^arn:aws:kms:eu-central-1:111122223333:key\/[0-9a-f-]{36}$/;

  it('is made for signing, gets its alias, and signs by its ARN', async () => {
    const made = await make('awskms:///alias/release', env);
    expect(made.uri).toMatch(ARN);
    expect(told).toEqual([made.uri]);
    expect(await signs(made)).toBe(true);
    expect(kms.made).toMatchObject([{ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }]);
    expect([...kms.aliases.keys()]).toEqual(['alias/release']);
    expect(calls()).toEqual(['GetPublicKey', 'CreateKey', 'CreateAlias', 'GetPublicKey', 'Sign']);
  });

  it('has the host of its address in its whole address', async () => {
    const made = await make(`awskms://${kms.server.host}/alias/release`, env);
    expect(made.uri).toMatch(new RegExp(`^awskms://${kms.server.host}/arn:aws:kms:`));
    expect(await signs(made)).toBe(true);
  });

  it.each(['Enabled', 'Disabled', 'PendingDeletion'] as const)(
    'is key_exists where the alias leads to a key that is %s',
    async (state) => {
      kms.addKey('old', 'rsa-2048').state = state;
      kms.aliases.set('alias/release', 'old');
      expect(await failure(make('awskms:///alias/release', env))).toMatchObject({ code: 'key_exists' });
      expect(calls()).toEqual(['GetPublicKey']);
    },
  );

  it.each([
    ['CreateKey', 'kms:CreateKey on the resource *'],
    ['GetPublicKey', 'Allow kms:GetPublicKey'],
  ])('names the right kms:%s that is missing, and nothing is made', async (right, remedy) => {
    kms.rights.delete(right);
    expect(await failure(make('awskms:///alias/release', env))).toMatchObject({
      code: 'denied',
      message: expect.stringContaining(`may not use kms:${right}`),
      hint: expect.stringContaining(remedy),
    });
    expect(kms.made).toEqual([]);
  });

  it('is told with its ARN when it gets no alias, with the command that gives it one', async () => {
    kms.rights.delete('CreateAlias');
    const error = await failure(make('awskms:///alias/release', env));
    expect(told).toEqual([expect.stringMatching(ARN)]);
    expect(error).toMatchObject({
      code: 'denied',
      message: expect.stringMatching(/^the key arn:aws:kms:.* was made without its alias: .*kms:CreateAlias/),
      hint: expect.stringMatching(/create-alias --alias-name alias\/release --target-key-id [0-9a-f-]{36}\./),
    });
  });

  it('is told with its ARN when somebody else took the alias meanwhile', async () => {
    const taken = awsError('AlreadyExistsException', 'An alias with the name already exists');
    kms.server.spoil(isCall('CreateAlias'), taken);
    expect(await failure(make('awskms:///alias/release', env))).toMatchObject({
      code: 'key_exists',
      message: expect.stringContaining('was made without its alias'),
      hint: expect.stringContaining('schedule-key-deletion'),
    });
  });

  it('is waited for while AWS does not know it everywhere', async () => {
    const seen = (call: string) => calls().filter((one) => one === call).length;
    kms.server.spoil(isCall('CreateAlias'), awsError('NotFoundException'));
    const made = await make('awskms:///alias/release', env);
    kms.server.spoil(isCall('GetPublicKey'), awsError('NotFoundException'));
    expect(await signs(made)).toBe(true);
    expect(kms.made).toHaveLength(1);
    expect(seen('CreateAlias')).toBe(2);
    expect(around.waits).toEqual([500, 500]);
  });

  it.each([
    ['a cut connection', 'cut', 'connection_failed'],
    [
      'a failure of the service',
      awsError('KMSInternalException', 'internal', 500),
      'key_service_unavailable',
    ],
  ] as const)('is asked for once alone, and %s leaves open whether it was made', async (_, fault, code) => {
    kms.server.faults.push(awsError('NotFoundException'), fault);
    expect(await failure(make('awskms:///alias/release', env))).toMatchObject({
      code,
      message: expect.stringContaining('whether the key was made is not known'),
      hint: expect.stringContaining('"made by sealift for alias/release"'),
    });
    expect(calls()).toEqual(['GetPublicKey', 'CreateKey']);
  });

  it('is refused where what answers gives it no ARN', async () => {
    const answer = { status: 200, body: { KeyMetadata: { KeyId: 'b154ccf4', Arn: 'b154ccf4' } } };
    kms.server.spoil(isCall('CreateKey'), answer);
    expect(await failure(make('awskms:///alias/release', env))).toMatchObject({ code: 'unexpected_answer' });
  });

  it.each(['awskms:///1234abcd-12ab-34cd-56ef-1234567890ab', 'awskms:///alias/aws/release'])(
    'is not named by %s',
    async (uri) => {
      expect(await failure(make(uri, env))).toMatchObject({
        code: 'usage',
        hint: expect.stringContaining('awskms:///alias/NAME'),
      });
      expect(kms.server.asked).toEqual([]);
    },
  );
});

describe('a new key in Azure Key Vault', () => {
  const HOST = 'acme.vault.azure.net';
  let azure: FakeAzure;
  const env = { AZURE_CLIENT_ID: CLIENT, AZURE_TENANT_ID: TENANT, AZURE_CLIENT_SECRET: SECRET };
  beforeEach(async () => {
    azure = new FakeAzure();
    await azure.server.start();
    azure.rights.add('keys/create');
    await around.close();
    around = surroundings({ routes: azure.routes(), ca: azure.tls.cert });
  });
  afterEach(() => azure.server.close());

  it('is made to sign and verify alone, not to leave the vault, and signs at its version', async () => {
    const made = await make(`azurekms://${HOST}/release`, env);
    expect(made.uri).toMatch(/^azurekms:\/\/acme\.vault\.azure\.net\/release\/[0-9a-f]{32}$/);
    expect(told).toEqual([made.uri]);
    expect(await signs(made)).toBe(true);
    expect(azure.made).toEqual([
      { kty: 'EC', crv: 'P-256', key_ops: ['sign', 'verify'], attributes: { exportable: false } },
    ]);
  });

  it('is made in the hardware of a Managed HSM', async () => {
    await around.close();
    const hsm = 'acme.managedhsm.azure.net';
    azure.resource = 'https://managedhsm.azure.net';
    around = surroundings({ routes: azure.routes(hsm), ca: azure.tls.cert });
    expect(await signs(await make(`azurekms://${hsm}/release`, env))).toBe(true);
    expect(azure.made).toMatchObject([{ kty: 'EC-HSM' }]);
  });

  it('is key_exists where a key of this name is there, which gets no new version', async () => {
    azure.addVersion('release');
    azure.keys.get('release')!.values().next().value!.enabled = false;
    expect(await failure(make(`https://${HOST}/keys/release`, env))).toMatchObject({
      code: 'key_exists',
      hint: expect.stringContaining(`--key azurekms://${HOST}/release`),
    });
    expect(azure.keys.get('release')?.size).toBe(1);
  });

  it('is key_exists where a deleted key holds the name', async () => {
    azure.deleted.add('release');
    expect(await failure(make(`azurekms://${HOST}/release`, env))).toMatchObject({
      code: 'key_exists',
      hint: expect.stringMatching(/az keyvault key recover, or purge, --vault-name acme --name release/),
    });
  });

  it.each([
    ['keys/create', true, /--role "Key Vault Crypto Officer" .*--scope <ID of the vault acme>\./],
    ['keys/create', false, /--key-permissions create/],
    ['keys/get', true, /--role "Key Vault Crypto Officer" .*--scope <ID of the vault acme>\./],
  ] as const)('names the right %s that is missing, and nothing is made', async (right, rbac, hint) => {
    azure.rbac = rbac;
    azure.rights.delete(right);
    expect(await failure(make(`azurekms://${HOST}/release`, env))).toMatchObject({
      code: 'denied',
      message: expect.stringContaining(`may not use ${right}`),
      hint: expect.stringMatching(hint),
    });
    expect(azure.made).toEqual([]);
  });

  it.each([
    ['a cut connection', 'cut', 'connection_failed'],
    ['a failure of the vault', { status: 500, body: {} }, 'key_service_unavailable'],
  ] as const)('is asked for once alone, and %s leaves open whether it was made', async (_, fault, code) => {
    const isCreation = ({ url }: Asked): boolean => url.pathname.endsWith('/create');
    const look = (asked: Asked): Fault | undefined => (isCreation(asked) ? fault : undefined);
    for (let i = 0; i < 20; i += 1) azure.server.faults.push(look as Fault);
    expect(await failure(make(`azurekms://${HOST}/release`, env))).toMatchObject({
      code,
      message: expect.stringContaining('whether the key was made is not known'),
    });
    expect(azure.server.asked.filter(isCreation)).toHaveLength(1);
  });

  it('has no version before it is made', async () => {
    const uri = `azurekms://${HOST}/release/${'0'.repeat(32)}`;
    expect(await failure(make(uri, env))).toMatchObject({ code: 'usage' });
  });
});

describe('a new key in Google Cloud KMS', () => {
  const NAME = `gcpkms://${RING}/release`;
  let google: FakeGoogle;
  let github: FakeGithub;
  let env: Record<string, string>;
  beforeEach(async () => {
    google = new FakeGoogle();
    github = new FakeGithub();
    await Promise.all([google.server.start(), github.server.start(), around.close()]);
    around = surroundings({ routes: google.routes });
    for (const right of ['create', 'get']) google.rights.add(right);
    env = { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL, ...github.env };
  });
  afterEach(() => Promise.all([google.server.close(), github.server.close()]));
  const isCreation = ({ method, url }: Asked): boolean =>
    method === 'POST' && url.pathname.endsWith('/cryptoKeys');

  it('is made to sign alone, is waited for, and signs at its first version', async () => {
    google.pending = 3;
    const made = await make(NAME, env);
    expect(made.uri).toBe(`${NAME}/cryptoKeyVersions/1`);
    expect(told).toEqual([made.uri]);
    expect(await signs(made)).toBe(true);
    expect(google.made).toEqual([
      {
        purpose: 'ASYMMETRIC_SIGN',
        versionTemplate: { algorithm: 'EC_SIGN_P256_SHA256', protectionLevel: 'SOFTWARE' },
      },
    ]);
    expect(around.waits).toEqual([500, 1000, 2000]);
  });

  it('is key_exists where a key of this name is there', async () => {
    google.addKey('release', 'RSA_SIGN_PSS_4096_SHA512', testKey('rsa-4096'));
    expect(await failure(make(NAME, env))).toMatchObject({
      code: 'key_exists',
      hint: expect.stringContaining(`--key ${NAME}/cryptoKeyVersions/1`),
    });
    expect(google.made).toEqual([]);
  });

  it('says how to make the key ring that is not there', async () => {
    google.rings.clear();
    expect(await failure(make(NAME, env))).toMatchObject({
      code: 'key_not_found',
      hint: expect.stringContaining('gcloud kms keyrings create ring --location europe-west3 --project acme'),
    });
  });

  it.each([
    ['create', 'cloudkms.cryptoKeys.create', []],
    ['get', 'cloudkms.cryptoKeyVersions.get', [`${NAME}/cryptoKeyVersions/1`]],
  ])('names the right to %s that is missing, and the role that has it', async (right, permission, made) => {
    google.rights.delete(right);
    expect(await failure(make(NAME, env))).toMatchObject({
      code: 'denied',
      message: expect.stringContaining(`may not use ${permission}`),
      hint: 'Give it roles/cloudkms.admin on the key ring.',
    });
    expect(told).toEqual(made);
  });

  it('is told where it cannot be used', async () => {
    google.server.spoil(({ url }) => url.pathname.endsWith('/cryptoKeyVersions/1'), {
      status: 200,
      body: { name: `${RING}/release/cryptoKeyVersions/1`, state: 'GENERATION_FAILED' },
    });
    expect(await failure(make(NAME, env))).toMatchObject({
      code: 'key_unusable',
      message: expect.stringContaining('was made, and its version is GENERATION_FAILED'),
    });
    expect(told).toHaveLength(1);
  });

  it('is waited for a minute, and no longer', async () => {
    google.pending = 1000;
    expect(await failure(make(NAME, env))).toMatchObject({ code: 'key_service_unavailable', exitCode: 3 });
    expect(around.waits.reduce((sum, one) => sum + one, 0)).toBeLessThan(65_000);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['a cut connection', 'cut', 'connection_failed'],
    ['a failure of the service', googleError(503, 'UNAVAILABLE'), 'key_service_unavailable'],
  ] as const)('is asked for once alone, and %s leaves open whether it was made', async (_, fault, code) => {
    const look = (asked: Asked): Fault | undefined => (isCreation(asked) ? fault : undefined);
    for (let i = 0; i < 20; i += 1) google.server.faults.push(look as Fault);
    expect(await failure(make(NAME, env))).toMatchObject({
      code,
      message: expect.stringContaining('whether the key was made is not known'),
    });
    expect(google.server.asked.filter(isCreation)).toHaveLength(1);
  });

  it('has no version before it is made', async () => {
    expect(await failure(make(`${NAME}/cryptoKeyVersions/1`, env))).toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('without a version'),
    });
  });
});

describe('the address of a new key', () => {
  it('is taken or is an error of usage or configuration, whatever it is, and nobody is asked', async () => {
    const services = [...PROVIDER_OF].filter(([, { create, remote }]) => create && remote);
    const scheme = fc.constantFrom(...services.map(([name]) => name));
    const start = fc.constantFrom('', 'alias/', '/alias/', 'localhost/', 'acme.vault.azure.net/', RING);
    const rest = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: fc.constantFrom(...'ab/?=&-%') }));
    const outcome = (uri: string): Promise<unknown> =>
      prepareNewKey(uri, {
        env: { AWS_REGION: REGION, VAULT_ADDR: 'http://127.0.0.1:1', VAULT_TOKEN: 't', HOME: '/nowhere' },
        remote: () => Promise.reject(new Error('somebody was asked')),
      }).then(
        (prepared) => typeof prepared,
        (error: unknown) => (error instanceof SealiftError ? error.code : error),
      );
    const known = ['function', 'usage', 'config_invalid'];
    await fc.assert(
      fc.asyncProperty(scheme, start, rest, async (name, begin, end) => {
        expect(known).toContain(await outcome(`${name}://${begin}${end}`));
      }),
      { numRuns: 100 },
    );
  });
});
