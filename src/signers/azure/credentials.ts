import { looksLikeDer } from '../../encoding/der.ts';
import { mendPem } from '../../encoding/mend-pem.ts';
import { pemDocument } from '../../encoding/pem.ts';
import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { readFile } from '../../io/files/read-file.ts';
import { hasGithubToken } from '../github-token.ts';
import type { SignerOptions } from '../provider.ts';

/** The identity that signs, as options and environment name it. `who` is for people. */
export type AzureCredentials = { readonly who: string } & (
  | { readonly kind: 'cli' }
  | { readonly kind: 'github'; readonly client: AzureClient }
  | { readonly kind: 'secret'; readonly client: AzureClient; readonly secret: string }
  | {
      readonly kind: 'certificate';
      readonly client: AzureClient;
      readonly pem: string;
      readonly password: string | undefined;
      readonly sendsChain: boolean;
    }
  | { readonly kind: 'file'; readonly client: AzureClient; readonly path: string }
  | { readonly kind: 'managed'; readonly clientId: string | undefined }
);

export interface AzureClient {
  readonly id: string;
  readonly tenant: string;
}

const FILE_LIMIT = 64 * 1024;

const PERMISSION = 'Give the job `permissions: id-token: write` (and `contents: read`)';

/** GUIDs, or a domain for a tenant; both become part of a URL. */
const CLIENT_ID = /^[0-9A-Za-z-]{1,64}$/;
const TENANT = /^[0-9A-Za-z][0-9A-Za-z.-]{0,127}$/;

function clientOf(env: SignerOptions['env'], needed: string | undefined): AzureClient | undefined {
  const { AZURE_CLIENT_ID: id, AZURE_TENANT_ID: tenant } = env;
  if (!id || !tenant) {
    if (needed === undefined) return undefined;
    throw new SealiftError(
      'config_invalid',
      `${needed} is set, and ${id ? 'AZURE_TENANT_ID' : 'AZURE_CLIENT_ID'} is not`,
      { hint: 'Set AZURE_CLIENT_ID and AZURE_TENANT_ID of the app registration.' },
    );
  }
  for (const [name, value, form] of [
    ['AZURE_CLIENT_ID', id, CLIENT_ID],
    ['AZURE_TENANT_ID', tenant, TENANT],
  ] as const) {
    if (!form.test(value)) {
      throw new SealiftError('config_invalid', `${name} is not an ID of Microsoft Entra`, {
        hint: 'It looks like 00000000-0000-0000-0000-000000000000.',
      });
    }
  }
  return { id, tenant };
}

async function withCertificate(client: AzureClient, path: string, env: SignerOptions['env'], who: string) {
  const bytes = await readFile(path, FILE_LIMIT, 'client certificate');
  const what = `client certificate ${printable(path, 600)}`;
  const blocks = looksLikeDer(bytes) ? [] : mendPem(bytes, { code: 'config_invalid', what });
  if (blocks.length === 0) {
    throw new SealiftError('config_invalid', `${what} is not PEM`, {
      hint: 'Give certificate and private key as PEM; openssl pkcs12 -in FILE -nodes writes them.',
    });
  }
  const pem = pemDocument(blocks);
  return {
    kind: 'certificate',
    client,
    pem,
    password: env.AZURE_CLIENT_CERTIFICATE_PASSWORD || undefined,
    sendsChain: /^(?:1|true)$/i.test(env.AZURE_CLIENT_SEND_CERTIFICATE_CHAIN ?? ''),
    who: `${who} by the certificate in AZURE_CLIENT_CERTIFICATE_PATH`,
  } as const;
}

/**
 * The first identity that is configured; when it fails, no other one is tried. The managed identity of a machine is used only
 * when it is chosen, because otherwise every job on a self-hosted runner would sign as the machine.
 *
 * @throws SealiftError `credentials_missing`, `config_invalid`, `file_not_found` or `file_unreadable`.
 */
export async function azureCredentials(
  env: SignerOptions['env'],
  chosen: SignerOptions['azureCredential'],
): Promise<AzureCredentials> {
  const {
    AZURE_CLIENT_SECRET: secret,
    AZURE_CLIENT_CERTIFICATE_PATH: certificate,
    AZURE_FEDERATED_TOKEN_FILE: path,
  } = env;
  if (chosen === 'managed-identity') {
    const clientId = env.AZURE_CLIENT_ID || undefined;
    const which = clientId === undefined ? '' : ` ${printable(clientId, 64)}`;
    return { kind: 'managed', clientId, who: `the managed identity${which} of this machine` };
  }
  const needed =
    (secret && 'AZURE_CLIENT_SECRET') ||
    (certificate && 'AZURE_CLIENT_CERTIFICATE_PATH') ||
    (path && 'AZURE_FEDERATED_TOKEN_FILE') ||
    undefined;
  const client = clientOf(env, needed);
  if (client) {
    const who = `the app ${client.id}`;
    if (hasGithubToken(env)) return { kind: 'github', client, who: `${who} by the token of this GitHub job` };
    if (secret) return { kind: 'secret', client, secret, who: `${who} by AZURE_CLIENT_SECRET` };
    if (certificate) return withCertificate(client, certificate, env, who);
    if (path) return { kind: 'file', client, path, who: `${who} by the token in AZURE_FEDERATED_TOKEN_FILE` };
    if (env.GITHUB_ACTIONS === 'true') {
      throw new SealiftError('credentials_missing', `this job may not ask GitHub for a token to be ${who}`, {
        hint: `${PERMISSION}, or log in with azure/login and leave AZURE_CLIENT_ID unset.`,
        needs: { kind: 'identity-token' },
      });
    }
  }
  return { kind: 'cli', who: 'whoever is logged in with the Azure CLI' };
}
