import { printable } from '../../../encoding/printable.ts';

/** A login of the user. */
export type Credential = {
  /** The place where the login was found, for messages: `config.json (registry.example.com)`. */
  readonly source: string;
} & (
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth 2 refresh token (docker's `identitytoken`). */
  | { readonly kind: 'refresh'; readonly token: string; readonly username?: string }
);

/** Looks up the credential for one repository; `undefined` means anonymous. */
export interface CredentialStore {
  find(registry: string, repository: string): Promise<Credential | undefined>;
  /** The registries, or parts of them, for which there is a login, as `host[:port][/path]`; without the secrets. */
  logins(): Promise<readonly string[]>;
}

/** The user name of a login and the place where it was found, for messages. The text never has the secret. */
export function describeCredential(credential: Credential): string {
  const { kind, source, username } = credential;
  if (kind === 'password') return `${printable(username)}, from ${source}`;
  return `${username ? printable(username) : 'an identity token'}, from ${source}`;
}
