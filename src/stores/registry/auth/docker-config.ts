import { Buffer } from 'node:buffer';
import * as z from 'zod/mini';
import { parseJson } from '../../../encoding/json.ts';
import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import type { Credential } from './credential.ts';

const Entry = z.looseObject({
  auth: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  identitytoken: z.optional(z.string()),
});

const Config = z.looseObject({
  auths: z.optional(z.nullable(z.record(z.string(), Entry))),
  credHelpers: z.optional(z.nullable(z.record(z.string(), z.string()))),
  credsStore: z.optional(z.string()),
});

export type DockerConfig = z.infer<typeof Config> & {
  /** Its path or variable, for messages. */
  readonly where: string;
};

/** Docker Hub has many names; its credentials are kept under an old one. */
const HUB = ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];

/** Reads a `config.json` or `auth.json`. @throws SealiftError `config_invalid`. */
export function parseDockerConfig(input: Uint8Array | string, where: string): DockerConfig {
  const what = `registry credentials ${printable(where, 600)}`;
  const parsed = Config.safeParse(parseJson(input, { code: 'config_invalid', what }));
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new SealiftError('config_invalid', `${what}: is malformed at ${printable(place)}`);
  }
  return { ...parsed.data, where };
}

/** A key as docker and podman write it, as `host[:port][/path]`: old forms have a scheme or end in `/v1/`. */
function normalised(key: string): string {
  const bare = key
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/v[12]\/?$/, '')
    .replace(/\/+$/, '');
  const [host = '', ...path] = bare.split('/');
  return [HUB.includes(host) ? 'docker.io' : host, ...path].join('/');
}

/** The key that covers most of `name`, on borders of `/` only, never by a part of a host name. */
function bestKey<T>(
  record: Readonly<Record<string, T>>,
  name: string,
): { key: string; value: T } | undefined {
  const covering = Object.entries(record)
    .map(([key, value]) => ({ key, value, prefix: normalised(key) }))
    .filter(({ prefix }) => name === prefix || name.startsWith(`${prefix}/`));
  return covering.toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
}

function credentialOf(entry: z.infer<typeof Entry>, source: string): Credential | undefined {
  const { identitytoken, username } = entry;
  if (identitytoken)
    return { kind: 'refresh', token: identitytoken, source, ...(username ? { username } : {}) };
  if (entry.username && entry.password)
    return { kind: 'password', username: entry.username, password: entry.password, source };
  if (!entry.auth) return undefined;
  const decoded = Buffer.from(entry.auth, 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = decoded.indexOf(':');
  if (colon < 1)
    throw new SealiftError('config_invalid', `${source}: the member auth is not base64 of USER:PASSWORD`);
  return { kind: 'password', username: decoded.slice(0, colon), password: decoded.slice(colon + 1), source };
}

/**
 * The credential for `registry/repository` in one configuration: a helper for this very host first, then the longest key
 * of `auths`, then the default store.
 *
 * @throws SealiftError `feature_unsupported` where only a credential helper has it.
 */
export function credentialFrom(
  config: DockerConfig,
  registry: string,
  repository: string,
): Credential | undefined {
  const name = `${normalised(registry)}/${repository}`;
  const helper = bestKey(config.credHelpers ?? {}, name);
  const entry = bestKey(config.auths ?? {}, name);
  const source = `${printable(config.where, 600)} (${printable(entry?.key ?? registry)})`;
  const found = entry ? credentialOf(entry.value, source) : undefined;
  if (!helper?.value && found) return found;
  // An empty name is no helper: docker writes one to exclude a host from the default store.
  const needed = helper ? helper.value : entry && config.credsStore;
  if (!needed) return undefined;
  throw new SealiftError(
    'feature_unsupported',
    `the credentials for ${registry} are kept by the helper docker-credential-${printable(needed)}, and helpers are not supported yet`,
    {
      hint: 'Give a config.json with the credentials themselves by --registry-config or DOCKER_AUTH_CONFIG.',
    },
  );
}
