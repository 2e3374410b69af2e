import { SealiftError } from '../../../errors.ts';
import type { HttpClient } from '../../../io/http/types.ts';
import type { Challenge } from './challenge.ts';
import type { Credential } from './credential.ts';
import type { Demand } from './demand.ts';
import { coversScopes } from './scope.ts';
import { fetchToken } from './token.ts';

/** Milliseconds before its end at which a token is renewed, so that it does not end during a request. */
const EARLY = 5_000;

export interface TokensOptions {
  readonly http: HttpClient;
  readonly now: () => Date;
  readonly onSecret?: ((secret: string) => void) | undefined;
}

interface Grant {
  readonly header: string;
  readonly until: number;
}

/** A token, or the request for it, with the signal of the task that asked first. */
interface Kept {
  readonly scopes: readonly string[];
  readonly asker: AbortSignal;
  readonly grant: Promise<Grant>;
}

/** The tokens of a run by registry, token service, credential and scope. Tasks that need the same token ask once for it. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #kept = new Map<string, Kept[]>();
  /** For each refresh token that was sent, the one that the service returned in its place. */
  readonly #refreshed = new Map<string, string>();

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  /** The Authorization header for a demand, with a token that covers it or a new one. */
  async header(challenge: Challenge, demand: Demand, signal: AbortSignal): Promise<string> {
    const { scopes, refused } = demand;
    const key = keyOf(challenge, demand);
    const kept = this.#kept.get(key) ?? [];
    this.#kept.set(key, kept);
    for (;;) {
      const known = kept.find((one) => coversScopes(one.scopes, scopes));
      if (!known) break;
      const grant = await known.grant.catch((error: unknown) => {
        // An error is for all tasks that waited, unless it only says that the task which asked was aborted.
        if (!known.asker.aborted) throw error;
        return undefined;
      });
      const isFresh = grant && grant.until > this.#options.now().getTime() && grant.header !== refused;
      if (isFresh) return grant.header;
      // When several tasks notice the end of a token, the first drops it and asks, and the others find its request.
      forget(kept, known);
    }
    const fresh: Kept = { scopes, asker: signal, grant: this.#ask(key, challenge, demand, signal) };
    kept.push(fresh);
    fresh.grant.catch(() => forget(kept, fresh));
    return (await fresh.grant).header;
  }

  async #ask(key: string, challenge: Challenge, demand: Demand, signal: AbortSignal): Promise<Grant> {
    const { http, now, onSecret } = this.#options;
    const { registry, scopes, logins } = demand;
    const credential = this.#newest(key, demand.credential);
    const ask = (wanted: Demand['scopes']) =>
      fetchToken(http, { challenge, scopes: wanted, credential, logins, registry }, signal);
    const { value, lifetime, refreshToken } = await ask(scopes).catch((error: unknown) => {
      const isRefused = error instanceof SealiftError && (error.exitCode === 4 || error.exitCode === 1);
      if (scopes.length === 1 || !isRefused) throw error;
      return ask([scopes[0]]);
    });
    if (refreshToken !== undefined) {
      onSecret?.(refreshToken);
      this.#refreshed.set(key, refreshToken);
    }
    return { header: `Bearer ${value}`, until: now().getTime() + lifetime * 1000 - EARLY };
  }

  #newest(key: string, credential: Credential | undefined): Credential | undefined {
    const token = this.#refreshed.get(key);
    return token !== undefined && credential?.kind === 'refresh' ? { ...credential, token } : credential;
  }
}

function keyOf(challenge: Challenge, { registry, credential }: Demand): string {
  const { realm, service } = challenge.parameters;
  return JSON.stringify([registry.origin, realm, service, credential?.source]);
}

function forget(kept: Kept[], one: Kept): void {
  const at = kept.indexOf(one);
  if (at >= 0) kept.splice(at, 1);
}
