import type { Credential } from './credential.ts';

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
