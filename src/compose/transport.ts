import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { isLoopback } from '../io/http/address.ts';
import type { Problems } from '../options/problems.ts';

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** A list of `HOST[:PORT]`; without a port, every port of the host is meant. */
function includes(hosts: readonly string[], registry: string): boolean {
  const name = registry.toLowerCase();
  return hosts.some((host) => name === host || name.replace(/:\d+$/, '') === host);
}

function readHosts(flag: string, hosts: readonly string[], problems: Problems): string[] {
  const lower = hosts.map((host) => host.toLowerCase());
  for (const host of lower) {
    if (!HOST.test(host)) {
      problems.add(
        'usage',
        `${flag}: ${quotable(host)} is not a host`,
        'Write HOST or HOST:PORT, without https:// and without a path.',
      );
    }
  }
  return lower;
}

/**
 * Which registries are spoken to by plain HTTP: loopback addresses, unless named by --https-host, and those named by
 * --http-host. Never a fallback from one to the other.
 */
export function plainHttpRule(
  { httpHost, httpsHost }: { readonly httpHost: readonly string[]; readonly httpsHost: readonly string[] },
  problems: Problems,
): (registry: string) => boolean {
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
