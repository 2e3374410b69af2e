import { SealiftError } from '../../../errors.ts';
import type { HttpClient } from '../../../io/http/types.ts';
import type { Challenge } from './challenge.ts';
import type { Credential, CredentialStore } from './credential.ts';
import { coversScopes } from './scope.ts';
import { fetchToken } from './token.ts';
import { basicHeader } from './token-request.ts';

/** Renewed this long before its end, so that it does not end under way. Milliseconds. */
const EARLY = 5_000;

export interface AuthorizerOptions {
  readonly http: HttpClient;
  readonly credentials: CredentialStore;
  readonly now: () => Date;
  /** Told each secret before its first use, so that a log can mask it. */
  readonly onSecret?: ((secret: string) => void) | undefined;
}

/** What a request needs to be let in. */
export interface Demand {
  /** `https://registry.example.com` */
  readonly registry: URL;
  /**
   * What one token has to allow. The first is what the request cannot do without: some token services look at no other.
   * Where a service refuses the others, the token is for the first alone.
   */
  readonly scopes: readonly [string, ...string[]];
  readonly credential: Credential | undefined;
  /** The header that was just refused: a token equal to it is not used again. */
  readonly refused: string | undefined;
}

interface Grant {
  readonly header: string;
  readonly until: number;
}

/** A token that was asked for, by whoever needed it first. */
interface Kept {
  readonly scopes: readonly string[];
  readonly asker: AbortSignal;
  readonly grant: Promise<Grant>;
}

/**
 * The logins of one run. Tokens are kept per token service, registry, credential and scope, so that every store of the run
 * shares them, and two tasks that need the same one ask once.
 */
export class Authorizer {
  readonly #options: AuthorizerOptions;
  readonly #tokens = new Map<string, Kept[]>();

  constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  async credential(registry: string, repository: string): Promise<Credential | undefined> {
    const credential = await this.#options.credentials.find(registry, repository);
    if (credential)
      this.#options.onSecret?.(credential.kind === 'password' ? credential.password : credential.token);
    return credential;
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
    // What stands behind `Basic ` or `Bearer `.
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
    if (bearer) return (await this.#grant(bearer, demand, signal)).header;
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

  async #grant(challenge: Challenge, demand: Demand, signal: AbortSignal): Promise<Grant> {
    const { realm, service } = challenge.parameters;
    const { registry, credential, scopes, refused } = demand;
    const key = JSON.stringify([registry.origin, realm, service, credential?.source]);
    const kept = this.#tokens.get(key) ?? [];
    this.#tokens.set(key, kept);
    for (;;) {
      const known = kept.find((one) => coversScopes(one.scopes, scopes));
      if (!known) break;
      const grant = await known.grant.catch((error: unknown) => {
        // A refusal is one for all who waited; a task that was given up says nothing about the others.
        if (!known.asker.aborted) throw error;
        return undefined;
      });
      if (grant && grant.until > this.#options.now().getTime() && grant.header !== refused) return grant;
      // Of several that notice, the first takes it away and asks, before the next one looks again.
      forget(kept, known);
    }
    const fresh: Kept = { scopes, asker: signal, grant: this.#fetch(challenge, demand, signal) };
    kept.push(fresh);
    fresh.grant.catch(() => forget(kept, fresh));
    return fresh.grant;
  }

  async #fetch(challenge: Challenge, demand: Demand, signal: AbortSignal): Promise<Grant> {
    const { http, now } = this.#options;
    const { registry, credential, scopes } = demand;
    const ask = (wanted: Demand['scopes']) =>
      fetchToken(http, { challenge, scopes: wanted, credential, registry }, signal);
    const { value, lifetime } = await ask(scopes).catch((error: unknown) => {
      const isRefused = error instanceof SealiftError && (error.exitCode === 4 || error.exitCode === 1);
      if (scopes.length === 1 || !isRefused) throw error;
      return ask([scopes[0]]);
    });
    return { header: `Bearer ${value}`, until: now().getTime() + lifetime * 1000 - EARLY };
  }
}

function forget(kept: Kept[], one: Kept): void {
  const at = kept.indexOf(one);
  if (at >= 0) kept.splice(at, 1);
}
