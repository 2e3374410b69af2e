import { Buffer } from 'node:buffer';
import type { AccessToken, TokenCredential } from '@azure/identity';
import { lazy } from '../../async/lazy.ts';
import { printable } from '../../encoding/printable.ts';
import { pemSecrets } from '../../encoding/secrets/pem-secrets.ts';
import { SealiftError } from '../../errors.ts';
import { readFile } from '../../io/files/read-file.ts';
import { isLoopback } from '../../io/http/address.ts';
import { githubToken } from '../github-token.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import { azureAuthority } from './authority.ts';
import { cliToken } from './cli-token.ts';
import type { AzureCredentials } from './credentials.ts';
import { EXCHANGE_AUDIENCE, entraError } from './entra-errors.ts';
import { azureTransport } from './transport.ts';

const TOKEN_LIMIT = 64 * 1024;

/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 60_000;

/** Scopes of vaults. One on loopback may name those of Microsoft alone, since its own host name belongs to none. */
const SCOPE = /^(https:\/\/(?:[a-z0-9-]+\.)+[a-z0-9-]+)\/\.default$/;
const KNOWN = /^https:\/\/(?:vault|managedhsm)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)$/;

async function fileToken(path: string): Promise<string> {
  const text = Buffer.from(await readFile(path, TOKEN_LIMIT, 'federated token'))
    .toString('utf8')
    .trim();
  if (text !== '') return text;
  throw new SealiftError('credentials_missing', 'the file of AZURE_FEDERATED_TOKEN_FILE holds no token');
}

/** Hosts beside the authority that give a machine its own tokens: the metadata service, or what the platform names. */
function machineHosts(env: SignerOptions['env']): Set<string> {
  const named = [env.IDENTITY_ENDPOINT, env.MSI_ENDPOINT, env.IMDS_ENDPOINT].filter(
    (text) => text !== undefined && URL.canParse(text),
  );
  return new Set(['169.254.169.254', ...named.map((text) => new URL(text!).host)]);
}

/** Access tokens of one identity for a vault, as the SDK asks for them. */
export interface AzureTokens extends TokenCredential {
  /** Loads the SDK of logins ahead of `getToken`, during another wait. */
  prepare(): void;
}

export function azureTokens(
  credentials: AzureCredentials,
  vault: URL,
  env: SignerOptions['env'],
  remote: Remote,
): AzureTokens {
  const authority = azureAuthority(vault, env);
  const machine = credentials.kind === 'managed' ? machineHosts(env) : new Set<string>();
  let current = new AbortController().signal;
  /** Status or error of the last request, because the errors that the SDK makes of them say less. */
  let outcome: SealiftError | number | undefined;
  let assertion: string | undefined;

  const noting = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      if (error instanceof SealiftError) outcome = error;
      throw error;
    });
  const fetchAssertion = async (): Promise<string> => {
    assertion = await (credentials.kind === 'file'
      ? fileToken(credentials.path)
      : githubToken(EXCHANGE_AUDIENCE, env, remote, current));
    remote.onSecret?.(assertion);
    return assertion;
  };
  /** The assertion for one access token. The SDK asks for it twice, and uses the second. */
  let asserted = lazy(() => noting(fetchAssertion()));

  const open = lazy(async (): Promise<TokenCredential> => {
    const sdk = await import('@azure/identity');
    const transport = azureTransport(remote.http, {
      check({ protocol, host }) {
        if ((protocol === 'https:' && host === authority.host) || machine.has(host)) return;
        throw new SealiftError('config_invalid', `${printable(host)} is not where this identity gets tokens`);
      },
      signal: () => current,
    });
    const options = {
      authorityHost: authority.origin,
      // The authority is one of the known hosts, so the SDK need not ask Microsoft whether it is genuine.
      disableInstanceDiscovery: true,
      retryOptions: { maxRetries: 0 },
      httpClient: {
        async sendRequest(request: Parameters<typeof transport.sendRequest>[0]) {
          const response = await noting(transport.sendRequest(request));
          outcome = response.status;
          return response;
        },
      },
    };
    if (credentials.kind === 'cli')
      throw new SealiftError('internal', 'the Azure CLI is not asked by the SDK');
    if (credentials.kind === 'managed') {
      const { clientId } = credentials;
      return new sdk.ManagedIdentityCredential({
        ...options,
        ...(clientId === undefined ? {} : { clientId }),
      });
    }
    const { tenant, id } = credentials.client;
    if (credentials.kind === 'secret') {
      remote.onSecret?.(credentials.secret);
      return new sdk.ClientSecretCredential(tenant, id, credentials.secret, options);
    }
    if (credentials.kind === 'certificate') {
      const { pem, password, sendsChain } = credentials;
      for (const secret of [...pemSecrets(pem), password ?? '']) remote.onSecret?.(secret);
      const certificate = {
        certificate: pem,
        ...(password === undefined ? {} : { certificatePassword: password }),
      };
      return new sdk.ClientCertificateCredential(tenant, id, certificate, {
        ...options,
        sendCertificateChain: sendsChain,
      });
    }
    return new sdk.ClientAssertionCredential(tenant, id, () => asserted(), options);
  });

  const logIn = async (
    scope: string,
    tenant: string | undefined,
    signal: AbortSignal,
  ): Promise<AccessToken> => {
    const [, resource = ''] = SCOPE.exec(scope) ?? [];
    if (resource === '' || (isLoopback(vault.hostname) && !KNOWN.test(resource))) {
      throw new SealiftError(
        'unexpected_answer',
        `${vault.host} asks for a token for ${printable(scope, 200)}`,
        {
          hint: 'Check that this is the address of the vault, and what stands between.',
        },
      );
    }
    current = signal;
    outcome = undefined;
    asserted = lazy(() => noting(fetchAssertion()));
    try {
      // Only a login of the CLI may have tokens for several directories.
      const answer = await (credentials.kind === 'cli'
        ? cliToken(resource, tenant, env, signal)
        : (await open()).getToken(scope));
      if (!answer) throw new Error('the answer holds no token');
      remote.onSecret?.(answer.token);
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      throw entraError(error, credentials, { outcome, ...(assertion === undefined ? {} : { assertion }) });
    }
  };

  let known: AccessToken | undefined;
  let under: Promise<AccessToken> | undefined;
  return {
    prepare() {
      // `getToken` reports a failure; here the rejection is marked as handled.
      if (credentials.kind !== 'cli') open().catch(() => {});
    },
    async getToken(scopes, { abortSignal, tenantId } = {}) {
      if (!known || known.expiresOnTimestamp - EARLY <= remote.now().getTime()) {
        under ??= logIn([scopes].flat()[0]!, tenantId, abortSignal as AbortSignal).finally(() => {
          under = undefined;
        });
        known = await under;
      }
      // The SDK asks again each time, and leaves renewals to this: its own go on for minutes after the run has ended.
      return { token: known.token, expiresOnTimestamp: 0 };
    },
  };
}
