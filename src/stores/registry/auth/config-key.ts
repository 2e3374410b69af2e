import { type PlainHttp, registryHost, withoutDefaultPort } from '../../../oci/registry-host.ts';

/** A key of docker or podman in the form `host[:port][/path]`. Old keys have a scheme, or end in `/v1/`. */
export function normalisedKey(key: string): string {
  const bare = key
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^([^/]*)\/v[12]\/?$/, '$1')
    .replace(/\/+$/, '');
  const [host = '', ...path] = bare.split('/');
  return [registryHost(host) ?? host, ...path].join('/');
}

/** A key in the spelling of references, without the default port of its registry. */
export function spelledKey(key: string, plainHttp: PlainHttp): string {
  const [host = '', ...path] = normalisedKey(key).split('/');
  return [withoutDefaultPort(host, plainHttp), ...path].join('/');
}

/** The name by which credential helpers know a registry: its host, and for Docker Hub the old URL that docker uses. */
export function helperKey(registry: string): string {
  const host = normalisedKey(registry);
  return host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
}

export interface KeyedValue<T> {
  /** The key as it is written in the file. */
  readonly key: string;
  readonly value: T;
  /** The key as `host[:port][/path]`. */
  readonly prefix: string;
}

/** The longest key that is `name` or a parent path of it. A key never matches a part of a host name. */
export function longestKey<T>(
  record: Readonly<Record<string, T>>,
  name: string,
  plainHttp: PlainHttp,
  counts: (value: T) => boolean,
): KeyedValue<T> | undefined {
  const covering = Object.entries(record)
    .map(([key, value]) => ({ key, value, prefix: spelledKey(key, plainHttp) }))
    .filter(({ prefix }) => name === prefix || name.startsWith(`${prefix}/`))
    .filter(({ value }) => counts(value));
  return covering.toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
}
