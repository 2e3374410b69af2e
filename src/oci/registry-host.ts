/** The grammar of distribution's `reference` package: a name or an address, and a port. */
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
export const HOST_GRAMMAR = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?`;

const WHOLE = new RegExp(`^${HOST_GRAMMAR}$`);

/** `[::ffff:7f00:1]`, as URLs write it (RFC 4291, 2.5.5.2). */
const IPV4_MAPPED = /^\[::ffff:[0-9a-f]{1,4}:[0-9a-f]{1,4}\]$/;

/** Docker Hub answers under several names; users write the first. */
export const DOCKER_HUB = 'docker.io';
const ALSO_DOCKER_HUB = new Set(['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

export function isDockerHub(host: string): boolean {
  return host === DOCKER_HUB || ALSO_DOCKER_HUB.has(host);
}

/** Whether a registry is spoken to by plain HTTP; `registry` is `HOST[:PORT]`. */
export type PlainHttp = (registry: string) => boolean;

/**
 * The one spelling of `HOST[:PORT]`, so that two texts are equal when they name one endpoint: lower case (RFC 3986,
 * 3.2.2), IPv6 as RFC 5952 writes it, a port without leading zeros, Docker Hub by the name that users write. What a URL
 * would read as another address (`0x7f.1`, `[::ffff:127.0.0.1]`) has no spelling.
 *
 * @returns `undefined` when it is not the name or address of a host.
 */
export function registryHost(text: string): string | undefined {
  if (!WHOLE.test(text)) return undefined;
  const [, written = '', digits] = /^(.*?)(?::([0-9]+))?$/.exec(text.toLowerCase())!;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  if (!URL.canParse(`https://${written}`)) return undefined;
  const { hostname } = new URL(`https://${written}`);
  const isAddress = hostname.startsWith('[');
  // An IPv4 address in the form of IPv6 leads to where the IPv4 address does.
  if (isAddress ? IPV4_MAPPED.test(hostname) : hostname !== written) return undefined;
  if (isDockerHub(hostname) && (port === undefined || port === 443)) return DOCKER_HUB;
  return port === undefined ? hostname : `${hostname}:${port}`;
}

/** Leaves out the port that a registry has anyway: 443, or 80 by plain HTTP (RFC 9110, 4.2). */
export function withoutDefaultPort(registry: string, plainHttp: PlainHttp): string {
  const isPlain = plainHttp(registry);
  const bare = registry.replace(isPlain ? /:80$/ : /:443$/, '');
  // Where the host without a port is spoken to in the other way, it is another endpoint.
  return plainHttp(bare) === isPlain ? bare : registry;
}
