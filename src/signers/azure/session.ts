import { SealiftError } from '../../errors.ts';
import { askJson, type JsonAnswer } from '../ask-json.ts';
import type { Remote } from '../provider.ts';
import { type AzureChallenge, azureChallenge } from './challenge.ts';
import type { AzureCredentials } from './credentials.ts';
import type { AzureLocation } from './location.ts';
import type { AzureToken, AzureTokens } from './tokens.ts';

/** Served by Key Vault and Managed HSM in every cloud. */
const API_VERSION = '7.4';

/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 60_000;

/**
 * Requests to one vault. The first one goes without a token: its 401 says which directory and which audience the vault
 * wants (Key Vault, "Authentication, requests and responses"). The SDK's client is not used, because it hides the identifier
 * that answered behind the one that it asked with, and sends every request twice until one has learned the challenge.
 */
export class AzureSession {
  readonly #location: AzureLocation;
  readonly #credentials: AzureCredentials;
  readonly #tokens: AzureTokens;
  readonly #remote: Remote;
  #challenge: AzureChallenge | undefined;
  #token: AzureToken | undefined;
  #login: Promise<AzureToken> | undefined;

  constructor(location: AzureLocation, credentials: AzureCredentials, tokens: AzureTokens, remote: Remote) {
    this.#location = location;
    this.#credentials = credentials;
    this.#tokens = tokens;
    this.#remote = remote;
  }

  /** An answer as it came, also when it is a refusal. */
  async ask(method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal): Promise<JsonAnswer> {
    const token = await this.#current(path, signal);
    return 'status' in token ? token : this.#send(method, path, token.value, body, signal);
  }

  #send(
    method: 'GET' | 'POST',
    path: string,
    token: string | undefined,
    body: unknown,
    signal: AbortSignal,
  ): Promise<JsonAnswer> {
    const url = new URL(`${path}?api-version=${API_VERSION}`, this.#location.vault);
    return askJson(
      this.#remote.http,
      {
        method,
        url,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body }),
      },
      signal,
    );
  }

  /** The token, or the answer to the first request when that is a refusal without a challenge. */
  async #current(path: string, signal: AbortSignal): Promise<AzureToken | JsonAnswer> {
    const now = this.#remote.now().getTime();
    if (this.#token && this.#token.until - EARLY > now) return this.#token;
    if (!this.#challenge) {
      this.#tokens.prepare();
      const answer = await this.#send('GET', path, undefined, undefined, signal);
      if (answer.status !== 401) {
        if (answer.status >= 400) return answer;
        throw new SealiftError('unexpected_answer', `${this.#location.vault.host} asks for no login`, {
          hint: 'Check that this is the address of the vault, and what stands between.',
        });
      }
      this.#challenge = azureChallenge(answer.headers['www-authenticate'], this.#location.vault);
      this.#remote.onIdentity?.(this.#credentials.who);
    }
    this.#login ??= this.#logIn(this.#challenge, signal).finally(() => {
      this.#login = undefined;
    });
    return this.#login;
  }

  async #logIn(challenge: AzureChallenge, signal: AbortSignal): Promise<AzureToken> {
    this.#token = await this.#tokens.get(challenge, signal);
    return this.#token;
  }
}
