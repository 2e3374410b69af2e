import { createHash } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { tls } from './node-http.ts';
import type { HostCertificates } from './types.ts';

/** More than any run has; a process that lives long and meets ever new authorities starts anew. */
const MOST = 8;
const made = new Map<string, SecureContext>();

/**
 * What trusts these authorities (PEM) and no others. One that is no root ends a chain as well, as with Go and curl: a company
 * may hand out the authority that issues, and a server's own certificate may be trusted by itself.
 *
 * Shared by all who ask for the same ones: to read a system's authorities takes 10 ms. A client's key is the user's, and what
 * holds one is kept no longer than who asked for it.
 */
export function trustingContext(
  authorities: readonly string[],
  client?: HostCertificates['client'],
): SecureContext {
  const options = { ca: [...authorities], allowPartialTrustChain: true };
  if (client) return tls().createSecureContext({ ...options, ...client });
  const hash = createHash('sha256');
  for (const authority of authorities) hash.update(authority).update('\0');
  const key = hash.digest('base64');
  const known = made.get(key);
  if (known) return known;
  const context = tls().createSecureContext(options);
  if (made.size >= MOST) made.clear();
  made.set(key, context);
  return context;
}
