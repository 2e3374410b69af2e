import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { isLoopback } from '../io/http/address.ts';
import { type PlainHttp, registryHost } from '../oci/registry-host.ts';
import { withoutLogin } from '../oci/split-reference.ts';
import type { Problems } from '../options/problems.ts';
import type { Values } from '../options/read-options.ts';

/** A list of `HOST[:PORT]`; without a port, every port of the host is meant. */
function includes(hosts: readonly string[], registry: string): boolean {
  return hosts.some((host) => registry === host || registry.replace(/:\d+$/, '') === host);
}

/** Normalises hosts as in references, so that every spelling of a registry matches. */
function readHosts(flag: string, hosts: readonly string[], problems: Problems): string[] {
  return hosts.flatMap((host) => {
    const spelled = registryHost(host);
    if (spelled !== undefined) return [spelled];
    problems.add(
      'usage',
      `${flag}: ${quotable(withoutLogin(host))} is not a host`,
      'Write HOST or HOST:PORT, without https:// and without a path.',
    );
    return [];
  });
}

/**
 * Which registries are spoken to by plain HTTP: loopback addresses, unless named by --https-host, and those named by
 * --http-host. Never a fallback from one to the other.
 */
export function plainHttpRule(
  { httpHost = [], httpsHost = [] }: Partial<Pick<Values<'list'>, 'httpHost' | 'httpsHost'>>,
  problems: Problems,
): PlainHttp {
  const plain = readHosts('--http-host', httpHost, problems);
  const secure = readHosts('--https-host', httpsHost, problems);
  const both = plain.find((host) => secure.includes(host));
  if (both !== undefined)
    problems.add('usage', `${printable(both)} is named by --http-host and by --https-host`, 'Name it once.');
  return (registry) => {
    if (includes(plain, registry)) return true;
    return !includes(secure, registry) && isLoopback(registry.replace(/:\d+$/, ''));
  };
}
