/** What a user logs in with. */
export type Credential = {
  /** Where it was found, for messages: `config.json (registry.example.com)`. */
  readonly source: string;
} & (
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth 2 refresh token (docker's `identitytoken`). */
  | { readonly kind: 'refresh'; readonly token: string; readonly username?: string }
);

/** Looks up the credential for one repository; `undefined` means anonymous. */
export interface CredentialStore {
  find(registry: string, repository: string): Promise<Credential | undefined>;
}
