import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIONS } from '../src/compose/remedies/actions.ts';
import { remedyOf } from '../src/compose/remedies/remedy.ts';
import { loadRunner } from '../src/compose/runners.ts';
import { SealiftError } from '../src/errors.ts';
import { openSigner } from '../src/signers/open.ts';
import { type ScriptedAnswer, scriptedStore } from './stores/registry/scripted-http.ts';
import { FakeRegistry } from './support/fake-registry/registry.ts';
import { image } from './support/images.ts';
import { REGION } from './support/kms/aws/kms.ts';
import { FakeSts, ROLE } from './support/kms/aws/sts.ts';
import { FakeAzure } from './support/kms/azure/azure.ts';
import { CLIENT, TENANT } from './support/kms/azure/entra.ts';
import { FakeGithub, SUBJECT_WITH_IDS } from './support/kms/github/github.ts';
import { FakeGoogle, POOL, RING } from './support/kms/google/google.ts';
import { type Surroundings, surroundings } from './support/kms/surroundings.ts';
import { FakeVault } from './support/kms/vault/vault.ts';
import { never } from './support/tools.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
const page = read('docs', 'permissions.md');

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

/** What the error says, and the lines of its remedy, of each row of the table. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').slice(1, -1))
  .map(([says, , add]) => ({ says: codes(says!)[0]!, lines: codes(add!) }));

const folder = mkdtempSync(join(tmpdir(), 'sealift-rights-'));
const at = (name: string): string => join(folder, name);

const github = new FakeGithub();
const google = new FakeGoogle();
const sts = new FakeSts();
const vault = new FakeVault();
let azure: FakeAzure;
let around: Surroundings;

beforeAll(async () => {
  azure = new FakeAzure();
  azure.addVersion('release');
  vault.roles.set('release', { audience: 'https://github.com/acme', policy: {}, lease: 600 });
  // Every token has a subject in which no trust of the doubles is.
  github.subject = SUBJECT_WITH_IDS;
  await Promise.all([github, google, sts, vault, azure].map(({ server }) => server.start()));
  await writeFile(at('token'), github.token('sts.amazonaws.com'));
});
afterAll(async () => {
  await Promise.all([github, google, sts, vault, azure].map(({ server }) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

/** The SDK of AWS reads the environment of the process. */
const AWS = {
  AWS_CONFIG_FILE: at('config'),
  AWS_SHARED_CREDENTIALS_FILE: at('credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: REGION,
};
beforeEach(() => {
  around = surroundings({
    routes: { ...azure.routes(), ...google.routes, [sts.host]: sts.server.url },
    ca: azure.tls.cert,
  });
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ROLE_ARN'])
    vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(AWS)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await around.close();
});

interface Shown {
  readonly message: string;
  readonly hint: string;
}

/** An error as a step of a job shows it. */
async function inStep(work: Promise<unknown>): Promise<Shown> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SealiftError)) throw new Error(`it is no error: ${String(error)}`);
  const job = { repository: 'acme/app', hasIdentity: false };
  return { message: error.message, hint: remedyOf(error, { isStep: true, folder, job }) };
}

const key = (uri: string, env: Record<string, string>): Promise<Shown> =>
  inStep(
    openSigner(uri, { env: { HOME: folder, PATH: folder, ...env }, remote: around.remote }).then((signer) =>
      signer.kind === 'key' ? signer.describe(never) : undefined,
    ),
  );

/** A registry that answers every request in one way, after a login. */
const registry = (host: string, login: object, told: ScriptedAnswer, write = false): Promise<Shown> => {
  const credential = {
    kind: 'password',
    username: 'x',
    password: 'x',
    source: 'config.json',
    ...login,
  } as const;
  const { store } = scriptedStore(
    ({ headers }) =>
      headers?.authorization ? told : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } },
    { registry: host, credential },
  );
  const { descriptor, bytes } = image().manifest;
  return inStep(write ? store.putManifest({ descriptor, bytes }, never) : store.resolve({ tag: '1' }, never));
};

/** What a command says in a job whose workspace is empty. */
async function command(name: 'list' | 'certificate check', options: object): Promise<Shown> {
  const run = await loadRunner(name);
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: at('workspace') };
  const { error, images } = await run({ isStep: true, env, ...options }, never);
  return (error ?? images[0]!.error)!;
}

const AZURE = { AZURE_CLIENT_ID: CLIENT, AZURE_TENANT_ID: TENANT };
const AZURE_KEY = 'azurekms://acme.vault.azure.net/release';
const AWS_KEY = 'awskms:///alias/release';
const GOOGLE_KEY = `gcpkms://${RING}/release/cryptoKeyVersions/1`;
const VAULT_KEY = 'hashivault://release';
const IN_VAULT = () => ({ VAULT_ADDR: vault.server.url, VAULT_ROLE: 'release' });
const GITHUB_TOKEN = { username: 'octocat', password: 'ghs_0123456789' };
const denial = (message: string): ScriptedAnswer => ({
  status: 403,
  body: JSON.stringify({ errors: [{ code: 'DENIED', message }] }),
});

