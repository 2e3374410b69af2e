import { bareHostname } from './address.ts';

/**
 * What helps where a server by https names an address in plain http on its own host: it stands behind something that ends
 * TLS, and does not know that it is reached by TLS. `undefined` for any other address. The address is not mended: only what
 * answers can say where it is, and nothing is sent to plain http that was meant for TLS.
 */
export function behindTlsHint(target: URL, asked: URL): string | undefined {
  const isOwn = bareHostname(target.hostname) === bareHostname(asked.hostname);
  if (!isOwn || asked.protocol !== 'https:' || target.protocol !== 'http:') return undefined;
  return 'What ends TLS before this registry does not tell it: let it send X-Forwarded-Proto: https with the Host and port that were asked for, or tell the registry its own address (`http.host` of distribution).';
}
