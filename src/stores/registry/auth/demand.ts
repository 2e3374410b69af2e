import type { Credential } from './credential.ts';

/** The access that a request needs. */
export interface Demand {
  /** `https://registry.example.com` */
  readonly registry: URL;
  /**
   * The scopes of one token. The request needs the first one: some token services read no other. When a service refuses the
   * others, the token is asked for again with the first alone.
   */
  readonly scopes: readonly [string, ...string[]];
  readonly credential: Credential | undefined;
  /** The registries for which there is a login, for an error. */
  readonly logins: () => Promise<readonly string[]>;
  /** The Authorization header that was just refused, so that its token is not used again. */
  readonly refused: string | undefined;
}
