import { type PlainHttp, registryHost, withoutDefaultPort } from '../../../oci/registry-host.ts';

/** A key as docker and podman write it, as `host[:port][/path]`: old forms have a scheme or end in `/v1/`. */
export function normalisedKey(key: string): string {
  const bare = key
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^([^/]*)\/v[12]\/?$/, '$1')
    .replace(/\/+$/, '');
  const [host = '', ...path] = bare.split('/');
  return [registryHost(host) ?? host, ...path].join('/');
}

/** A key in the spelling of references: without the port that its registry has anyway. */
export function spelledKey(key: string, plainHttp: PlainHttp): string {
  const [host = '', ...path] = normalisedKey(key).split('/');
  return [withoutDefaultPort(host, plainHttp), ...path].join('/');
}

/** How credential helpers are asked for a registry: by its host, and for Docker Hub by the old name that docker uses. */
export function helperKey(registry: string): string {
  const host = normalisedKey(registry);
  return host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
}

export interface KeyedValue<T> {
  /** As it is written. */
  readonly key: string;
  readonly value: T;
  /** The key as `host[:port][/path]`. */
  readonly prefix: string;
}

/** The key that covers most of `name`, on borders of `/` only, never by a part of a host name. */
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
