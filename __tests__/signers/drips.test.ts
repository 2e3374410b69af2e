import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { openSigner } from '../../src/signers/open.ts';
import { type Drip, drippingHost, headOf } from '../support/dripping-host.ts';
import { POOL, RING } from '../support/kms/google/google.ts';
import { surroundings } from '../support/kms/surroundings.ts';
import { never } from '../support/tools.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-drips-'));
  // The SDK would read the home folder of the user who runs the tests.
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const VAULT = 'https://my-vault.vault.azure.net';
const ARN = 'awskms:///1234abcd-12ab-34cd-56ef-1234567890ab';
const GITHUB = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret' };

/** Each service, and how its environment leads to a host on loopback. */
const KEYS: readonly (readonly [
  what: string,
  uri: string,
  env: (origin: string) => Record<string, string>,
])[] = [
  ['Vault', 'hashivault://release', (origin) => ({ VAULT_ADDR: origin, VAULT_TOKEN: 'hvs.token' })],
  [
    'the identity token of the job',
    'hashivault://release',
    (origin) => ({
      ...GITHUB,
      ACTIONS_ID_TOKEN_REQUEST_URL: origin,
      VAULT_ADDR: origin,
      VAULT_ROLE: 'release',
    }),
  ],
  [
    'AWS KMS',
    ARN,
    (origin) => ({
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_KMS: origin,
    }),
  ],
  [
    'Google Cloud KMS',
    `gcpkms://${RING}/release/cryptoKeyVersions/1`,
    (origin) => ({
      ...GITHUB,
      ACTIONS_ID_TOKEN_REQUEST_URL: origin,
      GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL,
    }),
  ],
  [
    'Azure Key Vault',
    `${VAULT}/keys/release`,
    () => ({ AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' }),
  ],
];

const OIL: readonly (readonly [how: string, Drip])[] = [
  ['informational answers', { again: 'HTTP/1.1 100 Continue\r\n\r\n' }],
  ['a body', { first: headOf(100_000), again: ' ' }],
  ['the body of an error', { first: headOf(10_000, '403 Forbidden'), again: ' ' }],
];

it.each(KEYS.flatMap(([what, uri, env]) => OIL.map(([how, drip]) => [what, how, uri, env, drip] as const)))(
  'openSigner fails at its deadline when %s trickles %s',
  async (_, __, uri, env, drip) => {
    const { origin, requests } = await drippingHost(() => drip);
    const around = surroundings({
      timeouts: { connect: 5_000, idle: 5_000, total: 40 },
      routes: { 'my-vault.vault.azure.net': origin, 'sts.googleapis.com': origin },
    });
    onTestFinished(() => around.close());
    const signer = await openSigner(uri, { env: { HOME: folder, ...env(origin) }, remote: around.remote });
    if (!('describe' in signer)) throw new Error('not a key of a service');
    await expect(signer.describe(never)).rejects.toMatchObject({ code: 'deadline_exceeded', exitCode: 3 });
    expect(requests).toHaveLength(5);
  },
);

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';

/** Services that give tokens after those before them have answered. */
const LOGINS: readonly (readonly [what: string, uri: string, env: Record<string, string>, asked: RegExp])[] =
  [
    [
      'Entra',
      `${VAULT}/keys/release`,
      { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' },
      /^POST .*oauth2/,
    ],
    [
      "Google's token service",
      `gcpkms://${RING}/release/cryptoKeyVersions/1`,
      { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL },
      /^POST \/v1\/token/,
    ],
    ['the login of Vault', 'hashivault://release', { VAULT_ROLE: 'release' }, /^POST \/v1\/auth/],
  ];

function withBody(body: string): Drip {
  return { first: `${headOf(body.length)}${body}` };
}

it.each(LOGINS)(
  'openSigner fails at its deadline when %s trickles its answer',
  async (_, uri, env, asked) => {
    const authority = `https://login.microsoftonline.com/${TENANT}`;
    const challenge = `Bearer authorization="${authority}", resource="https://vault.azure.net"`;
    const { origin, requests } = await drippingHost((__, head) => {
      if (head.startsWith('GET /job')) return withBody(JSON.stringify({ value: 'aaa.e30.ccc' }));
      if (head.startsWith('GET /keys')) {
        return { first: `HTTP/1.1 401 No\r\nwww-authenticate: ${challenge}\r\ncontent-length: 0\r\n\r\n` };
      }
      return { first: headOf(10_000), again: ' ' };
    });
    const hosts = ['my-vault.vault.azure.net', 'login.microsoftonline.com', 'sts.googleapis.com'];
    const around = surroundings({
      timeouts: { connect: 5_000, idle: 5_000, total: 40 },
      routes: Object.fromEntries(hosts.map((host) => [host, origin])),
    });
    onTestFinished(() => around.close());
    const job = { ...GITHUB, ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/job`, VAULT_ADDR: origin };
    const signer = await openSigner(uri, { env: { HOME: folder, ...job, ...env }, remote: around.remote });
    if (!('describe' in signer)) throw new Error('not a key of a service');
    await expect(signer.describe(never)).rejects.toMatchObject({ code: 'deadline_exceeded', exitCode: 3 });
    expect(requests.filter((line) => asked.test(line))).toHaveLength(5);
  },
);
