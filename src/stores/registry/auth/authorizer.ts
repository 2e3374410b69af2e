import { SealiftError } from '../../../errors.ts';
import type { HttpClient } from '../../../io/http/types.ts';
import type { Challenge } from './challenge.ts';
import type { Credential, CredentialStore } from './credential.ts';
import { fetchToken } from './token.ts';
import { basicHeader } from './token-request.ts';

/** Renewed this long before its end, so that it does not end under way. Milliseconds. */
const EARLY = 5_000;

export interface AuthorizerOptions {
  readonly http: HttpClient;
  readonly credentials: CredentialStore;
  readonly now: () => Date;
}

interface CachedToken {
  readonly header: string;
  readonly until: number;
}

/**
 * The logins of one run. Tokens are kept per registry, credential and scope, so that every store of the run shares them,
 * and two tasks that need the same one ask once.
 */
export class Authorizer {
  readonly #options: AuthorizerOptions;
  readonly #tokens = new Map<string, Promise<CachedToken>>();

  constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  credential(registry: string, repository: string): Promise<Credential | undefined> {
    return this.#options.credentials.find(registry, repository);
  }

  /**
   * The Authorization header that answers one of `challenges`, Bearer before Basic; `undefined` when Basic is asked for and
   * there is no password.
   *
   * @param refused the header that was just refused: a token equal to it is not used again.
   */
  async answer(
    challenges: readonly Challenge[],
    registry: URL,
    scope: string,
    credential: Credential | undefined,
    refused: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    if (bearer) return this.#bearer(bearer, registry, scope, credential, refused, signal);
    if (challenges.some(({ scheme }) => scheme === 'basic')) {
      return credential?.kind === 'password'
        ? basicHeader(credential.username, credential.password)
        : undefined;
    }
    const offered = challenges.map(({ scheme }) => scheme).join(', ') || 'nothing';
    throw new SealiftError(
      'unexpected_answer',
      `${registry.host} asks for a login and offers ${offered} instead of Basic or Bearer`,
    );
  }

  async #bearer(
    challenge: Challenge,
    registry: URL,
    scope: string,
    credential: Credential | undefined,
    refused: string | undefined,
    signal: AbortSignal,
  ): Promise<string> {
    const key = JSON.stringify([registry.origin, scope, credential?.source ?? null]);
    const pending = this.#tokens.get(key);
    if (pending) {
      const known = await pending.catch(() => undefined);
      const fresh = known && known.until > this.#options.now().getTime() && known.header !== refused;
      if (fresh) return known.header;
      // Somebody else noticed first and is asking already.
      if (this.#tokens.get(key) !== pending) {
        return this.#bearer(challenge, registry, scope, credential, refused, signal);
      }
    }
    const { http, now } = this.#options;
    const fetching = fetchToken(http, { challenge, scope, credential, registry }, signal).then(
      ({ value, lifetime }) => ({
        header: `Bearer ${value}`,
        until: now().getTime() + lifetime * 1000 - EARLY,
      }),
    );
    this.#tokens.set(key, fetching);
    fetching.catch(() => this.#tokens.delete(key));
    return (await fetching).header;
  }
}
