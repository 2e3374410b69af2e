import { bareHostname } from './address.ts';

/**
 * The hint for a server that is reached by https and names a plain http address on its own host: a proxy before it ends TLS,
 * and the server does not know of it. `undefined` for any other address. The address is not corrected, because nothing that
 * was meant for TLS may go to plain http.
 */
export function behindTlsHint(target: URL, asked: URL): string | undefined {
  const isOwn = bareHostname(target.hostname) === bareHostname(asked.hostname);
  if (!isOwn || asked.protocol !== 'https:' || target.protocol !== 'http:') return undefined;
  return 'What ends TLS before this registry does not tell it: let it send X-Forwarded-Proto: https with the Host and port that were asked for, or tell the registry its own address (`http.host` of distribution).';
}