/** What leads to each error, in the order of the page. */
const CAUSES: readonly (readonly [begins: string, cause: () => Promise<Shown>])[] = [
  ['this job may not ask GitHub for an identity token', () => key(VAULT_KEY, IN_VAULT())],
  [
    'this job may not ask GitHub for a token to be the app',
    () => key(AZURE_KEY, { ...AZURE, GITHUB_ACTIONS: 'true' }),
  ],
  ['there are no AWS credentials', () => key(AWS_KEY, { AWS_REGION: REGION })],
  ['there are no Google credentials', () => key(GOOGLE_KEY, {})],
  ['there are no Azure credentials', () => key(AZURE_KEY, {})],
  ['there is no way into', () => key(VAULT_KEY, { VAULT_ADDR: vault.server.url })],
  [
    '… there are no credentials for',
    async () => {
      const other = await FakeRegistry.start({}, { kind: 'basic' });
      const registryConfig = JSON.stringify({ auths: { 'ghcr.io': { auth: 'eDp5' } } });
      const shown = await command('list', { image: `${other.host}/team/app:1`, registryConfig });
      await other.stop();
      return shown;
    },
  ],
  [
    '… logged in as …; needed is the right to push ghcr.io',
    () => registry('ghcr.io', GITHUB_TOKEN, denial('permission_denied: write_package'), true),
  ],
  [
    '… logged in as …; needed is the right to pull ghcr.io',
    () => registry('ghcr.io', GITHUB_TOKEN, denial('denied')),
  ],
  [
    '… Your authorization token has expired',
    () =>
      registry(
        '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
        { username: 'AWS' },
        denial('Your authorization token has expired. Reauthenticate and try again.'),
      ),
  ],
  ['Entra gives no token', () => key(AZURE_KEY, { ...AZURE, ...github.env })],
  [
    'AWS gives no credentials',
    () => {
      const job = { AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: at('token'), AWS_REGION: REGION };
      for (const [name, value] of Object.entries(job)) vi.stubEnv(name, value);
      return key(AWS_KEY, job);
    },
  ],
  [
    'Google gives no token',
    () => key(GOOGLE_KEY, { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL, ...github.env }),
  ],
  ['… does not let role', () => key(VAULT_KEY, { ...IN_VAULT(), ...github.env })],
  [
    'there is no certificate chain',
    () => command('certificate check', { certificateChain: at('workspace/chain.pem') }),
  ],
  ['the environment variable', () => key('env://SIGNING_KEY', {})],
];

/** The text of a row, in which `…` stands for anything. */
const asPattern = (says: string): RegExp =>
  new RegExp(
    `^${says
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

describe('docs/permissions.md', () => {
  it('has a row for each cause, in this order', () => {
    expect(rows).toHaveLength(CAUSES.length);
    for (const [i, [begins]] of CAUSES.entries()) expect(rows[i]!.says.startsWith(begins), begins).toBe(true);
  });

  it.each(CAUSES.map(([begins, cause], i) => ({ begins, cause, i })))(
    'has the words of the error and the lines of its remedy: $begins',
    async ({ cause, i }) => {
      const { says, lines } = rows[i]!;
      const { message, hint } = await cause();
      expect(message).toMatch(asPattern(says));
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(hint).toContain(line);
      expect(hint.length).toBeLessThanOrEqual(600);
    },
  );

  it('leaves a job of a fork out by the line of the remedy', () => {
    const job = { hasIdentity: false, fork: 'mallory/app' };
    const needs = { kind: 'identity-token' } as const;
    const remedy = remedyOf({ hint: '', needs }, { isStep: true, folder, job });
    const [line] = codes(page.split('**Pull requests of forks.**')[1]!).filter((code) =>
      code.startsWith('if:'),
    );
    expect(remedy.endsWith(`\`${line}\``)).toBe(true);
  });
});

it('remedies name the versions of actions that the examples have', () => {
  const examples = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yml'))
    .map((file) => read('examples', file))
    .join('\n');
  const used = [...examples.matchAll(/uses: ([\w/-]+)@\S+ # (v\d+)/g)].map(
    ([, name, major]) => `${name}@${major}`,
  );
  for (const action of Object.values(ACTIONS)) {
    const [name] = action.split('@');
    for (const one of used.filter((other) => other.startsWith(`${name}@`))) expect(one).toBe(action);
  }
  expect(used).toContain(ACTIONS.checkout);
});
