import { BlockList, isIP } from 'node:net';

const inner = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inner.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  inner.addSubnet(net, prefix, 'ipv6');
}

/** A URL's hostname without the brackets of IPv6, and without the dot that ends a name written in full (`localhost.`). */
export function bareHostname(hostname: string): string {
  return hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
}

/** `localhost`, `127.0.0.0/8` or `::1`. */
export function isLoopback(hostname: string): boolean {
  const host = bareHostname(hostname);
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}

/**
 * Whether the host is a name of loopback, or an address literal that is loopback, link-local, private or unspecified. Answers
 * from outside must not send us there (metadata services, neighbours).
 */
export function isInnerAddress(hostname: string): boolean {
  const host = bareHostname(hostname);
  if (isLoopback(host)) return true;
  const family = isIP(host);
  if (family === 0) return false;
  return inner.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
