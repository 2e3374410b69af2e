import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeKms, LOGIN, REGION } from '../../__tests__/support/kms/aws/kms.ts';
import { FakeAzure } from '../../__tests__/support/kms/azure/azure.ts';
import { CLIENT, SECRET, TENANT } from '../../__tests__/support/kms/azure/entra.ts';
import { FakeVault } from '../../__tests__/support/kms/vault/vault.ts';
import { testChain } from '../../__tests__/support/pki.ts';

/** A key that can be signed with, and the service that holds it. */
export interface BenchKey {
  readonly name: string;
  readonly note: string;
  /** `--key` and `--certificate-chain`. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The host of the service; empty where there is none. */
  readonly host: string;
  close(): Promise<void>;
}

async function chainFile(): Promise<{ chain: string; key: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-bench-key-'));
  const { pem, key } = testChain();
  const [chain, keyFile] = [join(folder, 'chain.pem'), join(folder, 'key.pem')];
  await Promise.all([writeFile(chain, pem), writeFile(keyFile, key.pem)]);
  return { chain, key: keyFile, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function fileKey(): Promise<BenchKey> {
  const { chain, key, remove } = await chainFile();
  const flags = ['--key', key, '--certificate-chain', chain];
  return { name: 'file', note: 'PEM, P-256', flags, env: {}, host: '', close: remove };
}

/** The double of AWS KMS, with the AWS SDK as the client. */
export async function awsKey(): Promise<BenchKey> {
  const { chain, remove } = await chainFile();
  const kms = new FakeKms();
  const { arn } = kms.addKey('1234abcd-12ab-34cd-56ef-1234567890ab', 'ec-256');
  await kms.server.start();
  return {
    name: 'awskms',
    note: 'AWS SDK, describes the key and signs',
    flags: ['--key', arn, '--certificate-chain', chain],
    env: {
      AWS_ENDPOINT_URL_KMS: kms.server.url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
    },
    host: kms.server.host,
    async close() {
      await kms.server.close();
      await remove();
    },
  };
}

/** The doubles of Azure Key Vault and Entra, with the SDKs of both as the clients. */
export async function azureKey(): Promise<BenchKey> {
  const { chain, remove } = await chainFile();
  const azure = new FakeAzure();
  azure.addVersion('release');
  await azure.server.start();
  const authorities = `${chain}.tls`;
  await writeFile(authorities, azure.tls.cert);
  return {
    name: 'azurekms',
    note: 'SDK of Azure, logs in with a client secret, describes the key and signs',
    flags: [
      ...['--key', `azurekms://${azure.server.host}/release`, '--certificate-chain', chain],
      ...['--ca-file', authorities],
    ],
    env: {
      AZURE_AUTHORITY_HOST: azure.server.url,
      AZURE_CLIENT_ID: CLIENT,
      AZURE_TENANT_ID: TENANT,
      AZURE_CLIENT_SECRET: SECRET,
    },
    host: azure.server.host,
    async close() {
      await azure.server.close();
      await remove();
    },
  };
}

export async function vaultKey(): Promise<BenchKey> {
  const { chain, remove } = await chainFile();
  const vault = new FakeVault();
  vault.addKey('release', 'ec-256');
  vault.tokens.set('hvs.bench', { 'transit/*': ['read', 'update'] });
  await vault.server.start();
  return {
    name: 'hashivault',
    note: 'own client, describes the key and signs',
    flags: ['--key', 'hashivault://release', '--certificate-chain', chain],
    env: { VAULT_ADDR: vault.server.url, VAULT_TOKEN: 'hvs.bench' },
    host: vault.server.host,
    async close() {
      await vault.server.close();
      await remove();
    },
  };
}

/** Every provider whose double can be reached by settings alone. The first one is the baseline of the others. */
export const BENCH_KEYS: readonly [() => Promise<BenchKey>, ...(() => Promise<BenchKey>)[]] = [
  fileKey,
  awsKey,
  azureKey,
  vaultKey,
];
