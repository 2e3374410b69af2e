import { SealiftError } from '../../../errors.ts';
import type { Challenge } from './challenge.ts';
import type { Credential, CredentialStore } from './credential.ts';
import type { Demand } from './demand.ts';
import { checkRealm } from './realm.ts';
import { basicHeader, loginHeader } from './token-request.ts';
import { Tokens, type TokensOptions } from './tokens.ts';

export interface AuthorizerOptions extends TokensOptions {
  readonly credentials: CredentialStore;
  /** Is called with each secret before its first use, so that a log can mask it. */
  readonly onSecret?: ((secret: string) => void) | undefined;
}

/** Whether credentials may be sent to the realm of a challenge; see {@link checkRealm}. */
function isRealm(realm: string | undefined, registry: URL): boolean {
  try {
    checkRealm(realm, registry);
    return true;
  } catch {
    return false;
  }
}

/** The logins of one run, which every store of the run shares. */
export class Authorizer {
  readonly #options: AuthorizerOptions;
  readonly #tokens: Tokens;
  readonly #basic = new Map<string, readonly Challenge[]>();

  constructor(options: AuthorizerOptions) {
    this.#options = options;
    this.#tokens = new Tokens(options);
  }

  async credential(registry: string, repository: string): Promise<Credential | undefined> {
    const credential = await this.#options.credentials.find(registry, repository);
    if (credential) {
      const { onSecret } = this.#options;
      onSecret?.(credential.kind === 'password' ? credential.password : credential.token);
      // The encoded login is a secret too: a token service may repeat it in an error.
      onSecret?.(loginHeader(credential).replace(/^Basic /, ''));
    }
    return credential;
  }

  /** The registries for which there is a login, for an error. */
  logins(): Promise<readonly string[]> {
    return this.#options.credentials.logins();
  }

  /** The challenges of a registry that has asked for Basic, so that requests to another of its repositories have the login. */
  basicOf(registry: URL): readonly Challenge[] | undefined {
    return this.#basic.get(registry.origin);
  }

  /**
   * The Authorization header that answers one of `challenges`, Bearer before Basic; `undefined` when Basic is asked for and
   * there is no password.
   */
  async answer(
    challenges: readonly Challenge[],
    demand: Demand,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const header = await this.#header(challenges, demand, signal);
    // The secret is the part behind `Basic ` or `Bearer `.
    if (header !== undefined) this.#options.onSecret?.(header.replace(/^\S+ /, ''));
    return header;
  }

  async #header(
    challenges: readonly Challenge[],
    demand: Demand,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { registry, credential } = demand;
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const asksBasic = challenges.some(({ scheme }) => scheme === 'basic');
    const basic =
      asksBasic && credential?.kind === 'password'
        ? basicHeader(credential.username, credential.password)
        : undefined;
    // Gitea offers both. It makes the realm of its configured address, to which a login may not be allowed to go.
    if (bearer && (basic === undefined || isRealm(bearer.parameters.realm, registry)))
      return this.#tokens.header(bearer, demand, signal);
    if (asksBasic) {
      const basics = challenges.filter(({ scheme }) => scheme === 'basic');
      this.#basic.set(registry.origin, basics);
      return basic;
    }
    const offered = challenges.map(({ scheme }) => scheme).join(', ') || 'nothing';
    throw new SealiftError(
      'unexpected_answer',
      `${registry.host} asks for a login and offers ${offered} instead of Basic or Bearer`,
    );
  }
}
