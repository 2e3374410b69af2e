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
import { loginsIn } from './logins-in.ts';

const CONFIG_LIMIT = 4 * 1024 * 1024;

export interface CredentialOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  /** The number of the user, on systems that have such numbers. */
  readonly uid?: number | undefined;
  readonly helpers: Pick<CredentialHelpers, 'ask'>;
  readonly plainHttp: PlainHttp;
  /** Collects the secrets of each file that is read. */
  readonly secrets?: Pick<Secrets, 'add'> | undefined;
}

type Load = () => Promise<DockerConfig | undefined>;

/** Begins to read a file at once. A fault of it is reported when its credentials are needed. */
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

/** Takes absolute paths alone (XDG Base Directory Specification), so that no file of the current folder is read. */
const absolute = (path = ''): string | undefined => (isAbsolute(path) ? path : undefined);

/** The folders of podman: the one that `podman login` writes to, on Linux for the session only, and the lasting one. */
function podmanFolders({ env, home, platform, uid }: CredentialOptions): string[] {
  const lasting = join(absolute(env.XDG_CONFIG_HOME) ?? join(home, '.config'), 'containers');
  if (platform !== 'linux') return [lasting];
  const session = absolute(env.XDG_RUNTIME_DIR);
  if (session !== undefined) return [join(session, 'containers'), lasting];
  return uid === undefined ? [lasting] : [join('/run/containers', String(uid)), lasting];
}

/** The places of credentials in the order in which they are read. A file that the user named has to exist. */
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

/** The credentials of `docker login` and `podman login`. A file is read when those before it have no login for the registry. */
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
    async logins() {
      const configs = await Promise.all(loads.map((load) => load().catch(() => undefined)));
      return [...new Set(configs.flatMap((config) => (config ? loginsIn(config, plainHttp) : [])))];
    },
  };
}
