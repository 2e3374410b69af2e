import { bareHostname } from './address.ts';

/**
 * An address that a server by https names on its own host with http in front, as the same place by https. A registry behind
 * a front that ends TLS does not know that it is reached by TLS, unless the front says so (X-Forwarded-Proto), and names
 * itself so. Only upwards, on the same host, and at the port that was asked: nothing is sent in the open, nor to another
 * program. Any other address stays as it is.
 */
export function behindTls(target: URL, asked: URL): URL {
  const isUpgrade = asked.protocol === 'https:' && target.protocol === 'http:';
  if (!isUpgrade || bareHostname(target.hostname) !== bareHostname(asked.hostname)) return target;
  // The port of http, the one that was asked, or 443 written out.
  const ports = new Set(['', asked.port, asked.port || '443']);
  if (!ports.has(target.port)) return target;
  const url = new URL(target);
  url.protocol = 'https:';
  url.hostname = asked.hostname;
  url.port = asked.port;
  return url;
}
