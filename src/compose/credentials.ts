import { homeFolder } from '../io/home.ts';
import type { Problems } from '../options/problems.ts';
import { Authorizer, type AuthorizerOptions } from '../stores/registry/auth/authorizer.ts';
import type { Credential, CredentialStore } from '../stores/registry/auth/credential.ts';
import { credentialFrom, parseDockerConfig } from '../stores/registry/auth/docker-config.ts';
import { openCredentials } from '../stores/registry/auth/find-configs.ts';
import { contentOf, isContent } from './inline.ts';

const CONFIG_LIMIT = 4 * 1024 * 1024;

/** Told each secret before its first use, so that a log can mask it. */
export type OnSecret = (secret: string) => void;

/**
 * Credentials from the file that the user named (read at once, so that a mistake shows before anything is contacted), else
 * from where `docker login` and `podman login` keep them.
 */
export async function credentialsOf(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  problems: Problems,
): Promise<CredentialStore> {
  const usual = openCredentials({ env, home: homeFolder(), platform: process.platform });
  if (file === undefined) return usual;
  const config = await problems.try(async () => {
    const bytes = await contentOf(file, CONFIG_LIMIT, 'registry configuration');
    return parseDockerConfig(bytes, isContent(file) ? '(inline)' : file);
  });
  if (!config) return usual;
  return { find: async (registry, repository) => credentialFrom(config, registry, repository) };
}

class TellingAuthorizer extends Authorizer {
  readonly #onSecret: OnSecret;

  constructor(options: AuthorizerOptions, onSecret: OnSecret) {
    super(options);
    this.#onSecret = onSecret;
  }

  override async credential(registry: string, repository: string): Promise<Credential | undefined> {
    const credential = await super.credential(registry, repository);
    if (credential) this.#onSecret(credential.kind === 'password' ? credential.password : credential.token);
    return credential;
  }

  override async answer(...question: Parameters<Authorizer['answer']>): Promise<string | undefined> {
    const header = await super.answer(...question);
    // What stands behind `Basic ` or `Bearer `.
    if (header) this.#onSecret(header.replace(/^\S+ /, ''));
    return header;
  }
}

/** An authorizer that tells the secrets it finds and obtains. */
export function authorizerOf(options: AuthorizerOptions, onSecret: OnSecret | undefined): Authorizer {
  return onSecret ? new TellingAuthorizer(options, onSecret) : new Authorizer(options);
}
