import { Buffer } from 'node:buffer';
import { pemSecrets } from '../../encoding/secrets/pem-secrets.ts';
import { SealiftError } from '../../errors.ts';
import { readFile } from '../../io/files/read-file.ts';
import { githubToken } from '../github-token.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import type { AzureChallenge } from './challenge.ts';
import { cliToken } from './cli-token.ts';
import type { AzureCredentials } from './credentials.ts';
import { EXCHANGE_AUDIENCE, entraError } from './entra-errors.ts';
import { azureHttpClient } from './http-client.ts';

const TOKEN_LIMIT = 64 * 1024;

export interface AzureToken {
  readonly value: string;
  /** When it ends, in milliseconds since 1970. */
  readonly until: number;
}

/** The part of the SDK's credentials that is used. */
interface SdkCredential {
  getToken(scope: string): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

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

/** Access tokens of one identity for a vault. */
export interface AzureTokens {
  /** Loads the SDK ahead of {@link get}, during another wait. */
  prepare(): void;
  get(challenge: AzureChallenge, signal: AbortSignal): Promise<AzureToken>;
}

export function azureTokens(
  credentials: AzureCredentials,
  authority: URL,
  env: SignerOptions['env'],
  remote: Remote,
): AzureTokens {
  let current = new AbortController().signal;
  let outcome: SealiftError | number | undefined;
  let assertion: string | undefined;
  let opened: Promise<SdkCredential> | undefined;
  const machine = credentials.kind === 'managed' ? machineHosts(env) : new Set<string>();

  const fetchAssertion = async (): Promise<string> => {
    try {
      assertion =
        credentials.kind === 'file'
          ? await fileToken(credentials.path)
          : await githubToken(EXCHANGE_AUDIENCE, env, remote, current);
    } catch (error) {
      if (error instanceof SealiftError) outcome = error;
      throw error;
    }
    remote.onSecret?.(assertion);
    return assertion;
  };
  /** The assertion for one access token. The SDK asks for it twice, and uses the second. */
  let asserted: Promise<string> | undefined;
  const assert = (): Promise<string> => {
    asserted ??= fetchAssertion();
    return asserted;
  };

  const open = async (identity: Exclude<AzureCredentials, { kind: 'cli' }>): Promise<SdkCredential> => {
    const {
      ClientAssertionCredential,
      ClientCertificateCredential,
      ClientSecretCredential,
      ManagedIdentityCredential,
    } = await import('@azure/identity');
    const options = {
      authorityHost: authority.origin,
      // The authority is one of the known hosts, so the SDK need not ask Microsoft whether it is genuine.
      disableInstanceDiscovery: true,
      retryOptions: { maxRetries: 0 },
      httpClient: azureHttpClient(remote.http, {
        allows: ({ protocol, host }) =>
          (protocol === 'https:' && host === authority.host) || machine.has(host),
        signal: () => current,
        onOutcome: (last) => {
          outcome = last;
        },
      }) as never,
    };
    if (identity.kind === 'managed') {
      const { clientId } = identity;
      return new ManagedIdentityCredential({ ...options, ...(clientId === undefined ? {} : { clientId }) });
    }
    const { tenant, id } = identity.client;
    if (identity.kind === 'secret') {
      remote.onSecret?.(identity.secret);
      return new ClientSecretCredential(tenant, id, identity.secret, options);
    }
    if (identity.kind === 'certificate') {
      const { pem, password, sendsChain } = identity;
      for (const secret of [...pemSecrets(pem), password ?? '']) remote.onSecret?.(secret);
      const certificate = {
        certificate: pem,
        ...(password === undefined ? {} : { certificatePassword: password }),
      };
      return new ClientCertificateCredential(tenant, id, certificate, {
        ...options,
        sendCertificateChain: sendsChain,
      });
    }
    return new ClientAssertionCredential(tenant, id, assert, options);
  };

  const load = (identity: Exclude<AzureCredentials, { kind: 'cli' }>): Promise<SdkCredential> => {
    opened ??= open(identity);
    return opened;
  };

  const fetchToken = async ({ resource, tenant }: AzureChallenge): Promise<AzureToken> => {
    // Only a login of the CLI may have tokens for several directories.
    if (credentials.kind === 'cli') return cliToken(resource, tenant, env, current);
    const answer = await (await load(credentials)).getToken(`${resource}/.default`);
    if (!answer) throw new Error('the answer holds no token');
    return { value: answer.token, until: answer.expiresOnTimestamp };
  };

  const get: AzureTokens['get'] = async (challenge, signal) => {
    current = signal;
    outcome = undefined;
    asserted = undefined;
    try {
      const token = await fetchToken(challenge);
      remote.onSecret?.(token.value);
      return token;
    } catch (error) {
      signal.throwIfAborted();
      throw entraError(error, credentials, {
        outcome,
        ...(assertion === undefined ? {} : { assertion }),
      });
    }
  };
  return {
    prepare() {
      // `get` reports a failure; here the rejection is marked as handled.
      if (credentials.kind !== 'cli') load(credentials).catch(() => {});
    },
    get,
  };
}
