import { Buffer } from 'node:buffer';
import { secretsInConfig } from '../encoding/secrets/config-secrets.ts';
import { homeFolder } from '../io/home.ts';
import type { CredentialStore } from '../stores/registry/auth/credential.ts';
import { credentialFrom } from '../stores/registry/auth/credential-from.ts';
import type { CredentialHelpers } from '../stores/registry/auth/credential-helpers.ts';
import { parseDockerConfig } from '../stores/registry/auth/docker-config.ts';
import { openCredentials } from '../stores/registry/auth/find-configs.ts';
import { loginsIn } from '../stores/registry/auth/logins-in.ts';
import { contentOf } from './inline.ts';
import { isContent } from './is-content.ts';
import type { AnyRun } from './run.ts';

const CONFIG_LIMIT = 4 * 1024 * 1024;

/**
 * Credentials from the file that the user named (read at once, so that a mistake shows before anything is contacted), else
 * from where `docker login` and `podman login` keep them.
 */
export async function credentialsOf(
  file: string | undefined,
  { env, problems, plainHttp, secrets }: Pick<AnyRun, 'env' | 'problems' | 'plainHttp' | 'secrets'>,
  helpers: CredentialHelpers,
): Promise<CredentialStore> {
  if (file === undefined) {
    const { platform } = process;
    const uid = process.getuid?.();
    return openCredentials({ env, home: homeFolder(), platform, uid, helpers, plainHttp, secrets });
  }
  const config = await problems.try(async () => {
    const bytes = await contentOf(file, CONFIG_LIMIT, 'registry configuration');
    for (const secret of secretsInConfig(Buffer.from(bytes).toString('utf8'))) secrets.add(secret);
    return parseDockerConfig(bytes, isContent(file) ? '(inline)' : file);
  });
  return {
    // Without a config a problem was noted, which ends the run.
    find: async (registry, repository) =>
      config && credentialFrom(config, registry, repository, helpers, plainHttp),
    logins: async () => (config ? loginsIn(config, plainHttp) : []),
  };
}
