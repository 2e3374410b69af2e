/** The grammar of distribution's `reference` package: a name or an address, and a port. */
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
export const HOST_GRAMMAR = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?`;

const WHOLE = new RegExp(`^${HOST_GRAMMAR}$`);

/** An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) as URLs write it: `[::ffff:7f00:1]`. */
const IPV4_MAPPED = /^\[::ffff:[0-9a-f]{1,4}:[0-9a-f]{1,4}\]$/;

/** Docker Hub has several host names; users write this one. */
export const DOCKER_HUB = 'docker.io';
const ALSO_DOCKER_HUB = new Set(['index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

export function isDockerHub(host: string): boolean {
  return host === DOCKER_HUB || ALSO_DOCKER_HUB.has(host);
}

/** Says whether a registry, `HOST[:PORT]`, uses plain HTTP. */
export type PlainHttp = (registry: string) => boolean;

/**
 * Spells `HOST[:PORT]` in one way, so that two texts for one endpoint are equal: lower case (RFC 3986, 3.2.2), IPv6 as RFC
 * 5952 writes it, a port without leading zeros, Docker Hub by the name that users write.
 *
 * @returns `undefined` for a text that is no host, and for one that a URL would read as another address (`0x7f.1`,
 *   `[::ffff:127.0.0.1]`).
 */
export function registryHost(text: string): string | undefined {
  if (!WHOLE.test(text)) return undefined;
  const [, written = '', digits] = /^(.*?)(?::([0-9]+))?$/.exec(text.toLowerCase())!;
  const port = digits === undefined ? undefined : Number(digits);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  if (!URL.canParse(`https://${written}`)) return undefined;
  const { hostname } = new URL(`https://${written}`);
  const isAddress = hostname.startsWith('[');
  // An IPv4-mapped address connects to the IPv4 address, so it would be a second name for it.
  if (isAddress ? IPV4_MAPPED.test(hostname) : hostname !== written) return undefined;
  if (isDockerHub(hostname) && (port === undefined || port === 443)) return DOCKER_HUB;
  return port === undefined ? hostname : `${hostname}:${port}`;
}

/** Leaves out the default port: 443, or 80 for plain HTTP (RFC 9110, 4.2). */
export function withoutDefaultPort(registry: string, plainHttp: PlainHttp): string {
  const isPlain = plainHttp(registry);
  const bare = registry.replace(isPlain ? /:80$/ : /:443$/, '');
  // Without the port the same host may use the other scheme, and would be another endpoint.
  return plainHttp(bare) === isPlain ? bare : registry;
}
