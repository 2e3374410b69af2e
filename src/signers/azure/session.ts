import { isLoopback } from '../../io/http/address.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import { remoteOf } from '../remote.ts';
import { azureCredentials } from './credentials.ts';
import { type AzureRight, azureError } from './errors.ts';
import type { AzureLocation } from './location.ts';
import { type AzureTokens, azureTokens } from './tokens.ts';
import { vaultTransport } from './vault-transport.ts';

/** Calls of one identity to one vault. */
export interface AzureSession {
  readonly remote: Remote;
  readonly tokens: AzureTokens;
  /** Settings of each client of the SDK, which writes into what it is given. */
  readonly settings: () => object;
  /** Does one call, and explains its failure. */
  readonly call: <T>(right: AzureRight, send: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** @param where names the key in errors. */
export async function azureSession(
  location: AzureLocation,
  options: SignerOptions,
  where: string,
): Promise<AzureSession> {
  const { env, azureCredential } = options;
  const { vault } = location;
  const credentials = await azureCredentials(env, azureCredential);
  const { who } = credentials;
  const remote = await remoteOf(options);
  const httpClient = vaultTransport(remote.http, vault, () => remote.onIdentity?.(who));
  return {
    remote,
    tokens: azureTokens(credentials, vault, env, remote),
    settings: () => ({
      httpClient,
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      // The domain that a token is for is held against the vault's, which has none on loopback.
      disableChallengeResourceVerification: isLoopback(vault.hostname),
    }),
    async call(right, send, signal) {
      try {
        return await send();
      } catch (error) {
        signal.throwIfAborted();
        throw azureError(error, { right, location, where, who, secrets: remote.http.secrets });
      }
    },
  };
}
