import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { askJson, type JsonAnswer, membersOf, textOf } from '../ask-json.ts';
import { githubToken, tokenClaims } from '../github-token.ts';
import type { Remote, SignerOptions } from '../provider.ts';
import type { VaultSettings } from './settings.ts';

/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 30_000;

/** The server's own words. */
export function wordsOf({ status, members }: JsonAnswer): string {
  const errors = Array.isArray(members.errors) ? members.errors.filter((one) => typeof one === 'string') : [];
  return errors.length === 0
    ? String(status)
    : `${status}, ${printable(errors.join('; ').replace(/\s+/g, ' '), 300)}`;
}

/** Requests to one Vault with a token that was given, or that was exchanged for the identity of the GitHub job. */
export class VaultSession {
  readonly #settings: VaultSettings;
  readonly #env: SignerOptions['env'];
  readonly #remote: Remote;
  #token: { readonly value: string; readonly until: number } | undefined;
  #login: Promise<string> | undefined;

  constructor(settings: VaultSettings, env: SignerOptions['env'], remote: Remote) {
    this.#settings = settings;
    this.#env = env;
    this.#remote = remote;
    if (settings.token !== undefined) {
      remote.onSecret?.(settings.token);
      this.#token = { value: settings.token, until: Number.POSITIVE_INFINITY };
    }
  }

  /** Names the identity for a person. */
  get identity(): string {
    const { token, login, family } = this.#settings;
    return token === undefined ? `role ${printable(login?.role ?? '')}` : `the token in ${family}_TOKEN`;
  }

  async ask(method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal): Promise<JsonAnswer> {
    const token = await this.#current(signal);
    return this.#send(method, path, { 'x-vault-token': token }, body, signal);
  }

  /** The same for what must not be done twice. */
  async askOnce(path: string, body: unknown, signal: AbortSignal): Promise<JsonAnswer> {
    const token = await this.#current(signal);
    return this.#send('POST', path, { 'x-vault-token': token }, body, signal, { retry: false });
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    body: unknown,
    signal: AbortSignal,
    once: { readonly retry?: false } = {},
  ): Promise<JsonAnswer> {
    const { address, namespace } = this.#settings;
    const url = new URL(address);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/${path}`;
    const all = {
      ...headers,
      'x-vault-request': 'true',
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
    };
    const answer = await askJson(
      this.#remote.http,
      { method, url, headers: all, ...(body === undefined ? {} : { body }), ...once },
      signal,
    );
    if (answer.status === 429) {
      throw new SealiftError('too_many_requests', `${address.host} limits requests (${wordsOf(answer)})`, {
        hint: 'Wait and run it again, lower --concurrency, or raise the quota of the server.',
      });
    }
    if (answer.status >= 500 || answer.status === 408) {
      throw new SealiftError(
        'key_service_unavailable',
        `${address.host} cannot sign now (${wordsOf(answer)})`,
        {
          hint: 'If it is sealed, unseal it; else run it again later.',
        },
      );
    }
    return answer;
  }

  async #current(signal: AbortSignal): Promise<string> {
    if (this.#token && this.#token.until - EARLY > this.#remote.now().getTime()) return this.#token.value;
    this.#login ??= this.#logIn(signal).finally(() => {
      this.#login = undefined;
    });
    return this.#login;
  }

  async #logIn(signal: AbortSignal): Promise<string> {
    const { login, address } = this.#settings;
    const { path, role, audience } = login!;
    const jwt = await githubToken(audience, this.#env, this.#remote, signal);
    const answer = await this.#send('POST', `auth/${path}/login`, {}, { role, jwt }, signal);
    const auth = membersOf(answer.members.auth);
    const value = textOf(auth, 'client_token');
    if (answer.status !== 200 || value === undefined) {
      throw new SealiftError(
        'denied',
        `${address.host} does not let role ${printable(role)} in by auth/${path} (${wordsOf(answer)}); the job's token has ${tokenClaims(jwt)}`,
        {
          hint: 'Set bound_audiences and bound_claims of the role to what the token has, or correct the role.',
        },
      );
    }
    this.#remote.onSecret?.(value);
    const seconds = typeof auth.lease_duration === 'number' ? auth.lease_duration : 0;
    const until = seconds > 0 ? this.#remote.now().getTime() + seconds * 1000 : Number.POSITIVE_INFINITY;
    // A lease shorter than the margin serves the request it was fetched for, and no other.
    this.#token = { value, until };
    return value;
  }
}
