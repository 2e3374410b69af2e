import { Buffer } from 'node:buffer';
import { isAbsolute, join } from 'node:path';
import { lazy } from '../../../async/lazy.ts';
import { prefetch } from '../../../async/prefetch.ts';
import { secretsInConfig } from '../../../encoding/secrets/config-secrets.ts';
import type { Secrets } from '../../../encoding/secrets/secrets.ts';
import { SealiftError } from '../../../errors.ts';
import { readFile } from '../../../io/files/read-file.ts';
import type { PlainHttp } from '../../../oci/registry-host.ts';
import type { Credential, CredentialStore } from './credential.ts';
import { credentialFrom } from './credential-from.ts';
import type { CredentialHelpers } from './credential-helpers.ts';
import { type DockerConfig, parseDockerConfig } from './docker-config.ts';

const CONFIG_LIMIT = 4 * 1024 * 1024;

export interface CredentialOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  /** Of the user, where the system has such numbers. */
  readonly uid?: number | undefined;
  readonly helpers: Pick<CredentialHelpers, 'ask'>;
  readonly plainHttp: PlainHttp;
  /** Is told what is secret in a file that is read. */
  readonly secrets?: Pick<Secrets, 'add'> | undefined;
}

type Load = () => Promise<DockerConfig | undefined>;

/** Read at once, beside what else a run begins with; what is wrong with it is told when it is its turn. */
function given(path: string, { secrets }: CredentialOptions): Load {
  const read = prefetch(readFile(path, CONFIG_LIMIT, 'registry configuration'));
  return async () => {
    const bytes = await read;
    for (const secret of secretsInConfig(Buffer.from(bytes).toString('utf8'))) secrets?.add(secret);
    return parseDockerConfig(bytes, path);
  };
}

function ifThere(path: string, options: CredentialOptions): Load {
  const load = given(path, options);
  return () =>
    load().catch((error: unknown) => {
      if (error instanceof SealiftError && error.code === 'file_not_found') return undefined;
      throw error;
    });
}

/** Only an absolute path counts (XDG Base Directory Specification): what the current folder holds decides nothing. */
const absolute = (path = ''): string | undefined => (isAbsolute(path) ? path : undefined);

/** Where `podman login` writes (Linux: for the time of the session), and where it also looks. */
function podmanFolders({ env, home, platform, uid }: CredentialOptions): string[] {
  const lasting = join(absolute(env.XDG_CONFIG_HOME) ?? join(home, '.config'), 'containers');
  if (platform !== 'linux') return [lasting];
  const session = absolute(env.XDG_RUNTIME_DIR);
  if (session !== undefined) return [join(session, 'containers'), lasting];
  return uid === undefined ? [lasting] : [join('/run/containers', String(uid)), lasting];
}

/** Where credentials are looked for, in this order; a file that the user named has to be there. */
function places(options: CredentialOptions): Load[] {
  const { env, home } = options;
  const inline = env.DOCKER_AUTH_CONFIG;
  return [
    ...(inline ? [() => Promise.resolve(parseDockerConfig(inline, 'DOCKER_AUTH_CONFIG'))] : []),
    ...(env.REGISTRY_AUTH_FILE ? [given(env.REGISTRY_AUTH_FILE, options)] : []),
    ifThere(join(env.DOCKER_CONFIG || join(home, '.docker'), 'config.json'), options),
    ...podmanFolders(options).map((folder) => ifThere(join(folder, 'auth.json'), options)),
  ];
}

/** The credentials of `docker login` and `podman login`; each file is read lazy, and counts only when it is its turn. */
export function openCredentials(options: CredentialOptions): CredentialStore {
  const { helpers, plainHttp } = options;
  const loads = places(options).map(lazy);
  return {
    async find(registry, repository): Promise<Credential | undefined> {
      for (const load of loads) {
        const config = await load();
        const found = config && (await credentialFrom(config, registry, repository, helpers, plainHttp));
        if (found) return found;
      }
      return undefined;
    },
  };
}
