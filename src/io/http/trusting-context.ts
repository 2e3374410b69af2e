import { createHash } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { tls } from './node-http.ts';
import type { HostCertificates } from './types.ts';

/** The most contexts that are kept, more than a run needs. A process that lives longer drops them all and starts again. */
const MOST = 8;
const contexts = new Map<string, SecureContext>();

/**
 * A TLS context that trusts these authorities (PEM) and no others. A chain may end at one that is no root, as with Go and curl:
 * a company may hand out the authority that issues, and a server's own certificate may be trusted by itself.
 *
 * Contexts are shared, because to read the authorities of a system takes 10 ms. One with the key of a client is not kept here.
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
  const known = contexts.get(key);
  if (known) return known;
  const context = tls().createSecureContext(options);
  if (contexts.size >= MOST) contexts.clear();
  contexts.set(key, context);
  return context;
}
